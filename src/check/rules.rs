//! What can be wrong with the rules.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

use crate::catalog::CredentialId;
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::framework::{Condition, CredentialFilter, Naming, entry, exceptions_cover, never};
use crate::snapshot::Snapshot;

/// Every fault of the rules.
pub(super) fn faults(snapshot: &Snapshot<'_>, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let framework = snapshot.framework;
    let mut faults = Vec::new();
    let mut push = |span: Range<usize>, message: String, hint: &str| faults.push(file.fault(span, message).with_hint(hint));

    let catalog = snapshot.catalog;
    // Only what names the first that a rule names can name everything that it does.
    let mut by_name: HashMap<CredentialId, Vec<usize>> = HashMap::new();
    for (number, rule) in framework.naming.iter().enumerate() {
        rule.names.iter().for_each(|name| by_name.entry(*name).or_default().push(number));
    }
    for (number, rule) in framework.naming.iter().enumerate() {
        let (id, span) = (&rule.id, || entry(file, "naming", number, "id"));
        let ended = rule.from.zip(rule.until).filter(|(from, until)| from > until);
        if rule.names.is_empty() && !rule.held && !rule.opened {
            push(span(), format!("the rule `{id}` names nothing"), "name a credential, or take the rule out");
        } else if let Some((from, until)) = ended {
            push(span(), format!("the rule `{id}` counts from {from} and only until {until}"), "let it begin before it ends");
        } else if let Some(why) = never(&rule.you, &rule.unless) {
            push(span(), format!("the rule `{id}` can never hold: {why}"), "ask less, or take the rule out");
        } else if let Some(first) = rule.names.first()
            && let Some(other) = by_name[first].iter().find(|other| shadows(&framework.naming[**other], **other < number, rule))
        {
            let message = format!("the rule `{id}` is shadowed by `{}`", framework.naming[*other].id);
            push(span(), message, "that one names the same, as strongly, wherever this one does");
        }
        for place in twice(&rule.names) {
            let way = [KeyPart::Key("naming"), KeyPart::At(number), KeyPart::Key("names"), KeyPart::At(place)];
            let message = format!("the rule `{id}` names `{}` twice", catalog[rule.names[place]].id);
            push(file.place(&way).unwrap_or_default(), message, "name it once");
        }
    }
    let best: Vec<CredentialId> = framework.best_for.iter().map(|best| best.id).collect();
    for number in twice(&best) {
        let message = format!("whom `{}` suits best stands twice", catalog[best[number]].id);
        push(entry(file, "best_for", number, "id"), message, "say it once");
    }
    for (number, quick) in framework.quick.iter().enumerate() {
        if let Some(earlier) = framework.quick[..number].iter().find(|earlier| earlier.you == quick.you) {
            let span = file.place(&[KeyPart::Key("quick"), KeyPart::At(number), KeyPart::Key("you")]).unwrap_or_default();
            push(span, format!("`{}` asks the same as `{}`", quick.situation, earlier.situation), "take one of the two out");
        }
    }
    for (number, criterion) in framework.criterion.iter().enumerate() {
        for (place, row) in criterion.grade.iter().enumerate() {
            let way = [KeyPart::Key("criterion"), KeyPart::At(number), KeyPart::Key("grade"), KeyPart::At(place)];
            let span = file.place(&way).unwrap_or_default();
            let grade = &row.grade;
            if let Some(why) = impossible(snapshot, &row.when) {
                push(span, format!("the grade `{grade}` can never be given: {why}"), "ask less, or take the grade out");
            } else if let Some(earlier) = criterion.grade[..place].iter().find(|earlier| earlier.when.covers(&row.when)) {
                push(
                    span,
                    format!("the grade `{grade}` is shadowed by `{}`", earlier.grade),
                    "that one is given wherever this one would be",
                );
            }
        }
    }
    for (number, caution) in framework.caution.iter().enumerate() {
        if let Some(why) = impossible(snapshot, &caution.when) {
            let message = format!("the caution `{}` is used by nothing: {why}", caution.id);
            push(entry(file, "caution", number, "id"), message, "ask less, or take the caution out");
        }
    }
    for (number, advice) in framework.advice.iter().enumerate() {
        if let Some(why) = advice.you.contradiction() {
            let message = format!("the advice `{}` is for nobody: {why}", advice.id);
            push(entry(file, "advice", number, "id"), message, "ask less, or take the advice out");
        }
    }
    for (number, tier) in framework.tier.iter().enumerate() {
        let span = |key| file.place(&[KeyPart::Key("tier"), KeyPart::At(number), KeyPart::Key(key)]).unwrap_or_default();
        if !snapshot.states().any(|(_, state)| state.tier == Some(tier.tier)) {
            push(span("tier"), format!("no credential is in tier {}", tier.tier), "name one, or take the tier out");
        }
        if tier.which.contains(&CredentialFilter::default()) {
            push(span("which"), format!("the rule of tier {} takes in everything", tier.tier), "say whom it takes in");
        }
    }
    faults
}

/// The places of what stands in the list again.
fn twice<T: Eq + Hash>(list: &[T]) -> impl Iterator<Item = usize> + '_ {
    let mut seen = HashSet::new();
    (0..list.len()).filter(move |place| !seen.insert(&list[*place]))
}

/// Whether `other` names everything that `rule` names, at least as strongly, whenever `rule` does.
fn shadows(other: &Naming, stands_before: bool, rule: &Naming) -> bool {
    let stronger = other.grade < rule.grade || (other.grade == rule.grade && stands_before);
    let names = rule.names.iter().all(|name| other.names.contains(name));
    let from = other.from.is_none_or(|from| rule.from.is_some_and(|its| its >= from));
    let until = other.until.is_none_or(|until| rule.until.is_some_and(|its| its <= until));
    stronger && names && from && until && other.you.covers(&rule.you) && exceptions_cover(&other.unless, &rule.unless)
}

/// Why a condition can never hold, as far as the person and the catalogue go.
pub(super) fn impossible(snapshot: &Snapshot<'_>, condition: &Condition) -> Option<String> {
    condition.contradiction().or_else(|| nothing_like(snapshot, &condition.credential))
}

fn nothing_like(snapshot: &Snapshot<'_>, which: &CredentialFilter) -> Option<String> {
    // What a credential costs depends on the person, so a price alone excludes nothing.
    let which = CredentialFilter { cost_at_most: None, ..which.clone() };
    let found = snapshot.catalog.numbered().any(|(id, credential)| which.matches(id, credential, snapshot.state(id).tier));
    (!found).then(|| "no credential of the catalogue is like that".to_owned())
}
