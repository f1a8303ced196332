//! What can be played: the slots that are in the plan, what fills them already, and what may.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::PlanRequest;
use super::assignment::{Assignment, Choice};
use crate::calendar::{Day, next_study_day, study_days};
use crate::catalog::{Catalog, Credential, CredentialId, Held};
use crate::decide::{Decision, decide_first};
use crate::framework::Slot;
use crate::money::Usd;
use crate::prepared::Table;
use crate::prepared::set::{Set, and, contains, count, ids, insert, nothing, or, set_of};
use crate::recommendation::Enough;
use crate::rules::SlotRules;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::BlockerKind;

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
    /// The conditions on people that the person meets on the day of the answer.
    pub met: Set,
    /// What the person holds on the first day, unexpired: it is renewed, not earned again.
    pub held: Set,
    /// What the recommendation for the person puts first on the day of the answer; nothing where it says that nothing more is needed.
    pub firsts: Set,
    /// The day by which the recommendation has each of them ready, by the slow estimate.
    pub firsts_ready: Vec<(CredentialId, Option<Day>)>,
    /// Why the recommendation says that nothing more is needed.
    pub enough: Option<Enough>,
    /// All that belongs into some slot: of nothing else anything is worked out.
    members: Set,
    /// The slots that are in the plan, in order.
    pub slots: Vec<OpenSlot<'a>>,
    days: RefCell<BTreeMap<Day, Rc<Dated<'a>>>>,
    /// How many times a credential was judged.
    pub judged: Cell<u64>,
    /// Whether there were more ways through the slots than were tried.
    pub is_cut: Cell<bool>,
}

/// One day, and what the members come to for whoever starts then.
struct Dated<'a> {
    snapshot: Arc<Snapshot<'a>>,
    table: OnceCell<Table>,
}

impl<'a> Dated<'a> {
    fn new(snapshot: Arc<Snapshot<'a>>) -> Rc<Self> {
        Rc::new(Self { snapshot, table: OnceCell::new() })
    }
}

/// A slot that is in the plan.
pub(super) struct OpenSlot<'a> {
    /// Its place in the stack.
    pub number: usize,
    /// The slot.
    pub slot: &'a Slot,
    /// The same as sets.
    rules: SlotRules,
    /// What the recommendation puts first and this slot takes for that.
    recommended: Set,
    /// Places of what is held on the first day and fills it.
    pub held: Vec<CredentialId>,
    /// All that belongs there by its own facts, whatever the person is like.
    pub members: Set,
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

impl OpenSlot<'_> {
    /// What the slot asks for on the day of that decision.
    pub fn fits(&self, decision: &Decision<'_>) -> Set {
        let mut fits = self.rules.named.clone();
        or(&mut fits, &self.recommended);
        self.rules.when.iter().for_each(|row| or(&mut fits, &decision.meeting(row)));
        fits
    }
}

