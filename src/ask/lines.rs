//! Questions answered by typing a line, for a terminal that cannot move its cursor or is too small for a list.

use std::io::{self, BufRead as _};

use super::screen::{Asked, Item, Screen};

/// What is typed to go back.
const BACK: &str = "<";
/// The most matches shown at once.
const SHOWN: usize = 9;

/// Reads a line; the end of the input is the end of the questions.
pub(super) fn typed(screen: &Screen) -> io::Result<Asked<String>> {
    screen.say("Type it and press Enter; nothing: not sure / skip; <: back", "")?;
    read(screen)
}

fn read(screen: &Screen) -> io::Result<Asked<String>> {
    screen.term.write_str("> ")?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        screen.term.write_line("")?;
        return Ok(Asked::Cancelled);
    }
    let line = line.trim();
    Ok(if line == BACK { Asked::Back } else { Asked::Value(line.to_owned()) })
}

/// Reads the number of an item, or nothing for the first.
pub(super) fn choose(screen: &Screen, items: &[String]) -> io::Result<Asked<usize>> {
    for (number, item) in items.iter().enumerate() {
        screen.say(&format!("{number}. {item}"), "  ")?;
    }
    screen.say("Type a number and press Enter; nothing: 0; <: back", "")?;
    loop {
        let line = match read(screen)? {
            Asked::Value(line) => line,
            Asked::Back => return Ok(Asked::Back),
            Asked::Cancelled => return Ok(Asked::Cancelled),
        };
        let number = if line.is_empty() { Some(0) } else { line.parse().ok() };
        if let Some(number) = number.filter(|number| *number < items.len()) {
            return Ok(Asked::Value(number));
        }
        let last = items.len() - 1;
        screen.say(&format!("`{}` is none of these; write a number from 0 to {last}", crate::sanitize::quote_input(&line)), "")?;
    }
}

/// Reads words to find items by and numbers of what was found, until an empty line.
pub(super) fn search(screen: &Screen, items: &[Item], mut chosen: Vec<usize>) -> io::Result<Asked<Vec<usize>>> {
    screen.say("Type a few letters and press Enter, then a number; nothing: done; <: back", "")?;
    let mut found: Vec<usize> = Vec::new();
    loop {
        let line = match read(screen)? {
            Asked::Value(line) => line,
            Asked::Back => return Ok(Asked::Back),
            Asked::Cancelled => return Ok(Asked::Cancelled),
        };
        if line.is_empty() {
            return Ok(Asked::Value(chosen));
        }
        let number = line.parse::<usize>().ok().and_then(|number| found.get(number.checked_sub(1)?));
        if let Some(item) = number {
            match chosen.iter().position(|chosen| chosen == item) {
                Some(again) => _ = chosen.remove(again),
                None => chosen.push(*item),
            }
            screen.say(&format!("{} chosen", chosen.len()), "")?;
            continue;
        }
        found = (0..items.len()).filter(|&item| items[item].has(&line)).take(SHOWN).collect();
        for (number, &item) in found.iter().enumerate() {
            let mark = if chosen.contains(&item) { "[x]" } else { "[ ]" };
            screen.say(&format!("{}. {mark} {}", number + 1, items[item].label), "  ")?;
        }
        if found.is_empty() {
            screen.say(&format!("nothing found for `{}`", crate::sanitize::quote_input(&line)), "")?;
        }
    }
}
