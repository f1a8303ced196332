//! A recommendation as a page for people and as rows for spreadsheets.

use super::conclusion::{self, GoOn};
use super::csv::Sheet;
use super::report::{Emphasis, Report};
use super::shortlist_view::{Explanation, ShortlistView, columns, counts, not_told};
use super::{phrases, reasons, sensitivity};
use crate::catalog::CredentialId;
use crate::counterfactual::CloserLook;
use crate::recommendation::Recommendation;
use crate::sanitize::join;
use crate::snapshot::Snapshot;
use crate::vocabulary::Field;

/// The page for people: what is shown, what matters beside it, every reason when `explain`, and at the end the answer itself.
#[must_use]
pub fn page(view: &ShortlistView<'_>, explain: bool, closer: &CloserLook, go_on: GoOn<'_>) -> Report {
    let recommendation = view.recommendation;
    let snapshot = recommendation.snapshot;
    let title = phrases::title("", snapshot, recommendation.situation);
    let conclusion = Some(conclusion::recommended(view, go_on));
    let mut page = Report { title: view.label.over(&title), columns: columns(), rows: view.rows(), conclusion, ..Report::default() };
    page.say_held(recommendation);
    if !view.enough.is_empty() {
        page.say_first("", Emphasis::Faint, vec!["For other platforms, purposes or levels there is:".to_owned()]);
    }
    if explain {
        view.shown.iter().for_each(|ranked| note_explanation(&mut page, view.explain(ranked)));
        page.note("Excluded", Emphasis::Plain, view.ruled_out());
    }
    let firm = closer.firmness.as_ref().map(|firmness| sensitivity::lines(recommendation, firmness));
    page.note("What would change number 1", Emphasis::Plain, firm.unwrap_or_default());
    page.note("Before you commit", Emphasis::Warning, view.other_cautions.clone());
    page.note("Just missed", Emphasis::Plain, view.near_misses.clone());
    page.note("Lower prices", Emphasis::Plain, view.less.clone());
    page.note("Advice", Emphasis::Faint, view.advice.iter().chain(&view.more).cloned().collect());
    let mut small = vec![looked_at(view, explain)];
    small.extend(view.kept.iter().cloned());
    if recommendation.assumed.contains(&Field::HoursPerWeek) {
        small.push(format!("Assumes {} of study a week (--hours-per-week).", phrases::hours_of(recommendation.situation.pace())));
    }
    if view.is_marked {
        small.push(format!("{} {}.", phrases::ESTIMATE_MARK, phrases::MARK_MEANS));
    }
    if recommendation.fallback.is_none() && recommendation.enough.is_none() {
        small.extend(to_sharpen(recommendation, closer));
    }
    page.note("", Emphasis::Faint, vec![small.join(" ")]);
    page.note_facts(snapshot);
    page
}

fn note_explanation(page: &mut Report, Explanation { heading, grades, bill, cautions }: Explanation<'_>) {
    let grade = |(grade, decides): (reasons::GradeInWords<'_>, bool)| {
        let mark = if decides { " [this puts it ahead of the next]" } else { "" };
        let word = |key: &str| key.replace('-', " ");
        format!("{}: {}, {}{mark} ({})", word(grade.criterion), word(grade.grade), grade.because, grade.source)
    };
    let bill = bill.iter().map(|line| format!("cost: {line}"));
    let cautions = cautions.iter().map(|caution| format!("caution: {caution}"));
    page.note(&heading, Emphasis::Plain, grades.into_iter().map(grade).chain(bill).chain(cautions).collect());
}

/// The unanswered question on which most hangs, then the others.
fn to_sharpen(recommendation: &Recommendation<'_>, closer: &CloserLook) -> Option<String> {
    let most = closer.question.map(|(field, weight)| {
        let (tried, moves) = (weight.tried, weight.moves_first);
        (field, format!("{} (another pick in {moves} of {tried} cases)", phrases::flag(field)))
    });
    let unset = not_told(recommendation.situation).into_iter().filter(|field| most.as_ref().is_none_or(|(most, _)| most != field));
    let all: Vec<String> = most.iter().map(|(_, most)| most.clone()).chain(unset.map(phrases::flag)).collect();
    (!all.is_empty()).then(|| format!("To narrow this down, add {}.", join(&all, "or")))
}

fn looked_at(view: &ShortlistView<'_>, explain: bool) -> String {
    let more = match (view.shown.len() < view.recommendation.ranked.len(), explain) {
        (true, false) => " (--top N for more, --explain for all reasons)",
        (true, true) => " (--top N for more)",
        (false, false) => " (--explain for all reasons)",
        (false, true) => "",
    };
    format!("{}{more}.", view.counted)
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

/// The index of the reason in [`HEAD`].
pub const WHY: usize = 11;

/// The rows for spreadsheets: the first `top`, then, when `explain`, what was ruled out.
#[must_use]
pub fn sheet(recommendation: &Recommendation<'_>, top: usize, explain: bool) -> Sheet {
    let snapshot = recommendation.snapshot;
    let mut sheet = Sheet { head: HEAD.to_vec(), rows: Vec::new() };
    for ranked in recommendation.ranked.iter().take(top) {
        let candidate = recommendation.candidate(ranked);
        let cautions: Vec<String> = ranked.cautions.iter().map(|&number| reasons::caution(&candidate, number)).collect();
        let bill = candidate.figures.bill.as_ref();
        let ahead = ranked.ahead_by.map(|ahead| ahead.id(snapshot.framework).to_owned());
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
        sheet.rows.push(unranked(out.id, reasons::blockers(&candidate, &out.blockers)));
    }
    sheet
}

fn identity(snapshot: &Snapshot<'_>, id: CredentialId) -> [String; 5] {
    let credential = snapshot.credential(id);
    let tier = snapshot.state(id).tier.map(|tier| tier.to_string()).unwrap_or_default();
    let status = snapshot.state(id).status.to_string();
    [credential.id.clone(), credential.name.clone(), snapshot.provider(credential).to_owned(), tier, status]
}
