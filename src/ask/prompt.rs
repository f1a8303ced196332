//! The prompts that are answered key by key, and one of them: a line that is typed. The other is the list.
//!
//! dialoguer's lists have no help under a choice, no page keys, no way to tick while letters search, and erase what stands above them
//! where an item is wider than it is long in bytes; its input has no Esc. These draw through the console crate that dialoguer re-exports.

use std::io;

use dialoguer::console::{Key, measure_text_width};

use super::screen::{Line, Look, Page, Screen, wrapped};
use crate::sanitize::{is_unprintable, sanitize};

/// The longest line that can be typed.
const LONGEST: usize = 200;

/// What a key led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pressed<T> {
    /// It is answered.
    Done(T),
    /// Back to the question before.
    Back,
    /// No more questions.
    Quit,
    /// Still open.
    Open,
}

/// A prompt between a question and a line that names the keys.
pub(super) trait Prompt {
    type Answer;

    /// Takes a key that is no command.
    fn press(&mut self, key: &Key) -> Pressed<Self::Answer>;
    /// The lines, at most so many of so many columns where that is possible.
    fn body(&mut self, columns: usize, rows: usize) -> Vec<Line>;
    /// The keys in one line.
    fn keys(&self) -> &'static str;
    /// What else `?` says of the keys.
    fn more_keys(&self) -> &'static str;
    /// Whether that letter is a command now, and not typed.
    fn is_command(&self, letter: char) -> bool;
}

/// Asks until it is answered, redrawn after each key and gone afterwards.
pub(super) fn run<P: Prompt>(screen: &Screen, page: &Page, prompt: &mut P) -> io::Result<Pressed<P::Answer>> {
    let term = &screen.term;
    let mut helps = false;
    term.hide_cursor()?;
    loop {
        let size = term.size();
        let drawn = draw(page, prompt, helps, screen.columns(), usize::from(size.0));
        drawn.iter().try_for_each(|line| term.write_line(&line.styled()))?;
        term.flush()?;
        let key = term.read_key();
        // What a narrower terminal wrapped is more lines than were drawn.
        if term.size().1 < size.1 {
            term.clear_screen()?;
        } else {
            term.clear_last_lines(drawn.len())?;
        }
        let pressed = match key? {
            _ if helps => {
                helps = false;
                Pressed::Open
            }
            Key::Char('?') if prompt.is_command('?') => {
                helps = true;
                Pressed::Open
            }
            Key::Char('q') if prompt.is_command('q') => Pressed::Quit,
            key => prompt.press(&key),
        };
        if !matches!(pressed, Pressed::Open) {
            term.show_cursor()?;
            term.flush()?;
            return Ok(pressed);
        }
    }
}

/// What stands on the screen: the question whole, why where there is room for it and some choices, the prompt, the keys.
fn draw<P: Prompt>(page: &Page, prompt: &mut P, helps: bool, columns: usize, rows: usize) -> Vec<Line> {
    // The cursor stands under the last line.
    let room = rows.saturating_sub(1);
    let mut drawn = wrapped(Look::Strong, &page.title(), "", columns);
    let why = wrapped(Look::Dim, &format!("Why: {}", page.why), "", columns);
    if helps {
        drawn.extend(why);
        drawn.extend(wrapped(Look::Plain, page.help, "", columns));
        drawn.extend(wrapped(Look::Plain, prompt.keys(), "", columns));
        drawn.extend(wrapped(Look::Plain, prompt.more_keys(), "", columns));
        drawn.truncate(room.saturating_sub(1));
        drawn.extend(wrapped(Look::Dim, "Any key goes on.", "", columns));
        return drawn;
    }
    let foot = wrapped(Look::Dim, prompt.keys(), "", columns);
    let left = room.saturating_sub(drawn.len() + foot.len());
    if left >= why.len() + 4 {
        drawn.extend(why);
    }
    let left = room.saturating_sub(drawn.len() + foot.len());
    // What was said above stays in sight as long as some choices are too.
    let left = if left > 4 { left - page.above.min(left - 4) } else { left };
    drawn.extend(prompt.body(columns, left.max(1)));
    drawn.extend(foot);
    drawn
}

/// Changes a line as that key does; `false` where it does nothing to lines.
pub(super) fn edit(line: &mut String, key: &Key) -> bool {
    match key {
        Key::Backspace => _ = line.pop(),
        // Ctrl-U
        Key::Char('\u{15}') => line.clear(),
        Key::Char(c) if !is_unprintable(*c) && line.chars().count() < LONGEST => line.push(*c),
        _ => return false,
    }
    true
}

