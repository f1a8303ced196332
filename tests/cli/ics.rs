//! `plan --format ics` as its users meet it; tests/properties reads the calendars back.

use crate::harness::{Folder, dated};

const PLAN: &str = "plan --role developer --platform aws --by 2027-12-01 --retake";

fn unfolded(calendar: &str) -> String {
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count(), "every line ends as the format has it");
    calendar.replace("\r\n ", "")
}

/// The event with that UID.
fn event<'c>(calendar: &'c str, uid: &str) -> &'c str {
    let found = calendar.split("BEGIN:VEVENT\r\n").find(|event| event.contains(&format!("\r\nUID:{uid}@certwise\r\n")));
    found.unwrap_or_else(|| panic!("no {uid} in {calendar}"))
}

#[test]
fn the_calendar_and_the_json_say_the_same_days() {
    let plan = dated(PLAN).words("--format json").json();
    let calendar = unfolded(&dated(PLAN).words("--format ics").answer());
    let steps = plan["steps"].as_array().expect("a list");
    assert!(steps.len() > 2);
    for step in steps {
        for (key, what) in [("start", "start"), ("exam", "exam"), ("finish", "finish"), ("last_safe_start", "last-safe-start")] {
            let Some(day) = step[key].as_str() else { continue };
            let uid = format!("ml-engineer.{}.{what}", step["id"].as_str().expect("text"));
            assert!(event(&calendar, &uid).contains(&format!("\r\nDTSTART;VALUE=DATE:{}\r\n", day.replace('-', ""))), "{uid} on {day}");
        }
    }
}

#[test]
fn the_same_question_has_the_same_calendar_to_the_byte() {
    let calendar = || dated(PLAN).words("--format ics").answer();
    assert_eq!(calendar(), calendar());
    assert!(calendar().contains("\r\nDTSTAMP:20261122T000000Z\r\n"), "the stamp is of the day that the answer is for");
}

/// A calendar keeps of two events with one UID the one of the larger revision, and of equal revisions the one it has.
#[test]
fn the_plan_of_a_later_day_is_a_later_revision_of_the_same_events() {
    let revisions = |day: &str| {
        let calendar = unfolded(&crate::harness::certwise(PLAN).words("--format ics --as-of").word(day).answer());
        let of = |event: &str, key: &str| event.lines().find_map(|line| line.strip_prefix(key)).expect("it is there").to_owned();
        let events = calendar.split("BEGIN:VEVENT\r\n").skip(1);
        events.map(|event| (of(event, "UID:"), of(event, "SEQUENCE:").parse::<i32>().expect("a number"))).collect::<Vec<_>>()
    };
    let mut before = revisions("2026-11-22");
    let mut shared = 0;
    for later in ["2026-11-23", "2026-12-01", "2027-01-02"] {
        let after = revisions(later);
        for (uid, revision) in &after {
            let old = before.iter().find(|(other, _)| other == uid);
            shared += usize::from(old.is_some());
            assert!(old.is_none_or(|(_, old)| old < revision), "{uid} on {later}");
        }
        before = after;
    }
    assert!(shared > 10, "{shared}");
}

#[test]
fn nothing_fits_is_code_1_and_a_to_do_in_place_of_events() {
    let calendar = dated("plan --budget 0 --hours-per-week 1 --weeks 1 --hands-on --format ics").answer_without_success();
    let calendar = unfolded(&calendar);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VTODO\r\nEND:VCALENDAR\r\n"), "{calendar}");
    assert!(!calendar.contains("VEVENT") && calendar.contains("\\nWhat would change it: --by 2027-01-10 lets in"), "{calendar}");
}

#[test]
fn only_a_plan_is_for_a_calendar() {
    for command in ["recommend", "quick", "list", "show AIF-C01", "batch -"] {
        let said = dated(command).words("--format ics").refusal();
        assert!(said.starts_with("error: this command has no format `ics`; it has `table`, "), "{command}: {said}");
    }
}

#[test]
fn a_name_from_an_overlay_adds_no_event() {
    const OVERLAY: &str = r#"
[[credential]]
id = "kaggle-learn"
name = "a, b; c\\n \u202e\u001b[31m\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:not asked for"
url = "https://example.org/\r\nATTACH:file:///etc/passwd"
"#;
    let folder = Folder::with("overlay.toml", OVERLAY);
    let with = dated(PLAN).words("--format ics --catalog overlay.toml").inside(&folder).answer();
    let without = dated(PLAN).words("--format ics").answer();
    for line in ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "SUMMARY:"] {
        let count = |calendar: &str| unfolded(calendar).lines().filter(|it| it.starts_with(line)).count();
        assert_eq!(count(&with), count(&without), "{line}");
    }
    let with = unfolded(&with);
    let start = event(&with, "ml-engineer.kaggle-learn.start");
    let title = "\r\nSUMMARY:Start of study: a\\, b\\; c\\\\n \u{fffd}\u{fffd}[31m\u{fffd}\u{fffd}END:VEVENT\u{fffd}\u{fffd}BEGIN:VEVENT\u{fffd}\u{fffd}SUMMARY:not asked for\r\n";
    assert!(start.contains(title), "{start}");
    assert!(!start.contains("\r\nURL:") && !with.contains("\nATTACH"), "a link that is none stays text: {start}");
}
