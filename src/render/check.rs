//! How faults are shown: drawn with their line and a caret, or as data.

use std::collections::HashMap;
use std::io::{self, Write};

use super::caret::drawing;
use super::csv::Sheet;
use super::json::Checked;
use super::report::{Cell, Column, Emphasis, Report};
use super::table::Screen;
use crate::check::Findings;
use crate::diagnostic::Diagnostic;
use crate::layers::Layers;
use crate::vocabulary::Format;

/// Writes what a check found.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, format: Format, screen: Screen, layers: &Layers, report: &Findings) -> io::Result<()> {
    if format == Format::Table {
        return draw(out, screen, layers, report);
    }
    super::write(out, format, screen, || vec![page(report)], || sheet(report), || Checked::new(report))
}

fn draw(out: &mut dyn Write, screen: Screen, layers: &Layers, report: &Findings) -> io::Result<()> {
    let mut texts: HashMap<&str, &str> = HashMap::new();
    for fault in &report.faults {
        let text = *texts.entry(&fault.file).or_insert_with(|| layers.text(&fault.file).unwrap_or_default());
        writeln!(out, "{}\n", drawing(fault, text, usize::from(screen.width), screen.styled))?;
    }
    writeln!(out, "{}", summary(report))
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
