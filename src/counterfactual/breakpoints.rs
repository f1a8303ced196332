//! The ways in which a situation can change, at the points where the data has something to say.
//!
//! Between two such points nothing can differ: money is compared only with what credentials cost and with the amounts that rules
//! name, days only with the days on which credentials are ready, open and end. So the points of a way are all that need be tried.

use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Unbounded};

use crate::calendar::{Day, Pace, first_day_where};
use crate::catalog::{Credential, CredentialId, Thing};
use crate::change::Change;
use crate::decide::{effort, estimate_at, figures, retry_wait};
use crate::framework::{CredentialFilter, Framework, PersonFilter};
use crate::money::Usd;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Coding, Goal, Level, Platform, Role, Wish};

/// One direction in which one answer can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The changes; of one that has a size, the nearest first.
    pub changes: Vec<Change>,
    /// Whether the changes have a size, so that a farther one is of no interest once a nearer one will do.
    pub sized: bool,
}

/// Whose points count.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'p> {
    /// Those of every credential; a way of holding something also tries these places.
    All(&'p [CredentialId]),
    /// Those of the credential at this place: all that can matter to whether it fits.
    Only(CredentialId),
}

/// Every way out of the situation, in the order in which changes are offered.
#[must_use]
pub fn ways(snapshot: &Snapshot<'_>, situation: &Situation, of: Scope<'_>) -> Vec<Axis> {
    let points = Breakpoints::new(snapshot, situation, of);
    let mut ways = Vec::new();
    let mut sized = |changes: Vec<Change>| ways.push(Axis { changes, sized: true });
    points.budgets().into_iter().for_each(&mut sized);
    points.paces().into_iter().for_each(&mut sized);
    points.deadlines().into_iter().for_each(&mut sized);
    sized(vec![Change::HandsOn(!situation.wants_hands_on())]);
    for wish in Wish::ALL.iter().filter(|wish| situation.wishes(**wish)) {
        sized(vec![Change::Without(*wish)]);
    }
    sized(vec![Change::Retake(!situation.plans_retake())]);
    sized(points.held(of));
    sized(points.days());
    let answers = matches!(of, Scope::All(_));
    let mut unsized_way = |changes: Vec<Change>| ways.push(Axis { changes, sized: false });
    if answers {
        unsized_way(platforms(&situation.platform));
        unsized_way(Goal::ALL.iter().filter(|goal| situation.goal != Some(**goal)).map(|goal| Change::Goal(*goal)).collect());
    }
    unsized_way(higher(Level::ALL, situation.level, Change::Level));
    // What was not told stands in nobody's way.
    unsized_way(situation.coding.map_or_else(Vec::new, |coding| higher(Coding::ALL, Some(coding), Change::Coding)));
    if answers {
        unsized_way(Role::ALL.iter().filter(|role| situation.role != Some(**role)).map(|role| Change::Role(*role)).collect());
    }
    ways.extend(points.years().into_iter().filter(|_| answers));
    ways.retain(|way| !way.changes.is_empty());
    ways
}

/// What money, days and study come to in one situation, and with what they are compared.
struct Breakpoints<'a> {
    snapshot: &'a Snapshot<'a>,
    situation: &'a Situation,
    /// Credentials and what they come to.
    figures: Vec<(&'a Credential, Estimate)>,
}

impl<'a> Breakpoints<'a> {
    fn new(snapshot: &'a Snapshot<'a>, situation: &'a Situation, of: Scope<'_>) -> Self {
        let counts = |id: CredentialId| match of {
            Scope::All(_) => true,
            Scope::Only(only) => only == id,
        };
        let credentials = snapshot.catalog.numbered().filter(|(id, _)| counts(*id));
        let figures = credentials.map(|(_, credential)| (credential, figures(credential, snapshot.as_of, situation)));
        Self { snapshot, situation, figures: figures.collect() }
    }

    /// Up, then down. A budget is held against what each costs at most, and against what rules name.
    fn budgets(&self) -> [Vec<Change>; 2] {
        let costs = self.figures.iter().filter_map(|(_, figures)| Some(figures.bill.as_ref()?.total.high));
        let named = yous(self.snapshot.framework).filter_map(|you| you.budget_below);
        // A budget beyond the largest that is read is no budget at all.
        let starts: BTreeSet<Usd> = costs.chain(named).filter(|amount| *amount <= Usd::MOST).collect();
        let below = |start: &Usd| Usd::new(start.dollars().checked_sub(1)?).map(|amount| Change::Budget(Some(amount)));
        match self.situation.budget {
            Some(now) => {
                let more = starts.range((Excluded(now), Unbounded)).map(|start| Change::Budget(Some(*start)));
                [more.chain([Change::Budget(None)]).collect(), starts.range(..=now).rev().filter_map(below).collect()]
            }
            None => [Vec::new(), std::iter::once(Change::Budget(Some(Usd::MOST))).chain(starts.iter().rev().filter_map(below)).collect()],
        }
    }

