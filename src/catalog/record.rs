//! A credential as a catalogue file writes it.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::stage::{Part, Resolved, Stage, Written};
use super::{Aid, Catalog, Cost, Later, Lifecycle, Source};
use crate::calendar::Day;
use crate::money::Range;
use crate::vocabulary::{AccessOnly, Coding, Delivery, Doubt, Fact, Goal, HandsOn, Kind, Language, Level, Platform, RenewalWay, Role};

/// One catalogue file: an optional provider, its credentials, and the outside qualifications that they ask for.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogFile {
    /// The format in which it is written; absent means that every program can read it. Where it is newer than the program's own, what
    /// the program does not know in it is left out; in every other file that is a fault.
    pub format: Option<u32>,
    /// The provider of every credential in the file that names none itself: a new one, or one that a lower layer has, by its id.
    pub provider: Option<ProviderTable>,
    /// What an organisation forbids its people.
    pub policy: Option<Policy>,
    /// The credentials.
    #[serde(default)]
    pub credential: Vec<Record<Written>>,
    /// Qualifications that are no credential of the catalogue and are asked for by one that is.
    #[serde(default)]
    pub outside: Vec<Outside<Written>>,
}

/// Who issues credentials, as written. Of a provider that a lower layer has, the id is enough, and what else is given is the same.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(rename = "Provider"))]
pub struct ProviderTable {
    /// Lower-case words joined by dashes.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$")))]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Ids of providers of which nothing may be taken.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub forbid: Vec<Spanned<String>>,
}

/// A qualification outside the catalogue that somebody may hold (`--have`): it is recognised, and never recommended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound = "")]
#[cfg_attr(test, schemars(rename = "Outside", bound = "S::Credential: schemars::JsonSchema, S::Later<Vec<Source>>: schemars::JsonSchema"))]
pub struct Outside<S: Stage = Resolved> {
    /// Lower-case words joined by dashes.
    #[cfg_attr(test, schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$")))]
    pub id: String,
    /// Its full name.
    pub name: String,
    /// The exam code, or the letters by which it is known; absent when there are none.
    pub code: Option<String>,
    /// Exam codes of earlier versions.
    #[serde(default)]
    pub earlier: Vec<String>,
    /// Other codes and names that people type.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Who issues it: a provider's id, or a name; absent when unknown.
    pub provider: Option<String>,
    /// The platforms that whoever holds it has worked with; absent means none.
    #[serde(default)]
    pub platforms: Vec<Platform>,
    /// How high it stands in its own field; absent when that means nothing.
    pub level: Option<Level>,
    /// The ids of credentials that lie below it: nobody who holds it is sent back to them. Absent means none.
    #[serde(default)]
    pub builds_on: Vec<S::Credential>,
    /// Months from earning to expiry; absent when it never expires or nobody knows (`renewal` tells which).
    pub valid_months: Option<u32>,
    /// How it is kept; absent means unknown.
    pub renewal: Option<Renewal<S>>,
    /// Where that comes from.
    pub sources: Option<S::Later<Vec<Source>>>,
}

