//! Whether the reasons that the scenarios bring out read as sentences, and name every figure that is known.

use std::collections::BTreeSet;

use certwise::decide::Candidate;
use certwise::framework::Template;
use certwise::recommendation::Recommendation;
use certwise::render::phrases::UNKNOWN;
use certwise::render::reasons;
use certwise::vocabulary::Placeholder;

use crate::expect::{caution_id, criterion_id, id};
use crate::{ANSWERS, FRAMEWORK, assert_none};

/// Reasons that speak of a figure which is not known for every credential, and why they may.
const SPEAKS_OF_THE_UNKNOWN: &[(&str, &str)] = &[
    ("criterion cost-band: high", "the grade is for what is dear or of unknown price"),
    ("caution not-checked-lately", "what has no dated source says so in words of its own"),
    ("criterion hands-on: none", "the grade is for what has no hands-on part that is known of, and says which of the two it is"),
    ("gate no-hands-on", "what has no known hands-on part is ruled out, and the words for that are made for the sentence"),
];

/// A sentence, the rule that it is of, and the templates that it was made from.
struct Reason<'a> {
    rule: String,
    candidate: Candidate<'a>,
    templates: Vec<&'a Template>,
    sentence: String,
}

fn reasons<'a>(answer: &'a Recommendation<'a>) -> Vec<Reason<'a>> {
    let mut reasons = Vec::new();
    for ranked in &answer.ranked {
        let candidate = answer.candidate(ranked);
        for (number, row) in ranked.grades.iter().enumerate() {
            let row = &FRAMEWORK.criterion[number].grade[usize::from(*row)];
            let mut templates = vec![&row.because];
            if let Some(named) = ranked.named.filter(|_| row.because.places().any(|place| place == Placeholder::Rule)) {
                templates.push(&answer.snapshot.namings[named.rule].rule.because);
                templates.extend(named.replaced.map(|_| &FRAMEWORK.replaced));
            }
            let rule = format!("criterion {}: {}", criterion_id(number), row.grade);
            reasons.push(Reason { rule, candidate, templates, sentence: reasons::grade(&candidate, &ranked.grades, number).because });
        }
        for number in &ranked.cautions {
            let templates = vec![&FRAMEWORK.caution[*number].because];
            let rule = format!("caution {}", caution_id(*number));
            reasons.push(Reason { rule, candidate, templates, sentence: reasons::caution(&candidate, *number) });
        }
    }
    for out in &answer.ruled_out {
        let candidate = answer.candidate_out(out);
        for blocker in &out.blockers {
            let gate = FRAMEWORK.gate(blocker.kind);
            let template = gate.because_unknown.as_ref().filter(|_| blocker.unknown).unwrap_or(&gate.because);
            let sentence = reasons::blocker(&candidate, blocker);
            reasons.push(Reason { rule: format!("gate {}", blocker.kind), candidate, templates: vec![template], sentence });
        }
    }
    reasons
}

/// Whether the figure that belongs there is known.
fn is_known(place: Placeholder, candidate: &Candidate<'_>) -> bool {
    let facts = candidate.credential();
    match place {
        Placeholder::Level => facts.level.is_some(),
        Placeholder::YourLevel => candidate.situation.level.is_some(),
        Placeholder::Role => candidate.situation.role.is_some(),
        Placeholder::Goal => candidate.situation.goal.is_some(),
        Placeholder::Platform => !candidate.credential().platforms().is_empty(),
        Placeholder::YourPlatform => !candidate.situation.platform.is_empty(),
        Placeholder::HandsOn => facts.hands_on.is_some(),
        Placeholder::Cost => candidate.figures.bill.is_some(),
        Placeholder::Budget => candidate.situation.budget.is_some(),
        Placeholder::Hours => candidate.figures.hours.is_some(),
        Placeholder::ReadyLow | Placeholder::ReadyHigh => candidate.figures.ready.or(candidate.figures.first_attempt).is_some(),
        Placeholder::By => candidate.situation.deadline(candidate.snapshot.as_of).is_some(),
        Placeholder::LastDay => facts.lifecycle.last_day.is_some(),
        Placeholder::EndReason => facts.lifecycle.end_reason.is_some(),
        Placeholder::Access => facts.access.is_some(),
        Placeholder::Confirm => facts.confirm.is_some(),
        Placeholder::Checked => candidate.state().checked.is_some(),
        Placeholder::Earned => candidate.expired().is_some(),
        Placeholder::Recommends => candidate.missing_recommended().is_some(),
        _ => true,
    }
}

fn unknown_figures(reason: &Reason<'_>) -> usize {
    let places = reason.templates.iter().flat_map(|template| template.places());
    places.filter(|place| !is_known(*place, &reason.candidate)).count()
}

#[test]
fn no_reason_calls_unknown_what_is_known() {
    let mut wrong = BTreeSet::new();
    for (scenario, answer) in ANSWERS.iter() {
        for reason in reasons(answer) {
            let own = reason.templates.iter().map(|template| template.fill(|_| String::new()).matches(UNKNOWN).count()).sum::<usize>();
            if reason.sentence.matches(UNKNOWN).count() > own + unknown_figures(&reason) {
                wrong.insert(format!("{}: {} of {}: {:?}", scenario.name, reason.rule, id(reason.candidate.id), reason.sentence));
            }
        }
    }
    assert_none(&wrong.into_iter().collect::<Vec<_>>());
}

#[test]
fn only_the_reasons_that_may_speak_of_a_figure_that_is_not_known() {
    let mut wrong = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for (_, answer) in ANSWERS.iter() {
        for reason in reasons(answer).into_iter().filter(|reason| unknown_figures(reason) > 0) {
            if let Some((excused, _)) = SPEAKS_OF_THE_UNKNOWN.iter().find(|(excused, _)| *excused == reason.rule) {
                needed.insert(*excused);
            } else {
                wrong.insert(format!("{} of {}: {:?}", reason.rule, id(reason.candidate.id), reason.sentence));
            }
        }
    }
    let needless = SPEAKS_OF_THE_UNKNOWN.iter().filter(|(excused, _)| !needed.contains(excused));
    wrong.extend(needless.map(|(excused, why)| format!("{excused}: is excused ({why}) and needs no excuse")));
    assert_none(&wrong.into_iter().collect::<Vec<_>>());
}

#[test]
fn every_reason_is_one_clean_line() {
    let mut wrong = BTreeSet::new();
    for (_, answer) in ANSWERS.iter() {
        for reason in reasons(answer) {
            let said = &reason.sentence;
            let clean =
                !said.is_empty() && said == said.trim() && !["  ", "\n", "{", "}", " ,", ", ,"].iter().any(|flaw| said.contains(flaw));
            if !clean {
                wrong.insert(format!("{} of {}: {said:?}", reason.rule, id(reason.candidate.id)));
            }
        }
    }
    assert_none(&wrong.into_iter().collect::<Vec<_>>());
}
