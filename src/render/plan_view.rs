//! What is shown of a plan, in words: made once for all who show it, who choose how it lies on the page.

use std::fmt::Write as _;

use super::label::Label;
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons, shortlist_view};
use crate::calendar::Day;
use crate::catalog::{CredentialId, Renewal, Thing};
use crate::plan::{Filling, Obstacle, Plan, PlanStep, RenewalStep, UnfilledSlot};
use crate::recommendation::Due;
use crate::sanitize::join;
use crate::vocabulary::{Field, Overlap, PlanHindrance, RenewalWay};

/// A plan in words.
#[derive(Debug)]
pub struct PlanView<'p> {
    /// The plan.
    pub plan: &'p Plan<'p>,
    /// The slots that are shown, in order: all but those that the person is past.
    pub slots: Vec<SlotView>,
    /// The reason why each slot stays empty, in the order of [`Plan::empty`].
    pub empty: Vec<PlanReason>,
    /// The reason why each step was chosen, in the order of [`Plan::steps`].
    pub steps: Vec<PlanReason>,
    /// The way in which each credential is kept, in the order of [`Plan::upkeep`]; `None` for what never expires.
    pub keep: Vec<Option<String>>,
    /// What is held and lapses soon, or before the plan ends, and how it is renewed: said before everything else.
    pub renew: Vec<String>,
    /// That nothing more is needed, and why; what counts more.
    pub enough: Vec<String>,
    /// What the recommendation puts first, where the plan cannot have it, and why.
    pub missing: Vec<String>,
    /// The urgent cautions, and that facts age.
    pub mind: Vec<String>,
    /// The advice that goes with it.
    pub advice: Vec<String>,
    /// The command that tells more of the same; `None` where no advice names a topic.
    pub more: Option<String>,
    /// Whether a figure bears the mark of an estimate.
    pub is_marked: bool,
    /// The pace and the estimates that it was counted with.
    pub counted_with: String,
    /// Whose it is.
    pub label: Label,
}

/// A reason, and what it is about.
#[derive(Debug)]
pub struct PlanReason {
    /// The short name of a credential, or the name of a slot.
    pub of: String,
    /// The reason.
    pub because: String,
}

impl PlanReason {
    fn of_empty(plan: &Plan<'_>, empty: &UnfilledSlot<'_>) -> Self {
        Self { of: plan.wanted.stack.slot[empty.slot].name.clone(), because: why_empty(plan, empty) }
    }

    fn of_step(plan: &Plan<'_>, step: &PlanStep<'_>) -> Self {
        Self { of: step.candidate().credential().short().to_owned(), because: because(plan, step) }
    }

    /// Gives both in a line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {}", self.of, self.because)
    }
}

/// A slot in words.
#[derive(Debug)]
pub struct SlotView {
    /// The way in which it is filled, or is not.
    pub filling: Filling,
    /// Its name, with a mark where it is optional.
    pub name: String,
    /// The credential in it; `None` where there is none.
    pub filled_by: Option<CredentialId>,
    /// Its number from 1.
    number: usize,
}

impl<'p> PlanView<'p> {
    /// Puts the plan into words.
    #[must_use]
    pub fn new(plan: &'p Plan<'p>) -> Self {
        let slots = plan.slots.iter().enumerate().filter(|(_, filling)| **filling != Filling::LeftOut);
        Self {
            plan,
            slots: slots.map(|(number, filling)| SlotView::new(plan, number, *filling)).collect(),
            empty: plan.empty.iter().map(|empty| PlanReason::of_empty(plan, empty)).collect(),
            steps: plan.steps.iter().map(|step| PlanReason::of_step(plan, step)).collect(),
            keep: plan.upkeep.iter().map(|upkeep| keep(plan, upkeep)).collect(),
            renew: plan.due.iter().map(|due| renew(plan, due)).collect(),
            enough: shortlist_view::enough(&plan.snapshot, plan.enough.as_ref()),
            missing: plan.missing.iter().map(|(id, hindrance)| missing(plan, *id, *hindrance)).collect(),
            mind: mind(plan),
            more: shortlist_view::more(plan.snapshot.framework, &plan.advice),
            advice: plan.advice.iter().map(|&number| plan.snapshot.framework.advice[number].text.clone()).collect(),
            is_marked: plan.steps.iter().any(|step| phrases::is_marked(&step.candidate())),
            counted_with: counted_with(plan),
            label: Label::default(),
        }
    }

