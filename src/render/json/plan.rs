//! The JSON of a plan.

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::common::{Advice, Blocker, Caution, Cost, Fallback, Renewal, Sum, Told};
use crate::calendar::{Day, Pause};
use crate::catalog::CredentialId;
use crate::money::Usd;
use crate::plan::{self, Filling, NearMiss, Obstacle, Plan, PlanStep};
use crate::render::plan_view;
use crate::vocabulary::{Field, PlanHindrance, SlotState, Status};

/// The answer of `plan`.
#[derive(Serialize)]
pub struct DatedPlan<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    stack: &'a str,
    name: &'a str,
    source: &'a str,
    situation: Told<'a>,
    assumed: &'a [Field],
    starts: Day,
    deadline: Option<Day>,
    parallel: u8,
    pauses: &'a [Pause],
    finish: Option<Day>,
    slots: Vec<Slot<'a>>,
    steps: Vec<OneStep<'a>>,
    every_way_tried: bool,
    empty: Vec<UnfilledSlot<'a>>,
    renewals: Vec<RenewalStep<'a>>,
    total: Sum,
    money_left: Option<Usd>,
    advice: Vec<Advice<'a>>,
    fallback: Option<Fallback<'a>>,
    enough: Option<Fallback<'a>>,
    missing: Vec<Missing<'a>>,
}

/// What the recommendation puts first and the plan cannot have.
#[derive(Serialize)]
struct Missing<'a> {
    id: &'a str,
    hindrance: PlanHindrance,
    detail: &'a str,
}

#[derive(Serialize)]
struct Slot<'a> {
    id: &'a str,
    name: &'a str,
    optional: bool,
    state: SlotState,
    filled_by: Option<&'a str>,
}

#[derive(Serialize)]
struct OneStep<'a> {
    id: &'a str,
    name: &'a str,
    code: Option<&'a str>,
    provider: &'a str,
    slot: &'a str,
    status: Status,
    lane: usize,
    start: Day,
    exam: Option<Day>,
    finish_low: Option<Day>,
    finish: Day,
    hours_low: u32,
    hours_high: u32,
    cost: Cost<'a>,
    running_total: Sum,
    last_safe_start: Option<Day>,
    waits_for_price: bool,
    expires: Option<Day>,
    renewal: Option<Renewal<'a>>,
    named_by_the_stack: bool,
    why: String,
    recommended_first: bool,
    passed_over: Vec<&'a str>,
    cautions: Vec<Caution<'a>>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct RenewalStep<'a> {
    id: &'a str,
    name: &'a str,
    held: bool,
    expires: Option<Day>,
    expired: bool,
    opens: Option<Day>,
    renewed_by: Option<&'a str>,
    renew_first: bool,
    renewal: Option<Renewal<'a>>,
}

#[derive(Serialize)]
struct UnfilledSlot<'a> {
    slot: &'a str,
    name: &'a str,
    optional: bool,
    held_only: bool,
    nearest: Vec<Nearest<'a>>,
}

#[derive(Serialize)]
struct Nearest<'a> {
    id: &'a str,
    name: &'a str,
    blockers: Vec<Blocker<'a>>,
    hindrance: Option<PlanHindrance>,
    detail: Option<String>,
}

impl<'a> DatedPlan<'a> {
    /// Takes the whole plan.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let wanted = plan.wanted;
        let framework = plan.snapshot.framework;
        let slots = wanted.stack.slot.iter().zip(&plan.slots);
        let fallback = plan.fallback.as_ref();
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: wanted.as_of,
            facts_as_of: plan.snapshot.catalog.newest_reading,
            stack: &wanted.stack.id,
            name: &wanted.stack.name,
            source: &wanted.stack.source,
            situation: Told(&plan.snapshot, wanted.situation),
            assumed: &plan.assumed,
            starts: wanted.starts,
            deadline: plan.deadline,
            parallel: wanted.parallel,
            pauses: &wanted.situation.pause,
            finish: plan.finish(),
            slots: slots.map(|(slot, filling)| Slot::new(plan, slot, *filling)).collect(),
            steps: plan.steps.iter().map(|step| OneStep::new(plan, step)).collect(),
            every_way_tried: !plan.is_cut,
            empty: plan.empty.iter().map(|empty| UnfilledSlot::new(plan, empty)).collect(),
            renewals: plan.upkeep.iter().map(|upkeep| RenewalStep::new(plan, upkeep)).collect(),
            total: Sum::new(plan.total),
            money_left: plan.money_left(),
            advice: Advice::all(framework, &plan.advice),
            fallback: fallback.map(|fallback| Fallback::new(&plan.snapshot, fallback)),
            missing: plan
                .missing
                .iter()
                .map(|(id, hindrance)| Missing { id: &plan.snapshot.credential(*id).id, hindrance: *hindrance, detail: hindrance.label() })
                .collect(),
            enough: plan.enough.as_ref().map(|enough| Fallback::enough(&plan.snapshot, enough)),
        }
    }
}

