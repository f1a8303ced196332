//! The rows of a table: cells under headings, where one row may take several lines.

use std::io::{self, BufRead};

use super::lines::too_long;
use super::{Dialect, LONGEST_LINE, Line, Lines, Opened, decode, separator};

/// A table: its headings, and then its rows. A row that says nothing is passed over.
#[derive(Debug)]
pub struct Table<R> {
    lines: Lines<R>,
    /// What is read of the headings, as they stand; none of an empty input.
    pub headings: Vec<String>,
    /// The number of the line in which the headings stand.
    pub line: u64,
    /// What parts the cells.
    delimiter: u8,
    parser: csv_core::Reader,
    /// What was read of the row that is being read: the bytes of its cells, and where in them each cell ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// A word of the headings that was read as Windows-1252, until the first row tells of it.
    windows_1252: Option<String>,
}

/// One row.
#[derive(Debug)]
pub struct Cells {
    /// The numbers of its first and its last line.
    pub lines: (u64, u64),
    /// How many bytes of the input were taken until then.
    pub bytes: u64,
    /// Its cells, no more than there are headings and maybe fewer; or what is wrong with it.
    pub cells: Result<Vec<String>, String>,
    /// A word that was read as Windows-1252; `None` where it is UTF-8.
    pub windows_1252: Option<String>,
}

impl<'i> Table<super::Input<'i>> {
    /// The table that is in an input; `is_known` tells whether a heading is one that is looked for.
    ///
    /// # Errors
    /// When it cannot be read; and, as [`io::ErrorKind::InvalidData`], when its headings cannot.
    pub fn new(opened: Opened<'i>, is_known: impl Fn(&str) -> bool) -> io::Result<Self> {
        let Opened { mut lines, begins } = opened;
        let mut begins = begins.iter().map(|(_, line)| line.as_str());
        let first = begins.next().unwrap_or_default();
        let told = separator(first);
        if told.is_some() {
            // The line is none of the table's.
            while let Some(line) = lines.next_line()? {
                if matches!(line, Line::Whole(bytes) if !bytes.trim_ascii().is_empty()) {
                    break;
                }
            }
        }
        let delimiter = told.unwrap_or_else(|| Dialect::of(first, is_known).delimiter);
        let parser = csv_core::ReaderBuilder::new().delimiter(delimiter).terminator(csv_core::Terminator::Any(b'\n')).build();
        let (headings, line, cells, ends) = (Vec::new(), 0, Vec::new(), Vec::new());
        let mut table = Self { lines, headings, line, delimiter, parser, cells, ends, windows_1252: None };
        if let Some(Cells { lines: (line, _), cells, windows_1252, .. }) = table.row()? {
            let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("line {line}: {why}"));
            table.headings = cells.map_err(wrong)?.iter().map(|heading| heading.trim().to_owned()).collect();
            (table.line, table.windows_1252) = (line, windows_1252);
        }
        Ok(table)
    }
}

impl<R: BufRead> Table<R> {
    /// The next row that says something.
    ///
    /// A quote that nothing closes would make one row of all that follows. So the lines behind the one in which it opens are then
    /// read once more, each as a row of its own: no line is read more than twice, and none is lost.
    fn row(&mut self) -> io::Result<Option<Cells>> {
        loop {
            let stands_alone = self.lines.is_again();
            let first = match self.lines.next_line()? {
                None => return Ok(None),
                Some(Line::Whole(bytes)) => bytes,
                Some(Line::TooLong) => return Ok(Some(self.is(self.lines.line(), Err(too_long())))),
            };
            let begins = self.lines.line();
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
                match self.lines.next_line()? {
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
                let (cells, windows_1252) = self.cells();
                if cells.iter().all(|cell| cell.trim().is_empty()) || (self.delimiter == b'|' && is_rule(&cells)) {
                    continue;
                }
                return Ok(Some(Cells { windows_1252, ..self.is(begins, Ok(cells)) }));
            }
            let within = if behind.is_empty() { String::new() } else { format!(" within {LONGEST_LINE} bytes") };
            if !behind.is_empty() {
                self.lines.rewind(begins, behind, false);
            }
            let why = format!("a quote opens in this row and nothing closes it{within}; the lines behind it are read as rows of their own");
            let row = self.is(begins, Err(why));
            return Ok(Some(Cells { lines: (begins, begins), ..row }));
        }
    }

    fn is(&self, begins: u64, cells: Result<Vec<String>, String>) -> Cells {
        Cells { lines: (begins, self.lines.line()), bytes: self.lines.bytes(), cells, windows_1252: None }
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

    /// The cells that were read, and a word that was read as Windows-1252.
    fn cells(&self) -> (Vec<String>, Option<String>) {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut windows_1252 = None;
        let cells = starts.zip(&self.ends).map(|(start, end)| {
            let decoded = decode(self.cells[start..*end].to_vec());
            windows_1252 = windows_1252.take().or(decoded.windows_1252);
            decoded.text
        });
        let mut cells: Vec<String> = cells.collect();
        // Rows end at the line feed; what stands before it belongs to the end too.
        if let Some(last) = cells.last_mut() {
            last.truncate(last.trim_end_matches('\r').len());
        }
        (cells, windows_1252)
    }

    /// As many cells as there are headings, or fewer: what a spreadsheet leaves out or adds at the end says nothing.
    fn fitted(&self, mut cells: Vec<String>) -> Result<Vec<String>, String> {
        let (many, headings) = (cells.len(), self.headings.len());
        if many > headings && cells[headings..].iter().any(|cell| !cell.trim().is_empty()) {
            let delimiter = match self.delimiter {
                b'\t' => "a tab".to_owned(),
                delimiter => format!("a `{}`", crate::sanitize::quote_input(&char::from(delimiter).to_string())),
            };
            return Err(format!("the row has {many} cells and the heading {headings}; a cell with {delimiter} in it is put in quotes"));
        }
        cells.truncate(headings);
        Ok(cells)
    }
}

/// Whether a row is the line under the headings of a table in Markdown.
fn is_rule(cells: &[String]) -> bool {
    let mut said = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    said.all(|cell| cell.contains("---") && cell.trim_matches([':', '-']).is_empty())
}

impl<R: BufRead> Iterator for Table<R> {
    type Item = io::Result<Cells>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.row().transpose()?;
        Some(row.map(|row| Cells {
            cells: row.cells.and_then(|cells| self.fitted(cells)),
            windows_1252: row.windows_1252.or_else(|| self.windows_1252.take()),
            ..row
        }))
    }
}
