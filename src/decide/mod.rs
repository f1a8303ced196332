//! Gates, then criteria, never points: the one function that answers. It reads no clock, no file and no terminal.

mod candidate;
mod decision;
mod estimate;
mod gates;

use std::cmp::Ordering;

pub use candidate::Candidate;
pub use decision::Decision;
pub use estimate::{estimate_at, figures, retry_wait};
pub use gates::{blockers, effort, missing_prerequisites};

use crate::catalog::CredentialId;
use crate::change::Change;
use crate::prepared::set;
use crate::recommendation::{Blocker, FallbackAnswer, Named, Ranked, Recommendation, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Field};

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
    Decision::with(snapshot, situation, |decision, table| {
        let cautions = decision.cautions(snapshot, table, situation);
        let mut ranked: Vec<Ranked> = Vec::new();
        decision.rank(|rank, level| {
            if let Some(last) = ranked.last_mut() {
                let next = set::ids(level).next().map(|id| decision.grades(id));
                last.ahead_by = next.and_then(|next| last.grades.iter().zip(&next).position(|(mine, its)| mine != its));
            }
            if ranked.len() >= top {
                return false;
            }
            ranked.extend(set::ids(level).map(|id| Ranked {
                id,
                rank,
                grades: decision.grades(id),
                ahead_by: None,
                named: decision.named(snapshot, table, id),
                figures: table.figures[id.index()].clone(),
                cautions: (0..cautions.len()).filter(|number| set::contains(&cautions[*number], id)).collect(),
            }));
            true
        });
        let out = (with_ruled_out || ranked.is_empty()).then(|| snapshot.known().filter(|id| !set::contains(&decision.eligible, *id)));
        let ruled_out: Vec<RuledOut> = out
            .into_iter()
            .flatten()
            .map(|id| {
                let (named, figures) = (decision.named(snapshot, table, id), table.figures[id.index()].clone());
                let blockers = gates::blockers(&Candidate { snapshot, situation, id, figures: &figures, named });
                RuledOut { id, blockers, named, figures }
            })
            .collect();
        let fallback = ranked.is_empty().then(|| fallback(snapshot, situation, &ruled_out));
        let advice = snapshot.prepared().rules.advice.iter().enumerate().filter(|(_, whom)| decision.speaks_to(whom));
        let advice = advice.map(|(number, _)| number).collect();
        Recommendation { snapshot, situation, assumed: assumed(situation), ranked, ruled_out, advice, fallback }
    })
}

/// What is taken for granted because the person did not tell it.
#[must_use]
pub fn assumed(situation: &Situation) -> Vec<Field> {
    if situation.is_set(Field::HoursPerWeek) { Vec::new() } else { vec![Field::HoursPerWeek] }
}

/// Judges the credentials at those places alone: what fits, best first, and what does not, in the order of the places.
/// The ranks are among them; otherwise it is what [`decide`] says of each.
#[must_use]
pub fn judge(snapshot: &Snapshot<'_>, situation: &Situation, ids: impl Iterator<Item = CredentialId>) -> (Vec<Ranked>, Vec<RuledOut>) {
    let named = namings(snapshot, situation);
    let (mut ranked, mut ruled_out) = (Vec::new(), Vec::new());
    for id in ids {
        let named = named[id.index()];
        let figures = figures(snapshot.credential(id), snapshot.as_of, situation);
        let case = Candidate { snapshot, situation, id, figures: &figures, named };
        let blockers = gates::blockers(&case);
        if blockers.is_empty() {
            let (grades, cautions) = (grades(&case), cautions(&case));
            ranked.push(Ranked { id, rank: 0, grades, ahead_by: None, named, figures, cautions });
        } else {
            ruled_out.push(RuledOut { id, blockers, named, figures });
        }
    }
    order(&mut ranked);
    (ranked, ruled_out)
}