    /// The same, for somebody.
    #[must_use]
    pub fn labelled(self, label: Label) -> Self {
        Self { label, ..self }
    }

    /// The columns of a table of the slots, where `what` heads the one that names them.
    #[must_use]
    pub fn columns(&self, what: &str) -> Vec<Column> {
        vec![
            Column::figures("#", 2),
            Column::words(what, Some(40)),
            Column::figures("Cost", 9),
            Column::figures("Done by", 11),
            Column::under("Id"),
            Column::under("Step"),
            Column::under("Dates"),
            Column::under("Total"),
            Column::under("Why"),
        ]
    }

    /// The row of a slot in that table, where `what` names it.
    #[must_use]
    pub fn row(&self, slot: &SlotView, what: Cell) -> Vec<Cell> {
        let id = slot.filled_by.map_or("", |id| &self.plan.snapshot.credential(id).id);
        let mut row = vec![Cell::plain(slot.number.to_string()), what];
        match slot.filling {
            Filling::Step(number) => {
                let step = &self.plan.steps[number];
                let candidate = step.candidate();
                let total = step.running_total.map_or_else(|| phrases::UNKNOWN.to_owned(), |total| total.to_string());
                row.extend([
                    Cell::cost(phrases::marked_cost(&candidate)),
                    Cell::plain(format!("{}{}", phrases::hours_mark(&candidate), step.finish.in_words())),
                    Cell::plain(id),
                    Cell::faint(&*slot.name),
                    Cell::plain(dates(step)),
                    Cell::faint(format!("{total} so far")),
                    Cell::faint(&*self.steps[number].because),
                ]);
            }
            Filling::Held(_) => row.extend(["held", "", id].map(Cell::plain).into_iter().chain([&*slot.name, "", "", ""].map(Cell::faint))),
            Filling::Empty(number) => {
                row.extend(["", "", ""].map(Cell::plain));
                row.extend(["", "", "", &*self.empty[number].because].map(Cell::faint));
            }
            Filling::LeftOut => row.extend([""; 7].map(Cell::plain)),
        }
        row
    }

    /// The title and the notes of a page, without a table.
    #[must_use]
    pub fn notes(&self) -> Report {
        let plan = self.plan;
        let what = format!("{} plan", plan.wanted.stack.name);
        let title = self.label.over(&phrases::title(&what, &plan.snapshot, plan.wanted.situation));
        let mut page = Report { title, ..Report::default() };
        page.say_first("Renew first", Emphasis::Warning, self.renew.clone());
        page.say_first("You need nothing more", Emphasis::Strong, self.enough.clone());
        page.note("Not in this plan", Emphasis::Warning, self.missing.clone());
        page.note("Renewals", Emphasis::Plain, self.keep.iter().flatten().cloned().collect());
        page.note("Before you commit", Emphasis::Warning, self.mind.clone());
        page.note("Advice", Emphasis::Faint, self.advice.iter().chain(&self.more).cloned().collect());
        let mark = self.is_marked.then(|| format!(" {} {}.", phrases::ESTIMATE_MARK, phrases::MARK_MEANS));
        page.note("", Emphasis::Faint, vec![format!("Assumes {}.{}", self.counted_with, mark.unwrap_or_default())]);
        page.note_facts(&plan.snapshot);
        page
    }
}

impl SlotView {
    fn new(plan: &Plan<'_>, number: usize, filling: Filling) -> Self {
        let slot = &plan.wanted.stack.slot[number];
        let filled_by = match filling {
            Filling::Step(step) => Some(plan.steps[step].id),
            Filling::Held(id) => Some(id),
            Filling::Empty(_) | Filling::LeftOut => None,
        };
        Self {
            filling,
            name: format!("{}{}", slot.name, if slot.optional { " (optional)" } else { "" }),
            filled_by,
            number: plan.number_of(number),
        }
    }
}

/// When a step starts, when its exam is where that is another day than its end, and by when it must have been started.
fn dates(step: &PlanStep<'_>) -> String {
    let exam = step.exam.filter(|exam| *exam != step.finish).map_or_else(String::new, |exam| format!(", exam {}", exam.in_words()));
    let last = step.last_safe_start.map_or_else(String::new, |day| format!(", at the latest {}", day.in_words()));
    format!("start {}{last}{exam}", step.start.in_words())
}

