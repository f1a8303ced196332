//! The terminal that is written on while questions are asked: what the ways of asking share.

use std::io;

use dialoguer::console::{Style, Term, truncate_str};

use crate::sanitize::sanitize;
use crate::vocabulary::{key, words};

/// The outcome of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// An answer.
    Value(T),
    /// Back to the question before.
    Back,
    /// No more questions, and no answer.
    Cancelled,
}

/// The terminal that standard error is on.
pub struct Screen {
    pub(super) term: Term,
}

impl Screen {
    /// The columns that a line may take: one less than the terminal has, so that none wraps.
    pub(super) fn columns(&self) -> usize {
        usize::from(self.term.size().1).saturating_sub(1).max(10)
    }

    /// Writes a paragraph, wrapped.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn say(&self, text: &str, indent: &str) -> io::Result<()> {
        self.say_in(&Style::new().for_stderr(), text, indent)
    }

    /// Writes a paragraph that stands out.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn say_strongly(&self, text: &str) -> io::Result<()> {
        self.say_in(&strong(), text, "")
    }

    pub(super) fn say_in(&self, style: &Style, text: &str, indent: &str) -> io::Result<()> {
        let options = textwrap::Options::new(self.columns()).initial_indent(indent).subsequent_indent(indent);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(&sanitize(text), options).iter().try_for_each(|line| self.term.write_line(&style.apply_to(line).to_string()))
    }

    /// Writes a line as it is, however long: something to be copied.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn copyable(&self, line: &str) -> io::Result<()> {
        self.term.write_line(&sanitize(line))
    }
}

/// An entry of a list that can be searched.
#[derive(Clone, Debug)]
pub struct Item {
    /// The line that is shown.
    pub label: String,
    /// What it is called, and so is found by.
    pub words: Vec<String>,
}

impl Item {
    /// Whether what was typed is a part of a name, or each word of it is; whatever its case and signs.
    pub(super) fn has(&self, typed: &str) -> bool {
        let has_part = |name: &String, part: &str| {
            // A code is one word, whatever signs are in it.
            if name.contains(' ') { words(name).iter().any(|word| word.contains(part)) } else { key(name).contains(part) }
        };
        let stands = |part: &str| self.words.iter().any(|name| has_part(name, part));
        stands(&key(typed)) || words(typed).iter().all(|word| stands(word))
    }
}

/// One line of at most so many columns, and of at most so many bytes, as dialoguer takes these for columns.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let mut line = truncate_str(&sanitize(text), columns, "...").into_owned();
    while line.len() > columns {
        line.pop();
    }
    line
}

pub(super) fn strong() -> Style {
    Style::new().for_stderr().bold()
}

/// How a line of a list looks: ASCII, and never by colour alone.
pub(super) fn marked(line: &str, active: bool) -> String {
    if active { strong().cyan().apply_to(format!("> {line}")).to_string() } else { format!("  {line}") }
}
