//! What the conditions of rules mean: everything that one asks must be so, and of a list one value is enough.

use certwise::catalog::{Credential, CredentialId, Thing};
use certwise::framework::{Condition, CredentialFilter, PersonFilter};
use certwise::money::Usd;
use certwise::recommendation::Estimate;
use certwise::vocabulary::{Doubt, Flag, Kind, KindGroup, KindWish, Level, LevelGap, NamingGrade, Overlap, Status, Wish};

use super::Question;

/// An empty list asks nothing; of any other, one value must be there.
fn admits<T: PartialEq>(list: &[T], values: &[T]) -> bool {
    list.is_empty() || values.iter().any(|value| list.contains(value))
}

fn gap(steps: i8) -> LevelGap {
    match steps {
        ..-1 => LevelGap::TwoBelow,
        -1 => LevelGap::Below,
        0 => LevelGap::Same,
        1 => LevelGap::Above,
        _ => LevelGap::TwoAbove,
    }
}

/// Whether what is asked for is one of those groups, or a kind that belongs to one.
fn is_one_of(kind: KindWish, groups: &[KindGroup]) -> bool {
    groups.contains(&match kind {
        KindWish::Group(group) => group,
        KindWish::One(Kind::ProctoredExam) => KindGroup::Exam,
        KindWish::One(Kind::UniversityProgramme) => KindGroup::Programme,
        KindWish::One(_) => KindGroup::Course,
    })
}