impl<'a> Slot<'a> {
    fn new(plan: &'a Plan<'a>, slot: &'a crate::framework::Slot, filling: Filling) -> Self {
        let id_of = |id: CredentialId| Some(plan.snapshot.credential(id).id.as_str());
        let (state, filled_by) = match filling {
            Filling::Held(id) => (SlotState::Held, id_of(id)),
            Filling::Step(number) => (SlotState::Planned, id_of(plan.steps[number].id)),
            Filling::Empty(_) => (SlotState::Empty, None),
            Filling::LeftOut => (SlotState::LeftOut, None),
        };
        Self { id: &slot.id, name: &slot.name, optional: slot.optional, state, filled_by }
    }
}

impl<'a> OneStep<'a> {
    fn new(plan: &'a Plan<'a>, step: &'a PlanStep<'a>) -> Self {
        let candidate = step.candidate();
        let credential = candidate.credential();
        Self {
            id: &credential.id,
            name: &credential.name,
            code: credential.code.as_deref(),
            provider: step.snapshot.provider(credential),
            slot: &plan.wanted.stack.slot[step.slot].id,
            status: candidate.state().status,
            lane: step.lane,
            start: step.start,
            exam: step.exam,
            finish_low: candidate.figures.ready.map(|(fast, _)| fast),
            finish: step.finish,
            hours_low: step.hours.low,
            hours_high: step.hours.high,
            cost: Cost::new(&candidate),
            running_total: Sum::new(step.running_total),
            last_safe_start: step.last_safe_start,
            waits_for_price: step.waits_for_price,
            expires: step.expires,
            renewal: Renewal::new(plan.snapshot.catalog, step.id.into()),
            named_by_the_stack: step.is_named(),
            why: plan_view::why(plan, step),
            recommended_first: step.first.is_some(),
            passed_over: step.passed_over().map(|ranked| step.snapshot.credential(ranked.id).id.as_str()).collect(),
            cautions: step.cautions().map(|number| Caution::new(&candidate, number)).collect(),
            url: credential.url.as_deref(),
        }
    }
}

impl<'a> RenewalStep<'a> {
    fn new(plan: &'a Plan<'a>, upkeep: &plan::RenewalStep) -> Self {
        let catalog = plan.snapshot.catalog;
        let renewed_by = upkeep.renewed_by.map(|number| plan.snapshot.credential(plan.steps[number].id).id.as_str());
        Self {
            id: catalog.id_of(upkeep.what),
            name: catalog.name_of(upkeep.what),
            held: upkeep.step.is_none(),
            expires: upkeep.expires,
            expired: upkeep.expired,
            opens: upkeep.opens,
            renewed_by,
            renew_first: upkeep.step.is_none() && plan.due.iter().any(|due| due.what == upkeep.what),
            renewal: Renewal::new(catalog, upkeep.what),
        }
    }
}

impl<'a> UnfilledSlot<'a> {
    fn new(plan: &'a Plan<'a>, empty: &'a plan::UnfilledSlot<'a>) -> Self {
        let slot = &plan.wanted.stack.slot[empty.slot];
        Self {
            slot: &slot.id,
            name: &slot.name,
            optional: slot.optional,
            held_only: slot.held_only,
            nearest: empty.near.iter().map(|near| Nearest::new(empty, near)).collect(),
        }
    }
}

impl<'a> Nearest<'a> {
    fn new(empty: &'a plan::UnfilledSlot<'a>, near: &'a NearMiss) -> Self {
        let candidate = empty.candidate(near);
        let (blockers, hindrance) = match &near.hindrance {
            Obstacle::Gates(blockers) => (blockers.iter().map(|blocker| Blocker::new(&candidate, blocker)).collect(), None),
            Obstacle::Plan(hindrance) => (Vec::new(), Some(*hindrance)),
        };
        let credential = candidate.credential();
        Self { id: &credential.id, name: &credential.name, blockers, hindrance, detail: hindrance.map(|word| word.label().to_owned()) }
    }
}
