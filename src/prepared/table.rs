//! What every credential comes to at one pace, and the sets that follow from it.

use super::Rules;
use super::set::{Set, contains, insert, nothing, set_of};
use crate::calendar::{Day, Pace};
use crate::catalog::CredentialId;
use crate::decide::estimate_at;
use crate::money::Usd;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

/// Up to so many things every threshold has its set; beyond it sets are made when they are asked for, so that nothing grows with the
/// square of the catalogue.
pub(super) const MOST_SETS: usize = 512;

/// Values of credentials in order, so that "at most this" is one search.
#[derive(Clone, Debug)]
pub struct Thresholds<T> {
    things: usize,
    /// Values and places, the least first.
    sorted: Vec<(T, CredentialId)>,
    /// For each number of the least values their places; empty where there are too many.
    at_most: Vec<Set>,
}

impl<T: Ord + Copy> Thresholds<T> {
    fn new(things: usize, values: impl Iterator<Item = (T, CredentialId)>) -> Self {
        let mut sorted: Vec<(T, CredentialId)> = values.collect();
        sorted.sort_unstable();
        let mut at_most = Vec::new();
        if things <= MOST_SETS {
            let mut set = nothing(things);
            at_most.push(set.clone());
            for (_, id) in &sorted {
                insert(&mut set, *id);
                at_most.push(set.clone());
            }
        }
        Self { things, sorted, at_most }
    }

    /// The credentials whose value is known and at most this.
    pub fn at_most<R>(&self, limit: T, look: impl FnOnce(&[u64]) -> R) -> R {
        let number = self.sorted.partition_point(|(value, _)| *value <= limit);
        match self.at_most.get(number) {
            Some(set) => look(set),
            None => look(&set_of(self.things, self.sorted[..number].iter().map(|(_, id)| *id))),
        }
    }
}

/// What every credential comes to for whoever studies at that pace, and counts in a second attempt or not.
#[derive(Clone, Debug)]
pub struct Table {
    /// For each credential, in the catalogue's order, what it comes to.
    pub figures: Vec<Estimate>,
    /// What each costs at most, where that is known.
    pub cost: Thresholds<Usd>,
    /// When each is ready by the slow estimate, where that is known.
    pub ready: Thresholds<Day>,
    /// Whose price is unknown.
    pub price_unknown: Set,
    /// Whose day of being ready is unknown.
    pub ready_unknown: Set,
    /// Closed on the day of an attempt by the fast estimate, with no known day on which it opens again.
    pub closed_when_ready: Set,
    /// Whose last day lies ahead, and before the fast estimate.
    pub retires_first: Set,
    /// Whose last day lies before the slow estimate.
    pub may_retire_first: Set,
    /// Whose price is more than nothing and partly an estimate.
    pub price_estimated: Set,
    /// How long one waits for the second attempt that is counted in is unknown.
    pub wait_unknown: Set,
    /// For each naming rule of the day the places that it names, each with the place of the one whose place it took; what retires
    /// before anybody at this pace is ready has handed its place on.
    pub names: Vec<Vec<(CredentialId, Option<CredentialId>)>>,
    /// The same as sets.
    pub named: Vec<Set>,
}

impl Table {
    /// Reckons everything for that pace, with the pauses and the second attempt of that situation.
    #[must_use]
    pub fn new(snapshot: &Snapshot<'_>, rules: &Rules, situation: &Situation, pace: Pace) -> Self {
        let credentials = &snapshot.catalog.credentials;
        let things = credentials.len();
        let figures: Vec<Estimate> =
            credentials.iter().map(|credential| estimate_at(credential, snapshot.as_of, situation, pace)).collect();
        let numbered = || figures.iter().enumerate().map(|(index, estimate)| (CredentialId::new(index), estimate));
        let where_so = |so: &dyn Fn(CredentialId, &Estimate) -> bool| {
            set_of(things, numbered().filter(|(id, estimate)| so(*id, estimate)).map(|(id, _)| id))
        };
        let life = |id: CredentialId| &snapshot.credential(id).lifecycle;
        let cost = |figures: &Estimate| figures.bill.as_ref().map(|bill| bill.total.high);
        let costs = numbered().filter_map(|(id, estimate)| Some((cost(estimate)?, id)));
        let days = numbered().filter_map(|(id, estimate)| Some((estimate.ready?.1, id)));
        let attempts = |figures: &Estimate| [figures.first_attempt, figures.ready].into_iter().flatten();
        let retires_first = where_so(&|id, figures| {
            let last = life(id).last_day.filter(|last| *last >= snapshot.as_of);
            last.is_some_and(|last| figures.ready.or(figures.first_attempt).is_some_and(|(fast, _)| fast > last))
        });
        let mut table = Self {
            cost: Thresholds::new(things, costs),
            ready: Thresholds::new(things, days),
            price_unknown: where_so(&|_, figures| figures.bill.is_none()),
            ready_unknown: where_so(&|_, figures| figures.ready.is_none()),
            closed_when_ready: where_so(&|id, figures| attempts(figures).any(|(fast, _)| life(id).status(fast) == Status::Announced)),
            may_retire_first: where_so(&|id, figures| {
                let slow = figures.ready.or(figures.first_attempt).map(|(_, slow)| slow);
                slow.zip(life(id).last_day).is_some_and(|(slow, last)| slow > last)
            }),
            price_estimated: where_so(&|id, figures| {
                cost(figures).is_some_and(|cost| cost > Usd::FREE) && contains(&rules.price_estimated, id)
            }),
            wait_unknown: if situation.plans_retake() { rules.wait_unknown.clone() } else { nothing(things) },
            names: Vec::with_capacity(snapshot.namings.len()),
            named: Vec::with_capacity(snapshot.namings.len()),
            retires_first,
            figures,
        };
        for naming in &snapshot.namings {
            let mut names: Vec<(CredentialId, Option<CredentialId>)> = Vec::with_capacity(naming.names.len());
            let mut name = |id: CredentialId, replaced| {
                if !names.iter().any(|(named, _)| *named == id) {
                    names.push((id, replaced));
                }
            };
            for &(id, replaced) in &naming.names {
                let replacements = &snapshot.state(id).replacements;
                if !replacements.is_empty() && contains(&table.retires_first, id) {
                    for heir in replacements {
                        name(*heir, Some(id));
                    }
                } else {
                    name(id, replaced);
                }
            }
            table.named.push(set_of(things, names.iter().map(|(id, _)| *id)));
            table.names.push(names);
        }
        table
    }
}
