//! How faults are shown: drawn with their line and a caret, or as data.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::csv::Sheet;
use super::json::SCHEMA_VERSION;
use super::report::{Cell, Column, Emphasis, Report};
use super::table::Screen;
use crate::check::Findings;
use crate::diagnostic::Diagnostic;
use crate::layers::Layers;
use crate::sanitize::sanitize;
use crate::vocabulary::Format;

#[derive(Serialize)]
struct Checked<'a> {
    schema_version: u32,
    credentials: usize,
    rules: usize,
    unasked: usize,
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
pub fn write(out: &mut dyn Write, format: Format, screen: Screen, layers: &Layers, report: &Findings) -> io::Result<()> {
    if format == Format::Table {
        return draw(out, screen, layers, report);
    }
    super::write(out, format, screen, || vec![page(report)], || sheet(report), || json(report))
}

fn draw(out: &mut dyn Write, screen: Screen, layers: &Layers, report: &Findings) -> io::Result<()> {
    let renderer = if screen.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(usize::from(screen.width));
    let mut texts: HashMap<&str, &str> = HashMap::new();
    for fault in &report.faults {
        let text = *texts.entry(&fault.file).or_insert_with(|| layers.text(&fault.file).unwrap_or_default());
        let message = sanitize(&fault.message);
        let path = sanitize(&fault.file);
        let (drawn, span) = drawn(text, &fault.span);
        let column = drawn[..span.start].chars().count() + 1;
        let snippet = Snippet::source(drawn).line_start(fault.line).annotation(AnnotationKind::Primary.span(span));
        let group = Group::with_title(Level::ERROR.primary_title(message.as_ref()));
        // A line that is cut does not begin at its beginning, so that its column must be told.
        let mut groups = vec![if column == fault.column {
            group.element(snippet.path(path.as_ref()))
        } else {
            group.element(Origin::path(path.as_ref()).line(fault.line).char_column(fault.column)).element(snippet)
        }];
        let hint = fault.hint.as_deref().map(sanitize);
        groups.extend(hint.as_deref().map(|hint| Group::with_title(Level::HELP.secondary_title(hint))));
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    writeln!(out, "{}", summary(report))
}

/// So many bytes around a fault, and of it, are looked at: no screen shows more of a line, and no file is read once for each fault.
const DRAWN: usize = 1024;

/// The lines of the text on which that span lies, cut where they are very long, and the span in them.
fn drawn<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, Range<usize>) {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(span.start), boundary(span.end.min(span.start + DRAWN)));
    let (first, last) = (boundary(start.saturating_sub(DRAWN)), boundary(end + DRAWN));
    let first = text[first..start].rfind('\n').map_or(first, |newline| first + newline + 1);
    let last = text[end..last].find('\n').map_or(last, |newline| end + newline);
    (&text[first..last], start - first..end - first)
}

fn summary(report: &Findings) -> String {
    let looked_at = match (report.credentials, report.rules) {
        (0, _) => String::new(),
        (credentials, 0) => format!("{credentials} credentials: "),
        (credentials, rules) => format!("{credentials} credentials, {rules} rules: "),
    };
    let unasked = match report.unasked {
        0 => String::new(),
        unasked => format!("; whether a situation brings it to first place was not asked of {unasked}: there are too many"),
    };
    match report.faults.len() {
        0 => format!("{looked_at}no fault{unasked}"),
        1 => format!("{looked_at}1 fault{unasked}"),
        count => format!("{looked_at}{count} faults{unasked}"),
    }
}

fn page(report: &Findings) -> Report {
    let columns = vec![Column::words("Place", None), Column::words("Fault", None), Column::words("Hint", None)];
    let row = |fault: &Diagnostic| {
        let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        vec![Cell::strong(place), Cell::plain(&*fault.message), Cell::plain(fault.hint.clone().unwrap_or_default())]
    };
    let mut page = Report { columns, rows: report.faults.iter().map(row).collect(), ..Report::default() };
    page.note("Checked", Emphasis::Plain, vec![summary(report)]);
    page
}

fn sheet(report: &Findings) -> Sheet {
    let row = |fault: &Diagnostic| {
        let (line, column) = (fault.line.to_string(), fault.column.to_string());
        vec![fault.file.clone(), line, column, fault.message.clone(), fault.hint.clone().unwrap_or_default()]
    };
    Sheet { head: vec!["file", "line", "column", "message", "hint"], rows: report.faults.iter().map(row).collect() }
}

fn json(report: &Findings) -> Checked<'_> {
    Checked {
        schema_version: SCHEMA_VERSION,
        credentials: report.credentials,
        rules: report.rules,
        unasked: report.unasked,
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
