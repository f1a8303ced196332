//! `certwise ask` on a real pseudo-terminal, and its questions without one.

#[path = "../fixtures/frozen.rs"]
mod frozen;
mod interview;
mod keys;
mod pager;
mod people;
mod run;
mod terminal;

use certwise::interview::{QUESTIONS, Topic, text};
use certwise::vocabulary::Field;
use terminal::{ENTER, Terminal};

/// Flags that answer every question but one.
fn all_but(field: Field) -> String {
    let flags = QUESTIONS.into_iter().filter(|other| *other != field).map(|field| match field {
        Field::Goal => "--goal cloud-ml",
        Field::Role => "--role developer",
        Field::Level => "--level intermediate --coding some",
        Field::Platform => "--platform aws",
        Field::Budget => "--budget 500",
        Field::HoursPerWeek => "--hours-per-week 10",
        Field::By => "--by 2027-11-01",
        _ => "--have aws-clf-c02",
    });
    format!("ask --as-of 2026-11-22 {}", flags.collect::<Vec<_>>().join(" "))
}

/// Waits for the question of that number, or for the page of all answers, and says which question it is.
#[track_caller]
fn question(terminal: &mut Terminal, number: usize) -> Option<Field> {
    let asked = terminal.after(&format!("{number} of at most "), &text("check").question)?;
    // A narrow screen wraps the question.
    let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, asked) = asked.split_once(" · ").unwrap_or_else(|| panic!("{asked}"));
    let field = QUESTIONS.into_iter().chain([Field::Coding]).find(|&field| asked.starts_with(words(field)));
    assert!(field.is_some(), "{asked}");
    field
}

/// The question that asks for it in the interview.
fn words(field: Field) -> &'static str {
    if field == Field::Have { &text("held").question } else { &Topic::from(field).text().question }
}

/// Answers every question that comes, and gives how many came; the page of all answers is open then.
#[track_caller]
fn up_to_the_check(terminal: &mut Terminal, answer: impl Fn(&mut Terminal, Field)) -> usize {
    let mut number = 1;
    while let Some(field) = question(terminal, number) {
        answer(terminal, field);
        number += 1;
        assert!(number <= 9, "more than eight questions");
    }
    number - 1
}

/// The same, and goes on from there.
#[track_caller]
fn go_through(terminal: &mut Terminal, answer: impl Fn(&mut Terminal, Field)) -> usize {
    let asked = up_to_the_check(terminal, answer);
    terminal.press(ENTER);
    asked
}
