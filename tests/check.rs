//! The embedded data passes its own check, on its own and as files.

use std::path::Path;

use certwise::fault::SourceFile;
use certwise::files::{LARGEST_FILE_MIB, Limit};
use certwise::layers::Layers;

fn messages(layers: &Layers, as_of: Option<&str>) -> Vec<String> {
    let day = as_of.map(|day| day.parse().expect("a day"));
    layers.check(day).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_embedded_data_has_no_fault() {
    assert_eq!(messages(&Layers::embedded(), None), <[String; 0]>::default());
}

#[test]
fn the_files_of_the_data_stand_in_for_the_embedded_ones() {
    let mut layers = Layers::embedded();
    layers.add(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data")), Limit::mib(LARGEST_FILE_MIB)).expect("it can be read");
    assert_eq!((layers.catalog.len(), layers.catalog[0].len()), (1, certwise::embedded::PROVIDERS.len()), "none stands twice");
    assert!(layers.catalog[0].iter().chain([&layers.framework]).all(|file| !file.name.contains("embedded")));
    assert_eq!(messages(&layers, None), <[String; 0]>::default());
}

#[test]
fn a_day_adds_what_is_stale_on_it_and_what_its_dates_overtake() {
    let on = |day| messages(&Layers::embedded(), Some(day));
    let later = on("2027-01-01");
    assert!(
        later
            .iter()
            .any(|fault| fault.contains("`aws-mla-c02` will be overtaken by its own dates: it becomes generally available on 2027-01-14")),
        "{later:?}"
    );
    assert!(!on("2026-12-23").iter().any(|fault| fault.contains("2027-01-14")), "22 days before it is not said yet");
    assert!(on("2026-12-24").iter().any(|fault| fault.contains("2027-01-14")), "21 days before it is");
    assert!(on("2026-11-22").iter().all(|fault| fault.contains("is stale:")), "nothing but staleness on that day");
}

#[test]
fn a_provider_file_that_lost_a_credential_is_found_out() {
    let name = "data/providers/kaggle.toml";
    let text = "[provider]\nid = \"kaggle\"\nname = \"Kaggle\"\n".to_owned();
    let mut layers = Layers::embedded();
    layers.catalog[0].retain(|file| !file.name.ends_with("/kaggle.toml"));
    layers.catalog[0].push(SourceFile { name: name.to_owned(), text });
    let faults = messages(&layers, None);
    assert!(
        faults.iter().any(|fault| fault.starts_with("data/providers/kaggle.toml:2:6: the provider `kaggle` has no credential")),
        "{faults:?}"
    );
    assert!(faults.iter().any(|fault| fault.starts_with("<embedded>/framework.toml:") && fault.contains("`kaggle-learn`")), "{faults:?}");
}
