//! The decision by sets against the specification, which asks every rule of every credential.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use certwise::calendar::{Day, Pause};
use certwise::catalog::{Catalog, Confirm, CredentialId, Lifecycle, Prerequisite, ProviderId, Renewal, Thing};
use certwise::decide::{Decision, decide, figures};
use certwise::framework::Framework;
use certwise::prepared::set::{contains, ids};
use certwise::recommendation::{Named, RuledOut};
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{BlockerKind, Coding, Doubt, Level, Platform};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::asked::{Asked, as_of, asked, date, day_of_the_data, earned, held, held_on, pause};
use crate::diff::life;
use crate::rules::framework;
use crate::specification::{self, Borne, Verdict, ahead_by};
use crate::{CATALOG, FRAMEWORK, Holds, always};

fn agrees(catalog: &Catalog, framework: &Framework, asked: &Asked) -> Holds {
    let Asked { as_of, ref situation } = *asked;
    let snapshot = Snapshot::on(catalog, framework, as_of);
    let (fits, out, advice) = specification::decide(catalog, framework, situation, as_of);
    // The library numbers the rules of the day, the specification those of the framework.
    let borne = |named: Named| -> Borne { ((named.grade, snapshot.namings[named.rule].number, named.replaced), named.towards) };
    let is_named = |it: &Verdict, said: Option<Named>| said.map_or(it.names.is_empty(), |named| it.names.contains(&borne(named)));
    let id = |it: &Verdict| &catalog[it.id].id;
    let kinds = |it: &Verdict| it.blockers.iter().map(|(kind, _)| *kind).collect::<BTreeSet<BlockerKind>>();

    Decision::with(&snapshot, situation, |decision, _| {
        let mut ranked = Vec::new();
        decision.rank(|rank, level| {
            ranked.extend(ids(level).map(|id| (id, rank)));
            true
        });
        prop_assert_eq!(ranked, fits.iter().map(|it| (it.id, it.rank)).collect::<Vec<_>>());
        prop_assert_eq!(ids(&decision.eligible).count(), fits.len());
        let cautions = decision.cautions();
        for it in fits.iter().chain(&out) {
            let blocked = BlockerKind::ALL.iter().copied().filter(|kind| decision.is_blocked(it.id, *kind));
            prop_assert_eq!(blocked.collect::<BTreeSet<_>>(), kinds(it), "{}", id(it));
            prop_assert_eq!(decision.grades(it.id), it.grades.clone(), "{}", id(it));
            let named = decision.named(it.id);
            prop_assert!(is_named(it, named), "{}: {:?} of {:?}", id(it), named, it.names);
            prop_assert_eq!(decision.leader(it.id), it.leader, "{}", id(it));
            let speaking = (0..cautions.len()).filter(|number| contains(&cautions[*number], it.id));
            prop_assert_eq!(speaking.collect::<Vec<_>>(), it.cautions.clone(), "{}", id(it));
        }
        let best: Vec<CredentialId> = fits.iter().take(3).map(|it| it.id).collect();
        let first = fits.iter().filter(|it| it.rank == 1).count();
        prop_assert_eq!(decision.best(3), (best, first));
        Ok(())
    })?;

    let answer = decide(&snapshot, situation);
    prop_assert_eq!(answer.ranked.len(), fits.len());
    for (number, (said, it)) in answer.ranked.iter().zip(&fits).enumerate() {
        prop_assert_eq!((said.id, said.rank), (it.id, it.rank), "{}", id(it));
        prop_assert_eq!(&said.grades, &it.grades, "{}", id(it));
        prop_assert_eq!(said.ahead_by, fits.get(number + 1).and_then(|next| ahead_by(it, next)), "{}", id(it));
        prop_assert!(is_named(it, said.named), "{}: {:?} of {:?}", id(it), said.named, it.names);
        prop_assert_eq!(&said.cautions, &it.cautions, "{}", id(it));
        prop_assert_eq!(said.leader, it.leader, "{}", id(it));
        prop_assert_eq!(&said.figures, &figures(&catalog[it.id], as_of, situation), "{}", id(it));
    }
    prop_assert_eq!(answer.ruled_out.len(), out.len());
    for (said, it) in answer.ruled_out.iter().zip(&out) {
        let blockers = |out: &RuledOut| out.blockers.iter().map(|blocker| (blocker.kind, blocker.unknown)).collect::<Vec<_>>();
        prop_assert_eq!((said.id, blockers(said)), (it.id, it.blockers.clone()), "{}", id(it));
        prop_assert!(is_named(it, said.named), "{}: {:?} of {:?}", id(it), said.named, it.names);
        prop_assert_eq!(&said.figures, &figures(&catalog[it.id], as_of, situation), "{}", id(it));
    }
    prop_assert_eq!(answer.advice, advice);
    Ok(())
}

