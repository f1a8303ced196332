//! Calendars of plans, read back by a parser that knows nothing of how they are written.

use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarTransparency, ICalendarValue};
use calcard::{Entry, Parser};
use certwise::calendar::Day;
use certwise::catalog::{Confirm, CredentialId, Held, Thing};
use certwise::money::Usd;
use certwise::plan::{Plan, PlanRequest, plan};
use certwise::render::ics;
use certwise::render::plan_view::PlanView;
use certwise::sanitize::sanitize;
use certwise::situation::Situation;
use certwise::vocabulary::Doubt;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::asked::{date, day_of_the_data};
use crate::plan::{PLANS, Task, task};
use crate::{CATALOG, FRAMEWORK, always, some};

/// One event as a calendar takes it in.
#[derive(Clone, Debug, PartialEq)]
struct Event {
    day: Day,
    summary: String,
    description: String,
    url: Option<String>,
    blocks: bool,
    /// Hours from the beginning of its day to each reminder.
    reminders: Vec<i64>,
}

/// A calendar as it is taken in: its events by their UIDs, and the texts of its to-dos.
#[derive(Debug)]
struct Calendar {
    name: String,
    events: BTreeMap<String, Event>,
    todos: Vec<(String, String)>,
}

fn written(plan: &Plan<'_>) -> String {
    let mut out = Vec::new();
    ics::write(&mut out, &PlanView::new(plan), 0).expect("a vector takes it");
    String::from_utf8(out).expect("it is UTF-8")
}

fn value(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<ICalendarValue> {
    let all: Vec<_> = component.properties(property).collect();
    assert!(all.len() <= 1 && all.iter().all(|entry| entry.values.len() == 1), "{property:?} in {component:?}");
    all.first().map(|entry| entry.values[0].clone())
}

fn text(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    value(component, property).map(|value| value.as_text().unwrap_or_else(|| panic!("{value:?} is no text")).to_owned())
}

/// A day without a time.
fn day(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<Day> {
    value(component, property).map(|value| {
        let PartialDateTime { year: Some(year), month: Some(month), day: Some(day), hour: None, minute: None, second: None, .. } =
            *value.as_partial_date_time().unwrap_or_else(|| panic!("{value:?} is no day"))
        else {
            panic!("{value:?} is no whole day")
        };
        date(year.cast_signed(), month.cast_signed(), day.cast_signed())
    })
}

/// That it says which day it is of, at midnight, and has a UID.
fn uid(component: &ICalendarComponent, as_of: Day) -> String {
    let stamp = value(component, &ICalendarProperty::Dtstamp).and_then(ICalendarValue::into_partial_date_time).expect("a stamp");
    let at = (stamp.hour, stamp.minute, stamp.second, stamp.tz_hour, stamp.tz_minute);
    assert_eq!(at, (Some(0), Some(0), Some(0), Some(0), Some(0)), "midnight in UTC");
    let written = format!("{:04}-{:02}-{:02}", stamp.year.expect("a year"), stamp.month.expect("a month"), stamp.day.expect("a day"));
    assert_eq!(written, as_of.to_string());
    without_key(component.uid().expect("a UID"))
}

/// A UID without the eight signs that stand for the person.
fn without_key(uid: &str) -> String {
    let is_key = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = uid.split('.').collect();
    assert_eq!(parts.iter().filter(|part| is_key(part)).count(), 1, "{uid}");
    parts.into_iter().filter(|part| !is_key(part)).collect::<Vec<_>>().join(".")
}

fn event(calendar: &ICalendar, component: &ICalendarComponent, as_of: Day) -> Event {
    let first = day(component, &ICalendarProperty::Dtstart).expect("a day");
    let end = day(component, &ICalendarProperty::Dtend);
    assert_eq!(end, Some(first.plus_days(1)).filter(|end| *end > first), "the end is the day after");
    let summary = text(component, &ICalendarProperty::Summary).expect("a title");
    let transparency = value(component, &ICalendarProperty::Transp).expect("whether it blocks its day");
    let alarms = component.component_ids.iter().map(|&id| {
        let alarm = calendar.component_by_id(id).expect("it is there");
        assert_eq!(alarm.component_type, ICalendarComponentType::VAlarm);
        assert_eq!(text(alarm, &ICalendarProperty::Action).as_deref(), Some("DISPLAY"));
        assert_eq!(text(alarm, &ICalendarProperty::Description).as_ref(), Some(&summary));
        let own = uid(alarm, as_of);
        let Some(ICalendarValue::Duration(trigger)) = value(alarm, &ICalendarProperty::Trigger) else { panic!("{alarm:?}") };
        assert_eq!(trigger.as_seconds() % 3600, 0);
        (own, trigger.as_seconds() / 3600)
    });
    let alarms: BTreeMap<String, i64> = alarms.collect();
    assert_eq!(alarms.len(), component.component_ids.len(), "no two alarms have one UID");
    let mut reminders: Vec<i64> = alarms.into_values().collect();
    reminders.sort_unstable();
    Event {
        day: first,
        summary,
        description: text(component, &ICalendarProperty::Description).expect("a description"),
        url: text(component, &ICalendarProperty::Url),
        blocks: transparency == ICalendarValue::Transparency(ICalendarTransparency::Opaque),
        reminders,
    }
}

/// That every line is whole and stands where it may: the parser forgives what a calendar may not.
fn is_strict(written: &str) {
    const NAMES: &str =
        "VERSION PRODID CALSCALE X-WR-CALNAME UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION URL TRANSP STATUS ACTION TRIGGER SEQUENCE";
    let whole = written.strip_suffix("\r\n").expect("the last line ends");
    for line in whole.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty() && !line.chars().any(certwise::sanitize::is_unprintable), "{line:?}");
    }
    let mut inside = Vec::new();
    for line in whole.replace("\r\n ", "").split("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line} has no value"));
        match name {
            "BEGIN" => inside.push(value.to_owned()),
            "END" => assert_eq!(inside.pop().as_deref(), Some(value)),
            name => assert!(NAMES.split(' ').any(|known| known == name.trim_end_matches(";VALUE=DATE")), "{line}"),
        }
    }
    assert!(inside.is_empty(), "{inside:?}");
}

