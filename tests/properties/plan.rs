//! Plans of the frozen data: what holds of every one, and that more money, hours and time never fill fewer slots, as long as the
//! same is recommended first.

use std::cmp::Reverse;

use certwise::calendar::{Day, Pace};
use certwise::catalog::{Credential, CredentialId, Held, Thing};
use certwise::decide::decide;
use certwise::framework::Stack;
use certwise::money::{Range, Usd};
use certwise::plan::{Filling, Plan, PlanRequest, plan};
use certwise::situation::Situation;
use proptest::prelude::*;
use proptest::sample::select;

use crate::asked::{Asked, asked, day_of_the_article, day_of_the_data, pause};
use crate::{CATALOG, FRAMEWORK, Holds, some};

/// How many plans each property is tried on: one takes as long as many answers.
pub const PLANS: u32 = 96;

/// A question as it may be asked of `plan`.
#[derive(Clone, Debug)]
pub struct Task {
    pub asked: Asked,
    pub stack: &'static Stack,
    pub starts: Day,
    pub parallel: u8,
}

impl Task {
    pub fn plan(&self) -> Plan<'_> {
        let Asked { as_of, ref situation } = self.asked;
        plan(&CATALOG, &FRAMEWORK, PlanRequest { stack: self.stack, situation, as_of, starts: self.starts, parallel: self.parallel })
    }

    pub fn but(&self, change: impl FnOnce(&mut Situation)) -> Self {
        Self { asked: self.asked.but(change), ..self.clone() }
    }
}

pub fn task() -> impl Strategy<Value = Task> {
    let day = prop_oneof![Just(day_of_the_article()), Just(day_of_the_data())];
    let stack = select(FRAMEWORK.stack.as_slice())
        .prop_map(|stack| FRAMEWORK.stack.iter().find(|it| it.id == stack.id).expect("it is one of them"));
    let limits = (proptest::option::of(0..1200u32), proptest::option::of(10..700u32), proptest::option::of(2..25u32));
    (asked(), day, stack, limits, prop_oneof![Just(0), 0..60u32], prop_oneof![3 => Just(1u8), 1 => 2..=3u8]).prop_map(
        |(asked, as_of, stack, (budget, days, hours), later, parallel)| {
            let mut asked = asked.on_day(as_of);
            asked.situation.have.iter_mut().for_each(|held| held.earned = held.earned.map(|earned| earned.min(as_of)));
            asked.situation.budget = budget.and_then(Usd::new);
            (asked.situation.by, asked.situation.weeks) = (days.map(|days| as_of.plus_days(days)), None);
            asked.situation.hours_per_week = hours.and_then(Pace::new);
            let starts = as_of.plus_days(days.map_or(later, |days| later.min(days)));
            Task { asked, stack, starts, parallel }
        },
    )
}

fn filled(plan: &Plan<'_>) -> usize {
    plan.slots.iter().filter(|filling| matches!(filling, Filling::Held(_) | Filling::Step(_))).count()
}

/// What the recommendation puts first on that day; nothing where it says that nothing more is needed.
fn firsts(plan: &Plan<'_>) -> Vec<CredentialId> {
    let answer = decide(&plan.snapshot, plan.wanted.situation);
    let first = answer.ranked.iter().filter(|ranked| ranked.rank == 1 && answer.enough.is_none());
    first.map(|ranked| ranked.id).collect()
}

/// Where the same is recommended first the plan has it still, and fills no fewer slots but to have it.
fn is_no_worse(before: &Plan<'_>, after: &Plan<'_>) -> Holds {
    if firsts(before) == firsts(after) {
        let lacks = |plan: &Plan<'_>| !plan.missing.is_empty();
        prop_assert!(
            (lacks(after), Reverse(filled(after))) <= (lacks(before), Reverse(filled(before))),
            "{} slots filled, and then {}",
            filled(before),
            filled(after)
        );
    }
    Ok(())
}

/// What is recommended first is in the plan, or the plan says why it cannot be.
#[test]
fn what_is_recommended_first_is_in_the_plan_or_missing_for_a_reason() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        let firsts = firsts(&plan);
        let planned = plan.steps.iter().any(|step| firsts.contains(&step.id));
        prop_assert!(plan.steps.iter().all(|step| step.first.is_some() == firsts.contains(&step.id)));
        let missing: Vec<CredentialId> = plan.missing.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(if planned { Vec::new() } else { firsts }, missing);
        Ok(())
    });
}

