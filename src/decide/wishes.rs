//! What a person wishes of a credential, and whether it is so.

use crate::catalog::CredentialId;
use crate::rules::set::{Set, set_of};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Wish;

/// Whether the credential is as the person wishes; `None` where nobody knows. What has no exam is in every language and can be done
/// anywhere.
#[must_use]
pub fn grants(snapshot: &Snapshot<'_>, situation: &Situation, id: CredentialId, wish: Wish) -> Option<bool> {
    fn any_of<T: PartialEq>(wanted: &[T], offered: Option<&Vec<T>>) -> Option<bool> {
        offered.map(|offered| offered.iter().any(|one| wanted.contains(one)))
    }
    let it = snapshot.credential(id);
    match wish {
        Wish::Kind => Some(situation.kind.iter().any(|kind| kind.admits(it.kind, it.sits_exam()))),
        Wish::Provider => Some(situation.provider.contains(&it.provider)),
        Wish::Tier => Some(snapshot.state(id).tier.is_some_and(|tier| situation.tier.contains(&tier))),
        Wish::Language | Wish::Delivery if !it.sits_exam() => Some(true),
        Wish::Language => any_of(&situation.language, it.languages.as_ref()),
        Wish::Delivery => any_of(&situation.delivery, it.delivery.as_ref()),
    }
}

/// The credentials of which it is so that the wish is granted, is not, or nobody knows; none where the person has no such wish, for
/// whom nothing is looked through.
pub(super) fn where_granted(snapshot: &Snapshot<'_>, situation: &Situation, wish: Wish, granted: Option<bool>) -> Set {
    let all = if situation.wishes(wish) { snapshot.catalog.credentials.len() } else { 0 };
    let so = (0..all).map(CredentialId::new).filter(|id| grants(snapshot, situation, *id, wish) == granted);
    set_of(snapshot.catalog.credentials.len(), so)
}
