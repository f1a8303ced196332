//! The questions that find out a situation: which there are, which of them matters now, and what each answer leaves.
//!
//! Nothing here knows a terminal. The questions come in one fixed order. Before each [`decide`](crate::decide::decide) runs over its
//! answers: one none of whose answers changes the first five, nor anything that is shown of them, is not asked.

mod answer;
mod person;
mod probes;
mod questions;
mod said;

pub use answer::{Answer, choices, read};
pub use person::{Person, You};
pub use probes::probe_answers;
pub use questions::{QuestionText, Topic, text};
pub use said::{because, effect, told};

use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::decide::Decision;
use crate::money::Range;
use crate::prepared::set::count;
use crate::recommendation::Ranked;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// The questions in the order in which they are asked, which also counts among equals: who somebody is, what for, what they have done,
/// where they work, then their limits.
pub const QUESTIONS: [Field; 8] =
    [Field::Role, Field::Goal, Field::Level, Field::Platform, Field::HoursPerWeek, Field::Budget, Field::By, Field::Have];

/// How many of the best are looked at to find the question on which most hangs.
const BEST: usize = 3;

/// How many of the best are shown at the end: a question that changes neither them nor what is said of them is not worth asking.
const SHOWN: usize = 5;

/// One of the best as it is shown: what it costs, when it is ready, what to mind, what comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    id: CredentialId,
    rank: usize,
    cost: Option<Range>,
    ready: Option<(Day, Day)>,
    cautions: Vec<usize>,
    after: Option<CredentialId>,
}

/// What is shown at the end with what is told so far.
fn shown(snapshot: &Snapshot<'_>, situation: &Situation) -> Vec<Shown> {
    let ranked = Decision::with(snapshot, situation, |decision, _| decision.ranked(decision.eligible.clone(), SHOWN));
    let one = |it: Ranked| Shown {
        id: it.id,
        rank: it.rank,
        cost: it.figures.bill.as_ref().map(|bill| bill.total),
        ready: it.figures.ready,
        after: it.after(),
        cautions: it.cautions,
    };
    ranked.into_iter().take(SHOWN).map(one).collect()
}

/// The questions that there are for somebody who told that beforehand: who told the level is asked for the programming in its place.
fn questions_for(told: &Situation) -> impl Iterator<Item = Field> + use<> {
    let level_is_told = told.is_set(Field::Level);
    let of = move |field| if field == Field::Level && level_is_told { Field::Coding } else { field };
    let told: Vec<Field> = QUESTIONS.into_iter().map(of).filter(|field| !told.is_set(*field)).collect();
    told.into_iter()
}

/// What is possible with what is told so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How many credentials fit.
    pub possible: usize,
    /// The places of the best, best first; at most three.
    pub best: Vec<CredentialId>,
    /// How many share the first place.
    pub level: usize,
}

/// What is possible with what is told so far.
#[must_use]
pub fn outlook(snapshot: &Snapshot<'_>, situation: &Situation) -> Preview {
    Decision::with(snapshot, situation, |decision, _| {
        let (best, level) = decision.best(BEST);
        Preview { possible: count(&decision.eligible), best, level }
    })
}

/// How much hangs on a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many answers were tried.
    pub tried: usize,
    /// How many of them put another credential first.
    pub moves_first: usize,
    /// How many of them change the first three.
    pub moves_best: usize,
}

impl Impact {
    /// Whether more of its answers put another credential first than of another question's, or as many and more change the
    /// first three.
    fn is_more_than(self, other: Self) -> bool {
        (self.moves_first, self.moves_best) > (other.moves_first, other.moves_best)
    }
}

/// How much hangs on that question, with the rest of the situation as it is.
#[must_use]
pub fn impact_of(snapshot: &Snapshot<'_>, situation: &Situation, field: Field) -> Impact {
    weigh_from(snapshot, situation, &outlook(snapshot, situation), field)
}

fn weigh_from(snapshot: &Snapshot<'_>, situation: &Situation, now: &Preview, field: Field) -> Impact {
    let answers = probe_answers(snapshot, situation, now, field);
    let mut weight = Impact { tried: answers.len(), ..Impact::default() };
    for answer in answers {
        let mut then = situation.clone();
        answer.tell(&mut then);
        let then = outlook(snapshot, &then);
        weight.moves_first += usize::from(then.best.first() != now.best.first());
        weight.moves_best += usize::from(then.best != now.best);
    }
    weight
}