#[test]
fn sets_decide_as_the_specification_does() {
    always(&asked(), |asked| agrees(&CATALOG, &FRAMEWORK, &asked));
}

/// A question with days off, a second attempt, several platforms, and things that are held or have expired.
fn crowded() -> impl Strategy<Value = Asked> {
    let platforms = subsequence(Platform::ALL, 2..=4);
    (asked(), vec(pause(), 1..4), platforms, vec(held(), 1..5)).prop_map(|(asked, mut pause, platform, have)| {
        Pause::join(&mut pause);
        let have = held_on(have, asked.as_of);
        asked.but(|situation| (situation.pause, situation.platform, situation.have, situation.retake) = (pause, platform, have, Some(true)))
    })
}

#[test]
fn they_agree_on_a_crowded_situation() {
    always(&crowded(), |asked| agrees(&CATALOG, &FRAMEWORK, &asked));
}

/// What has successors, or is one.
static KIN: LazyLock<Vec<CredentialId>> = LazyLock::new(|| {
    let kin = CATALOG.numbered().filter(|(_, it)| !it.successors().is_empty());
    kin.flat_map(|(id, it)| std::iter::once(id).chain(it.successors().iter().copied())).collect()
});

/// The frozen catalogue in which some that hand on their place, or take one, have made-up lives, and a policy may forbid a provider.
fn catalogue() -> impl Strategy<Value = Catalog> {
    let lives = vec((select(KIN.as_slice()), life()), 1..12);
    let forbidden = proptest::option::weighted(0.3, 0..CATALOG.providers.len());
    (lives, forbidden).prop_map(|(lives, forbidden)| {
        let mut catalog = CATALOG.clone();
        for (id, life) in lives {
            catalog.credentials[id.index()].record.lifecycle = life;
        }
        catalog.forbidden.extend(forbidden.map(|number| (ProviderId::new(number), "policy.toml".to_owned())));
        catalog
    })
}

#[test]
fn they_agree_whatever_ends_and_whatever_is_forbidden() {
    always(&(catalogue(), prop_oneof![asked(), crowded()]), |(catalog, asked)| agrees(&catalog, &FRAMEWORK, &asked));
}

#[test]
fn they_agree_whatever_the_rules_ask() {
    always(&(framework(), prop_oneof![asked(), crowded()]), |(framework, asked)| agrees(&CATALOG, &framework, &asked));
}

/// The frozen catalogue in which some credentials succeed each other, one after the other, and have made-up lives.
fn chained() -> impl Strategy<Value = Catalog> {
    let all: Vec<CredentialId> = CATALOG.numbered().map(|(id, _)| id).collect();
    let links = vec(life(), 6);
    (Just(all).prop_shuffle(), vec(links, 8)).prop_map(|(ids, chains)| {
        let mut catalog = CATALOG.clone();
        for (chain, lives) in ids.chunks(6).zip(chains) {
            for (number, (id, life)) in chain.iter().zip(lives).enumerate() {
                let record = &mut catalog.credentials[id.index()].record;
                record.lifecycle = life;
                record.successors = chain.get(number + 1).map(|next| vec![*next]);
            }
        }
        catalog
    })
}

#[test]
fn they_agree_on_what_hands_its_place_on_and_on() {
    always(&(chained(), framework(), asked()), |(catalog, framework, asked)| agrees(&catalog, &framework, &asked));
}

