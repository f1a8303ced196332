//! How the catalogue is shown.

use super::csv::Sheet;
use super::phrases;
use super::report::{Cell, Column, Emphasis, Report};
use crate::decide::Candidate;
use crate::listing::Listing;
use crate::snapshot::Snapshot;

/// Over what is said of those that were left out.
pub const LEFT_OUT: &str = "Left out";

/// The page for people: a row for each candidate of the listing.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, candidates: &[Candidate<'_>], listing: &Listing) -> Report {
    let columns = vec![
        Column::words("Id and name", None),
        Column::figures("Tier", 4).spare(2),
        Column::words("Level", Some(12)).when_wide(),
        Column::words("Status", Some(11)),
        Column::figures("Cost", 15),
        Column::figures("Hours", 7).spare(1),
    ];
    let mut page = Report { title: format!("The catalogue as of {}", snapshot.as_of), columns, dense: true, ..Report::default() };
    let mut estimated = false;
    let mut old = false;
    for candidate in candidates {
        let credential = candidate.credential();
        let state = candidate.state();
        let mark = phrases::price_mark(candidate);
        estimated |= phrases::is_marked(candidate);
        old |= state.stale;
        let status = if credential.access.is_some() { format!("{}\nnot for everyone", state.status) } else { state.status.to_string() };
        page.rows.push(vec![
            Cell::strong(format!("{}\n{}", credential.id, phrases::name_and_code(credential))),
            Cell::plain(state.tier.map(|tier| tier.to_string()).unwrap_or_default()),
            Cell::plain(credential.level.map(|level| level.to_string()).unwrap_or_default()),
            Cell {
                text: format!("{status}{}", if state.stale { phrases::STALE_MARK } else { "" }),
                tone: if state.obtainable { Emphasis::Plain } else { Emphasis::Faint },
            },
            Cell::plain(format!("{}{mark}", phrases::cost(candidate))),
            Cell::plain(format!("{}{}", phrases::hours(candidate).trim_end_matches(" h"), phrases::hours_mark(candidate))),
        ]);
    }
    let one = if candidates.len() == 1 { "credential" } else { "credentials" };
    page.note(
        "Shown",
        Emphasis::Faint,
        vec![format!("{} {one}; costs at 10 hours a week; `certwise show ID` tells all of one", candidates.len())],
    );
    if listing.only_retired {
        let said = "all that was found has retired; `certwise show ID` tells what took its place";
        page.say_first("Retired", Emphasis::Warning, vec![said.to_owned()]);
    }
    if listing.left_out > 0 {
        let said = format!("{} that retired (--all shows what has retired too, --status retired it alone)", listing.left_out);
        page.note(LEFT_OUT, Emphasis::Faint, vec![said]);
    }
    let mut signs = Vec::new();
    if estimated {
        signs.push(format!("{} {}", phrases::ESTIMATE_MARK, phrases::MARK_MEANS));
    }
    if old {
        signs.push(format!("{} not checked for 180 days", phrases::STALE_MARK.trim()));
    }
    page.note("Signs", Emphasis::Faint, signs);
    page.note_past_day(snapshot);
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
