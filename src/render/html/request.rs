//! What a page asks for: who asks whom to pay for what, what it comes to with a failed attempt, what it is good for, and what else there is.

use super::components::{Linked, Table};
use crate::calendar::Day;
use crate::decide::{Candidate, Leader, figures};
use crate::money::{Range, Usd};
use crate::plan::{Plan, PlanStep};
use crate::recommendation::{Estimate, Ranked, Recommendation};
use crate::render::label::Label;
use crate::render::report::{Cell, Column};
use crate::render::{conclusion, phrases, reasons};
use crate::situation::Situation;

/// What is asked for, and the grounds for the decision.
pub(super) struct Request {
    /// The figures of the request: a word, and what is said under it.
    pub asked: Vec<(String, String)>,
    /// The pages on which to check price and date, and to book.
    pub book: Vec<Linked>,
    /// What each credential proves: its name, and what is known of it.
    pub gets: Vec<(String, Vec<(&'static str, String)>)>,
    /// Why it was chosen, a line each.
    pub why: Vec<String>,
    /// What speaks against it, a line each.
    pub against: Vec<String>,
    /// What else there is; `None` where there is nothing.
    pub alternatives: Option<Table>,
}

/// What comes of it when the first attempt succeeds, and when one attempt fails first.
fn attempts(candidate: &Candidate<'_>, start: Day) -> [Estimate; 2] {
    [false, true].map(|retake| {
        let situation = Situation { retake: Some(retake), ..candidate.situation.clone() };
        figures(candidate.credential(), start, &situation)
    })
}

/// Whose the page is, and what was noted.
fn whose(label: &Label, person: String) -> Vec<(String, String)> {
    let who = match (label.name(), person.is_empty()) {
        ("", _) => person,
        (name, true) => name.to_owned(),
        (name, false) => format!("{name}, {person}"),
    };
    let rows = [("For", Some(who)), ("Note", label.note().map(str::to_owned))];
    rows.into_iter().filter_map(|(word, said)| Some((word.to_owned(), said.filter(|said| !said.is_empty())?))).collect()
}

/// What the recommendation puts first; `None` where it recommends nothing.
pub(super) fn of_first(recommendation: &Recommendation<'_>, shown: &[Ranked], label: &Label) -> Option<Request> {
    let snapshot = recommendation.snapshot;
    let (first, others) = shown.split_first()?;
    let candidate = recommendation.candidate(first);
    let credential = candidate.credential();
    let mut asked = whose(label, phrases::person(snapshot, recommendation.situation));
    let mut ask = |word: &str, said: String| asked.push((word.to_owned(), said));
    ask("Asked for", format!("{}, {}", phrases::name_and_code(credential), snapshot.catalog[credential.provider].name));
    let [passes, fails] = attempts(&candidate, snapshot.as_of);
    let (passes, fails) = (Candidate { figures: &passes, ..candidate }, Candidate { figures: &fails, ..candidate });
    ask("Cost", conclusion::cost(&passes));
    if credential.sits_exam() {
        ask("Cost with one retake", conclusion::cost(&fails));
    }
    ask("Study", study(&[phrases::hours(&candidate)], recommendation.situation, &recommendation.assumed));
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
        gets: vec![(phrases::name_and_code(credential), gets(&candidate))],
        why: vec![phrases::capitalised(&reasons::why(recommendation, first))],
        against: first.cautions.iter().map(|&number| phrases::capitalised(&reasons::caution(&candidate, number))).collect(),
        alternatives: alternatives(others.iter().map(|other| {
            (recommendation.candidate(other), why_not_first(recommendation, first, other))
        })),
    })
}

