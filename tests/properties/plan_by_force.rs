//! The search of `plan` against brute force: on small catalogues every way through the slots is walked, day by day, without a
//! bound, a cache or a thought, and the best one is taken. `decide` alone is shared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use certwise::calendar::{Day, Pace, Pause};
use certwise::catalog::{Catalog, CredentialId, Held};
use certwise::decide::{Candidate, decide};
use certwise::diagnostic::SourceFile;
use certwise::framework::Framework;
use certwise::money::Usd;
use certwise::plan::{Filling, PlanRequest, plan};
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{BlockerKind, Goal, Level};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::asked::date;
use crate::some;

/// How many small worlds are walked through.
const WORLDS: u32 = 512;

/// The slots ask for one of these goals each.
const GOALS: [Goal; 4] = [Goal::Foundations, Goal::Literacy, Goal::CloudMl, Goal::GenerativeAi];

/// A credential of a small world; days count from the first one.
#[derive(Clone, Debug)]
struct Made {
    goals: Vec<Goal>,
    hours: Option<(u32, u32)>,
    exam: Option<u32>,
    exam_beta: Option<u32>,
    monthly: Option<u32>,
    life: (Option<u32>, Option<u32>, Option<u32>),
    requires: Option<usize>,
    level: Option<Level>,
    wait: Option<u32>,
    valid_months: Option<u32>,
}

/// A small world and what is asked in it.
#[derive(Clone, Debug)]
struct World {
    made: Vec<Made>,
    /// For each slot, whether only what is held fills it, the level it gives, and whether it names the first credential.
    slots: Vec<(bool, Option<Level>, bool)>,
    situation: Situation,
    later: u32,
    parallel: u8,
}

fn first_day_where() -> Day {
    date(2026, 3, 2)
}

fn made() -> impl Strategy<Value = Made> {
    let goals = proptest::sample::subsequence(GOALS.as_slice(), 1..=3);
    let hours = prop_oneof![9 => (1..16u32, 0..8u32).prop_map(|(low, more)| Some((low, low + more))), 1 => Just(None)];
    let price = || proptest::option::weighted(0.7, select([0u32, 20, 50, 70, 100].as_slice()));
    let day = || proptest::option::weighted(0.3, 1..30u32);
    let wait = proptest::option::weighted(0.7, select([0u32, 1, 5, 14].as_slice()));
    let valid = proptest::option::weighted(0.8, select([1u32, 1, 2, 12].as_slice()));
    let rest = (proptest::option::weighted(0.5, 0..3usize), proptest::option::of(select(Level::ALL)), wait, valid);
    (
        goals,
        hours,
        price(),
        proptest::option::weighted(0.3, select([10u32, 40, 90].as_slice())),
        proptest::option::weighted(0.3, select([10u32, 30].as_slice())),
        (day(), day(), day()),
        rest,
    )
        .prop_map(|(goals, hours, exam, exam_beta, monthly, (beta, active, last), (requires, level, wait, valid_months))| {
            // In the order in which a life goes.
            let mut days: Vec<u32> = [beta, active, last].into_iter().flatten().collect();
            days.sort_unstable();
            let mut next = days.into_iter();
            let life =
                (beta.and_then(|_| next.next()), active.and_then(|_| next.next()), last.and_then(|_| next.next().map(|day| day + 8)));
            Made { goals, hours, exam, exam_beta, monthly, life, requires, level, wait, valid_months }
        })
}