    /// Later, then earlier. A deadline is held against the slow estimate.
    fn deadlines(&self) -> [Vec<Change>; 2] {
        let as_of = self.snapshot.as_of;
        let starts: BTreeSet<Day> = self.figures.iter().filter_map(|(_, figures)| Some(figures.ready?.1)).collect();
        let before = |start: &Day| start.previous().filter(|day| *day >= as_of).map(|day| Change::By(Some(day)));
        match self.situation.deadline(as_of) {
            Some(now) => {
                let later = starts.range((Excluded(now), Unbounded)).map(|start| Change::By(Some(*start)));
                [later.chain([Change::By(None)]).collect(), starts.range(..=now).rev().filter_map(before).collect()]
            }
            None => [Vec::new(), std::iter::once(Change::By(Some(Day::LAST))).chain(starts.iter().rev().filter_map(before)).collect()],
        }
    }

    /// More, then fewer hours a week, only where what is compared with anything changes.
    fn paces(&self) -> [Vec<Change>; 2] {
        let now = self.situation.pace();
        let mut amounts: Vec<Usd> =
            whiches(self.snapshot.framework).filter_map(|which| which.cost_at_most).chain(self.situation.budget).collect();
        amounts.sort_unstable();
        amounts.dedup();
        let deadline = self.situation.deadline(self.snapshot.as_of).map(|by| by.plus_days(1));
        let days: Vec<Vec<Day>> = self.figures.iter().map(|(credential, _)| self.limits(credential, deadline)).collect();
        // For each pace whether anything differs from the one before it; of each no more is kept than the next one needs.
        let mut before = None;
        let differs = (1..=Pace::MAX.hours()).filter_map(Pace::new).map(|pace| {
            let seen = Some(self.seen_at(pace, &amounts, &days));
            std::mem::replace(&mut before, seen) != before
        });
        let differs: Vec<bool> = differs.collect();
        let pace = |hours: u32| Pace::new(hours).map(Change::HoursPerWeek);
        let more = (now.hours() + 1..=Pace::MAX.hours()).filter(|hours| differs[*hours as usize - 1]).filter_map(pace);
        let fewer = (1..now.hours()).rev().filter(|hours| differs[*hours as usize]).filter_map(pace);
        [more.collect(), fewer.collect()]
    }

    /// What gates and criteria can tell apart of the figures at that pace: how many of the amounts, and of each credential's days,
    /// they have passed.
    fn seen_at(&self, pace: Pace, amounts: &[Usd], days: &[Vec<Day>]) -> Vec<Seen> {
        let seen = |figures: &Estimate, days: &[Day]| {
            let passed = |day: Day| days.iter().filter(|limit| day >= **limit).count();
            let pair = |pair: Option<(Day, Day)>| pair.map(|(fast, slow)| (passed(fast), passed(slow)));
            let cost = figures.bill.as_ref().map(|bill| amounts.iter().filter(|amount| bill.total.high > **amount).count());
            (cost, pair(figures.first_attempt), pair(figures.ready))
        };
        let prepared = self.snapshot.prepared();
        if self.figures.len() == 1 || !prepared.keeps_tables_of(self.situation) {
            let at = |credential| estimate_at(credential, self.snapshot.as_of, self.situation, pace);
            return self.figures.iter().zip(days).map(|((credential, _), days)| seen(&at(credential), days)).collect();
        }
        let situation = Situation { hours_per_week: Some(pace), ..self.situation.clone() };
        prepared.with_table(self.snapshot, &situation, |table| {
            table.figures.iter().zip(days).map(|(figures, days)| seen(figures, days)).collect()
        })
    }

