//! The best way through the slots.
//!
//! The search is complete: slot by slot it tries everything that can be put there, and nothing at all, and turns back only
//! where no continuation can beat the best path found so far. What it does not try cannot win:
//!
//! - A step starts on the first day on which it is possible, or on a later one on which it is cheaper than on all before.
//!   Any other start costs at least as much and ends no earlier, and whatever is possible after a later end is possible
//!   after an earlier one: lanes are free sooner, and what a step gives is there sooner. What a step earns expires, and would
//!   last longer after a later start; but nobody is told to put off what must come first, so such a start is not tried.
//! - A step takes the lane that became free last. The lanes are alike, and the others stay free for what comes.
//! - Of two held credentials that fill the same slots, the one that comes first in the catalogue does.
//! - [`UpperBound`] counts how many slots can be filled at most: the cheapest of each slot against all of the money, the
//!   shortest against all of the time. No path fills more, so one that would have to is not followed.

use super::assignment::{Assignment, Choice, Objective, Priority};
use super::problem::{OpenSlot, Problem};
use crate::catalog::CredentialId;
use crate::money::Usd;
use crate::prepared::set::contains;

/// So many credentials are judged and ways gone before the search stops with the best path found so far, and the plan says so.
/// The embedded stacks take a few thousand; a stack of twenty slots that anything fills has more ways than anybody can wait for.
const MOST_WORK: u64 = 2_000_000;

/// The best path through all slots.
pub(super) fn best(board: &Problem<'_>) -> Assignment {
    let mut search = Search { board, reach: UpperBound::new(board), best: None, gone: 0 };
    search.go(Assignment::new(board));
    search.best.expect("leaving every slot empty is a path").1
}

struct Search<'b, 'a> {
    board: &'b Problem<'a>,
    reach: UpperBound,
    best: Option<(Objective, Assignment)>,
    /// How many ways were gone, whole or begun.
    gone: u64,
}

impl Search<'_, '_> {
    fn go(&mut self, path: Assignment) {
        self.gone += 1;
        if self.best.is_some() && self.board.judged.get() + self.gone > MOST_WORK {
            self.board.is_cut.set(true);
            return;
        }
        let Some(play) = self.board.slots.get(path.fills.len()) else {
            let merit = path.merit(&self.board.firsts);
            if self.best.as_ref().is_none_or(|(best, _)| merit < *best) {
                self.best = Some((merit, path));
            }
            return;
        };
        if !self.can_win(&path) {
            return;
        }
        for option in self.board.options(play, &path) {
            if !self.is_twin_of_earlier(&option, &path) {
                let next = path.with(option);
                if self.can_win(&next) {
                    self.go(next);
                }
            }
        }
        self.go(path.with(Choice::Empty));
    }

    /// Whether some continuation of the path may be better than the best one so far.
    fn can_win(&self, path: &Assignment) -> bool {
        let Some((best, _)) = &self.best else { return true };
        let optimistic = self.reach.optimistic(self.board, path);
        optimistic.cmp(&best.head).then_with(|| path.grades().as_slice().cmp(&best.grades[..path.fills.len()])).is_le()
    }

    /// Whether it is held, and another that is held, comes earlier in the catalogue and is not used fills the same slots.
    fn is_twin_of_earlier(&self, option: &Choice, path: &Assignment) -> bool {
        let Choice::Held(id) = option else { return false };
        let slots = |id: CredentialId| self.board.slots.iter().map(move |play| play.held.contains(&id));
        let play = &self.board.slots[path.fills.len()];
        play.held.iter().any(|other| other < id && !path.uses(*other) && slots(*other).eq(slots(*id)))
    }
}

/// How far a path can still come, at best.
struct UpperBound {
    /// For each slot the least US dollars and the least days in which a step fills it; `None` when none can.
    least: Vec<Option<(u64, u64)>>,
}

impl UpperBound {
    fn new(board: &Problem<'_>) -> Self {
        let has_budget = board.wanted.situation.budget.is_some();
        let least = board.slots.iter().map(|play| {
            // An unknown price is within no budget.
            let within = play.candidates.iter().filter(|candidate| !has_budget || candidate.least_cost.is_some());
            let (cost, days) = (within.clone().map(|it| it.least_cost.map_or(0, Usd::dollars)), within.map(|it| u64::from(it.least_days)));
            cost.min().zip(days.min())
        });
        Self { least: least.collect() }
    }

    /// The best that the head of the whole path can be.
    fn optimistic(&self, board: &Problem<'_>, path: &Assignment) -> Priority {
        let mut head = path.head(&board.firsts);
        let done = path.fills.len();
        let comes = |play: &OpenSlot<'_>| play.candidates.iter().any(|candidate| contains(&board.firsts, candidate.id));
        head.lacks_first &= !board.slots[done..].iter().any(comes);
        let by_held = |number: usize| board.slots[number].held.iter().any(|id| !path.uses(*id));
        let (mut costs, mut days, mut for_free) = (Vec::new(), Vec::new(), 0);
        let mut fillable = Vec::new();
        for number in done..board.slots.len() {
            let least = self.least[number];
            fillable.push(by_held(number) || least.is_some());
            if by_held(number) {
                for_free += 1;
            } else if let Some((cost, takes)) = least {
                costs.push(cost);
                days.push(takes);
            }
        }
        let money = path.money.map_or(u64::MAX, Usd::dollars);
        let left = |lane: &crate::calendar::Day, deadline| u64::try_from(lane.days_until(deadline)).unwrap_or(0);
        let time = board.deadline.map_or(u64::MAX, |deadline| path.lanes.iter().map(|lane| left(lane, deadline)).sum());
        let mut can_fill = for_free + within(costs, money).min(within(days, time));
        for fillable in fillable {
            let filled = fillable && can_fill > 0;
            can_fill -= usize::from(filled);
            head.empty.push(!filled);
            head.count += usize::from(!filled);
        }
        head
    }
}

/// How many of the amounts fit into the limit, the smallest first.
fn within(mut amounts: Vec<u64>, limit: u64) -> usize {
    amounts.sort_unstable();
    let mut sum = 0_u64;
    amounts
        .into_iter()
        .take_while(|amount| {
            sum = sum.saturating_add(*amount);
            sum <= limit
        })
        .count()
}
