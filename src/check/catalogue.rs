//! What can be wrong with the facts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::calendar::Day;
use crate::catalog::{Catalog, CatalogMap, Credential, CredentialId, ProviderId, Thing};
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::sanitize::is_unprintable;
use crate::vocabulary::Fact;

/// Every fault of the facts.
pub(super) fn faults(catalog: &Catalog, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = places.files.iter().flat_map(unprintable).collect();
    faults.extend(providers(catalog, places));
    let lasting = lasting(catalog);
    for (place, credential) in catalog.numbered() {
        let mut fault = |way: &[KeyPart<'_>], message: String, hint: &str| {
            faults.push(places.fault(place, way, message).with_hint(hint));
        };
        prefix(catalog, credential, &mut fault);
        links(credential, &mut fault);
        money(credential, &mut fault);
        ends(&lasting, credential, &mut fault);
        // An overlay changes what the sources below it prove; whoever lays it over vouches for it.
        if credential.overlaid.is_empty() {
            proofs(credential, &mut fault);
        }
        faults.extend(dates(place, credential, places));
    }
    faults
}

/// What is out of order, needed by nothing, or proved by nothing: asked of those who keep a whole catalogue. Whoever lays a file over
/// one vouches for what it says.
pub(super) fn untidy(catalog: &Catalog, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let ids = ids(catalog, places);
    let mut faults: Vec<Diagnostic> = ids.iter().enumerate().flat_map(|(number, ids)| unsorted(number, ids, places)).collect();
    for (place, credential) in catalog.numbered() {
        unproved(credential, &mut |way, message, hint| faults.push(places.fault(place, way, message).with_hint(hint)));
    }
    faults
}

type Push<'p> = dyn FnMut(&[KeyPart<'_>], String, &str) + 'p;

const ID: &[KeyPart<'static>] = &[KeyPart::Key("id")];

fn prefix(catalog: &Catalog, credential: &Credential, fault: &mut Push<'_>) {
    let provider = &catalog[credential.provider];
    let own = std::slice::from_ref(&provider.id);
    let prefixes = if provider.prefixes.is_empty() { own } else { provider.prefixes.as_slice() };
    let id = &credential.id;
    if !prefixes.iter().any(|prefix| id == prefix || id.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('-'))) {
        let message = format!("the id `{id}` does not begin with a prefix of its provider");
        fault(ID, message, &format!("begin it with `{}-`", prefixes.join("-`, `")));
    }
}

