//! What is held on the day, for how long, what lies below it, and what takes its place.

use certwise::calendar::Day;
use certwise::catalog::{CredentialId, Held, Prerequisite, Thing};
use certwise::vocabulary::Status;

use super::{Question, StandIn};

impl Question<'_> {
    /// Nothing is earned before it opened; what somebody says so does not count.
    pub(super) fn is_possible(&self, held: &Held) -> bool {
        let (Thing::Credential(id), None) = (held.what, held.version) else { return true };
        let life = &self.catalog[id].lifecycle;
        let opened = [life.beta_from, life.active_from].into_iter().flatten().min();
        opened.is_none_or(|opened| held.earned.is_none_or(|earned| earned >= opened))
    }

    /// What was told of its end counts; else what has no day of earning counts as valid, and so does what never expires or nobody
    /// knows when.
    fn is_valid_on(&self, held: &Held, day: Day) -> bool {
        let months = match held.what {
            Thing::Credential(id) => self.catalog[id].valid_months,
            Thing::Outside(id) => self.catalog[id].valid_months,
        };
        let ends = held.expires.or(held.earned.zip(months).map(|(earned, months)| earned.plus_months(months)));
        self.is_possible(held) && ends.is_none_or(|ends| ends >= day)
    }

    pub(super) fn is_valid(&self, held: &Held) -> bool {
        self.is_valid_on(held, self.as_of)
    }

    /// Whoever holds an earlier version of a certification holds the later ones.
    pub(super) fn holds(&self, thing: Thing, day: Day) -> bool {
        let does = |held: &Held| match (held.what, thing) {
            (Thing::Credential(held), Thing::Credential(id)) => self.later_versions(held).contains(&id),
            (held, thing) => held == thing,
        };
        self.you.have.iter().any(|held| does(held) && self.is_valid_on(held, day))
    }

    pub(super) fn lacks(&self, one: &Prerequisite, day: Day) -> bool {
        !one.any_of.iter().any(|thing| self.holds(*thing, day))
    }

    /// It was held, and no version of it is.
    pub(super) fn has_expired(&self, id: CredentialId) -> bool {
        let was_held = self.you.have.iter().any(|held| held.what == id.into() && self.is_possible(held));
        was_held && !self.holds(id.into(), self.as_of)
    }

    /// Passing it renews something valid that expires.
    pub(super) fn renews_yours(&self, id: CredentialId) -> bool {
        self.you.have.iter().filter(|held| self.is_valid(held)).any(|held| {
            let (months, renewal) = match held.what {
                Thing::Credential(held) => (self.catalog[held].valid_months, &self.catalog[held].renewal),
                Thing::Outside(held) => (self.catalog[held].valid_months, &self.catalog[held].renewal),
            };
            months.is_some() && renewal.as_ref().is_some_and(|renewal| renewal.by.contains(&id))
        })
    }

    /// That and what continues it, and what continues that.
    fn later_versions(&self, id: CredentialId) -> Vec<CredentialId> {
        let mut versions = vec![id];
        let mut looked = 0;
        while let Some(earlier) = versions.get(looked).copied() {
            looked += 1;
            for (later, it) in self.catalog.numbered() {
                if it.continues().contains(&earlier) && !versions.contains(&later) {
                    versions.push(later);
                }
            }
        }
        versions
    }

    /// What leads to the higher one: it builds on it, continues or requires it, and nothing else would do; passing the higher one
    /// renews it, or the higher one took its place.
    fn leads_to(&self, lower: CredentialId, higher: CredentialId) -> bool {
        let (low, high) = (&self.catalog[lower], &self.catalog[higher]);
        high.builds_on().contains(&lower)
            || high.continues().contains(&lower)
            || high.requires().iter().any(|one| one.any_of == [lower.into()])
            || low.renewal.as_ref().is_some_and(|renewal| renewal.by.contains(&higher))
            || low.successors().contains(&higher)
    }

    /// What leads to something that is or was held, and what leads to that, in any version; but not a later version of what it
    /// leads to.
    pub(super) fn all_past(&self) -> Vec<CredentialId> {
        let possible = self.you.have.iter().filter(|held| self.is_possible(held));
        let (mut above, mut past): (Vec<CredentialId>, Vec<CredentialId>) = (Vec::new(), Vec::new());
        for held in possible {
            match held.what {
                Thing::Credential(id) => above.push(id),
                // What an outside qualification builds on is past, in any version.
                Thing::Outside(id) => {
                    let lower: Vec<CredentialId> = self.catalog[id].builds_on.iter().flat_map(|id| self.later_versions(*id)).collect();
                    above.extend(&lower);
                    past.extend(lower);
                }
            }
        }
        while let Some(higher) = above.pop() {
            for (lower, _) in self.catalog.numbered().filter(|(lower, _)| self.leads_to(*lower, higher)) {
                let mut versions = self.later_versions(lower);
                if versions.contains(&higher) {
                    versions = vec![lower];
                }
                for version in versions {
                    if !past.contains(&version) {
                        past.push(version);
                        above.push(version);
                    }
                }
            }
        }
        past
    }

    /// Who has something, or is past it, needs nobody to recommend it.
    pub(super) fn lacks_advised(&self, one: &Prerequisite) -> bool {
        let past = self.all_past();
        self.lacks(one, self.as_of) && !one.any_of.iter().any(|thing| matches!(thing, Thing::Credential(id) if past.contains(id)))
    }

    /// Whether it requires something outside the catalogue that is held, and serves the goal.
    pub(super) fn is_opened_by_held(&self, id: CredentialId) -> bool {
        let it = &self.catalog[id];
        let has = |thing: &Thing| matches!(thing, Thing::Outside(_)) && self.holds(*thing, self.as_of);
        self.you.goal.is_some_and(|goal| it.goals().contains(&goal)) && it.requires().iter().any(|one| one.any_of.iter().any(has))
    }

    /// Whether it takes the place of something held that has ended, or its own place after it has expired: then in whose.
    pub(super) fn in_place_of_held(&self, id: CredentialId) -> Option<StandIn> {
        let is_open = self.status(id).is_open() && !self.is_closed_to_you(&self.catalog[id]);
        if !is_open || self.holds(id.into(), self.as_of) {
            return None;
        }
        self.you.have.iter().filter(|held| self.is_possible(held)).find_map(|held| {
            let Thing::Credential(old) = held.what else { return None };
            match self.status(old) {
                Status::Retired => self.heirs(old).contains(&id).then_some((id, Some(old))),
                _ => (old == id && self.has_expired(id)).then_some((id, None)),
            }
        })
    }
}
