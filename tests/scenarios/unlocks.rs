//! Whether what lifts a blocker does lift it: the same question again, with that one change.

use certwise::calendar::Day;
use certwise::change::Change;
use certwise::decide::decide;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;

use crate::expect::id;
use crate::{ANSWERS, CATALOG, FRAMEWORK, assert_none};

/// The situation and the day, changed in one thing.
fn changed(situation: &Situation, as_of: Day, change: &Change) -> (Situation, Day) {
    let mut you = situation.clone();
    change.tell(&mut you);
    let as_of = you.as_of.unwrap_or(as_of);
    (you, as_of)
}

#[test]
fn every_unlock_that_a_scenario_names_lifts_its_blocker() {
    let mut wrong = Vec::new();
    for (scenario, answer) in ANSWERS.iter() {
        for out in answer.ruled_out.iter().filter(|out| scenario.unlock.contains_key(id(out.id))) {
            for blocker in &out.blockers {
                let Some(change) = &blocker.unlock else { continue };
                let (you, as_of) = changed(&scenario.you, scenario.as_of, change);
                let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, as_of);
                let again = decide(&snapshot, &you);
                let still = again.ruled_out.iter().find(|other| other.id == out.id);
                if still.is_some_and(|other| other.blockers.iter().any(|other| other.kind == blocker.kind)) {
                    wrong.push(format!("{}: {} of {} is not lifted by {change:?}", scenario.name, blocker.kind, id(out.id)));
                }
            }
        }
    }
    assert_none(&wrong);
}