fn world() -> impl Strategy<Value = World> {
    let slot = (prop_oneof![5 => Just(false), 1 => Just(true)], proptest::option::of(select(Level::ALL)), any::<bool>());
    let limits = (
        proptest::option::weighted(0.7, 0..260u32),
        proptest::option::weighted(0.6, 4..45u32),
        proptest::option::of(select(Level::ALL)),
        any::<bool>(),
    );
    let pauses = vec((0..35u32, 0..9u32), 0..3);
    let have = vec((0..6usize, proptest::option::of(select([10u32, 40].as_slice()))), 0..3);
    let hours = prop_oneof![2 => Just(20u32), 3 => select([2u32, 3, 5, 7, 10, 33].as_slice())];
    let shape = (prop_oneof![Just(0), 0..4u32], 1..=3u8, hours);
    (vec(made(), 3..=6), vec(slot, 2..=4), limits, pauses, have, shape).prop_map(
        |(made, slots, (budget, days, level, retake), pauses, have, (later, parallel, hours))| {
            let mut pause: Vec<Pause> = pauses
                .into_iter()
                .filter_map(|(first, days)| Pause::new(first_day_where().plus_days(first), first_day_where().plus_days(first + days)))
                .collect();
            Pause::join(&mut pause);
            let held = |(place, ago): (usize, Option<u32>)| Held {
                earned: ago.map(|ago| first_day_where().minus_days(ago)),
                ..Held::new(CredentialId::new(place % made.len()))
            };
            let mut once = std::collections::BTreeSet::new();
            let situation = Situation {
                budget: budget.and_then(Usd::new),
                by: days.map(|days| first_day_where().plus_days(days)),
                level,
                retake: Some(retake),
                hours_per_week: Pace::new(hours),
                have: have.into_iter().map(held).filter(|held| once.insert(held.what)).collect(),
                pause,
                ..Situation::default()
            };
            // More lanes than hours are refused.
            let parallel = parallel.min(u8::try_from(hours).expect("few hours"));
            World { later: later.min(days.unwrap_or(later)), made, slots, situation, parallel }
        },
    )
}

fn id(number: usize) -> String {
    format!("acme-{number}")
}

impl World {
    fn catalog(&self) -> Catalog {
        let mut text = "[provider]\nid = \"acme\"\nname = \"Acme\"\n".to_owned();
        for (number, made) in self.made.iter().enumerate() {
            let goals: Vec<String> = made.goals.iter().map(|goal| format!("\"{goal}\"")).collect();
            let _ = write!(text, "\n[[credential]]\nid = \"{}\"\nname = \"Acme {number}\"\nkind = \"proctored-exam\"\n", id(number));
            let _ = writeln!(text, "goals = [{}]", goals.join(", "));
            let mut line = |key: &str, value: Option<String>| value.map_or(Ok(()), |value| writeln!(text, "{key} = {value}"));
            let day = |days: Option<u32>| days.map(|days| first_day_where().plus_days(days).to_string());
            let written = [
                line("level", made.level.map(|level| format!("\"{level}\""))),
                line("prep.hours", made.hours.map(|(low, high)| format!("[{low}, {high}]"))),
                line("cost.exam", made.exam.map(|price| price.to_string())),
                line("cost.exam_beta", made.exam_beta.map(|price| price.to_string())),
                line("cost.monthly", made.monthly.map(|price| price.to_string())),
                line("lifecycle.beta_from", day(made.life.0)),
                line("lifecycle.active_from", day(made.life.1)),
                line("lifecycle.last_day", day(made.life.2)),
                line("lifecycle.end_reason", made.life.2.map(|_| "\"over\"".to_owned())),
                line("valid_months", made.valid_months.map(|months| months.to_string())),
                line("retake.wait_days", made.wait.map(|days| days.to_string())),
                line(
                    "requires",
                    made.requires.filter(|other| *other < number).map(|other| format!("[{{ any_of = [\"{}\"] }}]", id(other))),
                ),
            ];
            assert!(written.iter().all(Result::is_ok));
        }
        Catalog::load(&[vec![SourceFile { name: "acme.toml".to_owned(), text }]]).unwrap_or_else(|fault| panic!("{fault}"))
    }

