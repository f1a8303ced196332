//! The page of a recommendation: what somebody sends to whoever holds the budget.

use std::io::{self, Write};

use askama::Template;

use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::situation::{not_told, told};
use crate::catalog::CredentialId;
use crate::recommendation::{Ranked, Recommendation};
use crate::render::report::{Cell, Column};
use crate::render::{phrases, reasons, recommend as shortlist};

#[derive(Template)]
#[template(path = "recommend.html")]
struct Report<'a> {
    frame: Frame<'a>,
    first: Vec<(String, String)>,
    told: Vec<(String, String)>,
    not_told: String,
    nothing: Option<Nothing>,
    shortlist: Table,
    counted: String,
    mind: Vec<String>,
    changed: Vec<String>,
    costs: Option<Chart>,
    bills: Option<Table>,
    timeline: Option<Chart>,
    reasons: Vec<Reasons>,
    ruled_out: Vec<String>,
    advice: Vec<String>,
    sources: Vec<SourcesOf>,
}

/// Why one credential stands where it does.
struct Reasons {
    heading: String,
    grades: Table,
    cautions: Vec<String>,
}

/// Writes the page: the first `top` with costs, days and sources; the grades of the first, of all with `explain`. `command` is the one
/// that gives the same answer.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, recommendation: &Recommendation<'_>, top: usize, explain: bool, command: &str) -> io::Result<()> {
    super::write(out, &page(recommendation, top, explain, command))
}

fn page<'a>(recommendation: &Recommendation<'_>, top: usize, explain: bool, command: &'a str) -> Report<'a> {
    let snapshot = recommendation.snapshot;
    let shown: Vec<&Ranked> = recommendation.ranked.iter().take(top).collect();
    let start_with = recommendation.fallback.iter().flat_map(|fallback| &fallback.start_with);
    let ids: Vec<CredentialId> = shown.iter().map(|ranked| ranked.id).chain(start_with.copied()).collect();
    Report {
        frame: Frame {
            title: format!("Which AI certification, as of {}", snapshot.as_of),
            as_of: snapshot.as_of,
            oldest: oldest_check(snapshot, &ids),
            past_day: phrases::past_day(snapshot),
            estimates: shown.iter().any(|ranked| shortlist::is_marked(recommendation, ranked)),
            command,
        },
        first: shown.iter().filter(|ranked| ranked.rank == 1).map(|ranked| lead(recommendation, ranked)).collect(),
        told: told(snapshot, recommendation.situation, &recommendation.assumed),
        not_told: not_told(recommendation.situation),
        nothing: recommendation.fallback.as_ref().map(|fallback| Nothing::new(snapshot, shortlist::why_nothing(recommendation), fallback)),
        shortlist: shortlisted(recommendation, &shown),
        counted: shortlist::counted(recommendation, shown.len()),
        mind: shortlist::cautions(recommendation, &shown),
        changed: shortlist::changed(recommendation, &shown),
        costs: costs(recommendation, &shown),
        bills: bills(shown.iter().map(|ranked| recommendation.candidate(ranked))),
        timeline: timeline(recommendation, &shown),
        reasons: shown.iter().take(if explain { top } else { 1 }).map(|ranked| reasons(recommendation, ranked)).collect(),
        ruled_out: if explain { shortlist::ruled_out(recommendation) } else { Vec::new() },
        advice: shortlist::advice(recommendation),
        sources: sources(snapshot, &ids),
    }
}

/// The name of one in first place, and in a line what it takes.
fn lead(recommendation: &Recommendation<'_>, ranked: &Ranked) -> (String, String) {
    let candidate = recommendation.candidate(ranked);
    let ready = phrases::ready(&candidate).replace('\n', " ");
    let figures =
        format!("cost {}{}; ready {ready}{}", phrases::cost(&candidate), phrases::price_mark(&candidate), phrases::hours_mark(&candidate));
    (phrases::name_and_code(candidate.credential()), figures)
}

fn shortlisted(recommendation: &Recommendation<'_>, shown: &[&Ranked]) -> Table {
    let rows = shown.iter().map(|ranked| shortlist::row(recommendation, ranked)).collect();
    let mut table = Table::new("What fits, best first; = is level with its neighbour", shortlist::columns(), rows);
    for (number, ranked) in shown.iter().enumerate() {
        table.link(number, recommendation.snapshot.credential(ranked.id).url.as_deref());
    }
    table
}

fn costs(recommendation: &Recommendation<'_>, shown: &[&Ranked]) -> Option<Chart> {
    let of = |ranked: &&Ranked| {
        let candidate = recommendation.candidate(ranked);
        Cost::of(&candidate, candidate.credential().short().to_owned(), None)
    };
    let costs = shown.iter().flat_map(of).collect();
    let budget = recommendation.situation.budget;
    CostChart { title: "What each of them costs in all".to_owned(), costs, budget }.draw()
}

fn timeline(recommendation: &Recommendation<'_>, shown: &[&Ranked]) -> Option<Chart> {
    let snapshot = recommendation.snapshot;
    let span = |ranked: &&Ranked| {
        let candidate = recommendation.candidate(ranked);
        Span {
            label: candidate.credential().short().to_owned(),
            figures: format!("{}{}", phrases::ready(&candidate).replace('\n', " "), phrases::hours_mark(&candidate)),
            start: snapshot.as_of,
            finish: candidate.figures.ready,
            marks: Mark::last_day(&candidate).into_iter().collect(),
        }
    };
    let deadline = recommendation.situation.deadline(snapshot.as_of);
    Timeline {
        title: "When each of them is ready".to_owned(),
        spans: shown.iter().map(span).collect(),
        marks: deadline.map(|day| Mark { day, what: "deadline" }).into_iter().collect(),
        pauses: recommendation.situation.pause.clone(),
    }
    .draw()
}

fn reasons(recommendation: &Recommendation<'_>, ranked: &Ranked) -> Reasons {
    let candidate = recommendation.candidate(ranked);
    let columns = ["Criterion", "Grade", "Because", "Source"].map(|title| Column::words(title, None)).to_vec();
    let row = |number: usize| {
        let grade = reasons::grade(&candidate, &ranked.grades, number);
        let ahead = if ranked.ahead_by == Some(number) { "\nputs it ahead of the next" } else { "" };
        let criterion = Cell::strong(grade.criterion.replace('-', " ") + ahead);
        vec![criterion, Cell::plain(grade.grade.replace('-', " ")), Cell::plain(grade.because), Cell::plain(grade.source)]
    };
    Reasons {
        heading: format!("{}. {}", ranked.rank, phrases::name_and_code(candidate.credential())),
        grades: Table::new("Its grades, the weightiest criterion first", columns, (0..ranked.grades.len()).map(row).collect()),
        cautions: ranked.cautions.iter().map(|&number| reasons::caution(&candidate, number)).collect(),
    }
}
