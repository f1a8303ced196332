//! What must be kept, until when, and what keeps it.

use super::problem::Problem;
use super::{PlanStep, RenewalStep};
use crate::calendar::Day;
use crate::catalog::{Held, Thing};

/// How everything is kept that the person holds, and then that the steps earn.
pub(super) fn upkeep(board: &Problem<'_>, steps: &[PlanStep<'_>]) -> Vec<RenewalStep> {
    let catalog = board.catalog();
    // Of what lies outside the catalogue, that is kept of which somebody knows until when.
    let is_kept = |held: &&Held| matches!(held.what, Thing::Credential(_)) || held.valid_until(catalog).is_some();
    let have = board.wanted.situation.have.iter().filter(is_kept);
    let held = have.map(|held| one(board, steps, held.what, None, held.earned, held.valid_until(catalog)));
    let steps_own = steps.iter().enumerate();
    held.chain(steps_own.map(|(number, step)| one(board, steps, step.id.into(), Some(number), Some(step.finish), step.expires))).collect()
}

fn one(
    board: &Problem<'_>,
    steps: &[PlanStep<'_>],
    what: Thing,
    step: Option<usize>,
    earned: Option<Day>,
    expires: Option<Day>,
) -> RenewalStep {
    let renewal = board.catalog().renewal_of(what);
    let by = renewal.map(|renewal| renewal.by.as_slice()).unwrap_or_default();
    let window = renewal.and_then(|renewal| renewal.window_days);
    let is_over = expires.is_some_and(|expires| expires < board.wanted.as_of);
    let in_time = |other: &&(usize, &PlanStep<'_>)| {
        let (number, other) = other;
        let after = earned.is_none_or(|earned| other.finish > earned);
        Some(*number) != step && after && by.contains(&other.id) && expires.is_some_and(|expires| other.finish <= expires)
    };
    let numbered: Vec<(usize, &PlanStep<'_>)> = steps.iter().enumerate().collect();
    let first = numbered.iter().filter(in_time).min_by_key(|(_, other)| other.finish);
    RenewalStep {
        what,
        step,
        expires,
        expired: is_over,
        opens: expires.zip(window).map(|(expires, window)| expires.minus_days(u32::from(window))),
        renewed_by: first.filter(|_| !is_over).map(|(number, _)| *number),
    }
}
