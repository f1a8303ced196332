//! What the person told us, from flags, a file, a JSON line or a CSV row.

mod fields;
mod read;

use std::fmt;

pub use fields::Told;
pub use read::{field_name, last_day_of_year, read_pace, read_switch, read_tier, read_weeks, read_years};

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Pace, Pause};
use crate::catalog::{Catalog, Held, Resolved, Stage, Written};
use crate::diagnostic::KeyPart;
use crate::money::Usd;
use crate::vocabulary::{Coding, Delivery, Field, Goal, KindGroup, KindWish, Language, Level, Platform, Role, Wish};

/// What the person told us. Unset means "not asked"; nothing is guessed silently. As written ([`SituationInput`]) it may name what
/// nobody knows; only a resolved one can be decided on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, bound = "")]
pub struct Situation<S: Stage = Resolved> {
    /// Who they are.
    pub role: Option<Role>,
    /// Their experience with AI and ML.
    pub level: Option<Level>,
    /// The programming they have done, apart from AI.
    pub coding: Option<Coding>,
    /// Years of career so far.
    #[serde(deserialize_with = "read::years")]
    pub years: Option<u32>,
    /// What the credential should do for them.
    pub goal: Option<Goal>,
    /// The platforms they work on; in a file one word or a list.
    #[serde(alias = "cloud", deserialize_with = "crate::values::one_or_many")]
    pub platform: Vec<Platform>,
    /// US dollars in all until the credential is held; absent means no limit.
    pub budget: Option<Usd>,
    /// Study hours in a usual week; absent means the reference pace.
    #[serde(deserialize_with = "read::pace")]
    pub hours_per_week: Option<Pace>,
    /// When it must be held; absent means no deadline.
    pub by: Option<Day>,
    /// The deadline as weeks from the as-of date; not together with `by`.
    #[serde(deserialize_with = "read::weeks")]
    pub weeks: Option<u32>,
    /// What they hold.
    #[serde(deserialize_with = "S::held")]
    pub have: Vec<Held<S>>,
    /// Only these kinds; none means any.
    #[serde(deserialize_with = "crate::values::listed")]
    pub kind: Vec<KindWish>,
    /// Languages of which the exam must be offered in one; none means any.
    #[serde(deserialize_with = "crate::values::listed")]
    pub language: Vec<Language>,
    /// Ways of which the exam must be sat in one; none means any.
    #[serde(deserialize_with = "crate::values::listed")]
    pub delivery: Vec<Delivery>,
    /// Only of these providers; as written, their ids or names. None means any.
    #[serde(deserialize_with = "S::providers")]
    pub provider: Vec<S::Provider>,
    /// Only in these tiers; none means any.
    #[serde(deserialize_with = "read::tiers")]
    pub tier: Vec<u8>,
    /// Only credentials with projects, labs or a practical exam; absent means off.
    #[serde(deserialize_with = "read::switch")]
    pub hands_on: Option<bool>,
    /// Count in one failed attempt; absent means off.
    #[serde(deserialize_with = "read::switch")]
    pub retake: Option<bool>,
    /// Days without study; resolved ones are in order and apart.
    #[serde(deserialize_with = "crate::values::one_or_many")]
    pub pause: Vec<Pause>,
    /// The day the answer is for; absent means today.
    pub as_of: Option<Day>,
}

/// The fields that hold one value. The compiler asks for a new one.
macro_rules! single_fields {
    ($do:ident) => {
        $do! { role level coding years goal budget hours_per_week by weeks hands_on retake as_of }
    };
}

impl<S: Stage> Default for Situation<S> {
    fn default() -> Self {
        macro_rules! untold {
            ($($field:ident)+) => {
                Self {
                    platform: Vec::new(),
                    have: Vec::new(),
                    kind: Vec::new(),
                    language: Vec::new(),
                    delivery: Vec::new(),
                    provider: Vec::new(),
                    tier: Vec::new(),
                    pause: Vec::new(),
                    $($field: None,)+
                }
            };
        }
        single_fields!(untold)
    }
}

/// A situation as it was told.
pub type SituationInput = Situation<Written>;

