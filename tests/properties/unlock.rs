//! What is said to lift a blocker lifts it, and nothing smaller does.

use std::cell::RefCell;
use std::collections::BTreeSet;

use certwise::calendar::{Day, Pace};
use certwise::catalog::CredentialId;
use certwise::change::Change;
use certwise::money::Usd;
use certwise::vocabulary::{BlockerKind, Coding, Level};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::answer::{Verdicts, id};
use crate::asked::{Asked, asked, date, day_before};
use crate::{CATALOG, always};

/// The question after that change.
fn after(asked: &Asked, change: &Change) -> Asked {
    match change {
        Change::AsOf(day) => asked.on_day(*day),
        change => asked.but(|situation| change.tell(situation)),
    }
}

/// The next smaller change of that kind, where its kind has a size: a dollar, a day, an hour, a level or an amount of programming less.
/// Next to no limit at all stands the largest one.
fn smaller(change: &Change) -> Option<Change> {
    let last_day: Day = date(9999, 12, 31);
    match change {
        Change::Budget(Some(budget)) => Usd::new(budget.dollars().checked_sub(1)?).map(|budget| Change::Budget(Some(budget))),
        Change::Budget(None) => Usd::new(10_000_000_u32).map(|budget| Change::Budget(Some(budget))),
        Change::By(Some(day)) => Some(Change::By(Some(day_before(*day)))),
        Change::By(None) => Some(Change::By(Some(last_day))),
        Change::HoursPerWeek(pace) => Pace::new(pace.hours() - 1).map(Change::HoursPerWeek),
        Change::Level(level) => Level::ALL.iter().rev().find(|other| *other < level).copied().map(Change::Level),
        Change::Coding(coding) => Coding::ALL.iter().rev().find(|other| *other < coding).copied().map(Change::Coding),
        Change::AsOf(day) => Some(Change::AsOf(day_before(*day))),
        _ => None,
    }
}

#[test]
fn an_unlock_lifts_its_blocker_and_nothing_smaller_does() {
    let tried = RefCell::new(BTreeSet::new());
    always(&(asked(), any::<Index>()), |(asked, which)| {
        let ruled_out = Verdicts::of(&asked).ruled_out;
        // Of each kind of blocker one: all of them would be hundreds.
        for kind in BlockerKind::ALL {
            let all = ruled_out.iter().flat_map(|out| out.blockers.iter().map(|blocker| (out.id, blocker)));
            let unlocks = all.filter(|(_, blocker)| blocker.kind == *kind);
            let unlocks: Vec<(CredentialId, &Change)> =
                unlocks.filter_map(|(place, blocker)| Some((place, blocker.unlock.as_ref()?))).collect();
            if unlocks.is_empty() {
                continue;
            }
            let (place, unlock) = unlocks[which.index(unlocks.len())];
            tried.borrow_mut().insert(*kind);
            let blocks = |change: &Change| Verdicts::of(&after(&asked, change)).block(place, *kind);
            prop_assert!(!blocks(unlock), "{:?} does not lift {} of {}", unlock, kind, id(place));
            if let Some(smaller) = smaller(unlock) {
                prop_assert!(blocks(&smaller), "{:?} lifts {} of {}, and so {:?} is not the smallest", smaller, kind, id(place), unlock);
            }
        }
        Ok(())
    });
    let never = [BlockerKind::Retired, BlockerKind::NotOpenToYou, BlockerKind::AlreadyHeld, BlockerKind::BelowLevel];
    let untried: Vec<_> = BlockerKind::ALL.iter().filter(|kind| !never.contains(kind) && !tried.borrow().contains(kind)).collect();
    assert!(untried.is_empty(), "no unlock came up of {untried:?}");
}

#[test]
fn nothing_lifts_what_only_the_person_themselves_could_change() {
    let both = RefCell::new(0);
    always(&asked(), |asked| {
        for out in Verdicts::of(&asked).ruled_out {
            let of = |kind| out.blockers.iter().find(|blocker| blocker.kind == kind);
            prop_assert!(of(BlockerKind::BelowLevel).is_none_or(|blocker| blocker.unlock.is_none()), "{}", id(out.id));
            let Some(too_advanced) = of(BlockerKind::TooAdvanced) else { continue };
            let it = &CATALOG[out.id];
            let level = (it.level, asked.situation.level) == (Some(Level::Advanced), Some(Level::Beginner));
            let coding = (it.coding, asked.situation.coding) == (Some(Coding::Professional), Some(Coding::Never));
            let one_below = match (level, coding) {
                (true, false) => Some(Change::Level(Level::Intermediate)),
                (false, true) => Some(Change::Coding(Coding::Some)),
                _ => None,
            };
            *both.borrow_mut() += usize::from(level && coding);
            prop_assert_eq!(too_advanced.unlock.as_ref(), one_below.as_ref(), "{}", id(out.id));
        }
        Ok(())
    });
    assert!(both.into_inner() > 0, "nothing is too advanced in both");
}

#[test]
fn what_no_pace_reaches_in_time_is_out_of_reach_at_every_hour_of_the_week() {
    always(&asked(), |asked| {
        let at_most = Verdicts::of(&after(&asked, &Change::HoursPerWeek(Pace::MAX)));
        for out in Verdicts::of(&asked).ruled_out {
            let too_late = out.blockers.iter().find(|blocker| blocker.kind == BlockerKind::RetiresBeforeReady);
            if let Some(blocker) = too_late {
                let still = at_most.block(out.id, BlockerKind::RetiresBeforeReady);
                prop_assert_eq!(blocker.unlock.is_none(), still, "{}: {:?}", id(out.id), blocker);
            }
        }
        Ok(())
    });
}
