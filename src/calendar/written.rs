//! Days as people write them: a day, a month or a year, in the orders and with the signs of letters, forms and spreadsheets.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Day;

/// The days that are meant by what somebody wrote: one day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first of them.
    pub first: Day,
    /// The last of them.
    pub last: Day,
}

/// What is no day, or may be one of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// Nothing that names a day.
    Unreadable(String),
    /// Two days that it may mean.
    Either(String, Day, Day),
    /// The number of days with which a spreadsheet keeps that day.
    Serial(String, Day),
    /// A month or a year, where a day is wanted.
    TooLong(String, Span),
    /// Neither a day nor a length of time, where either will do.
    NoDeadline(String),
}

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |written: &str| crate::sanitize::quote_input(written).into_owned();
        match self {
            Self::Unreadable(written) => {
                write!(f, "`{}` is not a day; write it as YYYY-MM-DD, for example 2030-03-31", quoted(written))
            }
            Self::NoDeadline(written) => {
                let written = quoted(written);
                write!(f, "`{written}` is not a day, nor a length of time; write 2030-03-31, \"March 2030\", \"3 months\" or 12w")
            }
            Self::Either(written, one, other) => {
                let [one_said, other_said] = [one, other].map(|day| day.0.strftime("%-d %B %Y"));
                write!(f, "`{}` may be {one_said} or {other_said}; write it as YYYY-MM-DD: {one} or {other}", quoted(written))
            }
            Self::Serial(written, day) => {
                write!(f, "`{}` is how a spreadsheet keeps a day; write it as YYYY-MM-DD ({day} meant?)", quoted(written))
            }
            Self::TooLong(written, span) => {
                write!(f, "`{}` is more than a day; write one as YYYY-MM-DD, for example {}", quoted(written), span.last)
            }
        }
    }
}

impl std::error::Error for NotADay {}

/// One word of a day as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Year(i16),
    Number(i8),
    Month(i8),
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// What says nothing beside a day.
const BESIDE: [&str; 10] = ["of", "the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "on"];

/// What is left of a word when `ending` follows a figure: `1st`, `30th`.
fn without_ordinal(word: &str) -> &str {
    let figure = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| word.strip_suffix(ending));
    figure.filter(|figure| figure.bytes().all(|b| b.is_ascii_digit())).unwrap_or(word)
}

impl Part {
    fn read(word: &str) -> Option<Self> {
        let word = without_ordinal(word);
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return match word.len() {
                1 | 2 => word.parse().ok().map(Self::Number),
                4 => word.parse().ok().map(Self::Year),
                _ => None,
            };
        }
        let month = MONTHS.iter().position(|month| word.len() >= 3 && (month.starts_with(word) || *month == "september" && word == "sept"));
        month.and_then(|month| i8::try_from(month + 1).ok()).map(Self::Month)
    }
}

impl From<Day> for Span {
    fn from(day: Day) -> Self {
        Self { first: day, last: day }
    }
}

impl Span {
    fn month(year: i16, month: i8) -> Option<Self> {
        let first = Day::new(year, month, 1)?;
        let last = first.next_month().map_or(Some(Day::LAST), Day::previous)?;
        Some(Self { first, last })
    }

    fn year(year: i16) -> Option<Self> {
        Some(Self { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
    }

    /// The one day that it is; `None` where it is more.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        (self.first == self.last).then_some(self.first)
    }
}

/// Reads one day, however it is written.
///
/// # Errors
/// When it is none, may be one of two, or is a whole month or year.
pub fn read_day(written: &str) -> Result<Day, NotADay> {
    let span: Span = written.parse()?;
    span.day().ok_or_else(|| NotADay::TooLong(written.to_owned(), span))
}

/// The day that a spreadsheet keeps as so many days since the end of 1899; only for years in which somebody may live.
fn serial(written: &str) -> Option<Day> {
    let days: u32 = written.parse().ok().filter(|days| (30_000..80_000).contains(days))?;
    Day::new(1899, 12, 30).map(|start| start.plus_days(days))
}

impl FromStr for Span {
    type Err = NotADay;

