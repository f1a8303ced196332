//! What is worth taking at all, what is enough, and what only just does not fit.

use std::cmp::Reverse;

use super::Decision;
use crate::calendar::Day;
use crate::catalog::{CredentialId, Held, Thing};
use crate::prepared::set::{Set, and, and_not, contains, ids, is_empty, or};
use crate::recommendation::{Due, Enough, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, LevelGap, NamingGrade, Overlap};

impl Decision<'_> {
    /// Whatever serves the goal, or is made for the role where no goal is named, is of the platform, issues something and is sure,
    /// whether or not it fits.
    #[must_use]
    pub fn for_purpose(&self) -> Set {
        let (rules, you) = (self.rules, self.situation);
        let mut set = self.snapshot.prepared().known.clone();
        match (you.goal, you.role) {
            (Some(goal), _) => and(&mut set, &rules.by_goal[goal as usize]),
            (None, Some(role)) if !self.snapshot.framework.fallback.any_role.contains(&role) => {
                and(&mut set, &rules.by_role[role as usize]);
            }
            _ => {}
        }
        if !you.platform.is_empty() {
            self.keep_any(&mut set, self.sharing(Overlap::Platform));
        }
        and_not(&mut set, &rules.issues_nothing);
        and_not(&mut set, &self.snapshot.prepared().unconfirmed);
        set
    }

    /// What is worth taking, whatever the limits of time, money and taste: it is named at least second, or it is for the purpose
    /// and not below the level.
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
}

/// Why nothing more is needed: what is held serves the purpose, or all there is for it lies below the person; `None` where something
/// is worth taking.
pub(super) fn enough(decision: &Decision<'_>, snapshot: &Snapshot<'_>, situation: &Situation) -> Option<Enough> {
    if !is_empty(&decision.worthwhile()) {
        return None;
    }
    let serves = |id: &CredentialId| {
        let credential = snapshot.credential(*id);
        let on_platform = situation.platform.is_empty() || credential.platforms().iter().any(|its| situation.platform.contains(its));
        situation.goal.map_or(on_platform, |goal| credential.goals().contains(&goal)) && !credential.goals().is_empty()
    };
    let held = situation.have.iter().filter(|held| snapshot.is_valid(held));
    let held = held.filter_map(|held| if let Thing::Credential(id) = held.what { Some(id) } else { None }).filter(serves);
    let serves: Vec<CredentialId> = held.collect();
    let nearest = || {
        // The hardest of what lies below comes nearest.
        let rank = |id: &CredentialId| (snapshot.credential(*id).level, Reverse(decision.grades(*id)), Reverse(*id));
        let purpose = decision.for_purpose();
        ids(&purpose).filter(|id| snapshot.state(*id).obtainable).max_by_key(rank)
    };
    let nearest = if serves.is_empty() { nearest() } else { None };
    Some(Enough { serves, nearest })
}

/// What costs more than so many times the budget does not miss it narrowly.
const NEAR_BUDGETS: u64 = 2;

/// Of what is ruled out, what the framework names best for this person, and one limit of time, money or taste alone only just keeps out.
pub(super) fn near_misses(decision: &Decision<'_>, ruled_out: &[RuledOut]) -> Vec<RuledOut> {
    let is_near = |out: &&RuledOut| {
        let most = decision.situation.budget.map(|budget| NEAR_BUDGETS * budget.dollars());
        let cost = out.figures.bill.as_ref().map(|bill| bill.total.high.dollars());
        // What misses in several ways is not near.
        // Nor is what was asked for in so many words: another kind, provider or tier.
        let asked = [BlockerKind::KindNotWanted, BlockerKind::ProviderNotWanted, BlockerKind::TierNotWanted];
        let by_a_limit = matches!(out.blockers.as_slice(), [only] if only.kind.is_limit() && !asked.contains(&only.kind));
        by_a_limit && most.zip(cost).is_none_or(|(most, cost)| cost <= most)
    };
    ruled_out.iter().filter(|out| contains(decision.named_first(), out.id)).filter(is_near).cloned().collect()
}

/// What is held and expires within its window, or within [`DUE_WITHIN_DAYS`], or before that day; the soonest first.
pub fn due(snapshot: &Snapshot<'_>, situation: &Situation, before: Option<Day>) -> Vec<Due> {
    let soon = |held: &Held| {
        let expires = held.valid_until(snapshot.catalog).filter(|_| snapshot.is_valid(held))?;
        let window = snapshot.catalog.renewal_of(held.what).and_then(|renewal| renewal.window_days).map(u32::from);
        let within = window.unwrap_or(0).max(DUE_WITHIN_DAYS);
        let opens = window.map(|window| expires.minus_days(window));
        (expires <= snapshot.as_of.plus_days(within) || before.is_some_and(|before| expires < before)).then_some(Due {
            what: held.what,
            expires,
            opens,
        })
    };
    let mut due: Vec<Due> = situation.have.iter().filter_map(soon).collect();
    due.sort_by_key(|due| (due.expires, due.what));
    due
}

/// So many days before something expires it is said, or more where its window of renewal opens before.
pub const DUE_WITHIN_DAYS: u32 = 180;
