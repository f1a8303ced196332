//! The closed words as values of flags.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::vocabulary::{Delivery, Format, Goal, KindWish, Language, Level, Platform, Role, SortKey, Status};

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

values_of_flags! { Delivery Format Goal Language Level Platform Role SortKey Status }

impl ValueEnum for KindWish {
    fn value_variants<'a>() -> &'a [Self] {
        Self::all()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).aliases(self.aliases()).help(self.label()))
    }
}
