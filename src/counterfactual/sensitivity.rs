//! How firm the first place is: the least change of each answer that takes it away.

use super::{Scope, WhatIf, ways};
use crate::catalog::CredentialId;
use crate::change::Change;
use crate::recommendation::{Ahead, Recommendation};

/// How firm the first place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    /// The place in the catalogue of what stands first.
    pub id: CredentialId,
    /// The places of what stands level with it: only the id lists it before them.
    pub level: Vec<CredentialId>,
    /// The place of the next one where only a minor criterion parts them, and the place of that criterion.
    pub nearly_level: Option<(CredentialId, usize)>,
    /// What takes the first place away: of a change that has a size the least, of any other every one.
    pub topples: Vec<TippingPoint>,
}

/// A change that takes the first place away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TippingPoint {
    /// The change.
    pub change: Change,
    /// The places of what is first then, level with each other; none when nothing fits any more.
    pub first: Vec<CredentialId>,
}

/// How firm the first place of that answer is; `None` when nothing fits.
#[must_use]
pub fn firmness(recommendation: &Recommendation<'_>, worlds: &mut WhatIf<'_>) -> Option<Sensitivity> {
    let first = recommendation.ranked.first()?;
    let level: Vec<CredentialId> =
        recommendation.ranked.iter().skip(1).take_while(|other| other.rank == first.rank).map(|other| other.id).collect();
    let minor = |criterion: &usize| recommendation.snapshot.framework.criterion[*criterion].minor;
    let nearly_level = first
        .ahead_by
        .and_then(Ahead::criterion)
        .filter(minor)
        .zip(recommendation.ranked.get(1))
        .map(|(criterion, next)| (next.id, criterion));
    let mut topples = Vec::new();
    for way in ways(worlds.snapshot, worlds.situation, Scope::All(&[])) {
        for change in way.changes {
            let world = worlds.after(std::slice::from_ref(&change));
            if !world.is_first(first.id) {
                topples.push(TippingPoint { first: world.first.clone(), change });
                if way.sized {
                    break;
                }
            }
        }
    }
    Some(Sensitivity { id: first.id, level, nearly_level, topples })
}
