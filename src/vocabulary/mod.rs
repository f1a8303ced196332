//! The closed words: one spelling of each for TOML, flags, JSON and CSV, beside it the words a person reads, and what people say instead.

/// Declares a closed list of words: the enum, its spelling, and the words a person reads.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident is $what:literal {
        $($variant:ident = $word:literal $([$($alias:literal),+])? => $label:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $label] $variant,)+
        }

        impl $name {
            /// What the list is of, for example `goal`.
            pub const WHAT: &'static str = $what;

            /// Every word, in the order in which help and messages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The spelling in TOML, flags, JSON and CSV.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The words for a person.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl $crate::vocabulary::Closed for $name {
            const WHAT: &'static str = Self::WHAT;
            const ALL: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.word()
            }

            fn label(self) -> &'static str {
                self.label()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(written: &str) -> Result<Self, Self::Err> {
                $crate::vocabulary::read(written)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() { serializer.serialize_str(self.word()) } else { serializer.serialize_u8(*self as u8) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    let number = <u8 as serde::Deserialize>::deserialize(deserializer)?;
                    return Self::ALL.get(usize::from(number)).copied().ok_or_else(|| serde::de::Error::custom("no such word"));
                }
                deserializer.deserialize_str($crate::vocabulary::WordVisitor(std::marker::PhantomData))
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words: Vec<&str> = Self::ALL.iter().map(|value| value.word()).collect();
                let said = Self::ALL.iter().map(|value| format!("`{}`: {}", value.word(), value.label()));
                let description = format!("One of: {}.", said.collect::<Vec<_>>().join("; "));
                schemars::json_schema!({ "type": "string", "enum": words, "description": description })
            }
        }
    };
}
mod credential;
mod output;
mod person;
mod plan;
mod question;
mod rules;
mod said;
mod team;
#[cfg(feature = "verify")]
mod verify;
mod wishes;

use std::fmt;

pub use credential::{AccessOnly, Confidence, Doubt, Fact, Foundation, HandsOn, Kind, RenewalWay, SourceKind, Status};
pub use output::{ColorWish, Difference, Event, Format, SortKey};
pub use person::{Coding, Field, Goal, Level, Platform, Role};
pub use plan::{Milestone, PlanHindrance, SlotState};
pub use question::{Experience, SKIP};
pub use rules::{BlockerKind, Flag, LevelGap, NamingGrade, Overlap, Placeholder, UpkeepRule};
pub use said::{AroundNames, Said, key, said, words};
pub use team::Outcome;
#[cfg(feature = "verify")]
pub use verify::Verdict;
pub use wishes::{Delivery, KindGroup, KindWish, Language, Recipient, Wish};

/// A word of a closed list.
pub trait Closed: Copy + Send + Sync + std::str::FromStr<Err = UnknownWord> + 'static {
    /// What the list is of, for example `goal`.
    const WHAT: &'static str;

    /// Every word, in the order in which help and messages list them.
    const ALL: &'static [Self];

    /// The spelling in TOML, flags, JSON and CSV.
    fn word(self) -> &'static str;

    /// The words for a person.
    fn label(self) -> &'static str;

    /// The word itself, in any case: data is written in no others.
    ///
    /// # Errors
    /// When it is not in the list.
    fn exactly(written: &str) -> Result<Self, UnknownWord> {
        Self::ALL.iter().copied().find(|value| value.word().eq_ignore_ascii_case(written.trim())).ok_or_else(|| UnknownWord {
            what: Self::WHAT,
            written: written.to_owned(),
            known: Self::ALL.iter().map(|value| value.word()).collect(),
        })
    }
}

/// Reads a word as people say it: itself with any signs, what means the same, or the words by which it is explained.
///
/// # Errors
/// When it means none of the list.
pub fn read<W: Closed>(written: &str) -> Result<W, UnknownWord> {
    W::exactly(written).or_else(|unknown| {
        let wanted = key(written);
        let spelled = W::ALL.iter().copied().find(|word| key(word.word()) == wanted || key(word.label()) == wanted);
        spelled.or_else(|| W::exactly(meant(W::WHAT, written)?).ok()).ok_or(unknown)
    })
}

/// A word that is not in a closed list, and the words that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What the list is of, for example `goal`.
    pub what: &'static str,
    /// What was written.
    pub written: String,
    /// Every word of the list, in its order.
    pub known: Vec<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Data keeps to the words, so what means one of them may be refused there.
        let meant = meant(self.what, &self.written).filter(|word| self.known.contains(word));
        let near: Vec<&str> = meant.map_or_else(|| nearest(&self.written, self.known.iter().copied()), |word| vec![word]);
        let also = || {
            let all: Vec<(&str, &str)> = said().all(list_of(self.what)).collect();
            // There are many of them, so that something is near to anything: only a slip is meant.
            let slips = self.written.chars().count() / 4;
            let is_slip = |also: &&str| strsim::damerau_levenshtein(&self.written.to_lowercase(), &also.to_lowercase()) <= slips.max(1);
            let near: Vec<&str> = nearest(&self.written, all.iter().map(|(also, _)| *also)).into_iter().filter(is_slip).collect();
            all.iter().find(|(also, _)| near.first() == Some(also)).map(|(_, word)| *word)
        };
        let is_a_slip = meant.is_none() && !near.is_empty();
        let near = near.first().copied().or_else(also);
        write!(f, "unknown {} `{}`{}", self.what, crate::sanitize::quote_input(&self.written), suggestion(near, &self.known))?;
        if ["any", "all", "other", "none", "na", "unknown", "everything"].contains(&key(&self.written).as_str()) {
            return f.write_str("; leave it out where none of them fits, or any does");
        }
        // A word that says less than it holds is told with whom it is meant for, the nearest first.
        let covers = |word: &str| said().covers(list_of(self.what), word).map(|covers| format!("`{word}` covers {covers}"));
        let told: Vec<String> = match near {
            // Whoever mistypes a word knows what it means.
            Some(_) if is_a_slip => Vec::new(),
            Some(near) => covers(near).into_iter().collect(),
            None => self.known.iter().filter_map(|word| covers(word)).collect(),
        };
        if told.is_empty() { Ok(()) } else { write!(f, " ({})", told.join("; ")) }
    }
}

