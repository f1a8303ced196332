//! What a page asks for: who asks whom to pay for what, what it comes to with a failed attempt, what it is good for, and what else there is.

use super::components::{Linked, Table};
use crate::calendar::Day;
use crate::catalog::Credential;
use crate::decide::{Candidate, Leader, figures};
use crate::money::{Range, Usd};
use crate::plan::{Plan, PlanStep};
use crate::recommendation::{Estimate, Ranked, Recommendation};
use crate::render::label::Label;
use crate::render::report::{Cell, Column};
use crate::render::{conclusion, phrases, reasons};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, HandsOn};

/// What is asked for, and the grounds for the decision.
pub(super) struct Request {
    /// The figures of the request: a word, and what is said under it.
    pub asked: Vec<(String, String)>,
    /// The pages on which to check price and date, and to book.
    pub book: Vec<Linked>,
    /// What the one credential proves; empty where there are several.
    pub gets: Vec<(&'static str, String)>,
    /// The same of several; `None` where there is one.
    pub gets_of_each: Option<Table>,
    /// Why it was chosen; `None` where the table of the plan says it of each.
    pub why: Option<String>,
    /// What speaks against it, a line each.
    pub against: Vec<String>,
    /// What else there is; `None` where there is nothing.
    pub alternatives: Option<Table>,
}

impl Request {
    /// Whether a reason speaks to the person who asks, and not to the reader.
    pub fn says_you(&self) -> bool {
        let cells = self.alternatives.iter().flat_map(|table| table.rows.iter().flatten()).map(|cell| cell.first.text.as_str());
        let mut said = self.why.iter().chain(&self.against).map(String::as_str).chain(cells);
        said.any(|said| said.split(|c: char| !c.is_alphabetic()).any(|word| ["you", "your", "yours"].contains(&&*word.to_lowercase())))
    }
}

/// What comes of it when the first attempt succeeds, and when one attempt fails first.
fn attempts(candidate: &Candidate<'_>, start: Day) -> [Estimate; 2] {
    [false, true].map(|retake| {
        let situation = Situation { retake: Some(retake), ..candidate.situation.clone() };
        figures(candidate.credential(), start, &situation)
    })
}

/// Whose the page is, and what was noted.
fn whose(label: &Label, snapshot: &Snapshot<'_>, you: &Situation) -> Vec<(String, String)> {
    // These have no words of their own beside a name; the answers given tell of them.
    let plain = Situation { retake: None, hands_on: None, pause: Vec::new(), ..you.clone() };
    let person = phrases::person(snapshot, &plain);
    let who = match (label.name(), person.is_empty()) {
        ("", _) => person,
        (name, true) => name.to_owned(),
        (name, false) => format!("{name}, {person}"),
    };
    // Without somebody of whom it is said, what was told stands alone.
    let word = if label.name().is_empty() && you.role.is_none() && you.platform.is_empty() { "Situation" } else { "For" };
    let rows = [(word, Some(who)), ("Note", label.note().map(str::to_owned))];
    rows.into_iter().filter_map(|(word, said)| Some((word.to_owned(), said.filter(|said| !said.is_empty())?))).collect()
}

/// What the recommendation puts first; `None` where it recommends nothing.
pub(super) fn of_first(recommendation: &Recommendation<'_>, shown: &[Ranked], label: &Label) -> Option<Request> {
    let snapshot = recommendation.snapshot;
    let (first, others) = shown.split_first()?;
    let candidate = recommendation.candidate(first);
    let credential = candidate.credential();
    let mut asked = whose(label, snapshot, recommendation.situation);
    let mut ask = |word: &str, said: String| asked.push((word.to_owned(), said));
    ask("Asked for", format!("{}, {}", phrases::name_and_code(credential), snapshot.catalog[credential.provider].name));
    let [passes, fails] = attempts(&candidate, snapshot.as_of);
    let (passes, fails) = (Candidate { figures: &passes, ..candidate }, Candidate { figures: &fails, ..candidate });
    ask("Cost", conclusion::cost(&passes));
    if credential.sits_exam() {
        ask("Cost with one retake", conclusion::cost(&fails));
    }
    ask("Study", study(&phrases::hours(&candidate), recommendation.situation, &recommendation.assumed));
    ask("Ready", format!("{}{}", phrases::hours_mark(&passes), phrases::ready(&passes)));
    if credential.sits_exam() {
        let ready = fails.figures.ready.map(|_| format!("by {}", phrases::marked_ready_by(&fails)));
        ask("Ready with one retake", ready.unwrap_or_else(|| "unknown: the waiting time is not published".to_owned()));
    }
    if let Some(stone) = candidate.after {
        ask("First", format!("{}{}", phrases::name_and_code(snapshot.credential(stone)), phrases::together(&candidate)));
    }
    ask("Facts", phrases::how_known(&candidate));
    Some(Request {
        asked,
        book: book(&candidate).into_iter().collect(),
        gets: gets(&candidate),
        gets_of_each: None,
        why: Some(phrases::capitalised(&reasons::why(recommendation, first))),
        against: first.cautions.iter().map(|&number| phrases::capitalised(&reasons::caution(&candidate, number))).collect(),
        alternatives: alternatives(
            "Why not first",
            others.iter().map(|other| (recommendation.candidate(other), why_not_first(recommendation, first, other))),
        ),
    })
}

/// What fits, where nothing is asked for as nothing more is needed; `None` where nothing fits.
pub(super) fn what_fits(recommendation: &Recommendation<'_>, shown: &[Ranked]) -> Option<Table> {
    alternatives("Why", shown.iter().map(|ranked| (recommendation.candidate(ranked), reasons::why(recommendation, ranked))))
}

/// All steps of a plan together; `None` where it has none.
pub(super) fn of_plan(plan: &Plan<'_>, label: &Label) -> Option<Request> {
    let finish = plan.finish()?;
    let start = plan.steps.iter().map(|step| step.start).min()?;
    let mut asked = whose(label, &plan.snapshot, plan.wanted.situation);
    let mut ask = |word: &str, said: String| asked.push((word.to_owned(), said));
    let names: Vec<String> = plan.steps.iter().map(|step| phrases::name_and_code(step.candidate().credential())).collect();
    ask("Asked for", format!("{} plan: {}", plan.wanted.stack.name, names.join("; ")));
    let [passes, fails] = [0, 1].map(|attempt| total(plan, attempt));
    ask("Cost", passes);
    if plan.steps.iter().any(|step| step.candidate().credential().sits_exam()) {
        ask("With one retake each", fails);
    }
    let left = plan.money_left().filter(|_| plan.wanted.situation.budget != Some(Usd::FREE));
    if let Some(left) = left {
        let retakes = if plan.wanted.situation.plans_retake() { " after the retakes" } else { "" };
        ask("Left of the budget", format!("{left}{retakes}"));
    }
    let hours = |of: &dyn Fn(&PlanStep<'_>) -> u32| plan.steps.iter().map(of).sum::<u32>();
    let (low, high) = (hours(&|step| step.hours.low), hours(&|step| step.hours.high));
    let hours = if low == high { format!("{low} h") } else { format!("{low}-{high} h") };
    ask("Study", study(&hours, plan.wanted.situation, &plan.assumed));
    ask("Dates", format!("{} to {}", start.in_words(), finish.in_words()));
    let mut alternatives_of = Vec::new();
    let answers: Vec<Recommendation<'_>> = plan.steps.iter().map(PlanStep::recommendation).collect();
    for (step, answer) in plan.steps.iter().zip(&answers) {
        let is_planned = |other: &&Ranked| plan.steps.iter().any(|step| step.id == other.id);
        if let Some(other) = answer.ranked.iter().find(|other| !is_planned(other)) {
            alternatives_of.push((answer.candidate(other), instead_of(plan, step, answer, other)));
        }
    }
    let candidates: Vec<Candidate<'_>> = plan.steps.iter().map(PlanStep::candidate).collect();
    Some(Request {
        asked,
        book: candidates.iter().filter_map(book).collect(),
        gets: if let [only] = candidates.as_slice() { gets(only) } else { Vec::new() },
        gets_of_each: (candidates.len() > 1).then(|| gets_of_each(&candidates)),
        why: None,
        against: against(plan),
        alternatives: alternatives("Why not first", alternatives_of.into_iter()),
    })
}

/// The cautions of all steps; what several share stands once.
fn against(plan: &Plan<'_>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for step in &plan.steps {
        let candidate = step.candidate();
        let name = known_as(step.snapshot.credential(step.id));
        for said in step.cautions().map(|number| reasons::caution(&candidate, number)) {
            match lines.iter_mut().find(|(line, _)| *line == said) {
                Some((_, names)) => names.push(name),
                None => lines.push((said, vec![name])),
            }
        }
    }
    lines.into_iter().map(|(said, names)| format!("{}: {said}", names.join(", "))).collect()
}

/// The sum over all steps with or without a failed attempt at each, each begun on its own day.
fn total(plan: &Plan<'_>, attempt: usize) -> String {
    let bill = |step: &PlanStep<'_>| Some(attempts(&step.candidate(), step.start)[attempt].bill.as_ref()?.total);
    let sum = plan.steps.iter().try_fold(Range::default(), |sum, step| Some(sum + bill(step)?));
    let mark = plan.steps.iter().map(|step| phrases::price_mark(&step.candidate())).max().unwrap_or_default();
    sum.map_or_else(|| phrases::UNKNOWN.to_owned(), |sum| format!("{mark}{sum}"))
}

/// The code, which people know; where there is none, the name.
fn known_as(credential: &Credential) -> &str {
    credential.code.as_deref().unwrap_or(&credential.name)
}

fn study(hours: &str, situation: &Situation, assumed: &[Field]) -> String {
    let assumed = if assumed.contains(&Field::HoursPerWeek) { " (assumed)" } else { "" };
    format!("{hours}, {} a week{assumed}", phrases::hours_of(situation.pace()))
}

fn book(candidate: &Candidate<'_>) -> Option<Linked> {
    let url = candidate.credential().url.as_deref()?;
    Some(Linked::new(url, Some(url)))
}

/// What is known of what it proves; what nobody knows is left out.
fn gets(candidate: &Candidate<'_>) -> Vec<(&'static str, String)> {
    let (snapshot, credential) = (candidate.snapshot, candidate.credential());
    let list = |words: Vec<String>| Some(words.join(", ")).filter(|words| !words.is_empty());
    let best_for = snapshot.framework.best_for.iter().filter(|best| best.id == candidate.id);
    let tier = snapshot.framework.tier.iter().find(|tier| Some(tier.tier) == candidate.state().tier);
    let valid = credential.valid_months.map(|months| format!("{months} months"));
    let said = [
        ("Best for", list(best_for.map(|best| best.text.clone()).collect())),
        ("Skills", credential.topics.as_ref().and_then(|topics| list(topics.iter().cloned().collect()))),
        ("Useful for", list(credential.goals().iter().map(|goal| goal.label().to_owned()).collect())),
        ("Recognition", tier.map(|tier| format!("tier {}: {}", tier.tier, tier.name))),
        ("Hands-on", credential.hands_on.filter(|it| *it != HandsOn::Nothing).map(|hands_on| hands_on.label().to_owned())),
        ("Valid", valid),
    ];
    said.into_iter().filter_map(|(word, said)| Some((word, said?))).collect()
}

/// The same of several, a row each.
fn gets_of_each(candidates: &[Candidate<'_>]) -> Table {
    let all: Vec<Vec<(&'static str, String)>> = candidates.iter().map(gets).collect();
    let words: Vec<&'static str> = ["Skills", "Useful for", "Hands-on", "Valid"]
        .into_iter()
        .filter(|word| all.iter().flatten().any(|(other, _)| other == word))
        .collect();
    let columns = std::iter::once("Credential").chain(words.iter().copied()).map(|title| Column::words(title, None)).collect();
    let row = |(candidate, said): (&Candidate<'_>, &Vec<(&'static str, String)>)| {
        let of = |word: &&str| said.iter().find(|(other, _)| other == word).map_or("", |(_, said)| said.as_str());
        let mut row = vec![Cell::strong(phrases::name_and_code(candidate.credential()))];
        row.extend(words.iter().map(|word| Cell::plain(of(word))));
        row
    };
    let rows = candidates.iter().zip(&all).map(row).collect();
    Table::new("What each of them proves", columns, rows)
}

/// A table of what else there is, each with why it was not asked for.
fn alternatives<'a>(why_title: &str, others: impl Iterator<Item = (Candidate<'a>, String)>) -> Option<Table> {
    let columns = vec![
        Column::words("Alternative", None),
        Column::figures("Cost", 9),
        Column::figures("Study", 9),
        Column::figures("Ready by", 11),
        Column::words(why_title, None),
    ];
    let mut urls = Vec::new();
    let row = |(other, why): (Candidate<'a>, String)| {
        urls.push(other.credential().url.clone());
        let status = phrases::status_mark(other.snapshot, other.id).map_or_else(String::new, |mark| format!("\n{mark}"));
        vec![
            Cell::strong(format!("{}{status}", phrases::name_and_code(other.credential()))),
            Cell::plain(phrases::marked_cost(&other)),
            Cell::plain(phrases::hours(&other)),
            Cell::plain(phrases::marked_ready_by(&other)),
            Cell::plain(phrases::capitalised(&why)),
        ]
    };
    let rows: Vec<Vec<Cell>> = others.map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new("Best first; days by the slower estimate", columns, rows);
    for (number, url) in urls.iter().enumerate() {
        table.link(number, url.as_deref());
    }
    Some(table)
}

