//! The gates: each asks one yes/no question, and says what the smallest change is that turns a no into a yes.

use super::estimate::estimate_at;
use super::{Candidate, figures};
use crate::calendar::{Day, least_pace};
use crate::catalog::{Credential, Prerequisite, Thing};
use crate::change::Change;
use crate::money::Usd;
use crate::recommendation::{Blocker, Estimate};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, HandsOn, Level, LevelGap, Status};

/// What a gate says: nothing, or no for a reason.
enum Verdict {
    Pass,
    Rules { unlock: Option<Change> },
    Unknown { unlock: Option<Change> },
}

/// Every gate that says no, in the framework's order.
#[must_use]
pub fn blockers(case: &Candidate<'_>) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    for gate in &case.snapshot.framework.gate {
        let (unlock, unknown) = match ask(gate.id, case) {
            Verdict::Pass => continue,
            Verdict::Rules { unlock } => (unlock, false),
            Verdict::Unknown { unlock } => (unlock, true),
        };
        blockers.push(Blocker { kind: gate.id, unknown, unlock });
    }
    blockers
}

fn ask(gate: BlockerKind, case: &Candidate<'_>) -> Verdict {
    match gate {
        BlockerKind::Retired => rules_out(case.state().status == Status::Retired, || None),
        BlockerKind::NotYetOpen => not_yet_open(case),
        BlockerKind::RetiresBeforeReady => retires_before_ready(case),
        BlockerKind::NotOpenToYou => {
            let credential = case.credential();
            rules_out(credential.access.is_some() || case.snapshot.forbidden_by(credential).is_some(), || None)
        }
        BlockerKind::OverBudget => {
            let over = case.situation.budget.zip(case.cost_high()).filter(|(budget, cost)| cost > budget);
            // A budget beyond the largest that is read can only be none.
            rules_out(over.is_some(), || over.map(|(_, cost)| Change::Budget(Some(cost).filter(|cost| *cost <= Usd::MOST))))
        }
        BlockerKind::PriceUnknown => {
            rules_out(case.situation.budget.is_some() && case.cost_high().is_none(), || Some(Change::Budget(None)))
        }
        BlockerKind::PastDeadline => past_deadline(case),
        BlockerKind::AlreadyHeld => rules_out(case.holds(case.id), || None),
        BlockerKind::Prerequisite => {
            let missing: Vec<&Prerequisite> = missing_prerequisites(case).collect();
            rules_out(!missing.is_empty(), || easiest(case, &missing).map(Change::Have))
        }
        BlockerKind::TooAdvanced => {
            let unlock = || case.credential().level.and_then(one_below).map(Change::Level);
            rules_out(case.step() == Some(LevelGap::TwoAbove), unlock)
        }
        BlockerKind::NoHandsOn => {
            let practical = case.credential().hands_on.is_some_and(HandsOn::is_practical);
            rules_out(case.situation.wants_hands_on() && !practical, || Some(Change::HandsOn(false)))
        }
    }
}

fn rules_out(says_no: bool, unlock: impl FnOnce() -> Option<Change>) -> Verdict {
    if says_no { Verdict::Rules { unlock: unlock() } } else { Verdict::Pass }
}

/// Closed now, or closed on the day the person would be ready with no known day on which it opens again.
fn not_yet_open(case: &Candidate<'_>) -> Verdict {
    let lifecycle = &case.credential().lifecycle;
    if case.state().status == Status::Announced {
        return Verdict::Rules { unlock: lifecycle.open_from(case.snapshot.as_of).map(Change::AsOf) };
    }
    // An attempt stands on a day on which it is closed only where no day is known on which it opens again.
    let fast = [case.figures.first_attempt, case.figures.ready].into_iter().flatten().map(|(fast, _)| fast);
    rules_out(fast.into_iter().any(|day| lifecycle.status(day) == Status::Announced), || None)
}

