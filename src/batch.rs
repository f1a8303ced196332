//! Many situations, one after another: JSON Lines, or CSV with a header.

use std::io::{self, BufRead, Cursor, Read};

use crate::situation::{Situation, field_name};

/// The longest line that is read, in bytes; a longer one is a fault of its own.
const LONGEST_LINE: u64 = 1 << 20;

/// One line of the input: its number from 1, and the situation or what is wrong with it.
pub type Entry = (u64, Result<Situation, String>);

/// The situations of the input, in order; only one line of it is in memory. Empty lines say nothing and are passed over.
///
/// The input is a table when its first line, parted by commas, semicolons or tabs, names at least one field of the situation and
/// begins no JSON object; else it is JSON Lines.
///
/// # Errors
/// When the input cannot be read; and, as [`io::ErrorKind::InvalidData`], when a table's header names what is no field, or one twice. A faulty line is no error but an
/// [`Entry`] that says so.
pub fn situations<'i>(mut input: impl BufRead + 'i) -> io::Result<Box<dyn Iterator<Item = io::Result<Entry>> + 'i>> {
    let mut first = Vec::new();
    input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut first)?;
    let is_field = |name: &str| Situation::default().set(name.trim().trim_matches('"'), "").is_ok();
    let header = std::str::from_utf8(&first).unwrap_or_default().trim_start_matches('\u{feff}').trim();
    let is_header = |delimiter: &char| !header.starts_with(['{', '[']) && header.split(*delimiter).any(is_field);
    let delimiter = [',', ';', '\t'].into_iter().find(is_header);
    // The line break at the end lets the last row be counted as the others are.
    let whole = Cursor::new(first).chain(input).chain(Cursor::new(b"\n"));
    Ok(match delimiter {
        Some(delimiter) => Box::new(CsvRows::new(whole, delimiter)?),
        None => Box::new(JsonLines { input: whole, line: 0 }),
    })
}

struct JsonLines<R> {
    input: R,
    line: u64,
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            match self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => self.line += 1,
                Err(error) => return Some(Err(error)),
            }
            if bytes.last() != Some(&b'\n') && bytes.len() as u64 == LONGEST_LINE {
                if let Err(error) = self.input.skip_until(b'\n') {
                    return Some(Err(error));
                }
                return Some(Ok((self.line, Err(format!("the line is longer than {LONGEST_LINE} bytes")))));
            }
            let text = String::from_utf8_lossy(&bytes);
            let text = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { &text }.trim();
            if !text.is_empty() {
                return Some(Ok((self.line, json_situation(text))));
            }
        }
    }
}

fn json_situation(text: &str) -> Result<Situation, String> {
    if !text.starts_with('{') {
        return Err(format!(
            "a line is an object such as {{\"role\": \"developer\"}}, or a row under a header that names its columns; this is neither: `{}`",
            crate::text::shown(text)
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        // Every situation is one line, so serde's `at line 1` says nothing.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let said = said.strip_suffix(&place).unwrap_or(&said);
        let written = said.split('`').nth(1).unwrap_or_default();
        let said = crate::fault::split_suggestion(said, written).map_or_else(|| said.to_owned(), |(what, hint)| format!("{what}; {hint}"));
        format!("column {}: {said}", error.column())
    })
}

struct CsvRows<R> {
    reader: csv::Reader<R>,
    head: Vec<String>,
}

impl<R: Read> CsvRows<R> {
    fn new(input: R, delimiter: char) -> io::Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(input);
        let names = reader.headers()?.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned());
        let head: Vec<String> = names.collect();
        for (place, name) in head.iter().enumerate() {
            let twice = head[..place].iter().any(|other| field_name(other) == field_name(name));
            let twice = twice.then(|| format!("the field `{}` stands twice", crate::text::shown(name)));
            if let Some(why) = Situation::default().set(name, "").err().or(twice) {
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("line 1: {why}")));
            }
        }
        Ok(Self { reader, head })
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::ByteRecord::new();
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => return None,
                // Rows end at the line feed, so a carriage return is white space, and a row of nothing else says nothing.
                Ok(true) if record.len() == 1 && record[0].trim_ascii().is_empty() => {}
                Ok(true) => break,
                Err(error) => {
                    return Some(Err(match error.into_kind() {
                        csv::ErrorKind::Io(error) => error,
                        other => io::Error::other(format!("{other:?}")),
                    }));
                }
            }
        }
        // csv counts the empty lines before a row as the row's: its first line is worked out from where it ends.
        let inside = record.iter().map(|cell| cell.split(|byte| *byte == b'\n').count() as u64 - 1).sum::<u64>();
        let line = self.reader.position().line().saturating_sub(inside + 1);
        let situation = csv::StringRecord::from_byte_record(record).map_err(|_| "the row is not UTF-8 text".to_owned());
        Some(Ok((line, situation.and_then(|record| csv_situation(&self.head, &record)))))
    }
}

