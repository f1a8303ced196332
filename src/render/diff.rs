//! How what changed between two days is shown.

use super::csv::Sheet;
use super::json::{DiffAnswer, DiffBecause, DiffChange, DiffJson, DiffRow, DiffRule, SCHEMA_VERSION};
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons};
use crate::catalog::CredentialId;
use crate::diff::{AnswerChange, Diff, Reason, Row, RuleChange, Turn};
use crate::quick::level_in_first_place;
use crate::recommendation::Recommendation;
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Event, Fact};

/// As JSON.
#[must_use]
pub fn json<'a>(diff: &'a Diff<'a>) -> DiffJson<'a> {
    let change = |change: &Turn| {
        let credential = diff.to.credential(change.id);
        DiffChange {
            day: change.day,
            what: change.what,
            id: &credential.id,
            name: &credential.name,
            status_before: change.before,
            status_after: change.after,
            successors: successors(diff, change),
            because: end_reason(diff, change),
            note: note(diff, change),
        }
    };
    let rule = |change: &RuleChange<'a>| DiffRule {
        day: change.day,
        what: change.what,
        id: &change.rule.id,
        names: change.rule.names.iter().map(|id| diff.to.credential(*id).id.as_str()).collect(),
        because: rule_because(change),
    };
    let row = |row: &'a Row<'a>| DiffRow {
        situation: &row.quick.situation,
        flags: row.quick.you.written(diff.to.catalog).flags(),
        before: answers(&row.before),
        after: answers(&row.after),
        because: row.changes.iter().map(|change| because(diff, row, change)).collect(),
    };
    DiffJson {
        schema_version: SCHEMA_VERSION,
        from: diff.from.as_of,
        to: diff.to.as_of,
        changes: diff.changes.iter().map(change).collect(),
        rules: diff.rules.iter().map(rule).collect(),
        quick: diff.quick.iter().map(row).collect(),
    }
}

fn answers<'a>(recommendation: &'a Recommendation<'a>) -> Vec<DiffAnswer<'a>> {
    let snapshot = recommendation.snapshot;
    let answer = |id: CredentialId| {
        let credential = snapshot.credential(id);
        DiffAnswer { id: &credential.id, name: &credential.name, status: snapshot.state(id).status }
    };
    level_in_first_place(recommendation).iter().map(|ranked| answer(ranked.id)).collect()
}

fn because<'a>(diff: &Diff<'a>, row: &Row<'_>, change: &AnswerChange<'_>) -> DiffBecause<'a> {
    DiffBecause { what: change.why.what(), id: &diff.to.credential(change.id).id, text: why(diff, row, change) }
}

/// For people: what happened to credentials and rules, then the rows of the quick table that changed.
#[must_use]
pub fn pages(diff: &Diff<'_>) -> Vec<Report> {
    vec![catalogue(diff), quick(diff)]
}

fn catalogue(diff: &Diff<'_>) -> Report {
    let columns = vec![
        Column::words("Day", Some(10)),
        Column::words("Credential", None),
        Column::words("Change", Some(19)),
        Column::words("Status", Some(21)).when_wide(),
    ];
    let mut page = Report { title: title("Catalogue", diff), columns, dense: true, ..Report::default() };
    for change in &diff.changes {
        let credential = Cell::strong(phrases::name_and_code(diff.to.credential(change.id)));
        let status =
            if change.before == change.after { change.after.to_string() } else { format!("{} → {}", change.before, change.after) };
        let what = Cell {
            text: change.what.label().to_owned(),
            tone: if change.what == Event::Retired { Emphasis::Warning } else { Emphasis::Plain },
        };
        page.rows.push(vec![Cell::plain(change.day.to_string()), credential, what, Cell { text: status, tone: Emphasis::Faint }]);
    }
    if diff.changes.is_empty() {
        page.note("No change", Emphasis::Plain, vec!["nothing was announced, opened or retired".to_owned()]);
    }
    let retired = diff.changes.iter().filter(|change| change.what == Event::Retired);
    page.note("Retired", Emphasis::Warning, retired.map(|change| retirement(diff, change)).collect());
    let rule = |change: &RuleChange<'_>| {
        let day = match (change.what, change.rule.until) {
            (Event::RuleEnded, Some(until)) => format!("until {until}"),
            _ => format!("from {}", change.day),
        };
        format!("{}, {day}: {}", &change.rule.id, rule_because(change))
    };
    page.note("Rules", Emphasis::Plain, diff.rules.iter().map(rule).collect());
    page
}

fn quick(diff: &Diff<'_>) -> Report {
    let columns = vec![Column::words("Your situation", Some(24)), Column::words("Before", None), Column::words("After", None)];
    let mut page = Report { title: title("Quick reference", diff), columns, ..Report::default() };
    let mut reasons = Vec::new();
    for row in &diff.quick {
        let before = Cell { text: answers_in_words(&row.before), tone: Emphasis::Faint };
        page.rows.push(vec![Cell::plain(&*row.quick.situation), before, Cell::strong(answers_in_words(&row.after))]);
        reasons.extend(row.changes.iter().map(|change| {
            let short = diff.to.credential(change.id).short();
            format!("{}: {short} {}: {}", row.quick.situation, change.why.what().label(), why(diff, row, change))
        }));
    }
    page.note("Why", Emphasis::Plain, reasons);
    let all = diff.to.framework.quick.len();
    let (heading, same) = match diff.quick.len() {
        0 => ("No change", format!("all {all} situations have the same answers, with the same statuses")),
        changed => ("Looked at", format!("{all} situations: {changed} changed, {} as before", all - changed)),
    };
    page.note(heading, Emphasis::Plain, vec![same]);
    page
}

