//! One change of a situation, or of the day on which it is asked: what lifts a blocker, and what would move a place.

use crate::calendar::{Day, Pace};
use crate::catalog::{Held, Thing};
use crate::money::Usd;
use crate::situation::Situation;
use crate::vocabulary::{Coding, Goal, Level, Platform, Role, Wish};

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
    /// Without this wish.
    Without(Wish),
    /// Counting in a failed attempt or not.
    Retake(bool),
    /// Holding this besides the rest.
    Have(Thing),
    /// Asking again on this day.
    AsOf(Day),
    /// Working on these platforms; none is none in particular.
    Platform(Vec<Platform>),
    /// Wanting it for this.
    Goal(Goal),
    /// This level.
    Level(Level),
    /// So much programming.
    Coding(Coding),
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
            Self::Without(wish) => situation.drop_wish(*wish),
            Self::Retake(on) => situation.retake = Some(*on),
            Self::Have(thing) => situation.have.push(Held::new(*thing)),
            Self::AsOf(day) => situation.as_of = Some(*day),
            Self::Platform(platforms) => situation.platform.clone_from(platforms),
            Self::Goal(goal) => situation.goal = Some(*goal),
            Self::Level(level) => situation.level = Some(*level),
            Self::Coding(coding) => situation.coding = Some(*coding),
            Self::Role(role) => situation.role = Some(*role),
            Self::Years(years) => situation.years = Some(*years),
        }
    }

    /// Whether both change the same thing.
    #[must_use]
    pub fn is_of_kind(&self, other: &Self) -> bool {
        self.key() == other.key()
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
            Self::Without(wish) => wish.word(),
            Self::Retake(_) => "retake",
            Self::Have(_) => "have",
            Self::AsOf(_) => "as_of",
            Self::Platform(_) => "platform",
            Self::Goal(_) => "goal",
            Self::Level(_) => "level",
            Self::Coding(_) => "coding",
            Self::Role(_) => "role",
            Self::Years(_) => "years",
        }
    }
}
