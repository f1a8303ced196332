//! What can be asked, and in which words: `data/questions.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::situation::Situation;
use crate::vocabulary::{Field, Wish};

/// One thing to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A field of the situation; the level stands for what was done with code and with AI.
    Field(Field),
    /// What rules out everything else.
    Wish(Wish),
    /// Whether only hands-on credentials will do.
    HandsOn,
}

impl From<Field> for Topic {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl Topic {
    /// What somebody holds and what would rule a credential out: one page.
    pub const HELD: [Self; 5] =
        [Self::Field(Field::Have), Self::Wish(Wish::Language), Self::Wish(Wish::Delivery), Self::Wish(Wish::Kind), Self::HandsOn];

    /// Everything on the page of all answers, in its order. The years of work are never asked for, and can be told there.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let fields = super::QUESTIONS.into_iter().filter(|field| *field != Field::Have).chain([Field::Years]);
        fields.map(Self::Field).chain(Self::HELD).collect()
    }

    /// Its key in a situation and in `data/questions.toml`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.word(),
            Self::Wish(wish) => wish.word(),
            Self::HandsOn => "hands_on",
        }
    }

    /// Its words.
    #[must_use]
    pub fn text(self) -> &'static QuestionText {
        text(self.key())
    }

    /// Lets one situation tell of it what another does.
    pub fn copy(self, from: &Situation, to: &mut Situation) {
        macro_rules! copy {
            ($($field:ident)+) => { { $(to.$field.clone_from(&from.$field);)+ } };
        }
        match self {
            Self::Field(Field::Role) => copy!(role),
            Self::Field(Field::Level) => copy!(level coding),
            Self::Field(Field::Coding) => copy!(coding),
            Self::Field(Field::Years) => copy!(years),
            Self::Field(Field::Goal) => copy!(goal),
            Self::Field(Field::Platform) => copy!(platform),
            Self::Field(Field::Budget) => copy!(budget),
            Self::Field(Field::HoursPerWeek) => copy!(hours_per_week),
            Self::Field(Field::By) => copy!(by weeks),
            Self::Field(Field::Have) => copy!(have),
            Self::Wish(Wish::Kind) => copy!(kind),
            Self::Wish(Wish::Language) => copy!(language),
            Self::Wish(Wish::Delivery) => copy!(delivery),
            Self::Wish(Wish::Provider) => copy!(provider),
            Self::Wish(Wish::Tier) => copy!(tier),
            Self::HandsOn => copy!(hands_on),
        }
    }

    /// Takes out of the situation what was told of it.
    pub fn clear(self, situation: &mut Situation) {
        self.copy(&Situation::default(), situation);
    }
}

/// The words of a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    /// As it is asked.
    pub question: String,
    /// Its name on a page of answers.
    pub row: String,
    /// Why it is asked.
    pub why: String,
    /// How the answer is written; empty where none is typed.
    #[serde(default)]
    pub how: String,
    /// What there is to say besides; empty where the rest says it.
    #[serde(default)]
    pub help: String,
    /// A line of help under each choice, by its word.
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
}

/// The words of the question, or of the page, of that name.
///
/// # Panics
/// Never for a topic, `held` and `check`: a test reads the file.
#[must_use]
pub fn text(key: &str) -> &'static QuestionText {
    static TEXTS: OnceLock<BTreeMap<String, QuestionText>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| toml::from_str(include_str!("../../data/questions.toml")).expect("data/questions.toml is sound"));
    &texts[key]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Answer, choices};

    #[test]
    fn every_question_and_every_choice_has_its_words_and_no_other() {
        let pages = ["held", "check"].map(text);
        for text in Topic::all().into_iter().chain([Field::Coding.into()]).map(Topic::text).chain(pages) {
            let QuestionText { question, row, why, how, help, .. } = text;
            assert!(question.len() <= 60 && row.len() <= 17 && why.len() <= 64, "{text:?}");
            assert!(why.ends_with('.') && how.len() <= 72 && help.len() <= 120, "{text:?}");
        }
        for topic in Topic::all().into_iter().chain([Field::Coding.into()]) {
            let words: Vec<String> = choices(topic).iter().map(Answer::word).collect();
            let helps = &topic.text().choices;
            // A language needs no help.
            assert!(topic == Topic::Wish(Wish::Language) || words.iter().all(|word| helps.contains_key(word)), "{topic:?}");
            assert!(helps.iter().all(|(word, help)| words.contains(word) && help.len() <= 60), "{topic:?}: {helps:?}");
        }
    }
}
