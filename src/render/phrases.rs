//! Figures, names and changes in words: the leaf that everything else which is said stands on.

mod held;

pub use held::*;

use crate::calendar::{Day, Pace};
use crate::catalog::{Aid, Catalog, Charge, Chosen, Credential, CredentialId, Hours, Line, Source, Thing};
use crate::change::Change;
use crate::decide::{Candidate, Leader, Together};
use crate::money::Usd;
use crate::recommendation::{FallbackAnswer, Ranked};
use crate::sanitize::join;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Fact, Field, Recipient, Status};

/// The word for a figure that is not known.
pub const UNKNOWN: &str = "unknown";

/// The mark of a figure that is an estimate, or that only weak evidence proves.
pub const ESTIMATE_MARK: &str = "~";

/// The meaning of [`ESTIMATE_MARK`].
pub const MARK_MEANS: &str = "estimate or low confidence";

/// The mark of what nobody has checked for long.
pub const STALE_MARK: &str = " (unverified)";

/// Whom an answer is for: `a developer on AWS, up to $200, 6 hours a week`; empty where nothing is told. What has no words of its own is said
/// by its flags.
#[must_use]
pub fn person(snapshot: &Snapshot<'_>, you: &Situation) -> String {
    let mut parts: Vec<String> = Vec::new();
    let platforms: Vec<String> = you.platform.iter().map(|platform| platform.label().to_owned()).collect();
    let on = if platforms.is_empty() { String::new() } else { format!(" on {}", join(&platforms, "and")) };
    match you.role {
        Some(role) => parts.push(format!("{}{on}", role.label())),
        None if !on.is_empty() => parts.push(format!("somebody{on}")),
        None => {}
    }
    parts.extend(you.level.map(|level| format!("{level} in AI")));
    parts.extend(you.coding.map(|coding| coding.label().to_owned()));
    parts.extend(you.goal.map(|goal| format!("for {}", goal.label())));
    parts.extend(you.budget.map(|budget| if budget == Usd::FREE { "free only".to_owned() } else { format!("up to {budget}") }));
    parts.extend(you.hours_per_week.map(|pace| format!("{} a week", hours_of(pace))));
    parts.extend(you.deadline(snapshot.as_of).map(|day| format!("by {}", day.in_words())));
    let held: Vec<String> =
        you.have.iter().map(|held| crate::sanitize::sanitize(snapshot.catalog.short_of(held.what)).into_owned()).collect();
    match held.len() {
        0 => {}
        1..=3 => parts.push(format!("holding {}", join(&held, "and"))),
        many => parts.push(format!("holding {} and {} more", held[..2].join(", "), many - 2)),
    }
    let mut rest = you.clone();
    (rest.role, rest.level, rest.coding, rest.goal, rest.budget, rest.hours_per_week) = (None, None, None, None, None, None);
    (rest.by, rest.weeks) = (None, None);
    (rest.platform, rest.have) = (Vec::new(), Vec::new());
    parts.push(rest.written(snapshot.catalog).flags());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Hours in words: `1 hour`, `2.5 hours`.
#[must_use]
pub fn hours_of(pace: Pace) -> String {
    format!("{pace} hour{}", if Some(pace) == Pace::new(1) { "" } else { "s" })
}

/// The title of an answer: `For a developer on AWS \u{b7} as of 26 Nov 2026`.
#[must_use]
pub fn title(what: &str, snapshot: &Snapshot<'_>, you: &Situation) -> String {
    let person = person(snapshot, you);
    // Without somebody of whom it is said, what is told stands alone.
    let is_somebody = you.role.is_some() || !you.platform.is_empty();
    let told = match (what.is_empty(), person.is_empty(), is_somebody) {
        (_, true, _) => what.to_owned(),
        (true, false, true) => format!("For {person}"),
        (true, false, false) => capitalised(&person),
        (false, false, true) => format!("{what} for {person}"),
        (false, false, false) => format!("{what}, {person}"),
    };
    let day = format!("as of {}", snapshot.as_of.in_words());
    if told.is_empty() { capitalised(&day) } else { format!("{told} \u{b7} {day}") }
}

/// Why something stands where no criterion would have put it.
#[must_use]
pub const fn led_by(leader: Leader) -> &'static str {
    match leader {
        Leader::Stone => "it leads up to something better",
        Leader::Successor => "it replaces something that may end too soon",
    }
}

