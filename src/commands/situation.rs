//! What a call tells of the person, and the command that tells the same.

use std::io::Write as _;

use anyhow::{Result, anyhow};

use super::Data;
use super::data::with_files;
use crate::calendar::Day;
use crate::catalog::{Catalog, Held, Written};
use crate::certificates;
use crate::cli::{Everywhere, Recommend, SituationFlags};
use crate::files;
use crate::render::phrases;
use crate::situation::{Situation, SituationInput};
use crate::vocabulary::Field;

/// What the flags and the file tell, settled, and the day that the answer is for.
pub(super) fn load_situation(flags: &SituationFlags, data: &Data) -> Result<(Situation, Day)> {
    let mut situation = SituationInput::from(flags);
    situation.have.extend(held(flags, data)?);
    if let Some(path) = &flags.situation {
        let file = files::read(path, data.limit)?;
        let told: SituationInput = file.parse().map_err(|faults| anyhow!(faults.all()))?;
        // Checked alone first, so that what is wrong with the file is named at its place.
        let as_of = situation.as_of.or(told.as_of).unwrap_or_else(|| data.today());
        let mut alone = told.clone();
        if situation.is_set(Field::By) {
            // A flag beats the file, also a deadline of it that has passed since.
            (alone.by, alone.weeks) = (None, None);
        }
        alone.settle(&data.catalog, as_of).map_err(|nonsense| {
            let id = file.place(&nonsense.key_path()).or_else(|| file.place(&nonsense.key_path()[..1])).unwrap_or_default();
            file.fault(id, nonsense.to_string())
        })?;
        situation.merge(told);
    }
    let as_of = situation.as_of.unwrap_or_else(|| data.today());
    let settled = situation.settle(&data.catalog, as_of)?;
    if flags.strict
        && let Some(held) = settled.have.iter().find(|held| !held.is_possible(&data.catalog))
    {
        return Err(anyhow!(phrases::impossible(&data.catalog, held)));
    }
    Ok((settled, as_of))
}

/// What the file of `--held` says that they hold.
fn held(flags: &SituationFlags, data: &Data) -> Result<Vec<Held<Written>>> {
    let Some(path) = &flags.held else { return Ok(Vec::new()) };
    let bytes = files::read_bytes(path, data.limit)?;
    let found = certificates::read(&bytes).map_err(|error| files::unreadable(path, error))?;
    if let Some(word) = &found.windows_1252 {
        let _ = writeln!(anstream::stderr(), "note: {}", as_windows_1252(None, word));
    }
    let wrong = |why: String| anyhow!("{}: {why}", files::name_of(path));
    let theirs = found.of(flags.person.as_deref()).map_err(wrong)?;
    theirs.iter().map(|certificate| certificate.held().map_err(wrong)).collect()
}

/// What is said once of a text that is no UTF-8; `line` is where that was seen.
pub(super) fn as_windows_1252(line: Option<u64>, word: &str) -> String {
    let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let word = crate::sanitize::quote_input(word);
    format!("{line}the text is read as Windows-1252, for example `{word}`; where that is not what is meant, save it as UTF-8")
}

/// What is said once of a name of the caller's own that may be meant for a field.
pub(super) fn near_a_field(line: u64, name: &str, field: &str) -> String {
    let name = crate::sanitize::quote_input(name);
    format!("line {line}: `{name}` is no field and comes back in `given`; did you mean `{field}`?")
}

/// The command that gives the same answer when it is pasted into a shell.
#[must_use]
pub fn same_answer(catalog: &Catalog, flags: &Recommend, everywhere: &Everywhere, situation: &Situation) -> String {
    let top = flags.top.map(|top| format!("--top {top}"));
    let explain = flags.explain.then(|| "--explain".to_owned());
    command_line(catalog, "recommend", situation, [top, explain].into_iter().flatten(), everywhere)
}

/// The command for that situation, with the options of its own and those that every command has.
pub(super) fn command_line(
    catalog: &Catalog,
    command: &str,
    situation: &Situation,
    own: impl Iterator<Item = String>,
    everywhere: &Everywhere,
) -> String {
    let mut line = vec![format!("certwise {command}"), situation.written(catalog).flags()];
    line.extend(situation.as_of.map(|day| format!("--as-of {day}")));
    line.extend(own);
    line.extend(everywhere.format.map(|format| format!("--format {format}")));
    line.retain(|part| !part.is_empty());
    format!("{}{}", line.join(" "), with_files(everywhere))
}
