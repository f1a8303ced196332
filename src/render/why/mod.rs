//! How it is shown why a credential stands where it does, and what would change that.

mod subject;

pub use subject::Subject;

use super::csv::Sheet;
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons};
use crate::calendar::Day;
use crate::catalog::Source;
use crate::change::Change;
use crate::counterfactual::{ChangeSet, Counterfactual};
use crate::decide::Leader;
use crate::recommendation::{Ahead, Ranked};
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Fact};

/// The page for people: a row for each grade.
#[must_use]
pub fn page(subject: &Subject<'_>) -> Report {
    let (recommendation, candidate) = (subject.recommendation, &subject.candidate);
    let columns = vec![
        Column::words("Criterion", Some(22)),
        Column::words("Grade", Some(14)),
        Column::words("Because", None),
        Column::words("Source", Some(36)).when_wide(),
    ];
    let flags = recommendation.situation.written(recommendation.snapshot.catalog).flags();
    let told = if flags.is_empty() { String::new() } else { format!(", for {flags}") };
    let title = format!("{}, as of {}{told}", phrases::name_and_code(candidate.credential()), recommendation.snapshot.as_of);
    let mut page = Report { title, columns, dense: true, ..Report::default() };
    let snapshot = recommendation.snapshot;
    page.say_held(recommendation);
    let first = subject.entry().and_then(Ranked::after);
    let first = first.map(|stone| phrases::name_and_code(snapshot.credential(stone)) + &phrases::together(candidate));
    page.say_first("First", Emphasis::Strong, first.into_iter().collect());
    for number in (0..subject.grades.len()).filter(|number| snapshot.framework.is_telling(*number, subject.grades[*number])) {
        let grade = reasons::grade(candidate, &subject.grades, number);
        page.rows.push(vec![
            Cell::strong(grade.criterion),
            Cell::plain(grade.grade),
            Cell::plain(grade.because),
            Cell { text: grade.source.to_owned(), tone: Emphasis::Faint },
        ]);
    }
    let is_held = subject.out().is_some_and(|out| out.blockers.iter().any(|blocker| blocker.kind == BlockerKind::AlreadyHeld));
    match subject.out() {
        Some(out) => {
            let reasons = out.blockers.iter().map(|blocker| reasons::blocker(candidate, blocker)).collect();
            page.note("Ruled out", Emphasis::Warning, reasons);
            let would = format!("{} of {}, if nothing ruled it out", subject.would_rank(), recommendation.ranked.len() + 1);
            page.note("By its grades", Emphasis::Plain, vec![would]);
            // Nobody is told to let go of what they hold.
            if !is_held {
                page.note("What would let it in", Emphasis::Strong, reach(subject, &subject.why.eligible));
            }
        }
        None => page.note("Place", Emphasis::Strong, vec![place(subject)]),
    }
    page.note("Behind", Emphasis::Plain, behind(subject));
    page.note("Ahead of", Emphasis::Plain, subject.below().map(|(other, by)| against(subject, other, by)).into_iter().collect());
    if subject.why.first != Counterfactual::Already && !is_held {
        page.note("What would put it first", Emphasis::Strong, reach(subject, &subject.why.first));
    }
    page.note("Your figures", Emphasis::Plain, figures(subject));
    page.note(
        "Lower prices",
        Emphasis::Plain,
        candidate.credential().aid().iter().filter(|aid| aid.who.is_some()).map(phrases::aid).collect(),
    );
    let cautions = subject.entry().map(|ranked| ranked.cautions.iter().map(|&number| reasons::caution(candidate, number)).collect());
    page.note("Mind", Emphasis::Warning, cautions.unwrap_or_default());
    page.note(
        "Sources",
        Emphasis::Faint,
        subject.sources().iter().map(|(source, facts)| source_line(recommendation.snapshot, source, facts)).collect(),
    );
    page.note_past_day(recommendation.snapshot);
    page
}

