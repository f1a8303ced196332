//! A plan for a calendar (RFC 5545): whole days, so that no time zone moves them, and the same bytes each time.
//!
//! An event keeps its UID when the same person's plan is made again (see [`Label::key`]), and its revision grows with the day that
//! the plan is for, and on one day with the time at which it is written: a calendar that takes it in once more moves it instead of
//! showing it twice. What is no longer planned it cannot know of, and leaves.

use std::fmt::Display;
use std::io::{self, Write};

use super::label::Label;
use super::plan_view::PlanView;
use super::{phrases, reasons};
use crate::calendar::Day;
use crate::catalog::{Credential, Thing};
use crate::money::Usd;
use crate::plan::{Plan, PlanStep, RenewalStep};
use crate::sanitize::{LONGEST_LINE, cut, sanitize};
use crate::snapshot::Snapshot;
use crate::vocabulary::Milestone;

/// Days from the one on which the facts are to be checked to the exam: there is time left to book it.
const CHECKED_BEFORE: u32 = 21;

/// The hour of the day at which reminders ring.
const REMINDED_AT: u32 = 9;

/// Revisions are counted in seconds from this day on, so that they fit into their 31 bits until 2088.
const FIRST_REVISION: (i16, i8, i8) = (2020, 1, 1);

const SECONDS_A_DAY: u32 = 86_400;

/// The most octets of a line, its end not counted.
const LINE: usize = 75;

/// What happens on one day.
struct Date {
    what: Milestone,
    day: Day,
    thing: Thing,
    /// Whether it is of something held that the plan earns once more.
    of_old: bool,
    about: Vec<String>,
}

/// What all events of a calendar share.
struct Writing<'p> {
    plan: &'p Plan<'p>,
    label: &'p Label,
    /// Whose it is, in every UID.
    key: String,
    /// Seconds of the day that are over.
    seconds: u32,
}

/// Writes the plan as a calendar: an event for each day that matters, or, where there is none, a to-do that says why. `seconds` of
/// the day that it is for are over: nothing here asks the clock.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, view: &PlanView<'_>, seconds: u32) -> io::Result<()> {
    let (plan, label) = (view.plan, &view.label);
    let key = label.key(&plan.wanted.situation.written(plan.snapshot.catalog));
    let writing = Writing { plan, label, key, seconds: seconds.min(SECONDS_A_DAY - 1) };
    let mut calendar = Lines::default();
    calendar.inside("VCALENDAR", |calendar| {
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//certwise//certwise//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.text("X-WR-CALNAME", &cut(&label.over(&format!("{} plan", plan.wanted.stack.name)), LONGEST_LINE));
        let dates = dates(view);
        if dates.is_empty() {
            // A calendar without anything in it is none (RFC 5545, 3.6).
            calendar.inside("VTODO", |todo| writing.instead(view, todo));
        }
        for date in &dates {
            calendar.inside("VEVENT", |lines| writing.event(date, lines));
        }
    });
    out.write_all(calendar.0.as_bytes())
}

/// Everything that happens, in the order of days.
fn dates(view: &PlanView<'_>) -> Vec<Date> {
    let plan = view.plan;
    let of_steps = plan.steps.iter().zip(&view.steps).flat_map(|(step, why)| of_step(view, step, why.line()));
    let of_upkeep = plan.upkeep.iter().zip(&view.keep).flat_map(|(upkeep, keep)| of_upkeep(plan, upkeep, keep.clone()));
    let mut dates: Vec<Date> = of_steps.chain(of_upkeep).collect();
    dates.sort_by_key(|date| date.day);
    dates
}

fn of_step(view: &PlanView<'_>, step: &PlanStep<'_>, why: String) -> Vec<Date> {
    let plan = view.plan;
    let candidate = step.candidate();
    let cost = format!("cost: {}{}", phrases::cost(&candidate), phrases::price_mark(&candidate));
    let slow = format!("by the slow estimate: {} h of study from {} on", step.hours.high, step.start.in_words());
    let mut begin = vec![format!("{}; {} of study; {cost}", plan.wanted.stack.slot[step.slot].name, phrases::hours(&candidate)), why];
    begin.extend(step.cautions().map(|number| reasons::caution(&candidate, number)));
    begin.push(format!("counted with {}", view.counted_with));
    let mut days = vec![(Milestone::Start, step.start, begin)];
    let is_free = step.cost().is_some_and(|cost| cost.high == Usd::FREE);
    let pays_on = step.exam.map(|exam| exam.minus_days(CHECKED_BEFORE).max(step.start)).or((!is_free).then_some(step.start));
    days.extend(pays_on.map(|day| (Milestone::Check, day, check(plan, step, cost))));
    days.extend(step.exam.map(|day| (Milestone::Exam, day, vec![slow.clone(), "the real day is the one that you book".to_owned()])));
    if step.exam != Some(step.finish) {
        let retake = if step.exam.is_some() { ", and with one failed attempt" } else { "" };
        days.push((Milestone::Finish, step.finish, vec![format!("{slow}{retake}")]));
    }
    let late = format!("planned from {} on; whoever starts later than this ends too late, by the slow estimate", step.start.in_words());
    days.extend(step.last_safe_start.map(|day| (Milestone::LastSafeStart, day, vec![late])));
    let thing = step.id.into();
    days.into_iter().map(|(what, day, about)| Date { what, day, thing, of_old: false, about }).collect()
}

