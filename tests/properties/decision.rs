//! The decision by sets against the plain one, which asks every rule of every credential.

use certwise::decide::{Decision, decide};
use certwise::prepared::set::places;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::BlockerKind;
use proptest::prelude::*;

use crate::asked::{Asked, asked};
use crate::{CATALOG, FRAMEWORK, Holds, always};

fn agrees(asked: &Asked) -> Holds {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, asked.as_of);
    let plain = decide(&snapshot, &asked.situation);
    Decision::with(&snapshot, &asked.situation, |decision, table| {
        let mut ranked = Vec::new();
        decision.rank(|rank, level| {
            ranked.extend(places(level).map(|place| (place, rank, decision.grades(place), decision.named(&snapshot, table, place))));
            true
        });
        let expected: Vec<_> = plain.ranked.iter().map(|it| (it.place, it.rank, it.grades.clone(), it.named)).collect();
        prop_assert_eq!(ranked, expected);
        for out in &plain.ruled_out {
            let kinds: Vec<BlockerKind> = out.blockers.iter().map(|blocker| blocker.kind).collect();
            let blocked = BlockerKind::ALL.iter().copied().filter(|kind| decision.is_blocked(out.place, *kind));
            prop_assert_eq!(blocked.collect::<Vec<_>>(), kinds, "{}", crate::answer::id(out.place));
            prop_assert_eq!(decision.named(&snapshot, table, out.place), out.named);
        }
        let best: Vec<usize> = plain.ranked.iter().take(3).map(|it| it.place).collect();
        let first = plain.ranked.iter().take_while(|it| it.rank == 1).count();
        prop_assert_eq!(decision.best(3), (best, first));
        Ok(())
    })
}

#[test]
fn sets_decide_as_the_rules_do_one_by_one() {
    always(&asked(), |asked| agrees(&asked));
}
