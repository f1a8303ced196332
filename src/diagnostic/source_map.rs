//! A file's text, and where everything in it stands.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Diagnostic;
use crate::parts::Parts;

/// A file that was read: its name for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as the person gave it, or the path inside the project.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// One step of the way to a value in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart<'p> {
    /// The value of that key.
    Key(&'p str),
    /// The element at that place.
    At(usize),
}

impl SourceFile {
    /// A fault at that span of bytes. Where there may be many, ask its [`SourceMap`].
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        SourceMap::new(self).fault(span, message)
    }

    /// Whether the file has one of those keys at its top.
    #[must_use]
    pub fn has_a_key(&self, keys: &[&str]) -> bool {
        // The file is read only where a line begins with one of them, or with one in quotes that may be written another way.
        let may_begin = |line: &str| {
            let key = line.trim_start_matches(['[', '"', '\'', ' ', '\t', '\u{feff}']);
            let is_quoted = line[..line.len() - key.len()].contains('"');
            keys.iter().any(|wanted| key.starts_with(wanted)) || is_quoted && key.split('"').next().is_some_and(|key| key.contains('\\'))
        };
        self.text.lines().any(may_begin) && {
            let (whole, _) = DeTable::parse_recoverable(&self.text);
            keys.iter().any(|key| whole.get_ref().contains_key(*key))
        }
    }

    /// The text under a key of a table at the top; `None` where there is none.
    #[must_use]
    pub fn string_at(&self, table: &str, key: &str) -> Option<String> {
        let (whole, _) = DeTable::parse_recoverable(&self.text);
        Some(whole.get_ref().get(table)?.get_ref().get(key)?.get_ref().as_str()?.to_owned())
    }

    /// The place of the value at the end of that way; `None` where the file has none. Where many are wanted, ask its [`SourceMap`].
    #[must_use]
    pub fn place(&self, way: &[KeyPart<'_>]) -> Option<Range<usize>> {
        SourceMap::new(self).place(way)
    }
}

/// A file, and where everything in it stands. Its lines are counted and its values are read once, however often they are asked for.
#[derive(Debug)]
pub struct SourceMap<'f> {
    /// The file.
    pub file: &'f SourceFile,
    /// Its parts, where it was read by them; its values are looked up part by part then.
    pub(crate) parts: Option<Parts<'f>>,
    lines: OnceCell<Lines>,
    table: OnceCell<DeTable<'f>>,
    /// The part that was looked at last, by where it begins: what is wrong with one part is often wrong many times.
    last_part: RefCell<Option<(usize, DeTable<'f>)>>,
}

/// Where the lines of a text begin, and how many characters stand before each of some of its bytes.
#[derive(Debug)]
struct Lines {
    starts: Vec<usize>,
    /// One for each [`STRIDE`] bytes, so that one long line full of faults is not counted again for each of them.
    characters: Vec<usize>,
}

/// Bytes from one counted place to the next.
const STRIDE: usize = 1024;

/// How many characters begin in those bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl Lines {
    fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut counted = 0;
        let counts = text.as_bytes().chunks(STRIDE).map(|chunk| {
            counted += characters(chunk);
            counted
        });
        Self { starts: std::iter::once(0).chain(after).collect(), characters: std::iter::once(0).chain(counts).collect() }
    }

    /// How many characters stand before that byte.
    fn characters_before(&self, text: &str, at: usize) -> usize {
        let counted = at / STRIDE;
        self.characters[counted] + characters(&text.as_bytes()[counted * STRIDE..at])
    }
}

impl<'f> SourceMap<'f> {
    /// Of that file; nothing is looked at yet.
    #[must_use]
    pub const fn new(file: &'f SourceFile) -> Self {
        Self { file, parts: None, lines: OnceCell::new(), table: OnceCell::new(), last_part: RefCell::new(None) }
    }

