//! How a team is shown: a row for each person, and what matters of all of them.

use std::fmt::Write as _;

use super::csv::Sheet;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use super::shortlist_view::{blockers_in_words, enough};
use super::{phrases, reasons};
use crate::catalog::Thing;
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::team::{Expiry, Member, Outlook, Team, Wish};
use crate::vocabulary::Outcome;

/// Columns of the callers' own that a page has room for.
const OWN_SHOWN: usize = 3;

/// People who are named in one note, and notes of one kind: more is a wall.
const NAMED: usize = 10;

/// Gates that are named where nothing fits.
const GATES_NAMED: usize = 3;

/// Why a person takes that, or nothing; what is wrong with the row where it is faulty.
#[must_use]
pub fn why(member: &Member<'_>) -> String {
    let person = member.person;
    let Some(outlook) = &member.outlook else {
        return match &person.told {
            Err(why) => crate::sanitize::sanitize(why).into_owned(),
            Ok(_) => "nothing told: no role, level, coding, goal or platform, and nothing held that tells a platform".to_owned(),
        };
    };
    let (answer, snapshot) = (&outlook.answer, outlook.answer.snapshot);
    let mut why = match member.outcome {
        Outcome::NothingNeeded => {
            let why = enough(snapshot, answer.enough.as_ref()).into_iter().next().unwrap_or_default();
            format!("nothing more is needed: {why}")
        }
        Outcome::NothingFits => {
            let most = outlook.blocked.len().min(GATES_NAMED);
            format!("nothing fits: {}", blockers_in_words(&outlook.blocked[..most]))
        }
        Outcome::SecondChoice => format!("second choice: {}", out_of_reach(outlook, &[Wish::First])),
        Outcome::OverBudget | Outcome::PriceUnknown => out_of_reach(outlook, &[Wish::First, Wish::Second]),
        Outcome::FirstChoice | Outcome::Faulty | Outcome::NothingTold => String::new(),
    };
    if let Some(ranked) = member.takes() {
        let separator = if why.is_empty() { "" } else { "; " };
        let _ = write!(why, "{separator}{}", reasons::why(answer, ranked));
    }
    if person.platform_from_held {
        let platforms: Vec<String> = answer.situation.platform.iter().map(|platform| platform.label().to_owned()).collect();
        let _ = write!(why, "; platform told by what they hold: {}", join(&platforms, "and"));
    }
    why
}

/// Why those choices are not taken: `the budget does not reach MLA-C02 ($150)`.
fn out_of_reach(outlook: &Outlook<'_>, wishes: &[Wish]) -> String {
    let snapshot = outlook.answer.snapshot;
    let (mut dear, mut unknown) = (Vec::new(), Vec::new());
    for ranked in wishes.iter().filter_map(|wish| outlook.choice(*wish)) {
        let short = snapshot.credential(ranked.id).short();
        match &ranked.figures.bill {
            Some(bill) => dear.push(format!("{short} ({})", bill.total.high)),
            None => unknown.push(short.to_owned()),
        }
    }
    let unknown = (!unknown.is_empty()).then(|| format!("{} of {}", Outcome::PriceUnknown.label(), join(&unknown, "and")));
    let dear = (!dear.is_empty()).then(|| format!("{} {}", Outcome::OverBudget.label(), join(&dear, "or")));
    unknown.into_iter().chain(dear).collect::<Vec<_>>().join("; ")
}

