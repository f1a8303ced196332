//! How firm the first place is, in words.

use super::phrases;
use crate::change::Change;
use crate::counterfactual::Sensitivity;
use crate::recommendation::Recommendation;
use crate::vocabulary::Field;

/// Lines on how firm the first place is: of what takes it away, only what was told or is a limit.
#[must_use]
pub fn lines(recommendation: &Recommendation<'_>, firmness: &Sensitivity) -> Vec<String> {
    let snapshot = recommendation.snapshot;
    let it = snapshot.credential(firmness.id).short();
    let mut lines = Vec::new();
    if !firmness.level.is_empty() {
        lines.push(format!("{it} is tied with {}", phrases::short_names(snapshot, &firmness.level)));
    }
    if let Some((next, criterion)) = firmness.nearly_level {
        let criterion = snapshot.framework.criterion[criterion].id.replace('-', " ");
        lines.push(format!("{it} and {} are nearly tied (they differ only in {criterion})", snapshot.credential(next).short()));
    }
    // One line a kind of change: who stands first after each of them.
    let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
    for topple in firmness.topples.iter().filter(|topple| is_told_or_a_limit(recommendation, &topple.change)) {
        let first = if topple.first.is_empty() { "nothing fits".to_owned() } else { phrases::short_names(snapshot, &topple.first) };
        let then = format!("{}: {first}", phrases::change(snapshot.catalog, &topple.change));
        match kinds.iter_mut().find(|(kind, _)| *kind == topple.change.key()) {
            Some((_, thens)) => thens.push(then),
            None => kinds.push((topple.change.key(), vec![then])),
        }
    }
    lines.push(match kinds.len() {
        0 => format!("{it} is first for any budget, deadline or pace"),
        _ => format!("{it} stays on top unless:"),
    });
    lines.extend(kinds.into_iter().map(|(_, thens)| thens.join("; ")));
    lines
}

fn is_told_or_a_limit(recommendation: &Recommendation<'_>, change: &Change) -> bool {
    let told = |field| recommendation.situation.is_set(field);
    match change {
        Change::Platform(_) => told(Field::Platform),
        Change::Goal(_) => told(Field::Goal),
        Change::Level(_) => told(Field::Level),
        Change::Coding(_) => told(Field::Coding),
        Change::Role(_) => told(Field::Role),
        Change::Years(_) => told(Field::Years),
        _ => true,
    }
}
