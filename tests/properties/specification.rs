//! What is decided, as plainly as it can be said: gates, then criteria, never points. It asks every rule of every credential, and the
//! decision by sets is held against it. What a credential comes to in dollars, hours and days is `figures`; what the conditions of
//! rules mean stands in `conditions`, what is held and what lies below it in `holdings`, the order in `order`.

mod conditions;
mod holdings;
mod order;

use certwise::calendar::Day;
use certwise::catalog::{Catalog, Credential, CredentialId};
use certwise::decide::{Leader, figures};
use certwise::framework::{Condition, Framework, GradeRow, Naming};
use certwise::money::Usd;
use certwise::recommendation::Estimate;
use certwise::situation::Situation;
use certwise::vocabulary::{BlockerKind, Doubt, HandsOn, Kind, KindGroup, KindWish, LevelGap, NamingGrade, Status, Wish};

pub use order::ahead_by;

/// How strongly, by which rule of the framework, and in whose place a credential is named.
pub type Name = (NamingGrade, usize, Option<CredentialId>);

/// What a rule names, and the one whose place it took.
type StandIn = (CredentialId, Option<CredentialId>);

/// A name, and what handed it on; `None` where the rule itself names it.
pub type Borne = (Name, Option<CredentialId>);

/// What is said of one credential.
#[derive(Debug)]
pub struct Verdict {
    pub id: CredentialId,
    /// Its strongest names, of which one is said: the one of the rule that names it so, else each that was handed on to it.
    pub names: Vec<Borne>,
    /// The gates that say no, in the framework's order, each with whether it does so because a figure is unknown.
    pub blockers: Vec<(BlockerKind, bool)>,
    /// For each criterion the place of the first grade whose condition is met.
    pub grades: Vec<u8>,
    pub cautions: Vec<usize>,
    /// What never stands behind it, and why.
    pub leader: Option<(CredentialId, Leader)>,
    /// Its place in the order; 0 where it does not fit.
    pub rank: usize,
}

impl Verdict {
    pub fn grade(&self) -> Option<NamingGrade> {
        self.names.first().map(|((grade, ..), _)| *grade)
    }
}

/// What fits, best first; what does not; and the advice. What nobody knew of on the day is in neither.
pub fn decide(catalog: &Catalog, framework: &Framework, you: &Situation, as_of: Day) -> (Vec<Verdict>, Vec<Verdict>, Vec<usize>) {
    let all = || catalog.numbered().map(|(id, _)| id);
    let comes_to = catalog.credentials.iter().map(|it| figures(it, as_of, you)).collect();
    let mut asked = Question { catalog, framework, as_of, you, comes_to, past: Vec::new(), steps: Vec::new(), takeable: Vec::new() };
    asked.past = asked.all_past();
    asked.steps = all().filter(|id| asked.is_above(*id)).collect();
    let known = |id: &CredentialId| catalog[*id].lifecycle.announced.is_none_or(|day| day <= as_of);
    let takeable = all().filter(|id| known(id) && asked.blockers(*id).is_empty() && !asked.is_nameless(*id));
    asked.takeable = takeable.collect();
    let names = asked.all_names();
    let verdicts = all().filter(known).map(|id| asked.verdict(id, names[id.index()].clone()));
    let (fits, out): (Vec<_>, Vec<_>) = verdicts.partition(|it| it.blockers.is_empty());
    (order::in_order(fits), out, numbers(&framework.advice, |advice| asked.is_like(&advice.you)))
}

/// One person on one day, what each credential comes to for them, and what of it was looked at before.
struct Question<'a> {
    catalog: &'a Catalog,
    framework: &'a Framework,
    as_of: Day,
    you: &'a Situation,
    comes_to: Vec<Estimate>,
    /// What lies below something that is or was held.
    past: Vec<CredentialId>,
    /// What is a step above the person.
    steps: Vec<CredentialId>,
    /// What fits, and is in no doubt that takes its name.
    takeable: Vec<CredentialId>,
}