    /// The credentials that something asks for, and those that are given. The one that asks least of the person comes first.
    fn held(&self, of: Scope<'_>) -> Vec<Change> {
        let catalog = self.snapshot.catalog;
        let given = match of {
            Scope::All(given) => given,
            Scope::Only(_) => &[],
        };
        let held = self.snapshot.holds(self.situation).count;
        let counted = yous(self.snapshot.framework).any(|you| you.holds_at_least == Some(held + 1) || !you.holds_exam_for.is_empty());
        let everything = catalog.numbered().filter(|_| counted).map(|(id, _)| Thing::Credential(id));
        let asked = self.figures.iter().flat_map(|(credential, _)| credential.requires()).flat_map(|asked| asked.any_of.iter().copied());
        let things: BTreeSet<Thing> = asked.chain(given.iter().map(|id| Thing::Credential(*id))).chain(everything).collect();
        let new = things.into_iter().filter(|thing| !self.situation.have.iter().any(|held| held.what == *thing && held.earned.is_none()));
        let mut offered: Vec<_> = new.filter_map(|thing| Some((effort(self.snapshot, self.situation, thing)?, thing))).collect();
        offered.sort();
        offered.into_iter().map(|(_, thing)| Change::Have(thing)).collect()
    }

    /// The days to come on which something opens or ends, a rule begins or ends, what is held expires, or on which it becomes too
    /// late to start.
    fn days(&self) -> Vec<Change> {
        let as_of = self.snapshot.as_of;
        let mut days: BTreeSet<Day> = BTreeSet::new();
        let deadline = self.situation.by.map(|by| by.plus_days(1));
        for (credential, figures) in &self.figures {
            let limits = self.limits(credential, deadline);
            // An attempt that waits for an opening moves only once the study, and the wait before a second one, pass that day.
            let wait = retry_wait(credential, self.situation).unwrap_or(0);
            let waited = figures.study_done.map(|(fast, slow)| (fast.plus_days(wait), slow.plus_days(wait)));
            let ends = [figures.study_done, waited, figures.ready].into_iter().flatten().flat_map(|(fast, slow)| [fast, slow]);
            let lengths: Vec<i32> = ends.map(|end| as_of.days_until(end)).chain([0]).collect();
            for limit in limits {
                days.extend(lengths.iter().filter_map(|length| {
                    let start = as_of.days_until(limit).checked_sub(*length)?;
                    u32::try_from(start).ok().map(|start| as_of.plus_days(start))
                }));
            }
        }
        if !self.situation.pause.is_empty() {
            days.extend(self.days_around_pauses(deadline));
        }
        // What is asked for can be earned, and so held, once it is open.
        let asked = self.figures.iter().flat_map(|(credential, _)| credential.requires()).flat_map(|asked| &asked.any_of);
        for thing in asked {
            if let Thing::Credential(id) = thing {
                days.extend(self.snapshot.credential(*id).lifecycle.transitions());
            }
        }
        let rules = &self.snapshot.framework.naming;
        days.extend(rules.iter().filter_map(|rule| rule.from));
        days.extend(rules.iter().filter_map(|rule| Some(rule.until?.plus_days(1))));
        days.extend(self.expiries());
        // From these on something is in doubt, or hands on its name.
        let confirm = self.snapshot.catalog.credentials.iter().filter_map(|credential| credential.confirm.as_ref());
        days.extend(confirm.filter_map(|confirm| confirm.since));
        days.insert(self.snapshot.framework.published.plus_days(1));
        days.range((Excluded(as_of), Unbounded)).map(|day| Change::AsOf(*day)).collect()
    }

    /// The first days on which something held is valid no more.
    fn expiries(&self) -> impl Iterator<Item = Day> {
        self.situation.have.iter().filter_map(|held| held.valid_until(self.snapshot.catalog)).map(|until| until.plus_days(1))
    }

    /// The days with which those of an attempt are compared: where something must be held first, it must be valid then.
    fn limits(&self, credential: &Credential, deadline: Option<Day>) -> Vec<Day> {
        let lapses = self.expiries().filter(|_| !credential.requires().is_empty());
        credential.lifecycle.transitions().into_iter().chain(deadline).chain(lapses).collect()
    }

