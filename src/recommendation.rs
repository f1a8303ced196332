//! The answer as a plain value: places in the catalogue and figures. Words for people are made from it by `render`.

use std::cmp::Reverse;

use crate::calendar::Day;
use crate::catalog::{Bill, CredentialId, Hours, Thing};
use crate::change::Change;
use crate::decide::Leader;
use crate::framework::Framework;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Field, NamingGrade};

/// What `decide` answers.
#[derive(Clone, Debug)]
pub struct Recommendation<'a> {
    /// The day's catalogue and framework.
    pub snapshot: &'a Snapshot<'a>,
    /// What the person told us.
    pub situation: &'a Situation,
    /// What was taken for granted because it was not told.
    pub assumed: Vec<Field>,
    /// All that fits, best first.
    pub ranked: Vec<Ranked>,
    /// All that does not, in the catalogue's order.
    pub ruled_out: Vec<RuledOut>,
    /// Places in the framework's advice.
    pub advice: Vec<usize>,
    /// What to do when nothing fits; `None` when something does.
    pub fallback: Option<FallbackAnswer>,
    /// Why nothing more is needed, where something fits and none of it is worth taking; `None` elsewhere.
    pub enough: Option<Enough>,
    /// What is held and expires soon, the soonest first.
    pub renewals: Vec<Due>,
    /// What the framework names best for this person and one limit alone only just rules out, in the catalogue's
    /// order; none where what is ruled out is not told.
    pub near_misses: Vec<RuledOut>,
}

impl Recommendation<'_> {
    /// How many credentials each gate rules out of those whose ruling out is told, the most first; one can be ruled out by several.
    #[must_use]
    pub fn blocked(&self) -> Vec<(BlockerKind, usize)> {
        let mut counts: Vec<(BlockerKind, usize)> = BlockerKind::ALL.iter().map(|kind| (*kind, 0)).collect();
        for blocker in self.ruled_out.iter().flat_map(|out| &out.blockers) {
            counts.iter_mut().filter(|(kind, _)| *kind == blocker.kind).for_each(|(_, count)| *count += 1);
        }
        counts.retain(|(_, count)| *count > 0);
        counts.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
        counts
    }
}

/// Something held that expires soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub what: Thing,
    /// The last day on which it is valid.
    pub expires: Day,
    /// The first day on which it can be renewed; `None` when unknown.
    pub opens: Option<Day>,
}

/// What one credential comes to for one person; by itself, that all is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// What it costs; `None` when unknown.
    pub bill: Option<Bill>,
    /// Study hours; `None` when unknown.
    pub hours: Option<Hours>,
    /// The days after the last one of study, fast and slow; `None` when the hours are unknown.
    pub study_done: Option<(Day, Day)>,
    /// The days of the first attempt, fast and slow: the first on which the studying is over and it is open.
    pub first_attempt: Option<(Day, Day)>,
    /// The days on which it can be held, fast and slow: those of the first attempt, or of the second where one is planned for;
    /// `None` when the hours are unknown, or how long one waits for that second attempt.
    pub ready: Option<(Day, Day)>,
}

/// How the framework names a credential for a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// How strongly.
    pub grade: NamingGrade,
    /// The place of the rule in [`Snapshot::namings`].
    pub rule: usize,
    /// The place of the retired credential whose place it took.
    pub replaced: Option<CredentialId>,
    /// What handed its name on to this one, as it is a step too high, or may end too soon.
    pub towards: Option<CredentialId>,
}

impl Ranked {
    /// What this person does first, where it is a step above them; `None` where it is not, or nothing that leads to it can be taken.
    #[must_use]
    pub fn after(&self) -> Option<CredentialId> {
        self.leader.filter(|(_, why)| *why == Leader::Stone).map(|(leader, _)| leader)
    }
}

/// What puts one credential ahead of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The criterion of that place.
    By(usize),
    /// A link between the two, or between one of them and something before it.
    Link(Leader),
}

impl Ahead {
    /// The criterion, where one does it.
    #[must_use]
    pub const fn criterion(self) -> Option<usize> {
        match self {
            Self::By(criterion) => Some(criterion),
            Self::Link(_) => None,
        }
    }

    /// Its id in JSON and tables: the criterion's, or what kind of link it is.
    #[must_use]
    pub fn id(self, framework: &Framework) -> &str {
        match self {
            Self::By(criterion) => &framework.criterion[criterion].id,
            Self::Link(Leader::Stone) => "builds-on",
            Self::Link(Leader::Successor) => "successor",
        }
    }
}

/// A credential that fits.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Which credential.
    pub id: CredentialId,
    /// Its rank from 1; what is level shares one.
    pub rank: usize,
    /// For each criterion, in order, the place of its grade (0 is best).
    pub grades: Vec<u8>,
    /// What puts it ahead of the next one; `None` on a tie and for the last.
    pub ahead_by: Option<Ahead>,
    /// What it stands behind whatever the criteria say, and why; `None` where nothing is.
    pub leader: Option<(CredentialId, Leader)>,
    /// How the framework names it.
    pub named: Option<Named>,
    /// What it comes to for this person.
    pub figures: Estimate,
    /// Places in the framework's cautions.
    pub cautions: Vec<usize>,
}

/// A credential that does not fit.
#[derive(Clone, Debug)]
pub struct RuledOut {
    /// Which credential.
    pub id: CredentialId,
    /// Every gate that says no, in the framework's order.
    pub blockers: Vec<Blocker>,
    /// How the framework names it all the same.
    pub named: Option<Named>,
    /// What it would come to for this person.
    pub figures: Estimate,
}

/// A gate that says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// Which gate.
    pub kind: BlockerKind,
    /// Whether it says no because a figure is unknown.
    pub unknown: bool,
    /// The smallest single change that lifts it; `None` where none does.
    pub unlock: Option<Change>,
}

/// What to do when nothing fits.
#[derive(Clone, Debug)]
pub struct FallbackAnswer {
    /// Places of credentials to start with, best first.
    pub start_with: Vec<CredentialId>,
    /// For each kind of change, the smallest that lets something in, and what it lets in.
    pub changes: Vec<(Change, CredentialId)>,
}

/// Why nothing more is needed.
#[derive(Clone, Debug)]
pub struct Enough {
    /// What is held that serves the purpose, where that is why nothing more is needed.
    pub serves: Vec<CredentialId>,
    /// What lies nearest, where all there is for the purpose lies below the person.
    pub nearest: Option<CredentialId>,
}
