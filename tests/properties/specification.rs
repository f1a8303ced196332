//! What is decided, as plainly as it can be said: gates, then criteria, never points. It asks every rule of every credential, and the
//! decision by sets is held against it. What a credential comes to in dollars, hours and days is `figures`; what the conditions of
//! rules mean stands in `conditions`.

mod conditions;

use certwise::calendar::Day;
use certwise::catalog::{Catalog, Credential, CredentialId, Held, Prerequisite, Thing};
use certwise::decide::figures;
use certwise::framework::{Condition, Framework, GradeRow};
use certwise::money::Usd;
use certwise::recommendation::Estimate;
use certwise::situation::Situation;
use certwise::vocabulary::{BlockerKind, HandsOn, LevelGap, NamingGrade, Status};

/// How strongly, by which rule of the framework, and in whose place a credential is named.
pub type Name = (NamingGrade, usize, Option<CredentialId>);

/// What is said of one credential.
#[derive(Debug)]
pub struct Verdict {
    pub id: CredentialId,
    pub named: Option<Name>,
    /// The gates that say no, in the framework's order, each with whether it does so because a figure is unknown.
    pub blockers: Vec<(BlockerKind, bool)>,
    /// For each criterion the place of the first grade whose condition is met.
    pub grades: Vec<u8>,
    pub cautions: Vec<usize>,
}

/// What fits, best first; what does not; and the advice. What nobody knew of on the day is in neither.
pub fn decide(catalog: &Catalog, framework: &Framework, you: &Situation, as_of: Day) -> (Vec<Verdict>, Vec<Verdict>, Vec<usize>) {
    let comes_to = catalog.credentials.iter().map(|it| figures(it, as_of, you)).collect();
    let asked = Question { catalog, framework, as_of, you, comes_to };
    let known = catalog.numbered().filter(|(_, it)| it.lifecycle.announced.is_none_or(|day| day <= as_of));
    let (mut fits, out): (Vec<_>, Vec<_>) = known.map(|(id, _)| asked.verdict(id)).partition(|it| it.blockers.is_empty());
    // The first criterion that differs decides. What none parts is level, and stands in the order of the ids.
    fits.sort_by(|one, other| one.grades.cmp(&other.grades).then(one.id.cmp(&other.id)));
    (fits, out, numbers(&framework.advice, |advice| asked.is_like(&advice.you)))
}

/// The rank of one that fits: one more than there are better ones.
pub fn rank(fits: &[Verdict], one: &Verdict) -> usize {
    fits.iter().filter(|other| other.grades < one.grades).count() + 1
}

/// The first criterion by which one is ahead of the next; `None` where they are level.
pub fn ahead_by(one: &Verdict, next: &Verdict) -> Option<usize> {
    (0..one.grades.len()).find(|criterion| one.grades[*criterion] != next.grades[*criterion])
}

/// One person on one day, and what each credential comes to for them.
struct Question<'a> {
    catalog: &'a Catalog,
    framework: &'a Framework,
    as_of: Day,
    you: &'a Situation,
    comes_to: Vec<Estimate>,
}

/// The places of those of which it is so.
fn numbers<T>(list: &[T], so: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..list.len()).filter(|number| so(&list[*number])).collect()
}