/// One thing that a person can earn, as written. Every key but `id` may be absent: in a new credential absence means
/// unknown (or none, for lists), in an overlay it means "as before".
// A resolved one has what a new one needs, and names what is there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound = "")]
#[cfg_attr(
    test,
    schemars(
        rename = "Record",
        bound = "S::Must<String>: schemars::JsonSchema, S::Must<Kind>: schemars::JsonSchema, S::Must<S::Provider>: schemars::JsonSchema, S::Credential: schemars::JsonSchema, S::Thing: schemars::JsonSchema, S::Later<Vec<String>>: schemars::JsonSchema, S::Later<Vec<Aid>>: schemars::JsonSchema, S::Later<Vec<Claim>>: schemars::JsonSchema, S::Later<Vec<Note>>: schemars::JsonSchema, S::Later<Vec<Source>>: schemars::JsonSchema"
    )
)]
pub struct Record<S: Stage = Resolved> {
    /// Lower-case words joined by dashes; for ever.
    #[cfg_attr(test, schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$")))]
    pub id: String,
    /// The full official name.
    pub name: S::Must<String>,
    /// The provider's id; absent means the file's `[provider]`.
    pub provider: S::Must<S::Provider>,
    /// The exam code; absent when the provider publishes none.
    pub code: Option<String>,
    /// Whether another maker prints its code too, and bare: it answers to the code with its own maker in front. Absent means no.
    pub shares_code: Option<bool>,
    /// Exam codes of earlier versions of it; one that is a credential of its own is no earlier version but what it `continues`.
    pub earlier: Option<S::Later<Vec<String>>>,
    /// Other codes and names that people type.
    pub aliases: Option<S::Later<Vec<String>>>,
    /// What kind of thing it is.
    pub kind: S::Must<Kind>,
    /// The experience with AI and ML it is made for; absent when it suits any.
    pub level: Option<Level>,
    /// The least programming that it takes to earn it; absent when unknown, or nothing.
    pub coding: Option<Coding>,
    /// The platforms it is tied to; absent means none.
    pub platforms: Option<Vec<Platform>>,
    /// The roles it is made for; absent means none in particular.
    pub roles: Option<Vec<Role>>,
    /// The goals it serves.
    pub goals: Option<Vec<Goal>>,
    /// What it is about, in the field's words.
    pub topics: Option<S::Later<Vec<String>>>,
    /// What it makes people do; absent means unknown.
    pub hands_on: Option<HandsOn>,
    /// The ids of what took, or takes, its place.
    pub successors: Option<Vec<S::Credential>>,
    /// The ids of the earlier versions of the same certification: who holds one of them validly holds this one.
    pub continues: Option<Vec<S::Credential>>,
    /// The ids of its stepping stones, best first: what somebody for whom this is a step too high does first. Absent means none.
    pub builds_on: Option<Vec<S::Credential>>,
    /// Months from earning to expiry; absent when it never expires or nobody knows (`renewal` tells which).
    pub valid_months: Option<u32>,
    /// Minutes, questions and pass mark in a few words.
    pub format: Option<String>,
    /// The languages in which its exam is offered; absent means unknown, or that it has none.
    pub languages: Option<Vec<Language>>,
    /// The ways in which its exam can be sat, or its graded work done; absent means unknown, or that it has none.
    pub delivery: Option<Vec<Delivery>>,
    /// Its own page.
    pub url: Option<String>,
    /// What to make sure of before paying.
    pub confirm: Option<Confirm>,
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
    pub requires: Option<Vec<Prerequisite<S>>>,
    /// What should be there first.
    pub recommends: Option<Vec<Prerequisite<S>>>,
    /// How it is kept; absent means unknown.
    pub renewal: Option<Renewal<S>>,
    /// Discounts and financial aid.
    pub aid: Option<S::Later<Vec<Aid>>>,
    /// What somebody claims about it: shown, never computed with.
    pub claims: Option<S::Later<Vec<Claim>>>,
    /// Conflicts between sources, and traps.
    pub notes: Option<S::Later<Vec<Note>>>,
    /// Where the facts come from.
    pub sources: Option<S::Later<Vec<Source>>>,
}

/// Something that nobody could confirm.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// What the doubt is about.
    pub about: Doubt,
    /// The day of the reading that raised it; absent means that it counts on every day.
    pub since: Option<Day>,
    /// What to make sure of, in one sentence.
    pub text: String,
}

/// A limit on who may earn a credential.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// Who alone may.
    pub only: AccessOnly,
    /// In words.
    pub detail: Option<String>,
}

/// What it takes to prepare.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prep {
    /// Study hours, low and high, of somebody it is made for.
    pub hours: Hours,
}

/// Study hours from low to high, in TOML `[80, 150]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "[u32; 2]", into = "[u32; 2]")]
#[cfg_attr(test, schemars(with = "[u32; 2]"))]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retake {
    /// Days from the first failed attempt to the next.
    pub wait_days: u16,
}

/// One thing that is asked for: any one of some credentials, or something said in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound = "")]
#[cfg_attr(test, schemars(rename = "Prerequisite", bound = "S::Thing: schemars::JsonSchema"))]
pub struct Prerequisite<S: Stage = Resolved> {
    /// Ids of credentials or outside qualifications, of which one is enough; empty when only words say it.
    #[serde(default)]
    pub any_of: Vec<S::Thing>,
    /// In words.
    pub text: Option<String>,
    /// Whether others would do too that the catalogue does not have; absent means no.
    #[serde(default)]
    pub more: bool,
}

