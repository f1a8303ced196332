//! The three questions that people ask most, ready to be sent.

use rmcp::model::{GetPromptResult, Prompt, PromptArgument, PromptMessage, Role as Speaker};
use serde_json::{Map, Value};

use crate::vocabulary::{Closed, Goal, Level, Platform, Role};

/// A question: its name, its title, what it is for, its arguments (name, what it is, whether it must be told), and the text, in which
/// `{name}` is what was told.
type Question = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str, bool)], &'static str);

const PERSON: &[(&str, &str, bool)] = &[
    ("role", "who you are", false),
    ("goal", "what you want it for", false),
    ("level", "your experience with AI", false),
    ("platform", "platforms you work on", false),
    ("budget", "US dollars in all", false),
    ("by", "when you need it", false),
    ("have", "what you hold", false),
];

const QUESTIONS: [Question; 3] = [
    (
        "which-certification",
        "Which AI certification should I take?",
        "The one to take, with cost, day and reason",
        PERSON,
        "Which AI certification is worth it for me? Call `recommend` with what I told, ask me the `next_question` if it could change the first \
         place, and then say in five lines what to take, what it costs, when I am ready, why, and where to book, with the day of the facts.",
    ),
    (
        "is-it-worth-it",
        "Is this certification worth it for me?",
        "Where one credential stands, and what would change that",
        &[("credential", "id, code or name", true), ("role", "who you are", false), ("goal", "what you want it for", false)],
        "Is {credential} worth it for me? Call `why` with it and with what I told, and `show` for its facts. Say where it stands for me and \
         why, what it costs, what speaks against it, what would be better and by how much, with the day of the facts.",
    ),
    (
        "make-a-plan",
        "Plan my certifications with dates",
        "Several in order, with dates, costs and renewals",
        PERSON,
        "Plan my AI certifications. Call `plan` with what I told, and show the steps as a table with start, exam, cost and running total; then \
         what has to be renewed and when, and what to check before I pay, with the day of the facts.",
    ),
];

/// All of them.
pub(super) fn all() -> Vec<Prompt> {
    let argument = |(name, what, must): &(&str, &str, bool)| PromptArgument::new(*name).with_description(*what).with_required(*must);
    let one = |(name, title, what, arguments, _): &Question| {
        Prompt::new(*name, Some(*what), Some(arguments.iter().map(argument).collect())).with_title(*title)
    };
    QUESTIONS.iter().map(one).collect()
}

/// The question of that name with what was told.
///
/// # Errors
/// When there is none, or what must be told is not.
pub(super) fn filled(name: &str, told: &Map<String, Value>) -> Result<GetPromptResult, String> {
    let known = || QUESTIONS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
    let question = QUESTIONS.iter().find(|(known, ..)| *known == name);
    let (_, _, what, arguments, text) = question.ok_or_else(|| format!("there is no prompt `{name}`; there are {}", known()))?;
    let mut text = (*text).to_owned();
    let mut lines = Vec::new();
    for (name, _, must) in *arguments {
        let value = told.get(*name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        match value.filter(|value| !value.trim().is_empty()) {
            Some(value) if text.contains(&format!("{{{name}}}")) => text = text.replace(&format!("{{{name}}}"), &value),
            Some(value) => lines.push(format!("{name}: {value}")),
            None if *must => return Err(format!("`{name}` must be told")),
            None => {}
        }
    }
    let told = if lines.is_empty() { String::new() } else { format!("\n\nWhat I tell:\n{}", lines.join("\n")) };
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(Speaker::User, format!("{text}{told}"))]).with_description(*what))
}

/// The words that an argument can be; none where it is no word of a list.
pub(super) fn words_of(argument: &str) -> Vec<String> {
    fn all<T: Closed>() -> Vec<String> {
        T::ALL.iter().map(|word| word.word().to_owned()).collect()
    }
    match argument {
        "role" => all::<Role>(),
        "goal" => all::<Goal>(),
        "level" => all::<Level>(),
        "platform" => all::<Platform>(),
        _ => Vec::new(),
    }
}
