//! What can be answered: each answer is a change of a situation.

use std::fmt;

use super::Topic;
use crate::calendar::{Day, Deadline, NotADay, Pace};
use crate::catalog::Held;
use crate::money::Usd;
use crate::situation::{Situation, read_pace, read_weeks, read_years};
use crate::vocabulary::{Closed as _, Coding, Delivery, Experience, Field, Goal, KindGroup, KindWish, Language, Platform, Role, Wish};

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What it should do.
    Goal(Goal),
    /// Who they are.
    Role(Role),
    /// The furthest they have gone, which tells their level, and where it tells more their programming.
    Experience(Experience),
    /// How much they have programmed: asked in the place of the furthest they have gone where their level is told.
    Coding(Coding),
    /// Years of work.
    Years(u32),
    /// The platforms; never empty.
    Platform(Vec<Platform>),
    /// What it may cost in all.
    Budget(Usd),
    /// Study hours in a usual week.
    HoursPerWeek(Pace),
    /// When it must be held.
    By(Day),
    /// The same in weeks.
    Weeks(u32),
    /// What they hold, by id; never empty.
    Have(Vec<Held>),
    /// Only these kinds; never empty.
    Kind(Vec<KindWish>),
    /// Languages of which the exam must be in one; never empty.
    Language(Vec<Language>),
    /// Ways of which the exam must be sat in one; never empty.
    Delivery(Vec<Delivery>),
    /// Whether only hands-on credentials will do.
    HandsOn(bool),
}

impl Answer {
    /// Puts the answer into the situation.
    pub fn tell(&self, situation: &mut Situation) {
        match self {
            Self::Goal(goal) => situation.goal = Some(*goal),
            Self::Role(role) => situation.role = Some(*role),
            Self::Experience(deed) => {
                situation.level = Some(deed.level());
                // What was told beforehand is no guess.
                situation.coding = situation.coding.or(deed.coding());
            }
            Self::Coding(coding) => situation.coding = Some(*coding),
            Self::Years(years) => situation.years = Some(*years),
            Self::Platform(platforms) => situation.platform.clone_from(platforms),
            Self::Budget(budget) => situation.budget = Some(*budget),
            Self::HoursPerWeek(pace) => situation.hours_per_week = Some(*pace),
            Self::By(day) => (situation.by, situation.weeks) = (Some(*day), None),
            Self::Weeks(weeks) => (situation.by, situation.weeks) = (None, Some(*weeks)),
            Self::Have(have) => situation.have.clone_from(have),
            Self::Kind(kinds) => situation.kind.clone_from(kinds),
            Self::Language(languages) => situation.language.clone_from(languages),
            Self::Delivery(ways) => situation.delivery.clone_from(ways),
            Self::HandsOn(on) => situation.hands_on = Some(*on),
        }
    }

    /// Whether the situation tells it, perhaps among others.
    #[must_use]
    pub fn is_told_by(&self, situation: &Situation) -> bool {
        let all_of = |mine: &[Platform]| mine.iter().all(|it| situation.platform.contains(it));
        match self {
            Self::Experience(deed) => {
                situation.level == Some(deed.level()) && deed.coding().is_none_or(|coding| situation.coding == Some(coding))
            }
            Self::Platform(platforms) => all_of(platforms),
            Self::Kind(kinds) => kinds.iter().all(|it| situation.kind.contains(it)),
            Self::Language(languages) => languages.iter().all(|it| situation.language.contains(it)),
            Self::Delivery(ways) => ways.iter().all(|it| situation.delivery.contains(it)),
            single => {
                let mut then = situation.clone();
                single.tell(&mut then);
                then == *situation
            }
        }
    }

    /// Several choices of one list as one answer: what can be several becomes so, of what is one the last counts. `None` of none.
    #[must_use]
    pub fn of_all(choices: impl IntoIterator<Item = Self>) -> Option<Self> {
        choices.into_iter().reduce(|all, choice| match (all, choice) {
            (Self::Platform(a), Self::Platform(b)) => Self::Platform([a, b].concat()),
            (Self::Kind(a), Self::Kind(b)) => Self::Kind([a, b].concat()),
            (Self::Language(a), Self::Language(b)) => Self::Language([a, b].concat()),
            (Self::Delivery(a), Self::Delivery(b)) => Self::Delivery([a, b].concat()),
            (_, last) => last,
        })
    }