/// What a situation cannot mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SituationError {
    /// Two deadlines.
    TwoDeadlines,
    /// A deadline before the day that the answer is for: the two days.
    DeadlinePassed(Day, Day),
    /// A held credential that nobody knows, or that is earned in the future: its place in the list, and why.
    Held(usize, String),
    /// A value of a wish that the data does not have: which wish, its place in the list, and why.
    Wished(Wish, usize, String),
}

impl SituationError {
    /// The way to the value in a file.
    #[must_use]
    pub fn key_path(&self) -> Vec<KeyPart<'static>> {
        match self {
            Self::TwoDeadlines => vec![KeyPart::Key("weeks")],
            Self::DeadlinePassed(..) => vec![KeyPart::Key("by")],
            Self::Held(place, _) => vec![KeyPart::Key("have"), KeyPart::At(*place)],
            Self::Wished(wish, place, _) => vec![KeyPart::Key(wish.word()), KeyPart::At(*place)],
        }
    }
}

impl fmt::Display for SituationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoDeadlines => f.write_str("`by` and `weeks` are two deadlines; give one of them"),
            Self::DeadlinePassed(by, as_of) => {
                write!(
                    f,
                    "the deadline {by} lies before {as_of}, the day the answer is for; give a later one, or ask --as-of an earlier day"
                )
            }
            Self::Held(_, why) | Self::Wished(.., why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SituationError {}

impl<S: Stage> Situation<S> {
    /// The deadline, worked out from `weeks` where that was given.
    #[must_use]
    pub fn deadline(&self, as_of: Day) -> Option<Day> {
        self.by.or_else(|| self.weeks.map(|weeks| as_of.plus_days(weeks.saturating_mul(7))))
    }

    /// The pace, the reference pace where none was given.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.hours_per_week.unwrap_or(Pace::REFERENCE)
    }

    /// Whether only hands-on credentials will do.
    #[must_use]
    pub fn wants_hands_on(&self) -> bool {
        self.hands_on == Some(true)
    }

    /// Whether one failed attempt is counted in.
    #[must_use]
    pub fn plans_retake(&self) -> bool {
        self.retake == Some(true)
    }

    /// Whether that was wished for.
    #[must_use]
    pub const fn wishes(&self, wish: Wish) -> bool {
        match wish {
            Wish::Kind => !self.kind.is_empty(),
            Wish::Language => !self.language.is_empty(),
            Wish::Delivery => !self.delivery.is_empty(),
            Wish::Provider => !self.provider.is_empty(),
            Wish::Tier => !self.tier.is_empty(),
        }
    }

    /// Whether kinds were asked for, and only such as belong to one of these groups.
    #[must_use]
    pub fn wants_only(&self, groups: &[KindGroup]) -> bool {
        !self.kind.is_empty() && self.kind.iter().all(|kind| groups.iter().any(|group| kind.is_of(*group)))
    }

    /// Drops that wish.
    pub fn drop_wish(&mut self, wish: Wish) {
        match wish {
            Wish::Kind => self.kind.clear(),
            Wish::Language => self.language.clear(),
            Wish::Delivery => self.delivery.clear(),
            Wish::Provider => self.provider.clear(),
            Wish::Tier => self.tier.clear(),
        }
    }

    /// Whether the person answered that question.
    #[must_use]
    pub fn is_set(&self, field: Field) -> bool {
        match field {
            Field::Role => self.role.is_some(),
            Field::Level => self.level.is_some(),
            Field::Coding => self.coding.is_some(),
            Field::Years => self.years.is_some(),
            Field::Goal => self.goal.is_some(),
            Field::Platform => !self.platform.is_empty(),
            Field::Budget => self.budget.is_some(),
            Field::HoursPerWeek => self.hours_per_week.is_some(),
            Field::By => self.by.is_some() || self.weeks.is_some(),
            Field::Have => !self.have.is_empty(),
        }
    }
}

