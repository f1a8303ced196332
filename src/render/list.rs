//! How the catalogue is shown.

use super::csv::Sheet;
use super::phrases;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use crate::decide::Candidate;
use crate::listing::Listing;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

/// The page for people: a row for each candidate of the listing.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, candidates: &[Candidate<'_>], listing: &Listing) -> Report {
    let columns = vec![
        Column::words("Id", Some(44)),
        Column::figures("Cost", 15),
        Column::figures("Study", 7),
        Column::words("Status", Some(11)),
        Column::figures("Tier", 4).spare(1),
        Column::under("Name"),
        Column::under("Level"),
        Column::under("Note"),
    ];
    let mut page = Report { title: phrases::title("Catalogue", snapshot, &Situation::default()), columns, ..Report::default() };
    let mut estimated = false;
    for candidate in candidates {
        let credential = candidate.credential();
        let state = candidate.state();
        estimated |= phrases::is_marked(candidate);
        let mut notes: Vec<String> = credential.access.iter().map(|_| "not for everyone".to_owned()).collect();
        notes.extend(state.stale.then(|| phrases::not_checked(state.checked)));
        let tone = match state.status {
            Status::Active => Emphasis::Plain,
            Status::Retired => Emphasis::Bad,
            Status::Announced | Status::Beta | Status::Retiring => Emphasis::Warning,
        };
        let status = Cell { text: phrases::status(state.status).to_owned(), tone };
        page.rows.push(vec![
            Cell::strong(&*credential.id),
            Cell::cost(phrases::marked_cost(candidate)),
            Cell::plain(format!("{}{}", phrases::hours_mark(candidate), phrases::hours(candidate))),
            status,
            Cell::plain(state.tier.map(|tier| tier.to_string()).unwrap_or_default()),
            Cell::plain(phrases::name_beside_id(credential)),
            Cell::faint(credential.level.map(|level| level.to_string()).unwrap_or_default()),
            Cell { text: notes.join("; "), tone: Emphasis::Warning },
        ]);
    }
    if listing.only_retired {
        page.say_first(
            "Retired",
            Emphasis::Warning,
            vec!["all that was found has retired; `certwise show ID` tells what replaced it".to_owned()],
        );
    }
    let mut small = Vec::new();
    small.extend((!listing.ids.is_empty()).then(|| "Costs at 10 hours a week.".to_owned()));
    small.extend(estimated.then(|| format!("{} {}.", phrases::ESTIMATE_MARK, phrases::MARK_MEANS)));
    if listing.left_out > 0 {
        small.push(format!("{} retired left out (--all or --status retired shows them).", listing.left_out));
    }
    page.note("", Emphasis::Faint, Some(small.join(" ")).filter(|small| !small.is_empty()).into_iter().collect());
    page.note_facts(snapshot);
    page.conclusion = candidates.first().map(|first| Conclusion {
        headline: phrases::counted(candidates.len(), "credential", "credentials"),
        facts: Vec::new(),
        next: vec![format!("certwise show {}", first.credential().id)],
    });
    page
}

/// The rows for spreadsheets: one for each candidate.
#[must_use]
pub fn sheet(candidates: &[Candidate<'_>]) -> Sheet {
    let head = vec![
        "id",
        "name",
        "code",
        "provider",
        "kind",
        "tier",
        "level",
        "status",
        "obtainable",
        "last_day",
        "cost_low",
        "cost_high",
        "hours_low",
        "hours_high",
        "valid_months",
        "hands_on",
        "languages",
        "delivery",
        "checked",
        "url",
    ];
    let row = |candidate: &Candidate<'_>| {
        let credential = candidate.credential();
        let state = candidate.state();
        let bill = candidate.figures.bill.as_ref().map(|bill| bill.total);
        let hours = candidate.figures.hours;
        vec![
            credential.id.clone(),
            credential.name.clone(),
            credential.code.clone().unwrap_or_default(),
            candidate.snapshot.provider(credential).to_owned(),
            credential.kind.to_string(),
            text(state.tier),
            text(credential.level),
            state.status.to_string(),
            state.obtainable.to_string(),
            text(credential.lifecycle.last_day),
            text(bill.map(|bill| bill.low.dollars())),
            text(bill.map(|bill| bill.high.dollars())),
            text(hours.map(|hours| hours.low)),
            text(hours.map(|hours| hours.high)),
            text(credential.valid_months),
            text(credential.hands_on),
            credential.languages.iter().flatten().map(|it| it.word()).collect::<Vec<_>>().join(" "),
            credential.delivery.iter().flatten().map(|it| it.word()).collect::<Vec<_>>().join(" "),
            text(state.checked),
            credential.url.clone().unwrap_or_default(),
        ]
    };
    Sheet { head, rows: candidates.iter().map(row).collect() }
}

/// The value, or nothing where it is unknown.
fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
