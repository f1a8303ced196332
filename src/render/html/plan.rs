//! The page of a plan: what somebody sends to whoever holds the budget and the time.

use std::io::{self, Write};

use askama::Template;

use super::Foot;
use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::request::{self, of_whom};
use super::situation::{not_told, told};
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::money::{Range, Usd};
use crate::plan::{Filling, Plan, PlanStep};
use crate::render::plan_view::{PlanReason, PlanView, SlotView};
use crate::render::report::{Cell, Column};
use crate::render::{phrases, reasons};
use crate::sanitize::join;

#[derive(Template)]
#[template(path = "plan.html")]
struct Report<'a> {
    frame: Frame<'a>,
    lead: Option<(String, String)>,
    asks: Vec<(String, String)>,
    against: Vec<String>,
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
            title: view.label.over(&format!("Request: {} plan", wanted.stack.name)),
            as_of: wanted.as_of,
            oldest: oldest_check(snapshot, &ids),
            past_day: phrases::past_day(snapshot),
            estimates: view.is_marked,
            foot,
        },
        lead: lead(plan),
        asks: asks(view),
        against: against(plan),
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
    Some((format!("{money}, from {} to {}", start.in_words(), finish.in_words()), takes))
}

/// Who asks for what, and what one failed attempt at each exam would add.
fn asks(view: &PlanView<'_>) -> Vec<(String, String)> {
    let plan = view.plan;
    let mut asks = of_whom(&view.label, &phrases::person(&plan.snapshot, plan.wanted.situation));
    let mut with_retakes = plan.steps.iter().map(|step| {
        let candidate = step.candidate();
        request::retaken(&candidate, step.start).map_or_else(|| step.cost(), |(cost, _)| Some(cost))
    });
    let total = with_retakes
        .try_fold(Range { low: Usd::FREE, high: Usd::FREE }, |total, cost| Some(total + cost?))
        .filter(|total| Some(*total) != plan.total);
    asks.extend(total.map(|total| ("With one retake of each exam".to_owned(), format!("{total} in all"))));
    asks
}

/// What speaks against each step, once where it is said of several.
fn against(plan: &Plan<'_>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for step in &plan.steps {
        let candidate = step.candidate();
        for said in step.cautions().map(|number| reasons::caution(&candidate, number)) {
            let short = candidate.credential().short().to_owned();
            match lines.iter_mut().find(|(line, _)| *line == said) {
                Some((_, names)) => names.push(short),
                None => lines.push((said, vec![short])),
            }
        }
    }
    lines.into_iter().map(|(said, names)| format!("{}: {said}", names.join(", "))).collect()
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
    let plan = view.plan;
    let mut columns = vec![
        Column::figures("#", 2),
        Column::words("What", None),
        Column::words("Why", None),
        Column::words("When", Some(16)),
        Column::figures("Cost", 9),
        Column::figures("In all", 9),
    ];
    let has_limit = plan.steps.iter().any(|step| step.last_safe_start.is_some());
    columns.extend(has_limit.then(|| Column::words("Start by", Some(16))));
    let row = |slot: &SlotView| {
        let why = match slot.filling {
            Filling::Step(number) => view.steps[number].because.clone(),
            Filling::Empty(number) => view.empty[number].because.clone(),
            Filling::Held(_) | Filling::LeftOut => String::new(),
        };
        let name = |id| format!("{}\n{}", phrases::name_and_code(view.plan.snapshot.credential(id)), slot.name);
        let step = if let Filling::Step(number) = slot.filling { Some(&plan.steps[number]) } else { None };
        let held = if matches!(slot.filling, Filling::Held(_)) { "held already" } else { "" };
        let total = |total: Option<Range>| total.map_or_else(|| phrases::UNKNOWN.to_owned(), |total| total.to_string());
        let mut cells = vec![
            Cell::plain(slot.number().to_string()),
            Cell::strong(slot.filled_by.map_or_else(|| slot.name.clone(), name)),
            Cell::plain(why),
            Cell::plain(step.map_or_else(|| held.to_owned(), when)),
            Cell::plain(step.map(|step| phrases::marked_cost(&step.candidate())).unwrap_or_default()),
            Cell::plain(step.map(|step| total(step.running_total)).unwrap_or_default()),
        ];
        let start_by = step.and_then(|step| step.last_safe_start).map(Day::in_words).unwrap_or_default();
        cells.extend(has_limit.then(|| Cell::plain(start_by)));
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

/// From when to when a step goes, and the day of its exam where that is another one.
fn when(step: &PlanStep<'_>) -> String {
    let exam = step.exam.filter(|exam| *exam != step.finish).map_or_else(String::new, |exam| format!("\nexam {}", exam.in_words()));
    let mark = phrases::hours_mark(&step.candidate());
    format!("{}{exam}\nto {mark}{}", step.start.in_words(), step.finish.in_words())
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