/// Reads a calendar; whatever is not as the format has it fails.
#[track_caller]
fn read(written: &str, as_of: Day) -> Calendar {
    is_strict(written);
    let mut parser = Parser::new(written);
    let Entry::ICalendar(calendar) = parser.entry() else { panic!("no calendar: {written}") };
    assert_eq!(parser.entry(), Entry::Eof, "one calendar and nothing else");
    let whole = &calendar.components[0];
    assert_eq!(whole.component_type, ICalendarComponentType::VCalendar);
    assert_eq!(text(whole, &ICalendarProperty::Prodid).as_deref(), Some("-//certwise//certwise//EN"));
    assert_eq!(text(whole, &ICalendarProperty::Version).as_deref(), Some("2.0"));
    let other = calendar.components.iter().flat_map(|component| &component.entries).map(|entry| &entry.name);
    let other: Vec<_> = other.filter(|name| matches!(name, ICalendarProperty::Other(_))).collect();
    let name = ICalendarProperty::Other("X-WR-CALNAME".to_owned());
    assert_eq!(other, [&name], "nothing that the format does not know, but the name that all calendars read");
    let name = text(whole, &name).expect("a name");
    assert!(!whole.component_ids.is_empty(), "a calendar holds something");
    let (mut events, mut todos) = (BTreeMap::new(), Vec::new());
    for component in whole.component_ids.iter().map(|&id| calendar.component_by_id(id).expect("it is there")) {
        let Some(ICalendarValue::Integer(revision)) = value(component, &ICalendarProperty::Sequence) else { panic!("{component:?}") };
        let days = date(2020, 1, 1).days_until(as_of);
        assert_eq!(revision, i64::from(days.max(0)) * 86_400, "it grows with the day");
        let uid = uid(component, as_of);
        if component.component_type == ICalendarComponentType::VTodo {
            let said = [ICalendarProperty::Summary, ICalendarProperty::Status].map(|property| text(component, &property).expect("said"));
            let [summary, status] = said;
            todos.push((status, format!("{summary}\n{}", text(component, &ICalendarProperty::Description).expect("said"))));
            continue;
        }
        assert_eq!(component.component_type, ICalendarComponentType::VEvent);
        let twice = events.insert(uid, event(&calendar, component, as_of));
        assert_eq!(twice, None, "no two events have one UID");
    }
    Calendar { name, events, todos }
}

