//! What holds of every answer: for all combinations of what people can say of themselves, with and without a limit.

use certwise::catalog::CredentialId;
use std::collections::BTreeSet;

use certwise::decide::decide;
use certwise::money::Usd;
use certwise::recommendation::Recommendation;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Goal, Level, Platform, Role};

use crate::{CATALOG, FRAMEWORK};

fn or_none<T: Copy>(all: &[T]) -> impl Iterator<Item = Option<T>> + Clone {
    all.iter().copied().map(Some).chain([None])
}

fn situations(budget: Option<Usd>) -> impl Iterator<Item = Situation> {
    or_none(Role::ALL).flat_map(move |role| {
        or_none(Goal::ALL).flat_map(move |goal| {
            or_none(Platform::ALL).flat_map(move |platform| {
                let platform: Vec<Platform> = platform.into_iter().collect();
                or_none(Level::ALL).map(move |level| Situation {
                    role,
                    goal,
                    level,
                    platform: platform.clone(),
                    budget,
                    ..Situation::default()
                })
            })
        })
    })
}

/// What is wrong with an answer; `None` where nothing is.
fn wrong(answer: &Recommendation<'_>, snapshot: &Snapshot<'_>, budget: Option<Usd>) -> Option<String> {
    let fits = answer.ranked.iter().map(|ranked| ranked.id);
    let all: Vec<CredentialId> = fits.chain(answer.ruled_out.iter().map(|out| out.id)).collect();
    if all.len() != snapshot.known().count() || all.iter().collect::<BTreeSet<_>>().len() != all.len() {
        return Some("some credential is not there exactly once".to_owned());
    }
    if budget.is_none() && answer.ranked.is_empty() {
        return Some("nothing fits, and no limit is set".to_owned());
    }
    let told = |place: CredentialId, what: &str| Some(format!("{} is recommended {what}", CATALOG[place].id));
    for ranked in &answer.ranked {
        let most = ranked.figures.bill.as_ref().map(|bill| bill.total.high);
        if !snapshot.state(ranked.id).obtainable {
            return told(ranked.id, "and cannot be earned");
        }
        if budget.is_some_and(|budget| most.is_none_or(|most| most > budget)) {
            return told(ranked.id, "over the budget");
        }
    }
    answer.ruled_out.iter().any(|out| out.blockers.is_empty()).then(|| "something is ruled out without a reason".to_owned())
}

#[test]
fn every_answer_has_each_credential_once_and_nothing_that_cannot_be_had() {
    let newest = CATALOG.newest_reading.expect("some source has a day");
    for (day, budget) in [(FRAMEWORK.published, None), (newest, None), (newest, Usd::new(150_u32))] {
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day);
        for situation in situations(budget) {
            let wrong = wrong(&decide(&snapshot, &situation), &snapshot, budget);
            assert_eq!(wrong, None, "on {day}, for {}", situation.written(&CATALOG).flags());
        }
    }
}
