//! What leads to what for one person: stones before a step, successors before what may end too soon; each has its name from there.

use super::{Decision, Leader};
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and, and_not, contains, ids, insert, nothing, or};
use crate::recommendation::Named;
use crate::vocabulary::NamingGrade;

impl Decision<'_> {
    /// Hands the names of what is a step too high to what leads to it, and of what may end too soon to what takes its place.
    pub(super) fn hand_on(&mut self) {
        for grade in 0..self.named.len() {
            let mut next: Vec<CredentialId> = ids(&self.handing(&self.named[grade])).collect();
            while let Some(id) = next.pop() {
                for heir in self.ways(id).collect::<Vec<_>>() {
                    if !contains(&self.named[grade], heir) {
                        insert(&mut self.named[grade], heir);
                        next.push(heir);
                    }
                }
            }
        }
        // What is named twice is named as strongly as it can be.
        for weaker in 1..self.named.len() {
            let (stronger, rest) = self.named.split_at_mut(weaker);
            for stronger in stronger {
                and_not(&mut rest[0], stronger);
            }
        }
    }

    /// What of those hands its name on: a step, or what may end too soon, that can be earned.
    fn handing(&self, named: &[u64]) -> Set {
        let mut hands = self.step.clone();
        or(&mut hands, &self.yields);
        and(&mut hands, named);
        and(&mut hands, &self.snapshot.prepared().obtainable);
        hands
    }

    /// Whether the person can take it, and nobody doubts it.
    fn can_take(&self, id: CredentialId) -> bool {
        contains(&self.eligible, id) && !contains(&self.snapshot.prepared().unconfirmed, id)
    }

    /// What leads to a step, in the order of its entry, of what this person can take; nothing where it is no step.
    fn stones(&self, id: CredentialId) -> impl Iterator<Item = CredentialId> + '_ {
        let stones = if contains(&self.step, id) { self.snapshot.credential(id).builds_on() } else { &[] };
        stones.iter().copied().filter(move |stone| *stone != id && self.can_take(*stone))
    }

    /// What takes the place of what may end too soon, of what this person can take; nothing where it does not end too soon.
    fn heirs(&self, id: CredentialId) -> impl Iterator<Item = CredentialId> + '_ {
        let heirs = if contains(&self.yields, id) { self.snapshot.state(id).replacements.as_slice() } else { &[] };
        heirs.iter().copied().filter(move |heir| *heir != id && self.can_take(*heir))
    }

    /// What this person can take that leads to it, or takes its place.
    fn ways(&self, id: CredentialId) -> impl Iterator<Item = CredentialId> + '_ {
        self.stones(id).chain(self.heirs(id))
    }

    /// What this person does first where the credential is a step above them; `None` where it is not, or nothing that leads to it
    /// can be taken. What leads back to itself leads nowhere.
    #[must_use]
    pub fn after(&self, id: CredentialId) -> Option<CredentialId> {
        self.stone(id).filter(|_| !self.leads_back(id, |id| self.stone(id)))
    }

    /// The first that leads to it, whether or not it leads back; what is no step itself before what is one.
    fn stone(&self, id: CredentialId) -> Option<CredentialId> {
        self.stones(id).find(|stone| !contains(&self.step, *stone)).or_else(|| self.stones(id).next())
    }

    /// What stands before it whatever the criteria say, and why.
    #[must_use]
    pub fn leader(&self, id: CredentialId) -> Option<(CredentialId, Leader)> {
        if let Some(stone) = self.after(id) {
            return Some((stone, Leader::Stone));
        }
        let link = |id| self.after(id).or_else(|| self.heirs(id).next());
        self.heirs(id).next().filter(|_| !self.leads_back(id, link)).map(|heir| (heir, Leader::Successor))
    }

    /// Whether the way from there comes back to where it began.
    fn leads_back(&self, start: CredentialId, next: impl Fn(CredentialId) -> Option<CredentialId>) -> bool {
        // No way without a circle is longer than all of them.
        std::iter::successors(next(start), |id| next(*id)).take(self.rules.things).any(|id| id == start)
    }

    /// What may have something stand before it whatever the criteria say.
    pub(super) fn led(&self) -> Set {
        let mut led = self.step.clone();
        or(&mut led, &self.yields);
        and(&mut led, &self.eligible);
        led
    }

    /// How the framework names the credential; `None` where it does not.
    #[must_use]
    pub fn named(&self, id: CredentialId) -> Option<Named> {
        let grade = NamingGrade::ALL.iter().copied().find(|grade| contains(&self.named[*grade as usize], id))?;
        let (table, namings) = (self.table, &self.snapshot.namings);
        let held = |number: usize| self.in_place_of_held.iter().filter(move |(rule, _)| *rule == number).flat_map(|(_, heirs)| heirs);
        let names = |id: CredentialId, number: usize| {
            table.names[number].iter().chain(held(number)).find(|(named, _)| *named == id).map(|(_, replaced)| *replaced)
        };
        let speaks = |number: usize| namings[number].rule.grade == grade && self.speaks_to(&self.rules.namings[namings[number].number]);
        let by_rule = |id: CredentialId| {
            let mut speaking = (0..namings.len()).filter(|number| speaks(*number));
            speaking.find_map(|rule| Some(Named { grade, rule, replaced: names(id, rule)?, towards: None }))
        };
        by_rule(id).or_else(|| {
            // It has its name from what it leads to, or whose place it takes.
            let hands = self.handing(&self.named[grade as usize]);
            let mut towards = ids(&hands).filter(|from| self.ways(*from).any(|way| way == id));
            towards.find_map(|from| Some(Named { towards: Some(from), ..self.named_by(from, &hands, &by_rule)? }))
        })
    }

    /// The rule that a name comes from, however often it was handed on.
    fn named_by(&self, id: CredentialId, hands: &[u64], by_rule: &dyn Fn(CredentialId) -> Option<Named>) -> Option<Named> {
        let mut seen = nothing(self.rules.things);
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if contains(&seen, id) {
                continue;
            }
            insert(&mut seen, id);
            if let Some(named) = by_rule(id) {
                return Some(named);
            }
            next.extend(ids(hands).filter(|from| self.ways(*from).any(|way| way == id)));
        }
        None
    }
}
