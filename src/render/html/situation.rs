//! The situation in words.

use crate::calendar::Day;
use crate::sanitize::join;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// Every answer that was given or assumed: what it is about, and the answer.
pub(super) fn told(snapshot: &Snapshot<'_>, you: &Situation, assumed: &[Field]) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for &field in Field::ALL {
        let answer = answer(snapshot, you, field);
        let answer = if assumed.contains(&field) { answer.map(|answer| format!("{answer} (assumed)")) } else { answer };
        told.extend(answer.map(|answer| (heading(field.word()), answer)));
    }
    if you.wants_hands_on() {
        told.push(("Hands-on".to_owned(), "only with projects, labs or a practical exam".to_owned()));
    }
    if you.plans_retake() {
        told.push(("Retake".to_owned(), "one failed attempt is counted in: its fee and its waiting time".to_owned()));
    }
    if !you.pause.is_empty() {
        let pauses: Vec<String> =
            you.pause.iter().map(|pause| format!("{} to {}", pause.first().in_words(), pause.last().in_words())).collect();
        told.push(("No study".to_owned(), join(&pauses, "and")));
    }
    told
}

fn answer(snapshot: &Snapshot<'_>, you: &Situation, field: Field) -> Option<String> {
    let list = |words: Vec<String>| (!words.is_empty()).then(|| join(&words, "and"));
    match field {
        Field::Role => you.role.map(|role| role.label().to_owned()),
        Field::Level => you.level.map(|level| format!("{level}: {}", level.label())),
        Field::Coding => you.coding.map(|coding| coding.label().to_owned()),
        Field::Years => you.years.map(|years| years.to_string()),
        Field::Goal => you.goal.map(|goal| goal.label().to_owned()),
        Field::Platform => list(you.platform.iter().map(|platform| platform.label().to_owned()).collect()),
        Field::Budget => you.budget.map(|budget| format!("{budget} in all")),
        Field::HoursPerWeek => Some(format!("{} of study", you.pace())),
        Field::By => you.deadline(snapshot.as_of).map(Day::in_words),
        Field::Have => list(
            you.have
                .iter()
                .map(|held| {
                    let earned = held.earned.map(|day| format!(" (earned on {})", day.in_words())).unwrap_or_default();
                    format!("{}{earned}", snapshot.catalog.name_of(held.what))
                })
                .collect(),
        ),
    }
}

/// A word of a flag as a heading: `hours_per_week` is `Hours per week`.
fn heading(word: &str) -> String {
    let words = word.replace('_', " ");
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
