//! The JSON of a recommendation.

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::common::{Advice, Blocker, Caution, Cost, Fallback, Grade, Prep, Told, ids};
use super::fragments::{Fragments, Part};
use super::sensitivity::{Firm, NextQuestion};
use crate::calendar::Day;
use crate::catalog::{Aid, Catalog, Held};
use crate::counterfactual::CloserLook;
use crate::decide::Candidate;
use crate::money::Usd;
use crate::recommendation::{self, Due, Ranked, Recommendation};
use crate::render::{phrases, reasons};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Fact, Field, RenewalWay, Status};

/// The answer of `recommend`, and of each line of `batch`.
#[derive(Serialize)]
pub struct Answer<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    situation: Told<'a>,
    assumed: &'a [Field],
    not_counted: Vec<NotCounted>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    understood: Vec<Understood<'a>>,
    renewals: Vec<DueForRenewal<'a>>,
    recommendations: Vec<Recommended<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruled_out: Option<Vec<RuledOut<'a>>>,
    advice: Part<Vec<Advice<'a>>>,
    fallback: Option<Fallback<'a>>,
    #[serde(flatten)]
    closer: Option<Closer<'a>>,
}

/// What it comes to together with what is done first.
#[derive(Serialize)]
struct WithAfter {
    cost: Option<DueCost>,
    ready_low: Option<Day>,
    ready_high: Option<Day>,
}

impl WithAfter {
    fn new(candidate: &Candidate<'_>) -> Self {
        let together = candidate.with_first();
        Self {
            cost: together.cost.map(|cost| DueCost { low: cost.low, high: cost.high }),
            ready_low: together.ready.map(|(fast, _)| fast),
            ready_high: together.ready.map(|(_, slow)| slow),
        }
    }
}

/// Something said to be held that is not counted, and why.
#[derive(Serialize)]
pub(super) struct NotCounted {
    written: String,
    nearest: Option<String>,
    why: String,
}

impl NotCounted {
    /// All that is not counted.
    pub(super) fn all(catalog: &Catalog, situation: &Situation) -> Vec<Self> {
        let impossible = phrases::impossible_held(catalog, situation).map(|held| Self {
            written: held.written(catalog),
            nearest: None,
            why: phrases::impossible(catalog, held),
        });
        let unknown = situation.unknown.iter().map(|unknown| Self {
            written: unknown.written().to_owned(),
            nearest: unknown.near().first().map(|thing| catalog.id_of(*thing).to_owned()),
            why: phrases::unknown(catalog, unknown),
        });
        impossible.chain(unknown).collect()
    }
}

/// Something held that was told by the code of an earlier version, and how it is taken.
#[derive(Serialize)]
pub(super) struct Understood<'a> {
    written: String,
    id: &'a str,
    why: String,
}

impl<'a> Understood<'a> {
    /// All that is held in an earlier version.
    pub(super) fn all(catalog: &'a Catalog, situation: &Situation) -> Vec<Self> {
        let one = |held: &Held| {
            let why = phrases::earlier_version(catalog, held)?;
            Some(Self { written: held.written(catalog), id: catalog.id_of(held.what), why })
        };
        situation.have.iter().filter_map(one).collect()
    }
}

/// Something held that expires soon, and how it is kept.
#[derive(Serialize)]
struct DueForRenewal<'a> {
    id: &'a str,
    expires: Day,
    window_opens: Option<Day>,
    how: &'a [RenewalWay],
    cost: Option<DueCost>,
}

#[derive(Serialize)]
struct DueCost {
    low: Usd,
    high: Usd,
}

impl<'a> DueForRenewal<'a> {
    fn new(snapshot: &Snapshot<'a>, due: &Due) -> Self {
        let renewal = snapshot.catalog.renewal_of(due.what);
        Self {
            id: snapshot.catalog.id_of(due.what),
            expires: due.expires,
            window_opens: due.opens,
            how: renewal.map_or(&[], |renewal| &renewal.how),
            cost: renewal.and_then(|renewal| renewal.cost).map(|cost| DueCost { low: cost.low, high: cost.high }),
        }
    }
}

#[derive(Serialize)]
struct Closer<'a> {
    firmness: Option<Firm<'a>>,
    next_question: Option<NextQuestion>,
}

#[derive(Serialize)]
struct Recommended<'a> {
    rank: usize,
    id: &'a str,
    name: &'a str,
    after: Option<&'a str>,
    with_after: Option<WithAfter>,
    url: Option<&'a str>,
    code: Option<&'a str>,
    provider: &'a str,
    tier: Option<u8>,
    status: Status,
    obtainable: bool,
    grades: Vec<Part<Grade<'a>>>,
    ahead_of_next_by: Option<&'a str>,
    why: String,
    cost: Cost<'a>,
    aid: &'a [Aid],
    prep: Prep,
    low_confidence: &'a [Fact],
    estimates: &'a [Fact],
    cautions: Vec<Part<Caution<'a>>>,
}

