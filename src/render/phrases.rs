//! Words for people, made from the framework's templates and the figures that a recommendation carries.

use std::borrow::Cow;

use super::placeholders::fill;
use crate::calendar::Day;
use crate::catalog::{Catalog, Charge, Credential, CredentialId, Line, Source};
use crate::change::Change;
use crate::decide::Candidate;
use crate::recommendation::{Blocker, Ranked, Recommendation, RuledOut};
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Fact, Field, Placeholder, Status};

/// What stands where a figure is not known.
pub const UNKNOWN: &str = "unknown";

impl<'a> Recommendation<'a> {
    /// The case of a credential that fits.
    #[must_use]
    pub fn case(&self, ranked: &'a Ranked) -> Candidate<'a> {
        Candidate { snapshot: self.snapshot, situation: self.situation, id: ranked.id, figures: &ranked.figures, named: ranked.named }
    }

    /// The case of a credential that does not fit.
    #[must_use]
    pub fn case_out(&self, out: &'a RuledOut) -> Candidate<'a> {
        Candidate { snapshot: self.snapshot, situation: self.situation, id: out.id, figures: &out.figures, named: out.named }
    }
}

/// Marks a figure that is an estimate, or that only weak evidence proves.
pub const ESTIMATE_MARK: &str = "~";

/// What [`ESTIMATE_MARK`] means.
pub const MARK_MEANS: &str = "a price that is estimated, or a price or study time known only with low confidence";

/// Marks what nobody has checked for long.
pub const STALE_MARK: &str = " (old)";

/// A grade in words: the criterion, the grade, why, and where the reason comes from.
#[derive(Clone, Debug)]
pub struct GradeInWords<'a> {
    /// The criterion's id.
    pub criterion: &'a str,
    /// The grade's name.
    pub grade: &'a str,
    /// Why.
    pub because: String,
    /// The rule's source where a rule named the credential, else the criterion's.
    pub source: &'a str,
}

/// The grade on the criterion at `number`, in words; `grades` are the credential's, one for each criterion.
#[must_use]
pub fn grade<'a>(case: &Candidate<'a>, grades: &[u8], number: usize) -> GradeInWords<'a> {
    let criterion = &case.snapshot.framework.criterion[number];
    let row = &criterion.grade[usize::from(grades[number])];
    let rule = case.named.map(|named| case.snapshot.namings[named.rule].rule);
    let by_rule = rule.filter(|_| row.because.places().any(|id| id == Placeholder::Rule));
    GradeInWords {
        criterion: &criterion.id,
        grade: &row.grade,
        because: fill(&row.because, case),
        source: by_rule.map_or(&criterion.source, |rule| &rule.source),
    }
}

/// Why the credential stands where it does: the strongest thing to say of it, which is that the framework names it or the
/// first criterion on which it is of the best, and then the reason that puts it ahead of the next one.
#[must_use]
pub fn why(recommendation: &Recommendation<'_>, ranked: &Ranked) -> String {
    let case = Candidate {
        snapshot: recommendation.snapshot,
        situation: recommendation.situation,
        id: ranked.id,
        figures: &ranked.figures,
        named: ranked.named,
    };
    why_with(recommendation, ranked, |number| grade(&case, &ranked.grades, number).because.into())
}

/// The same, from what was said of each criterion.
#[must_use]
pub fn why_with<'s>(recommendation: &Recommendation<'_>, ranked: &Ranked, because: impl Fn(usize) -> Cow<'s, str>) -> String {
    let naming = recommendation.snapshot.framework.naming_criterion().filter(|_| ranked.named.is_some());
    let best = naming.or_else(|| ranked.grades.iter().position(|grade| *grade == 0));
    // What stands level stands there for one reason: the one that puts the last of them ahead of the next.
    let last_level = recommendation.ranked.iter().rfind(|other| other.rank == ranked.rank);
    let deciding = last_level.and_then(|last| last.ahead_by);
    match (best, deciding) {
        (Some(best), Some(deciding)) if best != deciding => format!("{}; {}", because(best), because(deciding)),
        (_, Some(deciding)) => because(deciding).into_owned(),
        (Some(best), None) => because(best).into_owned(),
        (None, None) => because(ranked.grades.len().saturating_sub(1)).into_owned(),
    }
}

