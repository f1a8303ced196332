//! When a credential can be earned: the one place where dates become a status.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::vocabulary::Status;

/// The days in a credential's life. None at all means: open for as long as anybody looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Lifecycle {
    /// The day on which it was announced; absent when unknown.
    pub announced: Option<Day>,
    /// The first day of its beta; absent when there was none, or nobody noted it.
    pub beta_from: Option<Day>,
    /// The last day of its beta; absent when it runs until `active_from`, or unknown.
    pub beta_until: Option<Day>,
    /// The first day of general availability; absent when it lies before anybody looked, or is not known yet.
    pub active_from: Option<Day>,
    /// The last day on which it can be earned; absent when none is set.
    pub last_day: Option<Day>,
    /// Why it ends.
    pub end_reason: Option<String>,
}

impl Lifecycle {
    /// The status on that day.
    #[must_use]
    pub fn status(&self, day: Day) -> Status {
        if self.last_day.is_some_and(|last| last < day) {
            return Status::Retired;
        }
        let ever_opens_later = self.announced.is_some() || self.beta_from.is_some() || self.active_from.is_some();
        if !ever_opens_later || self.active_from.is_some_and(|from| from <= day) {
            return if self.last_day.is_some() { Status::Retiring } else { Status::Active };
        }
        let in_beta = self.beta_from.is_some_and(|from| from <= day) && self.beta_until.is_none_or(|until| day <= until);
        if in_beta { Status::Beta } else { Status::Announced }
    }

    /// The days on which something happens, in order, each the first on which it is so: between two of them the status stays.
    #[must_use]
    pub fn transitions(&self) -> Vec<Day> {
        let Self { announced, beta_from, beta_until, active_from, last_day, end_reason: _ } = self;
        let after = |last: &Option<Day>| last.and_then(Day::next);
        let mut days: Vec<Day> = [*announced, *beta_from, after(beta_until), *active_from, after(last_day)].into_iter().flatten().collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The first day, not before `day`, on which it can be earned; `None` where no such day is known.
    #[must_use]
    pub fn open_from(&self, day: Day) -> Option<Day> {
        match self.status(day) {
            Status::Beta | Status::Active | Status::Retiring => Some(day),
            Status::Retired => None,
            Status::Announced => {
                [self.beta_from, self.active_from].into_iter().flatten().filter(|from| *from > day && self.status(*from).is_open()).min()
            }
        }
    }

    /// Lays the days that `over` gives on these. Returns the keys that it gave.
    pub fn overlay(&mut self, over: Self) -> impl Iterator<Item = &'static str> {
        let Self { announced, beta_from, beta_until, active_from, last_day, end_reason } = over;
        self.announced = announced.or(self.announced);
        self.beta_from = beta_from.or(self.beta_from);
        self.beta_until = beta_until.or(self.beta_until);
        self.active_from = active_from.or(self.active_from);
        self.last_day = last_day.or(self.last_day);
        let given = [
            ("lifecycle.announced", announced.is_some()),
            ("lifecycle.beta_from", beta_from.is_some()),
            ("lifecycle.beta_until", beta_until.is_some()),
            ("lifecycle.active_from", active_from.is_some()),
            ("lifecycle.last_day", last_day.is_some()),
            ("lifecycle.end_reason", end_reason.is_some()),
        ];
        self.end_reason = end_reason.or_else(|| self.end_reason.take());
        given.into_iter().filter_map(|(key, given)| given.then_some(key))
    }
}

impl Status {
    /// Whether a credential of that status can be earned.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Beta | Self::Active | Self::Retiring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    fn status_on(lifecycle: &Lifecycle, days: &[(&str, Status)]) {
        for (written, status) in days {
            assert_eq!(lifecycle.status(day(written)), *status, "on {written}");
        }
    }

    #[test]
    fn a_whole_life_has_every_status() {
        let life = Lifecycle {
            announced: Some(day("2026-01-01")),
            beta_from: Some(day("2026-02-01")),
            beta_until: Some(day("2026-02-28")),
            active_from: Some(day("2026-04-01")),
            last_day: Some(day("2026-12-31")),
            end_reason: None,
        };
        status_on(
            &life,
            &[
                ("2025-12-31", Status::Announced),
                ("2026-01-31", Status::Announced),
                ("2026-02-01", Status::Beta),
                ("2026-02-28", Status::Beta),
                ("2026-03-01", Status::Announced),
                ("2026-04-01", Status::Retiring),
                ("2026-12-31", Status::Retiring),
                ("2027-01-01", Status::Retired),
            ],
        );
        let turns = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2027-01-01"];
        assert_eq!(life.transitions(), turns.map(day));
        assert_eq!(life.open_from(day("2026-01-15")), Some(day("2026-02-01")));
        assert_eq!(life.open_from(day("2026-03-01")), Some(day("2026-04-01")));
        assert_eq!(life.open_from(day("2027-01-01")), None);
    }

    #[test]
    fn without_any_day_it_is_open() {
        status_on(&Lifecycle::default(), &[("1990-01-01", Status::Active), ("2099-01-01", Status::Active)]);
    }

    #[test]
    fn what_was_only_announced_never_opens_by_itself() {
        let life = Lifecycle { announced: Some(day("2025-12-09")), ..Lifecycle::default() };
        status_on(&life, &[("2026-11-22", Status::Announced)]);
        assert_eq!(life.open_from(day("2026-11-22")), None);
    }
}
