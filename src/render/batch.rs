//! How the answers of a batch are written: one a line, in the order of the lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::json::{self, Answer, Fragments};
use super::report::{Emphasis, Report};
use super::shortlist_view::ShortlistView;
use super::table::Screen;
use super::{csv, markdown, recommend, table};
use crate::batch::Given;
use crate::counterfactual::CloserLook;
use crate::recommendation::Recommendation;
use crate::sanitize::quote_input;
use crate::vocabulary::Format;

/// The way in which the answers of a batch are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The format: JSON is one compact object a line.
    pub format: Format,
    /// The terminal that a table is drawn on.
    pub screen: Screen,
    /// Recommendations for each line.
    pub top: usize,
    /// Whether what was ruled out is written too.
    pub explain: bool,
}

/// The answer of one line in JSON, or what is wrong with the line.
#[derive(Serialize)]
struct OfLine<'a, T> {
    line: u64,
    #[serde(skip_serializing_if = "Given::is_empty")]
    given: &'a Given,
    #[serde(flatten)]
    said: T,
}

#[derive(Serialize)]
struct Faulty<'a> {
    error: &'a str,
}

/// The callers' own names that have a column each in a sheet, in front of the answer's.
#[derive(Debug, Default)]
pub struct OwnColumns {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl FromIterator<String> for OwnColumns {
    /// Each name once, in the order in which they come.
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        let mut own = Self::default();
        for name in names {
            if !own.places.contains_key(&name) {
                own.places.insert(name.clone(), own.names.len());
                own.names.push(name);
            }
        }
        own
    }
}

impl OwnColumns {
    /// Whether that name has a column.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }
}

/// Writes what comes before the first answer; `own` are the callers' own columns.
///
/// # Errors
/// When it cannot be written.
pub fn write_head(out: &mut dyn Write, style: Style, own: &OwnColumns) -> io::Result<()> {
    if style.format == Format::Csv {
        let head = own.names.iter().map(String::as_str).chain(["line"]).chain(recommend::HEAD.iter().copied());
        // A name of the caller's own is no more to be run than a cell.
        csv::write(out, &csv::Sheet { head: Vec::new(), rows: vec![head.map(str::to_owned).collect()] })?;
    }
    Ok(())
}

/// Where an answer belongs: its line, and what the caller wrote beside the situation.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The number of the line.
    pub line: u64,
    /// What was written beside the situation.
    pub given: &'a Given,
    /// The callers' own columns of a sheet, as [`write_head`] wrote them; `None` where that was not asked to.
    pub own: Option<&'a OwnColumns>,
}

impl Place<'_> {
    /// The cells before those of the answer.
    fn cells(&self) -> Vec<String> {
        let mut cells = Vec::new();
        if let Some(own) = self.own {
            cells.resize(own.names.len(), String::new());
            for (name, value) in self.given.cells() {
                if let Some(place) = own.places.get(name) {
                    cells[*place] = value;
                }
            }
        }
        cells.push(self.line.to_string());
        cells
    }

    /// As a page says it.
    fn title(&self) -> String {
        let told = self.given.cells().filter(|(_, value)| !value.is_empty());
        let told: Vec<String> = told.map(|(name, value)| format!("{} {}", quote_input(name), quote_input(&value))).collect();
        if told.is_empty() { format!("Line {}", self.line) } else { format!("Line {}, {}", self.line, told.join(", ")) }
    }
}

/// Writes the answer of one line; `fragments` are those of the lines before.
///
/// # Errors
/// When it cannot be written.
pub fn write_answer(
    out: &mut Vec<u8>,
    style: Style,
    fragments: &Fragments,
    place: Place<'_>,
    recommendation: &Recommendation<'_>,
) -> io::Result<()> {
    match style.format {
        Format::Json => {
            let said = Answer::of_line(recommendation, style.top, style.explain, fragments);
            write_json(out, &OfLine { line: place.line, given: place.given, said })
        }
        Format::Csv => {
            let mut sheet = recommend::sheet(recommendation, style.top, style.explain);
            sheet.head.clear();
            let cells = place.cells();
            sheet.rows.iter_mut().for_each(|row| drop(row.splice(0..0, cells.iter().cloned())));
            csv::write(out, &sheet)
        }
        Format::Table | Format::Markdown | Format::Html | Format::Ics => {
            let mut page =
                recommend::page(&ShortlistView::new(recommendation, style.top), style.explain, &CloserLook::default(), &|_, _| {
                    String::new()
                });
            page.title = format!("{}. {}", place.title(), page.title);
            write_page(out, style, &page)
        }
    }
}

/// Writes, instead of an answer, what is wrong with its line.
///
/// # Errors
/// When it cannot be written.
pub fn write_fault(out: &mut Vec<u8>, style: Style, place: Place<'_>, error: &str) -> io::Result<()> {
    let error = &crate::sanitize::sanitize(error);
    match style.format {
        Format::Json => write_json(out, &OfLine { line: place.line, given: place.given, said: Faulty { error } }),
        Format::Csv => {
            let mut row = place.cells();
            let answer = row.len();
            row.resize(answer + recommend::HEAD.len(), String::new());
            row[answer + recommend::WHY] = format!("error: {error}");
            csv::write(out, &csv::Sheet { head: Vec::new(), rows: vec![row] })
        }
        Format::Table | Format::Markdown | Format::Html | Format::Ics => {
            let mut page = Report { title: place.title(), ..Report::default() };
            page.note("Error", Emphasis::Warning, vec![error.to_string()]);
            write_page(out, style, &page)
        }
    }
}

/// Writes JSON and a line break in place, as [`json::write`] does: most of it is plain and needs no second look at each character.
fn write_json(out: &mut Vec<u8>, answer: &impl Serialize) -> io::Result<()> {
    let begins = out.len();
    serde_json::to_writer(&mut *out, answer)?;
    // Without a way out in between, so that many bytes are looked at in one step.
    let is_plain = |bytes: &[u8]| bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    if out[begins..].chunks(256).all(is_plain) {
        out.push(b'\n');
        return Ok(());
    }
    let json = String::from_utf8(out.split_off(begins)).map_err(io::Error::other)?;
    json::write(out, json)
}

fn write_page(out: &mut dyn Write, style: Style, page: &Report) -> io::Result<()> {
    match style.format {
        Format::Markdown => markdown::write(out, page)?,
        _ => table::write(out, page, style.screen)?,
    }
    writeln!(out)
}