    fn from_str(written: &str) -> Result<Self, NotADay> {
        use Part::{Month, Number, Year};
        let text = written.trim().to_lowercase();
        if !text.starts_with(char::is_alphanumeric) {
            return Err(NotADay::Unreadable(written.to_owned()));
        }
        if let Some(day) = serial(&text) {
            return Err(NotADay::Serial(written.to_owned(), day));
        }
        // What stands behind a full day is the hour of it.
        let bytes = text.as_bytes();
        let is_stamp = text.len() > 10 && matches!(bytes[10], b't' | b' ') && text.is_char_boundary(10) && text[10..].contains(':');
        let text = if is_stamp { &text[..10] } else { text.as_str() };
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !BESIDE.contains(word)).collect();
        let parts: Option<Vec<Part>> = words.iter().map(|word| Part::read(word)).collect();
        let by_dots = text.contains('.') && !text.contains(['/', '-']);
        let day = |year, month, day| Day::new(year, month, day).map(Self::from);
        let span = match parts.as_deref().unwrap_or_default() {
            [Year(year)] => Self::year(*year),
            [Year(year), Number(month) | Month(month)] | [Number(month) | Month(month), Year(year)] => Self::month(*year, *month),
            [Year(year), Number(month) | Month(month), Number(of_month)]
            | [Number(of_month), Month(month), Year(year)]
            | [Month(month), Number(of_month), Year(year)] => day(*year, *month, *of_month),
            [Number(of_month), Number(month), Year(year)] if by_dots => day(*year, *month, *of_month),
            [Number(one), Number(other), Year(year)] => match (Day::new(*year, *other, *one), Day::new(*year, *one, *other)) {
                (Some(first), Some(second)) if first != second => return Err(NotADay::Either(written.to_owned(), first, second)),
                (one, other) => one.or(other).map(Self::from),
            },
            _ => None,
        };
        span.ok_or_else(|| NotADay::Unreadable(written.to_owned()))
    }
}

/// As it is read back: a day, or the month or the year.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.first.to_string();
        let length = match self.first.days_until(self.last) {
            0 => 10,
            1..=31 => 7,
            _ => 4,
        };
        f.write_str(&whole[..length.min(whole.len())])
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::values::parsed(deserializer)?.ok_or_else(|| serde::de::Error::custom("a day is wanted here"))
    }
}

/// When something must be held, as it is told: a day, or so long from the day that the answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Until the end of that day.
    On(Day),
    /// So many days from the as-of date.
    Days(u32),
    /// So many months from the as-of date.
    Months(u32),
}

impl Deadline {
    /// The longest that is taken, in days or months: no answer looks further ahead.
    const MOST: u32 = 9999;

    /// The day, for an answer on that one.
    #[must_use]
    pub fn day(self, as_of: Day) -> Day {
        match self {
            Self::On(day) => day,
            Self::Days(days) => as_of.plus_days(days),
            Self::Months(months) => as_of.plus_months(months),
        }
    }

    fn span_of_time(written: &str) -> Option<Self> {
        let text = written.trim().to_lowercase();
        let text = text.strip_prefix("in ").or_else(|| text.strip_prefix("within ")).unwrap_or(&text).trim_start();
        let figure_ends = text.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = text[..figure_ends].parse().ok().filter(|number| (1..=Self::MOST).contains(number))?;
        match text[figure_ends..].trim_start_matches([' ', '-']).trim_end() {
            "d" | "day" | "days" => Some(Self::Days(number)),
            "w" | "wk" | "wks" | "week" | "weeks" => Some(Self::Days(number * 7)),
            "m" | "mo" | "mos" | "month" | "months" => Some(Self::Months(number)),
            "y" | "yr" | "yrs" | "year" | "years" => Some(Self::Months(number * 12)),
            _ => None,
        }
    }
}

impl From<Day> for Deadline {
    fn from(day: Day) -> Self {
        Self::On(day)
    }
}

