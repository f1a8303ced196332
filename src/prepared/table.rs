//! What every credential comes to at one pace, and the sets that follow from it.

use super::Rules;
use super::set::{Set, contains, everything, insert, nothing, set_of};
use crate::calendar::{Day, Pace};
use crate::catalog::CredentialId;
use crate::decide::{ends_before_ready, estimate_at};
use crate::money::Usd;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Doubt, Status};

/// So many sets a list of thresholds has at most, so that nothing grows with the square of the catalogue. Up to so many things every
/// threshold has its set; of more, those between two are made from the lower one when they are asked for.
pub(super) const MOST_SETS: usize = 512;

/// Values of credentials in order, so that "at most this" is one search.
#[derive(Clone, Debug)]
pub struct Thresholds<T> {
    /// Values and places, the least first.
    sorted: Vec<(T, CredentialId)>,
    /// The places of the least values: of none, of the first `step`, of twice as many, and so on.
    at_most: Vec<Set>,
    step: usize,
}

impl<T: Ord + Copy> Thresholds<T> {
    fn new(things: usize, values: impl Iterator<Item = (T, CredentialId)>) -> Self {
        let mut sorted: Vec<(T, CredentialId)> = values.collect();
        sorted.sort_unstable();
        let step = things.div_ceil(MOST_SETS).max(1);
        let mut set = nothing(things);
        let mut at_most = vec![set.clone()];
        for some in sorted.chunks_exact(step) {
            for (_, id) in some {
                insert(&mut set, *id);
            }
            at_most.push(set.clone());
        }
        Self { sorted, at_most, step }
    }

    /// The credentials whose value is known and at most this.
    pub fn at_most<R>(&self, limit: T, look: impl FnOnce(&[u64]) -> R) -> R {
        let number = self.sorted.partition_point(|(value, _)| *value <= limit);
        let below = &self.at_most[number / self.step];
        if number % self.step == 0 {
            return look(below);
        }
        let mut set = below.clone();
        for (_, id) in &self.sorted[number - number % self.step..number] {
            insert(&mut set, *id);
        }
        look(&set)
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
    /// Closed on the day of an attempt by the fast estimate, with no known day on which it opens again.
    pub closed_when_ready: Set,
    /// Whose last day lies ahead, and before the fast estimate.
    pub retires_first: Set,
    /// Whose last day lies before the slow estimate.
    pub may_retire_first: Set,
    /// What is a beta on the day of the first attempt by the fast estimate; on the day asked where no day can be told.
    pub beta: Set,
    /// Whose existence nobody can confirm, and whose price is unknown or an estimate.
    pub unproved: Set,
    /// Whose price is more than nothing and partly an estimate.
    pub price_estimated: Set,
    /// How long one waits for the second attempt that is counted in is unknown.
    pub wait_unknown: Set,
    /// For each naming rule of the day the places that it names, each with the place of the one whose place it took, which is the one
    /// that the rule itself names; what retires before anybody at this pace is ready has handed its place on, and so have its heirs.
    pub names: Vec<Vec<(CredentialId, Option<CredentialId>)>>,
    /// The same as sets.
    pub named: Vec<Set>,
}

impl Table {
    /// Reckons everything for that pace, with the pauses and the second attempt of that situation.
    #[must_use]
    pub fn new(snapshot: &Snapshot<'_>, rules: &Rules, situation: &Situation, pace: Pace) -> Self {
        Self::among(snapshot, situation, pace, &everything(rules.things))
    }

