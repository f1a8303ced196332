//! `show`: what is known of a credential, how well, and with `--sources` from where.

use crate::harness::{dated, rows};

/// Without the flag the page says how well the facts are known; with it, each fact has its source and all sources stand below.
#[test]
fn sources_are_shown_to_who_asks_for_them() {
    let plain = dated("show MLA-C02").answer();
    assert!(plain.contains("9 sources, last checked 8 Oct 2026") && plain.contains("certwise show aws-mla-c02 --sources"), "{plain}");
    assert!(!plain.contains("[1]") && !plain.contains("confidence"), "{plain}");
    let sourced = dated("show MLA-C02 --sources").answer();
    assert!(sourced.contains("[1] 8 Oct 2026, high") && sourced.contains("Sources:") && sourced.contains("confidence high"), "{sourced}");
    let json = |line: &str| dated(line).words("--format json").json();
    assert_eq!(json("show MLA-C02"), json("show MLA-C02 --sources"), "a program gets them all without asking");
}

/// A source is named for what it is; that it has no address is said in words.
#[test]
fn no_source_is_called_by_a_number() {
    let everything = dated("list --all --format json").json();
    for credential in everything["credentials"].as_array().expect("a list") {
        let id = credential["id"].as_str().expect("an id");
        let sheet = rows(&dated("show").word(id).words("--format csv").answer());
        for row in &sheet[1..] {
            let title = row[3].to_lowercase();
            let long_number = title.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 6);
            assert!(!title.contains("unlinked") && !long_number, "{id}: {title}");
        }
    }
}