/// The urgent cautions, and that facts age.
fn mind(plan: &Plan<'_>) -> Vec<String> {
    let mut mind = reasons::urgent(plan.steps.iter().map(|step| (step.candidate(), step.cautions().collect())));
    if !plan.steps.is_empty() {
        mind.push("check price and date again before you pay".to_owned());
    }
    if plan.is_cut {
        mind.push("not every order could be tried: a better plan may exist".to_owned());
    }
    mind
}

/// What is in the way of the credential that comes nearest to filling a slot.
fn why_empty(plan: &Plan<'_>, empty: &UnfilledSlot<'_>) -> String {
    if plan.wanted.stack.slot[empty.slot].held_only {
        return "only what you hold already counts (--have)".to_owned();
    }
    let Some(near) = empty.near.first() else {
        return "no other credential fits".to_owned();
    };
    let candidate = empty.candidate(near);
    let reasons = match &near.hindrance {
        Obstacle::Gates(blockers) => reasons::blockers(&candidate, blockers),
        Obstacle::Plan(hindrance) => hindrance.label().to_owned(),
    };
    let left = empty.situation.budget.filter(|left| Some(*left) != plan.wanted.situation.budget);
    let left = left.map_or_else(String::new, |left| format!(" (the rest leaves {left})"));
    format!("closest: {}: {reasons}{left}", candidate.credential().short())
}

/// What speaks for the step. That something costs little is no reason for it: it parts only what is level in all that weighs more.
#[must_use]
pub fn why(plan: &Plan<'_>, step: &PlanStep<'_>) -> String {
    let (candidate, chosen) = (step.candidate(), step.chosen());
    let framework = step.snapshot.framework;
    let stays = plan.platform_from(step).map(|from| {
        let platforms = step.situation.platform.iter().map(|platform| platform.label().to_owned()).collect::<Vec<_>>();
        format!("stays on {}, as {} before it", join(&platforms, "and"), plan.snapshot.credential(from).short())
    });
    let because = |number: usize| {
        let row = &framework.criterion[number].grade[usize::from(chosen.grades[number])];
        let by_platform = row.when.shares.contains(&Overlap::Platform);
        stays.clone().filter(|_| by_platform).unwrap_or_else(|| reasons::grade(&candidate, &chosen.grades, number).because).into()
    };
    reasons::why_by(&step.recommendation(), chosen, |criterion| !framework.asks_for_cost(criterion), because)
}

/// Why the step was chosen, and why what stands before it was not.
fn because(plan: &Plan<'_>, step: &PlanStep<'_>) -> String {
    let named = if step.is_named() { "standard step; " } else { "" };
    let mut why = format!("{named}{}", why(plan, step));
    let over: Vec<String> = step.passed_over().map(|ranked| step.snapshot.credential(ranked.id).short().to_owned()).collect();
    if let Some(ready) = step.first {
        why.push_str("; what `recommend` puts first");
        if ready != Some(step.finish) {
            why.push_str(&later(plan, step, ready));
        }
    } else if !over.is_empty() {
        let first = plan.steps.iter().find(|step| step.first.is_some());
        let first = first.map_or_else(String::new, |first| format!(", or leave out {}", first.candidate().credential().short()));
        let _ = write!(why, "; {} would leave more steps unfilled{first}", join(&over, "or"));
    }
    if step.waits_for_price {
        why.push_str("; starts later to stay within budget");
    }
    why
}

/// Why the plan has it on another day than the recommendation.
fn later(plan: &Plan<'_>, step: &PlanStep<'_>, ready: Option<Day>) -> String {
    let before: Vec<String> = plan.before(step).map(|step| step.candidate().credential().short().to_owned()).collect();
    let why = match before.as_slice() {
        [] if step.start > plan.wanted.as_of => format!("it starts on {}", step.start.in_words()),
        [] => "it shares the hours of a week with others".to_owned(),
        before => format!("it stands behind {} in line", join(before, "and")),
    };
    let there = ready.map_or_else(String::new, |day| format!(", there ready on {}", day.in_words()));
    format!("{there}: here {why}")
}

