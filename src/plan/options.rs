//! When something can be started, and what can be put into a slot at a point of a path.

use super::assignment::{Assignment, Choice, Planned};
use super::problem::{OpenSlot, Problem, fits};
use crate::calendar::{Day, first_day_where, next_study_day};
use crate::catalog::{CredentialId, Held};
use crate::decide::{Candidate, order};
use crate::framework::Slot;
use crate::recommendation::{Estimate, Ranked};
use crate::situation::Situation;
use crate::snapshot::Snapshot;

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
        let ids: Vec<CredentialId> = play.candidates.iter().map(|candidate| candidate.id).filter(|id| !path.uses(*id)).collect();
        let from = next_study_day(path.free(), self.pauses());
        let at_once = self.possible(play.slot, path, from, &ids);
        let mut steps: Vec<Planned> = Vec::new();
        for &id in &ids {
            let mut cheapest = None;
            if let Some(ranked) = at_once.iter().find(|ranked| ranked.id == id) {
                steps.extend(Self::planned(play.slot, path, ranked, from, false));
                cheapest = Some(cost_of(ranked));
            }
            for day in self.days_to_try(id, path, from) {
                if self.deadline.is_some_and(|deadline| day > deadline) || cheapest == Some(0) {
                    break;
                }
                for ranked in self.possible(play.slot, path, day, &[id]) {
                    if cheapest.is_none_or(|cheapest| cost_of(&ranked) < cheapest) {
                        steps.extend(Self::planned(play.slot, path, &ranked, day, cheapest.is_some()));
                        cheapest = Some(cost_of(&ranked));
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

    /// Those of the credentials that can be started on that day and then surely end, best first.
    pub fn possible(&self, slot: &Slot, path: &Assignment, day: Day, ids: &[CredentialId]) -> Vec<Ranked> {
        let person = self.person_on(path, day);
        let (mut ranked, _) = self.judge(day, &person, ids);
        let snapshot = self.on(day);
        ranked.retain(|ranked| {
            let finish = sure_finish(&snapshot, ranked);
            belongs(slot, &snapshot, &person, ranked) && finish.is_some_and(|finish| self.keeps_prerequisites(ranked.id, &person, finish))
        });
        order(&mut ranked);
        // What the stack names comes first; the sort keeps the order of each half.
        let named = |ranked: &Ranked| slot.names(ranked.id);
        ranked.sort_by_key(|ranked| !named(ranked));
        ranked
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

    fn planned(slot: &Slot, path: &Assignment, ranked: &Ranked, start: Day, waits: bool) -> Option<Planned> {
        let Estimate { ready, ref bill, .. } = ranked.figures;
        // What the stack names stands before what it does not, as by a criterion before all others.
        let named = u8::from(!slot.names(ranked.id));
        let grades = std::iter::once(named).chain(ranked.grades.iter().copied()).collect();
        let cost = bill.as_ref().map(|bill| bill.total);
        ready.map(|(_, finish)| Planned { id: ranked.id, lane: path.lane_for(start), start, finish, cost, waits, grades })
    }
}

/// Whether the slot asks for it on that day.
pub(super) fn belongs(slot: &Slot, snapshot: &Snapshot<'_>, person: &Situation, ranked: &Ranked) -> bool {
    let Ranked { id, named, ref figures, .. } = *ranked;
    let case = Candidate { snapshot, situation: person, id, figures, named };
    fits(slot, &case)
}

/// The day on which it is held by the slow estimate; `None` when it is closed by then, or its hours are unknown: a plan does not depend on luck.
pub(super) fn sure_finish(snapshot: &Snapshot<'_>, ranked: &Ranked) -> Option<Day> {
    let (_, slow) = ranked.figures.ready?;
    snapshot.credential(ranked.id).lifecycle.status(slow).is_open().then_some(slow)
}

/// What it costs at most, in US dollars; an unknown price is dearer than any.
fn cost_of(ranked: &Ranked) -> u64 {
    ranked.figures.bill.as_ref().map_or(u64::MAX, |bill| bill.total.high.dollars())
}
