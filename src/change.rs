//! One change of a situation, or of the day on which it is asked: what lifts a blocker, and what would move a place.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::calendar::{Day, Pace};
use crate::money::Usd;
use crate::situation::{Held, Situation};
use crate::vocabulary::{Goal, Level, Platform, Role};

/// One change. The order of the kinds is the order in which they are offered: first the limits that somebody set themselves,
/// then what takes time, then what they work on and want, at last who they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// This budget; `None` is no limit.
    Budget(Option<Usd>),
    /// This pace.
    HoursPerWeek(Pace),
    /// This deadline; `None` is no deadline.
    By(Option<Day>),
    /// Asking for hands-on work or not.
    HandsOn(bool),
    /// Counting in a failed attempt or not.
    Retake(bool),
    /// Holding this, by id, besides the rest.
    Have(String),
    /// Asking again on this day.
    AsOf(Day),
    /// Working on these platforms; none is none in particular.
    Platform(Vec<Platform>),
    /// Wanting it for this.
    Goal(Goal),
    /// This level.
    Level(Level),
    /// This role.
    Role(Role),
    /// So many years of career.
    Years(u32),
}

impl Change {
    /// Makes the change.
    pub fn tell(&self, situation: &mut Situation) {
        match self {
            Self::Budget(budget) => situation.budget = *budget,
            Self::HoursPerWeek(pace) => situation.hours_per_week = Some(*pace),
            Self::By(day) => (situation.by, situation.weeks) = (*day, None),
            Self::HandsOn(on) => situation.hands_on = Some(*on),
            Self::Retake(on) => situation.retake = Some(*on),
            Self::Have(id) => situation.have.push(Held { id: id.clone(), earned: None }),
            Self::AsOf(day) => situation.as_of = Some(*day),
            Self::Platform(platforms) => situation.platform.clone_from(platforms),
            Self::Goal(goal) => situation.goal = Some(*goal),
            Self::Level(level) => situation.level = Some(*level),
            Self::Role(role) => situation.role = Some(*role),
            Self::Years(years) => situation.years = Some(*years),
        }
    }

    /// Whether both change the same thing.
    #[must_use]
    pub fn is_of_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether it asks less of the person than another of its kind.
    #[must_use]
    pub fn is_smaller_than(&self, other: &Self) -> bool {
        match (self, other) {
            // No limit at all is the largest change of a limit; any prerequisite asks as much as another.
            (Self::Budget(None) | Self::By(None) | Self::Have(_), _) => false,
            (Self::Budget(Some(_)), Self::Budget(None)) | (Self::By(Some(_)), Self::By(None)) => true,
            (mine, its) => mine < its,
        }
    }

    /// The key under which it stands in JSON: the one of the situation.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Budget(_) => "budget",
            Self::HoursPerWeek(_) => "hours_per_week",
            Self::By(_) => "by",
            Self::HandsOn(_) => "hands_on",
            Self::Retake(_) => "retake",
            Self::Have(_) => "have",
            Self::AsOf(_) => "as_of",
            Self::Platform(_) => "platform",
            Self::Goal(_) => "goal",
            Self::Level(_) => "level",
            Self::Role(_) => "role",
            Self::Years(_) => "years",
        }
    }
}

/// Changes that are made together, as one JSON object.
///
/// # Errors
/// The serializer's own.
pub fn together<S: Serializer>(changes: &[Change], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let held: Vec<&String> = changes.iter().filter_map(|change| if let Change::Have(id) = change { Some(id) } else { None }).collect();
    for (number, change) in changes.iter().enumerate() {
        let key = change.key();
        match change {
            Change::Budget(budget) => map.serialize_entry(key, budget)?,
            Change::HoursPerWeek(pace) => map.serialize_entry(key, pace)?,
            Change::By(day) => map.serialize_entry(key, day)?,
            Change::HandsOn(on) | Change::Retake(on) => map.serialize_entry(key, on)?,
            // Several to hold are one list, as a key stands once.
            Change::Have(_) if changes[..number].iter().any(|before| before.is_of_kind(change)) => {}
            Change::Have(id) if held.len() == 1 => map.serialize_entry(key, id)?,
            Change::Have(_) => map.serialize_entry(key, &held)?,
            Change::AsOf(day) => map.serialize_entry(key, day)?,
            Change::Platform(platforms) => map.serialize_entry(key, platforms)?,
            Change::Goal(goal) => map.serialize_entry(key, goal)?,
            Change::Level(level) => map.serialize_entry(key, level)?,
            Change::Role(role) => map.serialize_entry(key, role)?,
            Change::Years(years) => map.serialize_entry(key, years)?,
        }
    }
    map.end()
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        together(std::slice::from_ref(self), serializer)
    }
}
