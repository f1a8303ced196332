//! What is typed key by key: a line, and a search in a long list.

use std::io;

use dialoguer::console::{Key, Style, measure_text_width, truncate_str};

use super::screen::{Item, Screen, cut, marked};
use crate::sanitize::{is_unprintable, sanitize};

/// The longest line that can be typed.
const LONGEST: usize = 200;
/// The most matches shown at once.
const SHOWN: usize = 8;

/// Reads a line; `None` when Esc was pressed.
pub(super) fn typed(screen: &Screen, first: &str) -> io::Result<Option<String>> {
    let term = &screen.term;
    let dim = Style::new().for_stderr().dim();
    term.write_line(&dim.apply_to(cut("Enter takes it, empty: skip; Esc: back", screen.columns())).to_string())?;
    let mut line = first.to_owned();
    let answered = loop {
        term.clear_line()?;
        term.write_str(&format!("> {}", end_of(&line, screen.columns().saturating_sub(3))))?;
        let key = term.read_key().inspect_err(|_| _ = term.write_line(""))?;
        match edit(&mut line, &key) {
            Edit::Enter => break Some(line),
            Edit::Escape => break None,
            Edit::Line | Edit::Other => {}
        }
    };
    term.clear_line()?;
    term.clear_last_lines(1)?;
    Ok(answered)
}

/// What a key does to a line.
enum Edit {
    /// It is complete.
    Enter,
    /// It is given up.
    Escape,
    /// It changed, or could have.
    Line,
    /// Nothing.
    Other,
}

fn edit(line: &mut String, key: &Key) -> Edit {
    match key {
        Key::Enter => return Edit::Enter,
        Key::Escape => return Edit::Escape,
        Key::Backspace => _ = line.pop(),
        // Ctrl-U
        Key::Char('\u{15}') => line.clear(),
        Key::Char(c) if !is_unprintable(*c) && line.chars().count() < LONGEST => line.push(*c),
        _ => return Edit::Other,
    }
    Edit::Line
}

/// As much of the end of a line as fits.
fn end_of(line: &str, columns: usize) -> String {
    let mut shown = line;
    while measure_text_width(shown) > columns {
        let mut characters = shown.chars();
        characters.next();
        shown = characters.as_str();
    }
    sanitize(shown).into_owned()
}

/// Reads a choice of any number of items; `None` when Esc was pressed.
pub(super) fn search(screen: &Screen, items: &[Item], chosen: Vec<usize>) -> io::Result<Option<Vec<usize>>> {
    let term = &screen.term;
    let mut search = Search { items, chosen, line: String::new(), at: 0 };
    term.hide_cursor()?;
    let answered = loop {
        let drawn = search.draw(screen.columns(), usize::from(term.size().0));
        drawn.iter().try_for_each(|line| term.write_line(line))?;
        let key = term.read_key();
        term.clear_last_lines(drawn.len())?;
        match search.press(&key?) {
            Pressed::Done => break Some(search.chosen),
            Pressed::Back => break None,
            Pressed::Key => {}
        }
    };
    term.show_cursor()?;
    Ok(answered)
}

/// A search in a long list: the first row says that one is done, the rows under it are what is found.
struct Search<'i> {
    items: &'i [Item],
    chosen: Vec<usize>,
    line: String,
    at: usize,
}

enum Pressed {
    Done,
    Back,
    Key,
}

impl Search<'_> {
    fn found(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|&number| self.items[number].has(&self.line)).collect()
    }

    fn press(&mut self, key: &Key) -> Pressed {
        let found = self.found();
        match key {
            Key::ArrowDown | Key::Tab => self.at = (self.at + 1) % (found.len() + 1),
            Key::ArrowUp | Key::BackTab => self.at = (self.at + found.len()) % (found.len() + 1),
            Key::PageDown => self.at = (self.at + SHOWN).min(found.len()),
            Key::PageUp => self.at = self.at.saturating_sub(SHOWN),
            Key::Enter if self.at > 0 => {
                let item = found[self.at - 1];
                match self.chosen.iter().position(|&chosen| chosen == item) {
                    Some(again) => _ = self.chosen.remove(again),
                    None => self.chosen.push(item),
                }
                self.line.clear();
                self.at = 0;
            }
            // With nothing found there is nothing to take; the letters stay to be corrected.
            Key::Enter if !self.line.is_empty() && found.is_empty() => {}
            key => match edit(&mut self.line, key) {
                Edit::Enter => return Pressed::Done,
                Edit::Escape => return Pressed::Back,
                Edit::Line => self.at = usize::from(!self.line.is_empty() && !self.found().is_empty()),
                Edit::Other => {}
            },
        }
        Pressed::Key
    }

    fn draw(&self, columns: usize, rows: usize) -> Vec<String> {
        let dim = Style::new().for_stderr().dim();
        let found = self.found();
        let line = |text: &str| truncate_str(&sanitize(text), columns.saturating_sub(2), "...").into_owned();
        let mut drawn = vec![
            dim.apply_to(cut("Type to find, Enter: add; Esc: back", columns)).to_string(),
            format!("Find: {}_", end_of(&self.line, columns.saturating_sub(8))),
        ];
        let done = match self.chosen.len() {
            0 => format!("done, nothing / {}", crate::vocabulary::SKIP),
            count => format!("done, {count} chosen"),
        };
        drawn.push(marked(&line(&done), self.at == 0));
        let room = rows.saturating_sub(drawn.len() + 2).clamp(1, SHOWN);
        let from = self.at.saturating_sub(room);
        for (number, &item) in found.iter().enumerate().skip(from).take(room) {
            let mark = if self.chosen.contains(&item) { "[x]" } else { "[ ]" };
            drawn.push(marked(&line(&format!("{mark} {}", self.items[item].label)), self.at == number + 1));
        }
        let rest = found.len().saturating_sub(from + room);
        drawn.push(match found.len() {
            0 => "  nothing found; Backspace takes a letter back".to_owned(),
            _ if rest > 0 => format!("  and {rest} more below"),
            _ => String::new(),
        });
        let last = drawn.len() - 1;
        drawn[last] = dim.apply_to(cut(&drawn[last], columns)).to_string();
        drawn
    }
}