    fn framework(&self, catalog: &Catalog) -> Framework {
        let mut text = "name = \"x\"\nsource = \"x\"\npublished = 2026-01-09\nreplaced = \"x\"\n".to_owned();
        for kind in BlockerKind::ALL {
            let _ = write!(text, "\n[[gate]]\nid = \"{kind}\"\nbecause = \"x\"\nsource = \"x\"\n");
        }
        text.push_str(
            r#"
[[criterion]]
id = "level"
question = "x"
source = "x"
grade = [{ grade = "right", when = { step = ["same"] }, because = "x" }, { grade = "other", because = "x" }]

[[criterion]]
id = "price"
question = "x"
source = "x"
grade = [{ grade = "cheap", when = { credential = { cost_at_most = 50 } }, because = "x" }, { grade = "dear", because = "x" }]

[[stack]]
id = "all"
name = "x"
source = "x"
"#,
        );
        for (number, (held_only, gives, names)) in self.slots.iter().enumerate() {
            let _ = write!(text, "\n[[stack.slot]]\nid = \"s{number}\"\nname = \"x\"\nheld_only = {held_only}\n");
            let _ = writeln!(text, "when = [{{ credential = {{ goals = [\"{}\"] }} }}]", GOALS[number]);
            let _ = gives.map_or(Ok(()), |level| writeln!(text, "gives = \"{level}\""));
            let _ = if *names { writeln!(text, "named = [\"{}\"]", id(0)) } else { Ok(()) };
        }
        text.push_str("\n[fallback]\nsteps = [\"x\"]\nstart_with = { free = true }\nshow = 1\nsource = \"x\"\n");
        Framework::load(&SourceFile { name: "framework.toml".to_owned(), text }, catalog).unwrap_or_else(|fault| panic!("{fault}"))
    }
}

/// What is in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
enum In {
    Nothing,
    Held(CredentialId),
    Step { place: CredentialId, start: Day, finish: Day, lane: usize, waits: bool, grades: Vec<u8>, cost: Option<(u64, u64)> },
}

/// The least is the best.
type Merit = ((bool, usize, Vec<bool>, usize), Vec<Vec<u8>>, (usize, u64, u64), (Option<Day>, Vec<Day>), Vec<usize>, Vec<Day>);

struct Walk<'a> {
    world: &'a World,
    catalog: &'a Catalog,
    framework: &'a Framework,
    starts: Day,
    /// What the recommendation puts first.
    firsts: Vec<CredentialId>,
    days: BTreeMap<Day, Snapshot<'a>>,
    /// Whether every later start is tried, or only those that are cheaper than all before.
    every_day: bool,
    best: Option<(Merit, Vec<In>)>,
}

/// No world has anything to wait for after so many days but the end of other steps, and nothing that fits a deadline ends later.
const HORIZON: u32 = 60;

impl World {
    /// No step has to start after so many days: then all that may run before it, one after the other, is over.
    fn horizon(&self) -> u32 {
        let hours = self.situation.pace().hours();
        let longest = self.made.iter().filter_map(|made| Some(made.hours?.1)).max().unwrap_or(0);
        let days = (longest * 7 * u32::from(self.parallel)).div_ceil(hours) + 15;
        HORIZON + days * u32::try_from(self.slots.len() - 1).expect("a few slots")
    }
}

