//! How all that is known of one credential, or of several side by side, is shown.

use std::fmt::Write as _;

use super::csv::Sheet;
use super::phrases;
use super::report::{Cell, Column, Conclusion, Emphasis, Report};
use crate::calendar::Day;
use crate::catalog::{Catalog, Credential, CredentialId, Prerequisite, Source, Thing};
use crate::decide::Candidate;
use crate::money::Range;
use crate::snapshot::Snapshot;
use crate::vocabulary::Fact;

/// One thing that is known: its name, its value, and the fact that sources prove (`None` for what the framework or arithmetic says).
struct Known {
    label: &'static str,
    value: String,
    fact: Option<Fact>,
}

/// The page for people: one credential, with the source of each fact where they are wanted; several side by side, the differences first.
/// At the end what matters most of each.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, candidates: &[Candidate<'_>], sources: bool) -> Report {
    match candidates {
        [only] => one(snapshot, only, sources),
        several => side_by_side(snapshot, several),
    }
}

fn one(snapshot: &Snapshot<'_>, candidate: &Candidate<'_>, sources: bool) -> Report {
    let credential = candidate.credential();
    let mut columns = vec![Column::words("Fact", Some(17)), Column::words("Known", None)];
    columns.extend(sources.then(|| Column::words("Source", Some(24))));
    let title = format!("{} \u{b7} as of {}", phrases::name_and_code(credential), snapshot.as_of.in_words());
    let mut page = Report { title, columns, ..Report::default() };
    for known in known(candidate, Day::in_words).into_iter().filter(|known| sources || !known.is_beside()) {
        let overlay = origin(candidate, &known);
        let mut row = vec![Cell::strong(known.label), Cell::plain(known.value)];
        if sources {
            row.push(Cell::faint(overlay.or_else(|| known.fact.map(|fact| proof(candidate, fact))).unwrap_or_default()));
        } else if let Some(overlay) = overlay {
            let _ = write!(row[1].text, " ({overlay})");
        }
        page.rows.push(row);
    }
    let forbidden = snapshot.forbidden_by(credential).map(|file| format!("the policy in {file} forbids its provider"));
    page.note("Forbidden", Emphasis::Warning, forbidden.into_iter().collect());
    page.note("Confirm before you pay", Emphasis::Warning, credential.confirm.iter().map(|confirm| confirm.text.clone()).collect());
    if candidate.state().stale {
        page.note("Not checked lately", Emphasis::Warning, vec![phrases::not_checked(candidate.state().checked)]);
    }
    page.note("Which facts", Emphasis::Plain, credential.chosen.iter().map(phrases::chosen).collect());
    let best_for = snapshot.framework.best_for.iter().filter(|best| best.id == candidate.id);
    page.note("Best for", Emphasis::Plain, best_for.map(|best| format!("{} ({})", best.text, best.source)).collect());
    page.note("Discounts and aid", Emphasis::Plain, credential.aid().iter().map(phrases::aid).collect());
    let claims = credential.claims().iter().map(|claim| format!("{} (claimed by {})", claim.text, claim.who));
    page.note("Unverified claims, not used for ranking", Emphasis::Warning, claims.collect());
    let notes = credential.notes().iter().map(|note| match note.about {
        Some(about) => format!("{}: {}", about.label(), note.text),
        None => note.text.clone(),
    });
    page.note("Notes", Emphasis::Plain, notes.collect());
    let listed = credential.sources_by(snapshot.as_of).enumerate().map(|(number, source)| {
        let url = source.url.as_deref().map_or_else(|| "no link".to_owned(), str::to_owned);
        let copy = source.via.as_ref().and_then(|via| via.url.as_deref()).map_or_else(String::new, |url| format!(", {url}"));
        format!("[{}] {}, {url} ({}{copy})", number + 1, source.title, phrases::evidence(source))
    });
    page.note("Sources", Emphasis::Faint, if sources { listed.collect() } else { Vec::new() });
    page.note_facts(snapshot);
    let id = &credential.id;
    let mut facts = vec![("Cost", phrases::marked_cost(candidate)), ("Study", phrases::hours(candidate))];
    facts.extend(credential.url.iter().map(|url| ("Page", url.clone())));
    facts.push(("Facts", phrases::how_known(candidate)));
    let more = (!sources).then(|| format!("certwise show {id} --sources"));
    let headline = format!("{}: {}", phrases::name_and_id(credential), status(candidate));
    page.conclusion = Some(Conclusion { headline, facts, next: std::iter::once(format!("certwise why {id}")).chain(more).collect() });
    page
}

