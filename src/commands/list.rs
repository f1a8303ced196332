//! `list`: the catalogue, filtered and sorted.

use anyhow::{Result, anyhow};

use super::known::write_known;
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::List;
use crate::listing::{Filter, list, near_misses, reference_estimates};
use crate::render;

pub(super) fn run(flags: &List, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let snapshot = data.on(flags.day.as_of);
    let provider = flags.provider.iter().map(|written| data.catalog.find_provider(written).map_err(|why| anyhow!(why)));
    let filter = Filter { provider: provider.collect::<Result<_>>()?, ..flags.into() };
    snapshot.framework.check_tiers(&filter.tier)?;
    let figures = reference_estimates(&snapshot);
    let ids = list(&snapshot, &figures, &filter);
    let found = !ids.is_empty();
    let near = || flags.search.as_deref().map(|search| near_misses(&snapshot, search)).unwrap_or_default();
    write_known(
        &snapshot,
        &figures,
        &ids,
        data.format(),
        output,
        |snapshot, cases| {
            let mut page = render::list::page(snapshot, cases);
            if !found {
                let near = near();
                let hint = if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) };
                page.notes.clear();
                page.note("Nothing found", render::report::Emphasis::Warning, vec![format!("no credential is like that{hint}")]);
            }
            page
        },
        render::list::sheet,
    )?;
    Ok(if found { ANSWERED } else { NOTHING_FITS })
}
