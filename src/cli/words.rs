//! The closed words as values of flags.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::vocabulary::{ColorWish, Format, Goal, Kind, Level, Platform, Role, SortKey, Status};

macro_rules! values_of_flags {
    ($($words:ident)+) => {$(
        impl ValueEnum for $words {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.word()).aliases(self.aliases()).help(self.label()))
            }
        }
    )+};
}

values_of_flags! { ColorWish Format Goal Kind Level Platform Role SortKey Status }

/// The statuses that one word asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusWish(pub Vec<Status>);

/// Takes each status, and the word for all of which a credential can be taken, as pages print it.
pub(super) fn statuses() -> impl TypedValueParser<Value = StatusWish> {
    let open = PossibleValue::new("open").help("what can be taken: active, beta, retiring");
    let words = Status::ALL.iter().filter_map(Status::to_possible_value).chain([open]);
    PossibleValuesParser::new(words).map(|word| match word.parse() {
        Ok(status) => StatusWish(vec![status]),
        Err(_) => StatusWish(Status::ALL.iter().copied().filter(|status| status.is_open()).collect()),
    })
}
