//! The catalogue, filtered and sorted.

use crate::catalog::{CredentialId, ProviderId};
use crate::decide::{Candidate, figures};
use crate::money::Usd;
use crate::recommendation::Estimate;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Goal, KindWish, Language, Level, Platform, Role, SortKey, Status, Suggestions};

/// What of the catalogue is wanted. Everything that is set must hold; unset asks nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of one of these providers.
    pub provider: Vec<ProviderId>,
    /// In one of these tiers.
    pub tier: Vec<u8>,
    /// Tied to one of these platforms.
    pub platform: Vec<Platform>,
    /// Of one of these kinds.
    pub kind: Vec<KindWish>,
    /// With an exam in one of these languages, as far as that was published.
    pub language: Vec<Language>,
    /// Of one of these statuses on the day.
    pub status: Vec<Status>,
    /// Costs at most so many US dollars at the reference pace; an unknown price does not.
    pub max_cost: Option<Usd>,
    /// Known to be free.
    pub free: bool,
    /// Words that must all stand in its id, name, code, aliases, topics or provider's name.
    pub search: Option<String>,
    /// Made for one of these levels; what is made for any is made for each.
    pub level: Vec<Level>,
    /// Made for one of these roles.
    pub role: Vec<Role>,
    /// Serves one of these goals.
    pub goal: Vec<Goal>,
    /// Can be taken on the day.
    pub open: bool,
    /// Also what has retired, which is otherwise left out unless a status is asked for.
    pub all: bool,
    /// The order; absent means by id.
    pub sort: Option<SortKey>,
}

/// What the filter lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its places in the catalogue, in the filter's order.
    pub ids: Vec<CredentialId>,
    /// How many more there are that have retired.
    pub left_out: usize,
    /// Whether all that a search found has retired, and is there for that reason alone.
    pub only_retired: bool,
}

/// The figures of every credential at the reference pace, in the catalogue's order.
#[must_use]
pub fn reference_estimates(snapshot: &Snapshot<'_>) -> Vec<Estimate> {
    snapshot.catalog.credentials.iter().map(|credential| figures(credential, snapshot.as_of, &Situation::default())).collect()
}

/// The case of the credential at that place, for nobody in particular.
#[must_use]
pub fn reference_candidate<'a>(
    snapshot: &'a Snapshot<'a>,
    nobody: &'a Situation,
    figures: &'a [Estimate],
    id: CredentialId,
) -> Candidate<'a> {
    Candidate { snapshot, situation: nobody, id, figures: &figures[id.index()], named: None, after: None }
}

/// The credentials that the filter lets through. What has retired is left out where nobody asked for it; what a search finds and has
/// retired is what was meant where it finds nothing else.
#[must_use]
pub fn list(snapshot: &Snapshot<'_>, figures: &[Estimate], filter: &Filter) -> Listing {
    let ids = admitted(snapshot, figures, filter);
    if filter.all || !filter.status.is_empty() {
        return Listing { ids, ..Listing::default() };
    }
    let (retired, living): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| snapshot.state(*id).status == Status::Retired);
    if living.is_empty() && !retired.is_empty() && filter.search.is_some() {
        return Listing { ids: retired, left_out: 0, only_retired: true };
    }
    Listing { ids: living, left_out: retired.len(), only_retired: false }
}

fn admitted(snapshot: &Snapshot<'_>, figures: &[Estimate], filter: &Filter) -> Vec<CredentialId> {
    let mut ids: Vec<CredentialId> = snapshot.known().filter(|&id| admits(snapshot, &figures[id.index()], filter, id)).collect();
    let cost = |id: CredentialId| figures[id.index()].bill.as_ref().map_or(u64::MAX, |bill| bill.total.high.dollars());
    let hours = |id: CredentialId| figures[id.index()].hours.map_or(u32::MAX, |hours| hours.high);
    match filter.sort {
        None | Some(SortKey::Id) => {}
        Some(SortKey::Name) => ids.sort_by_key(|&id| snapshot.credential(id).name.to_lowercase()),
        Some(SortKey::Provider) => ids.sort_by_key(|&id| snapshot.provider(snapshot.credential(id))),
        Some(SortKey::Tier) => ids.sort_by_key(|&id| snapshot.state(id).tier.unwrap_or(u8::MAX)),
        Some(SortKey::Cost) => ids.sort_by_key(|&id| cost(id)),
        Some(SortKey::Prep) => ids.sort_by_key(|&id| hours(id)),
        Some(SortKey::Expiry) => ids.sort_by_key(|&id| {
            let last = snapshot.credential(id).lifecycle.last_day;
            (last.is_none(), last)
        }),
    }
    ids
}

fn admits(snapshot: &Snapshot<'_>, figures: &Estimate, filter: &Filter, id: CredentialId) -> bool {
    fn one_of<T: PartialEq>(wanted: &[T], value: Option<&T>) -> bool {
        wanted.is_empty() || value.is_some_and(|value| wanted.contains(value))
    }
    let credential = snapshot.credential(id);
    let standing = &snapshot.state(id);
    let cost = figures.bill.as_ref().map(|bill| bill.total.high);
    one_of(&filter.provider, Some(&credential.provider))
        && one_of(&filter.tier, standing.tier.as_ref())
        && (filter.platform.is_empty() || credential.platforms().iter().any(|platform| filter.platform.contains(platform)))
        && (filter.kind.is_empty() || filter.kind.iter().any(|kind| kind.admits(credential.kind, credential.sits_exam())))
        && (filter.language.is_empty() || credential.languages.iter().flatten().any(|language| filter.language.contains(language)))
        && one_of(&filter.status, Some(&standing.status))
        && filter.max_cost.is_none_or(|most| cost.is_some_and(|cost| cost <= most))
        && (!filter.free || cost == Some(Usd::FREE))
        && credential.level.is_none_or(|level| one_of(&filter.level, Some(&level)))
        && (filter.role.is_empty() || credential.roles().iter().any(|role| filter.role.contains(role)))
        && (filter.goal.is_empty() || credential.goals().iter().any(|goal| filter.goal.contains(goal)))
        && (!filter.open || standing.status.is_open())
        && filter.search.as_ref().is_none_or(|wanted| {
            let text = searched(snapshot, id).join("\n").to_lowercase();
            wanted.to_lowercase().split_whitespace().all(|word| text.contains(word))
        })
}

/// Everything that a search looks at.
fn searched(snapshot: &Snapshot<'_>, id: CredentialId) -> Vec<String> {
    let credential = snapshot.credential(id);
    let facts = credential;
    let provider = &snapshot.catalog[credential.provider];
    let mut texts = vec![credential.id.clone(), credential.name.clone(), provider.name.clone(), provider.id.clone()];
    texts.extend(facts.code.iter().chain(facts.aliases().iter()).chain(facts.topics().iter()).cloned());
    texts
}

/// What comes near to a search that found nothing, at most three words of the catalogue.
#[must_use]
pub fn near_misses(snapshot: &Snapshot<'_>, search: &str) -> Vec<String> {
    let texts: Vec<String> = snapshot.known().flat_map(|id| searched(snapshot, id)).collect();
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    let words: Vec<&str> = words.filter(|word| word.chars().count() > 2).collect();
    let mut near: Vec<String> = Vec::new();
    let mut suggestions = Suggestions::default();
    for word in search.split_whitespace() {
        near.extend(suggestions.nearest(word, words.iter().copied()).into_iter().map(|near| format!("`{near}`")));
    }
    near.sort_by_key(|word| word.to_lowercase());
    near.dedup_by_key(|word| word.to_lowercase());
    near.truncate(3);
    near
}
