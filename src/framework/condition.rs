//! What a rule asks of the person and of a credential. AND across keys, OR inside a list; an absent key asks nothing.

use serde::{Deserialize, Serialize};

use crate::catalog::{Credential, CredentialId, Resolved, Stage};
use crate::money::Usd;
use crate::vocabulary::{Coding, Field, Flag, Goal, HandsOn, Kind, KindGroup, Level, LevelGap, NamingGrade, Overlap, Platform, Role};

/// What a rule asks, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, bound = "")]
pub struct Condition<S: Stage = Resolved> {
    /// What the person must be like.
    pub you: PersonFilter,
    /// What the person must not be like: none of these may hold.
    pub unless: Vec<PersonFilter>,
    /// What the credential must be like.
    pub credential: CredentialFilter<S>,
    /// What the person and the credential must have in common.
    pub shares: Vec<Overlap>,
    /// How the credential's level must lie to the person's; a credential without a level lies nowhere.
    pub step: Vec<LevelGap>,
    /// What must be so on the day, or for this person.
    pub is: Vec<Flag>,
    /// What must not be so: none of these.
    pub not: Vec<Flag>,
    /// How the framework must name the credential for this situation.
    pub named: Vec<NamingGrade>,
}

/// What the person must be like. An unset answer matches no list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, bound = "")]
pub struct PersonFilter {
    /// One of these roles.
    pub role: Vec<Role>,
    /// One of these levels.
    pub level: Vec<Level>,
    /// As much programming as one of these.
    pub coding: Vec<Coding>,
    /// One of these goals.
    pub goal: Vec<Goal>,
    /// At least one of these platforms.
    pub platform: Vec<Platform>,
    /// At least so many years of career.
    pub years_at_least: Option<u32>,
    /// At most so many years of career.
    pub years_at_most: Option<u32>,
    /// A budget was given and is below this, in US dollars.
    pub budget_below: Option<Usd>,
    /// Holds at least so many credentials that are still valid.
    pub holds_at_least: Option<usize>,
    /// Holds, or held, an exam above beginner level that serves one of these goals.
    pub holds_exam_for: Vec<Goal>,
    /// Asks for kinds of these groups, and for nothing else.
    pub wants: Vec<KindGroup>,
    /// None of these answers was given.
    pub unset: Vec<Field>,
}

/// What a credential must be like.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, bound = "")]
pub struct CredentialFilter<S: Stage = Resolved> {
    /// One of these ids.
    pub id: Vec<S::Credential>,
    /// One of these providers.
    pub provider: Vec<S::Provider>,
    /// One of these kinds.
    pub kind: Vec<Kind>,
    /// One of these levels.
    pub level: Vec<Level>,
    /// Takes as much programming as one of these.
    pub coding: Vec<Coding>,
    /// Tied to at least one of these platforms.
    pub platforms: Vec<Platform>,
    /// Tied to some platform (`true`) or to none (`false`).
    pub any_platform: Option<bool>,
    /// Made for at least one of these roles.
    pub roles: Vec<Role>,
    /// Made for some role (`true`) or for none in particular (`false`).
    pub any_role: Option<bool>,
    /// Made for so many roles at most, and for one at least.
    pub roles_at_most: Option<usize>,
    /// Serves at least one of these goals.
    pub goals: Vec<Goal>,
    /// One of these kinds of hands-on work.
    pub hands_on: Vec<HandsOn>,
    /// In one of these tiers of the framework.
    pub tier: Vec<u8>,
    /// In some tier of the framework (`true`) or in none (`false`).
    pub any_tier: Option<bool>,
    /// Known to be free (`true`), or not (`false`).
    pub free: Option<bool>,
    /// Costs this person at most so many US dollars; an unknown price does not.
    pub cost_at_most: Option<Usd>,
}

// What derives it would ask for names that have a default.
impl<S: Stage> Default for CredentialFilter<S> {
    fn default() -> Self {
        let (id, provider, kind, level, coding, platforms, roles, goals) = Default::default();
        let (any_platform, any_role, roles_at_most, hands_on, tier, any_tier, free, cost_at_most) = Default::default();
        Self {
            id,
            provider,
            kind,
            level,
            coding,
            platforms,
            any_platform,
            roles,
            any_role,
            roles_at_most,
            goals,
            hands_on,
            tier,
            any_tier,
            free,
            cost_at_most,
        }
    }
}

