//! The page of a recommendation: what somebody sends to whoever holds the budget.

use std::io::{self, Write};

use askama::Template;

use super::Foot;
use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::request::{Request, of_whom};
use super::situation::{not_told, told};
use crate::catalog::CredentialId;
use crate::decide::Candidate;
use crate::render::phrases;
use crate::render::reasons::GradeInWords;
use crate::render::report::{Cell, Column};
use crate::render::shortlist_view::{Explanation, ShortlistView};

#[derive(Template)]
#[template(path = "recommend.html")]
struct Report<'a> {
    frame: Frame<'a>,
    request: Option<Request>,
    not_needed: Vec<(String, String)>,
    told: Vec<(String, String)>,
    not_told: String,
    nothing: Option<Nothing>,
    shortlist: Table,
    counted: String,
    renew: Vec<String>,
    not_counted: Vec<String>,
    enough: Vec<String>,
    near_misses: Vec<String>,
    mind: Vec<String>,
    changed: Vec<String>,
    kept: Vec<String>,
    less: Vec<String>,
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

/// Writes the page: what is shown, with costs, days and sources; the grades of the first, of all with `explain`. `foot` is what is said
/// of the call.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, view: &ShortlistView<'_>, explain: bool, foot: &Foot<'_>) -> io::Result<()> {
    super::write(out, &page(view, explain, foot))
}

fn page<'a>(view: &ShortlistView<'_>, explain: bool, foot: &'a Foot<'a>) -> Report<'a> {
    let (recommendation, shown) = (view.recommendation, view.shown);
    let snapshot = recommendation.snapshot;
    let start_with = recommendation.fallback.iter().flat_map(|fallback| &fallback.start_with);
    let ids: Vec<CredentialId> = shown.iter().map(|ranked| ranked.id).chain(start_with.copied()).collect();
    Report {
        frame: Frame {
            title: title(view),
            as_of: snapshot.as_of,
            oldest: oldest_check(snapshot, &ids),
            past_day: phrases::past_day(snapshot),
            estimates: view.is_marked,
            foot,
        },
        request: Request::new(view),
        not_needed: if recommendation.enough.is_some() { of_whom(&view.label, "") } else { Vec::new() },
        told: told(snapshot, recommendation.situation, &recommendation.assumed),
        not_told: not_told(recommendation.situation),
        nothing: recommendation.fallback.as_ref().map(|fallback| Nothing::new(snapshot, view.why_nothing(), fallback)),
        shortlist: shortlisted(view),
        counted: view.counted.clone(),
        renew: phrases::renewals(recommendation),
        not_counted: phrases::not_counted(recommendation.snapshot.catalog, recommendation.situation),
        enough: view.enough.clone(),
        near_misses: view.near_misses.clone(),
        mind: view.mind.clone(),
        changed: view.changed.clone(),
        kept: view.kept.clone(),
        less: view.less.clone(),
        costs: costs(view),
        bills: bills(view.candidates.iter().copied()),
        timeline: timeline(view),
        reasons: shown.iter().take(if explain { usize::MAX } else { 1 }).map(|ranked| reasons(view.explain(ranked))).collect(),
        ruled_out: if explain { view.ruled_out() } else { Vec::new() },
        advice: view.advice.clone(),
        sources: sources(snapshot, &ids),
    }
}

/// What the page is for.
fn title(view: &ShortlistView<'_>) -> String {
    let recommendation = view.recommendation;
    match recommendation.ranked.first().filter(|_| recommendation.enough.is_none()) {
        Some(first) => view.label.over(&format!("Request for {}", recommendation.candidate(first).credential().name)),
        None => view.label.over("Which AI certification"),
    }
}

fn shortlisted(view: &ShortlistView<'_>) -> Table {
    let columns = vec![
        Column::figures("#", 3),
        Column::words("Credential", None),
        Column::figures("Cost", 9),
        Column::words("Ready", Some(13)),
        Column::words("Why here", None),
    ];
    let row = |(cells, candidate): (Vec<Cell>, &Candidate<'_>)| {
        let [rank, name, cost, _, id, marks, why] = <[Cell; 7]>::try_from(cells).unwrap_or_default();
        let under = [id.text, marks.text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        let ready = format!("{}{}", phrases::hours_mark(candidate), phrases::ready(candidate));
        vec![rank, Cell::strong(format!("{}\n{under}", name.text)), cost, Cell::plain(ready), why]
    };
    let rows = view.rows().into_iter().zip(&view.candidates).map(row).collect();
    let mut table = Table::new("What fits, best first; = is tied with its neighbour", columns, rows);
    for (number, candidate) in view.candidates.iter().enumerate() {
        table.link(number, candidate.credential().url.as_deref());
    }
    table
}

fn costs(view: &ShortlistView<'_>) -> Option<Chart> {
    let costs = view.candidates.iter().flat_map(|candidate| Cost::of(candidate, candidate.credential().short().to_owned(), None)).collect();
    let budget = view.recommendation.situation.budget;
    CostChart { title: "What each of them costs in all".to_owned(), costs, budget }.draw()
}

fn timeline(view: &ShortlistView<'_>) -> Option<Chart> {
    let span = |candidate: &Candidate<'_>| Span {
        label: candidate.credential().short().to_owned(),
        figures: format!("{}{}", phrases::ready(candidate).replace('\n', " "), phrases::hours_mark(candidate)),
        start: candidate.snapshot.as_of,
        finish: candidate.figures.ready,
        marks: Mark::last_day(candidate).into_iter().collect(),
    };
    let situation = view.recommendation.situation;
    let deadline = situation.deadline(view.recommendation.snapshot.as_of);
    Timeline {
        title: "When each of them is ready".to_owned(),
        spans: view.candidates.iter().map(span).collect(),
        marks: deadline.map(|day| Mark { day, what: "deadline" }).into_iter().collect(),
        pauses: situation.pause.clone(),
    }
    .draw()
}

fn reasons(Explanation { heading, grades, cautions, .. }: Explanation<'_>) -> Reasons {
    let columns = ["Criterion", "Grade", "Because", "Source"].map(|title| Column::words(title, None)).to_vec();
    let row = |(grade, decides): (GradeInWords<'_>, bool)| {
        let ahead = if decides { "\nputs it ahead of the next" } else { "" };
        let criterion = Cell::strong(grade.criterion.replace('-', " ") + ahead);
        vec![criterion, Cell::plain(grade.grade.replace('-', " ")), Cell::plain(grade.because), Cell::plain(grade.source)]
    };
    let grades = Table::new("Its grades, the weightiest criterion first", columns, grades.into_iter().map(row).collect());
    Reasons { heading, grades, cautions }
}
