//! Whether the scenarios use the framework whole: every rule speaks in one of them and keeps silent in another.

use std::collections::{BTreeMap, BTreeSet};

use certwise::framework::PersonFilter;
use certwise::recommendation::Recommendation;
use certwise::vocabulary::BlockerKind;

use crate::expect::{advice_id, caution_id, criterion_id, id};
use crate::{ANSWERS, FRAMEWORK, assert_none};

/// An entry that is excused, and why.
type Exemption = (&'static str, &'static str);

/// Rules that speak in no scenario.
const NEVER_SPEAKS: &[Exemption] = &[];

/// Rules that keep silent in no scenario that something fits.
const NEVER_SILENT: &[Exemption] = &[
    ("criterion proved: proved", "most of the catalogue is proved in any answer"),
    ("criterion unconfirmed: confirmed", "nobody doubts most of the catalogue"),
    ("criterion career-stage: not-asked", "no stage speaks of most of the catalogue"),
    ("criterion nothing-missing: ready", "most of the catalogue recommends no credential first"),
    ("criterion about-ai: ai", "something about AI fits wherever anything does"),
    ("criterion focused: other", "something is about several things, or about one that nobody named, in any answer"),
    ("criterion main-purpose: generative-ai", "something for generative AI fits wherever anything does"),
    ("criterion breadth: broad", "something about several things fits wherever anything does"),
    ("criterion renews-yours: renews-nothing", "no pass renews everything"),
];

/// Gates that say the same of a credential in every situation and on every day.
const ALWAYS_THE_SAME: &[Exemption] = &[("not-open-to-you", "who may earn a credential is a fact without a date in the catalogue")];

/// Every rule of the framework, as [`used`] calls it.
fn rules() -> Vec<String> {
    let it = &*FRAMEWORK;
    let mut rules: Vec<String> = it.naming.iter().map(|rule| format!("naming {}", rule.id.as_str())).collect();
    for gate in &it.gate {
        rules.push(format!("gate {}", gate.id));
        rules.extend(gate.because_unknown.as_ref().map(|_| format!("gate {}, unknown", gate.id)));
    }
    for criterion in &it.criterion {
        rules.extend(criterion.grade.iter().map(|row| format!("criterion {}: {}", criterion.id.as_str(), row.grade)));
    }
    rules.extend(it.caution.iter().map(|caution| format!("caution {}", caution.id.as_str())));
    rules.extend(it.advice.iter().map(|advice| format!("advice {}", advice.id.as_str())));
    rules.push("replaced".to_owned());
    rules
}

/// The rules that speak in an answer. A naming rule speaks where it is the one that names something that fits.
fn used(answer: &Recommendation<'_>) -> BTreeSet<String> {
    let mut used: BTreeSet<String> = answer.advice.iter().map(|number| format!("advice {}", advice_id(*number))).collect();
    for ranked in &answer.ranked {
        for (number, row) in ranked.grades.iter().enumerate() {
            let grade = &FRAMEWORK.criterion[number].grade[usize::from(*row)].grade;
            used.insert(format!("criterion {}: {grade}", criterion_id(number)));
        }
        used.extend(ranked.cautions.iter().map(|number| format!("caution {}", caution_id(*number))));
        if let Some(named) = ranked.named {
            used.insert(format!("naming {}", answer.snapshot.namings[named.rule].rule.id.as_str()));
            used.extend(named.replaced.map(|_| "replaced".to_owned()));
        }
    }
    for blocker in answer.ruled_out.iter().flat_map(|out| &out.blockers) {
        used.insert(format!("gate {}{}", blocker.kind, if blocker.unknown { ", unknown" } else { "" }));
    }
    used
}

/// Fails with every rule that is neither excused nor sound, and with every excuse that nothing needs.
#[track_caller]
fn assert_only(exemptions: &[Exemption], offenders: &[String]) {
    let unexcused = offenders.iter().filter(|rule| !exemptions.iter().any(|(excused, _)| excused == rule)).cloned();
    let needless = exemptions.iter().filter(|(excused, _)| !offenders.iter().any(|rule| rule == excused));
    let needless = needless.map(|(excused, why)| format!("{excused}: is excused ({why}) and needs no excuse"));
    assert_none(&unexcused.chain(needless).collect::<Vec<_>>());
}

#[test]
fn every_rule_speaks_in_some_scenario() {
    let spoken: BTreeSet<String> = ANSWERS.iter().flat_map(|(_, answer)| used(answer)).collect();
    assert_only(NEVER_SPEAKS, &rules().into_iter().filter(|rule| !spoken.contains(rule)).collect::<Vec<_>>());
}

/// Where nothing fits nearly everything is silent, so only an answer in which something fits counts. Gates are asked
/// one credential at a time, below; advice for everyone is never silent.
#[test]
fn every_rule_is_silent_in_some_scenario() {
    let used: Vec<_> = ANSWERS.iter().filter(|(_, answer)| !answer.ranked.is_empty()).map(|(_, answer)| used(answer)).collect();
    let for_everyone = FRAMEWORK.advice.iter().filter(|advice| advice.you == PersonFilter::default());
    let for_everyone: Vec<String> = for_everyone.map(|advice| format!("advice {}", advice.id.as_str())).collect();
    let always = rules().into_iter().filter(|rule| !rule.starts_with("gate ") && !for_everyone.contains(rule));
    assert_only(NEVER_SILENT, &always.filter(|rule| used.iter().all(|used| used.contains(rule))).collect::<Vec<_>>());
}

#[test]
fn every_gate_rules_something_out_in_one_scenario_and_lets_the_same_pass_in_another() {
    let mut verdicts: BTreeMap<(BlockerKind, &str), BTreeSet<bool>> = BTreeMap::new();
    for (_, answer) in ANSWERS.iter() {
        for kind in BlockerKind::ALL {
            for ranked in &answer.ranked {
                verdicts.entry((*kind, id(ranked.id))).or_default().insert(false);
            }
            for out in &answer.ruled_out {
                let says_no = out.blockers.iter().any(|blocker| blocker.kind == *kind);
                verdicts.entry((*kind, id(out.id))).or_default().insert(says_no);
            }
        }
    }
    let both = |kind: BlockerKind| verdicts.iter().any(|((asked, _), verdicts)| *asked == kind && verdicts.len() == 2);
    let one_sided = BlockerKind::ALL.iter().filter(|kind| !both(**kind)).map(ToString::to_string);
    assert_only(ALWAYS_THE_SAME, &one_sided.collect::<Vec<_>>());
}
