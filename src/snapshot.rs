//! The catalogue and the framework as they stand on one day: all that does not depend on the person, settled once.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

use crate::calendar::Day;
use crate::catalog::{Catalog, Credential};
use crate::framework::{Framework, Naming};
use crate::prepared::{Prepared, Rules};
use crate::situation::{Held, Situation};
use crate::vocabulary::Status;

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
    pub states: Vec<CredentialState>,
    /// The naming rules that count on that day, in the framework's order.
    pub namings: Vec<ActiveNaming<'a>>,
    /// The rules as sets: what does not depend on the day, shared with other days, and what does; made when first asked for.
    rules: Arc<OnceLock<Arc<Rules>>>,
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
    pub replacements: Vec<usize>,
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
    pub names: Vec<(usize, Option<usize>)>,
}

impl<'a> Snapshot<'a> {
    /// Settles what does not depend on the person.
    #[must_use]
    pub fn on(catalog: &'a Catalog, framework: &'a Framework, as_of: Day) -> Self {
        Self::settle(catalog, framework, as_of, Arc::default())
    }

    /// The same catalogue and framework on another day.
    #[must_use]
    pub fn on_day(&self, as_of: Day) -> Self {
        Self::settle(self.catalog, self.framework, as_of, Arc::clone(&self.rules))
    }

    /// The rules as sets.
    #[must_use]
    pub fn prepared(&self) -> &Prepared {
        self.prepared.get_or_init(|| Arc::new(Prepared::on(self, &self.rules)))
    }

    fn settle(catalog: &'a Catalog, framework: &'a Framework, as_of: Day, rules: Arc<OnceLock<Arc<Rules>>>) -> Self {
        let (states, namings, prepared) = (Vec::new(), Vec::new(), OnceLock::new());
        let mut snapshot = Self { catalog, framework, as_of, states, namings, rules, prepared };
        snapshot.states = catalog.credentials.iter().map(|credential| snapshot.standing(credential)).collect();
        let mut taken_by = vec![None; catalog.credentials.len()];
        for place in catalog.order() {
            snapshot.states[place].replacements = snapshot.replacements(place, &mut taken_by);
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

    fn standing(&self, credential: &Credential) -> CredentialState {
        let status = credential.facts.lifecycle.status(self.as_of);
        let checked = credential.facts.checked(self.as_of);
        CredentialState {
            status,
            obtainable: status.is_open() && credential.facts.access.is_none() && self.forbidden_by(credential).is_none(),
            tier: self.tier_of(credential),
            replacements: Vec::new(),
            known: credential.facts.lifecycle.announced.is_none_or(|announced| announced <= self.as_of),
            checked,
            stale: checked.is_none_or(|checked| checked.days_until(self.as_of) > STALE_AFTER_DAYS),
        }
    }

    fn tier_of(&self, credential: &Credential) -> Option<u8> {
        let tiers = &self.framework.tier;
        let provider = self.provider(credential);
        let by_name = tiers.iter().find(|tier| tier.named.iter().any(|id| *id.get_ref() == credential.id));
        let by_rule = || tiers.iter().find(|tier| tier.which.iter().any(|which| which.matches(credential, provider, None, None)));
        by_name.or_else(by_rule).map(|tier| tier.tier)
    }

    /// Follows the successors to what can be earned: an open one counts itself, for a retired one its own heirs do, which are
    /// known already. In `taken_by` each heir is marked with the place that has it.
    fn replacements(&self, place: usize, taken_by: &mut [Option<usize>]) -> Vec<usize> {
        let of = |successor: &'a usize| {
            let standing = &self.states[*successor];
            match standing.status {
                _ if standing.obtainable => std::slice::from_ref(successor),
                Status::Retired => standing.replacements.as_slice(),
                _ => &[],
            }
        };
        let all = self.catalog.credentials[place].successors.iter().flat_map(of).copied();
        all.filter(|heir| taken_by[*heir].replace(place) != Some(place)).take(MOST_REPLACEMENTS).collect()
    }

    fn resolve(&self, rule: &Naming) -> Vec<(usize, Option<usize>)> {
        let places: Vec<usize> = rule.names.iter().filter_map(|id| self.catalog.position(id.get_ref())).collect();
        let (retired, living): (Vec<usize>, Vec<usize>) =
            places.into_iter().partition(|place| self.states[*place].status == Status::Retired);
        let mut taken: HashSet<usize> = living.iter().copied().collect();
        let mut names: Vec<(usize, Option<usize>)> = living.into_iter().map(|place| (place, None)).collect();
        for place in retired {
            names.extend(self.states[place].replacements.iter().filter(|heir| taken.insert(**heir)).map(|heir| (*heir, Some(place))));
        }
        names
    }

    /// The credential at that place.
    #[must_use]
    pub fn credential(&self, place: usize) -> &'a Credential {
        &self.catalog.credentials[place]
    }

    /// The places of the credentials that were known of on the day, in the catalogue's order.
    pub fn known(&self) -> impl Iterator<Item = usize> + '_ {
        self.states.iter().enumerate().filter(|(_, standing)| standing.known).map(|(place, _)| place)
    }

    /// The day of the newest reading of any fact, where that lies after the snapshot's: prices, hours and policies are then
    /// those known on it, not those of the day. `None` where nothing was read later.
    #[must_use]
    pub fn facts_of_later_day(&self) -> Option<Day> {
        self.catalog.newest_reading().filter(|newest| *newest > self.as_of)
    }

    /// Whether what is held is valid on the day. Without a day of earning, or without a known validity, it is.
    #[must_use]
    pub fn is_valid(&self, held: &Held) -> bool {
        held.valid_until(self.catalog).is_none_or(|until| until >= self.as_of)
    }

    /// How many different things the person holds that are valid on the day.
    #[must_use]
    pub fn valid_holdings(&self, situation: &Situation) -> usize {
        if situation.have.is_empty() {
            return 0;
        }
        let valid = situation.have.iter().filter(|held| self.is_valid(held));
        valid.map(|held| held.id.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// The name of the file whose policy forbids the credential's provider; `None` when none does.
    #[must_use]
    pub fn forbidden_by(&self, credential: &Credential) -> Option<&'a str> {
        self.catalog.forbidden.get(&credential.provider).map(String::as_str)
    }

    /// The id of a credential's provider.
    #[must_use]
    pub fn provider(&self, credential: &Credential) -> &'a str {
        &self.catalog.providers[credential.provider].id
    }
}