impl Question<'_> {
    /// How its level lies to the person's, where both have one.
    pub(super) fn level_gap(&self, it: &Credential) -> Option<LevelGap> {
        Some(gap(it.level? as i8 - self.you.level? as i8))
    }

    /// The same of the programming that it takes.
    pub(super) fn coding_gap(&self, it: &Credential) -> Option<LevelGap> {
        Some(gap(it.coding? as i8 - self.you.coding? as i8))
    }

    /// The tier that names it, else the first one whose rule it meets.
    pub(super) fn tier(&self, id: CredentialId) -> Option<u8> {
        let by_name = self.framework.tier.iter().find(|tier| tier.named.contains(&id));
        let by_rule = || self.framework.tier.iter().find(|tier| tier.which.iter().any(|which| self.is_one(id, which, None)));
        by_name.or_else(by_rule).map(|tier| tier.tier)
    }

    /// Whether all is so that a condition asks.
    pub(super) fn meets(&self, id: CredentialId, named: Option<NamingGrade>, when: &Condition) -> bool {
        let (it, you) = (&self.catalog[id], self.you);
        let shares = |what: &Overlap| match what {
            Overlap::Goal => you.goal.is_some_and(|goal| it.goals().contains(&goal)),
            Overlap::Role => you.role.is_some_and(|role| it.roles().contains(&role)),
            Overlap::Platform => you.platform.iter().any(|platform| it.platforms().contains(platform)),
        };
        self.is_like(&when.you)
            && !when.unless.iter().any(|not| self.is_like(not))
            && self.is_one(id, &when.credential, self.tier(id))
            && (when.shares.is_empty() || when.shares.iter().any(shares))
            && admits(&when.step, self.level_gap(it).as_slice())
            && (when.is.is_empty() || when.is.iter().any(|flag| self.is(*flag, id)))
            && !when.not.iter().any(|flag| self.is(*flag, id))
            && admits(&when.named, named.as_slice())
    }

    /// What nobody told is in no list and within no limit.
    pub(super) fn is_like(&self, asked: &PersonFilter) -> bool {
        let you = self.you;
        admits(&asked.role, you.role.as_slice())
            && admits(&asked.level, you.level.as_slice())
            && admits(&asked.coding, you.coding.as_slice())
            && admits(&asked.goal, you.goal.as_slice())
            && admits(&asked.platform, &you.platform)
            && asked.years_at_least.is_none_or(|least| you.years.is_some_and(|years| years >= least))
            && asked.years_at_most.is_none_or(|most| you.years.is_some_and(|years| years <= most))
            && asked.budget_below.is_none_or(|limit| you.budget.is_some_and(|budget| budget < limit))
            && asked.holds_at_least.is_none_or(|least| you.have.iter().filter(|held| self.is_valid(held)).count() >= least)
            && (asked.holds_exam_for.is_empty()
                || self.exams_held().any(|exam| exam.goals().iter().any(|goal| asked.holds_exam_for.contains(goal))))
            && (asked.wants.is_empty() || (!you.kind.is_empty() && you.kind.iter().all(|kind| is_one_of(*kind, &asked.wants))))
            && !asked.unset.iter().any(|field| you.is_set(*field))
    }

    /// The exams above a beginner's level that are or were held.
    fn exams_held(&self) -> impl Iterator<Item = &Credential> {
        let held = self.you.have.iter().filter(|held| self.is_possible(held));
        let inside = held.filter_map(|held| if let Thing::Credential(id) = held.what { Some(&self.catalog[id]) } else { None });
        inside.filter(|it| it.kind == Kind::ProctoredExam && it.level.is_some_and(|level| level != Level::Beginner))
    }

    /// What is unknown of it is in no list and within no limit.
    fn is_one(&self, id: CredentialId, asked: &CredentialFilter, tier: Option<u8>) -> bool {
        let it = &self.catalog[id];
        admits(&asked.id, &[id])
            && admits(&asked.provider, &[it.provider])
            && admits(&asked.kind, &[it.kind])
            && admits(&asked.level, it.level.as_slice())
            && admits(&asked.coding, it.coding.as_slice())
            && admits(&asked.platforms, it.platforms())
            && asked.any_platform.is_none_or(|any| any != it.platforms().is_empty())
            && admits(&asked.roles, it.roles())
            && asked.roles_at_most.is_none_or(|most| it.roles().len() <= most && !it.roles().is_empty())
            && asked.any_role.is_none_or(|any| any != it.roles().is_empty())
            && admits(&asked.goals, it.goals())
            && admits(&asked.hands_on, it.hands_on.as_slice())
            && admits(&asked.tier, tier.as_slice())
            && asked.any_tier.is_none_or(|any| any == tier.is_some())
            && asked.free.is_none_or(|free| free == it.cost.is_free())
            && asked.cost_at_most.is_none_or(|limit| self.most(id).is_some_and(|most| most <= limit))
    }

    fn is(&self, flag: Flag, id: CredentialId) -> bool {
        let (it, Estimate { bill, hours, first_attempt, .. }) = (&self.catalog[id], &self.comes_to[id.index()]);
        match flag {
            Flag::Beta => it.lifecycle.status(first_attempt.map_or(self.as_of, |(fast, _)| fast)) == Status::Beta,
            Flag::Retiring => self.status(id) == Status::Retiring,
            Flag::MayRetireFirst => self.may_end_too_soon(id),
            Flag::Unconfirmed => self.is_doubted(id, &[Doubt::Existence, Doubt::Opening]),
            Flag::PriceToConfirm => self.is_doubted(id, &[Doubt::Price]),
            Flag::Unproved => self.is_doubted(id, &[Doubt::Existence]) && (bill.is_none() || it.price_is_estimate() == Some(true)),
            Flag::Stale => it.checked(self.as_of).is_none_or(|read| read.days_until(self.as_of) > 180),
            Flag::PriceEstimated => self.most(id) > Some(Usd::FREE) && it.price_is_estimate() == Some(true),
            Flag::HoursUnknown => hours.is_none(),
            Flag::RetakeWaitUnknown => self.you.retake == Some(true) && it.sits_exam() && it.retake.is_none(),
            Flag::OnePurpose => it.goals().len() <= 1,
            Flag::PriceUnknown => bill.is_none(),
            Flag::MissingRecommended => it.recommends().iter().any(|one| !one.any_of.is_empty() && self.lacks_advised(one)),
            Flag::Expired => self.has_expired(id),
            Flag::RenewsYours => self.renews_yours(id),
            // The fast estimate is in time for all of it, the slow one is not.
            Flag::RequiredMayLapse => {
                let lacks_on = |day| it.requires().iter().any(|one| self.lacks(one, day));
                first_attempt.is_some_and(|(fast, slow)| !lacks_on(self.as_of) && !lacks_on(fast) && lacks_on(slow))
            }
            Flag::LanguageUnknown => self.grants(id, Wish::Language).is_none(),
            Flag::DeliveryUnknown => self.grants(id, Wish::Delivery).is_none(),
            Flag::Step => self.is_step(id),
            Flag::StonesMissing => self.is_step(id) && self.first_stone(id).is_none(),
        }
    }

    /// Whether that is in doubt on the day.
    pub(super) fn is_doubted(&self, id: CredentialId, about: &[Doubt]) -> bool {
        let doubt = self.catalog[id].confirm.as_ref();
        doubt.is_some_and(|doubt| about.contains(&doubt.about) && doubt.since.is_none_or(|since| since <= self.as_of))
    }
}
