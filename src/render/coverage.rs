//! How it is shown what the facts rest on.

use super::csv::Sheet;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use crate::check::coverage::{Coverage, FactCoverage};
use crate::vocabulary::Foundation;

/// The page for people.
#[must_use]
pub fn page(coverage: &Coverage) -> Report {
    let figures = Foundation::ALL.iter().map(|on| Column::figures(on.label(), 3));
    let mut columns = vec![Column::words("Fact", Some(22)), Column::figures("Known", 3)];
    columns.extend(figures);
    columns.push(Column::figures("Age", 3));
    let title = format!("What the facts rest on \u{b7} as of {}", coverage.as_of.in_words());
    let row = |fact: &FactCoverage| {
        let mut row = vec![Cell::strong(fact.fact.label()), Cell::plain(fact.known.to_string())];
        row.extend(Foundation::ALL.iter().map(|on| {
            let count = fact.rests_on.get(on).copied().unwrap_or_default();
            Cell { text: if count == 0 { "-".to_owned() } else { count.to_string() }, tone: Emphasis::Plain }
        }));
        row.push(Cell::faint(fact.median_age.map_or_else(|| "-".to_owned(), |days| days.to_string())));
        row
    };
    let mut page = Report { title, columns, rows: coverage.facts.iter().map(row).collect(), ..Report::default() };
    let sources: Vec<String> = coverage.sources.iter().map(|(on, count)| format!("{} {count}", on.label())).collect();
    page.note("Sources", Emphasis::Plain, vec![sources.join(", ")]);
    let [exams, languages, delivery] = coverage.exams;
    page.note("Exams", Emphasis::Plain, vec![format!("languages known of {languages} of {exams}, how they are sat of {delivery}")]);
    page.note("", Emphasis::Faint, vec!["Each fact counts under its best source: the vendor's own page, a dated copy or reading of it, a report, a report that nobody can open, \
             an estimate. Age is the median in days.".to_owned()]);
    let share = |count: usize| {
        format!("{count} of {} ({}%)", coverage.credentials, (count * 100 + coverage.credentials / 2) / coverage.credentials.max(1))
    };
    let [price, status, dates] = coverage.parts;
    page.conclusion = Some(Conclusion {
        headline: format!("{} credentials of {} providers", coverage.credentials, coverage.providers),
        facts: vec![
            ("Price", share(price)),
            ("Status", share(status)),
            ("Dates", share(dates)),
            ("All", format!("{} rest on the vendor's own page, or on a dated reading of it", share(coverage.proved))),
        ],
        next: Vec::new(),
    });
    page
}

/// The rows for spreadsheets.
#[must_use]
pub fn sheet(coverage: &Coverage) -> Sheet {
    let mut head = vec!["fact", "known"];
    head.extend(Foundation::ALL.iter().map(|on| on.word()));
    head.push("median_age_days");
    let row = |fact: &FactCoverage| {
        let mut row = vec![fact.fact.word().to_owned(), fact.known.to_string()];
        row.extend(Foundation::ALL.iter().map(|on| fact.rests_on.get(on).copied().unwrap_or_default().to_string()));
        row.push(fact.median_age.map_or_else(String::new, |days| days.to_string()));
        row
    };
    Sheet { head, rows: coverage.facts.iter().map(row).collect() }
}
