//! How what differs between two catalogues is shown.

use std::collections::BTreeMap;

use super::csv::Sheet;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use super::{phrases, show};
use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, CredentialId};
use crate::compare::{Change, Comparison};
use crate::vocabulary::{Difference, Fact};

/// What a catalogue says of a fact of a credential, as it is compared.
#[must_use]
pub fn says(catalog: &Catalog, credential: &Credential, fact: Fact) -> Option<String> {
    show::value(catalog, credential, fact, |day: Day| day.to_string())
}

/// One difference in words.
pub(super) struct Said<'a> {
    pub what: Difference,
    pub id: &'a str,
    pub name: &'a str,
    pub fact: Option<Fact>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Every difference in words; `day` writes days.
pub(super) fn said<'a>(comparison: &'a Comparison<'_>, day: fn(Day) -> String) -> Vec<Said<'a>> {
    let one = |change: &Change| {
        let of = |catalog: &'a Catalog, id: Option<CredentialId>| id.map(|id| (catalog, &catalog[id]));
        let (before, after) = (of(comparison.from, change.before), of(comparison.to.catalog, change.after));
        let credential = after.or(before).map_or(("", ""), |(_, it)| (&it.id, &it.name));
        let text = |side: Option<(&Catalog, &Credential)>| {
            let (catalog, credential) = side?;
            show::value(catalog, credential, change.fact?, day)
        };
        Said { what: change.what, id: credential.0, name: credential.1, fact: change.fact, before: text(before), after: text(after) }
    };
    comparison.changes.iter().map(one).collect()
}

/// The page for people, and for release notes.
#[must_use]
pub fn page(comparison: &Comparison<'_>, from: &str) -> Report {
    let columns = vec![
        Column::words("Change", Some(20)),
        Column::words("Id", None),
        Column::words("Before", Some(12)),
        Column::words("After", Some(12)),
    ];
    let title = format!("What differs from {from} \u{b7} as of {}", comparison.to.as_of.in_words());
    let mut page = Report { title, columns, ..Report::default() };
    // What people plan by stands in the table; of the rest it is enough to know where to look.
    let is_figure = |said: &Said<'_>| matches!(said.what, Difference::Dates | Difference::Price);
    let (figures, rest): (Vec<Said<'_>>, Vec<Said<'_>>) = said(comparison, Day::in_words).into_iter().partition(is_figure);
    for Said { id, fact, before, after, .. } in figures {
        let none = || "-".to_owned();
        let tone = if fact == Some(Fact::LastDay) { Emphasis::Warning } else { Emphasis::Plain };
        let what = Cell { text: fact.map_or("", Fact::label).to_owned(), tone };
        page.rows.push(vec![what, Cell::strong(id), Cell::faint(before.unwrap_or_else(none)), Cell::plain(after.unwrap_or_else(none))]);
    }
    let named =
        |what: Difference| rest.iter().filter(move |said| said.what == what).map(|said| format!("{} ({})", said.name, said.id)).collect();
    page.note("New", Emphasis::Plain, named(Difference::New));
    page.note("Gone", Emphasis::Warning, named(Difference::Gone));
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for said in rest.iter().filter(|said| said.fact.is_some()) {
        others.entry(said.id).or_default().extend(said.fact.map(Fact::label));
    }
    page.note("Other facts", Emphasis::Faint, others.into_iter().map(|(id, facts)| format!("{id}: {}", facts.join(", "))).collect());
    let picks = |ids: &[String]| if ids.is_empty() { "nothing".to_owned() } else { ids.join(" or ") };
    let rows = comparison.quick.iter().flatten();
    let rows = rows.map(|row| format!("{}: was {}, now {}", row.situation, picks(&row.before), picks(&row.after))).collect();
    page.note("Quick table", Emphasis::Plain, rows);
    page.note_facts(comparison.to);
    let mut counts: BTreeMap<Difference, usize> = BTreeMap::new();
    comparison.changes.iter().for_each(|change| *counts.entry(change.what).or_default() += 1);
    let count = |what: Difference| counts.get(&what).copied().unwrap_or_default();
    let parts = [
        (count(Difference::New), "new credential", "new credentials"),
        (count(Difference::Gone), "credential gone", "credentials gone"),
        (count(Difference::Dates), "other date", "other dates"),
        (count(Difference::Price), "other price", "other prices"),
        (count(Difference::Fact), "other fact", "other facts"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| phrases::counted(*count, one, many)).collect();
    let table = match &comparison.quick {
        None => "the quick table was not compared: there are no rules beside those files".to_owned(),
        Some(rows) if rows.is_empty() => "the quick table has the same picks".to_owned(),
        Some(rows) => format!("{} of the quick table with other picks", phrases::counted(rows.len(), "row", "rows")),
    };
    let headline = if parts.is_empty() { "No difference".to_owned() } else { crate::sanitize::join(&parts, "and") };
    page.conclusion = Some(Conclusion { headline: format!("{headline}; {table}"), ..Conclusion::default() });
    page
}

/// The rows for spreadsheets.
#[must_use]
pub fn sheet(comparison: &Comparison<'_>) -> Sheet {
    let mut sheet = Sheet { head: vec!["change", "id", "name", "fact", "before", "after"], rows: Vec::new() };
    for said in said(comparison, |day| day.to_string()) {
        sheet.rows.push(vec![
            said.what.word().to_owned(),
            said.id.to_owned(),
            said.name.to_owned(),
            said.fact.map(|fact| fact.word().to_owned()).unwrap_or_default(),
            said.before.unwrap_or_default(),
            said.after.unwrap_or_default(),
        ]);
    }
    sheet
}
