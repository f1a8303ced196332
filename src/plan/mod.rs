//! A dated path through a stack: what in which order, from when to when, and for how much.
//!
//! `board` sets up what can be played, `options` finds when a credential can be started, `search` the best way through,
//! `schedule` the last safe starts, `renewals` what must be kept, and `empty` says why a slot stays empty.

mod assignment;
mod options;
mod problem;
mod renewals;
mod schedule;
mod search;
mod unfilled;

use std::sync::Arc;

use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId, Hours, Thing};
use crate::decide::{Candidate, assumed, due};
use crate::framework::{Framework, Stack};
use crate::money::{Range, Usd};
use crate::recommendation::{Blocker, Due, Enough, Estimate, FallbackAnswer, Named, Ranked, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, Flag, PlanHindrance};

/// What a plan is asked for.
#[derive(Clone, Copy, Debug)]
pub struct PlanRequest<'a> {
    /// The stack: one of the framework's, as it stands there.
    pub stack: &'a Stack,
    /// What the person told, settled.
    pub situation: &'a Situation,
    /// The day the answer is for.
    pub as_of: Day,
    /// The first day of study, not before `as_of`.
    pub starts: Day,
    /// How many steps may run at a time, at least 1; they share the hours of a week evenly.
    pub parallel: u8,
}

/// A dated path through a stack.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What was asked for.
    pub wanted: PlanRequest<'a>,
    /// The catalogue and the framework on the day the answer is for.
    pub snapshot: Arc<Snapshot<'a>>,
    /// The day by which everything must be held; `None` when there is none.
    pub deadline: Option<Day>,
    /// What was taken for granted because it was not told.
    pub assumed: Vec<Field>,
    /// For each slot of the stack, in order, what becomes of it.
    pub slots: Vec<Filling>,
    /// What is to be done, in the stack's order.
    pub steps: Vec<PlanStep<'a>>,
    /// The slots that stay empty, and why.
    pub empty: Vec<UnfilledSlot<'a>>,
    /// What must be kept: what is held first, then the steps.
    pub upkeep: Vec<RenewalStep>,
    /// US dollars for all steps; `None` when one of them has no known price.
    pub total: Option<Range>,
    /// Places in the framework's advice of what goes with this plan.
    pub advice: Vec<usize>,
    /// When no slot is filled: for each kind of change the smallest that lets in a first step, and which one; and what to start with.
    pub fallback: Option<FallbackAnswer>,
    /// Why the recommendation says that nothing more is needed; `None` where something is.
    pub enough: Option<Enough>,
    /// What the recommendation puts first, where none of it can be in the plan, and why.
    pub missing: Vec<(CredentialId, PlanHindrance)>,
    /// What is held and lapses soon, or before the last step ends, the soonest first.
    pub due: Vec<Due>,
    /// How many times a credential was judged for it.
    pub judged: u64,
    /// Whether there were more ways through the stack than could be tried, so that a better plan may exist.
    pub is_cut: bool,
}

/// What becomes of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The credential at that place, which is held.
    Held(CredentialId),
    /// The step at that place in [`Plan::steps`].
    Step(usize),
    /// Nothing: see that place in [`Plan::empty`].
    Empty(usize),
    /// The person is past it.
    LeftOut,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct PlanStep<'a> {
    /// The slot's place in the stack.
    pub slot: usize,
    /// Which credential.
    pub id: CredentialId,
    /// The lane in which it runs, from 0: what shares a lane never overlaps.
    pub lane: usize,
    /// The first day of study.
    pub start: Day,
    /// The day of the first attempt by the slow estimate; `None` where no exam is sat.
    pub exam: Option<Day>,
    /// The day on which it is held by the slow estimate, with a planned retake.
    pub finish: Day,
    /// Study hours, fast and slow.
    pub hours: Hours,
    /// US dollars for this step and all before it; `None` once a price is unknown.
    pub running_total: Option<Range>,
    /// The latest day on which it may start so that it ends, by the slow estimate, on its last day or before, every later
    /// step can still start safely, all is over by the deadline, and what it requires is still valid then; `None` when
    /// nothing limits it. Prices are not looked at: they may differ on a later day.
    pub last_safe_start: Option<Day>,
    /// The day on which it expires; `None` when it never does, or nobody knows.
    pub expires: Option<Day>,
    /// Whether it starts later than it could, as that is cheaper and lets more slots be filled.
    pub waits_for_price: bool,
    /// Whether nobody has checked it for long on the day the answer is for.
    pub stale_today: bool,
    /// The catalogue and the framework on the day of its start.
    pub snapshot: Arc<Snapshot<'a>>,
    /// The person on that day: what they hold, their level, the money left.
    pub situation: Situation,
    /// What could have filled the slot if it had started on that day, best first; the ranks are by the criteria alone.
    pub ranked: Vec<Ranked>,
    /// Its place in `ranked`.
    pub chosen: usize,
    /// How many of `ranked`, from the first on, the stack itself names.
    pub named: usize,
    /// Where the recommendation for the person puts it first: the day on which that has it ready by the slow estimate, if known.
    pub first: Option<Option<Day>>,
}

