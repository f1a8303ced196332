//! The JSON of the quick-reference table.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::calendar::Day;
use crate::framework::Quick;
use crate::quick::level_in_first_place;
use crate::recommendation::{Ranked, Recommendation};
use crate::render::phrases;
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

/// The answer of `quick`.
#[derive(Serialize)]
pub struct QuickTable<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    rows: Vec<QuickRow<'a>>,
}

/// One situation of the quick-reference table.
#[derive(Serialize)]
struct QuickRow<'a> {
    situation: &'a str,
    flags: String,
    /// What stands level in first place by the framework's naming.
    answers: Vec<QuickAnswer<'a>>,
}

/// One answer of a row.
#[derive(Serialize)]
struct QuickAnswer<'a> {
    id: &'a str,
    name: &'a str,
    status: Status,
    /// A remark: that it is a beta, what it replaced; null when there is none.
    note: Option<String>,
}

impl<'a> QuickTable<'a> {
    /// Takes the rows, each a situation and what is recommended for it.
    #[must_use]
    pub fn new(snapshot: &Snapshot<'a>, rows: &'a [(&'a Quick, Recommendation<'a>)]) -> Self {
        let answer = |ranked: &Ranked| {
            let credential = snapshot.credential(ranked.id);
            let status = snapshot.state(ranked.id).status;
            QuickAnswer { id: &credential.id, name: &credential.name, status, note: phrases::quick_note(snapshot, ranked) }
        };
        let row = |(quick, recommendation): &'a (&'a Quick, Recommendation<'a>)| QuickRow {
            situation: &quick.situation,
            flags: quick.you.written(snapshot.catalog).flags(),
            answers: level_in_first_place(recommendation).iter().map(answer).collect(),
        };
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: snapshot.as_of,
            facts_as_of: snapshot.catalog.newest_reading,
            rows: rows.iter().map(row).collect(),
        }
    }
}
