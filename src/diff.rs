//! What changed between two days: what the dated facts say, and the quick table on both days.
//!
//! Facts that carry no date (prices, hours, policies, most rules) are what is known now, so they cannot be told apart between two days.

use crate::calendar::Day;
use crate::catalog::{Credential, CredentialId};
use crate::framework::{Naming, Quick};
use crate::quick::{level_in_first_place, quick};
use crate::recommendation::{Ranked, Recommendation};
use crate::snapshot::Snapshot;
use crate::vocabulary::{Event, Status};

/// What changed after the earlier day, up to and with the later one.
#[derive(Clone, Debug)]
pub struct Diff<'a> {
    /// The earlier day.
    pub from: &'a Snapshot<'a>,
    /// The later day.
    pub to: &'a Snapshot<'a>,
    /// What happened to credentials, by day, then by id.
    pub changes: Vec<Turn>,
    /// Which naming rules began or ended, by day, then in the framework's order.
    pub rules: Vec<RuleChange<'a>>,
    /// The rows of the quick table whose answers, or whose statuses, differ.
    pub quick: Vec<Row<'a>>,
}

/// Something that happened to one credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The first day on which it is so: what has its last day on one day is retired on the next.
    pub day: Day,
    /// What happened.
    pub what: Event,
    /// Which credential.
    pub id: CredentialId,
    /// Its status until then.
    pub before: Status,
    /// Its status from that day on; the same as before when it was only announced.
    pub after: Status,
}

/// A naming rule that began or ended.
#[derive(Clone, Copy, Debug)]
pub struct RuleChange<'a> {
    /// The first day on which it counts, or no longer does.
    pub day: Day,
    /// Which of the two.
    pub what: Event,
    /// The rule.
    pub rule: &'a Naming,
}

/// A row of the quick table that changed.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The situation.
    pub quick: &'a Quick,
    /// All that was decided on the earlier day.
    pub before: Recommendation<'a>,
    /// All that was decided on the later day.
    pub after: Recommendation<'a>,
    /// What went, then what came, then what stayed with another status; never empty.
    pub changes: Vec<AnswerChange<'a>>,
}

/// What changed about one answer of a row.
#[derive(Clone, Copy, Debug)]
pub struct AnswerChange<'a> {
    /// Which credential.
    pub id: CredentialId,
    /// Why, and with it what.
    pub why: Reason<'a>,
}

/// Why an answer of the quick table changed. Places are places in the lists of the row's recommendations.
#[derive(Clone, Copy, Debug)]
pub enum Reason<'a> {
    /// It went: gates rule it out on the later day.
    RuledOut {
        /// Its place in the later `ruled_out`.
        out: usize,
    },
    /// It went: it still fits, but another one stands before it.
    Behind {
        /// The rule that named it and has ended since.
        ended: Option<&'a Naming>,
        /// The criterion on which the first is ahead of it; `None` when only the id parts them.
        by: Option<usize>,
    },
    /// It came.
    Came {
        /// Its place in the later `ranked`.
        ranked: usize,
        /// The rule that names it and has begun since.
        began: Option<&'a Naming>,
        /// Its place in the earlier `ruled_out`; `None` when it fitted then too.
        was_out: Option<usize>,
    },
    /// It stayed, with another status.
    Stayed,
}

impl Reason<'_> {
    /// What happened to the answer.
    #[must_use]
    pub const fn what(self) -> Event {
        match self {
            Self::RuledOut { .. } | Self::Behind { .. } => Event::AnswerWent,
            Self::Came { .. } => Event::AnswerCame,
            Self::Stayed => Event::AnswerStatus,
        }
    }
}

