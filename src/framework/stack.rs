//! Stacks: credentials that build on each other, as ordered slots.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Condition, CredentialFilter, Framework, PersonFilter, entry, entry_path, ids_once};
use crate::catalog::{CredentialId, Resolved, Stage};
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::rules::{Collector, Holds, Whom};
use crate::situation::Situation;
use crate::vocabulary::{Level, Suggestions, nearest, suggestion};

/// More slots than this are no plan for anybody.
const MOST_SLOTS: usize = 50;

/// Credentials that build on each other and together tell one story.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Stack<S: Stage = Resolved> {
    /// Lower-case words joined by dashes: what `--stack` takes.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// For whom it is picked, one is enough; absent means everyone. The first stack that matches is the person's.
    #[serde(default)]
    pub you: Vec<PersonFilter>,
    /// But not when any of these holds.
    #[serde(default)]
    pub unless: Vec<PersonFilter>,
    /// Ids of advice that goes with a plan, in order; each only for those whom it is for.
    #[serde(default)]
    pub advice: Vec<String>,
    /// What it is made of, in order.
    #[serde(default)]
    pub slot: Vec<Slot<S>>,
}

/// One place in a stack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Slot<S: Stage = Resolved> {
    /// Lower-case words joined by dashes, unlike any other in the stack.
    pub id: String,
    /// What belongs there, in a few words.
    pub name: String,
    /// Ids of what the stack itself names for it: they come before all else that may fill it.
    #[serde(default)]
    pub named: Vec<S::Credential>,
    /// What else may fill it: one of these conditions is enough.
    #[serde(default)]
    pub when: Vec<Condition<S>>,
    /// What else may fill it where the recommendation for the person puts it first: what is like one of these. A slot that has
    /// nothing but this is in the plan only where no other slot takes what comes first; one that only what is held fills takes it too.
    #[serde(default)]
    pub recommended: Vec<CredentialFilter<S>>,
    /// Whose plan leaves it out, as they are past it.
    #[serde(default)]
    pub unless: Vec<PersonFilter>,
    /// Whether the stack is whole without it.
    #[serde(default)]
    pub optional: bool,
    /// Whether only what is held already fills it, so that it is never planned.
    #[serde(default)]
    pub held_only: bool,
    /// The level of whoever has filled it; absent means that it changes nothing. A level never falls, and one that nobody told stays unset.
    pub gives: Option<Level>,
}

impl Stack {
    /// Whether it is for this person, who holds that.
    #[must_use]
    pub fn is_for(&self, situation: &Situation, holds: &Holds) -> bool {
        let everyone = [PersonFilter::default()];
        let you = if self.you.is_empty() { everyone.as_slice() } else { &self.you };
        let mut asked = Collector::default();
        let whom: Vec<Whom> = you.iter().map(|you| asked.add(you, &self.unless)).collect();
        let met = asked.finish().met_by(situation, holds);
        whom.iter().any(|whom| whom.is_met(&met))
    }
}

impl Slot {
    /// Whether nothing fills it but what the recommendation puts first.
    #[must_use]
    pub const fn is_for_first_only(&self) -> bool {
        self.named.is_empty() && self.when.is_empty()
    }

    /// Whether the stack itself names that credential for it.
    #[must_use]
    pub fn names(&self, id: CredentialId) -> bool {
        self.named.contains(&id)
    }
}

impl Framework {
    /// The first stack that is for this person, who holds that; `None` where none is.
    #[must_use]
    pub fn stack_for(&self, situation: &Situation, holds: &Holds) -> Option<&Stack> {
        self.stack.iter().find(|stack| stack.is_for(situation, holds))
    }

    /// The stack with that id.
    ///
    /// # Errors
    /// When there is none: with the nearest and all that there are.
    pub fn stack_called(&self, id: &str) -> Result<&Stack, String> {
        let known: Vec<&str> = self.stack.iter().map(|stack| stack.id.as_str()).collect();
        self.stack.iter().find(|stack| stack.id == id).ok_or_else(|| {
            if known.is_empty() {
                return "the framework has no stacks, so there is nothing to plan".to_owned();
            }
            let near = nearest(id, known.iter().copied());
            format!("the framework has no stack `{}`{}", crate::sanitize::quote_input(id), suggestion(near.first(), &known))
        })
    }
}

/// What the stacks cannot mean.
pub(super) fn faults(framework: &Framework, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let ids = framework.stack.iter().enumerate().map(|(number, stack)| (stack.id.clone(), entry_path("stack", number, "id")));
    let mut faults = ids_once(file, "the stack", ids);
    let mut suggestions = Suggestions::default();
    let known: HashSet<&str> = framework.advice.iter().map(|advice| advice.id.as_str()).collect();
    for (number, stack) in framework.stack.iter().enumerate() {
        let id = &stack.id;
        let at_slot = |slot, key| [KeyPart::Key("stack"), KeyPart::At(number), KeyPart::Key("slot"), KeyPart::At(slot), KeyPart::Key(key)];
        let slots = stack.slot.iter().enumerate().map(|(place, slot)| (slot.id.clone(), at_slot(place, "id")));
        faults.extend(ids_once(file, &format!("in the stack `{id}` the slot"), slots));
        if stack.slot.is_empty() {
            faults.push(file.fault(entry(file, "stack", number, "id"), format!("the stack `{id}` has no slots")));
        }
        if stack.slot.len() > MOST_SLOTS {
            let message = format!("the stack `{id}` has {} slots; at most {MOST_SLOTS}", stack.slot.len());
            faults.push(file.fault(entry(file, "stack", number, "id"), message));
            continue;
        }
        for (place, advice) in stack.advice.iter().enumerate().filter(|(_, id)| !known.contains(id.as_str())) {
            let near = suggestions.nearest(advice, framework.advice.iter().map(|advice| advice.id.as_str()));
            let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let span = file.place(&[KeyPart::Key("stack"), KeyPart::At(number), KeyPart::Key("advice"), KeyPart::At(place)]);
            faults.push(file.fault(span.unwrap_or_default(), format!("no advice has the id `{advice}`{hint}")));
        }
        for (place, slot) in
            stack.slot.iter().enumerate().filter(|(_, slot)| slot.named.is_empty() && slot.when.is_empty() && slot.recommended.is_empty())
        {
            let span = file.place(&at_slot(place, "id")).unwrap_or_default();
            faults.push(file.fault(span, format!("nothing may fill the slot `{}`; it needs `named`, `when` or `recommended`", slot.id)));
        }
    }
    faults
}
