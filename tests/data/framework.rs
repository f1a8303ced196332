//! What must hold of the framework: its gates, tiers and names.

use std::collections::BTreeMap;

use certwise::framework::Which;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::BlockerKind;

use crate::{CATALOG, FRAMEWORK, assert_none, the_day};

/// The tier of what the article itself ranks; NVIDIA's credentials are added by their provider.
const IN_THE_ARTICLE: &[(&str, u8)] = &[
    ("google-pmle", 1),
    ("aws-mls-c01", 1),
    ("ms-ai-102", 1),
    ("ibm-ai-engineering", 2),
    ("dlai-tensorflow-developer", 2),
    ("google-ai-essentials", 2),
    ("aws-aip-c01", 3),
    ("databricks-ml-professional", 3),
    ("stanford-ai-professional-program", 4),
    ("mit-professional-ml-ai", 4),
    ("harvardx-data-science", 4),
];

/// Where the tiers' rules put what the article does not rank.
const BY_RULE: &[(&str, Option<u8>)] = &[
    ("google-paa", Some(1)),
    ("ms-ai-103", Some(1)),
    ("aws-mla-c02", Some(1)),
    ("aws-clf-c02", Some(2)),
    ("kaggle-learn", None),
    ("fastai", None),
    ("ms-learn", None),
];

/// The tier of every credential.
fn tiers() -> BTreeMap<&'static str, Option<u8>> {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, the_day());
    CATALOG.credentials.iter().zip(&snapshot.standings).map(|(credential, standing)| (credential.id.as_str(), standing.tier)).collect()
}

#[test]
fn every_gate_stands_once() {
    let count = |kind: &BlockerKind| FRAMEWORK.gate.iter().filter(|gate| gate.id == *kind).count();
    let offenders = BlockerKind::ALL.iter().filter(|kind| count(kind) != 1);
    assert_none(&offenders.map(|kind| format!("gate {kind}: stands {} times", count(kind))).collect::<Vec<_>>());
}

/// Loading looks at the names of the naming rules and of `best_for`; this looks at those inside conditions and tiers.
#[test]
fn every_id_and_provider_in_a_condition_exists() {
    let it = &*FRAMEWORK;
    let mut conditions: Vec<(String, &Which)> = vec![("fallback: start_with".to_owned(), &it.fallback.start_with)];
    conditions.extend(it.tier.iter().flat_map(|tier| tier.which.iter().map(move |which| (format!("tier {}: which", tier.tier), which))));
    conditions.extend(it.caution.iter().map(|caution| (format!("caution {}: when", caution.id.get_ref()), &caution.when.credential)));
    for criterion in &it.criterion {
        conditions.extend(
            criterion.grade.iter().map(|row| (format!("criterion {}: {}", criterion.id.get_ref(), row.grade), &row.when.credential)),
        );
    }
    let named = it.tier.iter().flat_map(|tier| tier.named.iter().map(move |id| (format!("tier {}: named", tier.tier), id.get_ref())));
    let asked = conditions.iter().flat_map(|(rule, which)| which.id.iter().map(move |id| (rule.clone(), id)));
    let ids = named.chain(asked).filter(|(_, id)| CATALOG.position(id).is_none());
    let issuers = conditions.iter().flat_map(|(rule, which)| which.provider.iter().map(move |id| (rule.clone(), id)));
    let issuers = issuers.filter(|(_, id)| !CATALOG.providers.iter().any(|provider| provider.id == **id));
    assert_none(&ids.chain(issuers).map(|(rule, id)| format!("{rule}: nothing has the id {id:?}")).collect::<Vec<_>>());
}

#[test]
fn tiers_count_from_one_and_say_who_belongs_to_them() {
    let mut offenders = Vec::new();
    for (place, tier) in FRAMEWORK.tier.iter().enumerate() {
        if usize::from(tier.tier) != place + 1 {
            offenders.push(format!("tier {}: stands as number {}", tier.tier, place + 1));
        }
        if tier.named.is_empty() || tier.which.is_empty() || tier.which.contains(&Which::default()) {
            offenders.push(format!("tier {}: named = {:?}, which = {:?}", tier.tier, tier.named, tier.which));
        }
    }
    assert_none(&offenders);
}

#[test]
fn every_naming_rule_names_each_credential_once_and_can_count_on_some_day() {
    let mut offenders = Vec::new();
    for rule in &FRAMEWORK.naming {
        let id = rule.id.get_ref();
        let repeats = rule
            .names
            .iter()
            .enumerate()
            .filter(|(place, name)| rule.names[..*place].iter().any(|before| before.get_ref() == name.get_ref()));
        offenders.extend(repeats.map(|(_, name)| format!("naming {id}: names {:?} twice", name.get_ref())));
        if rule.names.is_empty() {
            offenders.push(format!("naming {id}: names = []"));
        }
        if let (Some(from), Some(until)) = (rule.from, rule.until)
            && from > until
        {
            offenders.push(format!("naming {id}: from = {from} lies after until = {until}"));
        }
    }
    assert_none(&offenders);
}

#[test]
fn every_naming_rule_in_force_names_something_that_has_not_retired() {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, the_day());
    let empty = snapshot.namings.iter().filter(|naming| naming.names.is_empty());
    assert_none(
        &empty
            .map(|naming| format!("naming {}: all of its names have retired without heirs", naming.rule.id.get_ref()))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn whom_a_credential_suits_is_said_once() {
    let mut seen = std::collections::HashSet::new();
    let twice = FRAMEWORK.best_for.iter().filter(|best| !seen.insert(best.id.get_ref()));
    assert_none(&twice.map(|best| format!("best_for {}: stands twice", best.id.get_ref())).collect::<Vec<_>>());
}

#[test]
fn what_the_article_ranks_is_in_its_tier() {
    let tiers = tiers();
    let nvidia = tiers.keys().copied().filter(|id| id.starts_with("nvidia-")).map(|id| (id, 3));
    let wrong = IN_THE_ARTICLE.iter().copied().chain(nvidia).filter(|(id, tier)| tiers.get(id) != Some(&Some(*tier)));
    assert_none(&wrong.map(|(id, tier)| format!("{id}: tier is {:?}, in the article {tier}", tiers.get(id))).collect::<Vec<_>>());
}

#[test]
fn the_rules_of_the_tiers_place_what_the_article_does_not_rank() {
    let tiers = tiers();
    let wrong = BY_RULE.iter().filter(|(id, tier)| tiers.get(id) != Some(tier));
    assert_none(&wrong.map(|(id, tier)| format!("{id}: tier is {:?}, by the rules {tier:?}", tiers.get(id))).collect::<Vec<_>>());
}
