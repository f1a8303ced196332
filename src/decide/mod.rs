//! Gates, then criteria, never points: the one function that answers. It reads no clock, no file and no terminal.

mod candidate;
mod decision;
mod estimate;
mod gates;
mod holdings;
mod names;
mod ranking;
mod ruled;
mod steps;

pub use candidate::{Candidate, Together};
pub use decision::Decision;
pub use estimate::{ends_before_ready, estimate_at, figures, retry_wait};
pub use gates::{effort, missing_prerequisites};

use crate::calendar::Day;
use crate::catalog::{CredentialId, Held, Thing};
use crate::change::Change;
use crate::prepared::set::{and, and_not, contains, ids, is_empty};
use crate::recommendation::{Blocker, Due, FallbackAnswer, Recommendation, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Field};

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
/// differ decides, then the id; what only the id parts shares a rank.
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
        let nothing_left = ranked.is_empty() || is_empty(&decision.worthwhile());
        let fallback = match (ranked.is_empty(), nothing_left) {
            (true, _) => Some(fallback(decision, snapshot, &ruled_out)),
            (false, true) => Some(enough(decision, snapshot, situation)),
            (false, false) => None,
        };
        let near_misses = near_misses(decision, snapshot);
        let advice = snapshot.prepared().rules.advice.iter().enumerate().filter(|(_, whom)| decision.speaks_to(whom));
        let advice = advice.map(|(number, _)| number).collect();
        Recommendation {
            snapshot,
            situation,
            assumed: assumed(situation),
            ranked,
            ruled_out,
            advice,
            fallback,
            renewals: due(snapshot, situation, None),
            near_misses,
            impossible: situation.have.iter().filter(|held| !held.is_possible(snapshot.catalog)).copied().collect(),
        }
    })
}

/// Nothing more is needed: what is held serves the purpose, or all there is for it lies below the person.
fn enough(decision: &Decision<'_>, snapshot: &Snapshot<'_>, situation: &Situation) -> FallbackAnswer {
    let serves = |id: &CredentialId| {
        let credential = snapshot.credential(*id);
        let on_platform = situation.platform.is_empty() || credential.platforms().iter().any(|its| situation.platform.contains(its));
        situation.goal.map_or(on_platform, |goal| credential.goals().contains(&goal)) && !credential.goals().is_empty()
    };
    let held = situation.have.iter().filter(|held| snapshot.is_valid(held));
    let held = held.filter_map(|held| if let Thing::Credential(id) = held.what { Some(id) } else { None }).filter(serves);
    let serves: Vec<CredentialId> = held.collect();
    // The hardest of what lies below comes nearest.
    let purpose = decision.for_purpose();
    let below = || ids(&purpose).filter(|id| snapshot.state(*id).obtainable);
    let nearest =
        below().max_by_key(|id| (snapshot.credential(*id).level, std::cmp::Reverse(decision.grades(*id)), std::cmp::Reverse(*id)));
    let nearest = if serves.is_empty() { nearest } else { None };
    FallbackAnswer { start_with: Vec::new(), changes: Vec::new(), enough: true, serves, nearest }
}

/// What the framework names best for this person, and nothing but a limit of time, money or taste rules out.
fn near_misses(decision: &Decision<'_>, snapshot: &Snapshot<'_>) -> Vec<CredentialId> {
    let mut out = decision.named_first().clone();
    and_not(&mut out, &decision.eligible);
    for kind in BlockerKind::ALL.iter().filter(|kind| !kind.is_limit()) {
        and_not(&mut out, decision.blocked_by(*kind));
    }
    and(&mut out, &snapshot.prepared().known);
    ids(&out).collect()
}

/// What is held and expires within its window, or within [`DUE_WITHIN_DAYS`], or before that day; the soonest first.
pub fn due(snapshot: &Snapshot<'_>, situation: &Situation, before: Option<Day>) -> Vec<Due> {
    let soon = |held: &Held| {
        let Thing::Credential(id) = held.what else { return None };
        let expires = held.valid_until(snapshot.catalog).filter(|_| snapshot.is_valid(held))?;
        let window = snapshot.credential(id).renewal.as_ref().and_then(|renewal| renewal.window_days).map(u32::from);
        let within = window.unwrap_or(0).max(DUE_WITHIN_DAYS);
        let opens = window.map(|window| expires.minus_days(window));
        (expires <= snapshot.as_of.plus_days(within) || before.is_some_and(|before| expires < before)).then_some(Due { id, expires, opens })
    };
    let mut due: Vec<Due> = situation.have.iter().filter_map(soon).collect();
    due.sort_by_key(|due| (due.expires, due.id));
    due
}

/// So many days before something expires it is said, or more where its window of renewal opens before.
pub const DUE_WITHIN_DAYS: u32 = 180;

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
    FallbackAnswer { start_with, changes, enough: false, serves: Vec::new(), nearest: None }
}
