//! What a credential costs one person: the one place where fees and a pace become dollars.

use serde::{Deserialize, Serialize};

use super::Lifecycle;
use crate::calendar::{Day, Pace, study_months};
use crate::catalog::Hours;
use crate::money::{Range, Usd};
use crate::vocabulary::Status;

/// List prices in US dollars, without tax, for somebody in the United States who is no member of anything.
/// A part that is absent is not charged; no part at all means that the price is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Cost {
    /// The exam fee, each attempt.
    pub exam: Option<Range>,
    /// The exam fee while it is a beta; absent means the same as `exam`.
    pub exam_beta: Option<Range>,
    /// The subscription, each month of study.
    pub monthly: Option<Range>,
    /// The price of the whole, paid once; 0 for what is free.
    pub once: Option<Range>,
    /// A fee for applying, paid once.
    pub application: Option<Range>,
    /// The fee of a second attempt where it is not the exam fee again; 0 where it is included.
    pub retake: Option<Range>,
}

/// What one line of a bill is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Charge {
    /// The exam fee.
    Exam,
    /// The subscription over the months of study.
    Subscription,
    /// The one-time price.
    Course,
    /// The fee for applying.
    Application,
    /// The fee of a second attempt.
    Retake,
}

/// One line of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub what: Charge,
    /// From the least to the most, in US dollars.
    pub amount: Range,
    /// The months, from the fast to the slow estimate, where a subscription is charged.
    pub months: Option<(u32, u32)>,
}

/// What a credential costs one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The sum of the lines.
    pub total: Range,
    /// What it is made of.
    pub lines: Vec<Line>,
}

/// What about a person's studying a bill depends on.
#[derive(Clone, Copy, Debug)]
pub struct BillingInputs {
    /// Study hours; `None` when unknown.
    pub hours: Option<Hours>,
    /// Hours a week.
    pub pace: Pace,
    /// Days of a pause while they study, by the fast and by the slow estimate.
    pub paused: (u32, u32),
    /// The first and the last day on which the exam may be sat: its fee is the one of those days.
    pub first: (Day, Day),
    /// The same of a second attempt; `None` where none is counted in.
    pub second: Option<(Day, Day)>,
}