/// Its status on the day, with the day on which that changes.
fn status(candidate: &Candidate<'_>) -> String {
    phrases::status_mark(candidate.snapshot, candidate.id).unwrap_or_else(|| phrases::status(candidate.state().status).to_owned())
}

impl Known {
    /// Whether it stands beside the table, or is of use only to who looks for sources.
    fn is_beside(&self) -> bool {
        matches!(self.fact, Some(Fact::Url | Fact::Code)) || matches!(self.label, "id" | "also called" | "checked")
    }
}

/// The overlay that a value comes from; `None` when it is the embedded catalogue's own.
fn origin(candidate: &Candidate<'_>, known: &Known) -> Option<String> {
    let overlaid = &candidate.credential().overlaid;
    let key = known.fact.map_or(known.label, Fact::word);
    let whole = key.split('.').next().unwrap_or(key);
    overlaid.get(key).or_else(|| overlaid.get(whole)).map(|file| format!("from {file}"))
}

/// The best source of a fact: its number below, its date and confidence, and a mark where it is an estimate.
fn proof(candidate: &Candidate<'_>, fact: Fact) -> String {
    let credential = candidate.credential();
    let proofs = credential.proofs(fact);
    let as_of = candidate.snapshot.as_of;
    let Some(best) = proofs.iter().find(|source| source.is_of(as_of)) else {
        return match proofs.first() {
            Some(_) => format!("read after {}", as_of.in_words()),
            None if fact.must_be_proved() => format!("{} no source", phrases::ESTIMATE_MARK),
            None => String::new(),
        };
    };
    let number = credential.sources_by(as_of).position(|source| std::ptr::eq(source, *best)).map_or(0, |id| id + 1);
    let mark = if candidate.credential().estimated.contains(&fact) {
        format!("{} {}, ", phrases::ESTIMATE_MARK, best.kind)
    } else {
        String::new()
    };
    format!("[{number}] {mark}{}, {}", phrases::read(best), best.confidence)
}

fn side_by_side(snapshot: &Snapshot<'_>, candidates: &[Candidate<'_>]) -> Report {
    let mut page = Report { title: format!("Side by side \u{b7} as of {}", snapshot.as_of.in_words()), ..Report::default() };
    page.columns.push(Column::words("Fact", Some(17)));
    page.columns.extend(candidates.iter().map(|candidate| Column::words(candidate.credential().short(), None)));
    let apart = |candidate| known(candidate, Day::in_words).into_iter().filter(|known| known.fact != Some(Fact::Url)).collect();
    let columns: Vec<Vec<Known>> = candidates.iter().map(apart).collect();
    let mut labels: Vec<&'static str> = Vec::new();
    for known in columns.iter().flatten() {
        if !labels.contains(&known.label) {
            labels.push(known.label);
        }
    }
    let value =
        |column: &[Known], label| column.iter().find(|known| known.label == label).map_or("-", |known| known.value.as_str()).to_owned();
    let mut rows: Vec<(bool, &str, Vec<String>)> = labels
        .into_iter()
        .map(|label| {
            let values: Vec<String> = columns.iter().map(|column| value(column, label)).collect();
            (values.windows(2).all(|pair| pair[0] == pair[1]), label, values)
        })
        .collect();
    rows.sort_by_key(|(same, ..)| *same);
    let same = rows.iter().filter(|(same, ..)| *same).count();
    for (same, label, values) in rows {
        let tone = if same { Emphasis::Faint } else { Emphasis::Plain };
        let mut row = vec![Cell::strong(label)];
        row.extend(values.into_iter().map(|text| Cell { text, tone }));
        page.rows.push(row);
    }
    page.note("", Emphasis::Faint, vec![format!("What differs comes first; the last {same} rows are the same; - is none, or not known.")]);
    page.note_facts(snapshot);
    let line = |candidate: &Candidate<'_>| {
        let figures = format!("{}, {} of study, {}", phrases::marked_cost(candidate), phrases::hours(candidate), status(candidate));
        ("", format!("{}: {figures}", phrases::name_and_id(candidate.credential())))
    };
    let ids: Vec<&str> = candidates.iter().map(|candidate| candidate.credential().id.as_str()).collect();
    page.conclusion = Some(Conclusion {
        headline: format!("{} side by side:", candidates.len()),
        facts: candidates.iter().map(line).collect(),
        next: vec![format!("certwise why {}", ids.join(" "))],
    });
    page
}

