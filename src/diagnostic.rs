//! What is wrong with a file, and where.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use crate::parts::Parts;

/// A file that was read: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the person gave it, or the path inside the project.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// One thing wrong with a file. Prints as `file:line:column: what is wrong; what would be right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place as bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right; absent when the message says it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Diagnostic {
    /// What is said where `what`, which stands here, stands once more.
    #[must_use]
    pub fn twice(&self, what: &str) -> String {
        format!("{what} stands twice; first in {}:{}", self.file, self.line)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, .. } = self;
        write!(f, "{}:{line}:{column}: {}", crate::sanitize::sanitize(file), crate::sanitize::sanitize(message))?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {}", crate::sanitize::sanitize(hint)))
    }
}

impl std::error::Error for Diagnostic {}

/// Everything wrong with some files, at least one thing. Prints as the first, and how many more there are: whoever prints it
/// knows how the others are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => f.write_str("faulty"),
            [only] => only.fmt(f),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

impl Diagnostics {
    /// All of them in one paragraph: for what is short, and nothing else shows.
    #[must_use]
    pub fn all(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(fault: Diagnostic) -> Self {
        Self(vec![fault])
    }
}

/// One step of the way to a value in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart<'p> {
    /// The value of that key.
    Key(&'p str),
    /// The element at that place.
    At(usize),
}

/// More semantic faults than this in one file are not worth listing.
const MOST_FAULTS: usize = 200;

/// So many entries of a list are read at a time while faulty ones are looked for.
const ENTRIES_AT_A_TIME: usize = 64;

impl SourceFile {
    /// A fault at that span of bytes. Where there may be many, ask its [`SourceMap`].
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        SourceMap::new(self).fault(span, message)
    }

    /// Reads the whole text as TOML.
    ///
    /// # Errors
    /// Every fault, each at its place: of the syntax or, where that is sound, of the values.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Diagnostics> {
        // What is sound, as the embedded data is at every start, is read once; only faults are worth a second look.
        let error = match toml::from_str(&self.text) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let map = SourceMap::new(self);
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        let mut faults: Vec<Diagnostic> = errors.iter().map(|error| map.read_fault(error)).collect();
        // One cause, such as nesting too deep, may be met at every byte of a line.
        faults.dedup_by(|next, first| next.line == first.line && next.message == first.message);
        if faults.is_empty() {
            faults = map.value_faults::<T>(table);
        }
        if faults.is_empty() {
            faults.push(map.read_fault(&error));
        }
        faults.sort_by_key(|fault| fault.span.start);
        Err(Diagnostics(faults))
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

    fn read_fault(&self, error: &toml::de::Error) -> Diagnostic {
        let span = error.span().unwrap_or(0..0);
        let message = humanize_serde(&error.message().lines().collect::<Vec<_>>().join("; "));
        let written = self.file.text.get(span.clone()).unwrap_or_default();
        match split_suggestion(&message, written) {
            Some((message, hint)) => self.fault(span, message).with_hint(hint),
            None => self.fault(span, message),
        }
    }

    /// What is wrong with the values, at most [`MOST_FAULTS`].
    ///
    /// serde stops at the first fault, so what is faulty is taken out and the rest read again. Of a list of tables only a few
    /// are read at a time, beside the first of every other list: a fault costs a look at its neighbours, not at the whole file.
    fn value_faults<T: DeserializeOwned>(&self, mut table: Spanned<DeTable<'_>>) -> Vec<Diagnostic> {
        let mut hunt = Hunt { map: self, faults: Vec::new(), removed: Vec::new() };
        let mut rests = Vec::new();
        for (key, value) in table.get_mut().iter_mut() {
            let whole = value.span();
            if let DeValue::Array(list) = value.get_mut()
                && list.iter().all(|entry| entry.get_ref().is_table())
            {
                let mut entries = std::mem::replace(list, DeArray::new()).into_iter();
                *list = entries.by_ref().take(1).collect();
                rests.push((key.clone(), whole, entries));
            }
        }
        hunt.read::<T>(&mut table);
        for (key, whole, mut entries) in rests {
            let first = table.get_ref().get(&key).cloned();
            while hunt.faults.len() < MOST_FAULTS {
                let some: DeArray<'_> = entries.by_ref().take(ENTRIES_AT_A_TIME).collect();
                if some.is_empty() {
                    break;
                }
                table.get_mut().insert(key.clone(), Spanned::new(whole.clone(), DeValue::Array(some)));
                hunt.read::<T>(&mut table);
            }
            if let Some(first) = first {
                table.get_mut().insert(key, first);
            }
        }
        hunt.faults
    }
}

/// The search for everything that is wrong with the values of a file.
struct Hunt<'m, 'f> {
    map: &'m SourceMap<'f>,
    faults: Vec<Diagnostic>,
    /// The keys that were taken out, so that a lack of them is no fault of its own.
    removed: Vec<String>,
}