/// Every day of the plan under the UID that its event must have, reckoned from the plan alone.
fn days(plan: &Plan<'_>) -> BTreeMap<String, Day> {
    let mut days = BTreeMap::new();
    let stack = plan.wanted.stack.id.as_str();
    let mut put = |place: Thing, what: &str, day: Option<Day>| {
        let uid = format!("{stack}.{}.{what}@certwise", plan.snapshot.catalog.id_of(place));
        days.extend(day.map(|day| (uid, day)));
    };
    for step in &plan.steps {
        let paid = step.cost().is_none_or(|cost| cost.high > Usd::FREE);
        put(step.id.into(), "start", Some(step.start));
        put(step.id.into(), "check", step.exam.map(|exam| step.start.max(exam.minus_days(21))).or(paid.then_some(step.start)));
        put(step.id.into(), "exam", step.exam);
        put(step.id.into(), "finish", Some(step.finish).filter(|finish| Some(*finish) != step.exam));
        put(step.id.into(), "last-safe-start", step.last_safe_start);
    }
    for upkeep in plan.upkeep.iter().filter(|upkeep| !upkeep.expired) {
        let again = upkeep.step.is_none() && plan.steps.iter().any(|step| Thing::from(step.id) == upkeep.what);
        put(upkeep.what, if again { "held-expiry" } else { "expiry" }, upkeep.expires);
        let open = upkeep.opens.map(|opens| opens.max(plan.wanted.as_of));
        put(upkeep.what, if again { "held-renewal" } else { "renewal" }, open);
    }
    days
}

#[test]
fn every_day_of_a_plan_is_in_its_calendar_and_no_other() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        let calendar = read(&written(&plan), task.asked.as_of);
        let seen: BTreeMap<String, Day> = calendar.events.iter().map(|(uid, event)| (uid.clone(), event.day)).collect();
        prop_assert_eq!(&seen, &days(&plan));
        prop_assert_eq!(calendar.todos.len(), usize::from(seen.is_empty()));
        prop_assert_eq!(calendar.name, format!("{} plan", task.stack.name));
        Ok(())
    });
}

#[test]
fn a_reminder_rings_at_nine_and_never_before_the_day_of_the_answer() {
    some(PLANS, &task(), |task| {
        let calendar = read(&written(&task.plan()), task.asked.as_of);
        for (uid, event) in &calendar.events {
            let before: &[i64] = match uid.trim_end_matches("@certwise").rsplit('.').next() {
                Some("exam") => &[14, 1],
                Some("start" | "check" | "renewal" | "held-renewal") => &[1],
                Some("last-safe-start") => &[14],
                Some("expiry" | "held-expiry") => &[30],
                Some("finish") => &[],
                other => panic!("{other:?}"),
            };
            let ahead = i64::from(task.asked.as_of.days_until(event.day));
            let hours: Vec<i64> = before.iter().filter(|days| **days <= ahead).map(|days| 9 - 24 * days).collect();
            prop_assert_eq!(&event.reminders, &hours, "{}", uid);
            prop_assert_eq!(event.blocks, uid.ends_with(".exam@certwise"), "{}", uid);
        }
        Ok(())
    });
}

#[test]
fn the_same_plan_has_the_same_bytes() {
    some(PLANS / 4, &task(), |task| {
        prop_assert_eq!(written(&task.plan()), written(&task.plan()));
        Ok(())
    });
}

