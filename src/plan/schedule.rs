//! The steps of the best path with all their days, and how late each may start.

use super::PlanStep;
use super::assignment::{Assignment, Choice};
use super::problem::Problem;
use crate::calendar::{Day, first_day_where};
use crate::catalog::CredentialId;
use crate::money::Range;

/// The steps of the path.
pub(super) fn steps<'a>(board: &Problem<'a>, best: &Assignment) -> Vec<PlanStep<'a>> {
    let mut steps: Vec<PlanStep<'a>> = Vec::new();
    let mut path = Assignment::new(board);
    let mut total = Some(Range::default());
    for (play, fill) in board.slots.iter().zip(&best.fills) {
        if let Choice::Step(planned) = fill {
            let others: Vec<CredentialId> =
                play.candidates.iter().map(|it| it.id).filter(|id| !path.uses(*id) && board.stays_on_platform(&path, *id)).collect();
            let mut ranked =
                board.possible(play, &path, planned.start, &others, |decision, possible| decision.ranked(possible, usize::MAX));
            // What the stack names comes first; the sort keeps the order of each half.
            ranked.sort_by_key(|ranked| !play.slot.names(ranked.id));
            let chosen = ranked.iter().position(|it| it.id == planned.id).expect("the search found it possible on that day");
            let figures = &ranked[chosen].figures;
            let facts = board.credential(planned.id);
            let sits = board.credential(planned.id).sits_exam();
            total = total.zip(planned.cost).map(|(total, cost)| total + cost);
            steps.push(PlanStep {
                slot: play.number,
                id: planned.id,
                lane: planned.lane,
                start: planned.start,
                exam: figures.first_attempt.filter(|_| sits).map(|(_, slow)| slow),
                finish: planned.finish,
                hours: figures.hours.expect("the search passes over unknown hours"),
                running_total: total,
                last_safe_start: None,
                expires: facts.valid_until(planned.finish),
                waits_for_price: planned.waits,
                stale_today: board.on(board.wanted.as_of).state(planned.id).stale,
                snapshot: board.on(planned.start),
                situation: board.person_on(&path, planned.start),
                first: board.firsts_ready.iter().find(|(id, _)| *id == planned.id).map(|(_, ready)| *ready),
                named: ranked.iter().filter(|it| play.slot.names(it.id)).count(),
                ranked,
                chosen,
            });
        }
        path = path.with(fill.clone());
    }
    for number in (0..steps.len()).rev() {
        steps[number].last_safe_start = last_safe_start(board, &steps, number);
    }
    steps
}

/// The latest day on which that step may start, given those of the later steps. Whatever starts after its end waits for it.
fn last_safe_start(board: &Problem<'_>, steps: &[PlanStep<'_>], number: usize) -> Option<Day> {
    let step = &steps[number];
    let later = steps[number + 1..].iter().filter(|later| later.start >= step.finish).filter_map(|later| later.last_safe_start);
    let last_day = board.credential(step.id).lifecycle.last_day;
    let required = board.prerequisites_until(step.id, &step.situation);
    let mut day = later.chain(board.deadline).chain(last_day).chain(required).min().map(|limit| {
        let too_late = |day| board.figures(step.id, day).ready.is_none_or(|(_, slow)| slow > limit);
        first_day_where(step.start, limit.plus_days(1), too_late).minus_days(1)
    })?;
    for pause in board.pauses().iter().rev().filter(|pause| pause.last() >= step.start) {
        if pause.first() <= day && day <= pause.last() {
            day = pause.first().minus_days(1);
        }
    }
    Some(day)
}
