//! What a person holds, until when it is valid, and how it is kept.

use serde::Serialize;

use super::{Catalog, CredentialId, Renewal, Thing};
use crate::calendar::Day;

/// Something that the person holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Held {
    /// What it is.
    pub what: Thing,
    /// Which of its earlier versions, by its place in that list; absent when it is itself.
    pub version: Option<u8>,
    /// The day on which it was earned; absent when not told, and then it counts as valid.
    pub earned: Option<Day>,
    /// The last day on which it is valid, where that was told; absent when it follows from when it was earned.
    pub expires: Option<Day>,
}

impl Held {
    /// That, earned nobody says when.
    #[must_use]
    pub fn new(what: impl Into<Thing>) -> Self {
        Self { what: what.into(), version: None, earned: None, expires: None }
    }

    /// That, earned on that day.
    #[must_use]
    pub fn earned(what: impl Into<Thing>, day: Day) -> Self {
        Self { earned: Some(day), ..Self::new(what) }
    }

    /// Of the same thing told twice the one that was earned later; one without a day counts as valid, and stays.
    #[must_use]
    pub fn or_later(self, other: Self) -> Self {
        let dated = |held: Self| held.earned.is_some() || held.expires.is_some();
        match (dated(self), dated(other)) {
            (true, true) if other.earned > self.earned || other.expires > self.expires => other,
            (true, false) => other,
            _ => self,
        }
    }

    /// The last day on which it is valid; `None` when it never expires, or nobody knows, or when it was earned was not told.
    #[must_use]
    pub fn valid_until(&self, catalog: &Catalog) -> Option<Day> {
        self.expires.or_else(|| self.earned.zip(catalog.valid_months_of(self.what)).map(|(earned, months)| earned.plus_months(months)))
    }

    /// The first day on which it could be earned; `None` where nobody noted it.
    #[must_use]
    pub fn opened(&self, catalog: &Catalog) -> Option<Day> {
        let Thing::Credential(id) = self.what else { return None };
        catalog.opened(id).filter(|_| self.version.is_none())
    }

    /// Whether it can have been earned on the day that is told: nothing is earned before it exists.
    #[must_use]
    pub fn is_possible(&self, catalog: &Catalog) -> bool {
        self.earned.zip(self.opened(catalog)).is_none_or(|(earned, opened)| earned >= opened)
    }

    /// As it is written: `ID`, `ID@EARNED`, `ID@EARNED..EXPIRES` or `ID@..EXPIRES`, an earlier version by its code.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> String {
        let mut written = match self.version.map(|version| catalog.earlier_of(self.what).get(usize::from(version))) {
            Some(Some(code)) => code.clone(),
            _ => catalog.id_of(self.what).to_owned(),
        };
        let dates = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        match (self.earned, self.expires) {
            (None, None) => {}
            (earned, None) => written.extend(["@", &dates(earned)]),
            (earned, expires) => written.extend(["@", &dates(earned), "..", &dates(expires)]),
        }
        written
    }
}

impl Catalog {
    /// The first day on which a credential could be earned; `None` where nobody noted it.
    #[must_use]
    pub fn opened(&self, id: CredentialId) -> Option<Day> {
        let life = &self[id].lifecycle;
        [life.beta_from, life.active_from].into_iter().flatten().min()
    }

    /// Months from earning to expiry; `None` when it never expires or nobody knows.
    #[must_use]
    pub fn valid_months_of(&self, thing: Thing) -> Option<u32> {
        match thing {
            Thing::Credential(id) => self[id].valid_months,
            Thing::Outside(id) => self[id].valid_months,
        }
    }

    /// How it is kept; `None` when nobody knows.
    #[must_use]
    pub fn renewal_of(&self, thing: Thing) -> Option<&Renewal> {
        match thing {
            Thing::Credential(id) => self[id].renewal.as_ref(),
            Thing::Outside(id) => self[id].renewal.as_ref(),
        }
    }

    /// The codes of its earlier versions.
    #[must_use]
    pub fn earlier_of(&self, thing: Thing) -> &[String] {
        match thing {
            Thing::Credential(id) => self[id].earlier(),
            Thing::Outside(id) => &self[id].earlier,
        }
    }
}
