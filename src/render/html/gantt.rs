//! Bars on a calendar.

use std::fmt::Write as _;

use super::chart::{Bar, Chart, Limit, Share};
use crate::calendar::{Day, Pause};
use crate::decide::Candidate;
use crate::sanitize::join;
use crate::vocabulary::Status;

/// Bars on a calendar, from the earliest start on.
pub(super) struct Timeline {
    /// What it shows.
    pub title: String,
    /// The bars, from above to below.
    pub spans: Vec<Span>,
    /// What counts for all of them, such as a deadline.
    pub marks: Vec<Mark>,
    /// Days without study: bars are faded there.
    pub pauses: Vec<Pause>,
}

/// What takes from one day to another.
pub(super) struct Span {
    /// What it is, in a few characters.
    pub label: String,
    /// Its days in words.
    pub figures: String,
    /// The day on which it starts.
    pub start: Day,
    /// The days on which it is finished, fast and slow; `None` when unknown.
    pub finish: Option<(Day, Day)>,
    /// What counts for it alone, such as a last day.
    pub marks: Vec<Mark>,
}

/// A day with a meaning.
pub(super) struct Mark {
    /// The day.
    pub day: Day,
    /// What it is.
    pub what: &'static str,
}

impl Mark {
    /// The last day of what is about to end; `None` for everything else.
    pub fn last_day(candidate: &Candidate<'_>) -> Option<Self> {
        let ends = candidate.state().status == Status::Retiring;
        candidate.credential().lifecycle.last_day.filter(|_| ends).map(|day| Self { day, what: "last day" })
    }

    fn words(&self) -> String {
        format!("{} {}", self.what, self.day.in_words())
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
        let marks = self.spans.iter().flat_map(|span| &span.marks).chain(&self.marks).map(|mark| mark.day);
        let until = marks.filter(|day| *day <= reach).chain([last, from.plus_days(1)]).max().unwrap_or(last);
        let whole = f64::from(from.days_until(until));
        let at = |day: Day| Share::of(f64::from(from.days_until(day)), whole);
        let bar = |span: &Span| Bar {
            label: span.label.clone(),
            figures: span.figures.clone(),
            more: span.marks.iter().map(Mark::words).collect(),
            part: false,
            sure: span.finish.map(|(fast, _)| (at(span.start), at(fast))),
            open: span.finish.filter(|(fast, slow)| fast != slow).map(|(fast, slow)| (at(fast), at(slow))),
            marks: span.marks.iter().map(|mark| mark.day).filter(|day| (from..=until).contains(day)).map(at).collect(),
            pale: pale(&self.pauses, span).into_iter().map(|(from, to)| (at(from), at(to))).collect(),
        };
        let limit = |mark: &Mark| Limit { at: (mark.day <= until).then(|| at(mark.day)), label: mark.words() };
        let bars = self.spans.iter().map(bar).collect();
        let limits = self.marks.iter().map(limit).collect();
        let legend = self.legend(from, last);
        Some(Chart::new("timeline", self.title, legend, bars, limits, ticks(from, until, at)))
    }

    /// What the signs mean, of those that are drawn from the first day to the last.
    fn legend(&self, from: Day, last: Day) -> String {
        let mut legend = format!("From {} on. Solid: the fast estimate; dashed: up to the slow one.", from.in_words());
        let mut dots: Vec<String> = self.spans.iter().flat_map(|span| &span.marks).map(|mark| mark.what.to_owned()).collect();
        dots.sort_unstable();
        dots.dedup();
        if !dots.is_empty() {
            let _ = write!(legend, " A dot: the {}.", join(&dots, "or the"));
        }
        let pauses = self.pauses.iter().filter(|pause| pause.last() >= from && pause.first() <= last);
        let pauses: Vec<String> = pauses.map(|pause| format!("{} to {}", pause.first().in_words(), pause.last().in_words())).collect();
        if !pauses.is_empty() {
            let _ = write!(legend, " Shaded: breaks, {}.", join(&pauses, "and"));
        }
        legend
    }
}

