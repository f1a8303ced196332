//! The embedded data passes its own check, on its own and as files.

use certwise::check::Subject;
use certwise::fault::SourceFile;

fn messages(subject: &Subject, as_of: Option<&str>) -> Vec<String> {
    let day = as_of.map(|day| day.parse().expect("a day"));
    subject.check(day).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_embedded_data_has_no_fault() {
    assert_eq!(messages(&Subject::embedded(), None), <[String; 0]>::default());
}

#[test]
fn the_files_of_the_data_stand_in_for_the_embedded_ones() {
    let mut files = certwise::embedded::provider_files();
    files.push(certwise::embedded::framework_file());
    let subject = Subject::over_embedded(files);
    assert_eq!(subject.layers[0].len(), certwise::embedded::PROVIDERS.len(), "none stands twice");
    assert_eq!(messages(&subject, None), <[String; 0]>::default());
}

#[test]
fn a_day_adds_what_is_stale_on_it_and_what_its_dates_overtake() {
    let on = |day| messages(&Subject::embedded(), Some(day));
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
    let faults = messages(&Subject::over_embedded(vec![SourceFile { name: name.to_owned(), text }]), None);
    assert!(
        faults.iter().any(|fault| fault.starts_with("data/providers/kaggle.toml:2:6: the provider `kaggle` has no credential")),
        "{faults:?}"
    );
    assert!(faults.iter().any(|fault| fault.starts_with("data/framework.toml:") && fault.contains("`kaggle-learn`")), "{faults:?}");
}
