//! What a credential comes to for one person: hours, days and dollars.

use crate::calendar::{Day, Pace, Pause, free_from, ready_on, study_days};
use crate::catalog::{Attempt, Credential, Lifecycle};
use crate::recommendation::Figures;
use crate::situation::Situation;

/// What the credential comes to for somebody who starts on `start`: at their pace, around their pauses, and with one failed
/// attempt counted in when they plan for it. Nothing else of the situation is looked at.
#[must_use]
pub fn figures(credential: &Credential, start: Day, situation: &Situation) -> Figures {
    figures_at(credential, start, situation, situation.pace())
}

/// The same at another pace than theirs.
#[must_use]
pub fn figures_at(credential: &Credential, start: Day, situation: &Situation, pace: Pace) -> Figures {
    let facts = &credential.facts;
    let lifecycle = &facts.lifecycle;
    let rests = &situation.pause;
    // Nobody subscribes before they begin.
    let begins = free_from(start, rests);
    let retake = situation.plans_retake();
    let hours = facts.prep.as_ref().map(|prep| prep.hours);
    let wait = facts.retake.as_ref().filter(|_| retake && facts.cost.has_exam()).map_or(0, |retake| u32::from(retake.wait_days));
    let both = |of: &dyn Fn(u32) -> Day| hours.map(|hours| (of(hours.low), of(hours.high)));
    let learnt = |hours| ready_on(start, hours, pace, rests);
    let again = |day: Day| free_from(day.plus_days(wait), rests);
    let open = |day| open_and_free(lifecycle, day, rests);
    let studied = both(&|hours| again(learnt(hours)));
    let first_try = both(&|hours| open(learnt(hours)));
    let ready = first_try.map(|(low, high)| (open(again(low)), open(again(high))));
    let resting = |hours| u32::try_from(begins.days_until(learnt(hours))).unwrap_or(0).saturating_sub(study_days(hours, pace));
    let paused = hours.map_or((0, 0), |hours| (resting(hours.low), resting(hours.high)));
    // Who cannot say when they will sit the exam may pay the fee of now or the one after general availability.
    let sit = ready.unwrap_or_else(|| (open(start), lifecycle.active_from.map_or(start, |from| from.max(start))));
    let bill = facts.cost.bill(lifecycle, &Attempt { hours, pace, paused, sit, retake });
    Figures { bill, hours, studied, first_try, ready }
}

/// The first day, not before `day`, on which it can be earned and that lies in no pause; where no such day is known, the
/// first that lies in none.
fn open_and_free(lifecycle: &Lifecycle, day: Day, pauses: &[Pause]) -> Day {
    let mut day = free_from(day, pauses);
    while let Some(open) = lifecycle.open_from(day).filter(|open| *open > day) {
        day = free_from(open, pauses);
    }
    day
}
