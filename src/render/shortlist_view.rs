//! What is shown of a recommendation, in words: made once for all who show it, who choose how it lies on the page.

use super::label::Label;
use super::reasons::GradeInWords;
use super::report::{Cell, Column, Emphasis};
use super::{phrases, reasons};
use crate::catalog::{Aid, CredentialId};
use crate::decide::{Candidate, grants};
use crate::framework::Framework;
use crate::recommendation::{Ahead, Blocker, Enough, Ranked, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Field, Recipient, Role, Wish};

/// Pieces of advice under a table: more is a wall.
const ADVICE_SHOWN: usize = 2;

/// The first of a recommendation in words, and what matters beside them.
#[derive(Debug)]
pub struct ShortlistView<'r> {
    /// The recommendation.
    pub recommendation: &'r Recommendation<'r>,
    /// The credentials that are shown, best first.
    pub shown: &'r [Ranked],
    /// The same, as candidates.
    pub candidates: Vec<Candidate<'r>>,
    /// The urgent cautions of what is shown; what is said of several is said once.
    pub mind: Vec<String>,
    /// Those of what stands first alone.
    pub first_cautions: Vec<String>,
    /// Those of the others.
    pub other_cautions: Vec<String>,
    /// That nothing more is needed, and why; what counts more.
    pub enough: Vec<String>,
    /// What the framework names and a limit alone rules out, with how little is missing.
    pub near_misses: Vec<String>,
    /// Retirements of named credentials, each with what is shown that replaces it.
    pub changed: Vec<String>,
    /// The advice that is shown.
    pub advice: Vec<String>,
    /// The command that tells more of the same; `None` where no advice names a topic.
    pub more: Option<String>,
    /// What of what fits is kept although nobody knows whether it is as the person wishes.
    pub kept: Vec<String>,
    /// Prices of what is shown that are lower for some people.
    pub less: Vec<String>,
    /// Whether a figure bears the mark of an estimate.
    pub is_marked: bool,
    /// The number of those that fit, and of those that do not.
    pub counted: String,
    /// Whose it is.
    pub label: Label,
}

/// The explanation of one rank.
#[derive(Debug)]
pub struct Explanation<'r> {
    /// Its rank and its name.
    pub heading: String,
    /// Its grades, the weightiest criterion first, and whether each puts it ahead of the next one.
    pub grades: Vec<(GradeInWords<'r>, bool)>,
    /// What its cost is made of, a line each; none when it is unknown.
    pub bill: Vec<String>,
    /// Its cautions.
    pub cautions: Vec<String>,
}

impl<'r> ShortlistView<'r> {
    /// Puts the first `top` into words.
    #[must_use]
    pub fn new(recommendation: &'r Recommendation<'r>, top: usize) -> Self {
        let framework = recommendation.snapshot.framework;
        let shown = &recommendation.ranked[..top.min(recommendation.ranked.len())];
        let (fit, out) = (recommendation.ranked.len(), recommendation.ruled_out.len());
        let candidates: Vec<Candidate<'_>> = shown.iter().map(|ranked| recommendation.candidate(ranked)).collect();
        let cautioned = || candidates.iter().copied().zip(shown.iter().map(|ranked| ranked.cautions.clone()));
        let level = recommendation.ranked.iter().take_while(|ranked| ranked.rank == recommendation.ranked[0].rank).count();
        let first_cautions = match reasons::urgent(cautioned().take(level)) {
            said if level == 1 => {
                let name = candidates.first().map_or_else(String::new, |it| format!("{}: ", it.credential().short()));
                said.into_iter().map(|said| said.strip_prefix(&name).map_or(said.clone(), str::to_owned)).collect()
            }
            said => said,
        };
        Self {
            recommendation,
            shown,
            mind: reasons::urgent(cautioned()),
            first_cautions,
            other_cautions: reasons::urgent(cautioned().skip(level)),
            enough: enough(recommendation.snapshot, recommendation.enough.as_ref()),
            near_misses: near_misses(recommendation),
            changed: changed(recommendation, shown),
            kept: kept(recommendation),
            less: less(&candidates),
            more: more(framework, recommendation.advice.iter().take(ADVICE_SHOWN)),
            advice: recommendation.advice.iter().take(ADVICE_SHOWN).map(|&number| framework.advice[number].text.clone()).collect(),
            is_marked: candidates.iter().any(phrases::is_marked),
            counted: format!("{fit} of {} fit, {} shown", fit + out, shown.len()),
            candidates,
            label: Label::default(),
        }
    }

    /// The same, for somebody.
    #[must_use]
    pub fn labelled(self, label: Label) -> Self {
        Self { label, ..self }
    }

