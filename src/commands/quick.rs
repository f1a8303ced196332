//! `quick`: the quick-reference table.

use anyhow::Result;

use super::{ANSWERED, Data, Output};
use crate::cli::Quick;
use crate::{quick, render};

pub(super) fn run(flags: Quick, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let snapshot = data.on(flags.day.as_of);
    let rows = quick::leaders(&snapshot);
    data.write(
        output,
        data.format(),
        || vec![render::quick::page(&snapshot, &rows)],
        || render::quick::sheet(&snapshot, &rows),
        || render::json::QuickTable::new(&snapshot, &rows),
    )?;
    Ok(ANSWERED)
}
