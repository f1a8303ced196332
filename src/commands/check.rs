//! `check`: every fault of the data, or what its facts rest on.

use anyhow::{Result, anyhow};

use super::data::{layers, say_left_out};
use super::{ANSWERED, NOTHING_FITS, Output};
use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::check::coverage::coverage;
use crate::cli::{Check, Everywhere};
use crate::render;
use crate::vocabulary::Format;

pub(super) fn run(flags: &Check, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let layers = layers(everywhere, &flags.paths)?;
    if flags.coverage {
        let catalog = Catalog::load(&layers.catalog).map_err(|faults| anyhow!(faults))?;
        say_left_out(&catalog.left_out);
        let as_of = flags.as_of.unwrap_or_else(|| Day::today().0);
        let coverage = coverage(&catalog, as_of);
        let format = everywhere.format.unwrap_or(Format::Table);
        render::write(
            output.out,
            format,
            output.screen,
            || vec![render::coverage::page(&coverage)],
            || render::coverage::sheet(&coverage),
            || render::json::CoverageJson::new(&coverage),
        )?;
        return Ok(ANSWERED);
    }
    let report = layers.check_ahead(flags.as_of, flags.ahead);
    say_left_out(&report.left_out);
    render::check::write(output.out, everywhere.format.unwrap_or(Format::Table), output.screen, &layers, &report)?;
    Ok(if report.faults.is_empty() { ANSWERED } else { NOTHING_FITS })
}
