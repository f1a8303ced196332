//! `list`: the catalogue, filtered and sorted.

use anyhow::{Result, bail};

use super::known::write_known;
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::List;
use crate::listing::{list, near_misses, reference_estimates};
use crate::render;
use crate::vocabulary::{nearest, suggestion};

pub(super) fn run(flags: &List, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let known: Vec<&str> = data.catalog.providers.iter().map(|provider| provider.id.as_str()).collect();
    if let Some(wanted) = flags.provider.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        let near = nearest(wanted, known.iter().copied());
        bail!("unknown provider `{}`{}", crate::sanitize::quote_input(wanted), suggestion(near.first(), &known));
    }
    let snapshot = data.on(flags.day.as_of);
    let figures = reference_estimates(&snapshot);
    let ids = list(&snapshot, &figures, &flags.into());
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
