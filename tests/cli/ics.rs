//! `plan --format ics` as its users meet it; tests/properties reads the calendars back.

use crate::harness::{Call, Folder, certwise, dated};

const PLAN: &str = "plan --role developer --platform aws --by 2027-12-01 --retake";

fn unfolded(calendar: &str) -> String {
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count(), "every line ends as the format has it");
    calendar.replace("\r\n ", "")
}

/// The event of that stack with that rest of its UID, whoever it is for.
fn event<'c>(calendar: &'c str, stack: &str, rest: &str) -> &'c str {
    let is_it = |uid: &str| uid.starts_with(&format!("{stack}.")) && uid.ends_with(&format!(".{rest}@certwise"));
    let found = calendar.split("BEGIN:VEVENT\r\n").find(|event| of(event, "UID:").is_some_and(is_it));
    found.unwrap_or_else(|| panic!("no {rest} in {calendar}"))
}

/// What stands behind that key in an event.
fn of<'c>(event: &'c str, key: &str) -> Option<&'c str> {
    event.lines().find_map(|line| line.strip_prefix(key))
}

/// Each event's UID, and its revision.
fn revisions(call: &Call) -> Vec<(String, i32)> {
    let calendar = unfolded(&call.answer());
    let events = calendar.split("BEGIN:VEVENT\r\n").skip(1);
    let revision = |event| Some((of(event, "UID:")?.to_owned(), of(event, "SEQUENCE:")?.parse().expect("a number")));
    events.map(|event| revision(event).expect("both are there")).collect()
}

fn uids(call: &Call) -> Vec<String> {
    revisions(call).into_iter().map(|(uid, _)| uid).collect()
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
            let uid = format!("{}.{what}", step["id"].as_str().expect("text"));
            assert!(
                event(&calendar, "ml-engineer", &uid).contains(&format!("\r\nDTSTART;VALUE=DATE:{}\r\n", day.replace('-', ""))),
                "{uid} on {day}"
            );
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
    let revisions = |day: &str| revisions(&certwise(PLAN).words("--format ics --as-of").word(day));
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
fn what_is_written_later_on_the_same_day_is_a_later_revision() {
    let at = |seconds: &str| dated(PLAN).words("--format ics").env("SOURCE_DATE_EPOCH", seconds);
    // On other days of the clock: only the time of the day counts, as the day is the one that the answer is for.
    let [morning, evening] = [revisions(&at("1795255200")), revisions(&at("86399"))];
    assert!(morning.len() > 10 && morning.iter().zip(&evening).all(|(one, other)| one.0 == other.0 && one.1 < other.1));
    assert!(at("86399").answer().contains("\r\nDTSTAMP:20261122T235959Z\r\n"));
    let next_day = certwise(PLAN).words("--format ics --as-of 2026-11-23").env("SOURCE_DATE_EPOCH", "0");
    assert!(revisions(&next_day)[0].1 > evening[0].1);
}

#[test]
fn the_plans_of_two_people_share_no_uid_and_one_person_s_keeps_its_own() {
    let plan = |more: &str| uids(&certwise("plan --role ml-engineer --platform aws --level intermediate --format ics").words(more));
    let mine = plan("--hours-per-week 6 --as-of 2026-11-22");
    assert!(plan("--hours-per-week 12 --as-of 2026-11-22").iter().all(|uid| !mine.contains(uid)));
    // Later, when something is held, and somebody is away.
    let later = plan("--hours-per-week 6 --as-of 2026-12-01 --start 2026-12-03 --have CLF-C02@2026-11-28 --pause 2026-12-20..2027-01-03");
    let kept = later.iter().filter(|uid| mine.contains(uid)).count();
    assert!(kept > 4, "{kept} of {later:?}");
    let [ada, bob] = ["Ada", "Bob"].map(|name| plan(&format!("--hours-per-week 6 --as-of 2026-11-22 --for {name}")));
    assert!(ada.iter().all(|uid| uid.contains(".ada.") && !bob.contains(uid) && !mine.contains(uid)));
    assert_eq!(
        plan("--hours-per-week 20 --as-of 2026-11-22 --for ada").iter().filter(|uid| ada.contains(uid)).count(),
        ada.len(),
        "the name is the person"
    );
}

#[test]
fn a_name_stands_in_the_calendar_s_name_and_titles_and_is_text() {
    let call = |name: &str| dated(PLAN).words("--format ics --for").word(name).words("--note 2nd");
    let calendar = unfolded(&call("Ada, Queen; of\u{202e}\r\nEND:VEVENT").answer());
    let name = "Ada\\, Queen\\; of\u{fffd} END:VEVENT";
    assert!(calendar.contains(&format!("\r\nX-WR-CALNAME:{name} (2nd): ML engineer plan\r\n")), "{calendar}");
    let titles: Vec<&str> = calendar.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).collect();
    assert!(titles.len() > 10 && titles.iter().all(|title| title.starts_with(&format!("{name}: "))), "{titles:?}");
    assert_eq!(calendar.matches("END:VEVENT\r\n").count() - titles.len(), 0);
}

#[test]
fn nothing_fits_is_code_1_and_a_to_do_in_place_of_events() {
    let calendar = dated("plan --budget 0 --hours-per-week 1 --weeks 1 --hands-on --format ics").answer_without_success();
    let calendar = unfolded(&calendar);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VTODO\r\nEND:VCALENDAR\r\n"), "{calendar}");
    assert!(!calendar.contains("VEVENT") && calendar.contains("What would change it: --by 2027-01-10"), "{calendar}");
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
    let start = event(&with, "ml-engineer", "kaggle-learn.start");
    let title = "\r\nSUMMARY:Start of study: a\\, b\\; c\\\\n \u{fffd}\u{fffd}[31m\u{fffd}\u{fffd}END:VEVENT\u{fffd}\u{fffd}BEGIN:VEVENT\u{fffd}\u{fffd}SUMMARY:not asked for\r\n";
    assert!(start.contains(title), "{start}");
    assert!(!start.contains("\r\nURL:") && !with.contains("\nATTACH"), "a link that is none stays text: {start}");
}
