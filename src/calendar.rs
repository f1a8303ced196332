//! Days, and the one function that turns study hours and a pace into a day.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// More days than the calendar has: spans beyond it are refused by jiff.
const MOST_DAYS: u32 = 4_000_000;

/// A calendar day, written `YYYY-MM-DD` in flags, TOML and JSON; TOML's own dates are read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// What was written is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADay(String);

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a day; write it as YYYY-MM-DD, for example 2026-03-31", crate::text::shown(&self.0))
    }
}

impl std::error::Error for NotADay {}

impl Day {
    /// The calendar's last day.
    pub const LAST: Self = Self(Date::MAX);

    /// The day of that year, month and day of the month, or `None` where the calendar has none.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Today by the system's clock, in UTC.
    #[must_use]
    pub fn today() -> Self {
        Self(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())
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

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(written: &str) -> Result<Self, NotADay> {
        let shape =
            written.len() == 10 && written.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(NotADay(written.to_owned()));
        }
        written.parse().map(Self).map_err(|_| NotADay(written.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
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
                written.parse().map_err(E::custom)
            }

            // TOML hands its own dates over as a map.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
                let written = toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                written.to_string().parse().map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_any(DayVisitor)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "description": "A day, bare: 2026-03-31." })
    }
}

/// Study hours in a usual week: 1 to 168.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Pace(u32);

impl Pace {
    /// The pace at which durations are stated when nobody gave one: 10 hours a week.
    pub const REFERENCE: Self = Self(10);
    /// Every hour of a week.
    pub const MAX: Self = Self(168);

    /// That many hours a week, or `None` outside 1 to 168.
    #[must_use]
    pub const fn new(hours: u32) -> Option<Self> {
        if hours >= 1 && hours <= Self::MAX.0 { Some(Self(hours)) } else { None }
    }

    /// Hours a week.
    #[must_use]
    pub const fn hours(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Days that `hours` of study take at that pace, rounded up to a whole day.
#[must_use]
pub const fn study_days(hours: u32, pace: Pace) -> u32 {
    hours.saturating_mul(7).div_ceil(pace.0)
}

/// Months that `hours` of study take at that pace, rounded up to a whole month; a month is 52/12 weeks.
#[must_use]
pub const fn study_months(hours: u32, pace: Pace) -> u32 {
    hours.saturating_mul(12).div_ceil(pace.0 * 52)
}

/// The day on which somebody who starts on `start` has put in `hours` of study.
#[must_use]
pub fn ready_on(start: Day, hours: u32, pace: Pace) -> Day {
    start.plus_days(study_days(hours, pace))
}

/// The fewest hours a week at which `hours` of study are done within `days`; `None` where no week is long enough.
#[must_use]
pub const fn pace_for(hours: u32, days: i32) -> Option<Pace> {
    if days <= 0 {
        return None;
    }
    let needed = hours.saturating_mul(7).div_ceil(days.unsigned_abs());
    Pace::new(if needed == 0 { 1 } else { needed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    #[test]
    fn the_contracts_own_example_adds_up() {
        assert_eq!(ready_on(day("2026-01-09"), 87, Pace::REFERENCE), day("2026-03-11"));
        assert_eq!(ready_on(day("2026-01-09"), 174, Pace::REFERENCE), day("2026-05-11"));
    }

    #[test]
    fn months_are_whole_and_a_month_is_52_twelfths_of_a_week() {
        assert_eq!(study_months(130, Pace::REFERENCE), 3);
        assert_eq!(study_months(131, Pace::REFERENCE), 4);
        assert_eq!(study_months(10, Pace::REFERENCE), 1);
        assert_eq!(study_months(0, Pace::REFERENCE), 0);
    }

    #[test]
    fn the_pace_for_a_span_is_the_least_that_fits() {
        for (hours, days) in [(80, 81), (150, 81), (10, 7), (11, 7), (1, 1)] {
            let pace = pace_for(hours, days).expect("fits in a week");
            assert!(study_days(hours, pace).cast_signed() <= days);
            if let Some(slower) = Pace::new(pace.hours() - 1) {
                assert!(study_days(hours, slower).cast_signed() > days);
            }
        }
        assert_eq!(pace_for(1000, 7), None);
    }

    #[test]
    fn only_a_real_day_in_the_one_form_is_read() {
        for wrong in ["2026-02-30", "2026-2-3", "31.03.2026", "2026-03-31T10:00", "", "+002026-03-31", "2026-13-01"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(day("9999-12-31").plus_days(u32::MAX), day("9999-12-31"));
        assert_eq!(day("2026-01-09").plus_months(u32::MAX), day("9999-12-31"));
    }
}
