//! What `list` leaves out, and what it can be asked for.

use serde_json::Value;

use crate::harness::{Call, dated, rows};

fn listed(call: &Call) -> Vec<Value> {
    call.json()["credentials"].as_array().expect("a list").clone()
}

fn in_json(line: &str) -> Vec<Value> {
    listed(&dated("list --format json").words(line))
}

fn ids(all: &[Value]) -> Vec<&str> {
    all.iter().map(|one| one["id"].as_str().expect("text")).collect()
}

#[test]
fn what_has_retired_is_left_out_unless_somebody_asks_for_it() {
    let (usual, all, retired) = (in_json(""), in_json("--all"), in_json("--status retired"));
    assert!(retired.len() > 3 && usual.iter().all(|one| one["status"] != "retired"), "{:?}", ids(&retired));
    assert_eq!(usual.len() + retired.len(), all.len());
    assert_eq!(dated("list --format json").json()["retired_left_out"], retired.len());
    assert_eq!(dated("list --all --format json").json()["retired_left_out"], 0);
    let sheet = rows(&dated("list --format csv").answer());
    assert!(sheet.len() == usual.len() + 1 && sheet.iter().all(|row| row[7] != "retired"));
    assert!(rows(&dated("list --format csv --all").answer()).iter().any(|row| row[7] == "retired"));
    for format in ["table", "markdown"] {
        let said = format!("{} retired left out (", retired.len());
        assert!(dated("list --format").word(format).answer().replace('\\', "").contains(&said), "{format}");
        assert!(!dated("list --all --format").word(format).answer().contains("left out"), "{format}");
    }
}

#[test]
fn a_search_that_meets_nothing_but_what_has_retired_shows_that_and_says_so() {
    let page = dated("list --search AI-102").answer();
    assert!(page.contains("ms-ai-102") && page.contains("Retired: all that was found has retired"), "{page}");
    assert_eq!(ids(&in_json("--search AI-102")), ["ms-ai-102"]);
    let mixed = dated("list --search azure").answer();
    assert!(mixed.contains("retired left out") && !mixed.contains("ms-ai-102"), "{mixed}");
    // Without a search nobody meant them.
    let nothing = dated("list --provider microsoft --max-cost 0 --kind proctored-exam").answer_without_success();
    assert!(nothing.contains("No credentials match."), "{nothing}");
}

#[test]
fn open_is_what_can_be_taken_on_the_day() {
    let open = in_json("--open");
    assert!(open.iter().all(|one| ["active", "beta", "retiring"].contains(&one["status"].as_str().expect("text"))));
    for same in ["--status open", "--status OPEN", "--status active,beta,retiring", "--open --all"] {
        assert_eq!(ids(&in_json(same)), ids(&open), "{same}");
    }
    assert!(in_json("--status open,announced").len() > open.len());
    assert_eq!(dated("list --open --status retired").run().code, Some(1), "everything that is asked must hold");
}

#[test]
fn it_is_filtered_by_whom_and_for_what_a_credential_is_made() {
    let all = in_json("--all");
    for (flag, word, key) in [("--role", "leader", "roles"), ("--goal", "governance", "goals")] {
        let wanted: Vec<&Value> = all.iter().filter(|one| one[key].as_array().is_some_and(|list| list.contains(&word.into()))).collect();
        let found = in_json(&format!("{flag} {word} --all"));
        assert!(!wanted.is_empty() && wanted.len() < all.len() && found.iter().eq(wanted), "{flag}");
    }
    let any = || all.iter().filter(|one| one["level"].is_null());
    let wanted = all.iter().filter(|one| one["level"] == "advanced").count() + any().count();
    assert_eq!(in_json("--level ADVANCED --all").len(), wanted, "what is made for any level is made for this one");
    assert!(in_json("--level beginner,advanced --all").len() > wanted);
}
