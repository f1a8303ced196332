//! An answer as people read it: a table and the notes under it. Every format for people draws the same page.

use super::gantt_text::Timeline;
use super::phrases;
use crate::recommendation::Recommendation;
use crate::snapshot::Snapshot;

/// The emphasis on a cell or a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing.
    #[default]
    Plain,
    /// This is the main thing.
    Strong,
    /// Look out.
    Warning,
    /// Less important.
    Faint,
    /// Good news: it costs nothing.
    Good,
    /// Bad news: it is above a limit, or over.
    Bad,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Its tone.
    pub tone: Emphasis,
}

impl Cell {
    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Emphasis::Plain }
    }

    /// The main thing of its row.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Emphasis::Strong }
    }

    /// Less important words.
    #[must_use]
    pub fn faint(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Emphasis::Faint }
    }

    /// A sum as people read it: what is free stands out.
    #[must_use]
    pub fn cost(text: impl Into<String>) -> Self {
        let text = text.into();
        let tone = if text == "free" { Emphasis::Good } else { Emphasis::Plain };
        Self { text, tone }
    }
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its width where the table has little room, in screen columns; `None` takes what is left.
    pub width: Option<u16>,
    /// Whether figures stand in it, flush right.
    pub figures: bool,
    /// Whether it is left out of a table with little room.
    pub wide_only: bool,
    /// The order in which it is left out where the others would have no room beside it: the highest first, 0 never.
    pub spare: u8,
    /// Whether it stands on a second line of its row where the first has no room for it whole; the first of these moves last. There its
    /// cells stand without a heading, so each must say what it is. One that is spare as well is left out instead.
    pub under: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(title: impl Into<String>, width: Option<u16>) -> Self {
        Self { title: title.into(), width, figures: false, wide_only: false, spare: 0, under: false }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width: Some(width), figures: true, wide_only: false, spare: 0, under: false }
    }

    /// The same, left out where the others would have no room beside it, and so would those that are less spare.
    #[must_use]
    pub fn spare(self, spare: u8) -> Self {
        Self { spare, ..self }
    }

    /// A column that stands on a second line of its row where the first has no room for it whole.
    #[must_use]
    pub fn under(title: impl Into<String>) -> Self {
        Self { under: true, ..Self::words(title, None) }
    }

    /// The same, left out of a table with little room.
    #[must_use]
    pub fn when_wide(self) -> Self {
        Self { wide_only: true, spare: u8::MAX, ..self }
    }
}

/// A heading as it stands before what it is about: with a colon, unless it ends as a sentence does.
#[must_use]
pub fn before(title: &str) -> String {
    if title.ends_with(['.', '?', '!', ':']) { title.to_owned() } else { format!("{title}:") }
}

/// Notes under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Their heading, a word or two; empty where the lines need none.
    pub title: String,
    /// Their tone.
    pub tone: Emphasis,
    /// One line each.
    pub lines: Vec<String>,
}

/// The answer itself, in a few lines: what stands last on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conclusion {
    /// What to do, in one line: `Take AWS Certified AI Practitioner (aws-aif-c01)`.
    pub headline: String,
    /// What there is to say of it, a line each: a word (`Cost`) and what it is.
    pub facts: Vec<(&'static str, String)>,
    /// The commands that go on from here, the most useful first; each can be pasted into a shell.
    pub next: Vec<String>,
}

/// An answer as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One line above everything; empty when there is none.
    pub title: String,
    /// What is said before everything else.
    pub lead: Vec<Section>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// The drawing under the table; `None` when there is none.
    pub timeline: Option<Timeline>,
    /// The notes under the table and the drawing.
    pub notes: Vec<Section>,
    /// The answer itself, under everything; `None` where the page is only to look things up.
    pub conclusion: Option<Conclusion>,
}

impl Report {
    /// Adds from which day the facts are: in the small print, or by itself where they are later than the page's day, or old on it.
    pub fn note_facts(&mut self, snapshot: &Snapshot<'_>) {
        let Some((title, said)) = phrases::day_of_facts(snapshot) else { return };
        let small = self.notes.last_mut().filter(|last| title.is_empty() && last.title.is_empty() && last.tone == Emphasis::Faint);
        match small.and_then(|last| last.lines.last_mut()).filter(|line| line.ends_with('.')) {
            Some(line) => *line = format!("{line} {said}"),
            None => self.note(title, Emphasis::Faint, vec![said]),
        }
    }

    /// Says first what of the things held expires soon, and what of them is not counted.
    pub fn say_held(&mut self, recommendation: &Recommendation<'_>) {
        self.say_first("Renew first", Emphasis::Warning, phrases::renewals(recommendation));
        let (catalog, situation) = (recommendation.snapshot.catalog, recommendation.situation);
        self.say_first("Counted as", Emphasis::Plain, phrases::earlier_versions(catalog, situation));
        self.say_first("Not counted", Emphasis::Warning, phrases::not_counted(catalog, situation));
    }

    /// Adds what the mark of an estimate means, where a figure bears it.
    pub fn note_mark(&mut self, is_marked: bool) {
        if is_marked {
            self.note(phrases::ESTIMATE_MARK, Emphasis::Faint, vec![phrases::MARK_MEANS.to_owned()]);
        }
    }

    /// Adds what is said before everything else; nothing when there are no lines.
    pub fn say_first(&mut self, title: &str, tone: Emphasis, lines: Vec<String>) {
        if !lines.is_empty() {
            self.lead.push(Section { title: title.to_owned(), tone, lines });
        }
    }

    /// Adds notes; none when there are no lines.
    pub fn note(&mut self, title: &str, tone: Emphasis, lines: Vec<String>) {
        if !lines.is_empty() {
            self.notes.push(Section { title: title.to_owned(), tone, lines });
        }
    }
}
