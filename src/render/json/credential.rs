//! The JSON of what is known.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cost, SCHEMA_VERSION};
use crate::calendar::Day;
use crate::catalog::{Claim, Credential, Note, Prerequisite, Renewal, Source, Written};
use crate::decide::Candidate;
use crate::snapshot::Snapshot;
use crate::vocabulary::{AccessOnly, Fact, Goal, HandsOn, Kind, Level, Platform, Role, Status};

/// The answer of `list` and `show`.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
pub struct Credentials<'a> {
    schema_version: u32,
    as_of: Day,
    credentials: Vec<Known<'a>>,
}

/// All that is known of one credential; its cost is at the reference pace.
#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    name: &'a str,
    code: Option<&'a str>,
    aliases: &'a [String],
    provider: &'a str,
    platforms: &'a [Platform],
    kind: Kind,
    tier: Option<u8>,
    level: Option<Level>,
    status: Status,
    obtainable: bool,
    access: Option<AccessOnly>,
    lifecycle: LifecycleDays,
    end_reason: Option<&'a str>,
    successors: Vec<&'a str>,
    cost: Cost<'a>,
    price_is_estimate: Option<bool>,
    prep: PrepHours,
    requires: Vec<Prerequisite<Written>>,
    recommends: Vec<Prerequisite<Written>>,
    valid_months: Option<u32>,
    renewal: Option<Renewal<Written>>,
    retake_wait_days: Option<u16>,
    hands_on: Option<HandsOn>,
    roles: &'a [Role],
    goals: &'a [Goal],
    topics: &'a [String],
    format: Option<&'a str>,
    aid: &'a [String],
    url: Option<&'a str>,
    confirm: Option<&'a str>,
    checked: Option<Day>,
    stale: bool,
    claims: &'a [Claim],
    notes: &'a [Note],
    estimates: &'a [Fact],
    low_confidence: &'a [Fact],
    overlaid: &'a BTreeMap<String, String>,
    forbidden_by: Option<&'a str>,
    sources: Vec<&'a Source>,
}

#[derive(Serialize)]
struct LifecycleDays {
    announced: Option<Day>,
    beta_from: Option<Day>,
    beta_until: Option<Day>,
    active_from: Option<Day>,
    last_day: Option<Day>,
}

#[derive(Serialize)]
struct PrepHours {
    hours_low: Option<u32>,
    hours_high: Option<u32>,
}

impl<'a> Credentials<'a> {
    /// What is known of the cases, in their order.
    #[must_use]
    pub fn new(snapshot: &'a Snapshot<'a>, cases: &[Candidate<'a>]) -> Self {
        Self { schema_version: SCHEMA_VERSION, as_of: snapshot.as_of, credentials: cases.iter().map(Known::new).collect() }
    }
}

impl<'a> Known<'a> {
    fn new(case: &Candidate<'a>) -> Self {
        let (credential, standing): (&Credential, _) = (case.credential(), case.state());
        let facts = credential;
        let days = &facts.lifecycle;
        Self {
            id: &credential.id,
            name: &credential.name,
            code: facts.code.as_deref(),
            aliases: facts.aliases(),
            provider: case.snapshot.provider(credential),
            platforms: credential.platforms(),
            kind: credential.kind,
            tier: standing.tier,
            level: facts.level,
            status: standing.status,
            obtainable: standing.obtainable,
            access: facts.access.as_ref().map(|access| access.only),
            lifecycle: LifecycleDays {
                announced: days.announced,
                beta_from: days.beta_from,
                beta_until: days.beta_until,
                active_from: days.active_from,
                last_day: days.last_day,
            },
            end_reason: days.end_reason.as_deref(),
            successors: case.known_successors().map(|successor| successor.id.as_str()).collect(),
            cost: Cost::new(case),
            price_is_estimate: credential.price_is_estimate(),
            prep: PrepHours {
                hours_low: case.figures.hours.map(|hours| hours.low),
                hours_high: case.figures.hours.map(|hours| hours.high),
            },
            requires: credential.requires().iter().map(|it| it.written(case.snapshot.catalog)).collect(),
            recommends: credential.recommends().iter().map(|it| it.written(case.snapshot.catalog)).collect(),
            valid_months: facts.valid_months,
            renewal: facts.renewal.as_ref().map(|it| it.written(case.snapshot.catalog)),
            retake_wait_days: facts.retake.as_ref().map(|retake| retake.wait_days),
            hands_on: facts.hands_on,
            roles: credential.roles(),
            goals: credential.goals(),
            topics: facts.topics(),
            format: facts.format.as_deref(),
            aid: facts.aid(),
            url: facts.url.as_deref(),
            confirm: facts.confirm.as_deref(),
            checked: standing.checked,
            stale: standing.stale,
            claims: facts.claims(),
            notes: facts.notes(),
            estimates: &credential.estimated,
            low_confidence: &credential.weak,
            overlaid: &credential.overlaid,
            forbidden_by: case.snapshot.forbidden_by(credential),
            sources: facts.sources_by(case.snapshot.as_of).collect(),
        }
    }
}
