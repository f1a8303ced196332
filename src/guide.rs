//! What the article says beside its rules: `data/guide.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::situation::SituationInput;
use crate::vocabulary::nearest;

/// The topics, in the order of their list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The topics.
    pub topic: Vec<Topic>,
}

/// One topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// A lower-case word.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it comes to, in a line.
    pub gist: String,
    /// What people may call it; each finds it.
    pub words: Vec<String>,
    /// The article's headings that it stands for.
    pub sections: Vec<String>,
    /// The commands that go on.
    pub next: Vec<String>,
    /// What it tells.
    pub item: Vec<Item>,
}

/// A part of a topic: a text of its own or a piece of the framework's advice, and what the data knows beside it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id; of advice, the advice's own.
    pub id: Option<String>,
    /// A few words before the text; absent means none.
    pub title: Option<String>,
    /// The text; absent where the advice or the data has it.
    pub text: Option<String>,
    /// The framework's advice with that id.
    pub advice: Option<String>,
    /// The number of a tier, whose named credentials are told.
    pub tier: Option<u8>,
    /// What else the data knows.
    pub shows: Option<Shows>,
    /// People whose first choice of the day is told.
    #[serde(default)]
    pub ask: Vec<Ask>,
    /// Where it comes from; of advice, the advice's own.
    pub source: Option<String>,
}

/// What the framework tells of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// The stacks with their steps.
    Stacks,
    /// Whom each credential suits.
    BestFor,
}

/// Somebody who asks what to take.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who, in words.
    pub who: String,
    /// What they tell.
    pub you: SituationInput,
}

impl Guide {
    /// The guide, read once.
    ///
    /// # Panics
    /// Never with sound data, which the tests read.
    #[must_use]
    pub fn get() -> &'static Self {
        static GUIDE: OnceLock<Guide> = OnceLock::new();
        GUIDE.get_or_init(|| toml::from_str(include_str!("../data/guide.toml")).expect("data/guide.toml is sound"))
    }

    /// The topic that the words mean: by id, title or one of its words, in any case.
    ///
    /// # Errors
    /// A sentence that says what was not understood, what comes near, and which topics there are.
    pub fn find(&self, written: &str) -> Result<&Topic, String> {
        let wanted = written.trim().to_lowercase();
        let is_called = |topic: &&Topic| names(topic).any(|name| name.to_lowercase() == wanted);
        self.topic.iter().find(is_called).ok_or_else(|| {
            let near = nearest(&wanted, self.topic.iter().flat_map(names));
            let near = near.first().map_or_else(|| ";".to_owned(), |near| format!("; did you mean `{near}`?"));
            let known: Vec<&str> = self.topic.iter().map(|topic| topic.id.as_str()).collect();
            format!("no topic `{}`{near} known: {}, all", crate::sanitize::quote_input(written), known.join(", "))
        })
    }
}

fn names(topic: &Topic) -> impl Iterator<Item = &str> {
    [&topic.id, &topic.title].into_iter().chain(&topic.words).map(String::as_str)
}
