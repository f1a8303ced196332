//! A team under one budget: the assignment against brute force, and what holds of every team.

use certwise::batch::Given;
use certwise::decide::decide;
use certwise::money::Usd;
use certwise::quick::tells_nobody;
use certwise::snapshot::Snapshot;
use certwise::team::{Outlook, Person, Prices, Team, Wish, assign};
use certwise::vocabulary::Outcome;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::asked::{asked, day_of_the_data};
use crate::{CATALOG, FRAMEWORK, Holds, always, some};

/// Enough small teams that every kind of exchange and every kind of tie comes up many times.
const TEAMS: u32 = 20_000;

/// Small prices, so that many are level and many exchanges pay.
fn price() -> impl Strategy<Value = Option<Usd>> {
    prop_oneof![1 => Just(None), 6 => (0..=7u32).prop_map(Usd::new), 1 => Just(Usd::new(40u32))]
}

fn prices() -> impl Strategy<Value = Prices> {
    (price(), price()).prop_map(|(first, second)| Prices { first, second })
}

fn budget() -> impl Strategy<Value = Option<Usd>> {
    prop_oneof![9 => (0..=40u32).prop_map(Usd::new), 1 => Just(None)]
}

/// What an assignment is worth: first choices, second choices, and how little it costs. The larger the better.
type Worth = (usize, usize, std::cmp::Reverse<u64>);

/// The worth of an assignment; `None` where somebody takes what they have not, or all of it costs too much.
fn worth(people: &[Prices], taken: &[Option<Wish>], budget: Option<Usd>) -> Option<Worth> {
    let price = |(prices, wish): (&Prices, &Option<Wish>)| match wish {
        Some(Wish::First) => prices.first.map(Usd::dollars),
        Some(Wish::Second) => prices.second.map(Usd::dollars),
        None => Some(0),
    };
    let sum: u64 = people.iter().zip(taken).map(price).sum::<Option<u64>>()?;
    let many = |wanted: Wish| taken.iter().filter(|wish| **wish == Some(wanted)).count();
    let fits = budget.is_none_or(|budget| sum <= budget.dollars());
    fits.then(|| (many(Wish::First), many(Wish::Second), std::cmp::Reverse(sum)))
}

/// The best of all assignments that there are.
fn by_force(people: &[Prices], budget: Option<Usd>) -> Worth {
    let of_number = |number: usize| {
        let digits = std::iter::successors(Some(number), |rest| Some(rest / 3)).map(|rest| rest % 3);
        let taken: Vec<Option<Wish>> =
            digits.take(people.len()).map(|digit| [None, Some(Wish::First), Some(Wish::Second)][digit]).collect();
        worth(people, &taken, budget)
    };
    let all = 3_usize.pow(u32::try_from(people.len()).expect("a small team"));
    (0..all).filter_map(of_number).max().expect("that nobody takes anything always fits")
}

#[test]
fn no_assignment_is_better() {
    some(TEAMS, &(vec(prices(), 0..=7), budget()), |(people, budget)| {
        let found = worth(&people, &assign(&people, budget), budget);
        prop_assert_eq!(found, Some(by_force(&people, budget)));
        Ok(())
    });
}

/// Prices as they are, where a cheaper second choice of one person pays for another's.
#[test]
fn no_assignment_is_better_at_prices_as_they_are() {
    let price =
        || proptest::sample::select(vec![None, Some(0u32), Some(49), Some(75), Some(99), Some(100), Some(150), Some(300), Some(799)]);
    let people = vec((price(), price()), 0..=6);
    some(TEAMS, &(people, 0..=1500u32), |(people, budget)| {
        let priced =
            |(first, second): (Option<u32>, Option<u32>)| Prices { first: first.and_then(Usd::new), second: second.and_then(Usd::new) };
        let people: Vec<Prices> = people.into_iter().map(priced).collect();
        let budget = Usd::new(budget);
        prop_assert_eq!(worth(&people, &assign(&people, budget), budget), Some(by_force(&people, budget)));
        Ok(())
    });
}

