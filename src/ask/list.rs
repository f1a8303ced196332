//! A list in which one or several are chosen, by arrows or by searching.

use dialoguer::console::Key;

use super::prompt::{Pressed, Prompt, edit, end_of};
use super::screen::{Item, Line, Look, wrapped};

/// How a list is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Enter takes one.
    One,
    /// Space ticks any number; Enter goes on with them, or takes the one where the mark stands if none is ticked.
    Many,
    /// What is typed searches, Tab ticks; Enter ticks what was found, and goes on where nothing is searched for.
    Search,
}

/// A list. Its first row, while nothing is searched for, takes none or goes on.
pub struct List<'i> {
    way: Way,
    items: &'i [Item],
    skip: &'i str,
    chosen: Vec<usize>,
    line: String,
    /// The row where the mark stands.
    at: usize,
    /// The first row on the screen.
    top: usize,
    /// The rows on the screen.
    page: usize,
}

impl<'i> List<'i> {
    /// The list with those chosen already; `skip` is what its first row says while none is.
    #[must_use]
    pub fn new(way: Way, items: &'i [Item], skip: &'i str, chosen: Vec<usize>) -> Self {
        let at = if way == Way::One { chosen.first().map_or(0, |chosen| chosen + 1) } else { 0 };
        Self { way, items, skip, chosen, line: String::new(), at, top: 0, page: 1 }
    }

    /// What the list is made of: how it is answered, the items, what its first row says, and those chosen already.
    pub(super) fn parts(self) -> (Way, &'i [Item], &'i str, Vec<usize>) {
        (self.way, self.items, self.skip, self.chosen)
    }

    /// The rows: `None` is the one that takes none.
    fn rows(&self) -> Vec<Option<usize>> {
        let found = (0..self.items.len()).filter(|&item| self.line.is_empty() || self.items[item].has(&self.line)).map(Some);
        let first = self.line.is_empty().then_some(None);
        first.into_iter().chain(found).collect()
    }

    fn tick(&mut self, item: usize) {
        match self.chosen.iter().position(|&chosen| chosen == item) {
            Some(again) => _ = self.chosen.remove(again),
            None => self.chosen.push(item),
        }
    }

    fn enter(&mut self, row: Option<usize>) -> Pressed<Vec<usize>> {
        match (self.way, row) {
            (Way::One, None) => Pressed::Done(Vec::new()),
            (Way::One, Some(item)) => Pressed::Done(vec![item]),
            (Way::Many, Some(item)) if self.chosen.is_empty() => Pressed::Done(vec![item]),
            (Way::Search, Some(item)) if !self.chosen.contains(&item) || !self.line.is_empty() => {
                if !self.chosen.contains(&item) {
                    self.chosen.push(item);
                }
                self.line.clear();
                self.at = 0;
                Pressed::Open
            }
            _ => Pressed::Done(std::mem::take(&mut self.chosen)),
        }
    }

    /// The lines of a row.
    fn lines(&self, row: Option<usize>, is_marked: bool, helps: bool, columns: usize) -> Vec<Line> {
        let look = if is_marked { Look::Marked } else { Look::Plain };
        let mark = if is_marked { "> " } else { "  " };
        let Some(item) = row else {
            let label = match self.chosen.len() {
                0 => self.skip.to_owned(),
                _ if self.way == Way::One => self.skip.to_owned(),
                count => format!("go on with {count} ticked"),
            };
            return wrapped(look, &label, mark, columns);
        };
        let is_chosen = self.chosen.contains(&item);
        let tick = match self.way {
            Way::One => "",
            _ if is_chosen => "[x] ",
            _ => "[ ] ",
        };
        let Item { before, label, help, .. } = &self.items[item];
        let mut lines = wrapped(look, label, &format!("{mark}{tick}{before}"), columns);
        if helps && !help.is_empty() {
            lines.extend(wrapped(Look::Dim, help, if tick.is_empty() { "    " } else { "      " }, columns));
        }
        lines
    }
}

