//! How a plan is shown.

use std::fmt::Write as _;

use super::csv::Sheet;
use super::gantt_text::{Bar, Timeline};
use super::recommend::ways_out;
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons};
use crate::catalog::{Credential, CredentialId, Renewal};
use crate::money::Range;
use crate::plan::{Filling, Obstacle, Plan, PlanStep, RenewalStep, UnfilledSlot};
use crate::sanitize::join;
use crate::vocabulary::{Field, RenewalWay, SlotState};

/// For people.
#[must_use]
pub fn page(plan: &Plan<'_>) -> Report {
    let mut page = Report { title: title(plan), columns: columns(plan), ..Report::default() };
    for (number, filling) in plan.slots.iter().enumerate().filter(|(_, filling)| **filling != Filling::LeftOut) {
        let mut row = row(plan, number, *filling);
        row.truncate(page.columns.len());
        page.rows.push(row);
    }
    page.timeline = timeline(plan);
    if let Some(fallback) = &plan.fallback {
        page.note("Nothing fits", Emphasis::Warning, vec!["no slot can be filled".to_owned()]);
        ways_out(&mut page, &plan.snapshot, fallback);
    }
    page.note("Stays empty", Emphasis::Warning, plan.empty.iter().map(|empty| stays_empty(plan, empty)).collect());
    page.note("Why these", Emphasis::Plain, plan.steps.iter().map(why).collect());
    page.note("To keep them", Emphasis::Plain, plan.upkeep.iter().filter_map(|upkeep| keep(plan, upkeep)).collect());
    page.note("Mind", Emphasis::Warning, mind(plan));
    page.note("Advice", Emphasis::Plain, advice(plan));
    if is_marked(plan) {
        page.note(phrases::ESTIMATE_MARK, Emphasis::Faint, vec![phrases::MARK_MEANS.to_owned()]);
    }
    page.note("Counted with", Emphasis::Faint, counted_with(plan));
    page.note_past_day(&plan.snapshot);
    page
}

/// The columns of the table; the last safe starts only where there are any.
pub(super) fn columns(plan: &Plan<'_>) -> Vec<Column> {
    let columns = vec![
        Column::figures("#", 2),
        Column::words("Slot, and what fills it", None),
        Column::words("When", Some(16)),
        Column::figures("Cost", 11),
        Column::figures("In all", 12),
        Column::words("Start by", Some(10)),
    ];
    let limited = plan.steps.iter().any(|step| step.last_safe_start.is_some());
    columns.into_iter().take(if limited { 6 } else { 5 }).collect()
}

/// The urgent cautions, and that facts age.
pub(super) fn mind(plan: &Plan<'_>) -> Vec<String> {
    let mut mind = reasons::urgent(plan.steps.iter().map(|step| (step.candidate(), step.cautions().collect())));
    if !plan.steps.is_empty() {
        mind.push("prices and dates are those known today: check each again before you pay".to_owned());
    }
    if plan.is_cut {
        mind.push("there are more ways through this stack than could be tried: a better plan may exist".to_owned());
    }
    mind
}

/// The advice that goes with it.
pub(super) fn advice(plan: &Plan<'_>) -> Vec<String> {
    plan.advice.iter().map(|&number| plan.snapshot.framework.advice[number].text.clone()).collect()
}

/// Whether a figure bears the mark of an estimate.
pub(super) fn is_marked(plan: &Plan<'_>) -> bool {
    plan.steps.iter().any(|step| !marks(step).is_empty())
}

fn title(plan: &Plan<'_>) -> String {
    let flags = plan.wanted.situation.written(plan.snapshot.catalog).flags();
    let told = if flags.is_empty() { String::new() } else { format!(", for {flags}") };
    format!("{} plan as of {}{told}", plan.wanted.stack.name, plan.wanted.as_of)
}

/// The table's row of a slot, as long as the columns can be.
pub(super) fn row(plan: &Plan<'_>, number: usize, filling: Filling) -> Vec<Cell> {
    let slot = &plan.wanted.stack.slot[number];
    let optional = if slot.optional { " (optional)" } else { "" };
    let label = |what: &str| format!("{}{optional}\n{what}", slot.name);
    let mut cells = vec![Cell::plain((number + 1).to_string())];
    match filling {
        Filling::Step(step) => {
            let step = &plan.steps[step];
            let candidate = step.candidate();
            cells.push(Cell::strong(label(&phrases::name_and_code(candidate.credential()))));
            cells.push(Cell::plain(when(step)));
            cells.push(Cell::plain(format!("{}{}", phrases::cost(&candidate), phrases::price_mark(&candidate))));
            cells.push(Cell::plain(amount(step.running_total)));
            cells.push(Cell::plain(step.last_safe_start.map(|day| day.to_string()).unwrap_or_default()));
        }
        Filling::Held(id) => {
            cells.push(Cell::plain(label(&phrases::name_and_code(plan.snapshot.credential(id)))));
            cells.push(Cell::plain(SlotState::Held.label()));
            cells.extend(std::iter::repeat_n(Cell::default(), 3));
        }
        Filling::Empty(_) | Filling::LeftOut => {
            cells.push(Cell { text: format!("{}{optional}", slot.name), tone: Emphasis::Faint });
            cells.push(Cell { text: SlotState::Empty.label().to_owned(), tone: Emphasis::Faint });
            cells.extend(std::iter::repeat_n(Cell::default(), 3));
        }
    }
    cells
}

