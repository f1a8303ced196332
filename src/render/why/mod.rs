//! How it is shown why a credential stands where it does, and what would change that.

mod subject;

pub use subject::Subject;

use super::conclusion::{self, GoOn};
use super::csv::Sheet;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use super::{phrases, reasons};
use crate::calendar::Day;
use crate::change::Change;
use crate::counterfactual::{ChangeSet, Counterfactual};
use crate::recommendation::{Ahead, Ranked};
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::vocabulary::BlockerKind;

/// The pages for people: one for each credential, and where there are several, how they compare.
#[must_use]
pub fn pages(subjects: &[Subject<'_>], go_on: GoOn<'_>) -> Vec<Report> {
    let mut pages: Vec<Report> = subjects.iter().map(|subject| page(subject, go_on)).collect();
    if subjects.len() > 1 {
        let mut order: Vec<&Subject<'_>> = subjects.iter().collect();
        order.sort_by_key(|subject| subject.ranked.unwrap_or(usize::MAX));
        let line = |subject: &&Subject<'_>| {
            let name = phrases::name_and_id(subject.candidate.credential());
            match subject.out() {
                Some(out) => ("Excluded", format!("{name}: {}", reasons::blockers(&subject.candidate, &out.blockers))),
                None => ("Fits", format!("{name}: {}", place(subject))),
            }
        };
        let best = order.first().filter(|best| best.ranked.is_some());
        let headline = best.map_or_else(
            || "None of these fits.".to_owned(),
            |best| format!("Of these, take {}", phrases::name_and_id(best.candidate.credential())),
        );
        let conclusion = Conclusion { headline, facts: order.iter().map(line).collect(), next: Vec::new() }.once_each();
        pages.push(Report { conclusion: Some(conclusion), ..Report::default() });
    }
    pages
}

/// The page for people: a row for each grade, and at the end the place that follows and what would change it.
fn page(subject: &Subject<'_>, go_on: GoOn<'_>) -> Report {
    let (recommendation, candidate) = (subject.recommendation, &subject.candidate);
    let snapshot = recommendation.snapshot;
    let columns = vec![
        Column::words("Criterion", Some(22)),
        Column::words("Grade", Some(15)),
        Column::words("Because", None),
        Column::under("Source").spare(1),
    ];
    let title = phrases::title(&phrases::name_and_code(candidate.credential()), snapshot, recommendation.situation);
    let mut page = Report { title, columns, ..Report::default() };
    page.say_held(recommendation);
    for number in (0..subject.grades.len()).filter(|number| snapshot.framework.is_telling(*number, subject.grades[*number])) {
        let grade = reasons::grade(candidate, &subject.grades, number);
        page.rows.push(vec![
            Cell::plain(grade.criterion.replace('-', " ")),
            Cell::strong(grade.grade.replace('-', " ")),
            Cell::plain(grade.because),
            Cell::faint(grade.source),
        ]);
    }
    page.note("Behind", Emphasis::Plain, behind(subject));
    page.note("Ahead of", Emphasis::Plain, subject.below().map(|(other, by)| against(subject, other, by)).into_iter().collect());
    let (life, day) =
        (&candidate.credential().lifecycle, |what: &str, day: Option<Day>| day.map(|day| format!("{what} {}", day.in_words())));
    let days = [
        day("announced", life.announced),
        day("beta from", life.beta_from),
        day("beta until", life.beta_until),
        day("open from", life.active_from),
        day("last day", life.last_day),
    ];
    page.note(
        "Dates",
        Emphasis::Plain,
        Some(days.into_iter().flatten().collect::<Vec<_>>().join(", ")).filter(|it| !it.is_empty()).into_iter().collect(),
    );
    let less = candidate.credential().aid().iter().filter(|aid| aid.who.is_some()).map(phrases::aid).collect();
    page.note("Lower prices", Emphasis::Plain, less);
    let cautions = subject.entry().map(|ranked| ranked.cautions.iter().map(|&number| reasons::caution(candidate, number)).collect());
    page.note("Before you commit", Emphasis::Warning, cautions.unwrap_or_default());
    page.note(
        "",
        Emphasis::Faint,
        vec![format!("{}: certwise show {} --sources", phrases::how_known(candidate), candidate.credential().id)],
    );
    page.note_facts(snapshot);
    page.conclusion = Some(conclude(subject, go_on));
    page
}