impl Prompt for List<'_> {
    type Answer = Vec<usize>;

    fn press(&mut self, key: &Key) -> Pressed<Vec<usize>> {
        let rows = self.rows();
        let (last, searches) = (rows.len().saturating_sub(1), self.way == Way::Search);
        let marked = rows.get(self.at).copied();
        match key {
            Key::Tab if searches => marked.flatten().into_iter().for_each(|item| self.tick(item)),
            Key::Char(' ') if self.way == Way::Many => marked.flatten().into_iter().for_each(|item| self.tick(item)),
            Key::ArrowDown | Key::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            Key::ArrowUp | Key::BackTab => self.at = self.at.checked_sub(1).unwrap_or(last),
            Key::PageDown => self.at = (self.at + self.page).min(last),
            Key::PageUp => self.at = self.at.saturating_sub(self.page),
            Key::Home => self.at = 0,
            Key::End => self.at = last,
            // With nothing found there is nothing to take; the letters stay to be corrected.
            Key::Enter => return marked.map_or(Pressed::Open, |row| self.enter(row)),
            Key::Char(' ') if self.way == Way::One => return marked.map_or(Pressed::Open, |row| self.enter(row)),
            Key::Escape if self.line.is_empty() => return Pressed::Back,
            Key::Escape => {
                self.line.clear();
                self.at = 0;
            }
            key if searches && edit(&mut self.line, key) => self.at = 0,
            _ => {}
        }
        Pressed::Open
    }

    fn body(&mut self, columns: usize, rows: usize) -> Vec<Line> {
        let list = self.rows();
        self.at = self.at.min(list.len().saturating_sub(1));
        let mut drawn = Vec::new();
        if self.way == Way::Search {
            let find = format!("Find: {}_", end_of(&self.line, columns.saturating_sub(8)));
            drawn.push(Line { look: Look::Plain, text: find });
            if list.is_empty() {
                drawn.extend(wrapped(Look::Dim, "No match. Backspace takes a letter back.", "  ", columns));
                return drawn;
            }
        }
        let room = rows.saturating_sub(drawn.len()).max(1);
        // Help stands under every choice where all of that fits, else under the one where the mark stands.
        let all_of = |list: &Self, helps: bool| -> Vec<Vec<Line>> {
            let lines = |(number, &row): (usize, &Option<usize>)| {
                let is_marked = number == list.at;
                list.lines(row, is_marked, helps || is_marked, columns)
            };
            list.rows().iter().enumerate().map(lines).collect()
        };
        let height = |blocks: &[Vec<Line>]| blocks.iter().map(Vec::len).sum::<usize>();
        let whole = all_of(self, true);
        let blocks = if height(&whole) <= room { whole } else { all_of(self, false) };
        let fits = height(&blocks) <= room;
        // One line says how many are out of sight.
        let room = if fits { room } else { room.saturating_sub(1).max(1) };
        self.top = if fits { 0 } else { self.top.min(self.at) };
        while self.top < self.at && height(&blocks[self.top..=self.at]) > room {
            self.top += 1;
        }
        let mut shown = 0;
        let mut left = room;
        for block in &blocks[self.top..] {
            if block.len() > left {
                // One that is taller than the screen is shown as far as it goes.
                drawn.extend(block.iter().take(if shown == 0 { left } else { 0 }).cloned());
                shown += usize::from(shown == 0);
                break;
            }
            left -= block.len();
            shown += 1;
            drawn.extend(block.iter().cloned());
        }
        self.page = shown.max(1);
        if !fits {
            let below = blocks.len() - self.top - shown;
            let text = match (self.top, below) {
                (0, below) => format!("{below} more below"),
                (above, 0) => format!("{above} more above"),
                (above, below) => format!("{above} more above, {below} below"),
            };
            drawn.extend(wrapped(Look::Dim, &text, "  ", columns));
        }
        drawn
    }

    fn keys(&self) -> &'static str {
        match self.way {
            Way::One => "Enter take · Esc back · ? help · q quit",
            Way::Many => "Space tick · Enter go on · Esc back · ? help · q quit",
            Way::Search if self.line.is_empty() => "Type to find · Tab tick · Enter go on · Esc back · ? help",
            Way::Search => "Tab tick · Enter add · Esc clear the search",
        }
    }

    fn more_keys(&self) -> &'static str {
        match self.way {
            Way::Search => "Arrows, PageUp, PageDown, Home and End move. Ctrl-C quits.",
            _ => "Arrows, PageUp, PageDown, Home and End move. Ctrl-C quits and offers to save.",
        }
    }

    fn is_command(&self, letter: char) -> bool {
        self.way != Way::Search || (letter == '?' && self.line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(labels: &[&str]) -> Vec<Item> {
        let item = |label: &&str| Item {
            label: (*label).to_owned(),
            help: format!("about {label}"),
            words: vec![(*label).to_owned()],
            ..Item::default()
        };
        labels.iter().map(item).collect()
    }

    /// Presses those keys, of which none may end it.
    #[track_caller]
    fn press(list: &mut List<'_>, keys: &[Key]) {
        for key in keys {
            assert_eq!(list.press(key), Pressed::Open, "{key:?}");
        }
    }

    fn letters(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    fn drawn(list: &mut List<'_>, rows: usize) -> String {
        list.body(40, rows).into_iter().map(|line| line.text + "\n").collect()
    }

    #[test]
    fn letters_and_spaces_search_tab_ticks_and_esc_clears_first() {
        let items = items(&["AWS one", "AWS two", "Azure one"]);
        let mut list = List::new(Way::Search, &items, "nothing", Vec::new());
        press(&mut list, &letters("aws two"));
        assert_eq!(drawn(&mut list, 9), "Find: aws two_\n> [ ] AWS two\n      about AWS two\n");
        press(&mut list, &[Key::Tab]);
        assert!(drawn(&mut list, 9).contains("> [x] AWS two"));
        press(&mut list, &[Key::Escape]);
        assert!(drawn(&mut list, 9).starts_with("Find: _\n> go on with 1 ticked\n"));
        press(&mut list, &letters("azure"));
        press(&mut list, &[Key::Enter]);
        assert_eq!(list.press(&Key::Enter), Pressed::Done(vec![1, 2]));
        assert!(!list.is_command('q') && list.is_command('?'));
        press(&mut list, &letters("qu"));
        assert!(!list.is_command('?') && drawn(&mut list, 9).contains("No match"));
        press(&mut list, &[Key::Enter, Key::Tab, Key::Escape]);
        assert_eq!(list.press(&Key::Escape), Pressed::Back);
    }

    #[test]
    fn space_ticks_where_nothing_is_searched_and_enter_takes_one_alone() {
        let items = items(&["a", "b", "c"]);
        let mut list = List::new(Way::Many, &items, "skip", Vec::new());
        press(&mut list, &[Key::Char(' '), Key::ArrowDown]);
        assert_eq!(list.press(&Key::Enter), Pressed::Done(vec![0]));
        press(&mut list, &[Key::Char(' '), Key::End, Key::Char(' '), Key::ArrowUp]);
        assert_eq!(list.press(&Key::Enter), Pressed::Done(vec![0, 2]));
        let mut one = List::new(Way::One, &items, "skip", vec![1]);
        assert!(drawn(&mut one, 9).contains("> b\n    about b\n"));
        assert_eq!(one.press(&Key::Enter), Pressed::Done(vec![1]));
        press(&mut one, &[Key::Home]);
        assert_eq!(one.press(&Key::Enter), Pressed::Done(Vec::new()));
        assert!(one.is_command('q') && one.is_command('?'));
    }

    #[test]
    fn page_keys_move_by_what_is_seen_and_the_mark_stays_in_sight() {
        let labels: Vec<String> = (0..50).map(|number| format!("item {number}")).collect();
        let items = items(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        let mut list = List::new(Way::One, &items, "skip", Vec::new());
        for rows in [1, 2, 5, 9, 20] {
            for key in [Key::End, Key::PageUp, Key::PageUp, Key::ArrowDown, Key::PageDown, Key::Home, Key::ArrowUp, Key::ArrowDown] {
                press(&mut list, &[key]);
                let seen = drawn(&mut list, rows);
                assert!(seen.contains("> "), "{rows}:\n{seen}");
                assert!(seen.lines().count() <= rows.max(3), "{rows}:\n{seen}");
            }
        }
        let seen = drawn(&mut list, 9);
        press(&mut list, &[Key::PageDown]);
        assert!(seen.contains("> skip") && seen.contains("43 more below"), "{seen}");
        assert!(drawn(&mut list, 9).contains("> item 7"), "{}", drawn(&mut list, 9));
        // With room for it, help stands under every choice.
        assert_eq!(drawn(&mut list, 101).matches("about").count(), 50);
    }
}