fn dates(place: CredentialId, credential: &Credential, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // Of two days that do not go together the one that was written last is the one to look at.
    let mut fault = |keys: &[&str], message: String, hint: &str| {
        let ways: Vec<[KeyPart<'_>; 2]> = keys.iter().map(|key| [KeyPart::Key("lifecycle"), KeyPart::Key(key)]).collect();
        let ways: Vec<&[KeyPart<'_>]> = ways.iter().map(<[_; 2]>::as_slice).collect();
        faults.push(places.last_fault(place, &ways, message).with_hint(hint));
    };
    let lifecycle = &credential.lifecycle;
    let in_order: Vec<(&str, Day)> = [
        ("announced", lifecycle.announced),
        ("beta_from", lifecycle.beta_from),
        ("beta_until", lifecycle.beta_until),
        ("active_from", lifecycle.active_from),
        ("last_day", lifecycle.last_day),
    ]
    .into_iter()
    .filter_map(|(key, day)| day.map(|day| (key, day)))
    .collect();
    for pair in in_order.windows(2) {
        let [(earlier, first), (later, second)] = pair else { continue };
        // Whoever may come on the last day of a beta comes to the beta.
        let ends_as_it_begins = first == second && *later == "active_from" && *earlier == "beta_until";
        if first > second || ends_as_it_begins {
            let how = if ends_as_it_begins { "is the same day as" } else { "lies before" };
            let message = format!("`{later}` ({second}) {how} `{earlier}` ({first})");
            fault(&[later, earlier], message, "announced, beta_from, beta_until, active_from, last_day follow each other");
        }
    }
    if lifecycle.last_day.is_some() && lifecycle.end_reason.is_none() {
        fault(&["last_day"], "it ends without a reason".to_owned(), "say why in `end_reason`");
    }
    if lifecycle.end_reason.is_some() && lifecycle.last_day.is_none() {
        fault(&["end_reason"], "a reason for an end that is not set".to_owned(), "give `last_day`, or take the reason out");
    }
    faults
}

fn links(credential: &Credential, fault: &mut Push<'_>) {
    let hint = "write a link that begins with https://, or leave it out";
    if let Some(url) = credential.url.as_deref().filter(|url| !is_link(url)) {
        fault(&[KeyPart::Key("url")], format!("`{url}` is no https link"), hint);
    }
    for (place, source) in credential.sources().iter().enumerate() {
        let via = [KeyPart::Key("sources"), KeyPart::At(place), KeyPart::Key("via"), KeyPart::Key("url")];
        let own = [KeyPart::Key("sources"), KeyPart::At(place), KeyPart::Key("url")];
        let links = [(&own[..], source.url.as_deref()), (&via[..], source.via.as_ref().and_then(|via| via.url.as_deref()))];
        for (way, url) in links {
            if let Some(url) = url.filter(|url| !is_link(url)) {
                fault(way, format!("`{url}` is no https link"), hint);
            }
        }
    }
}

/// Whether it is a https link to a host, in one piece.
fn is_link(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host.contains('.')) && !url.contains(char::is_whitespace)
}

fn money(credential: &Credential, fault: &mut Push<'_>) {
    let (cost, lifecycle) = (&credential.cost, &credential.lifecycle);
    if cost.exam_beta.is_some() && lifecycle.beta_from.is_none() {
        fault(
            &[KeyPart::Key("cost"), KeyPart::Key("exam_beta")],
            "a fee for a beta that there is none of".to_owned(),
            "give `lifecycle.beta_from`",
        );
    }
    if cost.retake.is_some() && !cost.has_exam() {
        fault(
            &[KeyPart::Key("cost"), KeyPart::Key("retake")],
            "a fee for repeating an exam that there is none of".to_owned(),
            "give `cost.exam`",
        );
    }
}

/// Successors and prerequisites that lead to nothing that lasts.
fn ends(lasting: &[bool], credential: &Credential, fault: &mut Push<'_>) {
    let lasts = |ids: &[CredentialId]| ids.iter().any(|id| lasting[id.index()]);
    if !credential.successors().is_empty() && !lasts(credential.successors()) {
        let message = format!("the successors of `{}` all end in something that retires", credential.id);
        fault(&[KeyPart::Key("successors")], message, "name what took their place, or leave successors out");
    }
    for (entry, prerequisite) in credential.requires().iter().enumerate() {
        let inside = |thing: &Thing| if let Thing::Credential(id) = thing { Some(*id) } else { None };
        // What lies outside the catalogue may last for all that is known.
        let all_inside: Option<Vec<CredentialId>> = prerequisite.any_of.iter().map(inside).collect();
        if all_inside.is_some_and(|ids| !ids.is_empty() && !lasts(&ids)) {
            let message = format!("what `{}` requires all ends in something that retires", credential.id);
            fault(&[KeyPart::Key("requires"), KeyPart::At(entry), KeyPart::Key("any_of")], message, "name what can still be earned");
        }
    }
}

/// For each credential whether it, or something that follows it, has no last day.
fn lasting(catalog: &Catalog) -> Vec<bool> {
    let mut lasting = vec![false; catalog.credentials.len()];
    for id in catalog.order() {
        let credential = &catalog[id];
        lasting[id.index()] = credential.lifecycle.last_day.is_none() || credential.successors().iter().any(|next| lasting[next.index()]);
    }
    lasting
}

fn proofs(credential: &Credential, fault: &mut Push<'_>) {
    let facts = credential;
    for (place, source) in facts.sources().iter().enumerate() {
        for (number, fact) in source.proves.iter().enumerate().filter(|(_, fact)| !facts.has(**fact)) {
            let way = [KeyPart::Key("sources"), KeyPart::At(place), KeyPart::Key("proves"), KeyPart::At(number)];
            fault(
                &way,
                format!("a source proves `{fact}`, which `{}` does not have", credential.id),
                "give the fact, or take it from `proves`",
            );
        }
    }
}

fn unproved(facts: &Credential, fault: &mut Push<'_>) {
    for fact in Fact::ALL.iter().filter(|fact| fact.must_be_proved() && facts.has(**fact) && facts.proofs(**fact).is_empty()) {
        let way: Vec<KeyPart<'_>> = fact.word().split('.').map(KeyPart::Key).collect();
        let message = format!("no source proves `{fact}` of `{}`", facts.id);
        fault(&way, message, "name a source, or one of kind \"estimate\" that says how it was estimated");
    }
}

/// Providers that nothing uses, or that have no sound link.
fn providers(catalog: &Catalog, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // Of two files that declare the same provider the first counts.
    let id = |map: &SourceMap<'_>| map.string(&[KeyPart::Key("provider"), KeyPart::Key("id")]);
    let declared: BTreeMap<String, &SourceMap<'_>> = places.files.iter().rev().filter_map(|map| Some((id(map)?, map))).collect();
    let used: BTreeSet<ProviderId> = catalog.credentials.iter().map(|credential| credential.provider).collect();
    for (place, provider) in catalog.providers.iter().enumerate() {
        let way = [KeyPart::Key("provider"), KeyPart::Key("id")];
        let Some(file) = declared.get(&provider.id) else { continue };
        if !used.contains(&ProviderId::new(place)) {
            let message = format!("the provider `{}` has no credential", provider.id);
            faults.push(file.fault(file.place(&way).unwrap_or_default(), message).with_hint("give it one, or take it out"));
        }
        if let Some(home) = provider.home.as_ref().filter(|home| !is_link(home)) {
            let place = file.place(&[KeyPart::Key("provider"), KeyPart::Key("home")]).unwrap_or_default();
            faults.push(
                file.fault(place, format!("`{home}` is no https link"))
                    .with_hint("write a link that begins with https://, or leave it out"),
            );
        }
    }
    faults
}

/// For each file the ids of its credentials, in their order.
fn ids<'c>(catalog: &'c Catalog, places: &CatalogMap<'_>) -> Vec<BTreeMap<usize, &'c str>> {
    let mut ids = vec![BTreeMap::new(); places.files.len()];
    for (credential, parts) in catalog.credentials.iter().zip(&places.parts) {
        for (file, place) in parts {
            ids[*file].insert(*place, credential.id.as_str());
        }
    }
    ids
}

/// Credentials of one file that do not stand in the order of their ids.
fn unsorted(file: usize, ids: &BTreeMap<usize, &str>, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let pairs = ids.iter().zip(ids.iter().skip(1)).filter(|((_, id), (_, next))| id > next);
    pairs
        .map(|((_, id), (place, next))| {
            let message = format!("`{next}` stands after `{id}`");
            places.id_of("credential", file, *place, message).with_hint("credentials stand in the order of their ids")
        })
        .collect()
}

/// Strings that hold what could drive a terminal, written raw or as an escape.
fn unprintable(file: &SourceMap<'_>) -> Vec<Diagnostic> {
    fn search(value: &Spanned<DeValue<'_>>, found: &mut Vec<Range<usize>>) {
        match value.get_ref() {
            DeValue::String(text) if text.chars().any(is_risky) => found.push(value.span()),
            DeValue::Array(inner) => inner.iter().for_each(|value| search(value, found)),
            DeValue::Table(inner) => inner.iter().for_each(|(_, value)| search(value, found)),
            _ => {}
        }
    }
    let is_escape = |rest: &str| rest.starts_with(['b', 'e', 'f', 'r', 't', 'u', 'U', 'x']);
    let mut faults = Vec::new();
    for part in file.pieces() {
        let text = &file.file.text[part.clone()];
        // Most parts have nothing that could be one, so they need not be read for it.
        if text.chars().any(is_risky) || text.split('\\').skip(1).any(is_escape) {
            let mut found = Vec::new();
            DeTable::parse_recoverable(text).0.get_ref().iter().for_each(|(_, value)| search(value, &mut found));
            faults.extend(found.into_iter().map(|span| {
                let message = "a control or bidirectional character stands in this text";
                file.fault(part.start + span.start..part.start + span.end, message).with_hint("write plain text")
            }));
        }
    }
    faults
}

fn is_risky(c: char) -> bool {
    c != '\n' && is_unprintable(c)
}
