//! More money, more hours and more time never hurt, and a second attempt never helps.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use certwise::calendar::Pace;
use certwise::catalog::{Charge, Credential, CredentialId};
use certwise::change::Change;
use certwise::money::{Range, Usd};
use certwise::recommendation::{Blocker, Estimate, Ranked};
use certwise::vocabulary::Wish;
use proptest::prelude::*;
use proptest::sample::select;

use crate::answer::{Verdicts, id};
use crate::asked::{Asked, asked, budget, deadline, pace};
use crate::{CATALOG, Holds, always};

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

/// Whoever wishes for something gets nothing by it that they would not get otherwise, and all other gates say what they said.
#[test]
fn a_wish_lets_nothing_in_and_dropping_it_takes_back_just_what_it_ruled_out() {
    let tried = Cell::new(0);
    always(&(asked(), select(Wish::ALL)), |(asked, wish)| {
        let (with, without) = (Verdicts::of(&asked), Verdicts::of(&asked.but(|situation| situation.drop_wish(wish))));
        rules_out_no_more(&with, &without)?;
        for out in &with.ruled_out {
            let (by_it, others): (Vec<_>, Vec<_>) = out.blockers.iter().partition(|blocker| blocker.kind.wish() == Some(wish));
            prop_assert!(by_it.iter().all(|blocker| blocker.unlock == Some(Change::Without(wish))), "{:?}", by_it);
            let kinds = |blockers: Vec<&Blocker>| blockers.iter().map(|blocker| blocker.kind).collect::<Vec<_>>();
            prop_assert_eq!(kinds(others), kinds(without.blockers(out.id).iter().collect()), "{}", id(out.id));
            tried.set(tried.get() + by_it.len());
        }
        Ok(())
    });
    assert!(tried.get() > 500, "only {} are ruled out by a wish", tried.get());
}

/// What links to nothing, and what nothing links to.
static UNLINKED: LazyLock<BTreeSet<CredentialId>> = LazyLock::new(|| {
    let links = |it: &Credential| [it.builds_on(), it.successors(), it.continues()].concat();
    let linked: BTreeSet<CredentialId> = CATALOG.numbered().flat_map(|(_, it)| links(it)).collect();
    CATALOG.numbered().filter(|(id, it)| links(it).is_empty() && !linked.contains(id)).map(|(id, _)| id).collect()
});

/// A budget, a deadline, or nothing without hands-on work.
fn limited() -> impl Strategy<Value = (Asked, Asked)> {
    // Some rules are for those who have less than 165 dollars.
    let budget = budget().prop_filter("rules look at it", |budget| budget.dollars() >= 165);
    let limit = prop_oneof![
        budget.prop_map(|budget| Change::Budget(Some(budget))),
        deadline().prop_map(|by| Change::By(Some(by))),
        Just(Change::HandsOn(true)),
    ];
    (asked(), limit).prop_map(|(asked, limit)| {
        let free = asked.but(|situation| {
            (situation.budget, situation.by, situation.weeks, situation.hands_on) = Default::default();
        });
        (free.but(|situation| limit.tell(situation)), free)
    })
}

/// What is out of reach neither leads to anything nor takes a place; but for that the order stays.
#[test]
fn a_limit_only_rules_out() {
    let (out, same) = (Cell::new(0), Cell::new(0));
    always(&limited(), |(limited, free)| {
        let (limited, free) = (Verdicts::of(&limited), Verdicts::of(&free));
        for it in free.ranked.iter().filter(|it| !limited.blockers(it.id).is_empty()) {
            prop_assert!(limited.blockers(it.id).iter().all(|blocker| blocker.kind.is_limit()), "{}", id(it.id));
            out.set(out.get() + 1);
        }
        rules_out_no_more(&limited, &free)?;
        let before: Vec<&Ranked> = free.ranked.iter().filter(|it| limited.blockers(it.id).is_empty()).collect();
        let after: Vec<&Ranked> = limited.ranked.iter().collect();
        let unlinked = |ranked: &[&Ranked]| {
            let unlinked = ranked.iter().filter(|it| UNLINKED.contains(&it.id));
            unlinked.map(|it| (it.id, it.grades.clone(), it.named)).collect::<Vec<_>>()
        };
        prop_assert_eq!(unlinked(&after), unlinked(&before));
        let links = |ranked: &[&Ranked]| {
            let mut links: Vec<_> = ranked.iter().map(|it| (it.id, it.leader, it.named)).collect();
            links.sort_by_key(|(id, ..)| *id);
            links
        };
        if links(&after) == links(&before) {
            let order = |ranked: &[&Ranked]| ranked.iter().map(|it| it.id).collect::<Vec<_>>();
            prop_assert_eq!(order(&after), order(&before));
            same.set(same.get() + 1);
        }
        Ok(())
    });
    assert!(out.get() > 1_000 && same.get() > 100, "{} are ruled out, and {} times no link changes", out.get(), same.get());
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
