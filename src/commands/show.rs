//! `show`: all that is known of some credentials.

use anyhow::Result;

use super::known::{cases, known_of};
use super::{ANSWERED, Data, Output};
use crate::cli::Show;
use crate::listing::reference_estimates;
use crate::render;
use crate::situation::Situation;

pub(super) fn run(flags: &Show, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let ids = data.ids(&flags.ids)?;
    let snapshot = data.on(flags.day.as_of);
    known_of(&snapshot, &ids)?;
    let figures = reference_estimates(&snapshot);
    let nobody = Situation::default();
    let cases = cases(&snapshot, &nobody, &figures, &ids);
    data.write(
        output,
        data.format(),
        || vec![render::show::page(&snapshot, &cases, flags.sources)],
        || render::show::sheet(&cases),
        || render::json::Credentials::new(&snapshot, &cases),
    )?;
    Ok(ANSWERED)
}
