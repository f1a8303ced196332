//! A credential as a catalogue file writes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cost, Lifecycle, Source};
use crate::calendar::Day;
use crate::money::Range;
use crate::vocabulary::{AccessOnly, Fact, Goal, HandsOn, Kind, Level, Platform, RenewalWay, Role};

/// One catalogue file: an optional provider, its credentials, and the outside qualifications that they ask for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogFile {
    /// The provider of every credential in the file that names none itself: a new one, or one that a lower layer has, by its id.
    pub provider: Option<ProviderTable>,
    /// What an organisation forbids its people.
    pub policy: Option<Policy>,
    /// The credentials.
    #[serde(default)]
    pub credential: Vec<Record>,
    /// Qualifications that are no credential of the catalogue and are asked for by one that is.
    #[serde(default)]
    pub outside: Vec<Outside>,
}

/// Who issues credentials, as written. Of a provider that a lower layer has, the id is enough, and what else is given is the same.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Provider")]
pub struct ProviderTable {
    /// Lower-case words joined by dashes.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: Spanned<String>,
    /// The name people know; a new provider needs one.
    pub name: Option<String>,
    /// The page where the provider publishes the truth; absent when no link is known.
    pub home: Option<String>,
    /// What the ids of its credentials begin with; absent means the provider's own id.
    #[serde(default)]
    pub prefixes: Vec<String>,
}

/// Who issues credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Lower-case words joined by dashes.
    pub id: String,
    /// The name people know.
    pub name: String,
    /// The page where the provider publishes the truth; absent when no link is known.
    pub home: Option<String>,
    /// What the ids of its credentials begin with; empty means the provider's own id.
    pub prefixes: Vec<String>,
}

/// What an organisation forbids its people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Ids of providers of which nothing may be taken.
    #[schemars(with = "Vec<String>")]
    pub forbid: Vec<Spanned<String>>,
}

/// A qualification outside the catalogue that somebody may hold (`--have`) and that a credential requires.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Lower-case words joined by dashes.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: Spanned<String>,
    /// Its full name.
    pub name: String,
}

/// One thing that a person can earn, as written. Every key but `id` may be absent: in a new credential absence means
/// unknown (or none, for lists), in an overlay it means "as before".
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Lower-case words joined by dashes; for ever.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: Spanned<String>,
    /// The full official name.
    pub name: Option<String>,
    /// The provider's id; absent means the file's `[provider]`.
    pub provider: Option<String>,
    /// The exam code; absent when the provider publishes none.
    pub code: Option<String>,
    /// Other codes and names that people type.
    pub aliases: Option<Vec<String>>,
    /// What kind of thing it is.
    pub kind: Option<Kind>,
    /// The experience with AI and ML it is made for; absent when it suits any.
    pub level: Option<Level>,
    /// The platforms it is tied to; absent means none.
    pub platforms: Option<Vec<Platform>>,
    /// The roles it is made for; absent means none in particular.
    pub roles: Option<Vec<Role>>,
    /// The goals it serves.
    pub goals: Option<Vec<Goal>>,
    /// What it is about, in the field's words.
    pub topics: Option<Vec<String>>,
    /// What it makes people do; absent means unknown.
    pub hands_on: Option<HandsOn>,
    /// The ids of what took, or takes, its place.
    pub successors: Option<Vec<String>>,
    /// Months from earning to expiry; absent when it never expires or nobody knows (`renewal` tells which).
    pub valid_months: Option<u32>,
    /// Minutes, questions and pass mark in a few words.
    pub format: Option<String>,
    /// Its own page.
    pub url: Option<String>,
    /// What to make sure of before paying, in one sentence.
    pub confirm: Option<String>,
    /// When it could and can be earned.
    #[serde(default)]
    pub lifecycle: Lifecycle,
    /// Who alone may earn it; absent means everyone.
    pub access: Option<Access>,
    /// What it costs; absent means unknown.
    #[serde(default)]
    pub cost: Cost,
    /// What it takes to prepare; absent means unknown.
    pub prep: Option<Prep>,
    /// What a failed attempt means; absent means unknown.
    pub retake: Option<Retake>,
    /// What must be held first: every entry of the list.
    pub requires: Option<Vec<Prerequisite>>,
    /// What should be there first.
    pub recommends: Option<Vec<Prerequisite>>,
    /// How it is kept; absent means unknown.
    pub renewal: Option<Renewal>,
    /// Discounts and financial aid, a sentence each.
    pub aid: Option<Vec<String>>,
    /// What somebody claims about it: shown, never computed with.
    pub claims: Option<Vec<Claim>>,
    /// Conflicts between sources, and traps.
    pub notes: Option<Vec<Note>>,
    /// Where the facts come from.
    pub sources: Option<Vec<Source>>,
}

