//! The quick-reference table: no table of answers, but `decide` over the framework's own situations.

use crate::decide::{decide, decide_first};
use crate::framework::Quick;
use crate::recommendation::{Ranked, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, NamingGrade};

/// So many are looked at before it is known how many share the first place; more rarely do.
const FEW: usize = 8;

/// Puts every situation of the quick table through the framework: what leads, and all that is level with it. The rest is not there.
#[must_use]
pub fn leaders<'a>(snapshot: &'a Snapshot<'a>) -> Vec<(&'a Quick, Recommendation<'a>)> {
    let leading = |quick: &'a Quick| {
        let few = decide_first(snapshot, &quick.you, FEW, false);
        if level_in_first_place(&few).len() < few.ranked.len() { few } else { decide(snapshot, &quick.you) }
    };
    snapshot.framework.quick.iter().map(|quick| (quick, leading(quick))).collect()
}

/// The situations of the quick table under the limits of somebody who told nothing about who they are: their answers to everything
/// but role, level, programming, goal and platform count in each.
#[must_use]
pub fn under_limits(snapshot: &Snapshot<'_>, limits: &Situation) -> Vec<Situation> {
    let with = |quick: &Quick| {
        let Situation { role, level, coding, goal, ref platform, .. } = quick.you;
        Situation { role, level, coding, goal, platform: platform.clone(), ..limits.clone() }
    };
    snapshot.framework.quick.iter().map(with).collect()
}

/// Whether somebody told nothing about who they are and what they want.
#[must_use]
pub fn tells_nobody(situation: &Situation) -> bool {
    ![Field::Role, Field::Level, Field::Coding, Field::Goal, Field::Platform].into_iter().any(|field| situation.is_set(field))
}

/// Puts every situation of the quick table through the framework.
#[must_use]
pub fn quick<'a>(snapshot: &'a Snapshot<'a>) -> Vec<(&'a Quick, Recommendation<'a>)> {
    snapshot.framework.quick.iter().map(|quick| (quick, decide(snapshot, &quick.you))).collect()
}

/// What leads of what the framework names, for somebody with limits: all that it names first, else what shares the first place; nothing
/// where what leads is not named, or serves another goal, as that is for somebody else.
#[must_use]
pub fn best_named<'r>(recommendation: &'r Recommendation<'_>) -> &'r [Ranked] {
    let serves = |first: &&Ranked| {
        let goals = recommendation.snapshot.credential(first.id).goals();
        recommendation.situation.goal.is_none_or(|goal| goals.contains(&goal))
    };
    match recommendation.ranked.first().filter(serves).and_then(|first| first.named) {
        None => &[],
        Some(named) if named.grade == NamingGrade::FirstChoice => level_in_first_place(recommendation),
        Some(_) => &recommendation.ranked[..recommendation.ranked.iter().take_while(|ranked| ranked.rank == 1).count()],
    }
}

/// All that stand level with the first by the framework's naming; only the first where the framework names none of them.
#[must_use]
pub fn level_in_first_place<'r>(recommendation: &'r Recommendation<'_>) -> &'r [Ranked] {
    let ranked = recommendation.ranked.as_slice();
    let Some(first) = ranked.first() else { return ranked };
    let naming = first.named.map(|named| named.grade);
    // What a link puts behind another has handed its name on to it.
    let is_level = |other: &&Ranked| naming.is_some() && other.leader.is_none() && other.named.map(|named| named.grade) == naming;
    let level = ranked.iter().take_while(is_level).count();
    &ranked[..level.max(1)]
}
