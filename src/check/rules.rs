//! What can be wrong with the rules.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::framework::{Condition, CredentialFilter, Naming, exceptions_cover, never};
use crate::snapshot::Snapshot;

/// Every fault of the rules.
pub(super) fn faults(snapshot: &Snapshot<'_>, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let framework = snapshot.framework;
    let mut faults = Vec::new();
    let mut push = |span: Range<usize>, message: String, hint: &str| faults.push(file.fault(span, message).with_hint(hint));

    for (number, rule) in framework.naming.iter().enumerate() {
        let id = rule.id.get_ref();
        let ended = rule.from.zip(rule.until).filter(|(from, until)| from > until);
        if rule.names.is_empty() {
            push(rule.id.span(), format!("the rule `{id}` names nothing"), "name a credential, or take the rule out");
        } else if let Some((from, until)) = ended {
            push(rule.id.span(), format!("the rule `{id}` counts from {from} and only until {until}"), "let it begin before it ends");
        } else if let Some(why) = never(&rule.you, &rule.unless) {
            push(rule.id.span(), format!("the rule `{id}` can never hold: {why}"), "ask less, or take the rule out");
        } else if let Some(other) = framework.naming.iter().enumerate().find(|(place, other)| shadows(other, *place < number, rule)) {
            let message = format!("the rule `{id}` is shadowed by `{}`", other.1.id.get_ref());
            push(rule.id.span(), message, "that one names the same, as strongly, wherever this one does");
        }
        for name in twice(&rule.names, |name| name.get_ref().as_str()) {
            push(name.span(), format!("the rule `{id}` names `{}` twice", name.get_ref()), "name it once");
        }
    }
    for best in twice(&framework.best_for, |best| best.id.get_ref().as_str()) {
        push(best.id.span(), format!("whom `{}` suits best stands twice", best.id.get_ref()), "say it once");
    }
    for (number, quick) in framework.quick.iter().enumerate() {
        if let Some(earlier) = framework.quick[..number].iter().find(|earlier| earlier.you == quick.you) {
            let span = file.place(&[KeyPart::Key("quick"), KeyPart::At(number), KeyPart::Key("you")]).unwrap_or_default();
            push(span, format!("`{}` asks the same as `{}`", quick.situation, earlier.situation), "take one of the two out");
        }
    }
    if let Some(why) = unknown_name(snapshot, &framework.fallback.start_with) {
        let span = file.place(&[KeyPart::Key("fallback"), KeyPart::Key("start_with")]).unwrap_or_default();
        push(span, format!("the fallback asks in vain: {why}"), "name what the catalogue has");
    }
    for (number, criterion) in framework.criterion.iter().enumerate() {
        for (place, row) in criterion.grade.iter().enumerate() {
            let way = [KeyPart::Key("criterion"), KeyPart::At(number), KeyPart::Key("grade"), KeyPart::At(place)];
            let span = file.place(&way).unwrap_or_default();
            let grade = &row.grade;
            if let Some(why) = unknown_name(snapshot, &row.when.credential) {
                push(span, format!("the grade `{grade}` asks in vain: {why}"), "name what the catalogue has");
            } else if let Some(why) = impossible(snapshot, &row.when) {
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
    for caution in &framework.caution {
        let id = caution.id.get_ref();
        if let Some(why) = unknown_name(snapshot, &caution.when.credential) {
            push(caution.id.span(), format!("the caution `{id}` asks in vain: {why}"), "name what the catalogue has");
        } else if let Some(why) = impossible(snapshot, &caution.when) {
            push(caution.id.span(), format!("the caution `{id}` is used by nothing: {why}"), "ask less, or take the caution out");
        }
    }
    for advice in &framework.advice {
        let id = advice.id.get_ref();
        if let Some(why) = advice.you.contradiction() {
            push(advice.id.span(), format!("the advice `{id}` is for nobody: {why}"), "ask less, or take the advice out");
        }
    }
    for (number, tier) in framework.tier.iter().enumerate() {
        let span = |key| file.place(&[KeyPart::Key("tier"), KeyPart::At(number), KeyPart::Key(key)]).unwrap_or_default();
        if !snapshot.states.iter().any(|standing| standing.tier == Some(tier.tier)) {
            push(span("tier"), format!("no credential is in tier {}", tier.tier), "name one, or take the tier out");
        }
        if tier.which.contains(&CredentialFilter::default()) {
            push(span("which"), format!("the rule of tier {} takes in everything", tier.tier), "say whom it takes in");
        }
        if let Some(why) = tier.which.iter().find_map(|which| unknown_name(snapshot, which)) {
            push(span("which"), format!("the rule of tier {} asks in vain: {why}", tier.tier), "name what the catalogue has");
        }
    }
    faults
}

/// What stands again in the list after it has stood there once.
fn twice<'l, T>(list: &'l [T], key: impl Fn(&'l T) -> &'l str) -> impl Iterator<Item = &'l T> {
    list.iter().enumerate().filter(move |(place, it)| list[..*place].iter().any(|earlier| key(earlier) == key(it))).map(|(_, it)| it)
}

/// Whether `other` names everything that `rule` names, at least as strongly, whenever `rule` does.
fn shadows(other: &Naming, stands_before: bool, rule: &Naming) -> bool {
    let stronger = other.grade < rule.grade || (other.grade == rule.grade && stands_before);
    let names = rule.names.iter().all(|name| other.names.iter().any(|its| its.get_ref() == name.get_ref()));
    let from = other.from.is_none_or(|from| rule.from.is_some_and(|its| its >= from));
    let until = other.until.is_none_or(|until| rule.until.is_some_and(|its| its <= until));
    stronger && names && from && until && other.you.covers(&rule.you) && exceptions_cover(&other.unless, &rule.unless)
}

/// Why a condition can never hold, as far as the person and the catalogue go.
pub(super) fn impossible(snapshot: &Snapshot<'_>, condition: &Condition) -> Option<String> {
    condition.contradiction().or_else(|| nothing_like(snapshot, &condition.credential))
}

/// An id or a provider in a condition that nothing in the catalogue bears.
pub(super) fn unknown_name(snapshot: &Snapshot<'_>, which: &CredentialFilter) -> Option<String> {
    let catalog = snapshot.catalog;
    let id = which.id.iter().find(|id| catalog.position(id).is_none()).map(|id| format!("no credential has the id `{id}`"));
    let declared = |wanted: &String| catalog.providers.iter().any(|provider| provider.id == *wanted);
    id.or_else(|| which.provider.iter().find(|wanted| !declared(wanted)).map(|wanted| format!("no file declares the provider `{wanted}`")))
}

fn nothing_like(snapshot: &Snapshot<'_>, which: &CredentialFilter) -> Option<String> {
    // What a credential costs depends on the person, so a price alone excludes nothing.
    let which = CredentialFilter { cost_at_most: None, ..which.clone() };
    let like = |(place, credential)| {
        let standing: &crate::snapshot::CredentialState = &snapshot.states[place];
        which.matches(credential, snapshot.provider(credential), standing.tier, None)
    };
    let found = snapshot.catalog.credentials.iter().enumerate().any(like);
    (!found).then(|| "no credential of the catalogue is like that".to_owned())
}