fn check(plan: &Plan<'_>, step: &PlanStep<'_>, cost: String) -> Vec<String> {
    let credential = &plan.snapshot.credential(step.id);
    let mut about = vec![cost];
    about.extend(credential.lifecycle.last_day.map(|last| format!("its last day: {}", last.in_words())));
    about.extend(credential.doubt(plan.wanted.as_of).map(|doubt| doubt.text.clone()));
    let oldest = credential
        .checked_first(plan.wanted.as_of)
        .map_or_else(|| phrases::not_checked(None), |day| format!("its oldest source was read on {}", day.in_words()));
    about.push(format!("as known on {}; {oldest}", plan.wanted.as_of.in_words()));
    about
}

fn of_upkeep(plan: &Plan<'_>, upkeep: &RenewalStep, keep: Option<String>) -> Vec<Date> {
    let Some(expires) = upkeep.expires.filter(|_| !upkeep.expired) else { return Vec::new() };
    let (catalog, thing) = (plan.snapshot.catalog, upkeep.what);
    let of_old = upkeep.step.is_none() && plan.steps.iter().any(|step| thing == step.id.into());
    let mut about: Vec<String> = keep.into_iter().collect();
    about.extend(catalog.renewal_of(thing).and_then(|renewal| renewal.note.clone()));
    // What opened before anybody asked is open today.
    let opens = upkeep.opens.map(|day| (Milestone::Renewal, day.max(plan.wanted.as_of)));
    let days = opens.into_iter().chain([(Milestone::Expiry, expires)]);
    days.map(|(what, day)| Date { what, day, thing, of_old, about: about.clone() }).collect()
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

impl Writing<'_> {
    /// The properties stand in the order of the alphabet.
    fn event(&self, date: &Date, event: &mut Lines) {
        let plan = self.plan;
        let Date { what, day, thing, of_old, .. } = *date;
        let catalog = plan.snapshot.catalog;
        let title = format!("{}: {}", what.label(), catalog.code_or_name_of(thing));
        let title = self.label.name_over(&title);
        let title = cut(&title, LONGEST_LINE);
        let uid = self.uid(&format!("{}.{}{what}", catalog.id_of(thing), if of_old { "held-" } else { "" }));
        let page = if let Thing::Credential(id) = thing { page_of(&plan.snapshot, plan.snapshot.credential(id)) } else { None };
        let about = std::iter::once(phrases::name_and_code_of(catalog, thing)).chain(self.label.note().map(str::to_owned));
        let about = about.chain(date.about.iter().cloned()).chain(page.map(str::to_owned));
        event.text("DESCRIPTION", &lines(about));
        // The last day that there is has none after it; without an end, an event is over with its day.
        if day.plus_days(1) > day {
            event.line("DTEND;VALUE=DATE", digits(day.plus_days(1)));
        }
        event.line("DTSTAMP", self.stamp());
        event.line("DTSTART;VALUE=DATE", digits(day));
        event.line("SEQUENCE", self.revision());
        event.text("SUMMARY", &title);
        event.line("TRANSP", if what == Milestone::Exam { "OPAQUE" } else { "TRANSPARENT" });
        event.text("UID", &uid);
        if let Some(page) = page.filter(|page| is_link(page)) {
            event.line("URL", page);
        }
        for &before in reminders(what).iter().filter(|before| day.minus_days(**before) >= plan.wanted.as_of) {
            event.inside("VALARM", |alarm| {
                alarm.line("ACTION", "DISPLAY");
                alarm.text("DESCRIPTION", &title);
                alarm.line("DTSTAMP", self.stamp());
                alarm.line("TRIGGER", format_args!("-P{}DT{}H", before - 1, 24 - REMINDED_AT));
                alarm.text("UID", &format!("{before}.{uid}"));
            });
        }
    }

    /// What stands in a calendar without events.
    fn instead(&self, view: &PlanView<'_>, todo: &mut Lines) {
        let (plan, page) = (view.plan, view.notes());
        let said = page.notes.iter().flat_map(|notes| match notes.lines.as_slice() {
            [line] if notes.title.is_empty() => vec![line.clone()],
            [line] => vec![format!("{}: {line}", notes.title)],
            lines => std::iter::once(format!("{}:", notes.title)).chain(lines.iter().map(|line| format!("- {line}"))).collect(),
        });
        let (title, status) = if plan.fills_anything() { ("nothing to do", "COMPLETED") } else { ("nothing fits", "NEEDS-ACTION") };
        let changes = plan.fallback.iter().flat_map(|fallback| phrases::would_change(&plan.snapshot, fallback));
        let empty = view.empty.iter().map(|reason| format!("Stays empty: {}", reason.line()));
        let said = empty.chain(changes.map(|change| format!("What would change it: {change}"))).chain(said);
        todo.text("DESCRIPTION", &lines(std::iter::once(page.title.clone()).chain(said)));
        todo.line("DTSTAMP", self.stamp());
        todo.line("SEQUENCE", self.revision());
        todo.line("STATUS", status);
        todo.text("SUMMARY", &cut(&self.label.name_over(&format!("{} plan: {title}", plan.wanted.stack.name)), LONGEST_LINE));
        todo.text("UID", &self.uid("note"));
    }

    fn uid(&self, of: &str) -> String {
        sanitize(&format!("{}.{}.{of}@certwise", self.plan.wanted.stack.id, self.key)).into_owned()
    }

    /// When it was written: the day that the answer is for, and the time of the day at which it is asked.
    fn stamp(&self) -> String {
        let (minutes, second) = (self.seconds / 60, self.seconds % 60);
        format!("{}T{:02}{:02}{second:02}Z", digits(self.plan.wanted.as_of), minutes / 60, minutes % 60)
    }

    /// The number of the revision (RFC 5545, 3.8.7.4): of what is written later it is larger, and calendars keep the event with the largest.
    fn revision(&self) -> u32 {
        let (year, month, day) = FIRST_REVISION;
        let days = Day::new(year, month, day).map_or(0, |first| first.days_until(self.plan.wanted.as_of));
        let seconds = i64::from(days) * i64::from(SECONDS_A_DAY) + i64::from(self.seconds);
        u32::try_from(seconds.clamp(0, i64::from(i32::MAX))).unwrap_or_default()
    }
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

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The lines of a calendar (RFC 5545, 3.1). The crates that write them bring a clock and chance along, which no plan may ask.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn inside(&mut self, component: &str, write: impl FnOnce(&mut Self)) {
        self.line("BEGIN", component);
        write(self);
        self.line("END", component);
    }

    /// A property that is text (3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, value.replace('\\', r"\\").replace(',', r"\,").replace(';', r"\;").replace('\n', r"\n"));
    }

    /// A property in lines of at most [`LINE`] octets: never folded inside a character, nor before a space that a reader could lose.
    fn line(&mut self, name: &str, value: impl Display) {
        let line = format!("{name}:{value}");
        let (mut rest, mut room) = (line.as_str(), LINE);
        while rest.len() > room {
            let folds = |at: &usize| rest.is_char_boundary(*at) && !rest[*at..].starts_with(' ');
            let (now, later) = rest.split_at((1..=room).rev().find(folds).unwrap_or(room));
            self.0.push_str(now);
            self.0.push_str("\r\n ");
            (rest, room) = (later, LINE - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_at_75_octets_between_characters_and_not_before_a_space() {
        let written = |value: &str| {
            let mut lines = Lines::default();
            lines.line("X", value);
            lines.0
        };
        assert_eq!(written(&"a".repeat(73)), format!("X:{}\r\n", "a".repeat(73)));
        assert_eq!(written(&"a".repeat(150)), format!("X:{}\r\n {}\r\n aaa\r\n", "a".repeat(73), "a".repeat(74)));
        assert_eq!(written(&format!("{}é", "a".repeat(72))), format!("X:{}\r\n é\r\n", "a".repeat(72)));
        assert_eq!(written(&format!("{} b", "a".repeat(73))), format!("X:{}\r\n a b\r\n", "a".repeat(72)));
        assert_eq!(written(&" ".repeat(80)).replace("\r\n ", ""), format!("X:{}\r\n", " ".repeat(80)));
    }

    #[test]
    fn nothing_in_a_text_ends_it() {
        let mut lines = Lines::default();
        lines.text("X", "a, b; c\\n\nd");
        assert_eq!(lines.0, "X:a\\, b\\; c\\\\n\\nd\r\n");
    }
}
