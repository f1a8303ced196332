//! The JSON of how firm the first place is, and of what to answer next.

use serde::Serialize;

use super::change::Changes;
use super::common::ids;
use crate::catalog::CredentialId;
use crate::counterfactual::{Sensitivity, TippingPoint};
use crate::interview::Impact;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// How firm the first place is.
#[derive(Serialize)]
pub struct Firm<'a> {
    id: &'a str,
    level_with: Vec<&'a str>,
    nearly_level_with: Option<Nearly<'a>>,
    topples: Vec<Toppled<'a>>,
}

#[derive(Serialize)]
struct Nearly<'a> {
    id: &'a str,
    criterion: &'a str,
}

#[derive(Serialize)]
struct Toppled<'a> {
    change: Changes<'a>,
    first: Vec<&'a str>,
}

impl<'a> Firm<'a> {
    /// Takes what was found of the first place.
    #[must_use]
    pub fn new(snapshot: &Snapshot<'a>, firmness: &'a Sensitivity) -> Self {
        let nearly = |(next, criterion): (CredentialId, usize)| Nearly {
            id: &snapshot.credential(next).id,
            criterion: &snapshot.framework.criterion[criterion].id,
        };
        let toppled = |topple: &'a TippingPoint| Toppled {
            change: Changes(snapshot.catalog, std::slice::from_ref(&topple.change)),
            first: ids(snapshot, &topple.first),
        };
        Self {
            id: &snapshot.credential(firmness.id).id,
            level_with: ids(snapshot, &firmness.level),
            nearly_level_with: firmness.nearly_level.map(nearly),
            topples: firmness.topples.iter().map(toppled).collect(),
        }
    }
}

/// The unanswered question on which most hangs.
#[derive(Serialize)]
pub struct NextQuestion {
    field: Field,
    answers_tried: usize,
    change_first: usize,
}

impl NextQuestion {
    /// Takes the field, and what its answers would change.
    #[must_use]
    pub const fn new((field, weight): (Field, Impact)) -> Self {
        Self { field, answers_tried: weight.tried, change_first: weight.moves_first }
    }
}
