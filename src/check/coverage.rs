//! What the facts of a catalogue rest on: for each of them the best source that proves it.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, Source};
use crate::vocabulary::{Fact, Foundation, SourceKind};

/// What the facts of a catalogue rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day to which ages are counted.
    pub as_of: Day,
    /// Credentials.
    pub credentials: usize,
    /// Providers.
    pub providers: usize,
    /// Credentials whose price, status and dates all rest on the vendor's own page, read on a day that is known.
    pub proved: usize,
    /// Of these three alone, for how many credentials they do: price, status, dates; an unknown price does not.
    pub parts: [usize; 3],
    /// Sources by kind, each source of each credential.
    pub sources: BTreeMap<Foundation, usize>,
    /// Facts, in the order of the vocabulary; none that no credential has.
    pub facts: Vec<FactCoverage>,
    /// Credentials with an exam, and of these the ones whose languages and whose delivery are known.
    pub exams: [usize; 3],
}

/// What one fact rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactCoverage {
    /// The fact.
    pub fact: Fact,
    /// Credentials that have it.
    pub known: usize,
    /// Of these, how many rest on what.
    pub rests_on: BTreeMap<Foundation, usize>,
    /// Half of those with a day are not older than so many days; `None` where none has a day.
    pub median_age: Option<i32>,
}

impl Foundation {
    /// What kind of evidence that source is.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        match source.kind {
            SourceKind::Official if source.via.is_some() => Self::Copy,
            SourceKind::Official => Self::Official,
            SourceKind::Report | SourceKind::Article if source.can_be_opened() => Self::Report,
            SourceKind::Report | SourceKind::Article => Self::ReportWithoutAddress,
            SourceKind::Estimate | SourceKind::Claim => Self::Estimate,
        }
    }
}

/// Looks at every fact of the catalogue on that day.
#[must_use]
pub fn coverage(catalog: &Catalog, as_of: Day) -> Coverage {
    let all = &catalog.credentials;
    let parts = all.iter().map(proved_parts);
    let count = |which: fn(&Credential) -> bool| all.iter().filter(|it| it.sits_exam() && which(it)).count();
    let mut sources = BTreeMap::new();
    for source in all.iter().flat_map(|it| it.sources()) {
        *sources.entry(Foundation::of(source)).or_default() += 1;
    }
    Coverage {
        as_of,
        credentials: all.len(),
        providers: catalog.providers.len(),
        proved: parts.clone().filter(|parts| parts.iter().all(|proved| *proved)).count(),
        parts: [0, 1, 2].map(|part| parts.clone().filter(|parts| parts[part]).count()),
        sources,
        facts: Fact::ALL.iter().filter_map(|fact| of_fact(*fact, all, as_of)).collect(),
        exams: [count(|_| true), count(|it| it.languages.is_some()), count(|it| it.delivery.is_some())],
    }
}

/// Whether its price, its status and its dates rest on the vendor's own page, read on a day that is known. What has no dates is open, and
/// that is its status.
fn proved_parts(credential: &Credential) -> [bool; 3] {
    let rests = |fact: Fact| {
        credential.proofs(fact).first().is_some_and(|best| best.kind == SourceKind::Official && best.read.is_some() && best.can_be_opened())
    };
    let has = |facts: &[Fact]| facts.iter().copied().filter(|fact| credential.has(*fact)).collect::<Vec<_>>();
    let price = has(&[Fact::CostExam, Fact::CostMonthly, Fact::CostOnce]);
    let dates = has(&[Fact::Announced, Fact::BetaFrom, Fact::BetaUntil, Fact::ActiveFrom, Fact::LastDay]);
    [!price.is_empty() && price.into_iter().all(rests), rests(Fact::Status), dates.into_iter().all(rests)]
}

fn of_fact(fact: Fact, all: &[Credential], as_of: Day) -> Option<FactCoverage> {
    let (mut rests_on, mut ages) = (BTreeMap::new(), Vec::new());
    let with: Vec<&Credential> = all.iter().filter(|it| it.has(fact)).collect();
    for credential in &with {
        let proofs = credential.proofs(fact);
        let best = proofs.first();
        *rests_on.entry(best.map_or(Foundation::Nothing, |best| Foundation::of(best))).or_default() += 1;
        ages.extend(best.and_then(|best| best.read).map(|read| read.days_until(as_of)));
    }
    ages.sort_unstable();
    let median_age = ages.get(ages.len() / 2).copied();
    (!with.is_empty()).then_some(FactCoverage { fact, known: with.len(), rests_on, median_age })
}
