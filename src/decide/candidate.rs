//! One credential in one situation: what a rule's condition is asked of.

use crate::calendar::Day;
use crate::catalog::{Credential, CredentialId, Held, Thing};
use crate::decide::figures;
use crate::decide::holdings::{Holdings, versions};
use crate::money::{Range, Usd};
use crate::recommendation::{Estimate, Named, Ranked, Recommendation, RuledOut};
use crate::situation::Situation;
use crate::snapshot::{CredentialState, Snapshot};

/// One credential in one situation on one day.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The day's catalogue and framework.
    pub snapshot: &'a Snapshot<'a>,
    /// The person.
    pub situation: &'a Situation,
    /// Which credential.
    pub id: CredentialId,
    /// What it comes to for this person.
    pub figures: &'a Estimate,
    /// How the framework names it for this situation.
    pub named: Option<Named>,
    /// What this person does first, where it is a step above them.
    pub after: Option<CredentialId>,
}

/// What two things come to, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// US dollars; `None` when one is unknown.
    pub cost: Option<Range>,
    /// The days on which both can be held, fast and slow; `None` when one is unknown.
    pub ready: Option<(Day, Day)>,
}

impl<'a> Recommendation<'a> {
    /// The candidate that a credential which fits was.
    #[must_use]
    pub fn candidate(&self, ranked: &'a Ranked) -> Candidate<'a> {
        Candidate {
            snapshot: self.snapshot,
            situation: self.situation,
            id: ranked.id,
            figures: &ranked.figures,
            named: ranked.named,
            after: ranked.after(),
        }
    }

    /// The candidate that a credential which does not fit was.
    #[must_use]
    pub const fn candidate_out(&self, out: &'a RuledOut) -> Candidate<'a> {
        Candidate { snapshot: self.snapshot, situation: self.situation, id: out.id, figures: &out.figures, named: out.named, after: None }
    }
}

impl<'a> Candidate<'a> {
    /// The credential.
    #[must_use]
    pub fn credential(&self) -> &'a Credential {
        self.snapshot.credential(self.id)
    }

    /// What took, or takes, its place, as far as that was known of on the day.
    pub fn known_successors(&self) -> impl Iterator<Item = &'a Credential> {
        let snapshot = self.snapshot;
        let known = self.credential().successors().iter().filter(|id| snapshot.state(**id).known);
        known.map(|id| snapshot.credential(*id))
    }

    /// How it stands on the day.
    #[must_use]
    pub fn state(&self) -> &'a CredentialState {
        self.snapshot.state(self.id)
    }

    /// What it comes to together with what this person does first; by itself where that is nothing.
    #[must_use]
    pub fn with_first(&self) -> Together {
        let mine = self.figures;
        let cost = |estimate: &Estimate| estimate.bill.as_ref().map(|bill| bill.total);
        let Some(first) = self.after else { return Together { cost: cost(mine), ready: mine.ready } };
        let begin = figures(self.snapshot.credential(first), self.snapshot.as_of, self.situation);
        let from = |start: Day| figures(self.credential(), start, self.situation);
        let ready = begin.ready.and_then(|(fast, slow)| Some((from(fast).ready?.0, from(slow).ready?.1)));
        let cost = cost(&begin).zip(cost(mine)).map(|(one, other)| one + other);
        Together { cost, ready }
    }

    /// The most that it costs this person; `None` when unknown.
    #[must_use]
    pub fn cost_high(&self) -> Option<Usd> {
        self.figures.bill.as_ref().map(|bill| bill.total.high)
    }

    /// The recommended credentials of the first recommendation of which the person holds none, and is past none.
    #[must_use]
    pub fn missing_recommended(&self) -> Option<&'a [Thing]> {
        let lists = self.credential().recommends().iter().map(|recommended| recommended.any_of.as_slice());
        let holdings = Holdings::of(self.snapshot, self.situation);
        lists.into_iter().find(|any_of| !any_of.is_empty() && !holdings.has_or_is_past(any_of))
    }

    /// The day on which the person earned this credential, where it has expired since.
    #[must_use]
    pub fn expired(&self) -> Option<Day> {
        let earned = self.situation.have.iter().filter(|held| held.what == self.id.into()).filter_map(|held| held.earned).max()?;
        (!self.holds(self.id)).then_some(earned)
    }

    /// The last day on which what the person holds of it, in whatever version, is valid; `None` when it does not expire, or nobody
    /// knows, or it is not held.
    #[must_use]
    pub fn lasts_until(&self, thing: impl Into<Thing>) -> Option<Day> {
        let days: Option<Vec<Day>> = self.held_of(thing.into()).map(|held| held.valid_until(self.snapshot.catalog)).collect();
        days?.into_iter().max()
    }

    /// Whether the person holds that, or an earlier version of it, unexpired. One without a day, or without a known validity, counts as
    /// valid.
    #[must_use]
    pub fn holds(&self, thing: impl Into<Thing>) -> bool {
        self.held_of(thing.into()).any(|held| self.snapshot.is_valid(held))
    }

    /// What of that, or of earlier versions of it, the person has earned.
    fn held_of(&self, thing: Thing) -> impl Iterator<Item = &'a Held> {
        let snapshot = self.snapshot;
        let is_it = move |held: &&Held| match (held.what, thing) {
            (Thing::Credential(held), Thing::Credential(id)) => versions(snapshot, held).contains(&id),
            (held, thing) => held == thing,
        };
        self.situation.have.iter().filter(move |held| held.is_possible(snapshot.catalog)).filter(is_it)
    }
}
