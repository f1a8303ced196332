//! What is shown of a change between two days, in words.

use super::reasons;
use crate::diff::{AnswerChange, Diff, Reason, Row, RuleChange, Turn};
use crate::recommendation::Recommendation;
use crate::sanitize::join;
use crate::vocabulary::{Event, Fact};

/// The ids of what took the place of what retired and can be earned on the later day; none for any other change.
pub(super) fn successors<'a>(diff: &Diff<'a>, change: &Turn) -> Vec<&'a str> {
    let replacements = diff.to.state(change.id).replacements.iter().filter(|_| change.what == Event::Retired);
    replacements.map(|&heir| diff.to.credential(heir).id.as_str()).collect()
}

/// Why it ended; `None` for any other change, or when the reason is unknown.
pub(super) fn end_reason<'a>(diff: &Diff<'a>, change: &Turn) -> Option<&'a str> {
    let lifecycle = &diff.to.credential(change.id).lifecycle;
    lifecycle.end_reason.as_deref().filter(|_| change.what == Event::Retired)
}

/// What the catalogue's keepers remark of the day; `None` when nothing.
pub(super) fn note(diff: &Diff<'_>, change: &Turn) -> Option<String> {
    let fact = match change.what {
        Event::Announced => Fact::Announced,
        Event::BetaOpened => Fact::BetaFrom,
        Event::BetaClosed => Fact::BetaUntil,
        Event::Opened => Fact::ActiveFrom,
        Event::Retired => Fact::LastDay,
        Event::RuleBegan | Event::RuleEnded | Event::AnswerWent | Event::AnswerCame | Event::AnswerStatus => return None,
    };
    let notes = diff.to.credential(change.id).notes().iter().filter(|note| note.about == Some(fact));
    let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// A rule's reason; the words for a figure stand in its place, as a rule is not about one credential.
pub(super) fn rule_because(change: &RuleChange<'_>) -> String {
    change.rule.because.fill(|id| id.label().to_owned())
}

/// Why an answer of the quick table went, came or has another status.
pub(super) fn why(diff: &Diff<'_>, row: &Row<'_>, change: &AnswerChange<'_>) -> String {
    let blockers = |recommendation: &Recommendation<'_>, out: usize| {
        let out = &recommendation.ruled_out[out];
        reasons::blockers(&recommendation.candidate_out(out), &out.blockers)
    };
    match change.why {
        Reason::RuledOut { out } => blockers(&row.after, out),
        Reason::Behind { ended, by } => {
            let ended = ended.and_then(|rule| rule.until).map(|until| format!("the rule that named it ended on {}", until.in_words()));
            let ahead = row.after.ranked.first().map(|first| {
                let because = by
                    .map_or_else(|| "tied".to_owned(), |number| reasons::grade(&row.after.candidate(first), &first.grades, number).because);
                format!("{} is ahead of it: {because}", diff.to.credential(first.id).short())
            });
            ended.into_iter().chain(ahead).collect::<Vec<_>>().join("; ")
        }
        Reason::Came { ranked, began, was_out } => {
            let came = reasons::why(&row.after, &row.after.ranked[ranked]);
            let began = began.and_then(|rule| rule.from).map(|from| format!("the rule that names it began on {}", from.in_words()));
            let was_out = was_out.map(|out| format!("on {}: {}", diff.from.as_of.in_words(), blockers(&row.before, out)));
            let announced = diff.to.credential(change.id).lifecycle.announced;
            let unknown = announced.filter(|day| *day > diff.from.as_of).map(|day| format!("announced on {}", day.in_words()));
            std::iter::once(came).chain(began).chain(was_out).chain(unknown).collect::<Vec<_>>().join("; ")
        }
        Reason::Stayed => {
            let of_it = diff.changes.iter().filter(|other| other.id == change.id);
            join(&of_it.map(|other| format!("{} on {}", other.what.label(), other.day.in_words())).collect::<Vec<_>>(), "and")
        }
    }
}