/// The page for people.
#[must_use]
pub fn page(team: &Team<'_>) -> Report {
    let own = own_columns(team, OWN_SHOWN);
    let under = team.budget.map_or_else(|| "no limit of money".to_owned(), |budget| format!("budget {budget}"));
    let people = phrases::counted(team.members.len(), "person", "people");
    let mut columns = vec![Column::figures("Line", 4)];
    let spare = (0_u8..).zip(&own);
    columns.extend(spare.map(|(number, name)| Column::words(heading(name), Some(16)).spare(number)));
    columns.extend([Column::words("Takes", Some(26)), Column::figures("Cost", 9), Column::under("Id"), Column::under("Why")]);
    let rows = team.members.iter().map(|member| row(team.snapshot, member, &own)).collect();
    let mut page = Report {
        title: format!("Team of {people}, {under} \u{b7} as of {}", team.snapshot.as_of.in_words()),
        columns,
        rows,
        ..Report::default()
    };
    if team.members.is_empty() {
        page.note("Nobody", Emphasis::Warning, vec!["no row tells of a person".to_owned()]);
    }
    page.note("Goes without", Emphasis::Plain, without(team, &own));
    page.note("Held already", Emphasis::Plain, held(team, &own));
    let months = phrases::counted(team.horizon as usize, "month", "months");
    page.note(
        &format!("Expires within {months}"),
        Emphasis::Warning,
        expiries(&team.expiring(), &own, |expiry| expires(team.snapshot, expiry)),
    );
    page.note(
        &format!("Expired within the last {months}"),
        Emphasis::Warning,
        expiries(&team.lapsed(), &own, |expiry| expired(team.snapshot, expiry)),
    );
    let told = team.members.iter().filter_map(|member| Some((member, member.person.told.as_ref().ok()?)));
    let not_counted = told.flat_map(|(member, told)| {
        phrases::not_counted(team.snapshot.catalog, told).into_iter().map(|said| format!("{}: {said}", named(member, &own)))
    });
    page.note("Not counted", Emphasis::Warning, cut(not_counted.collect()));
    page.note_mark(team.members.iter().any(is_marked));
    page.note_facts(team.snapshot);
    page.conclusion = (!team.members.is_empty()).then(|| Conclusion { headline: in_all(team), ..Conclusion::default() });
    page
}

fn is_marked(member: &Member<'_>) -> bool {
    let candidate = member.takes().zip(member.outlook.as_ref()).map(|(ranked, outlook)| outlook.answer.candidate(ranked));
    candidate.is_some_and(|candidate| !phrases::price_mark(&candidate).is_empty())
}

fn row(snapshot: &Snapshot<'_>, member: &Member<'_>, own: &[String]) -> Vec<Cell> {
    let mut cells = vec![Cell::plain(member.person.line.to_string())];
    cells.extend(own_cells(member, own).into_iter().map(Cell::plain));
    let (takes, cost, id) = match member.takes().zip(member.outlook.as_ref()) {
        Some((ranked, outlook)) => {
            let candidate = outlook.answer.candidate(ranked);
            let mut name = phrases::name_beside_id(candidate.credential());
            if let Some(mark) = phrases::status_mark(snapshot, ranked.id) {
                let _ = write!(name, "\n[{mark}]");
            }
            (Cell::strong(name), phrases::marked_cost(&candidate), &*snapshot.credential(ranked.id).id)
        }
        None => (Cell::plain("nothing"), String::new(), ""),
    };
    let tone = if member.outcome == Outcome::Faulty { Emphasis::Warning } else { Emphasis::Faint };
    let why = if member.outcome == Outcome::Faulty { format!("error: {}", why(member)) } else { why(member) };
    cells.extend([takes, Cell::cost(cost), Cell::plain(id), Cell { text: why, tone }]);
    cells
}

/// The sums: `$465 of $500, $35 left: 3 first choices, 1 second choice`.
fn in_all(team: &Team<'_>) -> String {
    let total = team.total();
    let sum = match (team.budget, team.money_left()) {
        (Some(budget), Some(left)) => format!("{total} of {budget}, {left} left"),
        _ => total.to_string(),
    };
    let (first, second) = (team.count(Outcome::FirstChoice), team.count(Outcome::SecondChoice));
    let (first, second) =
        (phrases::counted(first, "first choice", "first choices"), phrases::counted(second, "second choice", "second choices"));
    format!("{sum}: {first}, {second}")
}

/// Who takes nothing, a line for each reason.
fn without(team: &Team<'_>, own: &[String]) -> Vec<String> {
    let line = |outcome: &Outcome| {
        let who: Vec<&Member<'_>> = team.members.iter().filter(|member| member.outcome == *outcome).collect();
        (!who.is_empty()).then(|| format!("{} {}: {}", who.len(), outcome.label(), all_named(&who, own)))
    };
    Outcome::ALL.iter().filter(|outcome| !matches!(outcome, Outcome::FirstChoice | Outcome::SecondChoice)).filter_map(line).collect()
}

/// What somebody takes and others hold: whom to ask.
fn held(team: &Team<'_>, own: &[String]) -> Vec<String> {
    let held = team.held_by_others().into_iter();
    held.map(|(id, who)| format!("{}, which others take: {}", team.snapshot.credential(id).short(), all_named(&who, own))).collect()
}

