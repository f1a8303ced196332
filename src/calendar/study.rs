//! Study: a pace, pauses, and the days and months that hours of it take.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};

use super::{Day, NotADay, Span};

/// Study hours in a usual week: 1 to 168, in tenths, or an even share of them. Kept in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pace(u32);

/// Minutes in an hour.
const HOUR: u32 = 60;

impl Pace {
    /// The pace at which durations are stated when nobody gave one: 10 hours a week.
    pub const REFERENCE: Self = Self(10 * HOUR);
    /// Every hour of a week.
    pub const MAX: Self = Self(168 * HOUR);

    /// That many hours a week, or `None` outside 1 to 168.
    #[must_use]
    pub const fn new(hours: u32) -> Option<Self> {
        if hours >= 1 && hours <= Self::MAX.hours() { Some(Self(hours * HOUR)) } else { None }
    }

    /// That many tenths of an hour a week, or `None` outside 1 to 168 hours.
    #[must_use]
    pub fn tenths(tenths: u32) -> Option<Self> {
        let minutes = tenths.checked_mul(HOUR / 10)?;
        (HOUR..=Self::MAX.0).contains(&minutes).then_some(Self(minutes))
    }

    /// Whole hours a week; what is left of an hour does not count.
    #[must_use]
    pub const fn hours(self) -> u32 {
        self.0 / HOUR
    }

    /// The even share of one of so many things that run at a time, to the minute below, so that together they never take more
    /// than there is. At most as many as there are whole hours can share; more are taken for that many.
    #[must_use]
    pub fn shared_by(self, number: u8) -> Self {
        Self(self.0 / u32::from(number).clamp(1, self.hours().max(1)))
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % HOUR {
            0 => self.hours().fmt(f),
            _ => write!(f, "{:.1}", f64::from(self.0) / f64::from(HOUR)),
        }
    }
}

impl Serialize for Pace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % HOUR {
            _ if !serializer.is_human_readable() => serializer.serialize_u32(self.0),
            0 => serializer.serialize_u32(self.hours()),
            _ => serializer.serialize_f64(f64::from(self.0) / f64::from(HOUR)),
        }
    }
}

/// Only from data that was prepared: what people write is read by [`crate::situation::read_pace`].
impl<'de> Deserialize<'de> for Pace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Self)
    }
}

/// Days without study, written `2026-12-20..2027-01-05`: both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pause {
    first: Day,
    last: Day,
}

impl Pause {
    /// From `first` to `last`, both included; `None` where it would end before it begins.
    #[must_use]
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Day {
        self.last
    }

    /// Sorts pauses and makes one of those that touch or overlap.
    pub fn join(pauses: &mut Vec<Self>) {
        pauses.sort_unstable();
        pauses.dedup_by(|later, earlier| {
            let touch = later.first <= earlier.last.plus_days(1);
            if touch {
                earlier.last = earlier.last.max(later.last);
            }
            touch
        });
    }
}

