//! A team under one budget: what each person takes, who goes without and why, and what of theirs expires.

mod assignment;
mod rows;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use assignment::{Prices, Wish, assign};
pub use rows::rows;

use crate::batch::Given;
use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId, Held, Thing};
use crate::decide::{decide, decide_first};
use crate::money::{Range, Usd};
use crate::quick::tells_nobody;
use crate::recommendation::{Ranked, Recommendation};
use crate::situation::{Situation, SituationInput};
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Outcome, Platform};

/// So many of a person's answer are looked at before it is known where their second choice stands; more are rarely needed.
const FEW: usize = 8;

/// One person as they stand in the file.
#[derive(Debug)]
pub struct Person {
    /// The number of their line, from 1; of several the first.
    pub line: u64,
    /// What stands there beside the situation.
    pub given: Given,
    /// What is told of them, or what is wrong with it.
    pub told: Result<Situation, String>,
    /// Whether their platforms are those of what they hold, as nothing else is told of them.
    pub platform_from_held: bool,
}

impl Person {
    /// Takes what a row tells. Of whom nothing is told but what they hold, the platforms of that are those they work on.
    #[must_use]
    pub fn new(line: u64, given: Given, told: Result<SituationInput, String>, catalog: &Catalog, as_of: Day) -> Self {
        let mut told = told.and_then(|told| told.settle(catalog, as_of).map_err(|why| why.to_string()));
        let mut platform_from_held = false;
        if let Ok(situation) = &mut told
            && tells_nobody(situation)
        {
            situation.platform = platforms_of(catalog, &situation.have);
            platform_from_held = !situation.platform.is_empty();
        }
        Self { line, given, told, platform_from_held }
    }

    /// Whether nothing is told that says what is for them.
    fn is_nobody(&self) -> bool {
        self.told.as_ref().is_ok_and(tells_nobody)
    }
}

/// The platforms that things belong to, each once and in order.
fn platforms_of(catalog: &Catalog, have: &[Held]) -> Vec<Platform> {
    let platforms = have.iter().flat_map(|held| match held.what {
        Thing::Credential(id) => catalog[id].platforms(),
        Thing::Outside(id) => &catalog[id].platforms,
    });
    let mut platforms: Vec<Platform> = platforms.copied().collect();
    platforms.sort_unstable();
    platforms.dedup();
    platforms
}

/// What one person would take if there were nobody else and no budget of the team.
#[derive(Debug)]
pub struct Outlook<'a> {
    /// The answer to their situation: their choices stand among its first. What is ruled out is only counted.
    pub answer: Recommendation<'a>,
    /// How many credentials each gate rules out, the most first; nothing where something fits.
    pub blocked: Vec<(BlockerKind, usize)>,
    /// Places of the first and of the second choice in the answer.
    choices: [Option<usize>; 2],
}

impl<'a> Outlook<'a> {
    /// Decides for one person; `None` where nothing is told of them, or the row is faulty.
    ///
    /// The first choice is what ranks first, of several that are level the cheapest. The second is the next that can be taken by
    /// itself: what is a step above the person has something else to be done first, so it stands in for nothing.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot<'a>, person: &'a Person) -> Option<Self> {
        let situation = person.told.as_ref().ok().filter(|_| !person.is_nobody())?;
        let mut answer = decide_first(snapshot, situation, FEW, false);
        let mut choices = choices(&answer);
        if choices[1].is_none() && answer.ranked.len() >= FEW {
            answer = decide(snapshot, situation);
            choices = self::choices(&answer);
        }
        let blocked = answer.blocked();
        // Of a hundred thousand people the rest would fill the memory. What is level with a choice is asked for its reason.
        answer.ruled_out = Vec::new();
        if let Some(last) = choices.iter().flatten().map(|place| answer.ranked[*place].rank).max() {
            answer.ranked.retain(|ranked| ranked.rank <= last);
            answer.ranked.shrink_to_fit();
        }
        Some(Self { answer, blocked, choices })
    }

    /// The first or the second choice; `None` where there is none.
    #[must_use]
    pub fn choice(&self, wish: Wish) -> Option<&Ranked> {
        self.choices[wish as usize].map(|place| &self.answer.ranked[place])
    }

    fn prices(&self) -> Prices {
        let price = |wish| self.choice(wish).and_then(price);
        Prices { first: price(Wish::First), second: price(Wish::Second) }
    }
}

