//! The page of a plan: the plan's own days and sums, in a page that holds everywhere `html` looks.

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::harness::{Call, Folder, certwise, dated, rows};
use crate::hostile::HOSTILE;
use crate::html::{all, parsed, table, text};

/// Plans of every kind, and whether any slot is filled.
pub const PLANS: [(&str, bool); 8] = [
    ("", true),
    ("--role developer --platform aws --hours-per-week 6", true),
    ("--role developer --platform azure --budget 700 --by 2027-08-01 --pause 2026-12-20..2027-01-05 --parallel 2 --retake", true),
    ("--role data-engineer --level intermediate --platform databricks --have databricks-ml-associate,AI-900@2026-01-09", true),
    ("--stack data-to-ai --platform snowflake --budget 300 --start 2027-02-01", true),
    ("--stack governance --have iapp-aigp@2025-03-01 --by 2099-01-01", true),
    ("--by 9999-12-31 --budget 10000000 --hours-per-week 168 --parallel 8", true),
    ("--budget 0 --hours-per-week 1 --weeks 1 --hands-on", false),
];

fn page(situation: &str) -> Call {
    dated("plan --format html").words(situation)
}

/// A day of JSON as people read it.
fn in_words(day: &str) -> String {
    day.parse::<::certwise::calendar::Day>().expect("a day").in_words()
}

fn headings(page: &Document<'_>) -> Vec<String> {
    all(page, "h2").map(text).collect()
}

#[test]
fn the_table_is_the_plans_own() {
    for (situation, _) in PLANS.into_iter().filter(|(_, fits)| *fits) {
        let page = page(situation).answer();
        let sheet = dated("plan --format csv").words(situation).answer();
        let (page, sheet) = (parsed(&page), rows(&sheet));
        let planned: Vec<&Vec<String>> = sheet[1..].iter().filter(|cells| !cells[0].is_empty() && cells[2] != "left-out").collect();
        let drawn = table(&page, "What");
        assert_eq!(drawn.len(), planned.len(), "{situation}");
        for (row, cells) in drawn.iter().zip(planned) {
            let said: Vec<String> = row.iter().map(|cell| text(*cell)).collect();
            let [_, what, cost, dates, done, why] = &said[..] else { panic!("{situation}: {said:?}") };
            assert!(what.starts_with(&cells[4]), "{situation}: {what} is not {}", cells[4]);
            let words = cells[14].split_once(": ").map_or("", |(_, words)| words);
            assert!(words.contains(why.as_str()) && why.is_empty() == words.is_empty(), "{situation}: {why} is not in {words}");
            let has = |said: &str, iso: &str| iso.is_empty() || said.contains(&in_words(iso));
            assert!(has(dates, &cells[5]) && has(done, &cells[7]) && has(dates, &cells[12]), "{situation}: {said:?} is not {cells:?}");
            assert!(has(&format!("{dates} {done}"), &cells[6]), "{situation}: {said:?} is not {cells:?}");
            let known = |dollars: &str| cost.replace(',', "").contains(dollars) || (dollars == "0" && cost.contains("free"));
            let unknown = |dollars: &str| dollars.is_empty() && (cells[2] != "planned" || cost.contains("unknown"));
            for dollars in [&cells[9], &cells[11]] {
                assert!(unknown(dollars) || known(dollars), "{situation}: {cost} is not {dollars}");
            }
        }
    }
}

#[test]
fn the_pictures_say_the_same_days_and_sums() {
    for (situation, _) in PLANS.into_iter().filter(|(_, fits)| *fits) {
        let page = page(situation).answer();
        let page = parsed(&page);
        let plan: Value = dated("plan --format json").words(situation).json();
        let said: Vec<String> = all(&page, "desc").map(text).collect();
        let said = said.join("; ").replace(',', "");
        for step in plan["steps"].as_array().expect("steps") {
            let day = |key: &str| in_words(step[key].as_str().expect("a day"));
            let span = format!("{} to {}", day("start"), day("finish"));
            assert!(said.contains(&span), "{situation}: {span} is not in {said}");
            if let Some(day) = step["last_safe_start"].as_str() {
                assert!(said.contains(&format!("last safe start {}", in_words(day))), "{situation}: {day} is not in {said}");
            }
        }
        if let Some(day) = plan["deadline"].as_str() {
            assert!(said.contains(&format!("deadline {}", in_words(day))), "{situation}: {said}");
        }
        if let Some(most) = plan["total"]["high"].as_u64().filter(|most| *most > 0) {
            assert!(said.contains(&format!("{most}")), "{situation}: {most} is not in {said}");
        }
    }
}

