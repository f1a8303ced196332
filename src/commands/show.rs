//! `show`: all that is known of some credentials.

use anyhow::Result;

use super::known::{known_of, write_known};
use super::{ANSWERED, Data, Output};
use crate::cli::Show;
use crate::listing::reference_estimates;
use crate::render;

pub(super) fn run(flags: &Show, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let ids = data.ids(&flags.ids)?;
    let snapshot = data.on(flags.day.as_of);
    known_of(&snapshot, &ids)?;
    let figures = reference_estimates(&snapshot);
    write_known(&snapshot, &figures, &ids, data.format(), output, render::show::page, render::show::sheet)?;
    Ok(ANSWERED)
}