impl Question<'_> {
    fn verdict(&self, id: CredentialId) -> Verdict {
        let (named, framework) = (self.named(id), self.framework);
        let blockers = framework.gate.iter().filter_map(|gate| self.says_no(gate.id, id).map(|unknown| (gate.id, unknown)));
        let met = |when: &Condition| self.meets(id, named, when);
        let first = |rows: &[GradeRow]| (0..).zip(rows).find(|(_, row)| met(&row.when)).expect("the last row asks nothing").0;
        let grades = framework.criterion.iter().map(|criterion| first(&criterion.grade));
        Verdict {
            id,
            named,
            blockers: blockers.collect(),
            grades: grades.collect(),
            cautions: numbers(&framework.caution, |it| met(&it.when)),
        }
    }

    /// Whether that gate rules it out; `Some(true)` where it does because a figure is unknown.
    fn says_no(&self, gate: BlockerKind, id: CredentialId) -> Option<bool> {
        let (it, you, Estimate { bill, ready, first_attempt, .. }) = (&self.catalog[id], self.you, &self.comes_to[id.index()]);
        let closed = |(fast, _): &(Day, Day)| it.lifecycle.status(*fast) == Status::Announced;
        let deadline = you.by.or(you.weeks.map(|weeks| self.as_of.plus_days(7 * weeks)));
        let no = match gate {
            BlockerKind::Retired => self.status(id) == Status::Retired,
            // Closed now, or when even the fastest would sit it, with no day known on which it opens again.
            BlockerKind::NotYetOpen => self.status(id) == Status::Announced || first_attempt.iter().chain(ready).any(closed),
            BlockerKind::RetiresBeforeReady => self.ends_too_soon(id),
            BlockerKind::NotOpenToYou => self.is_closed_to_you(it),
            BlockerKind::OverBudget => you.budget.zip(self.most(id)).is_some_and(|(budget, most)| most > budget),
            BlockerKind::PriceUnknown => you.budget.is_some() && bill.is_none(),
            // A limit is a limit: being in time must not depend on luck.
            BlockerKind::PastDeadline => deadline.is_some_and(|by| ready.is_none_or(|(_, slow)| slow > by)),
            BlockerKind::AlreadyHeld => self.holds(id.into()),
            BlockerKind::Prerequisite => it.requires().iter().any(|one| self.lacks(one)),
            BlockerKind::TooAdvanced => self.step(it) == Some(LevelGap::TwoAbove),
            BlockerKind::NoHandsOn => you.hands_on == Some(true) && !it.hands_on.is_some_and(HandsOn::is_practical),
        };
        no.then_some(gate == BlockerKind::PastDeadline && ready.is_none())
    }

    /// The strongest rule that is for this person on this day and names it; of equally strong ones the first.
    fn named(&self, id: CredentialId) -> Option<Name> {
        let rules = self.framework.naming.iter().enumerate().filter(|(_, rule)| {
            let counts = rule.from.is_none_or(|from| from <= self.as_of) && rule.until.is_none_or(|until| self.as_of <= until);
            counts && self.is_like(&rule.you) && !rule.unless.iter().any(|not| self.is_like(not))
        });
        let names = rules.filter_map(|(number, rule)| {
            let (over, living): (Vec<CredentialId>, Vec<CredentialId>) =
                rule.names.iter().partition(|name| self.status(**name) == Status::Retired);
            let mut stand = living.into_iter().chain(over).flat_map(|name| self.stand_ins(name, None));
            stand.find(|(stands, _)| *stands == id).map(|(_, replaced)| (rule.grade, number, replaced))
        });
        names.min_by_key(|(grade, number, _)| (*grade, *number))
    }

    /// What has retired hands its place to its heirs. So does what will have before this person can hold it, and so do they; but where
    /// nobody is left to take the place it stays.
    fn stand_ins(&self, id: CredentialId, replaced: Option<CredentialId>) -> Vec<(CredentialId, Option<CredentialId>)> {
        let heirs = self.heirs(id);
        if self.status(id) == Status::Retired || (self.ends_too_soon(id) && !heirs.is_empty()) {
            return heirs.into_iter().flat_map(|heir| self.stand_ins(heir, replaced.or(Some(id)))).collect();
        }
        vec![(id, replaced)]
    }

    /// The successors that can be earned; in the place of one that has retired, its own.
    fn heirs(&self, id: CredentialId) -> Vec<CredentialId> {
        let of = |heir: &CredentialId| match self.status(*heir) {
            Status::Retired => self.heirs(*heir),
            status if status.is_open() && !self.is_closed_to_you(&self.catalog[*heir]) => vec![*heir],
            _ => Vec::new(),
        };
        self.catalog[id].successors().iter().flat_map(of).collect()
    }

    fn status(&self, id: CredentialId) -> Status {
        self.catalog[id].lifecycle.status(self.as_of)
    }

    /// It has not ended, and will have by the day on which even the fastest can hold it.
    fn ends_too_soon(&self, id: CredentialId) -> bool {
        let held = self.comes_to[id.index()].ready.or(self.comes_to[id.index()].first_attempt);
        self.catalog[id].lifecycle.last_day.zip(held).is_some_and(|(last, (fast, _))| self.as_of <= last && last < fast)
    }

    /// Not everybody may earn it, or a policy forbids its provider.
    fn is_closed_to_you(&self, it: &Credential) -> bool {
        it.access.is_some() || self.catalog.forbidden.contains_key(&it.provider)
    }

    fn most(&self, id: CredentialId) -> Option<Usd> {
        self.comes_to[id.index()].bill.as_ref().map(|bill| bill.total.high)
    }

    /// What has no day of earning counts as valid, and so does what never expires or nobody knows when.
    fn is_valid(&self, held: &Held) -> bool {
        let months = if let Thing::Credential(id) = held.what { self.catalog[id].valid_months } else { None };
        held.earned.zip(months).is_none_or(|(earned, months)| earned.plus_months(months) >= self.as_of)
    }

    fn holds(&self, thing: Thing) -> bool {
        self.you.have.iter().any(|held| held.what == thing && self.is_valid(held))
    }

    fn lacks(&self, one: &Prerequisite) -> bool {
        !one.any_of.iter().any(|thing| self.holds(*thing))
    }
}