/// Whoever starts later and imports the calendar again sees each event moved, and none twice.
#[test]
fn an_event_keeps_its_uid_when_the_start_moves() {
    let situation = Situation::default();
    for stack in FRAMEWORK.stack.iter() {
        let as_of = day_of_the_data();
        let calendar = |starts| {
            let plan = plan(&CATALOG, &FRAMEWORK, PlanRequest { stack, situation: &situation, as_of, starts, parallel: 1 });
            let places: Vec<CredentialId> = plan.steps.iter().map(|step| step.id).collect();
            (places, read(&written(&plan), as_of).events)
        };
        let ((before, soon), (after, later)) = (calendar(as_of), calendar(as_of.plus_days(10)));
        assert_eq!(before, after, "{}: ten days change nothing else", stack.name);
        assert!(soon.keys().eq(later.keys()), "{}", stack.name);
        let moved = soon.iter().zip(&later).filter(|((_, soon), (_, later))| soon.day < later.day).count();
        assert!(moved > 0 && soon.iter().zip(&later).all(|((_, soon), (_, later))| soon.day <= later.day), "{}", stack.name);
    }
}

#[test]
fn before_anybody_pays_the_facts_are_checked_with_page_and_day() {
    some(PLANS / 2, &task(), |task| {
        let plan = task.plan();
        let calendar = read(&written(&plan), task.asked.as_of);
        for step in &plan.steps {
            let credential = &CATALOG[step.id];
            let uid = format!("{}.{}.check@certwise", task.stack.id.as_str(), credential.id);
            let Some(check) = calendar.events.get(&uid) else { continue };
            prop_assert!(step.start <= check.day && step.exam.is_none_or(|exam| check.day <= exam));
            prop_assert_eq!(check.summary.split(": ").next(), Some("Check the facts again before you pay"));
            let page = credential.url.as_ref().or(CATALOG[credential.provider].home.as_ref());
            prop_assert_eq!(check.url.as_ref(), page);
            prop_assert!(page.is_none_or(|page| check.description.lines().last() == Some(page.as_str())));
            let oldest = credential
                .sources()
                .iter()
                .filter(|it| !matches!(it.kind.word(), "estimate" | "claim"))
                .filter_map(|it| it.read)
                .filter(|read| *read <= task.asked.as_of)
                .min();
            let said = oldest.is_none_or(|day| check.description.contains(&format!("its oldest source was read on {}", day.in_words())));
            prop_assert!(said, "{}", check.description);
            prop_assert!(credential.doubt(task.asked.as_of).is_none_or(|confirm| check.description.contains(&confirm.text)));
        }
        Ok(())
    });
}

/// Held until shortly before the plan begins, and earned once more: both lives are in the calendar.
#[test]
fn what_is_earned_again_expires_twice() {
    let as_of = day_of_the_data();
    let stack = FRAMEWORK.stack_called("ml-engineer").expect("it is there");
    let place = CATALOG.position("aws-mla-c02").expect("it is there");
    let earned = as_of.plus_days(5).minus_days(3 * 365 + 1);
    let situation = Situation {
        role: Some(certwise::vocabulary::Role::Developer),
        platform: vec![certwise::vocabulary::Platform::Aws],
        have: vec![Held::earned(place, earned)],
        ..Situation::default()
    };
    let plan = plan(&CATALOG, &FRAMEWORK, PlanRequest { stack, situation: &situation, as_of, starts: as_of.plus_days(30), parallel: 1 });
    assert!(plan.steps.iter().any(|step| step.id == place), "it is earned again");
    let events = read(&written(&plan), as_of).events;
    let expiry = |what: &str| events.get(&format!("ml-engineer.aws-mla-c02.{what}@certwise")).map(|event| event.day);
    assert_eq!(expiry("held-expiry"), Some(as_of.plus_days(5)));
    assert!(expiry("expiry") > Some(as_of.plus_days(3 * 365)));
}

#[test]
fn where_nothing_fits_a_to_do_says_why() {
    some(PLANS, &task(), |task: Task| {
        let task = task.but(|situation| {
            situation.have.clear();
            situation.budget = Some(Usd::FREE);
            (situation.by, situation.weeks) = (Some(task.asked.as_of), None);
        });
        let task = Task { starts: task.asked.as_of, ..task };
        let plan = task.plan();
        prop_assert!(!plan.fills_anything());
        let calendar = read(&written(&plan), task.asked.as_of);
        prop_assert_eq!(calendar.events.len(), 0);
        let (status, said) = &calendar.todos[0];
        prop_assert_eq!(status, "NEEDS-ACTION");
        prop_assert!(said.starts_with(&format!("{} plan: nothing fits\n", task.stack.name)) && said.contains("Stays empty: "), "{}", said);
        Ok(())
    });
}

