//! A plan as a page for people and as rows for spreadsheets.

use super::conclusion::{self, GoOn};
use super::csv::Sheet;
use super::gantt_text::{Bar, Timeline};
use super::phrases;
use super::plan_view::{PlanView, SlotView};
use super::report::{Cell, Conclusion, Emphasis, Report};
use crate::calendar::Day;
use crate::catalog::{CredentialId, Thing};
use crate::money::Range;
use crate::plan::{Filling, Plan, PlanStep};
use crate::situation::Situation;
use crate::vocabulary::SlotState;

/// The page for people: a row for each slot that is shown, and at the end what to start with. `next` are the commands that go on.
#[must_use]
pub fn page(view: &PlanView<'_>, go_on: GoOn<'_>, next: Vec<String>) -> Report {
    let row = |slot: &SlotView| {
        let (text, tone) = match slot.filled_by {
            Some(id) => (phrases::name_beside_id(view.plan.snapshot.credential(id)), Emphasis::Plain),
            None => (format!("{}: nothing fits", slot.name), Emphasis::Faint),
        };
        let tone = if slot.filling == Filling::Step(0) { Emphasis::Strong } else { tone };
        view.row(slot, Cell { text, tone })
    };
    let rows = view.slots.iter().map(row).collect();
    let conclusion = Some(conclude(view, go_on, next));
    Report { columns: view.columns("Credential"), rows, timeline: timeline(view.plan), conclusion, ..view.notes() }
}

/// What to start with, and what all of it comes to.
fn conclude(view: &PlanView<'_>, go_on: GoOn<'_>, next: Vec<String>) -> Conclusion {
    let plan = view.plan;
    if let Some(fallback) = &plan.fallback {
        let go_on = |you: &Situation| go_on("plan", you);
        return conclusion::nothing_fits(&plan.snapshot, plan.wanted.situation, "", fallback, &go_on);
    }
    let (Some(first), Some(finish)) = (plan.steps.iter().min_by_key(|step| step.start), plan.finish()) else {
        return Conclusion { headline: "Nothing is left to do in this plan.".to_owned(), facts: Vec::new(), next: Vec::new() };
    };
    let credential = plan.snapshot.credential(first.id);
    let steps = phrases::counted(plan.steps.len(), "step", "steps");
    let total = plan.total.map_or_else(|| phrases::UNKNOWN.to_owned(), |total| total.to_string());
    let mut facts = vec![("Cost", format!("{total} in all")), ("Done", format!("by {}, {steps}", finish.in_words()))];
    facts.extend(first.last_safe_start.map(|day| ("Latest", format!("start by {}", day.in_words()))));
    facts.extend(credential.url.iter().map(|url| ("Book", url.clone())));
    let why = go_on(&format!("why {}", credential.id), plan.wanted.situation);
    let headline = format!("Start with {} on {}", phrases::name_and_id(credential), first.start.in_words());
    Conclusion { headline, facts, next: next.into_iter().chain([why]).collect() }
}

fn timeline(plan: &Plan<'_>) -> Option<Timeline> {
    let bar = |step: &PlanStep<'_>| Bar {
        label: format!("{} {}", plan.number_of(step.slot), step.candidate().credential().short()),
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

/// The rows for spreadsheets: one for each slot.
#[must_use]
pub fn sheet(view: &PlanView<'_>) -> Sheet {
    let plan = view.plan;
    let mut sheet = Sheet { head: HEAD.to_vec(), rows: Vec::new() };
    for (slot, filling) in plan.wanted.stack.slot.iter().zip(&plan.slots) {
        let mut row = vec![slot.id.clone(), slot.optional.to_string()];
        let identity = |id: CredentialId| {
            let credential = plan.snapshot.credential(id);
            [credential.id.clone(), credential.name.clone()]
        };
        let of_held = |id: CredentialId| view.plan.upkeep.iter().position(|upkeep| upkeep.step.is_none() && upkeep.what == id.into());
        let (state, why) = match *filling {
            Filling::LeftOut => (SlotState::LeftOut, String::new()),
            Filling::Empty(number) => (SlotState::Empty, view.empty[number].line()),
            Filling::Held(id) => (SlotState::Held, of_held(id).and_then(|number| view.keep[number].clone()).unwrap_or_default()),
            Filling::Step(number) => (SlotState::Planned, view.steps[number].line()),
        };
        row.push(state.to_string());
        match *filling {
            Filling::Held(id) => {
                row.extend(identity(id));
                row.resize(HEAD.len() - 2, String::new());
                row.push(of_held(id).and_then(|number| plan.upkeep[number].expires).map(|day| day.to_string()).unwrap_or_default());
            }
            Filling::Step(number) => {
                let step = &plan.steps[number];
                let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
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
    // What is held and fills no slot expires all the same.
    let fills = |thing: Thing| matches!(thing, Thing::Credential(id) if plan.slots.contains(&Filling::Held(id)));
    let kept = plan.upkeep.iter().zip(&view.keep).filter(|(upkeep, _)| upkeep.step.is_none() && !fills(upkeep.what));
    for (upkeep, keep) in kept {
        let [id, name] = [plan.snapshot.catalog.id_of(upkeep.what), plan.snapshot.catalog.name_of(upkeep.what)].map(str::to_owned);
        let mut row = vec![String::new(), String::new(), SlotState::Held.to_string(), id, name];
        row.resize(HEAD.len() - 2, String::new());
        row.extend([upkeep.expires.map(|day| day.to_string()).unwrap_or_default(), keep.clone().unwrap_or_default()]);
        sheet.rows.push(row);
    }
    sheet
}
