//! What rules ask of people, as planes of bits: for each answer the conditions that it meets, so that all are asked at once.

use serde::{Deserialize, Serialize};

use super::set::{Set, and, and_not, contains, everything, insert, nothing, or, set_of};
use crate::framework::PersonFilter;
use crate::money::Usd;
use crate::situation::Situation;
use crate::vocabulary::{Coding, Field, Goal, KindGroup, Level, Platform, Role};

/// What a person holds, as far as rules ask for it of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// How many different things are valid.
    pub count: usize,
    /// What the exams above beginner level serve that are or were held.
    pub exams_for: Vec<Goal>,
}

/// Years of career of which one more changes nothing: the most that is read.
const MOST_YEARS: u32 = 80;

/// Every condition on a person that some rule has, each with a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// How many conditions there are.
    count: usize,
    /// For each answer to a closed question the conditions that it meets; the first is no answer.
    role: Vec<Set>,
    level: Vec<Set>,
    goal: Vec<Set>,
    coding: Vec<Set>,
    /// The first is no platform, the others are each one of perhaps several.
    platform: Vec<Set>,
    /// For no answer, and for each number of years.
    years: Vec<Set>,
    /// For each question the conditions that ask for no answer.
    unset: Vec<(Field, Set)>,
    /// Conditions that ask for a budget below an amount.
    budget_below: Vec<(Usd, usize)>,
    /// Conditions that ask for so many things held.
    holds_at_least: Vec<(usize, usize)>,
    /// Conditions that ask for an exam held, which serves one of these goals.
    holds_exam_for: Vec<(Vec<Goal>, usize)>,
    /// Conditions that ask for who wants only these kinds.
    wants: Vec<(Vec<KindGroup>, usize)>,
}

/// A person as a rule asks for them: who is like that, and not like any of these. The numbers of the conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whom {
    you: usize,
    unless: Box<[usize]>,
}

impl Whom {
    /// Whether the person is meant; `meets` are the conditions that they meet.
    #[must_use]
    #[inline]
    pub fn is_met(&self, meets: &[u64]) -> bool {
        contains(meets, self.you) && !self.unless.iter().any(|not| contains(meets, *not))
    }
}

/// Collects conditions until all are known.
#[derive(Debug, Default)]
pub struct Collector<'f> {
    all: Vec<&'f PersonFilter>,
}

impl<'f> Collector<'f> {
    /// The numbers under which these conditions are asked.
    pub fn add(&mut self, you: &'f PersonFilter, unless: &'f [PersonFilter]) -> Whom {
        let mut number = |you| {
            self.all.push(you);
            self.all.len() - 1
        };
        Whom { you: number(you), unless: unless.iter().map(number).collect() }
    }

    /// The planes of all conditions.
    #[must_use]
    pub fn finish(self) -> People {
        let count = self.all.len();
        let numbered = || self.all.iter().enumerate();
        let plane =
            |meets: &dyn Fn(&PersonFilter) -> bool| set_of(count, numbered().filter(|(_, you)| meets(you)).map(|(number, _)| number));
        let asks_no_years = |you: &PersonFilter| you.years_at_least.is_none() && you.years_at_most.is_none();
        let in_years = |you: &PersonFilter, years: u32| {
            you.years_at_least.is_none_or(|least| years >= least) && you.years_at_most.is_none_or(|most| years <= most)
        };
        let years = (0..=MOST_YEARS).map(|years| plane(&|you| in_years(you, years)));
        let fields = Field::ALL.iter().map(|field| (*field, plane(&|you| you.unset.contains(field))));
        People {
            count,
            role: planes(Role::ALL, |you| &you.role, plane),
            level: planes(Level::ALL, |you| &you.level, plane),
            goal: planes(Goal::ALL, |you| &you.goal, plane),
            coding: planes(Coding::ALL, |you| &you.coding, plane),
            platform: planes(Platform::ALL, |you| &you.platform, plane),
            years: std::iter::once(plane(&asks_no_years)).chain(years).collect(),
            unset: fields.collect(),
            budget_below: numbered().filter_map(|(number, you)| Some((you.budget_below?, number))).collect(),
            holds_at_least: numbered().filter_map(|(number, you)| Some((you.holds_at_least?, number))).collect(),
            holds_exam_for: numbered()
                .filter(|(_, you)| !you.holds_exam_for.is_empty())
                .map(|(number, you)| (you.holds_exam_for.clone(), number))
                .collect(),
            wants: numbered().filter(|(_, you)| !you.wants.is_empty()).map(|(number, you)| (you.wants.clone(), number)).collect(),
        }
    }
}

/// For no answer, and for each of the values of a closed question, the conditions that it meets.
fn planes<T: PartialEq>(all: &[T], list: fn(&PersonFilter) -> &Vec<T>, plane: impl Fn(&dyn Fn(&PersonFilter) -> bool) -> Set) -> Vec<Set> {
    let none = plane(&|you| list(you).is_empty());
    let each = all.iter().map(|value| plane(&|you| list(you).is_empty() || list(you).contains(value)));
    std::iter::once(none).chain(each).collect()
}

impl People {
    /// The conditions that the person meets, who holds that.
    #[must_use]
    pub fn met_by(&self, situation: &Situation, holds: &Holds) -> Set {
        let mut met = everything(self.count);
        let mut keep = |plane: &Set| and(&mut met, plane);
        keep(&self.role[situation.role.map_or(0, |role| 1 + role as usize)]);
        keep(&self.level[situation.level.map_or(0, |level| 1 + level as usize)]);
        keep(&self.goal[situation.goal.map_or(0, |goal| 1 + goal as usize)]);
        keep(&self.coding[situation.coding.map_or(0, |coding| 1 + coding as usize)]);
        keep(&self.years[situation.years.map_or(0, |years| 1 + years.min(MOST_YEARS) as usize)]);
        match situation.platform.as_slice() {
            [] => keep(&self.platform[0]),
            [only] => keep(&self.platform[1 + *only as usize]),
            several => {
                let mut any = nothing(self.count);
                for platform in several {
                    or(&mut any, &self.platform[1 + *platform as usize]);
                }
                keep(&any);
            }
        }
        let mut failed = nothing(self.count);
        for (_, plane) in self.unset.iter().filter(|(field, _)| situation.is_set(*field)) {
            or(&mut failed, plane);
        }
        let too_rich = self.budget_below.iter().filter(|(limit, _)| situation.budget.is_none_or(|budget| budget >= *limit));
        let too_few = self.holds_at_least.iter().filter(|(least, _)| holds.count < *least);
        let no_exam = self.holds_exam_for.iter().filter(|(goals, _)| !goals.iter().any(|goal| holds.exams_for.contains(goal)));
        let wants_else = self.wants.iter().filter(|(groups, _)| !situation.wants_only(groups));
        let failing = too_rich.map(|(_, number)| *number).chain(too_few.map(|(_, number)| *number));
        let failing = failing.chain(no_exam.map(|(_, number)| *number)).chain(wants_else.map(|(_, number)| *number));
        failing.for_each(|number| insert(&mut failed, number));
        and_not(&mut met, &failed);
        met
    }
}
