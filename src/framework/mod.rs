//! The decision framework as data: tiers, gates, what it names for a situation, criteria in order, cautions, advice, fallback.

mod condition;
mod criterion;
mod stack;
mod template;
mod upkeep;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

pub use condition::{Condition, CredentialFilter, PersonFilter, exceptions_cover, never};
pub use criterion::{Criterion, GradeRow};
pub use stack::{Slot, Stack};
pub use template::Template;
pub use upkeep::{Excused, Upkeep};

use crate::calendar::Day;
use crate::catalog::{Catalog, kebab};
use crate::diagnostic::{Diagnostic, Diagnostics, KeyPart, SourceFile, SourceMap};
use crate::situation::Situation;
use crate::vocabulary::{BlockerKind, NamingGrade, Suggestions, UpkeepRule};

/// A framework, whole. Order matters where a list says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
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
    pub tier: Vec<Tier>,
    /// What can rule a credential out, in the order in which blockers are listed: each kind exactly once.
    pub gate: Vec<Gate>,
    /// What the framework itself names for a situation.
    #[serde(default)]
    pub naming: Vec<Naming>,
    /// The criteria, most important first.
    pub criterion: Vec<Criterion>,
    /// What a choice would risk; never changes the order.
    #[serde(default)]
    pub caution: Vec<Caution>,
    /// Words that go with an answer, most fitting first.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// Whom each credential suits best, in the framework's view.
    #[serde(default)]
    pub best_for: Vec<BestFor>,
    /// Credentials that build on each other, for `plan`; the first that is for the person is theirs.
    #[serde(default)]
    pub stack: Vec<Stack>,
    /// The situations of the quick-reference table.
    #[serde(default)]
    pub quick: Vec<Quick>,
    /// What is asked of the data beyond what any catalogue must be.
    #[serde(default)]
    pub upkeep: Vec<Upkeep>,
    /// What need not keep one of those rules, and why that is right.
    #[serde(default)]
    pub excused: Vec<Excused>,
    /// The answer when nothing fits.
    pub fallback: Fallback,
}

/// A group of credentials by recognition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
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
    pub named: Vec<Spanned<String>>,
    /// The rule as conditions, of which one is enough; `tier` and `cost_at_most` mean nothing here.
    #[serde(default)]
    pub which: Vec<CredentialFilter>,
}

/// What can rule a credential out.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// Lower-case words joined by dashes.
    pub id: Spanned<String>,
    /// Ids of credentials, all on one level.
    pub names: Vec<Spanned<String>>,
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// Lower-case words joined by dashes: its kind in JSON.
    pub id: Spanned<String>,
    /// When it applies.
    pub when: Condition,
    /// What is at risk.
    pub because: Template,
    /// Where it comes from.
    pub source: String,
    /// Whether it belongs under the table even when there is little room.
    #[serde(default)]
    pub urgent: bool,
}

/// Words that go with an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Lower-case words joined by dashes.
    pub id: Spanned<String>,
    /// What kind of advice it is.
    pub kind: String,
    /// For whom; absent means everyone.
    #[serde(default)]
    pub you: PersonFilter,
    /// The advice, one sentence.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// Whom a credential suits best.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestFor {
    /// The credential's id.
    pub id: Spanned<String>,
    /// In a few words.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// A situation of the quick-reference table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quick {
    /// In a few words.
    pub situation: String,
    /// The same as answers, resolved.
    pub you: Situation,
}