impl<'a> Problem<'a> {
    pub fn new(today: Arc<Snapshot<'a>>, wanted: PlanRequest<'a>) -> Self {
        let situation = wanted.situation;
        let deadline = situation.deadline(wanted.as_of);
        let mut person = Situation { by: deadline, weeks: None, ..situation.clone() };
        if wanted.parallel > 1 {
            person.hours_per_week = Some(situation.pace().shared_by(wanted.parallel));
        }
        let rules = Arc::clone(today.rules());
        let answer = decide_first(&today, situation, 1, false);
        let enough = answer.enough;
        let best = answer.ranked.iter().filter(|ranked| ranked.rank == 1 && enough.is_none());
        let firsts_ready: Vec<_> = best.map(|ranked| (ranked.id, ranked.figures.ready.map(|(_, slow)| slow))).collect();
        let firsts = set_of(rules.things, firsts_ready.iter().map(|(id, _)| *id));
        let mut board = Self {
            wanted,
            starts: next_study_day(wanted.starts, &situation.pause),
            deadline,
            person,
            met: nothing(0),
            held: nothing(rules.things),
            firsts,
            firsts_ready,
            enough,
            members: nothing(rules.things),
            slots: Vec::new(),
            days: RefCell::new(BTreeMap::from([(today.as_of, Dated::new(Arc::clone(&today)))])),
            today,
            judged: Cell::new(0),
            is_cut: Cell::new(false),
        };
        let today = board.on(wanted.as_of);
        board.met = rules.people.met_by(situation, &today.holds(situation));
        let slots = &wanted.stack.slot;
        let number = today.framework.stack.iter().position(|stack| stack.id == wanted.stack.id).expect("it is a stack of the framework");
        let open = slots.iter().enumerate().zip(&rules.stacks[number]).filter(|(_, rules)| rules.whom.is_met(&board.met));
        let open = open.map(|((number, slot), rules)| {
            let mut members = rules.named.clone();
            // What it costs depends on the person, who is not looked at yet.
            rules.when.iter().for_each(|row| or(&mut members, &row.which));
            and(&mut members, &today.prepared().known);
            let mut recommended = rules.recommended.clone();
            and(&mut recommended, &board.firsts);
            or(&mut members, &recommended);
            OpenSlot { number, slot, rules: rules.clone(), recommended, held: Vec::new(), members, candidates: Vec::new() }
        });
        let mut slots: Vec<OpenSlot<'a>> = open.collect();
        for play in &slots {
            or(&mut board.members, &play.members);
        }
        let asked = slots.iter().map(|play| count(&play.members)).sum();
        board.held = board.decide(board.starts, &board.person, asked, |decision| {
            let held = decision.blocked_by(BlockerKind::AlreadyHeld);
            for play in &mut slots {
                let mut fits = play.fits(decision);
                and(&mut fits, &play.members);
                and(&mut fits, held);
                play.held = ids(&fits).collect();
            }
            // What is first has its place where it belongs, else in the first slot that is there for it; what is held keeps its own.
            let plans =
                |play: &OpenSlot<'_>, id: CredentialId| !play.slot.held_only || (play.held.is_empty() && contains(&play.recommended, id));
            let takes = |play: &OpenSlot<'_>| {
                let fits = play.fits(decision);
                ids(&board.firsts).any(|id| contains(&fits, id) && plans(play, id))
            };
            // Whoever holds what lies above all that belongs there is past the slot.
            slots.retain(|play| {
                let fits = play.fits(decision);
                let is_past = ids(&fits).all(|id| decision.is_past(id)) && ids(&fits).next().is_some();
                play.slot.held_only || !play.held.is_empty() || !is_past
            });
            let mut is_taken = slots.iter().any(|play| !play.slot.is_for_first_only() && takes(play));
            slots.retain(|play| !play.slot.is_for_first_only() || (takes(play) && !std::mem::replace(&mut is_taken, true)));
            for play in &mut slots {
                // What is first belongs there whatever comes before it.
                let fits = play.fits(decision);
                let firsts: Vec<CredentialId> = ids(&board.firsts).filter(|id| contains(&fits, *id) && plans(play, *id)).collect();
                for id in firsts {
                    insert(&mut play.recommended, id);
                }
                let members = ids(&play.members).filter(|id| plans(play, *id));
                play.candidates = members.filter_map(|id| board.candidate(decision, id)).collect();
            }
            held.clone()
        });
        board.slots = slots;
        board
    }

    /// What could fill a slot some day; `None` for what is held, what has ended, what is closed to the person, and what has no known hours.
    fn candidate(&self, decision: &Decision<'_>, id: CredentialId) -> Option<Contender> {
        let hours = self.credential(id).prep.as_ref()?.hours;
        let never = [BlockerKind::Retired, BlockerKind::NotOpenToYou, BlockerKind::AlreadyHeld];
        if never.iter().any(|kind| decision.is_blocked(id, *kind)) {
            return None;
        }
        let costs = self.turning_days(id, self.starts).into_iter().map(|day| self.figures(id, day).bill.map(|bill| bill.total.high));
        let least_cost = costs.min().flatten();
        Some(Contender { id, least_cost, least_days: study_days(hours.high, self.person.pace()) })
    }

    fn day(&self, day: Day) -> Rc<Dated<'a>> {
        let mut days = self.days.borrow_mut();
        Rc::clone(days.entry(day).or_insert_with(|| Dated::new(Arc::new(self.today.on_day(day)))))
    }

    /// The catalogue and the framework on that day.
    pub fn on(&self, day: Day) -> Arc<Snapshot<'a>> {
        Arc::clone(&self.day(day).snapshot)
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
                    person.have.push(Held::earned(step.id, step.finish));
                }
                Choice::Empty | Choice::Step(_) => continue,
            }
            person.level = person.level.map(|level| play.slot.gives.map_or(level, |gives| level.max(gives)));
        }
        // One story: whoever named no platform stays on that of the first exam.
        if let Some(first) = self.first_exam(path) {
            person.platform = first.platforms().to_vec();
        }
        person
    }

    /// The first exam of some platform on the path of somebody who named no platform.
    fn first_exam(&self, path: &Assignment) -> Option<&'a Credential> {
        let of_none = self.wanted.situation.platform.is_empty();
        path.filled().filter(|_| of_none).map(|id| self.credential(id)).find(|it| it.ties_to_platform())
    }

    /// Whether it is no exam of another platform than the path's, but for what the recommendation puts first.
    pub fn stays_on_platform(&self, path: &Assignment, id: CredentialId) -> bool {
        let it = self.credential(id);
        let shares = |first: &Credential| it.platforms().iter().any(|its| first.platforms().contains(its));
        !it.ties_to_platform() || contains(&self.firsts, id) || self.first_exam(path).is_none_or(shares)
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

    /// What `look` sees of what is decided for that person, who is the same but for what is held, the level and the money, on that
    /// day; so many credentials are asked for.
    pub fn decide<T>(&self, day: Day, person: &Situation, asked: usize, look: impl FnOnce(&Decision<'_>) -> T) -> T {
        self.judged.set(self.judged.get() + asked as u64);
        let day = self.day(day);
        let table = day.table.get_or_init(|| Table::among(&day.snapshot, &self.person, self.person.pace(), &self.members));
        look(&Decision::over(&day.snapshot, table, person))
    }
}
