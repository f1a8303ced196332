//! How the answers of a batch are written: one a line, in the order of the lines.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{self, Answer};
use super::report::{Emphasis, Report};
use super::table::Screen;
use super::{csv, markdown, recommend, table};
use crate::counterfactual::CloserLook;
use crate::recommendation::Recommendation;
use crate::vocabulary::Format;

/// How the answers are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The format: JSON is one compact object a line.
    pub format: Format,
    /// What a table is drawn on.
    pub screen: Screen,
    /// Recommendations for each line.
    pub top: usize,
    /// Whether what was ruled out is written too.
    pub explain: bool,
}

#[derive(Serialize)]
struct Faulty<'a> {
    line: u64,
    error: &'a str,
}

/// Writes what comes before the first answer.
///
/// # Errors
/// When it cannot be written.
pub fn write_head(out: &mut dyn Write, style: Style) -> io::Result<()> {
    if style.format == Format::Csv {
        let mut head = recommend::HEAD.to_vec();
        head.insert(0, "line");
        csv::write(out, &csv::Sheet { head, rows: Vec::new() })?;
    }
    Ok(())
}

/// Writes the answer of one line.
///
/// # Errors
/// When it cannot be written.
pub fn write_answer(out: &mut dyn Write, style: Style, line: u64, recommendation: &Recommendation<'_>) -> io::Result<()> {
    match style.format {
        Format::Json => json::write(out, serde_json::to_string(&Answer::new(recommendation, Some(style.top), style.explain, None))?),
        Format::Csv => {
            let mut sheet = recommend::sheet(recommendation, style.top, style.explain);
            sheet.head.clear();
            sheet.rows.iter_mut().for_each(|row| row.insert(0, line.to_string()));
            csv::write(out, &sheet)
        }
        Format::Table | Format::Markdown | Format::Html | Format::Ics => {
            let mut page = recommend::page(recommendation, style.top, style.explain, &CloserLook::default());
            page.title = format!("Line {line}. {}", page.title);
            write_page(out, style, &page)
        }
    }
}

/// Writes in the place of an answer what is wrong with its line.
///
/// # Errors
/// When it cannot be written.
pub fn write_fault(out: &mut dyn Write, style: Style, line: u64, error: &str) -> io::Result<()> {
    let error = &crate::sanitize::sanitize(error);
    match style.format {
        Format::Json => json::write(out, serde_json::to_string(&Faulty { line, error })?),
        Format::Csv => {
            let mut row = vec![String::new(); recommend::HEAD.len() + 1];
            row[0] = line.to_string();
            if let Some(why) = recommend::HEAD.iter().position(|name| *name == "why") {
                row[why + 1] = format!("error: {error}");
            }
            csv::write(out, &csv::Sheet { head: Vec::new(), rows: vec![row] })
        }
        Format::Table | Format::Markdown | Format::Html | Format::Ics => {
            let mut page = Report { title: format!("Line {line}"), ..Report::default() };
            page.note("Error", Emphasis::Warning, vec![error.to_string()]);
            write_page(out, style, &page)
        }
    }
}

fn write_page(out: &mut dyn Write, style: Style, page: &Report) -> io::Result<()> {
    match style.format {
        Format::Markdown => markdown::write(out, page)?,
        _ => table::write(out, page, style.screen)?,
    }
    writeln!(out)
}
