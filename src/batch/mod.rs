//! Many situations, one after another: a table, JSON Lines, a JSON list, or JSON objects over several lines.

mod cell;
mod given;
mod json;
mod people;

use std::io::{self, BufRead};

pub use given::Given;
use json::{JsonLines, JsonText, json_situation};
use people::{Head, People};

use std::sync::Arc;

use crate::certificates;
use crate::situation::SituationInput;
use crate::table::{self, Input, Table};

/// One line of the input: its number from 1, and the situation or what is wrong with it.
pub type Entry = (u64, Result<SituationInput, String>);

/// One row of the input, read.
#[derive(Debug)]
pub struct Row {
    /// The number of its first line, from 1.
    pub line: u64,
    /// What stood in it beside the situation.
    pub given: Given,
    /// The situation, or all that is wrong with it.
    pub situation: Result<SituationInput, String>,
    /// A word of it that was read as Windows-1252; `None` where it is UTF-8.
    pub windows_1252: Option<String>,
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
    /// The cells under that head, the number of the row's last line, and a word that was read as Windows-1252.
    Cells(Arc<Head>, Vec<String>, u64, Option<String>),
    Faulty(String),
}

/// The rows of an input, in order; only one of them is in memory.
pub type Rows<'i> = Box<dyn Iterator<Item = io::Result<Unread>> + 'i>;

/// What an input holds, told from its beginning.
pub enum Content<'i> {
    /// One situation a row.
    Situations(Rows<'i>),
    /// A table of certificates, for [`certificates::of_table`]; none of its headings is a field of a situation.
    Certificates(Box<Table<Input<'i>>>),
}

/// Opens an input that holds a table of situations or of certificates, JSON Lines, a JSON list, or JSON objects that may take several
/// lines; in any encoding and with any line ends that [`table::open`] knows. Empty lines and rows say nothing and are passed over.
///
/// # Errors
/// When the input cannot be read; and, as [`io::ErrorKind::InvalidData`], when it is no text, or a table of something else or one
/// that names a field twice. A faulty row is no error but a [`Row`] that says so.
pub fn open<'i>(input: impl BufRead + 'i) -> io::Result<Content<'i>> {
    let opened = table::open(input)?;
    let [first, second] = [0, 1].map(|place| opened.begins.get(place).map_or("", |(_, line)| line.trim_start()));
    Ok(Content::Situations(if first.starts_with('[') || json::is_spread(first, second) {
        Box::new(JsonText::new(opened.lines))
    } else if first.is_empty() || first.starts_with('{') || (second.starts_with('{') && !people::is_heading(first)) {
        Box::new(JsonLines::new(opened.lines))
    } else {
        let table = Table::new(opened, |heading| certificates::is_heading(heading) || people::is_field(heading))?;
        if !table.headings.is_empty() && !table.headings.iter().any(|heading| people::is_field(heading)) {
            if certificates::are_headings(&table.headings) {
                return Ok(Content::Certificates(Box::new(table)));
            }
            return Err(people::no_headings(&table));
        }
        Box::new(People::new(table)?)
    }))
}

/// The rows of the input, in order, where it holds situations.
///
/// # Errors
/// As [`open`]; and, as [`io::ErrorKind::InvalidData`], when it is a table of certificates.
pub fn rows<'i>(input: impl BufRead + 'i) -> io::Result<Rows<'i>> {
    match open(input)? {
        Content::Situations(rows) => Ok(rows),
        Content::Certificates(table) => Err(people::certificates_instead(&table.headings)),
    }
}