/// What stands level in first place, with the statuses of its day: `MLA-C02 (beta) or AIP-C01 (active)`.
fn answers_in_words(recommendation: &Recommendation<'_>) -> String {
    let snapshot = recommendation.snapshot;
    let answers = level_in_first_place(recommendation).iter().map(|ranked| ranked.id);
    let words = answers.map(|id| format!("{} ({})", snapshot.credential(id).short(), snapshot.state(id).status));
    let words: Vec<String> = words.collect();
    if words.is_empty() { "nothing fits".to_owned() } else { words.join("\nor ") }
}

fn title(what: &str, diff: &Diff<'_>) -> String {
    format!("{what}, from {} to {}", diff.from.as_of, diff.to.as_of)
}

/// For spreadsheets: one row for each change.
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

/// Ids of what took the place of what retired and can be earned on the later day.
fn successors<'a>(diff: &Diff<'a>, change: &Turn) -> Vec<&'a str> {
    let replacements = diff.to.state(change.id).replacements.iter().filter(|_| change.what == Event::Retired);
    replacements.map(|&heir| diff.to.credential(heir).id.as_str()).collect()
}

fn end_reason<'a>(diff: &Diff<'a>, change: &Turn) -> Option<&'a str> {
    let lifecycle = &diff.to.credential(change.id).lifecycle;
    lifecycle.end_reason.as_deref().filter(|_| change.what == Event::Retired)
}

/// What the catalogue's keepers remark of the day.
fn note(diff: &Diff<'_>, change: &Turn) -> Option<String> {
    let fact = match change.what {
        Event::Announced => Fact::Announced,
        Event::BetaOpened => Fact::BetaFrom,
        Event::BetaClosed => Fact::BetaUntil,
        Event::Opened => Fact::ActiveFrom,
        Event::Retired => Fact::LastDay,
        Event::RuleBegan | Event::RuleEnded | Event::AnswerWent | Event::AnswerCame | Event::AnswerStatus => return None,
    };
    let notes = diff.to.credential(change.id).notes().iter().filter(|note| note.about == Some(fact));
    let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// Why it ended, and what took its place.
fn retirement(diff: &Diff<'_>, change: &Turn) -> String {
    let credential = diff.to.credential(change.id);
    let replacements = &diff.to.state(change.id).replacements;
    let last = credential.lifecycle.last_day.map(|day| format!("last day {day}"));
    let reason = end_reason(diff, change).map(str::to_owned);
    let known = |id: &CredentialId| diff.to.state(*id).known;
    let successors: Vec<CredentialId> = credential.successors().iter().copied().filter(known).collect();
    let id = match (replacements.as_slice(), successors.as_slice()) {
        ([], []) => "nothing took its place".to_owned(),
        ([], successors) => format!("no successor is open to you: {}", phrases::short_names(diff.to, successors)),
        (replacements, _) => format!("its place was taken by {}", phrases::short_names(diff.to, replacements)),
    };
    let parts: Vec<String> = last.into_iter().chain(reason).chain([id]).collect();
    format!("{}: {}", credential.short(), parts.join("; "))
}

/// A rule's reason; the words for a figure stand in its place, as a rule is not about one credential.
fn rule_because(change: &RuleChange<'_>) -> String {
    change.rule.because.fill(|id| id.label().to_owned())
}

/// Why an answer of the quick table went, came or has another status.
fn why(diff: &Diff<'_>, row: &Row<'_>, change: &AnswerChange<'_>) -> String {
    let blockers = |recommendation: &Recommendation<'_>, out: usize| {
        let out = &recommendation.ruled_out[out];
        reasons::blockers(&recommendation.candidate_out(out), &out.blockers)
    };
    match change.why {
        Reason::RuledOut { out } => blockers(&row.after, out),
        Reason::Behind { ended, by } => {
            let ended = ended.and_then(|rule| rule.until).map(|until| format!("the rule that named it counted until {until}"));
            let ahead = row.after.ranked.first().map(|first| {
                let because = by.map_or_else(
                    || "level, listed by id".to_owned(),
                    |number| reasons::grade(&row.after.candidate(first), &first.grades, number).because,
                );
                format!("{} stands before it: {because}", diff.to.credential(first.id).short())
            });
            ended.into_iter().chain(ahead).collect::<Vec<_>>().join("; ")
        }
        Reason::Came { ranked, began, was_out } => {
            let came = reasons::why(&row.after, &row.after.ranked[ranked]);
            let began = began.and_then(|rule| rule.from).map(|from| format!("the rule that names it counts from {from}"));
            let was_out = was_out.map(|out| format!("on {}: {}", diff.from.as_of, blockers(&row.before, out)));
            let announced = diff.to.credential(change.id).lifecycle.announced;
            let unknown = announced.filter(|day| *day > diff.from.as_of).map(|day| format!("announced on {day}"));
            std::iter::once(came).chain(began).chain(was_out).chain(unknown).collect::<Vec<_>>().join("; ")
        }
        Reason::Stayed => {
            let of_it = diff.changes.iter().filter(|other| other.id == change.id);
            join(&of_it.map(|other| format!("{} on {}", other.what.label(), other.day)).collect::<Vec<_>>(), "and")
        }
    }
}
