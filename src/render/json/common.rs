//! The shapes that several answers share.

use serde::Serialize;

use super::change::Changes;
use crate::calendar::{Day, Deadline};
use crate::catalog::{Catalog, CredentialId, Line, Thing};
use crate::change::Change;
use crate::decide::Candidate;
use crate::framework::Framework;
use crate::money::{Range, Usd};
use crate::recommendation::{self, Enough, FallbackAnswer, Recommendation};
use crate::render::{phrases, reasons};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, RenewalWay};

/// The situation: only what was told, and the pace in any case.
pub(super) struct Told<'a>(pub(super) &'a Snapshot<'a>, pub(super) &'a Situation);

impl Serialize for Told<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(snapshot, situation) = self;
        let mut told = situation.written(snapshot.catalog);
        // A deadline in weeks is told as the day it means, so that the block can be asked again on any day.
        (told.by, told.weeks, told.as_of) = (situation.deadline(snapshot.as_of).map(Deadline::On), None, None);
        told.hours_per_week = Some(situation.pace());
        serializer.collect_map(told.fields().into_iter().filter_map(|(key, told)| Some((key, told?))))
    }
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
pub(super) struct Grade<'a> {
    criterion: &'a str,
    grade: &'a str,
    pub(super) because: String,
    source: &'a str,
}

impl<'a> Grade<'a> {
    /// The grades of that candidate, one for each criterion.
    pub(super) fn all(candidate: &Candidate<'a>, grades: &[u8]) -> Vec<Self> {
        (0..grades.len()).map(|number| Self::new(candidate, grades, number)).collect()
    }

    /// The grade on the criterion at `number`.
    pub(super) fn new(candidate: &Candidate<'a>, grades: &[u8], number: usize) -> Self {
        let reasons::GradeInWords { criterion, grade, because, source } = reasons::grade(candidate, grades, number);
        Self { criterion, grade, because, source }
    }
}

#[derive(Serialize)]
pub(super) struct Prep {
    hours_low: Option<u32>,
    hours_high: Option<u32>,
    ready_low: Option<Day>,
    ready_high: Option<Day>,
}

impl Prep {
    pub(super) fn new(candidate: &Candidate<'_>) -> Self {
        let (hours, ready) = (candidate.figures.hours, candidate.figures.ready);
        Self {
            hours_low: hours.map(|hours| hours.low),
            hours_high: hours.map(|hours| hours.high),
            ready_low: ready.map(|ready| ready.0),
            ready_high: ready.map(|ready| ready.1),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Caution<'a> {
    kind: &'a str,
    detail: String,
    source: &'a str,
}

impl<'a> Caution<'a> {
    pub(super) fn new(candidate: &Candidate<'a>, number: usize) -> Self {
        let caution = &candidate.snapshot.framework.caution[number];
        Self { kind: &caution.id, detail: reasons::caution(candidate, number), source: &caution.source }
    }
}

#[derive(Serialize)]
pub(super) struct Blocker<'a> {
    kind: BlockerKind,
    detail: String,
    unlock: Option<Changes<'a>>,
    source: &'a str,
}

impl<'a> Blocker<'a> {
    pub(super) fn new(candidate: &Candidate<'a>, blocker: &'a recommendation::Blocker) -> Self {
        let gate = candidate.snapshot.framework.gate(blocker.kind);
        Self {
            kind: blocker.kind,
            detail: reasons::blocker(candidate, blocker),
            unlock: blocker.unlock.as_ref().map(|change| Changes(candidate.snapshot.catalog, std::slice::from_ref(change))),
            source: &gate.source,
        }
    }

    /// What rules it out, in the framework's order.
    pub(super) fn all(recommendation: &'a Recommendation<'a>, out: &'a recommendation::RuledOut) -> Vec<Self> {
        let candidate = recommendation.candidate_out(out);
        out.blockers.iter().map(|blocker| Self::new(&candidate, blocker)).collect()
    }
}

#[derive(Serialize)]
pub(super) struct Advice<'a> {
    kind: &'a str,
    text: &'a str,
    source: &'a str,
}

