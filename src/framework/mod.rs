//! The decision framework as data: tiers, gates, what it names for a situation, criteria in order, cautions, advice, fallback.

mod condition;
mod criterion;
mod resolve;
mod stack;
mod template;
mod upkeep;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use condition::{Condition, CredentialFilter, PersonFilter, exceptions_cover, never};
pub use criterion::{Criterion, GradeRow};
pub use stack::{Slot, Stack};
pub use template::Template;
pub use upkeep::{Excused, Upkeep};

use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, CredentialId, Resolved, Stage, Written, kebab};
use crate::diagnostic::{Diagnostic, Diagnostics, KeyPart, SourceFile, SourceMap};
use crate::situation::{Situation, SituationError, SituationErrors};
use crate::vocabulary::{BlockerKind, NamingGrade, Role, UpkeepRule, Wish};
use resolve::Resolver;

/// A framework, whole. Order matters where a list says so.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Framework<S: Stage = Resolved> {
    /// What it is called.
    pub name: String,
    /// What it is taken from.
    pub source: String,
    /// The day on which that was published.
    pub published: Day,
    /// Added to the reason when a credential took the place of a named one that has retired.
    #[serde(deserialize_with = "template::without_rule")]
    pub replaced: Template,
    /// Groups of credentials by recognition; a credential belongs to the tier that names it, else to the first whose rule it meets.
    #[serde(default)]
    pub tier: Vec<Tier<S>>,
    /// What can rule a credential out, in the order in which blockers are listed: each kind exactly once.
    pub gate: Vec<Gate>,
    /// What the framework itself names for a situation.
    #[serde(default)]
    pub naming: Vec<Naming<S>>,
    /// The criteria, most important first.
    pub criterion: Vec<Criterion<S>>,
    /// What a choice would risk; never changes the order.
    #[serde(default)]
    pub caution: Vec<Caution<S>>,
    /// Words that go with an answer, most fitting first.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// Whom each credential suits best, in the framework's view.
    #[serde(default)]
    pub best_for: S::Later<Vec<BestFor<S>>>,
    /// Credentials that build on each other, for `plan`; the first that is for the person is theirs.
    #[serde(default)]
    pub stack: S::Later<Vec<Stack<S>>>,
    /// The situations of the quick-reference table.
    #[serde(default)]
    pub quick: Vec<Quick<S>>,
    /// What is asked of the data beyond what any catalogue must be.
    #[serde(default)]
    pub upkeep: S::Later<Vec<Upkeep>>,
    /// What need not keep one of those rules, and why that is right.
    #[serde(default)]
    pub excused: S::Later<Vec<Excused>>,
    /// The answer when nothing fits.
    pub fallback: Fallback<S>,
}

/// A group of credentials by recognition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Tier<S: Stage = Resolved> {
    /// Its number.
    pub tier: u8,
    /// Its name.
    pub name: String,
    /// In words, which credentials that nobody named belong to it.
    pub rule: String,
    /// Where it comes from.
    pub source: String,
    /// The ids that the framework itself puts here.
    #[serde(default)]
    pub named: Vec<S::Credential>,
    /// The rule as conditions, of which one is enough; `tier` and `cost_at_most` mean nothing here.
    #[serde(default)]
    pub which: Vec<CredentialFilter<S>>,
}

/// What can rule a credential out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Which question it asks.
    pub id: BlockerKind,
    /// Why it rules out.
    pub because: Template,
    /// The reason when the figure that it asks for is unknown; absent means the same.
    pub because_unknown: Option<Template>,
    /// Where it comes from.
    pub source: String,
}

/// What the framework names for a situation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Naming<S: Stage = Resolved> {
    /// Lower-case words joined by dashes.
    pub id: String,
    /// Ids of credentials, all on one level.
    #[serde(default)]
    pub names: Vec<S::Credential>,
    /// Whether it names what takes the place of something that the person held and that has expired, or ended.
    #[serde(default)]
    pub held: bool,
    /// Whether it names what requires a qualification outside the catalogue that the person holds, and serves their goal.
    #[serde(default)]
    pub opened: bool,
    /// How strongly.
    pub grade: NamingGrade,
    /// The situation.
    #[serde(default)]
    pub you: PersonFilter,
    /// But not when any of these holds.
    #[serde(default)]
    pub unless: Vec<PersonFilter>,
    /// Why; what `{rule}` stands for in other reasons.
    #[serde(deserialize_with = "template::without_rule")]
    pub because: Template,
    /// Where it comes from.
    pub source: String,
    /// The first day on which it counts; absent means always.
    pub from: Option<Day>,
    /// The last day on which it counts; absent means for ever.
    pub until: Option<Day>,
}

/// What a choice would risk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Caution<S: Stage = Resolved> {
    /// Lower-case words joined by dashes: its kind in JSON.
    pub id: String,
    /// When it applies.
    pub when: Condition<S>,
    /// What is at risk.
    pub because: Template,
    /// Where it comes from.
    pub source: String,
    /// Whether it belongs under the table even when there is little room.
    #[serde(default)]
    pub urgent: bool,
}

