//! Made-up rules: the frozen framework with other conditions, names and days.

use certwise::catalog::{CredentialId, ProviderId};
use certwise::framework::{Condition, CredentialFilter, Framework, PersonFilter};
use certwise::money::Usd;
use certwise::vocabulary::{Coding, Field, Flag, Goal, HandsOn, Kind, KindGroup, Level, LevelGap, NamingGrade, Overlap, Platform, Role};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::asked::{as_of, budget, credential};
use crate::{CATALOG, FRAMEWORK};

/// Fields that a person may leave unset.
const FIELDS: [Field; 5] = [Field::Role, Field::Coding, Field::Goal, Field::Platform, Field::Have];

/// Mostly nothing asked, else some of the words.
fn some_of<T: Copy + std::fmt::Debug + 'static>(words: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![6 => Just(Vec::new()), 1 => subsequence(words, 1..words.len())]
}

fn person() -> impl Strategy<Value = PersonFilter> {
    let who = (some_of(Role::ALL), some_of(Level::ALL), some_of(Coding::ALL));
    let words = (who, some_of(Goal::ALL), some_of(Platform::ALL), some_of(&FIELDS), some_of(Goal::ALL), some_of(KindGroup::ALL));
    let years = || weighted(0.1, 0..40u32);
    let limits = (years(), years(), weighted(0.1, budget()), weighted(0.1, 0..4usize));
    (words, limits).prop_map(|(words, (years_at_least, years_at_most, budget_below, holds_at_least))| {
        let ((role, level, coding), goal, platform, unset, holds_exam_for, wants) = words;
        PersonFilter {
            role,
            level,
            coding,
            goal,
            platform,
            years_at_least,
            years_at_most,
            budget_below,
            holds_at_least,
            holds_exam_for,
            wants,
            unset,
        }
    })
}

fn one() -> impl Strategy<Value = CredentialFilter> {
    let which = (
        prop_oneof![9 => Just(Vec::new()), 1 => vec(credential(), 1..60)],
        prop_oneof![9 => Just(Vec::new()), 1 => vec((0..CATALOG.providers.len()).prop_map(ProviderId::new), 1..9)],
        some_of(Kind::ALL),
        some_of(Level::ALL),
        some_of(Coding::ALL),
        some_of(HandsOn::ALL),
    );
    let fits = (some_of(Platform::ALL), some_of(Role::ALL), some_of(Goal::ALL), some_of(&[1u8, 2, 3, 4]));
    let any = || weighted(0.1, any::<bool>());
    let limit = weighted(0.1, prop_oneof![Just(Usd::FREE), budget()]);
    let most = weighted(0.1, 0..6usize);
    (which, fits, (any(), any(), any(), any()), limit, most).prop_map(|(which, fits, any, cost_at_most, roles_at_most)| {
        let (id, provider, kind, level, coding, hands_on) = which;
        let (platforms, roles, goals, tier) = fits;
        let (any_platform, any_role, any_tier, free) = any;
        CredentialFilter {
            id,
            provider,
            kind,
            level,
            coding,
            platforms,
            any_platform,
            roles,
            any_role,
            roles_at_most,
            goals,
            hands_on,
            tier,
            any_tier,
            free,
            cost_at_most,
        }
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let asks = (some_of(Overlap::ALL), some_of(LevelGap::ALL), some_of(Flag::ALL), some_of(Flag::ALL), some_of(NamingGrade::ALL));
    let unless = prop_oneof![3 => Just(Vec::new()), 1 => vec(person(), 1..3)];
    (person(), unless, one(), asks).prop_map(|(you, unless, credential, (shares, step, is, not, named))| Condition {
        you,
        unless,
        credential,
        shares,
        step,
        is,
        not,
        named,
    })
}

/// The frozen framework, in which every rule asks something else. The last grade of each criterion asks nothing.
pub fn framework() -> impl Strategy<Value = Framework> {
    let of_each = |number: usize| vec(condition(), number);
    let rows = FRAMEWORK.criterion.iter().map(|criterion| criterion.grade.len() - 1).sum();
    let days = (weighted(0.2, as_of()), weighted(0.2, as_of()));
    let names = (vec(credential(), 1..5), proptest::bool::weighted(0.3));
    let naming = (names, select(NamingGrade::ALL), person(), vec(person(), 0..2), days);
    // A tier cannot ask for a tier, nor for what something costs a person.
    let timeless = one().prop_map(|one| CredentialFilter { tier: Vec::new(), any_tier: None, cost_at_most: None, ..one });
    let tiers = vec((vec(credential(), 0..9), vec(timeless, 0..3)), FRAMEWORK.tier.len());
    let advice = vec(person(), FRAMEWORK.advice.len());
    let gates = Just(FRAMEWORK.gate.clone()).prop_shuffle();
    (of_each(rows), of_each(FRAMEWORK.caution.len()), vec(naming, FRAMEWORK.naming.len()), tiers, advice, gates).prop_map(
        |(rows, cautions, namings, tiers, advice, gates)| {
            let mut framework = FRAMEWORK.clone();
            framework.gate = gates;
            let asking = framework.criterion.iter_mut().flat_map(|it| it.grade.split_last_mut().expect("it has grades").1);
            asking.zip(rows).for_each(|(row, when)| row.when = when);
            framework.caution.iter_mut().zip(cautions).for_each(|(caution, when)| caution.when = when);
            framework.advice.iter_mut().zip(advice).for_each(|(advice, you)| advice.you = you);
            for (rule, ((names, held), grade, you, unless, (from, until))) in framework.naming.iter_mut().zip(namings) {
                (rule.held, rule.names, rule.grade, rule.you, rule.unless, rule.from, rule.until) =
                    (held, once(names), grade, you, unless, from, until);
            }
            for (tier, (named, which)) in framework.tier.iter_mut().zip(tiers) {
                (tier.named, tier.which) = (once(named), which);
            }
            framework
        },
    )
}

fn once(mut ids: Vec<CredentialId>) -> Vec<CredentialId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
