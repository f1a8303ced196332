//! Days, and the one function that turns study hours and a pace into a day.

mod study;
mod written;

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

pub use study::{Pace, Pause, first_day_where, least_pace, next_study_day, study_days, study_end, study_months};
pub use written::{Deadline, NotADay, Span, read_day};

/// More days than the calendar has: spans beyond it are refused by jiff.
const MOST_DAYS: u32 = 4_000_000;

/// A calendar day, written `YYYY-MM-DD` in flags, TOML and JSON; TOML's own dates are read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The calendar's last day.
    pub const LAST: Self = Self(Date::MAX);

    /// The day of that year, month and day of the month, or `None` where the calendar has none.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Today by the system's clock and time zone; and whether that zone could be told, as else it is the day in UTC.
    #[must_use]
    pub fn today() -> (Self, bool) {
        let zone = Self::zone();
        let is_known = zone.is_some();
        (Self(jiff::Timestamp::now().to_zoned(zone.unwrap_or(TimeZone::UTC)).date()), is_known)
    }

    /// How many seconds of the day are over, by the system's clock and time zone; `SOURCE_DATE_EPOCH` (seconds since 1970, in UTC)
    /// stands in for the clock, as in everything that is to come out the same each time.
    #[must_use]
    pub fn seconds_now() -> u32 {
        let fixed =
            std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| jiff::Timestamp::from_second(seconds.trim().parse().ok()?).ok());
        let now = match fixed {
            Some(fixed) => fixed.to_zoned(TimeZone::UTC),
            None => jiff::Timestamp::now().to_zoned(Self::zone().unwrap_or(TimeZone::UTC)),
        };
        let part = |part: i8| u32::from(part.unsigned_abs());
        (part(now.hour()) * 60 + part(now.minute())) * 60 + part(now.second())
    }

    /// The system's time zone, from the file in which systems of the Unix kind keep it. jiff looks for a name through the folders of
    /// all zones, which takes longer than the rest of an answer, so it is asked only where there is no such file.
    fn zone() -> Option<TimeZone> {
        let file = match std::env::var("TZ") {
            Ok(name) => format!("/usr/share/zoneinfo/{name}"),
            Err(_) => "/etc/localtime".to_owned(),
        };
        let zone = std::fs::read(file).ok().and_then(|zone| TimeZone::tzif("local", &zone).ok());
        zone.or_else(|| TimeZone::try_system().ok())
    }

    /// The day `days` later; the calendar's last day where that would lie beyond it.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.saturating_add(i64::from(days.min(MOST_DAYS)).days()))
    }

    /// The day before; `None` before the calendar's first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }

    /// The day after; `None` after the calendar's last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }

    /// The same day of the month `months` later (the month's last where it has no such day).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.saturating_add(i64::from(months.min(MOST_DAYS / 28)).months()))
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The first day of the month after its own; `None` where the calendar has no such month.
    #[must_use]
    pub fn next_month(self) -> Option<Self> {
        self.0.first_of_month().checked_add(1.month()).ok().map(Self)
    }

    /// The day `days` earlier; the calendar's first day where that would lie before it.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self(self.0.saturating_sub(i64::from(days.min(MOST_DAYS)).days()))
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The day as people write it: `24 Feb 2027`. What is written like that is read too, as every other way of writing a day.
    #[must_use]
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %b %Y").to_string()
    }

    /// What people call its month, in three letters.
    #[must_use]
    pub fn month_name(self) -> String {
        self.0.strftime("%b").to_string()
    }

    /// Days from this day to `later`; negative when it lies before.
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        self.0.until(later.0).map_or(i32::MAX, |span| span.get_days())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl Day {
    /// Reads a day in the one form of the data, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// When it is written in any other way.
    pub fn iso(written: &str) -> Result<Self, NotADay> {
        let shape =
            written.len() == 10 && written.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        let day = if shape { written.parse().ok() } else { None };
        day.map(Self).ok_or_else(|| NotADay::Unreadable(written.to_owned()))
    }
}

/// However somebody writes it; data is read by [`Day::iso`].
impl FromStr for Day {
    type Err = NotADay;

    fn from_str(written: &str) -> Result<Self, NotADay> {
        Self::iso(written).or_else(|_| read_day(written))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (self.0.year(), self.0.month(), self.0.day()).serialize(serializer);
        }
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DayVisitor;

        impl<'de> Visitor<'de> for DayVisitor {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day such as 2026-03-31")
            }

            fn visit_str<E: de::Error>(self, written: &str) -> Result<Day, E> {
                Day::iso(written).map_err(E::custom)
            }

            // TOML hands its own dates over as a map.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
                let written = toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Day::iso(&written.to_string()).map_err(de::Error::custom)
            }
        }

        if !deserializer.is_human_readable() {
            let (year, month, day) = Deserialize::deserialize(deserializer)?;
            return Self::new(year, month, day).ok_or_else(|| de::Error::custom("no day of the calendar"));
        }
        deserializer.deserialize_any(DayVisitor)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "description": "A day, bare: 2026-03-31." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    #[test]
    fn only_a_real_day_in_the_one_form_is_read() {
        for wrong in ["2026-02-30", "2026-2-3", "31.03.2026", "2026-03-31T10:00", "", "+002026-03-31", "2026-13-01"] {
            assert!(Day::iso(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(day("9999-12-31").plus_days(u32::MAX), day("9999-12-31"));
        assert_eq!(day("2026-01-09").plus_months(u32::MAX), day("9999-12-31"));
    }

    #[test]
    fn the_months_come_to_an_end() {
        assert_eq!(day("2026-01-31").next_month(), Some(day("2026-02-01")));
        assert_eq!(day("9999-11-30").next_month(), Some(day("9999-12-01")));
        assert_eq!(day("9999-12-01").next_month(), None);
    }
}
