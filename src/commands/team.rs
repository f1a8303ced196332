//! `team`: who of many takes what under one budget.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::thread;

use anyhow::{Result, bail};

use super::situation::{as_windows_1252, near_a_field};
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::batch::Row;
use crate::calendar::Day;
use crate::snapshot::Snapshot;
use crate::team::{Outlook, Person};
use crate::vocabulary::Outcome;
use crate::{cli, files, render, team};

pub(super) fn run(flags: &cli::Team, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let rows = read(flags, data)?;
    let as_of = day(flags, &rows)?;
    let snapshot = data.on(as_of);
    let people: Vec<Person> =
        rows.into_iter().map(|row| Person::new(row.line, row.given, row.situation, &data.catalog, snapshot.as_of)).collect();
    let outlooks = outlooks(&snapshot, &people);
    let team = team::Team::new(&snapshot, flags.budget, flags.horizon.into(), &people, outlooks);
    render::write(
        output.out,
        data.format(),
        output.screen,
        || vec![render::team::page(&team)],
        || render::team::sheet(&team),
        || render::json::TeamAnswer::new(&team),
    )?;
    Ok(if team.count(Outcome::Faulty) > 0 && !flags.faults_ok { NOTHING_FITS } else { ANSWERED })
}

/// All people of the file; what is to be said of it is said.
fn read(flags: &cli::Team, data: &Data) -> Result<Vec<Row>> {
    let bytes = files::read_bytes(&flags.file, data.limit)?;
    let rows = team::rows(&bytes).map_err(|error| files::unreadable(&flags.file, error))?;
    let mut said = anstream::stderr();
    if let Some((line, word)) = rows.iter().find_map(|row| Some((row.line, row.windows_1252.as_ref()?))) {
        let _ = writeln!(said, "note: {}", as_windows_1252(Some(line), word));
    }
    let mut seen = BTreeSet::new();
    for row in &rows {
        for (named_in, name, field) in row.given.near_fields(&mut seen) {
            let _ = writeln!(said, "note: {}", near_a_field(named_in.unwrap_or(row.line), &name, field));
        }
    }
    Ok(rows)
}

/// The one day that the answer is for: that of the flag, else the one that rows name; `None` is today.
fn day(flags: &cli::Team, rows: &[Row]) -> Result<Option<Day>> {
    if flags.as_of.is_some() {
        return Ok(flags.as_of);
    }
    let mut named = rows.iter().filter_map(|row| Some((row.line, row.situation.as_ref().ok()?.as_of?)));
    let Some((line, day)) = named.next() else { return Ok(None) };
    if let Some((other_line, other)) = named.find(|(_, other)| *other != day) {
        bail!("line {line} names the day {day} and line {other_line} {other}; a team is answered for one day: give it as --as-of {day}");
    }
    Ok(Some(day))
}

/// What each person would take, decided on all cores.
fn outlooks<'a>(snapshot: &'a Snapshot<'a>, people: &'a [Person]) -> Vec<Option<Outlook<'a>>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let of_some = |some: &'a [Person]| some.iter().map(|person| Outlook::of(snapshot, person)).collect::<Vec<_>>();
    thread::scope(|scope| {
        let some: Vec<_> = people.chunks(people.len().div_ceil(cores).max(1)).map(|some| scope.spawn(move || of_some(some))).collect();
        some.into_iter().flat_map(|some| some.join().expect("no answer panics")).collect()
    })
}
