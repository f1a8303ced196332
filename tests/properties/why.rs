//! What is said to change a place changes it, and nothing smaller does.

use std::cell::Cell;

use certwise::calendar::{Day, Pace};
use certwise::catalog::{CredentialId, Thing};
use certwise::change::Change;
use certwise::counterfactual::{CloserLook, Counterfactual, WhatIf, why};
use certwise::decide::decide;
use certwise::money::Usd;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Coding, Level};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{TestError, TestRunner};

use crate::answer::id;
use crate::asked::{Asked, asked, day_before, day_of_the_article, day_of_the_data};
use crate::{CATALOG, FRAMEWORK, Holds, SEED};

/// Situations for each of the two days, and credentials for each situation: together more than 2,000 of both.
const SITUATIONS: u32 = 36;
const CREDENTIALS: usize = 30;

/// The rank of the credential after those changes, asked of `decide` from the beginning; `None` when it is ruled out, or when
/// what should be held cannot be earned on the day.
fn rank_after(today: &Snapshot<'_>, situation: &Situation, changes: &[Change], place: CredentialId) -> Option<usize> {
    let mut then = situation.clone();
    for change in changes {
        change.tell(&mut then);
    }
    let other_day = then.as_of.map(|day| Snapshot::on(&CATALOG, &FRAMEWORK, day));
    let snapshot = other_day.as_ref().unwrap_or(today);
    let cannot_be_held = |change: &Change| {
        let Change::Have(Thing::Credential(held)) = change else { return false };
        !snapshot.state(*held).obtainable
    };
    if changes.iter().any(cannot_be_held) {
        return None;
    }
    decide(snapshot, &then).ranked.iter().find(|ranked| ranked.id == place).map(|ranked| ranked.rank)
}

/// One dollar, one hour, one day, one level, one amount of programming or one year less of a change; `None` where its kind has no size, or nothing is less.
fn less(situation: &Situation, as_of: Day, change: &Change) -> Option<Change> {
    match change {
        Change::Budget(None) => Some(Change::Budget(Some(Usd::MOST))),
        Change::Budget(Some(to)) => {
            let up = situation.budget.is_some_and(|now| *to > now);
            let dollars = if up { to.dollars().checked_sub(1)? } else { to.dollars() + 1 };
            Usd::new(dollars).map(|amount| Change::Budget(Some(amount)))
        }
        Change::By(None) => Some(Change::By(Some(Day::LAST))),
        Change::By(Some(to)) if *to == Day::LAST => None,
        Change::By(Some(to)) => {
            let later = situation.deadline(as_of).is_some_and(|now| *to > now);
            Some(Change::By(Some(if later { day_before(*to) } else { to.plus_days(1) })))
        }
        Change::HoursPerWeek(to) => {
            let hours = if *to > situation.pace() { to.hours() - 1 } else { to.hours() + 1 };
            Pace::new(hours).map(Change::HoursPerWeek)
        }
        Change::AsOf(to) => Some(Change::AsOf(day_before(*to))),
        Change::Level(to) => next_lower(Level::ALL, *to).filter(|level| situation.level.is_some_and(|now| *level > now)).map(Change::Level),
        Change::Coding(to) => {
            next_lower(Coding::ALL, *to).filter(|coding| situation.coding.is_some_and(|now| *coding > now)).map(Change::Coding)
        }
        Change::Years(to) => {
            let now = situation.years?;
            Some(Change::Years(if *to > now { to - 1 } else { to + 1 }))
        }
        _ => None,
    }
}

fn next_lower<T: Copy + Ord>(all: &[T], word: T) -> Option<T> {
    all.iter().copied().filter(|other| *other < word).max()
}

/// What was tried, so that a property that tries nothing fails.
#[derive(Default)]
struct Tried {
    credentials: Cell<usize>,
    singles: Cell<usize>,
    pairs: Cell<usize>,
    smaller: Cell<usize>,
}

fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

/// Every move reaches it, and with any part of it smaller does not.
fn moves_are_true_and_least(
    today: &Snapshot<'_>,
    situation: &Situation,
    place: CredentialId,
    reach: &Counterfactual,
    first: bool,
    tried: &Tried,
) -> Holds {
    let reached = |changes: &[Change]| rank_after(today, situation, changes, place).is_some_and(|rank| !first || rank == 1);
    let goal = if first { "first" } else { "in" };
    for way in reach.moves() {
        // Nobody becomes a beginner again, nor forgets how to program; what was not told of programming stands in nobody's way.
        let is_back = |change: &Change| match change {
            Change::Level(to) => situation.level.is_some_and(|now| *to <= now),
            Change::Coding(to) => situation.coding.is_none_or(|now| *to <= now),
            _ => false,
        };
        prop_assert!(!way.changes.iter().any(is_back), "{:?}", way.changes);
        count(if way.changes.len() == 1 { &tried.singles } else { &tried.pairs });
        let rank = rank_after(today, situation, &way.changes, place);
        prop_assert_eq!(rank, Some(way.rank), "{:?} does not bring {} {}", way.changes, id(place), goal);
        prop_assert!(!first || way.rank == 1, "{:?} brings {} to {}", way.changes, id(place), way.rank);
        for (number, change) in way.changes.iter().enumerate() {
            let Some(smaller) = less(situation, today.as_of, change) else { continue };
            let mut changes = way.changes.clone();
            changes[number] = smaller;
            count(&tried.smaller);
            prop_assert!(!reached(&changes), "{:?} brings {} {} too, and is smaller than {:?}", changes, id(place), goal, way.changes);
        }
        if way.changes.len() == 2 {
            for alone in &way.changes {
                prop_assert!(!reached(std::slice::from_ref(alone)), "{:?} alone brings {} {}", alone, id(place), goal);
            }
        }
    }
    Ok(())
}

