//! What the gates rule out, as sets.

use super::holdings::Holdings;
use super::wishes::where_granted;
use crate::prepared::set::{Set, and_not, contains, insert, nothing, or, set_of};
use crate::prepared::{Rules, Table};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, LevelGap};

/// What lacks something that it requires today.
fn lacking(rules: &Rules, holdings: &Holdings) -> Set {
    let asked = &rules.requires;
    if holdings.holds.count == 0 {
        return asked.all.clone();
    }
    let lacks = asked.by.iter().filter(|(_, all)| !all.iter().all(|any_of| holdings.has_now(any_of)));
    set_of(rules.things, lacks.map(|(id, _)| *id))
}

/// What recommends something that the person does not have and is not past.
pub(super) fn lacking_recommended(rules: &Rules, holdings: &Holdings, holds_nothing: bool) -> Set {
    let asked = &rules.recommends;
    if holds_nothing {
        return asked.all.clone();
    }
    let lacks = asked.by.iter().filter(|(_, all)| !all.iter().all(|any_of| holdings.has_or_is_past(any_of)));
    set_of(rules.things, lacks.map(|(id, _)| *id))
}

/// What lacks something that it requires on the day of its first attempt by the fast estimate, and what may lack it by the slow one.
pub(super) fn lacking_for_the_exam(snapshot: &Snapshot<'_>, rules: &Rules, table: &Table, holdings: &Holdings) -> (Set, Set) {
    let (mut lacks, mut may_lack) = (lacking(rules, holdings), nothing(rules.things));
    if holdings.holds.count > 0 {
        for (id, all) in &rules.requires.by {
            let (fast, slow) = table.figures[id.index()].first_attempt.unwrap_or((snapshot.as_of, snapshot.as_of));
            let lacks_on = |day| !all.iter().all(|any_of| holdings.has_on(any_of, day));
            if contains(&lacks, *id) || lacks_on(fast) {
                insert(&mut lacks, *id);
            } else if lacks_on(slow) {
                insert(&mut may_lack, *id);
            }
        }
    }
    (lacks, may_lack)
}

/// What each gate is asked with.
pub(super) struct Gates<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub rules: &'a Rules,
    pub table: &'a Table,
    pub situation: &'a Situation,
    pub holdings: &'a Holdings,
    pub too_high: &'a Set,
    pub lacks_required: &'a Set,
}

impl Gates<'_> {
    /// What a gate of that kind rules out.
    pub fn rule_out(&self, kind: BlockerKind) -> Set {
        let Self { snapshot, rules, table, situation, holdings, .. } = *self;
        let prepared = snapshot.prepared();
        let none = || nothing(rules.things);
        let not = |set: &[u64]| {
            let mut others = prepared.known.clone();
            and_not(&mut others, set);
            others
        };
        match kind {
            BlockerKind::Retired => prepared.retired.clone(),
            BlockerKind::NotYetOpen => {
                let mut set = prepared.announced.clone();
                or(&mut set, &table.closed_when_ready);
                set
            }
            BlockerKind::RetiresBeforeReady => table.retires_first.clone(),
            BlockerKind::NotOpenToYou => prepared.closed.clone(),
            BlockerKind::OverBudget => situation.budget.map_or_else(none, |budget| {
                let mut dear = table.cost.at_most(budget, not);
                and_not(&mut dear, &table.price_unknown);
                dear
            }),
            BlockerKind::PriceUnknown => situation.budget.map_or_else(none, |_| table.price_unknown.clone()),
            BlockerKind::PastDeadline => {
                situation.deadline(snapshot.as_of).map_or_else(none, |deadline| table.ready.at_most(deadline, not))
            }
            BlockerKind::AlreadyHeld => holdings.valid.clone(),
            BlockerKind::Prerequisite => self.lacks_required.clone(),
            BlockerKind::TooAdvanced => self.too_high.clone(),
            BlockerKind::BelowLevel => {
                let mut low = holdings.past.clone();
                if let Some(level) = situation.level {
                    or(&mut low, &rules.by_step[level as usize][LevelGap::TwoBelow as usize]);
                }
                and_not(&mut low, &holdings.renews);
                and_not(&mut low, &holdings.valid);
                low
            }
            BlockerKind::NoHandsOn => {
                if situation.wants_hands_on() {
                    not(&rules.practical)
                } else {
                    none()
                }
            }
            BlockerKind::KindNotWanted
            | BlockerKind::ProviderNotWanted
            | BlockerKind::TierNotWanted
            | BlockerKind::LanguageNotOffered
            | BlockerKind::DeliveryNotOffered => {
                kind.wish().map_or_else(none, |wish| where_granted(snapshot, situation, wish, Some(false)))
            }
        }
    }
}
