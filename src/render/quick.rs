//! How the quick-reference table is shown.

use std::fmt::Write as _;

use super::csv::Sheet;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use super::{phrases, reasons};
use crate::framework::Quick;
use crate::interview::Impact;
use crate::quick::{best_named, level_in_first_place};
use crate::recommendation::{Ranked, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

type Row<'a> = (&'a Quick, Recommendation<'a>);

/// The page for people: a row for each situation, at the reference pace.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, rows: &[Row<'_>]) -> Report {
    let mut page =
        Report { title: phrases::title("Quick table", snapshot, &Situation::default()), columns: columns(), ..Report::default() };
    let mut is_marked = false;
    for (quick, answer) in rows {
        is_marked |= add(&mut page, quick, answer, level_in_first_place(answer), "nothing fits");
    }
    // Everything has to fit the smallest usual screen.
    match phrases::day_of_facts(snapshot) {
        Some(("", facts)) => {
            let _ = write!(page.title, " \u{b7} {}", facts.trim_end_matches('.').replace("Facts", "facts"));
        }
        _ => page.note_facts(snapshot),
    }
    if is_marked {
        let _ = write!(page.title, " \u{b7} {} uncertain", phrases::ESTIMATE_MARK);
    }
    page.conclusion = Some(for_oneself());
    page
}

/// The page for somebody who told nothing about who they are: a row for each situation of the table, within the limits that they told,
/// and which answers would help most.
#[must_use]
pub fn for_nobody(asked: &Recommendation<'_>, answers: &[Recommendation<'_>], most: Option<(Field, Impact)>) -> Report {
    let snapshot = asked.snapshot;
    let mut page = Report { title: phrases::title("", snapshot, asked.situation), columns: columns(), ..Report::default() };
    page.say_held(asked);
    let mut is_marked = false;
    let mut cautions = Vec::new();
    for (quick, answer) in snapshot.framework.quick.iter().zip(answers) {
        let level = best_named(answer);
        cautions.extend(level.iter().map(|ranked| (answer.candidate(ranked), ranked.cautions.clone())));
        is_marked |= add(&mut page, quick, answer, level, "nothing within your limits");
    }
    page.note("Before you commit", Emphasis::Warning, reasons::urgent(cautions.into_iter()));
    page.note_mark(is_marked);
    page.note_facts(snapshot);
    let most =
        most.map(|(field, weight)| format!("{} (another pick in {} of {} cases)", phrases::flag(field), weight.moves_first, weight.tried));
    let facts = vec![("Say", "who you are (--role, --level, --coding), what for (--goal) or on what you work (--platform)".to_owned())];
    let facts = facts.into_iter().chain(most.map(|most| ("Most", most))).collect();
    page.conclusion = Some(Conclusion { headline: "Which one depends on who you are.".to_owned(), facts, ..for_oneself() });
    page
}

fn columns() -> Vec<Column> {
    vec![
        Column::words("Your situation", Some(24)),
        Column::figures("Cost", 9),
        Column::figures("Ready by", 11),
        Column::under("Take"),
        Column::under("Name"),
        Column::under("Status"),
        Column::under("Note").when_wide(),
    ]
}

/// Adds a row for each of what is best in a situation, or one that nothing is; and tells whether a figure bears a mark.
fn add(page: &mut Report, quick: &Quick, answer: &Recommendation<'_>, best: &[Ranked], nothing: &str) -> bool {
    if best.is_empty() {
        page.rows.push([&*quick.situation, "", "", nothing, "", "", ""].map(Cell::plain).to_vec());
    }
    let mut is_marked = false;
    for (number, ranked) in best.iter().enumerate() {
        let candidate = answer.candidate(ranked);
        is_marked |= phrases::is_marked(&candidate);
        page.rows.push(vec![
            Cell::plain(if number == 0 { quick.situation.clone() } else { "  or".to_owned() }),
            Cell::cost(phrases::marked_cost(&candidate)),
            Cell::plain(phrases::marked_ready_by(&candidate)),
            Cell::strong(&*candidate.credential().id),
            Cell::plain(phrases::name_beside_id(candidate.credential())),
            Cell { text: phrases::status_mark(answer.snapshot, ranked.id).unwrap_or_default(), tone: Emphasis::Warning },
            Cell::faint(phrases::short_note(answer.snapshot, ranked)),
        ]);
    }
    is_marked
}

/// How to ask for oneself.
fn for_oneself() -> Conclusion {
    let next = ["certwise ask", "certwise recommend --role developer --platform aws --budget 300"].map(str::to_owned).to_vec();
    Conclusion { headline: "For your own situation, answer a few questions or tell it:".to_owned(), facts: Vec::new(), next }
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
