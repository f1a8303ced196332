//! The order of what fits: criterion by criterion, a set that stands level at a time.

use super::Decision;
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and, and_not, contains, count, ids, is_empty};
use crate::recommendation::Ranked;

impl Decision<'_> {
    /// What fits, best first: sets of what is level with each other, until `each` says that it is enough.
    pub fn rank(&self, each: impl FnMut(usize, &[u64]) -> bool) {
        self.rank_among(self.eligible.clone(), each);
    }

    /// The same of those alone, whether or not they fit.
    fn rank_among(&self, these: Set, mut each: impl FnMut(usize, &[u64]) -> bool) {
        let mut rank = 1;
        self.refine(these, 0, &mut |level| {
            let goes_on = each(rank, level);
            rank += count(level);
            goes_on
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
                let next = ids(level).next().map(|id| self.grades(id));
                last.ahead_by = next.and_then(|next| last.grades.iter().zip(&next).position(|(mine, its)| mine != its));
            }
            if ranked.len() >= top {
                return false;
            }
            ranked.extend(ids(level).map(|id| Ranked {
                id,
                rank,
                grades: self.grades(id),
                ahead_by: None,
                named: self.named(id),
                figures: self.figures(id).clone(),
                cautions: (0..cautions.len()).filter(|number| contains(&cautions[*number], id)).collect(),
            }));
            true
        });
        ranked
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
