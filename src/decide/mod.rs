//! Gates, then criteria, never points: the one function that answers. It reads no clock, no file and no terminal.

mod candidate;
mod decision;
mod estimate;
mod gates;
mod holdings;
mod links;
mod names;
mod ranking;
mod ruled;
mod steps;
mod wishes;
mod worth;

pub use candidate::{Candidate, Together};
pub use decision::Decision;
pub use estimate::{ends_before_ready, estimate_at, figures, retry_wait};
pub use gates::{effort, missing_prerequisites};
pub use wishes::grants;
pub use worth::{DUE_WITHIN_DAYS, due};

use crate::catalog::CredentialId;
use crate::change::Change;
use crate::prepared::set::contains;
use crate::recommendation::{Blocker, FallbackAnswer, Recommendation, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// What puts something directly behind another, whatever the criteria say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leader {
    /// The other is what leads up to it.
    Stone,
    /// The other takes its place.
    Successor,
}

/// Answers for one situation on the snapshot's day.
///
/// Every credential is either ranked or ruled out. The order is lexicographic: the first criterion on which two
/// differ decides, then the id; what only the id parts shares a rank. Against the criteria only a [`Leader`] stands: what has one
/// comes directly behind it, each with a rank of its own.
///
/// The situation must have been settled (see [`Situation::settle`]).
#[must_use]
pub fn decide<'a>(snapshot: &'a Snapshot<'a>, situation: &'a Situation) -> Recommendation<'a> {
    decide_first(snapshot, situation, usize::MAX, true)
}

/// The same, with the first `top` and what stands level with the last of them; what is ruled out is told where nothing fits, and
/// else only `with_ruled_out`.
#[must_use]
pub fn decide_first<'a>(snapshot: &'a Snapshot<'a>, situation: &'a Situation, top: usize, with_ruled_out: bool) -> Recommendation<'a> {
    Decision::with(snapshot, situation, |decision, _| {
        let ranked = decision.ranked(decision.eligible.clone(), top);
        let out = (with_ruled_out || ranked.is_empty()).then(|| snapshot.known().filter(|id| !contains(&decision.eligible, *id)));
        let ruled_out: Vec<RuledOut> = out.into_iter().flatten().map(|id| decision.ruled_out(id)).collect();
        let fallback = ranked.is_empty().then(|| fallback(decision, snapshot, &ruled_out));
        let enough = if ranked.is_empty() { None } else { worth::enough(decision, snapshot, situation) };
        let advice = snapshot.prepared().rules.advice.iter().enumerate().filter(|(_, whom)| decision.speaks_to(whom));
        let advice = advice.map(|(number, _)| number).collect();
        let near_misses = worth::near_misses(decision, &ruled_out);
        Recommendation {
            snapshot,
            situation,
            assumed: assumed(situation),
            ranked,
            ruled_out,
            advice,
            fallback,
            enough,
            renewals: due(snapshot, situation, None),
            near_misses,
        }
    })
}

/// What is taken for granted because the person did not tell it.
#[must_use]
pub fn assumed(situation: &Situation) -> Vec<Field> {
    if situation.is_set(Field::HoursPerWeek) { Vec::new() } else { vec![Field::HoursPerWeek] }
}

/// For each criterion the place of its grade; also for what a gate rules out.
#[must_use]
pub fn grades(case: &Candidate<'_>) -> Vec<u8> {
    Decision::with(case.snapshot, case.situation, |decision, _| decision.grades(case.id))
}

/// What to start with, and the smallest change of each kind that lets something in.
#[must_use]
pub fn fallback(decision: &Decision<'_>, snapshot: &Snapshot<'_>, ruled_out: &[RuledOut]) -> FallbackAnswer {
    let rule = &snapshot.framework.fallback;
    let graded = ruled_out.iter().map(|out| (decision.grades(out.id), out.id, out.blockers.as_slice()));
    let mut graded: Vec<(Vec<u8>, CredentialId, &[Blocker])> = graded.collect();
    graded.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));

    // A limit of time, money or taste does not keep anybody from starting.
    let start_with = graded
        .iter()
        .filter(|(_, id, blockers)| {
            blockers.iter().all(|blocker| blocker.kind.is_limit())
                && rule.start_with.matches(*id, snapshot.credential(*id), snapshot.state(*id).tier)
        })
        .map(|(_, id, _)| *id)
        .take(rule.show)
        .collect();

    let mut changes: Vec<(Change, CredentialId)> = Vec::new();
    for (_, id, blockers) in &graded {
        if let [only] = blockers
            && let Some(change) = &only.unlock
        {
            match changes.iter_mut().find(|(other, _)| change.is_of_kind(other)) {
                Some(smallest) if change.is_smaller_than(&smallest.0) => *smallest = (change.clone(), *id),
                Some(_) => {}
                None => changes.push((change.clone(), *id)),
            }
        }
    }
    FallbackAnswer { start_with, changes }
}
