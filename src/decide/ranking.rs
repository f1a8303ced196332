//! The order of what fits: criterion by criterion, a set that stands level at a time.

use super::Decision;
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and, and_not, contains, count, ids, is_empty, nothing, or, remove, set_of};
use crate::recommendation::{Ahead, Ranked};

impl Decision<'_> {
    /// What fits, best first: sets of what is level with each other, until `each` says that it is enough.
    pub fn rank(&self, each: impl FnMut(usize, &[u64]) -> bool) {
        self.rank_among(self.eligible.clone(), each);
    }

    /// The same of those alone, whether or not they fit. What has a leader among them stands directly behind it, where the criteria
    /// alone would put it before.
    fn rank_among(&self, these: Set, mut each: impl FnMut(usize, &[u64]) -> bool) {
        let mut led = self.led();
        and(&mut led, &these);
        let mut rank = 1;
        if is_empty(&led) {
            self.refine(these, 0, &mut |level| {
                let goes_on = each(rank, level);
                rank += count(level);
                goes_on
            });
            return;
        }
        let mut told = nothing(self.rules.things);
        // What is named hands its name on, and stands directly behind what has it from there.
        let named = |id: CredentialId| self.named.iter().position(|named| contains(named, id));
        let pairs = ids(&led).filter(|id| named(*id).is_some()).filter_map(|id| Some((self.leader(id)?.0, id)));
        let pairs: Vec<_> = pairs.filter(|(leader, id)| contains(&these, *leader) && named(*leader) == named(*id)).collect();
        let mut waiting: Vec<(CredentialId, CredentialId)> = Vec::new();
        self.refine(these.clone(), 0, &mut |level| {
            let mut set = nothing(self.rules.things);
            or(&mut set, level);
            and_not(&mut set, &told);
            for id in ids(level).filter(|id| contains(&led, *id) && !contains(&told, *id)) {
                let leader = self.leader(id).map(|(leader, _)| leader).filter(|leader| contains(&these, *leader));
                if let Some(leader) = leader.filter(|leader| !contains(&told, *leader)) {
                    remove(&mut set, id);
                    waiting.push((leader, id));
                }
            }
            let mut next = vec![set];
            while let Some(set) = next.pop() {
                let mut set = set;
                and_not(&mut set, &told);
                if is_empty(&set) {
                    continue;
                }
                or(&mut told, &set);
                let goes_on = each(rank, &set);
                rank += count(&set);
                if !goes_on {
                    return false;
                }
                // The better one is told first, and whoever waits for it before the next.
                let (free, still): (Vec<_>, Vec<_>) = waiting.drain(..).partition(|(leader, _)| contains(&told, *leader));
                waiting = still;
                let behind = pairs.iter().filter(|(leader, id)| contains(&set, *leader) && !contains(&told, *id));
                let mut free: Vec<CredentialId> = free.iter().chain(behind).map(|(_, id)| *id).collect();
                free.sort_by_cached_key(|id| (self.grades(*id), *id));
                free.dedup();
                waiting.retain(|(_, id)| !free.contains(id));
                next.extend(free.into_iter().rev().map(|id| set_of(self.rules.things, [id])));
            }
            true
        });
    }

    /// Parts a set by the criteria from `criterion` on; whether it goes on.
    fn refine(&self, set: Set, criterion: usize, each: &mut dyn FnMut(&[u64]) -> bool) -> bool {
        let Some(grades) = self.rules.criteria.get(criterion) else { return each(&set) };
        let mut left = set;
        for grade in &self.grades[grades.clone()] {
            let mut class = left.clone();
            and(&mut class, grade);
            if !is_empty(&class) {
                and_not(&mut left, &class);
                if !self.refine(class, criterion + 1, each) {
                    return false;
                }
                if is_empty(&left) {
                    return true;
                }
            }
        }
        // A framework whose last grade asks something leaves some without a grade: they stand last.
        is_empty(&left) || self.refine(left, criterion + 1, each)
    }

    /// The first `top` of those, best first, and what stands level with the last of them. The ranks are among them.
    #[must_use]
    pub fn ranked(&self, these: Set, top: usize) -> Vec<Ranked> {
        let cautions = self.cautions();
        let mut ranked: Vec<Ranked> = Vec::new();
        self.rank_among(these, |rank, level| {
            if let Some(last) = ranked.last_mut() {
                last.ahead_by = ids(level).next().and_then(|next| self.ahead_by(last, next));
            }
            if ranked.len() >= top {
                return false;
            }
            ranked.extend(ids(level).map(|id| Ranked {
                id,
                rank,
                grades: self.grades(id),
                ahead_by: None,
                leader: self.leader(id),
                named: self.named(id),
                figures: self.figures(id).clone(),
                cautions: (0..cautions.len()).filter(|number| contains(&cautions[*number], id)).collect(),
            }));
            true
        });
        ranked
    }

    /// What puts it ahead of the one that stands behind it.
    fn ahead_by(&self, one: &Ranked, next: CredentialId) -> Option<Ahead> {
        let grades = self.grades(next);
        let differs = one.grades.iter().zip(&grades).position(|(mine, its)| mine != its);
        let better = differs.filter(|criterion| one.grades[*criterion] < grades[*criterion]);
        // The next one waited for its leader, or this one stands directly behind its own.
        better.map(Ahead::By).or_else(|| self.leader(next).or(one.leader).map(|(_, leader)| Ahead::Link(leader)))
    }

    /// For each credential its rank; `None` for what is ruled out.
    #[must_use]
    pub fn ranks(&self, things: usize) -> Vec<Option<usize>> {
        let mut ranks = vec![None; things];
        self.rank(|rank, level| {
            ids(level).for_each(|id| ranks[id.index()] = Some(rank));
            true
        });
        ranks
    }

    /// Whether it stands first, alone or level.
    #[must_use]
    pub fn is_first(&self, id: CredentialId) -> bool {
        let mut is_first = false;
        self.rank(|_, level| {
            is_first = contains(level, id);
            false
        });
        is_first
    }

    /// The first so many, best first; and how many share the first place.
    #[must_use]
    pub fn best(&self, most: usize) -> (Vec<CredentialId>, usize) {
        let (mut best, mut first) = (Vec::with_capacity(most), 0);
        self.rank(|rank, level| {
            if rank == 1 {
                first = count(level);
            }
            best.extend(ids(level).take(most - best.len()));
            best.len() < most
        });
        (best, first)
    }
}