/// Whether the list is empty or has the value.
fn admits<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
    list.is_empty() || value.is_some_and(|value| list.contains(value))
}

/// Whether the list is empty or has one of the values.
fn admits_any<T: PartialEq>(list: &[T], values: &[T]) -> bool {
    list.is_empty() || values.iter().any(|value| list.contains(value))
}

impl CredentialFilter {
    /// Whether the credential of that number is like that, as far as no person matters: what asks for a cost is not met. Its tier comes
    /// from outside it.
    #[must_use]
    pub fn matches(&self, id: CredentialId, credential: &Credential, tier: Option<u8>) -> bool {
        admits(&self.id, Some(&id))
            && admits(&self.provider, Some(&credential.provider))
            && admits(&self.kind, Some(&credential.kind))
            && admits(&self.level, credential.level.as_ref())
            && admits(&self.coding, credential.coding.as_ref())
            && admits_any(&self.platforms, credential.platforms())
            && self.any_platform.is_none_or(|any| any != credential.platforms().is_empty())
            && admits_any(&self.roles, credential.roles())
            && self.any_role.is_none_or(|any| any != credential.roles().is_empty())
            && self.roles_at_most.is_none_or(|most| (1..=most).contains(&credential.roles().len()))
            && admits_any(&self.goals, credential.goals())
            && admits(&self.hands_on, credential.hands_on.as_ref())
            && admits(&self.tier, tier.as_ref())
            && self.any_tier.is_none_or(|any| any == tier.is_some())
            && self.free.is_none_or(|free| free == credential.cost.is_free())
            && self.cost_at_most.is_none()
    }
}

/// Whether whatever a list `narrow` admits, `wide` admits too.
fn list_covers<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|value| wide.contains(value)))
}

/// Whether a limit that `narrow` sets is at least as tight as the one of `wide`.
fn limit_covers<T: Copy>(wide: Option<T>, narrow: Option<T>, as_tight: impl Fn(T, T) -> bool) -> bool {
    wide.is_none_or(|wide| narrow.is_some_and(|narrow| as_tight(narrow, wide)))
}

impl PersonFilter {
    /// Whether everybody who is like `other` is like this too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        list_covers(&self.role, &other.role)
            && list_covers(&self.level, &other.level)
            && list_covers(&self.coding, &other.coding)
            && list_covers(&self.goal, &other.goal)
            && list_covers(&self.platform, &other.platform)
            && limit_covers(self.years_at_least, other.years_at_least, |narrow, wide| narrow >= wide)
            && limit_covers(self.years_at_most, other.years_at_most, |narrow, wide| narrow <= wide)
            && limit_covers(self.budget_below, other.budget_below, |narrow, wide| narrow <= wide)
            && limit_covers(self.holds_at_least, other.holds_at_least, |narrow, wide| narrow >= wide)
            && list_covers(&self.holds_exam_for, &other.holds_exam_for)
            && list_covers(&self.wants, &other.wants)
            && self.unset.iter().all(|field| other.unset.contains(field))
    }

    /// Why nobody can be like this; `None` where somebody can.
    #[must_use]
    pub fn contradiction(&self) -> Option<String> {
        let asked = [
            (Field::Role, !self.role.is_empty()),
            (Field::Level, !self.level.is_empty()),
            (Field::Coding, !self.coding.is_empty()),
            (Field::Goal, !self.goal.is_empty()),
            (Field::Platform, !self.platform.is_empty()),
            (Field::Years, self.years_at_least.is_some() || self.years_at_most.is_some()),
            (Field::Budget, self.budget_below.is_some()),
            (Field::Have, self.holds_at_least.is_some_and(|least| least > 0) || !self.holds_exam_for.is_empty()),
        ];
        let unset_and_asked = asked.into_iter().find(|(field, asked)| *asked && self.unset.contains(field));
        let years = self.years_at_least.zip(self.years_at_most).filter(|(least, most)| least > most);
        unset_and_asked
            .map(|(field, _)| format!("`{field}` is asked for and must be unset"))
            .or_else(|| years.map(|(least, most)| format!("at least {least} years and at most {most}")))
            .or_else(|| self.budget_below.filter(|limit| *limit == Usd::FREE).map(|_| "no budget is below 0".to_owned()))
    }
}

