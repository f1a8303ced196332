//! The catalogue and the framework as they stand on one day: all that does not depend on the person, settled once.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, CredentialId, Held, Thing};
use crate::framework::{Framework, Naming};
use crate::prepared::{Holds, Prepared, Rules};
use crate::situation::Situation;
use crate::vocabulary::{Kind, Level, Status};

/// More successors than this nobody looks through; the lists of a long chain would otherwise grow with its square.
const MOST_REPLACEMENTS: usize = 100;

/// Days after which a credential that nobody checked says so.
pub const STALE_AFTER_DAYS: i32 = 180;

/// The catalogue and the framework on one day.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// Every credential.
    pub catalog: &'a Catalog,
    /// The framework.
    pub framework: &'a Framework,
    /// The day.
    pub as_of: Day,
    /// For each credential, in the catalogue's order, how it stands.
    states: Vec<CredentialState>,
    /// The naming rules that count on that day, in the framework's order.
    pub namings: Vec<ActiveNaming<'a>>,
    /// The rules as sets: what does not depend on the day, shared with other days.
    rules: Arc<Rules>,
    /// What does; made when first asked for.
    prepared: OnceLock<Arc<Prepared>>,
}

/// How one credential stands on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialState {
    /// Its status.
    pub status: Status,
    /// Whether it is open, open to everyone, and forbidden by no policy.
    pub obtainable: bool,
    /// Its tier in the framework; `None` when it belongs to none.
    pub tier: Option<u8>,
    /// Places of the obtainable credentials that took its place, in the order of its successors; the first hundred.
    pub replacements: Vec<CredentialId>,
    /// Whether anybody could know of it: it was announced by then, or nobody knows when it was.
    pub known: bool,
    /// The newest day, not after the snapshot's, on which its facts were read; `None` when nothing but estimates is known.
    pub checked: Option<Day>,
    /// Whether nobody has checked it for [`STALE_AFTER_DAYS`].
    pub stale: bool,
}

/// A naming rule with its names resolved for the day.
#[derive(Clone, Debug)]
pub struct ActiveNaming<'a> {
    /// The rule.
    pub rule: &'a Naming,
    /// Its place in the framework's list.
    pub number: usize,
    /// Places of the credentials it names, each with the place of the retired one whose place it took.
    pub names: Vec<(CredentialId, Option<CredentialId>)>,
}

impl<'a> Snapshot<'a> {
    /// Settles what does not depend on the person.
    #[must_use]
    pub fn on(catalog: &'a Catalog, framework: &'a Framework, as_of: Day) -> Self {
        Self::with_rules(catalog, framework, Arc::new(Rules::new(catalog, framework)), as_of)
    }

    /// The same catalogue and framework on another day.
    #[must_use]
    pub fn on_day(&self, as_of: Day) -> Self {
        Self::with_rules(self.catalog, self.framework, Arc::clone(&self.rules), as_of)
    }

    /// The rules as sets, as far as they do not depend on the day.
    #[must_use]
    pub const fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The rules as sets.
    #[must_use]
    pub fn prepared(&self) -> &Prepared {
        self.prepared.get_or_init(|| Arc::new(Prepared::on(self, &self.rules)))
    }

    /// The same with the rules as sets, which are those of that catalogue and framework.
    #[must_use]
    pub fn with_rules(catalog: &'a Catalog, framework: &'a Framework, rules: Arc<Rules>, as_of: Day) -> Self {
        let (states, namings, prepared) = (Vec::new(), Vec::new(), OnceLock::new());
        let mut snapshot = Self { catalog, framework, as_of, states, namings, rules, prepared };
        snapshot.states = catalog.numbered().map(|(id, credential)| snapshot.settle_one(id, credential)).collect();
        let mut taken_by = vec![None; catalog.credentials.len()];
        for id in catalog.order() {
            snapshot.states[id.index()].replacements = snapshot.replacements(id, &mut taken_by);
        }
        let counts = |rule: &Naming| rule.from.is_none_or(|from| from <= as_of) && rule.until.is_none_or(|until| as_of <= until);
        snapshot.namings = framework
            .naming
            .iter()
            .enumerate()
            .filter(|(_, rule)| counts(rule))
            .map(|(number, rule)| ActiveNaming { rule, number, names: snapshot.resolve(rule) })
            .collect();
        snapshot
    }