fn place(subject: &Subject<'_>) -> String {
    let recommendation = subject.recommendation;
    let Some(entry) = subject.entry() else { return String::new() };
    let level = recommendation.ranked.iter().filter(|other| other.rank == entry.rank && other.id != entry.id);
    let level: Vec<String> = level.map(|other| recommendation.candidate(other).credential().short().to_owned()).collect();
    let level = if level.is_empty() { String::new() } else { format!(", level with {} and listed by id", join(&level, "and")) };
    format!("{} of {} that fit{level}", entry.rank, recommendation.ranked.len())
}

/// What stands just before it, and what stands first where that is another.
fn behind(subject: &Subject<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mine = &subject.grades;
    let ahead = |other: &Ranked| other.grades.iter().zip(mine).position(|(its, mine)| its != mine).map(Ahead::By);
    let first = subject.recommendation.ranked.first().filter(|first| first.grades < *mine);
    lines.extend(first.map(|first| against(subject, first, ahead(first))));
    if let Some((above, by)) = subject.above().filter(|(above, _)| first.is_none_or(|first| first.id != above.id)) {
        lines.push(against(subject, above, by));
    }
    lines
}

/// How it compares with another: on the criterion that decides, or level.
fn against(subject: &Subject<'_>, other: &Ranked, by: Option<Ahead>) -> String {
    let its_candidate = subject.recommendation.candidate(other);
    let name = phrases::name_and_code(its_candidate.credential());
    if let Some(Ahead::Link(leader)) = by {
        let why = match leader {
            Leader::Stone => "what leads up to something stands before it",
            Leader::Successor => "what takes the place of something that may end too soon stands before it",
        };
        return format!("{name} ({}): {why}", other.rank);
    }
    let Some(number) = by.and_then(Ahead::criterion) else { return format!("{name} ({}): level with it on every criterion", other.rank) };
    let (its, mine) = (reasons::grade(&its_candidate, &other.grades, number), reasons::grade(&subject.candidate, &subject.grades, number));
    format!("{name} ({}) on {}: {} ({}); this: {} ({})", other.rank, its.criterion, its.grade, its.because, mine.grade, mine.because)
}

fn reach(subject: &Subject<'_>, reach: &Counterfactual) -> Vec<String> {
    let snapshot = subject.recommendation.snapshot;
    match reach {
        Counterfactual::Already => Vec::new(),
        Counterfactual::By(moves) => moves.iter().map(|way| move_line(snapshot, way)).collect(),
        Counterfactual::OutOfReach => vec![out_of_reach(subject)],
    }
}

fn move_line(snapshot: &Snapshot<'_>, way: &ChangeSet) -> String {
    let changes: Vec<String> = way.changes.iter().map(|change| phrases::change(snapshot.catalog, change)).collect();
    let two = if changes.len() > 1 { " together, as no single change does" } else { "" };
    let level = if way.level.is_empty() { String::new() } else { format!(", level with {}", phrases::short_names(snapshot, &way.level)) };
    format!("{}{two}: rank {}{level}", changes.join(" and "), way.rank)
}

/// Why nothing helps: what no change lifts, else why the framework never has it first.
fn out_of_reach(subject: &Subject<'_>) -> String {
    let hopeless = subject.out().into_iter().flat_map(|out| &out.blockers).filter(|blocker| blocker.unlock.is_none());
    let hopeless: Vec<String> = hopeless.map(|blocker| reasons::blocker(&subject.candidate, blocker)).collect();
    // What no single change lifts, several may: then the way in is told, and something can be done.
    if !hopeless.is_empty() && subject.why.eligible == Counterfactual::OutOfReach {
        return format!("nothing you can change: {}", hopeless.join("; "));
    }
    let excuse = subject.excuse().map_or_else(String::new, |reason| format!("; it comes first for nobody: {reason}"));
    format!("no single change, and no two together of those looked at{excuse}")
}

