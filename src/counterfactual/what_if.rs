//! The answers to a situation that was changed, each asked of `decide` once.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::change::Change;
use crate::decide::{Decision, decide, effort};
use crate::prepared::set::ids;
use crate::recommendation::Recommendation;
use crate::situation::Situation;
use crate::snapshot::Snapshot;

/// Who stands where in one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The places of all in first place; none when nothing fits.
    pub first: Vec<CredentialId>,
}

impl Outcome {
    fn of(snapshot: &Snapshot<'_>, situation: &Situation) -> Self {
        let mut first = Vec::new();
        Decision::with(snapshot, situation, |decision, _| {
            decision.rank(|_, level| {
                first.extend(ids(level));
                false
            });
        });
        Self { first }
    }

    /// Whether it stands first, alone or level.
    #[must_use]
    pub fn is_first(&self, id: CredentialId) -> bool {
        self.first.contains(&id)
    }
}

/// The answers that were asked for so far.
pub struct WhatIf<'a> {
    /// The day's catalogue and framework.
    pub snapshot: &'a Snapshot<'a>,
    /// The person as they are.
    pub situation: &'a Situation,
    days: BTreeMap<Day, Snapshot<'a>>,
    known: BTreeMap<Vec<Change>, Outcome>,
    asked: usize,
}

impl<'a> WhatIf<'a> {
    /// Nothing asked yet.
    #[must_use]
    pub fn new(recommendation: &Recommendation<'a>) -> Self {
        let Recommendation { snapshot, situation, .. } = *recommendation;
        let now = Outcome::of(snapshot, situation);
        Self { snapshot, situation, days: BTreeMap::new(), known: BTreeMap::from([(Vec::new(), now)]), asked: 0 }
    }

    /// How often `decide` was asked.
    #[must_use]
    pub const fn asked(&self) -> usize {
        self.asked
    }

    /// The situation as it is.
    #[must_use]
    pub fn now(&self) -> &Outcome {
        &self.known[&Vec::new()]
    }

    /// The answer after those changes.
    pub fn after(&mut self, changes: &[Change]) -> &Outcome {
        if !self.known.contains_key(changes) {
            self.asked += 1;
            let world = self.with(changes, Outcome::of);
            self.known.insert(changes.to_vec(), world);
        }
        &self.known[changes]
    }

    /// For each credential, in the catalogue's order, its rank after those changes; `None` when it is ruled out.
    pub fn ranks(&mut self, changes: &[Change]) -> Vec<Option<usize>> {
        self.with(changes, |snapshot, situation| {
            Decision::with(snapshot, situation, |decision, _| decision.ranks(snapshot.catalog.credentials.len()))
        })
    }

    /// Whether what should be held first can be earned on the day of those changes.
    pub fn are_possible(&mut self, changes: &[Change]) -> bool {
        self.with(changes, |snapshot, situation| {
            changes.iter().all(|change| !matches!(change, Change::Have(thing) if effort(snapshot, situation, *thing).is_none()))
        })
    }

    /// What `look` sees in the whole answer after those changes.
    pub fn evaluate<T>(&mut self, changes: &[Change], look: impl FnOnce(&Recommendation<'_>) -> T) -> T {
        self.asked += 1;
        self.with(changes, |snapshot, situation| look(&decide(snapshot, situation)))
    }

    /// What `look` sees of the day and the situation after those changes; nothing is asked of `decide`.
    pub fn with<T>(&mut self, changes: &[Change], look: impl FnOnce(&Snapshot<'_>, &Situation) -> T) -> T {
        let mut situation = self.situation.clone();
        for change in changes {
            change.tell(&mut situation);
        }
        let day = changes.iter().find_map(|change| if let Change::AsOf(day) = change { Some(*day) } else { None });
        let snapshot = match day {
            Some(day) => {
                let now = self.snapshot;
                if now.prepared().is_large() && !self.days.contains_key(&day) {
                    self.days.clear();
                }
                self.days.entry(day).or_insert_with(|| now.on_day(day))
            }
            None => self.snapshot,
        };
        look(snapshot, &situation)
    }
}