/// A slot that stays empty.
#[derive(Clone, Debug)]
pub struct UnfilledSlot<'a> {
    /// The slot's place in the stack.
    pub slot: usize,
    /// The catalogue and the framework on the day on which it would have been its turn.
    pub snapshot: Arc<Snapshot<'a>>,
    /// The person on that day, with the money that the whole plan leaves.
    pub situation: Situation,
    /// What comes nearest to filling it, nearest first; empty where only what is held may fill it, or nothing is like that.
    pub near: Vec<NearMiss>,
}

/// A credential that nearly filled a slot.
#[derive(Clone, Debug)]
pub struct NearMiss {
    /// Which credential.
    pub id: CredentialId,
    /// What it would come to.
    pub figures: Estimate,
    /// How the framework names it.
    pub named: Option<Named>,
    /// What is in the way.
    pub hindrance: Obstacle,
}

/// What keeps a credential out of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Gates that say no, in the framework's order.
    Gates(Vec<Blocker>),
    /// No gate, but the plan itself.
    Plan(PlanHindrance),
}

/// How a credential is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalStep {
    /// What it is; how it is renewed stands in the catalogue.
    pub what: Thing,
    /// The step in [`Plan::steps`] that earns it; `None` when it is held already.
    pub step: Option<usize>,
    /// The day on which it expires; `None` when it never does, or nobody knows, or when it was earned was not told.
    pub expires: Option<Day>,
    /// Whether it has expired before the plan begins.
    pub expired: bool,
    /// The first day on which it can be renewed; `None` when unknown.
    pub opens: Option<Day>,
    /// The step in [`Plan::steps`] whose pass renews it in time; the first one, where there are several.
    pub renewed_by: Option<usize>,
}

impl PlanStep<'_> {
    /// What decided on the day of its start.
    #[must_use]
    pub fn chosen(&self) -> &Ranked {
        &self.ranked[self.chosen]
    }

    /// The credential on the day of its start, for this person.
    #[must_use]
    pub fn candidate(&self) -> Candidate<'_> {
        let chosen = self.chosen();
        let (id, named, after, figures) = (chosen.id, chosen.named, chosen.after(), &chosen.figures);
        Candidate { snapshot: &self.snapshot, situation: &self.situation, id, figures, named, after }
    }

    /// What could have filled the slot, as an answer of its own: of what the stack names, or of what it does not, as the chosen one is.
    #[must_use]
    pub fn recommendation(&self) -> Recommendation<'_> {
        Recommendation {
            snapshot: &self.snapshot,
            situation: &self.situation,
            assumed: Vec::new(),
            ranked: if self.is_named() { &self.ranked[..self.named] } else { &self.ranked[self.named..] }.to_vec(),
            ruled_out: Vec::new(),
            advice: Vec::new(),
            fallback: None,
            renewals: Vec::new(),
            enough: None,
            near_misses: Vec::new(),
        }
    }

    /// Whether the stack itself names it for the slot.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.chosen < self.named
    }

    /// What stands before it, not level with it, and yet was not chosen.
    pub fn passed_over(&self) -> impl Iterator<Item = &Ranked> {
        let (named, chosen) = (self.named, self.chosen());
        let before = self.ranked[..self.chosen].iter().enumerate();
        before.filter(move |(id, ranked)| (*id < named && !self.is_named()) || ranked.rank < chosen.rank).map(|(_, ranked)| ranked)
    }

    /// Places in the framework's cautions: those of the day of its start. That nobody has looked at it by then is no
    /// caution, as today nobody can have.
    pub fn cautions(&self) -> impl Iterator<Item = usize> {
        let future = |number: &usize| self.snapshot.framework.caution[*number].when.is.contains(&Flag::Stale) && !self.stale_today;
        self.chosen().cautions.iter().copied().filter(move |number| !future(number))
    }

    /// What it costs; `None` when unknown.
    #[must_use]
    pub fn cost(&self) -> Option<Range> {
        self.chosen().figures.bill.as_ref().map(|bill| bill.total)
    }
}

