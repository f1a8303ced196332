//! How faults are shown: drawn with their line and a caret, or as data.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::csv::Sheet;
use super::json::SCHEMA_VERSION;
use super::page::{Cell, Column, Page, Tone};
use super::table::Screen;
use crate::check::Report;
use crate::fault::Fault;
use crate::layers::Layers;
use crate::text::plain;
use crate::vocabulary::Format;

#[derive(Serialize)]
struct Checked<'a> {
    schema_version: u32,
    credentials: usize,
    rules: usize,
    faults: Vec<FaultShape<'a>>,
}

#[derive(Serialize)]
struct FaultShape<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Writes what a check found.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, format: Format, screen: Screen, layers: &Layers, report: &Report) -> io::Result<()> {
    if format == Format::Table {
        return draw(out, screen, layers, report);
    }
    super::write(out, format, screen, || vec![page(report)], || sheet(report), || json(report))
}

fn draw(out: &mut dyn Write, screen: Screen, layers: &Layers, report: &Report) -> io::Result<()> {
    let renderer = if screen.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(usize::from(screen.width));
    for fault in &report.faults {
        let text = layers.text(&fault.file).unwrap_or_default();
        let path = plain(&fault.file);
        let message = plain(&fault.message);
        let annotation = AnnotationKind::Primary.span(fault.span.clone());
        let snippet = Snippet::source(text).path(path.as_ref()).annotation(annotation);
        let mut groups = vec![Group::with_title(Level::ERROR.primary_title(message.as_ref())).element(snippet)];
        let hint = fault.hint.as_deref().map(plain);
        groups.extend(hint.as_deref().map(|hint| Group::with_title(Level::HELP.secondary_title(hint))));
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    writeln!(out, "{}", summary(report))
}

fn summary(report: &Report) -> String {
    let looked_at = match (report.credentials, report.rules) {
        (0, _) => String::new(),
        (credentials, 0) => format!("{credentials} credentials: "),
        (credentials, rules) => format!("{credentials} credentials, {rules} rules: "),
    };
    match report.faults.len() {
        0 => format!("{looked_at}no fault"),
        1 => format!("{looked_at}1 fault"),
        count => format!("{looked_at}{count} faults"),
    }
}

fn page(report: &Report) -> Page {
    let columns = vec![Column::words("Place", None), Column::words("Fault", None), Column::words("Hint", None)];
    let row = |fault: &Fault| {
        let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        vec![Cell::strong(place), Cell::plain(&*fault.message), Cell::plain(fault.hint.clone().unwrap_or_default())]
    };
    let mut page = Page { columns, rows: report.faults.iter().map(row).collect(), ..Page::default() };
    page.note("Checked", Tone::Plain, vec![summary(report)]);
    page
}

fn sheet(report: &Report) -> Sheet {
    let row = |fault: &Fault| {
        let (line, column) = (fault.line.to_string(), fault.column.to_string());
        vec![fault.file.clone(), line, column, fault.message.clone(), fault.hint.clone().unwrap_or_default()]
    };
    Sheet { head: vec!["file", "line", "column", "message", "hint"], rows: report.faults.iter().map(row).collect() }
}

fn json(report: &Report) -> Checked<'_> {
    Checked {
        schema_version: SCHEMA_VERSION,
        credentials: report.credentials,
        rules: report.rules,
        faults: report
            .faults
            .iter()
            .map(|fault| FaultShape {
                file: &fault.file,
                line: fault.line,
                column: fault.column,
                message: &fault.message,
                hint: fault.hint.as_deref(),
            })
            .collect(),
    }
}
