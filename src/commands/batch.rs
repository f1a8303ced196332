//! `batch`: reads situations, answers as many at a time as there are cores, and writes the answers in the order of the lines.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::thread;

use anyhow::{Context as _, Result, anyhow};

use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::batch::{Entry, situations};
use crate::calendar::Day;
use crate::cli::Batch;
use crate::decide::{decide, decide_first};
use crate::files;
use crate::render::batch::{Style, write_answer, write_fault, write_head};
use crate::situation::{Situation, SituationInput};
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;

/// Lines that one core answers before they are written: enough that starting to is not felt, few enough for any memory.
const LINES_EACH: usize = 256;

/// Days whose rules are kept: situations may name days of their own.
const DAYS_KEPT: usize = 64;

pub(super) fn batch(flags: &Batch, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let style =
        Style { format: data.format.unwrap_or(Format::Json), screen: output.screen, top: usize::from(flags.top), explain: flags.explain };
    let name = files::name_of(&flags.file);
    let input: Box<dyn BufRead> = if flags.file.as_os_str() == "-" {
        Box::new(files::standard_input()?)
    } else {
        Box::new(BufReader::new(File::open(&flags.file).with_context(|| format!("cannot read `{name}`"))?))
    };
    let unreadable = |error: io::Error| match error.kind() {
        // What it says is wrong, and not that it cannot be read.
        io::ErrorKind::InvalidData => anyhow!("{name}, {error}"),
        _ => anyhow!(error).context(format!("cannot read `{name}`")),
    };
    let today = flags.as_of.unwrap_or_else(|| data.today());
    let first = data.on(Some(today));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut days: BTreeMap<Day, Snapshot<'_>> = BTreeMap::new();
    let mut faulty = false;
    write_head(output.out, style)?;
    let mut entries = situations(input).map_err(unreadable)?;
    loop {
        let (mut lines, mut failed) = (Vec::new(), None);
        for entry in entries.by_ref().take(LINES_EACH * cores) {
            match entry {
                Ok(entry) => lines.push(settled(entry, data, flags.as_of, today)),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        if days.len() > DAYS_KEPT {
            days.clear();
        }
        for (_, day) in lines.iter().filter_map(|(_, situation)| situation.as_ref().ok()) {
            days.entry(*day).or_insert_with(|| first.on_day(*day));
        }
        let (days, each) = (&days, lines.len().div_ceil(cores).max(LINES_EACH / 8));
        let answered = thread::scope(|scope| {
            let parts: Vec<_> = lines.chunks(each).map(|part| scope.spawn(move || answers(part, days, style))).collect();
            parts.into_iter().map(|part| part.join().expect("no answer panics")).collect::<Vec<_>>()
        });
        for part in answered {
            let (text, some_faulty) = part?;
            output.out.write_all(&text)?;
            faulty |= some_faulty;
        }
        if let Some(error) = failed {
            return Err(unreadable(error));
        }
        if lines.is_empty() {
            return Ok(if faulty && !flags.faults_ok { NOTHING_FITS } else { ANSWERED });
        }
    }
}

/// A line, and what it asks on which day, or what is wrong with it.
type Line = (u64, Result<(Situation, Day), String>);

fn settled((line, situation): Entry, data: &Data, as_of: Option<Day>, today: Day) -> Line {
    let settle = |situation: SituationInput| {
        let as_of = as_of.or(situation.as_of).unwrap_or(today);
        Ok((situation.settle(&data.catalog, as_of).map_err(|why| why.to_string())?, as_of))
    };
    (line, situation.and_then(settle))
}

/// The answers to those lines, and whether one of them is faulty.
fn answers(lines: &[Line], days: &BTreeMap<Day, Snapshot<'_>>, style: Style) -> io::Result<(Vec<u8>, bool)> {
    let (mut text, mut faulty) = (Vec::new(), false);
    for (line, asked) in lines {
        match asked {
            Ok((situation, day)) => {
                let snapshot = &days[day];
                // A page counts what fits; what is made for programs has the first ones alone.
                let answer = match style.format {
                    Format::Json | Format::Csv => decide_first(snapshot, situation, style.top.max(1), style.explain),
                    _ => decide(snapshot, situation),
                };
                write_answer(&mut text, style, *line, &answer)?;
            }
            Err(error) => {
                write_fault(&mut text, style, *line, error)?;
                faulty = true;
            }
        }
    }
    Ok((text, faulty))
}
