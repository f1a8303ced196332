//! What can be played: the slots that are in the plan, what fills them already, and what may.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::PlanRequest;
use super::assignment::{Assignment, Choice};
use crate::calendar::{Day, next_study_day, study_days};
use crate::catalog::{Catalog, Credential, CredentialId, Held};
use crate::decide::{Candidate, judge};
use crate::framework::{CredentialFilter, Slot};
use crate::money::Usd;
use crate::recommendation::{Ranked, RuledOut};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

/// What a plan is made from.
pub(super) struct Problem<'a> {
    /// The catalogue and the framework on the day of the answer.
    today: Arc<Snapshot<'a>>,
    /// What was asked for.
    pub wanted: PlanRequest<'a>,
    /// The first day on which anything can start: the first that lies in no pause.
    pub starts: Day,
    /// The day by which everything must be held.
    pub deadline: Option<Day>,
    /// The person with the deadline as a day and the pace of one lane.
    person: Situation,
    /// The slots that are in the plan, in order.
    pub slots: Vec<OpenSlot<'a>>,
    days: RefCell<BTreeMap<Day, Arc<Snapshot<'a>>>>,
    /// How many times a credential was judged.
    pub judged: Cell<u64>,
    /// Whether there were more ways through the slots than were tried.
    pub is_cut: Cell<bool>,
}

/// A slot that is in the plan.
pub(super) struct OpenSlot<'a> {
    /// Its place in the stack.
    pub number: usize,
    /// The slot.
    pub slot: &'a Slot,
    /// Places of what is held on the first day and fills it.
    pub held: Vec<CredentialId>,
    /// Places of all that belongs there by its own facts, whatever the person is like.
    pub members: Vec<CredentialId>,
    /// Those of them that could fill it some day.
    pub candidates: Vec<Contender>,
}

/// What could fill a slot some day.
pub(super) struct Contender {
    /// Which credential.
    pub id: CredentialId,
    /// The least that it costs from the first day on, in US dollars by the slow estimate; `None` when unknown.
    pub least_cost: Option<Usd>,
    /// The least days that it takes by the slow estimate.
    pub least_days: u32,
}

/// Whether the slot asks for it.
pub(super) fn fits(slot: &Slot, case: &Candidate<'_>) -> bool {
    slot.names(case.id) || slot.when.iter().any(|condition| case.meets(condition))
}

impl<'a> Problem<'a> {
    pub fn new(today: Arc<Snapshot<'a>>, wanted: PlanRequest<'a>) -> Self {
        let situation = wanted.situation;
        let deadline = situation.deadline(wanted.as_of);
        let mut person = Situation { by: deadline, weeks: None, ..situation.clone() };
        if wanted.parallel > 1 {
            person.hours_per_week = Some(situation.pace().shared_by(wanted.parallel));
        }
        let mut board = Self {
            today,
            wanted,
            starts: next_study_day(wanted.starts, &situation.pause),
            deadline,
            person,
            slots: Vec::new(),
            days: RefCell::default(),
            judged: Cell::new(0),
            is_cut: Cell::new(false),
        };
        let today = board.on(wanted.as_of);
        let slots = wanted.stack.slot.iter().enumerate();
        let in_play = slots.filter(|(_, slot)| !slot.unless.iter().any(|past| past.matches(situation, today.valid_holdings(situation))));
        board.slots = in_play.map(|(number, slot)| board.play(number, slot)).collect();
        board
    }

