//! What a check finds, and where: on the frozen catalogue, alone and with a file laid over it.

use std::path::Path;

use certwise::diagnostic::SourceFile;
use certwise::files::{LARGEST_FILE_MIB, Limit};
use certwise::layers::Layers;

use crate::frozen;

fn messages(layers: &Layers, as_of: Option<&str>) -> Vec<String> {
    let day = as_of.map(|day| day.parse().expect("a day"));
    layers.check(day).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_frozen_catalogue_has_no_fault() {
    assert_eq!(messages(&frozen::layers(), None), <[String; 0]>::default());
}

/// The messages about the embedded data with that text laid over it.
fn over_embedded(text: &str) -> Vec<String> {
    let mut layers = Layers::embedded();
    layers.lay_over(vec![SourceFile { name: "ours.toml".to_owned(), text: text.to_owned() }]).expect("one framework");
    messages(&layers, None)
}

#[test]
fn no_ban_of_a_provider_is_a_fault() {
    for provider in &certwise::embedded::prepared().0.providers {
        assert_eq!(over_embedded(&format!("[policy]\nforbid = [\"{}\"]\n", provider.id)), <[String; 0]>::default(), "{}", provider.id);
    }
}

#[test]
fn that_the_employer_pays_is_no_fault_whatever_it_pays() {
    for credential in &certwise::embedded::prepared().0.credentials {
        for key in ["exam", "once"] {
            let text = format!("[[credential]]\nid = \"{}\"\ncost = {{ {key} = 0 }}\n", credential.id);
            assert_eq!(over_embedded(&text), <[String; 0]>::default(), "{text}");
        }
    }
}

/// The day that does not go with another is the one that was written last, whichever of the two stands below.
#[test]
fn what_a_file_brings_is_told_at_its_own_place() {
    let faults = over_embedded("[[credential]]\nid = \"ms-ai-102\"\nlifecycle = { active_from = 2099-01-01 }\n");
    assert!(matches!(faults.as_slice(), [one] if one.starts_with("ours.toml:3:29: `last_day` (")), "{faults:?}");
}

/// Whoever names a whole catalogue and a file over it has written both, and each is judged by itself.
#[test]
fn what_lies_below_is_judged_without_what_lies_over_it() {
    let mut layers = frozen::layers();
    layers.catalog[0][0].text.push_str("\n[[credential]]\nid = \"anthropic-zz\"\nname = \"Z\"\nkind = \"badge\"\n");
    let name = layers.catalog[0][0].name.clone();
    layers
        .lay_over(vec![SourceFile { name: "ban.toml".to_owned(), text: "[policy]\nforbid = [\"kaggle\"]\n".to_owned() }])
        .expect("no framework");
    let faults = messages(&layers, None);
    let one = format!("{name}:");
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.starts_with(&one) && fault.contains("`anthropic-zz`")), "{faults:?}");
}

/// Whoever lays a file over the data keeps no more rules than any catalogue must.
#[test]
fn the_upkeep_rules_hold_of_the_data_alone() {
    let text = "[provider]\nid = \"acme\"\nname = \"Acme\"\n\n[[credential]]\nkind = \"badge\"\ntopics = []\nname = \"Acme  One\"\nid = \"acme-one\"\n\
                sources = [{ title = \"its page\", kind = \"official\", read = 2026-11-01, confidence = \"high\", proves = [\"status\"] }]\n";
    let file = || SourceFile { name: "ours.toml".to_owned(), text: text.to_owned() };
    let mut layers = frozen::layers();
    layers.lay_over(vec![file()]).expect("one framework");
    assert_eq!(messages(&layers, None), <[String; 0]>::default());
    let mut layers = frozen::layers();
    layers.catalog[0].push(file());
    let faults = messages(&layers, None);
    assert!(faults.len() > 4 && faults.iter().all(|fault| fault.starts_with("ours.toml:")), "{faults:?}");
}

#[test]
fn a_word_that_nothing_bears_any_longer_is_found_out() {
    let mut layers = frozen::layers();
    layers.catalog[0].retain(|file| file.name != "data/providers/openai.toml");
    let faults = messages(&layers, None);
    assert!(faults.iter().any(|fault| fault.contains("no credential bears the kind of access `invited`")), "{faults:?}");
}

#[test]
fn a_fallback_that_starts_with_nothing_known_is_found_out() {
    let mut layers = frozen::layers();
    let text = &mut layers.framework.text;
    *text = text.replace("start_with = { free = true }", "start_with = { provider = [\"acme\"] }");
    let faults = messages(&layers, None);
    assert!(faults.iter().any(|fault| fault.contains("no file declares the provider `acme`")), "{faults:?}");
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
    // Who can come first takes long to find out, and has nothing to do with the day.
    let mut layers = frozen::layers();
    layers.framework.text = frozen::rules_and_upkeep().0;
    let on = |day| messages(&layers, Some(day));
    let later = on("2027-01-01");
    assert!(
        later
            .iter()
            .any(|fault| fault.contains("`aws-mla-c02` will be overtaken by its own dates: it becomes generally available on 2027-01-14")),
        "{later:?}"
    );
    assert!(!on("2026-12-23").iter().any(|fault| fault.contains("2027-01-14")), "22 days before it is not said yet");
    assert!(on("2026-12-24").iter().any(|fault| fault.contains("2027-01-14")), "21 days before it is");
    let within = |days| layers.check_ahead("2026-12-15".parse().ok(), days).faults;
    assert!(
        [29, 30].map(|days| within(days).iter().any(|fault| fault.message.contains("2027-01-14"))) == [false, true],
        "as many as are asked"
    );
    assert!(on("2026-11-22").iter().all(|fault| fault.contains("is stale:")), "nothing but staleness on that day");
}

#[test]
fn a_provider_file_that_lost_a_credential_is_found_out() {
    let name = "data/providers/kaggle.toml";
    let text = "[provider]\nid = \"kaggle\"\nname = \"Kaggle\"\n".to_owned();
    let mut layers = frozen::layers();
    layers.catalog[0].retain(|file| file.name != name);
    layers.catalog[0].push(SourceFile { name: name.to_owned(), text });
    let faults = messages(&layers, None);
    // What other entries build on is missed before anything else is asked.
    let built_on = "`builds_on` of `ibm-ai-engineering` names `kaggle-learn`, which is no credential of the catalogue";
    assert!(faults.iter().any(|fault| fault.ends_with(built_on)), "{faults:?}");
}
