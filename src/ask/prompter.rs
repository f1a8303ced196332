//! Questions on a terminal: the only file, with its neighbours, that knows dialoguer.
//!
//! dialoguer leaves the cursor hidden on Ctrl-C. So a handler for SIGINT stands while questions are asked, and the cursor is shown on
//! every way out.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, bail};
use dialoguer::Confirm;
use dialoguer::console::{Term, is_dumb, set_colors_enabled_stderr};
use dialoguer::theme::SimpleTheme;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::lines;
use super::list::List;
use super::prompt::{Pressed, Prompt, Typed, run};
use super::screen::{Asked, Look, Page, Screen};

/// The exit code when Ctrl-C ended the questions, as shells have it.
pub const CANCELLED: u8 = 130;

/// Below this many rows lists cannot be drawn; questions are then lines to type.
const ROWS: u16 = 6;
/// Below this many columns lists cannot be drawn.
const COLUMNS: u16 = 24;

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
        let term = Term::buffered_stderr();
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

    /// Asks for items of a list, and gives their numbers.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn choose(&self, page: &Page, mut list: List<'_>) -> Result<Asked<Vec<usize>>> {
        match self.mode {
            Mode::Lines => {
                lines::head(&self.screen, page)?;
                Ok(lines::choose(&self.screen, page, list)?)
            }
            Mode::Keys => self.run(page, &mut list),
        }
    }

    /// Asks for a line that `check` takes; where it takes none, its words are shown and the line is asked for again. `how` says how it is
    /// written, and it begins with `first`.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn typed<T>(&self, page: &Page, how: &'static str, first: &str, check: impl Fn(&str) -> Result<T, String>) -> Result<Asked<T>> {
        if self.mode == Mode::Keys {
            return self.run(page, &mut Typed { line: first.to_owned(), how, check: &check, error: String::new() });
        }
        lines::head(&self.screen, page)?;
        loop {
            let written = match lines::typed(&self.screen, page, how)? {
                Asked::Value(written) => written,
                Asked::Back => return Ok(Asked::Back),
                Asked::Cancelled => return Ok(Asked::Cancelled),
            };
            match check(&written) {
                Ok(value) => return Ok(Asked::Value(value)),
                Err(why) => self.screen.say_in(Look::Error, &why, "")?,
            }
        }
    }

    /// Asks yes or no; Enter, Esc and another Ctrl-C are no.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn confirm(&self, question: &str) -> Result<bool> {
        if self.mode == Mode::Lines {
            return Ok(lines::confirm(&self.screen, question)?);
        }
        self.interrupted.store(false, Ordering::SeqCst);
        let confirm = Confirm::with_theme(&SimpleTheme).with_prompt(question).default(false);
        match confirm.interact_on_opt(&self.screen.term) {
            Ok(answer) => Ok(answer == Some(true)),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => Ok(false),
            Err(dialoguer::Error::IO(error)) => Err(error.into()),
        }
    }

    /// Whether Ctrl-C was typed, perhaps while no key was waited for.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    fn run<P: Prompt>(&self, page: &Page, prompt: &mut P) -> Result<Asked<P::Answer>> {
        match run(&self.screen, page, prompt) {
            _ if self.is_interrupted() => Ok(Asked::Cancelled),
            Ok(Pressed::Done(value)) => Ok(Asked::Value(value)),
            Ok(Pressed::Quit) => Ok(Asked::Cancelled),
            Ok(Pressed::Back | Pressed::Open) => Ok(Asked::Back),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Asked::Cancelled),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Prompter {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        if self.mode == Mode::Keys {
            let _ = self.screen.term.show_cursor().and_then(|()| self.screen.term.flush());
        }
    }
}

/// Whether there is a terminal to ask on.
#[must_use]
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}
