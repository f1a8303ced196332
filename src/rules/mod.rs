//! The rules as sets over credentials and over people's answers: made once for a catalogue and a framework, so that a decision is a
//! few and-operations and searches, without a word of text.

mod people;
pub mod set;

use std::ops::Range;

pub use people::{Collector, Holds, People, Whom};
use serde::{Deserialize, Serialize};
use set::{Set, set_of};

use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, CredentialId, Prerequisite, Thing};
use crate::framework::{Condition, Framework, PersonFilter};
use crate::money::Usd;
use crate::vocabulary::{Coding, Doubt, Flag, Goal, HandsOn, Kind, Level, LevelGap, NamingGrade, Overlap, Platform, Role};

/// What does not depend on the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// How many credentials there are.
    pub things: usize,
    /// For each credential its tier in the framework; `None` where it belongs to none.
    pub tiers: Vec<Option<u8>>,
    /// Every condition on a person.
    pub people: People,
    /// For each naming rule of the framework whom it is for.
    pub namings: Vec<Whom>,
    /// The grades of all criteria, best first in each.
    pub grades: Vec<Row>,
    /// For each criterion the places of its grades.
    pub criteria: Vec<Range<usize>>,
    /// The cautions.
    pub cautions: Vec<Row>,
    /// For each piece of advice whom it is for.
    pub advice: Vec<Whom>,
    /// For each stack its slots.
    pub stacks: Vec<Vec<SlotRules>>,
    /// For each goal what serves it.
    pub by_goal: Vec<Set>,
    /// For each role what is made for it.
    pub by_role: Vec<Set>,
    /// For each platform what is tied to it.
    pub by_platform: Vec<Set>,
    /// For each level of a person, for each step what lies so to it.
    pub by_step: Vec<Vec<Set>>,
    /// For the programming that a person has done, for each step what lies so to it.
    pub by_coding_step: Vec<Vec<Set>>,
    /// For each naming rule that asks for one level alone, which.
    pub naming_level: Vec<Option<Level>>,
    /// What leads down from each credential: what it builds on, requires, renews, succeeds or continues. In order, the higher one first.
    pub below: Vec<(CredentialId, CredentialId)>,
    /// For the earlier version of a certification the later one that continues it. In order.
    pub continued_by: Vec<(CredentialId, CredentialId)>,
    /// What is practical.
    pub practical: Set,
    /// What serves one goal at most.
    pub one_purpose: Set,
    /// What issues nothing.
    pub issues_nothing: Set,
    /// What asks for something to be held first.
    pub requires: Asked,
    /// What recommends something; an entry that names nothing asks nothing.
    pub recommends: Asked,
    /// What the catalogue says to confirm before paying, each with its doubt and the day from which on it counts.
    pub doubts: Vec<(CredentialId, Doubt, Option<Day>)>,
    /// Whose study hours are unknown.
    pub hours_unknown: Set,
    /// Whose price is partly an estimate.
    pub price_estimated: Set,
    /// After which failed exam one waits nobody knows how long.
    pub wait_unknown: Set,
}

/// What credentials ask to be held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// For each that asks for something, what would do: one of each.
    pub by: Vec<(CredentialId, Vec<AnyOf>)>,
    /// All of them.
    pub all: Set,
}

/// One of these is enough.
pub type AnyOf = Box<[Thing]>;

/// A slot of a stack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotRules {
    /// Whose plan has it.
    pub whom: Whom,
    /// What the stack itself names for it.
    pub named: Set,
    /// What else may fill it: what meets one of these.
    pub when: Vec<Row>,
    /// What may fill it where the recommendation puts it first.
    pub recommended: Set,
}

/// A condition: whom it is for, and the credentials that meet it as far as no day and no person matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Whom it is for.
    pub whom: Whom,
    /// What is like that, whatever it costs.
    pub which: Set,
    /// The most that it may cost the person; `None` asks nothing.
    pub cost_at_most: Option<Usd>,
    /// What must be in common: one of these; empty asks nothing.
    pub shares: Vec<Overlap>,
    /// How the level must lie: one of these; empty asks nothing.
    pub step: Vec<LevelGap>,
    /// What must be so: one of these; empty asks nothing.
    pub is: Vec<Flag>,
    /// What must not be so: none of these.
    pub not: Vec<Flag>,
    /// How it must be named: one of these; empty asks nothing.
    pub named: Vec<NamingGrade>,
}

/// Pairs in order, each once.
fn pairs(pairs: impl Iterator<Item = (CredentialId, CredentialId)>) -> Vec<(CredentialId, CredentialId)> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What leads down from each credential. Of what is required without a choice only; of several that would do nobody knows which was held.
fn below(catalog: &Catalog) -> Vec<(CredentialId, CredentialId)> {
    let each = catalog.numbered().flat_map(|(id, it)| {
        let required = it.requires().iter().filter_map(|asked| match asked.any_of[..] {
            [Thing::Credential(only)] => Some(only),
            _ => None,
        });
        let down = it.builds_on().iter().chain(it.continues()).copied().chain(required).map(move |lower| (id, lower));
        let renewed_by = it.renewal.iter().flat_map(|renewal| renewal.by.iter());
        down.chain(renewed_by.chain(it.successors()).map(move |higher| (*higher, id)))
    });
    pairs(each)
}