#[test]
fn more_money_never_gives_fewer_first_choices() {
    always(&(vec(prices(), 0..=30), 0..=60u32, 0..=20u32), |(people, budget, more)| {
        let firsts = |budget: u32| assign(&people, Usd::new(budget)).iter().filter(|wish| **wish == Some(Wish::First)).count();
        prop_assert!(firsts(budget + more) >= firsts(budget));
        Ok(())
    });
}

#[test]
fn the_order_of_the_rows_decides_nothing_but_ties() {
    let shuffled = vec(prices(), 0..=20).prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle()));
    always(&(shuffled, budget()), |((people, shuffled), budget)| {
        let worth_of = |people: &[Prices]| worth(people, &assign(people, budget), budget);
        prop_assert_eq!(worth_of(&people), worth_of(&shuffled));
        Ok(())
    });
}

/// Half of the team has all the money, and each of them can make room for one of the other half at no cost: as many exchanges as there
/// can be, in a team that would take hours if each of them looked at everybody.
#[test]
fn a_large_team_takes_no_longer_than_its_lists() {
    let half = 100_000_usize;
    let first = Usd::new(100u32);
    let movable = Prices { first, second: Some(Usd::FREE) };
    let waiting = Prices { first, second: None };
    let people = [vec![movable; half], vec![waiting; half]].concat();
    let taken = assign(&people, Usd::new(10_000_000u32));
    let expected = [vec![Some(Wish::Second); half], vec![Some(Wish::First); half]].concat();
    assert!(taken == expected, "everybody of the first half moves, and everybody of the other comes in");
}

#[test]
fn a_team_keeps_to_its_budget_and_gives_only_what_is_among_the_first() {
    let someone = asked().prop_map(|asked| asked.situation);
    let team_budget = prop_oneof![4 => (0..=2500u32).prop_map(Usd::new), 1 => Just(None)];
    some(200, &(vec(someone, 1..=5), team_budget), |(situations, budget)| {
        let as_of = day_of_the_data();
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, as_of);
        let person = |(situation, line): (_, u64)| {
            let situation: certwise::situation::Situation = situation;
            Person::new(line, Given::default(), Ok(situation.written(&CATALOG)), &CATALOG, as_of)
        };
        let people: Vec<Person> = situations.into_iter().zip(1..).map(person).collect();
        let outlooks = people.iter().map(|person| Outlook::of(&snapshot, person)).collect();
        let team = Team::new(&snapshot, budget, 12, &people, outlooks);
        prop_assert_eq!(team.members.len(), people.len());
        prop_assert!(budget.is_none_or(|budget| team.total().high <= budget));
        team.members.iter().try_for_each(|member| is_sound(&snapshot, member, budget))
    });
}

fn is_sound(snapshot: &Snapshot<'_>, member: &certwise::team::Member<'_>, budget: Option<Usd>) -> Holds {
    let told = member.person.told.as_ref();
    prop_assert_eq!(member.outcome == Outcome::Faulty, told.is_err());
    let Ok(told) = told else { return Ok(()) };
    prop_assert_eq!(member.outcome == Outcome::NothingTold, tells_nobody(told));
    if let Some(taken) = member.takes() {
        let answer = decide(snapshot, told);
        let ranked = answer.ranked.iter().find(|ranked| ranked.id == taken.id);
        prop_assert_eq!(ranked.map(|ranked| &ranked.figures), Some(&taken.figures));
        prop_assert_eq!(ranked.is_some_and(|ranked| ranked.rank == 1), member.wish() == Some(Wish::First));
        prop_assert!(taken.figures.bill.is_some() && taken.after().is_none() && answer.enough.is_none());
    } else {
        prop_assert_eq!(member.cost(), None);
        // Without a limit only what has no known price is not bought.
        prop_assert!(budget.is_some() || member.outcome != Outcome::OverBudget);
    }
    Ok(())
}
