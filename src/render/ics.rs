//! A plan for a calendar (RFC 5545): whole days, so that no time zone moves them, and the same bytes each time.
//!
//! An event keeps its UID when the plan is made again, and its revision grows with the day that the plan is for: a calendar that
//! takes it in once more moves it instead of showing it twice. What is no longer planned it cannot know of, and leaves.

use std::io::{self, Write};

use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, Property, Todo, TodoStatus};

use super::phrases;
use super::plan::{counted_with, keep, page, why};
use crate::calendar::Day;
use crate::catalog::Credential;
use crate::money::Usd;
use crate::plan::{Plan, PlanStep, RenewalStep};
use crate::sanitize::{LONGEST_LINE, cut, sanitize};
use crate::snapshot::Snapshot;
use crate::vocabulary::Milestone;

/// Days from the one on which the facts are to be checked to the exam: there is time left to book it.
const CHECKED_BEFORE: u32 = 21;

/// The hour of the day at which reminders ring.
const REMINDED_AT: u32 = 9;

/// The most octets of a line, its end not counted.
const LINE: usize = 75;

/// What happens on one day.
struct Date<'p> {
    what: Milestone,
    day: Day,
    credential: &'p Credential,
    /// Whether it is of something held that the plan earns once more.
    of_old: bool,
    about: Vec<String>,
}

/// Writes the plan as a calendar: an event for each day that matters, or, where there is none, a to-do that says why.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, plan: &Plan<'_>) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    let name = cut(&format!("{} plan", plan.wanted.stack.name), LONGEST_LINE).into_owned();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//certwise//certwise//EN"), ("CALSCALE", "GREGORIAN"), ("X-WR-CALNAME", &name)] {
        calendar.append_property((key, value));
    }
    let dates = dates(plan);
    if dates.is_empty() {
        // A calendar without anything in it is none (RFC 5545, 3.6).
        calendar.push(instead(plan));
    }
    calendar.extend(dates.iter().map(|date| event(plan, date)));
    out.write_all(folded(&calendar.to_string()).as_bytes())
}

/// Everything that happens, in the order of days.
fn dates<'p>(plan: &'p Plan<'_>) -> Vec<Date<'p>> {
    let of_steps = plan.steps.iter().flat_map(|step| of_step(plan, step));
    let mut dates: Vec<Date<'p>> = of_steps.chain(plan.upkeep.iter().flat_map(|upkeep| of_upkeep(plan, upkeep))).collect();
    dates.sort_by_key(|date| date.day);
    dates
}

fn of_step<'p>(plan: &'p Plan<'_>, step: &'p PlanStep<'_>) -> Vec<Date<'p>> {
    let case = step.case();
    let cost = format!("cost: {}{}", phrases::cost(&case), phrases::price_mark(&case));
    let slow = format!("by the slow estimate: {} h of study from {} on", step.hours.high, step.start);
    let mut begin = vec![format!("{}; {} of study; {cost}", plan.wanted.stack.slot[step.slot].name, phrases::hours(&case)), why(step)];
    begin.extend(step.cautions().map(|number| phrases::caution(&case, number)));
    begin.extend(counted_with(plan).into_iter().map(|with| format!("counted with {with}")));
    let mut days = vec![(Milestone::Start, step.start, begin)];
    let is_free = step.cost().is_some_and(|cost| cost.high == Usd::FREE);
    let pays_on = step.exam.map(|exam| exam.minus_days(CHECKED_BEFORE).max(step.start)).or((!is_free).then_some(step.start));
    days.extend(pays_on.map(|day| (Milestone::Check, day, check(plan, step, cost))));
    days.extend(step.exam.map(|day| (Milestone::Exam, day, vec![slow.clone(), "the real day is the one that you book".to_owned()])));
    if step.exam != Some(step.finish) {
        let retake = if step.exam.is_some() { ", and with one failed attempt" } else { "" };
        days.push((Milestone::Finish, step.finish, vec![format!("{slow}{retake}")]));
    }
    let late = format!("planned from {} on; whoever starts later than this ends too late, by the slow estimate", step.start);
    days.extend(step.last_safe_start.map(|day| (Milestone::LastSafeStart, day, vec![late])));
    let credential = plan.snapshot.credential(step.id);
    days.into_iter().map(|(what, day, about)| Date { what, day, credential, of_old: false, about }).collect()
}

fn check(plan: &Plan<'_>, step: &PlanStep<'_>, cost: String) -> Vec<String> {
    let facts = &plan.snapshot.credential(step.id);
    let mut about = vec![cost];
    about.extend(facts.lifecycle.last_day.map(|last| format!("its last day: {last}")));
    about.extend(facts.confirm.clone());
    let oldest = facts
        .checked_first(plan.wanted.as_of)
        .map_or_else(|| phrases::not_checked(None), |day| format!("its oldest source was read on {day}"));
    about.push(format!("as known on {}; {oldest}", plan.wanted.as_of));
    about
}

fn of_upkeep<'p>(plan: &'p Plan<'_>, upkeep: &RenewalStep) -> Vec<Date<'p>> {
    let Some(expires) = upkeep.expires.filter(|_| !upkeep.expired) else { return Vec::new() };
    let credential = plan.snapshot.credential(upkeep.id);
    let of_old = upkeep.step.is_none() && plan.steps.iter().any(|step| step.id == upkeep.id);
    let mut about: Vec<String> = keep(plan, upkeep).into_iter().collect();
    about.extend(credential.renewal.as_ref().and_then(|renewal| renewal.note.clone()));
    // What opened before anybody asked is open today.
    let opens = upkeep.opens.map(|day| (Milestone::Renewal, day.max(plan.wanted.as_of)));
    let days = opens.into_iter().chain([(Milestone::Expiry, expires)]);
    days.map(|(what, day)| Date { what, day, credential, of_old, about: about.clone() }).collect()
}

