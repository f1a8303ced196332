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
        [1, 2, 3, 6].into_iter().chain((0..12).map(|power| 12 << power)).find(|step| months.div_ceil(*step) <= TICKS).unwrap_or(months);
    let days = (0..TICKS).map(|number| first.plus_months(number * step)).take_while(|day| *day <= until);
    let month = |day: Day| day.to_string().trim_end_matches(|c: char| c != '-').trim_end_matches('-').to_owned();
    days.map(|day| (at(day), month(day))).collect()
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    fn timeline(spans: &[(&str, Option<(&str, &str)>)], deadline: &str) -> Timeline {
        let span = |(start, finish): &(&str, Option<(&str, &str)>)| Span {
            label: "X-1".to_owned(),
            sign: "",
            start: day(start),
            finish: finish.map(|(fast, slow)| (day(fast), day(slow))),
            mark: None,
        };
        let marks = vec![Mark { day: day(deadline), what: "deadline" }];
        Timeline { title: "When".to_owned(), spans: spans.iter().map(span).collect(), marks }
    }

    #[test]
    fn a_later_step_starts_where_the_one_before_it_may_end() {
        let steps = [("2026-01-01", Some(("2026-01-11", "2026-01-21"))), ("2026-01-21", Some(("2026-02-10", "2026-02-10")))];
        let drawn = timeline(&steps, "2026-01-31").draw().expect("something is known").render().expect("it is drawn");
        for wanted in
            ["x=\"0.00%\" y=\"50\" width=\"25.00%\"", "x=\"25.00%\" y=\"50\" width=\"25.00%\"", "x=\"50.00%\" y=\"100\" width=\"50.00%\""]
        {
            assert!(drawn.contains(wanted), "{wanted} is not in {drawn}");
        }
        assert!(drawn.contains("class=\"limit\" x1=\"75.00%\""), "{drawn}");
        assert_eq!(drawn.matches("class=\"open\"").count(), 1, "what ends on one day has no open end: {drawn}");
    }

    #[test]
    fn what_is_unknown_has_no_bar_and_is_said() {
        let steps = [("2026-01-01", None), ("2026-01-01", Some(("2026-02-01", "2026-02-02")))];
        let drawn = timeline(&steps, "2026-03-01").draw().expect("something is known").render().expect("it is drawn");
        assert!(drawn.contains("X-1: unknown; X-1: 2026-02-01 to 2026-02-02; deadline 2026-03-01"), "{drawn}");
        assert_eq!(drawn.matches("class=\"sure\"").count(), 1, "{drawn}");
        assert!(timeline(&steps[..1], "2026-03-01").draw().is_none(), "nothing is known");
    }

    #[test]
    fn the_axis_has_few_months_however_long_it_is() {
        for until in ["2026-01-02", "2026-02-01", "2026-06-15", "2027-01-01", "2031-05-05", "2099-12-31", "9999-12-31"] {
            let months = ticks(day("2026-01-01"), day(until), |_| Share(0.0));
            assert!(months.len() <= 4 && (months.len() > 1 || until < "2026-06"), "{until}: {}", months.len());
            assert!(months.iter().all(|(_, month)| month.len() == "2026-02".len()), "{until}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        let steps = [("9999-12-31", Some(("9999-12-31", "9999-12-31")))];
        assert!(timeline(&steps, "0001-01-01").draw().is_some());
    }
}
