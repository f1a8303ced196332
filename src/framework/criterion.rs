//! Criteria: the questions by which credentials are put in order, and the grades that answer them.

use serde::Deserialize;
use toml::Spanned;

use super::{Condition, Template};

/// One question by which credentials are put in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Lower-case words joined by dashes.
    pub id: Spanned<String>,
    /// The question it asks.
    pub question: String,
    /// Where it comes from.
    pub source: String,
    /// Whether a lead on this alone is so small that the two are called nearly level.
    #[serde(default)]
    pub minor: bool,
    /// Best first; the first whose condition holds is the credential's. The last has no condition.
    pub grade: Vec<GradeRow>,
}

/// One grade of a criterion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRow {
    /// Its name.
    pub grade: String,
    /// When it is given; absent means always.
    #[serde(default)]
    pub when: Condition,
    /// Why it is given.
    pub because: Template,
}