/// Whoever named no platform is sent to the exams of one, but for what is recommended first.
#[test]
fn a_plan_stays_on_one_platform() {
    some(PLANS, &task(), |task| {
        let plan = task.but(|situation| situation.platform = Vec::new());
        let plan = plan.plan();
        let exams = plan.slots.iter().filter_map(|filling| match *filling {
            Filling::Held(id) => Some(id),
            Filling::Step(number) => Some(plan.steps[number].id),
            Filling::Empty(_) | Filling::LeftOut => None,
        });
        let mut exams = exams.filter(|id| CATALOG[*id].ties_to_platform());
        let Some(first) = exams.next() else { return Ok(()) };
        for id in exams.filter(|id| plan.steps.iter().any(|step| step.id == *id && step.first.is_none())) {
            let shares = CATALOG[id].platforms().iter().any(|its| CATALOG[first].platforms().contains(its));
            prop_assert!(shares, "{} and {}", CATALOG[first].id, CATALOG[id].id);
        }
        Ok(())
    });
}

fn rests(situation: &Situation, day: Day) -> bool {
    situation.pause.iter().any(|pause| pause.first() <= day && day <= pause.last())
}

#[test]
fn no_step_stands_on_a_day_on_which_it_cannot_be_taken() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        for step in &plan.steps {
            let facts = &CATALOG[step.id];
            for day in [Some(step.start), step.exam, Some(step.finish)].into_iter().flatten() {
                prop_assert!(facts.lifecycle.status(day).is_open(), "{} on {day}", facts.id);
                prop_assert!(task.starts <= day && plan.deadline.is_none_or(|deadline| day <= deadline));
            }
            // A pause is without study; an exam may be sat in one.
            prop_assert!(!rests(&task.asked.situation, step.start), "{} starts in a pause", facts.id);
            prop_assert!(step.start <= step.finish && step.exam.is_none_or(|exam| step.start <= exam && exam <= step.finish));
            let held = task.asked.situation.have.iter().filter(|held| held.what == step.id.into());
            let valid = |earned: Day| facts.valid_months.is_none_or(|months| earned.plus_months(months) >= task.starts);
            prop_assert!(held.into_iter().all(|held| held.earned.is_some_and(|earned| !valid(earned))), "{} is held", facts.id);
        }
        Ok(())
    });
}

#[test]
fn nothing_overlaps_in_a_lane_and_nothing_fills_two_slots() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        for (number, step) in plan.steps.iter().enumerate() {
            prop_assert!(step.lane < usize::from(task.parallel));
            for other in &plan.steps[number + 1..] {
                prop_assert!(other.lane != step.lane || other.start >= step.finish || step.start >= other.finish);
                prop_assert!(other.id != step.id && other.slot > step.slot);
            }
        }
        let held: Vec<CredentialId> =
            plan.slots.iter().filter_map(|it| if let Filling::Held(place) = it { Some(*place) } else { None }).collect();
        prop_assert!(
            held.iter().enumerate().all(|(at, place)| !held[..at].contains(place) && plan.steps.iter().all(|step| step.id != *place))
        );
        Ok(())
    });
}

#[test]
fn totals_are_sums_of_lines_and_within_the_budget() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        let mut sum = Some(Range::default());
        for step in &plan.steps {
            let bill = step.chosen().figures.bill.as_ref();
            let lines = bill.map(|bill| bill.lines.iter().fold(Range::default(), |sum, line| sum + line.amount));
            sum = sum.zip(lines).map(|(sum, lines)| sum + lines);
            prop_assert_eq!(step.running_total, sum);
        }
        prop_assert_eq!(plan.total, sum);
        if let Some(budget) = task.asked.situation.budget {
            prop_assert!(sum.is_some_and(|sum| sum.high <= budget), "{:?} of {}", sum, budget);
        }
        Ok(())
    });
}

/// The last day on which all that the credential requires is still held; `None` when none of it expires.
fn required_until(credential: &Credential, person: &Situation) -> Option<Day> {
    let until = |held: &Held| {
        let months = if let Thing::Credential(id) = held.what { CATALOG[id].valid_months } else { None };
        Some(held.earned?.plus_months(months?))
    };
    let mut ends = Vec::new();
    for required in credential.requires() {
        let held: Vec<&Held> = person.have.iter().filter(|held| required.any_of.contains(&held.what)).collect();
        // One that never expires is enough.
        if held.iter().all(|held| until(held).is_some()) {
            ends.extend(held.into_iter().filter_map(until).max());
        }
    }
    ends.into_iter().min()
}