impl<'a> Advice<'a> {
    /// The advice with those numbers.
    pub(super) fn all(framework: &'a Framework, numbers: &[usize]) -> Vec<Self> {
        let advice = numbers.iter().map(|&number| &framework.advice[number]);
        advice.map(|advice| Self { kind: &advice.kind, text: &advice.text, source: &advice.source }).collect()
    }
}

#[derive(Serialize)]
pub(super) struct Fallback<'a> {
    steps: &'a [String],
    start_with: Vec<&'a str>,
    would_change: Vec<WouldChange<'a>>,
    serves: Vec<&'a str>,
    nearest: Option<&'a str>,
    source: &'a str,
}

#[derive(Serialize)]
struct WouldChange<'a> {
    change: Changes<'a>,
    id: &'a str,
}

impl<'a> Fallback<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>, fallback: &'a FallbackAnswer) -> Self {
        let would_change = |(change, id): &'a (Change, CredentialId)| WouldChange {
            change: Changes(snapshot.catalog, std::slice::from_ref(change)),
            id: &snapshot.credential(*id).id,
        };
        Self {
            start_with: ids(snapshot, &fallback.start_with),
            would_change: fallback.changes.iter().map(would_change).collect(),
            ..Self::of_steps(snapshot, &snapshot.framework.fallback.steps)
        }
    }

    /// That nothing more is needed.
    pub(super) fn enough(snapshot: &'a Snapshot<'a>, enough: &Enough) -> Self {
        Self {
            serves: ids(snapshot, &enough.serves),
            nearest: enough.nearest.map(|id| snapshot.credential(id).id.as_str()),
            ..Self::of_steps(snapshot, &snapshot.framework.fallback.enough)
        }
    }

    fn of_steps(snapshot: &'a Snapshot<'a>, steps: &'a [String]) -> Self {
        let source = &snapshot.framework.fallback.source;
        Self { steps, start_with: Vec::new(), would_change: Vec::new(), serves: Vec::new(), nearest: None, source }
    }
}

#[derive(Serialize)]
pub(super) struct Cost<'a> {
    low: Option<Usd>,
    high: Option<Usd>,
    lines: Vec<CostLine<'a>>,
}

#[derive(Serialize)]
struct CostLine<'a> {
    what: &'a str,
    low: Usd,
    high: Usd,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<(u32, u32)>,
}

impl Cost<'_> {
    pub(super) fn new(candidate: &Candidate<'_>) -> Self {
        let bill = candidate.figures.bill.as_ref();
        let line =
            |line: &Line| CostLine { what: phrases::charge(line.what), low: line.amount.low, high: line.amount.high, months: line.months };
        Self {
            low: bill.map(|bill| bill.total.low),
            high: bill.map(|bill| bill.total.high),
            lines: bill.map(|bill| bill.lines.iter().map(line).collect()).unwrap_or_default(),
        }
    }
}

/// An amount that may be unknown.
#[derive(Serialize)]
pub(super) struct Sum {
    low: Option<Usd>,
    high: Option<Usd>,
}

impl Sum {
    pub(super) fn new(range: Option<Range>) -> Self {
        Self { low: range.map(|range| range.low), high: range.map(|range| range.high) }
    }
}

/// How something is kept, as far as it is known.
#[derive(Serialize)]
pub(super) struct Renewal<'a> {
    how: &'a [RenewalWay],
    by: Vec<&'a str>,
    cost: Sum,
    window_days: Option<u16>,
    note: Option<&'a str>,
}

impl<'a> Renewal<'a> {
    pub(super) fn new(catalog: &'a Catalog, thing: Thing) -> Option<Self> {
        catalog.renewal_of(thing).map(|renewal| Self {
            how: &renewal.how,
            by: renewal.by.iter().map(|id| catalog[*id].id.as_str()).collect(),
            cost: Sum::new(renewal.cost),
            window_days: renewal.window_days,
            note: renewal.note.as_deref(),
        })
    }
}

/// The ids of those credentials.
pub(super) fn ids<'a>(snapshot: &Snapshot<'a>, ids: &[CredentialId]) -> Vec<&'a str> {
    ids.iter().map(|&id| snapshot.credential(id).id.as_str()).collect()
}
