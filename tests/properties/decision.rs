//! The decision by sets against the plain one, which asks every rule of every credential.

use certwise::catalog::CredentialId;
use certwise::decide::{Decision, decide, judge};
use certwise::prepared::set::ids;
use certwise::recommendation::RuledOut;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::BlockerKind;
use proptest::prelude::*;

use crate::asked::{Asked, asked};
use crate::{CATALOG, FRAMEWORK, Holds, always};

fn agrees(asked: &Asked) -> Holds {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, asked.as_of);
    let (plain_ranked, plain_out) = judge(&snapshot, &asked.situation, snapshot.known());
    Decision::with(&snapshot, &asked.situation, |decision, table| {
        let mut ranked = Vec::new();
        decision.rank(|rank, level| {
            ranked.extend(ids(level).map(|id| (id, rank, decision.grades(id), decision.named(&snapshot, table, id))));
            true
        });
        let expected: Vec<_> = plain_ranked.iter().map(|it| (it.id, it.rank, it.grades.clone(), it.named)).collect();
        prop_assert_eq!(ranked, expected);
        for out in &plain_out {
            let kinds: Vec<BlockerKind> = out.blockers.iter().map(|blocker| blocker.kind).collect();
            let blocked = BlockerKind::ALL.iter().copied().filter(|kind| decision.is_blocked(out.id, *kind));
            prop_assert_eq!(blocked.collect::<Vec<_>>(), kinds, "{}", crate::answer::id(out.id));
            prop_assert_eq!(decision.named(&snapshot, table, out.id), out.named);
        }
        let best: Vec<CredentialId> = plain_ranked.iter().take(3).map(|it| it.id).collect();
        let first = plain_ranked.iter().take_while(|it| it.rank == 1).count();
        prop_assert_eq!(decision.best(3), (best, first));
        Ok(())
    })?;
    let answer = decide(&snapshot, &asked.situation);
    let expected: Vec<_> = plain_ranked.iter().map(|it| (it.id, it.ahead_by, it.figures.clone(), it.cautions.clone())).collect();
    let ranked: Vec<_> = answer.ranked.iter().map(|it| (it.id, it.ahead_by, it.figures.clone(), it.cautions.clone())).collect();
    prop_assert_eq!(ranked, expected);
    let blocked = |out: &[RuledOut]| out.iter().map(|it| (it.id, it.blockers.clone(), it.figures.clone())).collect::<Vec<_>>();
    prop_assert_eq!(blocked(&answer.ruled_out), blocked(&plain_out));
    let advice = FRAMEWORK.advice.iter().enumerate().filter(|(_, advice)| advice.you.matches(&asked.situation, &snapshot));
    prop_assert_eq!(answer.advice, advice.map(|(number, _)| number).collect::<Vec<_>>());
    Ok(())
}

#[test]
fn sets_decide_as_the_rules_do_one_by_one() {
    always(&asked(), |asked| agrees(&asked));
}
