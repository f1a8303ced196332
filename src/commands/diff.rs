//! `diff`: the same catalogue and framework on two days.

use anyhow::{Result, bail};

use super::{ANSWERED, Data, Output};
use crate::cli::Diff;
use crate::render;

pub(super) fn run(flags: Diff, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let Diff { from, to: written } = flags;
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
