//! `list`: the catalogue, filtered and sorted.

use anyhow::{Result, anyhow};

use super::known::cases;
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::List;
use crate::listing::{Filter, list, near_misses, reference_estimates};
use crate::render;
use crate::situation::Situation;

pub(super) fn run(flags: &List, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let snapshot = data.on(flags.day.as_of);
    let provider = flags.provider.iter().map(|written| data.catalog.find_provider(written).map_err(|why| anyhow!(why)));
    let filter = Filter { provider: provider.collect::<Result<_>>()?, ..flags.into() };
    snapshot.framework.check_tiers(&filter.tier)?;
    let figures = reference_estimates(&snapshot);
    let listing = list(&snapshot, &figures, &filter);
    let found = !listing.ids.is_empty();
    let near = || flags.search.as_deref().map(|search| near_misses(&snapshot, search)).unwrap_or_default();
    let nobody = Situation::default();
    let cases = cases(&snapshot, &nobody, &figures, &listing.ids);
    let page = || {
        let mut page = render::list::page(&snapshot, &cases, &listing);
        if !found {
            let near = near();
            let hint = if near.is_empty() { String::new() } else { format!(" Similar: {}.", near.join(", ")) };
            let headline = format!("No credentials match.{hint}");
            page.conclusion = Some(render::report::Conclusion { headline, ..Default::default() });
        }
        page
    };
    data.write(
        output,
        data.format(),
        || vec![page()],
        || render::list::sheet(&cases),
        || render::json::Credentials::new(&snapshot, &cases).without_retired(listing.left_out),
    )?;
    Ok(if found { ANSWERED } else { NOTHING_FITS })
}