impl Walk<'_> {
    fn rests(&self, day: Day) -> bool {
        self.world.situation.pause.iter().any(|pause| pause.first() <= day && day <= pause.last())
    }

    fn person(&self, way: &[In], day: Day) -> Situation {
        let mut person = self.world.situation.clone();
        person.hours_per_week = Some(person.pace().shared_by(self.world.parallel));
        for (filling, (_, gives, _)) in way.iter().zip(&self.world.slots) {
            match filling {
                In::Nothing => continue,
                In::Held(_) => {}
                In::Step { place, finish, cost, .. } => {
                    let spent = cost.map_or(0, |(_, high)| high);
                    person.budget = person.budget.and_then(|budget| Usd::new(budget.dollars() - spent));
                    if *finish > day {
                        continue;
                    }
                    person.have.push(Held::earned(*place, *finish));
                }
            }
            person.level = person.level.map(|level| level.max(gives.unwrap_or(level)));
        }
        person
    }

    /// Whether what the credential requires is still held on that day.
    fn is_held_until(&self, person: &Situation, place: CredentialId, day: Day) -> bool {
        let place = place.index();
        let Some(required) = self.world.made[place].requires.filter(|other| *other < place) else { return true };
        let months = self.world.made[required].valid_months;
        let lasts = |held: &Held| held.earned.zip(months).is_none_or(|(earned, months)| earned.plus_months(months) >= day);
        person.have.iter().any(|held| held.what == CredentialId::new(required).into() && lasts(held))
    }

    fn go(&mut self, way: &[In]) {
        let slot = way.len();
        if slot == self.world.slots.len() {
            let merit = merit(way, &self.firsts);
            if self.best.as_ref().is_none_or(|(best, _)| merit < *best) {
                self.best = Some((merit, way.to_vec()));
            }
            return;
        }
        for filling in self.fillings(way, slot) {
            self.go(&[way, &[filling]].concat());
        }
    }

    fn fillings(&self, way: &[In], slot: usize) -> Vec<In> {
        let by_name = |place: CredentialId| self.world.slots[slot].2 && place.index() == 0;
        let wanted = |place: CredentialId| self.world.made[place.index()].goals.contains(&GOALS[slot]) || by_name(place);
        let used =
            |place: CredentialId| way.iter().any(|filling| matches!(filling, In::Held(its) | In::Step { place: its, .. } if *its == place));
        let nobody = self.person(&[], self.starts);
        let today = &self.days[&self.starts];
        let answer = decide(today, &nobody);
        let holds = |place: CredentialId| answer.ruled_out.iter().any(|out| out.id == place && answer_holds(today, &nobody, out));
        let mut fillings = vec![In::Nothing];
        let all = self.catalog.numbered().map(|(place, _)| place);
        fillings.extend(all.filter(|&place| wanted(place) && !used(place) && holds(place)).map(In::Held));
        if self.world.slots[slot].0 {
            return fillings;
        }
        let mut free = vec![self.starts; usize::from(self.world.parallel)];
        for filling in way {
            if let In::Step { lane, finish, .. } = filling {
                free[*lane] = *finish;
            }
        }
        let from = *free.iter().min().expect("there is a lane");
        let mut before: BTreeMap<CredentialId, u64> = BTreeMap::new();
        for start in
            (0..).map(|days| from.plus_days(days)).take_while(|day| self.starts.days_until(*day) <= self.world.horizon().cast_signed())
        {
            if self.rests(start) {
                continue;
            }
            let person = self.person(way, start);
            for ranked in decide(&self.days[&start], &person).ranked {
                let place = ranked.id;
                let Some((_, finish)) = ranked.figures.ready else { continue };
                let open = self.catalog[place].lifecycle.status(finish).is_open();
                if !wanted(place) || used(place) || holds(place) || !open || !self.is_held_until(&person, place, finish) {
                    continue;
                }
                let cost = ranked.figures.bill.as_ref().map(|bill| (bill.total.low.dollars(), bill.total.high.dollars()));
                let high = cost.map_or(u64::MAX, |(_, high)| high);
                let waits = before.contains_key(&place);
                if !self.every_day && before.get(&place).is_some_and(|cheapest| high >= *cheapest) {
                    continue;
                }
                before.entry(place).and_modify(|cheapest| *cheapest = high.min(*cheapest)).or_insert(high);
                let named = u8::from(!by_name(place));
                let grades = std::iter::once(named).chain(ranked.grades).collect::<Vec<u8>>();
                // Every lane that is free is tried.
                for lane in (0..free.len()).filter(|lane| free[*lane] <= start) {
                    fillings.push(In::Step { place, start, finish, lane, waits, grades: grades.clone(), cost });
                }
            }
        }
        fillings
    }
}

