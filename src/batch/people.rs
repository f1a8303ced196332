//! A table of people: the fields of a situation under their headings, and the caller's own columns beside them.

use std::collections::BTreeSet;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::given::{Given, field_names, near_field};
use super::{Text, Unread};
use crate::sanitize::{join, quote_input};
use crate::situation::{SituationInput, field_name};
use crate::table::{Cells, Dialect, Table};

/// Headings that a message names at most.
const NAMED: usize = 6;

/// What the columns of a table hold.
#[derive(Debug)]
pub(super) struct Head {
    columns: Vec<Column>,
    /// The number of the line in which the headings stand.
    line: u64,
}

#[derive(Debug)]
enum Column {
    /// A field of a situation.
    Field(String),
    /// The caller's own, under that heading.
    Own(String),
    /// A column without a heading is the caller's own where something stands in it, under that name.
    Nameless(String),
}

/// What is said in brackets behind a field and changes nothing of what it means.
const REMARKS: [&str; 5] = ["$", "usd", "us$", "us dollars", "optional"];

/// The field of a situation that a heading names, in its own spelling; `None` where it names none.
fn field(heading: &str) -> Option<String> {
    let bare = heading.split_once(['(', '[']).filter(|(_, rest)| {
        let remark = rest.trim().trim_end_matches([')', ']']).to_lowercase();
        REMARKS.contains(&remark.trim())
    });
    let name = field_name(bare.map_or(heading, |(name, _)| name));
    field_names().contains(&name.as_str()).then_some(name)
}

/// Whether a heading names a field of a situation.
pub(super) fn is_field(heading: &str) -> bool {
    field(heading).is_some()
}

/// Whether a line is the heading of a table of people: one of its cells names a field, or it is the line before the heading.
pub(super) fn is_heading(line: &str) -> bool {
    crate::table::separator(line).is_some() || Dialect::of(line, is_field).known > 0
}

/// What is wrong with a table that has no field of a situation.
pub(super) fn no_headings<R>(table: &Table<R>) -> io::Error {
    let said: Vec<&str> = table.headings.iter().map(String::as_str).filter(|heading| !heading.is_empty()).collect();
    let line = said.join(", ");
    let is_situation = line.split_once(['=', ':']).is_some_and(|(key, _)| is_field(key));
    let line = quote_input(&line);
    let which = if table.line == 1 { "the first line".to_owned() } else { format!("line {}", table.line) };
    let such = ["role", "budget", "hours_per_week", "have"].join(", ");
    let near = table.headings.iter().find_map(|heading| Some((heading, near_field(heading)?)));
    let near = match near {
        _ if is_situation => {
            "; one situation alone is TOML such as `role = \"developer\"`, for `certwise recommend --situation FILE`".to_owned()
        }
        Some((heading, field)) => format!("; `{}` may be meant for `{field}`", quote_input(heading)),
        None => String::new(),
    };
    invalid(format!("{which} is `{line}`, and not a heading; headings are such as {such}{near}"))
}

/// What is wrong with a table of certificates where situations are wanted.
pub(super) fn certificates_instead(headings: &[String]) -> io::Error {
    let mut named: Vec<String> = headings.iter().take(NAMED).map(|heading| format!("`{}`", quote_input(heading))).collect();
    if headings.len() > NAMED {
        named.push("others".to_owned());
    }
    invalid(format!(
        "its headings, {}, are those of certificates and not of situations; `certwise recommend --held FILE` reads what one person \
         holds, and `certwise team FILE` the certificates of several",
        join(&named, "and")
    ))
}

fn invalid(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

impl Head {
    fn new(headings: &[String], line: u64) -> io::Result<Self> {
        let mut columns: Vec<Column> = Vec::with_capacity(headings.len());
        let (mut fields, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, heading) in headings.iter().enumerate() {
            columns.push(if heading.is_empty() {
                Column::Nameless(format!("column {}", place + 1))
            } else if let Some(field) = field(heading) {
                if !fields.insert(field.clone()) {
                    return Err(invalid(format!("line {line}: the field `{}` stands twice", quote_input(heading))));
                }
                Column::Field(field)
            } else {
                // One name for two columns would cost one of them.
                Column::Own(if names.insert(heading) { heading.clone() } else { format!("{heading} (column {})", place + 1) })
            });
        }
        Ok(Self { columns, line })
    }

    /// The names of the caller's own columns, as far as they have one or something stands in these cells.
    pub(super) fn own_names(&self, cells: &[String]) -> Vec<String> {
        let own = |(place, column): (usize, &Column)| match column {
            Column::Own(name) => Some(name.clone()),
            Column::Nameless(name) => cells.get(place).filter(|cell| !cell.trim().is_empty()).map(|_| name.clone()),
            Column::Field(_) => None,
        };
        self.columns.iter().enumerate().filter_map(own).collect()
    }

    /// Reads the situation of a row, whatever is wrong with it told at once; what is the caller's own goes to `given`.
    pub(super) fn situation(&self, cells: &[String], given: &mut Given) -> Result<SituationInput, String> {
        let (mut situation, mut faults) = (SituationInput::default(), Vec::new());
        given.named_in = Some(self.line);
        for (column, cell) in self.columns.iter().zip(cells) {
            match column {
                Column::Field(name) => faults.extend(situation.set(name, cell).err().map(|why| format!("{name}: {why}"))),
                Column::Nameless(_) if cell.trim().is_empty() => {}
                Column::Own(name) | Column::Nameless(name) => given.push(name, cell),
            }
        }
        if faults.is_empty() { Ok(situation) } else { Err(faults.join("; ")) }
    }
}

/// The rows of a table of people.
pub(super) struct People<R> {
    table: Table<R>,
    head: Arc<Head>,
}

impl<R> People<R> {
    pub(super) fn new(table: Table<R>) -> io::Result<Self> {
        let head = Arc::new(Head::new(&table.headings, table.line)?);
        Ok(Self { table, head })
    }
}

impl<R: BufRead> Iterator for People<R> {
    type Item = io::Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.table.next()?;
        Some(row.map(|Cells { lines: (line, ends), bytes, cells, windows_1252 }| {
            let text = cells.map_or_else(Text::Faulty, |cells| Text::Cells(Arc::clone(&self.head), cells, ends, windows_1252));
            Unread { line, bytes, text }
        }))
    }
}
