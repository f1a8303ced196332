//! `list`: the catalogue, filtered and sorted.

use anyhow::{Result, bail};

use super::known::cases;
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::List;
use crate::listing::{list, near_misses, reference_estimates};
use crate::render;
use crate::situation::Situation;
use crate::vocabulary::{nearest, suggestion};

pub(super) fn run(flags: &List, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let known: Vec<&str> = data.catalog.providers.iter().map(|provider| provider.id.as_str()).collect();
    if let Some(wanted) = flags.provider.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        let near = nearest(wanted, known.iter().copied());
        bail!("unknown provider `{}`{}", crate::sanitize::quote_input(wanted), suggestion(near.first(), &known));
    }
    let snapshot = data.on(flags.day.as_of);
    let figures = reference_estimates(&snapshot);
    let listing = list(&snapshot, &figures, &flags.into());
    let found = !listing.ids.is_empty();
    let near = || flags.search.as_deref().map(|search| near_misses(&snapshot, search)).unwrap_or_default();
    let nobody = Situation::default();
    let cases = cases(&snapshot, &nobody, &figures, &listing.ids);
    let page = || {
        let mut page = render::list::page(&snapshot, &cases, &listing);
        if !found {
            let near = near();
            let hint = if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) };
            page.notes.retain(|note| note.title == render::list::LEFT_OUT);
            page.note("Nothing found", render::report::Emphasis::Warning, vec![format!("no credential is like that{hint}")]);
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
