//! The page of a recommendation: what somebody sends to whoever holds the budget.

use std::io::{self, Write};

use askama::Template;

use super::Foot;
use super::chart::Chart;
use super::components::{Nothing, SourcesOf, Table, sources};
use super::costs::{Cost, CostChart, bills};
use super::gantt::{Mark, Span, Timeline};
use super::layout::{Frame, oldest_check};
use super::request::{self, Request};
use super::situation::told;
use crate::catalog::CredentialId;
use crate::decide::Candidate;
use crate::recommendation::Ranked;
use crate::render::phrases;
use crate::render::reasons::GradeInWords;
use crate::render::report::{Cell, Column};
use crate::render::shortlist_view::{Explanation, ShortlistView};

#[derive(Template)]
#[template(path = "recommend.html")]
struct Report<'a> {
    frame: Frame<'a>,
    request: Option<Request>,
    fits: Option<Table>,
    told: Vec<(String, String)>,
    nothing: Option<Nothing>,
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
    let is_enough = !view.enough.is_empty();
    let start_with = recommendation.fallback.iter().flat_map(|fallback| &fallback.start_with);
    let ids: Vec<CredentialId> = shown.iter().map(|ranked| ranked.id).chain(start_with.copied()).collect();
    Report {
        frame: Frame {
            title: view.label.name_over(&title(view)),
            as_of: snapshot.as_of,
            oldest: oldest_check(snapshot, &ids),
            facts: phrases::day_of_facts(snapshot).map(|(title, said)| if title.is_empty() { said } else { format!("{title}: {said}.") }),
            estimates: view.is_marked,
            foot,
        },
        request: if is_enough { None } else { request::of_first(recommendation, shown, &view.label) },
        fits: if is_enough { request::what_fits(recommendation, shown) } else { None },
        told: told(snapshot, recommendation.situation, &recommendation.assumed),
        nothing: recommendation.fallback.as_ref().map(|fallback| Nothing::new(snapshot, view.why_nothing(), fallback)),
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
        reasons: shown.iter().take(if explain { usize::MAX } else { 1 }).map(|ranked| reasons(view, ranked)).collect(),
        ruled_out: if explain { view.ruled_out() } else { Vec::new() },
        advice: view.advice.iter().chain(&view.more).cloned().collect(),
        sources: sources(snapshot, &ids),
    }
}

/// The pictures alone, each with its heading, as SVG for another page: what each costs, when each is ready.
///
/// # Errors
/// When they cannot be drawn.
pub fn pictures(view: &ShortlistView<'_>) -> Result<Vec<(&'static str, String)>, askama::Error> {
    let pictures = [("What it costs", costs(view)), ("When it is ready", timeline(view))];
    pictures.into_iter().filter_map(|(heading, chart)| Some(chart?.render().map(|drawn| (heading, drawn)))).collect()
}

/// What is asked for, or that nothing is.
fn title(view: &ShortlistView<'_>) -> String {
    match view.candidates.first() {
        Some(_) if !view.enough.is_empty() => "You need nothing more for this".to_owned(),
        Some(first) => format!("Request for {}", phrases::name_and_code(first.credential())),
        None => "No certification fits".to_owned(),
    }
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

fn reasons(view: &ShortlistView<'_>, ranked: &Ranked) -> Reasons {
    let framework = view.recommendation.snapshot.framework;
    let Explanation { heading, mut grades, cautions, .. } = view.explain(ranked);
    // What was not told is no reason to anybody.
    let tells = |id: &str| {
        framework.criterion.iter().zip(&ranked.grades).enumerate().any(|(n, (it, grade))| it.id == id && framework.is_telling(n, *grade))
    };
    grades.retain(|(grade, _)| tells(grade.criterion));
    let columns = ["Criterion", "Grade", "Because", "Source"].map(|title| Column::words(title, None)).to_vec();
    let row = |(grade, decides): (GradeInWords<'_>, bool)| {
        let ahead = if decides { "\nputs it ahead of the next" } else { "" };
        let criterion = Cell::strong(grade.criterion.replace('-', " ") + ahead);
        vec![criterion, Cell::plain(grade.grade.replace('-', " ")), Cell::plain(grade.because), Cell::plain(grade.source)]
    };
    let grades = Table::new("Scores, most important first", columns, grades.into_iter().map(row).collect());
    Reasons { heading, grades, cautions }
}
