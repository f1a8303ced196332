//! One credential in an answer: where it stands, next to what, and on which facts.

use crate::catalog::Source;
use crate::counterfactual::Why;
use crate::decide::{Candidate, grades};
use crate::recommendation::{Ahead, Ranked, Recommendation, RuledOut};
use crate::vocabulary::{Fact, UpkeepRule};

/// Whether a rank or its figures rest on that fact.
const fn is_used(fact: Fact) -> bool {
    use Fact::{Aid, Code, Format, Name, Recommends, Renewal, Topics, Url, ValidMonths};
    !matches!(fact, Aid | Code | Format | Name | Recommends | Renewal | Topics | Url | ValidMonths)
}

/// One credential in an answer, ranked or ruled out.
pub struct Subject<'r> {
    /// The answer.
    pub recommendation: &'r Recommendation<'r>,
    /// The changes that would move it.
    pub why: &'r Why,
    /// Its index among the ranked; `None` when it is ruled out.
    pub ranked: Option<usize>,
    /// The credential as a candidate.
    pub candidate: Candidate<'r>,
    /// The number of its grade on each criterion, also when it is ruled out.
    pub grades: Vec<u8>,
    out: Option<&'r RuledOut>,
}

impl<'r> Subject<'r> {
    /// Finds the credential that `why` is about in that answer.
    ///
    /// # Panics
    /// Never: an answer has every credential, ranked or ruled out.
    #[must_use]
    pub fn new(recommendation: &'r Recommendation<'r>, why: &'r Why) -> Self {
        let ranked = recommendation.ranked.iter().position(|ranked| ranked.id == why.id);
        let out = recommendation.ruled_out.iter().find(|out| out.id == why.id);
        let candidate = ranked
            .map(|at| recommendation.candidate(&recommendation.ranked[at]))
            .or_else(|| out.map(|out| recommendation.candidate_out(out)));
        let candidate = candidate.expect("an answer has every credential, ranked or ruled out");
        Self { recommendation, why, ranked, grades: grades(&candidate), candidate, out }
    }

    /// Its entry among the ranked; `None` when it is ruled out.
    #[must_use]
    pub fn entry(&self) -> Option<&'r Ranked> {
        self.ranked.map(|at| &self.recommendation.ranked[at])
    }

    /// Its entry among what is ruled out; `None` when it fits.
    #[must_use]
    pub const fn out(&self) -> Option<&'r RuledOut> {
        self.out
    }

    /// The one before it, and the criterion on which that one is ahead (`None` when they are level).
    #[must_use]
    pub fn above(&self) -> Option<(&'r Ranked, Option<Ahead>)> {
        let above = &self.recommendation.ranked[self.ranked?.checked_sub(1)?];
        Some((above, above.ahead_by))
    }

    /// The one after it, and the criterion on which this one is ahead (`None` when they are level).
    #[must_use]
    pub fn below(&self) -> Option<(&'r Ranked, Option<Ahead>)> {
        let ranked = self.ranked?;
        Some((self.recommendation.ranked.get(ranked + 1)?, self.recommendation.ranked[ranked].ahead_by))
    }

    /// The rank that its grades would give it among what fits, if nothing ruled it out.
    #[must_use]
    pub fn would_rank(&self) -> usize {
        1 + self.recommendation.ranked.iter().filter(|other| other.grades < self.grades).count()
    }

    /// The reason why the framework has nobody take it first; `None` where it gives none.
    #[must_use]
    pub fn excuse(&self) -> Option<&'r str> {
        let excused = self.recommendation.snapshot.framework.excuse(UpkeepRule::FirstPlace, &self.candidate.credential().id);
        excused.map(|excused| excused.reason.as_str())
    }

    /// The sources, read by the day of the answer, of what was used, each with the facts that it is the best proof of.
    #[must_use]
    pub fn sources(&self) -> Vec<(&'r Source, Vec<Fact>)> {
        let credential = self.candidate.credential();
        let as_of = self.candidate.snapshot.as_of;
        let mut sources: Vec<(&Source, Vec<Fact>)> = Vec::new();
        for &fact in Fact::ALL.iter().filter(|fact| is_used(**fact) && credential.has(**fact)) {
            let Some(best) = credential.proofs(fact).into_iter().find(|source| source.is_of(as_of)) else { continue };
            match sources.iter_mut().find(|(source, _)| std::ptr::eq(*source, best)) {
                Some((_, proved)) => proved.push(fact),
                None => sources.push((best, vec![fact])),
            }
        }
        sources
    }
}
