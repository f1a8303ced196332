//! What can be wrong with the stacks.

use super::rules::impossible;
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::framework::{Condition, PersonFilter, Slot, Stack, entry, exceptions_cover, never};
use crate::snapshot::Snapshot;

/// Every fault of the stacks.
pub(super) fn faults(snapshot: &Snapshot<'_>, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let stacks = &snapshot.framework.stack;
    let mut faults = Vec::new();
    for (number, stack) in stacks.iter().enumerate() {
        let id = &stack.id;
        if let Some(why) = given_to_nobody(stack, &stacks[..number]) {
            let fault = file.fault(entry(file, "stack", number, "id"), format!("the stack `{id}` is given to nobody: {why}"));
            faults.push(fault.with_hint("ask less, move it up, or take it out"));
        }
        for (place, slot) in stack.slot.iter().enumerate() {
            let name = &slot.id;
            let way = [KeyPart::Key("stack"), KeyPart::At(number), KeyPart::Key("slot"), KeyPart::At(place), KeyPart::Key("id")];
            let mut push = |message: String, hint: &str| {
                faults.push(file.fault(file.place(&way).unwrap_or_default(), message).with_hint(hint));
            };
            if slot.unless.contains(&PersonFilter::default()) {
                push(format!("the slot `{name}` is left out for everybody"), "let `unless` name somebody, or take the slot out");
            } else if let Some(why) = slot.when.iter().find_map(|condition| impossible(snapshot, condition)) {
                push(format!("the slot `{name}` matches nothing: {why}"), "ask less, or take the condition out");
            } else if !can_be_filled(snapshot, slot) {
                push(format!("nothing that can be earned fills the slot `{name}`"), "ask less, or take the slot out");
            }
        }
    }
    faults
}

/// Why the stack is given to nobody; `None` where it is given to somebody.
fn given_to_nobody(stack: &Stack, earlier: &[Stack]) -> Option<String> {
    let everyone = [PersonFilter::default()];
    let for_whom = |stack: &'_ Stack| if stack.you.is_empty() { everyone.to_vec() } else { stack.you.clone() };
    let reasons = for_whom(stack).into_iter().map(|you| {
        let before = earlier
            .iter()
            .find(|other| for_whom(other).iter().any(|wide| wide.covers(&you)) && exceptions_cover(&other.unless, &stack.unless));
        never(&you, &stack.unless).or_else(|| before.map(|other| format!("`{}` stands before it and is for them", other.id)))
    });
    reasons.collect::<Option<Vec<String>>>().and_then(|reasons| reasons.into_iter().next())
}

/// Whether something that can be earned on the day, or for a slot that only what is held fills anything at all, fills it.
fn can_be_filled(snapshot: &Snapshot<'_>, slot: &Slot) -> bool {
    snapshot.catalog.numbered().any(|(id, credential)| {
        let state = snapshot.state(id);
        let like = |condition: &Condition| condition.credential.matches(id, credential, state.tier);
        (slot.held_only || state.obtainable)
            && (slot.names(id)
                || slot.when.iter().any(like)
                || slot.recommended.iter().any(|which| which.matches(id, credential, state.tier)))
    })
}