/// Where no single change is told, none that somebody else thinks of does it.
fn nothing_else_does(
    today: &Snapshot<'_>,
    situation: &Situation,
    place: CredentialId,
    reach: &Counterfactual,
    first: bool,
    other: &Situation,
) -> Holds {
    if *reach == Counterfactual::Already || reach.moves().iter().any(|way| way.changes.len() == 1) {
        return Ok(());
    }
    let thought_of = [
        Some(Change::Budget(other.budget)),
        other.by.map(|by| Change::By(Some(by))),
        other.hours_per_week.map(Change::HoursPerWeek),
        other.goal.map(Change::Goal),
        other.level.filter(|level| situation.level.is_none_or(|now| *level > now)).map(Change::Level),
        other.coding.filter(|coding| situation.coding.is_some_and(|now| *coding > now)).map(Change::Coding),
        other.role.map(Change::Role),
        other.years.map(Change::Years),
        (!other.platform.is_empty()).then(|| Change::Platform(other.platform.iter().copied().take(1).collect())),
    ];
    for change in thought_of.into_iter().flatten() {
        let rank = rank_after(today, situation, std::slice::from_ref(&change), place);
        prop_assert!(rank.is_none_or(|rank| first && rank > 1), "{:?} was not found for {}: {:?}", change, id(place), rank);
    }
    Ok(())
}

/// What failed and for whom; which credentials were drawn is of no interest.
fn briefly<T>(broken: TestError<(Asked, Asked, T)>) -> String {
    match broken {
        TestError::Fail(why, (asked, other, _)) => {
            let [flags, other] = [asked, other].map(|asked| asked.situation.written(&CATALOG).flags());
            format!("{why}\nfor {flags}\nand {other}")
        }
        TestError::Abort(why) => why.to_string(),
    }
}

fn holds_on(as_of: Day) {
    let tried = Tried::default();
    let config = proptest::test_runner::Config {
        cases: SITUATIONS,
        failure_persistence: None,
        rng_seed: SEED,
        max_shrink_iters: 0,
        ..Default::default()
    };
    let cases = (asked(), asked(), vec(any::<Index>(), CREDENTIALS));
    let tried_all = TestRunner::new(config).run(&cases, |(asked, other, which)| {
        let mut situation = asked.situation;
        situation.have.retain(|held| held.earned.is_none_or(|earned| earned <= as_of));
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, as_of);
        let answer = decide(&snapshot, &situation);
        let mut worlds = WhatIf::new(&answer);
        for place in which.iter().map(|which| CredentialId::new(which.index(CATALOG.credentials.len()))) {
            count(&tried.credentials);
            let why = why(&mut worlds, place);
            for (reach, first) in [(&why.eligible, false), (&why.first, true)] {
                moves_are_true_and_least(&snapshot, &situation, place, reach, first, &tried)?;
                nothing_else_does(&snapshot, &situation, place, reach, first, &other.situation)?;
            }
        }
        let per_credential = worlds.asked() / CREDENTIALS;
        prop_assert!(per_credential <= 250, "{} calls of decide for each credential", per_credential);
        Ok(())
    });
    if let Err(broken) = tried_all {
        panic!("{}", briefly(broken));
    }
    assert!(tried.credentials.get() >= 1_000, "{} tried", tried.credentials.get());
    for (what, tried, least) in
        [("single changes", &tried.singles, 400), ("pairs", &tried.pairs, 50), ("smaller ones", &tried.smaller, 400)]
    {
        assert!(tried.get() >= least, "only {} {what} were tried", tried.get());
    }
}

#[test]
fn every_change_is_true_and_the_least_on_the_day_of_the_article() {
    holds_on(day_of_the_article());
}

#[test]
fn every_change_is_true_and_the_least_on_the_day_of_the_data() {
    holds_on(day_of_the_data());
}

#[test]
fn the_first_place_falls_by_what_is_said_to_topple_it_and_by_nothing_less() {
    let toppled = Cell::new(0);
    let config =
        proptest::test_runner::Config { cases: 128, failure_persistence: None, rng_seed: SEED, max_shrink_iters: 0, ..Default::default() };
    let tried = TestRunner::new(config).run(&asked(), |asked| {
        let (situation, as_of) = (asked.situation, asked.as_of);
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, as_of);
        let answer = decide(&snapshot, &situation);
        let Some(firmness) = CloserLook::at(&answer, true).firmness else {
            prop_assert!(answer.ranked.is_empty());
            return Ok(());
        };
        let place = firmness.id;
        let first = |change: &Change| rank_after(&snapshot, &situation, std::slice::from_ref(change), place) == Some(1);
        for topple in &firmness.topples {
            count(&toppled);
            prop_assert!(!first(&topple.change), "{:?} leaves {} first", topple.change, id(place));
            prop_assert!(!topple.first.contains(&place));
            let least = !matches!(topple.change, Change::Level(_) | Change::Coding(_));
            if let Some(smaller) = less(&situation, as_of, &topple.change).filter(|_| least) {
                prop_assert!(first(&smaller), "{:?} topples {} already", smaller, id(place));
            }
        }
        let level = answer.ranked.iter().filter(|other| other.rank == 1 && other.id != place).count();
        prop_assert_eq!(firmness.level.len(), level);
        Ok(())
    });
    if let Err(broken) = tried {
        panic!("{broken}");
    }
    assert!(toppled.get() > 1_000, "only {} changes were tried", toppled.get());
}
