//! The page of a plan: what somebody sends to whoever holds the budget and the time.

use std::io::{self, Write};

use askama::Template;

use super::Foot;
use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::request::{self, Request};
use super::situation::told;
use crate::catalog::CredentialId;
use crate::plan::{Filling, Plan, PlanStep};
use crate::render::phrases;
use crate::render::plan_view::{self, PlanReason, PlanView, SlotView};
use crate::render::report::{Cell, Column};
use crate::sanitize::join;

#[derive(Template)]
#[template(path = "plan.html")]
struct Report<'a> {
    frame: Frame<'a>,
    request: Option<Request>,
    held: bool,
    told: Vec<(String, String)>,
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

/// The pictures alone, each with its heading, as SVG for another page: when each step is done, what they cost.
///
/// # Errors
/// When they cannot be drawn.
pub fn pictures(view: &PlanView<'_>) -> Result<Vec<(&'static str, String)>, askama::Error> {
    let pictures = [("When it is done", timeline(view.plan)), ("What it costs", costs(view.plan))];
    pictures.into_iter().filter_map(|(heading, chart)| Some(chart?.render().map(|drawn| (heading, drawn)))).collect()
}

fn page<'a>(view: &PlanView<'_>, foot: &'a Foot<'a>) -> Report<'a> {
    let plan = view.plan;
    let (wanted, snapshot) = (plan.wanted, &*plan.snapshot);
    let start_with = plan.fallback.iter().flat_map(|fallback| &fallback.start_with);
    let ids: Vec<CredentialId> = view.slots.iter().filter_map(|slot| slot.filled_by).chain(start_with.copied()).collect();
    Report {
        frame: Frame {
            title: view.label.name_over(&title(plan)),
            as_of: wanted.as_of,
            oldest: oldest_check(snapshot, &ids),
            facts: phrases::day_of_facts(snapshot).map(|(title, said)| if title.is_empty() { said } else { format!("{title}: {said}.") }),
            estimates: view.is_marked,
            foot,
        },
        request: request::of_plan(plan, &view.label),
        held: plan.steps.is_empty() && plan.fills_anything(),
        told: asked(plan),
        nothing: plan.fallback.as_ref().map(|fallback| Nothing::new(snapshot, "No step of this plan can be filled.".to_owned(), fallback)),
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
        advice: view.advice.iter().chain(&view.more).cloned().collect(),
        sources: sources(snapshot, &ids),
    }
}

/// What is asked for, or that nothing is.
fn title(plan: &Plan<'_>) -> String {
    let name = &plan.wanted.stack.name;
    match plan.finish() {
        Some(_) => format!("Request for the {name} plan"),
        None if plan.fills_anything() => format!("{name} plan: no step is left"),
        None => format!("{name} plan: nothing fits"),
    }
}

/// What was asked for, and by whom.
fn asked(plan: &Plan<'_>) -> Vec<(String, String)> {
    let wanted = plan.wanted;
    let mut asked = vec![("Stack".to_owned(), format!("{} ({})", wanted.stack.name, wanted.stack.source))];
    asked.extend(told(&plan.snapshot, wanted.situation, &plan.assumed));
    asked.push(("Start".to_owned(), wanted.starts.in_words()));
    if wanted.parallel > 1 {
        asked.push(("At a time".to_owned(), format!("up to {} steps, which share the hours of a week", wanted.parallel)));
    }
    asked
}

/// Every slot with what becomes of it, and why.
fn slots(view: &PlanView<'_>) -> Table {
    let columns = vec![
        Column::figures("#", 2),
        Column::words("What", None),
        Column::figures("Cost", 12),
        Column::words("Dates", None),
        Column::figures("Done by", 11),
        Column::words("Why", None),
    ];
    let row = |slot: &SlotView| {
        let name = |id| format!("{}\n{}", phrases::name_and_code(view.plan.snapshot.credential(id)), slot.name);
        let mut told = view.row(slot, Cell::strong(slot.filled_by.map_or_else(|| slot.name.clone(), name)));
        let mut of = |title: &str| {
            view.columns("What")
                .iter()
                .position(|column| column.title == title)
                .map_or_else(|| Cell::plain(""), |number| std::mem::replace(&mut told[number], Cell::plain("")))
        };
        let why = match slot.filling {
            Filling::Step(number) => Cell::plain(plan_view::why(view.plan, &view.plan.steps[number])),
            _ => of("Why"),
        };
        let (cost, total) = (of("Cost").text, of("Total").text);
        let cost = Cell::plain(if total.is_empty() { cost } else { format!("{cost}\n{total}") });
        vec![of("#"), of("What"), cost, of("Dates"), of("Done by"), why]
    };
    let caption = "Steps in order; days by the slower estimate";
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
            figures: format!("{} to {}{}", step.start.in_words(), step.finish.in_words(), phrases::hours_mark(&candidate)),
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
