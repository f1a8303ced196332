//! Reasons in words, made from the framework's templates and what a recommendation carries.

use std::borrow::Cow;

use super::placeholders::{fill, value};
use crate::decide::Candidate;
use crate::recommendation::{Blocker, Ranked, Recommendation};
use crate::vocabulary::Placeholder;

/// A grade in words: the criterion, the grade, why, and where the reason comes from.
#[derive(Clone, Debug)]
pub struct GradeInWords<'a> {
    /// The criterion's id.
    pub criterion: &'a str,
    /// The grade's name.
    pub grade: &'a str,
    /// The reason.
    pub because: String,
    /// The rule's source where a rule named the credential, else the criterion's.
    pub source: &'a str,
}

/// The grade on the criterion at `number`, in words; `grades` are the credential's, one for each criterion.
#[must_use]
pub fn grade<'a>(candidate: &Candidate<'a>, grades: &[u8], number: usize) -> GradeInWords<'a> {
    let criterion = &candidate.snapshot.framework.criterion[number];
    let row = &criterion.grade[usize::from(grades[number])];
    let rule = candidate.named.map(|named| candidate.snapshot.namings[named.rule].rule);
    let by_rule = rule.filter(|_| row.because.places().any(|id| id == Placeholder::Rule));
    GradeInWords {
        criterion: &criterion.id,
        grade: &row.grade,
        because: fill(&row.because, candidate),
        source: by_rule.map_or(&criterion.source, |rule| &rule.source),
    }
}

/// The reason why the credential stands where it does: the strongest thing to say of it, which is that the framework names it or the
/// first criterion on which it is of the best, and then the reason that puts it ahead of the next one.
#[must_use]
pub fn why(recommendation: &Recommendation<'_>, ranked: &Ranked) -> String {
    let candidate = recommendation.candidate(ranked);
    why_with(recommendation, ranked, |number| grade(&candidate, &ranked.grades, number).because.into())
}

/// The same, from what was said of each criterion.
#[must_use]
pub fn why_with<'s>(recommendation: &Recommendation<'_>, ranked: &Ranked, because: impl Fn(usize) -> Cow<'s, str>) -> String {
    why_by(recommendation, ranked, |_| true, because)
}

/// The same, where only those criteria count as reasons.
#[must_use]
pub fn why_by<'s>(
    recommendation: &Recommendation<'_>,
    ranked: &Ranked,
    counts: impl Fn(usize) -> bool,
    because: impl Fn(usize) -> Cow<'s, str>,
) -> String {
    let framework = recommendation.snapshot.framework;
    let naming = framework.naming_criterion().filter(|_| ranked.named.is_some());
    let is_reason = |criterion: usize| framework.is_telling(criterion, ranked.grades[criterion]) && counts(criterion);
    let speaks_for = |criterion: &usize| ranked.grades[*criterion] == 0 && is_reason(*criterion);
    let best = naming.or_else(|| (0..ranked.grades.len()).find(speaks_for));
    // What stands level stands there for one reason: the one that puts the last of them ahead of the next.
    let last_level = recommendation.ranked.iter().rfind(|other| other.rank == ranked.rank);
    let deciding = last_level.and_then(|last| last.ahead_by?.criterion()).filter(|criterion| is_reason(*criterion));
    match (best, deciding) {
        (Some(best), Some(deciding)) if best != deciding => format!("{}; {}", because(best), because(deciding)),
        (_, Some(deciding)) => because(deciding).into_owned(),
        (Some(best), None) => because(best).into_owned(),
        (None, None) => {
            let last = ranked.grades.len().saturating_sub(1);
            // The weightiest of those on which it stands least badly.
            let least_bad = (0..=last).filter(|criterion| is_reason(*criterion)).min_by_key(|criterion| ranked.grades[*criterion]);
            because(least_bad.unwrap_or(last)).into_owned()
        }
    }
}

/// What the person holds and passing this renews; empty where nothing is.
#[must_use]
pub fn renews(candidate: &Candidate<'_>) -> String {
    value(Placeholder::Renews, candidate)
}

/// A blocker in words: where a figure is unknown, the sentence for that, if the gate has one.
#[must_use]
pub fn blocker(candidate: &Candidate<'_>, blocker: &Blocker) -> String {
    let gate = candidate.snapshot.framework.gate(blocker.kind);
    let template = if blocker.unknown { gate.because_unknown.as_ref().unwrap_or(&gate.because) } else { &gate.because };
    fill(template, candidate)
}

/// All blockers of a candidate, in a line.
#[must_use]
pub fn blockers(candidate: &Candidate<'_>, blockers: &[Blocker]) -> String {
    blockers.iter().map(|it| blocker(candidate, it)).collect::<Vec<_>>().join("; ")
}

/// The caution at `number`, in words.
#[must_use]
pub fn caution(candidate: &Candidate<'_>, number: usize) -> String {
    fill(&candidate.snapshot.framework.caution[number].because, candidate)
}

/// The urgent ones of the cautions, a line each; what several credentials share stands once.
pub(super) fn urgent<'a>(cautioned: impl Iterator<Item = (Candidate<'a>, Vec<usize>)>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for (candidate, cautions) in cautioned {
        for number in cautions.into_iter().filter(|&number| candidate.snapshot.framework.caution[number].urgent) {
            let said = caution(&candidate, number);
            match lines.iter_mut().find(|(line, _)| *line == said) {
                Some((_, names)) if names.contains(&candidate.credential().short()) => {}
                Some((_, names)) => names.push(candidate.credential().short()),
                None => lines.push((said, vec![candidate.credential().short()])),
            }
        }
    }
    lines.into_iter().map(|(words, names)| format!("{}: {words}", names.join(", "))).collect()
}
