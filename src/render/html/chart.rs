//! The drawing that the timeline and the cost chart share: labelled bars over an axis, as SVG in a page. Positions along the axis are
//! percentages, so that a drawing is as wide as its page and its words keep their size.

use std::fmt;

use askama::Template;

/// A position or a length along the axis, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Share(pub f64);

impl Share {
    /// How far `part` goes of `whole`, both ends included; nothing of nothing.
    pub fn of(part: f64, whole: f64) -> Self {
        Self(if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 })
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}%", self.0 * 100.0)
    }
}

/// A label at a position of the axis: below it as a tick, above it as a limit.
pub(super) struct AxisLabel {
    /// Where; for a limit behind the right edge, the edge.
    pub at: Share,
    /// Whether it lies on the axis, and not behind its right edge.
    pub inside: bool,
    /// Its words.
    pub label: String,
    /// The baseline of its words.
    pub y: u32,
}

impl AxisLabel {
    /// To which side of its position the words stand, so that a phone does not cut them off.
    pub fn anchor(&self) -> &'static str {
        let half = f64::from(u32::try_from(self.label.chars().count()).unwrap_or(u32::MAX)) / 2.0 / CHARACTERS;
        match self.at.0 {
            at if at < half => "start",
            at if at > 1.0 - half => "end",
            _ => "middle",
        }
    }
}

/// A limit before it has its position.
pub(super) struct Limit {
    /// Where; `None` when it lies so far behind the right edge that it would squeeze the bars.
    pub at: Option<Share>,
    /// Its words.
    pub label: String,
}

/// A bar before it has its position.
pub(super) struct Bar {
    /// What it is.
    pub label: String,
    /// What it says, beside its label where a phone has room for both.
    pub figures: String,
    /// What there is to say below, a line each.
    pub more: Vec<String>,
    /// Whether it is a part of the bar above it.
    pub part: bool,
    /// From where to where it surely goes; `None` where that is unknown.
    pub sure: Option<(Share, Share)>,
    /// From where to where it may go; `None` where that is unknown or sure.
    pub open: Option<(Share, Share)>,
    /// The positions that are marked on it.
    pub marks: Vec<Share>,
    /// From where to where it is pale.
    pub pale: Vec<(Share, Share)>,
}

/// A line of words above a bar.
pub(super) struct Line {
    /// What names the bar.
    pub label: String,
    /// What is said of it.
    pub text: String,
    /// Their baseline.
    pub y: u32,
}

/// A bar in its position; lengths along the axis are the second of each pair.
pub(super) struct Row {
    /// The words above it.
    pub lines: Vec<Line>,
    /// Whether it is a part of the one above it.
    pub part: bool,
    /// Its upper edge.
    pub y: u32,
    /// Its height.
    pub thick: u32,
    /// Where it surely goes; `None` where that is unknown.
    pub sure: Option<(Share, Share)>,
    /// Where it may go; `None` where that is unknown or sure.
    pub open: Option<(Share, Share)>,
    /// Where it is marked.
    pub marks: Vec<Share>,
    /// Where it is pale.
    pub pale: Vec<(Share, Share)>,
}

/// A drawing with its title, the same facts in words, and its legend.
#[derive(Template)]
#[template(path = "chart.html")]
pub(super) struct Chart {
    id: &'static str,
    title: String,
    words: String,
    legend: String,
    height: u32,
    top: u32,
    bottom: u32,
    ticks: Vec<AxisLabel>,
    limits: Vec<AxisLabel>,
    rows: Vec<Row>,
}

/// From one line of words to the next, in pixels.
const LINE: u32 = 16;
/// Characters of a line that a phone has room for.
const LINE_LENGTH: usize = 40;
/// The same as a measure of the axis.
const CHARACTERS: f64 = 44.0;

impl Chart {
    /// Puts the limits above the bars, the bars one below the other, and the ticks at the foot; ticks are positions with their words.
    pub fn new(
        id: &'static str,
        title: impl Into<String>,
        legend: impl Into<String>,
        bars: Vec<Bar>,
        limits: Vec<Limit>,
        ticks: Vec<(Share, String)>,
    ) -> Self {
        let said = |bar: &Bar| bar.more.iter().fold(format!("{}: {}", bar.label, bar.figures), |said, more| format!("{said}, {more}"));
        let words: Vec<String> = bars.iter().map(said).chain(limits.iter().map(|limit| limit.label.clone())).collect();
        let mut y = 0;
        let mut next = |by: u32| {
            y += by;
            y
        };
        let position = |limit: Limit, y| {
            let sign = if limit.at.is_none() { " →" } else { "" };
            AxisLabel { at: limit.at.unwrap_or(Share(1.0)), inside: limit.at.is_some(), label: format!("{}{sign}", limit.label), y }
        };
        let limits: Vec<AxisLabel> = limits.into_iter().map(|limit| position(limit, next(LINE))).collect();
        let top = next(6);
        let position = |bar: Bar| {
            next(if bar.part { 0 } else { 4 });
            let lines = lines(&bar).into_iter().map(|(label, text)| Line { label, text, y: next(LINE) }).collect();
            let thick = if bar.part { 6 } else { 12 };
            let y = next(8);
            next(thick + if bar.part { 6 } else { 10 });
            let length = |(from, to): (Share, Share)| (from, Share(to.0 - from.0));
            Row {
                lines,
                part: bar.part,
                y,
                thick,
                sure: bar.sure.map(length),
                open: bar.open.map(length),
                marks: bar.marks,
                pale: bar.pale.into_iter().map(length).collect(),
            }
        };
        let rows = bars.into_iter().map(position).collect();
        let bottom = next(2);
        let ticks_y = next(LINE);
        let ticks = ticks.into_iter().map(|(at, label)| AxisLabel { at, inside: true, label, y: ticks_y }).collect();
        Self {
            id,
            title: title.into(),
            words: words.join("; "),
            legend: legend.into(),
            height: ticks_y + 6,
            top,
            bottom,
            ticks,
            limits,
            rows,
        }
    }
}

/// The lines above a bar, each no longer than a phone has room for: what names it, and what is said of it.
fn lines(bar: &Bar) -> Vec<(String, String)> {
    let mut lines = vec![(cut(&bar.label), String::new())];
    if bar.label.chars().count() + bar.figures.chars().count() < LINE_LENGTH {
        lines[0].1.clone_from(&bar.figures);
    } else {
        lines.push((String::new(), cut(&bar.figures)));
    }
    lines.extend(bar.more.iter().map(|more| (String::new(), cut(more))));
    lines
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LINE_LENGTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