/// Words that go with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Lower-case words joined by dashes.
    pub id: String,
    /// What kind of advice it is.
    pub kind: String,
    /// The topic of the guide that has more of it; absent means none.
    #[serde(default)]
    pub topic: Option<String>,
    /// For whom; absent means everyone.
    #[serde(default)]
    pub you: PersonFilter,
    /// The advice, one sentence.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// Whom a credential suits best.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct BestFor<S: Stage = Resolved> {
    /// The credential.
    pub id: S::Credential,
    /// In a few words.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// A situation of the quick-reference table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Quick<S: Stage = Resolved> {
    /// In a few words.
    pub situation: String,
    /// The same as answers, resolved.
    pub you: Situation<S>,
}

/// The answer when nothing fits.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Fallback<S: Stage = Resolved> {
    /// What to do instead, in order.
    pub steps: Vec<String>,
    /// What counts more where something fits and nothing more is needed, in order.
    #[serde(default)]
    pub enough: Vec<String>,
    /// Roles that may want what is made for any: who has no job yet.
    #[serde(default)]
    pub any_role: Vec<Role>,
    /// Which credentials to start with, whatever the limits.
    pub start_with: CredentialFilter<S>,
    /// How many of them to show.
    pub show: usize,
    /// Where it comes from.
    pub source: String,
}

impl Framework {
    /// Reads a framework and checks it against the catalogue that it speaks of.
    ///
    /// # Errors
    /// Everything that the framework cannot mean; a value of the wrong form hides what is wrong between values.
    pub fn load(file: &SourceFile, catalog: &Catalog) -> Result<Self, Diagnostics> {
        let written: Framework<Written> = file.parse()?;
        let file = &SourceMap::new(file);
        let mut resolver = Resolver::new(file, catalog);
        let framework = resolver.framework(written);
        let mut faults = resolver.faults;
        faults.extend(framework.faults(file, catalog));
        faults.extend(stack::faults(&framework, file));
        faults.extend(upkeep::faults(&framework, file));
        faults.sort_by_key(|fault| fault.span.start);
        if faults.is_empty() { Ok(framework) } else { Err(Diagnostics(faults)) }
    }

