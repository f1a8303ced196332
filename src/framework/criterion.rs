//! Criteria: the questions by which credentials are put in order, and the grades that answer them.

use serde::{Deserialize, Serialize};

use super::{Condition, Template};
use crate::catalog::{Resolved, Stage};

/// One question by which credentials are put in order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Criterion<S: Stage = Resolved> {
    /// Lower-case words joined by dashes.
    pub id: String,
    /// The question it asks.
    pub question: String,
    /// Where it comes from.
    pub source: String,
    /// Whether a lead on this alone is so small that the two are called nearly level.
    #[serde(default)]
    pub minor: bool,
    /// Best first; the first whose condition holds is the credential's. The last has no condition.
    pub grade: Vec<GradeRow<S>>,
}

/// One grade of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct GradeRow<S: Stage = Resolved> {
    /// Its name.
    pub grade: String,
    /// When it is given; absent means always.
    #[serde(default)]
    pub when: Condition<S>,
    /// Whether it is so usual that nobody has to be told.
    #[serde(default)]
    pub silent: bool,
    /// Why it is given.
    pub because: Template,
}
