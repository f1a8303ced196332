//! The decision itself: sets against sets, a word of 64 credentials at a time.

use std::array;

use super::Candidate;
use super::gates::blockers;
use crate::catalog::{CredentialId, Thing};
use crate::prepared::set::{Set, and, and_not, contains, insert, nothing, or, set_of};
use crate::prepared::{AnyOf, Asked, Row, Rules, Table, Whom};
use crate::recommendation::{Estimate, Named, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Flag, Level, LevelGap, NamingGrade, Overlap};

/// Everything that was decided for one person on one day, as sets over the catalogue.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    snapshot: &'a Snapshot<'a>,
    pub(super) rules: &'a Rules,
    table: &'a Table,
    situation: &'a Situation,
    /// For each kind of blocker what it rules out.
    blocked: [Set; BlockerKind::ALL.len()],
    /// What fits.
    pub eligible: Set,
    /// For each grade of each criterion what has it.
    pub(super) grades: Vec<Set>,
    /// For each strength what the framework names so.
    named: [Set; NamingGrade::ALL.len()],
    /// What the person does not hold, and this recommends.
    lacks_recommended: Set,
    /// What the person held once, and has expired.
    expired: Set,
    /// The conditions on people that this one meets.
    met: Set,
}

/// What a person holds, as sets.
struct Holdings {
    valid: Set,
    outside: Set,
    expired: Set,
    /// How many different things are valid.
    count: usize,
}

impl Holdings {
    fn of(snapshot: &Snapshot<'_>, situation: &Situation) -> Self {
        let catalog = snapshot.catalog;
        let mut holdings = Self {
            valid: nothing(catalog.credentials.len()),
            outside: nothing(catalog.outside.len().max(1)),
            expired: nothing(catalog.credentials.len()),
            count: snapshot.valid_holdings(situation),
        };
        for held in &situation.have {
            match held.what {
                Thing::Credential(id) if snapshot.is_valid(held) => insert(&mut holdings.valid, id),
                Thing::Credential(id) => insert(&mut holdings.expired, id),
                Thing::Outside(number) => insert(&mut holdings.outside, number),
            }
        }
        and_not(&mut holdings.expired, &holdings.valid);
        holdings
    }

    fn has(&self, any_of: &AnyOf) -> bool {
        any_of.iter().any(|thing| match thing {
            Thing::Credential(id) => contains(&self.valid, *id),
            Thing::Outside(number) => contains(&self.outside, *number),
        })
    }
}

