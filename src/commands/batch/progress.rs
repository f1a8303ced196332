//! How far a batch is, for whoever waits at a terminal, and what it says beside its answers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Answers;
use crate::catalog::{Catalog, CredentialId};
use crate::commands::situation::{as_windows_1252, near_a_field};

/// First places that a summary names, and names that are told to have no column.
const NAMED: usize = 5;

/// A bar on standard error where that is a terminal and the answers go elsewhere; and the count.
pub(super) struct Progress {
    bar: ProgressBar,
    rows: u64,
    faults: u64,
    nothing: u64,
    first: BTreeMap<CredentialId, u64>,
    told: bool,
    named: BTreeSet<String>,
    /// Names that are said to have no column.
    without_column: BTreeSet<String>,
    /// Whether it was said that the text is no UTF-8.
    encoding_told: bool,
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
        Self {
            bar,
            rows: 0,
            faults: 0,
            nothing: 0,
            first: BTreeMap::new(),
            told: false,
            named: BTreeSet::new(),
            without_column: BTreeSet::new(),
            encoding_told: false,
        }
    }

    /// Counts answers that are written, and says once which name may be meant for a field.
    pub(super) fn add(&mut self, answers: Answers) {
        self.rows += answers.rows;
        self.faults += answers.faults;
        self.nothing += answers.nothing;
        for (id, times) in answers.first {
            *self.first.entry(id).or_default() += times;
        }
        if let Some((line, word)) = answers.windows_1252.filter(|_| !std::mem::replace(&mut self.encoding_told, true)) {
            self.say(&as_windows_1252(Some(line), &word));
        }
        for (line, name) in answers.without_column {
            if self.without_column.len() < NAMED && self.without_column.insert(name.clone()) {
                let name = crate::sanitize::quote_input(&name);
                self.say(&format!("line {line}: `{name}` comes too late for a column of its own; --format json has it in `given`"));
            }
        }
        self.told |= answers.told;
        for (line, name, field) in answers.near {
            if self.named.insert(name.clone()) {
                self.say(&near_a_field(line, &name, field));
            }
        }
        if !self.bar.is_hidden() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a rate to be read")]
            let rate = HumanCount((self.rows as f64 / self.bar.elapsed().as_secs_f64()) as u64);
            self.bar.set_message(format!("{} lines, {rate} a second", HumanCount(self.rows)));
            self.bar.set_position(answers.bytes);
        }
    }

    /// Takes the bar away, says what is to be said of the whole, with a summary where a catalogue is given for it, and whether some
    /// line was faulty.
    pub(super) fn end(self, stopped: bool, summary: Option<&Catalog>) -> bool {
        self.bar.finish_and_clear();
        if stopped {
            self.say(&format!("stopped; {} lines are answered", self.rows));
        } else if self.rows > 0 && !self.told && self.named.is_empty() {
            self.say("no line says anything of a person: none of its keys is a field");
        }
        if let Some(catalog) = summary {
            self.summarise(catalog);
        }
        self.faults > 0
    }

    /// What a reader of many answers wants to know first.
    fn summarise(&self, catalog: &Catalog) {
        let mut said = anstream::stderr();
        let of = |many: u64, one: &str| format!("{} {one}{}", HumanCount(many), if many == 1 { "" } else { "s" });
        let (rows, answers, faults) = (of(self.rows, "row"), of(self.rows - self.faults, "answer"), of(self.faults, "fault"));
        let _ = writeln!(said, "summary: {rows}, {answers} (nothing fits: {}), {faults}", HumanCount(self.nothing));
        let mut first: Vec<(&CredentialId, &u64)> = self.first.iter().collect();
        first.sort_by_key(|(id, times)| (std::cmp::Reverse(**times), catalog[**id].id.as_str()));
        for (id, times) in first.into_iter().take(NAMED) {
            let credential = &catalog[*id];
            let _ = writeln!(said, "  first place for {}: {} ({})", HumanCount(*times), credential.name, credential.id);
        }
    }

    fn say(&self, what: &str) {
        self.bar.suspend(|| drop(writeln!(anstream::stderr(), "note: {what}")));
    }
}
