//! What the person told us, from flags, a file, a JSON line or a CSV row.

mod fields;
mod read;

use std::fmt;

pub use fields::Told;
pub use read::{field_name, last_day_of_year, read_pace, read_switch, read_tier, read_weeks, read_years};

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Deadline, Pace, Pause};
use crate::catalog::{Catalog, Held, HeldInput, NotFound, Resolved, Stage, Written};
use crate::diagnostic::KeyPart;
use crate::money::Usd;
use crate::vocabulary::{Coding, Delivery, Field, Goal, KindGroup, KindWish, Language, Level, Platform, Role, Wish};

/// What the person told us. Unset means "not asked"; nothing is guessed silently. As written ([`SituationInput`]) it may name what
/// nobody knows; only a resolved one can be decided on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, bound = "")]
pub struct Situation<S: Stage = Resolved> {
    /// Who they are.
    #[serde(deserialize_with = "crate::values::parsed")]
    pub role: Option<Role>,
    /// Their experience with AI and ML.
    #[serde(deserialize_with = "crate::values::parsed")]
    pub level: Option<Level>,
    /// The programming they have done, apart from AI.
    #[serde(deserialize_with = "crate::values::parsed")]
    pub coding: Option<Coding>,
    /// Years of career so far.
    #[serde(deserialize_with = "read::years")]
    pub years: Option<u32>,
    /// What the credential should do for them.
    #[serde(deserialize_with = "crate::values::parsed")]
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
    #[serde(deserialize_with = "crate::values::parsed")]
    pub by: Option<S::Deadline>,
    /// The deadline as weeks from the as-of date; not together with `by`.
    #[serde(deserialize_with = "read::weeks")]
    pub weeks: Option<u32>,
    /// What they hold.
    #[serde(deserialize_with = "S::held")]
    pub have: Vec<S::Held>,
    /// What they hold besides that nobody knows; only of a resolved one.
    #[serde(skip)]
    pub unknown: Vec<NotFound>,
    /// Only these kinds; none means any.
    #[serde(deserialize_with = "crate::values::one_or_many")]
    pub kind: Vec<KindWish>,
    /// Languages of which the exam must be offered in one; none means any.
    #[serde(deserialize_with = "crate::values::one_or_many")]
    pub language: Vec<Language>,
    /// Ways of which the exam must be sat in one; none means any.
    #[serde(deserialize_with = "crate::values::one_or_many")]
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
    #[serde(deserialize_with = "crate::values::parsed")]
    pub as_of: Option<Day>,
}

/// The fields that hold one value. The compiler asks for a new one.
macro_rules! single_fields {
    ($do:ident) => {
        $do! { role level coding years goal budget hours_per_week weeks hands_on retake as_of }
    };
}

