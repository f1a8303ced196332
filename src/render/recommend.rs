//! How a recommendation is shown.

use super::csv::Sheet;
use super::report::{Cell, Column, Emphasis, Report};
use super::{phrases, reasons, why};
use crate::catalog::CredentialId;
use crate::counterfactual::CloserLook;
use crate::recommendation::{FallbackAnswer, Ranked, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{BlockerKind, Field};

/// Pieces of advice under a table: more is a wall.
const ADVICE_SHOWN: usize = 2;

/// For people: the first `top`, and under them what matters.
#[must_use]
pub fn page(recommendation: &Recommendation<'_>, top: usize, explain: bool, closer: &CloserLook) -> Report {
    let snapshot = recommendation.snapshot;
    let flags = recommendation.situation.written(recommendation.snapshot.catalog).flags();
    let title = if flags.is_empty() { format!("As of {}", snapshot.as_of) } else { format!("As of {}, for {flags}", snapshot.as_of) };
    let mut page = Report { title, columns: columns(), ..Report::default() };
    let shown: Vec<&Ranked> = recommendation.ranked.iter().take(top).collect();
    for ranked in &shown {
        page.rows.push(row(recommendation, ranked));
    }
    if recommendation.fallback.is_some() {
        nothing_fits(&mut page, recommendation);
    }
    let firm = closer.firmness.as_ref().map(|firmness| why::firm(recommendation, firmness));
    page.note("How firm", Emphasis::Plain, firm.unwrap_or_default());
    page.note("Mind", Emphasis::Warning, cautions(recommendation, &shown));
    page.note("Changed", Emphasis::Warning, changed(recommendation, &shown));
    if explain {
        explain_grades(&mut page, recommendation, &shown);
        page.note("Ruled out", Emphasis::Plain, ruled_out(recommendation));
    }
    page.note("Advice", Emphasis::Plain, advice(recommendation));
    if shown.iter().any(|ranked| is_marked(recommendation, ranked)) {
        page.note(phrases::ESTIMATE_MARK, Emphasis::Faint, vec![phrases::MARK_MEANS.to_owned()]);
    }
    if recommendation.assumed.contains(&Field::HoursPerWeek) {
        let assumed = format!("{} study hours a week (--hours-per-week)", recommendation.situation.pace());
        page.note("Assumed", Emphasis::Faint, vec![assumed]);
    }
    page.note_past_day(snapshot);
    if recommendation.fallback.is_none() {
        page.note("To sharpen it", Emphasis::Faint, to_sharpen(recommendation, closer));
    }
    page.note("Looked at", Emphasis::Faint, vec![looked_at(recommendation, shown.len(), explain)]);
    page
}

/// Whether a figure of its row bears the mark of an estimate.
pub(super) fn is_marked(recommendation: &Recommendation<'_>, ranked: &Ranked) -> bool {
    let candidate = recommendation.candidate(ranked);
    !phrases::price_mark(&candidate).is_empty() || !phrases::hours_mark(&candidate).is_empty()
}

/// The columns of the table.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::figures("#", 3),
        Column::words("Credential", Some(26)),
        Column::figures("Your cost", 9),
        Column::words("Ready", Some(14)),
        Column::words("Why here", None),
    ]
}

/// The table's row of one that fits.
pub(super) fn row(recommendation: &Recommendation<'_>, ranked: &Ranked) -> Vec<Cell> {
    let snapshot = recommendation.snapshot;
    let candidate = recommendation.candidate(ranked);
    let tied = recommendation.ranked.iter().filter(|other| other.rank == ranked.rank).count() > 1;
    let mut name = phrases::name_and_code(candidate.credential());
    if let Some(mark) = phrases::status_mark(snapshot, ranked.id) {
        name = format!("{name}\n[{mark}]");
    }
    let mut why = reasons::why(recommendation, ranked);
    if tied {
        why.push_str("; level, listed by id");
    }
    vec![
        Cell::plain(if tied { format!("{}=", ranked.rank) } else { ranked.rank.to_string() }),
        Cell::strong(name),
        Cell::plain(format!("{}{}", phrases::cost(&candidate), phrases::price_mark(&candidate))),
        Cell::plain(format!("{}{}", phrases::ready(&candidate), phrases::hours_mark(&candidate))),
        Cell::plain(why),
    ]
}

/// The urgent cautions of the shown ones, what is said of several said once.
pub(super) fn cautions(recommendation: &Recommendation<'_>, shown: &[&Ranked]) -> Vec<String> {
    reasons::urgent(shown.iter().map(|ranked| (recommendation.candidate(ranked), ranked.cautions.clone())))
}