    /// The same days around pauses, where how long something takes depends on the day of its start: the first starts from which
    /// a limit is missed, and those from which what is paid by the month costs another amount that somebody can tell apart, or a
    /// deadline in weeks, which moves with the start, is met or missed.
    fn days_around_pauses(&self, deadline: Option<Day>) -> BTreeSet<Day> {
        const ENDS: [fn(&Estimate) -> Option<Day>; 4] = [
            |figures| figures.first_attempt.map(|(fast, _)| fast),
            |figures| figures.first_attempt.map(|(_, slow)| slow),
            |figures| figures.ready.map(|(fast, _)| fast),
            |figures| figures.ready.map(|(_, slow)| slow),
        ];
        let as_of = self.snapshot.as_of;
        let whiches = whiches(self.snapshot.framework).filter_map(|which| which.cost_at_most);
        let amounts: Vec<Usd> = whiches.chain(self.situation.budget).collect();
        let mut days = BTreeSet::new();
        for (credential, _) in &self.figures {
            let on = |day| figures(credential, day, self.situation);
            for limit in self.limits(credential, deadline).into_iter().filter(|limit| *limit > as_of) {
                days.extend(ENDS.map(|end| first_day_where(as_of, limit, |day| end(&on(day)).is_none_or(|end| end >= limit))));
            }
            if credential.cost.monthly.is_some() || self.situation.weeks.is_some() {
                let seen = |day| {
                    let Estimate { bill, ready, .. } = on(day);
                    let over = bill.map(|bill| amounts.iter().filter(|amount| bill.total.high > **amount).count());
                    (over, self.situation.deadline(day).zip(ready).map(|(by, (_, slow))| slow > by))
                };
                let last = self.situation.pause.iter().map(|pause| pause.last().plus_days(1)).max().unwrap_or(as_of);
                let mut before = seen(as_of);
                for day in (1..=as_of.days_until(last).max(0).cast_unsigned().min(LONGEST_LOOK)).map(|days| as_of.plus_days(days)) {
                    let now = seen(day);
                    if now != before {
                        days.insert(day);
                    }
                    before = now;
                }
            }
        }
        days
    }

    /// The years from which a rule counts or no longer does: more, then fewer; where none were told, all.
    fn years(&self) -> Vec<Axis> {
        let limits = yous(self.snapshot.framework).flat_map(|you| [you.years_at_least, you.years_at_most.map(|most| most + 1)]);
        let starts: BTreeSet<u32> = limits.flatten().chain([0]).collect();
        let Some(now) = self.situation.years else {
            return vec![Axis { changes: starts.into_iter().map(Change::Years).collect(), sized: false }];
        };
        let more = starts.range((Excluded(now), Unbounded)).copied().map(Change::Years);
        let fewer = starts.range(..=now).rev().filter_map(|start| start.checked_sub(1)).map(Change::Years);
        [more.collect(), fewer.collect()].map(|changes| Axis { changes, sized: true }).into()
    }
}

/// For so many days ahead the price of a subscription around pauses is looked at; nobody plans pauses further ahead.
const LONGEST_LOOK: u32 = 1_100;

/// What can be told apart of one credential's figures: amounts passed, and days passed by the studying and by being ready.
type Seen = (Option<usize>, Option<(usize, usize)>, Option<(usize, usize)>);

/// One platform more, another one alone, then one fewer.
fn platforms(now: &[Platform]) -> Vec<Change> {
    let others = || Platform::ALL.iter().filter(|platform| !now.contains(platform));
    let with = |platform: &Platform| {
        let mut platforms = [now, &[*platform]].concat();
        platforms.sort_unstable();
        platforms
    };
    let more = others().map(with);
    let instead = others().filter(|_| !now.is_empty()).map(|platform| vec![*platform]);
    let fewer = now.iter().map(|left_out| now.iter().copied().filter(|platform| platform != left_out).collect());
    more.chain(instead).chain(fewer).map(Change::Platform).collect()
}

/// The levels above, or the programming beyond, the nearest first; all where none was told. Nobody can go back to a lower one.
fn higher<T: Copy + Ord + 'static>(all: &'static [T], now: Option<T>, change: fn(T) -> Change) -> Vec<Change> {
    all.iter().copied().filter(|other| now.is_none_or(|now| *other > now)).map(change).collect()
}

/// What rules that move the order ask of the person.
fn yous(framework: &Framework) -> impl Iterator<Item = &PersonFilter> {
    let namings = framework.naming.iter().flat_map(|rule| std::iter::once(&rule.you).chain(&rule.unless));
    let conditions = framework.criterion.iter().flat_map(|criterion| &criterion.grade).map(|row| &row.when);
    namings.chain(conditions.flat_map(|when| std::iter::once(&when.you).chain(&when.unless)))
}

/// What criteria ask of a credential.
fn whiches(framework: &Framework) -> impl Iterator<Item = &CredentialFilter> {
    framework.criterion.iter().flat_map(|criterion| &criterion.grade).map(|row| &row.when.credential)
}
