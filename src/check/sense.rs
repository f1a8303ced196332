//! What can be wrong between the facts of one credential, and between its sources.

use crate::catalog::{Catalog, CatalogMap, Credential, Source};
use crate::diagnostic::{Diagnostic, KeyPart};
use crate::money::Usd;
use crate::vocabulary::{Confidence, Delivery, Kind, RenewalWay, SourceKind};

/// Every fault of credentials that no file lies over: who lays a file over one vouches for what comes of it.
pub(super) fn faults(catalog: &Catalog, places: &CatalogMap<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (place, credential) in catalog.numbered().filter(|(_, credential)| credential.overlaid.is_empty()) {
        let mut fault = |way: &[KeyPart<'_>], message: &str, hint: &str| faults.push(places.fault(place, way, message).with_hint(hint));
        money(credential, &mut fault);
        kept(credential, &mut fault);
        watched(credential, &mut fault);
        lists(credential, &mut fault);
        sources(credential.sources(), &mut fault);
    }
    faults
}

type Push<'p> = dyn FnMut(&[KeyPart<'_>], &str, &str) + 'p;

fn money(credential: &Credential, fault: &mut Push<'_>) {
    let cost = &credential.cost;
    let prices = [
        ("exam", cost.exam),
        ("exam_beta", cost.exam_beta),
        ("monthly", cost.monthly),
        ("application", cost.application),
        ("retake", cost.retake),
    ];
    let given = prices.into_iter().filter_map(|(key, price)| Some((key, price?)));
    if cost.once.is_some_and(|once| once.high == Usd::FREE) {
        for (key, price) in given.clone() {
            let message = format!("{price} beside `once = 0`, which says that the whole is free");
            fault(&[KeyPart::Key("cost"), KeyPart::Key(key)], &message, "take one of the two out");
        }
    }
    if !matches!(credential.kind, Kind::ProctoredExam | Kind::AssessedCertificate) {
        for (key, _) in given.filter(|(key, _)| key.starts_with("exam")) {
            let message = format!("an exam fee, and a {} has no exam", credential.kind.label());
            fault(&[KeyPart::Key("cost"), KeyPart::Key(key)], &message, "correct the `kind`, or give the price as `once` or `monthly`");
        }
    }
    if cost.exam_beta.zip(cost.exam).is_some_and(|(beta, exam)| beta.high > exam.high) {
        fault(
            &[KeyPart::Key("cost"), KeyPart::Key("exam_beta")],
            "the beta costs more than the exam after it",
            "see which figure is right",
        );
    }
    if credential.prep.as_ref().is_some_and(|prep| prep.hours.low == 0) {
        fault(&[KeyPart::Key("prep"), KeyPart::Key("hours")], "nobody studies 0 hours", "leave `prep` out where it is not known");
    }
}

/// Whether somebody watches its exam: what is known of how it is sat says so, and not its kind alone.
fn watched(credential: &Credential, fault: &mut Push<'_>) {
    if credential.kind == Kind::ProctoredExam && credential.delivery.as_deref() == Some(&[Delivery::Unproctored]) {
        fault(&[KeyPart::Key("delivery")], "a proctored exam that nobody watches", "correct the `kind`, or how it is sat");
    }
}

/// How long it is valid, and how it is kept.
fn kept(credential: &Credential, fault: &mut Push<'_>) {
    let facts = credential;
    let for_ever = facts.renewal.as_ref().filter(|renewal| renewal.how.contains(&RenewalWay::NeverExpires));
    if for_ever.is_some() && facts.valid_months.is_some() {
        fault(&[KeyPart::Key("valid_months")], "it never expires, as its `renewal` says", "take one of the two out");
    }
    if for_ever.is_some_and(|renewal| renewal.how.len() > 1 || !renewal.by.is_empty() || renewal.cost.is_some()) {
        fault(&[KeyPart::Key("renewal")], "what never expires is not renewed", "leave `never-expires`, or what renews it");
    }
    if credential.kind == Kind::Training {
        for (key, _) in [("valid_months", facts.valid_months.is_some()), ("renewal", facts.renewal.is_some())].iter().filter(|it| it.1) {
            fault(&[KeyPart::Key(key)], "a training issues nothing that could expire", "take it out, or correct the `kind`");
        }
    }
}

