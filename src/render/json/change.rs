//! Changes that are made together, as one JSON object.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::catalog::Catalog;
use crate::change::Change;

/// Changes, and the catalogue that they speak of.
pub struct Changes<'a>(pub &'a Catalog, pub &'a [Change]);

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(catalog, changes) = self;
        let mut map = serializer.serialize_map(None)?;
        let held = changes.iter().filter_map(|change| if let Change::Have(thing) = change { Some(catalog.id_of(*thing)) } else { None });
        let held: Vec<&str> = held.collect();
        for (number, change) in changes.iter().enumerate() {
            let key = change.key();
            match change {
                Change::Budget(budget) => map.serialize_entry(key, budget)?,
                Change::HoursPerWeek(pace) => map.serialize_entry(key, pace)?,
                Change::By(day) => map.serialize_entry(key, day)?,
                Change::HandsOn(on) | Change::Retake(on) => map.serialize_entry(key, on)?,
                Change::Without(_) => map.serialize_entry(key, &())?,
                // Several to hold are one list, as a key stands once.
                Change::Have(_) if changes[..number].iter().any(|before| before.is_of_kind(change)) => {}
                Change::Have(_) if held.len() == 1 => map.serialize_entry(key, held[0])?,
                Change::Have(_) => map.serialize_entry(key, &held)?,
                Change::AsOf(day) => map.serialize_entry(key, day)?,
                Change::Platform(platforms) => map.serialize_entry(key, platforms)?,
                Change::Goal(goal) => map.serialize_entry(key, goal)?,
                Change::Level(level) => map.serialize_entry(key, level)?,
                Change::Coding(coding) => map.serialize_entry(key, coding)?,
                Change::Role(role) => map.serialize_entry(key, role)?,
                Change::Years(years) => map.serialize_entry(key, years)?,
            }
        }
        map.end()
    }
}
