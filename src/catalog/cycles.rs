//! The way along all successors: an order of the credentials, and where successors lead back to where they began.

use std::collections::VecDeque;

use super::{Catalog, CatalogMap, Credential, CredentialId};
use crate::diagnostic::{Diagnostic, KeyPart};

/// A longer circle is named by its first credentials and how many more there are.
const LONGEST_NAMED: usize = 12;

/// What each credential leads to.
type Edges = fn(&Credential) -> &[CredentialId];

/// The keys that may not lead back to where they began, and what is said of them.
const WAYS: [(&str, &str, Edges); 3] = [
    ("successors", "the successors go", Credential::successors),
    ("builds_on", "what builds on each other goes", Credential::builds_on),
    ("continues", "what continues each other goes", Credential::continues),
];

impl Catalog {
    /// All credentials, each behind its successors.
    pub fn order(&self) -> impl Iterator<Item = CredentialId> {
        self.walk(Credential::successors).0.into_iter().map(CredentialId::new)
    }

    /// The circles of successors and of other ways, each at the credential of it that the uppermost file writes. Of those that
    /// share that credential the shortest is named: the others are found once it is mended.
    pub(super) fn circles(&self, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        WAYS.iter().flat_map(|(key, said, edges)| self.circles_of(files, key, said, *edges)).collect()
    }

    fn circles_of(&self, files: &CatalogMap<'_>, key: &'static str, said: &str, edges: Edges) -> Vec<Diagnostic> {
        let (_, knots) = self.walk(edges);
        let all = self.credentials.len();
        let mut search = Search { catalog: self, edges, knot: vec![usize::MAX; all], from: vec![usize::MAX; all] };
        let age = |place: &usize| (files.uppermost(CredentialId::new(*place)), std::cmp::Reverse(*place));
        let (mut covered, mut named) = (vec![false; self.credentials.len()], vec![false; self.credentials.len()]);
        // A knot may hold far more circles than credentials, so that not all of them are looked for at once.
        let mut room = 8 * self.credentials.len();
        let mut faults = Vec::new();
        for (number, mut knot) in knots.into_iter().enumerate() {
            for &member in &knot {
                search.knot[member] = number;
            }
            knot.sort_by_key(|member| std::cmp::Reverse(age(member)));
            for (tried, &member) in knot.iter().enumerate() {
                if covered[member] || (tried > 0 && room < knot.len()) {
                    continue;
                }
                room = room.saturating_sub(knot.len());
                let mut circle = search.shortest_through(member);
                for &place in &circle {
                    covered[place] = true;
                }
                let newest = (0..circle.len()).max_by_key(|at| age(&circle[*at])).unwrap_or(0);
                circle.rotate_left(newest);
                if !std::mem::replace(&mut named[circle[0]], true) {
                    let message = format!("{said} in a circle: {}", self.in_words(&circle));
                    faults.push(files.fault(CredentialId::new(circle[0]), &[KeyPart::Key(key)], message));
                }
            }
        }
        faults
    }

    fn in_words(&self, circle: &[usize]) -> String {
        let named = if circle.len() > LONGEST_NAMED { LONGEST_NAMED / 2 } else { circle.len() };
        let id = |place: &usize| self.credentials[*place].id.clone();
        let more = (named < circle.len()).then(|| format!("({} more)", circle.len() - named));
        circle[..named].iter().map(id).chain(more).chain([id(&circle[0])]).collect::<Vec<_>>().join(" -> ")
    }

    /// Goes once along every successor, and says in which order the credentials were left, each behind its successors, and
    /// which of them lead back to each other. It keeps its own path (this is Tarjan's search): no chain is too long for it.
    fn walk(&self, edges: Edges) -> (Vec<usize>, Vec<Vec<usize>>) {
        const UNSEEN: usize = usize::MAX;
        let all = self.credentials.len();
        // The number of each credential in the order in which they were reached, and the least number that it leads back to.
        let (mut number, mut least, mut is_open) = (vec![UNSEEN; all], vec![0; all], vec![false; all]);
        let (mut order, mut knots, mut open, mut reached) = (Vec::with_capacity(all), Vec::new(), Vec::new(), 0);
        for start in 0..all {
            let mut path: Vec<(usize, std::slice::Iter<'_, CredentialId>)> = Vec::new();
            let mut enter = (number[start] == UNSEEN).then_some(start);
            loop {
                if let Some(place) = enter.take() {
                    (number[place], least[place], is_open[place]) = (reached, reached, true);
                    reached += 1;
                    open.push(place);
                    path.push((place, edges(&self.credentials[place]).iter()));
                }
                let Some((place, nexts)) = path.last_mut() else { break };
                let place = *place;
                match nexts.next().map(|next| next.index()) {
                    Some(next) if number[next] == UNSEEN => enter = Some(next),
                    Some(next) if is_open[next] => least[place] = least[place].min(number[next]),
                    Some(_) => {}
                    None => {
                        path.pop();
                        order.push(place);
                        if let Some((before, _)) = path.last() {
                            least[*before] = least[*before].min(least[place]);
                        }
                        if least[place] == number[place] {
                            let begins = open.iter().rposition(|member| *member == place).unwrap_or(0);
                            let knot = open.split_off(begins);
                            for &member in &knot {
                                is_open[member] = false;
                            }
                            if knot.len() > 1 || edges(&self.credentials[place]).contains(&CredentialId::new(place)) {
                                knots.push(knot);
                            }
                        }
                    }
                }
            }
        }
        (order, knots)
    }
}

/// The search for circles inside one knot.
struct Search<'c> {
    catalog: &'c Catalog,
    edges: Edges,
    /// For each credential the number of its knot.
    knot: Vec<usize>,
    /// From where each was reached; what nothing reached yet has no meaning.
    from: Vec<usize>,
}

impl Search<'_> {
    /// The shortest way from a member of a knot back to itself; it is there once.
    fn shortest_through(&mut self, member: usize) -> Vec<usize> {
        const UNREACHED: usize = usize::MAX;
        let mut reached = Vec::new();
        let mut next = VecDeque::from([member]);
        'search: while let Some(place) = next.pop_front() {
            for successor in (self.edges)(&self.catalog.credentials[place]).iter().map(|successor| successor.index()) {
                if self.knot[successor] == self.knot[member] && self.from[successor] == UNREACHED {
                    self.from[successor] = place;
                    reached.push(successor);
                    next.push_back(successor);
                    if successor == member {
                        break 'search;
                    }
                }
            }
        }
        let mut circle = vec![member];
        let mut place = self.from[member];
        while place != member && place != UNREACHED {
            circle.push(place);
            place = self.from[place];
        }
        circle[1..].reverse();
        for place in reached {
            self.from[place] = UNREACHED;
        }
        circle
    }
}
