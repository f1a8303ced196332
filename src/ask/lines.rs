//! Questions answered by typing a line, for a terminal that cannot move its cursor or is too small for a list.

use std::io::{self, BufRead as _};

use super::list::{List, Way};
use super::screen::{Asked, Item, Look, Page, Screen};

/// What is typed to go back.
const BACK: &str = "<";
/// The most matches shown at once.
const SHOWN: usize = 9;

/// Writes the question.
pub(super) fn head(screen: &Screen, page: &Page) -> io::Result<()> {
    screen.say_in(Look::Strong, &page.title(), "")?;
    screen.say(&format!("Why: {}", page.why), "")
}

/// Reads a line; the end of the input is the end of the questions.
pub(super) fn typed(screen: &Screen, page: &Page, how: &str) -> io::Result<Asked<String>> {
    screen.say(how, "")?;
    screen.say("Enter: go on; <: back; ?: help; q: quit", "")?;
    read(screen, page)
}

fn read(screen: &Screen, page: &Page) -> io::Result<Asked<String>> {
    loop {
        screen.term.write_str("> ")?;
        screen.term.flush()?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            screen.say("", "")?;
            return Ok(Asked::Cancelled);
        }
        match line.trim() {
            BACK => return Ok(Asked::Back),
            "q" => return Ok(Asked::Cancelled),
            "?" => screen.say(&format!("Why: {} {}", page.why, page.help), "")?,
            line => return Ok(Asked::Value(line.to_owned())),
        }
    }
}

/// Asks yes or no; anything but yes is no.
pub(super) fn confirm(screen: &Screen, question: &str) -> io::Result<bool> {
    screen.say(&format!("{question} [y/N]"), "")?;
    Ok(matches!(read(screen, &Page::default())?, Asked::Value(line) if line.eq_ignore_ascii_case("y") || line.eq_ignore_ascii_case("yes")))
}

/// Reads what is chosen of a list.
pub(super) fn choose(screen: &Screen, page: &Page, list: List<'_>) -> io::Result<Asked<Vec<usize>>> {
    let (way, items, skip, chosen) = list.parts();
    if way == Way::Search {
        return search(screen, page, items, chosen);
    }
    screen.say(&format!("0. {skip}"), "  ")?;
    for (number, item) in items.iter().enumerate() {
        screen.say(&format!("{}. {}{}", number + 1, item.before, item.label), "  ")?;
        screen.say(&item.help, "     ")?;
    }
    let several = if way == Way::Many { "numbers, with commas between" } else { "a number" };
    screen.say(&format!("Type {several}; nothing: 0; <: back; ?: help; q: quit"), "")?;
    loop {
        let line = match read(screen, page)? {
            Asked::Value(line) => line,
            other => return Ok(other.map(|_| Vec::new())),
        };
        let number = |part: &str| part.parse::<usize>().ok().filter(|number| *number <= items.len());
        let numbers: Option<Vec<usize>> = line.split([',', ' ']).filter(|part| !part.is_empty()).map(number).collect();
        match numbers {
            Some(numbers) if way == Way::Many || numbers.len() <= 1 => {
                let mut chosen: Vec<usize> = numbers.into_iter().filter_map(|number| number.checked_sub(1)).collect();
                chosen.dedup();
                return Ok(Asked::Value(chosen));
            }
            _ => {
                let line = crate::sanitize::quote_input(&line);
                screen.say(&format!("`{line}` is none of these; write {several} from 0 to {}", items.len()), "")?;
            }
        }
    }
}

/// Reads words to find items by and numbers of what was found, until an empty line.
fn search(screen: &Screen, page: &Page, items: &[Item], mut chosen: Vec<usize>) -> io::Result<Asked<Vec<usize>>> {
    screen.say("Type a few letters, then a number; nothing: go on; <: back; ?: help", "")?;
    let mut found: Vec<usize> = Vec::new();
    loop {
        let line = match read(screen, page)? {
            Asked::Value(line) => line,
            other => return Ok(other.map(|_| Vec::new())),
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
            screen.say(&format!("{} ticked", chosen.len()), "")?;
            continue;
        }
        found = (0..items.len()).filter(|&item| items[item].has(&line)).take(SHOWN).collect();
        for (number, &item) in found.iter().enumerate() {
            let mark = if chosen.contains(&item) { "[x]" } else { "[ ]" };
            screen.say(&format!("{}. {mark} {}", number + 1, items[item].label), "  ")?;
        }
        if found.is_empty() {
            screen.say(&format!("no match for `{}`", crate::sanitize::quote_input(&line)), "")?;
        }
    }
}
