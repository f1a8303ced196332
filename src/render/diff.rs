//! How what changed between two days is shown.

use super::csv::Sheet;
use super::diff_view::{end_reason, note, rule_because, successors, why};
use super::phrases;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use crate::catalog::CredentialId;
use crate::diff::{Diff, RuleChange, Turn};
use crate::quick::level_in_first_place;
use crate::recommendation::Recommendation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Event;

/// Pages for people: what happened to credentials and rules, then the rows of the quick table that changed.
#[must_use]
pub fn pages(diff: &Diff<'_>) -> Vec<Report> {
    vec![catalogue(diff), quick(diff)]
}

fn catalogue(diff: &Diff<'_>) -> Report {
    let columns = vec![
        Column::figures("Day", 11),
        Column::words("Change", Some(19)),
        Column::words("Credential", None),
        Column::under("Id"),
        Column::under("Status").when_wide(),
    ];
    let mut page = Report { title: title("Catalogue", diff), columns, ..Report::default() };
    for change in &diff.changes {
        let credential = Cell::strong(phrases::name_beside_id(diff.to.credential(change.id)));
        let id = Cell::plain(&*diff.to.credential(change.id).id);
        let status = if change.before == change.after {
            phrases::status(change.after).to_owned()
        } else {
            format!("{} → {}", phrases::status(change.before), phrases::status(change.after))
        };
        let what = Cell {
            text: change.what.label().to_owned(),
            tone: if change.what == Event::Retired { Emphasis::Warning } else { Emphasis::Plain },
        };
        page.rows.push(vec![Cell::plain(change.day.in_words()), what, credential, id, Cell::faint(status)]);
    }
    if diff.changes.is_empty() {
        page.note("No change", Emphasis::Plain, vec!["nothing was announced, opened or retired".to_owned()]);
    }
    let retired = diff.changes.iter().filter(|change| change.what == Event::Retired);
    page.note("Retired", Emphasis::Warning, retired.map(|change| retirement(diff, change)).collect());
    let rule = |change: &RuleChange<'_>| {
        let day = match (change.what, change.rule.until) {
            (Event::RuleEnded, Some(until)) => format!("until {}", until.in_words()),
            _ => format!("from {}", change.day.in_words()),
        };
        format!("{}, {day}: {}", &change.rule.id, rule_because(change))
    };
    page.note("Rules", Emphasis::Plain, diff.rules.iter().map(rule).collect());
    page
}

fn quick(diff: &Diff<'_>) -> Report {
    let columns = vec![Column::words("Your situation", Some(24)), Column::words("Before", None), Column::words("After", None)];
    let mut page = Report { title: title("Quick table", diff), columns, ..Report::default() };
    let mut reasons = Vec::new();
    for row in &diff.quick {
        let before = Cell { text: answers_in_words(&row.before), tone: Emphasis::Faint };
        page.rows.push(vec![Cell::plain(&*row.quick.situation), before, Cell::strong(answers_in_words(&row.after))]);
        reasons.extend(row.changes.iter().map(|change| {
            let short = diff.to.credential(change.id).short();
            format!("{}: {short} {}: {}", row.quick.situation, change.why.what().label(), why(diff, row, change))
        }));
    }
    page.note("Why", Emphasis::Faint, reasons);
    page.note_facts(diff.to);
    let (all, changed) = (diff.to.framework.quick.len(), diff.quick.len());
    let table = if changed == 0 { "the same picks".to_owned() } else { format!("{changed} of {all} rows have other picks") };
    let headline = format!("{} in the catalogue; in the quick table {table}", phrases::counted(diff.changes.len(), "change", "changes"));
    let show = diff.changes.last().map(|change| format!("certwise show {}", diff.to.credential(change.id).id));
    page.conclusion = Some(Conclusion { headline, facts: Vec::new(), next: show.into_iter().collect() });
    page
}

/// What stands level in first place, with the statuses of its day: `MLA-C02 (beta) or AIP-C01 (active)`.
fn answers_in_words(recommendation: &Recommendation<'_>) -> String {
    let snapshot = recommendation.snapshot;
    let answers = level_in_first_place(recommendation).iter().map(|ranked| ranked.id);
    let words = answers.map(|id| format!("{} ({})", snapshot.credential(id).short(), phrases::status(snapshot.state(id).status)));
    let words: Vec<String> = words.collect();
    if words.is_empty() { "nothing fits".to_owned() } else { words.join("\nor ") }
}

fn title(what: &str, diff: &Diff<'_>) -> String {
    format!("{what} from {} to {}", diff.from.as_of.in_words(), diff.to.as_of.in_words())
}

/// Rows for spreadsheets: one for each change.
#[must_use]
pub fn sheet(diff: &Diff<'_>) -> Sheet {
    let head = vec!["what", "day", "situation", "id", "name", "before", "after", "successors", "because", "note"];
    let mut sheet = Sheet { head, rows: Vec::new() };
    let none = String::new;
    for change in &diff.changes {
        let credential = diff.to.credential(change.id);
        sheet.rows.push(vec![
            change.what.to_string(),
            change.day.to_string(),
            none(),
            credential.id.clone(),
            credential.name.clone(),
            change.before.to_string(),
            change.after.to_string(),
            successors(diff, change).join(" "),
            end_reason(diff, change).unwrap_or_default().to_owned(),
            note(diff, change).unwrap_or_default(),
        ]);
    }
    for change in &diff.rules {
        let rule = change.rule.id.clone();
        let because = rule_because(change);
        sheet.rows.push(vec![
            change.what.to_string(),
            change.day.to_string(),
            none(),
            rule,
            none(),
            none(),
            none(),
            none(),
            because,
            none(),
        ]);
    }
    for row in &diff.quick {
        for change in &row.changes {
            let credential = diff.to.credential(change.id);
            let status = |snapshot: &Snapshot<'_>| snapshot.state(change.id).status.to_string();
            sheet.rows.push(vec![
                change.why.what().to_string(),
                none(),
                row.quick.situation.clone(),
                credential.id.clone(),
                credential.name.clone(),
                status(diff.from),
                status(diff.to),
                none(),
                why(diff, row, change),
                none(),
            ]);
        }
    }
    sheet
}

/// Why it ended, and what took its place.
fn retirement(diff: &Diff<'_>, change: &Turn) -> String {
    let credential = diff.to.credential(change.id);
    let replacements = &diff.to.state(change.id).replacements;
    let last = credential.lifecycle.last_day.map(|day| format!("last day {}", day.in_words()));
    let reason = end_reason(diff, change).map(str::to_owned);
    let known = |id: &CredentialId| diff.to.state(*id).known;
    let successors: Vec<CredentialId> = credential.successors().iter().copied().filter(known).collect();
    let id = match (replacements.as_slice(), successors.as_slice()) {
        ([], []) => "no successor".to_owned(),
        ([], successors) => format!("no successor is open to you: {}", phrases::short_names(diff.to, successors)),
        (replacements, _) => format!("replaced by {}", phrases::short_names(diff.to, replacements)),
    };
    let parts: Vec<String> = last.into_iter().chain(reason).chain([id]).collect();
    format!("{}: {}", credential.short(), parts.join("; "))
}
