//! How the quick-reference table is shown.

use super::csv::Sheet;
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons};
use crate::framework::Quick;
use crate::interview::Impact;
use crate::quick::{best_named, level_in_first_place};
use crate::recommendation::Recommendation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

type Row<'a> = (&'a Quick, Recommendation<'a>);

/// The page for people: a row for each situation.
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
            let state = &snapshot.state(ranked.id);
            old.extend(state.stale.then(|| format!("{short}: {}", phrases::not_checked(state.checked))));
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

/// The page for somebody who told nothing about who they are: a row for each situation of the table, within the limits that they told,
/// and which answers would help most.
#[must_use]
pub fn for_nobody(asked: &Recommendation<'_>, answers: &[Recommendation<'_>], most: Option<(Field, Impact)>) -> Report {
    let snapshot = asked.snapshot;
    let flags = asked.situation.written(snapshot.catalog).flags();
    let within = if flags.is_empty() { String::new() } else { format!(", within {flags}") };
    let columns = vec![
        Column::words("Your situation", Some(24)),
        Column::words("Credential", None),
        Column::figures("Your cost", 9),
        Column::words("Ready", Some(14)),
    ];
    let mut page =
        Report { title: format!("Which one depends on who you are; as of {}{within}", snapshot.as_of), columns, ..Report::default() };
    page.say_held(asked);
    let mut is_marked = false;
    let mut cautions = Vec::new();
    for (quick, answer) in snapshot.framework.quick.iter().zip(answers) {
        let level = best_named(answer);
        let candidates: Vec<_> = level.iter().map(|ranked| answer.candidate(ranked)).collect();
        is_marked |= candidates.iter().any(phrases::is_marked);
        cautions.extend(candidates.iter().copied().zip(level.iter().map(|ranked| ranked.cautions.clone())));
        if candidates.is_empty() {
            let nothing = ["nothing within what you told", "", ""].map(Cell::plain);
            page.rows.push([Cell::plain(&*quick.situation)].into_iter().chain(nothing).collect());
        }
        page.rows.extend(candidates.iter().enumerate().map(|(number, candidate)| {
            let situation = if number == 0 { quick.situation.clone() } else { format!("{}, or", quick.situation) };
            let cost = format!("{}{}", phrases::cost(candidate), phrases::price_mark(candidate));
            let ready = format!("{}{}", phrases::ready(candidate), phrases::hours_mark(candidate));
            let name = Cell::strong(phrases::name_and_code(candidate.credential()));
            vec![Cell::plain(situation), name, Cell::plain(cost), Cell::plain(ready)]
        }));
    }
    page.note("Mind", Emphasis::Warning, reasons::urgent(cautions.into_iter()));
    let ask = "say who you are (--role), how far you are (--level, --coding), what for (--goal) or on what you work (--platform)";
    let most = most.map(|(field, weight)| {
        format!("{} matters most: {} of {} answers put another first", phrases::flag(field), weight.moves_first, weight.tried)
    });
    let how = "`certwise ask` asks for it; --top N ranks everything all the same";
    page.note("Say more", Emphasis::Strong, std::iter::once(ask.to_owned()).chain(most).chain([how.to_owned()]).collect());
    page.note_mark(is_marked);
    page.note_past_day(snapshot);
    page
}

/// The rows for spreadsheets: one for each answer.
#[must_use]
pub fn sheet(snapshot: &Snapshot<'_>, rows: &[Row<'_>]) -> Sheet {
    let mut sheet = Sheet { head: vec!["situation", "command", "id", "name", "status", "note"], rows: Vec::new() };
    for (quick, recommendation) in rows {
        for ranked in level_in_first_place(recommendation) {
            let credential = snapshot.credential(ranked.id);
            let status = snapshot.state(ranked.id).status.to_string();
            let note = phrases::quick_note(snapshot, ranked).unwrap_or_default();
            let command = format!("certwise recommend {}", quick.you.written(snapshot.catalog).flags());
            sheet.rows.push(vec![quick.situation.clone(), command, credential.id.clone(), credential.name.clone(), status, note]);
        }
    }
    sheet
}
