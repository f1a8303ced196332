//! How the quick-reference table is shown.

use super::csv::Sheet;
use super::json::{QuickAnswer, QuickRow, QuickTable, SCHEMA_VERSION};
use super::phrases;
use super::report::{Cell, Column, Emphasis, Report};
use crate::framework::Quick;
use crate::quick::level_in_first_place;
use crate::recommendation::{Ranked, Recommendation};
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

type Row<'a> = (&'a Quick, Recommendation<'a>);

/// As JSON.
#[must_use]
pub fn json<'a>(snapshot: &Snapshot<'a>, rows: &'a [Row<'a>]) -> QuickTable<'a> {
    let answer = |ranked: &Ranked| {
        let credential = snapshot.credential(ranked.id);
        let status = snapshot.state(ranked.id).status;
        QuickAnswer { id: &credential.id, name: &credential.name, status, note: note(snapshot, ranked) }
    };
    let row = |(quick, recommendation): &'a Row<'a>| QuickRow {
        situation: &quick.situation,
        flags: quick.you.written(snapshot.catalog).flags(),
        answers: level_in_first_place(recommendation).iter().map(answer).collect(),
    };
    QuickTable { schema_version: SCHEMA_VERSION, as_of: snapshot.as_of, rows: rows.iter().map(row).collect() }
}

/// For people.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, rows: &[Row<'_>]) -> Report {
    let columns = vec![Column::words("Your situation", Some(24)), Column::words("Credential", None), Column::words("Status", Some(26))];
    let mut page = Report { title: format!("Quick reference, as of {}", snapshot.as_of), columns, ..Report::default() };
    let mut changed = Vec::new();
    let mut old = Vec::new();
    for (quick, recommendation) in rows {
        let answers = level_in_first_place(recommendation);
        let mut marks: Vec<String> = Vec::new();
        for ranked in answers {
            let mark = phrases::status_mark(snapshot, ranked.id);
            let short = snapshot.credential(ranked.id).short();
            marks.extend(mark.map(|mark| if answers.len() > 1 { format!("{short}: {mark}") } else { mark }));
            let standing = &snapshot.state(ranked.id);
            old.extend(standing.stale.then(|| format!("{short}: {}", phrases::not_checked(standing.checked))));
            if let Some(old) = ranked.named.and_then(|named| named.replaced) {
                changed.push(format!("{}: {short} took the place of {}", quick.situation, phrases::retired(snapshot, old)));
            }
        }
        let names: Vec<String> = answers.iter().map(|ranked| phrases::name_and_code(snapshot.credential(ranked.id))).collect();
        let status = Cell { text: if marks.is_empty() { "open".to_owned() } else { marks.join("\n") }, tone: Emphasis::Faint };
        let answer = if names.is_empty() { Cell::plain("nothing fits") } else { Cell::strong(names.join("\nor ")) };
        page.rows.push(vec![Cell::plain(&*quick.situation), answer, status]);
    }
    page.note("Changed", Emphasis::Warning, changed);
    page.note("Old", Emphasis::Warning, old);
    page.note_past_day(snapshot);
    page.note("Yours", Emphasis::Plain, vec!["`certwise recommend` with your role, platform, budget and hours".to_owned()]);
    page
}

/// For spreadsheets: one row for each answer.
#[must_use]
pub fn sheet(snapshot: &Snapshot<'_>, rows: &[Row<'_>]) -> Sheet {
    let mut sheet = Sheet { head: vec!["situation", "command", "id", "name", "status", "note"], rows: Vec::new() };
    for (quick, recommendation) in rows {
        for ranked in level_in_first_place(recommendation) {
            let credential = snapshot.credential(ranked.id);
            let status = snapshot.state(ranked.id).status.to_string();
            let note = note(snapshot, ranked).unwrap_or_default();
            let command = format!("certwise recommend {}", quick.you.written(snapshot.catalog).flags());
            sheet.rows.push(vec![quick.situation.clone(), command, credential.id.clone(), credential.name.clone(), status, note]);
        }
    }
    sheet
}

fn note(snapshot: &Snapshot<'_>, ranked: &Ranked) -> Option<String> {
    let lifecycle = &snapshot.credential(ranked.id).lifecycle;
    let status = match (snapshot.state(ranked.id).status, lifecycle.active_from, lifecycle.last_day) {
        (Status::Beta, Some(active), _) => Some(format!("beta; generally available from {active}")),
        (Status::Beta, None, _) => Some("beta".to_owned()),
        (Status::Retiring, _, Some(last)) => Some(format!("can be earned until {last}")),
        _ => None,
    };
    let standing = &snapshot.state(ranked.id);
    let stale = standing.stale.then(|| phrases::not_checked(standing.checked));
    let replaced = ranked.named.and_then(|named| named.replaced);
    let replaced = replaced.map(|old| format!("took the place of {}", phrases::retired(snapshot, old)));
    let parts: Vec<String> = status.into_iter().chain(replaced).chain(stale).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