/// The places of those of which it is so.
fn numbers<T>(list: &[T], so: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..list.len()).filter(|number| so(&list[*number])).collect()
}

impl Question<'_> {
    fn verdict(&self, id: CredentialId, names: Vec<Borne>) -> Verdict {
        let framework = self.framework;
        let grade = names.first().map(|((grade, ..), _)| *grade);
        let met = |when: &Condition| self.meets(id, grade, when);
        let first = |rows: &[GradeRow]| (0..).zip(rows).find(|(_, row)| met(&row.when)).expect("the last row asks nothing").0;
        let grades = framework.criterion.iter().map(|criterion| first(&criterion.grade));
        Verdict {
            id,
            blockers: self.blockers(id),
            grades: grades.collect(),
            cautions: numbers(&framework.caution, |it| met(&it.when)),
            leader: self.leader(id),
            rank: 0,
            names,
        }
    }

    fn blockers(&self, id: CredentialId) -> Vec<(BlockerKind, bool)> {
        self.framework.gate.iter().filter_map(|gate| self.says_no(gate.id, id).map(|unknown| (gate.id, unknown))).collect()
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
            BlockerKind::AlreadyHeld => self.holds(id.into(), self.as_of),
            // It must still be there when even the fastest sits the exam.
            BlockerKind::Prerequisite => {
                let day = first_attempt.map_or(self.as_of, |(fast, _)| fast);
                it.requires().iter().any(|one| self.lacks(one, day))
            }
            BlockerKind::TooAdvanced => self.is_too_advanced(it),
            BlockerKind::BelowLevel => {
                let low = self.level_gap(it) == Some(LevelGap::TwoBelow) || self.past.contains(&id);
                low && !self.renews_yours(id) && !self.holds(id.into(), self.as_of)
            }
            BlockerKind::KindNotWanted => self.grants(id, Wish::Kind) == Some(false),
            BlockerKind::ProviderNotWanted => self.grants(id, Wish::Provider) == Some(false),
            BlockerKind::TierNotWanted => self.grants(id, Wish::Tier) == Some(false),
            BlockerKind::LanguageNotOffered => self.grants(id, Wish::Language) == Some(false),
            BlockerKind::DeliveryNotOffered => self.grants(id, Wish::Delivery) == Some(false),
            BlockerKind::NoHandsOn => you.hands_on == Some(true) && !it.hands_on.is_some_and(HandsOn::is_practical),
        };
        no.then_some(gate == BlockerKind::PastDeadline && ready.is_none())
    }

    /// Whether it is as the person wishes, of whom nothing is wished everything is; `None` where nobody knows.
    fn grants(&self, id: CredentialId, wish: Wish) -> Option<bool> {
        let (it, you) = (&self.catalog[id], self.you);
        let has_exam = it.kind == Kind::ProctoredExam || it.cost.exam.is_some() || it.cost.exam_beta.is_some();
        let is_of = |wanted: &KindWish| match wanted {
            KindWish::One(kind) => *kind == it.kind,
            KindWish::Group(KindGroup::Exam) => has_exam,
            KindWish::Group(KindGroup::Programme) => it.kind == Kind::UniversityProgramme,
            KindWish::Group(KindGroup::Course) => !matches!(it.kind, Kind::ProctoredExam | Kind::UniversityProgramme),
        };
        match wish {
            Wish::Kind => Some(you.kind.is_empty() || you.kind.iter().any(is_of)),
            Wish::Provider => Some(you.provider.is_empty() || you.provider.contains(&it.provider)),
            Wish::Tier => Some(you.tier.is_empty() || self.tier(id).is_some_and(|tier| you.tier.contains(&tier))),
            // What has no exam is in every language, and can be done anywhere.
            Wish::Language if you.language.is_empty() || !has_exam => Some(true),
            Wish::Delivery if you.delivery.is_empty() || !has_exam => Some(true),
            Wish::Language => Some(it.languages.as_ref()?.iter().any(|one| you.language.contains(one))),
            Wish::Delivery => Some(it.delivery.as_ref()?.iter().any(|one| you.delivery.contains(one))),
        }
    }

    fn is_too_advanced(&self, it: &Credential) -> bool {
        [self.level_gap(it), self.coding_gap(it)].contains(&Some(LevelGap::TwoAbove))
    }

    /// A step above the person in level or in programming, and in neither more than that; unless a rule for just this level names it,
    /// which knows how its level lies, or everything that it builds on is done.
    fn is_above(&self, id: CredentialId) -> bool {
        let it = &self.catalog[id];
        let for_level = |rule: &Naming| self.you.level.is_some_and(|level| rule.you.level == [level]);
        let level = self.level_gap(it) == Some(LevelGap::Above)
            && !self.speaking().any(|(_, rule)| for_level(rule) && self.by_rule(rule, id).is_some());
        let coding = self.coding_gap(it) == Some(LevelGap::Above);
        let stones = it.builds_on();
        let is_done =
            |stone: &CredentialId| self.holds((*stone).into(), self.as_of) || self.has_expired(*stone) || self.past.contains(stone);
        (level || coding) && !self.is_too_advanced(it) && (stones.is_empty() || !stones.iter().all(is_done))
    }

    fn is_step(&self, id: CredentialId) -> bool {
        self.steps.contains(&id)
    }

    /// Nobody is sent by a name to what may not be there.
    fn is_nameless(&self, id: CredentialId) -> bool {
        self.is_doubted(id, &[Doubt::Existence, Doubt::Opening])
    }

    /// The rules that are for this person on this day.
    fn speaking(&self) -> impl Iterator<Item = (usize, &Naming)> {
        self.framework.naming.iter().enumerate().filter(|(_, rule)| {
            let counts = rule.from.is_none_or(|from| from <= self.as_of) && rule.until.is_none_or(|until| self.as_of <= until);
            counts && self.is_like(&rule.you) && !rule.unless.iter().any(|not| self.is_like(not))
        })
    }

    /// Whether the rule's list names it, and in whose place.
    fn by_rule(&self, rule: &Naming, id: CredentialId) -> Option<StandIn> {
        let (over, living): (Vec<CredentialId>, Vec<CredentialId>) =
            rule.names.iter().partition(|name| self.status(**name) == Status::Retired);
        let mut stand = living.into_iter().chain(over).flat_map(|name| self.stand_ins(name, None));
        stand.find(|(stands, _)| *stands == id)
    }

    /// The strongest rule that names it; of equally strong ones the first.
    fn own_name(&self, id: CredentialId) -> Option<Name> {
        let names = self.speaking().filter_map(|(number, rule)| {
            let held = || self.in_place_of_held(id).filter(|_| rule.held);
            let opened = || (rule.opened && self.is_opened_by_held(id)).then_some((id, None));
            self.by_rule(rule, id).or_else(held).or_else(opened).map(|(_, replaced)| (rule.grade, number, replaced))
        });
        names.min_by_key(|(grade, number, _)| (*grade, *number)).filter(|_| !self.is_nameless(id))
    }

    /// For each credential its strongest names. A name wanders for as long as it is handed on.
    fn all_names(&self) -> Vec<Vec<Borne>> {
        let all: Vec<CredentialId> = self.catalog.numbered().map(|(id, _)| id).collect();
        let mut names: Vec<Vec<Borne>> = all.iter().map(|id| self.own_name(*id).map(|name| (name, None)).into_iter().collect()).collect();
        let hands: Vec<(CredentialId, CredentialId)> =
            all.iter().flat_map(|from| self.hands_to(*from).into_iter().map(|to| (*from, to))).collect();
        let mut goes_on = true;
        while std::mem::take(&mut goes_on) {
            for (from, to) in &hands {
                for (name, _) in names[from.index()].clone() {
                    if !names[to.index()].contains(&(name, Some(*from))) {
                        names[to.index()].push((name, Some(*from)));
                        goes_on = true;
                    }
                }
            }
        }
        for names in &mut names {
            let strongest = names.iter().map(|((grade, ..), _)| *grade).min();
            names.retain(|((grade, ..), _)| Some(*grade) == strongest);
            if names.first().is_some_and(|(_, from)| from.is_none()) {
                names.truncate(1);
            }
        }
        names
    }

    /// To what it hands its name: where it is a step, to what it builds on; where it may end too soon, to what takes its place.
    fn hands_to(&self, id: CredentialId) -> Vec<CredentialId> {
        let stones = self.catalog[id].builds_on().iter().filter(|_| self.is_step(id)).copied();
        let heirs = self.heirs(id).into_iter().filter(|_| self.leaves_its_place(id));
        let is_open = self.status(id).is_open() && !self.is_closed_to_you(&self.catalog[id]);
        stones.chain(heirs).filter(|to| is_open && *to != id && self.takeable.contains(to)).collect()
    }

    /// After the day of the article, which knew what it named, whatever the slow estimate may miss.
    fn leaves_its_place(&self, id: CredentialId) -> bool {
        self.as_of > self.framework.published && self.may_end_too_soon(id)
    }

    /// Where it is a step, the first thing that leads to it and can be taken; rather one that is no step itself.
    fn stone(&self, id: CredentialId) -> Option<CredentialId> {
        let stones: Vec<CredentialId> =
            self.catalog[id].builds_on().iter().filter(|stone| **stone != id && self.takeable.contains(stone)).copied().collect();
        let easy = stones.iter().find(|stone| !self.is_step(**stone));
        easy.or(stones.first()).filter(|_| self.is_step(id)).copied()
    }

    /// The same, where it does not lead back to itself.
    fn first_stone(&self, id: CredentialId) -> Option<CredentialId> {
        self.stone(id).filter(|_| !leads_back(id, |id| self.stone(id)))
    }

    fn heir(&self, id: CredentialId) -> Option<CredentialId> {
        let heirs = self.heirs(id);
        heirs.into_iter().find(|heir| *heir != id && self.leaves_its_place(id) && self.takeable.contains(heir))
    }

    fn leader(&self, id: CredentialId) -> Option<(CredentialId, Leader)> {
        let link = |id| self.first_stone(id).or_else(|| self.heir(id));
        let stone = self.first_stone(id).map(|stone| (stone, Leader::Stone));
        let heir = || self.heir(id).filter(|_| !leads_back(id, link)).map(|heir| (heir, Leader::Successor));
        stone.or_else(heir)
    }

    /// What has retired hands its place to its heirs. So does what will have before this person can hold it, and so do they; but where
    /// nobody is left to take the place it stays.
    fn stand_ins(&self, id: CredentialId, replaced: Option<CredentialId>) -> Vec<StandIn> {
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

    /// The same by the slow estimate, and it may have ended.
    fn may_end_too_soon(&self, id: CredentialId) -> bool {
        let held = self.comes_to[id.index()].ready.or(self.comes_to[id.index()].first_attempt);
        self.catalog[id].lifecycle.last_day.zip(held).is_some_and(|(last, (_, slow))| last < slow)
    }

    /// Not everybody may earn it, or a policy forbids its provider.
    fn is_closed_to_you(&self, it: &Credential) -> bool {
        it.access.is_some() || self.catalog.forbidden.contains_key(&it.provider)
    }

    fn most(&self, id: CredentialId) -> Option<Usd> {
        self.comes_to[id.index()].bill.as_ref().map(|bill| bill.total.high)
    }
}

/// Whether the way from there comes back to where it began.
fn leads_back(start: CredentialId, next: impl Fn(CredentialId) -> Option<CredentialId>) -> bool {
    let mut seen = Vec::new();
    let mut at = next(start);
    while let Some(id) = at.filter(|id| !seen.contains(id)) {
        seen.push(id);
        at = next(id);
    }
    seen.contains(&start)
}
