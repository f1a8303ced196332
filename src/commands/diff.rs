//! `diff`: the same catalogue and framework on two days, or two catalogues on one day.

use std::path::Path;

use anyhow::{Result, anyhow, bail};

use super::data::say_left_out;
use super::{ANSWERED, Data, Output};
use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::cli::Diff;
use crate::compare::compare;
use crate::files;
use crate::framework::Framework;
use crate::layers::Layers;
use crate::render;
use crate::snapshot::Snapshot;

pub(super) fn run(flags: &Diff, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    match (&flags.from_path, flags.from) {
        (Some(path), _) => catalogues(flags, path, data, output),
        (None, Some(from)) => days(from, flags.to, data, output),
        (None, None) => bail!("an earlier day is wanted, or --from PATH"),
    }
}

/// Two catalogues on one day.
fn catalogues(flags: &Diff, path: &Path, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let mut layers = Layers::embedded();
    layers.add(path, data.limit)?;
    if layers.catalog.len() > 1 {
        // Provider files alone are a catalogue beside what lies outside of any.
        layers.catalog[0].retain(|file| file.name.ends_with("outside.toml"));
    }
    let from = Catalog::load(&layers.catalog).map_err(|faults| anyhow!(faults))?;
    say_left_out(&from.left_out);
    let to = data.on(flags.as_of);
    // Rules of today may name what the earlier catalogue does not have yet.
    let framework = Framework::load(&layers.framework, &from).ok();
    let asked = framework.as_ref().map(|framework| Snapshot::on(&from, framework, to.as_of));
    let comparison = compare(&from, asked.as_ref(), &to, render::compare::says);
    let name = files::name_of(path);
    data.write(
        output,
        data.format(),
        || vec![render::compare::page(&comparison, &name)],
        || render::compare::sheet(&comparison),
        || render::json::ComparisonJson::new(&comparison, &name),
    )?;
    Ok(ANSWERED)
}

/// One catalogue on two days.
fn days(from: Day, written: Option<Day>, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let to = written.unwrap_or_else(|| data.today());
    if from > to {
        match written {
            Some(_) => {
                bail!("the first day, {from}, lies after the second, {to}; the earlier one comes first: `certwise diff {to} {from}`")
            }
            None => {
                bail!("the first day, {from}, lies after today, {to}; write the later day behind it: `certwise diff {from} YYYY-MM-DD`")
            }
        }
    }
    let (from, to) = (data.on(Some(from)), data.on(Some(to)));
    let diff = crate::diff::diff(&from, &to);
    data.write(output, data.format(), || render::diff::pages(&diff), || render::diff::sheet(&diff), || render::json::DiffJson::new(&diff))?;
    Ok(ANSWERED)
}
