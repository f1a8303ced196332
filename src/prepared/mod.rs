//! The rules as sets over credentials and over people's answers: made once per catalogue and framework, and once per day, so that a
//! decision is a few and-operations and searches, without a word of text.

mod people;
pub mod set;
mod table;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use people::{People, Whom};
use set::{Set, set_of};
use table::MOST_SETS;
pub use table::{Table, Thresholds};

use crate::calendar::{Pace, Pause};
use crate::catalog::{Credential, CredentialId, Prerequisite, Thing};
use crate::decide::price_is_estimate;
use crate::framework::Condition;
use crate::money::Usd;
use crate::situation::Situation;
use crate::snapshot::{CredentialState, Snapshot};
use crate::vocabulary::{Flag, Goal, HandsOn, Level, LevelGap, NamingGrade, Overlap, Platform, Role, Status};

/// What does not depend on the day.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How many credentials there are.
    pub things: usize,
    /// Every condition on a person.
    pub people: People,
    /// For each naming rule of the framework whom it is for.
    pub namings: Vec<Whom>,
    /// For each criterion its grades, best first.
    pub criteria: Vec<Vec<Row>>,
    /// The cautions.
    pub cautions: Vec<Row>,
    /// For each piece of advice whom it is for.
    pub advice: Vec<Whom>,
    /// For each goal what serves it.
    pub by_goal: Vec<Set>,
    /// For each role what is made for it.
    pub by_role: Vec<Set>,
    /// For each platform what is tied to it.
    pub by_platform: Vec<Set>,
    /// For each level of a person, for each step what lies so to it.
    pub by_step: Vec<Vec<Set>>,
    /// What is practical.
    pub practical: Set,
    /// What asks for something to be held first.
    pub requires: Asked,
    /// What recommends something; an entry that names nothing asks nothing.
    pub recommends: Asked,
    /// What the catalogue says to confirm before paying.
    pub unconfirmed: Set,
    /// Whose study hours are unknown.
    pub hours_unknown: Set,
    /// Whose price is partly an estimate.
    pub price_estimated: Set,
    /// After which failed exam one waits nobody knows how long.
    pub wait_unknown: Set,
}

/// What credentials ask to be held.
#[derive(Clone, Debug)]
pub struct Asked {
    /// For each that asks for something, what would do: one of each.
    pub by: Vec<(CredentialId, Vec<AnyOf>)>,
    /// All of them.
    pub all: Set,
}

/// One of these is enough.
pub type AnyOf = Box<[Thing]>;

/// A condition: whom it is for, and the credentials that meet it as far as no day and no person matters.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whom it is for.
    pub whom: Whom,
    /// What is like that, whatever it costs.
    pub which: Set,
    /// The most that it may cost the person; `None` asks nothing.
    pub cost_at_most: Option<Usd>,
    /// What must be in common: one of these; empty asks nothing.
    pub shares: Vec<Overlap>,
    /// How the level must lie: one of these; empty asks nothing.
    pub step: Vec<LevelGap>,
    /// What must be so: one of these; empty asks nothing.
    pub is: Vec<Flag>,
    /// How it must be named: one of these; empty asks nothing.
    pub named: Vec<NamingGrade>,
}

/// The rules on one day.
#[derive(Debug)]
pub struct Prepared {
    /// What does not depend on the day.
    pub rules: Arc<Rules>,
    /// What was known of on the day.
    pub known: Set,
    /// What has retired.
    pub retired: Set,
    /// What is announced, and not open.
    pub announced: Set,
    /// What is a beta.
    pub beta: Set,
    /// What has a last day and is open.
    pub retiring: Set,
    /// What nobody has checked for long.
    pub stale: Set,
    /// What is closed to the person, by its provider or by a policy.
    pub closed: Set,
    /// For each hour of a week, without and with a second attempt, what credentials come to without pauses.
    tables: Vec<OnceLock<Table>>,
    /// The last few others, the latest first.
    recent: Mutex<Vec<(Ways, Arc<Table>)>>,
}

/// What a table depends on beside the day: the pace, whether a second attempt is counted in, and the pauses.
type Ways = (Pace, bool, Vec<Pause>);

/// So many tables are kept of those that are not kept for good.
const MOST_RECENT: usize = 3;

