//! The JSON of what changed between two days.

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::common::ids;
use crate::calendar::Day;
use crate::diff::{AnswerChange, Diff, Row, RuleChange, Turn};
use crate::quick::level_in_first_place;
use crate::recommendation::{Ranked, Recommendation};
use crate::render::diff_view::{end_reason, note, rule_because, successors, why};
use crate::vocabulary::{Event, Status};

/// The answer of `diff`.
#[derive(Serialize)]
pub struct DiffJson<'a> {
    schema_version: u32,
    from: Day,
    to: Day,
    facts_as_of: Option<Day>,
    /// What happened to credentials, by day.
    changes: Vec<DiffChange<'a>>,
    /// Which naming rules began or ended, by day.
    rules: Vec<DiffRule<'a>>,
    /// The rows of the quick table that changed.
    quick: Vec<DiffRow<'a>>,
}

/// Something that happened to one credential.
#[derive(Serialize)]
struct DiffChange<'a> {
    /// The first day on which it is so.
    day: Day,
    /// What happened.
    what: Event,
    id: &'a str,
    name: &'a str,
    /// Its status until then.
    status_before: Status,
    /// Its status from then on.
    status_after: Status,
    /// Ids of the replacements of one that retired, as far as they can be earned on the later day; none for any other change.
    successors: Vec<&'a str>,
    /// Why it ended; null for any other change, or when the reason is unknown.
    because: Option<&'a str>,
    /// What the catalogue's keepers remark of the day; null when nothing.
    note: Option<String>,
}

/// A naming rule that began or ended.
#[derive(Serialize)]
struct DiffRule<'a> {
    /// The first day on which it counts, or no longer does.
    day: Day,
    /// Which of the two.
    what: Event,
    id: &'a str,
    /// Ids of the credentials that it names.
    names: Vec<&'a str>,
    /// The rule's reason.
    because: String,
}

/// A row of the quick table that changed.
#[derive(Serialize)]
struct DiffRow<'a> {
    /// The situation in a few words.
    situation: &'a str,
    /// The same as flags.
    flags: String,
    /// The answers on the earlier day.
    before: Vec<DiffAnswer<'a>>,
    /// The answers on the later day.
    after: Vec<DiffAnswer<'a>>,
    /// Why each answer that differs went, came or has another status.
    because: Vec<DiffBecause<'a>>,
}

/// One answer of a row.
#[derive(Serialize)]
struct DiffAnswer<'a> {
    id: &'a str,
    name: &'a str,
    /// Its status on the day of the answer.
    status: Status,
}

/// Why one answer changed.
#[derive(Serialize)]
struct DiffBecause<'a> {
    /// What happened to it.
    what: Event,
    id: &'a str,
    /// Why, in one line.
    text: String,
}

impl<'a> DiffJson<'a> {
    /// Takes all that changed.
    #[must_use]
    pub fn new(diff: &'a Diff<'a>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            from: diff.from.as_of,
            to: diff.to.as_of,
            facts_as_of: diff.to.catalog.newest_reading,
            changes: diff.changes.iter().map(|change| DiffChange::new(diff, change)).collect(),
            rules: diff.rules.iter().map(|change| DiffRule::new(diff, change)).collect(),
            quick: diff.quick.iter().map(|row| DiffRow::new(diff, row)).collect(),
        }
    }
}

impl<'a> DiffChange<'a> {
    fn new(diff: &'a Diff<'a>, change: &Turn) -> Self {
        let credential = diff.to.credential(change.id);
        Self {
            day: change.day,
            what: change.what,
            id: &credential.id,
            name: &credential.name,
            status_before: change.before,
            status_after: change.after,
            successors: successors(diff, change),
            because: end_reason(diff, change),
            note: note(diff, change),
        }
    }
}

impl<'a> DiffRule<'a> {
    fn new(diff: &'a Diff<'a>, change: &RuleChange<'a>) -> Self {
        Self {
            day: change.day,
            what: change.what,
            id: &change.rule.id,
            names: ids(diff.to, &change.rule.names),
            because: rule_because(change),
        }
    }
}

impl<'a> DiffRow<'a> {
    fn new(diff: &'a Diff<'a>, row: &'a Row<'a>) -> Self {
        let because = |change: &AnswerChange<'_>| DiffBecause {
            what: change.why.what(),
            id: &diff.to.credential(change.id).id,
            text: why(diff, row, change),
        };
        Self {
            situation: &row.quick.situation,
            flags: row.quick.you.written(diff.to.catalog).flags(),
            before: DiffAnswer::all(&row.before),
            after: DiffAnswer::all(&row.after),
            because: row.changes.iter().map(because).collect(),
        }
    }
}

impl<'a> DiffAnswer<'a> {
    /// What stands level in first place.
    fn all(recommendation: &'a Recommendation<'a>) -> Vec<Self> {
        let snapshot = recommendation.snapshot;
        let answer = |ranked: &Ranked| {
            let credential = snapshot.credential(ranked.id);
            Self { id: &credential.id, name: &credential.name, status: snapshot.state(ranked.id).status }
        };
        level_in_first_place(recommendation).iter().map(answer).collect()
    }
}
