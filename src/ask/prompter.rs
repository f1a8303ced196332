//! Questions on a terminal: the only file, with its three neighbours, that knows dialoguer.
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
use dialoguer::console::{Style, Term, is_dumb, set_colors_enabled_stderr};
use dialoguer::theme::Theme;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::screen::{Asked, Item, Screen, cut, marked};
use super::{keys, lines};

/// The exit code when Ctrl-C ended the questions, as shells have it.
pub const CANCELLED: u8 = 130;

/// Below this many rows lists cannot be drawn; questions are then lines to type.
const ROWS: u16 = 6;
/// Below this many columns lists cannot be drawn.
const COLUMNS: u16 = 24;
/// Columns of the page number that dialoguer puts behind the hint of a long list.
const PAGE_MARK: usize = 14;

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Key by key, in lists.
    Keys,
    /// By lines, because the terminal cannot move its cursor or is too small for a list.
    Lines,
}

/// Asks on the terminal, with a handler for Ctrl-C as long as it lives.
pub struct Prompter {
    /// The terminal, to write on between the questions.
    pub screen: Screen,
    mode: Mode,
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
        let is_too_small = |(rows, columns)| rows < ROWS || columns < COLUMNS;
        let mode = if is_dumb() || term.size_checked().is_none_or(is_too_small) { Mode::Lines } else { Mode::Keys };
        set_colors_enabled_stderr(AutoStream::choice(&io::stderr()) != ColorChoice::Never);
        let (interrupted, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(mode == Mode::Lines)));
        match mode {
            Mode::Lines => {
                // The system reads a whole line and goes on reading after a signal, so the signal must end it; no cursor is hidden.
                flag::register_conditional_shutdown(SIGINT, CANCELLED.into(), Arc::clone(&done))?;
            }
            Mode::Keys => {
                flag::register_conditional_default(SIGINT, Arc::clone(&done))?;
                flag::register(SIGINT, Arc::clone(&interrupted))?;
            }
        }
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let _ = Term::stderr().show_cursor();
            before(panic);
        }));
        Ok(Self { screen: Screen { term }, mode, interrupted, done })
    }

    /// Asks for one of the items, and gives its number; the cursor stands on the one at `at`.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn choose(&self, items: &[String], at: usize) -> Result<Asked<usize>> {
        if self.mode == Mode::Lines {
            return Ok(lines::choose(&self.screen, items)?);
        }
        let hint = cut("Arrows, Enter; Esc: back", self.screen.columns().saturating_sub(PAGE_MARK));
        let items: Vec<String> = items.iter().map(|item| cut(item, self.screen.columns().saturating_sub(2))).collect();
        let select = Select::with_theme(&Look).with_prompt(hint).items(&items).default(at).report(false);
        self.outcome(select.interact_on_opt(&self.screen.term).map_err(|dialoguer::Error::IO(error)| error))
    }

    /// Asks for a line that `check` takes; where it takes none, its words are shown and the line is asked for again.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn typed<T>(&self, first: &str, check: impl Fn(&str) -> Result<T, String>) -> Result<Asked<T>> {
        let mut first = first;
        loop {
            let typed = match self.mode {
                Mode::Lines => lines::typed(&self.screen)?,
                Mode::Keys => self.outcome(keys::typed(&self.screen, first))?,
            };
            let written = match typed {
                Asked::Value(written) => written,
                Asked::Back => return Ok(Asked::Back),
                Asked::Cancelled => return Ok(Asked::Cancelled),
            };
            match check(&written) {
                Ok(value) => return Ok(Asked::Value(value)),
                Err(why) => self.screen.say_in(&Style::new().for_stderr().red(), &why, "")?,
            }
            first = "";
        }
    }

    /// Asks for any number of the items, found by typing, and gives their numbers; those at `chosen` are chosen already.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn search(&self, items: &[Item], chosen: Vec<usize>) -> Result<Asked<Vec<usize>>> {
        match self.mode {
            Mode::Lines => Ok(lines::search(&self.screen, items, chosen)?),
            Mode::Keys => self.outcome(keys::search(&self.screen, items, chosen)),
        }
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
        if self.mode == Mode::Keys {
            let _ = self.screen.term.show_cursor();
        }
    }
}

/// Whether there is a terminal to ask on.
#[must_use]
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
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
