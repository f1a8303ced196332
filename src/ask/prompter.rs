//! The terminal that is asked on: the only file, with its two neighbours, that knows dialoguer.
//!
//! dialoguer leaves the cursor hidden on Ctrl-C, panics on a terminal of two rows, takes bytes for columns, and has no Esc
//! in its input. So: a handler for SIGINT stands while questions are asked, every item is cut to one line of the terminal in
//! columns and in bytes, what is typed is read key by key, and the cursor is shown on every way out.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, bail};
use dialoguer::Select;
use dialoguer::console::{Style, Term, is_dumb, set_colors_enabled_stderr, truncate_str};
use dialoguer::theme::Theme;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::{CANCELLED, keys, lines};
use crate::sanitize::sanitize;

/// Below this many rows lists cannot be drawn; questions are then lines to type.
const ROWS: u16 = 6;
/// Below this many columns lists cannot be drawn.
const COLUMNS: u16 = 24;
/// Columns of the page number that dialoguer puts behind the hint of a long list.
const PAGE_MARK: usize = 14;

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// An answer.
    Value(T),
    /// Back to the question before.
    Back,
    /// No more questions, and no answer.
    Cancelled,
}

/// The terminal, with a handler for Ctrl-C as long as it lives.
pub struct Prompter {
    pub(super) term: Term,
    /// Whether lines are typed, because the terminal cannot move its cursor or is too small for a list.
    by_line: bool,
    /// Whether Ctrl-C was typed.
    interrupted: Arc<AtomicBool>,
    /// Whether Ctrl-C ends the process again.
    done: Arc<AtomicBool>,
}

impl Prompter {
    /// Takes the terminal that standard error is on; keys come from standard input.
    ///
    /// # Errors
    /// When either is no terminal.
    pub fn new() -> Result<Self> {
        if !is_possible() {
            bail!(
                "questions need a terminal on standard input and standard error; answer with flags instead: `certwise recommend --goal … \
                 --role … --level … --platform … --budget … --hours-per-week … --by … --have …`, each of which may be left out \
                 (`certwise recommend --help` has their values)"
            );
        }
        let term = Term::stderr();
        let by_line = is_dumb() || term.size_checked().is_none_or(|(rows, columns)| rows < ROWS || columns < COLUMNS);
        set_colors_enabled_stderr(AutoStream::choice(&io::stderr()) != ColorChoice::Never);
        let (interrupted, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(by_line)));
        if by_line {
            // The system reads a whole line and goes on reading after a signal, so the signal must end it; no cursor is hidden.
            flag::register_conditional_shutdown(SIGINT, CANCELLED.into(), Arc::clone(&done))?;
        } else {
            flag::register_conditional_default(SIGINT, Arc::clone(&done))?;
            flag::register(SIGINT, Arc::clone(&interrupted))?;
        }
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let _ = Term::stderr().show_cursor();
            before(panic);
        }));
        Ok(Self { term, by_line, interrupted, done })
    }

    /// Columns that a line may take: one less than the terminal has, so that none wraps.
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

    fn say_in(&self, style: &Style, text: &str, indent: &str) -> io::Result<()> {
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

    /// One of the items; the cursor stands on the one at `at`.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn choose(&self, items: &[String], at: usize) -> Result<Asked<usize>> {
        if self.by_line {
            return Ok(lines::choose(self, items)?);
        }
        let hint = cut("Arrows, Enter; Esc: back", self.columns().saturating_sub(PAGE_MARK));
        let items: Vec<String> = items.iter().map(|item| cut(item, self.columns().saturating_sub(2))).collect();
        let select = Select::with_theme(&Look).with_prompt(hint).items(&items).default(at).report(false);
        self.outcome(select.interact_on_opt(&self.term).map_err(|dialoguer::Error::IO(error)| error))
    }

    /// A typed line that `check` takes; where it takes none, its words are shown and the line is asked for again.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn typed<T>(&self, first: &str, check: impl Fn(&str) -> Result<T, String>) -> Result<Asked<T>> {
        let mut first = first;
        loop {
            let typed = if self.by_line { lines::typed(self)? } else { self.outcome(keys::typed(self, first))? };
            let written = match typed {
                Asked::Value(written) => written,
                Asked::Back => return Ok(Asked::Back),
                Asked::Cancelled => return Ok(Asked::Cancelled),
            };
            match check(&written) {
                Ok(value) => return Ok(Asked::Value(value)),
                Err(why) => self.say_in(&Style::new().for_stderr().red(), &why, "")?,
            }
            first = "";
        }
    }

    /// Any number of the items, found by typing; those at `chosen` are chosen already.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn search(&self, items: &[Item], chosen: Vec<usize>) -> Result<Asked<Vec<usize>>> {
        if self.by_line { Ok(lines::search(self, items, chosen)?) } else { self.outcome(keys::search(self, items, chosen)) }
    }

    /// Whether Ctrl-C was typed, perhaps while no key was waited for.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    fn outcome<T>(&self, answered: io::Result<Option<T>>) -> Result<Asked<T>> {
        match answered {
            _ if self.is_interrupted() => Ok(Asked::Cancelled),
            Ok(Some(value)) => Ok(Asked::Value(value)),
            Ok(None) => Ok(Asked::Back),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Asked::Cancelled),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Prompter {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        if !self.by_line {
            let _ = self.term.show_cursor();
        }
    }
}

/// Whether there is a terminal to ask on.
#[must_use]
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Something that can be looked up.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// What is searched, in lower case.
    pub words: String,
}

impl Item {
    /// Whether everything that was typed stands in it.
    pub(super) fn has(&self, typed: &str) -> bool {
        typed.to_lowercase().split_whitespace().all(|word| self.words.contains(word))
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

/// The look of dialoguer's list.
struct Look;

impl Theme for Look {
    fn format_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        write!(f, "{}", Style::new().for_stderr().dim().apply_to(prompt))
    }

    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        f.write_str(&marked(text, active))
    }
}