    fn settle_one(&self, id: CredentialId, credential: &Credential) -> CredentialState {
        let status = credential.lifecycle.status(self.as_of);
        let checked = credential.checked(self.as_of);
        CredentialState {
            status,
            obtainable: status.is_open() && credential.access.is_none() && self.forbidden_by(credential).is_none(),
            tier: self.rules.tiers[id.index()],
            replacements: Vec::new(),
            known: credential.lifecycle.announced.is_none_or(|announced| announced <= self.as_of),
            checked,
            stale: checked.is_none_or(|checked| checked.days_until(self.as_of) > STALE_AFTER_DAYS),
        }
    }

    /// Follows the successors to what can be earned: an open one counts itself, for a retired one its own heirs do, which are
    /// known already. In `taken_by` each heir is marked with the place that has it.
    fn replacements(&self, id: CredentialId, taken_by: &mut [Option<CredentialId>]) -> Vec<CredentialId> {
        let of = |successor: &'a CredentialId| {
            let standing = &self.state(*successor);
            match standing.status {
                _ if standing.obtainable => std::slice::from_ref(successor),
                Status::Retired => standing.replacements.as_slice(),
                _ => &[],
            }
        };
        let all = self.catalog[id].successors().iter().flat_map(of).copied();
        all.filter(|heir| taken_by[heir.index()].replace(id) != Some(id)).take(MOST_REPLACEMENTS).collect()
    }

    fn resolve(&self, rule: &Naming) -> Vec<(CredentialId, Option<CredentialId>)> {
        let (retired, living): (Vec<CredentialId>, Vec<CredentialId>) =
            rule.names.iter().copied().partition(|id| self.state(*id).status == Status::Retired);
        let mut taken: HashSet<CredentialId> = living.iter().copied().collect();
        let mut names: Vec<(CredentialId, Option<CredentialId>)> = living.into_iter().map(|id| (id, None)).collect();
        for id in retired {
            names.extend(self.state(id).replacements.iter().filter(|heir| taken.insert(**heir)).map(|heir| (*heir, Some(id))));
        }
        names
    }

    /// How a credential stands on the day.
    #[must_use]
    pub fn state(&self, id: CredentialId) -> &CredentialState {
        &self.states[id.index()]
    }

    /// How each credential stands on the day, in the catalogue's order.
    pub fn states(&self) -> impl Iterator<Item = (CredentialId, &CredentialState)> {
        self.states.iter().enumerate().map(|(index, state)| (CredentialId::new(index), state))
    }

    /// The credential of that number.
    #[must_use]
    pub fn credential(&self, id: CredentialId) -> &'a Credential {
        &self.catalog[id]
    }

    /// The places of the credentials that were known of on the day, in the catalogue's order.
    pub fn known(&self) -> impl Iterator<Item = CredentialId> + '_ {
        self.states().filter(|(_, state)| state.known).map(|(id, _)| id)
    }

    /// Whether what is held is valid on the day. Without a day of earning, or without a known validity, it is.
    #[must_use]
    pub fn is_valid(&self, held: &Held) -> bool {
        held.is_possible(self.catalog) && held.valid_until(self.catalog).is_none_or(|until| until >= self.as_of)
    }

    /// What the person holds that is valid on the day, as a number, and what the exams serve that they hold or held.
    #[must_use]
    pub fn holds(&self, situation: &Situation) -> Holds {
        let mut holds = Holds::default();
        for held in situation.have.iter().filter(|held| held.is_possible(self.catalog)) {
            // What is held is there once.
            holds.count += usize::from(self.is_valid(held));
            if let Thing::Credential(id) = held.what {
                let credential = self.credential(id);
                if credential.kind == Kind::ProctoredExam && credential.level.is_some_and(|level| level > Level::Beginner) {
                    holds.exams_for.extend(credential.goals());
                }
            }
        }
        holds
    }

    /// The name of the file whose policy forbids the credential's provider; `None` when none does.
    #[must_use]
    pub fn forbidden_by(&self, credential: &Credential) -> Option<&'a str> {
        self.catalog.forbidden.get(&credential.provider).map(String::as_str)
    }

    /// The id of a credential's provider.
    #[must_use]
    pub fn provider(&self, credential: &Credential) -> &'a str {
        &self.catalog[credential.provider].id
    }
}