/// Whether a credential that still lives has its last day before this person can hold it, even by the fast estimate.
pub(super) fn ends_too_soon(credential: &Credential, as_of: Day, situation: &Situation) -> bool {
    last_day_ahead(credential, as_of).is_some_and(|last| ends_before_ready(last, &figures(credential, as_of, situation)))
}

/// The last day of a credential that still lives; `None` when none is set.
fn last_day_ahead(credential: &Credential, as_of: Day) -> Option<Day> {
    credential.lifecycle.last_day.filter(|last| *last >= as_of)
}

/// Whatever puts the day off, it counts: study, a gap before it opens, a second attempt.
fn ends_before_ready(last: Day, figures: &Estimate) -> bool {
    figures.ready.or(figures.first_attempt).is_some_and(|(fast, _)| fast > last)
}

/// Even the fast estimate misses the last day. Faster is the only way out.
fn retires_before_ready(case: &Candidate<'_>) -> Verdict {
    let as_of = case.snapshot.as_of;
    let Some(last) = last_day_ahead(case.credential(), as_of).filter(|last| ends_before_ready(*last, case.figures)) else {
        return Verdict::Pass;
    };
    let unlock = least_pace(|pace| !ends_before_ready(last, &estimate_at(case.credential(), as_of, case.situation, pace)));
    Verdict::Rules { unlock: unlock.map(Change::HoursPerWeek) }
}

/// The slow estimate misses the deadline: a limit is a limit, so being in time must not depend on luck.
fn past_deadline(case: &Candidate<'_>) -> Verdict {
    let Some(deadline) = case.situation.deadline(case.snapshot.as_of) else {
        return Verdict::Pass;
    };
    match case.figures.ready {
        Some((_, slow)) => rules_out(slow > deadline, || Some(Change::By(Some(slow)))),
        None => Verdict::Unknown { unlock: Some(Change::By(None)) },
    }
}

/// The prerequisites that the person does not meet. One that only words describe cannot be met, as nobody can tell us.
pub fn missing_prerequisites<'a>(case: &Candidate<'a>) -> impl Iterator<Item = &'a Prerequisite> {
    case.credential().requires().iter().filter(|prerequisite| !prerequisite.any_of.iter().any(|thing| case.holds(*thing)))
}

/// Of what would do for all of them, the one that asks least of the person, then the one that comes first: in the catalogue,
/// else in the list. `None` where nothing does alone.
fn easiest(case: &Candidate<'_>, missing: &[&Prerequisite]) -> Option<Thing> {
    let (first, rest) = missing.split_first()?;
    let enough = first.any_of.iter().filter(|id| rest.iter().all(|other| other.any_of.contains(id)));
    let efforts = enough.filter_map(|thing| Some((effort(case.snapshot, case.situation, *thing)?, *thing)));
    // What lies outside the catalogue has no place in it, and all of it asks the same.
    let place = |thing| if let Thing::Credential(id) = thing { Some(id) } else { None };
    efforts.min_by_key(|(effort, thing)| (*effort, place(*thing))).map(|(_, thing)| thing)
}

/// What it asks of the person to hold that: at most so many US dollars, then so many hours, an unknown figure after every known
/// one. What lies outside the catalogue comes last; `None` for what cannot be earned.
#[must_use]
pub fn effort(snapshot: &Snapshot<'_>, situation: &Situation, thing: Thing) -> Option<(u64, u32)> {
    let Thing::Credential(id) = thing else { return Some((u64::MAX, u32::MAX)) };
    let figures = figures(snapshot.credential(id), snapshot.as_of, situation);
    let cost = figures.bill.map_or(u64::MAX, |bill| bill.total.high.dollars());
    snapshot.state(id).obtainable.then_some((cost, figures.hours.map_or(u32::MAX - 1, |hours| hours.high)))
}

/// The level one below; `None` below the lowest.
fn one_below(level: Level) -> Option<Level> {
    let id = Level::ALL.iter().position(|other| *other == level)?;
    Level::ALL.get(id.checked_sub(1)?).copied()
}