/// Where it stands, and what would change that.
fn conclude(subject: &Subject<'_>, go_on: GoOn<'_>) -> Conclusion {
    let (recommendation, candidate) = (subject.recommendation, &subject.candidate);
    let name = phrases::name_and_id(candidate.credential());
    let is_held = subject.out().is_some_and(|out| out.blockers.iter().any(|blocker| blocker.kind == BlockerKind::AlreadyHeld));
    let mut facts: Vec<(&'static str, String)> = Vec::new();
    let headline = match subject.out() {
        Some(out) => {
            facts.push(("Why", reasons::blockers(candidate, &out.blockers)));
            // Nobody is told to let go of what they hold.
            if !is_held && subject.why.eligible != Counterfactual::OutOfReach {
                facts.extend(reach(subject, &subject.why.eligible).into_iter().map(|line| ("To include", line)));
            }
            let would = format!("would be number {} of {}", subject.would_rank(), recommendation.ranked.len() + 1);
            facts.push(("Rank", would));
            format!("{name} is excluded for you")
        }
        None => format!("{name} is {} for you", place(subject)),
    };
    if subject.why.first != Counterfactual::Already && !is_held && subject.why.first != subject.why.eligible {
        facts.extend(reach(subject, &subject.why.first).into_iter().map(|line| ("To rank first", line)));
    }
    facts.push(("Cost", conclusion::cost(candidate)));
    facts.push(("Ready", conclusion::when(candidate)));
    let first = subject.entry().and_then(Ranked::after);
    facts.extend(first.map(|stone| {
        let stone = phrases::name_and_id(recommendation.snapshot.credential(stone));
        ("First", format!("{stone}{}", phrases::together(candidate)))
    }));
    facts.extend(candidate.credential().url.iter().map(|url| ("Page", url.clone())));
    let next = vec![go_on("recommend", recommendation.situation)];
    Conclusion { headline, facts, next }.once_each()
}

fn place(subject: &Subject<'_>) -> String {
    let recommendation = subject.recommendation;
    let Some(entry) = subject.entry() else { return String::new() };
    let level = recommendation.ranked.iter().filter(|other| other.rank == entry.rank && other.id != entry.id);
    let level: Vec<String> = level.map(|other| recommendation.candidate(other).credential().short().to_owned()).collect();
    let level = if level.is_empty() { String::new() } else { format!(", tied with {}", join(&level, "and")) };
    format!("number {} of {} that fit{level}", entry.rank, recommendation.ranked.len())
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

/// How it compares with another: the grades of both on the criterion that decides, or that they are tied.
fn against(subject: &Subject<'_>, other: &Ranked, by: Option<Ahead>) -> String {
    let its_candidate = subject.recommendation.candidate(other);
    let name = phrases::name_and_code(its_candidate.credential());
    if let Some(Ahead::Link(leader)) = by {
        return format!("{name} (#{}): {}", other.rank, phrases::led_by(leader));
    }
    let Some(number) = by.and_then(Ahead::criterion) else { return format!("{name} (#{}): tied on every criterion", other.rank) };
    let (its, mine) = (reasons::grade(&its_candidate, &other.grades, number), reasons::grade(&subject.candidate, &subject.grades, number));
    let word = |key: &str| key.replace('-', " ");
    format!("{name} (#{}), by {}: {} there, {} here", other.rank, word(its.criterion), word(its.grade), word(mine.grade))
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
    let two = if changes.len() > 1 { " together" } else { "" };
    let level = if way.level.is_empty() { String::new() } else { format!(", tied with {}", phrases::short_names(snapshot, &way.level)) };
    let rank = if way.rank == 1 { String::new() } else { format!(" (then number {})", way.rank) };
    format!("{}{two}{rank}{level}", changes.join(" and "))
}

/// Why nothing helps: what no change lifts, else why the framework never has it first.
fn out_of_reach(subject: &Subject<'_>) -> String {
    let hopeless = subject.out().into_iter().flat_map(|out| &out.blockers).filter(|blocker| blocker.unlock.is_none());
    let hopeless: Vec<String> = hopeless.map(|blocker| reasons::blocker(&subject.candidate, blocker)).collect();
    // What no single change lifts, several may: then the way in is told, and something can be done.
    if !hopeless.is_empty() && subject.why.eligible == Counterfactual::OutOfReach {
        return format!("nothing that you can change: {}", hopeless.join("; "));
    }
    let excuse = subject.excuse().map_or_else(String::new, |reason| format!("; never ranks first: {reason}"));
    format!("no single change or pair of changes found{excuse}")
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
