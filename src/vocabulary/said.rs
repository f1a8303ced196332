//! What people say instead of the closed words, and around the names of certificates: `data/words.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

/// What `data/words.toml` says.
#[derive(Debug, Deserialize)]
pub struct Said {
    /// For the name of an issuer what it is called elsewhere.
    pub issuer: BTreeMap<String, Vec<String>>,
    /// What stands around the names of certificates.
    pub certificate: AroundNames,
    #[serde(flatten)]
    lists: BTreeMap<String, BTreeMap<String, Word>>,
    /// For each list the word that is meant by what is said, by its [`key`].
    #[serde(skip)]
    meant: HashMap<String, HashMap<String, String>>,
}

/// What stands around the names of certificates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AroundNames {
    /// Words that tell no two names apart.
    pub beside: Vec<String>,
    /// Words that say that it is not held.
    pub not_held: Vec<String>,
    /// Words of a role that say how high it is.
    pub rank: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    also: Vec<String>,
    covers: Option<String>,
}

/// What `data/words.toml` says; it is part of the program, and read when somebody first says such a word.
///
/// # Panics
/// Never: a test reads the file.
#[must_use]
pub fn said() -> &'static Said {
    static SAID: OnceLock<Said> = OnceLock::new();
    SAID.get_or_init(|| {
        let mut said: Said = toml::from_str(include_str!("../../data/words.toml")).expect("data/words.toml is sound");
        let meant = |words: &BTreeMap<String, Word>| {
            let also = words.iter().flat_map(|(word, entry)| entry.also.iter().map(move |also| (key(also), word.clone())));
            words.keys().map(|word| (key(word), word.clone())).chain(also).collect()
        };
        said.meant = said.lists.iter().map(|(list, words)| (list.clone(), meant(words))).collect();
        said
    })
}

impl Said {
    /// The word of that list that is meant by what was written.
    #[must_use]
    pub fn meant(&self, list: &str, written: &str) -> Option<&str> {
        let meant = self.meant.get(list)?;
        let of = |text: &str| meant.get(text).map(String::as_str);
        // How long somebody has been something says nothing, and neither does that there are more of them.
        let bare: Vec<String> = words(written).into_iter().filter(|word| !self.certificate.rank.contains(word)).collect();
        let single = || bare.iter().map(|word| word.strip_suffix('s').unwrap_or(word)).collect::<String>();
        of(&key(written)).or_else(|| of(&bare.concat())).or_else(|| of(&single()))
    }

    /// What means the same as that word.
    #[must_use]
    pub fn also(&self, list: &str, word: &str) -> &[String] {
        self.lists.get(list).and_then(|words| words.get(word)).map_or(&[], |entry| &entry.also)
    }

    /// Whom the word is meant for, where it says less than it holds.
    #[must_use]
    pub fn covers(&self, list: &str, word: &str) -> Option<&str> {
        self.lists.get(list)?.get(word)?.covers.as_deref()
    }

    /// Every word of that list, and everything that means the same, each with the word.
    pub fn all(&self, list: &str) -> impl Iterator<Item = (&str, &str)> {
        let words = self.lists.get(list).into_iter().flatten();
        words.flat_map(|(word, entry)| entry.also.iter().map(move |also| (also.as_str(), word.as_str())))
    }
}

/// The text in lower case without its signs, but for a plus and an ampersand, which are words; what parts words is `between`.
fn plain(text: &str, between: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        // The sign of a registered name, spelled out.
        if matches!(c, 'r' | 'R') && text[..at].ends_with('(') && text[at + 1..].starts_with(')') {
            continue;
        }
        match c {
            '+' => plain.push_str("plus"),
            '&' => [between, "and", between].into_iter().for_each(|part| plain.push_str(part)),
            '²' => plain.push('2'),
            '\'' | '’' => {}
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push_str(between),
        }
    }
    plain
}

/// The words of a text, each in lower case and without its signs; a plus and an ampersand are words.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    plain(text, " ").split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A text as names are held against each other: without case, spaces, dashes, brackets and other signs.
#[must_use]
pub fn key(text: &str) -> String {
    plain(text, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Closed as _, Coding, Delivery, Goal, KindWish, Language, Level, Platform, Role, SortKey};

    #[test]
    fn what_is_said_names_words_that_there_are_and_means_one_of_a_list() {
        let known = |list: &str| -> Vec<&str> {
            match list {
                "role" => Role::ALL.iter().map(|word| word.word()).collect(),
                "level" => Level::ALL.iter().map(|word| word.word()).collect(),
                "coding" => Coding::ALL.iter().map(|word| word.word()).collect(),
                "goal" => Goal::ALL.iter().map(|word| word.word()).collect(),
                "platform" => Platform::ALL.iter().map(|word| word.word()).collect(),
                "kind" => KindWish::ALL.iter().map(|word| word.word()).collect(),
                "delivery" => Delivery::ALL.iter().map(|word| word.word()).collect(),
                "language" => Language::ALL.iter().map(|word| word.word()).collect(),
                "sort key" => SortKey::ALL.iter().map(|word| word.word()).collect(),
                "field" => {
                    vec!["role", "level", "coding", "years", "goal", "platform", "budget", "hours_per_week", "by", "have", "language"]
                }
                other => panic!("no such list: {other}"),
            }
        };
        for (list, words) in &said().lists {
            let mut seen = HashMap::new();
            for (word, entry) in words {
                assert!(known(list).contains(&word.as_str()), "{list}.{word}");
                for also in entry.also.iter().chain([word]) {
                    assert_eq!(seen.insert(key(also), word), None, "{list}: `{also}` twice");
                }
            }
        }
    }

    #[test]
    fn signs_and_case_do_not_count() {
        assert_eq!(key("Microsoft Certified: Azure AI Fundamentals (AI‑900)"), "microsoftcertifiedazureaifundamentalsai900");
        assert_eq!((key("Security+"), key("ML & AI"), key("CS50’s")), ("securityplus".into(), "mlandai".into(), "cs50s".into()));
    }
}
