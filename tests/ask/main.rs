//! `certwise ask` on a real pseudo-terminal, and its questions without one.

#[path = "../fixtures/frozen.rs"]
mod frozen;
mod interview;
mod keys;
mod pager;
mod run;
mod terminal;

use certwise::interview::QUESTIONS;
use certwise::vocabulary::Field;
use terminal::Terminal;

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

/// Waits for the question of that number, or for the end, and says which question it is.
#[track_caller]
fn question(terminal: &mut Terminal, number: usize) -> Option<Field> {
    let asked = terminal.after(&format!("\n{number}. "), "The same answer without questions:")?;
    // A narrow screen wraps the question.
    let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
    let field = QUESTIONS.into_iter().find(|field| asked.starts_with(field.question()));
    assert!(field.is_some(), "{asked}");
    field
}
