//! What lies above a person: by one step, which something leads up to, or by two, which is too much.

use super::holdings::Holdings;
use crate::catalog::CredentialId;
use crate::prepared::Rules;
use crate::prepared::set::{Set, and_not, contains, ids, is_empty, nothing, or, set_of};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::LevelGap;

/// What lies above a person, in level or in programming.
pub(super) struct Steps {
    /// By one step, and nothing has led up to it yet.
    pub one: Set,
    /// By two steps in something.
    pub two: Set,
}

impl Steps {
    /// A rule for exactly this level, which names `for_level`, knows how it lies; in programming a step always counts.
    pub fn of(snapshot: &Snapshot<'_>, rules: &Rules, situation: &Situation, holdings: &Holdings, for_level: &[u64]) -> Self {
        let level = |step: LevelGap| situation.level.map(|level| &rules.by_step[level as usize][step as usize]);
        let coding = |step: LevelGap| situation.coding.map(|coding| &rules.by_coding_step[coding as usize][step as usize]);
        let (mut one, mut two) = (nothing(rules.things), nothing(rules.things));
        if let Some(level) = level(LevelGap::Above) {
            or(&mut one, level);
            and_not(&mut one, for_level);
        }
        if let Some(coding) = coding(LevelGap::Above) {
            or(&mut one, coding);
        }
        for higher in [level(LevelGap::TwoAbove), coding(LevelGap::TwoAbove)].into_iter().flatten() {
            or(&mut two, higher);
        }
        and_not(&mut one, &two);
        let mut done = holdings.valid.clone();
        or(&mut done, &holdings.expired);
        or(&mut done, &holdings.past);
        if !is_empty(&done) {
            let climbed = |id: &CredentialId| {
                let stones = snapshot.credential(*id).builds_on();
                !stones.is_empty() && stones.iter().all(|stone| contains(&done, *stone))
            };
            let climbed = set_of(rules.things, ids(&one).filter(climbed));
            and_not(&mut one, &climbed);
        }
        Self { one, two }
    }
}