/// So many things: `1 step`, `3 people`.
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The words with a capital letter.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How its figures may be trusted: `2 sources, last checked 10 Oct 2026`.
#[must_use]
pub fn how_known(candidate: &Candidate<'_>) -> String {
    let sources = candidate.credential().sources_by(candidate.snapshot.as_of).count();
    let sources = match sources {
        0 => "no source".to_owned(),
        some => counted(some, "source", "sources"),
    };
    match candidate.state().checked {
        Some(day) => format!("{sources}, last checked {}", day.in_words()),
        None => sources,
    }
}

/// A change of the situation in words that can be typed.
#[must_use]
pub fn change(catalog: &Catalog, change: &Change) -> String {
    match change {
        Change::Budget(Some(budget)) => format!("--budget {}", budget.dollars()),
        Change::Budget(None) => "no --budget".to_owned(),
        Change::By(Some(day)) => format!("--by {day}"),
        Change::By(None) => "no deadline".to_owned(),
        Change::HoursPerWeek(pace) => format!("--hours-per-week {pace}"),
        Change::Have(thing) => format!("--have {}", catalog.id_of(*thing)),
        Change::Level(level) => format!("reach level {level} first"),
        Change::Coding(coding) => format!("programming first: {}", coding.label()),
        Change::HandsOn(on) => switch("--hands-on", *on),
        Change::Without(wish) => format!("no --{wish}"),
        Change::Retake(on) => switch("--retake", *on),
        Change::AsOf(day) => format!("--as-of {day}"),
        Change::Platform(platforms) if platforms.is_empty() => "no --platform".to_owned(),
        Change::Platform(platforms) => {
            format!("--platform {}", platforms.iter().map(|platform| platform.word()).collect::<Vec<_>>().join(","))
        }
        Change::Goal(goal) => format!("--goal {goal}"),
        Change::Role(role) => format!("working as {} first", role.label()),
        Change::Years(years) => format!("--years {years}"),
    }
}

fn switch(flag: &str, on: bool) -> String {
    if on { flag.to_owned() } else { format!("{flag}=false") }
}

/// The cost of a credential for this person, in a few characters; [`UNKNOWN`] where it is.
#[must_use]
pub fn cost(candidate: &Candidate<'_>) -> String {
    candidate.figures.bill.as_ref().map_or_else(|| UNKNOWN.to_owned(), |bill| bill.total.to_string())
}