impl Hunt<'_, '_> {
    /// Reads the table until nothing in it is faulty, or what is cannot be taken out of it.
    fn read<T: DeserializeOwned>(&mut self, table: &mut Spanned<DeTable<'_>>) {
        while let Err(error) = T::deserialize(Deserializer::from(table.clone())) {
            let lacks_what_was_removed = self.removed.iter().any(|key| error.message() == format!("missing field `{key}`"));
            if !lacks_what_was_removed {
                let fault = self.map.read_fault(&error);
                if !self.faults.contains(&fault) {
                    // A misspelt key that is needed is one slip, not two.
                    self.removed.extend(fault.hint.iter().filter_map(|hint| hint.split('`').nth(1)).map(str::to_owned));
                    self.faults.push(fault);
                }
            }
            let key = error.span().and_then(|span| remove_value_at(table.get_mut(), span.start));
            match key {
                Some(key) if self.faults.len() < MOST_FAULTS => self.removed.push(key),
                _ => return,
            }
        }
    }
}

/// Takes out of the table the innermost key, or element of a list, that covers that byte, and says what it was called.
fn remove_value_at<'i>(table: &mut DeTable<'i>, at: usize) -> Option<String> {
    let covers = |span: Range<usize>| span.start <= at && at < span.end.max(span.start + 1);
    let mut found = None;
    for (key, value) in table.iter_mut() {
        if covers(key.span()) {
            found = Some(key.clone());
            break;
        }
        let whole = value.span();
        match value.get_mut() {
            DeValue::Table(inner) => {
                if let Some(name) = remove_value_at(inner, at) {
                    return Some(name);
                }
            }
            DeValue::Array(inner) => {
                let inside = |element: &mut Spanned<DeValue<'i>>| match element.get_mut() {
                    DeValue::Table(inner) => remove_value_at(inner, at),
                    _ => None,
                };
                if let Some(name) = inner.iter_mut().find_map(inside) {
                    return Some(name);
                }
                if let Some(place) = inner.iter().position(|element| covers(element.span())) {
                    *inner = inner.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, element)| element.clone()).collect();
                    return Some(String::new());
                }
            }
            _ => {}
        }
        if covers(whole) {
            found = Some(key.clone());
            break;
        }
    }
    let key = found?;
    table.remove(&key);
    Some(key.get_ref().to_string())
}

/// The message without the words of the language that the program is written in.
fn humanize_serde(message: &str) -> String {
    let Some((head, expected)) = message.rsplit_once(", expected ") else { return message.to_owned() };
    let plain = match expected {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" | "u64" | "usize" => "a whole number from 0 up",
        "a sequence" => "a list",
        "a boolean" => "true or false",
        expected if expected.starts_with("struct ") => "a table",
        expected => expected,
    };
    format!("{}, expected {plain}", head.replace("sequence", "list").replace("map", "table"))
}

/// What is wrong, and beside it the nearest known word before serde's list of all of them.
pub(crate) fn split_suggestion(message: &str, written: &str) -> Option<(String, String)> {
    let (head, list) = message.split_once(", expected ")?;
    if !head.starts_with("unknown field") {
        return None;
    }
    let known = list.split('`').skip(1).step_by(2);
    let near = crate::vocabulary::nearest(written, known);
    let said = crate::vocabulary::suggestion(near.first(), &[list.trim_start_matches("one of ").replace('`', "")]);
    Some((head.to_owned(), said.trim_start_matches("; ").to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::situation::Situation;

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

    #[test]
    fn every_faulty_value_is_named_not_only_the_first() {
        let faults =
            file("gaol = \"x\"\nbudget = -1\nrole = \"developer\"\nhours_per_week = 0\n").parse::<Situation>().expect_err("faulty").0;
        let places: Vec<(usize, usize)> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        assert_eq!(places, [(1, 1), (2, 10), (4, 18)]);
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

    /// Lists are read a few entries at a time while faults are looked for; none is overlooked, and none is found twice.
    #[test]
    fn faulty_entries_of_long_lists_are_all_named() {
        let entry = |number: usize| match number % 97 {
            5 => format!("[[outside]]\nid = \"a-{number}\"\n"),
            7 => format!("[[credential]]\nid = \"b-{number}\"\nlevel = \"expert\"\n"),
            11 => format!("[[credential]]\nid = {number}\n"),
            even if even % 2 == 0 => format!("[[outside]]\nid = \"c-{number}\"\nname = \"C\"\n"),
            _ => format!("[[credential]]\nid = \"d-{number}\"\n"),
        };
        let text: String = (0..2000).map(entry).collect();
        let faults = file(&text).parse::<crate::catalog::CatalogFile>().expect_err("faulty").0;
        let of = |what: &str| faults.iter().filter(|fault| fault.message.contains(what)).count();
        assert_eq!([of("missing field `name`"), of("unknown level"), of("integer")], [21, 21, 21]);
        assert_eq!(faults.len(), 63);
        assert!(faults.is_sorted_by_key(|fault| fault.line));
    }

    #[test]
    fn no_more_than_two_hundred_faulty_values_are_named() {
        let text = "[[credential]]\nid = 1\n".repeat(1000);
        assert_eq!(file(&text).parse::<crate::catalog::CatalogFile>().expect_err("faulty").0.len(), MOST_FAULTS);
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
    fn every_slip_of_the_syntax_is_named() {
        let faults = file("a = \nb = 1\nc = \n").parse::<Situation>().expect_err("faulty").0;
        assert_eq!(faults.len(), 2, "{faults:?}");
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