/// The most that it may cost; `None` when unknown.
fn price(ranked: &Ranked) -> Option<Usd> {
    ranked.figures.bill.as_ref().map(|bill| bill.total.high)
}

/// Places of the first and of the second choice; none where nothing more is needed.
fn choices(answer: &Recommendation<'_>) -> [Option<usize>; 2] {
    if answer.enough.is_some() {
        return [None, None];
    }
    let alone = || answer.ranked.iter().enumerate().filter(|(_, ranked)| ranked.after().is_none());
    let cheapest = |rank: usize| {
        let level = alone().filter(|(_, ranked)| ranked.rank == rank);
        level.min_by_key(|(place, ranked)| (price(ranked).is_none(), price(ranked), *place)).map(|(place, _)| place)
    };
    let next = alone().map(|(_, ranked)| ranked.rank).find(|rank| *rank > 1);
    [cheapest(1), next.and_then(cheapest)]
}

/// Something held, and the last day on which it is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// What.
    pub what: Thing,
    /// The last day on which it is valid.
    pub expires: Day,
}

/// One person of the team, and what becomes of them.
#[derive(Debug)]
pub struct Member<'a> {
    /// As they stand in the file.
    pub person: &'a Person,
    /// What they would take; `None` where nothing is told of them, or the row is faulty.
    pub outlook: Option<Outlook<'a>>,
    /// What becomes of them.
    pub outcome: Outcome,
    /// What they hold that expires within the horizon, the soonest first.
    pub expiring: Vec<Expiry>,
    /// What they held that expired, no longer ago than the horizon reaches ahead; the latest first.
    pub lapsed: Vec<Expiry>,
}

impl Member<'_> {
    /// Which of their choices they take; `None` where they take none.
    #[must_use]
    pub fn wish(&self) -> Option<Wish> {
        match self.outcome {
            Outcome::FirstChoice => Some(Wish::First),
            Outcome::SecondChoice => Some(Wish::Second),
            _ => None,
        }
    }

    /// What they take; `None` where they take nothing.
    #[must_use]
    pub fn takes(&self) -> Option<&Ranked> {
        self.outlook.as_ref()?.choice(self.wish()?)
    }

    /// What that costs.
    #[must_use]
    pub fn cost(&self) -> Option<Range> {
        self.takes()?.figures.bill.as_ref().map(|bill| bill.total)
    }
}

/// A team on one day, under one budget.
#[derive(Debug)]
pub struct Team<'a> {
    /// The day's catalogue and framework.
    pub snapshot: &'a Snapshot<'a>,
    /// The most that all choices together may cost; `None` is no limit.
    pub budget: Option<Usd>,
    /// For how many months ahead it is told what expires.
    pub horizon: u32,
    /// The people, in the order of the file.
    pub members: Vec<Member<'a>>,
}

impl<'a> Team<'a> {
    /// Hands out the budget; `outlooks` are what the people would take, in their order.
    #[must_use]
    pub fn new(
        snapshot: &'a Snapshot<'a>,
        budget: Option<Usd>,
        horizon: u32,
        people: &'a [Person],
        outlooks: Vec<Option<Outlook<'a>>>,
    ) -> Self {
        let prices: Vec<Prices> = outlooks.iter().map(|outlook| outlook.as_ref().map(Outlook::prices).unwrap_or_default()).collect();
        let taken = assign(&prices, budget);
        let mut members = Vec::with_capacity(people.len());
        for ((person, outlook), (prices, taken)) in people.iter().zip(outlooks).zip(prices.into_iter().zip(taken)) {
            let outcome = outcome(person, outlook.as_ref(), prices, taken);
            let (expiring, lapsed) = person.told.as_ref().map(|told| expiries(snapshot, told, horizon)).unwrap_or_default();
            members.push(Member { person, outlook, outcome, expiring, lapsed });
        }
        Self { snapshot, budget, horizon, members }
    }

