//! The closed words as values of flags: the words themselves in help and completions, and whatever means the same.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};

use crate::values::many;
use crate::vocabulary::{
    Closed, Coding, ColorWish, Delivery, Format, Goal, KindWish, Language, Level, Platform, Role, SortKey, Status, also,
};

macro_rules! values_of_flags {
    ($($words:ident)+) => {$(
        impl ValueEnum for $words {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.word()).help(self.label()))
            }
        }
    )+};
}

values_of_flags! { ColorWish Format SortKey Status }

/// Reads a flag's value; help and completions show the words of `W`.
#[derive(Debug)]
pub struct WordParser<W, T> {
    read: fn(&str) -> Result<T, String>,
    words: PhantomData<W>,
}

impl<W, T> Clone for WordParser<W, T> {
    fn clone(&self) -> Self {
        Self { read: self.read, words: PhantomData }
    }
}

/// One word of a list.
#[must_use]
pub fn word<W: Closed>() -> WordParser<W, W> {
    WordParser { read: |written| W::from_str(written).map_err(|why| why.to_string()), words: PhantomData }
}

/// Words of a list, with commas and the like between.
#[must_use]
pub fn some_words<W: Closed>() -> WordParser<W, Vec<W>> {
    WordParser { read: many, words: PhantomData }
}

impl<W: Closed, T: Clone + Send + Sync + 'static> TypedValueParser for WordParser<W, T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let read = self.read;
        StringValueParser::new().try_map(move |written| read(&written)).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(W::ALL.iter().map(|word| PossibleValue::new(word.word()).help(word.label()))))
    }
}

/// The command with all that means the same as the words of its flags in the long help of each. Only help and the manual need
/// that, and nobody else waits until it is put together.
#[must_use]
pub fn with_synonyms(command: Command) -> Command {
    fn told<W: Closed>(arg: Arg) -> Arg {
        let also = |word: &W| {
            let all = also(W::WHAT, word.word());
            (!all.is_empty()).then(|| format!("{}: {}", word.word(), all.join(", ")))
        };
        let all: Vec<String> = W::ALL.iter().filter_map(also).collect();
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        arg.long_help(format!("{help}\n\nUnderstood as well:\n{}", all.join("\n")))
    }
    let in_one = |command: Command| {
        let of_flag = |arg: Arg| match arg.get_id().as_str() {
            "role" => told::<Role>(arg),
            "level" => told::<Level>(arg),
            "coding" => told::<Coding>(arg),
            "goal" => told::<Goal>(arg),
            "platform" => told::<Platform>(arg),
            "kind" => told::<KindWish>(arg),
            "language" => told::<Language>(arg),
            "delivery" => told::<Delivery>(arg),
            _ => arg,
        };
        command.mut_args(of_flag)
    };
    command.mut_subcommands(in_one)
}

/// The statuses that one word asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusWish(pub Vec<Status>);

/// Takes each status, and the word for all of which a credential can be taken, as pages print it.
pub(super) fn statuses() -> impl TypedValueParser<Value = StatusWish> {
    let open = PossibleValue::new("open").help("what can be taken: active, beta, retiring");
    let words = Status::ALL.iter().filter_map(Status::to_possible_value).chain([open]);
    PossibleValuesParser::new(words).map(|word| match Status::exactly(&word) {
        Ok(status) => StatusWish(vec![status]),
        Err(_) => StatusWish(Status::ALL.iter().copied().filter(|status| status.is_open()).collect()),
    })
}