/// As much of the end of a line as fits.
pub(super) fn end_of(line: &str, columns: usize) -> String {
    let mut shown = line;
    while measure_text_width(shown) > columns {
        let mut characters = shown.chars();
        characters.next();
        shown = characters.as_str();
    }
    sanitize(shown).into_owned()
}

/// A line to type, read by `check`, whose words stand under it where it takes none, until the next key that changes the line.
pub(super) struct Typed<'c, T> {
    pub line: String,
    pub how: &'static str,
    pub check: &'c dyn Fn(&str) -> Result<T, String>,
    pub error: String,
}

impl<T> Prompt for Typed<'_, T> {
    type Answer = T;

    fn press(&mut self, key: &Key) -> Pressed<T> {
        match key {
            Key::Enter => match (self.check)(&self.line) {
                Ok(value) => return Pressed::Done(value),
                Err(why) => self.error = why,
            },
            Key::Escape => return Pressed::Back,
            key => {
                if edit(&mut self.line, key) {
                    self.error.clear();
                }
            }
        }
        Pressed::Open
    }

    fn body(&mut self, columns: usize, rows: usize) -> Vec<Line> {
        let line = format!("> {}_", end_of(&self.line, columns.saturating_sub(4)));
        let mut drawn = vec![Line { look: Look::Marked, text: line }];
        let (look, text) = if self.error.is_empty() { (Look::Dim, self.how) } else { (Look::Error, self.error.as_str()) };
        drawn.extend(wrapped(look, text, "", columns));
        drawn.truncate(rows.max(2));
        drawn
    }

    fn keys(&self) -> &'static str {
        "Enter go on · Esc back · ? help · q quit"
    }

    fn more_keys(&self) -> &'static str {
        "Enter on an empty line skips. Ctrl-U empties the line, Ctrl-C quits and offers to save."
    }

    fn is_command(&self, letter: char) -> bool {
        letter == '?' || self.line.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::list::{List, Way};
    use crate::ask::screen::Item;

    fn items(labels: &[&str]) -> Vec<Item> {
        let item = |label: &&str| Item {
            label: (*label).to_owned(),
            help: format!("about {label}"),
            words: vec![(*label).to_owned()],
            ..Item::default()
        };
        labels.iter().map(item).collect()
    }

    #[test]
    fn a_wrong_line_has_one_error_which_goes_when_it_is_changed() {
        let check = |line: &str| line.parse::<u32>().map_err(|_| format!("`{line}` is no number"));
        let mut typed = Typed { line: String::new(), how: "a number", check: &check, error: String::new() };
        let mut after = |keys: &[Key]| {
            let pressed = keys.iter().map(|key| typed.press(key)).last();
            (pressed, typed.body(40, 5).into_iter().map(|line| line.text).collect::<Vec<_>>())
        };
        assert_eq!(after(&[Key::Char('x'), Key::Enter]).1, ["> x_", "`x` is no number"]);
        assert_eq!(after(&[Key::Char('y'), Key::Enter]).1, ["> xy_", "`xy` is no number"]);
        assert_eq!(after(&[Key::Backspace]).1, ["> x_", "a number"]);
        assert_eq!(after(&[Key::Char('\u{15}'), Key::Char('7'), Key::Enter]).0, Some(Pressed::Done(7)));
        assert_eq!(after(&[Key::Escape]).0, Some(Pressed::Back));
    }

    #[test]
    fn the_question_stands_whole_on_every_screen() {
        let items = items(&["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]);
        let page = Page {
            counter: "3 of at most 8".to_owned(),
            question: "What have you done with code and AI?",
            why: "it leaves out what is too easy or too hard for you.",
            help: "Take the furthest.",
            above: 2,
        };
        for (rows, columns) in [(6, 24), (10, 44), (10, 79), (24, 79), (30, 44)] {
            for helps in [false, true] {
                let mut list = List::new(Way::Many, &items, "skip", Vec::new());
                let lines = draw(&page, &mut list, helps, columns, rows);
                let text = lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
                assert!(text.contains("What have you done with code and AI?"), "{rows} x {columns}: {text}");
                assert!(rows < 10 || lines.len() < rows, "{rows} x {columns}: {lines:?}");
                assert!(lines.iter().all(|line| measure_text_width(&line.text) <= columns), "{lines:?}");
            }
        }
    }
}
