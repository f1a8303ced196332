//! The rules on one day, and what credentials come to at each pace: as sets, so that a decision is a few and-operations and searches.

mod table;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use table::MOST_SETS;
pub use table::{Table, Thresholds};

use crate::calendar::{Day, Pace, Pause};
use crate::catalog::CredentialId;
pub use crate::rules::partners;
pub use crate::rules::set;
use crate::rules::set::{Set, set_of};
pub use crate::rules::{AnyOf, Asked, Holds, People, Row, Rules, Whom};
use crate::situation::Situation;
use crate::snapshot::{CredentialState, Snapshot};
use crate::vocabulary::{Doubt, Status};

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
    /// What nobody can confirm: that it still runs, or is open yet.
    pub unconfirmed: Set,
    /// What the catalogue says to confirm the price of.
    pub price_to_confirm: Set,
    /// What can be earned.
    pub obtainable: Set,
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

impl Prepared {
    /// The rules on the snapshot's day.
    #[must_use]
    pub fn on(snapshot: &Snapshot<'_>, rules: &Arc<Rules>) -> Self {
        let where_so = |so: &dyn Fn(CredentialId, &CredentialState) -> bool| {
            set_of(rules.things, snapshot.states().filter(|(id, it)| so(*id, it)).map(|(id, _)| id))
        };
        let of_status = |status: Status| where_so(&|_, it| it.status == status);
        let closed = |id: CredentialId| {
            let credential = snapshot.credential(id);
            credential.access.is_some() || snapshot.forbidden_by(credential).is_some()
        };
        let doubted = |about: &[Doubt]| {
            let counts = |(_, doubt, since): &&(CredentialId, Doubt, Option<Day>)| {
                about.contains(doubt) && since.is_none_or(|since| since <= snapshot.as_of)
            };
            set_of(rules.things, rules.doubts.iter().filter(counts).map(|(id, ..)| *id))
        };
        Self {
            rules: Arc::clone(rules),
            known: where_so(&|_, it| it.known),
            retired: of_status(Status::Retired),
            announced: of_status(Status::Announced),
            unconfirmed: doubted(&[Doubt::Existence, Doubt::Opening]),
            price_to_confirm: doubted(&[Doubt::Price]),
            obtainable: where_so(&|_, it| it.obtainable),
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