impl SituationInput {
    /// Takes from `other` what this situation leaves unset: `other` is the file, this the flags. A deadline is one thing.
    pub fn merge(&mut self, mut other: Self) {
        if self.is_set(Field::By) {
            (other.by, other.weeks) = (None, None);
        }
        self.fill(other);
    }

    /// Takes from `other` every field that this situation leaves unset.
    pub(crate) fn fill(&mut self, other: Self) {
        macro_rules! single {
            ($($field:ident)+) => { $(self.$field = self.$field.or(other.$field);)+ };
        }
        single_fields!(single);
        macro_rules! lists {
            ($($field:ident)+) => { $(if self.$field.is_empty() { self.$field = other.$field; })+ };
        }
        lists!(platform have kind language delivery provider tier pause);
    }

    /// Resolves it (see [`SituationInput::resolve`]) and checks its days against the one that the answer is for.
    ///
    /// # Errors
    /// As [`SituationInput::resolve`]; and when its deadline has passed, or something is earned in the future.
    pub fn settle(self, catalog: &Catalog, as_of: Day) -> Result<Situation, SituationError> {
        let late = self.have.iter().enumerate().find_map(|(number, held)| {
            let earned = held.earned.filter(|earned| *earned > as_of)?;
            let id = crate::sanitize::quote_input(&held.what);
            let why = format!("`{id}` is earned on {earned}, which lies after {as_of}, the day the answer is for");
            Some(SituationError::Held(number, why))
        });
        let resolved = self.resolve(catalog)?;
        match resolved.by.filter(|by| *by < as_of) {
            Some(by) => Err(SituationError::DeadlinePassed(by, as_of)),
            None => late.map_or(Ok(resolved), Err),
        }
    }

    /// Finds in the catalogue what is held, makes one of what is told twice, and checks what types cannot. Of something held
    /// twice the later day of earning counts; without a day it is valid, so none counts then.
    ///
    /// # Errors
    /// When it names a credential that nobody knows, or two deadlines.
    pub fn resolve(self, catalog: &Catalog) -> Result<Situation, SituationError> {
        if self.by.is_some() && self.weeks.is_some() {
            return Err(SituationError::TwoDeadlines);
        }
        let Self { mut platform, have, mut pause, mut kind, mut language, mut delivery, mut tier, .. } = self;
        let found = self
            .provider
            .iter()
            .enumerate()
            .map(|(number, written)| catalog.find_provider(written).map_err(|why| SituationError::Wished(Wish::Provider, number, why)));
        let mut provider = found.collect::<Result<Vec<_>, _>>()?;
        once_each(&mut platform);
        once_each(&mut kind);
        once_each(&mut language);
        once_each(&mut delivery);
        once_each(&mut provider);
        once_each(&mut tier);
        Pause::join(&mut pause);
        let mut once: Vec<Held> = Vec::with_capacity(have.len());
        for (number, held) in have.into_iter().enumerate() {
            let what = catalog.find_thing(&held.what).map_err(|unknown| SituationError::Held(number, unknown.to_string()))?;
            match once.iter_mut().find(|other| other.what == what) {
                Some(other) => other.earned = other.earned.zip(held.earned).map(|(one, another)| one.max(another)),
                None => once.push(Held { what, earned: held.earned }),
            }
        }
        macro_rules! resolved {
            ($($field:ident)+) => { Situation { platform, have: once, pause, kind, language, delivery, provider, tier, $($field: self.$field,)+ } };
        }
        Ok(single_fields!(resolved))
    }
}

impl Situation {
    /// As it is written.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> SituationInput {
        let have = self.have.iter().map(|held| held.written(catalog)).collect();
        let provider = self.provider.iter().map(|id| catalog[*id].id.clone()).collect();
        macro_rules! written {
            ($($field:ident)+) => {
                Situation {
                    platform: self.platform.clone(),
                    have,
                    kind: self.kind.clone(),
                    language: self.language.clone(),
                    delivery: self.delivery.clone(),
                    provider,
                    tier: self.tier.clone(),
                    pause: self.pause.clone(),
                    $($field: self.$field,)+
                }
            };
        }
        single_fields!(written)
    }
}

/// Each value once, in order.
fn once_each<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
}
