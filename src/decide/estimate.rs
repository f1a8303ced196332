//! What a credential comes to for one person: hours, days and dollars.

use crate::calendar::{Day, Pace, next_study_day, study_days, study_end};
use crate::catalog::{BillingInputs, Credential};
use crate::recommendation::Estimate;
use crate::situation::Situation;

/// What the credential comes to for somebody who starts on `start`: at their pace, around their pauses, and with one failed
/// attempt counted in when they plan for it. Nothing else of the situation is looked at.
#[must_use]
pub fn figures(credential: &Credential, start: Day, situation: &Situation) -> Estimate {
    estimate_at(credential, start, situation, situation.pace())
}

/// The same at another pace than theirs.
///
/// Pauses are days without study, and nothing else: an exam can be sat in one.
#[must_use]
pub fn estimate_at(credential: &Credential, start: Day, situation: &Situation, pace: Pace) -> Estimate {
    let facts = credential;
    let lifecycle = &facts.lifecycle;
    let rests = &situation.pause;
    let both = |days: (Day, Day), of: &dyn Fn(Day) -> Day| (of(days.0), of(days.1));
    // Where no day is known on which it opens, the day stands, and the gates see that it is closed then.
    let open = |day: Day| lifecycle.open_from(day).unwrap_or(day);
    let hours = facts.prep.as_ref().map(|prep| prep.hours);
    let study_done = hours.map(|hours| (study_end(start, hours.low, pace, rests), study_end(start, hours.high, pace, rests)));
    let first_attempt = study_done.map(|study_done| both(study_done, &open));
    let retakes = plans_retake(credential, situation);
    let wait = retry_wait(credential, situation);
    let ready = first_attempt.zip(wait).map(|(days, wait)| both(days, &|day| if retakes { open(day.plus_days(wait)) } else { day }));
    // Nobody subscribes before they begin.
    let begins = next_study_day(start, rests);
    let resting = |hours, done| u32::try_from(begins.days_until(done)).unwrap_or(0).saturating_sub(study_days(hours, pace));
    let paused = hours.zip(study_done).map_or((0, 0), |(hours, (fast, slow))| (resting(hours.low, fast), resting(hours.high, slow)));
    // Who cannot say when they will sit the exam may pay the fee of now or the one after general availability.
    let some_day = |from: Day| (from, lifecycle.active_from.map_or(from, |active| active.max(from)));
    let first = first_attempt.unwrap_or_else(|| some_day(open(start)));
    let second = retakes.then(|| ready.unwrap_or_else(|| some_day(first.0)));
    let bill = facts.cost.bill(lifecycle, &BillingInputs { hours, pace, paused, first, second });
    Estimate { bill, hours, study_done, first_attempt, ready }
}

/// Whether a failed attempt is counted in: one is planned for, and there is an exam to fail.
fn plans_retake(credential: &Credential, situation: &Situation) -> bool {
    situation.plans_retake() && credential.sits_exam()
}

/// Days of waiting for a second attempt, 0 where none is counted in; `None` where nobody knows them.
#[must_use]
pub fn retry_wait(credential: &Credential, situation: &Situation) -> Option<u32> {
    if !plans_retake(credential, situation) {
        return Some(0);
    }
    credential.retake.as_ref().map(|retake| u32::from(retake.wait_days))
}

/// Whether even the fast estimate misses that last day. Whatever puts the day off, it counts: study, a gap before it opens, a second attempt.
#[must_use]
pub fn ends_before_ready(last: Day, figures: &Estimate) -> bool {
    figures.ready.or(figures.first_attempt).is_some_and(|(fast, _)| fast > last)
}