/// How a credential is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound = "")]
#[cfg_attr(test, schemars(rename = "Renewal", bound = "S::Credential: schemars::JsonSchema"))]
pub struct Renewal<S: Stage = Resolved> {
    /// Every way there is.
    pub how: Vec<RenewalWay>,
    /// Ids of credentials whose pass renews it.
    #[serde(default)]
    pub by: Vec<S::Credential>,
    /// US dollars each time; absent means unknown.
    pub cost: Option<Range>,
    /// Days before expiry on which renewal opens; absent means unknown.
    pub window_days: Option<u16>,
    /// What else there is to know.
    pub note: Option<String>,
}

/// What somebody claims.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The claim.
    pub text: String,
    /// Who makes it.
    pub who: String,
}

/// A remark of the catalogue's keepers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The fact it is about; absent means the credential as a whole.
    pub about: Option<Fact>,
    /// The remark.
    pub text: String,
}

/// The keys of a record that mean the same as written and resolved; behind the sign those that are read only when somebody looks
/// at them. The compiler asks for a new one.
macro_rules! plain_keys {
    ($do:ident) => {
        $do! {
            code shares_code level coding platforms roles goals hands_on valid_months format languages delivery url confirm access prep retake;
            earlier aliases topics aid claims notes sources
        }
    };
}
pub(super) use plain_keys;

impl<S: Stage> Record<S> {
    /// The last day on which it is valid for whoever earned it on that day; `None` when it never expires, or nobody knows.
    #[must_use]
    pub fn valid_until(&self, earned: Day) -> Option<Day> {
        self.valid_months.map(|months| earned.plus_months(months))
    }
}

impl Record {
    /// The sources, none when nothing is sourced.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        list(self.sources.as_ref())
    }

    /// Exam codes of earlier versions of it.
    #[must_use]
    pub fn earlier(&self) -> &[String] {
        list(self.earlier.as_ref())
    }

    /// Whether another maker prints its code too, and bare.
    #[must_use]
    pub fn shares_code(&self) -> bool {
        self.shares_code == Some(true)
    }

    /// Other codes and names that people type.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        list(self.aliases.as_ref())
    }

    /// What it is about.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        list(self.topics.as_ref())
    }

    /// Discounts and financial aid.
    #[must_use]
    pub fn aid(&self) -> &[Aid] {
        list(self.aid.as_ref())
    }

    /// What somebody claims.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        list(self.claims.as_ref())
    }

    /// The remarks of the catalogue's keepers.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        list(self.notes.as_ref())
    }
}

/// The list, empty where there is none.
fn list<T: Part>(list: Option<&Later<Vec<T>>>) -> &[T] {
    list.map_or(&[], |list| list)
}

impl Prerequisite {
    /// As it is written.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> Prerequisite<Written> {
        Prerequisite {
            any_of: self.any_of.iter().map(|thing| catalog.id_of(*thing).to_owned()).collect(),
            text: self.text.clone(),
            more: self.more,
        }
    }
}

impl Renewal {
    /// As it is written.
    #[must_use]
    pub fn written(&self, catalog: &Catalog) -> Renewal<Written> {
        let Self { how, by, cost, window_days, note } = self.clone();
        Renewal { how, by: by.iter().map(|id| catalog[*id].id.clone()).collect(), cost, window_days, note }
    }
}

impl Record<Written> {
    /// Lays `over` on this record: what `over` gives replaces what is here, field by field; inside `lifecycle` and `cost` key by
    /// key. Returns the keys that `over` gave.
    pub fn overlay(&mut self, over: Self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        macro_rules! replace {
            ($($key:ident)+ $(; $($later:ident)+)?) => {
                $(if over.$key.is_some() { self.$key = over.$key; keys.push(stringify!($key)); })+
                $(replace!($($later)+);)?
            };
        }
        replace!(name provider kind successors continues builds_on requires recommends renewal);
        plain_keys!(replace);
        keys.extend(self.lifecycle.overlay(over.lifecycle));
        keys.extend(self.cost.overlay(over.cost));
        keys
    }
}