/// A blocker in words.
#[must_use]
pub fn blocker(case: &Candidate<'_>, blocker: &Blocker) -> String {
    let gate = case.snapshot.framework.gate(blocker.kind);
    let template = if blocker.unknown { gate.because_unknown.as_ref().unwrap_or(&gate.because) } else { &gate.because };
    fill(template, case)
}

/// The caution at `number`, in words.
#[must_use]
pub fn caution(case: &Candidate<'_>, number: usize) -> String {
    fill(&case.snapshot.framework.caution[number].because, case)
}

/// The urgent ones of the cautions, a line each; what several credentials share stands once.
pub(super) fn urgent<'a>(cautioned: impl Iterator<Item = (Candidate<'a>, Vec<usize>)>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for (case, cautions) in cautioned {
        for number in cautions.into_iter().filter(|&number| case.snapshot.framework.caution[number].urgent) {
            let said = caution(&case, number);
            match lines.iter_mut().find(|(line, _)| *line == said) {
                Some((_, names)) => names.push(case.credential().short()),
                None => lines.push((said, vec![case.credential().short()])),
            }
        }
    }
    lines.into_iter().map(|(words, names)| format!("{}: {words}", names.join(", "))).collect()
}

/// A change of the situation in words that can be typed.
#[must_use]
pub fn change(catalog: &Catalog, change: &Change) -> String {
    match change {
        Change::Budget(Some(budget)) => format!("--budget {}", budget.dollars()),
        Change::Budget(None) => "no --budget".to_owned(),
        Change::By(Some(day)) => format!("--by {day}"),
        Change::By(None) => "no deadline".to_owned(),
        Change::HoursPerWeek(pace) => format!("--hours-per-week {pace}"),
        Change::Have(thing) => format!("--have {}", catalog.id_of(*thing)),
        Change::Level(level) => format!("--level {level}"),
        Change::HandsOn(on) => switch("--hands-on", *on),
        Change::Retake(on) => switch("--retake", *on),
        Change::AsOf(day) => format!("waiting until {day}"),
        Change::Platform(platforms) if platforms.is_empty() => "no --platform".to_owned(),
        Change::Platform(platforms) => {
            format!("--platform {}", platforms.iter().map(|platform| platform.word()).collect::<Vec<_>>().join(","))
        }
        Change::Goal(goal) => format!("--goal {goal}"),
        Change::Role(role) => format!("--role {role}"),
        Change::Years(years) => format!("--years {years}"),
    }
}

fn switch(flag: &str, on: bool) -> String {
    if on { flag.to_owned() } else { format!("{flag}=false") }
}

/// What a credential costs this person, in a few characters.
#[must_use]
pub fn cost(case: &Candidate<'_>) -> String {
    case.figures.bill.as_ref().map_or_else(|| UNKNOWN.to_owned(), |bill| bill.total.to_string())
}

