//! What proves a fact, and how far.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Credential, Record};
use crate::calendar::Day;
use crate::vocabulary::{Confidence, Fact, SourceKind};

/// Where facts come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is, in a few words.
    pub title: String,
    /// Its address; absent for what cannot be linked.
    pub url: Option<String>,
    /// Who read or copied it for us; absent means that we read it ourselves.
    pub via: Option<Via>,
    /// What kind of evidence it is.
    pub kind: SourceKind,
    /// The day on which it was read, or the date it bears; absent when nobody knows how old it is.
    pub read: Option<Day>,
    /// How far it is to be trusted.
    pub confidence: Confidence,
    /// The facts that it proves.
    pub proves: Vec<Fact>,
    /// A few words or figures of the page, as they stand there, for as long as it still says so; absent means that the facts themselves
    /// are looked for.
    pub quote: Option<String>,
}

/// A public copy or reading through which a page is known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Via {
    /// What it is, in a few words.
    pub title: String,
    /// Its address; absent for what cannot be linked.
    pub url: Option<String>,
}

impl Record {
    /// Whether the record has that fact.
    #[must_use]
    pub fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::Name | Fact::Status => true,
            Fact::Code => self.code.is_some(),
            Fact::Level => self.level.is_some(),
            Fact::Coding => self.coding.is_some(),
            Fact::Announced => self.lifecycle.announced.is_some(),
            Fact::BetaFrom => self.lifecycle.beta_from.is_some(),
            Fact::BetaUntil => self.lifecycle.beta_until.is_some(),
            Fact::ActiveFrom => self.lifecycle.active_from.is_some(),
            Fact::LastDay => self.lifecycle.last_day.is_some(),
            Fact::Successors => self.successors.is_some(),
            Fact::Continues => self.continues.is_some(),
            Fact::BuildsOn => self.builds_on.is_some(),
            Fact::Access => self.access.is_some(),
            Fact::CostExam => self.cost.exam.is_some(),
            Fact::CostExamBeta => self.cost.exam_beta.is_some(),
            Fact::CostMonthly => self.cost.monthly.is_some(),
            Fact::CostOnce => self.cost.once.is_some(),
            Fact::CostApplication => self.cost.application.is_some(),
            Fact::CostRetake => self.cost.retake.is_some(),
            Fact::PrepHours => self.prep.is_some(),
            Fact::Retake => self.retake.is_some(),
            Fact::Requires => self.requires.is_some(),
            Fact::Recommends => self.recommends.is_some(),
            Fact::ValidMonths => self.valid_months.is_some(),
            Fact::Renewal => self.renewal.is_some(),
            Fact::HandsOn => self.hands_on.is_some(),
            Fact::Format => self.format.is_some(),
            Fact::Languages => self.languages.is_some(),
            Fact::Delivery => self.delivery.is_some(),
            Fact::Topics => self.topics.is_some(),
            Fact::Url => self.url.is_some(),
            Fact::Aid => self.aid.is_some(),
        }
    }

    /// The sources that prove that fact, best first: evidence before estimates, then the most trusted, then the newest.
    #[must_use]
    pub fn proofs(&self, fact: Fact) -> Vec<&Source> {
        let mut proofs: Vec<&Source> = self.sources().iter().filter(|source| source.proves.contains(&fact)).collect();
        proofs.sort_by_key(|source| (source.kind, source.confidence, Reverse(source.read)));
        proofs
    }

    /// Whether no source better than an estimate proves the fact; of a price, none that anybody can open.
    fn rests_on_estimate(&self, fact: Fact) -> bool {
        let proves = |source: &Source| source.kind < SourceKind::Estimate && (!fact.is_price() || source.can_be_opened());
        !self.proofs(fact).into_iter().any(proves)
    }

    /// The sources that could be read by that day, in the order of the file; one without a day counts.
    pub fn sources_by(&self, day: Day) -> impl Iterator<Item = &Source> {
        self.sources().iter().filter(move |source| source.is_of(day))
    }
}

impl Source {
    /// Whether it was read by that day; one without a day counts.
    #[must_use]
    pub fn is_of(&self, day: Day) -> bool {
        self.read.is_none_or(|read| read <= day)
    }

    /// Whether anybody can look at it, or at the copy through which it is known.
    #[must_use]
    pub fn can_be_opened(&self) -> bool {
        self.url.is_some() || self.via.as_ref().is_some_and(|via| via.url.is_some())
    }
}

impl Credential {
    /// The newest day, not after `by`, on which anything but an estimate or a claim was read; absent when nothing was.
    #[must_use]
    pub fn checked(&self, by: Day) -> Option<Day> {
        self.readings.iter().copied().rfind(|day| *day <= by)
    }

    /// The oldest such day: nothing is known from before it; absent when nothing was read.
    #[must_use]
    pub fn checked_first(&self, by: Day) -> Option<Day> {
        self.readings.first().copied().filter(|day| *day <= by)
    }

    /// The parts of its price that it has.
    fn price_parts(&self) -> impl Iterator<Item = Fact> {
        [Fact::CostExam, Fact::CostMonthly, Fact::CostOnce].into_iter().filter(|part| self.record.has(*part))
    }

    /// Whether some part of its price is an estimate; `None` where it has no price.
    #[must_use]
    pub fn price_is_estimate(&self) -> Option<bool> {
        self.price_parts().map(|part| self.estimated.contains(&part)).reduce(|any, part| any || part)
    }

    /// Whether the evidence for some part of its price is weak.
    #[must_use]
    pub fn price_is_weak(&self) -> bool {
        self.price_parts().any(|part| self.weak.contains(&part))
    }

    /// Whether the fact rests on an estimate: no source of a better kind proves it. What an overlay says is its author's own,
    /// and none, unless the overlay itself names a source for it and calls it one.
    fn is_estimate(&self, fact: Fact) -> bool {
        !self.is_vouched_for(fact) && self.record.rests_on_estimate(fact)
    }

    /// Whether some source proves the fact and the best of them is of low confidence; see [`Credential::is_estimate`] for overlays.
    fn is_weak(&self, fact: Fact) -> bool {
        !self.is_vouched_for(fact) && self.record.proofs(fact).first().is_some_and(|source| source.confidence == Confidence::Low)
    }

    /// Whether an overlay gives the fact and no source of its own for it.
    fn is_vouched_for(&self, fact: Fact) -> bool {
        let word = fact.word();
        let whole = word.split('.').next().unwrap_or(word);
        let given = self.is_own || self.overlaid.contains_key(word) || self.overlaid.contains_key(whole);
        let has_own_source = (self.is_own || self.overlaid.contains_key("sources")) && !self.record.proofs(fact).is_empty();
        given && !has_own_source
    }

    /// Works out when it was read, and which facts rest on estimates or on weak evidence.
    pub(super) fn weigh_evidence(&mut self) {
        let evidence = self.record.sources().iter().filter(|source| source.kind < SourceKind::Estimate);
        self.readings = evidence.filter_map(|source| source.read).collect();
        self.readings.sort_unstable();
        let needs_proof = |fact: Fact| fact.must_be_proved() || !self.record.proofs(fact).is_empty();
        let of_it = || Fact::ALL.iter().copied().filter(|fact| self.record.has(*fact));
        (self.estimated, self.weak) = (
            of_it().filter(|fact| needs_proof(*fact) && self.is_estimate(*fact)).collect(),
            of_it().filter(|fact| self.is_weak(*fact)).collect(),
        );
    }
}