/// The mark beside a price: [`ESTIMATE_MARK`], or nothing.
#[must_use]
pub fn price_mark(candidate: &Candidate<'_>) -> &'static str {
    let credential = candidate.credential();
    if credential.price_is_estimate() == Some(true) || credential.price_is_weak() { ESTIMATE_MARK } else { "" }
}

/// The mark beside study hours and the days that follow from them, where only weak evidence proves them; else nothing.
#[must_use]
pub fn hours_mark(candidate: &Candidate<'_>) -> &'static str {
    if candidate.credential().weak.contains(&Fact::PrepHours) { ESTIMATE_MARK } else { "" }
}

/// The cost with its mark, for a table: `~$49`.
#[must_use]
pub fn marked_cost(candidate: &Candidate<'_>) -> String {
    format!("{}{}", price_mark(candidate), cost(candidate))
}

/// The day by which it can be held, with its mark, for a table: `~7 Oct 2027`.
#[must_use]
pub fn marked_ready_by(candidate: &Candidate<'_>) -> String {
    format!("{}{}", hours_mark(candidate), ready_by(candidate))
}

/// Whether either of these marks stands beside a figure of it.
#[must_use]
pub fn is_marked(candidate: &Candidate<'_>) -> bool {
    !price_mark(candidate).is_empty() || !hours_mark(candidate).is_empty()
}

/// What it comes to together with what is done first, to stand after that: ", together $99, ready 2027-01-01 to 2027-02-01".
#[must_use]
pub fn together(candidate: &Candidate<'_>) -> String {
    let Together { cost, ready } = candidate.with_first();
    let cost = cost.map_or_else(String::new, |cost| format!(", together {cost}"));
    let ready = ready
        .map_or_else(String::new, |(fast, slow)| format!(", ready by {}", if fast == slow { fast.in_words() } else { slow.in_words() }));
    cost + &ready
}

/// Changes that would let something in when nothing fits, each with what it lets in.
#[must_use]
pub fn would_change(snapshot: &Snapshot<'_>, fallback: &FallbackAnswer) -> Vec<String> {
    let name = |id: CredentialId| name_and_code(snapshot.credential(id));
    fallback.changes.iter().map(|(made, id)| format!("{} (adds {})", change(snapshot.catalog, made), name(*id))).collect()
}

/// Study hours, low to high; [`UNKNOWN`] where they are.
#[must_use]
pub fn hours(candidate: &Candidate<'_>) -> String {
    candidate.figures.hours.map_or_else(|| UNKNOWN.to_owned(), hours_said)
}

/// Study hours from low to high: `40-80 h`.
#[must_use]
pub fn hours_said(hours: Hours) -> String {
    if hours.low == hours.high { format!("{} h", hours.low) } else { format!("{}-{} h", hours.low, hours.high) }
}

/// The day on which a credential can be held, or the days from the fast to the slow estimate; [`UNKNOWN`] where they are.
#[must_use]
pub fn ready(candidate: &Candidate<'_>) -> String {
    match candidate.figures.ready {
        Some((fast, slow)) if fast == slow => fast.in_words(),
        Some((fast, slow)) => format!("{} to {}", fast.in_words(), slow.in_words()),
        None => UNKNOWN.to_owned(),
    }
}

/// The day by which a credential can be held, by the slow estimate; [`UNKNOWN`] where it is.
#[must_use]
pub fn ready_by(candidate: &Candidate<'_>) -> String {
    candidate.figures.ready.map_or_else(|| UNKNOWN.to_owned(), |(_, slow)| slow.in_words())
}

/// Who pays less and how much less, in a line: `50% less for students: with a campus address`.
#[must_use]
pub fn aid(aid: &Aid) -> String {
    let how_much = [aid.price.map(|price| price.to_string()), aid.percent.map(|percent| format!("{percent}% less"))];
    // The place tells who lives there.
    let who = aid.who.filter(|who| !matches!(who, Recipient::Everyone | Recipient::Country)).map(|who| format!("for {}", who.label()));
    let place = aid.place.as_ref().map(|place| format!("in {place}"));
    let told = how_much.into_iter().chain([who, place]).flatten().collect::<Vec<_>>().join(" ");
    if told.is_empty() { aid.text.clone() } else { format!("{told}: {}", aid.text) }
}

/// What is said where nobody published a fact of its exam.
pub const NOT_PUBLISHED: &str = "not published";

/// The languages of its exam; [`NOT_PUBLISHED`] where nobody knows them.
#[must_use]
pub fn languages(credential: &Credential) -> String {
    let named = credential.languages.as_ref().map(|all| all.iter().map(|it| it.label()).collect::<Vec<_>>().join(", "));
    named.unwrap_or_else(|| NOT_PUBLISHED.to_owned())
}

/// How its exam can be sat; [`NOT_PUBLISHED`] where nobody knows.
#[must_use]
pub fn delivery(credential: &Credential) -> String {
    let named = credential.delivery.as_ref().map(|all| all.iter().map(|it| it.label().to_owned()).collect::<Vec<_>>());
    named.map_or_else(|| NOT_PUBLISHED.to_owned(), |ways| join(&ways, "or"))
}

/// The word for what a line of a bill is for.
#[must_use]
pub fn charge(charge: Charge) -> &'static str {
    match charge {
        Charge::Exam => "exam",
        Charge::Subscription => "subscription",
        Charge::Course => "course",
        Charge::Application => "application",
        Charge::Retake => "retake",
    }
}

/// A line of a bill: `subscription $98 over 2 months`.
#[must_use]
pub fn bill_line(line: &Line) -> String {
    format!("{} {}{}", charge(line.what), line.amount, over_months(line))
}

/// The flag of a field: `--hours-per-week`.
#[must_use]
pub fn flag(field: Field) -> String {
    format!("--{}", field.word().replace('_', "-"))
}

/// The months over which a line of a bill is charged, with a space before them; nothing for what is paid once.
#[must_use]
pub fn over_months(line: &Line) -> String {
    match line.months {
        Some((1, 1)) => " over 1 month".to_owned(),
        Some((few, many)) if few == many => format!(" over {few} months"),
        Some((few, many)) => format!(" over {few} to {many} months"),
        None => String::new(),
    }
}

/// The name with its code, where it has one: `Certified Kubernetes Administrator (CKA)`.
#[must_use]
pub fn name_and_code(credential: &Credential) -> String {
    with_code(&credential.name, credential.code.as_deref())
}

/// The name as it stands beside its id: without a code that the id has in it.
#[must_use]
pub fn name_beside_id(credential: &Credential) -> String {
    let code = credential.code.as_deref().filter(|code| !credential.id.contains(&code.to_lowercase()));
    with_code(&credential.name, code)
}

/// The name and the id: `AWS Certified AI Practitioner (aws-aif-c01)`.
#[must_use]
pub fn name_and_id(credential: &Credential) -> String {
    format!("{} ({})", name_beside_id(credential), credential.id)
}

/// The same of anything that somebody may hold.
#[must_use]
pub fn name_and_code_of(catalog: &Catalog, thing: Thing) -> String {
    with_code(catalog.name_of(thing), catalog.code_of(thing))
}

fn with_code(name: &str, code: Option<&str>) -> String {
    match code {
        Some(code) if !name.contains(code) => format!("{name} ({code})"),
        _ => name.to_owned(),
    }
}

/// The short names of those credentials: `MLA-C02, AIP-C01`.
#[must_use]
pub fn short_names(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> String {
    let names: Vec<String> = ids.iter().map(|&id| snapshot.credential(id).short().to_owned()).collect();
    join(&names, "and")
}

/// The credential that ended, or ends too soon, and its last day: `MLS-C01, retired 2026-03-31`.
#[must_use]
pub fn retired(snapshot: &Snapshot<'_>, id: CredentialId) -> String {
    let credential = snapshot.credential(id);
    match credential.lifecycle.last_day {
        Some(last) if last >= snapshot.as_of => format!("{}, which ends on {}", credential.short(), last.in_words()),
        Some(last) => format!("{}, retired {}", credential.short(), last.in_words()),
        None => credential.short().to_owned(),
    }
}

/// The words for what nobody has checked for long; `None` is what no dated source tells of.
#[must_use]
pub fn not_checked(checked: Option<Day>) -> String {
    checked.map_or_else(|| "never verified".to_owned(), |day| format!("last verified {}", day.in_words()))
}

/// Days after which the newest facts of all are old: there may be newer ones.
const OLD_AFTER_DAYS: i32 = 90;

/// Which of two complete records counts, and why.
#[must_use]
pub fn chosen(chosen: &Chosen) -> String {
    let Chosen { file, read, other, is_used } = chosen;
    let (read, other) = (read.in_words(), other.in_words());
    if *is_used {
        format!("those of {file}, last checked {read}, and not those below it, last checked {other}")
    } else {
        format!("not those of {file}, last checked {read}: these were last checked {other}")
    }
}

/// From which day the facts are, with a heading where that needs to be seen: they are later than the day of the answer, or old on it.
/// `None` where no fact has a day.
#[must_use]
pub fn day_of_facts(snapshot: &Snapshot<'_>) -> Option<(&'static str, String)> {
    let (newest, as_of) = (snapshot.catalog.newest_reading?, snapshot.as_of);
    let (said, days) = (newest.in_words(), newest.days_until(as_of));
    Some(match days {
        ..0 => {
            let day = as_of.in_words();
            ("Past day", format!("prices, hours and policies are as known on {said}, and may have differed on {day}"))
        }
        0..=OLD_AFTER_DAYS => ("", format!("Facts of {said}.")),
        _ => (
            "Old facts",
            format!(
                "the newest are of {said}, {days} days before this day; there may be newer ones: install the latest certwise, or name its \
                 newest data/providers folder with --catalog or in the config file"
            ),
        ),
    })
}

/// The day on which a source was read; `undated` where nobody wrote it down.
#[must_use]
pub fn read(source: &Source) -> String {
    source.read.map_or_else(|| "undated".to_owned(), crate::calendar::Day::in_words)
}

/// The kind of evidence that a source is, through whom it is known, the day on which it was read, and its confidence.
#[must_use]
pub fn evidence(source: &Source) -> String {
    let via = source.via.as_ref().map_or_else(String::new, |via| format!(", known through {}", via.title));
    format!("{}, {}, confidence {}{via}", source.kind, read(source), source.confidence)
}

/// A status as a mark beside a name; `None` for what is simply open.
#[must_use]
pub fn status_mark(snapshot: &Snapshot<'_>, id: CredentialId) -> Option<String> {
    let last_day = snapshot.credential(id).lifecycle.last_day;
    match snapshot.state(id).status {
        Status::Active => None,
        Status::Retiring => last_day.map(|day| format!("retiring {}", day.in_words())),
        Status::Retired => last_day.map(|day| format!("retired {}", day.in_words())),
        status => Some(status.to_string()),
    }
}

/// The one word that screens have for a status.
#[must_use]
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "open",
        other => other.word(),
    }
}

