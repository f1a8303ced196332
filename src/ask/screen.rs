//! The terminal that is written on while questions are asked: what the ways of asking share.

use std::io;

use dialoguer::console::{Style, Term};

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

impl<T> Asked<T> {
    /// The same with the answer changed.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Asked<U> {
        match self {
            Self::Value(value) => Asked::Value(change(value)),
            Self::Back => Asked::Back,
            Self::Cancelled => Asked::Cancelled,
        }
    }
}

/// How a line looks; never the only sign of what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    Dim,
    /// Where the mark stands.
    Marked,
    Error,
}

impl Look {
    fn style(self) -> Style {
        let style = Style::new().for_stderr();
        match self {
            Self::Plain => style,
            Self::Strong => style.bold(),
            Self::Dim => style.dim(),
            Self::Marked => style.bold().cyan(),
            Self::Error => style.red(),
        }
    }
}

/// A line as it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub look: Look,
    pub text: String,
}

impl Line {
    pub fn styled(&self) -> String {
        self.look.style().apply_to(&self.text).to_string()
    }
}

/// The text in lines of at most so many columns: `first` stands before the first of them, as many spaces before the others.
pub(super) fn wrapped(look: Look, text: &str, first: &str, columns: usize) -> Vec<Line> {
    let rest = " ".repeat(first.chars().count());
    let options = textwrap::Options::new(columns).initial_indent(first).subsequent_indent(&rest);
    let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = sanitize(text);
    let lines = textwrap::wrap(&text, options);
    lines.into_iter().map(|text| Line { look, text: text.into_owned() }).collect()
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

    /// Whether it has too few rows for the end of an answer and the commands that follow it.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.term.size().0 < 40
    }

    /// Whether so few rows are left beside a question that what is said above it must be short.
    pub(super) fn is_low(&self) -> bool {
        self.term.size().0 < 20
    }

    /// Writes a paragraph, wrapped.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn say(&self, text: &str, indent: &str) -> io::Result<()> {
        self.say_in(Look::Plain, text, indent)
    }

    pub(super) fn say_in(&self, look: Look, text: &str, indent: &str) -> io::Result<()> {
        wrapped(look, text, indent, self.columns()).iter().try_for_each(|line| self.term.write_line(&line.styled()))?;
        self.term.flush()
    }

    /// Writes a line as it is, however long: something to be copied.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn copyable(&self, line: &str) -> io::Result<()> {
        self.term.write_line(&sanitize(line))?;
        self.term.flush()
    }
}

/// An entry of a list.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// What stands before the label, as wide for all; empty where nothing does.
    pub before: String,
    /// The line that is shown.
    pub label: String,
    /// The line of help under it; empty where there is none.
    pub help: String,
    /// What it is called, and so is found by; empty where it is not searched for.
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

/// What stands around a question.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Where it stands among them, `3 of at most 8`; empty for one that is asked again alone.
    pub counter: String,
    /// The question.
    pub question: &'static str,
    /// Why it is asked.
    pub why: &'static str,
    /// What `?` says besides.
    pub help: &'static str,
    /// How many lines above it should stay in sight.
    pub above: usize,
}

impl Page {
    /// The question with its place.
    pub(super) fn title(&self) -> String {
        if self.counter.is_empty() { self.question.to_owned() } else { format!("{} · {}", self.counter, self.question) }
    }
}