/// What a named credential's retirement put into the place of the shown ones.
pub(super) fn changed(recommendation: &Recommendation<'_>, shown: &[&Ranked]) -> Vec<String> {
    let snapshot = recommendation.snapshot;
    let mut gone: Vec<(CredentialId, Vec<CredentialId>)> = Vec::new();
    for ranked in shown {
        if let Some(old) = ranked.named.and_then(|named| named.replaced) {
            match gone.iter_mut().find(|(id, _)| *id == old) {
                Some((_, replacements)) => replacements.push(ranked.id),
                None => gone.push((old, vec![ranked.id])),
            }
        }
    }
    let line = |(old, replacements): (CredentialId, Vec<CredentialId>)| {
        let verb = if replacements.len() == 1 { "takes" } else { "take" };
        format!("{}; {} {verb} its place", phrases::retired(snapshot, old), phrases::short_names(snapshot, &replacements))
    };
    gone.into_iter().map(line).collect()
}

/// How many credentials each gate rules out: `92 over budget, 6 retired`.
fn counts(recommendation: &Recommendation<'_>) -> String {
    let mut counts: Vec<(BlockerKind, usize)> = BlockerKind::ALL.iter().map(|kind| (*kind, 0)).collect();
    for blocker in recommendation.ruled_out.iter().flat_map(|out| &out.blockers) {
        counts.iter_mut().filter(|(kind, _)| *kind == blocker.kind).for_each(|(_, count)| *count += 1);
    }
    counts.retain(|(_, count)| *count > 0);
    counts.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    counts.iter().map(|(kind, count)| format!("{count} {}", kind.label())).collect::<Vec<_>>().join(", ")
}

/// The gates that rule everything out.
pub(super) fn why_nothing(recommendation: &Recommendation<'_>) -> String {
    format!("{} (one can be ruled out for several reasons)", counts(recommendation))
}

/// What would let something in.
pub(super) fn would_change(snapshot: &Snapshot<'_>, fallback: &FallbackAnswer) -> Vec<String> {
    let name = |id: CredentialId| phrases::name_and_code(snapshot.credential(id));
    fallback.changes.iter().map(|(change, id)| format!("{} lets in {}", phrases::change(snapshot.catalog, change), name(*id))).collect()
}

fn nothing_fits(page: &mut Report, recommendation: &Recommendation<'_>) {
    let snapshot = recommendation.snapshot;
    let Some(fallback) = &recommendation.fallback else { return };
    page.note("Nothing fits", Emphasis::Warning, vec![why_nothing(recommendation)]);
    ways_out(page, snapshot, fallback);
}

/// What would change it when nothing fits, and what to do until then.
pub(super) fn ways_out(page: &mut Report, snapshot: &Snapshot<'_>, fallback: &FallbackAnswer) {
    page.note("What would change it", Emphasis::Strong, would_change(snapshot, fallback));
    page.note("Until then", Emphasis::Plain, snapshot.framework.fallback.steps.clone());
    let start = fallback.start_with.iter().map(|&id| {
        let credential = snapshot.credential(id);
        let old = if snapshot.state(id).stale { phrases::STALE_MARK } else { "" };
        let url = credential.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
        format!("{}{old}{url}", credential.name)
    });
    page.note("To start with", Emphasis::Plain, start.collect());
}

/// The advice that is shown.
pub(super) fn advice(recommendation: &Recommendation<'_>) -> Vec<String> {
    let framework = recommendation.snapshot.framework;
    recommendation.advice.iter().take(ADVICE_SHOWN).map(|&number| framework.advice[number].text.clone()).collect()
}

/// The unanswered question on which most hangs, then the others.
fn to_sharpen(recommendation: &Recommendation<'_>, closer: &CloserLook) -> Vec<String> {
    let most = closer.question.map(|(field, weight)| {
        let (tried, moves) = (weight.tried, weight.moves_first);
        (field, format!("{} matters most: {moves} of {tried} answers put another first", phrases::flag(field)))
    });
    let unset = not_told(recommendation.situation).into_iter().filter(|field| most.as_ref().is_none_or(|(most, _)| most != field));
    let unset: Vec<String> = unset.map(phrases::flag).collect();
    match (most, unset.is_empty()) {
        (Some((_, most)), true) => vec![most],
        (Some((_, most)), false) => vec![format!("{most}; then {}", unset.join(" "))],
        (None, true) => Vec::new(),
        (None, false) => vec![unset.join(" ")],
    }
}

/// What was not told, and would change the answer most.
pub(super) fn not_told(situation: &Situation) -> Vec<Field> {
    let asked = [Field::Goal, Field::Role, Field::Level, Field::Platform, Field::Budget, Field::By];
    asked.into_iter().filter(|field| !situation.is_set(*field)).collect()
}

fn looked_at(recommendation: &Recommendation<'_>, shown: usize, explain: bool) -> String {
    let more = match (shown < recommendation.ranked.len(), explain) {
        (true, false) => "; --top N shows more, --explain every reason",
        (true, true) => "; --top N shows more",
        (false, false) => "; --explain shows every reason",
        (false, true) => "",
    };
    format!("{}{more}", counted(recommendation, shown))
}

/// How many fit and how many do not.
pub(super) fn counted(recommendation: &Recommendation<'_>, shown: usize) -> String {
    let (fit, out) = (recommendation.ranked.len(), recommendation.ruled_out.len());
    format!("{} credentials: {fit} fit ({shown} shown), {out} ruled out", fit + out)
}

