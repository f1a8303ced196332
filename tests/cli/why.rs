//! `why`, and what `recommend` says of how firm its first place is.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::harness::{dated, frozen_framework, rows};
use crate::width::stands_alone;

fn why(line: &str) -> Value {
    dated(line).words("--format json").json()
}

/// How many criteria the frozen framework asks.
fn criteria() -> usize {
    frozen_framework().lines().filter(|line| *line == "[[criterion]]").count()
}

#[test]
fn each_credential_is_answered_once_in_the_order_in_which_it_was_named() {
    let answer = why("why AI-103 ms-ai-102 ai-103 --platform azure");
    let ids: Vec<&str> = answer["answers"].as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["ms-ai-103", "ms-ai-102"]);
    assert_eq!(answer["situation"], json!({ "platform": ["azure"], "hours_per_week": 10 }));
    assert_eq!(answer["assumed"], json!(["hours_per_week"]));
    for one in answer["answers"].as_array().expect("a list") {
        for key in ["rank", "blockers", "grades", "first_place", "eligible", "above", "below", "cost", "prep", "sources", "successors"] {
            assert!(one.get(key).is_some(), "{key} is missing in {one}");
        }
        assert_eq!(one["grades"].as_array().map(Vec::len), Some(criteria()), "{one}");
    }
}

#[test]
fn what_is_so_already_needs_no_change_and_what_is_ruled_out_is_an_answer_too() {
    let answer = why("why google-pmle AI-102 --platform google-cloud");
    let [first, retired] = answer["answers"].as_array().expect("a list").as_slice() else { panic!("{answer}") };
    assert_eq!((&first["rank"], &first["eligible"], &first["first_place"]), (&json!(1), &Value::Null, &Value::Null));
    assert_eq!((&retired["rank"], &retired["eligible"], &retired["first_place"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(retired["blockers"][0]["kind"], "retired");
    let page = dated("why AI-102 --platform google-cloud").answer();
    assert!(page.contains("retired on 30 Jun 2026; replaced by AI-103"), "{page}");
}

#[test]
fn two_changes_stand_together_in_one_object() {
    let answer = why("why AIP-C01 --goal generative-ai --budget 100 --by 2027-01-01");
    let eligible = &answer["answers"][0]["eligible"];
    assert_eq!(eligible["change"], json!({ "budget": 300, "hours_per_week": 21 }));
    let page = dated("why AIP-C01 --goal generative-ai --budget 100 --by 2027-01-01").columns(80).answer();
    assert!(page.contains("--budget 300 and --hours-per-week 21 together"), "{page}");
}

#[test]
fn the_change_that_is_told_gives_what_was_promised_on_the_command_line() {
    let there = why("why AIP-C01 --goal generative-ai --budget 300");
    assert_eq!(there["answers"][0]["rank"], 1);
    let almost = why("why AIP-C01 --goal generative-ai --budget 299");
    assert_eq!(almost["answers"][0]["first_place"]["change"], json!({ "budget": 300 }));
    assert_eq!(almost["answers"][0]["first_place"]["rank"], 1);
}

#[test]
fn a_spreadsheet_gets_a_row_for_each_grade_blocker_and_change() {
    let sheet = dated("why AIP-C01 AI-102 --goal generative-ai --budget 299 --format csv").answer();
    let rows = rows(&sheet);
    assert_eq!(rows[0], ["id", "rank", "what", "key", "value", "because", "source"]);
    let of = |id: &str, what: &str| rows.iter().filter(|row| row[0] == id && row[2] == what).count();
    assert_eq!((of("aws-aip-c01", "grade"), of("ms-ai-102", "grade")), (criteria(), criteria()));
    assert_eq!((of("aws-aip-c01", "blocker"), of("aws-aip-c01", "eligible"), of("aws-aip-c01", "first_place")), (1, 1, 1));
    assert!(rows.iter().any(|row| row[0] == "ms-ai-102" && row[2] == "eligible" && row[5].starts_with("nothing that you can change")));
}

#[test]
fn what_is_not_known_is_met_with_what_is_near() {
    assert_data_eq!(
        dated("why AI-104 --platform azure").refusal(),
        str!["error: no credential has the id, code or name `AI-104`; did you mean [..]"]
    );
    assert_data_eq!(
        dated("why").refusal(),
        str!["error: the following required arguments were not provided: <ID>...; for example: certwise why AIF-C01 --role developer"]
    );
}

#[test]
fn the_least_and_the_most_of_everything_are_answered() {
    for line in [
        "--years 0",
        "--years 80",
        "--budget 0",
        "--budget 10000000",
        "--hours-per-week 1",
        "--hours-per-week 168",
        "--by 2026-11-22",
        "--by 9999-12-31",
    ] {
        let answer = dated(&format!("why AIF-C01 AI-102 {line} --format json")).json();
        assert_eq!(answer["answers"].as_array().map(Vec::len), Some(2), "{line}");
    }
}

#[test]
fn a_narrow_terminal_gets_no_line_that_is_too_long() {
    for line in ["why AIP-C01 AI-102 --goal generative-ai --budget 299", "recommend --goal gpu --explain --top 1"] {
        let page = dated(line).columns(45).answer();
        let longest = page.lines().filter(|line| !stands_alone(line)).max_by_key(|line| line.chars().count()).expect("a page has lines");
        assert!(longest.chars().count() <= 45, "{longest}");
    }
}

#[test]
fn a_program_is_told_how_firm_the_first_place_is_and_what_to_ask_next() {
    let answer = dated("recommend --goal gpu --format json").json();
    let firmness = &answer["firmness"];
    assert_eq!(firmness["id"], answer["recommendations"][0]["id"]);
    assert_eq!(firmness["nearly_level_with"], json!({ "id": answer["recommendations"][1]["id"], "criterion": "hands-on" }));
    let topples = firmness["topples"].as_array().expect("a list");
    assert!(!topples.is_empty() && topples.iter().all(|topple| topple["change"].is_object() && topple["first"].is_array()));
    assert!(answer["next_question"]["field"].is_string(), "{}", answer["next_question"]);
    let nothing = dated("recommend --budget 0 --hours-per-week 1 --weeks 1 --hands-on --format json").answer_without_success();
    let nothing: Value = serde_json::from_str(&nothing).expect("JSON");
    assert_eq!(nothing["firmness"], Value::Null);
}

#[test]
fn a_tie_for_the_first_place_is_said() {
    let answer = dated("recommend --role business --goal governance --have iapp-aigp,pmi-cpmai --format json").json();
    assert_eq!(answer["firmness"]["level_with"].as_array().map(Vec::len), Some(1), "{}", answer["firmness"]);
    let page = dated("recommend --role business --goal governance --have iapp-aigp,pmi-cpmai --explain").answer();
    assert!(page.contains("tied"), "{page}");
}

#[test]
fn a_batch_takes_no_closer_look() {
    let answer = dated("batch - --explain").input("{\"goal\":\"gpu\"}\n").answer();
    assert!(!answer.contains("firmness"), "{answer}");
}