    /// What gates, criteria, tiers and ids cannot mean.
    fn faults(&self, file: &SourceMap<'_>, catalog: &Catalog) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for kind in BlockerKind::ALL {
            let mut places = self.gate.iter().enumerate().filter(|(_, gate)| gate.id == *kind).map(|(place, _)| place);
            if places.next().is_none() {
                faults.push(file.fault(0..0, format!("the gate `{kind}` is missing; every gate stands exactly once")));
            }
            for place in places {
                faults.push(
                    file.fault(entry(file, "gate", place, "id"), format!("the gate `{kind}` stands twice; every gate stands exactly once")),
                );
            }
        }
        let named = |list: &'static str| move |(number, id): (usize, &'_ String)| (id.clone(), entry_path(list, number, "id"));
        let ids = self.naming.iter().map(|rule| &rule.id).enumerate().map(named("naming"));
        let ids = ids.chain(self.criterion.iter().map(|criterion| &criterion.id).enumerate().map(named("criterion")));
        let ids = ids.chain(self.caution.iter().map(|caution| &caution.id).enumerate().map(named("caution")));
        faults.extend(ids_once(file, "the id", ids.chain(self.advice.iter().map(|advice| &advice.id).enumerate().map(named("advice")))));
        for rule in UpkeepRule::ALL {
            let excused = self.excused.iter().enumerate().filter(|(_, excused)| excused.from == *rule);
            faults.extend(once(file, "the excuse of", "", excused.map(|(number, excused)| named("excused")((number, &excused.id)))));
        }
        let tiers = self.tier.iter().enumerate().map(|(number, tier)| (tier.tier.to_string(), entry_path("tier", number, "tier")));
        faults.extend(once(file, "the tier", "", tiers));
        // Of two that say the same, the first would count and the second be passed over in silence.
        let in_tiers = self.tier.iter().enumerate().flat_map(|(number, tier)| {
            let way = move |place| [KeyPart::Key("tier"), KeyPart::At(number), KeyPart::Key("named"), KeyPart::At(place)];
            tier.named.iter().enumerate().map(move |(place, id)| (catalog[*id].id.clone(), way(place)))
        });
        faults.extend(once(file, "the credential", "in the tiers", in_tiers));
        let quick = self.quick.iter().enumerate();
        let quick = quick.map(|(number, quick)| (quick.situation.clone(), entry_path("quick", number, "situation")));
        faults.extend(once(file, "the situation", "", quick));
        if self.criterion.is_empty() {
            let span = file.place(&[KeyPart::Key("criterion")]).unwrap_or_default();
            faults.push(file.fault(span, "the framework needs at least one criterion; without any, nothing has a grade or a reason"));
        }
        for (number, criterion) in self.criterion.iter().enumerate() {
            let unconditional = criterion.grade.iter().position(|row| row.when == Condition::default());
            if !(2..=4).contains(&criterion.grade.len()) || unconditional != Some(criterion.grade.len() - 1) {
                let message =
                    format!("the criterion `{}` needs two to four grades, of which the last alone has no condition", criterion.id);
                faults.push(file.fault(entry(file, "criterion", number, "id"), message));
            }
        }
        faults
    }

    /// Whether the grade of that criterion is worth a word.
    #[must_use]
    pub fn is_telling(&self, criterion: usize, grade: u8) -> bool {
        self.criterion[criterion].grade.get(usize::from(grade)).is_none_or(|row| !row.silent)
    }

    /// The place of the criterion that asks what the framework names; `None` when none does.
    #[must_use]
    pub fn naming_criterion(&self) -> Option<usize> {
        self.criterion.iter().position(|criterion| criterion.grade.iter().any(|row| !row.when.named.is_empty()))
    }

    /// Whether the criterion at that place asks what something costs.
    #[must_use]
    pub fn asks_for_cost(&self, criterion: usize) -> bool {
        self.criterion[criterion].grade.iter().any(|row| row.when.credential.cost_at_most.is_some())
    }

    /// The tier of that credential: the one that names it, else the first whose rule it meets; `None` where it belongs to none.
    #[must_use]
    pub fn tier_of(&self, id: CredentialId, credential: &Credential) -> Option<u8> {
        let by_name = self.tier.iter().find(|tier| tier.named.contains(&id));
        let by_rule = || self.tier.iter().find(|tier| tier.which.iter().any(|which| which.matches(id, credential, None)));
        by_name.or_else(by_rule).map(|tier| tier.tier)
    }

    /// Whether there are all of these tiers.
    ///
    /// # Errors
    /// When one is not there: with those that are.
    pub fn check_tiers(&self, asked: &[u8]) -> Result<(), SituationErrors> {
        let unknown = asked.iter().enumerate().find(|(_, asked)| !self.tier.iter().any(|tier| tier.tier == **asked));
        let Some((place, unknown)) = unknown else { return Ok(()) };
        let known = self.tier.iter().map(|tier| format!("{} ({})", tier.tier, tier.name)).collect::<Vec<_>>();
        let why = format!("there is no tier {unknown}; there are {}", crate::sanitize::join(&known, "and"));
        Err(SituationErrors(vec![SituationError::Wished(Wish::Tier, place, why)]))
    }

    /// The gate of that kind.
    ///
    /// # Panics
    /// Never: [`Framework::load`] has seen every kind of gate.
    #[must_use]
    pub fn gate(&self, kind: BlockerKind) -> &Gate {
        let found = self.gate.iter().find(|gate| gate.id == kind);
        found.expect("`load` has seen every kind of gate")
    }
}

/// The way to a value of an entry of a list at the top of a file.
pub(crate) const fn entry_path(list: &'static str, number: usize, key: &'static str) -> [KeyPart<'static>; 3] {
    [KeyPart::Key(list), KeyPart::At(number), KeyPart::Key(key)]
}

/// Where that value stands.
pub(crate) fn entry(file: &SourceMap<'_>, list: &'static str, number: usize, key: &'static str) -> Range<usize> {
    file.place(&entry_path(list, number, key)).unwrap_or_default()
}

/// A fault for each of the ids that is not of the one form, or stands twice; each with the way to it.
fn ids_once<P: AsRef<[KeyPart<'static>]>>(file: &SourceMap<'_>, what: &str, ids: impl Iterator<Item = (String, P)>) -> Vec<Diagnostic> {
    let ids: Vec<(String, P)> = ids.collect();
    let misshapen = ids.iter().filter_map(|(id, way)| Some(file.fault(file.place(way.as_ref()).unwrap_or_default(), kebab(id).err()?)));
    let mut faults: Vec<Diagnostic> = misshapen.collect();
    faults.extend(once(file, what, "", ids));
    faults
}

/// A fault for each of the words that stands twice; each with the way to it.
fn once<P: AsRef<[KeyPart<'static>]>>(
    file: &SourceMap<'_>,
    what: &str,
    place: &str,
    words: impl IntoIterator<Item = (String, P)>,
) -> Vec<Diagnostic> {
    let mut first: HashMap<String, P> = HashMap::new();
    let span = |way: &P| file.place(way.as_ref()).unwrap_or_default();
    let twice = words.into_iter().filter_map(|(word, way)| match first.entry(word) {
        Entry::Vacant(new) => {
            new.insert(way);
            None
        }
        Entry::Occupied(first) => {
            let what = format!("{what} `{}` {place}", first.key());
            Some(file.fault(span(&way), file.fault(span(first.get()), "").twice(what.trim_end())))
        }
    });
    twice.collect()
}