fn figures(subject: &Subject<'_>) -> Vec<String> {
    let candidate = &subject.candidate;
    let lines = candidate.figures.bill.iter().flat_map(|bill| &bill.lines).map(phrases::bill_line).collect::<Vec<_>>();
    let sum = if lines.len() > 1 { format!("{} ({})", phrases::cost(candidate), lines.join(", ")) } else { lines.join(", ") };
    let cost = if sum.is_empty() { phrases::cost(candidate) } else { sum };
    let study = match candidate.figures.hours {
        Some(_) => format!(
            "{} of study at {} hours a week from {}",
            phrases::hours(candidate),
            candidate.situation.pace(),
            candidate.snapshot.as_of
        ),
        None => "study hours unknown".to_owned(),
    };
    let credential = candidate.credential();
    let day = |what: &str, day: Option<Day>| day.map(|day| format!("{what} {day}"));
    let life = &credential.lifecycle;
    let days = [
        day("announced", life.announced),
        day("beta from", life.beta_from),
        day("beta until", life.beta_until),
        day("generally available from", life.active_from),
        day("last day", life.last_day),
    ];
    let days: Vec<String> = days.into_iter().flatten().collect();
    let mut lines = vec![
        format!("cost: {cost}{}", phrases::price_mark(candidate)),
        format!("ready: {} ({study}){}", phrases::ready(candidate).replace('\n', " "), phrases::hours_mark(candidate)),
    ];
    lines.push(format!(
        "status: {}{}",
        candidate.state().status,
        if days.is_empty() { String::new() } else { format!(" ({})", days.join(", ")) }
    ));
    lines
}

/// What a source proves, and its age on the day; its address is told by `show`.
fn source_line(snapshot: &Snapshot<'_>, source: &Source, facts: &[Fact]) -> String {
    let age = source.read.map_or_else(
        || "undated".to_owned(),
        |read| match read.days_until(snapshot.as_of) {
            1 => format!("read {read}, 1 day old"),
            days @ 0.. => format!("read {read}, {days} days old"),
            _ => format!("read {read}"),
        },
    );
    let facts: Vec<&str> = facts.iter().map(|fact| fact.label()).collect();
    format!("{}: {} ({}, {age}, confidence {})", facts.join(", "), source.title, source.kind, source.confidence)
}

/// The rows for spreadsheets: one for each grade, blocker and change.
#[must_use]
pub fn sheet(subjects: &[Subject<'_>]) -> Sheet {
    let mut sheet = Sheet { head: vec!["id", "rank", "what", "key", "value", "because", "source"], rows: Vec::new() };
    for subject in subjects {
        let snapshot = subject.recommendation.snapshot;
        let rank = subject.entry().map(|entry| entry.rank.to_string()).unwrap_or_default();
        let mut row = |what: &str, key: &str, value: String, because: String, source: &str| {
            let id = subject.candidate.credential().id.clone();
            sheet.rows.push(vec![id, rank.clone(), what.to_owned(), key.to_owned(), value, because, source.to_owned()]);
        };
        for number in 0..subject.grades.len() {
            let grade = reasons::grade(&subject.candidate, &subject.grades, number);
            row("grade", grade.criterion, grade.grade.to_owned(), grade.because, grade.source);
        }
        for blocker in subject.out().into_iter().flat_map(|out| &out.blockers) {
            let unlock = blocker.unlock.as_ref().map(|change| phrases::change(snapshot.catalog, change)).unwrap_or_default();
            row(
                "blocker",
                blocker.kind.word(),
                unlock,
                reasons::blocker(&subject.candidate, blocker),
                &snapshot.framework.gate(blocker.kind).source,
            );
        }
        for (what, reach) in [("eligible", &subject.why.eligible), ("first_place", &subject.why.first)] {
            for way in reach.moves() {
                let keys: Vec<&str> = way.changes.iter().map(Change::key).collect();
                let changes: Vec<String> = way.changes.iter().map(|change| phrases::change(snapshot.catalog, change)).collect();
                row(what, &keys.join(" "), changes.join(" and "), format!("rank {}", way.rank), "");
            }
            if *reach == Counterfactual::OutOfReach {
                row(what, "", String::new(), out_of_reach(subject), "");
            }
        }
    }
    sheet
}
