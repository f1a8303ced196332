//! A report as HTML: the same words as the terminal's, the answer itself first.

use askama::Template;
use certwise::render::report::{Cell, Column, Emphasis, Report, Section, before};
use certwise::snapshot::Snapshot;

use crate::words::{Said, said};

/// One report.
#[derive(Template)]
#[template(path = "fragment.html")]
struct Fragment<'a> {
    title: Said,
    has_title: bool,
    headline: Option<Said>,
    facts: Vec<Fact>,
    go_on: Vec<Link>,
    lead: Vec<Notes>,
    columns: Vec<&'a Column>,
    rows: Vec<Row<'a>>,
    pictures: &'a [Picture],
    notes: Vec<Notes>,
}

/// A picture with its heading.
pub type Picture = (&'static str, String);

/// A link that goes on from an answer.
pub struct Link {
    /// What follows `#`.
    pub to: String,
    /// Its words.
    pub words: String,
}

impl Link {
    /// A link.
    pub fn new(to: impl Into<String>, words: impl Into<String>) -> Self {
        Self { to: to.into(), words: words.into() }
    }
}

struct Fact {
    word: &'static str,
    lines: Vec<Said>,
}

struct Notes {
    title: String,
    tone: &'static str,
    lines: Vec<Said>,
}

struct Row<'a> {
    cells: Vec<TableCell<'a>>,
}

struct TableCell<'a> {
    column: &'a Column,
    heads_row: bool,
    tone: &'static str,
    lines: Vec<Said>,
    under: Vec<(&'static str, Said)>,
    why: Option<String>,
}

/// Draws the report; `pictures` stand under its table, `go_on` under the answer. With `why`, each row that is about a credential leads
/// to why it stands there.
///
/// # Errors
/// When it cannot be drawn.
pub fn draw(snapshot: &Snapshot<'_>, report: &Report, pictures: &[Picture], go_on: Vec<Link>, why: bool) -> Result<String, askama::Error> {
    let of = |text: &str| said(snapshot, text);
    let notes = |section: &Section| Notes {
        title: if section.title.is_empty() { String::new() } else { before(&section.title) },
        tone: tone(section.tone),
        lines: section.lines.iter().map(|line| of(line)).collect(),
    };
    let mut facts: Vec<Fact> = Vec::new();
    let conclusion = report.conclusion.as_ref();
    for (word, text) in conclusion.iter().flat_map(|conclusion| &conclusion.facts) {
        match facts.last_mut().filter(|_| word.is_empty()) {
            Some(last) => last.lines.push(of(text)),
            None => facts.push(Fact { word, lines: vec![of(text)] }),
        }
    }
    let stands_first = |column: &&Column| !column.under;
    let head = report.columns.iter().position(|column| !column.figures && !column.under);
    let rows = report.rows.iter().map(|cells| table_row(snapshot, report, cells, head, why)).collect();
    Fragment {
        title: of(&report.title),
        has_title: !report.title.is_empty(),
        headline: conclusion.map(|conclusion| of(&conclusion.headline)),
        facts,
        go_on,
        lead: report.lead.iter().map(notes).collect(),
        columns: report.columns.iter().filter(stands_first).collect(),
        rows,
        pictures,
        notes: report.notes.iter().map(notes).collect(),
    }
    .render()
}

fn table_row<'a>(snapshot: &Snapshot<'_>, report: &'a Report, cells: &[Cell], head: Option<usize>, why: bool) -> Row<'a> {
    // Names are for people: where an id heads the row, it stands under its name.
    let mut cells = cells.to_vec();
    let name = report.columns.iter().position(|column| column.under && column.title == "Name");
    if let (Some(head), Some(name)) = (head.filter(|head| report.columns[*head].title == "Id"), name) {
        let id = std::mem::take(&mut cells[head].text);
        cells[head].text = std::mem::replace(&mut cells[name].text, id);
    }
    let cells = cells.as_slice();
    let under = cells.iter().zip(&report.columns).filter(|(cell, column)| column.under && !cell.text.is_empty());
    let mut under: Vec<(&'static str, Said)> =
        under.map(|(cell, _)| (tone(cell.tone), said(snapshot, &cell.text.replace('\n', " ")))).collect();
    let named = cells.iter().map(|cell| &cell.text).find(|text| snapshot.catalog.position(text).is_some());
    let of = |(number, (cell, column)): (usize, (&Cell, &'a Column))| TableCell {
        column,
        heads_row: Some(number) == head,
        tone: tone(cell.tone),
        lines: cell.text.lines().map(|line| said(snapshot, line)).collect(),
        under: if Some(number) == head { std::mem::take(&mut under) } else { Vec::new() },
        why: named.filter(|_| why && Some(number) == head).map(|id| format!("go:view=why&id={id}")),
    };
    Row { cells: cells.iter().zip(&report.columns).enumerate().filter(|(_, (_, column))| !column.under).map(of).collect() }
}

/// The class of a tone.
const fn tone(tone: Emphasis) -> &'static str {
    match tone {
        Emphasis::Plain => "plain",
        Emphasis::Strong => "strong",
        Emphasis::Warning => "mind",
        Emphasis::Faint => "faint",
        Emphasis::Good => "good",
        Emphasis::Bad => "bad",
    }
}
