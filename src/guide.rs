//! What the article says beside its rules: `data/guide.toml`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics, KeyPart, SourceFile, SourceMap};
use crate::framework::{Framework, entry};
use crate::situation::SituationInput;
use crate::vocabulary::{nearest, suggestion};

/// The file itself.
pub const TEXT: &str = include_str!("../data/guide.toml");

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
    /// Never: the build has read and checked it.
    #[must_use]
    pub fn get() -> &'static Self {
        static GUIDE: OnceLock<Guide> = OnceLock::new();
        GUIDE.get_or_init(|| toml::from_str(TEXT).expect("data/guide.toml is sound"))
    }

    /// Reads a guide and checks it against the catalogue and the framework that it tells of.
    ///
    /// # Errors
    /// Everything that the guide cannot mean; a value of the wrong form hides the rest.
    pub fn load(file: &SourceFile, catalog: &Catalog, framework: &Framework) -> Result<Self, Diagnostics> {
        let guide: Self = file.parse()?;
        let faults = guide.faults(&SourceMap::new(file), catalog, framework);
        if faults.is_empty() { Ok(guide) } else { Err(Diagnostics(faults)) }
    }

    /// What names and items cannot mean.
    fn faults(&self, file: &SourceMap<'_>, catalog: &Catalog, framework: &Framework) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let mut called = HashMap::from([("all".to_owned(), "all")]);
        for (number, topic) in self.topic.iter().enumerate() {
            let top = |key| vec![KeyPart::Key("topic"), KeyPart::At(number), KeyPart::Key(key)];
            let word = |place| [top("words"), vec![KeyPart::At(place)]].concat();
            let ways = [top("id"), top("title")].into_iter().chain((0..topic.words.len()).map(word));
            for (name, way) in names(topic).zip(ways) {
                let other = called.entry(name.to_lowercase()).or_insert(&topic.id);
                if *other != topic.id {
                    let span = file.place(&way).unwrap_or_default();
                    faults.push(file.fault(span, format!("`{name}` means `{other}` already")));
                }
            }
            for (place, item) in topic.item.iter().enumerate() {
                let way = [KeyPart::Key("topic"), KeyPart::At(number), KeyPart::Key("item"), KeyPart::At(place)];
                let mut push = |inside: &[KeyPart<'static>], message: String| {
                    let span = file.place(&[&way, inside].concat()).or_else(|| file.place(&way));
                    faults.push(file.fault(span.unwrap_or_default(), message));
                };
                match &item.advice {
                    Some(id) if framework.advice.iter().all(|advice| advice.id != *id) => {
                        let near = nearest(id, framework.advice.iter().map(|advice| advice.id.as_str()));
                        push(&[KeyPart::Key("advice")], format!("no advice has the id `{id}`{}", suggestion(near.first(), &[""; 0])));
                    }
                    None if item.id.is_none() || item.source.is_none() => {
                        push(&[], "what is no advice needs an `id` and a `source`".to_owned());
                    }
                    _ => {}
                }
                if let Some(tier) = item.tier.filter(|tier| framework.tier.iter().all(|known| known.tier != *tier)) {
                    push(&[KeyPart::Key("tier")], format!("there is no tier {tier}"));
                }
                if item.text.is_none() && item.advice.is_none() && item.shows.is_none() && item.ask.is_empty() {
                    push(&[], "the item tells nothing; it needs `text`, `advice`, `shows` or `ask`".to_owned());
                }
                for (asked, ask) in item.ask.iter().enumerate() {
                    for error in ask.you.clone().settle_for_rules(catalog).err().into_iter().flat_map(|errors| errors.0) {
                        let inside = [KeyPart::Key("ask"), KeyPart::At(asked), KeyPart::Key("you")];
                        push(&[&inside[..], &error.key_path()].concat(), error.to_string());
                    }
                }
            }
        }
        faults
    }

    /// A fault for each piece of the framework's advice that names a topic which is not there.
    #[must_use]
    pub fn faults_of(&self, framework: &Framework, file: &SourceMap<'_>) -> Vec<Diagnostic> {
        let known: Vec<&str> = self.topic.iter().map(|topic| topic.id.as_str()).collect();
        let topics = framework.advice.iter().enumerate().filter_map(|(number, advice)| Some((number, advice.topic.as_deref()?)));
        let fault = |(number, topic)| {
            let near = nearest(topic, known.iter().copied());
            let message = format!("the guide has no topic `{topic}`{}", suggestion(near.first(), &[""; 0]));
            file.fault(entry(file, "advice", number, "topic"), message).with_hint("`certwise guide` lists them")
        };
        topics.filter(|(_, topic)| !known.contains(topic)).map(fault).collect()
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
            let known: Vec<&str> = self.topic.iter().map(|topic| topic.id.as_str()).chain(["all"]).collect();
            format!("no topic `{}`{}", crate::sanitize::quote_input(written), suggestion(near.first(), &known))
        })
    }
}

fn names(topic: &Topic) -> impl Iterator<Item = &str> {
    [&topic.id, &topic.title].into_iter().chain(&topic.words).map(String::as_str)
}
