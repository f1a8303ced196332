//! Two changes together, where no single one does.

use super::{Axis, Scope, WhatIf, fits, ways};
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::change::Change;
use crate::money::Usd;
use crate::recommendation::Recommendation;

/// The first two that let it in. The earlier one is the nearest of its kind with which a second does at all, the second the
/// nearest with that; so neither can be smaller while the other stays.
pub(super) fn to_fit(worlds: &mut WhatIf<'_>, id: CredentialId, firsts: &[Axis]) -> Option<Vec<Change>> {
    for way in firsts {
        for one in &way.changes {
            let seconds = worlds.with(std::slice::from_ref(one), |snapshot, situation| ways(snapshot, situation, Scope::Only(id)));
            for another in seconds.into_iter().flat_map(|way| way.changes).filter(|another| go_together(one, another)) {
                let both = [one.clone(), another];
                if worlds.are_possible(&both) && worlds.with(&both, |snapshot, situation| fits(snapshot, situation, id)) {
                    let reached = |worlds: &mut WhatIf<'_>, changes: &[Change]| {
                        worlds.with(changes, |snapshot, situation| fits(snapshot, situation, id))
                    };
                    return Some(nearest(worlds, both, Scope::Only(id), reached));
                }
            }
        }
    }
    None
}

/// The first two that put it first: any single change, and with it what then still has to give way.
///
/// Not every two of all changes are tried: with each single change go every other answer, and of limits only the ones that follow
/// from who is in the way then (see [`what_gives_way`]).
pub(super) fn to_first(worlds: &mut WhatIf<'_>, id: CredentialId, firsts: &[Axis]) -> Option<Vec<Change>> {
    let own = ways(worlds.snapshot, worlds.situation, Scope::Only(id));
    let own = own.into_iter().filter(|way| way.sized).flat_map(|way| way.changes);
    let answers: Vec<&Change> = firsts.iter().filter(|way| !way.sized).flat_map(|way| &way.changes).collect();
    let tried: Vec<Change> = own.chain(answers.iter().map(|answer| (*answer).clone())).collect();
    for one in tried {
        let seconds = worlds.evaluate(std::slice::from_ref(&one), |answer| what_gives_way(answer, id, &one));
        for another in seconds.into_iter().filter(|another| go_together(&one, another)) {
            let both = [one.clone(), another];
            if worlds.are_possible(&both) && worlds.after(&both).is_first(id) {
                // What gives way then may be enough alone.
                if worlds.after(&both[1..]).is_first(id) {
                    return Some(both[1..].to_vec());
                }
                return Some(nearest(worlds, both, Scope::All(&[]), |worlds, changes| worlds.after(changes).is_first(id)));
            }
        }
    }
    for (number, one) in answers.iter().enumerate() {
        for another in answers[number + 1..].iter().filter(|another| another.key() != one.key()) {
            let both = [(*one).clone(), (*another).clone()];
            if worlds.after(&both).is_first(id) {
                return Some(both.into());
            }
        }
    }
    None
}

/// Whether two changes can be made together: one is not in the way of the other. To hold two things is two changes.
fn go_together(one: &Change, another: &Change) -> bool {
    one != another && (one.key() != another.key() || matches!(one, Change::Have(_)))
}

/// The same two, each as near as it can be while the other stays.
fn nearest(
    worlds: &mut WhatIf<'_>,
    [one, another]: [Change; 2],
    of: Scope<'_>,
    reached: impl Fn(&mut WhatIf<'_>, &[Change]) -> bool,
) -> Vec<Change> {
    let nearer = |worlds: &mut WhatIf<'_>, far: &Change, stays: &Change| {
        let ways = worlds.with(std::slice::from_ref(stays), |snapshot, situation| ways(snapshot, situation, of));
        let mut same = ways.into_iter().filter(|way| way.sized && way.changes[0].key() == far.key()).collect::<Vec<_>>();
        same.sort_by_key(|way| !way.changes.contains(far));
        let mut found = same.into_iter().flat_map(|way| way.changes);
        let both = |near: &Change| [near.clone(), stays.clone()];
        found
            .find(|near| go_together(near, stays) && worlds.are_possible(&both(near)) && reached(worlds, &both(near)))
            .unwrap_or_else(|| far.clone())
    };
    let one = nearer(worlds, &one, &another);
    let another = nearer(worlds, &another, &one);
    vec![one, another]
}

/// The changes of limits that could put it first in that answer, which is the one after `one`: what lifts its only blocker, and where it fits, what rules out
/// all that stands before it and spares it.
fn what_gives_way(answer: &Recommendation<'_>, id: CredentialId, one: &Change) -> Vec<Change> {
    if let Some(out) = answer.ruled_out.iter().find(|out| out.id == id) {
        let [only] = out.blockers.as_slice() else { return Vec::new() };
        return only.unlock.iter().cloned().collect();
    }
    let Some(it) = answer.ranked.iter().find(|ranked| ranked.id == id) else { return Vec::new() };
    let before: Vec<_> = answer.ranked.iter().take_while(|other| other.rank < it.rank).collect();
    let mut changes = Vec::new();
    // What has no price or no hours is ruled out by any limit, so it sets none.
    let dearer = before.iter().filter_map(|other| Some(other.figures.bill.as_ref()?.total.high)).min();
    let under = dearer.map_or(Some(Usd::MOST), |least| Usd::new(least.dollars().checked_sub(1)?));
    let cost = it.figures.bill.as_ref().map(|bill| bill.total.high);
    changes.extend(under.zip(cost).filter(|(under, cost)| under >= cost).map(|(under, _)| Change::Budget(Some(under))));
    let slower = before.iter().filter_map(|other| Some(other.figures.ready?.1)).min();
    let earlier = slower.map_or(Some(Day::LAST), Day::previous);
    let ready = it.figures.ready.map(|(_, slow)| slow);
    changes.extend(earlier.zip(ready).filter(|(earlier, ready)| earlier >= ready).map(|(earlier, _)| Change::By(Some(earlier))));
    let last_days = before.iter().map(|other| answer.snapshot.credential(other.id).lifecycle.last_day);
    let all_ended = last_days.collect::<Option<Vec<Day>>>().and_then(|days| days.into_iter().max());
    changes.extend(all_ended.map(|day| Change::AsOf(day.plus_days(1))));
    // To hold what is asked for and the one that stands before it as well is not the nearest way to anything.
    if let ([only], false) = (before.as_slice(), matches!(one, Change::Have(_))) {
        changes.push(Change::Have(only.id.into()));
    }
    changes
}
