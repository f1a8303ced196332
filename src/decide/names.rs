//! What the framework names for a person, and by which rules.

use std::array;

use super::holdings::Holdings;
use crate::catalog::CredentialId;
use crate::prepared::set::{Set, and_not, insert, nothing, or};
use crate::prepared::{Rules, Table};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::NamingGrade;

/// What a rule names in the place of something held, each with what it takes the place of.
pub(super) type InPlace = Vec<(CredentialId, Option<CredentialId>)>;

/// What the rules name that are for the person.
pub(super) struct Names {
    /// For each strength what is named so.
    pub named: [Set; NamingGrade::ALL.len()],
    /// What a rule names that asks for exactly this person's level.
    pub for_level: Set,
    /// The rules that name what takes the place of something held, each with what it names.
    pub in_place_of_held: Vec<(usize, InPlace)>,
}

impl Names {
    pub fn of(snapshot: &Snapshot<'_>, rules: &Rules, table: &Table, situation: &Situation, holdings: &Holdings, met: &[u64]) -> Self {
        let none = nothing(rules.things);
        let mut names = Self { named: array::from_fn(|_| none.clone()), for_level: none, in_place_of_held: Vec::new() };
        for (number, (rule, set)) in snapshot.namings.iter().zip(&table.named).enumerate() {
            if !rules.namings[rule.number].is_met(met) {
                continue;
            }
            let strength = &mut names.named[rule.rule.grade as usize];
            or(strength, set);
            if rule.rule.held && !situation.have.is_empty() {
                let heirs = holdings.heirs(snapshot, situation);
                for (id, _) in &heirs {
                    insert(strength, *id);
                }
                names.in_place_of_held.push((number, heirs));
            }
            if rule.rule.opened {
                let opened: InPlace = holdings.opened(snapshot, situation.goal).into_iter().map(|id| (id, None)).collect();
                for (id, _) in &opened {
                    insert(strength, *id);
                }
                names.in_place_of_held.push((number, opened));
            }
            if situation.level.is_some() && rules.naming_level[rule.number] == situation.level {
                or(&mut names.for_level, set);
            }
        }
        // Nobody is sent to what nobody can confirm by a name alone.
        for strength in &mut names.named {
            and_not(strength, &snapshot.prepared().unconfirmed);
        }
        names
    }
}
