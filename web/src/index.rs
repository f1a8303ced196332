//! The page itself, as it is built: every question in the words of `data/questions.toml`, and the quick table for where nothing runs.

use askama::Template;
use certwise::calendar::Day;
use certwise::interview::{Answer, QUESTIONS, QuestionText, Topic, choices};
use certwise::vocabulary::{Closed, Field, Goal, Level, Platform, Role, SortKey};

pub use certwise::vocabulary::SKIP;

use crate::answers;

/// Where the page's style stands, and where its scripts do.
pub const STYLE_STANDS: &str = "<!-- style -->";
/// The same for scripts.
pub const SCRIPTS_STAND: &str = "<!-- scripts -->";

/// The page.
#[derive(Template)]
#[template(path = "index.html")]
pub struct Index<'a> {
    /// What may be loaded and run: the content security policy.
    policy: &'a str,
    /// The day that the table for where nothing runs is of.
    day: Day,
    steps: Vec<Step>,
    more: Vec<Question>,
    quick: String,
    holdable: Vec<(String, String)>,
    stacks: Vec<(String, String)>,
    filters: Vec<Filter>,
    keys: String,
    facts: String,
}

/// A page of questions that are asked together.
struct Step {
    key: &'static str,
    questions: Vec<Question>,
}

struct Question {
    key: &'static str,
    text: &'static QuestionText,
    choices: Vec<Choice>,
    /// Whether several can be ticked.
    several: bool,
}

struct Choice {
    key: &'static str,
    word: String,
    label: String,
    help: String,
    tells: String,
}

struct Filter {
    key: &'static str,
    label: &'static str,
    choices: Vec<(String, String)>,
}

impl Question {
    fn new(topic: Topic) -> Self {
        let text = topic.text();
        let key = topic.key();
        let choice = |answer: &Answer| Choice {
            key,
            word: answer.word(),
            label: answer.to_string(),
            help: text.choices.get(&answer.word()).cloned().unwrap_or_default(),
            tells: answers::tells(answer),
        };
        let offered = if topic == Topic::HandsOn { vec![Answer::HandsOn(true)] } else { choices(topic) };
        let several = matches!(topic, Topic::Wish(_) | Topic::HandsOn | Topic::Field(Field::Platform));
        Self { key, text, choices: offered.iter().map(choice).collect(), several }
    }

    fn is_typed(&self) -> bool {
        self.choices.is_empty() && !self.is_held()
    }

    fn is_held(&self) -> bool {
        self.key == Field::Have.word()
    }

    fn is_long(&self) -> bool {
        self.choices.len() > 12
    }

    fn is_numeric(&self) -> bool {
        self.key != Field::By.word()
    }
}

fn listed<T: Closed>() -> Vec<(String, String)> {
    T::ALL.iter().map(|word| (word.word().to_owned(), word.label().to_owned())).collect()
}

impl<'a> Index<'a> {
    /// The page of that day.
    ///
    /// # Errors
    /// When it cannot be drawn, in words.
    pub fn new(day: Day, policy: &'a str) -> Result<Self, String> {
        let step = |field: Field| {
            let topics = if field == Field::Have { Topic::HELD.to_vec() } else { vec![field.into()] };
            Step { key: field.word(), questions: topics.into_iter().map(Question::new).collect() }
        };
        let filter = |key, label, choices| Filter { key, label, choices };
        let [providers, stacks] = answers::providers_and_stacks();
        Ok(Self {
            policy,
            day,
            steps: QUESTIONS.into_iter().map(step).collect(),
            more: vec![Question::new(Field::Years.into())],
            quick: answers::quick_table(day)?,
            holdable: answers::holdable(),
            stacks,
            filters: vec![
                filter("provider", "Provider", providers),
                filter("platform", "Platform", listed::<Platform>()),
                filter("goal", "Goal", listed::<Goal>()),
                filter("role", "For", listed::<Role>()),
                filter("level", "Level", listed::<Level>()),
                filter("sort", "In order of", listed::<SortKey>()),
            ],
            keys: answers::keys().join(" "),
            facts: answers::facts_of().map(Day::in_words).unwrap_or_default(),
        })
    }
}
