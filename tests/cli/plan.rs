//! `plan`: what it refuses, what programs read, and how it is drawn.

use serde_json::Value;
use textwrap::core::display_width;

use crate::harness::{certwise, dated, rows};

const AWS: &str = "plan --role developer --platform aws --budget 500 --by 2027-03-31";

#[track_caller]
fn refuses(line: &str, said: &str) {
    let ran = dated(line).run();
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}");
    assert!(ran.err.contains(said), "{line}: {}", ran.err);
    assert_eq!(ran.err.trim_end().lines().count(), 1, "{line}: one paragraph");
}

#[test]
fn a_plan_that_nobody_can_mean_is_refused() {
    refuses("plan --stack ml-enginer", "did you mean `ml-engineer`? known: governance, generative-ai, ai-product, data-to-ai, ml-engineer");
    refuses("plan --stack zzz", "the framework has no stack `zzz`; known: governance");
    refuses("plan --start 2026-11-21", "--start 2026-11-21 lies before 2026-11-22");
    refuses("plan --start 2026-12-24 --weeks 2", "--start 2026-12-24 lies after the deadline, 2026-12-06");
    refuses("plan --pause soon", "write its first and its last day, for example 2030-12-20..2031-01-05");
    for same in ["2026-12", "December 2026", "1 Dec 2026 to 31 Dec 2026"] {
        let plan = dated("plan --format json").word(format!("--pause={same}")).json();
        assert_eq!(plan["pauses"], serde_json::json!(["2026-12-01..2026-12-31"]), "{same}");
    }
    refuses("plan --pause 2027-01-05..2026-12-20", "ends before it begins");
    refuses("plan --parallel 0", "0 is not in 1..=8");
}

#[test]
fn a_framework_without_stacks_says_so() {
    let framework = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/security/framework.toml");
    let catalog = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/security/catalog.toml");
    let ran = dated("plan --framework").word(framework).word("--catalog").word(catalog).run();
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("the framework has no stacks, so there is nothing to plan"), "{}", ran.err);
}

#[test]
fn programs_read_every_step_with_all_its_days() {
    let plan = dated(AWS).words("--format json").json();
    let steps = plan["steps"].as_array().expect("a list");
    assert_eq!(steps.len(), 4);
    let mut sum = (0, 0);
    for step in steps {
        let amount = |key: &str, end: &str| step[key][end].as_u64().expect("an amount");
        sum = (sum.0 + amount("cost", "low"), sum.1 + amount("cost", "high"));
        assert_eq!((amount("running_total", "low"), amount("running_total", "high")), sum, "{step}");
        for key in ["id", "name", "slot", "start", "finish", "last_safe_start", "why"] {
            assert!(step[key].is_string(), "{key} in {step}");
        }
        assert!(step["exam"].is_string() == (step["code"].is_string()), "only an exam has a day for one: {step}");
        assert!(step["renewal"]["how"].is_array() || step["renewal"].is_null(), "{step}");
    }
    assert_eq!((plan["total"]["low"].as_u64(), plan["total"]["high"].as_u64()), (Some(sum.0), Some(sum.1)));
    assert_eq!(plan["money_left"].as_u64(), Some(500 - sum.1));
    assert_eq!(plan["stack"], "ml-engineer");
    assert_eq!((&plan["starts"], &plan["deadline"], &plan["parallel"]), (&"2026-11-22".into(), &"2027-03-31".into(), &1.into()));
    assert_eq!(plan["fallback"], Value::Null);
}

/// What is unknown is null: a step of unknown price makes every later total unknown.
#[test]
fn an_unknown_price_makes_the_total_unknown() {
    let plan = dated("plan --goal generative-ai --level intermediate --platform ibm --format json").json();
    let steps = plan["steps"].as_array().expect("a list");
    let at = steps.iter().position(|step| step["cost"]["high"].is_null()).expect("IBM publishes no price of its exam");
    assert!(steps[at..].iter().all(|step| step["running_total"] == serde_json::json!({ "low": null, "high": null })));
    assert_eq!(plan["total"], serde_json::json!({ "low": null, "high": null }));
    assert_eq!(plan["money_left"], Value::Null);
}

#[test]
fn nothing_fits_is_code_1_with_the_reasons_and_what_would_change_it() {
    for format in ["table", "markdown", "csv"] {
        let out = dated("plan --budget 0 --weeks 1 --hours-per-week 1 --format").word(format).answer_without_success();
        assert!(out.contains("past your deadline"), "{format}: {out}");
    }
    let out = dated("plan --budget 0 --weeks 1 --hours-per-week 1").answer_without_success();
    for wanted in ["Nothing fits.", "--by 2027-01-10 (adds Kaggle Learn", "Start with"] {
        assert!(out.contains(wanted), "{wanted:?} is missing in {out}");
    }
    let out = dated("plan --budget 0 --weeks 1 --hours-per-week 1 --format json").answer_without_success();
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    let day = plan["fallback"]["would_change"][0]["change"]["by"].as_str().expect("a later day");
    let then = dated("plan --budget 0 --hours-per-week 1 --format json --by").word(day).json();
    assert_eq!(then["steps"][0]["id"], plan["fallback"]["would_change"][0]["id"]);
}