    /// The rows of the table, one for each that is shown.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<Cell>> {
        self.shown.iter().map(|ranked| row(self.recommendation, ranked)).collect()
    }

    /// The gates that rule everything out.
    #[must_use]
    pub fn why_nothing(&self) -> String {
        format!("{} (some for several reasons)", counts(self.recommendation))
    }

    /// Explains the rank of that one.
    #[must_use]
    pub fn explain(&self, ranked: &'r Ranked) -> Explanation<'r> {
        let candidate = self.recommendation.candidate(ranked);
        let grade = |number| (reasons::grade(&candidate, &ranked.grades, number), ranked.ahead_by == Some(Ahead::By(number)));
        let framework = self.recommendation.snapshot.framework;
        let tells = |number: usize| ranked.ahead_by == Some(Ahead::By(number)) || framework.is_telling(number, ranked.grades[number]);
        Explanation {
            heading: format!("{}. {}", ranked.rank, phrases::name_and_code(candidate.credential())),
            grades: (0..ranked.grades.len()).filter(|number| tells(*number)).map(grade).collect(),
            bill: candidate.figures.bill.iter().flat_map(|bill| &bill.lines).map(phrases::bill_line).collect(),
            cautions: ranked.cautions.iter().map(|&number| reasons::caution(&candidate, number)).collect(),
        }
    }

    /// All that does not fit, a line each with everything that rules it out.
    #[must_use]
    pub fn ruled_out(&self) -> Vec<String> {
        let line = |out| {
            let candidate = self.recommendation.candidate_out(out);
            format!("{}: {}", candidate.credential().id, reasons::blockers(&candidate, &out.blockers))
        };
        self.recommendation.ruled_out.iter().map(line).collect()
    }
}

/// The command that tells more of that advice: of its first topic.
pub(super) fn more<'n>(framework: &Framework, advice: impl IntoIterator<Item = &'n usize>) -> Option<String> {
    let topic = advice.into_iter().find_map(|&number| framework.advice[number].topic.as_ref())?;
    Some(format!("More: certwise guide {topic}"))
}

/// Why nothing more is needed, and what counts more now; no line where something is.
pub(super) fn enough(snapshot: &Snapshot<'_>, enough: Option<&Enough>) -> Vec<String> {
    let Some(Enough { serves, nearest }) = enough else { return Vec::new() };
    let first = match *nearest {
        None if serves.is_empty() => "nothing in the catalogue is made for this purpose at your level".to_owned(),
        None => format!(
            "{} already {} what you ask for",
            phrases::short_names(snapshot, serves),
            if serves.len() == 1 { "serves" } else { "serve" }
        ),
        Some(nearest) => {
            format!("all there is for this purpose lies below you; nearest comes {}", phrases::name_and_code(snapshot.credential(nearest)))
        }
    };
    std::iter::once(first).chain(snapshot.framework.fallback.enough.iter().cloned()).collect()
}

/// The wishes of this person of which nobody knows whether the credential grants them.
fn unknown(candidate: &Candidate<'_>) -> impl Iterator<Item = Wish> {
    let Candidate { snapshot, situation, id, .. } = *candidate;
    Wish::ALL.iter().copied().filter(move |wish| situation.wishes(*wish) && grants(snapshot, situation, id, *wish).is_none())
}

/// For each of these wishes how many are kept, a line each.
fn kept(recommendation: &Recommendation<'_>) -> Vec<String> {
    let line = |wish: &Wish| {
        let unknown = |ranked: &&Ranked| unknown(&recommendation.candidate(ranked)).any(|other| other == *wish);
        let count = recommendation.ranked.iter().filter(unknown).count();
        let what = if *wish == Wish::Language { "exam languages nobody published" } else { "way of sitting the exam nobody published" };
        let are = if count == 1 { "is" } else { "are" };
        (count > 0).then(|| format!("{count} whose {what} {are} kept, marked."))
    };
    Wish::ALL.iter().filter_map(line).collect()
}

/// What students pay, where this is one, and what people in some countries pay; what several have in common is said once.
pub(super) fn less(candidates: &[Candidate<'_>]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for candidate in candidates {
        let is_student = candidate.situation.role == Some(Role::Student);
        let counts = |aid: &&Aid| match aid.who {
            Some(Recipient::Students) => is_student,
            who => who == Some(Recipient::Country),
        };
        for aid in candidate.credential().aid().iter().filter(counts).map(phrases::aid) {
            match lines.iter_mut().find(|(line, _)| *line == aid) {
                Some((_, names)) => names.push(candidate.credential().short()),
                None => lines.push((aid, vec![candidate.credential().short()])),
            }
        }
    }
    lines.into_iter().map(|(words, names)| format!("{}: {words}", names.join(", "))).collect()
}

