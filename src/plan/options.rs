//! When something can be started, and what can be put into a slot at a point of a path.

use super::assignment::{Assignment, Choice, Planned};
use super::problem::{OpenSlot, Problem};
use crate::calendar::{Day, first_day_where, next_study_day};
use crate::catalog::{CredentialId, Held};
use crate::decide::Decision;
use crate::prepared::set::{Set, and, ids, set_of};
use crate::recommendation::Estimate;
use crate::situation::Situation;

/// Behind so many pauses, one after the other, is looked for a cheaper start: nobody plans further ahead.
const MOST_PAUSES: usize = 100;

impl Problem<'_> {
    /// The days, from `from` on, on which a credential can become possible or cheaper by itself; between two of them it only becomes
    /// impossible or dearer. They are `from` itself; the turns of its life; the days on which whoever starts then is the
    /// first to sit the exam, by the fast or the slow estimate, after the fee changed; and, where it is paid by the month, the days after a pause.
    pub fn turning_days(&self, id: CredentialId, from: Day) -> Vec<Day> {
        let facts = self.credential(id);
        let turns = facts.lifecycle.transitions();
        let mut days = vec![from];
        days.extend(turns.iter().filter(|turn| **turn > from));
        if facts.cost.exam_beta.is_some() {
            for &turn in turns.iter().filter(|turn| **turn > from) {
                for attempt in [|figures: Estimate| figures.first_attempt, |figures: Estimate| figures.ready] {
                    let days_of = |day| attempt(self.figures(id, day)).unwrap_or((turn, turn));
                    days.push(first_day_where(from, turn, |day| days_of(day).0 >= turn));
                    days.push(first_day_where(from, turn, |day| days_of(day).1 >= turn));
                }
            }
        }
        if facts.cost.monthly.is_some() {
            days.extend(self.pauses().iter().map(|pause| pause.last().plus_days(1)).filter(|day| *day > from).take(MOST_PAUSES));
        }
        for day in &mut days {
            *day = next_study_day(*day, self.pauses());
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// All that can be put into the slot at this point, but for nothing: what is held first, then steps, best first.
    ///
    /// Each credential stands there with the first day on which it is possible, and with every later day on which it is
    /// cheaper than on all days before.
    pub fn options(&self, play: &OpenSlot<'_>, path: &Assignment) -> Vec<Choice> {
        let mut options: Vec<Choice> = play.held.iter().filter(|id| !path.uses(**id)).map(|id| Choice::Held(*id)).collect();
        let stays = |id: &CredentialId| !path.uses(*id) && self.stays_on_platform(path, *id);
        let free: Vec<CredentialId> = play.candidates.iter().map(|candidate| candidate.id).filter(stays).collect();
        let from = next_study_day(path.free(), self.pauses());
        let steps_on = |day: Day, these: &[CredentialId]| {
            self.possible(play, path, day, these, |decision, possible| {
                ids(&possible).filter_map(|id| Self::planned(play, path, decision, id, day)).collect::<Vec<Planned>>()
            })
        };
        let at_once = steps_on(from, &free);
        let mut steps: Vec<Planned> = Vec::new();
        for &id in &free {
            let mut cheapest = None;
            if let Some(step) = at_once.iter().find(|step| step.id == id) {
                steps.push(step.clone());
                cheapest = Some(cost_of(step));
            }
            for day in self.days_to_try(id, path, from) {
                if self.deadline.is_some_and(|deadline| day > deadline) || cheapest == Some(0) {
                    break;
                }
                for step in steps_on(day, &[id]) {
                    let cost = cost_of(&step);
                    if cheapest.is_none_or(|cheapest| cost < cheapest) {
                        steps.push(Planned { waits: cheapest.is_some(), ..step });
                        cheapest = Some(cost);
                    }
                }
            }
        }
        steps.sort_by(|a, b| (a.waits, &a.grades, a.id, a.start).cmp(&(b.waits, &b.grades, b.id, b.start)));
        options.extend(steps.into_iter().map(Choice::Step));
        options
    }

    /// The days after `from` on which the credential may have become possible or cheaper: its own, and those on which a step of the path ends.
    fn days_to_try(&self, id: CredentialId, path: &Assignment, from: Day) -> Vec<Day> {
        let mut days = self.turning_days(id, from);
        days.extend(path.steps().map(|step| step.finish));
        days.retain(|day| *day > from);
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What `look` sees of those of the credentials that can be started on that day and then surely end.
    pub fn possible<T>(
        &self,
        play: &OpenSlot<'_>,
        path: &Assignment,
        day: Day,
        these: &[CredentialId],
        look: impl FnOnce(&Decision<'_>, Set) -> T,
    ) -> T {
        let person = self.person_on(path, day);
        self.decide(day, &person, these.len(), |decision| {
            let mut possible = set_of(self.catalog().credentials.len(), these.iter().copied());
            and(&mut possible, &decision.eligible);
            and(&mut possible, &play.fits(decision));
            let ends =
                |id: &CredentialId| self.sure_finish(decision, *id).is_some_and(|finish| self.keeps_prerequisites(*id, &person, finish));
            let surely = set_of(self.catalog().credentials.len(), ids(&possible).filter(ends));
            look(decision, surely)
        })
    }

    /// The day on which it is held by the slow estimate; `None` when it is closed by then, or its hours are unknown: a plan does not depend on luck.
    pub fn sure_finish(&self, decision: &Decision<'_>, id: CredentialId) -> Option<Day> {
        let (_, slow) = decision.figures(id).ready?;
        self.credential(id).lifecycle.status(slow).is_open().then_some(slow)
    }

    /// Whether the person still holds on that day what the credential requires.
    pub fn keeps_prerequisites(&self, id: CredentialId, person: &Situation, day: Day) -> bool {
        self.prerequisites_until(id, person).is_none_or(|until| day <= until)
    }

    /// The last day on which the person still holds what the credential requires; `None` when none of it ever expires.
    pub fn prerequisites_until(&self, id: CredentialId, person: &Situation) -> Option<Day> {
        let until = |held: &Held| held.valid_until(self.catalog()).unwrap_or(Day::LAST);
        let required = self.credential(id).requires().iter();
        let until = required.filter_map(|required| person.have.iter().filter(|held| required.any_of.contains(&held.what)).map(until).max());
        until.min().filter(|day| *day < Day::LAST)
    }

    fn planned(play: &OpenSlot<'_>, path: &Assignment, decision: &Decision<'_>, id: CredentialId, start: Day) -> Option<Planned> {
        let Estimate { ready, ref bill, .. } = *decision.figures(id);
        // What the stack names stands before what it does not, as by a criterion before all others.
        let named = u8::from(!play.slot.names(id));
        let grades = std::iter::once(named).chain(decision.grades(id)).collect();
        let cost = bill.as_ref().map(|bill| bill.total);
        ready.map(|(_, finish)| Planned { id, lane: path.lane_for(start), start, finish, cost, waits: false, grades })
    }
}

/// What it costs at most, in US dollars; an unknown price is dearer than any.
fn cost_of(step: &Planned) -> u64 {
    step.cost.map_or(u64::MAX, |cost| cost.high.dollars())
}