    /// A fault at that span of bytes.
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let text = self.file.text.as_str();
        let lines = self.lines.get_or_init(|| Lines::of(text));
        let at = if text.is_char_boundary(span.start) { span.start } else { text.len() };
        let line = lines.starts.partition_point(|start| *start <= at);
        let column = lines.characters_before(text, at) - lines.characters_before(text, lines.starts[line - 1]) + 1;
        Diagnostic { file: self.file.name.clone(), line, column, span, message: message.into(), hint: None }
    }

    /// The values of the file; of what is no TOML, those that can be told.
    #[must_use]
    pub fn table(&self) -> &DeTable<'f> {
        self.table.get_or_init(|| DeTable::parse_recoverable(&self.file.text).0.into_inner())
    }

    /// The place of the value at the end of that way; `None` where the file has none.
    #[must_use]
    pub fn place(&self, way: &[KeyPart<'_>]) -> Option<Range<usize>> {
        self.look(way, |value, start| value.span().start + start..value.span().end + start)
    }

    /// The text at the end of that way; `None` where there is none.
    #[must_use]
    pub fn string(&self, way: &[KeyPart<'_>]) -> Option<String> {
        self.look(way, |value, _| value.get_ref().as_str().map(str::to_owned)).flatten()
    }

    /// What `see` sees of the value at the end of that way, and of where the part that its span counts from begins.
    fn look<T>(&self, way: &[KeyPart<'_>], see: impl FnOnce(&Spanned<DeValue<'_>>, usize) -> T) -> Option<T> {
        let [KeyPart::Key(first), rest @ ..] = way else { return None };
        let find = |table: &DeTable<'_>, rest: &[KeyPart<'_>], start| {
            let value = rest.iter().try_fold(table.get(*first)?, |value, step| match step {
                KeyPart::Key(key) => value.get_ref().get(*key),
                KeyPart::At(place) => value.get_ref().get(*place),
            });
            Some(see(value?, start))
        };
        let (Some(parts), Some(step)) = (&self.parts, rest.first()) else { return find(self.table(), rest, 0) };
        let place = if let KeyPart::At(place) = step { *place } else { 0 };
        let part = parts.get(first, place)?;
        let in_part = if place > 0 { [&[KeyPart::At(0)], &rest[1..]].concat() } else { rest.to_vec() };
        let mut last = self.last_part.borrow_mut();
        let (start, table) = match last.take().filter(|(start, _)| *start == part.start) {
            Some(same) => last.insert(same),
            None => last.insert((part.start, DeTable::parse_recoverable(&self.file.text[part]).0.into_inner())),
        };
        find(table, &in_part, *start)
    }

    /// Where its parts stand, or the one that it is.
    #[must_use]
    pub fn pieces(&self) -> Vec<Range<usize>> {
        self.parts.as_ref().map_or_else(|| std::iter::once(0..self.file.text.len()).collect(), |parts| parts.all().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile { name: "x.toml".into(), text: text.into() }
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let file = file("a = 1\nid = '日本' x");
        let at = file.text.find('x').expect("there");
        let fault = file.fault(at..at + 1, "odd").with_hint("even");
        assert_eq!(fault.to_string(), "x.toml:2:11: odd; even");
    }

    /// Columns of a long line are counted from the nearest counted place, so these lie on, before and behind such places.
    #[test]
    fn columns_far_out_on_a_line_count_in_characters_too() {
        let text = format!("# first\n# {}\n", "aé日🦀".repeat(1000));
        let file = file(&text);
        let map = SourceMap::new(&file);
        for (at, _) in text.char_indices() {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let expected = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
            let fault = map.fault(at..at, "odd");
            assert_eq!((fault.line, fault.column), expected, "at byte {at}");
        }
        let behind = map.fault(text.len()..text.len(), "odd");
        assert_eq!((behind.line, behind.column), (3, 1));
    }

    #[test]
    fn a_key_at_the_top_is_found_however_it_is_written() {
        for text in ["gate = 1", "a = 1\n\t\"gate\" = 1", "'gate'.a = 1", "\u{feff}[[gate]]", "[ gate.a ]", "[\"g\\u0061te\"]"] {
            assert!(file(text).has_a_key(&["criterion", "gate"]), "{text}");
        }
        for text in ["a = 'gate'", "[a]\ngate = 1", "gates = 1", "a = [\n\"gate\"]", "a = \"\"\"\n[[gate]]\n\"\"\""] {
            assert!(!file(text).has_a_key(&["criterion", "gate"]), "{text}");
        }
    }

    #[test]
    fn a_place_is_found_by_its_way() {
        let file = file("[[credential]]\nid = \"a\"\nsuccessors = [\"b\", \"c\"]\n");
        let map = SourceMap::new(&file);
        let place = map.place(&[KeyPart::Key("credential"), KeyPart::At(0), KeyPart::Key("successors"), KeyPart::At(1)]);
        assert_eq!(&file.text[place.expect("there")], "\"c\"");
        assert_eq!(map.place(&[KeyPart::Key("credential"), KeyPart::At(1)]), None);
    }
}
