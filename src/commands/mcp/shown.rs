//! What the tools give: picked from the JSON of the other commands, under the same keys. What has more has `left_out` of it.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Picks from the JSON of a command.
///
/// # Errors
/// When that has another shape: a test asks every tool.
pub(super) fn pick<T: DeserializeOwned + Serialize>(whole: &impl Serialize) -> Result<Value, String> {
    let whole = serde_json::to_value(whole).map_err(|why| why.to_string())?;
    let picked: T = serde_json::from_value(whole).map_err(|why| why.to_string())?;
    serde_json::to_value(picked).map_err(|why| why.to_string())
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Sum {
    /// US dollars; null is unknown
    low: Option<u64>,
    high: Option<u64>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Prep {
    hours_low: Option<u32>,
    hours_high: Option<u32>,
    /// First day on which it can be held, by the fast estimate
    ready_low: Option<String>,
    /// The same by the slow estimate, which limits are held against
    ready_high: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Caution {
    kind: String,
    detail: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Place {
    /// Equal ranks are tied
    rank: usize,
    id: String,
    name: String,
    provider: String,
    /// announced, beta, active (open to all), retiring or retired on the day
    status: String,
    /// 1 is best known to employers
    tier: Option<u8>,
    /// What to take before it
    after: Option<String>,
    cost: Sum,
    prep: Prep,
    cautions: Vec<Caution>,
    why: String,
    /// Where to check price and date, and to book
    url: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Due {
    id: String,
    expires: String,
    window_opens: Option<String>,
    how: Vec<String>,
    cost: Option<Sum>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct NotCounted {
    written: String,
    /// What may be meant
    nearest: Option<String>,
    why: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct WouldChange {
    /// Fields to tell otherwise; null takes one back
    change: Value,
    /// What that lets in
    id: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Fallback {
    steps: Vec<String>,
    start_with: Vec<String>,
    would_change: Vec<WouldChange>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct NextQuestion {
    /// What to ask the person next
    field: String,
    answers_tried: usize,
    /// How many of them put another credential first
    change_first: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Shortlist {
    as_of: String,
    /// The newest day on which anything was checked
    facts_as_of: Option<String>,
    /// What was understood
    situation: Value,
    recommendations: Vec<Place>,
    /// Held, and to be renewed soon
    renewals: Vec<Due>,
    not_counted: Vec<NotCounted>,
    /// Where nothing fits, or nothing more is needed: what to do
    fallback: Option<Fallback>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_question: Option<NextQuestion>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
struct Grade {
    criterion: String,
    grade: String,
    because: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Blocker {
    kind: String,
    detail: String,
    /// The smallest change that lifts it
    unlock: Option<Value>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Reached {
    /// Fields to tell otherwise; null takes one back
    change: Value,
    rank: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Standing {
    id: String,
    name: String,
    status: String,
    /// null is excluded
    rank: Option<usize>,
    /// How many fit
    fitting: usize,
    blockers: Vec<Blocker>,
    grades: Vec<Grade>,
    cost: Sum,
    prep: Prep,
    /// The smallest change that includes it; null where it fits already or nothing does
    eligible: Option<Reached>,
    /// The smallest change that ranks it first
    first_place: Option<Reached>,
    /// Why it never ranks first
    excused: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Reasons {
    as_of: String,
    facts_as_of: Option<String>,
    /// What was understood
    situation: Value,
    answers: Vec<Standing>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Step {
    id: String,
    name: String,
    status: String,
    start: String,
    exam: Option<String>,
    finish: String,
    /// The last day on which it can be started and still be finished in time
    last_safe_start: Option<String>,
    cost: Sum,
    running_total: Sum,
    why: String,
    cautions: Vec<Caution>,
    url: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Renewal {
    id: String,
    held: bool,
    expires: Option<String>,
    renewed_by: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Planned {
    as_of: String,
    facts_as_of: Option<String>,
    stack: String,
    name: String,
    /// What was understood
    situation: Value,
    deadline: Option<String>,
    finish: Option<String>,
    total: Sum,
    steps: Vec<Step>,
    renewals: Vec<Renewal>,
    fallback: Option<Fallback>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Hours {
    hours_low: Option<u32>,
    hours_high: Option<u32>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Found {
    id: String,
    name: String,
    provider: String,
    status: String,
    level: Option<String>,
    tier: Option<u8>,
    /// At 10 hours a week
    cost: Sum,
    prep: Hours,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct FoundAll {
    as_of: String,
    facts_as_of: Option<String>,
    credentials: Vec<Found>,
    /// How many more there are that have retired
    retired_left_out: Option<usize>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Note {
    text: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Source {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<String>,
    confidence: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Known {
    id: String,
    name: String,
    code: Option<String>,
    provider: String,
    kind: String,
    tier: Option<u8>,
    level: Option<String>,
    /// The least programming that it takes
    coding: Option<String>,
    status: String,
    /// announced, `beta_from`, `beta_until`, `active_from`, `last_day`
    lifecycle: Value,
    successors: Vec<String>,
    cost: Sum,
    price_is_estimate: Option<bool>,
    prep: Hours,
    /// What must be held first
    requires: Value,
    valid_months: Option<u32>,
    /// How it is kept, when and for how much
    renewal: Value,
    roles: Vec<String>,
    goals: Vec<String>,
    format: Option<String>,
    languages: Option<Vec<String>>,
    delivery: Option<Vec<String>>,
    url: Option<String>,
    /// The day on which it was last checked
    checked: Option<String>,
    notes: Vec<Note>,
    sources: Vec<Source>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct KnownAll {
    as_of: String,
    facts_as_of: Option<String>,
    credentials: Vec<Known>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Change {
    day: String,
    what: String,
    id: String,
    name: String,
    status_after: String,
    successors: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Changed {
    from: String,
    to: String,
    facts_as_of: Option<String>,
    changes: Vec<Change>,
    #[serde(default)]
    left_out: usize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Item {
    text: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Topic {
    id: String,
    title: String,
    items: Vec<Item>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the contract's key")]
pub(super) struct Topics {
    as_of: String,
    facts_as_of: Option<String>,
    topics: Vec<Topic>,
    #[serde(default)]
    left_out: usize,
}
