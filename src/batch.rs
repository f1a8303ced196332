//! Many situations, one after another: JSON Lines, or CSV with a header.

use std::io::{self, BufRead, Cursor, Read};

use crate::situation::Situation;

/// The longest line that is read, in bytes; a longer one is a fault of its own.
const LONGEST_LINE: u64 = 1 << 20;

/// One line of the input: its number from 1, and the situation or what is wrong with it.
pub type Entry = (u64, Result<Situation, String>);

/// The situations of the input, in order; only one line of it is in memory. Empty lines say nothing and are passed over.
///
/// The input is CSV when its first line is a header whose every name is a field of the situation, else JSON Lines.
///
/// # Errors
/// When the input cannot be read. A faulty line is no error but an [`Entry`] that says so.
pub fn situations<'i>(mut input: impl BufRead + 'i) -> io::Result<Box<dyn Iterator<Item = io::Result<Entry>> + 'i>> {
    let mut first = Vec::new();
    input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut first)?;
    let is_header = std::str::from_utf8(&first).is_ok_and(|line| {
        let line = line.trim_start_matches('\u{feff}').trim();
        !line.is_empty() && line.split(',').all(|name| Situation::default().set(name.trim_matches('"'), "").is_ok())
    });
    let whole = Cursor::new(first).chain(input);
    Ok(if is_header { Box::new(csv_situations(whole)?) } else { Box::new(JsonLines { input: whole, line: 0 }) })
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
                return Some(Ok((self.line, serde_json::from_str(text).map_err(|error| read_fault(&error)))));
            }
        }
    }
}

/// What serde says, without its `at line 1`, as every situation is one line.
fn read_fault(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    format!("column {}: {said}", error.column())
}

fn csv_situations<'i>(input: impl BufRead + 'i) -> io::Result<impl Iterator<Item = io::Result<Entry>> + 'i> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let head: Vec<String> = reader.headers()?.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let mut last_line = 1;
    Ok(reader.into_records().map(move |record| match record {
        Ok(record) => {
            last_line = record.position().map_or(last_line + 1, csv::Position::line);
            Ok((last_line, csv_situation(&head, &record)))
        }
        Err(error) => {
            let line = error.position().map_or(last_line + 1, csv::Position::line);
            last_line = line;
            match error.into_kind() {
                csv::ErrorKind::Io(error) => Err(error),
                _ => Ok((line, Err("the row is not UTF-8 text".to_owned()))),
            }
        }
    }))
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
