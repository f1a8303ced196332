//! More money, more hours and more time never hurt, and a second attempt never helps.

use certwise::calendar::Pace;
use certwise::catalog::Charge;
use certwise::money::{Range, Usd};
use certwise::recommendation::Estimate;
use proptest::prelude::*;

use crate::answer::{Verdicts, id};
use crate::asked::{asked, budget, deadline, pace};
use crate::{Holds, always};

/// What the second answer rules out, the first does too.
fn rules_out_no_more(before: &Verdicts, after: &Verdicts) -> Holds {
    let more = after.ruled_out.iter().map(|out| out.id).filter(|place| before.blockers(*place).is_empty());
    let more: Vec<&str> = more.map(id).collect();
    prop_assert!(more.is_empty(), "{:?} are ruled out now", more);
    Ok(())
}

/// What the second costs is no less at either end, and known just where the first is.
fn costs_no_less(id: &str, cheap: &Estimate, dear: &Estimate) -> Holds {
    prop_assert_eq!(cheap.bill.is_some(), dear.bill.is_some(), "{}", id);
    if let Some((cheap, dear)) = cheap.bill.as_ref().zip(dear.bill.as_ref()) {
        let (cheap, dear) = (cheap.total, dear.total);
        prop_assert!(cheap.low <= dear.low && cheap.high <= dear.high, "{} costs {} and then {}", id, cheap, dear);
    }
    Ok(())
}

/// The second is over no earlier by either estimate, and known just where the first is; that of a second attempt may not be.
fn is_no_earlier(id: &str, early: &Estimate, late: &Estimate) -> Holds {
    for (early, late) in [(early.study_done, late.study_done), (early.first_attempt, late.first_attempt)] {
        prop_assert_eq!(early.is_some(), late.is_some(), "{}", id);
        if let Some((early, late)) = early.zip(late) {
            prop_assert!(early.0 <= late.0 && early.1 <= late.1, "{} is ready on {:?} and then on {:?}", id, early, late);
        }
    }
    // Where it is known when the second can be held, it is no earlier than the first.
    let held = early.ready.zip(late.ready);
    prop_assert!(held.is_none_or(|(early, late)| early.0 <= late.0 && early.1 <= late.1), "{}: {:?}", id, held);
    prop_assert!(early.ready.is_some() || late.ready.is_none(), "{}", id);
    Ok(())
}

#[test]
fn more_budget_never_rules_out_more() {
    always(&(asked(), budget(), proptest::option::of(0..3000u64)), |(asked, budget, more)| {
        let larger = more.and_then(|more| Usd::new(budget.dollars() + more));
        let before = Verdicts::of(&asked.but(|situation| situation.budget = Some(budget)));
        rules_out_no_more(&before, &Verdicts::of(&asked.but(|situation| situation.budget = larger)))
    });
}

#[test]
fn a_later_deadline_never_rules_out_more() {
    always(&(asked(), deadline(), proptest::option::of(0..500u32)), |(asked, by, more)| {
        let later = more.map(|days| by.plus_days(days));
        let before = Verdicts::of(&asked.but(|situation| (situation.by, situation.weeks) = (Some(by), None)));
        rules_out_no_more(&before, &Verdicts::of(&asked.but(|situation| (situation.by, situation.weeks) = (later, None))))
    });
}

#[test]
fn more_hours_a_week_never_make_a_bill_dearer_or_a_day_later() {
    always(&(asked(), pace(), pace()), |(asked, one, other)| {
        let at = |pace: Pace| Verdicts::of(&asked.but(|situation| situation.hours_per_week = Some(pace)));
        let (fast, slow) = (at(one.max(other)), at(one.min(other)));
        for ((id, fast), (_, slow)) in fast.figures().into_iter().zip(slow.figures()) {
            costs_no_less(id, fast, slow)?;
            is_no_earlier(id, fast, slow)?;
        }
        Ok(())
    });
}

#[test]
fn a_second_attempt_never_makes_anything_cheaper_or_earlier() {
    always(&asked(), |asked| {
        let plan = |retake| Verdicts::of(&asked.but(|situation| situation.retake = Some(retake)));
        let (once, twice) = (plan(false), plan(true));
        for ((id, once), (_, twice)) in once.figures().into_iter().zip(twice.figures()) {
            costs_no_less(id, once, twice)?;
            is_no_earlier(id, once, twice)?;
        }
        Ok(())
    });
}

#[test]
fn a_bill_is_the_sum_of_its_lines_and_runs_from_low_to_high() {
    always(&asked(), |asked| {
        for (id, figures) in Verdicts::of(&asked).figures() {
            let Some(bill) = &figures.bill else { continue };
            prop_assert!(!bill.lines.is_empty(), "{} has a bill for nothing", id);
            let sum = |end: fn(&Range) -> Usd| bill.lines.iter().map(|line| end(&line.amount).dollars()).sum::<u64>();
            let total = (bill.total.low.dollars(), bill.total.high.dollars());
            prop_assert_eq!(total, (sum(|range| range.low), sum(|range| range.high)), "{}", id);
            prop_assert!(bill.lines.iter().all(|line| line.amount.low <= line.amount.high), "{}: {:?}", id, bill.lines);
            prop_assert!(bill.lines.iter().all(|line| line.months.is_none_or(|(few, many)| few <= many)), "{}: {:?}", id, bill.lines);
            let again = bill.lines.iter().any(|line| line.what == Charge::Retake);
            let exam = bill.lines.iter().any(|line| line.what == Charge::Exam);
            prop_assert_eq!(again, exam && asked.situation.plans_retake(), "{}: a second attempt is paid where one is planned", id);
        }
        Ok(())
    });
}

#[test]
fn days_run_from_fast_to_slow_and_none_lies_before_the_day_of_the_answer() {
    always(&asked(), |asked| {
        for (id, figures) in Verdicts::of(&asked).figures() {
            let days = figures.study_done.zip(figures.ready);
            let in_order =
                |((fast, slow), (first, last))| asked.as_of <= fast && fast <= slow && fast <= first && slow <= last && first <= last;
            prop_assert!(days.is_none_or(in_order), "{}: {:?}", id, days);
        }
        Ok(())
    });
}