impl CredentialFilter {
    /// Whether every credential that is like `other` is like this too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let same = |wide: Option<bool>, narrow| limit_covers(wide, narrow, |narrow, wide| narrow == wide);
        list_covers(&self.id, &other.id)
            && list_covers(&self.provider, &other.provider)
            && list_covers(&self.kind, &other.kind)
            && list_covers(&self.level, &other.level)
            && list_covers(&self.coding, &other.coding)
            && list_covers(&self.platforms, &other.platforms)
            && same(self.any_platform, other.any_platform)
            && list_covers(&self.roles, &other.roles)
            && same(self.any_role, other.any_role)
            && limit_covers(self.roles_at_most, other.roles_at_most, |narrow, wide| narrow <= wide)
            && list_covers(&self.goals, &other.goals)
            && list_covers(&self.hands_on, &other.hands_on)
            && list_covers(&self.tier, &other.tier)
            && same(self.any_tier, other.any_tier)
            && same(self.free, other.free)
            && limit_covers(self.cost_at_most, other.cost_at_most, |narrow, wide| narrow <= wide)
    }
}

/// Whether whoever is let off by one of `wide` is let off by one of `narrow` too.
#[must_use]
pub fn exceptions_cover(wide: &[PersonFilter], narrow: &[PersonFilter]) -> bool {
    wide.iter().all(|exception| narrow.iter().any(|other| other.covers(exception)))
}

impl Condition {
    /// Whether this holds wherever `other` does.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.you.covers(&other.you)
            && exceptions_cover(&self.unless, &other.unless)
            && self.credential.covers(&other.credential)
            && list_covers(&self.shares, &other.shares)
            && list_covers(&self.step, &other.step)
            && list_covers(&self.is, &other.is)
            && self.not.iter().all(|flag| other.not.contains(flag))
            && list_covers(&self.named, &other.named)
    }

    /// Why this can never hold, as far as the person goes; `None` where it can.
    #[must_use]
    pub fn contradiction(&self) -> Option<String> {
        let shared = |shared: &Overlap| match shared {
            Overlap::Goal => Field::Goal,
            Overlap::Role => Field::Role,
            Overlap::Platform => Field::Platform,
        };
        let unset = |field: Field| self.you.unset.contains(&field);
        let nothing_in_common = !self.shares.is_empty() && self.shares.iter().all(|thing| unset(shared(thing)));
        never(&self.you, &self.unless)
            .or_else(|| nothing_in_common.then(|| "what must be in common must be unset".to_owned()))
            .or_else(|| (!self.step.is_empty() && unset(Field::Level)).then(|| "a step needs the level that must be unset".to_owned()))
    }
}

/// Why nobody is like `you` without being like one of `unless`; `None` where somebody is.
#[must_use]
pub fn never(you: &PersonFilter, unless: &[PersonFilter]) -> Option<String> {
    let excepted = unless.iter().any(|exception| exception.covers(you));
    you.contradiction().or_else(|| excepted.then(|| "`unless` excepts everybody whom `you` asks for".to_owned()))
}

impl LevelGap {
    /// How a credential of level `theirs` lies to a person of level `yours`.
    #[must_use]
    pub fn between(yours: Level, theirs: Level) -> Self {
        Self::of((theirs as i8) - (yours as i8))
    }

    /// The same for the programming that it takes, and what the person has done.
    #[must_use]
    pub fn between_coding(yours: Coding, theirs: Coding) -> Self {
        Self::of((theirs as i8) - (yours as i8))
    }

    const fn of(steps: i8) -> Self {
        match steps {
            ..-1 => Self::TwoBelow,
            -1 => Self::Below,
            0 => Self::Same,
            1 => Self::Above,
            _ => Self::TwoAbove,
        }
    }
}
