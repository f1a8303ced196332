//! The JSON of what is known.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::common::Cost;
use crate::calendar::Day;
use crate::catalog::{Aid, Chosen, Claim, Confirm, Note, Prerequisite, Renewal, Source, Written};
use crate::decide::Candidate;
use crate::snapshot::Snapshot;
use crate::vocabulary::{AccessOnly, Coding, Delivery, Fact, Goal, HandsOn, Kind, Language, Level, Platform, Role, Status};

/// The answer of `list` and `show`.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
pub struct Credentials<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    credentials: Vec<Known<'a>>,
    /// How many are like that and left out, as they have retired; only in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    retired_left_out: Option<usize>,
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
    coding: Option<Coding>,
    status: Status,
    obtainable: bool,
    access: Option<AccessOnly>,
    lifecycle: LifecycleDays,
    end_reason: Option<&'a str>,
    successors: Vec<&'a str>,
    continues: Vec<&'a str>,
    builds_on: Vec<&'a str>,
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
    languages: Option<&'a [Language]>,
    delivery: Option<&'a [Delivery]>,
    aid: &'a [Aid],
    url: Option<&'a str>,
    confirm: Option<&'a Confirm>,
    checked: Option<Day>,
    stale: bool,
    claims: &'a [Claim],
    notes: &'a [Note],
    estimates: &'a [Fact],
    low_confidence: &'a [Fact],
    overlaid: &'a BTreeMap<String, String>,
    chosen: Option<&'a Chosen>,
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
    /// Takes all that is known of the candidates, in their order.
    #[must_use]
    pub fn new(snapshot: &'a Snapshot<'a>, candidates: &[Candidate<'a>]) -> Self {
        let credentials = candidates.iter().map(Known::new).collect();
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: snapshot.as_of,
            facts_as_of: snapshot.catalog.newest_reading,
            credentials,
            retired_left_out: None,
        }
    }

    /// The same, and how many retired ones were left out.
    #[must_use]
    pub fn without_retired(self, left_out: usize) -> Self {
        Self { retired_left_out: Some(left_out), ..self }
    }
}

impl<'a> Known<'a> {
    fn new(candidate: &Candidate<'a>) -> Self {
        let (credential, state) = (candidate.credential(), candidate.state());
        let days = &credential.lifecycle;
        Self {
            id: &credential.id,
            name: &credential.name,
            code: credential.code.as_deref(),
            aliases: credential.aliases(),
            provider: candidate.snapshot.provider(credential),
            platforms: credential.platforms(),
            kind: credential.kind,
            tier: state.tier,
            level: credential.level,
            coding: credential.coding,
            status: state.status,
            obtainable: state.obtainable,
            access: credential.access.as_ref().map(|access| access.only),
            lifecycle: LifecycleDays {
                announced: days.announced,
                beta_from: days.beta_from,
                beta_until: days.beta_until,
                active_from: days.active_from,
                last_day: days.last_day,
            },
            end_reason: days.end_reason.as_deref(),
            continues: credential.continues().iter().map(|id| candidate.snapshot.credential(*id).id.as_str()).collect(),
            builds_on: credential.builds_on().iter().map(|id| candidate.snapshot.credential(*id).id.as_str()).collect(),
            successors: candidate.known_successors().map(|successor| successor.id.as_str()).collect(),
            cost: Cost::new(candidate),
            price_is_estimate: credential.price_is_estimate(),
            prep: PrepHours {
                hours_low: candidate.figures.hours.map(|hours| hours.low),
                hours_high: candidate.figures.hours.map(|hours| hours.high),
            },
            requires: credential.requires().iter().map(|it| it.written(candidate.snapshot.catalog)).collect(),
            recommends: credential.recommends().iter().map(|it| it.written(candidate.snapshot.catalog)).collect(),
            valid_months: credential.valid_months,
            renewal: credential.renewal.as_ref().map(|it| it.written(candidate.snapshot.catalog)),
            retake_wait_days: credential.retake.as_ref().map(|retake| retake.wait_days),
            hands_on: credential.hands_on,
            roles: credential.roles(),
            goals: credential.goals(),
            topics: credential.topics(),
            format: credential.format.as_deref(),
            languages: credential.languages.as_deref(),
            delivery: credential.delivery.as_deref(),
            aid: credential.aid(),
            url: credential.url.as_deref(),
            confirm: credential.confirm.as_ref(),
            checked: state.checked,
            stale: state.stale,
            claims: credential.claims(),
            notes: credential.notes(),
            estimates: &credential.estimated,
            low_confidence: &credential.weak,
            overlaid: &credential.overlaid,
            chosen: credential.chosen.as_ref(),
            forbidden_by: candidate.snapshot.forbidden_by(credential),
            sources: credential.sources_by(candidate.snapshot.as_of).collect(),
        }
    }
}
