//! What must hold of every credential.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use certwise::calendar::Day;
use certwise::catalog::Credential;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{AccessOnly, Goal, HandsOn, Kind, Level, Platform, RenewalWay, Role, Status};

use crate::{CATALOG, Exemption, FRAMEWORK, assert_none, assert_only, the_day};

/// How many credentials there are: one that is added or lost is noticed here.
const COUNT: usize = 111;

/// Retired, and nothing that can be earned took their place.
const WITHOUT_HEIR: &[Exemption] =
    &[("salesforce-ai-associate", "the one page that speaks of its end names nothing in its place, and none was found")];

/// Issue something, and neither say when it expires nor that it never does.
const VALIDITY_UNKNOWN: &[Exemption] = &[
    ("ibm-watsonx-genai-engineer", "no source found says how long it is valid"),
    ("openai-ai-foundations", "a pilot for invited organisations; nothing about validity is published"),
    ("oracle-agentic-ai-foundations", "new in August 2026; no source found says how long it is valid"),
];

/// Words of the vocabulary that no credential bears.
const UNUSED_WORDS: &[Exemption] = &[];

/// What an offender says of a credential: `id: field = value: what is wrong`.
fn of(credential: &Credential, what: impl std::fmt::Display) -> String {
    format!("{}: {what}", credential.id)
}

/// The offences of every credential, in order.
pub fn offenders(judge: impl Fn(&Credential) -> Vec<String>) -> Vec<String> {
    CATALOG.credentials.iter().flat_map(|credential| judge(credential).into_iter().map(move |what| of(credential, what))).collect()
}

#[test]
fn no_credential_is_lost() {
    assert_eq!(CATALOG.credentials.len(), COUNT, "credentials in the catalogue; when one was added, raise COUNT");
}

#[test]
fn the_days_of_a_life_stand_in_order() {
    assert_none(&offenders(|credential| {
        let life = &credential.facts.lifecycle;
        let days: [(&str, Option<Day>); 5] = [
            ("announced", life.announced),
            ("beta_from", life.beta_from),
            ("beta_until", life.beta_until),
            ("active_from", life.active_from),
            ("last_day", life.last_day),
        ];
        let given: Vec<(&str, Day)> = days.into_iter().filter_map(|(key, day)| Some((key, day?))).collect();
        let wrong = |pair: &&[(&str, Day)]| match (pair[0], pair[1]) {
            (("beta_until", until), ("active_from", from)) => until >= from,
            ((_, before), (_, after)) => before > after,
        };
        let say = |pair: &[(&str, Day)]| {
            let [(before, first), (after, second)] = [pair[0], pair[1]];
            format!("lifecycle.{after} = {second} is too early for lifecycle.{before} = {first}")
        };
        given.windows(2).filter(wrong).map(say).collect()
    }));
}

#[test]
fn what_ends_says_why_and_only_that_does() {
    assert_none(&offenders(|credential| {
        let life = &credential.facts.lifecycle;
        match (life.last_day, &life.end_reason) {
            (Some(day), None) => vec![format!("lifecycle.last_day = {day} has no lifecycle.end_reason")],
            (None, Some(reason)) => vec![format!("lifecycle.end_reason = {reason:?} has no lifecycle.last_day")],
            _ => vec![],
        }
    }));
}

#[test]
fn every_retired_credential_leads_to_one_that_can_be_earned() {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, the_day());
    let standings = CATALOG.credentials.iter().zip(&snapshot.standings);
    let astray = standings.filter(|(_, standing)| standing.status == Status::Retired && standing.heirs.is_empty());
    let astray = astray.map(|(credential, _)| (credential.id.as_str(), format!("successors = {:?}", credential.facts.successors)));
    assert_only(WITHOUT_HEIR, &astray.collect::<Vec<_>>());
}

#[test]
fn what_is_issued_never_expires_or_says_when() {
    let issued = CATALOG.credentials.iter().filter(|credential| credential.kind != Kind::Training);
    let silent = issued.filter(|credential| credential.facts.valid_months.is_none() && !never_expires(credential));
    let silent = silent
        .map(|credential| (credential.id.as_str(), format!("neither valid_months nor renewal.how = [\"{}\"]", RenewalWay::NeverExpires)));
    assert_only(VALIDITY_UNKNOWN, &silent.collect::<Vec<_>>());
}

