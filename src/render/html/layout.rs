//! What stands around every page: its title, and at its foot the age of its facts and the command that gives it again.

use super::Foot;
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::render::phrases;
use crate::snapshot::Snapshot;

/// What `layout.html` asks for.
pub(super) struct Frame<'a> {
    /// The heading.
    pub title: String,
    /// The day the answer is for.
    pub as_of: Day,
    /// The oldest check of what the page shows, and of what; `None` when it shows nothing that was ever checked.
    pub oldest: Option<String>,
    /// From which day the facts are, in a sentence; `None` where none has a day.
    pub facts: Option<String>,
    /// Whether a figure bears the mark of an estimate.
    pub estimates: bool,
    /// The call that made it.
    pub foot: &'a Foot<'a>,
}

/// The oldest check of those credentials, with their names: one that no dated source tells of is older than any.
pub(super) fn oldest_check(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> Option<String> {
    let checked = |id: &CredentialId| snapshot.state(*id).checked;
    let oldest = ids.iter().map(checked).min()?;
    let mut which: Vec<CredentialId> = ids.iter().copied().filter(|id| checked(id) == oldest).collect();
    which.dedup();
    let said = oldest.map_or_else(|| phrases::not_checked(None), Day::in_words);
    Some(format!("{said} ({})", phrases::short_names(snapshot, &which)))
}