/// Days before the event on which it is called to mind.
const fn reminders(what: Milestone) -> &'static [u32] {
    match what {
        Milestone::Start | Milestone::Check | Milestone::Renewal => &[1],
        Milestone::Exam => &[14, 1],
        Milestone::Finish => &[],
        Milestone::LastSafeStart => &[14],
        Milestone::Expiry => &[30],
    }
}

fn event(plan: &Plan<'_>, date: &Date<'_>) -> Event {
    let Date { what, day, credential, of_old, .. } = *date;
    let title = format!("{}: {}", what.label(), credential.code.as_deref().unwrap_or(&credential.name));
    let title = cut(&title, LONGEST_LINE).into_owned();
    let uid = uid(plan, &format!("{}.{}{what}", credential.id, if of_old { "held-" } else { "" }));
    let mut event = Event::new();
    event.uid(&uid).append_property(stamp(plan)).sequence(revision(plan)).summary(&title).append_property(whole_day("DTSTART", day));
    // The last day that there is has none after it; without an end, an event is over with its day.
    if day.plus_days(1) > day {
        event.append_property(whole_day("DTEND", day.plus_days(1)));
    }
    event.add_property("TRANSP", if what == Milestone::Exam { "OPAQUE" } else { "TRANSPARENT" });
    let page = page_of(&plan.snapshot, credential);
    let about = std::iter::once(phrases::name_and_code(credential)).chain(date.about.iter().cloned()).chain(page.map(str::to_owned));
    event.description(&lines(about));
    if let Some(page) = page.filter(|page| is_link(page)) {
        event.url(page);
    }
    for &before in reminders(what).iter().filter(|before| day.minus_days(**before) >= plan.wanted.as_of) {
        let mut alarm = Alarm::display(&title, chrono::Duration::zero());
        // chrono would write seconds. The crate asks the clock and chance for what is not set here.
        alarm.add_property("TRIGGER", format!("-P{}DT{}H", before - 1, 24 - REMINDED_AT));
        alarm.uid(&format!("{before}.{uid}")).append_property(stamp(plan));
        event.alarm(alarm);
    }
    event
}

/// What stands in a calendar without events.
fn instead(plan: &Plan<'_>) -> Todo {
    let page = page(plan);
    let said = page.notes.iter().flat_map(|notes| match notes.lines.as_slice() {
        [line] => vec![format!("{}: {line}", notes.title)],
        lines => std::iter::once(format!("{}:", notes.title)).chain(lines.iter().map(|line| format!("- {line}"))).collect(),
    });
    let (title, status) =
        if plan.fills_anything() { ("nothing to do", TodoStatus::Completed) } else { ("nothing fits", TodoStatus::NeedsAction) };
    let mut todo = Todo::new();
    todo.uid(&uid(plan, "note")).append_property(stamp(plan)).add_property("SEQUENCE", revision(plan).to_string()).status(status);
    todo.summary(&cut(&format!("{} plan: {title}", plan.wanted.stack.name), LONGEST_LINE));
    todo.description(&lines(std::iter::once(page.title.clone()).chain(said)));
    todo
}

/// The page on which the provider says what is so today.
fn page_of<'p>(snapshot: &Snapshot<'p>, credential: &'p Credential) -> Option<&'p str> {
    credential.url.as_deref().or(snapshot.catalog[credential.provider].home.as_deref())
}

/// Whether it can stand where the format wants a URI, which it neither quotes nor escapes.
fn is_link(page: &str) -> bool {
    page.starts_with("https://") && page.len() <= LONGEST_LINE && page.bytes().all(|byte| byte.is_ascii_graphic())
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| cut(&line, LONGEST_LINE).into_owned()).collect::<Vec<_>>().join("\n")
}

fn uid(plan: &Plan<'_>, of: &str) -> String {
    sanitize(&format!("{}.{of}@certwise", &plan.wanted.stack.id)).into_owned()
}

/// When it was written: the day that the answer is for, as nothing here asks the clock.
fn stamp(plan: &Plan<'_>) -> Property {
    Property::new("DTSTAMP", format!("{}T000000Z", digits(plan.wanted.as_of)))
}

/// The number of the revision (RFC 5545, 3.8.7.4): that of a later day is larger, and calendars keep the event with the largest.
fn revision(plan: &Plan<'_>) -> u32 {
    digits(plan.wanted.as_of).parse().unwrap_or_default()
}

fn whole_day(key: &str, day: Day) -> Property {
    Property::new(key, digits(day)).add_parameter("VALUE", "DATE").done()
}

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The text with no line longer than [`LINE`]: icalendar folds, but lets the last line of what it folds have one octet more.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.lines() {
        let fits = if line.len() > LINE { (1..=LINE).rev().find(|at| line.is_char_boundary(*at)) } else { None };
        let (line, rest) = fits.map_or((line, None), |at| (&line[..at], Some(&line[at..])));
        folded.push_str(line);
        folded.push_str(&rest.map_or_else(String::new, |rest| format!("\r\n {rest}")));
        folded.push_str("\r\n");
    }
    folded
}