#[test]
fn what_never_expires_has_no_validity_and_no_other_renewal() {
    assert_none(&offenders(|credential| {
        let renewal = credential.facts.renewal.as_ref().filter(|_| never_expires(credential));
        let validity = credential.facts.valid_months.filter(|_| renewal.is_some());
        let validity = validity.map(|months| format!("valid_months = {months}, and it never expires"));
        let ways = renewal.filter(|renewal| renewal.how.len() > 1 || !renewal.by.is_empty() || renewal.cost.is_some());
        let ways = ways.map(|renewal| format!("renewal = {renewal:?}, and it never expires"));
        validity.into_iter().chain(ways).collect()
    }));
}

#[test]
fn what_issues_nothing_is_not_renewed() {
    assert_none(&offenders(|credential| {
        let facts = &credential.facts;
        let training = credential.kind == Kind::Training;
        let months = facts.valid_months.filter(|_| training).map(|months| format!("valid_months = {months} of a training"));
        let renewal = facts.renewal.as_ref().filter(|_| training).map(|renewal| format!("renewal = {renewal:?} of a training"));
        months.into_iter().chain(renewal).collect()
    }));
}

#[test]
fn codes_and_aliases_mean_one_credential() {
    let mut bearers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut offenders = Vec::new();
    for credential in &CATALOG.credentials {
        let names: Vec<&String> = credential.facts.code.iter().chain(credential.facts.aliases.iter().flatten()).collect();
        let mut own: HashSet<String> = HashSet::new();
        for name in names {
            if !own.insert(name.to_lowercase()) {
                offenders.push(of(credential, format!("code or aliases say {name:?} twice")));
            }
        }
        own.insert(credential.id.clone());
        for name in own {
            bearers.entry(name).or_default().insert(&credential.id);
        }
    }
    offenders.extend(bearers.iter().filter(|(_, ids)| ids.len() > 1).map(|(name, ids)| format!("{ids:?}: all bear {name:?}")));
    assert_none(&offenders);
}

#[test]
fn lists_repeat_nothing_and_are_left_out_when_empty() {
    fn judge<T: std::fmt::Debug + Eq + std::hash::Hash>(key: &str, list: Option<&Vec<T>>) -> Option<String> {
        let list = list?;
        let repeats = list.iter().collect::<HashSet<_>>().len() < list.len();
        (list.is_empty() || repeats).then(|| format!("{key} = {list:?}"))
    }
    assert_none(&offenders(|credential| {
        let facts = &credential.facts;
        [
            judge("aliases", facts.aliases.as_ref()),
            judge("platforms", facts.platforms.as_ref()),
            judge("roles", facts.roles.as_ref()),
            judge("goals", facts.goals.as_ref()),
            judge("topics", facts.topics.as_ref()),
            judge("successors", facts.successors.as_ref()),
            judge("aid", facts.aid.as_ref()),
            judge("renewal.how", facts.renewal.as_ref().map(|renewal| &renewal.how)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }));
}

#[test]
fn every_prerequisite_says_something() {
    assert_none(&offenders(|credential| {
        let lists = [("requires", credential.requires()), ("recommends", credential.recommends())];
        let all = lists.into_iter().flat_map(|(key, list)| list.iter().map(move |asked| (key, asked)));
        all.filter(|(_, asked)| asked.any_of.is_empty() && asked.text.is_none())
            .map(|(key, _)| format!("{key} has an entry without any_of and text"))
            .collect()
    }));
}

#[test]
fn every_word_of_the_vocabulary_is_borne_by_some_credential() {
    let all = || CATALOG.credentials.iter();
    let mut unused: Vec<(&str, String)> = Vec::new();
    macro_rules! look_for {
        ($($list:ident: |$value:ident, $credential:ident| $borne:expr),+ $(,)?) => {
            $(for $value in $list::ALL {
                if !all().any(|$credential| $borne) {
                    unused.push(($value.word(), format!("no credential has that word of {}", stringify!($list))));
                }
            })+
        };
    }
    look_for! {
        Platform: |platform, credential| credential.platforms().contains(platform),
        Goal: |goal, credential| credential.goals().contains(goal),
        Role: |role, credential| credential.roles().contains(role),
        Level: |level, credential| credential.facts.level == Some(*level),
        Kind: |kind, credential| credential.kind == *kind,
        HandsOn: |hands_on, credential| credential.facts.hands_on == Some(*hands_on),
        RenewalWay: |way, credential| credential.facts.renewal.as_ref().is_some_and(|renewal| renewal.how.contains(way)),
        AccessOnly: |only, credential| credential.facts.access.as_ref().is_some_and(|access| access.only == *only),
    }
    assert_only(UNUSED_WORDS, &unused);
}

/// Whether it is said never to expire.
fn never_expires(credential: &Credential) -> bool {
    credential.facts.renewal.as_ref().is_some_and(|renewal| renewal.how.contains(&RenewalWay::NeverExpires))
}
