//! The JSON of the quick-reference table.

use serde::Serialize;

use crate::calendar::Day;
use crate::vocabulary::Status;

/// The answer of `quick`.
#[derive(Serialize)]
pub struct QuickTable<'a> {
    /// The version of the shape.
    pub schema_version: u32,
    /// The day it is for.
    pub as_of: Day,
    /// The rows.
    pub rows: Vec<QuickRow<'a>>,
}

/// One situation of the quick-reference table.
#[derive(Serialize)]
pub struct QuickRow<'a> {
    /// In a few words.
    pub situation: &'a str,
    /// As flags.
    pub flags: String,
    /// What stands level in first place by the framework's naming.
    pub answers: Vec<QuickAnswer<'a>>,
}

/// One answer of a row.
#[derive(Serialize)]
pub struct QuickAnswer<'a> {
    /// The credential's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its status on the day.
    pub status: Status,
    /// What there is to say: a beta, what it took the place of.
    pub note: Option<String>,
}