    /// The word of a choice, as flags and `data/questions.toml` spell it; of what is typed, what is typed.
    #[must_use]
    pub fn word(&self) -> String {
        let listed = |words: Vec<&str>| words.join(",");
        match self {
            Self::Goal(goal) => goal.word().to_owned(),
            Self::Role(role) => role.word().to_owned(),
            Self::Experience(deed) => deed.word().to_owned(),
            Self::Coding(coding) => coding.word().to_owned(),
            Self::Platform(platforms) => listed(platforms.iter().map(|it| it.word()).collect()),
            Self::Kind(kinds) => listed(kinds.iter().map(|it| it.word()).collect()),
            Self::Language(languages) => listed(languages.iter().map(|it| it.word()).collect()),
            Self::Delivery(ways) => listed(ways.iter().map(|it| it.word()).collect()),
            typed => typed.to_string(),
        }
    }
}

/// As it is offered where there is a list, and else as it is typed.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut listed = |labels: Vec<&str>| f.write_str(&labels.join(", "));
        match self {
            Self::Goal(goal) => f.write_str(bare(goal.label())),
            Self::Role(role) => f.write_str(bare(role.label())),
            Self::Experience(deed) => f.write_str(deed.label()),
            Self::Coding(coding) => f.write_str(coding.label()),
            Self::Platform(platforms) => listed(platforms.iter().map(|it| it.label()).collect()),
            Self::Kind(kinds) => listed(kinds.iter().map(|it| it.label()).collect()),
            Self::Language(languages) => listed(languages.iter().map(|it| it.label()).collect()),
            Self::Delivery(ways) => listed(ways.iter().map(|it| it.label()).collect()),
            Self::Budget(budget) => write!(f, "{}", budget.dollars()),
            Self::HoursPerWeek(pace) => pace.fmt(f),
            Self::By(day) => day.fmt(f),
            Self::Years(number) | Self::Weeks(number) => number.fmt(f),
            Self::Have(have) => write!(f, "{} things held", have.len()),
            Self::HandsOn(on) => f.write_str(if *on { "yes" } else { "no" }),
        }
    }
}

/// A label without the article that it begins with.
fn bare(label: &'static str) -> &'static str {
    ["a ", "an ", "someone "].into_iter().find_map(|article| label.strip_prefix(article)).unwrap_or(label)
}

/// The answers that a question offers as a list, in their order; empty for one whose answer is typed or looked up.
#[must_use]
pub fn choices(topic: impl Into<Topic>) -> Vec<Answer> {
    fn all<T: Copy>(words: &[T], answer: impl Fn(T) -> Answer) -> Vec<Answer> {
        words.iter().copied().map(answer).collect()
    }
    match topic.into() {
        Topic::Field(Field::Goal) => all(Goal::ALL, Answer::Goal),
        Topic::Field(Field::Role) => all(Role::ALL, Answer::Role),
        Topic::Field(Field::Platform) => all(Platform::ALL, |platform| Answer::Platform(vec![platform])),
        Topic::Field(Field::Level) => all(Experience::ALL, Answer::Experience),
        Topic::Field(Field::Coding) => all(Coding::ALL, Answer::Coding),
        Topic::Wish(Wish::Kind) => all(KindGroup::ALL, |group| Answer::Kind(vec![KindWish::Group(group)])),
        Topic::Wish(Wish::Language) => all(Language::ALL, |language| Answer::Language(vec![language])),
        Topic::Wish(Wish::Delivery) => all(Delivery::ALL, |way| Answer::Delivery(vec![way])),
        Topic::Field(Field::Years | Field::Budget | Field::HoursPerWeek | Field::By | Field::Have)
        | Topic::Wish(Wish::Provider | Wish::Tier)
        | Topic::HandsOn => Vec::new(),
    }
}

/// Reads a typed answer with the code that reads the flag; `None` when nothing was typed. A deadline is what `--by` takes, or a number
/// of weeks.
///
/// # Errors
/// When it is no answer to the question: the flag's own message; or a deadline before the day that the answer is for.
pub fn read(field: Field, written: &str, as_of: Day) -> Result<Option<Answer>, String> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    let answer = match field {
        Field::Budget => Answer::Budget(written.parse().map_err(|why: crate::money::NotAnAmount| why.to_string())?),
        Field::HoursPerWeek => Answer::HoursPerWeek(read_pace(written)?),
        // Four digits are a year.
        Field::By if digits && written.len() != 4 => Answer::Weeks(read_weeks(written)?),
        Field::By => {
            let by: Deadline = written.parse().map_err(|why: NotADay| why.to_string())?;
            Answer::By(not_passed(by.day(as_of), as_of)?)
        }
        Field::Years => Answer::Years(read_years(written)?),
        Field::Goal => Answer::Goal(read_word(written)?),
        Field::Role => Answer::Role(read_word(written)?),
        Field::Level => Answer::Experience(read_word(written)?),
        Field::Platform => Answer::Platform(vec![read_word(written)?]),
        Field::Coding => Answer::Coding(read_word(written)?),
        Field::Have => return Err(format!("this is told with --{}", field.word().replace('_', "-"))),
    };
    Ok(Some(answer))
}

