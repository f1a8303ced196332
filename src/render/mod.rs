//! Everything that reaches a reader: JSON for programs, CSV for spreadsheets, a page for people. Nothing else writes to stdout.

pub mod batch;
pub mod check;
pub mod csv;
mod fill;
pub mod json;
pub mod list;
pub mod markdown;
pub mod page;
pub mod quick;
pub mod recommend;
pub mod show;
pub mod table;
pub mod words;

use std::io::{self, Write};

use crate::vocabulary::Format;
use csv::Sheet;
use page::Page;
use table::Screen;

/// Writes an answer in one of the formats; only the shape that the format needs is made.
///
/// # Errors
/// When it cannot be written.
pub fn write<J: serde::Serialize>(
    out: &mut dyn Write,
    format: Format,
    screen: Screen,
    page: impl FnOnce() -> Page,
    sheet: impl FnOnce() -> Sheet,
    json: impl FnOnce() -> J,
) -> io::Result<()> {
    match format {
        Format::Table => table::write(out, &page(), screen),
        Format::Markdown => markdown::write(out, &page()),
        Format::Csv => csv::write(out, &sheet()),
        Format::Json => json::write(out, serde_json::to_string_pretty(&json())?),
    }
}