// Derived, it would ask the parts of every state for a default of their own.
impl<S: Stage> Default for Situation<S> {
    fn default() -> Self {
        macro_rules! untold {
            ($($field:ident)+) => {
                Self {
                    by: None,
                    platform: Vec::new(),
                    have: Vec::new(),
                    unknown: Vec::new(),
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
    /// Something held that is earned in the future, or on what is no day: its place in the list, and why.
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
        self.by = self.by.or(other.by);
        macro_rules! lists {
            ($($field:ident)+) => { $(if self.$field.is_empty() { self.$field = other.$field; })+ };
        }
        lists!(platform have kind language delivery provider tier pause);
    }

    /// Resolves it: finds what is held, makes one of what is told twice, works out its deadline and checks its days against the one
    /// that the answer is for. Of something held twice the later day of earning counts; without a day it is valid, so none counts
    /// then.
    ///
    /// # Errors
    /// Everything that it cannot mean: two deadlines, one that has passed, and something held that is earned in the future, or on
    /// what is no day.
    pub fn settle(self, catalog: &Catalog, as_of: Day) -> Result<Situation, SituationErrors> {
        self.settle_on(catalog, Some(as_of))
    }

    /// The same for a situation of the rules, which is asked on any day.
    ///
    /// # Errors
    /// As [`SituationInput::settle`]; and when it names something held that nobody knows.
    pub fn settle_for_rules(self, catalog: &Catalog) -> Result<Situation, SituationErrors> {
        let settled = self.settle_on(catalog, None)?;
        let unknown = settled.unknown.iter().enumerate();
        let unknown: Vec<SituationError> = unknown.map(|(number, it)| SituationError::Held(number, it.said(catalog))).collect();
        if unknown.is_empty() { Ok(settled) } else { Err(SituationErrors(unknown)) }
    }

    fn settle_on(self, catalog: &Catalog, as_of: Option<Day>) -> Result<Situation, SituationErrors> {
        let mut wrong = Vec::new();
        if self.by.is_some() && self.weeks.is_some() {
            wrong.push(SituationError::TwoDeadlines);
        }
        let by = self.by.map(|by| by.day(as_of.unwrap_or(Day::LAST)));
        wrong.extend(by.zip(as_of).filter(|(by, as_of)| by < as_of).map(|(by, as_of)| SituationError::DeadlinePassed(by, as_of)));
        let Self { mut platform, have, mut pause, mut kind, mut language, mut delivery, mut tier, .. } = self;
        let mut provider = Vec::with_capacity(self.provider.len());
        for (number, written) in self.provider.iter().enumerate() {
            match catalog.find_provider(written) {
                Ok(found) => provider.push(found),
                Err(why) => wrong.push(SituationError::Wished(Wish::Provider, number, why)),
            }
        }
        once_each(&mut platform);
        once_each(&mut kind);
        once_each(&mut language);
        once_each(&mut delivery);
        once_each(&mut provider);
        once_each(&mut tier);
        Pause::join(&mut pause);
        let (mut once, mut unknown): (Vec<Held>, Vec<NotFound>) = (Vec::with_capacity(have.len()), Vec::new());
        for (number, told) in have.into_iter().enumerate() {
            let (held, nobody_knows) = match told.read(catalog) {
                Ok(read) => read,
                Err(why) => {
                    wrong.push(SituationError::Held(number, format!("{}: {why}", crate::sanitize::quote_input(&told.to_string()))));
                    continue;
                }
            };
            unknown.extend(nobody_knows);
            for held in held {
                if let Some((earned, as_of)) = held.earned.zip(as_of).filter(|(earned, as_of)| earned > as_of) {
                    let id = catalog.id_of(held.what);
                    let why = format!("`{id}` is earned on {earned}, which lies after {as_of}, the day the answer is for");
                    wrong.push(SituationError::Held(number, why));
                }
                match once.iter_mut().find(|other| other.what == held.what) {
                    Some(other) => *other = other.or_later(held),
                    None => once.push(held),
                }
            }
        }
        unknown.dedup_by(|one, other| one.written() == other.written());
        if !wrong.is_empty() {
            return Err(SituationErrors(wrong));
        }
        macro_rules! settled {
            ($($field:ident)+) => {
                Situation { platform, have: once, unknown, by, pause, kind, language, delivery, provider, tier, $($field: self.$field,)+ }
            };
        }
        Ok(single_fields!(settled))
    }
}

/// Everything that a situation cannot mean; at least one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SituationErrors(pub Vec<SituationError>);

impl fmt::Display for SituationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join("; "))
    }
}

impl std::error::Error for SituationErrors {}

impl Situation {
    /// The deadline, worked out from `weeks` where that was given.
    #[must_use]
    pub fn deadline(&self, as_of: Day) -> Option<Day> {
        self.by.or_else(|| self.weeks.map(|weeks| as_of.plus_days(weeks.saturating_mul(7))))
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> SituationInput {
        let unknown = self.unknown.iter().map(|unknown| unknown.written().to_owned());
        let have = self.have.iter().map(|held| held.written(catalog)).chain(unknown).map(HeldInput::Text).collect();
        let (unknown, by) = (Vec::new(), self.by.map(Deadline::On));
        let provider = self.provider.iter().map(|id| catalog[*id].id.clone()).collect();
        macro_rules! written {
            ($($field:ident)+) => {
                Situation {
                    platform: self.platform.clone(),
                    have,
                    unknown,
                    by,
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