impl fmt::Display for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl FromStr for Pause {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{}` is no pause; write its first and its last day, for example 2030-12-20..2031-01-05",
                crate::sanitize::quote_input(written)
            )
        };
        let span = |text: &str| text.parse::<Span>();
        // One day, or a whole month, is a pause by itself.
        let (first, last) = match ["..", " to ", " - ", " – ", "–"].into_iter().find_map(|between| written.trim().split_once(between)) {
            Some((first, last)) => (span(first), span(last)),
            None => (span(written), span(written)),
        };
        let told =
            |span: Result<Span, NotADay>| span.map_err(|why| if matches!(why, NotADay::Either(..)) { why.to_string() } else { wrong() });
        let (first, last) = (told(first)?.first, told(last)?.last);
        Self::new(first, last).ok_or_else(|| format!("the pause `{first}..{last}` ends before it begins; write its first day first"))
    }
}

impl Serialize for Pause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Days that `hours` of study take at that pace, rounded up to a whole day.
#[must_use]
pub fn study_days(hours: u32, pace: Pace) -> u32 {
    let days = (u64::from(hours) * u64::from(HOUR) * 7).div_ceil(u64::from(pace.0));
    u32::try_from(days).unwrap_or(u32::MAX)
}

/// Months that `hours` of study take at that pace, rounded up to a whole month; a month is 52/12 weeks. A pause inside
/// them, in days, counts: what is paid by the month runs on.
#[must_use]
pub fn study_months(hours: u32, pace: Pace, paused: u32) -> u32 {
    let (minutes, pace, paused) = (u64::from(hours) * u64::from(HOUR), u64::from(pace.0), u64::from(paused));
    let months = ((minutes * 7 + paused * pace) * 12).div_ceil(pace * 7 * 52);
    u32::try_from(months).unwrap_or(u32::MAX)
}

/// The first day, not before `day`, that lies in no pause. The pauses must have been joined (see [`Pause::join`]).
#[must_use]
pub fn next_study_day(day: Day, pauses: &[Pause]) -> Day {
    let rests = pauses.iter().find(|pause| pause.first <= day && day <= pause.last);
    rests.map_or(day, |pause| pause.last.plus_days(1))
}

/// The day after the last day of study of somebody who starts on `start` and puts in `hours`: no day of a pause counts. A
/// pause that begins once the study is over changes nothing. The pauses must have been joined (see [`Pause::join`]).
#[must_use]
pub fn study_end(start: Day, hours: u32, pace: Pace, pauses: &[Pause]) -> Day {
    let (mut day, mut left) = (start, study_days(hours, pace));
    for pause in pauses.iter().filter(|pause| pause.last >= start) {
        let before = u32::try_from(day.days_until(pause.first)).unwrap_or(0);
        if before >= left {
            break;
        }
        left -= before;
        day = pause.last.plus_days(1);
    }
    day.plus_days(left)
}

/// The first day from `from` to `to` on which it holds, given that it holds on `to` and, once it does, on every later day.
#[must_use]
pub fn first_day_where(from: Day, to: Day, holds: impl Fn(Day) -> bool) -> Day {
    let (mut early, mut late) = (0, u32::try_from(from.days_until(to)).unwrap_or(0));
    while early < late {
        let middle = early.midpoint(late);
        if holds(from.plus_days(middle)) { late = middle } else { early = middle + 1 }
    }
    from.plus_days(early)
}

/// The fewest hours a week at which `fits`; `None` where no week is long enough. Whatever fits must fit at every faster pace.
#[must_use]
pub fn least_pace(fits: impl Fn(Pace) -> bool) -> Option<Pace> {
    let (mut least, mut most) = (1, Pace::MAX.hours());
    while least < most {
        let middle = least.midpoint(most);
        if Pace::new(middle).is_some_and(&fits) { most = middle } else { least = middle + 1 }
    }
    Pace::new(least).filter(|pace| fits(*pace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    #[test]
    fn the_contracts_own_example_adds_up() {
        assert_eq!(study_end(day("2026-01-09"), 87, Pace::REFERENCE, &[]), day("2026-03-11"));
        assert_eq!(study_end(day("2026-01-09"), 174, Pace::REFERENCE, &[]), day("2026-05-11"));
    }

    #[test]
    fn months_are_whole_and_a_month_is_52_twelfths_of_a_week() {
        assert_eq!(study_months(130, Pace::REFERENCE, 0), 3);
        assert_eq!(study_months(131, Pace::REFERENCE, 0), 4);
        assert_eq!(study_months(10, Pace::REFERENCE, 0), 1);
        assert_eq!(study_months(0, Pace::REFERENCE, 0), 0);
    }

    #[test]
    fn the_least_pace_is_the_least_that_fits() {
        for (hours, days) in [(80, 81), (150, 81), (10, 7), (11, 7), (1, 1)] {
            let fits = |pace| study_days(hours, pace) <= days;
            let pace = least_pace(fits).expect("fits in a week");
            assert!(fits(pace));
            assert!(Pace::new(pace.hours() - 1).is_none_or(|slower| !fits(slower)));
        }
        assert_eq!(least_pace(|pace| study_days(1000, pace) <= 7), None);
    }

    fn pauses(written: &[&str]) -> Vec<Pause> {
        let mut pauses = written.iter().map(|pause| pause.parse().expect("a pause")).collect();
        Pause::join(&mut pauses);
        pauses
    }

    #[test]
    fn pauses_that_touch_are_one() {
        let joined = pauses(&["2026-03-10..2026-03-12", "2026-03-01..2026-03-05", "2026-03-06..2026-03-06", "2026-03-02..2026-03-03"]);
        assert_eq!(joined.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-03-01..2026-03-06", "2026-03-10..2026-03-12"]);
        for wrong in ["2026-03-02..2026-03-01", "soon", "2026-03-01...2026-03-02", "..", "a..b"] {
            assert!(wrong.parse::<Pause>().is_err(), "{wrong}");
        }
    }

    /// Every day is looked at, one after the other, as a person would with a calendar on the wall: only on a day that still
    /// needs study does it matter whether it is a day off.
    #[test]
    fn no_day_of_a_pause_counts() {
        let paused = pauses(&["2026-03-04..2026-03-06", "2026-03-09..2026-03-09", "2026-03-20..2026-03-29"]);
        let rests = |day: Day| paused.iter().any(|pause| pause.first() <= day && day <= pause.last());
        for start in 0..40 {
            for hours in 0..40 {
                let mut by_hand = day("2026-02-25").plus_days(start);
                let began = by_hand;
                let mut left = study_days(hours, Pace::REFERENCE);
                while left > 0 {
                    left -= u32::from(!rests(by_hand));
                    by_hand = by_hand.plus_days(1);
                }
                assert_eq!(study_end(began, hours, Pace::REFERENCE, &paused), by_hand, "{hours} hours from {began}");
            }
        }
    }

    #[test]
    fn what_runs_side_by_side_never_takes_more_than_there_is() {
        for hours in 1..=168 {
            let pace = Pace::new(hours).expect("a week has them");
            for number in (1..=u8::MAX).filter(|number| u32::from(*number) <= hours) {
                let together = u32::from(number) * pace.shared_by(number).0;
                assert!(together <= pace.0 && pace.0 - together < u32::from(number), "{hours} hours for {number}");
            }
        }
        let one = Pace::new(1).expect("an hour");
        assert_eq!(one.shared_by(8), one, "an hour is not shared");
        assert_eq!(Pace::new(10).expect("ten hours").shared_by(3).to_string(), "3.3");
    }

    #[test]
    fn a_pause_after_the_last_day_of_study_changes_nothing() {
        let start = day("2026-11-22");
        let done = study_end(start, 130, Pace::REFERENCE, &[]);
        for later in 0..3 {
            let pause = Pause::new(done.plus_days(later), done.plus_days(100)).expect("in order");
            assert_eq!(study_end(start, 130, Pace::REFERENCE, &[pause]), done);
        }
        let pause = Pause::new(done.minus_days(1), done.plus_days(9)).expect("in order");
        assert_eq!(study_end(start, 130, Pace::REFERENCE, &[pause]), done.plus_days(11), "one day of study is left after it");
        assert_eq!(study_end(start, 0, Pace::REFERENCE, &[Pause::new(start, done).expect("in order")]), start);
    }

    #[test]
    fn a_pause_is_paid_for() {
        assert_eq!(study_months(130, Pace::REFERENCE, 0), 3);
        assert_eq!(study_months(130, Pace::REFERENCE, 1), 4);
        assert_eq!(study_months(130, Pace::REFERENCE, 30), 4);
        assert_eq!(study_months(u32::MAX, Pace::MAX, u32::MAX), 147_492_009);
    }
}
