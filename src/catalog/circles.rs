//! Successors that lead back to where they began.

use super::{Catalog, Places};
use crate::fault::{Fault, Step};

impl Catalog {
    /// Every circle of successors, once, at the credential of it that the uppermost file writes.
    pub(super) fn circles(&self, files: &Places<'_>) -> Vec<Fault> {
        let mut seen: Vec<Vec<usize>> = Vec::new();
        let mut faults = Vec::new();
        for start in 0..self.credentials.len() {
            let Some(circle) = self.circle_from(start).filter(|_| !seen.iter().any(|circle| circle.contains(&start))) else { continue };
            let newest = circle.iter().copied().max_by_key(|place| (files.uppermost(*place), std::cmp::Reverse(*place)));
            let newest = newest.unwrap_or(start);
            let ids = self.circle_from(newest).unwrap_or_default();
            let ids: Vec<&str> = ids.iter().map(|&place| self.credentials[place].id.as_str()).collect();
            let message = format!("the successors go in a circle: {}", ids.join(" -> "));
            faults.push(files.fault(newest, &[Step::Key("successors")], message));
            seen.push(circle);
        }
        faults
    }

    /// The way back to `start` by its successors, or `None` where there is none.
    fn circle_from(&self, start: usize) -> Option<Vec<usize>> {
        let mut ways = vec![vec![start]];
        let mut seen = vec![false; self.credentials.len()];
        while let Some(way) = ways.pop() {
            for &next in &self.credentials[*way.last()?].successors {
                let longer = || way.iter().copied().chain([next]).collect::<Vec<_>>();
                if next == start {
                    return Some(longer());
                }
                if !std::mem::replace(&mut seen[next], true) {
                    ways.push(longer());
                }
            }
        }
        None
    }
}
