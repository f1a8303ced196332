//! Rows for spreadsheets and scripts.

use std::io::{self, Write};

/// Rows under a heading, for CSV.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The names of the columns; none when the heading is already written.
    pub head: Vec<&'static str>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// Writes the sheet as CSV (RFC 4180); a cell that a spreadsheet would take for a formula gets a `'` before it.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, sheet: &Sheet) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if !sheet.head.is_empty() {
        writer.write_record(&sheet.head).map_err(io_error)?;
    }
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| defuse(cell))).map_err(io_error)?;
    }
    writer.flush()
}

/// The error beneath: csv's own conversion loses which kind it was.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn defuse(cell: &str) -> String {
    let text: Vec<_> = cell.lines().map(crate::sanitize::sanitize).collect();
    let text = text.join("; ");
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{fffd}']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        let sheet = Sheet { head: vec!["name"], rows: vec![vec!["=1+1".into()], vec!["a \"b\", c".into()], vec!["plain".into()]] };
        let mut out = Vec::new();
        write(&mut out, &sheet).expect("a vector takes it");
        assert_eq!(String::from_utf8(out).expect("text"), "name\n'=1+1\n\"a \"\"b\"\", c\"\nplain\n");
    }
}
