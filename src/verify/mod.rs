//! Whether the pages that sources name still say so.
//!
//! What to look for ([`look_for`]) and what a page says ([`page`]) is told without a connection; [`fetch`] alone opens any, and
//! [`write`] alone changes files.

pub mod fetch;
pub mod look_for;
pub mod page;
pub mod report;
pub mod robots;
pub mod write;

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::catalog::{Cost, Credential, Lifecycle, Outside, Source};
use crate::money::Range;
use crate::vocabulary::{Fact, SourceKind, Verdict};
use fetch::{Fetcher, Seen};
use look_for::{Wanted, wanted};

/// Something of which sources tell: a credential, or a qualification outside the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'c> {
    /// Its id.
    pub id: &'c str,
    name: &'c str,
    code: Option<&'c str>,
    aliases: &'c [String],
    valid_months: Option<u32>,
    dated: Option<(&'c Lifecycle, &'c Cost)>,
    sources: &'c [Source],
}

impl<'c> Subject<'c> {
    /// A credential.
    #[must_use]
    pub fn of(credential: &'c Credential) -> Self {
        Self {
            id: &credential.id,
            name: &credential.name,
            code: credential.code.as_deref(),
            aliases: credential.aliases.as_deref().map_or(&[], Vec::as_slice),
            valid_months: credential.valid_months,
            dated: Some((&credential.lifecycle, &credential.cost)),
            sources: credential.sources(),
        }
    }

    /// A qualification outside the catalogue.
    #[must_use]
    pub fn outside(outside: &'c Outside) -> Self {
        Self {
            id: &outside.id,
            name: &outside.name,
            code: outside.code.as_deref(),
            aliases: &outside.aliases,
            valid_months: outside.valid_months,
            dated: None,
            sources: outside.sources.as_deref().map_or(&[], Vec::as_slice),
        }
    }

    /// The day that this fact is.
    fn day(&self, fact: Fact) -> Option<Day> {
        let lifecycle = self.dated?.0;
        match fact {
            Fact::Announced => lifecycle.announced,
            Fact::BetaFrom => lifecycle.beta_from,
            Fact::BetaUntil => lifecycle.beta_until,
            Fact::ActiveFrom => lifecycle.active_from,
            Fact::LastDay => lifecycle.last_day,
            _ => None,
        }
    }

    /// The price that this fact is.
    fn price(&self, fact: Fact) -> Option<Range> {
        let cost = self.dated?.1;
        match fact {
            Fact::CostExam => cost.exam,
            Fact::CostExamBeta => cost.exam_beta,
            Fact::CostMonthly => cost.monthly,
            Fact::CostOnce => cost.once,
            Fact::CostApplication => cost.application,
            Fact::CostRetake => cost.retake,
            _ => None,
        }
    }
}

/// What a look at a source's page came to.
#[derive(Clone, Debug)]
pub struct Finding<'c> {
    /// Of whom the source tells.
    pub id: &'c str,
    /// Its place among the sources of that entry.
    pub place: usize,
    /// The source.
    pub source: &'c Source,
    /// The address that was looked at.
    pub url: &'c str,
    /// What it came to.
    pub verdict: Verdict,
    /// What is missing, where it went, or why nobody could look; empty where it still says so.
    pub detail: String,
    /// The address to which it has moved for good.
    pub moved_to: Option<String>,
    /// Whether anything answered.
    pub answered: bool,
}

/// The sources that name one page: each as its subject and its place there.
type Named<'c> = Vec<(Subject<'c>, usize)>;

/// Pages, and who names them.
type Pages<'c> = Vec<(&'c str, Named<'c>)>;

/// The pages that the sources of these name, those of the providers themselves first, each once. An estimate and a claim say nothing
/// that a page could prove. A copy is looked at only where the page itself has no address.
#[must_use]
pub fn pages<'c>(subjects: &[Subject<'c>]) -> Pages<'c> {
    let mut pages: BTreeMap<&str, (SourceKind, Named<'c>)> = BTreeMap::new();
    for subject in subjects {
        for (place, source) in subject.sources.iter().enumerate().filter(|(_, source)| source.kind < SourceKind::Estimate) {
            if let Some(url) = address(source) {
                // What stands behind `#` is a place on the page, and never sent.
                let page = pages.entry(url.split('#').next().unwrap_or(url)).or_insert((source.kind, Vec::new()));
                page.0 = page.0.min(source.kind);
                page.1.push((*subject, place));
            }
        }
    }
    let mut pages: Vec<_> = pages.into_iter().collect();
    pages.sort_by_key(|(_, (kind, _))| *kind);
    pages.into_iter().map(|(url, (_, of))| (url, of)).collect()
}

fn address(source: &Source) -> Option<&str> {
    source.url.as_deref().or_else(|| source.via.as_ref()?.url.as_deref())
}

/// Looks at each page and says what it came to, the worst first; `told` hears of each before it is looked at, and how many are left.
pub fn look<'c>(mut pages: Pages<'c>, fetcher: &mut Fetcher, mut told: impl FnMut(&str, usize)) -> Vec<Finding<'c>> {
    let mut findings = Vec::new();
    // While one host rests another is asked.
    for (url, _) in &pages {
        told(url, pages.len());
        fetcher.introduce(url);
    }
    while let Some(at) = fetcher.soonest(pages.iter().map(|(url, _)| *url)) {
        told(pages[at].0, pages.len());
        let (url, of) = pages.remove(at);
        let seen = fetcher.look(url);
        findings.extend(of.into_iter().map(|(subject, place)| judge(&subject, place, url, &seen)));
    }
    findings.sort_by_key(|finding| (finding.verdict, finding.url, finding.id, finding.place));
    findings
}

/// What the source at that place says, held against what was seen.
fn judge<'c>(subject: &Subject<'c>, place: usize, url: &'c str, seen: &Seen) -> Finding<'c> {
    let source = &subject.sources[place];
    let answered = !matches!(seen, Seen::Unseen(_, false));
    let (verdict, detail, moved_to) = match seen {
        Seen::Gone(status) => (Verdict::Gone, format!("it answers {status}"), None),
        Seen::Unseen(why, _) => (Verdict::Unseen, why.clone(), None),
        Seen::Page(page, last, moved_to) => {
            let wanted = wanted(subject, source);
            let missing: Vec<&str> = wanted.iter().filter(|it: &&Wanted| !it.stands_on(page)).map(|it| it.said.as_str()).collect();
            let (verdict, said) = match (missing.as_slice(), page.hides()) {
                _ if wanted.is_empty() => (Verdict::Unseen, "nothing of it can be looked for; a quote could be".to_owned()),
                ([], _) => (Verdict::Holds, String::new()),
                (_, Some(why)) => (Verdict::Unseen, why.to_owned()),
                (missing, None) => (Verdict::NoLonger, format!("not found: {}", missing.join("; "))),
            };
            match moved_to {
                Some(to) => {
                    let there = if verdict == Verdict::Holds { "which still says so".to_owned() } else { said };
                    (Verdict::Moved, format!("to {to}; {there}"), Some(to.clone()))
                }
                None if last != url && !said.is_empty() => (verdict, format!("{said} (on {last})"), None),
                None => (verdict, said, None),
            }
        }
    };
    Finding { id: subject.id, place, source, url, verdict, detail, moved_to, answered }
}
