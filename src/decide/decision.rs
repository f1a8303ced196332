//! The decision itself: sets against sets, a word of 64 credentials at a time.

use std::array;

use super::gates::blockers;
use super::holdings::Holdings;
use super::names::{InPlace, Names};
use super::ruled::{Gates, lacking, lacking_for_the_exam};
use super::steps::Steps;
use super::{Candidate, Leader};
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and, and_not, contains, ids, insert, nothing, or, set_of};
use crate::prepared::{Row, Rules, Table, Whom};
use crate::recommendation::{Estimate, Named, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Flag, LevelGap, NamingGrade, Overlap, Role};

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
    pub(super) named: [Set; NamingGrade::ALL.len()],
    /// What the person does not hold, and this recommends.
    lacks_recommended: Set,
    /// What the person held once, and has expired.
    expired: Set,
    /// The conditions on people that this one meets.
    met: Set,
    /// What is a step above the person, in level or in programming, with something to do first.
    step: Set,
    /// What may end before this person is ready, and leaves its place to what takes it.
    yields: Set,
    /// What lies below something that is or was held.
    past: Set,
    /// What renews something that is held and expires.
    renews: Set,
    /// What requires something that may have expired on the day of its exam.
    may_lapse: Set,
    /// The rule that names what takes the place of something held, and what it names.
    in_place_of_held: Vec<(usize, InPlace)>,
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
        let met = rules.people.met_by(situation, &holdings.holds);
        let names = Names::of(snapshot, rules, table, situation, &holdings, &met);
        let steps = Steps::of(snapshot, rules, situation, &holdings, &names.for_level);
        // The article's own table keeps what ends before long.
        let mut yields = none.clone();
        if snapshot.as_of > snapshot.framework.published {
            or(&mut yields, &table.may_retire_first);
        }
        let (lacks_required, may_lapse) = lacking_for_the_exam(snapshot, rules, table, &holdings);
        let lacks_recommended = lacking(rules, &rules.recommends, &holdings);
        let gates = Gates { snapshot, rules, table, situation, holdings: &holdings, too_high: &steps.two, lacks_required: &lacks_required };
        let blocked = array::from_fn(|kind| gates.rule_out(BlockerKind::ALL[kind]));
        let mut eligible = prepared.known.clone();
        for blocked in &blocked {
            and_not(&mut eligible, blocked);
        }
        let grades = Vec::new();
        let mut decision = Self {
            snapshot,
            rules,
            table,
            situation,
            blocked,
            eligible,
            grades,
            named: names.named,
            lacks_recommended,
            expired: holdings.expired,
            met,
            step: steps.one,
            yields,
            past: holdings.past,
            renews: holdings.renews,
            may_lapse,
            in_place_of_held: names.in_place_of_held,
        };
        decision.hand_on();
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
            let so: Vec<Set> = row.is.iter().map(|circumstance| self.where_is(*circumstance)).collect();
            self.keep_any(&mut set, so.iter());
        }
        for circumstance in &row.not {
            and_not(&mut set, &self.where_is(*circumstance));
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

    fn where_is(&self, circumstance: Flag) -> Set {
        let (prepared, rules, table) = (self.snapshot.prepared(), &self.rules, self.table);
        let set = match circumstance {
            Flag::Beta => &table.beta,
            Flag::MayRetireFirst => &table.may_retire_first,
            Flag::Retiring => &prepared.retiring,
            Flag::Unconfirmed => &prepared.unconfirmed,
            Flag::PriceToConfirm => &prepared.price_to_confirm,
            Flag::Unproved => &table.unproved,
            Flag::Stale => &prepared.stale,
            Flag::PriceEstimated => &table.price_estimated,
            Flag::HoursUnknown => &rules.hours_unknown,
            Flag::RetakeWaitUnknown => &table.wait_unknown,
            Flag::PriceUnknown => &table.price_unknown,
            Flag::MissingRecommended => &self.lacks_recommended,
            Flag::Expired => &self.expired,
            Flag::OnePurpose => &rules.one_purpose,
            Flag::RenewsYours => &self.renews,
            Flag::RequiredMayLapse => &self.may_lapse,
            Flag::Step => &self.step,
            Flag::StonesMissing => return set_of(self.rules.things, ids(&self.step).filter(|id| self.after(*id).is_none())),
        };
        set.clone()
    }

    /// Hands the names of what is a step too high to what leads to it, and of what may end too soon to what takes its place.
    fn hand_on(&mut self) {
        for grade in 0..self.named.len() {
            let mut next: Vec<CredentialId> = ids(&self.handing(&self.named[grade])).collect();
            while let Some(id) = next.pop() {
                for heir in self.ways(id).collect::<Vec<_>>() {
                    if !contains(&self.named[grade], heir) {
                        insert(&mut self.named[grade], heir);
                        next.push(heir);
                    }
                }
            }
        }
        // What is named twice is named as strongly as it can be.
        for weaker in 1..self.named.len() {
            let (stronger, rest) = self.named.split_at_mut(weaker);
            for stronger in stronger {
                and_not(&mut rest[0], stronger);
            }
        }
    }

    /// What of those hands its name on: a step, or what may end too soon, that can be earned.
    fn handing(&self, named: &[u64]) -> Set {
        let mut hands = self.step.clone();
        or(&mut hands, &self.yields);
        and(&mut hands, named);
        and(&mut hands, &self.snapshot.prepared().obtainable);
        hands
    }

    /// Whether the person can take it, and nobody doubts it.
    fn can_take(&self, id: CredentialId) -> bool {
        contains(&self.eligible, id) && !contains(&self.snapshot.prepared().unconfirmed, id)
    }

    /// What this person can take that leads to it, or takes its place.
    fn ways(&self, id: CredentialId) -> impl Iterator<Item = CredentialId> + '_ {
        let stones = if contains(&self.step, id) { self.snapshot.credential(id).builds_on() } else { &[] };
        let heirs = if contains(&self.yields, id) { self.snapshot.state(id).replacements.as_slice() } else { &[] };
        stones.iter().chain(heirs).copied().filter(move |other| *other != id && self.can_take(*other))
    }

    /// What this person does first where the credential is a step above them; `None` where it is not, or nothing that leads to it
    /// can be taken. What leads back to itself leads nowhere.
    #[must_use]
    pub fn after(&self, id: CredentialId) -> Option<CredentialId> {
        self.stone(id).filter(|_| !self.leads_back(id, |id| self.stone(id)))
    }

    /// The first stone that can be taken, whether or not it leads back.
    fn stone(&self, id: CredentialId) -> Option<CredentialId> {
        if !contains(&self.step, id) {
            return None;
        }
        let stones = || self.snapshot.credential(id).builds_on().iter().copied().filter(|stone| self.can_take(*stone));
        stones().find(|stone| !contains(&self.step, *stone)).or_else(|| stones().next())
    }

    /// What stands before it whatever the criteria say, and why.
    #[must_use]
    pub fn leader(&self, id: CredentialId) -> Option<(CredentialId, Leader)> {
        if let Some(stone) = self.after(id) {
            return Some((stone, Leader::Stone));
        }
        let link = |id| self.after(id).or_else(|| self.heir(id));
        self.heir(id).filter(|_| !self.leads_back(id, link)).map(|heir| (heir, Leader::Successor))
    }

    /// The first that can be taken of what takes its place, where it may end too soon.
    fn heir(&self, id: CredentialId) -> Option<CredentialId> {
        let heirs = if contains(&self.yields, id) { self.snapshot.state(id).replacements.as_slice() } else { &[] };
        heirs.iter().copied().find(|heir| *heir != id && self.can_take(*heir))
    }

    /// Whether the way from there comes back to where it began.
    fn leads_back(&self, start: CredentialId, next: impl Fn(CredentialId) -> Option<CredentialId>) -> bool {
        // No way without a circle is longer than all of them.
        std::iter::successors(next(start), |id| next(*id)).take(self.rules.things).any(|id| id == start)
    }

    /// What may have something stand before it whatever the criteria say.
    pub(super) fn led(&self) -> Set {
        let mut led = self.step.clone();
        or(&mut led, &self.yields);
        and(&mut led, &self.eligible);
        led
    }

    /// Whether it is a step above the person, in level or in programming, that nothing has led up to yet.
    #[must_use]
    pub fn is_step(&self, id: CredentialId) -> bool {
        contains(&self.step, id)
    }

    /// Whether it lies below something that the person holds or held.
    #[must_use]
    pub fn is_past(&self, id: CredentialId) -> bool {
        contains(&self.past, id)
    }

    /// Whatever serves the goal, or is made for the role where no goal is named, is of the platform, issues something and is sure,
    /// whether or not it fits.
    #[must_use]
    pub fn for_purpose(&self) -> Set {
        let (rules, you) = (self.rules, self.situation);
        let mut set = self.snapshot.prepared().known.clone();
        match (you.goal, you.role) {
            (Some(goal), _) => and(&mut set, &rules.by_goal[goal as usize]),
            // Who has no job yet may want any.
            (None, Some(Role::Student | Role::CareerChanger) | None) => {}
            (None, Some(role)) => and(&mut set, &rules.by_role[role as usize]),
        }
        if !you.platform.is_empty() {
            self.keep_any(&mut set, self.sharing(Overlap::Platform));
        }
        and_not(&mut set, &rules.issues_nothing);
        and_not(&mut set, &self.snapshot.prepared().unconfirmed);
        set
    }

    /// What is worth taking, whatever the limits of time, money and taste: it is named at least second, or it is for the purpose and not below the level.
    #[must_use]
    pub fn worthwhile(&self) -> Set {
        let mut set = self.for_purpose();
        if let Some(level) = self.situation.level {
            let steps = &self.rules.by_step[level as usize];
            and_not(&mut set, &steps[LevelGap::Below as usize]);
            and_not(&mut set, &steps[LevelGap::TwoBelow as usize]);
        }
        or(&mut set, &self.named[NamingGrade::FirstChoice as usize]);
        or(&mut set, &self.named[NamingGrade::SecondChoice as usize]);
        and(&mut set, &self.snapshot.prepared().known);
        // A limit alone makes nothing worth less.
        for kind in BlockerKind::ALL.iter().filter(|kind| !kind.is_limit()) {
            and_not(&mut set, &self.blocked[*kind as usize]);
        }
        set
    }

    /// What the framework names first for this person, whether or not it fits.
    #[must_use]
    pub const fn named_first(&self) -> &Set {
        &self.named[NamingGrade::FirstChoice as usize]
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
        let held = |number: usize| self.in_place_of_held.iter().filter(move |(rule, _)| *rule == number).flat_map(|(_, heirs)| heirs);
        let names = |id: CredentialId, number: usize| {
            table.names[number].iter().chain(held(number)).find(|(named, _)| *named == id).map(|(_, replaced)| *replaced)
        };
        let speaks = |number: usize| namings[number].rule.grade == grade && self.speaks_to(&self.rules.namings[namings[number].number]);
        let by_rule = |id: CredentialId| {
            let mut speaking = (0..namings.len()).filter(|number| speaks(*number));
            speaking.find_map(|rule| Some(Named { grade, rule, replaced: names(id, rule)?, towards: None }))
        };
        by_rule(id).or_else(|| {
            // It has its name from what it leads to, or whose place it takes.
            let hands = self.handing(&self.named[grade as usize]);
            let mut towards = ids(&hands).filter(|from| self.ways(*from).any(|way| way == id));
            towards.find_map(|from| Some(Named { towards: Some(from), ..self.named_by(from, &hands, &by_rule)? }))
        })
    }

    /// The rule that a name comes from, however often it was handed on.
    fn named_by(&self, id: CredentialId, hands: &[u64], by_rule: &dyn Fn(CredentialId) -> Option<Named>) -> Option<Named> {
        let mut seen = nothing(self.rules.things);
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if contains(&seen, id) {
                continue;
            }
            insert(&mut seen, id);
            if let Some(named) = by_rule(id) {
                return Some(named);
            }
            next.extend(ids(hands).filter(|from| self.ways(*from).any(|way| way == id)));
        }
        None
    }

    /// What rules the credential out; nothing where it fits.
    #[must_use]
    pub fn ruled_out(&self, id: CredentialId) -> RuledOut {
        let (named, figures) = (self.named(id), self.figures(id));
        let case = Candidate { snapshot: self.snapshot, situation: self.situation, id, figures, named, after: None };
        RuledOut { id, blockers: blockers(self, &case), named, figures: figures.clone() }
    }

    /// What the credential comes to for the person.
    #[must_use]
    pub fn figures(&self, id: CredentialId) -> &'a Estimate {
        &self.table.figures[id.index()]
    }
}
