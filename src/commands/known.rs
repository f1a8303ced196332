//! What `list`, `show` and `why` have in common: what is known of credentials, and from which day on.

use anyhow::{Result, bail};

use crate::catalog::CredentialId;
use crate::decide::Candidate;
use crate::listing::reference_candidate;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;

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

/// Those credentials, for nobody in particular.
pub(super) fn cases<'a>(
    snapshot: &'a Snapshot<'a>,
    nobody: &'a Situation,
    figures: &'a [Estimate],
    ids: &[CredentialId],
) -> Vec<Candidate<'a>> {
    ids.iter().map(|&id| reference_candidate(snapshot, nobody, figures, id)).collect()
}