#[test]
fn a_last_day_is_marked_beside_the_last_safe_start() {
    let answer = certwise("plan --format html --platform aws --level advanced --by 2026-10-01 --as-of 2026-01-09").answer();
    let page = parsed(&answer);
    let said: Vec<String> = all(&page, "desc").map(text).collect();
    let wanted = "MLA-C01: 9 Jan 2026 to 20 Mar 2026, last safe start 30 Apr 2026, last day 28 Sep 2026";
    assert!(said.iter().any(|said| said.contains(wanted)), "{said:?}");
    // Two of that step, and the last safe start of the other.
    assert_eq!(all(&page, "circle").count(), 3);
    assert!(text(page.root_element()).contains("A dot: the last day or the last safe start."));
}

/// Where the bars of the costs end, in per cent of the axis: the sure parts, or the open ones.
fn ends(situation: &str, class: &str) -> Vec<f64> {
    let answer = page(situation).answer();
    let page = parsed(&answer);
    let costs = all(&page, "svg").find(|svg| svg.attribute("aria-labelledby").is_some_and(|name| name.starts_with("costs")));
    let share = |bar: Node<'_, '_>, name| -> f64 { bar.attribute(name).expect("there").trim_end_matches('%').parse().expect("a figure") };
    let bars = costs.expect("a picture").descendants().filter(|node| node.attribute("class") == Some(class));
    bars.map(|bar| share(bar, "x") + share(bar, "width")).collect()
}

/// Money is counted on from step to step: the last bar ends where the total does, on the way to the budget.
#[test]
fn the_bars_of_the_costs_follow_each_other_up_to_the_total() {
    let near = |a: f64, b: f64| (a - b).abs() < 0.02;
    // $147 to 294, $444 and $744 of $1,488.
    let plan = "--role developer --platform aws --budget 1488";
    let (sure, open) = (ends(plan, "sure"), ends(plan, "open"));
    assert!(sure.len() == 3 && near(sure[0], 9.88) && near(sure[1], 29.84) && near(sure[2], 50.0), "{sure:?}");
    assert!(open.len() == 1 && near(open[0], 19.76), "{open:?}");
    // A step of $330 is its exam and then its retake.
    let sure = ends("--role developer --platform azure --budget 700 --retake", "sure");
    assert!(sure.windows(3).any(|bars| near(bars[0], bars[2]) && near(bars[2] - bars[1], 16500.0 / 700.0)), "{sure:?}");
}

#[test]
fn days_without_study_are_faded_in_every_bar_that_runs_through_them() {
    let pale = |situation: &str| {
        let answer = page(situation).answer();
        let page = parsed(&answer);
        let said = text(page.root_element()).contains("Shaded: breaks, 20 Dec 2026 to 5 Jan 2027");
        (page.descendants().filter(|node| node.attribute("class") == Some("pale")).count(), said)
    };
    let plan = "--role developer --platform azure --parallel 2 --pause 2026-12-20..2027-01-05";
    assert_eq!(pale(plan), (2, true));
    assert_eq!(pale(&plan.replace("--pause 2026-12-20..2027-01-05", "")), (0, false));
}