/// What the pairs say of the first.
pub fn partners(pairs: &[(CredentialId, CredentialId)], of: CredentialId) -> impl Iterator<Item = CredentialId> + '_ {
    let from = pairs.partition_point(|(first, _)| *first < of);
    pairs[from..].iter().take_while(move |(first, _)| *first == of).map(|(_, second)| *second)
}

impl Rules {
    /// The rules of that framework over that catalogue.
    #[must_use]
    pub fn new(catalog: &Catalog, framework: &Framework) -> Self {
        let credentials = &catalog.credentials;
        let things = credentials.len();
        let where_so = |so: &dyn Fn(CredentialId, &Credential) -> bool| {
            set_of(things, catalog.numbered().filter(|(id, it)| so(*id, it)).map(|(id, _)| id))
        };
        let tiers: Vec<Option<u8>> = catalog.numbered().map(|(id, it)| framework.tier_of(id, it)).collect();
        let everyone = PersonFilter::default();
        let mut people = Collector::default();
        let row = |condition: &'_ Condition, whom: Whom| {
            let mut which = condition.credential.clone();
            let cost_at_most = which.cost_at_most.take();
            Row {
                whom,
                which: where_so(&|id, it| which.matches(id, it, tiers[id.index()])),
                cost_at_most,
                shares: condition.shares.clone(),
                step: condition.step.clone(),
                is: condition.is.clone(),
                not: condition.not.clone(),
                named: condition.named.clone(),
            }
        };
        let namings = framework.naming.iter().map(|rule| people.add(&rule.you, &rule.unless)).collect();
        let (mut grades, mut criteria) = (Vec::new(), Vec::with_capacity(framework.criterion.len()));
        for criterion in &framework.criterion {
            let first = grades.len();
            grades.extend(criterion.grade.iter().map(|grade| row(&grade.when, people.add(&grade.when.you, &grade.when.unless))));
            criteria.push(first..grades.len());
        }
        let cautions = framework.caution.iter().map(|caution| row(&caution.when, people.add(&caution.when.you, &caution.when.unless)));
        let cautions = cautions.collect();
        let advice = framework.advice.iter().map(|advice| people.add(&advice.you, &[])).collect();
        let mut stacks = Vec::with_capacity(framework.stack.len());
        for stack in framework.stack.iter() {
            let slots = stack.slot.iter().map(|slot| SlotRules {
                whom: people.add(&everyone, &slot.unless),
                named: set_of(things, slot.named.iter().copied()),
                when: slot.when.iter().map(|when| row(when, people.add(&when.you, &when.unless))).collect(),
                recommended: where_so(&|id, it| slot.recommended.iter().any(|which| which.matches(id, it, tiers[id.index()]))),
            });
            stacks.push(slots.collect());
        }
        let asked = |list: fn(&Credential) -> &[Prerequisite], counts: fn(&AnyOf) -> bool| {
            let of = |it: &Credential| list(it).iter().map(|it| it.any_of.clone().into()).filter(counts).collect::<Vec<AnyOf>>();
            let by = catalog.numbered().map(|(id, it)| (id, of(it)));
            let by: Vec<(CredentialId, Vec<AnyOf>)> = by.filter(|(_, any_of)| !any_of.is_empty()).collect();
            Asked { all: set_of(things, by.iter().map(|(id, _)| *id)), by }
        };
        let step =
            |level: Level, step: LevelGap| where_so(&|_, it| it.level.is_some_and(|theirs| LevelGap::between(level, theirs) == step));
        let coding_step = |yours: Coding, step: LevelGap| {
            where_so(&|_, it| it.coding.is_some_and(|theirs| LevelGap::between_coding(yours, theirs) == step))
        };
        Self {
            things,
            people: people.finish(),
            tiers,
            namings,
            grades,
            criteria,
            cautions,
            advice,
            stacks,
            by_goal: Goal::ALL.iter().map(|goal| where_so(&|_, it| it.goals().contains(goal))).collect(),
            by_role: Role::ALL.iter().map(|role| where_so(&|_, it| it.roles().contains(role))).collect(),
            by_platform: Platform::ALL.iter().map(|platform| where_so(&|_, it| it.platforms().contains(platform))).collect(),
            by_step: Level::ALL.iter().map(|level| LevelGap::ALL.iter().map(|lies| step(*level, *lies)).collect()).collect(),
            by_coding_step: Coding::ALL.iter().map(|yours| LevelGap::ALL.iter().map(|lies| coding_step(*yours, *lies)).collect()).collect(),
            naming_level: framework.naming.iter().map(|rule| if let [only] = rule.you.level[..] { Some(only) } else { None }).collect(),
            below: below(catalog),
            continued_by: pairs(catalog.numbered().flat_map(|(id, it)| it.continues().iter().map(move |earlier| (*earlier, id)))),
            practical: where_so(&|_, it| it.hands_on.is_some_and(HandsOn::is_practical)),
            one_purpose: where_so(&|_, it| it.goals().len() <= 1),
            issues_nothing: where_so(&|_, it| it.kind == Kind::Training),
            requires: asked(Credential::requires, |_| true),
            recommends: asked(Credential::recommends, |any_of| !any_of.is_empty()),
            doubts: catalog.numbered().filter_map(|(id, it)| it.confirm.as_ref().map(|it| (id, it.about, it.since))).collect(),
            hours_unknown: where_so(&|_, it| it.prep.is_none()),
            price_estimated: where_so(&|_, it| it.price_is_estimate() == Some(true)),
            wait_unknown: where_so(&|_, it| it.sits_exam() && it.retake.is_none()),
        }
    }
}