    /// The same for those alone: of all others it says nothing, and nothing may be asked.
    #[must_use]
    pub fn among(snapshot: &Snapshot<'_>, situation: &Situation, pace: Pace, these: &[u64]) -> Self {
        let (rules, things) = (snapshot.rules(), snapshot.catalog.credentials.len());
        // Whether a name is handed on hangs on the one that hands it on.
        let counts = |id: CredentialId| contains(these, id) || !snapshot.state(id).replacements.is_empty();
        let comes_to = |credential| estimate_at(credential, snapshot.as_of, situation, pace);
        let all = snapshot.catalog.numbered();
        let figures: Vec<Estimate> = all.map(|(id, it)| if counts(id) { comes_to(it) } else { Estimate::default() }).collect();
        let numbered = || figures.iter().enumerate().map(|(index, estimate)| (CredentialId::new(index), estimate));
        let where_so = |so: &dyn Fn(CredentialId, &Estimate) -> bool| {
            set_of(things, numbered().filter(|(id, estimate)| so(*id, estimate)).map(|(id, _)| id))
        };
        let life = |id: CredentialId| &snapshot.credential(id).lifecycle;
        let cost = |figures: &Estimate| figures.bill.as_ref().map(|bill| bill.total.high);
        let costs = numbered().filter_map(|(id, estimate)| Some((cost(estimate)?, id)));
        let days = numbered().filter_map(|(id, estimate)| Some((estimate.ready?.1, id)));
        let attempts = |figures: &Estimate| [figures.first_attempt, figures.ready].into_iter().flatten();
        let retires_first =
            where_so(&|id, figures| life(id).last_day.is_some_and(|last| last >= snapshot.as_of && ends_before_ready(last, figures)));
        let mut table = Self {
            cost: Thresholds::new(things, costs),
            ready: Thresholds::new(things, days),
            price_unknown: where_so(&|_, figures| figures.bill.is_none()),
            closed_when_ready: where_so(&|id, figures| attempts(figures).any(|(fast, _)| life(id).status(fast) == Status::Announced)),
            may_retire_first: where_so(&|id, figures| {
                let slow = figures.ready.or(figures.first_attempt).map(|(_, slow)| slow);
                slow.zip(life(id).last_day).is_some_and(|(slow, last)| slow > last)
            }),
            beta: where_so(&|id, figures| life(id).status(figures.first_attempt.map_or(snapshot.as_of, |(fast, _)| fast)) == Status::Beta),
            unproved: where_so(&|id, figures| {
                snapshot.credential(id).doubt(snapshot.as_of).is_some_and(|doubt| doubt.about == Doubt::Existence)
                    && (figures.bill.is_none() || contains(&rules.price_estimated, id))
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
            // The next one is the last of them. What was looked at once is named or has handed its place on.
            let mut next: Vec<(CredentialId, Option<CredentialId>)> = naming.names.iter().rev().copied().collect();
            let mut seen = nothing(things);
            while let Some((id, replaced)) = next.pop() {
                if contains(&seen, id) {
                    continue;
                }
                insert(&mut seen, id);
                let heirs = &snapshot.state(id).replacements;
                if !heirs.is_empty() && contains(&table.retires_first, id) {
                    next.extend(heirs.iter().rev().map(|heir| (*heir, replaced.or(Some(id)))));
                } else {
                    names.push((id, replaced));
                }
            }
            table.named.push(set_of(things, names.iter().map(|(id, _)| *id)));
            table.names.push(names);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether every threshold has its set or only some do, what is at most a value is the same.
    #[test]
    fn sets_between_thresholds_are_those_that_a_search_finds() {
        for things in [0, 1, 7, MOST_SETS, MOST_SETS + 1, 5 * MOST_SETS + 3] {
            let values: Vec<usize> = (0..things).map(|number| number * 7919 % 1009).collect();
            let thresholds = Thresholds::new(things, values.iter().enumerate().map(|(place, value)| (*value, CredentialId::new(place))));
            assert!(thresholds.at_most.len() <= MOST_SETS + 1);
            for limit in [0, 1, 500, 501, 1007, 1008, 2000] {
                let plain = set_of(things, (0..things).filter(|place| values[*place] <= limit));
                assert!(thresholds.at_most(limit, |set| *set == *plain), "{limit} of {things}");
            }
        }
    }
}