/// The rows of the input, in order, whatever it holds: of a table of certificates nothing is told as a situation, and all cells are the
/// caller's own. And whether it is one.
///
/// # Errors
/// As [`open`].
pub fn any_rows<'i>(input: impl BufRead + 'i) -> io::Result<(Rows<'i>, bool)> {
    Ok(match open(input)? {
        Content::Situations(rows) => (rows, false),
        Content::Certificates(table) => (Box::new(People::new(*table)?), true),
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

    /// The names that are the caller's own and no field's, in their order.
    #[must_use]
    pub fn own_names(&self) -> Vec<String> {
        match &self.text {
            Text::Faulty(_) => Vec::new(),
            Text::Cells(head, cells, ..) => head.own_names(cells),
            Text::Json(bytes) => {
                let mut given = Given::default();
                let _ = json_situation(&table::decode(bytes.clone()).text, &mut given, self.line);
                given.names().map(str::to_owned).collect()
            }
        }
    }

    /// Reads it.
    ///
    /// A key or a column that is no field of a situation is the caller's own and comes back as [`Row::given`], also where the
    /// rest of the row is faulty, as long as it can be told.
    #[must_use]
    pub fn read(self) -> Row {
        let (line, mut given) = (self.line, Given::default());
        let (situation, windows_1252) = match self.text {
            Text::Faulty(why) => (Err(why), None),
            Text::Json(bytes) => {
                let read = table::decode(bytes);
                (json_situation(&read.text, &mut given, line), read.windows_1252)
            }
            // Whoever did not mean the row to be so long finds the quote by its lines.
            Text::Cells(head, cells, ends, windows_1252) => {
                let whole = |why| if ends > line { format!("{why}; a quote makes one row of lines {line} to {ends}") } else { why };
                (head.situation(&cells, &mut given).map_err(whole), windows_1252)
            }
        };
        Row { line, given, situation, windows_1252 }
    }
}
#[cfg(test)]
mod tests {
    use std::io::Read as _;

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
        let entries = read("role,platform,budget\ndeveloper,\"aws,azure\",300\n,,x\nstudent\n,,1,y\n,,1,,\n");
        assert_eq!(entries[0].1.as_ref().expect("sound").flags(), "--role developer --platform aws,azure --budget 300");
        assert_eq!(
            entries[1],
            (3, Err("budget: `x` is not an amount; write whole US dollars, for example 300 (0 means free only)".to_owned()))
        );
        assert_eq!(entries[2].1.as_ref().expect("spreadsheets leave out what is empty at the end").flags(), "--role student");
        assert_eq!(entries[3], (5, Err("the row has 4 cells and the heading 3; a cell with a `,` in it is put in quotes".to_owned())));
        assert_eq!(entries[4].1.as_ref().expect("and add it").flags(), "--budget 1");
    }

    #[test]
    fn empty_rows_and_cells_of_several_lines_do_not_shift_the_numbers() {
        let entries = read("role,budget\n\n\n\ndeveloper,x\n\"stu\ndent\",1\r\n\r\nleader,y");
        let lines: Vec<u64> = entries.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 6, 9]);
    }

    fn refusal(input: &str) -> String {
        situations(input.as_bytes()).map(|_| ()).expect_err("refused").to_string()
    }

    #[test]
    fn a_table_without_a_field_and_one_with_a_field_twice_are_refused() {
        let said = "the first line is `rolle, x`, and not a heading; headings are such as role, budget, hours_per_week, have; `rolle` may be \
                    meant for `role`";
        assert_eq!(refusal("rolle,x\nstudent,1\n"), said);
        assert!(refusal("\n# team\nrole,budget\n").starts_with("line 2 is `# team`, and not a heading"));
        assert!(refusal("Name,Issuer,Certification\n").contains("--held FILE"));
        assert_eq!(refusal("role,role\n"), "line 1: the field `role` stands twice");
        refusal("platform,cloud\n");
        refusal("hours_per_week,Hours per week\n");
    }

    /// The rows of the input, each as its line, what was given beside it as JSON, and its flags or its fault.
    fn whole(input: &str) -> Vec<(u64, String, Result<String, String>)> {
        let rows = rows(input.as_bytes()).expect("readable").map(|row| row.expect("readable").read());
        let given = |row: &Row| serde_json::to_string(&row.given).expect("JSON");
        rows.map(|row| (row.line, given(&row), row.situation.map(|situation| situation.flags()))).collect()
    }

    #[test]
    fn columns_that_are_no_field_come_back_as_they_stood() {
        let rows = whole("Name,role,,x,x\nP1,student,,1,\"=2\"\n,leader,y\n,,\n");
        let row = |line, given: &str, flags: &str| (line, given.to_owned(), Ok(flags.to_owned()));
        let first = r#"{"Name":"P1","x":"1","x (column 5)":"=2"}"#;
        assert_eq!(rows, [row(2, first, "--role student"), row(3, r#"{"Name":"","column 3":"y"}"#, "--role leader")]);
    }

    #[test]
    fn a_remark_in_brackets_behind_a_field_is_taken_where_it_changes_nothing() {
        let row = |given: &str, flags: &str| vec![(2, given.to_owned(), Ok(flags.to_owned()))];
        assert_eq!(whole("Role,Budget ($)\nstudent,1\n"), row("{}", "--role student --budget 1"));
        assert_eq!(whole("Role,Budget (EUR)\nstudent,1\n"), row(r#"{"Budget (EUR)":"1"}"#, "--role student"));
        assert_eq!(whole("| role | budget |\n|:---|---:|\n| student | 1 |\n")[0].2.as_deref(), Ok("--role student --budget 1"));
    }

    #[test]
    fn all_that_is_wrong_with_a_row_is_told_at_once() {
        let faults = "budget: `x` is not an amount; write whole US dollars, for example 300 (0 means free only); \
                      years: `y` is no length of a career; write a whole number of years from 0 to 80";
        for input in ["{\"budget\":\"x\",\"n\":1,\"Years\":\"y\"}", "budget,n,years\nx,1,y\n"] {
            let rows = whole(input);
            assert_eq!((rows.len(), rows[0].2.as_ref().map_err(String::as_str)), (1, Err(faults)), "{input}");
        }
    }

    #[test]
    fn json_is_read_however_it_is_laid_out() {
        let one = |input: &str| whole(input).into_iter().map(|(line, _, flags)| (line, flags.unwrap_or_default())).collect::<Vec<_>>();
        let two = |first, second| [(first, "--role student".to_owned()), (second, "--role leader".to_owned())];
        assert_eq!(one("{\"role\":\"student\"}\n{\"Role\":\"leader\"}"), two(1, 2));
        assert_eq!(one("[{\"role\":\"student\"}, {\"role\":\"leader\"}]"), two(1, 1));
        assert_eq!(one("\n[\n  {\n    \"role\": \"student\"\n  },\n  {\"role\": \"leader\", \"x\": [{}, \"}\"]}\n]\n"), two(3, 6));
        assert_eq!(one("{\n\"role\": \"student\"\n}\n{\n\"role\":\n\"leader\"}\n"), two(1, 4));
        assert_eq!(one("{\n\"role\": \"student\"\n}{\"role\":\"leader\"}\n"), two(1, 3));
        assert!(one("[]").is_empty());
    }

    #[test]
    fn an_object_that_nothing_closes_costs_itself_and_no_other() {
        for broken in ["{\n  \"role\": \"student\",\n  \"x\": [1", "{\n  \"role\": \"student,\n  \"x\": 1\n}", "{\n  \"x\": {"] {
            let sound = "{\n  \"role\": \"leader\"\n}";
            let rows = whole(&format!("{sound}\n{broken}\n{sound}\n{broken}\n{sound}\n{broken}"));
            let sound: Vec<bool> = rows.iter().map(|(.., read)| read.is_ok()).collect();
            assert_eq!(sound, [true, false, true, false, true, false], "{broken}: {rows:?}");
            assert_eq!((rows[0].0, rows[1].0), (1, 4));
        }
        // A file of which nothing is closed is not read again and again.
        assert!(whole(&"{\n\"x\": {\n".repeat(50_000)).len() > 10_000);
    }

    #[test]
    fn a_json_line_is_an_object_and_says_where_it_is_wrong() {
        let entries = read("{}\n\n[\"x\"]\n{\"years\":\"x\"}\n{\"x\":1,}");
        let said = |place: usize| entries[place].1.as_ref().expect_err("faulty").clone();
        assert!(said(1).starts_with("a line is an object such as {\"role\": \"developer\"}, or a row under a header"), "{}", said(1));
        assert_eq!(said(2), "years: `x` is no length of a career; write a whole number of years from 0 to 80");
        assert_eq!(said(3), "column 8: trailing comma");
    }

    #[test]
    fn a_gigantic_line_is_one_fault_and_the_run_goes_on() {
        for (first, line) in [("{}\n", 2), ("[\n", 2), ("role\n", 2)] {
            let entries = read(&format!("{first}{}\n{{}}\n", "x".repeat(3 << 20)));
            assert!(entries.contains(&(line, Err("the line is longer than 1048576 bytes".to_owned()))), "{first}");
            assert_eq!(entries.last().map(|(line, _)| *line), Some(3), "{first}");
        }
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
        assert_eq!(refusal("role,\"budget\nstudent,5\n"), format!("line 1: {NEVER_CLOSED}"));
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