/// What changed between two days. Both are of the same catalogue and framework, and `from` is not after `to`.
#[must_use]
pub fn diff<'a>(from: &'a Snapshot<'a>, to: &'a Snapshot<'a>) -> Diff<'a> {
    let of_each = from.catalog.numbered();
    let mut changes: Vec<Turn> = of_each.flat_map(|(id, credential)| changes_of(id, credential, from.as_of, to.as_of)).collect();
    changes.sort_by_key(|change| (change.day, change.id));
    let in_window = |day: &Day| from.as_of < *day && *day <= to.as_of;
    let mut rules = Vec::new();
    for rule in &from.framework.naming {
        let turn = |what, day: Option<Day>| day.filter(in_window).map(|day| RuleChange { day, what, rule });
        rules.extend(turn(Event::RuleBegan, rule.from));
        rules.extend(turn(Event::RuleEnded, rule.until.and_then(Day::next)));
    }
    rules.sort_by_key(|change| change.day);
    let rows = quick(from).into_iter().zip(quick(to));
    let rows = rows.filter_map(|((quick, before), (_, after))| {
        let changes = answer_changes(&before, &after);
        (!changes.is_empty()).then_some(Row { quick, before, after, changes })
    });
    Diff { from, to, changes, rules, quick: rows.collect() }
}

fn changes_of(id: CredentialId, credential: &Credential, from: Day, to: Day) -> Vec<Turn> {
    let lifecycle = &credential.lifecycle;
    let mut before = lifecycle.status(from);
    let mut changes = Vec::new();
    for day in lifecycle.transitions().into_iter().filter(|day| from < *day && *day <= to) {
        let after = lifecycle.status(day);
        if let Some(what) = event(before, after, lifecycle.announced == Some(day)) {
            changes.push(Turn { day, what, id, before, after });
        }
        before = after;
    }
    changes
}

/// What a change of status, or an announcement, is called.
fn event(before: Status, after: Status, announced: bool) -> Option<Event> {
    match (before, after) {
        (before, after) if before == after => announced.then_some(Event::Announced),
        (_, Status::Announced) => Some(Event::BetaClosed),
        (_, Status::Beta) => Some(Event::BetaOpened),
        (_, Status::Active | Status::Retiring) => Some(Event::Opened),
        (_, Status::Retired) => Some(Event::Retired),
    }
}

fn answer_changes<'a>(before: &Recommendation<'a>, after: &Recommendation<'a>) -> Vec<AnswerChange<'a>> {
    let (old, new) = (level_in_first_place(before), level_in_first_place(after));
    let stands_in = |answers: &[Ranked], id: CredentialId| answers.iter().any(|answer| answer.id == id);
    let status = |of: &Recommendation<'_>, id: CredentialId| of.snapshot.state(id).status;
    let mut changes = Vec::new();
    for gone in old.iter().filter(|gone| !stands_in(new, gone.id)) {
        changes.push(AnswerChange { id: gone.id, why: why_gone(gone, before, after) });
    }
    for (ranked, come) in new.iter().enumerate().filter(|(_, come)| !stands_in(old, come.id)) {
        let began = rule_only_in(after, come, before);
        let was_out = before.ruled_out.iter().position(|out| out.id == come.id);
        changes.push(AnswerChange { id: come.id, why: Reason::Came { ranked, began, was_out } });
    }
    for stays in new.iter().filter(|stays| stands_in(old, stays.id) && status(before, stays.id) != status(after, stays.id)) {
        changes.push(AnswerChange { id: stays.id, why: Reason::Stayed });
    }
    changes
}

fn why_gone<'a>(gone: &Ranked, before: &Recommendation<'a>, after: &Recommendation<'a>) -> Reason<'a> {
    if let Some(out) = after.ruled_out.iter().position(|out| out.id == gone.id) {
        return Reason::RuledOut { out };
    }
    let now = after.ranked.iter().find(|ranked| ranked.id == gone.id);
    let first_and_now = after.ranked.first().zip(now);
    let by = first_and_now.and_then(|(first, now)| first.grades.iter().zip(&now.grades).position(|(first, its)| first != its));
    Reason::Behind { ended: rule_only_in(before, gone, after), by }
}

/// The rule that names the credential in `answer` and does not count on the day of `other`.
fn rule_only_in<'a>(answer: &Recommendation<'a>, ranked: &Ranked, other: &Recommendation<'a>) -> Option<&'a Naming> {
    let rule = answer.snapshot.namings[ranked.named?.rule].rule;
    let counts = other.snapshot.namings.iter().any(|naming| naming.rule.id == rule.id);
    (!counts).then_some(rule)
}