/// Why the plan goes without what the recommendation puts first.
fn missing(plan: &Plan<'_>, id: CredentialId, hindrance: PlanHindrance) -> String {
    format!("{}, which `recommend` puts first: {}", phrases::name_and_code(plan.snapshot.credential(id)), hindrance.label())
}

/// What is held and lapses, how it is renewed, and what the plan does about it.
fn renew(plan: &Plan<'_>, due: &Due) -> String {
    let line = phrases::due(&plan.snapshot, due);
    let upkeep = plan.upkeep.iter().find(|upkeep| upkeep.step.is_none() && upkeep.what == due.what);
    if let Some(step) = upkeep.and_then(|upkeep| upkeep.renewed_by) {
        let step = &plan.steps[step];
        return format!("{line}; this plan renews it with {} on {}", step.candidate().credential().short(), step.finish.in_words());
    }
    match plan.finish() {
        Some(finish) if due.expires < finish => format!("{line}; this plan ends after it, on {}", finish.in_words()),
        _ => line,
    }
}

/// How a credential is kept; `None` for what never expires.
fn keep(plan: &Plan<'_>, upkeep: &RenewalStep) -> Option<String> {
    let catalog = plan.snapshot.catalog;
    let renewal = catalog.renewal_of(upkeep.what);
    let name = crate::sanitize::sanitize(catalog.short_of(upkeep.what));
    if renewal.is_some_and(|renewal| renewal.how.contains(&RenewalWay::NeverExpires)) {
        return None;
    }
    let until = match (upkeep.expires, upkeep.expired) {
        (Some(day), true) => return Some(format!("{name} expired on {}: earn it again", day.in_words())),
        (Some(day), false) => format!("expires {}", day.in_words()),
        (None, _) if catalog.valid_months_of(upkeep.what).is_some() => "expiry unknown (pass --have ID@YYYY-MM-DD)".to_owned(),
        (None, _) => "validity unknown".to_owned(),
    };
    let by_step = upkeep.renewed_by.map(|number| {
        let step = &plan.steps[number];
        format!("; renewed by {} on {}", step.candidate().credential().short(), step.finish.in_words())
    });
    let opens = upkeep.opens.map_or_else(String::new, |day| format!("; renewal opens on {}", day.in_words()));
    let ended = phrases::has_ended(&plan.snapshot, upkeep.what) && renewal.is_none_or(|renewal| renewal.by.is_empty());
    if ended && upkeep.step.is_none() {
        return Some(format!("{name} {until}; it has ended and cannot be renewed"));
    }
    let how =
        renewal.map_or_else(|| "; how it is renewed is unknown".to_owned(), |renewal| format!("; {}", ways(plan, upkeep.what, renewal)));
    Some(format!("{name} {until}{}{opens}{how}", by_step.unwrap_or_default()))
}

fn ways(plan: &Plan<'_>, thing: Thing, renewal: &Renewal) -> String {
    let way = |way: &RenewalWay| match way {
        RenewalWay::HigherExam if !renewal.by.is_empty() => {
            let short = |id: &CredentialId| plan.snapshot.credential(*id).short().to_owned();
            format!("by passing {}", join(&renewal.by.iter().map(short).collect::<Vec<_>>(), "or"))
        }
        way => format!("by {}", way.label()),
    };
    let ways: Vec<String> = renewal.how.iter().map(way).collect();
    let cost = renewal.cost.map_or_else(String::new, |cost| format!(", {cost}"));
    let last = if let Thing::Credential(id) = thing { plan.snapshot.credential(id).lifecycle.last_day } else { None };
    let ended = last.filter(|last| *last < plan.wanted.as_of);
    let ended = ended.map_or_else(String::new, |last| format!(" (its exam ended on {})", last.in_words()));
    format!("{}{cost}{ended}", join(&ways, "or"))
}

fn counted_with(plan: &Plan<'_>) -> String {
    let pace = phrases::hours_of(plan.wanted.situation.pace());
    let assumed = if plan.assumed.contains(&Field::HoursPerWeek) { " (--hours-per-week)" } else { "" };
    let shared = match plan.wanted.parallel {
        1 => String::new(),
        lanes => format!(", shared by up to {lanes} steps at a time"),
    };
    format!("{pace} of study a week{assumed}{shared}, and the slower estimate of every step")
}