/// What must be held first is held until the step is over, by the slow estimate.
#[test]
fn no_step_outlives_what_it_requires() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        for step in &plan.steps {
            let until = required_until(&CATALOG[step.id], &step.situation);
            prop_assert!(until.is_none_or(|until| step.finish <= until), "{} of {until:?}", CATALOG[step.id].id);
        }
        Ok(())
    });
}

/// Started on its last safe day a step ends in time; a day later, where nothing runs beside it, it or what follows does not.
#[test]
fn the_last_safe_start_is_safe_and_is_the_last() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        let mut person = task.asked.situation.clone();
        if task.parallel > 1 {
            person.hours_per_week = Some(person.pace().shared_by(task.parallel));
        }
        for (number, step) in plan.steps.iter().enumerate() {
            let credential = &CATALOG[step.id];
            let limits =
                plan.steps[number + 1..].iter().filter(|later| later.start >= step.finish).filter_map(|later| later.last_safe_start);
            let limits = limits.chain(plan.deadline).chain(credential.lifecycle.last_day);
            let limit = limits.chain(required_until(credential, &step.situation)).min();
            prop_assert_eq!(step.last_safe_start.is_some(), limit.is_some());
            let Some((safe, limit)) = step.last_safe_start.zip(limit) else { continue };
            prop_assert!(step.start <= safe && !rests(&person, safe));
            let ends = |start| certwise::decide::figures(credential, start, &person).ready.map(|(_, slow)| slow);
            prop_assert!(ends(safe).is_some_and(|slow| slow <= limit));
            let next = (1..1000).map(|days| safe.plus_days(days)).find(|day| !rests(&person, *day)).expect("a pause ends");
            prop_assert!(ends(next).is_some_and(|slow| slow > limit), "{} could start on {next}", credential.id);
        }
        Ok(())
    });
}

#[test]
fn more_money_never_fills_fewer_slots() {
    some(PLANS, &(task(), 0..900u32, proptest::option::of(0..900u32)), |(task, budget, more)| {
        let larger = more.and_then(|more| Usd::new(budget + more));
        let before = task.but(|situation| situation.budget = Usd::new(budget));
        is_no_worse(&before.plan(), &task.but(|situation| situation.budget = larger).plan())
    });
}

#[test]
fn more_hours_never_fill_fewer_slots() {
    some(PLANS, &(task(), 2..20u32, 0..20u32), |(task, hours, more)| {
        let before = task.but(|situation| situation.hours_per_week = Pace::new(hours));
        is_no_worse(&before.plan(), &task.but(|situation| situation.hours_per_week = Pace::new(hours + more)).plan())
    });
}

#[test]
fn a_later_deadline_never_fills_fewer_slots() {
    some(PLANS, &(task(), 60..600u32, proptest::option::of(0..400u32)), |(task, days, more)| {
        let day = |days| task.asked.as_of.plus_days(days);
        let before = task.but(|situation| (situation.by, situation.weeks) = (Some(day(days)), None));
        let later = more.map(|more| day(days + more));
        is_no_worse(&before.plan(), &task.but(|situation| (situation.by, situation.weeks) = (later, None)).plan())
    });
}

#[test]
fn fewer_pauses_never_fill_fewer_slots() {
    some(PLANS, &(task(), pause()), |(task, pause)| {
        let before = task.but(|situation| situation.pause = vec![pause]);
        is_no_worse(&before.plan(), &task.but(|situation| situation.pause = Vec::new()).plan())
    });
}

/// What is said to let in a first step does.
#[test]
fn what_would_change_it_does() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        prop_assert_eq!(plan.fallback.is_some(), !plan.fills_anything());
        for (change, _) in plan.fallback.iter().flat_map(|fallback| &fallback.changes) {
            prop_assert!(task.but(|situation| change.tell(situation)).plan().fills_anything(), "{:?} changes nothing", change);
        }
        Ok(())
    });
}

#[test]
fn every_empty_slot_says_why() {
    some(PLANS, &task(), |task| {
        let plan = task.plan();
        for (slot, filling) in plan.slots.iter().enumerate() {
            let Filling::Empty(number) = *filling else { continue };
            let empty = &plan.empty[number];
            let it = &task.stack.slot[slot];
            prop_assert!(
                empty.slot == slot && (!empty.near.is_empty() || it.held_only || plan.steps.len() > 1),
                "{} says nothing",
                it.name
            );
        }
        Ok(())
    });
}
