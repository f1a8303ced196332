//! Answers: of the frozen catalogue with its places, and of any catalogue with names, so that they can be compared.

use certwise::catalog::{Catalog, CredentialId};
use certwise::change::Change;
use certwise::decide::decide;
use certwise::framework::Framework;
use certwise::recommendation::{self, Ahead, Blocker, Estimate, Ranked, Recommendation};
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{BlockerKind, Field, NamingGrade};

use crate::asked::Asked;
use crate::{CATALOG, FRAMEWORK};

/// What the frozen data says of each credential, by its place.
pub struct Verdicts {
    pub ranked: Vec<Ranked>,
    pub ruled_out: Vec<recommendation::RuledOut>,
}

impl Verdicts {
    pub fn of(asked: &Asked) -> Self {
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, asked.as_of);
        let Recommendation { ranked, ruled_out, .. } = decide(&snapshot, &asked.situation);
        Self { ranked, ruled_out }
    }

    /// What each credential comes to, in the catalogue's order.
    pub fn figures(&self) -> Vec<(&'static str, &Estimate)> {
        let ranked = self.ranked.iter().map(|ranked| (id(ranked.id), &ranked.figures));
        let mut figures: Vec<_> = ranked.chain(self.ruled_out.iter().map(|out| (id(out.id), &out.figures))).collect();
        figures.sort_unstable_by_key(|(id, _)| *id);
        figures
    }

    /// What rules out the credential at that place; nothing when it fits.
    pub fn blockers(&self, place: CredentialId) -> &[Blocker] {
        self.ruled_out.iter().find(|out| out.id == place).map_or(&[], |out| &out.blockers)
    }

    /// Whether a blocker of that kind rules out the credential at that place.
    pub fn block(&self, place: CredentialId, kind: BlockerKind) -> bool {
        self.blockers(place).iter().any(|blocker| blocker.kind == kind)
    }
}

/// The id of the credential at that place of the frozen catalogue.
pub fn id(place: CredentialId) -> &'static str {
    &CATALOG[place].id
}

/// All that an answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub fitting: Vec<Fitting>,
    pub ruled_out: Vec<RuledOut>,
    pub assumed: Vec<Field>,
    pub advice: Vec<String>,
    pub enough: bool,
    pub fallback: Option<Fallback>,
}

/// A change of any catalogue's person: what should be held has its id.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    Have(String),
    Other(Change),
}

impl Wanted {
    fn of(change: &Change, catalog: &Catalog) -> Self {
        match change {
            Change::Have(thing) => Self::Have(catalog.id_of(*thing).to_owned()),
            other => Self::Other(other.clone()),
        }
    }
}

/// A gate that says no.
#[derive(Clone, Debug, PartialEq)]
pub struct No {
    pub kind: BlockerKind,
    pub unknown: bool,
    pub unlock: Option<Wanted>,
}

/// What an answer says when nothing fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallback {
    pub start_with: Vec<String>,
    pub changes: Vec<(Wanted, String)>,
}

/// What an answer says of a credential that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitting {
    pub rank: usize,
    pub ahead_by: Option<Ahead>,
    /// What never stands behind it.
    pub leader: Option<String>,
    pub judged: Judged,
}

/// What is said of a credential that fits, whatever stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub id: String,
    pub grades: Vec<u8>,
    /// How strongly, by which rule, and in whose place.
    pub named: Option<(NamingGrade, String, Option<String>)>,
    pub figures: Estimate,
    pub cautions: Vec<String>,
}

/// What an answer says of a credential that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct RuledOut {
    pub id: String,
    pub blockers: Vec<No>,
    pub figures: Estimate,
}

impl Answer {
    pub fn of(recommendation: &Recommendation<'_>) -> Self {
        let snapshot = recommendation.snapshot;
        let id = |place: CredentialId| snapshot.credential(place).id.clone();
        let wanted = |change: &Change| Wanted::of(change, snapshot.catalog);
        let fitting = |ranked: &Ranked| Fitting {
            rank: ranked.rank,
            ahead_by: ranked.ahead_by,
            leader: ranked.leader.map(|(leader, _)| id(leader)),
            judged: Judged {
                id: id(ranked.id),
                grades: ranked.grades.clone(),
                named: ranked.named.map(|named| {
                    let rule = snapshot.namings[named.rule].rule.id.clone();
                    (named.grade, rule, named.replaced.map(id))
                }),
                figures: ranked.figures.clone(),
                cautions: ranked.cautions.iter().map(|caution| snapshot.framework.caution[*caution].id.clone()).collect(),
            },
        };
        let no = |no: &Blocker| No { kind: no.kind, unknown: no.unknown, unlock: no.unlock.as_ref().map(wanted) };
        let out = |out: &recommendation::RuledOut| RuledOut {
            id: id(out.id),
            blockers: out.blockers.iter().map(no).collect(),
            figures: out.figures.clone(),
        };
        Self {
            fitting: recommendation.ranked.iter().map(fitting).collect(),
            ruled_out: recommendation.ruled_out.iter().map(out).collect(),
            assumed: recommendation.assumed.clone(),
            advice: recommendation.advice.iter().map(|advice| snapshot.framework.advice[*advice].id.clone()).collect(),
            enough: recommendation.enough.is_some(),
            fallback: recommendation.fallback.as_ref().map(|fallback| Fallback {
                start_with: fallback.start_with.iter().copied().map(id).collect(),
                changes: fallback.changes.iter().map(|(change, place)| (wanted(change), id(*place))).collect(),
            }),
        }
    }

    /// The answer of a catalogue with the ids of the frozen one under the frozen framework.
    pub fn from(catalog: &Catalog, asked: &Asked) -> Self {
        assert!(catalog.credentials.iter().map(|it| &it.id).eq(CATALOG.credentials.iter().map(|it| &it.id)), "the ids are others");
        Self::under(&FRAMEWORK, catalog, asked)
    }

    /// The answer of that catalogue under a framework that speaks of it.
    pub fn under(framework: &Framework, catalog: &Catalog, asked: &Asked) -> Self {
        let snapshot = Snapshot::on(catalog, framework, asked.as_of);
        Self::of(&decide(&snapshot, &asked.situation))
    }

    /// Whether it fits.
    pub fn fits(&self, id: &str) -> bool {
        self.fitting.iter().any(|fitting| fitting.judged.id == id)
    }

    /// Whether something waits for it.
    pub fn leads(&self, id: &str) -> bool {
        self.fitting.iter().any(|fitting| fitting.leader.as_deref() == Some(id))
    }

    /// What the credential with that id comes to.
    pub fn figures(&self, id: &str) -> Option<&Estimate> {
        let fitting = self.fitting.iter().find(|fitting| fitting.judged.id == id).map(|fitting| &fitting.judged.figures);
        fitting.or_else(|| self.ruled_out.iter().find(|out| out.id == id).map(|out| &out.figures))
    }
}
