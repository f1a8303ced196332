//! `check`: every fault of the data.

use anyhow::Result;

use super::data::{layers, say_left_out};
use super::{ANSWERED, NOTHING_FITS, Output};
use crate::cli::{Check, Everywhere};
use crate::render;
use crate::vocabulary::Format;

pub(super) fn run(flags: &Check, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let layers = layers(everywhere, &flags.paths)?;
    let report = layers.check(flags.as_of);
    say_left_out(&report.left_out);
    render::check::write(output.out, everywhere.format.unwrap_or(Format::Table), output.screen, &layers, &report)?;
    Ok(if report.faults.is_empty() { ANSWERED } else { NOTHING_FITS })
}
