//! Made-up situations on made-up days.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::LazyLock;

use certwise::calendar::{Day, Pace, Pause};
use certwise::catalog::{Catalog, Credential, CredentialId, Held, OutsideId, ProviderId, Thing};
use certwise::decide::decide;
use certwise::money::Usd;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{BlockerKind, Closed, Coding, Delivery, Goal, KindWish, Language, Level, Platform, Role};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::answer::Verdicts;
use crate::{CASES, CATALOG, FRAMEWORK, always};

/// What somebody asks: a situation as settled, and the day that the answer is for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub as_of: Day,
    pub situation: Situation,
}

impl Asked {
    /// The same question with another situation.
    pub fn but(&self, change: impl FnOnce(&mut Situation)) -> Self {
        let mut other = self.clone();
        change(&mut other.situation);
        other
    }

    /// The same question on another day.
    pub fn on_day(&self, as_of: Day) -> Self {
        Self { as_of, situation: self.situation.clone() }
    }

    /// The same question, of what is told twice once.
    pub fn settled(self, catalog: &Catalog) -> Self {
        let situation = self.situation.written(catalog).settle(catalog, self.as_of).expect("nothing is earned later");
        Self { situation, ..self }
    }

    /// The same question asked of another catalogue; nobody can hold what it does not know.
    pub fn of(&self, catalog: &Catalog) -> Self {
        let mut written = self.situation.written(&CATALOG);
        written.have.retain(|held| held.read(catalog).is_ok_and(|(_, unknown)| unknown.is_empty()));
        written.provider.retain(|id| catalog.find_provider(id).is_ok());
        let situation = written.settle(catalog, self.as_of).expect("what it does not know is gone");
        Self { as_of: self.as_of, situation }
    }
}

/// Any credential of the frozen catalogue.
pub fn credential() -> impl Strategy<Value = CredentialId> {
    (0..CATALOG.credentials.len()).prop_map(CredentialId::new)
}

pub fn date(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).expect("the calendar has that day")
}

/// The day of the article.
pub fn day_of_the_article() -> Day {
    date(2026, 1, 9)
}

/// The day on which the data was written.
pub fn day_of_the_data() -> Day {
    date(2026, 11, 22)
}

/// The day before; nobody asks about days before 2020.
pub fn day_before(day: Day) -> Day {
    let start = date(2020, 1, 1);
    start.plus_days(start.days_until(day).cast_unsigned() - 1)
}

fn between(first: Day, last: Day) -> impl Strategy<Value = Day> {
    (0..=first.days_until(last).cast_unsigned()).prop_map(move |days| first.plus_days(days))
}

/// The day of the article, the day of the data, or any around them.
pub fn as_of() -> impl Strategy<Value = Day> {
    prop_oneof![Just(day_of_the_article()), Just(day_of_the_data()), between(date(2025, 10, 1), date(2027, 6, 30))]
}

/// A day by which something must be held; what lies before the day of the answer is moved to that day.
pub fn deadline() -> impl Strategy<Value = Day> {
    between(date(2025, 9, 1), date(2028, 6, 30))
}

/// What some credential costs at the usual pace.
static COSTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day_of_the_data());
    let nobody = Situation::default();
    let answer = decide(&snapshot, &nobody);
    let figures = answer.ranked.iter().map(|ranked| &ranked.figures).chain(answer.ruled_out.iter().map(|out| &out.figures));
    let bills = figures.filter_map(|figures| figures.bill.as_ref());
    let mut costs: Vec<u64> = bills.flat_map(|bill| [bill.total.low, bill.total.high]).map(Usd::dollars).collect();
    costs.sort_unstable();
    costs.dedup();
    costs
});

/// Any budget to 2000, or one about as large as a known cost.
pub fn budget() -> impl Strategy<Value = Usd> {
    let about = (select(COSTS.as_slice()), -1..=1i64).prop_map(|(cost, more)| cost.saturating_add_signed(more));
    prop_oneof![0..=2000u64, about].prop_map(|dollars| Usd::new(dollars).expect("no cost is near ten million"))
}

/// A usual pace more often than a wild one.
pub fn pace() -> impl Strategy<Value = Pace> {
    prop_oneof![3 => 1..=20u32, 1 => 1..=168u32].prop_map(|hours| Pace::new(hours).expect("they fit into a week"))
}

