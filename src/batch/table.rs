//! The rows of a table: cells under a head, where one row may take several lines.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::lines::{LONGEST_LINE, Line, Lines, too_long};
use super::{Text, Unread};
use crate::situation::{SituationInput, field_name};

pub(super) struct CsvRows<R> {
    lines: Lines<R>,
    head: Arc<[String]>,
    parser: csv_core::Reader,
    /// What was read of the row that is being read: the bytes of its cells, and where in them each cell ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// A row: the numbers of its first and its last line, and its cells or what is wrong with it.
type TableRow = (u64, u64, Result<Vec<String>, String>);

impl<R: BufRead> CsvRows<R> {
    pub(super) fn new(lines: Lines<R>, delimiter: char) -> io::Result<Self> {
        let parser = csv_core::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .terminator(csv_core::Terminator::Any(b'\n'))
            .build();
        let mut rows = Self { lines, head: Arc::default(), parser, cells: Vec::new(), ends: Vec::new() };
        let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("line 1: {why}"));
        let (_, _, names) = rows.row()?.unwrap_or((1, 1, Ok(Vec::new())));
        let names = names.map_err(wrong)?;
        rows.head = names.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect();
        let head = &rows.head;
        for (place, name) in head.iter().enumerate() {
            let twice = head[..place].iter().any(|other| field_name(other) == field_name(name));
            let twice = twice.then(|| format!("the field `{}` stands twice", crate::sanitize::quote_input(name)));
            if let Some(why) = SituationInput::default().set(name, "").err().or(twice) {
                return Err(wrong(why));
            }
        }
        Ok(rows)
    }

    /// The next row that says something.
    ///
    /// A quote that nothing closes would make one row of all that follows. So the lines behind the one in which it opens are then
    /// read once more, each as a row of its own: no line is read more than twice, and none is lost.
    fn row(&mut self) -> io::Result<Option<TableRow>> {
        loop {
            let stands_alone = self.lines.is_again();
            let first = match self.lines.next()? {
                None => return Ok(None),
                Some(Line::Whole(bytes)) => bytes,
                Some(Line::TooLong) => return Ok(Some((self.lines.line, self.lines.line, Err(too_long())))),
            };
            let begins = self.lines.line;
            // Rows end at the line feed, so a carriage return is white space, and a row of nothing else says nothing.
            if first.trim_ascii().is_empty() {
                continue;
            }
            self.parser.reset();
            self.cells.clear();
            self.ends.clear();
            let mut behind = Vec::new();
            let mut is_whole = self.take(&first);
            while !is_whole && !stands_alone && behind.len() as u64 <= LONGEST_LINE {
                match self.lines.next()? {
                    Some(Line::Whole(bytes)) => {
                        is_whole = self.take(&bytes);
                        behind.extend(bytes);
                    }
                    other => {
                        self.lines.rewind(begins, std::mem::take(&mut behind), other.is_some());
                        break;
                    }
                }
            }
            if is_whole {
                match self.cells() {
                    Ok(cells) if cells.len() == 1 && cells[0].trim().is_empty() => continue,
                    cells => return Ok(Some((begins, self.lines.line, cells))),
                }
            }
            let within = if behind.is_empty() { String::new() } else { format!(" within {LONGEST_LINE} bytes") };
            if !behind.is_empty() {
                self.lines.rewind(begins, behind, false);
            }
            let why = format!("a quote opens in this row and nothing closes it{within}; the lines behind it are read as rows of their own");
            return Ok(Some((begins, begins, Err(why))));
        }
    }

    /// Takes one line more of the row, and says whether the row is whole.
    fn take(&mut self, line: &[u8]) -> bool {
        let (cells, ends) = (self.cells.len(), self.ends.len());
        self.cells.resize(cells + line.len(), 0);
        self.ends.resize(ends + line.len() + 1, 0);
        let (result, _, read, ended) = self.parser.read_record(line, &mut self.cells[cells..], &mut self.ends[ends..]);
        self.cells.truncate(cells + read);
        self.ends.truncate(ends + ended);
        result == csv_core::ReadRecordResult::Record
    }

    fn cells(&self) -> Result<Vec<String>, String> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let cells = starts.zip(&self.ends).map(|(start, end)| std::str::from_utf8(&self.cells[start..*end]).map(str::to_owned));
        cells.collect::<Result<_, _>>().map_err(|_| "the row is not UTF-8 text".to_owned())
    }
}

impl<R: BufRead> Iterator for CsvRows<R> {
    type Item = io::Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, ends, cells) = match self.row() {
            Ok(row) => row?,
            Err(error) => return Some(Err(error)),
        };
        let text = cells.map_or_else(Text::Faulty, |cells| Text::Cells(Arc::clone(&self.head), cells, ends));
        Some(Ok(Unread { line, bytes: self.lines.bytes, text }))
    }
}

pub(super) fn csv_situation(head: &[String], cells: &[String]) -> Result<SituationInput, String> {
    if cells.len() != head.len() {
        return Err(format!("the row has {} cells and the header {}", cells.len(), head.len()));
    }
    let mut situation = SituationInput::default();
    for (name, cell) in head.iter().zip(cells) {
        situation.set(name, cell).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(situation)
}