/// The question, not among those `asked` and not answered by the situation, on which most hangs, and how much does; `None` where
/// no answer to any changes the first three.
///
/// Most hangs on the one with the most answers that put another credential first, then on the one with the most answers that
/// change the first three, then on the one that stands first in [`QUESTIONS`].
#[must_use]
pub fn most_informative(snapshot: &Snapshot<'_>, situation: &Situation, asked: &[Field]) -> Option<(Field, Impact)> {
    most_hangs_on(snapshot, situation, QUESTIONS.into_iter().filter(|field| !situation.is_set(*field) && !asked.contains(field)))
}

fn most_hangs_on(snapshot: &Snapshot<'_>, situation: &Situation, open: impl Iterator<Item = Field>) -> Option<(Field, Impact)> {
    let now = outlook(snapshot, situation);
    let mut most: Option<(Field, Impact)> = None;
    for field in open {
        let weight = weigh_from(snapshot, situation, &now, field);
        if weight.moves_best > 0 && most.is_none_or(|(_, before)| weight.is_more_than(before)) {
            most = Some((field, weight));
        }
    }
    most
}

/// A question that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question.
    pub field: Field,
    /// The answer; `None` when it was skipped.
    pub answer: Option<Answer>,
}

/// One person's way through the questions.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    snapshot: &'a Snapshot<'a>,
    told: Situation,
    steps: Vec<Step>,
    /// What was changed afterwards, on the page of all answers.
    changes: Vec<(Topic, Option<Answer>)>,
}

impl<'a> Interview<'a> {
    /// Begins with what is told already, which must have been settled (see [`Situation::settle`]).
    #[must_use]
    pub fn new(snapshot: &'a Snapshot<'a>, told: Situation) -> Self {
        Self { snapshot, told, steps: Vec::new(), changes: Vec::new() }
    }

    /// The situation as it is told so far.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let mut situation = self.told.clone();
        for answer in self.steps.iter().filter_map(|step| step.answer.as_ref()) {
            answer.tell(&mut situation);
        }
        for (topic, answer) in &self.changes {
            topic.clear(&mut situation);
            if let Some(answer) = answer {
                answer.tell(&mut situation);
            }
        }
        situation
    }

    /// What is possible so far.
    #[must_use]
    pub fn outlook(&self) -> Preview {
        outlook(self.snapshot, &self.situation())
    }

    /// The next question: the first of which some answer changes anything that will be shown; `None` when none is left.
    #[must_use]
    pub fn next(&self) -> Option<Field> {
        let situation = self.situation();
        self.unasked().into_iter().find(|field| self.changes_what_is_shown(&situation, *field))
    }

    /// Whether some answer to the question changes the first five, or anything that is shown of them.
    #[must_use]
    pub fn changes_what_is_shown(&self, situation: &Situation, field: Field) -> bool {
        let now = shown(self.snapshot, situation);
        let answers = probe_answers(self.snapshot, situation, &outlook(self.snapshot, situation), field);
        answers.into_iter().any(|answer| {
            let mut then = situation.clone();
            answer.tell(&mut then);
            shown(self.snapshot, &then) != now
        })
    }

    /// Takes the answer to a question; `None` leaves it unset.
    pub fn answer(&mut self, field: Field, answer: Option<Answer>) {
        self.changes.retain(|(topic, _)| *topic != field.into());
        self.steps.push(Step { field, answer });
    }

    /// Changes what is told of one thing, however it was told; `None` leaves it unset.
    pub fn change(&mut self, topic: Topic, answer: Option<Answer>) {
        self.changes.push((topic, answer));
    }

    /// Takes back the last answer; `None` when there was none.
    pub fn back(&mut self) -> Option<Step> {
        self.steps.pop()
    }

    /// The questions asked so far, in their order.
    #[must_use]
    pub fn asked(&self) -> Vec<Field> {
        self.steps.iter().map(|step| step.field).collect()
    }

    /// The questions that were neither asked nor answered beforehand.
    #[must_use]
    pub fn unasked(&self) -> Vec<Field> {
        let asked = self.asked();
        questions_for(&self.told).filter(|field| !asked.contains(field)).collect()
    }

    /// How many questions there can be at most: those that nothing answered beforehand.
    #[must_use]
    pub fn at_most(&self) -> usize {
        questions_for(&self.told).count()
    }
}
