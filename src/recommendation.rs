//! The answer as a plain value: places in the catalogue and figures. Words for people are made from it by `render`.

use crate::calendar::Day;
use crate::catalog::{Bill, CredentialId, Hours};
use crate::change::Change;
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
    /// The place of the first criterion on which it is ahead of the next one; `None` on a tie and for the last.
    pub ahead_by: Option<usize>,
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