/// The mark beside a price: [`ESTIMATE_MARK`], or nothing.
#[must_use]
pub fn price_mark(case: &Candidate<'_>) -> &'static str {
    let credential = case.credential();
    if credential.price_is_estimate() == Some(true) || credential.price_is_weak() { ESTIMATE_MARK } else { "" }
}

/// The mark beside study hours and the days that follow from them, where only weak evidence proves them.
#[must_use]
pub fn hours_mark(case: &Candidate<'_>) -> &'static str {
    if case.credential().weak.contains(&Fact::PrepHours) { ESTIMATE_MARK } else { "" }
}

/// Study hours, low to high.
#[must_use]
pub fn hours(case: &Candidate<'_>) -> String {
    match case.figures.hours {
        Some(hours) if hours.low == hours.high => format!("{} h", hours.low),
        Some(hours) => format!("{}-{} h", hours.low, hours.high),
        None => UNKNOWN.to_owned(),
    }
}

/// When a credential can be held: one day, or from the fast to the slow estimate.
#[must_use]
pub fn ready(case: &Candidate<'_>) -> String {
    match case.figures.ready {
        Some((fast, slow)) if fast == slow => fast.to_string(),
        Some((fast, slow)) => format!("{fast}\nto {slow}"),
        None => UNKNOWN.to_owned(),
    }
}

/// What a line of a bill is for.
#[must_use]
pub fn charge(charge: Charge) -> &'static str {
    match charge {
        Charge::Exam => "exam",
        Charge::Subscription => "subscription",
        Charge::Course => "course",
        Charge::Application => "application",
        Charge::Retake => "retake",
    }
}

/// A line of a bill: `subscription $98 over 2 months`.
#[must_use]
pub fn bill_line(line: &Line) -> String {
    format!("{} {}{}", charge(line.what), line.amount, over_months(line))
}

/// The flag of a field: `--hours-per-week`.
#[must_use]
pub fn flag(field: Field) -> String {
    format!("--{}", field.word().replace('_', "-"))
}

/// Over how many months a line of a bill is charged, with a space before it; nothing for what is paid once.
#[must_use]
pub fn over_months(line: &Line) -> String {
    match line.months {
        Some((1, 1)) => " over 1 month".to_owned(),
        Some((few, many)) if few == many => format!(" over {few} months"),
        Some((few, many)) => format!(" over {few} to {many} months"),
        None => String::new(),
    }
}

/// The name with its code: `Certified Kubernetes Administrator (CKA)`.
#[must_use]
pub fn name_and_code(credential: &Credential) -> String {
    match &credential.code {
        Some(code) if !credential.name.contains(code.as_str()) => format!("{} ({code})", credential.name),
        _ => credential.name.clone(),
    }
}

/// The short names of those credentials: `MLA-C02, AIP-C01`.
#[must_use]
pub fn short_names(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> String {
    let names: Vec<String> = ids.iter().map(|&id| snapshot.credential(id).short().to_owned()).collect();
    join(&names, "and")
}

/// The credential that ended, or ends too soon, and its last day: `MLS-C01, retired 2026-03-31`.
#[must_use]
pub fn retired(snapshot: &Snapshot<'_>, id: CredentialId) -> String {
    let credential = snapshot.credential(id);
    match credential.lifecycle.last_day {
        Some(last) if last >= snapshot.as_of => format!("{}, which ends on {last}", credential.short()),
        Some(last) => format!("{}, retired {last}", credential.short()),
        None => credential.short().to_owned(),
    }
}

/// That nobody has checked a credential for long.
#[must_use]
pub fn not_checked(checked: Option<Day>) -> String {
    checked.map_or_else(|| "no dated source tells of it".to_owned(), |day| format!("not checked since {day}"))
}

/// That a page for a past day shows what is known today; nothing where no fact was read later.
#[must_use]
pub fn past_day(snapshot: &Snapshot<'_>) -> Option<String> {
    let newest = snapshot.facts_of_later_day()?;
    Some(format!("prices, hours and policies are those known on {newest}; on {} they may have been others", snapshot.as_of))
}

/// The day on which a source was read.
#[must_use]
pub fn read(source: &Source) -> String {
    source.read.map_or_else(|| "undated".to_owned(), |day| day.to_string())
}

/// What kind of evidence a source is, the day on which it was read, and its confidence.
#[must_use]
pub fn evidence(source: &Source) -> String {
    format!("{}, {}, confidence {}", source.kind, read(source), source.confidence)
}

/// A status as a mark beside a name; nothing for what is simply open.
#[must_use]
pub fn status_mark(snapshot: &Snapshot<'_>, id: CredentialId) -> Option<String> {
    let last_day = snapshot.credential(id).lifecycle.last_day;
    match snapshot.state(id).status {
        Status::Active => None,
        Status::Retiring => last_day.map(|day| format!("until {day}")),
        Status::Retired => last_day.map(|day| format!("retired {day}")),
        status => Some(status.to_string()),
    }
}
