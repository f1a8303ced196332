//! The page of a plan: what somebody sends to whoever holds the budget and the time.

use std::io::{self, Write};

use askama::Template;

use super::Foot;
use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::situation::{not_told, told};
use crate::catalog::CredentialId;
use crate::money::Usd;
use crate::plan::{Filling, Plan, PlanStep};
use crate::render::phrases;
use crate::render::plan_view::{PlanReason, PlanView, SlotView};
use crate::render::report::{Cell, Column};
use crate::sanitize::join;

#[derive(Template)]
#[template(path = "plan.html")]
struct Report<'a> {
    frame: Frame<'a>,
    lead: Option<(String, String)>,
    told: Vec<(String, String)>,
    not_told: String,
    nothing: Option<Nothing>,
    stays_empty: Vec<String>,
    slots: Table,
    left_out: String,
    missing: Vec<String>,
    enough: Vec<String>,
    renew: Vec<String>,
    mind: Vec<String>,
    timeline: Option<Chart>,
    costs: Option<Chart>,
    bills: Option<Table>,
    keep: Vec<String>,
    advice: Vec<String>,
    sources: Vec<SourcesOf>,
}

/// Writes the page. `foot` is what is said of the call.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, view: &PlanView<'_>, foot: &Foot<'_>) -> io::Result<()> {
    super::write(out, &page(view, foot))
}

fn page<'a>(view: &PlanView<'_>, foot: &'a Foot<'a>) -> Report<'a> {
    let plan = view.plan;
    let (wanted, snapshot) = (plan.wanted, &*plan.snapshot);
    let start_with = plan.fallback.iter().flat_map(|fallback| &fallback.start_with);
    let ids: Vec<CredentialId> = view.slots.iter().filter_map(|slot| slot.filled_by).chain(start_with.copied()).collect();
    Report {
        frame: Frame {
            title: view.label.over(&format!("{} plan, as of {}", wanted.stack.name, wanted.as_of)),
            as_of: wanted.as_of,
            oldest: oldest_check(snapshot, &ids),
            past_day: phrases::past_day(snapshot),
            estimates: view.is_marked,
            foot,
        },
        lead: lead(plan),
        told: asked(plan),
        not_told: not_told(wanted.situation),
        nothing: plan.fallback.as_ref().map(|fallback| Nothing::new(snapshot, "No slot of this stack can be filled.".to_owned(), fallback)),
        stays_empty: view.empty.iter().map(PlanReason::line).collect(),
        slots: slots(view),
        left_out: left_out(plan),
        missing: view.missing.clone(),
        enough: view.enough.clone(),
        renew: view.renew.clone(),
        mind: view.mind.clone(),
        timeline: timeline(plan),
        costs: costs(plan),
        bills: bills(plan.steps.iter().map(PlanStep::candidate)),
        keep: view.keep.iter().flatten().cloned().collect(),
        advice: view.advice.clone(),
        sources: sources(snapshot, &ids),
    }
}

