//! Many situations, one after another: JSON Lines, or CSV with a header.

mod cell;
mod given;
mod lines;
mod table;

use std::io::{self, BufRead, Cursor, Read as _};
use std::sync::Arc;

pub use given::Given;
use lines::{LONGEST_LINE, Line, Lines, too_long};
use table::{CsvRows, csv_situation};

use crate::situation::SituationInput;

/// One line of the input: its number from 1, and the situation or what is wrong with it.
pub type Entry = (u64, Result<SituationInput, String>);

/// One row of the input, read.
#[derive(Debug)]
pub struct Row {
    /// The number of its first line, from 1.
    pub line: u64,
    /// What stood in it beside the situation.
    pub given: Given,
    /// The situation, or what is wrong with it.
    pub situation: Result<SituationInput, String>,
}

/// One row as it stands. To read it takes nothing of the rows around it, so many can be read at a time.
#[derive(Debug)]
pub struct Unread {
    line: u64,
    /// How many bytes of the input were taken until then.
    bytes: u64,
    text: Text,
}

#[derive(Debug)]
enum Text {
    Json(Vec<u8>),
    /// The cells under that head, and the number of the row's last line.
    Cells(Arc<[String]>, Vec<String>, u64),
    Faulty(String),
}

/// The rows of the input, in order; only one of them is in memory. Empty lines say nothing and are passed over.
///
/// The input is a table when its first line, parted by commas, semicolons or tabs, names at least one field of the situation and
/// begins no JSON object; else it is JSON Lines.
///
/// # Errors
/// When the input cannot be read; and, as [`io::ErrorKind::InvalidData`], when a table's header names what is no field, or one twice. A faulty line is no error but a
/// [`Row`] that says so.
pub fn rows<'i>(mut input: impl BufRead + 'i) -> io::Result<Box<dyn Iterator<Item = io::Result<Unread>> + 'i>> {
    let mut first = Vec::new();
    input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut first)?;
    let is_field = |name: &str| SituationInput::default().set(name.trim().trim_matches('"'), "").is_ok();
    let header = std::str::from_utf8(&first).unwrap_or_default().trim_start_matches('\u{feff}').trim();
    let is_header = |delimiter: &char| !header.starts_with(['{', '[']) && header.split(*delimiter).any(is_field);
    let delimiter = [',', ';', '\t'].into_iter().find(is_header);
    let lines = Lines::new(Cursor::new(first).chain(input));
    Ok(match delimiter {
        Some(delimiter) => Box::new(CsvRows::new(lines, delimiter)?),
        None => Box::new(JsonLines { lines }),
    })
}

/// The situations of the input alone, in order.
///
/// # Errors
/// As [`rows`].
pub fn situations<'i>(input: impl BufRead + 'i) -> io::Result<impl Iterator<Item = io::Result<Entry>> + 'i> {
    Ok(rows(input)?.map(|row| row.map(Unread::read).map(|row| (row.line, row.situation))))
}

impl Unread {
    /// How many bytes of the input were taken until then.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads it.
    ///
    /// A key of a JSON object that is no field of a situation is the caller's own and comes back as [`Row::given`], also where the
    /// rest of the line is faulty, as long as it is an object.
    #[must_use]
    pub fn read(self) -> Row {
        let (line, mut given) = (self.line, Given::default());
        let situation = match self.text {
            Text::Faulty(why) => Err(why),
            Text::Json(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => json_situation(said(text, line), &mut given),
                Err(_) => Err("the line is not UTF-8 text".to_owned()),
            },
            // Whoever did not mean the row to be so long finds the quote by its lines.
            Text::Cells(head, cells, ends) => csv_situation(&head, &cells)
                .map_err(|why| if ends > line { format!("{why}; a quote makes one row of lines {line} to {ends}") } else { why }),
        };
        Row { line, given, situation }
    }
}

/// What a line says, without the space around it and the mark before the first.
fn said(text: &str, line: u64) -> &str {
    if line == 1 { text.trim_start_matches('\u{feff}') } else { text }.trim()
}

struct JsonLines<R> {
    lines: Lines<R>,
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = io::Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let text = match self.lines.next() {
                Ok(None) => return None,
                Ok(Some(Line::Whole(bytes))) => Text::Json(bytes),
                Ok(Some(Line::TooLong)) => Text::Faulty(too_long()),
                Err(error) => return Some(Err(error)),
            };
            let line = self.lines.line;
            let says_nothing = |bytes: &Vec<u8>| bytes[0] != b'{' && said(&String::from_utf8_lossy(bytes), line).is_empty();
            if !matches!(&text, Text::Json(bytes) if says_nothing(bytes)) {
                return Some(Ok(Unread { line, bytes: self.lines.bytes, text }));
            }
        }
    }
}

