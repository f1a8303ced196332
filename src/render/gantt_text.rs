//! Bars on a calendar axis, in plain characters.

use textwrap::core::display_width;

use crate::calendar::{Day, Pause};

/// Bars on a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// One bar a line, in order; never empty.
    pub bars: Vec<Bar>,
    /// Days that matter to all bars, each with what it is.
    pub marks: Vec<(Day, String)>,
    /// Days on which nothing goes on.
    pub pauses: Vec<Pause>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its first day.
    pub start: Day,
    /// Its last day.
    pub finish: Day,
    /// A day on it that is marked; `None` when none is.
    pub exam: Option<Day>,
}

const WORK: char = '█';
const REST: char = '░';
const EXAM: char = '◆';
const MARK: char = '▲';

/// Columns below which a drawing is no drawing: names that would leave it fewer give way to their numbers.
const LEAST_COLUMNS: usize = 24;

/// A calendar from one day to another on so many columns.
struct Axis {
    first: Day,
    days: usize,
    columns: usize,
}

impl Axis {
    fn column(&self, day: Day) -> usize {
        let day = usize::try_from(self.first.days_until(day)).unwrap_or(0).min(self.days - 1);
        day * self.columns / self.days
    }

    /// The first day that falls on the column.
    fn day(&self, column: usize) -> Day {
        self.first.plus_days(u32::try_from((column * self.days).div_ceil(self.columns)).unwrap_or(u32::MAX))
    }

    /// The months where they begin, as many as there is room for; a year beside each first month of it that is named.
    fn months(&self) -> String {
        let mut line = String::new();
        let mut year = None;
        let last = self.day(self.columns);
        let months = std::iter::successors(Some(self.first.first_of_month()), |month| month.next_month());
        for month in months.take_while(|month| *month < last) {
            let at = self.column(month.max(self.first));
            let name = if Some(month.year()) == year { month.month_name() } else { format!("{} {}", month.month_name(), month.year()) };
            let long = line.chars().count();
            let room = (long == 0 || at > long) && at + name.len() <= self.columns;
            // A month that began before the axis is named only where the next one leaves it room.
            if room {
                line.extend(std::iter::repeat_n(' ', at - long));
                line.push_str(&name);
                year = Some(month.year());
            }
        }
        line
    }
}

impl Timeline {
    /// Draws it in lines, none wider than `width` columns.
    #[must_use]
    pub fn draw(&self, width: usize) -> Vec<String> {
        let labels = || self.bars.iter().map(|bar| bar.label.as_str()).chain(self.marks.iter().map(|(_, label)| label.as_str()));
        let number = |label: &'_ str| label.split(' ').next().map_or(0, str::len);
        let longest = |measure: &dyn Fn(&str) -> usize| labels().map(measure).max().unwrap_or(0);
        let is_named = longest(&display_width) + 1 + LEAST_COLUMNS <= width;
        let longest = if is_named { longest(&display_width) } else { longest(&number) };
        let ends = self.bars.iter().map(|bar| bar.finish).chain(self.marks.iter().map(|(day, _)| *day));
        let (Some(first), Some(last)) = (self.bars.iter().map(|bar| bar.start).min(), ends.max()) else { return Vec::new() };
        let days = usize::try_from(first.days_until(last)).unwrap_or(0) + 1;
        let axis = Axis { first, days, columns: width.saturating_sub(longest + 1).max(1) };
        let labelled = |label: &str, drawn: &str| {
            let label = if is_named { label } else { &label[..number(label)] };
            let gap = " ".repeat((longest + 1).saturating_sub(display_width(label)));
            format!("{label}{gap}{drawn}").trim_end().to_owned()
        };
        let mut lines = vec![labelled("", &axis.months())];
        lines.extend(self.bars.iter().map(|bar| labelled(&bar.label, &self.bar(&axis, bar))));
        lines.extend(
            self.marks
                .iter()
                .map(|(day, label)| labelled(label, &format!("{}{MARK} {}", " ".repeat(axis.column(*day)), day.in_words())))
                .map(|line| fitted(line, width)),
        );
        lines.push(self.legend());
        lines
    }

    fn bar(&self, axis: &Axis, bar: &Bar) -> String {
        let (from, to) = (axis.column(bar.start), axis.column(bar.finish));
        let rests = |column: usize| {
            let (day, next) = (axis.day(column), axis.day(column + 1));
            self.pauses.iter().any(|pause| pause.first() <= day && next <= pause.last().plus_days(1))
        };
        let exam = bar.exam.map(|exam| axis.column(exam));
        let drawn = (from..=to).map(|column| match exam {
            Some(exam) if exam == column => EXAM,
            _ if rests(column) => REST,
            _ => WORK,
        });
        std::iter::repeat_n(' ', from).chain(drawn).collect()
    }

    fn legend(&self) -> String {
        let mut legend = format!("{WORK} study");
        if self.bars.iter().any(|bar| bar.exam.is_some()) {
            legend.extend(["  ", &EXAM.to_string(), " exam"]);
        }
        if !self.pauses.is_empty() {
            legend.extend(["  ", &REST.to_string(), " pause"]);
        }
        legend
    }
}

/// The day of a mark moved before it where there is no room behind it.
fn fitted(line: String, width: usize) -> String {
    if display_width(&line) <= width {
        return line;
    }
    let Some((before, day)) = line.split_once(MARK) else { return line };
    let day = day.trim();
    let room = before.chars().count().saturating_sub(day.len() + 1);
    let before: String = before.chars().take(room).collect();
    format!("{before}{day} {MARK}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_end_with_the_calendar() {
        let day = |written: &str| written.parse().expect("a day");
        let bar = |start, finish| Bar { label: "X".to_owned(), start: day(start), finish: day(finish), exam: None };
        let drawn = |start, finish| Timeline { bars: vec![bar(start, finish)], marks: Vec::new(), pauses: Vec::new() }.draw(80);
        assert!(drawn("9999-12-20", "9999-12-31")[0].contains("Dec 9999"));
        assert!(drawn("9999-12-31", "9999-12-31")[0].contains("Dec 9999"));
        assert!(drawn("9999-10-01", "9999-12-31")[0].ends_with("Dec"), "{:?}", drawn("9999-10-01", "9999-12-31"));
        assert!(drawn("0000-01-01", "9999-12-31")[0].contains("Jan 0"), "{:?}", drawn("0000-01-01", "9999-12-31"));
    }
}