    fn play(&self, number: usize, slot: &'a Slot) -> OpenSlot<'a> {
        let today = self.on(self.starts);
        let belongs = |id: CredentialId, tier: Option<u8>| {
            // What it costs depends on the person, who is not looked at yet.
            let which = slot.when.iter().map(|condition| CredentialFilter { cost_at_most: None, ..condition.credential.clone() });
            slot.names(id) || which.into_iter().any(|which| which.matches(id, &self.today.catalog[id], tier, None))
        };
        let members: Vec<CredentialId> = self.on(self.wanted.as_of).known().filter(|id| belongs(*id, today.state(*id).tier)).collect();
        let nothing = Assignment::new(self);
        let (_, out) = self.judge(self.starts, &self.person_on(&nothing, self.starts), &members);
        let case = |out: &RuledOut| -> bool {
            let RuledOut { id, ref figures, named, .. } = *out;
            let case = Candidate { snapshot: &today, situation: &self.person, id, figures, named };
            case.holds(case.id) && fits(slot, &case)
        };
        let held = out.iter().filter(|out| case(out)).map(|out| out.id).collect();
        let candidates = members.iter().filter(|_| !slot.held_only).filter_map(|&id| self.candidate(id)).collect();
        OpenSlot { number, slot, held, members, candidates }
    }

    /// What could fill a slot some day; `None` for what is held, what has ended, what is closed to the person, and what has no known hours.
    fn candidate(&self, id: CredentialId) -> Option<Contender> {
        let today = self.on(self.starts);
        let credential = today.credential(id);
        let hours = credential.prep.as_ref()?.hours;
        let ended = today.state(id).status == Status::Retired;
        let closed = credential.access.is_some() || today.forbidden_by(credential).is_some();
        if ended || closed || self.holds(id) {
            return None;
        }
        let costs = self.turning_days(id, self.starts).into_iter().map(|day| self.figures(id, day).bill.map(|bill| bill.total.high));
        let least_cost = costs.min().flatten();
        Some(Contender { id, least_cost, least_days: study_days(hours.high, self.person.pace()) })
    }

    /// Whether the person holds it on the first day, unexpired: then it is renewed, not earned again.
    pub fn holds(&self, id: CredentialId) -> bool {
        let today = self.on(self.starts);
        let figures = self.figures(id, self.starts);
        Candidate { snapshot: &today, situation: &self.person, id, figures: &figures, named: None }.holds(id)
    }

    /// The catalogue and the framework on that day.
    pub fn on(&self, day: Day) -> Arc<Snapshot<'a>> {
        let mut days = self.days.borrow_mut();
        Arc::clone(days.entry(day).or_insert_with(|| Arc::new(self.today.on_day(day))))
    }

    /// The person on that day of that path: what the finished steps gave, and the money that is left.
    ///
    /// What a step earned counts as held from its end on, and expires as whatever is held does.
    pub fn person_on(&self, path: &Assignment, day: Day) -> Situation {
        let mut person = self.person.clone();
        person.budget = path.money;
        for (play, fill) in self.slots.iter().zip(&path.fills) {
            match fill {
                Choice::Held(_) => {}
                Choice::Step(step) if step.finish <= day => {
                    person.have.push(Held { what: step.id.into(), earned: Some(step.finish) });
                }
                Choice::Empty | Choice::Step(_) => continue,
            }
            person.level = person.level.map(|level| play.slot.gives.map_or(level, |gives| level.max(gives)));
        }
        person
    }

    /// What that credential comes to for somebody who starts on that day.
    pub fn figures(&self, id: CredentialId, start: Day) -> crate::recommendation::Estimate {
        crate::decide::figures(&self.today.catalog[id], start, &self.person)
    }

    /// Every credential.
    pub fn catalog(&self) -> &'a Catalog {
        self.today.catalog
    }

    /// The credential at that place.
    pub fn credential(&self, id: CredentialId) -> &'a Credential {
        &self.today.catalog[id]
    }

    /// Days that nobody studies.
    pub fn pauses(&self) -> &'a [crate::calendar::Pause] {
        &self.wanted.situation.pause
    }

    /// What `decide` says of those places on that day.
    pub fn judge(&self, day: Day, person: &Situation, ids: &[CredentialId]) -> (Vec<Ranked>, Vec<RuledOut>) {
        self.judged.set(self.judged.get() + ids.len() as u64);
        judge(&self.on(day), person, ids.iter().copied())
    }
}
