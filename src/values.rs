//! Reading values that people and programs write in many ways: one or a list, a word, a number or a switch.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// One of several values, however it is written.
struct Each<T>(T);

impl<'de, T: Deserialize<'de> + FromStr<Err: fmt::Display>> Deserialize<'de> for Each<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)?.map(Self).ok_or_else(|| serde::de::Error::custom("a value is wanted here, and not nothing"))
    }
}

/// Reads one value or a list of them, each written as a string; `null` is none.
///
/// # Errors
/// The deserializer's own; and where a value cannot be read.
pub fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + FromStr<Err: fmt::Display>,
{
    struct OneOrMany<T>(std::marker::PhantomData<T>);

    impl<'de, T: Deserialize<'de> + FromStr<Err: fmt::Display>> serde::de::Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one string or a list of strings")
        }

        fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<Vec<T>, E> {
            many(written).map_err(E::custom)
        }

        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Vec<T>, E> {
            self.visit_str(&number.to_string())
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Vec<T>, E> {
            self.visit_str(&number.to_string())
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(Each(value)) = seq.next_element()? {
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
    deserializer.deserialize_any(OneOrMany(std::marker::PhantomData))
}

/// What parts the values of a list in one string; spaces part them too where a whole part is none of them.
pub const BETWEEN: [char; 5] = [',', ';', '|', '/', '\n'];

/// Reads a list written as one string, with commas, semicolons, bars, slashes or spaces between.
///
/// # Errors
/// Where one of them cannot be read.
pub fn many<T: FromStr<Err: fmt::Display>>(written: &str) -> Result<Vec<T>, String> {
    let mut values = Vec::new();
    // Who says that any will do asks for none in particular.
    let says_something = |part: &&str| !["", "-", "any", "all", "none", "n/a", "na"].contains(&part.to_ascii_lowercase().as_str());
    let written = Some(written.trim()).filter(says_something).unwrap_or_default();
    for part in written.split(BETWEEN).map(str::trim).filter(says_something) {
        match part.parse() {
            Ok(value) => values.push(value),
            // One value may have a space in it, and then no word of it has to be one.
            Err(why) => {
                let joined = ["and", "or", "&", "+"];
                let words = part.split_whitespace().filter(|word| !joined.contains(word)).map(str::parse);
                let sides = || part.split(" and ").flat_map(|side| side.split(['&', '+'])).map(|side| side.trim().parse());
                let several = words.collect::<Result<Vec<T>, _>>().or_else(|_| sides().collect::<Result<Vec<T>, _>>());
                match several {
                    Ok(several) if several.len() > 1 => values.extend(several),
                    _ => return Err(why.to_string()),
                }
            }
        }
    }
    Ok(values)
}

/// Reads one value from whatever it is written as; nothing is none.
///
/// # Errors
/// As [`one`].
pub fn parsed<'de, D: Deserializer<'de>, T: Deserialize<'de> + FromStr<Err: fmt::Display>>(deserializer: D) -> Result<Option<T>, D::Error> {
    one(deserializer, |written| written.parse().map_err(|why: T::Err| why.to_string()), "one value")
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

    impl<'de, T> serde::de::Visitor<'de> for One<'_, T> {
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

        // TOML hands its own dates over as a map.
        fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
            let wrong = |_| serde::de::Error::custom(format!("{} is wanted here, not a table", self.1));
            let day = toml::value::Datetime::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map_err(wrong)?;
            (self.0)(&day.to_string()).map(Some).map_err(serde::de::Error::custom)
        }
    }

    if !deserializer.is_human_readable() {
        return Option::deserialize(deserializer);
    }
    deserializer.deserialize_any(One(read, what))
}

/// The figure that is written, in tenths, the lower one of two: `6`, `6.5`, `6,5`, `5-10`, `5 to 10`, `3+`, with any of those `words`
/// before or behind it. What is smaller than a tenth does not count. `None` for anything else.
#[must_use]
pub fn tenths(written: &str, words: &[&str]) -> Option<u32> {
    let text = written.trim().to_lowercase();
    let text = text.trim_start_matches(['~', '<', '≈', '≤']).trim();
    let text = text.strip_prefix("up to ").or_else(|| text.strip_prefix("about ")).unwrap_or(text);
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (mut figures, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let figure_ends = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
        let word_ends = rest[figure_ends..].find(is_figure).map_or(rest.len(), |at| figure_ends + at);
        let (figure, between) = (&rest[..figure_ends], rest[figure_ends..word_ends].trim());
        if !figure.is_empty() {
            figures.push(figure);
        }
        let goes_on = word_ends < rest.len() && !figure.is_empty();
        // Two figures are a range, and nothing else.
        let is_range = between.contains(['-', '–', '—']) || between.contains("..") || between.split(' ').any(|word| word == "to");
        if goes_on && !is_range {
            return None;
        }
        let between = match (goes_on, figure.is_empty()) {
            (true, _) => between.trim_matches(['-', '–', '—']).trim(),
            (false, true) => between,
            (false, false) => between.trim_start_matches('+').trim(),
        };
        let known = |word: &str| words.contains(&word) || goes_on && word == "to";
        if !between.split([' ', '/']).filter(|word| !word.is_empty()).all(known) {
            return None;
        }
        rest = &rest[word_ends..];
    }
    let tenths = |figure: &str| {
        let figure = figure.replace(',', ".");
        let (whole, part) = figure.split_once('.').unwrap_or((&figure, "0"));
        let sound = !whole.is_empty() && (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let whole: u32 = whole.parse().ok().filter(|_| sound)?;
        whole.checked_mul(10)?.checked_add(u32::from(part.as_bytes()[0] - b'0'))
    };
    match figures.as_slice() {
        [one] => tenths(one),
        [low, high] => tenths(low).zip(tenths(high)).filter(|(low, high)| low <= high).map(|(low, _)| low),
        _ => None,
    }
}

/// The whole number that is written, as [`tenths`] reads it; `None` for anything else.
#[must_use]
pub fn whole(written: &str, words: &[&str]) -> Option<u32> {
    tenths(written, words).filter(|tenths| tenths.is_multiple_of(10)).map(|tenths| tenths / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_with_their_words_and_of_two_the_lower_one() {
        let hours = |written: &str| tenths(written, &["h", "hours", "a", "per", "week"]);
        for (written, read) in [
            ("6", 60),
            (" 6h ", 60),
            ("6.5", 65),
            ("6,5 hours", 65),
            ("6.25", 62),
            ("5-10", 50),
            ("5–10 h/week", 50),
            ("5 to 10 hours per week", 50),
            ("10+", 100),
            ("~6", 60),
        ] {
            assert_eq!(hours(written), Some(read), "{written}");
        }
        for wrong in ["", "h", "x", "-6", "6 7 8", "10-5", "6.", "6.123", "6 apples", "6:30", "1e3", "nan", "99999999999", "+5"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
        assert_eq!((whole("12", &[]), whole("12.0", &[]), whole("12.5", &[])), (Some(12), Some(12), None));
    }

    #[test]
    fn a_list_is_parted_by_signs_and_by_spaces_only_where_no_value_has_one() {
        assert_eq!(many("1, 2;3|4/5 6"), Ok(vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(many::<u8>(" , "), Ok(vec![]));
        assert!(many::<u8>("1 x").is_err());
    }
}