fn when(step: &PlanStep<'_>) -> String {
    let exam = step.exam.filter(|exam| *exam != step.finish).map_or_else(String::new, |exam| format!("exam {exam}\n"));
    let last = if step.exam == Some(step.finish) { "exam" } else { "to" };
    format!("{}\n{exam}{last} {}{}", step.start, step.finish, phrases::hours_mark(&step.candidate()))
}

fn amount(total: Option<Range>) -> String {
    total.map_or_else(|| phrases::UNKNOWN.to_owned(), |total| total.to_string())
}

fn marks(step: &PlanStep<'_>) -> String {
    format!("{}{}", phrases::price_mark(&step.candidate()), phrases::hours_mark(&step.candidate()))
}

fn timeline(plan: &Plan<'_>) -> Option<Timeline> {
    let bar = |step: &PlanStep<'_>| Bar {
        label: format!("{} {}", step.slot + 1, step.candidate().credential().short()),
        start: step.start,
        finish: step.finish,
        exam: step.exam,
    };
    let bars: Vec<Bar> = plan.steps.iter().map(bar).collect();
    let last = plan.finish()?;
    // A deadline far away would press the bars together; it is told in the title.
    let near = plan.deadline.filter(|deadline| last.days_until(*deadline) <= plan.wanted.starts.days_until(last).max(60));
    let marks = near.map(|deadline| (deadline, "deadline".to_owned())).into_iter().collect();
    let pauses = plan.wanted.situation.pause.iter().filter(|pause| pause.first() <= last && pause.last() >= plan.wanted.starts);
    Some(Timeline { bars, marks, pauses: pauses.copied().collect() })
}

/// Why a slot stays empty: what is in the way of the credential that comes nearest.
pub(super) fn stays_empty(plan: &Plan<'_>, empty: &UnfilledSlot<'_>) -> String {
    format!("{}: {}", plan.wanted.stack.slot[empty.slot].name, why_empty(plan, empty))
}

/// The same without the slot's name.
pub(super) fn why_empty(plan: &Plan<'_>, empty: &UnfilledSlot<'_>) -> String {
    if plan.wanted.stack.slot[empty.slot].held_only {
        return "only what you hold already counts (--have)".to_owned();
    }
    let Some(near) = empty.near.first() else {
        return "nothing that you do not use or hold already belongs there".to_owned();
    };
    let candidate = empty.candidate(near);
    let reasons = match &near.hindrance {
        Obstacle::Gates(blockers) => blockers.iter().map(|blocker| reasons::blocker(&candidate, blocker)).collect::<Vec<_>>().join("; "),
        Obstacle::Plan(hindrance) => hindrance.label().to_owned(),
    };
    let left = empty.situation.budget.filter(|left| Some(*left) != plan.wanted.situation.budget);
    let left = left.map_or_else(String::new, |left| format!(" (the rest leaves {left})"));
    format!("next comes {}: {reasons}{left}", candidate.credential().short())
}

/// Why the step was chosen, and why what stands before it was not.
pub(super) fn why(step: &PlanStep<'_>) -> String {
    format!("{}: {}", step.candidate().credential().short(), because(step))
}

/// The same without the credential's name.
pub(super) fn because(step: &PlanStep<'_>) -> String {
    let named = if step.is_named() { "named by the stack itself; " } else { "" };
    let mut why = format!("{named}{}", reasons::why(&step.recommendation(), step.chosen()));
    let over: Vec<String> = step.passed_over().map(|ranked| step.snapshot.credential(ranked.id).short().to_owned()).collect();
    if !over.is_empty() {
        let _ = write!(why, "; with {} before it fewer slots would be filled", join(&over, "or"));
    }
    if step.waits_for_price {
        why.push_str("; it waits for a lower price, without which fewer slots would be filled");
    }
    why
}

