//! What must stay the same, or only move one way, when something beside the point changes.

use std::cell::Cell;
use std::sync::LazyLock;

use certwise::calendar::{Day, Pause, study_days};
use certwise::catalog::{Catalog, CatalogFile, Charge, CredentialId, Held, Lifecycle};
use certwise::decide::figures;
use certwise::diagnostic::SourceFile;
use certwise::money::Usd;
use certwise::plan::Filling;
use certwise::recommendation::Estimate;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{BlockerKind, Status};
use proptest::prelude::*;
use proptest::sample::select;

use crate::answer::{Answer, Verdicts};
use crate::asked::{Asked, asked, credential};
use crate::frozen::{framework, provider_files};
use crate::plan::{PLANS, task};
use crate::{CATALOG, always, some};

/// A question, and one of the credentials.
fn one() -> impl Strategy<Value = (Asked, CredentialId)> {
    (asked(), credential())
}

/// What the credential comes to for that person on that day.
fn of(asked: &Asked, place: CredentialId) -> Estimate {
    figures(&CATALOG[place], asked.as_of, &asked.situation)
}

fn high(figures: &Estimate) -> Option<Usd> {
    figures.bill.as_ref().map(|bill| bill.total.high)
}

fn with_pause(asked: &Asked, first: Day, days: u32) -> Asked {
    asked.but(|situation| {
        situation.pause.push(Pause::new(first, first.plus_days(days)).expect("in order"));
        Pause::join(&mut situation.pause);
    })
}

#[test]
fn a_pause_after_the_last_day_of_study_changes_nothing() {
    always(&(one(), 0..40u32, 0..200u32), |((asked, place), later, days)| {
        let before = of(&asked, place);
        let Some((_, done)) = before.study_done else { return Ok(()) };
        let after = of(&with_pause(&asked, done.plus_days(later), days), place);
        prop_assert_eq!(after, before);
        Ok(())
    });
}

#[test]
fn a_pause_that_begins_a_day_later_makes_nothing_dearer_or_later_once_a_day_of_study_lies_before_it() {
    let tried = Cell::new(0);
    always(&(one(), 1..400u32, 1..120u32), |((asked, place), after, days)| {
        let asked = asked.but(|situation| situation.pause.clear());
        let first = asked.as_of.plus_days(after);
        let (longer, shorter) = (with_pause(&asked, first, days), with_pause(&asked, first.plus_days(1), days - 1));
        let (longer, shorter) = (of(&longer, place), of(&shorter, place));
        prop_assert!(high(&shorter) <= high(&longer), "{:?} and then {:?}", longer, shorter);
        prop_assert!(shorter.ready <= longer.ready && shorter.study_done <= longer.study_done, "{:?} and then {:?}", longer, shorter);
        tried.set(tried.get() + u32::from(shorter != longer));
        Ok(())
    });
    assert!(tried.get() > 50, "only {} of them made a difference", tried.get());
}

#[test]
fn one_more_hour_a_week_never_makes_anything_dearer_or_later() {
    always(&(one(), 1..168u32), |((asked, place), hours)| {
        let at = |hours| of(&asked.but(|situation| situation.hours_per_week = certwise::calendar::Pace::new(hours)), place);
        let (slow, fast) = (at(hours), at(hours + 1));
        prop_assert!(high(&fast) <= high(&slow) && fast.ready <= slow.ready, "{:?} and then {:?}", slow, fast);
        Ok(())
    });
}

/// What a beta's fee and the one after it make of an attempt on some day between two, by the dates alone.
fn fee_between(place: CredentialId, from: Day, to: Day) -> Option<(u64, u64)> {
    let facts = &CATALOG[place];
    let Lifecycle { beta_until, active_from, .. } = facts.lifecycle;
    let on = |day: Day| -> Option<Vec<u64>> {
        let (beta, general) = (facts.cost.exam_beta.or(facts.cost.exam), facts.cost.exam);
        let fees = match facts.lifecycle.status(day) {
            Status::Beta if beta_until.or(active_from).is_none() => vec![beta?, general?],
            Status::Beta => vec![beta?],
            _ => vec![general?],
        };
        Some(fees.into_iter().flat_map(|fee| [fee.low.dollars(), fee.high.dollars()]).collect())
    };
    let fees: Vec<u64> = [on(from)?, on(to)?].concat();
    Some((*fees.iter().min()?, *fees.iter().max()?))
}

