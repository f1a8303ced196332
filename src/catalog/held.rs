//! What a person holds.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Catalog, Resolved, Stage, Thing, Written};
use crate::calendar::Day;

/// Something that the person holds, in one string: `ID` or `ID@YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<S: Stage = Resolved> {
    /// What it is; as written, its id, code or alias.
    pub what: S::Thing,
    /// The day on which it was earned; absent when not told, and then it counts as valid.
    pub earned: Option<Day>,
}

impl Held {
    /// That, earned nobody says when.
    #[must_use]
    pub fn new(what: impl Into<Thing>) -> Self {
        Self { what: what.into(), earned: None }
    }

    /// The last day on which it is valid; `None` when it never expires, or nobody knows, or when it was earned was not told.
    #[must_use]
    pub fn valid_until(&self, catalog: &Catalog) -> Option<Day> {
        let Thing::Credential(id) = self.what else { return None };
        catalog[id].valid_until(self.earned?)
    }

    /// The first day on which it could be earned; `None` where nobody noted it.
    #[must_use]
    pub fn opened(&self, catalog: &Catalog) -> Option<Day> {
        let Thing::Credential(id) = self.what else { return None };
        let life = &catalog[id].lifecycle;
        [life.beta_from, life.active_from].into_iter().flatten().min()
    }

    /// Whether it can have been earned on the day that is told: nothing is earned before it exists.
    #[must_use]
    pub fn is_possible(&self, catalog: &Catalog) -> bool {
        self.earned.zip(self.opened(catalog)).is_none_or(|(earned, opened)| earned >= opened)
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> Held<Written> {
        Held { what: catalog.id_of(self.what).to_owned(), earned: self.earned }
    }
}

impl FromStr for Held<Written> {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let (id, earned) = match written.split_once('@') {
            Some((id, day)) => (id, Some(day.trim().parse::<Day>().map_err(|why| why.to_string())?)),
            None => (written, None),
        };
        if id.trim().is_empty() {
            return Err("an id or an exam code is wanted, for example `ms-ai-900` or `AI-900@2025-06-30`".to_owned());
        }
        Ok(Self { what: id.trim().to_owned(), earned })
    }
}

impl fmt::Display for Held<Written> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        self.earned.map_or(Ok(()), |day| write!(f, "@{day}"))
    }
}

impl<S: Stage> Serialize for Held<S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        match S::id(&self.what) {
            Some(id) => match self.earned {
                Some(earned) => serializer.collect_str(&format_args!("{id}@{earned}")),
                None => serializer.serialize_str(id),
            },
            None => (&self.what, self.earned).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(|(what, earned)| Self { what, earned })
    }
}

impl<'de> Deserialize<'de> for Held<Written> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