/// The list of `data/words.toml` that holds what is said instead of such a word.
fn list_of(what: &str) -> &str {
    if what == Coding::WHAT { "coding" } else { what }
}

/// The word that is meant by what was written; `None` where nobody says that.
fn meant(what: &str, written: &str) -> Option<&'static str> {
    said().meant(list_of(what), written)
}

/// What people say that means the same as that word of that list.
#[must_use]
pub fn also(what: &str, word: &str) -> &'static [String] {
    said().also(list_of(what), word)
}

impl std::error::Error for UnknownWord {}

/// Reads a word where it stands, so that a wrong one is a fault at its own place.
struct WordVisitor<T>(std::marker::PhantomData<T>);

impl<T: Closed> serde::de::Visitor<'_> for WordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word in quotes")
    }

    fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<T, E> {
        T::exactly(written).map_err(E::custom)
    }
}

/// What is said behind a wrong word, in the one order: what comes near, then all that there is. Nothing where both are empty.
pub fn suggestion(near: impl IntoIterator<Item = impl fmt::Display>, known: &[impl AsRef<str>]) -> String {
    let near: Vec<String> = near.into_iter().map(|near| format!("`{near}`")).collect();
    let near = if near.is_empty() { String::new() } else { format!(" did you mean {}?", crate::sanitize::join(&near, "or")) };
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let known = if known.is_empty() { String::new() } else { format!(" known: {}", known.join(", ")) };
    if near.is_empty() && known.is_empty() { String::new() } else { format!(";{near}{known}") }
}

/// The candidates that come close to `written`, nearest first, at most three; empty when nothing comes close.
///
/// Distance is Damerau-Levenshtein on lower-cased text, at most a third of the longer word, as git and cargo do it.
pub fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // Nothing comes near to what is longer than any word; measuring it would take its length squared.
    if written.len() > 100 {
        return Vec::new();
    }
    let written = written.to_lowercase();
    let length = written.chars().count();
    let mut close: Vec<(usize, &str)> = candidates
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            if length >= 4 && lower.contains(&written) {
                return Some((1, candidate));
            }
            // What differs more than that in length alone need not be measured.
            let other = lower.chars().count();
            let limit = length.max(other).div_ceil(3);
            let distance = (length.abs_diff(other) <= limit).then(|| strsim::damerau_levenshtein(&written, &lower));
            distance.filter(|distance| *distance <= limit).map(|distance| (distance, candidate))
        })
        .collect();
    close.sort_unstable();
    close.dedup();
    close.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// Comparisons after which no more near words are looked for: all of them together take no longer than a reader waits.
const MOST_COMPARISONS: usize = 1_000_000;

/// Near words for many names that nothing bears, as long as holding each of them against everything takes no time.
#[derive(Debug, Default)]
pub struct Suggestions {
    compared: usize,
}

impl Suggestions {
    /// As [`nearest`], for the first names; empty for all others.
    pub fn nearest<'a>(&mut self, written: &str, candidates: impl ExactSizeIterator<Item = &'a str>) -> Vec<&'a str> {
        if self.allow(candidates.len()) { nearest(written, candidates) } else { Vec::new() }
    }

    /// Whether a name more may be held against so many candidates.
    pub fn allow(&mut self, candidates: usize) -> bool {
        let allows = self.compared < MOST_COMPARISONS;
        self.compared += candidates;
        allows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_alias_reads_back() {
        for platform in Platform::ALL {
            assert_eq!(platform.word().parse(), Ok(*platform));
        }
    }

    #[test]
    fn an_unknown_word_is_met_with_the_nearest_and_the_list() {
        let message = "cloud-lm".parse::<Goal>().expect_err("not a goal").to_string();
        assert!(message.starts_with("unknown goal `cloud-lm`; did you mean `cloud-ml`? known: foundations, literacy,"), "{message}");
    }

    #[test]
    fn only_the_first_of_very_many_names_are_held_against_all_others() {
        let known: Vec<String> = (0..MOST_COMPARISONS / 4).map(|number| format!("acme-{number}")).collect();
        let mut suggestions = Suggestions::default();
        let mut finds = || !suggestions.nearest("acme-1000x", known.iter().map(String::as_str)).is_empty();
        assert!((0..4).all(|_| finds()));
        assert!(!finds());
    }

    #[test]
    fn nothing_near_suggests_nothing() {
        assert!(nearest("zzzzzz", ["aws", "azure"].into_iter()).is_empty());
    }
}
