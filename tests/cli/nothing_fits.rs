//! When nothing fits: exit code 1, and still the reasons, what would change it, and what to do until then.

use crate::harness::{dated, rows};

/// A situation for which nothing can be ready, and which a later day alone would change.
const NOTHING: &str = "recommend --budget 0 --hands-on --goal governance --by 2026-11-23";

#[test]
fn people_read_the_reasons_what_would_change_it_and_the_fallback() {
    for (format, lets_in) in [("table", "--by 2026-"), ("markdown", "--by 2026-")] {
        let out = dated(NOTHING).word("--format").word(format).answer_without_success();
        for wanted in ["Nothing fits.", "past your deadline", "over budget", "Try", lets_in, "Meanwhile", "Start with"] {
            assert!(out.contains(wanted), "{format} lacks {wanted:?}: {out}");
        }
    }
}

#[test]
fn programs_read_the_reasons_what_would_change_it_and_the_fallback() {
    let out = dated(NOTHING).word("--format").word("json").answer_without_success();
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["recommendations"], serde_json::json!([]));
    assert_eq!(
        answer["ruled_out"].as_array().map(Vec::len),
        dated("list --all --format json").json()["credentials"].as_array().map(Vec::len)
    );
    let fallback = &answer["fallback"];
    for key in ["steps", "start_with", "would_change"] {
        assert!(fallback[key].as_array().is_some_and(|list| !list.is_empty()), "{key} in {fallback}");
    }
    let change = &fallback["would_change"][0];
    let day = change["change"]["by"].as_str().expect("a later day");
    let then = dated("recommend --budget 0 --hands-on --goal governance --format json --by").word(day).json();
    assert_eq!(then["recommendations"][0]["id"], change["id"]);
}

#[test]
fn spreadsheets_read_the_reasons_what_would_change_it_and_the_fallback() {
    for explain in ["", " --explain"] {
        let out = dated(&format!("{NOTHING}{explain} --format csv")).answer_without_success();
        assert!(rows(&out).len() > 1, "the sheet is empty: {out}");
        for wanted in ["past your deadline", "--by 2026-", "hugging face"] {
            assert!(out.to_lowercase().contains(wanted), "the sheet lacks {wanted:?}: {out}");
        }
    }
}

#[test]
fn no_more_is_promised_where_there_is_none() {
    let out = dated(NOTHING).answer_without_success();
    assert!(!out.contains("--top N shows more"), "there is nothing of which more could be shown: {out}");
}

#[test]
fn a_list_without_a_match_says_what_comes_near() {
    for format in ["table", "markdown"] {
        let out = dated("list --search kuberntes --format").word(format).answer_without_success();
        assert!(out.contains("No credentials match.") && out.to_lowercase().contains("kubernetes"), "{out}");
    }
    let both = dated("list").word("--search").word("kuberntes pytoch").answer_without_success();
    assert!(both.contains("PyTorch"), "{both}");
    let none = dated("list --search zzzzqqqq").answer_without_success();
    assert!(none.contains("No credentials match.") && !none.contains("Similar"), "{none}");
}

/// Three spellings of one word leave no room for the other word.
#[test]
fn what_comes_near_is_said_once_each() {
    let out = dated("list").word("--search").word("certifyed kuberntes").answer_without_success();
    assert!(out.to_lowercase().contains("kubernetes"), "{out}");
    for ragged in ["`Certified)`", "`Certified:`", "`Certified,`"] {
        assert!(!out.contains(ragged), "{out}");
    }
}

#[test]
fn a_list_without_a_match_is_still_a_sheet_and_an_object() {
    let csv = dated("list --provider aws --tier 4 --format csv").answer_without_success();
    assert_eq!(rows(&csv).len(), 1);
    let json = dated("list --provider aws --tier 4 --format json").answer_without_success();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["credentials"], serde_json::json!([]));
}
