//! The order of what fits.

use certwise::catalog::CredentialId;
use certwise::recommendation::Ahead;

use super::Verdict;

/// The first criterion that differs decides; what none parts is level, and stands in the order of the ids. What has a leader waits
/// for it, and then stands directly behind it.
pub fn in_order(mut fits: Vec<Verdict>) -> Vec<Verdict> {
    fits.sort_by(|one, other| one.grades.cmp(&other.grades).then(one.id.cmp(&other.id)));
    let mut told: Vec<(CredentialId, usize)> = Vec::new();
    for level in fits.chunk_by(|one, other| one.grades == other.grades) {
        let is_told = |id: CredentialId| told.iter().any(|(other, _)| *other == id);
        let next: Vec<&Verdict> =
            level.iter().filter(|it| !is_told(it.id) && it.leader.is_none_or(|(leader, _)| is_told(leader))).collect();
        tell(&next, &level[0].grades, &fits, &mut told);
    }
    let place = |it: &Verdict| told.iter().position(|(id, _)| *id == it.id).expect("nothing waits for ever");
    fits.sort_by_key(place);
    assert_eq!(fits.len(), told.len(), "nothing is told twice");
    fits.iter_mut().zip(told).for_each(|(it, (_, rank))| it.rank = rank);
    fits
}

/// Tells these, which share a rank, and then one by one what stands directly behind one of them: it is its turn by the criteria, or it
/// is named as strongly as its leader.
fn tell(these: &[&Verdict], turn: &[u8], fits: &[Verdict], told: &mut Vec<(CredentialId, usize)>) {
    let rank = told.len() + 1;
    told.extend(these.iter().map(|it| (it.id, rank)));
    for it in fits {
        let leader = these.iter().find(|leader| it.leader.is_some_and(|(id, _)| id == leader.id));
        let is_behind = leader.is_some_and(|leader| *it.grades <= *turn || (it.grade().is_some() && it.grade() == leader.grade()));
        if is_behind && !told.iter().any(|(id, _)| *id == it.id) {
            tell(&[it], turn, fits, told);
        }
    }
}

/// The first criterion by which one is ahead of the next, else what puts the next behind another, or the one directly behind its
/// own; `None` where they are level.
pub fn ahead_by(one: &Verdict, next: &Verdict) -> Option<Ahead> {
    if one.rank == next.rank {
        return None;
    }
    let differs = (0..one.grades.len()).find(|criterion| one.grades[*criterion] != next.grades[*criterion]);
    let better = differs.filter(|criterion| one.grades[*criterion] < next.grades[*criterion]);
    let link = next.leader.or(one.leader).map(|(_, why)| Ahead::Link(why));
    better.map(Ahead::By).or(link)
}
