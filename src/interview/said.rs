//! What is said between the questions: an answer in words, and what it changed.

use super::{Answer, Preview, Topic, choices};
use crate::catalog::CredentialId;
use crate::render::phrases;
use crate::sanitize::join;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Closed, Field, Wish};

/// What the situation tells of it in words; `None` where it tells nothing.
#[must_use]
pub fn told(snapshot: &Snapshot<'_>, you: &Situation, topic: Topic) -> Option<String> {
    match topic {
        Topic::Field(Field::Role) => you.role.map(|role| role.label().to_owned()),
        Topic::Field(Field::Goal) => you.goal.map(|goal| goal.label().to_owned()),
        Topic::Field(Field::Level) => experience(you),
        Topic::Field(Field::Coding) => you.coding.map(|coding| coding.label().to_owned()),
        Topic::Field(Field::Years) => you.years.map(|years| if years == 1 { "1 year".to_owned() } else { format!("{years} years") }),
        Topic::Field(Field::Platform) => labels(&you.platform, "and"),
        Topic::Field(Field::Budget) => {
            you.budget.map(|budget| if budget.dollars() == 0 { "free only".to_owned() } else { format!("{budget} in all") })
        }
        Topic::Field(Field::HoursPerWeek) => you.hours_per_week.map(|pace| format!("{pace} hours a week")),
        Topic::Field(Field::By) => {
            let weeks = you.weeks.map(|weeks| format!("{weeks} weeks, by {}", snapshot.as_of.plus_days(weeks * 7).in_words()));
            weeks.or_else(|| you.by.map(|by| format!("by {}", by.in_words())))
        }
        Topic::Field(Field::Have) => {
            let names: Vec<String> = you.have.iter().map(|held| snapshot.catalog.short_of(held.what).to_owned()).collect();
            (!names.is_empty()).then(|| join(&names, "and"))
        }
        Topic::Wish(Wish::Kind) => labels(&you.kind, "or"),
        Topic::Wish(Wish::Language) => labels(&you.language, "or"),
        Topic::Wish(Wish::Delivery) => labels(&you.delivery, "or"),
        Topic::Wish(Wish::Provider | Wish::Tier) => None,
        Topic::HandsOn => you.hands_on.map(|on| if on { "yes" } else { "no" }.to_owned()),
    }
}

/// What they have done: in the words of the question where its answer tells all that is told.
fn experience(you: &Situation) -> Option<String> {
    let deed = choices(Field::Level).into_iter().rev().find(|deed| deed.is_told_by(you));
    let whole = |deed: &Answer| matches!(deed, Answer::Experience(deed) if deed.coding() == you.coding);
    if let Some(deed) = deed.filter(whole) {
        return Some(deed.to_string());
    }
    let parts: Vec<&str> = you.level.map(Closed::label).into_iter().chain(you.coding.map(Closed::label)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn labels<T: Closed>(words: &[T], last: &str) -> Option<String> {
    let labels: Vec<String> = words.iter().map(|word| word.label().to_owned()).collect();
    (!labels.is_empty()).then(|| join(&labels, last))
}

/// Why an answer changed something: `you named AWS`.
#[must_use]
pub fn because(snapshot: &Snapshot<'_>, you: &Situation, topic: Topic) -> String {
    let Some(told) = told(snapshot, you, topic) else {
        return "you left that open".to_owned();
    };
    match topic {
        Topic::Field(Field::Role) => format!("you are {told}"),
        Topic::Field(Field::Goal) => format!("you want {told}"),
        Topic::Field(Field::Level) => format!("of your experience: {told}"),
        Topic::Field(Field::Coding) => format!("of your programming: {told}"),
        Topic::Field(Field::Years) => format!("you have worked {told}"),
        Topic::Field(Field::Platform) => format!("you named {told}"),
        Topic::Field(Field::Budget) => format!("you can spend {}", if told == "free only" { "nothing" } else { &told }),
        Topic::Field(Field::HoursPerWeek) => format!("you study {told}"),
        Topic::Field(Field::By) => format!("you need it {told}"),
        Topic::Field(Field::Have) => format!("you hold {told}"),
        Topic::HandsOn => "you asked for hands-on work".to_owned(),
        Topic::Wish(_) => format!("you asked for {told}"),
    }
}

/// What changed: how many fit and which comes first, before and now, and why; in at most so many columns where words can be spared.
#[must_use]
pub fn effect(snapshot: &Snapshot<'_>, before: &Preview, now: &Preview, because: &str, most: usize) -> String {
    let of = snapshot.catalog.credentials.len();
    let fit = match before.possible {
        same if same == now.possible => format!("{same} of {of} fit; "),
        other => format!("{} of {of} fit (before: {other}); ", now.possible),
    };
    let tied = if now.level > 1 { format!(" (tied with {} more)", now.level - 1) } else { String::new() };
    let first = |name: &dyn Fn(CredentialId) -> String| match (before.best.first(), now.best.first()) {
        (_, None) => format!("nothing, because {because}. Change an answer at the end."),
        (Some(was), Some(is)) if was == is => format!("first is still {}{tied}.", name(*is)),
        (Some(was), Some(is)) => format!("first: was {}, now {}{tied}, because {because}.", name(*was), name(*is)),
        (None, Some(is)) => format!("first: {}{tied}.", name(*is)),
    };
    let named = first(&|id| phrases::name_and_code(snapshot.credential(id)));
    let short = first(&|id| snapshot.credential(id).short().to_owned());
    // Names are known to more people than codes, and codes leave room for the question.
    let said = [format!("{fit}{named}"), format!("{fit}{short}")];
    said.into_iter().find(|said| said.chars().count() <= most).unwrap_or_else(|| phrases::capitalised(&short))
}
