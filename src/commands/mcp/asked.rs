//! What the tools take. A person is told by the fields of a situation, each as people say it.

use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::calendar::Day;
use crate::interview::You;
use crate::vocabulary::{Closed, Coding, Delivery, Goal, KindGroup, Language, Level, Platform, Role, Status};

/// The schema of what a tool takes or gives.
pub(super) fn schema_of<T: JsonSchema>() -> serde_json::Map<String, Value> {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    // Clients warn of formats that they do not know, such as `uint32`.
    RecursiveTransform(|schema: &mut Schema| drop(schema.remove("format"))).transform(&mut schema);
    schema.remove("title");
    schema.as_object().cloned().unwrap_or_default()
}

/// Somebody, and the day of the answer. What is not told is absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Told(pub You);

impl JsonSchema for Told {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Told".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let several = |of: Value, what: &str| json!({ "type": "array", "items": of, "description": what });
        let text = |what: &str| json!({ "type": "string", "description": what });
        json_schema!({
            "type": "object",
            "properties": {
                "role": word::<Role>("who they are"),
                "goal": word::<Goal>("what the credential is for"),
                "level": word::<Level>("experience with AI and ML, not years of other work"),
                "coding": word::<Coding>("programming they have done"),
                "years": { "type": "integer", "description": "years of career" },
                "platform": several(word::<Platform>(""), "platforms they work on"),
                "budget": { "type": "number", "description": "US dollars in all; 0 is free only" },
                "hours_per_week": { "type": "number", "description": "study hours in a usual week; absent is 10" },
                "by": text("deadline: 2027-06-30, June 2027, 3 months, or a number of weeks"),
                "have": several(json!({ "type": "string" }), "what they hold: names, codes or ids, each with its day if known: `AI-900@2025-06-30`"),
                "kind": several(word::<KindGroup>(""), "only these kinds"),
                "language": several(word::<Language>(""), "languages in which the exam can be sat"),
                "delivery": several(word::<Delivery>(""), "ways in which the exam can be sat"),
                "provider": several(json!({ "type": "string" }), "only of these providers, by name or id"),
                "tier": several(json!({ "type": "integer" }), "only in these tiers; 1 is best known to employers"),
                "hands_on": { "type": "boolean", "description": "only with projects, labs or a practical exam" },
                "retake": { "type": "boolean", "description": "count in one failed attempt" },
                "pause": several(json!({ "type": "string" }), "days without study: `2026-12-20..2027-01-05`"),
                "as_of": text("day of the answer, YYYY-MM-DD; absent is today"),
            },
        })
    }
}

/// A word of a closed list, with what each means.
fn word<T: Closed>(what: &str) -> Value {
    let words: Vec<&str> = T::ALL.iter().map(|word| word.word()).collect();
    // Languages explain themselves.
    let said =
        T::ALL.iter().filter(|word| word.word() != word.label().to_lowercase()).map(|word| format!("{}: {}", word.word(), word.label()));
    let said = said.collect::<Vec<_>>().join("; ");
    let description = [what, &said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
    if description.is_empty() {
        json!({ "type": "string", "enum": words })
    } else {
        json!({ "type": "string", "enum": words, "description": description })
    }
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Recommend {
    /// How many to give; absent is 5
    pub top: Option<usize>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    #[serde(flatten)]
    pub told: Told,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Why {
    /// Ids, codes or names
    pub ids: Vec<String>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    #[serde(flatten)]
    pub told: Told,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct Plan {
    /// The stack, by id; absent is the one that suits the person
    pub stack: Option<String>,
    /// The first day of study, YYYY-MM-DD; absent is the day of the answer
    pub start: Option<String>,
    /// How many steps run at a time; absent is one
    pub parallel: Option<u8>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    #[serde(flatten)]
    pub told: Told,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "what an assistant is told")]
pub(super) struct Search {
    /// Words that must all stand in its id, name, code, topics or provider's name
    pub search: Option<String>,
    /// Provider, by name or id
    pub provider: Option<String>,
    /// 1 is best known to employers
    pub tier: Option<u8>,
    #[schemars(schema_with = "word_of::<Platform>")]
    pub platform: Option<String>,
    #[schemars(schema_with = "word_of::<Level>")]
    pub level: Option<String>,
    #[schemars(schema_with = "word_of::<Role>")]
    pub role: Option<String>,
    #[schemars(schema_with = "word_of::<Goal>")]
    pub goal: Option<String>,
    #[schemars(schema_with = "word_of::<Status>")]
    pub status: Option<String>,
    /// US dollars that it costs at most
    pub max_cost: Option<u32>,
    /// Only what is free
    #[serde(default)]
    pub free: bool,
    /// Only what can be taken on the day
    #[serde(default)]
    pub open: bool,
    /// Also what has retired
    #[serde(default)]
    pub all: bool,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    /// Day of the answer, YYYY-MM-DD; absent is today
    pub as_of: Option<String>,
}

fn word_of<T: Closed>(_: &mut SchemaGenerator) -> Schema {
    Schema::try_from(word::<T>("")).unwrap_or_default()
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Show {
    /// Ids, codes or names
    pub ids: Vec<String>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    /// Day of the answer, YYYY-MM-DD; absent is today
    pub as_of: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Diff {
    /// The earlier day, YYYY-MM-DD
    pub from: String,
    /// The later day, YYYY-MM-DD; absent is today
    pub to: Option<String>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GuideAsked {
    /// A topic, by id or a word for it, or `all`; absent lists them
    pub topic: Option<String>,
    /// Give all of it, however long; absent is at most 4 KB
    #[serde(default)]
    pub full: bool,
    /// Day of the answer, YYYY-MM-DD; absent is today
    pub as_of: Option<String>,
}

/// A day that is told; `None` where none is.
///
/// # Errors
/// When it is no day.
pub(super) fn day(written: Option<&str>) -> Result<Option<Day>, String> {
    written
        .filter(|written| !written.trim().is_empty())
        .map(|written| written.parse().map_err(|why: crate::calendar::NotADay| why.to_string()))
        .transpose()
}