/// What is asked for, in money and days, and what it takes; `None` when nothing fits.
fn lead(plan: &Plan<'_>) -> Option<(String, String)> {
    let Some(finish) = plan.finish() else {
        let held = || ("No step is left".to_owned(), "what is held fills every slot that can be filled".to_owned());
        return plan.fills_anything().then(held);
    };
    let start = plan.steps.iter().map(|step| step.start).min().unwrap_or(plan.wanted.starts);
    let money = match plan.total {
        Some(total) if total.high == Usd::FREE => "Free".to_owned(),
        Some(total) => format!("{total} in all"),
        None => "The cost in all is unknown".to_owned(),
    };
    let steps = if plan.steps.len() == 1 { "1 step".to_owned() } else { format!("{} steps", plan.steps.len()) };
    let hours = |of: &dyn Fn(&PlanStep<'_>) -> u32| plan.steps.iter().map(of).sum::<u32>();
    let (low, high) = (hours(&|step| step.hours.low), hours(&|step| step.hours.high));
    let hours = if low == high { low.to_string() } else { format!("{low}-{high}") };
    let left = plan
        .money_left()
        .filter(|_| plan.wanted.situation.budget != Some(Usd::FREE))
        .map_or_else(String::new, |left| format!("; {left} of the budget is left"));
    let takes = format!("{steps}, {hours} hours of study at {} a week{left}", plan.wanted.situation.pace());
    Some((format!("{money}, from {start} to {finish}"), takes))
}

/// What was asked for, and by whom.
fn asked(plan: &Plan<'_>) -> Vec<(String, String)> {
    let wanted = plan.wanted;
    let mut asked = vec![("Stack".to_owned(), format!("{} ({})", wanted.stack.name, wanted.stack.source))];
    asked.extend(told(&plan.snapshot, wanted.situation, &plan.assumed));
    asked.push(("Start".to_owned(), wanted.starts.to_string()));
    if wanted.parallel > 1 {
        asked.push(("At a time".to_owned(), format!("up to {} steps, which share the hours of a week", wanted.parallel)));
    }
    asked
}

/// Every slot with what becomes of it, and why.
fn slots(view: &PlanView<'_>) -> Table {
    let mut columns = view.columns("What");
    columns.insert(2, Column::words("Why", None));
    let row = |slot: &SlotView| {
        let why = match slot.filling {
            Filling::Step(number) => view.steps[number].because.clone(),
            Filling::Empty(number) => view.empty[number].because.clone(),
            Filling::Held(_) | Filling::LeftOut => String::new(),
        };
        let name = |id| format!("{}\n{}", phrases::name_and_code(view.plan.snapshot.credential(id)), slot.name);
        let mut cells = view.row(slot, Cell::strong(slot.filled_by.map_or_else(|| slot.name.clone(), name)));
        cells.insert(2, Cell::plain(why));
        cells
    };
    let caption = "What to do in which order, each with the slot that it fills; days by the slow estimate";
    let mut table = Table::new(caption, columns, view.slots.iter().map(row).collect());
    for (row, slot) in view.slots.iter().enumerate() {
        if let Some(id) = slot.filled_by {
            table.link(row, view.plan.snapshot.credential(id).url.as_deref());
        }
    }
    table
}

/// The slots that the person is past.
fn left_out(plan: &Plan<'_>) -> String {
    let slots = plan.wanted.stack.slot.iter().zip(&plan.slots).filter(|(_, filling)| **filling == Filling::LeftOut);
    // What is there only for what comes first was never theirs.
    let slots = slots.filter(|(slot, _)| !slot.is_for_first_only());
    let names: Vec<String> = slots.map(|(slot, _)| slot.name.clone()).collect();
    if names.is_empty() { String::new() } else { format!("Left out, as you are past it: {}", join(&names, "and")) }
}

/// A step as its number in the table and its short name.
fn label(plan: &Plan<'_>, step: &PlanStep<'_>) -> String {
    format!("{}. {}", plan.number_of(step.slot), step.candidate().credential().short())
}

fn timeline(plan: &Plan<'_>) -> Option<Chart> {
    let span = |step: &PlanStep<'_>| {
        let candidate = step.candidate();
        let start_by = step.last_safe_start.map(|day| Mark { day, what: "last safe start" });
        Span {
            label: label(plan, step),
            figures: format!("{} to {}{}", step.start, step.finish, phrases::hours_mark(&candidate)),
            start: step.start,
            finish: candidate.figures.ready.map(|(fast, _)| (fast.min(step.finish), step.finish)),
            marks: start_by.into_iter().chain(Mark::last_day(&candidate)).collect(),
        }
    };
    Timeline {
        title: "When each step is done".to_owned(),
        spans: plan.steps.iter().map(span).collect(),
        marks: plan.deadline.map(|day| Mark { day, what: "deadline" }).into_iter().collect(),
        pauses: plan.wanted.situation.pause.clone(),
    }
    .draw()
}

fn costs(plan: &Plan<'_>) -> Option<Chart> {
    let costs = plan.steps.iter().flat_map(|step| Cost::of(&step.candidate(), label(plan, step), step.running_total)).collect();
    CostChart { title: "What each step costs, and all so far".to_owned(), costs, budget: plan.wanted.situation.budget }.draw()
}
