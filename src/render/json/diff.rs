//! The JSON of what changed between two days.

use serde::Serialize;

use crate::calendar::Day;
use crate::vocabulary::{Event, Status};

/// The answer of `diff`.
#[derive(Serialize)]
pub struct DiffJson<'a> {
    /// The version of the shape.
    pub schema_version: u32,
    /// The earlier day.
    pub from: Day,
    /// The later day.
    pub to: Day,
    /// What happened to credentials, by day.
    pub changes: Vec<DiffChange<'a>>,
    /// Which naming rules began or ended, by day.
    pub rules: Vec<DiffRule<'a>>,
    /// The rows of the quick table that changed.
    pub quick: Vec<DiffRow<'a>>,
}

/// Something that happened to one credential.
#[derive(Serialize)]
pub struct DiffChange<'a> {
    /// The first day on which it is so.
    pub day: Day,
    /// What happened.
    pub what: Event,
    /// The credential's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its status until then.
    pub status_before: Status,
    /// Its status from then on.
    pub status_after: Status,
    /// Ids of what took the place of one that retired and can be earned on the later day.
    pub successors: Vec<&'a str>,
    /// Why it ended; null for any other change, or when the reason is unknown.
    pub because: Option<&'a str>,
    /// What the catalogue's keepers remark of the day; null when nothing.
    pub note: Option<String>,
}

/// A naming rule that began or ended.
#[derive(Serialize)]
pub struct DiffRule<'a> {
    /// The first day on which it counts, or no longer does.
    pub day: Day,
    /// Which of the two.
    pub what: Event,
    /// The rule's id.
    pub id: &'a str,
    /// Ids of the credentials that it names.
    pub names: Vec<&'a str>,
    /// The rule's reason.
    pub because: String,
}

/// A row of the quick table that changed.
#[derive(Serialize)]
pub struct DiffRow<'a> {
    /// The situation in a few words.
    pub situation: &'a str,
    /// The same as flags.
    pub flags: String,
    /// The answers on the earlier day.
    pub before: Vec<DiffAnswer<'a>>,
    /// The answers on the later day.
    pub after: Vec<DiffAnswer<'a>>,
    /// Why each answer that differs went, came or has another status.
    pub because: Vec<DiffBecause<'a>>,
}

/// One answer of a row.
#[derive(Serialize)]
pub struct DiffAnswer<'a> {
    /// The credential's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its status on the day of the answer.
    pub status: Status,
}

/// Why one answer changed.
#[derive(Serialize)]
pub struct DiffBecause<'a> {
    /// What happened to it.
    pub what: Event,
    /// The credential's id.
    pub id: &'a str,
    /// Why, in one line.
    pub text: String,
}