#[test]
fn each_attempt_costs_what_its_day_costs() {
    let tried = Cell::new(0);
    always(&one(), |(asked, place)| {
        let (once, twice) = (
            of(&asked.but(|situation| situation.retake = Some(false)), place),
            of(&asked.but(|situation| situation.retake = Some(true)), place),
        );
        let line = |figures: &Estimate, what| {
            let bill = figures.bill.as_ref()?;
            bill.lines.iter().find(|line| line.what == what).map(|line| (line.amount.low.dollars(), line.amount.high.dollars()))
        };
        prop_assert_eq!(line(&once, Charge::Exam), line(&twice, Charge::Exam), "a second attempt does not change the first");
        prop_assert_eq!(once.first_attempt, twice.first_attempt);
        if let (Some((from, to)), Some(first)) = (once.first_attempt, line(&once, Charge::Exam)) {
            prop_assert_eq!(Some(first), fee_between(place, from, to));
        }
        if let (Some((from, to)), Some(second), None) = (twice.ready, line(&twice, Charge::Retake), CATALOG[place].cost.retake) {
            prop_assert_eq!(Some(second), fee_between(place, from, to));
            tried.set(tried.get() + 1);
        }
        Ok(())
    });
    assert!(tried.get() > 50, "only {} of them sit an exam twice", tried.get());
}

/// Unknown is not nought: where nobody knows the wait, nobody knows the day.
#[test]
fn a_second_attempt_whose_wait_is_unknown_has_no_day() {
    always(&one(), |(asked, place)| {
        let twice = of(&asked.but(|situation| situation.retake = Some(true)), place);
        let credential = &CATALOG[place];
        let unknown = credential.prep.is_none() || (credential.sits_exam() && credential.retake.is_none());
        prop_assert_eq!(twice.ready.is_none(), unknown, "{}", credential.id);
        Ok(())
    });
}

#[test]
fn nothing_is_recommended_that_even_the_fastest_holds_only_after_its_last_day() {
    always(&asked(), |asked| {
        for ranked in Verdicts::of(&asked).ranked {
            let last = CATALOG[ranked.id].lifecycle.last_day;
            let fast = ranked.figures.ready.or(ranked.figures.first_attempt).map(|(fast, _)| fast);
            prop_assert!(fast.zip(last).is_none_or(|(fast, last)| fast <= last), "{fast:?} and {last:?}");
        }
        Ok(())
    });
}

/// A gap between beta and general availability, and a last day soon after it.
#[test]
fn nothing_is_recommended_that_a_gap_pushes_behind_its_last_day() {
    let text = "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[credential]]\nid = \"acme-gap\"\nname = \"Gap\"\nkind = \"proctored-exam\"\n\
                cost.exam = 100\nprep.hours = [20, 20]\nretake.wait_days = 14\nlifecycle = { beta_from = 2026-10-01, beta_until = 2026-11-30, \
                active_from = 2026-12-20, last_day = 2026-12-31, end_reason = \"over\" }\n";
    let file = SourceFile { name: "acme.toml".to_owned(), text: text.to_owned() };
    let catalog = Catalog::load(&[provider_files(), vec![file]]).unwrap_or_else(|faults| panic!("{faults}"));
    let framework = framework(&catalog);
    let place = catalog.position("acme-gap").expect("it is there");
    let out = Cell::new(0);
    always(&asked(), |asked| {
        let asked = asked.of(&catalog);
        let snapshot = Snapshot::on(&catalog, &framework, asked.as_of);
        let answer = certwise::decide::decide(&snapshot, &asked.situation);
        let last = catalog[place].lifecycle.last_day.expect("it ends");
        if let Some(it) = answer.ranked.iter().find(|ranked| ranked.id == place) {
            prop_assert!(it.figures.ready.is_some_and(|(fast, _)| fast <= last), "{:?}", it.figures);
        }
        let blockers = answer.ruled_out.iter().filter(|out| out.id == place).flat_map(|out| &out.blockers);
        out.set(out.get() + u32::from(blockers.into_iter().any(|blocker| blocker.kind == BlockerKind::RetiresBeforeReady)));
        Ok(())
    });
    assert!(out.get() > 20, "only {} of them come too late", out.get());
}

