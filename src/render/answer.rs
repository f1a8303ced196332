//! One answer in the format that was asked for.

use std::io::{self, Write};

use super::csv::{self, Sheet};
use super::report::Report;
use super::table::{self, Screen};
use super::{json, markdown};
use crate::vocabulary::Format;

/// Writes an answer in one of the formats that every command has; only the shape that the format needs is made.
///
/// # Errors
/// When it cannot be written, or the format is one that only some commands have.
pub fn write<J: serde::Serialize>(
    out: &mut dyn Write,
    format: Format,
    screen: Screen,
    pages: impl FnOnce() -> Vec<Report>,
    sheet: impl FnOnce() -> Sheet,
    json: impl FnOnce() -> J,
) -> io::Result<()> {
    match format {
        Format::Table => between_blank_lines(out, &pages(), |out, page| table::write(out, page, screen)),
        Format::Markdown => between_blank_lines(out, &pages(), |out, page| markdown::write(out, page)),
        Format::Csv => csv::write(out, &sheet()),
        Format::Json => json::write(out, serde_json::to_string_pretty(&json())?),
        Format::Html | Format::Ics => Err(io::Error::new(io::ErrorKind::Unsupported, format!("this answer has no {format}"))),
    }
}

fn between_blank_lines(out: &mut dyn Write, pages: &[Report], write: impl Fn(&mut dyn Write, &Report) -> io::Result<()>) -> io::Result<()> {
    for (number, page) in pages.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write(out, page)?;
    }
    Ok(())
}