impl<'a> Decision<'a> {
    /// Decides for the person on the snapshot's day, and hands the decision on with what credentials come to for them.
    ///
    /// The situation must have been settled (see [`Situation::settle`]).
    pub fn with<T>(snapshot: &Snapshot<'_>, situation: &Situation, look: impl FnOnce(&Decision<'_>, &Table) -> T) -> T {
        snapshot.prepared().with_table(snapshot, situation, |table| look(&Decision::over(snapshot, table, situation), table))
    }

    /// The same over a table that was reckoned for that day, that person's pace and pauses, and whether they plan a second attempt.
    #[must_use]
    pub fn over(snapshot: &'a Snapshot<'a>, table: &'a Table, situation: &'a Situation) -> Self {
        let prepared = snapshot.prepared();
        let rules: &Rules = &prepared.rules;
        let none = nothing(rules.things);
        let holdings = Holdings::of(snapshot, situation);
        let met = rules.people.met_by(situation, holdings.count);
        let mut named = array::from_fn(|_| none.clone());
        for (rule, set) in snapshot.namings.iter().zip(&table.named) {
            if rules.namings[rule.number].is_met(&met) {
                or(&mut named[rule.rule.grade as usize], set);
            }
        }
        // What is named twice is named as strongly as it can be.
        for weaker in 1..named.len() {
            let (stronger, rest) = named.split_at_mut(weaker);
            for stronger in stronger {
                and_not(&mut rest[0], stronger);
            }
        }
        let lacking = |asked: &Asked| {
            if holdings.count == 0 {
                return asked.all.clone();
            }
            let lacks = asked.by.iter().filter(|(_, all)| !all.iter().all(|any_of| holdings.has(any_of)));
            set_of(rules.things, lacks.map(|(id, _)| *id))
        };
        let (lacks_required, lacks_recommended) = (lacking(&rules.requires), lacking(&rules.recommends));
        let not = |set: &[u64]| {
            let mut others = prepared.known.clone();
            and_not(&mut others, set);
            others
        };
        let all = |kind: BlockerKind| match kind {
            BlockerKind::Retired => prepared.retired.clone(),
            BlockerKind::NotYetOpen => {
                let mut set = prepared.announced.clone();
                or(&mut set, &table.closed_when_ready);
                set
            }
            BlockerKind::RetiresBeforeReady => table.retires_first.clone(),
            BlockerKind::NotOpenToYou => prepared.closed.clone(),
            BlockerKind::OverBudget => situation.budget.map_or_else(
                || none.clone(),
                |budget| {
                    let mut dear = table.cost.at_most(budget, not);
                    and_not(&mut dear, &table.price_unknown);
                    dear
                },
            ),
            BlockerKind::PriceUnknown => situation.budget.map_or_else(|| none.clone(), |_| table.price_unknown.clone()),
            BlockerKind::PastDeadline => {
                situation.deadline(snapshot.as_of).map_or_else(|| none.clone(), |deadline| table.ready.at_most(deadline, not))
            }
            BlockerKind::AlreadyHeld => holdings.valid.clone(),
            BlockerKind::Prerequisite => lacks_required.clone(),
            BlockerKind::TooAdvanced => situation
                .level
                .map_or_else(|| none.clone(), |level: Level| rules.by_step[level as usize][LevelGap::TwoAbove as usize].clone()),
            BlockerKind::NoHandsOn => {
                if situation.wants_hands_on() {
                    not(&rules.practical)
                } else {
                    none.clone()
                }
            }
        };
        let blocked = array::from_fn(|kind| all(BlockerKind::ALL[kind]));
        let mut eligible = prepared.known.clone();
        for blocked in &blocked {
            and_not(&mut eligible, blocked);
        }
        let grades = Vec::new();
        let mut decision =
            Self { snapshot, rules, table, situation, blocked, eligible, grades, named, lacks_recommended, expired: holdings.expired, met };
        let mut grades = Vec::with_capacity(rules.grades.len());
        for criterion in &rules.criteria {
            let mut left = prepared.known.clone();
            grades.extend(rules.grades[criterion.clone()].iter().map(|row| {
                let mut set = decision.meeting(row);
                and(&mut set, &left);
                and_not(&mut left, &set);
                set
            }));
        }
        decision.grades = grades;
        decision
    }

    /// The credentials that meet the condition.
    #[must_use]
    pub fn meeting(&self, row: &Row) -> Set {
        let mut set = if row.whom.is_met(&self.met) { row.which.clone() } else { return nothing(self.rules.things) };
        if let Some(most) = row.cost_at_most {
            self.table.cost.at_most(most, |within| and(&mut set, within));
        }
        if !row.shares.is_empty() {
            self.keep_any(&mut set, row.shares.iter().flat_map(|shared| self.sharing(*shared)));
        }
        if !row.step.is_empty() {
            let steps = self.situation.level.map(|level| &self.rules.by_step[level as usize]);
            self.keep_any(&mut set, steps.into_iter().flat_map(|steps| row.step.iter().map(|step| &steps[*step as usize])));
        }
        if !row.is.is_empty() {
            self.keep_any(&mut set, row.is.iter().map(|circumstance| self.where_is(*circumstance)));
        }
        if !row.named.is_empty() {
            self.keep_any(&mut set, row.named.iter().map(|grade| &self.named[*grade as usize]));
        }
        set
    }

    /// Keeps of the set what is in any of the others.
    fn keep_any<'s>(&self, set: &mut Set, others: impl Iterator<Item = &'s Set>) {
        let mut any = nothing(self.rules.things);
        others.for_each(|other| or(&mut any, other));
        and(set, &any);
    }

    /// What has that in common with the person: one set for each of their answers.
    fn sharing(&self, shared: Overlap) -> impl Iterator<Item = &Set> {
        let (rules, situation) = (&self.rules, self.situation);
        let one = match shared {
            Overlap::Goal => situation.goal.map(|goal| &rules.by_goal[goal as usize]),
            Overlap::Role => situation.role.map(|role| &rules.by_role[role as usize]),
            Overlap::Platform => None,
        };
        let platforms = if shared == Overlap::Platform { situation.platform.as_slice() } else { &[] };
        one.into_iter().chain(platforms.iter().map(|platform| &rules.by_platform[*platform as usize]))
    }

    fn where_is(&self, circumstance: Flag) -> &Set {
        let (prepared, rules, table) = (self.snapshot.prepared(), &self.rules, self.table);
        match circumstance {
            Flag::Beta => &prepared.beta,
            Flag::MayRetireFirst => &table.may_retire_first,
            Flag::Retiring => &prepared.retiring,
            Flag::Unconfirmed => &rules.unconfirmed,
            Flag::Stale => &prepared.stale,
            Flag::PriceEstimated => &table.price_estimated,
            Flag::HoursUnknown => &rules.hours_unknown,
            Flag::RetakeWaitUnknown => &table.wait_unknown,
            Flag::PriceUnknown => &table.price_unknown,
            Flag::MissingRecommended => &self.lacks_recommended,
            Flag::Expired => &self.expired,
        }
    }

    /// For each caution of the framework what it speaks of.
    #[must_use]
    pub fn cautions(&self) -> Vec<Set> {
        self.rules.cautions.iter().map(|row| self.meeting(row)).collect()
    }

    /// What a gate of that kind rules out.
    #[must_use]
    pub const fn blocked_by(&self, kind: BlockerKind) -> &Set {
        &self.blocked[kind as usize]
    }

    /// Whether a gate of that kind rules it out.
    #[must_use]
    pub fn is_blocked(&self, id: CredentialId, kind: BlockerKind) -> bool {
        contains(self.blocked_by(kind), id)
    }

    /// For each criterion the place of the credential's grade.
    #[must_use]
    pub fn grades(&self, id: CredentialId) -> Vec<u8> {
        let grade = |sets: &[Set]| sets.iter().position(|set| contains(set, id)).and_then(|grade| u8::try_from(grade).ok());
        self.rules.criteria.iter().map(|criterion| grade(&self.grades[criterion.clone()]).unwrap_or(u8::MAX)).collect()
    }

    /// The conditions on people that this one meets.
    #[must_use]
    pub fn speaks_to(&self, whom: &Whom) -> bool {
        whom.is_met(&self.met)
    }

    /// How the framework names the credential; `None` where it does not.
    #[must_use]
    pub fn named(&self, id: CredentialId) -> Option<Named> {
        let grade = NamingGrade::ALL.iter().copied().find(|grade| contains(&self.named[*grade as usize], id))?;
        let (table, namings) = (self.table, &self.snapshot.namings);
        let rules = namings.iter().enumerate().filter(|(_, naming)| naming.rule.grade == grade);
        let mut speaking =
            rules.filter(|(rule, naming)| contains(&table.named[*rule], id) && self.speaks_to(&self.rules.namings[naming.number]));
        let (rule, _) = speaking.next()?;
        let replaced = table.names[rule].iter().find(|(named, _)| *named == id).and_then(|(_, replaced)| *replaced);
        Some(Named { grade, rule, replaced })
    }

    /// What rules the credential out; nothing where it fits.
    #[must_use]
    pub fn ruled_out(&self, id: CredentialId) -> RuledOut {
        let (named, figures) = (self.named(id), self.figures(id));
        let case = Candidate { snapshot: self.snapshot, situation: self.situation, id, figures, named };
        RuledOut { id, blockers: blockers(self, &case), named, figures: figures.clone() }
    }

    /// What the credential comes to for the person.
    #[must_use]
    pub fn figures(&self, id: CredentialId) -> &'a Estimate {
        &self.table.figures[id.index()]
    }
}
