//! The questions on a terminal. They only find out the situation; the answer is `decide`'s.

mod keys;
mod lines;
mod prompter;
mod screen;

use anyhow::Result;

pub use prompter::{CANCELLED, Prompter, is_possible};
use screen::cut;
pub use screen::{Asked, Item, Screen};

use crate::catalog::{Held, OutsideId, Thing};
use crate::interview::{Answer, Interview, Preview, Step, choices, read};
use crate::render::phrases;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, SKIP};

/// Asks what `told` leaves open, and gives the whole situation; `None` when the person ended the questions.
///
/// # Errors
/// When the terminal fails.
pub fn ask(snapshot: &Snapshot<'_>, told: Situation, prompter: &Prompter) -> Result<Option<Situation>> {
    let screen = &prompter.screen;
    let mut interview = Interview::new(snapshot, told);
    let mut earlier: Vec<Step> = Vec::new();
    let questions = match interview.at_most() {
        0 => "Nothing is left to ask.".to_owned(),
        1 => "One question at most; it can be skipped. Ctrl-C ends without an answer.".to_owned(),
        most => format!("At most {most} questions; each can be skipped. Ctrl-C ends without an answer."),
    };
    screen.say(&questions, "")?;
    while let Some(field) = interview.next() {
        let number = interview.asked().len() + 1;
        screen.say("", "")?;
        screen.say_strongly(&format!("{number}. {}", field.question()))?;
        screen.say(field.hint(), "   ")?;
        let before = earlier.iter().rev().find(|step| step.field == field).and_then(|step| step.answer.clone());
        match ask_one(snapshot, field, before.as_ref(), prompter)? {
            Asked::Value(answer) => {
                let said = answer.as_ref().map_or_else(|| SKIP.to_owned(), |answer| said(snapshot, answer));
                screen.say(&format!("> {said}"), "   ")?;
                interview.answer(field, answer);
                screen.say(&one_line(snapshot, &interview.outlook(), screen.columns() - 3), "   ")?;
            }
            Asked::Back => match interview.back() {
                Some(step) => {
                    screen.say("> back to the question before", "   ")?;
                    earlier.push(step);
                }
                None => screen.say("This is the first question.", "   ")?,
            },
            Asked::Cancelled => return Ok(None),
        }
    }
    let unasked: Vec<&str> = interview.unasked().into_iter().map(Field::label).collect();
    if !unasked.is_empty() {
        screen.say("", "")?;
        screen.say(&format!("Not asked, as it changes nothing that is shown: {}.", unasked.join("; ")), "")?;
    }
    screen.say("", "")?;
    Ok(Some(interview.situation()))
}

fn ask_one(snapshot: &Snapshot<'_>, field: Field, before: Option<&Answer>, prompter: &Prompter) -> Result<Asked<Option<Answer>>> {
    if prompter.is_interrupted() {
        return Ok(Asked::Cancelled);
    }
    let choices = choices(field);
    if field == Field::Have {
        return look_up(snapshot, before, prompter);
    }
    if choices.is_empty() {
        let first = before.map(ToString::to_string).unwrap_or_default();
        return prompter.typed(&first, |written| read(field, written, snapshot.as_of));
    }
    let items: Vec<String> = std::iter::once(SKIP.to_owned()).chain(choices.iter().map(ToString::to_string)).collect();
    let at = before.and_then(|before| choices.iter().position(|choice| choice == before)).map_or(0, |id| id + 1);
    Ok(match prompter.choose(&items, at)? {
        Asked::Value(number) => Asked::Value(number.checked_sub(1).map(|id| choices[id].clone())),
        Asked::Back => Asked::Back,
        Asked::Cancelled => Asked::Cancelled,
    })
}

/// Looks up what the person holds, in the catalogue and among what is asked for from outside it.
fn look_up(snapshot: &Snapshot<'_>, before: Option<&Answer>, prompter: &Prompter) -> Result<Asked<Option<Answer>>> {
    let catalog = snapshot.catalog;
    let inside = snapshot.known().map(Thing::Credential);
    let outside = (0..catalog.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
    let item = |thing: Thing| {
        let name = catalog.name_of(thing);
        // The code first: a narrow screen cuts the end off.
        let label = catalog.code_of(thing).map_or_else(|| name.to_owned(), |code| format!("{code}: {name}"));
        let words = catalog.names_of(thing).into_iter().map(str::to_owned).collect();
        (thing, Item { label, words })
    };
    let (things, items): (Vec<Thing>, Vec<Item>) = inside.chain(outside).map(item).unzip();
    let chosen = match before {
        Some(Answer::Have(have)) => have.iter().filter_map(|held| things.iter().position(|thing| *thing == held.what)).collect(),
        _ => Vec::new(),
    };
    Ok(match prompter.search(&items, chosen)? {
        Asked::Value(chosen) if chosen.is_empty() => Asked::Value(None),
        Asked::Value(chosen) => Asked::Value(Some(Answer::Have(chosen.into_iter().map(|number| Held::new(things[number])).collect()))),
        Asked::Back => Asked::Back,
        Asked::Cancelled => Asked::Cancelled,
    })
}

/// An answer as it is repeated on the screen.
fn said(snapshot: &Snapshot<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Budget(budget) => format!("{budget} in all"),
        Answer::HoursPerWeek(pace) => format!("{pace} hours a week"),
        Answer::Weeks(weeks) => format!("{weeks} weeks, by {}", snapshot.as_of.plus_days(weeks * 7)),
        Answer::Have(have) => {
            let names: Vec<&str> = have.iter().map(|held| snapshot.catalog.name_of(held.what)).collect();
            names.join(", ")
        }
        listed => listed.to_string(),
    }
}

/// How many are still possible and which leads, in one line of the terminal.
fn one_line(snapshot: &Snapshot<'_>, outlook: &Preview, columns: usize) -> String {
    let of = snapshot.catalog.credentials.len();
    let Some(&first) = outlook.best.first() else {
        return format!("None of {of} possible any more.");
    };
    let credential = snapshot.credential(first);
    let level = if outlook.level > 1 { format!(", level with {} more", outlook.level - 1) } else { String::new() };
    let line = |name: &str| format!("{} of {of} possible; first: {name}{level}", outlook.possible);
    let whole = line(&phrases::name_and_code(credential));
    if cut(&whole, columns) == whole { whole } else { cut(&line(credential.short()), columns) }
}
