//! The one list of what a situation tells, from which flags, TOML, JSON, tables and messages follow.

use serde::{Serialize, Serializer};

use super::SituationInput;
use crate::calendar::Pace;
use crate::money::Usd;

/// What was told of one field, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A word or a day.
    Word(String),
    /// A whole number.
    Number(u64),
    /// Hours a week.
    Hours(Pace),
    /// On or off.
    Switch(bool),
    /// Several words.
    Words(Vec<String>),
    /// Several whole numbers.
    Numbers(Vec<u64>),
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => serializer.serialize_str(word),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Hours(pace) => pace.serialize(serializer),
            Self::Switch(on) => serializer.serialize_bool(*on),
            Self::Words(words) => words.serialize(serializer),
            Self::Numbers(numbers) => numbers.serialize(serializer),
        }
    }
}

fn word(value: Option<impl ToString>) -> Option<Told> {
    value.map(|value| Told::Word(value.to_string()))
}

fn words(values: &[impl ToString]) -> Option<Told> {
    (!values.is_empty()).then(|| Told::Words(values.iter().map(ToString::to_string).collect()))
}

impl SituationInput {
    /// Every field, in the order in which all of them are shown: its key, and what was told of it; `None` where nothing was.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, Option<Told>); 20] {
        let Self { role, level, coding, years, goal, platform, budget, hours_per_week, by, weeks, have, kind, language, .. } = self;
        let Self { delivery, provider, tier, hands_on, retake, pause, as_of, .. } = self;
        let number = |value: Option<u64>| value.map(Told::Number);
        [
            ("role", word(*role)),
            ("level", word(*level)),
            ("coding", word(*coding)),
            ("years", number(years.map(u64::from))),
            ("goal", word(*goal)),
            ("platform", words(platform)),
            ("budget", number(budget.map(Usd::dollars))),
            ("hours_per_week", hours_per_week.map(Told::Hours)),
            ("by", word(by.as_ref())),
            ("weeks", number(weeks.map(u64::from))),
            ("have", words(have)),
            ("kind", words(kind)),
            ("language", words(language)),
            ("delivery", words(delivery)),
            ("provider", words(provider)),
            ("tier", (!tier.is_empty()).then(|| Told::Numbers(tier.iter().copied().map(u64::from).collect()))),
            ("hands_on", hands_on.map(Told::Switch)),
            ("retake", retake.map(Told::Switch)),
            ("pause", words(pause)),
            ("as_of", word(*as_of)),
        ]
    }

    /// The flags that say the same, without the as-of date, as a shell takes them: `--role developer --platform aws`.
    #[must_use]
    pub fn flags(&self) -> String {
        let mut flags = Vec::new();
        for (key, told) in self.fields().into_iter().filter(|(key, _)| *key != "as_of") {
            let name = key.replace('_', "-");
            let with = |value: String| format!("--{name} {}", crate::sanitize::quoted(value));
            match told {
                None => {}
                Some(Told::Word(word)) => flags.push(with(word)),
                Some(Told::Number(number)) => flags.push(with(number.to_string())),
                Some(Told::Hours(pace)) => flags.push(with(pace.to_string())),
                Some(Told::Switch(true)) => flags.push(format!("--{name}")),
                Some(Told::Switch(false)) => flags.push(format!("--{name}=false")),
                // One pause is long enough for a flag of its own.
                Some(Told::Words(words)) if key == "pause" => flags.extend(words.into_iter().map(with)),
                Some(Told::Words(words)) => flags.push(with(words.join(","))),
                Some(Told::Numbers(numbers)) => flags.push(with(numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(","))),
            }
        }
        flags.join(" ")
    }
}
