//! Bars on a calendar.

use super::chart::{Bar, Chart, Limit, Share};
use crate::calendar::Day;
use crate::render::words::UNKNOWN;

/// Bars on a calendar, from the earliest start on.
pub(super) struct Timeline {
    /// What it shows.
    pub title: String,
    /// The bars, from above to below.
    pub spans: Vec<Span>,
    /// What counts for all of them, such as a deadline.
    pub marks: Vec<Mark>,
}

/// What takes from one day to another.
pub(super) struct Span {
    /// What it is, in a few characters.
    pub label: String,
    /// A sign after its days, such as the one of an estimate.
    pub sign: &'static str,
    /// The day on which it starts.
    pub start: Day,
    /// The days on which it is finished, fast and slow; `None` when unknown.
    pub finish: Option<(Day, Day)>,
    /// What counts for it alone, such as a last day.
    pub mark: Option<Mark>,
}

/// A day with a meaning.
pub(super) struct Mark {
    /// The day.
    pub day: Day,
    /// What it is.
    pub what: &'static str,
}

impl Mark {
    fn words(&self) -> String {
        format!("{} {}", self.what, self.day)
    }
}

/// The most ticks on the axis: a phone has room for so many.
const TICKS: u32 = 4;

impl Timeline {
    /// The drawing; `None` when no finish is known.
    pub fn draw(self) -> Option<Chart> {
        let from = self.spans.iter().map(|span| span.start).min()?;
        let last = self.spans.iter().filter_map(|span| span.finish).map(|(_, slow)| slow).max()?;
        // A day far behind the bars would squeeze them: it is named at the edge instead.
        let reach = from.plus_days(from.days_until(last).max(1).unsigned_abs().saturating_mul(2));
        let marks = self.spans.iter().filter_map(|span| span.mark.as_ref()).chain(&self.marks).map(|mark| mark.day);
        let until = marks.filter(|day| *day <= reach).chain([last, from.plus_days(1)]).max().unwrap_or(last);
        let whole = f64::from(from.days_until(until));
        let at = |day: Day| Share::of(f64::from(from.days_until(day)), whole);
        let bar = |span: &Span| Bar {
            label: span.label.clone(),
            figures: match span.finish {
                Some((fast, slow)) if fast == slow => format!("{fast}{}", span.sign),
                Some((fast, slow)) => format!("{fast} to {slow}{}", span.sign),
                None => UNKNOWN.to_owned(),
            },
            more: span.mark.as_ref().map(Mark::words),
            part: false,
            sure: span.finish.map(|(fast, _)| (at(span.start), at(fast))),
            open: span.finish.filter(|(fast, slow)| fast != slow).map(|(fast, slow)| (at(fast), at(slow))),
            mark: span.mark.as_ref().filter(|mark| mark.day <= until).map(|mark| at(mark.day)),
        };
        let limit = |mark: &Mark| Limit { at: (mark.day <= until).then(|| at(mark.day)), label: mark.words() };
        let bars = self.spans.iter().map(bar).collect();
        let limits = self.marks.iter().map(limit).collect();
        let dot =
            self.spans.iter().find_map(|span| span.mark.as_ref()).map_or_else(String::new, |mark| format!(" A dot: the {}.", mark.what));
        let legend = format!("From {from} on. Solid: the fast estimate; dashed: up to the slow one.{dot}");
        Some(Chart::new("timeline", self.title, legend, bars, limits, ticks(from, until, at)))
    }
}

/// The first days of months, at even steps.
fn ticks(from: Day, until: Day, at: impl Fn(Day) -> Share) -> Vec<(Share, String)> {
    let first = from.first_of_month().plus_months(1);
    let months = first.days_until(until).max(0).unsigned_abs() / 28 + 1;
    let step =
        [1, 2, 3, 6].into_iter().chain((0..).map(|power| 12 << power)).find(|step| months.div_ceil(*step) <= TICKS).unwrap_or(months);
    let days = (0..TICKS).map(|number| first.plus_months(number * step)).take_while(|day| *day <= until);
    let month = |day: Day| day.to_string().trim_end_matches(|c: char| c != '-').trim_end_matches('-').to_owned();
    days.map(|day| (at(day), month(day))).collect()
}