/// For each credential, the strongest way in which a rule of the day names it for this situation; the first rule of that strength.
///
/// A credential that retires before this person can be ready hands its place to its successors as a retired one does.
fn namings(snapshot: &Snapshot<'_>, situation: &Situation) -> Vec<Option<Named>> {
    let too_late = |id| gates::ends_too_soon(snapshot.credential(id), snapshot.as_of, situation);
    let holds = snapshot.valid_holdings(situation);
    let mut named: Vec<Option<Named>> = vec![None; snapshot.catalog.credentials.len()];
    for (rule, naming) in snapshot.namings.iter().enumerate() {
        let speaks = naming.rule.you.matches(situation, holds) && !naming.rule.unless.iter().any(|not| not.matches(situation, holds));
        if !speaks {
            continue;
        }
        let grade = naming.rule.grade;
        let mut name = |id: CredentialId, replaced| {
            if named[id.index()].is_none_or(|before| grade < before.grade) {
                named[id.index()] = Some(Named { grade, rule, replaced });
            }
        };
        for &(id, replaced) in &naming.names {
            let replacements = &snapshot.state(id).replacements;
            if !replacements.is_empty() && too_late(id) {
                for &heir in replacements {
                    name(heir, Some(id));
                }
            } else {
                name(id, replaced);
            }
        }
    }
    named
}

/// For each criterion the place of the first grade whose condition holds; also for what a gate rules out.
#[must_use]
pub fn grades(case: &Candidate<'_>) -> Vec<u8> {
    let criteria = case.snapshot.framework.criterion.iter();
    let first = |rows: &[crate::framework::GradeRow]| rows.iter().position(|row| case.meets(&row.when));
    criteria.map(|criterion| first(&criterion.grade).and_then(|row| u8::try_from(row).ok()).unwrap_or(u8::MAX)).collect()
}

fn cautions(case: &Candidate<'_>) -> Vec<usize> {
    let cautions = case.snapshot.framework.caution.iter().enumerate();
    cautions.filter(|(_, caution)| case.meets(&caution.when)).map(|(number, _)| number).collect()
}

/// Sorts by grades, then by id (the catalogue's order), and says by what each is ahead of the next.
pub fn order(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| a.grades.cmp(&b.grades).then(a.id.cmp(&b.id)));
    let mut rank = 0;
    for i in 0..ranked.len() {
        let level_with_last = i > 0 && ranked[i - 1].grades.cmp(&ranked[i].grades) == Ordering::Equal;
        if !level_with_last {
            rank = i + 1;
        }
        ranked[i].rank = rank;
        if let Some(next) = ranked.get(i + 1) {
            ranked[i].ahead_by = ranked[i].grades.iter().zip(&next.grades).position(|(mine, its)| mine != its);
        }
    }
}

/// What to start with, and the smallest change of each kind that lets something in.
#[must_use]
pub fn fallback(snapshot: &Snapshot<'_>, situation: &Situation, ruled_out: &[RuledOut]) -> FallbackAnswer {
    let rule = &snapshot.framework.fallback;
    let graded = ruled_out.iter().map(|RuledOut { id, blockers, named, figures }| {
        let case = Candidate { snapshot, situation, id: *id, figures, named: *named };
        (grades(&case), *id, blockers.as_slice())
    });
    let mut graded: Vec<(Vec<u8>, CredentialId, &[Blocker])> = graded.collect();
    graded.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));

    // A limit of time, money or taste does not keep anybody from starting.
    let startable = |kind: BlockerKind| {
        matches!(kind, BlockerKind::OverBudget | BlockerKind::PriceUnknown | BlockerKind::PastDeadline | BlockerKind::NoHandsOn)
    };
    let start_with = graded
        .iter()
        .filter(|(_, id, blockers)| {
            blockers.iter().all(|blocker| startable(blocker.kind))
                && rule.start_with.matches(*id, snapshot.credential(*id), snapshot.state(*id).tier, None)
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
