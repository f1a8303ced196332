//! How far a batch is, for whoever waits at a terminal, and what it says beside its answers.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Answers;

/// A bar on standard error where that is a terminal and the answers go elsewhere; and the count.
pub(super) struct Progress {
    bar: ProgressBar,
    rows: u64,
    faulty: bool,
    told: bool,
    named: BTreeSet<String>,
}

impl Progress {
    /// Of a file whose size may be known.
    pub(super) fn new(file: &Path) -> Self {
        let size = std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|about| about.len());
        let bar = if io::stdout().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr())
        };
        let template = if size.is_some() { "{msg} {wide_bar} {percent:>3} %, {eta} left" } else { "{msg}" };
        let bar = bar.with_style(ProgressStyle::with_template(template).expect("a sound template").progress_chars("█░"));
        Self { bar, rows: 0, faulty: false, told: false, named: BTreeSet::new() }
    }

    /// Counts answers that are written, and says once which name may be meant for a field.
    pub(super) fn add(&mut self, answers: Answers) {
        self.rows += answers.rows;
        self.faulty |= answers.faulty;
        self.told |= answers.told;
        for (line, name, field) in answers.near {
            if self.named.insert(name.clone()) {
                let name = crate::sanitize::quote_input(&name);
                self.say(&format!("line {line}: `{name}` is no field and comes back in `given`; did you mean `{field}`?"));
            }
        }
        if !self.bar.is_hidden() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a rate to be read")]
            let rate = HumanCount((self.rows as f64 / self.bar.elapsed().as_secs_f64()) as u64);
            self.bar.set_message(format!("{} lines, {rate} a second", HumanCount(self.rows)));
            self.bar.set_position(answers.bytes);
        }
    }

    /// Takes the bar away, says what is to be said of the whole, and whether some line was faulty.
    pub(super) fn end(self, stopped: bool) -> bool {
        self.bar.finish_and_clear();
        if stopped {
            self.say(&format!("stopped; {} lines are answered", self.rows));
        } else if self.rows > 0 && !self.told && self.named.is_empty() {
            self.say("no line says anything of a person: none of its keys is a field");
        }
        self.faulty
    }

    fn say(&self, what: &str) {
        self.bar.suspend(|| drop(writeln!(anstream::stderr(), "note: {what}")));
    }
}