/// The deadline, unless it lies before the day that the answer is for.
fn not_passed(by: Day, as_of: Day) -> Result<Day, String> {
    if by < as_of {
        return Err(format!("{} has passed on {}, the day the answer is for; give a later day", by.in_words(), as_of.in_words()));
    }
    Ok(by)
}

fn read_word<T: std::str::FromStr<Err = crate::vocabulary::UnknownWord>>(written: &str) -> Result<T, String> {
    written.parse().map_err(|why: crate::vocabulary::UnknownWord| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Level;

    #[test]
    fn what_somebody_did_stands_from_nothing_to_most() {
        let levels: Vec<Option<Level>> = choices(Field::Level)
            .iter()
            .map(|choice| {
                let mut situation = Situation::default();
                choice.tell(&mut situation);
                situation.level
            })
            .collect();
        assert!(levels.is_sorted() && levels.iter().all(Option::is_some), "{levels:?}");
    }

    #[test]
    fn a_typed_answer_is_read_as_the_flag_is() {
        let read_then = |field, written| read(field, written, "2026-11-22".parse().expect("a day"));
        assert_eq!(read_then(Field::Budget, " $300 "), Ok(Usd::new(300_u32).map(Answer::Budget)));
        assert_eq!(read_then(Field::Budget, ""), Ok(None));
        assert_eq!(read_then(Field::Budget, "lots"), Err("lots".parse::<Usd>().expect_err("no amount").to_string()));
        assert_eq!(read_then(Field::HoursPerWeek, "0"), Err(read_pace("0").expect_err("no pace")));
        assert_eq!(read_then(Field::By, "12"), Ok(Some(Answer::Weeks(12))));
        assert_eq!(read_then(Field::By, "2027-03-01"), Ok("2027-03-01".parse().ok().map(Answer::By)));
        assert_eq!(
            read_then(Field::By, "2027-02-30"),
            Err("2027-02-30".parse::<crate::calendar::Deadline>().expect_err("no day").to_string())
        );
        assert_eq!(read_then(Field::By, "2027"), Ok("2027-12-31".parse().ok().map(Answer::By)), "a year is no number of weeks");
        for passed in ["2020", "2026-11-21"] {
            assert!(read_then(Field::By, passed).expect_err("passed").contains("has passed on 22 Nov 2026"), "{passed}");
        }
        assert!(read_then(Field::By, "12345").is_err());
        assert_eq!(read_then(Field::By, "June 2027"), Ok("2027-06-30".parse().ok().map(Answer::By)));
        assert_eq!(read_then(Field::By, "3 months"), Ok("2027-02-22".parse().ok().map(Answer::By)));
    }

    #[test]
    fn choices_of_one_list_are_one_answer_and_are_found_again() {
        let all = Answer::of_all(choices(Field::Platform).into_iter().take(2)).expect("two of them");
        assert_eq!(all.to_string(), "AWS, Google Cloud");
        let mut situation = Situation::default();
        all.tell(&mut situation);
        Answer::Experience(Experience::Model).tell(&mut situation);
        let told = |topic: Topic| choices(topic).iter().filter(|choice| choice.is_told_by(&situation)).count();
        assert_eq!((told(Field::Platform.into()), told(Field::Level.into()), told(Field::Role.into())), (2, 1, 0));
        Topic::from(Field::Platform).clear(&mut situation);
        assert_eq!(situation.platform, []);
        assert_eq!(Answer::of_all([]), None);
    }
}