/// What puts the first ahead of another. A reason that says nothing of one of them is left out.
fn why_not_first(recommendation: &Recommendation<'_>, first: &Ranked, other: &Ranked) -> String {
    if first.rank == other.rank {
        return "tied with the first".to_owned();
    }
    let (one, two) = (recommendation.candidate(first), recommendation.candidate(other));
    let differs = first.grades.iter().zip(&other.grades).position(|(its, mine)| its != mine);
    // Against the criteria only a link parts them.
    let Some(number) = differs.filter(|&number| first.grades[number] < other.grades[number]) else {
        return match other.leader {
            Some((leader, Leader::Stone)) => format!("{} leads up to it", known_as(recommendation.snapshot.credential(leader))),
            Some((leader, Leader::Successor)) => format!("{} replaces it", known_as(recommendation.snapshot.credential(leader))),
            None => "tied on every criterion".to_owned(),
        };
    };
    let tells = |ranked: &Ranked| recommendation.snapshot.framework.is_telling(number, ranked.grades[number]);
    let (its, mine) = (reasons::grade(&one, &first.grades, number), reasons::grade(&two, &other.grades, number));
    match (tells(first), tells(other)) {
        // What is not named is told apart well enough by that.
        (true, true) if Some(number) != recommendation.snapshot.framework.naming_criterion() => {
            format!("{}; {}: {}", mine.because, known_as(one.credential()), its.because)
        }
        (_, true) => mine.because,
        (true, false) => format!("only of {}: {}", known_as(one.credential()), its.because),
        (false, false) => format!("behind on {}", its.criterion.replace('-', " ")),
    }
}

/// Which step another could have been, and why it is not.
fn instead_of(plan: &Plan<'_>, step: &PlanStep<'_>, answer: &Recommendation<'_>, other: &Ranked) -> String {
    let candidate = step.candidate();
    let short = known_as(candidate.credential());
    let why = if step.passed_over().any(|over| over.id == other.id) {
        "would leave more steps unfilled".to_owned()
    } else {
        why_not_first(answer, step.chosen(), other)
    };
    if plan.steps.len() == 1 { why } else { format!("instead of {short}: {why}") }
}
