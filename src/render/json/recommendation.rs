//! The JSON of a recommendation.

use serde::Serialize;

use super::change::Changes;
use super::fragments::{Fragments, Part};
use super::why::{Firm, NextQuestion};
use super::{Cost, SCHEMA_VERSION};
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::counterfactual::CloserLook;
use crate::decide::Candidate;
use crate::framework::Framework;
use crate::recommendation::{FallbackAnswer, Recommendation};
use crate::render::phrases;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Fact, Field, Status};

/// The answer of `recommend`, and of each line of `batch`.
#[derive(Serialize)]
pub struct Answer<'a> {
    schema_version: u32,
    as_of: Day,
    situation: Told<'a>,
    assumed: &'a [Field],
    recommendations: Vec<Recommended<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruled_out: Option<Vec<RuledOut<'a>>>,
    advice: Part<Vec<Advice<'a>>>,
    fallback: Option<Fallback<'a>>,
    #[serde(flatten)]
    closer: Option<Closer<'a>>,
}

#[derive(Serialize)]
struct Closer<'a> {
    firmness: Option<Firm<'a>>,
    next_question: Option<NextQuestion>,
}

/// The situation: only what was told, and the pace in any case.
pub(super) struct Told<'a>(pub(super) &'a Snapshot<'a>, pub(super) &'a Situation);

impl Serialize for Told<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(snapshot, situation) = self;
        let mut told = situation.written(snapshot.catalog);
        // A deadline in weeks is told as the day it means, so that the block can be asked again on any day.
        (told.by, told.weeks, told.as_of) = (situation.deadline(snapshot.as_of), None, None);
        told.hours_per_week = Some(situation.pace());
        serializer.collect_map(told.fields().into_iter().filter_map(|(key, told)| Some((key, told?))))
    }
}

#[derive(Serialize)]
struct Recommended<'a> {
    rank: usize,
    id: &'a str,
    name: &'a str,
    code: Option<&'a str>,
    provider: &'a str,
    tier: Option<u8>,
    status: Status,
    obtainable: bool,
    grades: Vec<Part<Grade<'a>>>,
    ahead_of_next_by: Option<&'a str>,
    why: String,
    cost: Cost<'a>,
    prep: Prep,
    low_confidence: &'a [Fact],
    estimates: &'a [Fact],
    cautions: Vec<Part<Caution<'a>>>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
pub(super) struct Grade<'a> {
    criterion: &'a str,
    grade: &'a str,
    pub(super) because: String,
    source: &'a str,
}

#[derive(Serialize)]
pub(super) struct Prep {
    hours_low: Option<u32>,
    hours_high: Option<u32>,
    ready_low: Option<Day>,
    ready_high: Option<Day>,
}

#[derive(Serialize)]
pub(super) struct Caution<'a> {
    kind: &'a str,
    detail: String,
    source: &'a str,
}

#[derive(Serialize)]
struct RuledOut<'a> {
    id: &'a str,
    name: &'a str,
    blockers: Vec<Blocker<'a>>,
    successors: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Blocker<'a> {
    kind: BlockerKind,
    detail: String,
    unlock: Option<Changes<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
pub(super) struct Advice<'a> {
    kind: &'a str,
    text: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
pub(super) struct Fallback<'a> {
    steps: &'a [String],
    start_with: Vec<&'a str>,
    would_change: Vec<WouldChange<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct WouldChange<'a> {
    change: Changes<'a>,
    id: &'a str,
}

impl<'a> Answer<'a> {
    /// The answer, with the first `top` recommendations; what was ruled out, and what a closer look gives, only when asked for.
    #[must_use]
    pub fn new(recommendation: &'a Recommendation<'a>, top: Option<usize>, with_ruled_out: bool, closer: Option<&'a CloserLook>) -> Self {
        Self {
            closer: closer.map(|closer| Closer::new(recommendation.snapshot, closer)),
            ..Self::with(recommendation, top, with_ruled_out, None)
        }
    }

    /// The same of one line of many, without a closer look; what other lines have too is written once.
    #[must_use]
    pub fn of_line(recommendation: &'a Recommendation<'a>, top: usize, with_ruled_out: bool, fragments: &Fragments) -> Self {
        Self::with(recommendation, Some(top), with_ruled_out, Some(fragments))
    }

    fn with(recommendation: &'a Recommendation<'a>, top: Option<usize>, with_ruled_out: bool, fragments: Option<&Fragments>) -> Self {
        let snapshot = recommendation.snapshot;
        let shown = recommendation.ranked.iter().take(top.unwrap_or(usize::MAX));
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: snapshot.as_of,
            situation: Told(snapshot, recommendation.situation),
            assumed: &recommendation.assumed,
            recommendations: shown.map(|ranked| Recommended::new(recommendation, ranked, fragments)).collect(),
            ruled_out: with_ruled_out.then(|| recommendation.ruled_out.iter().map(|out| RuledOut::new(recommendation, out)).collect()),
            advice: fragments.map_or_else(
                || Part::Own(Advice::all(snapshot.framework, &recommendation.advice)),
                |fragments| fragments.advice(snapshot.framework, &recommendation.advice),
            ),
            fallback: recommendation.fallback.as_ref().map(|fallback| Fallback::new(snapshot, fallback)),
            closer: None,
        }
    }
}

