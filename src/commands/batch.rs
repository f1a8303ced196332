//! `batch`: reads rows, answers as many at a time as there are cores, and writes the answers in the order of the rows.

mod progress;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::{ANSWERED, CANCELLED, Data, NOTHING_FITS, Output};
use crate::batch::{Row, Unread, rows};
use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId};
use crate::cli::Batch;
use crate::decide::{decide, decide_first};
use crate::files;
use crate::render::batch::{OwnColumns, Place, Style, write_answer, write_fault, write_head};
use crate::render::json::Fragments;
use crate::situation::SituationInput;
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;
use progress::Progress;

/// Rows that one core answers before they are written: enough that handing them over is not felt, few enough for any memory.
const ROWS_EACH: usize = 64;

/// So many times that is under way for each core: one that is answered, and one that waits for it.
const UNDER_WAY: usize = 2;

/// Days whose rules are kept: situations may name days of their own, as a rule of one year.
const DAYS_KEPT: usize = 366;

/// How long is waited for more input before somebody looks whether to stop.
const MOMENT: Duration = Duration::from_millis(100);

pub(super) fn batch(flags: &Batch, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let style =
        Style { format: data.format.unwrap_or(Format::Json), screen: output.screen, top: usize::from(flags.top), explain: flags.explain };
    let input = files::open(&flags.file)?;
    let today = flags.as_of.unwrap_or_else(|| data.today());
    let (first, catalog) = (data.on(Some(today)), &data.catalog);
    let own = OnceLock::new();
    let clerk = || Clerk {
        catalog,
        first: &first,
        days: BTreeMap::new(),
        as_of: flags.as_of,
        style,
        counts: flags.summary,
        own: &own,
        seen: BTreeSet::new(),
        fragments: Fragments::default(),
        room: 0,
    };
    let mut progress = Progress::new(if flags.file.as_os_str() == "-" { "/dev/stdin".as_ref() } else { &flags.file });
    let stop = stop_asked_for()?;
    let read = reader(input);
    let (failed, stopped) = thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let (clerks, answers): (Vec<_>, Vec<_>) = (0..cores)
            .map(|_| {
                let ((ask, asked), (answer, answered)) = (sync_channel(UNDER_WAY), sync_channel(UNDER_WAY));
                let mut clerk = clerk();
                // Nobody takes the answer when the output is broken.
                scope.spawn(move || asked.iter().try_for_each(|rows| answer.send(clerk.answers(rows)).ok()));
                (ask, answered)
            })
            .unzip();
        let (mut asked, mut written, mut failed, mut ended, mut stopped) = (0, 0, None, false, false);
        while !ended || written < asked {
            stopped |= !ended && stop.load(Ordering::Relaxed);
            ended |= stopped;
            if !ended && asked - written < cores * UNDER_WAY {
                match read.recv_timeout(MOMENT) {
                    Ok(Ok(rows)) => {
                        if style.format == Format::Csv && own.get().is_none() {
                            write_head(output.out, style, own.get_or_init(|| rows.iter().flat_map(Unread::own_names).collect()))?;
                        }
                        // A clerk who is gone is missed where the answer is taken.
                        let _ = clerks[asked % cores].send(rows);
                        asked += 1;
                        continue;
                    }
                    Ok(Err(error)) => (failed, ended) = (Some(error), true),
                    Err(RecvTimeoutError::Disconnected) => ended = true,
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
            if written < asked {
                let answers = answers[written % cores].recv().expect("no answer panics")?;
                output.out.write_all(&answers.text)?;
                progress.add(answers);
                written += 1;
            }
        }
        anyhow::Ok((failed, stopped))
    })?;
    if own.get().is_none() && failed.is_none() {
        write_head(output.out, style, &OwnColumns::default())?;
    }
    let faulty = progress.end(stopped, Some(catalog).filter(|_| flags.summary && failed.is_none()));
    match failed {
        Some(error) => Err(files::unreadable(&flags.file, error)),
        None if stopped => Ok(CANCELLED),
        None => Ok(if faulty && !flags.faults_ok { NOTHING_FITS } else { ANSWERED }),
    }
}

