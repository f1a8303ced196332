//! The quick-reference table: no table of answers, but `decide` over the framework's own situations.

use crate::decide::decide;
use crate::framework::Quick;
use crate::recommendation::{Ranked, Recommendation};
use crate::snapshot::Snapshot;

/// Puts every situation of the quick table through the framework.
#[must_use]
pub fn quick<'a>(snapshot: &'a Snapshot<'a>) -> Vec<(&'a Quick, Recommendation<'a>)> {
    snapshot.framework.quick.iter().map(|quick| (quick, decide(snapshot, &quick.you))).collect()
}

/// All that stand level with the first by the framework's naming; only the first where the framework names none of them.
#[must_use]
pub fn level_in_first_place<'r>(recommendation: &'r Recommendation<'_>) -> &'r [Ranked] {
    let ranked = recommendation.ranked.as_slice();
    let Some(first) = ranked.first() else { return ranked };
    let naming = first.named.map(|named| named.grade);
    let level = ranked.iter().take_while(|other| naming.is_some() && other.named.map(|named| named.grade) == naming).count();
    &ranked[..level.max(1)]
}