/// Everything that somebody may hold; those that something requires stand there more than once.
static HOLDABLE: LazyLock<Vec<Thing>> = LazyLock::new(|| {
    let all = CATALOG.numbered().map(|(id, _)| Thing::Credential(id));
    let outside = (0..CATALOG.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
    let required = CATALOG.credentials.iter().flat_map(Credential::requires).flat_map(|required| &required.any_of);
    let required: Vec<Thing> = required.copied().collect();
    all.chain(outside).chain(required.iter().copied().cycle().take(required.len() * 5)).collect()
});

/// On which day something held was earned.
#[derive(Clone, Copy, Debug)]
pub enum Earned {
    Untold,
    /// Only when it expires was told: so many days after the day of the answer.
    Expires(i32),
    /// So many days after the beginning of 2021.
    Any(u32),
    /// So many years, and so many days less one, before the day of the answer: things expire then, or soon after.
    Years(i16, u32),
}

impl Earned {
    fn day(self, as_of: Day) -> Option<Day> {
        let day = match self {
            Self::Untold | Self::Expires(_) => return None,
            Self::Any(days) => date(2021, 1, 1).plus_days(days),
            Self::Years(years, days) => day_before(years_before(as_of, years)).plus_days(days),
        };
        Some(day.min(as_of))
    }
}

/// The same day of the month so many years before; the last of February where there is none.
fn years_before(day: Day, years: i16) -> Day {
    let written = day.to_string();
    let year: i16 = written[..4].parse().expect("a day begins with its year");
    let (month, day) = (written[5..7].parse().expect("then comes the month"), written[8..].parse().expect("then the day"));
    Day::new(year - years, month, day).unwrap_or_else(|| date(year - years, 2, 28))
}

/// Something held, and when it was earned.
pub fn held() -> impl Strategy<Value = (Thing, Earned)> {
    (select(HOLDABLE.as_slice()), earned())
}

/// When it was earned.
pub fn earned() -> impl Strategy<Value = Earned> {
    prop_oneof![
        2 => Just(Earned::Untold),
        1 => (-40..400i32).prop_map(Earned::Expires),
        2 => (0..2200u32).prop_map(Earned::Any),
        3 => (1..=3i16, prop_oneof![0..=2u32, 0..=300u32]).prop_map(|(years, days)| Earned::Years(years, days)),
    ]
}

/// What is held on that day of those; of something held twice the first counts.
pub fn held_on(have: Vec<(Thing, Earned)>, as_of: Day) -> Vec<Held> {
    let mut once = BTreeSet::new();
    let have = have.into_iter().filter(|(what, _)| once.insert(*what));
    let expires = |earned| match earned {
        Earned::Expires(days) if days < 0 => Some(as_of.minus_days(days.unsigned_abs())),
        Earned::Expires(days) => Some(as_of.plus_days(days.unsigned_abs())),
        _ => None,
    };
    have.map(|(what, earned)| Held { earned: earned.day(as_of), expires: expires(earned), ..Held::new(what) }).collect()
}

/// Some days off, up to ten weeks.
pub fn pause() -> impl Strategy<Value = Pause> {
    let days = (between(date(2025, 10, 1), date(2027, 12, 31)), prop_oneof![0..20u32, 0..70u32]);
    days.prop_map(|(first, days)| Pause::new(first, first.plus_days(days)).expect("it ends after it begins"))
}

/// Mostly no wish, else one or two of those.
fn wish<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![9 => Just(Vec::new()), 1 => subsequence(all, 1..=2.min(all.len()))]
}

static PROVIDERS: LazyLock<Vec<ProviderId>> = LazyLock::new(|| (0..CATALOG.providers.len()).map(ProviderId::new).collect());

/// Tiers that there are.
pub const TIERS: &[u8] = &[1, 2, 3, 4];

/// Any question: every answer given or not.
pub fn asked() -> impl Strategy<Value = Asked> {
    let by = prop_oneof![
        4 => Just((None, None)),
        2 => deadline().prop_map(|by| (Some(by), None)),
        1 => prop_oneof![1..=60u32, 1..=999u32].prop_map(|weeks| (None, Some(weeks))),
    ];
    let person = (
        proptest::option::of(select(Role::ALL)),
        proptest::option::of(select(Level::ALL)),
        proptest::option::of(select(Coding::ALL)),
        proptest::option::of(0..=80u32),
        proptest::option::of(select(Goal::ALL)),
        prop_oneof![Just(Vec::new()), subsequence(Platform::ALL, 1..3)],
    );
    let limits = (proptest::option::of(budget()), proptest::option::of(pace()), by);
    let switches = (proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>()));
    let rest = (prop_oneof![Just(Vec::new()), vec(held(), 1..5)], switches, prop_oneof![5 => Just(Vec::new()), 1 => vec(pause(), 1..4)]);
    let wishes = (wish(<KindWish as Closed>::ALL), wish(Language::ALL), wish(Delivery::ALL), wish(PROVIDERS.as_slice()), wish(TIERS));
    (as_of(), person, limits, rest, wishes).prop_map(|(as_of, person, limits, rest, wishes)| {
        let (kind, language, delivery, provider, tier) = wishes;
        let (role, level, coding, years, goal, platform) = person;
        let (budget, hours_per_week, (by, weeks)) = limits;
        let (have, (hands_on, retake), mut pause) = rest;
        Pause::join(&mut pause);
        let by = by.map(|by: Day| by.max(as_of));
        let have = held_on(have, as_of);
        let told = Situation {
            unknown: Vec::new(),
            role,
            level,
            coding,
            years,
            goal,
            platform,
            budget,
            hours_per_week,
            by,
            weeks,
            have,
            kind,
            language,
            delivery,
            provider,
            tier,
            hands_on,
            retake,
            pause,
            as_of: None,
        };
        Asked { as_of, situation: told }
    })
}

#[test]
fn the_situations_made_up_are_settled() {
    always(&asked(), |asked| {
        prop_assert_eq!(asked.situation.written(&CATALOG).settle(&CATALOG, asked.as_of), Ok(asked.situation));
        Ok(())
    });
}

#[test]
fn the_situations_made_up_meet_every_gate_and_most_find_something() {
    let (found, met) = (Cell::new(0), RefCell::new(BTreeSet::new()));
    always(&asked(), |asked| {
        let verdicts = Verdicts::of(&asked);
        found.set(found.get() + u32::from(!verdicts.ranked.is_empty()));
        met.borrow_mut().extend(verdicts.ruled_out.iter().flat_map(|out| &out.blockers).map(|blocker| blocker.kind));
        Ok(())
    });
    assert_eq!(met.borrow().len(), BlockerKind::ALL.len(), "they met only {:?}", met.borrow());
    assert!(found.get() > CASES / 2, "only {} of {CASES} found something", found.get());
}
