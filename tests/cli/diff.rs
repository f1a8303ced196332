//! What changed between two days.

use serde_json::{Value, json};
use textwrap::core::display_width;

use crate::harness::{Folder, certwise, frozen_framework, rows};

/// From the day of the article to the day of the data.
const YEAR: &str = "diff 2026-01-09 2026-11-22";

#[track_caller]
fn json(line: &str) -> Value {
    certwise(line).words("--format json").json()
}

/// The day, the event and both statuses of everything that happened to the credential.
fn happened(answer: &Value, id: &str) -> Vec<[String; 4]> {
    let of_it = answer["changes"].as_array().expect("a list").iter().filter(|change| change["id"] == id);
    let word = |change: &Value, key: &str| change[key].as_str().expect("a word").to_owned();
    of_it.map(|change| ["day", "what", "status_before", "status_after"].map(|key| word(change, key))).collect()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|item| item["id"].as_str().expect("an id")).collect()
}

fn row<'a>(answer: &'a Value, situation: &str) -> &'a Value {
    let rows = answer["quick"].as_array().expect("a list");
    rows.iter().find(|row| row["situation"] == situation).unwrap_or_else(|| panic!("{situation} is not in {rows:?}"))
}

/// Why the answer of that row changed.
#[track_caller]
fn because<'a>(row: &'a Value, id: &str) -> (&'a str, &'a str) {
    let change = row["because"].as_array().expect("a list").iter().find(|change| change["id"] == id);
    let change = change.unwrap_or_else(|| panic!("{id} is not in {row}"));
    (change["what"].as_str().expect("a word"), change["text"].as_str().expect("words"))
}

