//! A way through the slots, whole or begun, and how two of them compare.

use super::problem::Problem;
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::money::{Range, Usd};
use crate::prepared::set::{contains, is_empty};

/// What is put into one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Nothing.
    Empty,
    /// The credential at that place, which is held.
    Held(CredentialId),
    /// Something to be done.
    Step(Planned),
}

/// Something to be done, with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    /// The credential's place.
    pub id: CredentialId,
    /// The lane in which it runs.
    pub lane: usize,
    /// The first day of study.
    pub start: Day,
    /// The day on which it is held by the slow estimate.
    pub finish: Day,
    /// What it costs; `None` when unknown.
    pub cost: Option<Range>,
    /// Whether it starts later than it could, as that is cheaper.
    pub waits: bool,
    /// 0 where the stack itself names it, else 1; then its grades on the day of its start.
    pub grades: Vec<u8>,
}

/// A way through the first slots.
#[derive(Clone, Debug)]
pub(super) struct Assignment {
    /// What is put into them, in order.
    pub fills: Vec<Choice>,
    /// For each lane the day from which it is free.
    pub lanes: Vec<Day>,
    /// The money that is left; `None` without a budget.
    pub money: Option<Usd>,
}

impl Assignment {
    /// Before the first slot.
    pub fn new(board: &Problem<'_>) -> Self {
        let lanes = vec![board.starts; usize::from(board.wanted.parallel.max(1))];
        Self { fills: Vec::new(), lanes, money: board.wanted.situation.budget }
    }

    /// One slot further.
    pub fn with(&self, fill: Choice) -> Self {
        let mut path = self.clone();
        if let Choice::Step(step) = &fill {
            path.lanes[step.lane] = step.finish;
            path.money = path.money.map(|money| step.cost.map_or(money, |cost| money.less(cost.high)));
        }
        path.fills.push(fill);
        path
    }

    /// Everything in it, in the stack's order.
    pub fn filled(&self) -> impl Iterator<Item = CredentialId> {
        self.fills.iter().filter_map(|fill| match fill {
            Choice::Empty => None,
            Choice::Held(id) => Some(*id),
            Choice::Step(step) => Some(step.id),
        })
    }

    /// The first day on which a lane is free.
    pub fn free(&self) -> Day {
        self.lanes.iter().copied().min().expect("there is a lane")
    }

    /// The lane for what starts on that day: of those that are free by then the one that became so last, which keeps the others free.
    pub fn lane_for(&self, start: Day) -> usize {
        let free = self.lanes.iter().enumerate().filter(|(_, from)| **from <= start);
        free.max_by_key(|(lane, from)| (**from, std::cmp::Reverse(*lane))).map_or(0, |(lane, _)| lane)
    }

    /// Whether the credential at that place fills a slot already.
    pub fn uses(&self, id: CredentialId) -> bool {
        self.fills.iter().any(|fill| match fill {
            Choice::Empty => false,
            Choice::Held(its) => *its == id,
            Choice::Step(step) => step.id == id,
        })
    }

    /// The steps, in the stack's order.
    pub fn steps(&self) -> impl Iterator<Item = &Planned> {
        self.fills.iter().filter_map(|fill| if let Choice::Step(step) = fill { Some(step) } else { None })
    }

    /// Whether it does without what the recommendation puts first.
    fn lacks_first(&self, firsts: &[u64]) -> bool {
        !is_empty(firsts) && !self.steps().any(|step| contains(firsts, step.id))
    }

    /// How good a whole path is: the least is the best. `firsts` is what the recommendation puts first.
    pub fn merit(&self, firsts: &[u64]) -> Objective {
        let known = |end: fn(Range) -> Usd| self.steps().filter_map(|step| step.cost).map(|cost| end(cost).dollars()).sum();
        Objective {
            head: self.head(firsts),
            grades: self.grades(),
            prices_unknown: self.steps().filter(|step| step.cost.is_none()).count(),
            high: known(|cost| cost.high),
            low: known(|cost| cost.low),
            finish: self.steps().map(|step| step.finish).max(),
            finishes: self.steps().map(|step| step.finish).collect(),
            ids: self
                .fills
                .iter()
                .map(|fill| match fill {
                    Choice::Empty => (true, None),
                    Choice::Held(id) => (false, Some(*id)),
                    Choice::Step(step) => (false, Some(step.id)),
                })
                .collect(),
            starts: self.steps().map(|step| step.start).collect(),
        }
    }

    /// What is compared first.
    pub fn head(&self, firsts: &[u64]) -> Priority {
        let empty: Vec<bool> = self.fills.iter().map(|fill| *fill == Choice::Empty).collect();
        Priority {
            lacks_first: self.lacks_first(firsts),
            count: empty.iter().filter(|empty| **empty).count(),
            empty,
            waits: self.steps().filter(|step| step.waits).count(),
        }
    }

    /// For each slot the grades of its step; what is held comes before every step.
    pub fn grades(&self) -> Vec<Vec<u8>> {
        let grades = |fill: &Choice| if let Choice::Step(step) = fill { step.grades.clone() } else { Vec::new() };
        self.fills.iter().map(grades).collect()
    }
}

/// What is compared first: what the recommendation puts first is there, then fewer empty slots, then earlier ones filled, then less waiting for a lower price.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Priority {
    /// Whether what the recommendation puts first is missing.
    pub lacks_first: bool,
    /// How many slots are empty.
    pub count: usize,
    /// For each slot, whether it is.
    pub empty: Vec<bool>,
    /// How many steps wait for a lower price.
    pub waits: usize,
}

/// How good a whole path is, most important first; the least is the best.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Objective {
    /// The slots.
    pub head: Priority,
    /// The criteria, slot by slot.
    pub grades: Vec<Vec<u8>>,
    /// An unknown price is worse than any known one.
    prices_unknown: usize,
    high: u64,
    low: u64,
    finish: Option<Day>,
    finishes: Vec<Day>,
    ids: Vec<(bool, Option<CredentialId>)>,
    starts: Vec<Day>,
}