impl UnfilledSlot<'_> {
    /// The candidate that nearly filled it.
    #[must_use]
    pub fn candidate<'c>(&'c self, near: &'c NearMiss) -> Candidate<'c> {
        Candidate {
            snapshot: &self.snapshot,
            situation: &self.situation,
            id: near.id,
            figures: &near.figures,
            named: near.named,
            after: None,
        }
    }
}

impl Plan<'_> {
    /// Whether any slot is filled.
    #[must_use]
    pub fn fills_anything(&self) -> bool {
        self.slots.iter().any(|filling| matches!(filling, Filling::Held(_) | Filling::Step(_)))
    }

    /// The number, from 1, under which the slot at that place is shown: what is left out has none.
    #[must_use]
    pub fn number_of(&self, slot: usize) -> usize {
        self.slots[..=slot].iter().filter(|filling| **filling != Filling::LeftOut).count()
    }

    /// The steps that are over when that one starts.
    pub fn before<'p>(&'p self, step: &'p PlanStep<'_>) -> impl Iterator<Item = &'p PlanStep<'p>> {
        self.steps.iter().filter(|other| other.id != step.id && other.finish <= step.start)
    }

    /// What the step's platform was taken from, where the person named none.
    #[must_use]
    pub fn platform_from(&self, step: &PlanStep<'_>) -> Option<CredentialId> {
        if !self.wanted.situation.platform.is_empty() || step.situation.platform.is_empty() {
            return None;
        }
        self.slots[..step.slot].iter().find_map(|filling| {
            let id = match *filling {
                Filling::Held(id) => id,
                Filling::Step(number) => self.steps[number].id,
                Filling::Empty(_) | Filling::LeftOut => return None,
            };
            (self.snapshot.credential(id).ties_to_platform()).then_some(id)
        })
    }

    /// The day on which the last step ends; `None` without steps.
    #[must_use]
    pub fn finish(&self) -> Option<Day> {
        self.steps.iter().map(|step| step.finish).max()
    }

    /// The money that the plan leaves of the budget; `None` without a budget, or when a price is unknown.
    #[must_use]
    pub fn money_left(&self) -> Option<Usd> {
        self.total.zip(self.wanted.situation.budget).map(|(total, budget)| budget.less(total.high))
    }
}

/// The best plan: what the recommendation puts first is in it where a slot takes it; as many slots filled as possible, and of those plans the one that fills the earlier slots; then the one that
/// waits least for a lower price; then the best for each slot, one after the other: what the stack names
/// first, then by the criteria; then the cheapest; then the one that is over first; then by id.
///
/// How it is found, and why nothing is overlooked, is said in `search`.
#[must_use]
pub fn plan<'a>(catalog: &'a Catalog, framework: &'a Framework, wanted: PlanRequest<'a>) -> Plan<'a> {
    plan_over(&Snapshot::on(catalog, framework, wanted.as_of), wanted)
}

/// The same over what is prepared already, of whatever day.
#[must_use]
pub fn plan_over<'a>(snapshot: &Snapshot<'a>, wanted: PlanRequest<'a>) -> Plan<'a> {
    let framework = snapshot.framework;
    let board = problem::Problem::new(Arc::new(snapshot.on_day(wanted.as_of)), wanted);
    let best = search::best(&board);
    let steps = schedule::steps(&board, &best);
    let (slots, empty) = unfilled::slots(&board, &best);
    let upkeep = renewals::upkeep(&board, &steps);
    let snapshot = board.on(wanted.as_of);
    let last = steps.iter().map(|step| step.finish).max();
    let due = due(&snapshot, wanted.situation, last);
    let advice = wanted.stack.advice.iter().filter_map(|id| framework.advice.iter().position(|advice| advice.id == *id));
    let mut plan = Plan {
        wanted,
        snapshot: Arc::clone(&snapshot),
        deadline: board.deadline,
        assumed: assumed(wanted.situation),
        slots,
        total: steps.last().map_or(Some(Range::default()), |step| step.running_total),
        steps,
        empty,
        upkeep,
        advice: advice.filter(|&number| snapshot.rules().advice[number].is_met(&board.met)).collect(),
        fallback: None,
        enough: board.enough.clone(),
        missing: unfilled::missing(&board, &best),
        due,
        judged: 0,
        is_cut: board.is_cut.get(),
    };
    if !plan.fills_anything() {
        plan.fallback = Some(unfilled::fallback(&board));
    }
    plan.judged = board.judged.get();
    plan
}
