//! What `list`, `show` and `why` have in common: what is known of credentials, and from which day on.

use anyhow::{Result, bail};

use super::Output;
use crate::catalog::CredentialId;
use crate::decide::Candidate;
use crate::listing::reference_candidate;
use crate::recommendation::Estimate;
use crate::render;
use crate::render::csv::Sheet;
use crate::render::report::Report;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;

/// Refuses what nobody could know of on the day.
pub(super) fn known_of(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> Result<()> {
    let unknown = ids.iter().find(|id| !snapshot.state(**id).known).map(|id| snapshot.credential(*id));
    if let Some((credential, announced)) = unknown.and_then(|it| Some((it, it.lifecycle.announced?))) {
        bail!(
            "`{}` was announced on {announced}, after {}, the day the answer is for; ask --as-of a later day",
            credential.id,
            snapshot.as_of
        );
    }
    Ok(())
}

/// Writes what is known of those credentials; `list` and `show` differ only in their pages and sheets.
pub(super) fn write_known(
    snapshot: &Snapshot<'_>,
    figures: &[Estimate],
    ids: &[CredentialId],
    format: Format,
    output: &mut Output<'_>,
    page: impl FnOnce(&Snapshot<'_>, &[Candidate<'_>]) -> Report,
    sheet: impl FnOnce(&[Candidate<'_>]) -> Sheet,
) -> Result<()> {
    let nobody = Situation::default();
    let cases: Vec<Candidate<'_>> = ids.iter().map(|&id| reference_candidate(snapshot, &nobody, figures, id)).collect();
    let json = || render::json::Credentials::new(snapshot, &cases);
    Ok(render::write(output.out, format, output.screen, || vec![page(snapshot, &cases)], || sheet(&cases), json)?)
}