impl Cost {
    /// Whether no part has a price, so that the whole is unknown.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.exam.is_none() && self.exam_beta.is_none() && self.monthly.is_none() && self.once.is_none()
    }

    /// Whether everything that is charged at general availability is known to be free.
    #[must_use]
    pub fn is_free(&self) -> bool {
        !self.is_unknown()
            && [self.exam, self.monthly, self.once, self.application].into_iter().flatten().all(|price| price.high == Usd::FREE)
    }

    /// Whether an exam is sat, so that a failed attempt is possible.
    #[must_use]
    pub const fn has_exam(&self) -> bool {
        self.exam.is_some() || self.exam_beta.is_some()
    }

    /// The exam fee on that day, by the status of that day. A beta whose end nobody knows may be over by then, so it may cost
    /// either; `None` where the fee that counts then is unknown.
    fn exam_on(&self, lifecycle: &Lifecycle, day: Day) -> Option<Range> {
        if lifecycle.status(day) != Status::Beta {
            return self.exam;
        }
        let beta = self.exam_beta.or(self.exam)?;
        if lifecycle.beta_until.or(lifecycle.active_from).is_some() { Some(beta) } else { self.exam.map(|exam| beta.spanning(exam)) }
    }

    /// The exam fee of an attempt between those days; `None` where it is unknown.
    fn exam_between(&self, lifecycle: &Lifecycle, (from, to): (Day, Day)) -> Option<Range> {
        Some(self.exam_on(lifecycle, from)?.spanning(self.exam_on(lifecycle, to)?))
    }

    /// What it costs for that attempt; `None` when the price, or the months of a subscription, are unknown.
    #[must_use]
    pub fn bill(&self, lifecycle: &Lifecycle, attempt: &BillingInputs) -> Option<Bill> {
        if self.is_unknown() {
            return None;
        }
        let mut lines = Vec::with_capacity(4);
        let mut charge = |what, amount, months| lines.push(Line { what, amount, months });
        if let Some(amount) = self.application {
            charge(Charge::Application, amount, None);
        }
        if let Some(amount) = self.once {
            charge(Charge::Course, amount, None);
        }
        if let Some(fee) = self.monthly {
            let hours = attempt.hours?;
            let (few, many) =
                (study_months(hours.low, attempt.pace, attempt.paused.0), study_months(hours.high, attempt.pace, attempt.paused.1));
            charge(Charge::Subscription, Range { low: fee.low.times(few), high: fee.high.times(many) }, Some((few, many)));
        }
        if self.has_exam() {
            charge(Charge::Exam, self.exam_between(lifecycle, attempt.first)?, None);
            if let Some(second) = attempt.second {
                charge(Charge::Retake, self.retake.or_else(|| self.exam_between(lifecycle, second))?, None);
            }
        }
        let total = lines.iter().fold(Range::default(), |sum, line| sum + line.amount);
        Some(Bill { total, lines })
    }

    /// Lays the prices that `over` gives on these. Returns the keys that it gave.
    pub fn overlay(&mut self, over: Self) -> impl Iterator<Item = &'static str> {
        let Self { exam, exam_beta, monthly, once, application, retake } = over;
        // Who sets another exam fee (a voucher, say) sets it for a beta too.
        let another = exam.is_some() && exam != self.exam;
        self.exam_beta = if another { exam_beta } else { exam_beta.or(self.exam_beta) };
        self.exam = exam.or(self.exam);
        self.monthly = monthly.or(self.monthly);
        self.once = once.or(self.once);
        self.application = application.or(self.application);
        self.retake = retake.or(self.retake);
        let given = [
            ("cost.exam", exam),
            ("cost.exam_beta", exam_beta),
            ("cost.monthly", monthly),
            ("cost.once", once),
            ("cost.application", application),
            ("cost.retake", retake),
        ];
        given.into_iter().filter_map(|(key, price)| price.map(|_| key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        written.parse().expect("a day")
    }

    fn usd(dollars: u32) -> Option<Range> {
        Usd::new(dollars).map(Range::exactly)
    }

    fn attempt(hours: Option<(u32, u32)>, retake: bool) -> BillingInputs {
        let hours = hours.map(|(low, high)| Hours { low, high });
        let first = (day("2026-12-27"), day("2027-01-20"));
        let second = retake.then(|| (day("2027-01-10"), day("2027-02-03")));
        BillingInputs { hours, pace: Pace::REFERENCE, paused: (0, 0), first, second }
    }

    #[test]
    fn a_subscription_costs_whole_months_at_the_persons_pace() {
        let cost = Cost { monthly: usd(49), ..Cost::default() };
        let bill = cost.bill(&Lifecycle::default(), &attempt(Some((130, 260)), true)).expect("known");
        assert_eq!(bill.total.to_string(), "$147-294");
        assert_eq!(bill.lines[0].months, Some((3, 6)));
        assert_eq!(cost.bill(&Lifecycle::default(), &attempt(None, false)), None, "months unknown, so the price is");
    }

    #[test]
    fn the_exam_fee_is_the_one_of_the_days_on_which_it_is_sat() {
        let cost = Cost { exam: usd(150), exam_beta: usd(75), ..Cost::default() };
        let life = Lifecycle { beta_from: Some(day("2026-09-29")), active_from: Some(day("2027-01-14")), ..Lifecycle::default() };
        let bill = cost.bill(&life, &attempt(Some((50, 65)), false)).expect("known");
        assert_eq!(bill.total.to_string(), "$75-150");
        let twice = BillingInputs { first: (day("2026-12-27"), day("2027-01-07")), ..attempt(Some((50, 65)), true) };
        let bill = cost.bill(&life, &twice).expect("known");
        assert_eq!(bill.lines.iter().map(|line| line.amount.to_string()).collect::<Vec<_>>(), ["$75", "$75-150"]);
        assert_eq!(bill.total.to_string(), "$150-225");
    }

    #[test]
    fn a_beta_whose_end_nobody_knows_may_cost_either_price() {
        let life = Lifecycle { beta_from: Some(day("2026-09-29")), ..Lifecycle::default() };
        let cost = Cost { exam: usd(100), exam_beta: usd(50), ..Cost::default() };
        assert_eq!(cost.bill(&life, &attempt(None, false)).expect("known").total.to_string(), "$50-100");
        let ends = Lifecycle { beta_until: Some(day("2027-03-01")), ..life.clone() };
        assert_eq!(cost.bill(&ends, &attempt(None, false)).expect("known").total.to_string(), "$50");
        let only_beta = Cost { exam: None, ..cost };
        assert_eq!(only_beta.bill(&life, &attempt(None, false)), None, "what it costs after the beta is unknown");
    }

    #[test]
    fn the_same_prices_laid_over_change_nothing() {
        let cost = Cost { exam: usd(100), exam_beta: usd(50), ..Cost::default() };
        let over = |exam| {
            let mut laid = cost;
            let _ = laid.overlay(Cost { exam, ..Cost::default() });
            laid
        };
        assert_eq!(over(usd(100)), cost);
        assert_eq!(over(usd(0)), Cost { exam: usd(0), exam_beta: None, ..cost }, "a voucher is one for the beta too");
    }

    #[test]
    fn a_retake_is_the_fee_again_unless_the_provider_says_otherwise() {
        let twice = Cost { exam: usd(300), ..Cost::default() };
        let cheaper = Cost { retake: usd(100), ..twice };
        let included = Cost { retake: usd(0), ..twice };
        let total = |cost: &Cost| cost.bill(&Lifecycle::default(), &attempt(None, true)).expect("known").total.to_string();
        assert_eq!([total(&twice), total(&cheaper), total(&included)], ["$600", "$400", "$300"]);
    }

    #[test]
    fn unknown_is_not_free() {
        assert!(Cost::default().is_unknown());
        assert!(!Cost::default().is_free());
        assert!(Cost { once: usd(0), ..Cost::default() }.is_free());
    }
}
