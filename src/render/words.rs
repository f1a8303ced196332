//! Words for people, made from the framework's templates and the figures that a recommendation carries.

use crate::calendar::Day;
use crate::catalog::{Charge, Credential};
use crate::decide::Case;
use crate::framework::Template;
use crate::recommendation::{Blocker, Change, Ranked, Recommendation, RuledOut};
use crate::snapshot::Snapshot;
use crate::text::join;
use crate::vocabulary::{Fact, Placeholder, Status};

/// What stands where a figure is not known.
pub const UNKNOWN: &str = "unknown";

impl<'a> Recommendation<'a> {
    /// The case of a credential that fits.
    #[must_use]
    pub fn case(&self, ranked: &'a Ranked) -> Case<'a> {
        Case { snapshot: self.snapshot, situation: self.situation, place: ranked.place, figures: &ranked.figures, named: ranked.named }
    }

    /// The case of a credential that does not fit.
    #[must_use]
    pub fn case_out(&self, out: &'a RuledOut) -> Case<'a> {
        Case { snapshot: self.snapshot, situation: self.situation, place: out.place, figures: &out.figures, named: None }
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

/// The grade on the criterion at `number`, in words.
#[must_use]
pub fn grade<'a>(case: &Case<'a>, ranked: &Ranked, number: usize) -> GradeInWords<'a> {
    let criterion = &case.snapshot.framework.criterion[number];
    let row = &criterion.grade[usize::from(ranked.grades[number])];
    let rule = case.named.map(|named| case.snapshot.namings[named.rule].rule);
    let by_rule = rule.filter(|_| row.because.places().any(|place| place == Placeholder::Rule));
    GradeInWords {
        criterion: criterion.id.get_ref(),
        grade: &row.grade,
        because: fill(&row.because, case),
        source: by_rule.map_or(&criterion.source, |rule| &rule.source),
    }
}

/// Why the credential stands where it does: the strongest thing to say of it, which is that the framework names it or the
/// first criterion on which it is of the best, and then the reason that puts it ahead of the next one.
#[must_use]
pub fn why(recommendation: &Recommendation<'_>, ranked: &Ranked) -> String {
    let case = Case {
        snapshot: recommendation.snapshot,
        situation: recommendation.situation,
        place: ranked.place,
        figures: &ranked.figures,
        named: ranked.named,
    };
    let naming = recommendation.snapshot.framework.naming_criterion().filter(|_| ranked.named.is_some());
    let best = naming.or_else(|| ranked.grades.iter().position(|grade| *grade == 0));
    // What stands level stands there for one reason: the one that puts the last of them ahead of the next.
    let last_level = recommendation.ranked.iter().rfind(|other| other.rank == ranked.rank);
    let deciding = last_level.and_then(|last| last.ahead_by);
    let because = |number| grade(&case, ranked, number).because;
    match (best, deciding) {
        (Some(best), Some(deciding)) if best != deciding => format!("{}; {}", because(best), because(deciding)),
        (_, Some(deciding)) => because(deciding),
        (Some(best), None) => because(best),
        (None, None) => because(ranked.grades.len().saturating_sub(1)),
    }
}

/// A blocker in words.
#[must_use]
pub fn blocker(case: &Case<'_>, blocker: &Blocker) -> String {
    let gate = case.snapshot.framework.gate(blocker.kind);
    let template = if blocker.unknown { gate.because_unknown.as_ref().unwrap_or(&gate.because) } else { &gate.because };
    fill(template, case)
}

/// The caution at `number`, in words.
#[must_use]
pub fn caution(case: &Case<'_>, number: usize) -> String {
    fill(&case.snapshot.framework.caution[number].because, case)
}

/// A change of the situation in words that can be typed.
#[must_use]
pub fn change(change: &Change) -> String {
    match change {
        Change::Budget(Some(budget)) => format!("--budget {}", budget.dollars()),
        Change::Budget(None) => "no --budget".to_owned(),
        Change::By(Some(day)) => format!("--by {day}"),
        Change::By(None) => "no deadline".to_owned(),
        Change::HoursPerWeek(pace) => format!("--hours-per-week {pace}"),
        Change::Have(id) => format!("--have {id}"),
        Change::Level(level) => format!("--level {level}"),
        Change::HandsOn(_) => "no --hands-on".to_owned(),
        Change::AsOf(day) => format!("waiting until {day}"),
    }
}

/// What a credential costs this person, in a few characters.
#[must_use]
pub fn cost(case: &Case<'_>) -> String {
    case.figures.bill.as_ref().map_or_else(|| UNKNOWN.to_owned(), |bill| bill.total.to_string())
}

/// The mark beside a price: [`ESTIMATE_MARK`], or nothing.
#[must_use]
pub fn price_mark(case: &Case<'_>) -> &'static str {
    let facts = &case.credential().facts;
    let priced = [Fact::CostExam, Fact::CostMonthly, Fact::CostOnce].into_iter().filter(|part| facts.has(*part));
    if priced.into_iter().any(|part| facts.is_estimate(part) || facts.is_weak(part)) { ESTIMATE_MARK } else { "" }
}

/// The mark beside study hours and the days that follow from them, where only weak evidence proves them.
#[must_use]
pub fn hours_mark(case: &Case<'_>) -> &'static str {
    if case.credential().facts.is_weak(Fact::PrepHours) { ESTIMATE_MARK } else { "" }
}

/// Study hours, low to high.
#[must_use]
pub fn hours(case: &Case<'_>) -> String {
    match case.figures.hours {
        Some(hours) if hours.low == hours.high => format!("{} h", hours.low),
        Some(hours) => format!("{}-{} h", hours.low, hours.high),
        None => UNKNOWN.to_owned(),
    }
}

/// When a credential can be held: one day, or from the fast to the slow estimate.
#[must_use]
pub fn ready(case: &Case<'_>) -> String {
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

/// The name with its code: `Certified Kubernetes Administrator (CKA)`.
#[must_use]
pub fn name_and_code(credential: &Credential) -> String {
    match &credential.facts.code {
        Some(code) if !credential.name.contains(code.as_str()) => format!("{} ({code})", credential.name),
        _ => credential.name.clone(),
    }
}

/// The short names of those credentials: `MLA-C02, AIP-C01`.
#[must_use]
pub fn short_names(snapshot: &Snapshot<'_>, places: &[usize]) -> String {
    let names: Vec<String> = places.iter().map(|&place| snapshot.credential(place).short().to_owned()).collect();
    join(&names, "and")
}

/// The credential that ended, or ends too soon, and its last day: `MLS-C01, retired 2026-03-31`.
#[must_use]
pub fn retired(snapshot: &Snapshot<'_>, place: usize) -> String {
    let credential = snapshot.credential(place);
    match credential.facts.lifecycle.last_day {
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

/// A status as a mark beside a name; nothing for what is simply open.
#[must_use]
pub fn status_mark(snapshot: &Snapshot<'_>, place: usize) -> Option<String> {
    let last_day = snapshot.credential(place).facts.lifecycle.last_day;
    match snapshot.standings[place].status {
        Status::Active => None,
        Status::Retiring => last_day.map(|day| format!("until {day}")),
        Status::Retired => last_day.map(|day| format!("retired {day}")),
        status => Some(status.to_string()),
    }
}

fn fill(template: &Template, case: &Case<'_>) -> String {
    template.fill(|place| value(place, case))
}

fn value(place: Placeholder, case: &Case<'_>) -> String {
    let snapshot = case.snapshot;
    let situation = case.situation;
    let credential = case.credential();
    let facts = &credential.facts;
    let standing = case.standing();
    let day = |day: Option<Day>| day.map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string());
    let named = |ids: &[String], word| {
        let names: Vec<String> = ids.iter().map(|id| short_of(snapshot, id).to_owned()).collect();
        join(&names, word)
    };
    match place {
        Placeholder::Name => credential.name.clone(),
        Placeholder::Short => credential.short().to_owned(),
        Placeholder::Provider => snapshot.catalog.providers[credential.provider].name.clone(),
        Placeholder::Level => facts.level.map_or_else(|| UNKNOWN.to_owned(), |level| level.to_string()),
        Placeholder::YourLevel => situation.level.map_or_else(|| UNKNOWN.to_owned(), |level| level.to_string()),
        Placeholder::Role => situation.role.map_or(UNKNOWN, crate::vocabulary::Role::label).to_owned(),
        Placeholder::Goal => situation.goal.map_or(UNKNOWN, crate::vocabulary::Goal::label).to_owned(),
        Placeholder::Platform => {
            let shared: Vec<String> = labels(credential.platforms().iter().filter(|platform| situation.platform.contains(platform)));
            if shared.is_empty() { join(&labels(credential.platforms().iter()), "and") } else { join(&shared, "and") }
        }
        Placeholder::YourPlatform => join(&labels(situation.platform.iter()), "and"),
        Placeholder::Tier => {
            let tier = snapshot.framework.tier.iter().find(|tier| Some(tier.tier) == standing.tier);
            tier.map_or_else(|| "no tier".to_owned(), |tier| format!("tier {}", tier.tier))
        }
        Placeholder::HandsOn => facts.hands_on.map_or("an unknown share of practice", crate::vocabulary::HandsOn::label).to_owned(),
        Placeholder::Cost => cost(case),
        Placeholder::Budget => situation.budget.map_or_else(|| UNKNOWN.to_owned(), |budget| budget.to_string()),
        Placeholder::Hours => hours(case),
        Placeholder::Pace => situation.pace().to_string(),
        Placeholder::ReadyLow => day(case.figures.ready.map(|(fast, _)| fast)),
        Placeholder::ReadyHigh => day(case.figures.ready.map(|(_, slow)| slow)),
        Placeholder::By => day(situation.deadline(snapshot.as_of)),
        Placeholder::Opens => facts
            .lifecycle
            .active_from
            .filter(|from| *from > snapshot.as_of)
            .or_else(|| facts.lifecycle.open_from(snapshot.as_of).filter(|from| *from > snapshot.as_of))
            .map_or_else(|| "on a day not announced".to_owned(), |day| format!("on {day}")),
        Placeholder::LastDay => day(facts.lifecycle.last_day),
        Placeholder::EndReason => facts.lifecycle.end_reason.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
        Placeholder::Successors if standing.heirs.is_empty() => "nothing that can be earned".to_owned(),
        Placeholder::Successors => short_names(snapshot, &standing.heirs),
        Placeholder::Requires => {
            let missing = crate::decide::missing_prerequisite(case);
            let said = missing.map(|missing| match (&missing.any_of[..], &missing.text) {
                ([], text) => text.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
                (ids, _) => named(ids, "or"),
            });
            said.unwrap_or_else(|| "nothing".to_owned())
        }
        Placeholder::Recommends => case.missing_recommended().map_or_else(|| "nothing".to_owned(), |ids| named(ids, "or")),
        Placeholder::Access => match (snapshot.forbidden_by(credential), &facts.access) {
            (Some(file), _) => format!("forbidden by the policy in {file}"),
            (None, Some(access)) => format!("open only to {}", access.detail.as_deref().unwrap_or(access.only.label())),
            (None, None) => "open to everyone".to_owned(),
        },
        Placeholder::Confirm => facts.confirm.clone().unwrap_or_else(|| "nothing".to_owned()),
        Placeholder::Checked => not_checked(standing.checked),
        Placeholder::Earned => day(case.expired()),
        Placeholder::Rule => case.named.map_or_else(String::new, |named| {
            let because = fill(&snapshot.namings[named.rule].rule.because, case);
            let suffix = named.replaced.map(|_| fill(&snapshot.framework.replaced, case));
            because + &suffix.unwrap_or_default()
        }),
        Placeholder::Replaced => {
            let replaced = case.named.and_then(|named| named.replaced);
            replaced.map_or_else(|| "nothing".to_owned(), |place| retired(snapshot, place))
        }
    }
}

fn labels<'a>(platforms: impl Iterator<Item = &'a crate::vocabulary::Platform>) -> Vec<String> {
    platforms.map(|platform| platform.label().to_owned()).collect()
}

/// What people call a credential or an outside qualification.
fn short_of<'a>(snapshot: &Snapshot<'a>, id: &'a str) -> &'a str {
    let catalog = snapshot.catalog;
    catalog.position(id).map_or_else(|| catalog.name_of(id), |place| snapshot.credential(place).short())
}
