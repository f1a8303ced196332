//! The closed words as values of flags: the words themselves in help and completions, and whatever means the same.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};

use crate::values::many;
use crate::vocabulary::{Closed, ColorWish, Format, Status};

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

values_of_flags! { ColorWish Format Status }

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
