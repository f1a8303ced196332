//! The JSON of what differs between two catalogues.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::calendar::Day;
use crate::compare::Comparison;
use crate::render::compare::said;
use crate::vocabulary::{Difference, Fact};

/// The answer of `diff --from`.
#[derive(Serialize)]
pub struct ComparisonJson<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    /// The earlier catalogue, as it was named.
    from: &'a str,
    /// New credentials, those that are gone, then dates, prices and other facts.
    changes: Vec<Differs<'a>>,
    /// The rows of the quick table with other picks; null where the earlier catalogue could not be asked.
    quick: Option<Vec<Row<'a>>>,
}

#[derive(Serialize)]
struct Differs<'a> {
    what: Difference,
    id: &'a str,
    name: &'a str,
    fact: Option<Fact>,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    situation: &'a str,
    before: &'a [String],
    after: &'a [String],
}

impl<'a> ComparisonJson<'a> {
    /// Takes all that differs.
    #[must_use]
    pub fn new(comparison: &'a Comparison<'a>, from: &'a str) -> Self {
        let all = said(comparison, |day| day.to_string()).into_iter();
        let quick = comparison.quick.as_ref().map(|rows| rows.iter());
        let row = |row: &'a crate::compare::Row<'_>| Row { situation: row.situation, before: &row.before, after: &row.after };
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: comparison.to.as_of,
            facts_as_of: comparison.to.catalog.newest_reading,
            from,
            changes: all
                .map(|it| Differs { what: it.what, id: it.id, name: it.name, fact: it.fact, before: it.before, after: it.after })
                .collect(),
            quick: quick.map(|rows| rows.map(row).collect()),
        }
    }
}