fn json_situation(text: &str, given: &mut Given) -> Result<SituationInput, String> {
    if !text.starts_with('{') {
        return Err(format!(
            "a line is an object such as {{\"role\": \"developer\"}}, or a row under a header that names its columns; this is neither: `{}`",
            crate::sanitize::quote_input(text)
        ));
    }
    given.read(text).map_err(|error| {
        let said = error.to_string();
        // Every situation is one line, so serde's `at line 1` says nothing.
        let place = format!(" at line {} column {}", error.line(), error.column());
        format!("column {}: {}", error.column(), said.strip_suffix(&place).unwrap_or(&said))
    })
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
    fn a_json_line_is_an_object_and_says_where_it_is_wrong() {
        let entries = read("[]\n\n{\"years\":\"x\"}");
        let said = |place: usize| entries[place].1.as_ref().expect_err("faulty").clone();
        assert!(said(0).starts_with("a line is an object such as {\"role\": \"developer\"}, or a row under a header"), "{}", said(0));
        assert_eq!(said(1), "column 12: `x` is no length of a career; write a whole number of years from 0 to 80");
    }

    #[test]
    fn a_gigantic_line_is_one_fault_and_the_run_goes_on() {
        let input = format!("{}\n{{}}\n", "x".repeat(3 << 20));
        let entries = read(&input);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0], (1, Err("the line is longer than 1048576 bytes".to_owned())));
        assert_eq!(entries[1].0, 2);
    }

    /// What each entry is of: its line, and whether it is a situation.
    fn lines(entries: &[Entry]) -> Vec<(u64, bool)> {
        entries.iter().map(|(line, entry)| (*line, entry.is_ok())).collect()
    }

    const NEVER_CLOSED: &str = "a quote opens in this row and nothing closes it; the lines behind it are read as rows of their own";

    #[test]
    fn a_quote_that_nothing_closes_costs_its_own_row_and_no_other() {
        for end in ["", "\n"] {
            let entries = read(&format!("role,budget\nstudent,1\nleader,\"3\n\nstudent,5\nleader,x\nstudent,7{end}"));
            assert_eq!(lines(&entries), [(2, true), (3, false), (5, true), (6, false), (7, true)]);
            assert_eq!(entries[1].1, Err(NEVER_CLOSED.to_owned()));
        }
        let entries = read("role,budget\nstudent,\"");
        assert_eq!(entries, [(2, Err(NEVER_CLOSED.to_owned()))]);
        let fault = situations("role,\"budget\nstudent,5\n".as_bytes()).map(|_| ()).expect_err("a header").to_string();
        assert_eq!(fault, format!("line 1: {NEVER_CLOSED}"));
    }

    #[test]
    fn a_quote_that_closes_lines_later_is_told_with_its_lines() {
        let entries = read("role,budget\nleader,\"3\nleader,4\nstudent,\"5\"\nstudent,6\n");
        assert_eq!(lines(&entries), [(2, false), (5, true)]);
        let said = entries[0].1.as_ref().expect_err("no amount");
        assert!(said.ends_with("; a quote makes one row of lines 2 to 4"), "{said}");
    }

    #[test]
    fn a_quoted_row_longer_than_a_line_may_be_is_one_fault_and_the_lines_behind_it_are_rows() {
        let long = "y".repeat(700_000);
        let longer = "z".repeat(2_000_000);
        let entries = read(&format!("role,budget\nstudent,1\nleader,\"3\n{long}\nstudent,4\n{long}\n{longer}\nstudent,8\n"));
        assert_eq!(lines(&entries), [(2, true), (3, false), (4, false), (5, true), (6, false), (7, false), (8, true)]);
        let within =
            "a quote opens in this row and nothing closes it within 1048576 bytes; the lines behind it are read as rows of their own";
        assert_eq!(entries[1].1, Err(within.to_owned()));
        assert_eq!(entries[5].1, Err("the line is longer than 1048576 bytes".to_owned()));
        let entries = read(&format!("role,budget\nleader,\"3\n{longer}\nstudent,4\n"));
        assert_eq!(lines(&entries), [(2, false), (3, false), (4, true)]);
    }

    /// A gigabyte behind an open quote, of which no more than a line is ever in memory.
    #[test]
    fn an_open_quote_cannot_fill_the_memory() {
        let endless = std::io::BufReader::new(std::io::repeat(b'x').take(1 << 30));
        let entries: Vec<Entry> = situations("role\n\"".as_bytes().chain(endless).chain("\nstudent\n".as_bytes()))
            .expect("readable")
            .map(|entry| entry.expect("readable"))
            .collect();
        assert_eq!(lines(&entries), [(2, false), (3, true)]);
        assert_eq!(entries[0].1, Err("the line is longer than 1048576 bytes".to_owned()));
    }

    /// Each of these lines leaves a quote open, read alone as well as behind the others.
    #[test]
    fn lines_that_all_leave_a_quote_open_are_read_no_more_than_twice() {
        let many = 200_000;
        let entries = read(&format!("role,budget\n{}", "x\",\"\n".repeat(many)));
        assert_eq!(entries.len(), many);
        assert!(entries.iter().zip(2..).all(|((line, entry), number)| *line == number && entry.is_err()));
    }

    #[test]
    fn nothing_in_is_nothing_out() {
        assert!(read("").is_empty());
    }
}
