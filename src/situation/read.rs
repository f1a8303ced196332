//! Reading a situation's values: the same code for flags, files, JSON lines and CSV rows.

use serde::Deserializer;

use crate::calendar::{Day, Pace};
use crate::values::{one, one_or_many, tenths, whole};

pub(super) fn pace<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Pace>, D::Error> {
    one(deserializer, read_pace, "a whole number")
}

pub(super) fn years<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    one(deserializer, read_years, "a whole number")
}

pub(super) fn weeks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    one(deserializer, read_weeks, "a whole number")
}

pub(super) fn switch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    one(deserializer, read_switch, "true or false")
}

/// Reads a list of tiers.
pub(super) fn tiers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    /// A tier as its number.
    #[derive(serde::Deserialize)]
    struct Tier(u8);

    impl std::str::FromStr for Tier {
        type Err = String;

        fn from_str(written: &str) -> Result<Self, String> {
            read_tier(written).map(Self)
        }
    }

    Ok(one_or_many(deserializer)?.into_iter().map(|Tier(number)| number).collect())
}

/// Reads the number of a tier, with or without the word before it.
///
/// # Errors
/// When it is no whole number from 0 to 255.
pub fn read_tier(written: &str) -> Result<u8, String> {
    let wrong = || format!("`{}` is no tier; write its number, for example 1", crate::sanitize::quote_input(written));
    let number = written.trim().to_ascii_lowercase();
    number.trim_start_matches("tier").trim().trim_end_matches(".0").parse().map_err(|_| wrong())
}

/// Reads study hours in a usual week: `6`, `6h`, `6.5`, `5-10` (the lower).
///
/// # Errors
/// When it is nothing from 1 to 168.
pub fn read_pace(written: &str) -> Result<Pace, String> {
    const WORDS: [&str; 14] = ["h", "hr", "hrs", "hour", "hours", "a", "per", "each", "week", "weekly", "wk", "w", "about", "study"];
    let wrong = || {
        let written = crate::sanitize::quote_input(written);
        format!("`{written}` is no number of study hours in a week; write 1 to 168, for example 6 or 6.5")
    };
    tenths(written, &WORDS).and_then(Pace::tenths).ok_or_else(wrong)
}

/// Reads years of career: `5`, `5 years`, `3-7` (the lower).
///
/// # Errors
/// When it is no whole number from 0 to 80.
pub fn read_years(written: &str) -> Result<u32, String> {
    let wrong =
        || format!("`{}` is no length of a career; write a whole number of years from 0 to 80", crate::sanitize::quote_input(written));
    let years = whole(written, &["y", "yr", "yrs", "year", "years", "of", "experience", "career", "about"]);
    years.filter(|years| *years <= 80).ok_or_else(wrong)
}

/// Reads a deadline in weeks: `12`, `12w`, `12 weeks`.
///
/// # Errors
/// When it is no whole number from 1 to 999: four digits are a year, not nineteen years of weeks or more.
pub fn read_weeks(written: &str) -> Result<u32, String> {
    let wrong = || match last_day_of_year(written.trim()) {
        Some(day) => format!("`{}` is a year, not a number of weeks; for a day write it as --by {day}", written.trim()),
        None if written.parse::<crate::calendar::Deadline>().is_ok() => {
            format!("`{0}` is no number of weeks; write it as --by \"{0}\"", crate::sanitize::quote_input(written.trim()))
        }
        None => format!("`{}` is no number of weeks; write a whole number from 1 to 999", crate::sanitize::quote_input(written)),
    };
    whole(written, &["w", "wk", "wks", "week", "weeks"]).filter(|weeks| (1..=999).contains(weeks)).ok_or_else(wrong)
}

/// The last day of what is written as a year of four digits; `None` for anything else.
#[must_use]
pub fn last_day_of_year(written: &str) -> Option<Day> {
    let is_year = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    written.parse().ok().filter(|_| is_year).and_then(|year| Day::new(year, 12, 31))
}

/// Reads what is on or off, in any case.
///
/// # Errors
/// When it is neither.
pub fn read_switch(written: &str) -> Result<bool, String> {
    match written.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "x" | "1" => Ok(true),
        "false" | "no" | "n" | "off" | "-" | "0" => Ok(false),
        _ => Err(format!("`{}` is neither true nor false", crate::sanitize::quote_input(written))),
    }
}

/// The name of a field as a heading writes it: in any case, its words joined by anything.
#[must_use]
pub fn field_name(heading: &str) -> String {
    let name = heading.trim().to_lowercase().replace(['-', ' '], "_");
    if name == "cloud" { "platform".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::super::SituationInput;
    use crate::money::Usd;
    use crate::vocabulary::Platform;

    #[test]
    fn a_file_takes_one_word_or_a_list_and_the_aliases() {
        let one: SituationInput = toml::from_str("cloud = \"gcp\"\nhave = \"AI-900@2025-06-30, az-900\"\nby = 2026-08-01").expect("sound");
        assert_eq!(one.platform, [Platform::GoogleCloud]);
        assert_eq!(one.have, [crate::catalog::HeldInput::Text("AI-900@2025-06-30, az-900".to_owned())]);
        assert_eq!(one.by, "2026-08-01".parse().ok());
        assert_eq!(toml::from_str::<SituationInput>("level = \"Expert\"\nrole = [\"x\"]").ok(), None);
        let said: SituationInput = toml::from_str("level = \"Expert\"\nrole = \"Product Manager\"").expect("what people say");
        assert_eq!(said.flags(), "--role business --level advanced");
        let many: SituationInput = serde_json::from_str(r#"{"platform":["aws","azure"],"budget":0,"goal":null}"#).expect("sound");
        assert_eq!(many.platform.len(), 2);
        assert_eq!(many.budget, Some(Usd::FREE));
    }

    #[test]
    fn flags_beat_the_file_and_a_deadline_is_one_thing() {
        let mut flags = SituationInput { weeks: Some(4), hands_on: Some(false), ..SituationInput::default() };
        let file = SituationInput { by: "2026-08-01".parse().ok(), hands_on: Some(true), years: Some(3), ..SituationInput::default() };
        flags.merge(file);
        assert_eq!((flags.by, flags.weeks, flags.hands_on, flags.years), (None, Some(4), Some(false), Some(3)));
    }

    #[test]
    fn flags_are_words_of_a_shell_whatever_is_held() {
        let held = |id: &str| crate::catalog::HeldInput::Text(format!("{id}@2026-01-09"));
        let row = SituationInput { have: vec![held("it's $(reboot)"), held("ms-ai-900")], ..SituationInput::default() };
        assert_eq!(row.flags(), r"--have 'it'\''s $(reboot)@2026-01-09,ms-ai-900@2026-01-09'");
    }

    #[test]
    fn wrong_values_in_a_file_are_refused() {
        for wrong in [
            "hours_per_week = 0",
            "hours_per_week = 1000",
            "budget = -1",
            "budget = 1.5",
            "gaol = \"x\"",
            "level = \"wizard\"",
            "by = \"soon\"",
        ] {
            assert!(toml::from_str::<SituationInput>(wrong).is_err(), "{wrong}");
        }
    }
}
