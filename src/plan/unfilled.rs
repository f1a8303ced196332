//! Why a slot stays empty, and what would let in a first step where all do.

use std::cmp::Ordering;

use super::assignment::{Assignment, Choice};
use super::problem::{OpenSlot, Problem};
use super::{Filling, NearMiss, Obstacle, PlanRequest, UnfilledSlot, search};
use crate::calendar::next_study_day;
use crate::catalog::CredentialId;
use crate::change::Change;
use crate::decide::{self, Decision};
use crate::prepared::set::{contains, ids};
use crate::recommendation::{FallbackAnswer, RuledOut};
use crate::situation::Situation;
use crate::vocabulary::PlanHindrance;

/// How near a credential comes: blockers for good, blockers, grades, place; the least is the nearest.
type Nearness = (usize, usize, Vec<u8>, CredentialId);

/// How many credentials are named that come near to filling a slot.
const NEAREST: usize = 3;

/// What becomes of each slot of the stack, and why some stay empty.
pub(super) fn slots<'a>(board: &Problem<'a>, best: &Assignment) -> (Vec<Filling>, Vec<UnfilledSlot<'a>>) {
    let mut fillings = vec![Filling::LeftOut; board.wanted.stack.slot.len()];
    let (mut empty, mut steps) = (Vec::new(), 0);
    let mut path = Assignment::new(board);
    for (play, fill) in board.slots.iter().zip(&best.fills) {
        fillings[play.number] = match fill {
            Choice::Held(id) => Filling::Held(*id),
            Choice::Step(_) => {
                steps += 1;
                Filling::Step(steps - 1)
            }
            Choice::Empty => {
                empty.push(why_empty(board, play, &path, best));
                Filling::Empty(empty.len() - 1)
            }
        };
        path = path.with(fill.clone());
    }
    (fillings, empty)
}

/// What comes nearest to filling the slot, at this point of the path and with the money that the whole of it leaves.
fn why_empty<'a>(board: &Problem<'a>, play: &OpenSlot<'a>, path: &Assignment, best: &Assignment) -> UnfilledSlot<'a> {
    let day = next_study_day(path.free(), board.pauses());
    let snapshot = board.on(day);
    let situation = board.person_on(&Assignment { money: best.money, ..path.clone() }, day);
    let missing = |id: &CredentialId| {
        (!play.slot.held_only || play.candidates.iter().any(|it| it.id == *id))
            && board.stays_on_platform(path, *id)
            && !best.uses(*id)
            && !contains(&board.held, *id)
    };
    let these: Vec<CredentialId> = ids(&play.members).filter(missing).collect();
    let mut near: Vec<(Nearness, NearMiss)> = board.decide(day, &situation, these.len(), |decision| {
        let fits = play.fits(decision);
        let near = these.into_iter().filter(|id| contains(&fits, *id)).map(|id| {
            let RuledOut { id, blockers, named, figures } = decision.ruled_out(id);
            // What nothing can lift is farther away than what something can.
            let for_good = blockers.iter().filter(|blocker| blocker.unlock.is_none()).count();
            let (count, hindrance) = if blockers.is_empty() {
                let hindrance = match (board.sure_finish(decision, id), figures.ready) {
                    (Some(finish), _) if !board.keeps_prerequisites(id, &situation, finish) => PlanHindrance::PrerequisiteEnds,
                    (Some(_), _) => PlanHindrance::Crowded,
                    (None, Some(_)) => PlanHindrance::OnlyWithLuck,
                    (None, None) if figures.hours.is_some() => PlanHindrance::RetakeWaitUnknown,
                    (None, None) => PlanHindrance::HoursUnknown,
                };
                (usize::from(hindrance != PlanHindrance::Crowded), Obstacle::Plan(hindrance))
            } else {
                (blockers.len(), Obstacle::Gates(blockers))
            };
            ((for_good, count, decision.grades(id), id), NearMiss { id, figures, named, hindrance })
        });
        near.collect()
    });
    near.sort_by(|(a, _), (b, _)| a.cmp(b));
    UnfilledSlot { slot: play.number, snapshot, situation, near: near.into_iter().map(|(_, near)| near).take(NEAREST).collect() }
}

