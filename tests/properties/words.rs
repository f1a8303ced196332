//! What a situation is told in: flags and single values.

use certwise::cli::{Cli, Command};
use certwise::situation::SituationInput;
use clap::Parser as _;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::answer::Verdicts;
use crate::asked::{Asked, as_of, asked};
use crate::{CATALOG, always};

/// The names of a situation's fields, with the other spellings that are read.
pub const FIELDS: &[&str] = &[
    "role",
    "level",
    "years",
    "goal",
    "platform",
    "cloud",
    "budget",
    "hours_per_week",
    "hours-per-week",
    "by",
    "weeks",
    "have",
    "kind",
    "language",
    "delivery",
    "provider",
    "tier",
    "hands_on",
    "retake",
    "as_of",
];

/// Any characters: control and bidirectional ones, newlines and quotes more often than chance would have it.
pub fn any_text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..40).prop_map(String::from_iter)
}

/// Text that comes near to some value of some field, or is one.
pub fn near_a_value() -> impl Strategy<Value = String> {
    let word = "(student|ml-engineer|beginner|advanced|cloud-ml|gpu|exam|badge|Japanese|zh|online|Linux Foundation|tier 1|2|aws|gcp|azure|true|no|0)([,; ](aws|azure|gpu|x))?";
    let figure = "[-+$ ]?[0-9]{1,12}(\\.[0-9]|e[0-9])?";
    let day = "(20[0-9]{2}|[0-9]{4,6})-[0-9]{1,2}-[0-9]{1,2}(T00:00)?";
    let held = "(ms-ai-900|AI-102|aws-clf-c02|isaca-cisa|x|)[ ]?@?[ ]?(20[0-9]{2}-[01][0-9]-[0-3][0-9])?(,[a-z]{0,3})?";
    prop_oneof![any_text(), word, figure, day, held]
}

#[test]
fn the_flags_of_a_situation_read_back_as_the_situation() {
    always(&asked(), |Asked { situation, as_of }| {
        let written = situation.written(&CATALOG);
        let flags = written.flags();
        let words = ["certwise", "recommend"].into_iter().chain(flags.split_whitespace());
        let cli = Cli::try_parse_from(words).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let Some(Command::Recommend(recommend)) = &cli.command else {
            return Err(TestCaseError::fail("another command"));
        };
        let settled = |told: SituationInput| told.settle(&CATALOG, as_of).map_err(|why| TestCaseError::fail(why.to_string()));
        prop_assert_eq!(settled(SituationInput::from(&recommend.situation))?, settled(written)?, "{}", flags);
        Ok(())
    });
}

#[test]
fn setting_a_field_to_any_text_reads_it_or_leaves_the_situation_as_it_was() {
    let field = prop_oneof![4 => select(FIELDS).prop_map(str::to_owned), 1 => any_text()];
    always(&(asked(), field, near_a_value()), |(Asked { situation, .. }, field, text)| {
        let before = situation.written(&CATALOG);
        let mut after = before.clone();
        if after.set(&field, &text).is_err() {
            prop_assert_eq!(after, before);
        }
        Ok(())
    });
}

#[test]
fn whatever_is_read_is_refused_or_answered() {
    let cells = vec((select(FIELDS), near_a_value()), 1..6);
    always(&(as_of(), cells), |(as_of, cells)| {
        let mut situation = SituationInput::default();
        for (field, text) in cells {
            // What is refused leaves the situation as it was.
            let _ = situation.set(field, &text);
        }
        if let Ok(situation) = situation.settle(&CATALOG, as_of) {
            let verdicts = Verdicts::of(&Asked { as_of, situation });
            let known = CATALOG.credentials.iter().filter(|it| it.lifecycle.announced.is_none_or(|day| day <= as_of));
            prop_assert_eq!(verdicts.ranked.len() + verdicts.ruled_out.len(), known.count());
        }
        Ok(())
    });
}
