//! What must hold of the sources: every fact that decides something has one, and none promises what it does not prove.

use std::collections::HashSet;

use certwise::catalog::{Credential, Source};
use certwise::vocabulary::{Confidence, Fact, SourceKind};

use crate::{CATALOG, assert_none};

/// Every credential with each of its sources.
fn sources() -> impl Iterator<Item = (&'static Credential, &'static Source)> {
    CATALOG.credentials.iter().flat_map(|credential| credential.facts.sources().iter().map(move |source| (credential, source)))
}

/// What an offender says of a source: `id: sources: title (day): what is wrong`.
fn of((credential, source): (&Credential, &Source), what: impl std::fmt::Display) -> String {
    format!("{}: sources: {:?} ({:?}): {what}", credential.id, source.title, source.read)
}

#[test]
fn sources_prove_only_what_the_record_has() {
    let mut offenders = Vec::new();
    for (credential, source) in sources() {
        let absent = source.proves.iter().filter(|fact| !credential.facts.has(**fact));
        offenders.extend(absent.map(|fact| of((credential, source), format!("proves {fact}, which the record lacks"))));
    }
    assert_none(&offenders);
}

#[test]
fn every_source_proves_something_and_says_so_once() {
    let idle = |source: &Source| source.proves.is_empty() || source.proves.iter().collect::<HashSet<_>>().len() < source.proves.len();
    let offenders = sources().filter(|(_, source)| idle(source));
    assert_none(&offenders.map(|found| of(found, format!("proves = {:?}", found.1.proves))).collect::<Vec<_>>());
}

/// One page may be trusted more for one fact than for another, and then stands twice, with two confidences. Two entries
/// with the same confidence are one.
#[test]
fn no_source_stands_twice_with_the_same_confidence() {
    let mut seen = HashSet::new();
    let twice =
        sources().filter(|(credential, source)| !seen.insert((&credential.id, &source.title, &source.url, source.read, source.confidence)));
    assert_none(&twice.map(|found| of(found, format!("stands twice with confidence {}", found.1.confidence))).collect::<Vec<_>>());
}

/// The entries of one page differ in confidence alone, so they share no fact and are of one kind.
#[test]
fn a_source_proves_a_fact_with_one_confidence() {
    let mut offenders = Vec::new();
    for credential in &CATALOG.credentials {
        let all = credential.facts.sources();
        for (place, one) in all.iter().enumerate() {
            let same = |other: &&Source| (&other.title, &other.url, other.read) == (&one.title, &one.url, one.read);
            for other in all[place + 1..].iter().filter(same) {
                let shared: Vec<Fact> = one.proves.iter().copied().filter(|fact| other.proves.contains(fact)).collect();
                if !shared.is_empty() || one.kind != other.kind {
                    offenders
                        .push(of((credential, one), format!("stands twice, as {} and {}, both proving {shared:?}", one.kind, other.kind)));
                }
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn an_estimate_never_has_high_confidence() {
    let sure = sources().filter(|(_, source)| source.kind == SourceKind::Estimate && source.confidence == Confidence::High);
    assert_none(&sure.map(|found| of(found, "is an estimate with confidence high")).collect::<Vec<_>>());
}

#[test]
fn links_are_https() {
    let homes = CATALOG.providers.iter().map(|provider| (&provider.id, "home", &provider.home));
    let pages = CATALOG.credentials.iter().map(|credential| (&credential.id, "url", &credential.facts.url));
    let cited = sources().map(|(credential, source)| (&credential.id, "sources.url", &source.url));
    let given = homes.chain(pages).chain(cited).filter_map(|(id, key, url)| Some((id, key, url.as_ref()?)));
    let strange = given.filter(|(_, _, url)| {
        let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        !host.is_some_and(|host| host.contains('.')) || url.contains(char::is_whitespace)
    });
    assert_none(&strange.map(|(id, key, url)| format!("{id}: {key} = {url:?}")).collect::<Vec<_>>());
}
