//! How many questions `certwise ask` asks: `cargo run --release --example questions`.
//!
//! The sample is every sixth or so of all people who are one of each goal, role, deed and platform or say none, and of whom
//! every other one skips each of the remaining questions; the rest answer with one of the answers that are tried for it.

use std::io::Write as _;
use std::time::{Duration, Instant};

use certwise::calendar::Day;
use certwise::embedded;
use certwise::interview::{Answer, Interview, QUESTIONS, outlook, probe_answers};
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Experience, Field, Goal, Platform, Role};

/// One person: what they would answer, and a number to pick the other answers by.
struct Person {
    goal: Option<Goal>,
    role: Option<Role>,
    deed: Option<Experience>,
    platform: Option<Platform>,
    number: usize,
}

/// The people, the same in every run.
fn people() -> Vec<Person> {
    let mut people = Vec::new();
    let mut number = 1usize;
    for goal in or_none(Goal::ALL) {
        for role in or_none(Role::ALL) {
            for deed in or_none(Experience::ALL) {
                for platform in or_none(Platform::ALL) {
                    number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    if (number >> 33).is_multiple_of(6) {
                        people.push(Person { goal, role, deed, platform, number: number >> 40 });
                    }
                }
            }
        }
    }
    people
}

fn or_none<T: Copy>(values: &[T]) -> Vec<Option<T>> {
    values.iter().copied().map(Some).chain([None]).collect()
}

impl Person {
    fn answer(&self, snapshot: &Snapshot<'_>, situation: &Situation, field: Field) -> Option<Answer> {
        let place = QUESTIONS.iter().position(|question| *question == field)?;
        match field {
            Field::Goal => self.goal.map(Answer::Goal),
            Field::Role => self.role.map(Answer::Role),
            Field::Level => self.deed.map(Answer::Experience),
            Field::Platform => self.platform.map(|platform| Answer::Platform(vec![platform])),
            _ if (self.number >> place).is_multiple_of(2) => None,
            _ => {
                let answers = probe_answers(snapshot, situation, &outlook(snapshot, situation), field);
                let picked = (self.number >> 8).wrapping_add(place) % answers.len();
                answers.into_iter().nth(picked)
            }
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (catalog, framework, _) = embedded::prepared();
    let day = Day::new(2026, 11, 22).ok_or("no such day")?;
    let snapshot = Snapshot::on(&catalog, &framework, day);
    let people = people();
    let (mut asked, mut with, mut of) = (0, [0; 9], [0; 8]);
    let (mut times, mut slowest, mut spent) = (0, Duration::ZERO, Duration::ZERO);
    for person in &people {
        let mut interview = Interview::new(&snapshot, Situation::default());
        loop {
            let begun = Instant::now();
            let next = interview.next();
            let took = begun.elapsed();
            (times, slowest, spent) = (times + 1, slowest.max(took), spent + took);
            let Some(field) = next else { break };
            let answer = person.answer(&snapshot, &interview.situation(), field);
            interview.answer(field, answer);
        }
        asked += interview.asked().len();
        with[interview.asked().len()] += 1;
        for (place, field) in QUESTIONS.iter().enumerate() {
            of[place] += usize::from(interview.asked().contains(field));
        }
    }
    let mut out = std::io::stdout().lock();
    let hundredths = asked * 100 / people.len();
    writeln!(out, "{} people, {}.{:02} questions each, of 8", people.len(), hundredths / 100, hundredths % 100)?;
    for (count, people) in with.iter().enumerate().filter(|(_, people)| **people > 0) {
        writeln!(out, "{count} questions: {people} people")?;
    }
    for (field, times) in QUESTIONS.iter().zip(of) {
        writeln!(out, "{field}: asked {times} times")?;
    }
    writeln!(out, "the next question took {:?} on average, {slowest:?} at most", spent / times)?;
    Ok(())
}
