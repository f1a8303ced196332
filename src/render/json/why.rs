//! The JSON of why a credential stands where it does.

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::change::Changes;
use super::common::{Blocker, Cost, Grade, Prep, Told, ids};
use crate::calendar::Day;
use crate::catalog::{Aid, Via};
use crate::counterfactual::{ChangeSet, Counterfactual};
use crate::recommendation::{Ahead, Ranked, Recommendation};
use crate::render::why::Subject;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Fact, Field, Status};

/// The answer of `why`.
#[derive(Serialize)]
pub struct WhyAnswer<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    situation: Told<'a>,
    assumed: &'a [Field],
    answers: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    name: &'a str,
    code: Option<&'a str>,
    status: Status,
    /// Its rank; `None` when it is ruled out.
    rank: Option<usize>,
    fitting: usize,
    level_with: Vec<&'a str>,
    blockers: Vec<Blocker<'a>>,
    successors: Vec<&'a str>,
    grades: Vec<Grade<'a>>,
    above: Option<Neighbour<'a>>,
    below: Option<Neighbour<'a>>,
    cost: Cost<'a>,
    aid: &'a [Aid],
    prep: Prep,
    eligible: Option<Reached<'a>>,
    first_place: Option<Reached<'a>>,
    excused: Option<&'a str>,
    estimates: &'a [Fact],
    low_confidence: &'a [Fact],
    sources: Vec<Used<'a>>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    id: &'a str,
    rank: usize,
    /// The criterion that parts them; `None` when they are level.
    by: Option<&'a str>,
}

/// What reaches it: the first move, and the others, each enough by itself.
#[derive(Serialize)]
struct Reached<'a> {
    #[serde(flatten)]
    best: Moved<'a>,
    also: Vec<Moved<'a>>,
}

#[derive(Serialize)]
struct Moved<'a> {
    change: Changes<'a>,
    rank: usize,
    level_with: Vec<&'a str>,
}

#[derive(Serialize)]
struct Used<'a> {
    title: &'a str,
    url: Option<&'a str>,
    via: Option<&'a Via>,
    kind: crate::vocabulary::SourceKind,
    read: Option<Day>,
    age_days: Option<i32>,
    confidence: crate::vocabulary::Confidence,
    best_for: Vec<Fact>,
}

impl<'a> WhyAnswer<'a> {
    /// Takes those credentials, in their order.
    #[must_use]
    pub fn new(recommendation: &'a Recommendation<'a>, subjects: &[Subject<'a>]) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: recommendation.snapshot.as_of,
            facts_as_of: recommendation.snapshot.catalog.newest_reading,
            situation: Told(recommendation.snapshot, recommendation.situation),
            assumed: &recommendation.assumed,
            answers: subjects.iter().map(One::new).collect(),
        }
    }
}

impl<'a> One<'a> {
    fn new(subject: &Subject<'a>) -> Self {
        let recommendation = subject.recommendation;
        let snapshot = recommendation.snapshot;
        let credential = subject.candidate.credential();
        let rank = subject.entry().map(|entry| entry.rank);
        let level = recommendation.ranked.iter().filter(|other| Some(other.rank) == rank && other.id != subject.candidate.id);
        let neighbour = |(other, by): (&Ranked, Option<Ahead>)| Neighbour {
            id: &snapshot.credential(other.id).id,
            rank: other.rank,
            by: by.map(|ahead| ahead.id(snapshot.framework)),
        };
        let used = |(source, best_for): (&'a crate::catalog::Source, Vec<Fact>)| Used {
            title: &source.title,
            url: source.url.as_deref(),
            via: source.via.as_ref(),
            kind: source.kind,
            read: source.read,
            age_days: source.read.map(|read| read.days_until(snapshot.as_of)),
            confidence: source.confidence,
            best_for,
        };
        Self {
            id: &credential.id,
            name: &credential.name,
            code: credential.code.as_deref(),
            status: subject.candidate.state().status,
            rank,
            fitting: recommendation.ranked.len(),
            level_with: level.map(|other| snapshot.credential(other.id).id.as_str()).collect(),
            blockers: subject.out().map(|out| Blocker::all(recommendation, out)).unwrap_or_default(),
            successors: ids(snapshot, &subject.candidate.state().replacements),
            grades: Grade::all(&subject.candidate, &subject.grades),
            above: subject.above().map(neighbour),
            below: subject.below().map(neighbour),
            cost: Cost::new(&subject.candidate),
            aid: credential.aid(),
            prep: Prep::new(&subject.candidate),
            eligible: Reached::new(snapshot, &subject.why.eligible),
            first_place: Reached::new(snapshot, &subject.why.first),
            excused: subject.excuse(),
            estimates: &credential.estimated,
            low_confidence: &credential.weak,
            sources: subject.sources().into_iter().map(used).collect(),
        }
    }
}

impl<'a> Reached<'a> {
    fn new(snapshot: &Snapshot<'a>, reach: &'a Counterfactual) -> Option<Self> {
        let mut moves = reach.moves().iter().map(|ChangeSet { changes, rank, level }| Moved {
            change: Changes(snapshot.catalog, changes),
            rank: *rank,
            level_with: ids(snapshot, level),
        });
        moves.next().map(|best| Self { best, also: moves.collect() })
    }
}