/// A remark on an answer of the quick table: that it is a beta, what it replaced; `None` when there is none.
#[must_use]
pub fn quick_note(snapshot: &Snapshot<'_>, ranked: &Ranked) -> Option<String> {
    let lifecycle = &snapshot.credential(ranked.id).lifecycle;
    let status = match (snapshot.state(ranked.id).status, lifecycle.active_from, lifecycle.last_day) {
        (Status::Beta, Some(active), _) => Some(format!("beta; open to all from {}", active.in_words())),
        (Status::Beta, None, _) => Some("beta".to_owned()),
        (Status::Retiring, _, Some(last)) => Some(format!("retiring {}", last.in_words())),
        _ => None,
    };
    let state = &snapshot.state(ranked.id);
    let unchecked = state.stale.then(|| not_checked(state.checked));
    let replaced = ranked.named.and_then(|named| named.replaced);
    let replaced = replaced.map(|old| format!("replaces {}", retired(snapshot, old)));
    let parts: Vec<String> = status.into_iter().chain(replaced).chain(unchecked).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What it replaced, and that nobody has checked it for long, in a word or two.
#[must_use]
pub fn short_note(snapshot: &Snapshot<'_>, ranked: &Ranked) -> String {
    let replaced = ranked.named.and_then(|named| named.replaced);
    let replaced = replaced.map(|old| format!("replaces {}", snapshot.credential(old).short()));
    let state = snapshot.state(ranked.id);
    let old = state.stale.then(|| not_checked(state.checked));
    replaced.into_iter().chain(old).collect::<Vec<_>>().join("; ")
}