fn lists(credential: &Credential, fault: &mut Push<'_>) {
    fn repeats<T: PartialEq>(list: &[T]) -> Vec<usize> {
        (0..list.len()).filter(|&place| list[..place].contains(&list[place])).collect()
    }
    let facts = credential;
    let hint = "say it once";
    let names: Vec<String> = facts.aliases().iter().map(|name| name.to_lowercase()).collect();
    let code = facts.code.as_ref().map(|code| code.to_lowercase());
    for place in (0..names.len()).filter(|&place| names[..place].contains(&names[place]) || code.as_ref() == Some(&names[place])) {
        fault(&[KeyPart::Key("aliases"), KeyPart::At(place)], "it is called that already", hint);
    }
    for (key, places) in [
        ("platforms", repeats(credential.platforms())),
        ("roles", repeats(credential.roles())),
        ("goals", repeats(credential.goals())),
        ("topics", repeats(facts.topics())),
        ("successors", repeats(facts.successors.as_deref().unwrap_or_default())),
        ("aid", repeats(facts.aid())),
    ] {
        for place in places {
            fault(&[KeyPart::Key(key), KeyPart::At(place)], "this stands twice in the list", hint);
        }
    }
    for place in facts.renewal.iter().flat_map(|renewal| repeats(&renewal.how)) {
        fault(&[KeyPart::Key("renewal"), KeyPart::Key("how"), KeyPart::At(place)], "this stands twice in the list", hint);
    }
    for (key, asked) in [("requires", credential.requires()), ("recommends", credential.recommends())] {
        for place in (0..asked.len()).filter(|&place| asked[place].any_of.is_empty() && asked[place].text.is_none()) {
            fault(&[KeyPart::Key(key), KeyPart::At(place)], "this asks for nothing", "give it `any_of` or `text`, or take it out");
        }
    }
}

fn sources(sources: &[Source], fault: &mut Push<'_>) {
    for (place, source) in sources.iter().enumerate() {
        let at = |key| [KeyPart::Key("sources"), KeyPart::At(place), KeyPart::Key(key)];
        if source.proves.is_empty() {
            fault(&at("proves"), "this source proves nothing", "say which facts it proves, or take it out");
        }
        for number in (0..source.proves.len()).filter(|&number| source.proves[..number].contains(&source.proves[number])) {
            let way = [KeyPart::Key("sources"), KeyPart::At(place), KeyPart::Key("proves"), KeyPart::At(number)];
            fault(&way, "this stands twice in the list", "say it once");
        }
        if source.kind == SourceKind::Estimate && source.confidence == Confidence::High {
            fault(&at("confidence"), "an estimate is never of high confidence", "write `medium` or `low`");
        }
        // One page may be trusted more for one fact than for another, and then stands twice, with two confidences.
        let page = |source: &Source| (source.title.clone(), source.url.clone(), source.via.clone(), source.read);
        for earlier in sources[..place].iter().filter(|earlier| page(earlier) == page(source)) {
            let shared = source.proves.iter().find(|fact| earlier.proves.contains(fact));
            let message = match shared {
                Some(fact) => format!("the same source proves `{fact}` twice"),
                None if earlier.kind != source.kind => format!("the same source is of the kinds `{}` and `{}`", earlier.kind, source.kind),
                None if earlier.confidence == source.confidence => "the same source stands twice with the same confidence".to_owned(),
                None => continue,
            };
            fault(&at("title"), &message, "make one source of the two, or let them differ in confidence alone");
        }
    }
}
