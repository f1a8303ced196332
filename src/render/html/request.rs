//! What is asked of whoever holds the budget: the sum, the hours and the days, what comes of it, what speaks against it, what else there
//! is, and a place to sign.

use super::components::{Linked, Table};
use crate::calendar::Day;
use crate::decide::{Candidate, figures};
use crate::money::Range;
use crate::recommendation::{Ahead, Ranked, Recommendation};
use crate::render::label::Label;
use crate::render::report::{Cell, Column};
use crate::render::shortlist_view::ShortlistView;
use crate::render::{conclusion, phrases, reasons};
use crate::sanitize::join;
use crate::situation::Situation;

/// A request for the credential that stands first.
pub(super) struct Request {
    /// The credential.
    pub what: Linked,
    /// What is asked, and what it takes: a word and a line for each.
    pub asks: Vec<(String, String)>,
    /// What the employer gets, a line each.
    pub gets: Vec<String>,
    /// What speaks against it, a line each.
    pub against: Vec<String>,
    /// Why it was chosen all the same.
    pub chosen: String,
    /// What else was looked at; `None` where nothing else fits.
    pub alternatives: Option<Table>,
}

/// More alternatives than these are no help to whoever decides.
const ALTERNATIVES: usize = 4;

impl Request {
    /// The request for what stands first; `None` where nothing does, or nothing more is needed.
    pub fn new(view: &ShortlistView<'_>) -> Option<Self> {
        let recommendation = view.recommendation;
        if recommendation.enough.is_some() {
            return None;
        }
        let first = recommendation.ranked.first()?;
        let candidate = recommendation.candidate(first);
        let credential = candidate.credential();
        let mut asks = of_whom(&view.label, &phrases::person(recommendation.snapshot, recommendation.situation));
        asks.push(("Cost".to_owned(), conclusion::cost(&candidate)));
        asks.extend(with_retake(&candidate).map(|said| ("With one retake".to_owned(), said)));
        let hours = candidate.figures.hours.map(|_| phrases::hours(&candidate));
        let hours =
            hours.map_or_else(|| phrases::UNKNOWN.to_owned(), |hours| format!("{hours}, {} a week", recommendation.situation.pace()));
        asks.push(("Hours of study".to_owned(), hours));
        asks.push(("Start".to_owned(), recommendation.snapshot.as_of.in_words()));
        asks.push(("Ready".to_owned(), phrases::ready(&candidate)));
        asks.extend(candidate.after.map(|stone| ("First".to_owned(), phrases::name_and_id(recommendation.snapshot.credential(stone)))));
        let tied: Vec<&Ranked> = recommendation.ranked[1..].iter().take_while(|other| other.rank == first.rank).collect();
        let short = |other: &&Ranked| recommendation.candidate(other).credential().short().to_owned();
        let tied: Vec<String> = tied.iter().map(short).collect();
        asks.extend((!tied.is_empty()).then(|| ("Tied with".to_owned(), join(&tied, "and"))));
        Some(Self {
            what: Linked::new(phrases::name_and_id(credential), credential.url.as_deref()),
            asks,
            gets: gets(recommendation, first),
            against: first.cautions.iter().map(|&number| phrases::capitalised(&reasons::caution(&candidate, number))).collect(),
            chosen: phrases::capitalised(&reasons::why(recommendation, first)),
            alternatives: alternatives(view),
        })
    }
}

/// Who asks, and for whom.
pub(super) fn of_whom(label: &Label, person: &str) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = label.rows().into_iter().map(|(word, said)| (word.to_owned(), said.to_owned())).collect();
    rows.extend((!person.is_empty()).then(|| ("Situation".to_owned(), phrases::capitalised(person))));
    rows
}

/// What one failed attempt would add; `None` where it is counted already or there is no attempt to pay for.
fn with_retake(candidate: &Candidate<'_>) -> Option<String> {
    let (cost, ready) = retaken(candidate, candidate.snapshot.as_of)?;
    let ready = ready.map_or_else(String::new, |day| format!(", ready by {}", day.in_words()));
    Some(format!("{}{cost}{ready}", phrases::price_mark(candidate)))
}

/// What it costs with one failed attempt, and by when it is ready then; `None` where that is counted already, is unknown or is the same.
pub(super) fn retaken(candidate: &Candidate<'_>, start: Day) -> Option<(Range, Option<Day>)> {
    let you = candidate.situation;
    let again = Situation { retake: Some(true), ..you.clone() };
    let then = figures(candidate.credential(), start, &again);
    let cost = then.bill.as_ref().map(|bill| bill.total).filter(|_| !you.plans_retake())?;
    let now = candidate.figures.bill.as_ref().map(|bill| bill.total);
    (Some(cost) != now).then(|| (cost, then.ready.map(|(_, slow)| slow)))
}

/// What speaks for it, for how long it counts, and how it is kept.
fn gets(recommendation: &Recommendation<'_>, first: &Ranked) -> Vec<String> {
    let candidate = recommendation.candidate(first);
    let framework = recommendation.snapshot.framework;
    let best = (0..first.grades.len()).filter(|&number| first.grades[number] == 0 && framework.is_telling(number, first.grades[number]));
    let mut gets: Vec<String> =
        best.map(|number| phrases::capitalised(&reasons::grade(&candidate, &first.grades, number).because)).collect();
    if gets.is_empty() {
        gets.push(phrases::capitalised(&reasons::why(recommendation, first)));
    }
    let credential = candidate.credential();
    gets.extend(credential.valid_months.map(|months| format!("Valid for {months} months")));
    gets.dedup();
    gets
}

/// What else fits, and why it does not stand first.
fn alternatives(view: &ShortlistView<'_>) -> Option<Table> {
    let recommendation = view.recommendation;
    let first = recommendation.ranked.first()?;
    let others: Vec<&Ranked> = view.shown.iter().skip(1).take(ALTERNATIVES).collect();
    let columns = vec![
        Column::words("Alternative", None),
        Column::figures("Cost", 9),
        Column::figures("Ready by", 13),
        Column::words("Why it is not first", None),
    ];
    let row = |other: &&Ranked| {
        let candidate = recommendation.candidate(other);
        vec![
            Cell::strong(format!("{}\n{}", phrases::name_beside_id(candidate.credential()), candidate.credential().id)),
            Cell::plain(phrases::marked_cost(&candidate)),
            Cell::plain(phrases::marked_ready_by(&candidate)),
            Cell::plain(why_not_first(recommendation, first, other)),
        ]
    };
    let mut table = Table::new("What else was looked at", columns, others.iter().map(row).collect());
    for (number, other) in others.iter().enumerate() {
        table.link(number, recommendation.candidate(other).credential().url.as_deref());
    }
    (!others.is_empty()).then_some(table)
}

fn why_not_first(recommendation: &Recommendation<'_>, first: &Ranked, other: &Ranked) -> String {
    if first.rank == other.rank {
        return "tied with the first".to_owned();
    }
    if let Some(Ahead::Link(leader)) = first.ahead_by.filter(|_| other.rank == first.rank + 1) {
        return phrases::led_by(leader).to_owned();
    }
    let differs = first.grades.iter().zip(&other.grades).position(|(best, its)| best < its);
    differs.map_or_else(String::new, |number| reasons::grade(&recommendation.candidate(other), &other.grades, number).because)
}
