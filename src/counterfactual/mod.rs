//! What would have to change for a credential to fit, or to come first: found by asking `decide` again, never guessed.
//!
//! A change is looked for only at the points where the data has something to say (see [`ways`]), the nearest first; so the first
//! that does is the smallest of its kind. Kinds are not weighed against each other: the smallest of each is named, in the order of
//! [`Change`]. Two changes together are looked for only where no single one does.

mod breakpoints;
mod pairs;
mod sensitivity;
mod what_if;

pub use breakpoints::{Axis, Scope, ways};
pub use sensitivity::{Sensitivity, TippingPoint, firmness};
pub use what_if::{Outcome, WhatIf};

use crate::catalog::CredentialId;
use crate::change::Change;
use crate::decide::Decision;
use crate::interview::{Impact, most_informative};
use crate::prepared::Table;
use crate::prepared::set::{contains, set_of};
use crate::recommendation::Recommendation;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// How something can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counterfactual {
    /// It is so already.
    Already,
    /// Each of these is enough: one change, the smallest of each kind; or, where no single one does, two together.
    By(Vec<ChangeSet>),
    /// By no single change, and by no two together of those that were looked at.
    OutOfReach,
}

/// Changes to make together, and what `decide` answers then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// One change, or two.
    pub changes: Vec<Change>,
    /// The rank of the credential then.
    pub rank: usize,
    /// The places of what shares that rank.
    pub level: Vec<CredentialId>,
}

impl Counterfactual {
    /// The moves, the one that is offered first at the front; none where it is so already or nothing helps.
    #[must_use]
    pub fn moves(&self) -> &[ChangeSet] {
        match self {
            Self::Already | Self::OutOfReach => &[],
            Self::By(moves) => moves,
        }
    }

    /// The moves as `decide` answers them for the credential at that place; those after which it does not fit are left out.
    fn by(worlds: &mut WhatIf<'_>, id: CredentialId, moves: Vec<Vec<Change>>) -> Self {
        let confirmed = moves.into_iter().filter_map(|changes| {
            let ranks = worlds.ranks(&changes);
            let rank = ranks[id.index()]?;
            let level = ranks
                .iter()
                .enumerate()
                .filter(|(other, its)| *other != id.index() && **its == Some(rank))
                .map(|(other, _)| CredentialId::new(other))
                .collect();
            Some(ChangeSet { changes, rank, level })
        });
        let moves: Vec<ChangeSet> = confirmed.collect();
        if moves.is_empty() { Self::OutOfReach } else { Self::By(moves) }
    }
}

/// What would move one credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Which credential.
    pub id: CredentialId,
    /// How it comes to fit.
    pub eligible: Counterfactual,
    /// How it comes to first place, alone or level.
    pub first: Counterfactual,
}

/// What a closer look at an answer gives: it asks `decide` a hundred times and more.
#[derive(Clone, Debug, Default)]
pub struct CloserLook {
    /// How firm the first place is; `None` when nothing fits.
    pub firmness: Option<Sensitivity>,
    /// The unanswered question on which most hangs; `None` where none could change the first three.
    pub question: Option<(Field, Impact)>,
}

impl CloserLook {
    /// Looks closer at that answer; how firm it is only when `firm`.
    #[must_use]
    pub fn at(recommendation: &Recommendation<'_>, firm: bool) -> Self {
        Self {
            firmness: firm.then(|| firmness(recommendation, &mut WhatIf::new(recommendation))).flatten(),
            question: most_informative(recommendation.snapshot, recommendation.situation, &[]),
        }
    }
}

/// What would move the credential at that place.
#[must_use]
pub fn why(worlds: &mut WhatIf<'_>, id: CredentialId) -> Why {
    let rank = worlds.ranks(&[])[id.index()];
    let eligible = if rank.is_some() { Counterfactual::Already } else { to_fit(worlds, id) };
    let first = if rank == Some(1) { Counterfactual::Already } else { to_first(worlds, id) };
    Why { id, eligible, first }
}

/// Whether no gate rules it out: asked of it alone.
fn fits(snapshot: &Snapshot<'_>, situation: &Situation, id: CredentialId) -> bool {
    let table = Table::among(snapshot, situation, situation.pace(), &set_of(snapshot.catalog.credentials.len(), [id]));
    contains(&Decision::over(snapshot, &table, situation).eligible, id)
}

fn to_fit(worlds: &mut WhatIf<'_>, id: CredentialId) -> Counterfactual {
    let ways = ways(worlds.snapshot, worlds.situation, Scope::Only(id));
    let mut moves = Vec::new();
    for way in &ways {
        let mut lets_in =
            |change: &&Change| worlds.with(std::slice::from_ref(*change), |snapshot, situation| fits(snapshot, situation, id));
        moves.extend(way.changes.iter().find(|change| lets_in(change)).map(|change| vec![change.clone()]));
    }
    if moves.is_empty() {
        moves.extend(pairs::to_fit(worlds, id, &ways));
    }
    Counterfactual::by(worlds, id, moves)
}

fn to_first(worlds: &mut WhatIf<'_>, id: CredentialId) -> Counterfactual {
    // What stands first is in the way; what it builds on leads to it.
    let held = [worlds.now().first.as_slice(), worlds.snapshot.credential(id).builds_on()].concat();
    let ways = ways(worlds.snapshot, worlds.situation, Scope::All(&held));
    let mut moves = Vec::new();
    for way in &ways {
        let mut puts_first = |change: &&Change| worlds.after(std::slice::from_ref(*change)).is_first(id);
        moves.extend(way.changes.iter().find(|change| puts_first(change)).map(|change| vec![change.clone()]));
    }
    if moves.is_empty() {
        moves.extend(pairs::to_first(worlds, id, &ways));
    }
    Counterfactual::by(worlds, id, moves)
}
