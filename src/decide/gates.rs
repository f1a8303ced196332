//! What a gate that rules something out adds: whether an unknown figure does, and the smallest change that turns its no into a yes.

use super::estimate::{ends_before_ready, estimate_at};
use super::{Candidate, Decision, figures};
use crate::calendar::least_pace;
use crate::catalog::{Prerequisite, Thing};
use crate::change::Change;
use crate::money::Usd;
use crate::recommendation::Blocker;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Coding, Level, LevelGap};

/// Every gate that says no, in the framework's order.
pub(super) fn blockers(decision: &Decision<'_>, case: &Candidate<'_>) -> Vec<Blocker> {
    let gates = case.snapshot.framework.gate.iter().map(|gate| gate.id);
    let unknown = |kind| kind == BlockerKind::PastDeadline && case.figures.ready.is_none();
    let blocker = |kind| Blocker { kind, unknown: unknown(kind), unlock: unlock(kind, case) };
    gates.filter(|kind| decision.is_blocked(case.id, *kind)).map(blocker).collect()
}

/// The smallest change that lifts a gate which says no; `None` where none does.
fn unlock(gate: BlockerKind, case: &Candidate<'_>) -> Option<Change> {
    let (credential, as_of) = (case.credential(), case.snapshot.as_of);
    match gate {
        BlockerKind::Retired | BlockerKind::NotOpenToYou | BlockerKind::AlreadyHeld | BlockerKind::BelowLevel => None,
        // What is open now is closed when the person is ready, with no known day on which it opens again.
        BlockerKind::NotYetOpen => credential.lifecycle.open_from(as_of).filter(|day| *day > as_of).map(Change::AsOf),
        // Faster is the only way out.
        BlockerKind::RetiresBeforeReady => {
            let last = credential.lifecycle.last_day?;
            let in_time = |pace| !ends_before_ready(last, &estimate_at(credential, as_of, case.situation, pace));
            least_pace(in_time).map(Change::HoursPerWeek)
        }
        // A budget beyond the largest that is read can only be none.
        BlockerKind::OverBudget => Some(Change::Budget(case.cost_high().filter(|cost| *cost <= Usd::MOST))),
        BlockerKind::PriceUnknown => Some(Change::Budget(None)),
        BlockerKind::PastDeadline => Some(Change::By(case.figures.ready.map(|(_, slow)| slow))),
        BlockerKind::Prerequisite => easiest(case, &missing_prerequisites(case).collect::<Vec<_>>()).map(Change::Have),
        BlockerKind::TooAdvanced => {
            let (level, coding) = (credential.level, credential.coding);
            let by = |gap: Option<LevelGap>| gap == Some(LevelGap::TwoAbove);
            let by_level = by(level.zip(case.situation.level).map(|(its, yours)| LevelGap::between(yours, its)));
            let by_coding = by(coding.zip(case.situation.coding).map(|(its, yours)| LevelGap::between_coding(yours, its)));
            match (by_level, by_coding) {
                (true, false) => one_below(Level::ALL, level?).map(Change::Level),
                (false, true) => one_below(Coding::ALL, coding?).map(Change::Coding),
                _ => None,
            }
        }
        BlockerKind::NoHandsOn => Some(Change::HandsOn(false)),
        BlockerKind::KindNotWanted
        | BlockerKind::ProviderNotWanted
        | BlockerKind::TierNotWanted
        | BlockerKind::LanguageNotOffered
        | BlockerKind::DeliveryNotOffered => gate.wish().map(Change::Without),
    }
}

/// The prerequisites that the person does not meet on the day of the exam, by the fast estimate. One that only words describe cannot be
/// met, as nobody can tell us.
pub fn missing_prerequisites<'a>(case: &Candidate<'a>) -> impl Iterator<Item = &'a Prerequisite> {
    let day = case.figures.first_attempt.map_or(case.snapshot.as_of, |(fast, _)| fast);
    let met = move |asked: &Prerequisite| {
        asked.any_of.iter().any(|thing| case.holds(*thing) && case.lasts_until(*thing).is_none_or(|until| until >= day))
    };
    case.credential().requires().iter().filter(move |asked| !met(asked))
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
/// one. What they held before comes nearest of all, then what took its place. What lies outside the catalogue comes last; `None` for what cannot be earned.
#[must_use]
pub fn effort(snapshot: &Snapshot<'_>, situation: &Situation, thing: Thing) -> Option<(u64, u32)> {
    let Thing::Credential(id) = thing else { return Some((u64::MAX, u32::MAX)) };
    let before = || situation.have.iter().filter(|held| held.is_possible(snapshot.catalog)).map(|held| held.what);
    let took_place = |old: Thing| matches!(old, Thing::Credential(old) if snapshot.state(old).replacements.contains(&id));
    let near = if before().any(|old| old == thing) { Some((0, 0)) } else { before().any(took_place).then_some((0, 1)) };
    if let Some(near) = near {
        return snapshot.state(id).obtainable.then_some(near);
    }
    let figures = figures(snapshot.credential(id), snapshot.as_of, situation);
    let cost = figures.bill.map_or(u64::MAX, |bill| bill.total.high.dollars());
    snapshot.state(id).obtainable.then_some((cost, figures.hours.map_or(u32::MAX - 1, |hours| hours.high)))
}

/// The word one below in its list; `None` below the lowest.
fn one_below<T: Copy + PartialEq>(all: &[T], word: T) -> Option<T> {
    let place = all.iter().position(|other| *other == word)?;
    all.get(place.checked_sub(1)?).copied()
}