/// How a credential is kept; `None` for what never expires.
pub(super) fn keep(plan: &Plan<'_>, upkeep: &RenewalStep) -> Option<String> {
    let credential = plan.snapshot.credential(upkeep.id);
    let renewal = credential.renewal.as_ref();
    let name = credential.short();
    if renewal.is_some_and(|renewal| renewal.how.contains(&RenewalWay::NeverExpires)) {
        return None;
    }
    let until = match (upkeep.expires, upkeep.expired) {
        (Some(day), true) => return Some(format!("{name} expired on {day}: it has to be earned again")),
        (Some(day), false) => format!("until {day}"),
        (None, _) if credential.valid_months.is_some() => "until a day that follows from when you earned it (--have ID@DAY)".to_owned(),
        (None, _) => "how long it counts is unknown".to_owned(),
    };
    let by_step = upkeep.renewed_by.map(|number| {
        let step = &plan.steps[number];
        format!("; renewed by {} on {}", step.candidate().credential().short(), step.finish)
    });
    let opens = upkeep.opens.map_or_else(String::new, |day| format!("; renewal opens on {day}"));
    let how =
        renewal.map_or_else(|| "; how it is renewed is unknown".to_owned(), |renewal| format!("; {}", ways(plan, credential, renewal)));
    Some(format!("{name} {until}{}{opens}{how}", by_step.unwrap_or_default()))
}

fn ways(plan: &Plan<'_>, credential: &Credential, renewal: &Renewal) -> String {
    let way = |way: &RenewalWay| match way {
        RenewalWay::HigherExam if !renewal.by.is_empty() => {
            let short = |id: &CredentialId| plan.snapshot.credential(*id).short().to_owned();
            format!("by passing {}", join(&renewal.by.iter().map(short).collect::<Vec<_>>(), "or"))
        }
        way => format!("by {}", way.label()),
    };
    let ways: Vec<String> = renewal.how.iter().map(way).collect();
    let cost = renewal.cost.map_or_else(String::new, |cost| format!(", {cost}"));
    let ended = credential.lifecycle.last_day.filter(|last| *last < plan.wanted.as_of);
    let ended = ended.map_or_else(String::new, |last| format!(" (its exam ended on {last})"));
    format!("{}{cost}{ended}", join(&ways, "or"))
}

pub(super) fn counted_with(plan: &Plan<'_>) -> Vec<String> {
    let pace = plan.wanted.situation.pace();
    let assumed = if plan.assumed.contains(&Field::HoursPerWeek) { " (assumed; --hours-per-week)" } else { "" };
    let shared = match plan.wanted.parallel {
        1 => String::new(),
        lanes => format!(", shared by up to {lanes} steps at a time"),
    };
    vec![format!("{pace} study hours a week{assumed}{shared}, and the slow estimate of every step")]
}

const HEAD: &[&str] = &[
    "slot",
    "optional",
    "state",
    "id",
    "name",
    "start",
    "exam",
    "finish",
    "cost_low",
    "cost_high",
    "total_low",
    "total_high",
    "last_safe_start",
    "expires",
    "why",
];

/// For spreadsheets: one row for each slot.
#[must_use]
pub fn sheet(plan: &Plan<'_>) -> Sheet {
    let mut sheet = Sheet { head: HEAD.to_vec(), rows: Vec::new() };
    for (slot, filling) in plan.wanted.stack.slot.iter().zip(&plan.slots) {
        let mut row = vec![slot.id.clone(), slot.optional.to_string()];
        let identity = |id: CredentialId| {
            let credential = plan.snapshot.credential(id);
            [credential.id.clone(), credential.name.clone()]
        };
        let (state, why) = match *filling {
            Filling::LeftOut => (SlotState::LeftOut, String::new()),
            Filling::Empty(number) => (SlotState::Empty, stays_empty(plan, &plan.empty[number])),
            Filling::Held(_) => (SlotState::Held, String::new()),
            Filling::Step(number) => (SlotState::Planned, why(&plan.steps[number])),
        };
        row.push(state.to_string());
        match *filling {
            Filling::Held(id) => row.extend(identity(id)),
            Filling::Step(number) => {
                let step = &plan.steps[number];
                let day = |day: Option<crate::calendar::Day>| day.map(|day| day.to_string()).unwrap_or_default();
                let money = |range: Option<Range>| {
                    range.map_or_else(<[String; 2]>::default, |it| [it.low, it.high].map(|it| it.dollars().to_string()))
                };
                row.extend(identity(step.id));
                row.extend([day(Some(step.start)), day(step.exam), day(Some(step.finish))]);
                row.extend(money(step.cost()).into_iter().chain(money(step.running_total)));
                row.extend([day(step.last_safe_start), day(step.expires)]);
            }
            Filling::Empty(_) | Filling::LeftOut => {}
        }
        row.resize(HEAD.len() - 1, String::new());
        row.push(why);
        sheet.rows.push(row);
    }
    sheet
}
