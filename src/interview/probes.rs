//! The answers that are tried before a question is asked.

use std::collections::BTreeSet;

use super::{Answer, Preview, choices};
use crate::calendar::Pace;
use crate::catalog::{Held, Thing};
use crate::change::Change;
use crate::decide::{Decision, decide};
use crate::money::Usd;
use crate::prepared::set::ids;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// Paces that people have, from the least to every waking hour.
const PACES: [u32; 7] = [1, 2, 5, 10, 20, 40, 80];

/// The answers that are tried for a question: every one of a list; and where the answer is typed, those at which the data
/// has something to lose.
///
/// - An amount: nothing at all, and what those that now fit cost at most: the cheapest, and at each fifth of them.
/// - Hours a week: the usual paces, and those that would let in what a last day or a deadline now rules out.
/// - A day: in a week, and when those that now fit are ready by the slow estimate: the soonest, and at each fifth of them.
/// - What is held: each of the first three, which it would rule out, and each thing that some credential asks for. Anything
///   else that is held rules out only itself.
#[must_use]
pub fn probe_answers(snapshot: &Snapshot<'_>, situation: &Situation, now: &Preview, field: Field) -> Vec<Answer> {
    match field {
        Field::Goal | Field::Role | Field::Level | Field::Coding | Field::Platform => choices(field),
        Field::Budget => {
            let amounts: BTreeSet<Usd> = fifths(of_eligible(snapshot, situation, |figures| Some(figures.bill.as_ref()?.total.high)))
                .into_iter()
                .chain([Usd::FREE])
                .collect();
            amounts.into_iter().map(Answer::Budget).collect()
        }
        Field::HoursPerWeek => {
            let ruled_out = decide(snapshot, situation).ruled_out;
            let faster = ruled_out.iter().flat_map(|out| &out.blockers).filter_map(|blocker| match blocker.unlock {
                Some(Change::HoursPerWeek(pace)) => Some(pace),
                _ => None,
            });
            let paces: BTreeSet<Pace> = PACES.into_iter().filter_map(Pace::new).chain(faster).collect();
            paces.into_iter().map(Answer::HoursPerWeek).collect()
        }
        Field::By => {
            let days: BTreeSet<_> = fifths(of_eligible(snapshot, situation, |figures| Some(figures.ready?.1)))
                .into_iter()
                .chain([snapshot.as_of.plus_days(7)])
                .collect();
            days.into_iter().map(Answer::By).collect()
        }
        Field::Have => {
            let best = now.best.iter().map(|id| Thing::Credential(*id));
            let asked = snapshot.catalog.credentials.iter().flat_map(|it| it.requires().iter().chain(it.recommends()));
            let things: BTreeSet<Thing> = asked.flat_map(|asked| asked.any_of.iter().copied()).chain(best).collect();
            things.into_iter().map(|thing| Answer::Have(vec![Held::new(thing)])).collect()
        }
        Field::Years => Vec::new(),
    }
}

/// That figure of everything that fits, where it is known.
fn of_eligible<T>(snapshot: &Snapshot<'_>, situation: &Situation, figure: impl Fn(&Estimate) -> Option<T>) -> Vec<T> {
    Decision::with(snapshot, situation, |decision, table| {
        ids(&decision.eligible).filter_map(|id| figure(&table.figures[id.index()])).collect()
    })
}

/// The least of the values, and those at each fifth of them.
fn fifths<T: Ord + Copy>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    (0..5).filter_map(|fifth| values.get(values.len() * fifth / 5).copied()).collect()
}