#[derive(Serialize)]
struct RuledOut<'a> {
    id: &'a str,
    name: &'a str,
    blockers: Vec<Blocker<'a>>,
    successors: Vec<&'a str>,
}

impl<'a> Answer<'a> {
    /// Takes the first `top` recommendations, all where it is `None`; what was ruled out, and what a closer look gives, only when asked for.
    #[must_use]
    pub fn new(recommendation: &'a Recommendation<'a>, top: Option<usize>, with_ruled_out: bool, closer: Option<&'a CloserLook>) -> Self {
        Self {
            closer: closer.map(|closer| Closer::new(recommendation.snapshot, closer)),
            ..Self::with(recommendation, top, with_ruled_out, None)
        }
    }

    /// Takes the same of one line of many, without a closer look; what other lines have too is written once.
    #[must_use]
    pub fn of_line(recommendation: &'a Recommendation<'a>, top: usize, with_ruled_out: bool, fragments: &Fragments) -> Self {
        Self::with(recommendation, Some(top), with_ruled_out, Some(fragments))
    }

    fn with(recommendation: &'a Recommendation<'a>, top: Option<usize>, with_ruled_out: bool, fragments: Option<&Fragments>) -> Self {
        let snapshot = recommendation.snapshot;
        let shown = recommendation.ranked.iter().take(top.unwrap_or(usize::MAX));
        let fallback = recommendation.fallback.as_ref().map(|fallback| Fallback::new(snapshot, fallback));
        let enough = recommendation.enough.as_ref().map(|enough| Fallback::enough(snapshot, enough));
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: snapshot.as_of,
            facts_as_of: snapshot.catalog.newest_reading,
            situation: Told(snapshot, recommendation.situation),
            assumed: &recommendation.assumed,
            not_counted: NotCounted::all(snapshot.catalog, recommendation.situation),
            understood: Understood::all(snapshot.catalog, recommendation.situation),
            renewals: recommendation.renewals.iter().map(|due| DueForRenewal::new(snapshot, due)).collect(),
            recommendations: shown.map(|ranked| Recommended::new(recommendation, ranked, fragments)).collect(),
            ruled_out: with_ruled_out.then(|| recommendation.ruled_out.iter().map(|out| RuledOut::new(recommendation, out)).collect()),
            advice: fragments.map_or_else(
                || Part::Own(Advice::all(snapshot.framework, &recommendation.advice)),
                |fragments| fragments.advice(snapshot.framework, &recommendation.advice),
            ),
            fallback: fallback.or(enough),
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
    fn new(recommendation: &'a Recommendation<'a>, ranked: &'a Ranked, fragments: Option<&Fragments>) -> Self {
        let candidate = recommendation.candidate(ranked);
        let snapshot = recommendation.snapshot;
        let credential = candidate.credential();
        let framework = snapshot.framework;
        let grade = |number| match fragments {
            Some(fragments) => fragments.grade(&candidate, &ranked.grades, number),
            None => Part::Own(Grade::new(&candidate, &ranked.grades, number)),
        };
        let caution = |&number| match fragments {
            Some(fragments) => fragments.caution(&candidate, number),
            None => Part::Own(Caution::new(&candidate, number)),
        };
        let grades: Vec<_> = (0..ranked.grades.len()).map(grade).collect();
        Self {
            rank: ranked.rank,
            id: &credential.id,
            name: &credential.name,
            after: ranked.after().map(|id| snapshot.credential(id).id.as_str()),
            with_after: ranked.after().map(|_| WithAfter::new(&candidate)),
            url: credential.url.as_deref(),
            code: credential.code.as_deref(),
            provider: snapshot.provider(credential),
            tier: candidate.state().tier,
            status: candidate.state().status,
            obtainable: candidate.state().obtainable,
            ahead_of_next_by: ranked.ahead_by.map(|ahead| ahead.id(framework)),
            why: reasons::why_with(recommendation, ranked, |number| grades[number].because().into()),
            grades,
            cost: Cost::new(&candidate),
            aid: credential.aid(),
            prep: Prep::new(&candidate),
            low_confidence: &credential.weak,
            estimates: &credential.estimated,
            cautions: ranked.cautions.iter().map(caution).collect(),
        }
    }
}

impl<'a> RuledOut<'a> {
    fn new(recommendation: &'a Recommendation<'a>, out: &'a recommendation::RuledOut) -> Self {
        let candidate = recommendation.candidate_out(out);
        Self {
            id: &candidate.credential().id,
            name: &candidate.credential().name,
            blockers: Blocker::all(recommendation, out),
            successors: ids(recommendation.snapshot, &candidate.state().replacements),
        }
    }
}