/// All steps of a plan together; `None` where it has none.
pub(super) fn of_plan(plan: &Plan<'_>, label: &Label, why: Vec<String>) -> Option<Request> {
    let finish = plan.finish()?;
    let start = plan.steps.iter().map(|step| step.start).min()?;
    let mut asked = whose(label, phrases::person(&plan.snapshot, plan.wanted.situation));
    let mut ask = |word: &str, said: String| asked.push((word.to_owned(), said));
    let names: Vec<String> = plan.steps.iter().map(|step| phrases::name_and_code(step.candidate().credential())).collect();
    ask("Asked for", format!("{} plan: {}", plan.wanted.stack.name, names.join("; ")));
    let [passes, fails] = [0, 1].map(|attempt| total(plan, attempt));
    ask("Cost", passes);
    if plan.steps.iter().any(|step| step.candidate().credential().sits_exam()) {
        ask("Cost with one retake of each exam", fails);
    }
    let left = plan.money_left().filter(|_| plan.wanted.situation.budget != Some(Usd::FREE));
    if let Some(left) = left {
        ask("Left of the budget", left.to_string());
    }
    let hours = |of: &dyn Fn(&PlanStep<'_>) -> u32| plan.steps.iter().map(of).sum::<u32>();
    let (low, high) = (hours(&|step| step.hours.low), hours(&|step| step.hours.high));
    let hours = if low == high { format!("{low} h") } else { format!("{low}-{high} h") };
    ask("Study", study(&[hours], plan.wanted.situation, &plan.assumed));
    ask("Dates", format!("{} to {}", start.in_words(), finish.in_words()));
    let mut alternatives_of = Vec::new();
    let answers: Vec<Recommendation<'_>> = plan.steps.iter().map(PlanStep::recommendation).collect();
    for (step, answer) in plan.steps.iter().zip(&answers) {
        let is_planned = |other: &&Ranked| plan.steps.iter().any(|step| step.id == other.id);
        if let Some(other) = answer.ranked.iter().find(|other| !is_planned(other)) {
            alternatives_of.push((answer.candidate(other), instead_of(plan, step, answer, other)));
        }
    }
    let said_of = |step: &PlanStep<'_>, said: String| {
        if plan.steps.len() == 1 { phrases::capitalised(&said) } else { format!("{}: {said}", step.candidate().credential().short()) }
    };
    let against = plan.steps.iter().flat_map(|step| {
        let candidate = step.candidate();
        step.cautions().map(|number| said_of(step, reasons::caution(&candidate, number))).collect::<Vec<_>>()
    });
    Some(Request {
        asked,
        book: plan.steps.iter().filter_map(|step| book(&step.candidate())).collect(),
        gets: plan.steps.iter().map(|step| (phrases::name_and_code(step.candidate().credential()), gets(&step.candidate()))).collect(),
        why,
        against: against.collect(),
        alternatives: alternatives(alternatives_of.into_iter()),
    })
}

/// The sum over all steps with or without a failed attempt at each, each begun on its own day.
fn total(plan: &Plan<'_>, attempt: usize) -> String {
    let bill = |step: &PlanStep<'_>| Some(attempts(&step.candidate(), step.start)[attempt].bill.as_ref()?.total);
    let sum = plan.steps.iter().try_fold(Range::default(), |sum, step| Some(sum + bill(step)?));
    let mark = plan.steps.iter().map(|step| phrases::price_mark(&step.candidate())).max().unwrap_or_default();
    sum.map_or_else(|| phrases::UNKNOWN.to_owned(), |sum| format!("{mark}{sum}"))
}

fn study(hours: &[String], situation: &Situation, assumed: &[crate::vocabulary::Field]) -> String {
    let assumed = if assumed.contains(&crate::vocabulary::Field::HoursPerWeek) { " (assumed)" } else { "" };
    format!("{}, {} a week{assumed}", hours.join(", "), situation.pace())
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
        ("Hands-on", credential.hands_on.map(|hands_on| hands_on.label().to_owned())),
        ("Valid", valid),
    ];
    said.into_iter().filter_map(|(word, said)| Some((word, said?))).collect()
}

/// A table of what else there is, each with why it was not asked for.
fn alternatives<'a>(others: impl Iterator<Item = (Candidate<'a>, String)>) -> Option<Table> {
    let columns = vec![
        Column::words("Alternative", None),
        Column::figures("Cost", 9),
        Column::figures("Study", 9),
        Column::figures("Ready by", 11),
        Column::words("Why not first", None),
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
            Some((leader, Leader::Stone)) => format!("{} leads up to it", recommendation.snapshot.credential(leader).short()),
            Some((leader, Leader::Successor)) => format!("{} replaces it", recommendation.snapshot.credential(leader).short()),
            None => "tied on every criterion".to_owned(),
        };
    };
    let tells = |ranked: &Ranked| recommendation.snapshot.framework.is_telling(number, ranked.grades[number]);
    let (its, mine) = (reasons::grade(&one, &first.grades, number), reasons::grade(&two, &other.grades, number));
    match (tells(first), tells(other)) {
        (_, true) => mine.because,
        (true, false) => format!("only of {}: {}", one.credential().short(), its.because),
        (false, false) => format!("behind on {}", its.criterion.replace('-', " ")),
    }
}

/// Which step another could have been, and why it is not.
fn instead_of(plan: &Plan<'_>, step: &PlanStep<'_>, answer: &Recommendation<'_>, other: &Ranked) -> String {
    let candidate = step.candidate();
    let short = candidate.credential().short();
    let why = if step.passed_over().any(|over| over.id == other.id) {
        "would leave more steps unfilled".to_owned()
    } else {
        why_not_first(answer, step.chosen(), other)
    };
    if plan.steps.len() == 1 { why } else { format!("instead of {short}: {why}") }
}