fn explain_grades(page: &mut Report, recommendation: &Recommendation<'_>, shown: &[&Ranked]) {
    for ranked in shown {
        let candidate = recommendation.candidate(ranked);
        let mut lines: Vec<String> = (0..ranked.grades.len())
            .map(|number| (reasons::grade(&candidate, &ranked.grades, number), ranked.ahead_by == Some(number)))
            .map(|(grade, decides)| {
                let mark = if decides { " [puts it ahead of the next]" } else { "" };
                format!("{}: {}, {}{mark} ({})", grade.criterion, grade.grade, grade.because, grade.source)
            })
            .collect();
        lines.extend(candidate.figures.bill.iter().flat_map(|bill| &bill.lines).map(|line| format!("cost: {}", phrases::bill_line(line))));
        lines.extend(ranked.cautions.iter().map(|&number| format!("caution: {}", reasons::caution(&candidate, number))));
        page.note(&format!("{}. {}", ranked.rank, phrases::name_and_code(candidate.credential())), Emphasis::Plain, lines);
    }
}

/// Each that does not fit, with everything that rules it out.
pub(super) fn ruled_out(recommendation: &Recommendation<'_>) -> Vec<String> {
    let line = |out| {
        let candidate = recommendation.candidate_out(out);
        let reasons: Vec<String> = out.blockers.iter().map(|blocker| reasons::blocker(&candidate, blocker)).collect();
        format!("{}: {}", candidate.credential().id, reasons.join("; "))
    };
    recommendation.ruled_out.iter().map(line).collect()
}

/// The columns for spreadsheets.
pub const HEAD: &[&str] = &[
    "rank",
    "id",
    "name",
    "provider",
    "tier",
    "status",
    "cost_low",
    "cost_high",
    "ready_low",
    "ready_high",
    "ahead_of_next_by",
    "why",
    "cautions",
];

/// The place of the reason in [`HEAD`].
pub const WHY: usize = 11;

/// For spreadsheets: the first `top`, then, when `explain`, what was ruled out.
#[must_use]
pub fn sheet(recommendation: &Recommendation<'_>, top: usize, explain: bool) -> Sheet {
    let snapshot = recommendation.snapshot;
    let mut sheet = Sheet { head: HEAD.to_vec(), rows: Vec::new() };
    for ranked in recommendation.ranked.iter().take(top) {
        let candidate = recommendation.candidate(ranked);
        let cautions: Vec<String> = ranked.cautions.iter().map(|&number| reasons::caution(&candidate, number)).collect();
        let bill = candidate.figures.bill.as_ref();
        let ahead = ranked.ahead_by.map(|number| snapshot.framework.criterion[number].id.clone());
        let mut row = vec![ranked.rank.to_string()];
        row.extend(identity(snapshot, ranked.id));
        row.push(bill.map(|bill| bill.total.low.dollars().to_string()).unwrap_or_default());
        row.push(bill.map(|bill| bill.total.high.dollars().to_string()).unwrap_or_default());
        row.push(candidate.figures.ready.map(|ready| ready.0.to_string()).unwrap_or_default());
        row.push(candidate.figures.ready.map(|ready| ready.1.to_string()).unwrap_or_default());
        row.extend([ahead.unwrap_or_default(), reasons::why(recommendation, ranked), cautions.join("; ")]);
        sheet.rows.push(row);
    }
    let unranked = |id: CredentialId, why: String| {
        let mut row = vec![String::new()];
        row.extend(identity(snapshot, id));
        row.extend(std::iter::repeat_n(String::new(), 5));
        row.extend([why, String::new()]);
        row
    };
    if let Some(fallback) = &recommendation.fallback {
        let mut nothing = vec![String::new(); HEAD.len()];
        nothing[WHY] = format!("nothing fits: {}", counts(recommendation));
        sheet.rows.push(nothing);
        let changes = fallback
            .changes
            .iter()
            .map(|(change, id)| unranked(*id, format!("{} lets it in", phrases::change(recommendation.snapshot.catalog, change))));
        sheet.rows.extend(changes);
        sheet.rows.extend(fallback.start_with.iter().map(|&id| unranked(id, "to start with".to_owned())));
    }
    for out in recommendation.ruled_out.iter().filter(|_| explain) {
        let candidate = recommendation.candidate_out(out);
        let reasons: Vec<String> = out.blockers.iter().map(|blocker| reasons::blocker(&candidate, blocker)).collect();
        sheet.rows.push(unranked(out.id, reasons.join("; ")));
    }
    sheet
}

fn identity(snapshot: &Snapshot<'_>, id: CredentialId) -> [String; 5] {
    let credential = snapshot.credential(id);
    let tier = snapshot.state(id).tier.map(|tier| tier.to_string()).unwrap_or_default();
    let status = snapshot.state(id).status.to_string();
    [credential.id.clone(), credential.name.clone(), snapshot.provider(credential).to_owned(), tier, status]
}