/// Links between a few credentials, which all lead everywhere, with what people hold of them and what rules name of them.
fn world() -> impl Strategy<Value = (Catalog, Framework, Asked)> {
    const MANY: usize = 14;
    let few = || vec(0..MANY, 0..3);
    let rarely = || weighted(0.2, 0..MANY);
    let doubt =
        (select(Doubt::ALL), weighted(0.5, as_of())).prop_map(|(about, since)| Confirm { about, since, text: "whether".to_owned() });
    let facts = (
        weighted(0.8, select(Level::ALL)),
        weighted(0.8, select(Coding::ALL)),
        weighted(0.2, doubt),
        weighted(0.7, select(vec![12, 24, 36])),
    );
    let links = (few(), rarely(), few(), weighted(0.3, vec(0..MANY, 1..3)), few());
    let one = (facts, links, weighted(0.3, life()));
    let all: Vec<CredentialId> = CATALOG.numbered().filter(|(_, it)| it.access.is_none()).map(|(id, _)| id).collect();
    let pool = Just(all).prop_shuffle().prop_map(|all| all[..MANY].to_vec());
    let catalog = (pool, vec(one, MANY)).prop_map(|(pool, ones)| {
        let mut catalog = CATALOG.clone();
        for (place, ((level, coding, confirm, months), (stones, earlier, heirs, required, renews), life)) in ones.into_iter().enumerate() {
            let ids = |places: Vec<usize>| places.into_iter().map(|place| pool[place]).collect::<Vec<_>>();
            let record = &mut catalog.credentials[pool[place].index()].record;
            (record.level, record.coding, record.confirm, record.valid_months) = (level, coding, confirm, months);
            record.builds_on = Some(ids(stones));
            record.continues = earlier.map(|earlier| vec![pool[earlier]]);
            // Nothing takes its place after what took its own.
            record.successors = Some(ids(heirs.into_iter().filter(|heir| *heir > place).collect()));
            let required = required.map(|required| ids(required).into_iter().map(Thing::from).collect());
            record.requires = required.map(|any_of| vec![Prerequisite { any_of, text: None, more: false }]);
            record.renewal = Some(Renewal { how: Vec::new(), by: ids(renews), cost: None, window_days: None, note: None });
            if let Some(life) = life {
                record.lifecycle = life;
            }
        }
        (catalog, pool)
    });
    let (have, soon) = (vec((0..MANY, earned()), 0..5), vec(weighted(0.4, 5..90u32), MANY));
    let names = vec(few(), FRAMEWORK.naming.len());
    let rules = prop_oneof![1 => framework().boxed(), 2 => Just(FRAMEWORK.clone()).boxed()];
    let published = prop_oneof![as_of(), Just(date(2025, 6, 1))];
    (catalog, (rules, published, names), (asked(), any::<bool>()), have, soon).prop_map(
        |((mut catalog, pool), rules, (asked, is_free), have, soon)| {
            let (mut framework, published, names) = rules;
            framework.published = published;
            for (id, days) in pool.iter().zip(soon) {
                let last_day = days.map(|days| asked.as_of.plus_days(days));
                let life = &mut catalog.credentials[id.index()].record.lifecycle;
                *life = last_day.map_or_else(|| life.clone(), |_| Lifecycle { last_day, ..Lifecycle::default() });
            }
            for (rule, names) in framework.naming.iter_mut().zip(names) {
                rule.names.extend(names.into_iter().map(|place| pool[place]));
                rule.names.sort_unstable();
                rule.names.dedup();
            }
            let have = held_on(have.into_iter().map(|(place, earned)| (pool[place].into(), earned)).collect(), asked.as_of);
            let asked = asked.but(|situation| {
                situation.have.splice(..0, have).for_each(drop);
                if is_free {
                    (situation.budget, situation.by, situation.weeks, situation.hands_on) = Default::default();
                }
            });
            (catalog, framework, asked.settled(&CATALOG))
        },
    )
}

#[test]
fn they_agree_whatever_leads_to_what() {
    always(&world(), |(catalog, framework, asked)| agrees(&catalog, &framework, &asked));
}

#[test]
fn what_takes_a_place_and_ends_too_soon_hands_it_on() {
    let as_of = day_of_the_data();
    let studied = CATALOG.numbered().filter(|(_, it)| it.access.is_none() && it.prep.as_ref().is_some_and(|prep| prep.hours.low > 9));
    let [first, second, third] = *studied.map(|(id, _)| id).take(3).collect::<Vec<_>>() else { panic!("there are three") };
    let mut framework = FRAMEWORK.clone();
    framework.naming.truncate(1);
    let rule = &mut framework.naming[0];
    (rule.you, rule.unless, rule.from, rule.until) = Default::default();
    rule.names = vec![first];
    // Whether what is named has ended, or will have before anybody can hold it, who takes its place is the same.
    for days in [-1, 1] {
        let mut catalog = CATALOG.clone();
        let ends = |days: i8| Lifecycle { last_day: Day::new(2026, 11, 22 + days), ..Lifecycle::default() };
        let mut live = |id: CredentialId, lifecycle, next: &[CredentialId]| {
            let record = &mut catalog.credentials[id.index()].record;
            (record.lifecycle, record.successors) = (lifecycle, Some(next.to_vec()));
        };
        live(first, ends(days), &[second]);
        live(second, ends(1), &[third]);
        live(third, Lifecycle::default(), &[]);
        let answer = Asked { as_of, situation: Situation::default() };
        agrees(&catalog, &framework, &answer).expect("the specification says the same");
        let snapshot = Snapshot::on(&catalog, &framework, as_of);
        Decision::with(&snapshot, &answer.situation, |decision, _| {
            let replaced = |id| decision.named(id).map(|named| named.replaced);
            assert_eq!([first, second, third].map(replaced), [None, None, Some(Some(first))]);
        });
    }
}