/// Whoever types in what the plan has given them by then is not refused what the plan has them do.
#[test]
fn the_steps_of_a_plan_typed_back_are_allowed_where_the_plan_allowed_them() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        for step in &plan.steps {
            let mut situation = step.situation.clone();
            situation.have.clone_from(&task.asked.situation.have);
            let earned = plan.steps.iter().filter(|other| other.finish <= step.start && other.slot < step.slot);
            situation.have.extend(earned.map(|other| Held::earned(other.id, other.finish)));
            let settled = situation.written(&CATALOG).settle(&CATALOG, step.start);
            let situation = settled.map_err(|why| TestCaseError::fail(why.to_string()))?;
            let verdicts = Verdicts::of(&Asked { as_of: step.start, situation });
            prop_assert!(verdicts.blockers(step.id).is_empty(), "{:?}", verdicts.blockers(step.id));
        }
        let held = plan.slots.iter().filter(|filling| matches!(filling, Filling::Held(_))).count();
        prop_assert!(held <= task.asked.situation.have.len());
        Ok(())
    });
}

/// The frozen catalogue with one of its files laid over it: it says the same again.
static SAID_AGAIN: LazyLock<Vec<Catalog>> = LazyLock::new(|| {
    let again = |file: SourceFile| {
        let records = file.parse::<CatalogFile>().unwrap_or_else(|faults| panic!("{faults}")).credential;
        let start = file.text.find("[[credential]]").expect("every file has a credential");
        let outside = file.text.find("[[outside]]").unwrap_or(file.text.len());
        assert!(!records.is_empty() && start < outside, "{}", file.name);
        let over = SourceFile { name: "again.toml".to_owned(), text: file.text[start..outside].to_owned() };
        Catalog::load(&[provider_files(), vec![over]]).unwrap_or_else(|faults| panic!("{faults}"))
    };
    provider_files().into_iter().map(again).collect()
});

#[test]
fn an_overlay_that_says_the_same_changes_nothing() {
    let few = (asked(), select((0..SAID_AGAIN.len()).collect::<Vec<_>>()));
    always(&few, |(asked, which)| {
        prop_assert_eq!(Answer::from(&SAID_AGAIN[which], &asked), Answer::from(&CATALOG, &asked));
        Ok(())
    });
}

/// A week of 7 days times the hours, shared: no lane of a plan, and so not all of them together, takes more than there is.
#[test]
fn what_runs_side_by_side_takes_no_more_hours_than_there_are() {
    some(PLANS, &task(), |task| {
        let parallel = task.parallel.min(u8::try_from(task.asked.situation.pace().hours()).unwrap_or(u8::MAX)).max(1);
        let share = task.asked.situation.pace().shared_by(parallel);
        for step in task.plan().steps {
            let days = task_days(&task.asked.situation, step.start, step.finish);
            let needs = study_days(step.hours.high, share);
            prop_assert!(days >= needs, "{} days of study for {} hours at {} a week", days, step.hours.high, share);
        }
        Ok(())
    });
}

/// Days from the first to the other, without those of a pause.
fn task_days(situation: &Situation, start: Day, finish: Day) -> u32 {
    let days = (0..start.days_until(finish).cast_unsigned()).map(|days| start.plus_days(days));
    let rests = |day: &Day| situation.pause.iter().any(|pause| pause.first() <= *day && *day <= pause.last());
    u32::try_from(days.filter(|day| !rests(day)).count()).expect("a few days")
}