/// What the recommendation puts first and is not in the plan, and why; nothing where one of it is.
pub(super) fn missing(board: &Problem<'_>, best: &Assignment) -> Vec<(CredentialId, PlanHindrance)> {
    if best.filled().any(|id| contains(&board.firsts, id)) {
        return Vec::new();
    }
    let person = board.person_on(&Assignment::new(board), board.starts);
    let hindrance = |id: CredentialId| {
        let hours_unknown = board.credential(id).prep.is_none();
        let ready = board.figures(id, board.starts).ready;
        match ready {
            None if hours_unknown => PlanHindrance::HoursUnknown,
            None => PlanHindrance::RetakeWaitUnknown,
            Some((_, slow)) if !board.credential(id).lifecycle.status(slow).is_open() => PlanHindrance::OnlyWithLuck,
            Some((_, slow)) if !board.keeps_prerequisites(id, &person, slow) => PlanHindrance::PrerequisiteEnds,
            Some(_) => PlanHindrance::Crowded,
        }
    };
    ids(&board.firsts).map(|id| (id, hindrance(id))).collect()
}

/// For each kind of change the smallest that fills a slot, tried out, and what it lets in; and what to start with.
pub(super) fn fallback(board: &Problem<'_>) -> FallbackAnswer {
    let nothing = Assignment::new(board);
    let snapshot = board.on(board.starts);
    let person = board.person_on(&nothing, board.starts);
    let start_with = Decision::with(&snapshot, &person, |decision, _| {
        let out = snapshot.known().filter(|id| !contains(&decision.eligible, *id)).map(|id| decision.ruled_out(id));
        decide::fallback(decision, &snapshot, &out.collect::<Vec<_>>()).start_with
    });
    let mut offers: Vec<(Change, CredentialId)> = Vec::new();
    for play in &board.slots {
        for id in play.candidates.iter().map(|candidate| candidate.id) {
            for day in board.turning_days(id, board.starts) {
                let out = board.decide(day, &board.person_on(&nothing, day), 1, |decision| decision.ruled_out(id));
                let unlock = if let [only] = out.blockers.as_slice() { only.unlock.clone() } else { None };
                // Waiting is no change: a plan waits by itself.
                offers.extend(unlock.filter(|change| !matches!(change, Change::AsOf(_))).map(|change| (change, id)));
            }
        }
    }
    offers.sort_by(|(a, _), (b, _)| match (a.is_smaller_than(b), b.is_smaller_than(a)) {
        (true, _) => Ordering::Less,
        (_, true) => Ordering::Greater,
        _ => Ordering::Equal,
    });
    let mut changes: Vec<(Change, CredentialId)> = Vec::new();
    for (change, _) in offers {
        if changes.iter().all(|(other, _)| !change.is_of_kind(other))
            && let Some(id) = lets_in(board, &change)
        {
            changes.push((change, id));
        }
    }
    FallbackAnswer { start_with, changes }
}

/// The first credential of the plan for the person so changed; `None` where nothing is filled even then.
fn lets_in(board: &Problem<'_>, change: &Change) -> Option<CredentialId> {
    let mut situation: Situation = board.wanted.situation.clone();
    change.tell(&mut situation);
    let snapshot = board.on(board.starts);
    let changed = Problem::new(snapshot, PlanRequest { situation: &situation, ..board.wanted });
    let best = search::best(&changed);
    best.fills.iter().find_map(|fill| match fill {
        Choice::Empty => None,
        Choice::Held(id) => Some(*id),
        Choice::Step(step) => Some(step.id),
    })
}