    /// What all choices cost together.
    #[must_use]
    pub fn total(&self) -> Range {
        self.members.iter().filter_map(Member::cost).fold(Range::default(), |sum, cost| sum + cost)
    }

    /// What is left of the budget; `None` where there is none.
    #[must_use]
    pub fn money_left(&self) -> Option<Usd> {
        self.budget.map(|budget| budget.less(self.total().high))
    }

    /// How many people have that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.members.iter().filter(|member| member.outcome == outcome).count()
    }

    /// What expires within the horizon, the soonest first, and who holds it.
    #[must_use]
    pub fn expiring(&self) -> Vec<(&Member<'a>, Expiry)> {
        let each = self.members.iter().flat_map(|member| member.expiring.iter().map(move |expiry| (member, *expiry)));
        let mut all: Vec<(&Member<'a>, Expiry)> = each.collect();
        all.sort_by_key(|(_, expiry)| expiry.expires);
        all
    }

    /// What expired no longer ago than the horizon reaches ahead, the latest first, and who held it.
    #[must_use]
    pub fn lapsed(&self) -> Vec<(&Member<'a>, Expiry)> {
        let each = self.members.iter().flat_map(|member| member.lapsed.iter().map(move |expiry| (member, *expiry)));
        let mut all: Vec<(&Member<'a>, Expiry)> = each.collect();
        all.sort_by_key(|(_, expiry)| Reverse(expiry.expires));
        all
    }

    /// What somebody takes and others hold, validly, in the catalogue's order; and who holds it.
    #[must_use]
    pub fn held_by_others(&self) -> Vec<(CredentialId, Vec<&Member<'a>>)> {
        let takes = self.members.iter().filter_map(|member| Some((member.takes()?.id, Vec::new())));
        let mut holders: BTreeMap<CredentialId, Vec<&Member<'a>>> = takes.collect();
        for member in &self.members {
            let have = member.person.told.iter().flat_map(|told| &told.have).filter(|held| self.snapshot.is_valid(held));
            for held in have {
                if let Thing::Credential(id) = held.what
                    && let Some(holders) = holders.get_mut(&id)
                {
                    holders.push(member);
                }
            }
        }
        holders.retain(|_, holders| !holders.is_empty());
        holders.into_iter().collect()
    }
}

fn outcome(person: &Person, outlook: Option<&Outlook<'_>>, prices: Prices, taken: Option<Wish>) -> Outcome {
    match (taken, outlook) {
        (Some(Wish::First), _) => Outcome::FirstChoice,
        (Some(Wish::Second), _) => Outcome::SecondChoice,
        (None, None) if person.told.is_err() => Outcome::Faulty,
        (None, None) => Outcome::NothingTold,
        (None, Some(outlook)) if outlook.answer.enough.is_some() => Outcome::NothingNeeded,
        (None, Some(outlook)) if outlook.answer.ranked.is_empty() => Outcome::NothingFits,
        (None, Some(_)) if prices == Prices::default() => Outcome::PriceUnknown,
        (None, Some(_)) => Outcome::OverBudget,
    }
}

/// What is held and expires within so many months, the soonest first, and what expired within as many before, the latest first.
fn expiries(snapshot: &Snapshot<'_>, situation: &Situation, horizon: u32) -> (Vec<Expiry>, Vec<Expiry>) {
    let (as_of, catalog) = (snapshot.as_of, snapshot.catalog);
    let have = situation.have.iter().filter(|held| held.is_possible(catalog));
    let mut all: Vec<Expiry> = have.filter_map(|held| Some(Expiry { what: held.what, expires: held.valid_until(catalog)? })).collect();
    all.sort_by_key(|expiry| expiry.expires);
    let (mut lapsed, mut expiring): (Vec<Expiry>, Vec<Expiry>) = all.into_iter().partition(|expiry| expiry.expires < as_of);
    expiring.retain(|expiry| expiry.expires <= as_of.plus_months(horizon));
    lapsed.retain(|expiry| expiry.expires.plus_months(horizon) >= as_of);
    lapsed.reverse();
    (expiring, lapsed)
}