fn answer_holds(snapshot: &Snapshot<'_>, person: &Situation, out: &certwise::recommendation::RuledOut) -> bool {
    let case = Candidate { snapshot, situation: person, id: out.id, figures: &out.figures, named: out.named, after: None };
    case.holds(out.id)
}

fn merit(way: &[In], firsts: &[CredentialId]) -> Merit {
    let empty: Vec<bool> = way.iter().map(|filling| *filling == In::Nothing).collect();
    let (mut waited, mut grades, mut unknown, mut high, mut low) = (0, Vec::new(), 0, 0, 0);
    let (mut finishes, mut places, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for filling in way {
        match filling {
            In::Nothing => {
                grades.push(Vec::new());
                places.push(usize::MAX);
            }
            In::Held(place) => {
                grades.push(Vec::new());
                places.push(place.index());
            }
            In::Step { place, start, finish, waits, grades: its, cost, .. } => {
                waited += usize::from(*waits);
                grades.push(its.clone());
                unknown += usize::from(cost.is_none());
                low += cost.map_or(0, |(low, _)| low);
                high += cost.map_or(0, |(_, high)| high);
                finishes.push(*finish);
                starts.push(*start);
                places.push(place.index());
            }
        }
    }
    let first = |filling: &In| matches!(filling, In::Step { place, .. } if firsts.contains(place));
    let lacks_first = !firsts.is_empty() && !way.iter().any(first);
    let head = (lacks_first, empty.iter().filter(|empty| **empty).count(), empty, waited);
    (head, grades, (unknown, high, low), (finishes.iter().copied().max(), finishes), places, starts)
}

fn agrees(world: &World, every_day: bool) -> crate::Holds {
    let catalog = world.catalog();
    let framework = world.framework(&catalog);
    let as_of = first_day_where();
    let starts = as_of.plus_days(world.later);
    let wanted = PlanRequest { stack: &framework.stack[0], situation: &world.situation, as_of, starts, parallel: world.parallel };
    let found = plan(&catalog, &framework, wanted);
    let days =
        (0..=world.horizon() + 40).map(|days| starts.plus_days(days)).map(|day| (day, Snapshot::on(&catalog, &framework, day))).collect();
    let rests = |day: &Day| world.situation.pause.iter().any(|pause| pause.first() <= *day && *day <= pause.last());
    let starts = (0..1000).map(|days| starts.plus_days(days)).find(|day| !rests(day)).expect("a pause ends");
    let today = Snapshot::on(&catalog, &framework, as_of);
    let answer = decide(&today, &world.situation);
    let enough = answer.enough.is_some();
    let firsts = answer.ranked.iter().filter(|ranked| ranked.rank == 1 && !enough).map(|ranked| ranked.id).collect();
    let mut walk = Walk { firsts, world, catalog: &catalog, framework: &framework, starts, days, every_day, best: None };
    walk.go(&[]);
    let (_, best) = walk.best.ok_or_else(|| TestCaseError::fail("brute force finds nothing"))?;
    prop_assert_eq!(walk.framework.stack.len(), 1);
    let best: Vec<String> = best
        .iter()
        .map(|filling| match filling {
            In::Nothing => "nothing".to_owned(),
            In::Held(place) => format!("{} held", id(place.index())),
            In::Step { place, start, finish, .. } => format!("{} {start} {finish}", id(place.index())),
        })
        .collect();
    let said = found.slots.iter().map(|filling| match *filling {
        Filling::Step(number) => {
            let step = &found.steps[number];
            format!("{} {} {}", id(step.id.index()), step.start, step.finish)
        }
        Filling::Held(place) => format!("{} held", id(place.index())),
        Filling::Empty(_) | Filling::LeftOut => "nothing".to_owned(),
    });
    prop_assert_eq!(said.collect::<Vec<_>>(), best);
    Ok(())
}

#[test]
fn the_search_finds_what_brute_force_finds() {
    some(WORLDS, &world(), |world| agrees(&world, false));
}

/// With two slots every start can be tried: none later than the search tries is ever better, as far as nothing expires.
#[test]
fn no_other_start_is_better() {
    let two = world().prop_map(|mut world| {
        world.slots.truncate(2);
        world.situation.hours_per_week = world.situation.hours_per_week.max(Pace::new(20));
        world.made.iter_mut().for_each(|made| made.valid_months = None);
        world
    });
    some(WORLDS, &two, |world| agrees(&world, true));
}

/// A credential that serves the goal of that slot alone, is open, and takes so many hours.
fn plain(slot: usize, hours: u32) -> Made {
    Made {
        goals: vec![GOALS[slot]],
        hours: Some((hours, hours)),
        exam: Some(50),
        exam_beta: None,
        monthly: None,
        life: (None, None, None),
        requires: None,
        level: None,
        wait: None,
        valid_months: None,
    }
}

fn world_of(made: Vec<Made>, budget: Option<u32>, parallel: u8) -> World {
    let slots = vec![(false, None, false); made.iter().map(|made| made.goals[0]).collect::<std::collections::BTreeSet<_>>().len()];
    let situation = Situation { budget: budget.and_then(Usd::new), hours_per_week: Pace::new(20), ..Situation::default() };
    World { made, slots, situation, later: 0, parallel }
}

/// Rare among the worlds that are made up: the beta costs 90 dollars and general availability 20, of 100 in all.
#[test]
fn a_lower_price_is_waited_for_where_it_fills_one_slot_more() {
    let beta = Made { exam: Some(20), exam_beta: Some(90), life: (Some(0), Some(10), None), ..plain(0, 2) };
    for (budget, waits) in [(100, true), (140, false)] {
        let world = world_of(vec![beta.clone(), plain(1, 2)], Some(budget), 1);
        agrees(&world, true).unwrap_or_else(|why| panic!("{budget} dollars: {why}"));
        let catalog = world.catalog();
        let framework = world.framework(&catalog);
        let (as_of, stack) = (first_day_where(), &framework.stack[0]);
        let plan = plan(&catalog, &framework, PlanRequest { stack, situation: &world.situation, as_of, starts: as_of, parallel: 1 });
        assert_eq!((plan.steps.len(), plan.steps[0].waits_for_price), (2, waits), "{budget} dollars");
    }
}

/// Rare too: what waits for its opening takes the lane that is busy longer, so that the other one is free for what comes after.
#[test]
fn what_waits_keeps_no_lane_busy_that_another_step_can_use() {
    let opens_late = Made { life: (None, Some(25), None), ..plain(2, 7) };
    let world = world_of(vec![plain(0, 7), plain(1, 28), opens_late, plain(3, 7)], None, 2);
    agrees(&world, false).unwrap_or_else(|why| panic!("{why}"));
}

/// What the first step earns is valid for a month; the second takes longer, so the third, which requires the first, is in time
/// only where the second does not stand before it.
#[test]
fn what_a_plan_earns_expires_as_everything_does() {
    for (hours, parallel, third) in [(120, 1, false), (60, 1, true), (120, 2, true)] {
        let first = Made { valid_months: Some(1), ..plain(0, 7) };
        let last = Made { requires: Some(0), ..plain(2, 7) };
        let world = world_of(vec![first, plain(1, hours), last], None, parallel);
        agrees(&world, false).unwrap_or_else(|why| panic!("{hours} hours on {parallel} lanes: {why}"));
        let catalog = world.catalog();
        let framework = world.framework(&catalog);
        let (as_of, stack) = (first_day_where(), &framework.stack[0]);
        let plan = plan(&catalog, &framework, PlanRequest { stack, situation: &world.situation, as_of, starts: as_of, parallel });
        assert_eq!(matches!(plan.slots[2], Filling::Step(_)), third, "{hours} hours on {parallel} lanes");
    }
}