impl<'a> Closer<'a> {
    fn new(snapshot: &'a Snapshot<'a>, closer: &'a CloserLook) -> Self {
        Self {
            firmness: closer.firmness.as_ref().map(|firmness| Firm::new(snapshot, firmness)),
            next_question: closer.question.map(NextQuestion::new),
        }
    }
}

impl<'a> Recommended<'a> {
    fn new(recommendation: &'a Recommendation<'a>, ranked: &'a crate::recommendation::Ranked, fragments: Option<&Fragments>) -> Self {
        let case = recommendation.case(ranked);
        let snapshot = recommendation.snapshot;
        let credential = case.credential();
        let framework = snapshot.framework;
        let grade = |number| match fragments {
            Some(fragments) => fragments.grade(&case, &ranked.grades, number),
            None => Part::Own(Grade::new(&case, &ranked.grades, number)),
        };
        let caution = |&number| match fragments {
            Some(fragments) => fragments.caution(&case, number),
            None => Part::Own(Caution::new(&case, number)),
        };
        let grades: Vec<_> = (0..ranked.grades.len()).map(grade).collect();
        Self {
            rank: ranked.rank,
            id: &credential.id,
            name: &credential.name,
            code: credential.code.as_deref(),
            provider: snapshot.provider(credential),
            tier: case.state().tier,
            status: case.state().status,
            obtainable: case.state().obtainable,
            ahead_of_next_by: ranked.ahead_by.map(|number| framework.criterion[number].id.as_str()),
            why: phrases::why_with(recommendation, ranked, |number| grades[number].because().into()),
            grades,
            cost: Cost::new(&case),
            prep: Prep::new(&case),
            low_confidence: &credential.weak,
            estimates: &credential.estimated,
            cautions: ranked.cautions.iter().map(caution).collect(),
        }
    }
}

impl<'a> Advice<'a> {
    /// The advice at those places.
    pub(super) fn all(framework: &'a Framework, numbers: &[usize]) -> Vec<Self> {
        let advice = numbers.iter().map(|&number| &framework.advice[number]);
        advice.map(|advice| Self { kind: &advice.kind, text: &advice.text, source: &advice.source }).collect()
    }
}

impl<'a> Caution<'a> {
    pub(super) fn new(case: &Candidate<'a>, number: usize) -> Self {
        let caution = &case.snapshot.framework.caution[number];
        Self { kind: &caution.id, detail: phrases::caution(case, number), source: &caution.source }
    }
}

impl<'a> Blocker<'a> {
    pub(super) fn new(case: &Candidate<'a>, blocker: &'a crate::recommendation::Blocker) -> Self {
        let gate = case.snapshot.framework.gate(blocker.kind);
        Self {
            kind: blocker.kind,
            detail: phrases::blocker(case, blocker),
            unlock: blocker.unlock.as_ref().map(|change| Changes(case.snapshot.catalog, std::slice::from_ref(change))),
            source: &gate.source,
        }
    }
}

impl<'a> Fallback<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>, fallback: &'a FallbackAnswer) -> Self {
        let id = |id: CredentialId| snapshot.credential(id).id.as_str();
        Self {
            steps: &snapshot.framework.fallback.steps,
            start_with: fallback.start_with.iter().map(|it| id(*it)).collect(),
            would_change: fallback
                .changes
                .iter()
                .map(|(change, it)| WouldChange { change: Changes(snapshot.catalog, std::slice::from_ref(change)), id: id(*it) })
                .collect(),
            source: &snapshot.framework.fallback.source,
        }
    }
}

impl<'a> Grade<'a> {
    /// The grades of that case, one for each criterion.
    pub(super) fn all(case: &Candidate<'a>, grades: &[u8]) -> Vec<Self> {
        (0..grades.len()).map(|number| Self::new(case, grades, number)).collect()
    }

    /// The grade on the criterion at `number`.
    pub(super) fn new(case: &Candidate<'a>, grades: &[u8], number: usize) -> Self {
        let phrases::GradeInWords { criterion, grade, because, source } = phrases::grade(case, grades, number);
        Self { criterion, grade, because, source }
    }
}

impl Prep {
    pub(super) fn new(case: &Candidate<'_>) -> Self {
        let (hours, ready) = (case.figures.hours, case.figures.ready);
        Self {
            hours_low: hours.map(|hours| hours.low),
            hours_high: hours.map(|hours| hours.high),
            ready_low: ready.map(|ready| ready.0),
            ready_high: ready.map(|ready| ready.1),
        }
    }
}

impl<'a> Blocker<'a> {
    /// What rules it out, in the framework's order.
    pub(super) fn all(recommendation: &'a Recommendation<'a>, out: &'a crate::recommendation::RuledOut) -> Vec<Self> {
        let case = recommendation.case_out(out);
        out.blockers.iter().map(|blocker| Self::new(&case, blocker)).collect()
    }
}

impl<'a> RuledOut<'a> {
    fn new(recommendation: &'a Recommendation<'a>, out: &'a crate::recommendation::RuledOut) -> Self {
        let case = recommendation.case_out(out);
        let snapshot = recommendation.snapshot;
        Self {
            id: &case.credential().id,
            name: &case.credential().name,
            blockers: Blocker::all(recommendation, out),
            successors: case.state().replacements.iter().map(|&id| snapshot.credential(id).id.as_str()).collect(),
        }
    }
}