/// Whether Ctrl-C or the system asks to stop. The first time it is a request, the second time it ends the process.
fn stop_asked_for() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, CANCELLED.into(), Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// Reads in a thread of its own, so that nobody who must stop waits for input; it ends with the process or with the input.
fn reader(input: Box<dyn BufRead + Send>) -> Receiver<io::Result<Vec<Unread>>> {
    let (sender, receiver) = sync_channel(UNDER_WAY);
    thread::spawn(move || {
        let mut rows = match rows(input) {
            Ok(rows) => rows,
            Err(error) => return drop(sender.send(Err(error))),
        };
        loop {
            let (mut some, mut failed) = (Vec::with_capacity(ROWS_EACH), None);
            for row in rows.by_ref().take(ROWS_EACH) {
                match row {
                    Ok(row) => some.push(row),
                    Err(error) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
            let is_last = some.len() < ROWS_EACH;
            if !some.is_empty() && sender.send(Ok(some)).is_err() {
                return;
            }
            if let Some(error) = failed {
                return drop(sender.send(Err(error)));
            }
            if is_last {
                return;
            }
        }
    });
    receiver
}

/// The answers to some rows, and what is to be said of them.
#[derive(Default)]
struct Answers {
    text: Vec<u8>,
    rows: u64,
    /// How many bytes of the input were taken until then.
    bytes: u64,
    faults: u64,
    /// Rows that nothing fits.
    nothing: u64,
    /// How often each stands in first place, where that is counted.
    first: BTreeMap<CredentialId, u64>,
    /// Whether a row told something of a person.
    told: bool,
    /// The first line that is no UTF-8, and a word of it.
    windows_1252: Option<(u64, String)>,
    /// Names of the callers' own that have no column in a sheet, each with its line.
    without_column: Vec<(u64, String)>,
    /// Names of the caller's own that may be meant for a field: the line, the name and the field.
    near: Vec<(u64, String, &'static str)>,
}

/// Answers rows, each by itself.
struct Clerk<'a> {
    catalog: &'a Catalog,
    /// The day of whoever names none.
    first: &'a Snapshot<'a>,
    days: BTreeMap<Day, Snapshot<'a>>,
    /// The day that beats those in the rows.
    as_of: Option<Day>,
    style: Style,
    /// Whether first places are counted.
    counts: bool,
    /// The callers' own columns of a sheet, once they are known.
    own: &'a OnceLock<OwnColumns>,
    /// Names of the callers' own that were looked at.
    seen: BTreeSet<String>,
    /// What was written for the lines before.
    fragments: Fragments,
    /// Bytes that the last answers took.
    room: usize,
}

impl Clerk<'_> {
    fn answers(&mut self, rows: Vec<Unread>) -> io::Result<Answers> {
        let (text, bytes) = (Vec::with_capacity(self.room + self.room / 4), rows.last().map_or(0, Unread::bytes));
        let mut answers = Answers { text, bytes, rows: rows.len() as u64, ..Answers::default() };
        for row in rows {
            let mut row = row.read();
            let near = row.given.near_fields(&mut self.seen).into_iter();
            answers.near.extend(near.map(|(line, name, field)| (line.unwrap_or(row.line), name, field)));
            answers.told |= row.given.is_empty() || row.situation.as_ref() != Ok(&SituationInput::default());
            answers.windows_1252 = answers.windows_1252.take().or(row.windows_1252.take().map(|word| (row.line, word)));
            if self.style.format == Format::Csv {
                let own = self.own.get();
                let without = row.given.names().filter(|name| !own.is_some_and(|own| own.has(name)));
                answers.without_column.extend(without.map(|name| (row.line, name.to_owned())));
            }
            self.answer(row, &mut answers)?;
        }
        self.room = answers.text.len();
        Ok(answers)
    }

    /// Writes the answer to one row.
    fn answer(&mut self, row: Row, answers: &mut Answers) -> io::Result<()> {
        let mut day = self.first.as_of;
        let place = Place { line: row.line, given: &row.given, own: self.own.get() };
        let settled = row.situation.and_then(|situation| {
            day = self.as_of.or(situation.as_of).unwrap_or(day);
            situation.settle(self.catalog, day).map_err(|why| why.to_string())
        });
        let situation = &match settled {
            Ok(situation) => situation,
            Err(why) => {
                answers.faults += 1;
                return write_fault(&mut answers.text, self.style, place, &why);
            }
        };
        if self.days.len() > DAYS_KEPT {
            self.days.clear();
        }
        let snapshot = if day == self.first.as_of { self.first } else { self.days.entry(day).or_insert_with(|| self.first.on_day(day)) };
        // A page counts what fits; what is made for programs has the first ones alone.
        let answer = match self.style.format {
            Format::Json | Format::Csv => decide_first(snapshot, situation, self.style.top.max(1), self.style.explain),
            _ => decide(snapshot, situation),
        };
        answers.nothing += u64::from(answer.ranked.is_empty());
        if self.counts {
            for first in answer.ranked.iter().take_while(|ranked| ranked.rank == 1) {
                *answers.first.entry(first.id).or_default() += 1;
            }
        }
        write_answer(&mut answers.text, self.style, &self.fragments, place, &answer)
    }
}
