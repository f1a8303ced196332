//! Reading values that people and programs write in many ways: one or a list, a word, a number or a switch.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// Reads one value or a list of them, each written as a string; `null` is none. Spaces part values too.
///
/// # Errors
/// The deserializer's own; and where a value cannot be read.
pub fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + FromStr<Err: fmt::Display>,
{
    parted::<D, T, false>(deserializer, &[',', ';', ' '])
}

/// The same of values that have spaces in them, or are numbers: `"Linux Foundation; AWS"`, `[1, 2]`.
///
/// # Errors
/// The deserializer's own; and where a value cannot be read.
pub fn listed<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + FromStr<Err: fmt::Display>,
{
    parted::<D, T, true>(deserializer, &[',', ';', '|'])
}

/// With `NUMBERS`, a number is as good as its figures in quotes.
fn parted<'de, D, T, const NUMBERS: bool>(deserializer: D, separators: &'static [char]) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + FromStr<Err: fmt::Display>,
{
    struct OneOrMany<T, const NUMBERS: bool>(&'static [char], std::marker::PhantomData<T>);

    impl<'de, T: FromStr<Err: fmt::Display>, const NUMBERS: bool> serde::de::Visitor<'de> for OneOrMany<T, NUMBERS> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one string or a list of strings")
        }

        fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<Vec<T>, E> {
            many(written, self.0).map_err(E::custom)
        }

        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Vec<T>, E> {
            if !NUMBERS {
                return Err(E::invalid_type(serde::de::Unexpected::Signed(number), &self));
            }
            Item::<T, NUMBERS>::of_number(number).map(|Item(value)| vec![value])
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Vec<T>, E> {
            self.visit_i64(number.try_into().unwrap_or(i64::MAX))
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(Item::<T, NUMBERS>(value)) = seq.next_element()? {
                values.push(value);
            }
            Ok(values)
        }

        fn visit_unit<E>(self) -> Result<Vec<T>, E> {
            Ok(Vec::new())
        }
    }

    if !deserializer.is_human_readable() {
        return Vec::deserialize(deserializer);
    }
    deserializer.deserialize_any(OneOrMany::<T, NUMBERS>(separators, std::marker::PhantomData))
}

/// One value of a list, read where it stands, so that a wrong one is a fault at its own place.
struct Item<T, const NUMBERS: bool>(T);

impl<T: FromStr<Err: fmt::Display>, const NUMBERS: bool> Item<T, NUMBERS> {
    fn of_number<E: serde::de::Error>(number: i64) -> Result<Self, E> {
        if NUMBERS {
            number.to_string().parse().map(Self).map_err(E::custom)
        } else {
            Err(E::invalid_type(serde::de::Unexpected::Signed(number), &"a string"))
        }
    }
}

impl<'de, T: FromStr<Err: fmt::Display>, const NUMBERS: bool> Deserialize<'de> for Item<T, NUMBERS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words<T, const NUMBERS: bool>(std::marker::PhantomData<T>);

        impl<T: FromStr<Err: fmt::Display>, const NUMBERS: bool> serde::de::Visitor<'_> for Words<T, NUMBERS> {
            type Value = Item<T, NUMBERS>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<Item<T, NUMBERS>, E> {
                written.parse().map(Item).map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Item<T, NUMBERS>, E> {
                Item::of_number(number)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Item<T, NUMBERS>, E> {
                Item::of_number(number.try_into().unwrap_or(i64::MAX))
            }
        }

        deserializer.deserialize_any(Words::<T, NUMBERS>(std::marker::PhantomData))
    }
}

/// Reads a list written as one string, with any of those between.
///
/// # Errors
/// Where one of them cannot be read.
pub fn many<T: FromStr<Err: fmt::Display>>(written: &str, separators: &[char]) -> Result<Vec<T>, String> {
    let parts = written.split(separators).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(|why: T::Err| why.to_string())).collect()
}

/// Reads one value as the flag does, whatever kind of value the file gives; nothing is none.
///
/// # Errors
/// The deserializer's own; and where the value cannot be read.
pub fn one<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    read: fn(&str) -> Result<T, String>,
    what: &str,
) -> Result<Option<T>, D::Error> {
    struct One<'w, T>(fn(&str) -> Result<T, String>, &'w str);

    impl<T> serde::de::Visitor<'_> for One<'_, T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.1)
        }

        fn visit_bool<E: serde::de::Error>(self, on: bool) -> Result<Option<T>, E> {
            (self.0)(&on.to_string()).map(Some).map_err(E::custom)
        }

        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Option<T>, E> {
            (self.0)(&number.to_string()).map(Some).map_err(E::custom)
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Option<T>, E> {
            (self.0)(&number.to_string()).map(Some).map_err(E::custom)
        }

        fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Option<T>, E> {
            (self.0)(&number.to_string()).map(Some).map_err(E::custom)
        }

        fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<Option<T>, E> {
            (self.0)(written).map(Some).map_err(E::custom)
        }

        fn visit_unit<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }
    }

    if !deserializer.is_human_readable() {
        return Option::deserialize(deserializer);
    }
    deserializer.deserialize_any(One(read, what))
}

/// The whole number that is written, with or without an empty part behind the point, as spreadsheets write it; `None` for anything else.
#[must_use]
pub fn whole(written: &str) -> Option<u32> {
    let (whole, rest) = written.trim().split_once('.').unwrap_or((written.trim(), "0"));
    if rest.is_empty() || rest.contains(|c| c != '0') { None } else { whole.parse().ok() }
}
