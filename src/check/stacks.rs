//! What can be wrong with the stacks.

use super::rules::{impossible, unknown_name};
use crate::diagnostic::{Diagnostic, SourceMap};
use crate::framework::{PersonFilter, Slot, Stack, exceptions_cover, never};
use crate::snapshot::Snapshot;

/// Every fault of the stacks.
pub(super) fn faults(snapshot: &Snapshot<'_>, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let stacks = &snapshot.framework.stack;
    let mut faults = Vec::new();
    for (number, stack) in stacks.iter().enumerate() {
        let id = stack.id.get_ref();
        if let Some(why) = given_to_nobody(stack, &stacks[..number]) {
            let fault = file.fault(stack.id.span(), format!("the stack `{id}` is given to nobody: {why}"));
            faults.push(fault.with_hint("ask less, move it up, or take it out"));
        }
        for slot in &stack.slot {
            let name = slot.id.get_ref();
            let mut push = |message: String, hint: &str| faults.push(file.fault(slot.id.span(), message).with_hint(hint));
            if slot.unless.contains(&PersonFilter::default()) {
                push(format!("the slot `{name}` is left out for everybody"), "let `unless` name somebody, or take the slot out");
            } else if let Some(why) = slot.when.iter().find_map(|condition| unknown_name(snapshot, &condition.credential)) {
                push(format!("the slot `{name}` asks in vain: {why}"), "name what the catalogue has");
            } else if let Some(why) = slot.when.iter().find_map(|condition| impossible(snapshot, condition)) {
                push(format!("the slot `{name}` asks in vain: {why}"), "ask less, or take the condition out");
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
        never(&you, &stack.unless).or_else(|| before.map(|other| format!("`{}` stands before it and is for them", other.id.get_ref())))
    });
    reasons.collect::<Option<Vec<String>>>().and_then(|reasons| reasons.into_iter().next())
}

/// Whether something that can be earned on the day, or for a slot that only what is held fills anything at all, fills it.
fn can_be_filled(snapshot: &Snapshot<'_>, slot: &Slot) -> bool {
    snapshot.catalog.credentials.iter().enumerate().any(|(place, credential)| {
        let standing = &snapshot.states[place];
        let which = slot.when.iter().map(|condition| &condition.credential);
        let like =
            |which: &crate::framework::CredentialFilter| which.matches(credential, snapshot.provider(credential), standing.tier, None);
        (slot.held_only || standing.obtainable) && (slot.names(&credential.id) || which.into_iter().any(like))
    })
}