/// Everything that is known, in the order in which it is shown.
fn known(candidate: &Candidate<'_>, day: fn(Day) -> String) -> Vec<Known> {
    let snapshot = candidate.snapshot;
    let credential = candidate.credential();
    let state = candidate.state();
    let mut rows = Vec::new();
    let mut add = |label: &'static str, fact: Option<Fact>, value: Option<String>| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| Known { label, value, fact }));
    };
    let said = |fact: Fact| (Some(fact), value(snapshot.catalog, credential, fact, day));
    let successors: Vec<&str> = candidate.known_successors().map(|successor| successor.id.as_str()).collect();
    let tier = snapshot.framework.tier.iter().find(|tier| Some(tier.tier) == state.tier);
    macro_rules! facts {
        ($($label:literal $fact:ident),+ $(,)?) => {
            $({ let (fact, value) = said(Fact::$fact); add($label, fact, value); })+
        };
    }

    add("id", None, Some(credential.id.clone()));
    facts!("code" Code);
    add("also called", None, credential.aliases.as_ref().map(|aliases| aliases.join(", ")));
    add("status", Some(Fact::Status), Some(phrases::status(state.status).to_owned()));
    facts!("announced" Announced, "beta from" BetaFrom, "beta until" BetaUntil, "open from" ActiveFrom, "last day" LastDay);
    add("why it ends", None, credential.lifecycle.end_reason.clone());
    add("cost", None, Some(format!("{} in all, at 10 hours a week", phrases::cost(candidate))));
    facts!("exam fee" CostExam, "exam fee in beta" CostExamBeta, "subscription" CostMonthly, "one-time price" CostOnce);
    facts!("application fee" CostApplication, "retake fee" CostRetake);
    add("study hours", Some(Fact::PrepHours), credential.prep.as_ref().map(|_| phrases::hours(candidate)));
    facts!("wait after a fail" Retake);
    add("provider", None, Some(snapshot.catalog[credential.provider].name.clone()));
    add("kind", None, Some(credential.kind.label().to_owned()));
    add("tier", None, tier.map(|tier| format!("{}, {}", tier.tier, tier.name)));
    facts!("level" Level, "coding" Coding, "builds on" BuildsOn, "continues" Continues);
    add("successors", Some(Fact::Successors), Some(successors.join(", ")));
    facts!("open only to" Access, "required first" Requires, "recommended first" Recommends, "valid" ValidMonths, "renewal" Renewal);
    facts!("hands-on" HandsOn);
    add("platforms", None, Some(list(credential.platforms())));
    add("roles", None, Some(list(credential.roles())));
    add("goals", None, Some(list(credential.goals())));
    facts!("topics" Topics, "format" Format);
    let of_exam = |said: String| (credential.sits_exam() || said != phrases::NOT_PUBLISHED).then_some(said);
    add("languages", credential.languages.as_ref().map(|_| Fact::Languages), of_exam(phrases::languages(credential)));
    add("how it is sat", credential.delivery.as_ref().map(|_| Fact::Delivery), of_exam(phrases::delivery(credential)));
    facts!("page" Url);
    add("checked", None, state.checked.map(day));
    rows
}

