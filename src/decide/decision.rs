//! The decision itself: sets against sets, a word of 64 credentials at a time.

use std::array;

use super::Candidate;
use super::gates::blockers;
use super::holdings::Holdings;
use super::names::{InPlace, Names};
use super::ruled::{Gates, lacking_for_the_exam, lacking_recommended};
use super::steps::Steps;
use super::wishes::where_granted;
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and, and_not, contains, ids, nothing, or, set_of};
use crate::prepared::{Row, Rules, Table, Whom};
use crate::recommendation::{Estimate, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Flag, NamingGrade, Overlap, Wish};

/// Everything that was decided for one person on one day, as sets over the catalogue.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    pub(super) snapshot: &'a Snapshot<'a>,
    pub(super) rules: &'a Rules,
    pub(super) table: &'a Table,
    pub(super) situation: &'a Situation,
    /// For each kind of blocker what it rules out.
    pub(super) blocked: [Set; BlockerKind::ALL.len()],
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
    pub(super) step: Set,
    /// What may end before this person is ready, and leaves its place to what takes it.
    pub(super) yields: Set,
    /// What lies below something that is or was held.
    pub(super) past: Set,
    /// What renews something that is held and expires.
    renews: Set,
    /// What requires something that may have expired on the day of its exam.
    may_lapse: Set,
    /// The rule that names what takes the place of something held, and what it names.
    pub(super) in_place_of_held: Vec<(usize, InPlace)>,
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
        let lacks_recommended = lacking_recommended(rules, &holdings, situation.have.is_empty());
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
    pub(super) fn keep_any<'s>(&self, set: &mut Set, others: impl Iterator<Item = &'s Set>) {
        let mut any = nothing(self.rules.things);
        others.for_each(|other| or(&mut any, other));
        and(set, &any);
    }

    /// What has that in common with the person: one set for each of their answers.
    pub(super) fn sharing(&self, shared: Overlap) -> impl Iterator<Item = &Set> {
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
            Flag::LanguageUnknown => return where_granted(self.snapshot, self.situation, Wish::Language, None),
            Flag::DeliveryUnknown => return where_granted(self.snapshot, self.situation, Wish::Delivery, None),
            Flag::StonesMissing => return set_of(self.rules.things, ids(&self.step).filter(|id| self.after(*id).is_none())),
        };
        set.clone()
    }

    /// Whether it lies below something that the person holds or held.
    #[must_use]
    pub fn is_past(&self, id: CredentialId) -> bool {
        contains(&self.past, id)
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