/// What expires, or did, a line each.
fn expiries(all: &[(&Member<'_>, Expiry)], own: &[String], say: impl Fn(Expiry) -> String) -> Vec<String> {
    cut(all.iter().map(|(member, expiry)| format!("{}: {}", named(member, own), say(*expiry))).collect())
}

fn expires(snapshot: &Snapshot<'_>, expiry: Expiry) -> String {
    let window = snapshot.catalog.renewal_of(expiry.what).and_then(|renewal| renewal.window_days);
    let renewed = phrases::renewed(snapshot, expiry.what, window.map(|window| expiry.expires.minus_days(window.into())));
    format!("{} on {}; {renewed}", short(snapshot, expiry.what), expiry.expires.in_words())
}

fn expired(snapshot: &Snapshot<'_>, expiry: Expiry) -> String {
    format!("{} on {}", short(snapshot, expiry.what), expiry.expires.in_words())
}

fn short<'a>(snapshot: &Snapshot<'a>, what: Thing) -> &'a str {
    match what {
        Thing::Credential(id) => snapshot.credential(id).short(),
        Thing::Outside(_) => snapshot.catalog.name_of(what),
    }
}

/// The first of those lines, and how many more there are.
fn cut(mut lines: Vec<String>) -> Vec<String> {
    if let Some(more) = lines.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.truncate(NAMED);
        lines.push(format!("and {more} more; --format csv and json tell them all"));
    }
    lines
}

/// The people as they are called, the first of them where they are many.
fn all_named(members: &[&Member<'_>], own: &[String]) -> String {
    let mut names: Vec<String> = members.iter().take(NAMED).map(|member| named(member, own)).collect();
    names.extend(members.len().checked_sub(NAMED).filter(|more| *more > 0).map(|more| format!("{more} more")));
    join(&names, "and")
}

/// What a person is called: what stands first of the caller's own, and the line.
fn named(member: &Member<'_>, own: &[String]) -> String {
    let line = member.person.line;
    match own_cells(member, own).into_iter().next().filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} (line {line})"),
        None => format!("line {line}"),
    }
}

/// The names of the callers' own columns in which anything stands, in the order in which they first come, at most so many.
fn own_columns(team: &Team<'_>, most: usize) -> Vec<String> {
    let mut own: Vec<String> = Vec::new();
    for member in &team.members {
        for (name, text) in member.person.given.cells() {
            if own.len() < most && !text.is_empty() && !own.iter().any(|other| other == name) {
                own.push(name.to_owned());
            }
        }
    }
    own
}

/// What a person has in those columns.
fn own_cells(member: &Member<'_>, own: &[String]) -> Vec<String> {
    let given: Vec<(&str, String)> = member.person.given.cells().collect();
    let cell = |name: &String| given.iter().find(|(other, _)| other == name).map(|(_, text)| text.clone()).unwrap_or_default();
    own.iter().map(cell).collect()
}

/// `employee_id` as a heading: `Employee id`.
fn heading(name: &str) -> String {
    phrases::capitalised(&name.replace('_', " "))
}

/// The rows for spreadsheets: one for each person, the caller's own columns in front.
#[must_use]
pub fn sheet(team: &Team<'_>) -> Sheet {
    let own = own_columns(team, usize::MAX);
    let head = ["line", "outcome", "id", "name", "choice", "cost_low", "cost_high", "why", "expiring", "lapsed"];
    let head = own.iter().cloned().chain(head.map(str::to_owned)).collect();
    let row = |member: &Member<'_>| {
        let taken = member.takes().map(|ranked| team.snapshot.credential(ranked.id));
        let cost = member.cost();
        let rank = member.wish().map(|wish| if wish == Wish::First { "1" } else { "2" });
        let mut row = own_cells(member, &own);
        row.extend([
            member.person.line.to_string(),
            member.outcome.to_string(),
            taken.map(|credential| credential.id.clone()).unwrap_or_default(),
            taken.map(|credential| credential.name.clone()).unwrap_or_default(),
            rank.unwrap_or_default().to_owned(),
            cost.map(|cost| cost.low.dollars().to_string()).unwrap_or_default(),
            cost.map(|cost| cost.high.dollars().to_string()).unwrap_or_default(),
            why(member),
            in_a_cell(team.snapshot, &member.expiring),
            in_a_cell(team.snapshot, &member.lapsed),
        ]);
        row
    };
    // The heading goes through the same hands as the rows: the names in it are the caller's.
    Sheet { head: Vec::new(), rows: std::iter::once(head).chain(team.members.iter().map(row)).collect() }
}

fn in_a_cell(snapshot: &Snapshot<'_>, expiries: &[Expiry]) -> String {
    let one = |expiry: &Expiry| format!("{} {}", snapshot.catalog.id_of(expiry.what), expiry.expires);
    expiries.iter().map(one).collect::<Vec<_>>().join("; ")
}
