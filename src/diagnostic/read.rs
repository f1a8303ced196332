//! Reads a file into its types, and finds everything that is wrong with it, not only the first.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use super::{Diagnostic, Diagnostics, SourceFile, SourceMap};

/// More semantic faults than this in one file are not worth listing.
const MOST_FAULTS: usize = 200;

/// So many entries of a list are read at a time while faulty ones are looked for.
const ENTRIES_AT_A_TIME: usize = 64;

impl SourceFile {
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
}

/// The newest format of catalogue files that this program knows. It grows with every key and word that an earlier program cannot read.
pub const FORMAT: u32 = 1;

impl SourceFile {
    /// Reads a catalogue file as [`SourceFile::parse`] does; where it says that it is of a newer format than [`FORMAT`], whatever in it
    /// cannot be read is left out, and named beside the rest.
    ///
    /// # Errors
    /// As [`SourceFile::parse`]; and when what cannot be read cannot be left out, or is more than the newer format can explain.
    pub fn parse_newer<T: DeserializeOwned>(&self) -> Result<(T, Vec<Diagnostic>), Diagnostics> {
        let (mut table, errors) = DeTable::parse_recoverable(&self.text);
        let said = table.get_ref().get("format").and_then(|format| format.get_ref().as_integer()?.as_str().parse::<u32>().ok());
        if !errors.is_empty() || said.is_none_or(|said| said <= FORMAT) {
            return self.parse().map(|value| (value, Vec::new()));
        }
        let map = SourceMap::new(self);
        let mut hunt = Hunt { map: &map, faults: Vec::new(), removed: Vec::new() };
        match hunt.read::<T>(&mut table) {
            Some(value) => Ok((value, hunt.faults)),
            None => Err(Diagnostics(hunt.faults)),
        }
    }
}

impl SourceMap<'_> {
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
    /// Reads the table until nothing in it is faulty; `None` where what is cannot be taken out of it.
    fn read<T: DeserializeOwned>(&mut self, table: &mut Spanned<DeTable<'_>>) -> Option<T> {
        loop {
            let error = match T::deserialize(Deserializer::from(table.clone())) {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
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
                _ => return None,
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
fn split_suggestion(message: &str, written: &str) -> Option<(String, String)> {
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
    fn every_faulty_value_is_named_not_only_the_first() {
        let faults =
            file("gaol = \"x\"\nbudget = -1\nrole = \"developer\"\nhours_per_week = 0\n").parse::<Situation>().expect_err("faulty").0;
        let places: Vec<(usize, usize)> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        assert_eq!(places, [(1, 1), (2, 10), (4, 18)]);
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
    fn every_slip_of_the_syntax_is_named() {
        let faults = file("a = \nb = 1\nc = \n").parse::<Situation>().expect_err("faulty").0;
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