/// A fact as the catalogue has it, whatever the day and the person; `None` where it has none.
pub(super) fn value(catalog: &Catalog, credential: &Credential, fact: Fact, day: fn(Day) -> String) -> Option<String> {
    let (lifecycle, cost) = (&credential.lifecycle, &credential.cost);
    let day = |on: Option<Day>| on.map(day);
    let price = |price: Option<Range>| price.map(|price| price.to_string());
    let ids = |ids: &[CredentialId]| ids.iter().map(|id| catalog[*id].short()).collect::<Vec<_>>().join(", ");
    let some = |said: String| Some(said).filter(|said| !said.is_empty());
    match fact {
        Fact::Name => Some(credential.name.clone()),
        Fact::Code => credential.code.clone(),
        Fact::Level => credential.level.map(|level| level.to_string()),
        Fact::Coding => credential.coding.map(|coding| coding.needed().to_owned()),
        Fact::Status => None,
        Fact::Announced => day(lifecycle.announced),
        Fact::BetaFrom => day(lifecycle.beta_from),
        Fact::BetaUntil => day(lifecycle.beta_until),
        Fact::ActiveFrom => day(lifecycle.active_from),
        Fact::LastDay => day(lifecycle.last_day),
        Fact::Successors => some(ids(credential.successors())),
        Fact::Continues => some(ids(credential.continues())),
        Fact::BuildsOn => some(ids(credential.builds_on())),
        Fact::Access => credential.access.as_ref().map(|access| access.detail.clone().unwrap_or_else(|| access.only.label().to_owned())),
        Fact::CostExam => price(cost.exam),
        Fact::CostExamBeta => price(cost.exam_beta),
        Fact::CostMonthly => cost.monthly.map(|fee| format!("{fee} a month")),
        Fact::CostOnce => price(cost.once),
        Fact::CostApplication => price(cost.application),
        Fact::CostRetake => price(cost.retake),
        Fact::PrepHours => credential.prep.as_ref().map(|prep| phrases::hours_said(prep.hours)),
        Fact::Retake => credential.retake.as_ref().map(|retake| phrases::counted(retake.wait_days as usize, "day", "days")),
        Fact::Requires => credential.requires.as_deref().map(|it| prerequisites(catalog, it)),
        Fact::Recommends => credential.recommends.as_deref().map(|it| prerequisites(catalog, it)),
        Fact::ValidMonths => credential.valid_months.map(|months| format!("{months} months")),
        Fact::Renewal => credential.renewal.as_ref().map(|it| renewal(catalog, it)),
        Fact::HandsOn => credential.hands_on.map(|hands_on| hands_on.label().to_owned()),
        Fact::Format => credential.format.clone(),
        Fact::Languages => credential.languages.as_ref().map(|_| phrases::languages(credential)),
        Fact::Delivery => credential.delivery.as_ref().map(|_| phrases::delivery(credential)),
        Fact::Topics => credential.topics.as_ref().map(|topics| topics.join(", ")),
        Fact::Url => credential.url.clone(),
        Fact::Aid => some(credential.aid().iter().map(phrases::aid).collect::<Vec<_>>().join("; ")),
    }
}

fn list(values: &[impl ToString]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn prerequisites(catalog: &Catalog, prerequisites: &[Prerequisite]) -> String {
    let ids = |things: &[Thing]| things.iter().map(|thing| catalog.id_of(*thing)).collect::<Vec<_>>().join(" or ");
    let one = |prerequisite: &Prerequisite| match (&prerequisite.any_of[..], &prerequisite.text) {
        ([], Some(text)) => text.clone(),
        (things, None) => ids(things),
        (things, Some(text)) => format!("{} ({text})", ids(things)),
    };
    prerequisites.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn renewal(catalog: &Catalog, renewal: &crate::catalog::Renewal) -> String {
    let mut parts = vec![renewal.how.iter().map(|way| way.label()).collect::<Vec<_>>().join(" or ")];
    if !renewal.by.is_empty() {
        let by: Vec<&str> = renewal.by.iter().map(|id| catalog[*id].id.as_str()).collect();
        parts.push(format!("by {}", by.join(", ")));
    }
    parts.extend(renewal.cost.map(|cost| if cost.high.dollars() == 0 { "free".to_owned() } else { cost.to_string() }));
    parts.extend(renewal.window_days.map(|days| format!("from {days} days before expiry")));
    parts.extend(renewal.note.clone());
    parts.join("; ")
}

/// The rows for spreadsheets: one for each fact.
#[must_use]
pub fn sheet(candidates: &[Candidate<'_>]) -> Sheet {
    let mut sheet = Sheet { head: vec!["id", "fact", "value", "source", "url", "kind", "read", "confidence"], rows: Vec::new() };
    for candidate in candidates {
        for known in known(candidate, |day| day.to_string()) {
            let overlay = origin(candidate, &known);
            let best = known.fact.and_then(|fact| candidate.credential().proofs(fact).into_iter().next());
            let of = |field: fn(&Source) -> String| best.filter(|_| overlay.is_none()).map(field).unwrap_or_default();
            sheet.rows.push(vec![
                candidate.credential().id.clone(),
                known.label.to_owned(),
                known.value,
                overlay.clone().unwrap_or_else(|| of(|source| source.title.clone())),
                of(|source| source.url.clone().unwrap_or_default()),
                of(|source| source.kind.to_string()),
                of(|source| source.read.map(|day| day.to_string()).unwrap_or_default()),
                of(|source| source.confidence.to_string()),
            ]);
        }
    }
    sheet
}