/// From which days to which there is no study between its start and its slow finish.
fn pale(pauses: &[Pause], span: &Span) -> Vec<(Day, Day)> {
    let Some((_, finish)) = span.finish else { return Vec::new() };
    let within = pauses.iter().map(|pause| (pause.first().max(span.start), pause.last().plus_days(1).min(finish)));
    within.filter(|(first, end)| first < end).collect()
}

/// The first days of months, at even steps.
fn ticks(from: Day, until: Day, at: impl Fn(Day) -> Share) -> Vec<(Share, String)> {
    let first = from.first_of_month().plus_months(1);
    let months = first.days_until(until).max(0).unsigned_abs() / 28 + 1;
    let step =
        [1, 2, 3, 6].into_iter().chain((0..16).map(|power| 12 << power)).find(|step| months.div_ceil(*step) <= TICKS).unwrap_or(months);
    // At the end of the calendar no month begins any more.
    let begins = |day: &Day| *day <= until && day.first_of_month() == *day;
    let days = (0..TICKS).map(|number| first.plus_months(number * step)).take_while(begins);
    let month = |day: Day| day.in_words().trim_start_matches("1 ").to_owned();
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
            figures: finish.map_or_else(|| "unknown".to_owned(), |(fast, slow)| format!("{fast} to {slow}")),
            start: day(start),
            finish: finish.map(|(fast, slow)| (day(fast), day(slow))),
            marks: Vec::new(),
        };
        let marks = vec![Mark { day: day(deadline), what: "deadline" }];
        Timeline { title: "When".to_owned(), spans: spans.iter().map(span).collect(), marks, pauses: Vec::new() }
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
        assert!(drawn.contains("X-1: unknown; X-1: 2026-02-01 to 2026-02-02; deadline 1 Mar 2026"), "{drawn}");
        assert_eq!(drawn.matches("class=\"sure\"").count(), 1, "{drawn}");
        assert!(timeline(&steps[..1], "2026-03-01").draw().is_none(), "nothing is known");
    }

    #[test]
    fn a_bar_is_pale_where_a_pause_lies_in_it() {
        let pause = |first, last| Pause::new(day(first), day(last)).expect("a pause");
        let pauses = [pause("2025-12-01", "2025-12-31"), pause("2026-01-05", "2026-01-06"), pause("2026-02-01", "2026-02-02")];
        let timeline = timeline(&[("2026-01-01", Some(("2026-01-05", "2026-01-11"))), ("2026-01-01", None)], "2026-01-31");
        assert_eq!(pale(&pauses, &timeline.spans[1]), []);
        assert_eq!(pale(&pauses, &timeline.spans[0]), [(day("2026-01-05"), day("2026-01-07"))]);
    }

    #[test]
    fn every_mark_of_a_bar_is_drawn_and_said() {
        let mut timeline = timeline(&[("2026-01-01", Some(("2026-01-11", "2026-01-21")))], "2026-01-31");
        timeline.spans[0].marks = ["2026-01-16", "2026-01-23"].map(|written| Mark { day: day(written), what: "last day" }).into();
        let drawn = timeline.draw().expect("something is known").render().expect("it is drawn");
        assert!(
            drawn.contains("2026-01-21, last day 16 Jan 2026, last day 23 Jan 2026") && drawn.contains("A dot: the last day."),
            "{drawn}"
        );
        assert_eq!(drawn.matches("<circle").count(), 2, "{drawn}");
    }

    #[test]
    fn the_axis_has_few_months_however_long_it_is() {
        for until in ["2026-01-02", "2026-02-01", "2026-06-15", "2027-01-01", "2031-05-05", "2099-12-31", "9999-12-31"] {
            let months = ticks(day("2026-01-01"), day(until), |_| Share(0.0));
            assert!(months.len() <= 4 && (months.len() > 1 || until < "2026-06"), "{until}: {}", months.len());
            assert!(months.iter().all(|(_, month)| month.len() == "Feb 2026".len()), "{until}");
        }
        assert!(ticks(day("9999-12-01"), day("9999-12-31"), |_| Share(0.0)).is_empty());
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        let steps = [("9999-12-31", Some(("9999-12-31", "9999-12-31")))];
        assert!(timeline(&steps, "0001-01-01").draw().is_some());
    }
}
