//! What must hold of the framework's texts and of where its rules come from.

use certwise::framework::Template;

use crate::{FRAMEWORK, assert_none};

/// The longest text, with the words for each figure in its place, that still reads as one line under a table.
const LONGEST: usize = 160;

/// How the source of a rule begins: the article's section, what was added to it, or the catalogue's facts.
const SOURCE_BEGINS: &[&str] = &["article: ", "beyond the article: ", "the catalogue"];

/// Every source, with the rule that it is of.
fn rule_sources() -> Vec<(String, &'static str)> {
    let it = &*FRAMEWORK;
    let mut sources: Vec<(String, &str)> = vec![("fallback".to_owned(), &it.fallback.source)];
    sources.extend(it.tier.iter().map(|tier| (format!("tier {}", tier.tier), tier.source.as_str())));
    sources.extend(it.gate.iter().map(|gate| (format!("gate {}", gate.id), gate.source.as_str())));
    sources.extend(it.naming.iter().map(|rule| (format!("naming {}", rule.id.get_ref()), rule.source.as_str())));
    sources.extend(it.criterion.iter().map(|criterion| (format!("criterion {}", criterion.id.get_ref()), criterion.source.as_str())));
    sources.extend(it.caution.iter().map(|caution| (format!("caution {}", caution.id.get_ref()), caution.source.as_str())));
    sources.extend(it.advice.iter().map(|advice| (format!("advice {}", advice.id.get_ref()), advice.source.as_str())));
    sources.extend(it.best_for.iter().map(|best| (format!("best_for {}", best.id.get_ref()), best.source.as_str())));
    sources
}

/// Every text that a person reads, with the rule that it is of; the words for a figure stand in its place.
fn texts() -> Vec<(String, String)> {
    fn filled(template: &Template) -> String {
        template.fill(|place| place.label().to_owned())
    }
    let it = &*FRAMEWORK;
    let mut texts =
        vec![("name".to_owned(), it.name.clone()), ("source".to_owned(), it.source.clone()), ("replaced".to_owned(), filled(&it.replaced))];
    for tier in &it.tier {
        texts.push((format!("tier {}: name", tier.tier), tier.name.clone()));
        texts.push((format!("tier {}: rule", tier.tier), tier.rule.clone()));
    }
    for gate in &it.gate {
        texts.push((format!("gate {}: because", gate.id), filled(&gate.because)));
        texts.extend(gate.because_unknown.iter().map(|because| (format!("gate {}: because_unknown", gate.id), filled(because))));
    }
    texts.extend(it.naming.iter().map(|rule| (format!("naming {}: because", rule.id.get_ref()), filled(&rule.because))));
    for criterion in &it.criterion {
        let id = criterion.id.get_ref();
        texts.push((format!("criterion {id}: question"), criterion.question.clone()));
        texts.extend(criterion.grade.iter().map(|row| (format!("criterion {id}: grade {}: because", row.grade), filled(&row.because))));
    }
    texts.extend(it.caution.iter().map(|caution| (format!("caution {}: because", caution.id.get_ref()), filled(&caution.because))));
    texts.extend(it.advice.iter().map(|advice| (format!("advice {}: text", advice.id.get_ref()), advice.text.clone())));
    texts.extend(it.best_for.iter().map(|best| (format!("best_for {}: text", best.id.get_ref()), best.text.clone())));
    texts.extend(it.quick.iter().map(|quick| ("quick: situation".to_owned(), quick.situation.clone())));
    texts.extend(it.fallback.steps.iter().map(|step| ("fallback: steps".to_owned(), step.clone())));
    texts.extend(rule_sources().into_iter().map(|(rule, source)| (format!("{rule}: source"), source.to_owned())));
    texts
}

#[test]
fn every_rule_says_where_it_comes_from() {
    let strange = rule_sources().into_iter().filter(|(_, source)| !SOURCE_BEGINS.iter().any(|begin| source.starts_with(begin)));
    assert_none(&strange.map(|(rule, source)| format!("{rule}: source = {source:?}")).collect::<Vec<_>>());
}

#[test]
fn texts_are_one_short_line() {
    let fits = |text: &str| !text.is_empty() && text == text.trim() && !text.contains('\n') && text.chars().count() <= LONGEST;
    let strange = texts().into_iter().filter(|(_, text)| !fits(text));
    assert_none(&strange.map(|(rule, text)| format!("{rule}: {} characters: {text:?}", text.chars().count())).collect::<Vec<_>>());
}

#[test]
fn each_quick_situation_is_another() {
    let mut offenders = Vec::new();
    for (place, quick) in FRAMEWORK.quick.iter().enumerate() {
        let earlier = &FRAMEWORK.quick[..place];
        if earlier.iter().any(|before| before.situation == quick.situation || before.you == quick.you) {
            offenders.push(format!("quick {:?}: stands twice, in words or in answers", quick.situation));
        }
    }
    assert_none(&offenders);
}