/// The situation of the answer asks for the same plan again.
#[test]
fn a_pause_is_told_and_read_back() {
    let plan = dated("plan --pause 2027-01-01..2027-01-05,2026-12-20..2026-12-31 --format json").json();
    assert_eq!(plan["pauses"], serde_json::json!(["2026-12-20..2027-01-05"]), "pauses that touch are one");
    assert_eq!(plan["situation"]["pause"], plan["pauses"]);
    let recommended = dated("recommend --pause 2026-11-22..2026-12-31 --format json --top 1").json();
    assert!(recommended["recommendations"][0]["prep"]["ready_low"].as_str() > Some("2027-01-01"));
}

#[test]
fn bars_stand_on_a_calendar_and_fit_the_screen() {
    for columns in [20, 45, 80, 120] {
        let out = dated(AWS).words("--pause 2026-12-20..2027-01-05").columns(columns).run().out;
        let drawn: Vec<&str> = out.lines().filter(|line| line.contains(['█', '◆', '▲', '░'])).collect();
        assert!(drawn.len() >= 4, "{columns}: {out}");
        for line in drawn {
            assert!(display_width(line) <= columns.max(24), "{columns}: {line}");
        }
    }
    let out = dated(AWS).words("--pause 2026-12-20..2027-01-05").columns(120).run().out;
    for wanted in ["█ study  ◆ exam  ░ pause", "31 Mar 2027 ▲", "Nov 2026"] {
        assert!(out.contains(wanted), "{wanted:?} is missing in {out}");
    }
}

const HOLDER: &str =
    "plan --as-of 2026-11-25 --role developer --platform aws --have CLF-C02@2024-02-01,MLS-C01@2023-12-15,AIF-C01@2026-06-01";

/// What lapses before the plan is over is told before the plan, with how it is renewed, or that it cannot be.
#[test]
fn what_lapses_meanwhile_is_said_first() {
    let said = certwise(HOLDER).embedded().word("--format").word("table").answer();
    let (first, _) = said.split_once("Credential").expect("a table");
    assert!(first.contains("Renew first"), "{first}");
    let words = first.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("MLS-C01 expires on 15 Dec 2026 (in 20 days); it has ended and cannot be renewed"), "{words}");
    assert!(words.contains("CLF-C02 expires on 1 Feb 2027"), "{words}");
    assert!(!words.contains("AIF-C01 expires"), "valid for years: {words}");
    let plan = certwise(HOLDER).embedded().word("--format").word("json").json();
    let renewals = plan["renewals"].as_array().expect("a list");
    let first = |id: &str| renewals.iter().find(|it| it["id"] == id).map(|it| it["renew_first"].clone());
    assert_eq!(first("aws-mls-c01"), Some(true.into()));
    assert_eq!(first("aws-clf-c02"), Some(true.into()));
    assert_eq!(first("aws-aif-c01"), Some(false.into()));
    let silent = dated("plan --role developer --platform aws --have AIF-C01@2026-06-01").answer();
    assert!(!silent.contains("Renew first"), "{silent}");
}

/// A sheet tells of all that is held when it expires, whether it fills a slot or none.
#[test]
fn a_sheet_tells_when_what_is_held_expires() {
    let sheet = rows(&certwise(HOLDER).embedded().word("--format").word("csv").answer());
    let place = |name: &str| sheet[0].iter().position(|head| head == name).expect("a column");
    let (state, id, expires, why) = (place("state"), place("id"), place("expires"), place("why"));
    for (held, until) in [("aws-clf-c02", "2027-02-01"), ("aws-mls-c01", "2026-12-15"), ("aws-aif-c01", "2029-06-01")] {
        let row = sheet.iter().find(|row| row[id] == held).unwrap_or_else(|| panic!("{held} is not there"));
        assert_eq!((row[state].as_str(), row[expires].as_str()), ("held", until), "{held}");
        let until: certwise::calendar::Day = until.parse().expect("a day");
        assert!(row[why].contains(&until.in_words()), "{held}: {}", row[why]);
    }
}

/// What is recommended first is in the plan, and where it is ready on another day the plan says why.
#[test]
fn the_plan_and_the_recommendation_are_one_voice() {
    let leader = "plan --as-of 2026-11-25 --role leader --platform azure --format json";
    let plan = certwise(leader).embedded().json();
    let steps = plan["steps"].as_array().expect("a list");
    assert_eq!((&steps[0]["id"], &steps[1]["id"]), (&"google-ai-essentials".into(), &"ms-ab-731".into()));
    assert_eq!((&steps[0]["recommended_first"], &steps[1]["recommended_first"]), (&false.into(), &true.into()));
    let table = certwise("plan --as-of 2026-11-25 --role leader --platform azure --format markdown").embedded().answer();
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("here it stands behind google-ai-essentials in line"), "{words}");
    // What nobody can promise to finish is told to be missing.
    let early = certwise("plan --as-of 2026-01-09 --platform aws --format json").embedded().json();
    assert_eq!(early["missing"][0]["id"], "aws-mls-c01");
    assert_eq!(early["missing"][0]["hindrance"], "only-with-luck");
}

/// That something costs little decides only between what is level in all that weighs more, and is never the reason.
#[test]
fn no_step_is_chosen_for_being_cheap() {
    for line in
        ["", "--role business", "--role data-engineer", "--goal governance", "--goal generative-ai", "--goal literacy", "--budget 300"]
    {
        let plan = certwise("plan --as-of 2026-11-25 --format json").words(line).embedded().json();
        for step in plan["steps"].as_array().expect("a list") {
            let why = step["why"].as_str().expect("words");
            for word in ["cheap", "moderate:", "dear or unknown"] {
                assert!(!why.contains(word), "{line}: {why}");
            }
            assert!(why.split("; ").all(|reason| reason != "free"), "{line}: {why}");
        }
    }
}