/// A limit on who may earn a credential.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// Who alone may.
    pub only: AccessOnly,
    /// In words.
    pub detail: Option<String>,
}

/// What it takes to prepare.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prep {
    /// Study hours, low and high, of somebody it is made for.
    pub hours: Hours,
}

/// Study hours from low to high, in TOML `[80, 150]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "[u32; 2]", into = "[u32; 2]")]
#[schemars(with = "[u32; 2]")]
pub struct Hours {
    /// The fast estimate.
    pub low: u32,
    /// The slow estimate.
    pub high: u32,
}

impl TryFrom<[u32; 2]> for Hours {
    type Error = String;

    fn try_from([low, high]: [u32; 2]) -> Result<Self, String> {
        const MOST: u32 = 100_000;
        if low > high {
            return Err(format!("the low end {low} is above the high end {high}"));
        }
        if high > MOST {
            return Err(format!("{high} study hours are more than anybody has; at most {MOST}"));
        }
        Ok(Self { low, high })
    }
}

impl From<Hours> for [u32; 2] {
    fn from(hours: Hours) -> Self {
        [hours.low, hours.high]
    }
}

/// What a failed attempt means. Its fee stands in `cost`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retake {
    /// Days from the first failed attempt to the next.
    pub wait_days: u16,
}

/// One thing that is asked for: any one of some credentials, or something said in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    /// Ids of credentials or outside qualifications, of which one is enough; empty when only words say it.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// In words.
    pub text: Option<String>,
}

/// How a credential is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// Every way there is.
    pub how: Vec<RenewalWay>,
    /// Ids of credentials whose pass renews it.
    #[serde(default)]
    pub by: Vec<String>,
    /// US dollars each time; absent means unknown.
    pub cost: Option<Range>,
    /// Days before expiry on which renewal opens; absent means unknown.
    pub window_days: Option<u16>,
    /// What else there is to know.
    pub note: Option<String>,
}

/// What somebody claims.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The claim.
    pub text: String,
    /// Who makes it.
    pub who: String,
}

/// A remark of the catalogue's keepers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The fact it is about; absent means the credential as a whole.
    pub about: Option<Fact>,
    /// The remark.
    pub text: String,
}

impl Record {
    /// The last day on which it is valid for whoever earned it on that day; `None` when it never expires, or nobody knows.
    #[must_use]
    pub fn valid_until(&self, earned: Day) -> Option<Day> {
        self.valid_months.map(|months| earned.plus_months(months))
    }

    /// Lays `over` on this record: what `over` gives replaces what is here, field by field; inside `lifecycle` and `cost` key by key.
    pub fn overlay(&mut self, over: Self) {
        macro_rules! replace {
            ($($field:ident)+) => { $(if over.$field.is_some() { self.$field = over.$field; })+ };
        }
        replace! {
            name provider code aliases kind level platforms roles goals topics hands_on successors valid_months format url confirm
            access prep retake requires recommends renewal aid claims notes sources
        }
        self.lifecycle.overlay(over.lifecycle);
        self.cost.overlay(over.cost);
    }

    /// The keys that the record gives: inside `lifecycle` and `cost` each its own.
    #[must_use]
    pub fn given(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        macro_rules! given {
            ($($field:ident)+) => { $(if self.$field.is_some() { keys.push(stringify!($field)); })+ };
        }
        given! {
            name provider code aliases kind level platforms roles goals topics hands_on successors valid_months format url confirm
            access prep retake requires recommends renewal aid claims notes sources
        }
        let facts = [
            Fact::Announced,
            Fact::BetaFrom,
            Fact::BetaUntil,
            Fact::ActiveFrom,
            Fact::LastDay,
            Fact::CostExam,
            Fact::CostExamBeta,
            Fact::CostMonthly,
            Fact::CostOnce,
            Fact::CostApplication,
            Fact::CostRetake,
        ];
        keys.extend(facts.into_iter().filter(|fact| self.has(*fact)).map(Fact::word));
        if self.lifecycle.end_reason.is_some() {
            keys.push("lifecycle.end_reason");
        }
        keys
    }
}