impl Rules {
    fn new(snapshot: &Snapshot<'_>) -> Self {
        let (catalog, framework) = (snapshot.catalog, snapshot.framework);
        let credentials = &catalog.credentials;
        let things = credentials.len();
        let where_so = |so: &dyn Fn(CredentialId, &Credential) -> bool| {
            set_of(things, catalog.numbered().filter(|(id, it)| so(*id, it)).map(|(id, _)| id))
        };
        let mut people = people::Collector::default();
        let row = |condition: &'_ Condition, whom: Whom| {
            let mut which = condition.credential.clone();
            let cost_at_most = which.cost_at_most.take();
            Row {
                whom,
                which: where_so(&|id, it| which.matches(id, it, snapshot.state(id).tier, None)),
                cost_at_most,
                shares: condition.shares.clone(),
                step: condition.step.clone(),
                is: condition.is.clone(),
                named: condition.named.clone(),
            }
        };
        let namings = framework.naming.iter().map(|rule| people.add(&rule.you, &rule.unless)).collect();
        let mut rows = Vec::with_capacity(framework.criterion.len());
        for criterion in &framework.criterion {
            let grades = criterion.grade.iter().map(|grade| row(&grade.when, people.add(&grade.when.you, &grade.when.unless)));
            rows.push(grades.collect());
        }
        let cautions = framework.caution.iter().map(|caution| row(&caution.when, people.add(&caution.when.you, &caution.when.unless)));
        let cautions = cautions.collect();
        let advice = framework.advice.iter().map(|advice| people.add(&advice.you, &[])).collect();
        let asked = |list: fn(&Credential) -> &[Prerequisite], counts: fn(&AnyOf) -> bool| {
            let of = |it: &Credential| list(it).iter().map(|it| it.any_of.clone().into()).filter(counts).collect::<Vec<AnyOf>>();
            let by = catalog.numbered().map(|(id, it)| (id, of(it)));
            let by: Vec<(CredentialId, Vec<AnyOf>)> = by.filter(|(_, any_of)| !any_of.is_empty()).collect();
            Asked { all: set_of(things, by.iter().map(|(id, _)| *id)), by }
        };
        let step =
            |level: Level, step: LevelGap| where_so(&|_, it| it.level.is_some_and(|theirs| LevelGap::between(level, theirs) == step));
        Self {
            things,
            people: people.finish(),
            namings,
            criteria: rows,
            cautions,
            advice,
            by_goal: Goal::ALL.iter().map(|goal| where_so(&|_, it| it.goals().contains(goal))).collect(),
            by_role: Role::ALL.iter().map(|role| where_so(&|_, it| it.roles().contains(role))).collect(),
            by_platform: Platform::ALL.iter().map(|platform| where_so(&|_, it| it.platforms().contains(platform))).collect(),
            by_step: Level::ALL.iter().map(|level| LevelGap::ALL.iter().map(|lies| step(*level, *lies)).collect()).collect(),
            practical: where_so(&|_, it| it.hands_on.is_some_and(HandsOn::is_practical)),
            requires: asked(Credential::requires, |_| true),
            recommends: asked(Credential::recommends, |any_of| !any_of.is_empty()),
            unconfirmed: where_so(&|_, it| it.confirm.is_some()),
            hours_unknown: where_so(&|_, it| it.prep.is_none()),
            price_estimated: where_so(&|_, it| price_is_estimate(it)),
            wait_unknown: where_so(&|_, it| it.sits_exam() && it.retake.is_none()),
        }
    }
}

impl Prepared {
    /// The rules on the snapshot's day. What does not depend on the day is made once for all snapshots that share `rules`.
    #[must_use]
    pub fn on(snapshot: &Snapshot<'_>, rules: &OnceLock<Arc<Rules>>) -> Self {
        let rules = rules.get_or_init(|| Arc::new(Rules::new(snapshot)));
        let where_so = |so: &dyn Fn(CredentialId, &CredentialState) -> bool| {
            set_of(rules.things, snapshot.states().filter(|(id, it)| so(*id, it)).map(|(id, _)| id))
        };
        let of_status = |status: Status| where_so(&|_, it| it.status == status);
        let closed = |id: CredentialId| {
            let credential = snapshot.credential(id);
            credential.access.is_some() || snapshot.forbidden_by(credential).is_some()
        };
        Self {
            rules: Arc::clone(rules),
            known: where_so(&|_, it| it.known),
            retired: of_status(Status::Retired),
            announced: of_status(Status::Announced),
            beta: of_status(Status::Beta),
            retiring: of_status(Status::Retiring),
            stale: where_so(&|_, it| it.stale),
            closed: where_so(&|id, _| closed(id)),
            tables: (0..=2 * Pace::MAX.hours()).map(|_| OnceLock::new()).collect(),
            recent: Mutex::default(),
        }
    }

    /// Whether the catalogue is so large that only the last few of what is as large are kept.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.rules.things > MOST_SETS
    }

    /// Whether the tables of that person at every pace of whole hours are kept once they are made: without pauses, and unless the
    /// catalogue is large.
    #[must_use]
    pub fn keeps_tables_of(&self, situation: &Situation) -> bool {
        situation.pause.is_empty() && !self.is_large()
    }

    /// What every credential comes to for that person: reckoned once for each pace where that is kept, else anew but for the last few.
    pub fn with_table<T>(&self, snapshot: &Snapshot<'_>, situation: &Situation, look: impl FnOnce(&Table) -> T) -> T {
        let pace = situation.pace();
        let new = || Table::new(snapshot, &self.rules, situation, pace);
        if self.keeps_tables_of(situation) && Pace::new(pace.hours()) == Some(pace) {
            let number = 2 * (pace.hours() as usize - 1) + usize::from(situation.plans_retake());
            return look(self.tables[number].get_or_init(new));
        }
        let ways = (pace, situation.plans_retake(), situation.pause.clone());
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let known = {
            let mut recent = recent();
            let known = recent.iter().position(|(its, _)| *its == ways);
            known.map(|at| {
                recent[..=at].rotate_right(1);
                Arc::clone(&recent[0].1)
            })
        };
        let table = known.unwrap_or_else(|| {
            let table = Arc::new(new());
            let mut recent = recent();
            recent.insert(0, (ways, Arc::clone(&table)));
            recent.truncate(MOST_RECENT);
            table
        });
        look(&table)
    }
}