#[test]
fn it_tells_what_is_asked_for_what_is_kept_and_what_to_mind() {
    let answer = page("--role developer --platform aws --budget 1000 --parallel 2 --start 2027-01-04").answer();
    let page = parsed(&answer);
    let said = text(page.root_element());
    for wanted in [
        "Request for the ML engineer plan",
        "As of 22 Nov 2026.",
        "Dates 4 Jan 2027 to ",
        " h, 10 hours a week (assumed)",
        "Left of the budget $",
        "With one retake each ~$",
        "Stack ML engineer (article: ",
        "Budget $1,000 in all",
        "Hours per week 10 of study (assumed)",
        "Start 4 Jan 2027",
        "At a time up to 2 steps, which share the hours of a week",
        "MLA-C02 expires ",
        "by passing AIP-C01, $75",
        "check price and date again before you pay",
        "confidence high",
        "Run again with: certwise plan --role developer --platform aws --budget 1000 --as-of 2026-11-22 --start 2027-01-04 --parallel 2 --format html",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is not in {said}");
    }
    for wanted in ["The plan", "Before you commit", "When it is done", "What it costs", "Renewals", "Advice", "Sources"] {
        assert!(headings(&page).iter().any(|heading| heading == wanted), "{wanted} is not among {:?}", headings(&page));
    }
}

#[test]
fn the_command_in_it_gives_the_same_page() {
    for (situation, _) in PLANS.into_iter().filter(|(_, fits)| *fits) {
        let first = page(situation).answer();
        let code = text(all(&parsed(&first), "code").next().expect("the command"));
        let again = certwise(code.strip_prefix("certwise ").expect("a command")).embedded().answer();
        assert_eq!(first, again, "{situation}");
    }
}

#[test]
fn a_slot_is_held_empty_or_left_out_and_the_page_says_which() {
    let said = |situation: &str| {
        let answer = page(situation).answer();
        text(parsed(&answer).root_element())
    };
    let held = said("--role data-engineer --level intermediate --platform databricks --have databricks-ml-associate");
    assert!(held.contains("Databricks Certified Machine Learning Associate Your data credentials held"), "{held}");
    let empty = said("--stack data-to-ai --platform snowflake --budget 300");
    assert!(empty.contains("closest: DSA-C03: costs you $375"), "{empty}");
    let left_out = said("--level intermediate --platform aws");
    assert!(left_out.contains("Left out, as you are past it: Python fundamentals and Programme for beginners."), "{left_out}");
}

#[test]
fn when_no_slot_can_be_filled_it_says_why_and_what_would_change_that() {
    let answer = page("--budget 0 --hours-per-week 1 --weeks 1 --hands-on").answer_without_success();
    let page = parsed(&answer);
    for wanted in ["Nothing fits", "What would change it", "In the meantime", "Start with", "Unfilled", "Sources"] {
        assert!(headings(&page).iter().any(|heading| heading == wanted), "{wanted} is not among {:?}", headings(&page));
    }
    let said = text(page.root_element());
    assert!(said.contains("--by 2027-01-10 (adds Kaggle Learn") && said.contains("Python fundamentals: closest: kaggle-learn"), "{said}");
    assert_eq!(all(&page, "table").count() + all(&page, "svg").count(), 0);
}

#[test]
fn whatever_a_file_says_is_text() {
    let folder = Folder::with("hostile.toml", HOSTILE);
    let call = page("--stack ai-product --platform aws --budget 0 --catalog hostile.toml").inside(&folder);
    let answer = call.answer();
    assert_eq!(answer, call.answer(), "not the same page twice");
    let page = parsed(&answer);
    assert!(!answer.chars().any(|c| c != '\n' && ::certwise::sanitize::is_unprintable(c)), "a character that drives");
    assert_eq!(all(&page, "script").chain(all(&page, "img")).chain(all(&page, "b")).count(), 0);
    assert!(page.descendants().flat_map(|node| node.attributes()).all(|attribute| !attribute.name().starts_with("on")));
    let planned = table(&page, "What");
    assert!(planned.iter().any(|row| text(row[1]).starts_with("=1+1 \u{fffd}[31mred")), "the hostile one is no step");
    let said = text(page.root_element());
    for wanted in ["a|b <script>alert(1)</script> `rm -rf`", "日本語の資格 🎓", "</style><script>", "=cmd|' /C calc'!A0"] {
        assert!(said.contains(wanted), "{wanted:?} is not there as text");
    }
}
