//! What a person holds, as sets: what is valid, what has expired, what lies below it, and what takes its place.

use crate::calendar::Day;
use crate::catalog::{CredentialId, OutsideId, Thing};
use crate::prepared::set::{Set, and_not, contains, insert, nothing};
use crate::prepared::{AnyOf, Holds, partners};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Goal;

/// What a person holds, as sets.
pub(super) struct Holdings {
    /// What is valid, and every later version of the same certification.
    pub valid: Set,
    /// For each qualification outside the catalogue that is valid the last day on which it is; `None` where it does not expire, or
    /// nobody knows.
    outside: Vec<(OutsideId, Option<Day>)>,
    /// What was valid once and is no more.
    pub expired: Set,
    /// What lies below what is or was held: what it builds on, requires, renews, succeeds or continues, and so on.
    pub past: Set,
    /// What renews something valid that expires.
    pub renews: Set,
    /// How many different things are valid, and what the exams serve that are or were held.
    pub holds: Holds,
    /// For each that is valid the last day on which it is, as often as it is held in some version; `None` where it does not expire.
    until: Vec<(CredentialId, Option<Day>)>,
}

impl Holdings {
    pub fn of(snapshot: &Snapshot<'_>, situation: &Situation) -> Self {
        let (catalog, rules) = (snapshot.catalog, snapshot.rules());
        let none = || nothing(catalog.credentials.len());
        let mut holdings = Self {
            valid: none(),
            outside: Vec::new(),
            expired: none(),
            past: none(),
            renews: none(),
            holds: snapshot.holds(situation),
            until: Vec::new(),
        };
        if situation.have.is_empty() {
            return holdings;
        }
        let mut down: Vec<CredentialId> = Vec::new();
        for held in situation.have.iter().filter(|held| held.is_possible(snapshot.catalog)) {
            match held.what {
                Thing::Credential(id) => {
                    down.push(id);
                    let until = held.valid_until(catalog);
                    if !snapshot.is_valid(held) {
                        insert(&mut holdings.expired, id);
                        continue;
                    }
                    for version in versions(snapshot, id) {
                        insert(&mut holdings.valid, version);
                        holdings.until.push((version, until));
                    }
                    let credential = snapshot.credential(id);
                    if credential.valid_months.is_some() {
                        credential.renewal.iter().flat_map(|renewal| &renewal.by).for_each(|by| insert(&mut holdings.renews, *by));
                    }
                }
                Thing::Outside(number) => {
                    if snapshot.is_valid(held) {
                        holdings.outside.push((number, held.valid_until(catalog)));
                    }
                    let its = &catalog[number];
                    if snapshot.is_valid(held) && its.valid_months.is_some() {
                        its.renewal.iter().flat_map(|renewal| &renewal.by).for_each(|by| insert(&mut holdings.renews, *by));
                    }
                    for lower in its.builds_on.iter().flat_map(|lower| versions(snapshot, *lower)) {
                        insert(&mut holdings.past, lower);
                        down.push(lower);
                    }
                }
            }
        }
        and_not(&mut holdings.expired, &holdings.valid);
        // What was held itself is not past: it can be earned anew.
        while let Some(id) = down.pop() {
            for lower in partners(&rules.below, id) {
                let mut versions = versions(snapshot, lower);
                // What continues the lower one is no lower than itself.
                if versions.contains(&id) {
                    versions = vec![lower];
                }
                for version in versions {
                    if !contains(&holdings.past, version) {
                        insert(&mut holdings.past, version);
                        down.push(version);
                    }
                }
            }
        }
        holdings
    }

    fn has_outside(&self, number: OutsideId) -> bool {
        self.outside.iter().any(|(held, _)| *held == number)
    }

    /// Whether one of them is valid today.
    pub fn has_now(&self, any_of: &[Thing]) -> bool {
        any_of.iter().any(|thing| match thing {
            Thing::Credential(id) => contains(&self.valid, *id),
            Thing::Outside(number) => self.has_outside(*number),
        })
    }

    /// Whether one of them is still valid on that day.
    pub fn has_on(&self, any_of: &AnyOf, day: Day) -> bool {
        let lasts = |until: &Option<Day>| until.is_none_or(|until| until >= day);
        any_of.iter().any(|thing| match thing {
            Thing::Credential(id) => self.until.iter().any(|(held, until)| held == id && lasts(until)),
            Thing::Outside(number) => self.outside.iter().any(|(held, until)| held == number && lasts(until)),
        })
    }

    /// Whether one of them is valid today, or lies below what is or was held: who is past it needs no advice to begin with it.
    pub fn has_or_is_past(&self, any_of: &[Thing]) -> bool {
        self.has_now(any_of) || any_of.iter().any(|thing| matches!(thing, Thing::Credential(id) if contains(&self.past, *id)))
    }

    /// What requires a qualification outside the catalogue that is valid, and serves that goal.
    pub fn opened(&self, snapshot: &Snapshot<'_>, goal: Option<Goal>) -> Vec<CredentialId> {
        let has = |thing: &Thing| matches!(thing, Thing::Outside(number) if self.has_outside(*number));
        let requires = &snapshot.rules().requires.by;
        let opened = requires.iter().filter(|(_, all)| all.iter().any(|any_of| any_of.iter().any(has))).map(|(id, _)| *id);
        opened.filter(|id| goal.is_some_and(|goal| snapshot.credential(*id).goals().contains(&goal))).collect()
    }

    /// What can be earned in the place of what has expired or ended, each with what it takes the place of; what has expired and is
    /// still there takes its own.
    pub fn heirs(&self, snapshot: &Snapshot<'_>, situation: &Situation) -> Vec<(CredentialId, Option<CredentialId>)> {
        let mut heirs: Vec<(CredentialId, Option<CredentialId>)> = Vec::new();
        for held in situation.have.iter().filter(|held| held.is_possible(snapshot.catalog)) {
            let Thing::Credential(id) = held.what else { continue };
            let (state, expired) = (snapshot.state(id), contains(&self.expired, id));
            let ended = state.status == crate::vocabulary::Status::Retired;
            if expired && !ended {
                heirs.push((id, None));
            } else if ended {
                heirs.extend(state.replacements.iter().map(|heir| (*heir, Some(id))));
            }
        }
        heirs.retain(|(id, _)| snapshot.state(*id).obtainable && !contains(&self.valid, *id));
        heirs
    }
}

/// That and every later version of the same certification.
pub(super) fn versions(snapshot: &Snapshot<'_>, id: CredentialId) -> Vec<CredentialId> {
    let mut versions = vec![id];
    let mut looked = 0;
    while let Some(id) = versions.get(looked).copied() {
        looked += 1;
        for later in partners(&snapshot.rules().continued_by, id) {
            if !versions.contains(&later) {
                versions.push(later);
            }
        }
    }
    versions
}