/// What just does not fit, with how little is missing: one line.
fn near_misses(recommendation: &Recommendation<'_>) -> Vec<String> {
    let line = |out| {
        let candidate = recommendation.candidate_out(out);
        format!("{}: {}", phrases::name_and_code(candidate.credential()), missing(&candidate, &out.blockers))
    };
    recommendation.near_misses.iter().map(line).take(1).collect()
}

/// How little is missing to let it in.
fn missing(candidate: &Candidate<'_>, blockers: &[Blocker]) -> String {
    let one = |blocker: &Blocker| match (blocker.kind, candidate.cost_high(), candidate.situation.budget, candidate.figures.ready) {
        (BlockerKind::OverBudget, Some(cost), Some(budget), _) => {
            format!("${} over your budget", cost.dollars().saturating_sub(budget.dollars()))
        }
        (BlockerKind::PastDeadline, .., Some((_, slow))) => match candidate.situation.deadline(candidate.snapshot.as_of) {
            Some(by) => format!("up to {} days past your deadline", by.days_until(slow)),
            None => reasons::blocker(candidate, blocker),
        },
        _ => reasons::blocker(candidate, blocker),
    };
    blockers.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::figures("#", 3),
        Column::words("Credential", Some(40)),
        Column::figures("Cost", 9),
        Column::figures("Ready by", 11),
        Column::under("Id"),
        Column::under("Note"),
        Column::under("Why"),
    ]
}

fn row(recommendation: &Recommendation<'_>, ranked: &Ranked) -> Vec<Cell> {
    let snapshot = recommendation.snapshot;
    let candidate = recommendation.candidate(ranked);
    let credential = candidate.credential();
    let tied = recommendation.ranked.iter().filter(|other| other.rank == ranked.rank).count() > 1;
    let mut marks: Vec<String> = phrases::status_mark(snapshot, ranked.id).into_iter().collect();
    marks.extend(tied.then(|| "tied".to_owned()));
    marks.extend(unknown(&candidate).map(|wish| format!("{wish} not published")));
    let renews = reasons::renews(&candidate);
    marks.extend((!renews.is_empty()).then(|| format!("also renews your {renews}")));
    let name = phrases::name_beside_id(credential);
    let first = ranked.after().map(|stone| format!("first {}{}", snapshot.credential(stone).short(), phrases::together(&candidate)));
    marks.extend(first);
    vec![
        Cell::plain(if tied { format!("{}=", ranked.rank) } else { ranked.rank.to_string() }),
        if ranked.rank == 1 { Cell::strong(name) } else { Cell::plain(name) },
        Cell::cost(phrases::marked_cost(&candidate)),
        Cell::plain(phrases::marked_ready_by(&candidate)),
        Cell::plain(&*credential.id),
        Cell { text: marks.join("; "), tone: Emphasis::Warning },
        Cell::faint(reasons::why(recommendation, ranked)),
    ]
}

fn changed(recommendation: &Recommendation<'_>, shown: &[Ranked]) -> Vec<String> {
    let snapshot = recommendation.snapshot;
    let mut gone: Vec<(CredentialId, Vec<CredentialId>)> = Vec::new();
    for ranked in shown {
        if let Some(old) = ranked.named.and_then(|named| named.replaced) {
            match gone.iter_mut().find(|(id, _)| *id == old) {
                Some((_, replacements)) => replacements.push(ranked.id),
                None => gone.push((old, vec![ranked.id])),
            }
        }
    }
    let line = |(old, replacements): (CredentialId, Vec<CredentialId>)| {
        format!("{}: replaced by {}", phrases::retired(snapshot, old), phrases::short_names(snapshot, &replacements))
    };
    gone.into_iter().map(line).collect()
}

/// How many credentials each gate rules out: `92 over budget, 6 retired`.
pub(super) fn counts(recommendation: &Recommendation<'_>) -> String {
    blockers_in_words(&recommendation.blocked())
}

/// The same of what was counted: `92 over budget, 6 retired`.
pub(super) fn blockers_in_words(counts: &[(BlockerKind, usize)]) -> String {
    counts.iter().map(|(kind, count)| format!("{count} {}", kind.label())).collect::<Vec<_>>().join(", ")
}

/// What was not told, and would change the answer most.
pub(super) fn not_told(situation: &Situation) -> Vec<Field> {
    let asked = [Field::Goal, Field::Role, Field::Level, Field::Platform, Field::Budget, Field::By];
    asked.into_iter().filter(|field| !situation.is_set(*field)).collect()
}
