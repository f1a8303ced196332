//! What a credential comes to for one person: hours, days and dollars.

use crate::calendar::{Day, Pace, ready_on};
use crate::catalog::{Credential, Plan};
use crate::recommendation::Figures;

/// What the credential comes to for somebody who starts on `start` at that pace, with one failed attempt counted in when `retake`.
#[must_use]
pub fn figures(credential: &Credential, start: Day, pace: Pace, retake: bool) -> Figures {
    let facts = &credential.facts;
    let lifecycle = &facts.lifecycle;
    let hours = facts.prep.as_ref().map(|prep| prep.hours);
    let wait = facts.retake.as_ref().filter(|_| retake && facts.cost.has_exam()).map_or(0, |retake| u32::from(retake.wait_days));
    let open_from = |day| lifecycle.open_from(day).unwrap_or(day);
    let studied = hours.map(|hours| (ready_on(start, hours.low, pace).plus_days(wait), ready_on(start, hours.high, pace).plus_days(wait)));
    let ready = studied.map(|(low, high)| (open_from(low), open_from(high)));
    // Who cannot say when they will sit the exam may pay the fee of now or the one after general availability.
    let sit = ready.unwrap_or_else(|| (open_from(start), lifecycle.active_from.map_or(start, |from| from.max(start))));
    Figures { bill: facts.cost.bill(lifecycle, &Plan { hours, pace, sit, retake }), hours, studied, ready }
}
