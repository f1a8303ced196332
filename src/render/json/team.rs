//! The JSON of a team.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::common::{Renewal, Sum};
use super::recommendation::NotCounted;
use crate::batch::Given;
use crate::calendar::Day;
use crate::money::{Range, Usd};
use crate::render::team::why;
use crate::snapshot::Snapshot;
use crate::team::{Expiry, Member, Team, Wish};
use crate::vocabulary::Outcome;

/// The answer of `team`.
#[derive(Serialize)]
pub struct TeamAnswer<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    budget: Option<Usd>,
    horizon: u32,
    people: Vec<OnePerson<'a>>,
    total: Range,
    expiring: Vec<Expires<'a>>,
    summary: Summary<'a>,
}

#[derive(Serialize)]
struct OnePerson<'a> {
    line: u64,
    given: &'a Given,
    outcome: Outcome,
    choice: Option<Choice<'a>>,
    why: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_counted: Vec<NotCounted>,
}

/// What a person takes; the rank is that among their choices: 1 is the first, 2 the second.
#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    name: &'a str,
    rank: u8,
    cost: Sum,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
struct Expires<'a> {
    line: u64,
    given: &'a Given,
    id: &'a str,
    name: &'a str,
    expires: Day,
    renewal: Option<Renewal<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    people: usize,
    /// By the word of each outcome, also of those that nobody has.
    outcomes: BTreeMap<&'static str, usize>,
    money_left: Option<Usd>,
    lapsed: Vec<Expires<'a>>,
    held_by_others: Vec<Holders<'a>>,
}

/// What somebody takes and others hold, and the lines of those.
#[derive(Serialize)]
struct Holders<'a> {
    id: &'a str,
    lines: Vec<u64>,
}

impl<'a> TeamAnswer<'a> {
    /// Takes the whole team.
    #[must_use]
    pub fn new(team: &'a Team<'a>) -> Self {
        let expiries = |all: Vec<(&'a Member<'a>, Expiry)>| {
            all.into_iter().map(|(member, expiry)| Expires::new(team.snapshot, member, expiry)).collect()
        };
        let holders = team.held_by_others().into_iter().map(|(id, holders)| Holders {
            id: &team.snapshot.credential(id).id,
            lines: holders.iter().map(|member| member.person.line).collect(),
        });
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: team.snapshot.as_of,
            facts_as_of: team.snapshot.catalog.newest_reading,
            budget: team.budget,
            horizon: team.horizon,
            people: team.members.iter().map(|member| OnePerson::new(team, member)).collect(),
            total: team.total(),
            expiring: expiries(team.expiring()),
            summary: Summary {
                people: team.members.len(),
                outcomes: Outcome::ALL.iter().map(|outcome| (outcome.word(), team.count(*outcome))).collect(),
                money_left: team.money_left(),
                lapsed: expiries(team.lapsed()),
                held_by_others: holders.collect(),
            },
        }
    }
}

impl<'a> OnePerson<'a> {
    fn new(team: &'a Team<'a>, member: &'a Member<'a>) -> Self {
        let choice = member.takes().zip(member.wish()).map(|(ranked, wish)| {
            let credential = team.snapshot.credential(ranked.id);
            let rank = match wish {
                Wish::First => 1,
                Wish::Second => 2,
            };
            Choice { id: &credential.id, name: &credential.name, rank, cost: Sum::new(member.cost()) }
        });
        let told = member.person.told.as_ref().ok();
        let not_counted = told.map(|told| NotCounted::all(team.snapshot.catalog, told)).unwrap_or_default();
        Self { line: member.person.line, given: &member.person.given, outcome: member.outcome, choice, why: why(member), not_counted }
    }
}

impl<'a> Expires<'a> {
    fn new(snapshot: &'a Snapshot<'a>, member: &'a Member<'a>, expiry: Expiry) -> Self {
        let catalog = snapshot.catalog;
        let renewal = Renewal::new(catalog, expiry.what);
        Self {
            line: member.person.line,
            given: &member.person.given,
            id: catalog.id_of(expiry.what),
            name: catalog.name_of(expiry.what),
            expires: expiry.expires,
            renewal,
        }
    }
}
