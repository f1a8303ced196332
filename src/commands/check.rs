//! `check`: every fault of the data.

use anyhow::Result;

use super::data::layers;
use super::{ANSWERED, NOTHING_FITS, Output};
use crate::cli::{Check, Everywhere};
use crate::render;
use crate::vocabulary::Format;

pub(super) fn run(flags: &Check, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let layers = layers(everywhere, &flags.paths)?;
    let report = layers.check_ahead(flags.as_of, flags.ahead);
    render::check::write(output.out, everywhere.format.unwrap_or(Format::Table), output.screen, &layers, &report)?;
    Ok(if report.faults.is_empty() { ANSWERED } else { NOTHING_FITS })
}
