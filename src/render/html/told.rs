//! The situation in words.

use crate::recommendation::Recommendation;
use crate::text::join;
use crate::vocabulary::Field;

/// Every answer that was given or assumed: what it is about, and the answer.
pub(super) fn told(recommendation: &Recommendation<'_>) -> Vec<(String, String)> {
    let you = recommendation.situation;
    let mut told: Vec<(String, String)> = Vec::new();
    for &field in Field::ALL {
        let answer = answer(recommendation, field);
        let answer = if recommendation.assumed.contains(&field) { answer.map(|answer| format!("{answer} (assumed)")) } else { answer };
        told.extend(answer.map(|answer| (heading(field.word()), answer)));
    }
    if you.wants_hands_on() {
        told.push(("Hands-on".to_owned(), "only with projects, labs or a practical exam".to_owned()));
    }
    if you.plans_retake() {
        told.push(("Retake".to_owned(), "one failed attempt is counted in: its fee and its waiting time".to_owned()));
    }
    told
}

/// What was neither given nor assumed, and would change the answer most.
pub(super) fn not_told(recommendation: &Recommendation<'_>) -> String {
    let open = crate::render::recommend::not_told(recommendation);
    join(&open.into_iter().map(|field| field.label().to_owned()).collect::<Vec<_>>(), "and")
}

fn answer(recommendation: &Recommendation<'_>, field: Field) -> Option<String> {
    let (you, snapshot) = (recommendation.situation, recommendation.snapshot);
    let list = |words: Vec<String>| (!words.is_empty()).then(|| join(&words, "and"));
    match field {
        Field::Role => you.role.map(|role| role.label().to_owned()),
        Field::Level => you.level.map(|level| format!("{level}: {}", level.label())),
        Field::Years => you.years.map(|years| years.to_string()),
        Field::Goal => you.goal.map(|goal| goal.label().to_owned()),
        Field::Platform => list(you.platform.iter().map(|platform| platform.label().to_owned()).collect()),
        Field::Budget => you.budget.map(|budget| format!("{budget} in all")),
        Field::HoursPerWeek => (you.is_set(field) || recommendation.assumed.contains(&field)).then(|| format!("{} of study", you.pace())),
        Field::By => you.deadline(snapshot.as_of).map(|day| day.to_string()),
        Field::Have => list(
            you.have
                .iter()
                .map(|held| {
                    let earned = held.earned.map(|day| format!(" (earned on {day})")).unwrap_or_default();
                    format!("{}{earned}", snapshot.catalog.name_of(&held.id))
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