#[test]
fn the_year_of_the_data_has_its_openings_and_retirements_on_their_days() {
    let year = json(YEAR);
    assert_eq!((&year["schema_version"], &year["from"], &year["to"]), (&json!(1), &json!("2026-01-09"), &json!("2026-11-22")));
    assert_eq!(happened(&year, "aws-mls-c01"), [["2026-04-01", "retired", "retiring", "retired"]]);
    assert_eq!(happened(&year, "ms-ai-102"), [["2026-07-01", "retired", "retiring", "retired"]]);
    assert_eq!(
        happened(&year, "ms-ai-103"),
        [["2026-04-01", "beta-opened", "announced", "beta"], ["2026-07-23", "opened", "beta", "active"]]
    );
    assert_eq!(
        happened(&year, "google-paa"),
        [
            ["2026-09-03", "beta-opened", "announced", "beta"],
            ["2026-10-01", "beta-closed", "beta", "announced"],
            ["2026-11-15", "opened", "announced", "active"],
        ]
    );
    assert_eq!(
        happened(&year, "aws-mla-c02"),
        [["2026-07-14", "announced", "announced", "announced"], ["2026-09-29", "beta-opened", "announced", "beta"]]
    );
    assert_eq!(happened(&year, "google-pmle"), Vec::<[String; 4]>::new());
    let days: Vec<&str> = year["changes"].as_array().expect("a list").iter().filter_map(|change| change["day"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
}

#[test]
fn a_retirement_has_its_reason_and_what_took_its_place() {
    let year = json(YEAR);
    let change = |id: &str, what: &str| {
        let changes = year["changes"].as_array().expect("a list");
        changes.iter().find(|change| change["id"] == id && change["what"] == what).expect("it is there").clone()
    };
    let retired = change("aws-mls-c01", "retired");
    assert_eq!(retired["successors"], json!(["aws-mla-c02", "aws-aip-c01"]), "C01 has retired too");
    assert!(retired["because"].as_str().is_some_and(|because| because.starts_with("retired by AWS; ")), "{retired}");
    let opened = change("ms-ai-103", "beta-opened");
    assert_eq!((&opened["because"], &opened["successors"]), (&Value::Null, &json!([])));
    assert_eq!(opened["note"], "only the month is known, April 2026, so the day is a placeholder");
}

#[test]
fn the_quick_table_says_what_went_what_came_and_why() {
    let year = json(YEAR);
    let situations: Vec<&str> = year["quick"].as_array().expect("a list").iter().filter_map(|row| row["situation"].as_str()).collect();
    assert_eq!(situations, ["AWS environment", "Azure environment", "Specializing in GenAI", "Targeting prestige roles"]);

    let aws = row(&year, "AWS environment");
    assert_eq!((aws["flags"].as_str(), ids(&aws["before"])), (Some("--platform aws"), vec!["aws-mls-c01"]));
    assert_eq!(ids(&aws["after"]), ["aws-mla-c02", "aws-aip-c01"]);
    let (what, why) = because(aws, "aws-mls-c01");
    assert_eq!((what, why), ("answer-went", "retired on 31 Mar 2026; replaced by MLA-C02 and AIP-C01"));
    let (what, why) = because(aws, "aws-mla-c02");
    assert_eq!(what, "answer-came");
    assert!(why.contains("replaces MLS-C01, retired 31 Mar 2026"), "{why}");
    assert!(why.ends_with("; announced on 14 Jul 2026"), "unknown before: {why}");
    let (what, why) = because(aws, "aws-aip-c01");
    assert_eq!((what, why.contains("on 9 Jan 2026")), ("answer-came", false), "its beta was open then: {why}");

    let azure = row(&year, "Azure environment");
    assert_eq!((ids(&azure["before"]), ids(&azure["after"])), (vec!["ms-ai-102"], vec!["ms-ai-103"]));
    assert_eq!(because(azure, "ms-ai-102"), ("answer-went", "retired on 30 Jun 2026; replaced by AI-103"));

    let genai = row(&year, "Specializing in GenAI");
    assert_eq!((&genai["before"][0]["status"], &genai["after"][0]["status"]), (&json!("beta"), &json!("active")));
    let stays = "beta closed on 1 Apr 2026 and generally available on 14 Apr 2026";
    assert_eq!(because(genai, "aws-aip-c01"), ("answer-status", stays));
}

#[test]
fn an_answer_can_go_before_it_has_retired() {
    let answer = json("diff 2026-01-09 2026-03-31");
    assert_eq!(happened(&answer, "aws-mls-c01"), Vec::<[String; 4]>::new());
    let (what, why) = because(row(&answer, "AWS environment"), "aws-mls-c01");
    assert_eq!(what, "answer-went");
    assert!(why.starts_with("its last day is 31 Mar 2026, and at 10 hours a week"), "{why}");
}

#[test]
fn on_its_last_day_it_is_still_there_and_on_the_next_it_is_not() {
    assert_eq!(happened(&json("diff 2026-03-30 2026-03-31"), "aws-mls-c01"), Vec::<[String; 4]>::new());
    assert_eq!(happened(&json("diff 2026-03-31 2026-04-01"), "aws-mls-c01").len(), 1);
    assert_eq!(happened(&json("diff 2026-04-01 2026-04-02"), "aws-mls-c01"), Vec::<[String; 4]>::new());
}

#[test]
fn the_first_day_of_the_window_is_not_in_it_and_the_last_one_is() {
    assert_eq!(happened(&json("diff 2026-07-22 2026-07-23"), "ms-ai-103").len(), 1);
    assert_eq!(happened(&json("diff 2026-07-23 2026-07-24"), "ms-ai-103").len(), 0);
}

#[test]
fn rules_with_a_first_or_a_last_day_begin_and_end() {
    let changed = |line: &str| -> Vec<(String, String, String)> {
        let answer = json(line);
        let word = |rule: &Value, key: &str| rule[key].as_str().expect("a word").to_owned();
        answer["rules"].as_array().expect("a list").iter().map(|rule| (word(rule, "day"), word(rule, "what"), word(rule, "id"))).collect()
    };
    let rule = |day: &str, what: &str, id: &str| (day.to_owned(), what.to_owned(), id.to_owned());
    assert_eq!(
        changed("diff 2026-01-09 2026-01-10"),
        [
            rule("2026-01-10", "rule-ended", "deep-learning"),
            rule("2026-01-10", "rule-began", "deep-learning-today"),
            rule("2026-01-10", "rule-began", "deep-learning-tensorflow"),
        ]
    );
    assert_eq!(changed("diff 2026-01-10 2026-06-30"), [rule("2026-03-01", "rule-ended", "business-on-salesforce")]);
    assert_eq!(changed("diff 2026-06-30 2026-07-01").len(), 2);
    let table = certwise("diff 2026-01-09 2026-01-10").answer();
    assert!(
        table.contains("- deep-learning, until 9 Jan 2026: ") && table.contains("- deep-learning-today, from 10 Jan 2026: "),
        "{table}"
    );
}

/// The frozen framework with a row whose rule ends on the day of the article.
#[test]
fn an_answer_whose_rule_ends_gives_way_to_the_one_whose_rule_begins() {
    let framework = frozen_framework() + "\n[[quick]]\nsituation = \"Deep learning\"\nyou = { goal = \"deep-learning\" }\n";
    let folder = Folder::with("framework.toml", framework);
    let answer = certwise("diff 2026-01-09 2026-01-10 --format json --framework framework.toml").inside(&folder).json();
    let row = row(&answer, "Deep learning");
    let (what, why) = because(row, "dlai-tensorflow-developer");
    assert_eq!(what, "answer-went");
    assert!(why.starts_with("the rule that named it ended on 9 Jan 2026; dlai-pytorch is ahead of it: the article's "), "{why}");
    let (what, why) = because(row, "dlai-pytorch");
    assert_eq!(what, "answer-came");
    assert!(why.ends_with("; the rule that names it began on 10 Jan 2026"), "{why}");
}

#[test]
fn a_window_without_change_says_so() {
    for line in ["diff 2026-11-22 2026-11-22", "diff 2026-08-23 2026-08-24"] {
        let answer = json(line);
        assert_eq!((&answer["changes"], &answer["rules"], &answer["quick"]), (&json!([]), &json!([]), &json!([])), "{line}");
        let table = certwise(line).answer();
        assert!(table.contains("No change: nothing was announced, opened or retired"), "{table}");
        assert!(table.contains("in the quick table the same picks"), "{table}");
        assert_eq!(rows(&certwise(line).words("--format csv").answer()).len(), 1, "{line}");
    }
}

#[test]
fn a_day_that_lies_after_the_other_is_answered_with_the_right_order() {
    assert_eq!(
        certwise("diff 2026-11-22 2026-01-09").refusal(),
        "error: the first day, 2026-11-22, lies after the second, 2026-01-09; the earlier one comes first: \
         `certwise diff 2026-01-09 2026-11-22`"
    );
    let said = certwise("diff 9999-12-31").refusal();
    assert!(said.starts_with("error: the first day, 9999-12-31, lies after today, "), "{said}");
    assert!(said.ends_with("; write the later day behind it: `certwise diff 9999-12-31 YYYY-MM-DD`"), "{said}");
}

/// Whichever day that is: the year 1 lies before it and the year 9999 behind.
#[test]
fn without_a_second_day_the_window_reaches_to_today() {
    let answer = json("diff 0001-01-01");
    assert_eq!(answer["from"], "0001-01-01");
    let today = answer["to"].as_str().expect("a day");
    assert!(today.len() == 10 && ("0001-01-01".."9999-12-31").contains(&today), "{today}");
}

#[test]
fn what_is_no_day_is_refused() {
    let said = certwise("diff 2026-02-30 2026-11-22").refusal();
    assert!(said.contains("`2026-02-30` is not a day; write it as YYYY-MM-DD"), "{said}");
    let said = certwise("diff 2026-01-09 yesterday").refusal();
    assert!(said.contains("`yesterday` is not a day; write it as YYYY-MM-DD"), "{said}");
    for line in ["diff", "diff 2026-01-09 2026-02-01 2026-03-01", "diff 2026-01-09 2026-11-22 --as-of 2026-11-22"] {
        certwise(line).refusal();
    }
    let said = certwise(YEAR).words("--format ics").refusal();
    assert!(said.contains("has no format `ics`"), "{said}");
}

#[test]
fn the_ends_of_the_calendar_are_days_like_others() {
    let all = json("diff 0001-01-01 9999-12-31");
    assert_eq!(happened(&all, "aws-mls-c01").len(), 1);
    assert_eq!(happened(&all, "aws-mla-c02").last().map(|last| last[0].clone()), Some("2027-01-14".to_owned()));
}

#[test]
fn every_format_tells_every_change() {
    let year = json(YEAR);
    let count = |key: &str| year[key].as_array().expect("a list").len();
    let answers: usize = year["quick"].as_array().expect("a list").iter().filter_map(|row| row["because"].as_array()).map(Vec::len).sum();
    let sheet = rows(&certwise(YEAR).words("--format csv").answer());
    assert_eq!(sheet[0], ["what", "day", "situation", "id", "name", "before", "after", "successors", "because", "note"]);
    assert_eq!(sheet.len(), 1 + count("changes") + count("rules") + answers);
    let went = sheet.iter().find(|row| row[0] == "answer-went" && row[3] == "aws-mls-c01").expect("it went");
    assert_eq!((went[2].as_str(), went[5].as_str(), went[6].as_str()), ("AWS environment", "retiring", "retired"));
    for format in ["table", "markdown"] {
        let out = certwise(YEAR).words("--format").word(format).answer();
        for wanted in
            ["Catalogue from 9 Jan 2026 to 22 Nov 2026", "Quick table from 9 Jan 2026 to 22 Nov 2026", "AI-103 came: ", "beta closed"]
        {
            assert!(out.contains(wanted), "{wanted} is not in {out}");
        }
        assert!(!out.chars().any(|c| c.is_control() && c != '\n') && out.ends_with('\n'), "{format}");
    }
}

#[test]
fn it_fits_the_screen_and_falls_back_to_cards() {
    for columns in [45, 60, 72, 80, 100, 120] {
        let out = certwise(YEAR).columns(columns).answer();
        for line in out.lines() {
            assert!(display_width(line) <= columns && line.trim_end() == line, "at {columns} columns: {line:?}");
        }
        assert_eq!(out.contains("Day  Change"), columns >= 72, "at {columns} columns");
    }
}

#[test]
fn a_file_laid_over_brings_its_own_retirement() {
    let end = "[[credential]]\nid = \"google-pmle\"\nlifecycle = { last_day = 2026-06-30, end_reason = \"=2+2 \\u001b[31m\" }\n";
    let folder = Folder::with("end.toml", end);
    let run = |format: &str| certwise("diff 2026-01-09 2026-07-01 --catalog end.toml --format").word(format).inside(&folder);
    let answer = run("json").json();
    assert_eq!(happened(&answer, "google-pmle"), [["2026-07-01", "retired", "retiring", "retired"]]);
    assert_eq!(ids(&row(&answer, "Google Cloud environment")["before"]), ["google-pmle"]);
    let (what, why) = because(row(&answer, "Google Cloud environment"), "google-pmle");
    assert_eq!((what, why), ("answer-went", "retired on 30 Jun 2026; replaced by nothing that can be earned"));
    let table = run("table").answer();
    assert!(table.contains("google-pmle: last day 30 Jun 2026; =2+2 \u{fffd}[31m; no successor"), "{table}");
    assert!(rows(&run("csv").answer()).iter().any(|row| row[3] == "google-pmle" && row[8] == "'=2+2 \u{fffd}[31m"));
    assert!(!run("json").answer().contains('\u{1b}') && !run("markdown").answer().contains('\u{1b}'));
}

#[test]
fn what_a_policy_forbids_is_no_answer_and_takes_no_place() {
    let folder = Folder::with("policy.toml", "[policy]\nforbid = [\"aws\"]\n");
    let run = || certwise(YEAR).words("--catalog policy.toml").inside(&folder);
    let answer = run().words("--format json").json();
    assert_eq!(happened(&answer, "aws-mls-c01"), [["2026-04-01", "retired", "retiring", "retired"]], "its days are what they were");
    let retired = answer["changes"].as_array().expect("a list").iter().find(|change| change["id"] == "aws-mls-c01").expect("it is there");
    assert_eq!(retired["successors"], json!([]));
    for row in answer["quick"].as_array().expect("a list") {
        let answers = [ids(&row["before"]), ids(&row["after"])].concat();
        assert!(!answers.iter().any(|id| id.starts_with("aws-")), "{row}");
    }
    assert!(run().answer().replace("\n  ", " ").contains("no successor is open to you: MLA-C01, MLA-C02 and AIP-C01"));
}