impl Serialize for Deadline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::values::parsed(deserializer)?.ok_or_else(|| serde::de::Error::custom("a day is wanted here"))
    }
}

/// The last day of what is written, or so long from the as-of date: `2027-06`, `June 2027`, `3 months`, `12w`.
impl FromStr for Deadline {
    type Err = NotADay;

    fn from_str(written: &str) -> Result<Self, NotADay> {
        let written = ["by ", "until ", "end of ", "the end of "].into_iter().fold(written.trim(), |text, word| {
            let begins = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            if begins { &text[word.len()..] } else { text }
        });
        match Self::span_of_time(written) {
            Some(length) => Ok(length),
            None => written.parse().map(|span: Span| Self::On(span.last)).map_err(|why| match why {
                NotADay::Unreadable(written) => NotADay::NoDeadline(written),
                why => why,
            }),
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(f),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Months(months) => write!(f, "{months} months"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_month_or_a_year_is_read_as_people_write_it() {
        let said = |written: &str| written.parse::<Span>().map(|span| span.to_string()).map_err(|why| why.to_string());
        for (written, meant) in [
            ("2027-06-30", "2027-06-30"),
            (" 2027/06/30 ", "2027-06-30"),
            ("30.06.2027", "2027-06-30"),
            ("5.6.2027", "2027-06-05"),
            ("30 June 2027", "2027-06-30"),
            ("June 30, 2027", "2027-06-30"),
            ("Wednesday, 30th of Jun 2027", "2027-06-30"),
            ("30-Jun-2027", "2027-06-30"),
            ("13/05/2027", "2027-05-13"),
            ("05/13/2027", "2027-05-13"),
            ("5/5/2027", "2027-05-05"),
            ("2024-05-01T10:00:00.000Z", "2024-05-01"),
            ("2024-05-01 10:00", "2024-05-01"),
            ("2027-06", "2027-06"),
            ("06/2027", "2027-06"),
            ("6/2027", "2027-06"),
            ("May 2024", "2024-05"),
            ("Sept. 2024", "2024-09"),
            ("2027", "2027"),
        ] {
            assert_eq!(said(written).as_deref(), Ok(meant), "{written}");
        }
        let wrong = |written: &str| said(written).expect_err("refused");
        assert!(wrong("05/06/2027").contains("may be 5 June 2027 or 6 May 2027"), "{}", wrong("05/06/2027"));
        assert!(wrong("1/5/2027").contains("2027-05-01 or 2027-01-05"), "{}", wrong("1/5/2027"));
        assert!(wrong("46143").contains("(2026-05-01 meant?)"), "{}", wrong("46143"));
        for no_day in ["", "soon", "2027-13", "2027-02-30", "31.02.2027", "6/27", "12", "99999", "2027-06-30-01", "May", "🦀 2027"] {
            assert!(wrong(no_day).contains("is not a day; write it as YYYY-MM-DD, for example"), "{no_day}");
        }
        assert!(read_day("June 2027").expect_err("a month").to_string().contains("is more than a day"));
    }

    #[test]
    fn a_deadline_is_the_last_day_of_what_is_written_or_so_long_from_today() {
        let on = |written: &str| {
            let deadline: Option<Deadline> = written.parse().ok();
            deadline.map(|deadline| deadline.day("2026-11-30".parse().expect("a day")).to_string())
        };
        for (written, day) in [
            ("2027-06", "2027-06-30"),
            ("June 2027", "2027-06-30"),
            ("2027", "2027-12-31"),
            ("3 months", "2027-02-28"),
            ("in 3 months", "2027-02-28"),
            ("12w", "2027-02-22"),
            ("12 weeks", "2027-02-22"),
            ("90 days", "2027-02-28"),
            ("1 year", "2027-11-30"),
        ] {
            assert_eq!(on(written).as_deref(), Some(day), "{written}");
        }
        for wrong in ["12", "soon", "0 weeks", "-3 months", "99999999999 weeks"] {
            assert_eq!(on(wrong), None, "{wrong}");
        }
    }
}