/// The answer when nothing fits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// What to do instead, in order.
    pub steps: Vec<String>,
    /// Which credentials to start with, whatever the limits.
    pub start_with: CredentialFilter,
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
        let mut framework: Self = file.parse()?;
        let file = &SourceMap::new(file);
        let mut faults = Vec::new();
        for (number, quick) in framework.quick.iter_mut().enumerate() {
            if let Err(nonsense) = quick.you.resolve(catalog) {
                let mut way = vec![KeyPart::Key("quick"), KeyPart::At(number), KeyPart::Key("you")];
                way.extend(nonsense.key_path());
                let place = (0..way.len()).rev().find_map(|short| file.place(&way[..=short])).unwrap_or_default();
                faults.push(file.fault(place, nonsense.to_string()));
            }
        }
        for kind in BlockerKind::ALL {
            let mut places = framework.gate.iter().enumerate().filter(|(_, gate)| gate.id == *kind).map(|(place, _)| place);
            if places.next().is_none() {
                faults.push(file.fault(0..0, format!("the gate `{kind}` is missing; every gate stands exactly once")));
            }
            for place in places {
                let span = file.place(&[KeyPart::Key("gate"), KeyPart::At(place), KeyPart::Key("id")]).unwrap_or_default();
                faults.push(file.fault(span, format!("the gate `{kind}` stands twice; every gate stands exactly once")));
            }
        }
        let ids = framework.naming.iter().map(|rule| &rule.id);
        let ids = ids.chain(framework.criterion.iter().map(|criterion| &criterion.id));
        let ids = ids.chain(framework.caution.iter().map(|caution| &caution.id));
        faults.extend(ids_once(file, "the id", ids.chain(framework.advice.iter().map(|advice| &advice.id))));
        // Of two that say the same, the first would count and the second be passed over in silence.
        faults.extend(once(file, "the credential", "in the tiers", framework.tier.iter().flat_map(|tier| &tier.named)));
        for rule in UpkeepRule::ALL {
            let excused = framework.excused.iter().filter(|excused| excused.from == *rule);
            faults.extend(once(file, "the excuse of", "", excused.map(|excused| &excused.id)));
        }
        let mut twice = |table, key, what: String, number, first| {
            let place = |number| file.place(&[KeyPart::Key(table), KeyPart::At(number), KeyPart::Key(key)]).unwrap_or_default();
            faults.push(file.fault(place(number), file.fault(place(first), "").twice(&what)));
        };
        for (number, tier) in framework.tier.iter().enumerate() {
            let first = framework.tier[..number].iter().position(|earlier| earlier.tier == tier.tier);
            if let Some(first) = first {
                twice("tier", "tier", format!("the tier `{}`", tier.tier), number, first);
            }
        }
        for (number, quick) in framework.quick.iter().enumerate() {
            let first = framework.quick[..number].iter().position(|earlier| earlier.situation == quick.situation);
            if let Some(first) = first {
                twice("quick", "situation", format!("the situation `{}`", quick.situation), number, first);
            }
        }
        let named = framework.naming.iter().flat_map(|rule| &rule.names);
        let named = named.chain(framework.best_for.iter().map(|best| &best.id));
        // Who is excused from another rule may be no credential; an excuse that nothing needs is for `check` to find.
        let led = framework.excused.iter().filter(|excused| excused.from == UpkeepRule::FirstPlace);
        let named = named.chain(led.map(|excused| &excused.id));
        let named = named.chain(framework.tier.iter().flat_map(|tier| &tier.named));
        let named = named.chain(framework.stack.iter().flat_map(|stack| &stack.slot).flat_map(|slot| &slot.named));
        let mut suggestions = Suggestions::default();
        for id in named.filter(|id| catalog.position(id.get_ref()).is_none()) {
            let found = suggestions.allow(catalog.credentials.len()).then(|| catalog.find(id.get_ref()));
            let why = match found {
                Some(Ok(place)) => format!("`{}` is a code; write the id `{}`", id.get_ref(), catalog.credentials[place].id),
                Some(Err(unknown)) => unknown.to_string(),
                None => format!("no credential has the id `{}`", crate::sanitize::quote_input(id.get_ref())),
            };
            faults.push(file.fault(id.span(), why));
        }
        if framework.criterion.is_empty() {
            let span = file.place(&[KeyPart::Key("criterion")]).unwrap_or_default();
            faults.push(file.fault(span, "the framework needs at least one criterion; without any, nothing has a grade or a reason"));
        }
        for criterion in &framework.criterion {
            let unconditional = criterion.grade.iter().position(|row| row.when == Condition::default());
            if !(2..=4).contains(&criterion.grade.len()) || unconditional != Some(criterion.grade.len() - 1) {
                let id = criterion.id.get_ref();
                let message = format!("the criterion `{id}` needs two to four grades, of which the last alone has no condition");
                faults.push(file.fault(criterion.id.span(), message));
            }
        }
        faults.extend(stack::faults(&framework, file, catalog));
        faults.extend(upkeep::faults(&framework, file));
        faults.sort_by_key(|fault| fault.span.start);
        if faults.is_empty() { Ok(framework) } else { Err(Diagnostics(faults)) }
    }

    /// The place of the criterion that asks what the framework names; `None` when none does.
    #[must_use]
    pub fn naming_criterion(&self) -> Option<usize> {
        self.criterion.iter().position(|criterion| criterion.grade.iter().any(|row| !row.when.named.is_empty()))
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

/// A fault for each of the ids that is not of the one form, or stands twice.
fn ids_once<'a>(file: &SourceMap<'_>, what: &str, ids: impl Iterator<Item = &'a Spanned<String>> + Clone) -> Vec<Diagnostic> {
    let misshapen = ids.clone().filter_map(|id| kebab(id.get_ref()).err().map(|why| file.fault(id.span(), why)));
    misshapen.chain(once(file, what, "", ids)).collect()
}

/// A fault for each of the words that stands twice.
fn once<'a>(file: &SourceMap<'_>, what: &str, place: &str, words: impl IntoIterator<Item = &'a Spanned<String>>) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, Range<usize>> = HashMap::new();
    let twice = words.into_iter().filter_map(|word| match first.entry(word.get_ref()) {
        Entry::Vacant(new) => {
            new.insert(word.span());
            None
        }
        Entry::Occupied(first) => {
            let what = format!("{what} `{}` {place}", word.get_ref());
            Some(file.fault(word.span(), file.fault(first.get().clone(), "").twice(what.trim_end())))
        }
    });
    twice.collect()
}