#[test]
fn where_all_is_held_a_to_do_says_that_it_is_done() {
    let mut framework = FRAMEWORK.clone();
    let mut stacks = framework.stack.to_vec();
    for stack in &mut stacks {
        stack.slot.retain(|slot| slot.held_only);
    }
    framework.stack = stacks.into();
    let stack = framework.stack_called("data-to-ai").expect("it is there");
    let held = CATALOG.find("google-data-analytics", None).expect("it is there").what;
    let situation = Situation { have: vec![Held::new(held)], ..Situation::default() };
    let as_of = day_of_the_data();
    let plan = plan(&CATALOG, &framework, PlanRequest { stack, situation: &situation, as_of, starts: as_of, parallel: 1 });
    let calendar = read(&written(&plan), as_of);
    let [(status, said)] = calendar.todos.as_slice() else { panic!("{calendar:?}") };
    assert_eq!((status.as_str(), said.lines().next()), ("COMPLETED", Some("From data to AI plan: nothing to do")));
    assert!(calendar.events.is_empty());
}

/// A text as somebody may write it who means harm: what the format is made of, and what drives a terminal.
fn harm() -> impl Strategy<Value = String> {
    const PARTS: [&str; 24] = [
        "\r\n",
        "\n",
        "\r",
        ",",
        ";",
        ":",
        "\\",
        "\\n",
        "\"",
        "=",
        " ",
        "\t",
        "\0",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{1b}[31m",
        "\u{feff}",
        "\r\nBEGIN:VEVENT\r\n",
        "\r\nEND:VCALENDAR\r\n",
        "\r\nATTACH:file:///etc/passwd",
        "日本語の資格",
        "🎓",
        "plain words, and more of them",
    ];
    let part = prop_oneof![3 => select(PARTS.as_slice()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    vec(part, 1..40).prop_map(|parts| parts.concat())
}

#[test]
fn whatever_a_file_says_is_text() {
    let situation = Situation::default();
    let as_of = day_of_the_data();
    let mut stack = FRAMEWORK.stack_called("ml-engineer").expect("it is there").clone();
    let first = plan(&CATALOG, &FRAMEWORK, PlanRequest { stack: &stack, situation: &situation, as_of, starts: as_of, parallel: 1 });
    let (place, uids) = (first.steps[2].id, read(&written(&first), as_of).events.into_keys().collect::<Vec<_>>());
    stack.name.clear();
    always(&(harm(), harm(), harm(), any::<bool>()), |(name, other, link, coded)| {
        let (mut catalog, mut stack) = (CATALOG.clone(), stack.clone());
        let facts = &mut catalog.credentials[place.index()].record;
        facts.name.clone_from(&name);
        facts.code = coded.then(|| other.clone());
        facts.url = Some(format!("https://example.org/{link}"));
        facts.confirm = Some(Confirm { about: Doubt::Price, since: None, text: other.clone() });
        stack.name.clone_from(&other);
        let plan = plan(&catalog, &FRAMEWORK, PlanRequest { stack: &stack, situation: &situation, as_of, starts: as_of, parallel: 1 });
        let calendar = read(&written(&plan), as_of);
        prop_assert!(calendar.events.keys().eq(&uids));
        prop_assert_eq!(calendar.name, format!("{} plan", sanitize(&other)));
        let exam = &calendar.events[&format!("ml-engineer.{}.exam@certwise", catalog[place].id)];
        prop_assert_eq!(&exam.summary, &format!("Exam: {}", sanitize(if coded { &other } else { &name })));
        prop_assert!(exam.description.starts_with(&*sanitize(&name)) && exam.description.ends_with(&*sanitize(&link)), "{:?}", exam);
        let is_link = link.bytes().all(|byte| byte.is_ascii_graphic());
        prop_assert_eq!(&exam.url, &is_link.then(|| format!("https://example.org/{link}")));
        Ok(())
    });
}
