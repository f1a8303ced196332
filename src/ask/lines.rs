//! Questions answered by typing a line, for a terminal that cannot move its cursor or is too small for a list.

use std::io::{self, BufRead as _};

use super::prompter::{Asked, Item, Prompter};

/// What is typed to go back.
const BACK: &str = "<";
/// The most matches shown at once.
const SHOWN: usize = 9;

/// Reads a line; the end of the input is the end of the questions.
pub(super) fn typed(prompter: &Prompter) -> io::Result<Asked<String>> {
    prompter.say("Type it and press Enter; nothing: not sure / skip; <: back", "")?;
    read(prompter)
}

fn read(prompter: &Prompter) -> io::Result<Asked<String>> {
    prompter.term.write_str("> ")?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        prompter.term.write_line("")?;
        return Ok(Asked::Cancelled);
    }
    let line = line.trim();
    Ok(if line == BACK { Asked::Back } else { Asked::Value(line.to_owned()) })
}

/// Reads the number of an item, or nothing for the first.
pub(super) fn choose(prompter: &Prompter, items: &[String]) -> io::Result<Asked<usize>> {
    for (number, item) in items.iter().enumerate() {
        prompter.say(&format!("{number}. {item}"), "  ")?;
    }
    prompter.say("Type a number and press Enter; nothing: 0; <: back", "")?;
    loop {
        let line = match read(prompter)? {
            Asked::Value(line) => line,
            Asked::Back => return Ok(Asked::Back),
            Asked::Cancelled => return Ok(Asked::Cancelled),
        };
        let number = if line.is_empty() { Some(0) } else { line.parse().ok() };
        if let Some(number) = number.filter(|number| *number < items.len()) {
            return Ok(Asked::Value(number));
        }
        let last = items.len() - 1;
        prompter.say(&format!("`{}` is none of these; write a number from 0 to {last}", crate::sanitize::quote_input(&line)), "")?;
    }
}

/// Reads words to find items by and numbers of what was found, until an empty line.
pub(super) fn search(prompter: &Prompter, items: &[Item], mut chosen: Vec<usize>) -> io::Result<Asked<Vec<usize>>> {
    prompter.say("Type a few letters and press Enter, then a number; nothing: done; <: back", "")?;
    let mut found: Vec<usize> = Vec::new();
    loop {
        let line = match read(prompter)? {
            Asked::Value(line) => line,
            Asked::Back => return Ok(Asked::Back),
            Asked::Cancelled => return Ok(Asked::Cancelled),
        };
        if line.is_empty() {
            return Ok(Asked::Value(chosen));
        }
        let number = line.parse::<usize>().ok().and_then(|number| found.get(number.checked_sub(1)?));
        if let Some(place) = number {
            match chosen.iter().position(|chosen| chosen == place) {
                Some(again) => _ = chosen.remove(again),
                None => chosen.push(*place),
            }
            prompter.say(&format!("{} chosen", chosen.len()), "")?;
            continue;
        }
        found = (0..items.len()).filter(|&place| items[place].has(&line)).take(SHOWN).collect();
        for (number, &place) in found.iter().enumerate() {
            let mark = if chosen.contains(&place) { "[x]" } else { "[ ]" };
            prompter.say(&format!("{}. {mark} {}", number + 1, items[place].label), "  ")?;
        }
        if found.is_empty() {
            prompter.say(&format!("nothing found for `{}`", crate::sanitize::quote_input(&line)), "")?;
        }
    }
}
