//! What can be answered: each answer is a change of a situation.

use std::fmt;

use crate::calendar::{Day, Pace};
use crate::catalog::Held;
use crate::money::Usd;
use crate::situation::{Situation, last_day_of_year, read_pace, read_weeks};
use crate::vocabulary::{Coding, Experience, Field, Goal, Platform, Role};

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
    /// The platform.
    Platform(Platform),
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
            Self::Platform(platform) => situation.platform = vec![*platform],
            Self::Budget(budget) => situation.budget = Some(*budget),
            Self::HoursPerWeek(pace) => situation.hours_per_week = Some(*pace),
            Self::By(day) => (situation.by, situation.weeks) = (Some(*day), None),
            Self::Weeks(weeks) => (situation.by, situation.weeks) = (None, Some(*weeks)),
            Self::Have(have) => situation.have.clone_from(have),
        }
    }
}

/// As it is offered where there is a list, and else as it is typed.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Goal(goal) => f.write_str(bare(goal.label())),
            Self::Role(role) => f.write_str(bare(role.label())),
            Self::Experience(deed) => f.write_str(deed.label()),
            Self::Coding(coding) => f.write_str(coding.label()),
            Self::Platform(platform) => f.write_str(platform.label()),
            Self::Budget(budget) => write!(f, "{}", budget.dollars()),
            Self::HoursPerWeek(pace) => pace.fmt(f),
            Self::By(day) => day.fmt(f),
            Self::Weeks(weeks) => weeks.fmt(f),
            Self::Have(have) => write!(f, "{} things held", have.len()),
        }
    }
}

/// A label without the article that it begins with: no list should be sorted by `a` and `an`.
fn bare(label: &'static str) -> &'static str {
    ["a ", "an ", "someone "].into_iter().find_map(|article| label.strip_prefix(article)).unwrap_or(label)
}

/// The answers that a question offers as a list, in their order; empty for one whose answer is typed or looked up.
#[must_use]
pub fn choices(field: Field) -> Vec<Answer> {
    let mut choices: Vec<Answer> = match field {
        Field::Goal => Goal::ALL.iter().copied().map(Answer::Goal).collect(),
        Field::Role => Role::ALL.iter().copied().map(Answer::Role).collect(),
        Field::Platform => Platform::ALL.iter().copied().map(Answer::Platform).collect(),
        Field::Level => return Experience::ALL.iter().copied().map(Answer::Experience).collect(),
        Field::Coding => return Coding::ALL.iter().copied().map(Answer::Coding).collect(),
        Field::Years | Field::Budget | Field::HoursPerWeek | Field::By | Field::Have => Vec::new(),
    };
    choices.sort_by_key(|choice| choice.to_string().to_lowercase());
    choices
}

/// Reads a typed answer with the code that reads the flag; `None` when nothing was typed. A deadline is a day, a year (its last
/// day) or a number of weeks.
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
        Field::By => match last_day_of_year(written) {
            None if digits => Answer::Weeks(read_weeks(written)?),
            Some(day) => Answer::By(not_passed(day, as_of)?),
            None => Answer::By(not_passed(written.parse().map_err(|why: crate::calendar::NotADay| why.to_string())?, as_of)?),
        },
        Field::Goal => Answer::Goal(read_word(written)?),
        Field::Role => Answer::Role(read_word(written)?),
        Field::Level => Answer::Experience(read_word(written)?),
        Field::Platform => Answer::Platform(read_word(written)?),
        Field::Coding => Answer::Coding(read_word(written)?),
        Field::Years | Field::Have => return Err(format!("this is told with --{}", field.word().replace('_', "-"))),
    };
    Ok(Some(answer))
}

/// The deadline, unless it lies before the day that the answer is for.
fn not_passed(by: Day, as_of: Day) -> Result<Day, String> {
    if by < as_of { Err(format!("{by} lies before {as_of}, the day the answer is for; give a later day")) } else { Ok(by) }
}

fn read_word<T: std::str::FromStr<Err = crate::vocabulary::UnknownWord>>(written: &str) -> Result<T, String> {
    written.parse().map_err(|why: crate::vocabulary::UnknownWord| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Level;

    #[test]
    fn lists_stand_in_the_order_that_the_help_names() {
        for field in [Field::Goal, Field::Role, Field::Platform] {
            let shown: Vec<String> = choices(field).iter().map(|choice| choice.to_string().to_lowercase()).collect();
            assert!(shown.is_sorted(), "{shown:?}");
            assert!(field.hint().contains("order of the alphabet"));
        }
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
        assert_eq!(read_then(Field::By, "2027-02-30"), Err("2027-02-30".parse::<Day>().expect_err("no day").to_string()));
        assert_eq!(read_then(Field::By, "2027"), Ok("2027-12-31".parse().ok().map(Answer::By)), "a year is no number of weeks");
        for passed in ["2020", "2026-11-21"] {
            assert!(read_then(Field::By, passed).expect_err("passed").contains("lies before 2026-11-22"), "{passed}");
        }
        assert!(read_then(Field::By, "12345").is_err());
    }
}
