//! What is wrong with a file, and where.

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

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
pub struct Fault {
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

impl Fault {
    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Fault {
    /// What is said where `what`, which stands here, stands once more.
    #[must_use]
    pub fn twice(&self, what: &str) -> String {
        format!("{what} stands twice; first in {}:{}", self.file, self.line)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, .. } = self;
        write!(f, "{}:{line}:{column}: {}", crate::text::plain(file), crate::text::plain(message))?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {}", crate::text::plain(hint)))
    }
}

impl std::error::Error for Fault {}

/// Everything wrong with some files, at least one thing. Prints as the first, and how many more there are: whoever prints it
/// knows how the others are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => f.write_str("faulty"),
            [only] => only.fmt(f),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

impl Faults {
    /// All of them in one paragraph: for what is short, and nothing else shows.
    #[must_use]
    pub fn all(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    }
}

impl std::error::Error for Faults {}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

/// One step of the way to a value in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// The value of that key.
    Key(&'p str),
    /// The element at that place.
    At(usize),
}

/// More semantic faults than this in one file are not worth listing.
const MOST_FAULTS: usize = 200;

impl SourceFile {
    /// A fault at that span of bytes.
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Fault {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span,
            message: message.into(),
            hint: None,
        }
    }

    /// Reads the whole text as TOML.
    ///
    /// # Errors
    /// Every fault, each at its place: of the syntax or, where that is sound, of the values.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Faults> {
        // What is sound, as the embedded data is at every start, is read once; only faults are worth a second look.
        if let Ok(value) = toml::from_str(&self.text) {
            return Ok(value);
        }
        let (mut table, errors) = DeTable::parse_recoverable(&self.text);
        if !errors.is_empty() {
            let mut faults: Vec<Fault> = errors.iter().map(|error| self.read_fault(error)).collect();
            // One cause, such as nesting too deep, may be met at every byte of a line.
            faults.dedup_by(|next, first| next.line == first.line && next.message == first.message);
            return Err(in_order(faults));
        }
        let mut faults = Vec::new();
        let mut removed: Vec<String> = Vec::new();
        // serde stops at the first fault, so what is faulty is taken out and the rest read again.
        loop {
            let error = match T::deserialize(Deserializer::from(table.clone())) {
                Ok(value) if faults.is_empty() => return Ok(value),
                Ok(_) => return Err(in_order(faults)),
                Err(error) => error,
            };
            let lacks_what_was_removed = removed.iter().any(|key| error.message() == format!("missing field `{key}`"));
            if !lacks_what_was_removed {
                let fault = self.read_fault(&error);
                // A misspelt key that is needed is one slip, not two.
                removed.extend(fault.hint.iter().filter_map(|hint| hint.split('`').nth(1)).map(str::to_owned));
                faults.push(fault);
            }
            let key = error.span().and_then(|span| remove_at(table.get_mut(), span.start));
            match key {
                Some(key) if faults.len() < MOST_FAULTS => removed.push(key),
                _ => return Err(in_order(faults)),
            }
        }
    }

    fn read_fault(&self, error: &toml::de::Error) -> Fault {
        let span = error.span().unwrap_or(0..0);
        let message = in_plain_words(&error.message().lines().collect::<Vec<_>>().join("; "));
        let written = self.text.get(span.clone()).unwrap_or_default();
        match split_suggestion(&message, written) {
            Some((message, hint)) => self.fault(span, message).with_hint(hint),
            None => self.fault(span, message),
        }
    }

    /// Whether the file has one of those keys at its top.
    #[must_use]
    pub fn has_a_key(&self, keys: &[&str]) -> bool {
        let (whole, _) = DeTable::parse_recoverable(&self.text);
        keys.iter().any(|key| whole.get_ref().contains_key(*key))
    }

    /// The text under a key of a table at the top; `None` where there is none.
    #[must_use]
    pub fn string_at(&self, table: &str, key: &str) -> Option<String> {
        let (whole, _) = DeTable::parse_recoverable(&self.text);
        Some(whole.get_ref().get(table)?.get_ref().get(key)?.get_ref().as_str()?.to_owned())
    }

    /// The place of the value at the end of that way; `None` where the file has none.
    #[must_use]
    pub fn place(&self, way: &[Step<'_>]) -> Option<Range<usize>> {
        fn follow(value: &Spanned<DeValue<'_>>, way: &[Step<'_>]) -> Option<Range<usize>> {
            let next = match way {
                [] => return Some(value.span()),
                [Step::Key(key), ..] => value.get_ref().get(*key),
                [Step::At(place), ..] => value.get_ref().get(*place),
            };
            follow(next?, &way[1..])
        }
        let [Step::Key(first), rest @ ..] = way else { return None };
        let (table, _) = DeTable::parse_recoverable(&self.text);
        follow(table.get_ref().get(*first)?, rest)
    }
}

fn in_order(mut faults: Vec<Fault>) -> Faults {
    faults.sort_by_key(|fault| fault.span.start);
    Faults(faults)
}

/// Takes out of the table the innermost key, or element of a list, that covers that byte, and says what it was called.
fn remove_at<'i>(table: &mut DeTable<'i>, at: usize) -> Option<String> {
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
                if let Some(name) = remove_at(inner, at) {
                    return Some(name);
                }
            }
            DeValue::Array(inner) => {
                let inside = |element: &mut Spanned<DeValue<'i>>| match element.get_mut() {
                    DeValue::Table(inner) => remove_at(inner, at),
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
fn in_plain_words(message: &str) -> String {
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
    let near = crate::vocabulary::nearest(written, known).first().map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    Some((head.to_owned(), format!("{near}known: {}", list.trim_start_matches("one of ").replace('`', ""))))
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

    #[test]
    fn every_slip_of_the_syntax_is_named() {
        let faults = file("a = \nb = 1\nc = \n").parse::<Situation>().expect_err("faulty").0;
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_place_is_found_by_its_way() {
        let file = file("[[credential]]\nid = \"a\"\nsuccessors = [\"b\", \"c\"]\n");
        let place = file.place(&[Step::Key("credential"), Step::At(0), Step::Key("successors"), Step::At(1)]);
        assert_eq!(&file.text[place.expect("there")], "\"c\"");
        assert_eq!(file.place(&[Step::Key("credential"), Step::At(1)]), None);
    }
}