fn csv_situation(head: &[String], record: &csv::StringRecord) -> Result<Situation, String> {
    if record.len() != head.len() {
        return Err(format!("the row has {} cells and the header {}", record.len(), head.len()));
    }
    let mut situation = Situation::default();
    for (name, cell) in head.iter().zip(record) {
        situation.set(name, cell).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(situation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Vec<Entry> {
        situations(input.as_bytes()).expect("readable").map(|entry| entry.expect("readable")).collect()
    }

    #[test]
    fn json_lines_keep_their_numbers_past_faults_and_empty_lines() {
        let entries = read("\u{feff}{\"role\":\"developer\"}\n\noops\n{\"budget\":0}");
        let lines: Vec<(u64, bool)> = entries.iter().map(|(line, entry)| (*line, entry.is_ok())).collect();
        assert_eq!(lines, [(1, true), (3, false), (4, true)]);
    }

    #[test]
    fn csv_is_known_by_its_header_and_says_which_cell_is_wrong() {
        let entries = read("role,platform,budget\ndeveloper,\"aws,azure\",300\n,,x\nstudent\n");
        assert_eq!(entries[0].1.as_ref().expect("sound").flags(), "--role developer --platform aws,azure --budget 300");
        assert_eq!(
            entries[1],
            (3, Err("budget: `x` is not an amount; write whole US dollars, for example 300 (0 means free only)".to_owned()))
        );
        assert_eq!(entries[2], (4, Err("the row has 1 cells and the header 3".to_owned())));
    }

    #[test]
    fn empty_rows_and_cells_of_several_lines_do_not_shift_the_numbers() {
        let entries = read("role,budget\n\n\n\ndeveloper,x\n\"stu\ndent\",1\r\n\r\nleader,y");
        let lines: Vec<u64> = entries.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 6, 9]);
    }

    #[test]
    fn a_header_that_names_what_is_no_field_is_refused() {
        let fault = situations("rolle,level\n".as_bytes()).map(|_| ()).expect_err("refused").to_string();
        assert!(fault.starts_with("line 1: unknown field `rolle`; did you mean `role`?"), "{fault}");
        assert!(situations("role,role\n".as_bytes()).is_err());
        assert!(situations("platform,cloud\n".as_bytes()).is_err());
        assert!(situations("hours_per_week,Hours per week\n".as_bytes()).is_err());
    }

    #[test]
    fn a_json_line_is_an_object_and_a_misspelt_key_is_met_with_the_nearest() {
        let entries = read("[]\n{\"gaol\":\"gpu\"}\n{\"years\":\"x\"}");
        let said = |place: usize| entries[place].1.as_ref().expect_err("faulty").clone();
        assert!(said(0).starts_with("a line is an object such as {\"role\": \"developer\"}, or a row under a header"), "{}", said(0));
        assert!(said(1).starts_with("column 7: unknown field `gaol`; did you mean `goal`? known: role,"), "{}", said(1));
        assert_eq!(said(2), "column 12: `x` is no length of a career; write a whole number of years from 0 to 80");
    }

    #[test]
    fn a_gigantic_line_is_one_fault_and_the_run_goes_on() {
        let input = format!("{}\n{{}}\n", "x".repeat(3 << 20));
        let entries = read(&input);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0], (1, Err("the line is longer than 1048576 bytes".to_owned())));
        assert_eq!(entries[1].0, 2);
    }

    #[test]
    fn nothing_in_is_nothing_out() {
        assert!(read("").is_empty());
    }
}
