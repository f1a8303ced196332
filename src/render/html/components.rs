//! What the pages are put together from, beside the charts: tables, links, sources.

use crate::catalog::{Credential, CredentialId};
use crate::recommendation::FallbackAnswer;
use crate::render::phrases;
use crate::render::report::{Cell, Column, Emphasis};
use crate::snapshot::Snapshot;

/// Words, and the address behind them where there is one that may be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Linked {
    /// The words.
    pub text: String,
    /// An https address; `None` for everything else.
    pub url: Option<String>,
}

impl Linked {
    /// A link where the address is one of https, else the words alone: whatever a file says, no other scheme is followed.
    pub fn new(text: impl Into<String>, url: Option<&str>) -> Self {
        let sound =
            |url: &&str| url.starts_with("https://") && !url.chars().any(|c| c.is_whitespace() || crate::sanitize::is_unprintable(c));
        Self { text: text.into(), url: url.filter(sound).map(str::to_owned) }
    }

    /// A credential's name and code, and its own page.
    pub fn to_credential(credential: &Credential) -> Self {
        Self::new(phrases::name_and_code(credential), credential.url.as_deref())
    }
}

/// A table with its caption.
pub(super) struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<TableCell>>,
}

/// A cell with what its column says of it.
pub(super) struct TableCell {
    /// The heading of its column, which stands beside it where the screen is narrow.
    pub column: String,
    /// Whether figures stand in it.
    pub figures: bool,
    /// Whether its lines are short, and so never broken where there is room.
    pub narrow: bool,
    /// Whether it is what its row is about.
    pub heads_row: bool,
    /// Its first line.
    pub first: Linked,
    /// The lines below it.
    pub more: Vec<String>,
}

/// Up to this many screen columns a column is narrow: a day has 10, `exam` and a marked day 16.
const NARROW: u16 = 16;

impl Table {
    /// Takes the rows of a page; the strong cell of a row heads it.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        let cell = |(cell, column): (Cell, &Column)| {
            let mut lines = cell.text.lines().map(str::to_owned);
            TableCell {
                column: column.title.clone(),
                figures: column.figures,
                narrow: column.width.is_some_and(|width| width <= NARROW),
                heads_row: cell.tone == Emphasis::Strong,
                first: Linked::new(lines.next().unwrap_or_default(), None),
                more: lines.collect(),
            }
        };
        let rows = rows.into_iter().map(|row| row.into_iter().zip(&columns).map(cell).collect()).collect();
        Self { caption: caption.into(), columns, rows }
    }

    /// The same, where the cell that heads the row at `number` leads to that address.
    pub fn link(&mut self, number: usize, url: Option<&str>) {
        for cell in self.rows[number].iter_mut().filter(|cell| cell.heads_row) {
            cell.first = Linked::new(std::mem::take(&mut cell.first.text), url);
        }
    }
}

/// What is said when nothing fits.
pub(super) struct Nothing {
    /// What rules everything out.
    pub why: String,
    /// What would let something in.
    pub would_change: Vec<String>,
    /// What to do meanwhile.
    pub until_then: Vec<String>,
    /// Credentials to start with.
    pub start_with: Vec<Linked>,
}

impl Nothing {
    /// The ways out, and why there is need of one.
    pub fn new(snapshot: &Snapshot<'_>, why: String, fallback: &FallbackAnswer) -> Self {
        Self {
            why,
            would_change: phrases::would_change(snapshot, fallback),
            until_then: snapshot.framework.fallback.steps.clone(),
            start_with: fallback.start_with.iter().map(|&id| Linked::to_credential(snapshot.credential(id))).collect(),
        }
    }
}

/// Where the facts of one credential come from.
pub(super) struct SourcesOf {
    /// The credential.
    pub name: Linked,
    /// When it was last checked.
    pub checked: String,
    /// Each source, and how far it goes.
    pub sources: Vec<(Linked, String)>,
}

/// The sources of those credentials.
pub(super) fn sources(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> Vec<SourcesOf> {
    let of = |&id: &CredentialId| {
        let credential = snapshot.credential(id);
        let state = &snapshot.state(id);
        let sources = credential.sources_by(snapshot.as_of);
        SourcesOf {
            name: Linked::to_credential(credential),
            checked: match state.checked {
                Some(day) if !state.stale => format!("checked {}", day.in_words()),
                checked => phrases::not_checked(checked),
            },
            sources: sources.map(|source| (Linked::new(&*source.title, source.url.as_deref()), phrases::evidence(source))).collect(),
        }
    };
    ids.iter().map(of).collect()
}
