//! What a caller wrote beside the situation: it comes back as it stood.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer as _, MapAccess, Visitor};
use serde::{Deserialize as _, Serialize, Serializer, forward_to_deserialize_any};
use serde_json::value::{RawValue, to_raw_value};

use super::json::without_place;
use crate::situation::{SituationInput, field_name};
use crate::vocabulary::{nearest, said};

/// Names of the callers' own that are looked at for a misspelt field; whoever has more does not misspell.
const NAMES_LOOKED_AT: usize = 1000;

/// The names of the fields of a situation.
pub(super) fn field_names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| SituationInput::default().fields().map(|(key, _)| key).to_vec());
    &NAMES
}

/// Names of the caller's own, each with its value, in their order and to the letter.
#[derive(Debug, Default)]
pub struct Given {
    own: Vec<(String, Box<RawValue>)>,
    /// The line in which the names stand, where that is not the line of the values.
    pub(super) named_in: Option<u64>,
}

impl Given {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Each name, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(|(name, _)| name.as_str())
    }

    /// Each name with its value as text: a string as it reads, `null` as nothing, all else as it stands.
    pub fn cells(&self) -> impl Iterator<Item = (&str, String)> {
        let text = |value: &RawValue| match serde_json::from_str(value.get()) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(serde_json::Value::Null) => String::new(),
            _ => value.get().to_owned(),
        };
        self.own.iter().map(move |(name, value)| (name.as_str(), text(value)))
    }

    /// The names that were not `seen` before and may be meant for a field, each with that field and, where the names stand in a line
    /// of their own, that line.
    pub fn near_fields(&self, seen: &mut BTreeSet<String>) -> Vec<(Option<u64>, String, &'static str)> {
        let mut near = Vec::new();
        for (name, _) in &self.own {
            if !seen.contains(name) && seen.len() < NAMES_LOOKED_AT {
                seen.insert(name.clone());
                near.extend(near_field(name).map(|field| (self.named_in, name.clone(), field)));
            }
        }
        near
    }

    /// Keeps only those of which that is so.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.own.retain(|(name, _)| keep(name));
    }

    /// Adds a cell.
    pub(crate) fn push(&mut self, name: &str, cell: &str) {
        // A string is always JSON.
        self.own.extend(to_raw_value(cell).ok().map(|value| (name.to_owned(), value)));
    }

    /// Reads the situation of a JSON object; what else stands in the object is taken here, as far as that can be read.
    pub(super) fn read(&mut self, json: &str) -> serde_json::Result<SituationInput> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let read =
            SituationInput::deserialize(Fields { inner: &mut reader, given: self }).and_then(|situation| reader.end().map(|()| situation));
        if read.is_err() {
            // What stands behind the fault was not come to.
            self.own.clear();
            let _ = serde_json::Deserializer::from_str(json).deserialize_map(Fields { inner: IgnoredAny, given: self });
        }
        read
    }

    /// What is wrong with each field of a JSON object by itself; nothing where the object itself is wrong.
    pub(super) fn faults(json: &str) -> Vec<String> {
        let Ok(pairs) = serde_json::from_str::<Pairs>(json) else { return Vec::new() };
        let fault = |(name, value): (String, Box<RawValue>)| {
            let field = field_name(&name);
            let alone = format!("{{\"{field}\":{}}}", value.get());
            let error = field_names().contains(&field.as_str()).then(|| serde_json::from_str::<SituationInput>(&alone).err())??;
            Some(format!("{field}: {}", without_place(&error)))
        };
        pairs.0.into_iter().filter_map(fault).collect()
    }
}

/// The keys of an object and their values, in their order.
struct Pairs(Vec<(String, Box<RawValue>)>);

impl<'de> serde::Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.own.iter().map(|(name, value)| (name, value)))
    }
}

/// The field that a name may be meant for. Closer than for a message that must name something: `name` is no `have`.
pub(super) fn near_field(name: &str) -> Option<&'static str> {
    // A remark in brackets, as the currency of a budget, hides no field.
    let written = field_name(name.split(['(', '[']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(name));
    if let Some(field) = said().meant("field", &written) {
        return field_names().iter().find(|name| **name == field).copied();
    }
    let near = nearest(&written, field_names().iter().copied()).into_iter();
    let typos = (written.len() / 5).max(1);
    // A letter by itself is near to anything.
    near.into_iter()
        .filter(|_| written.chars().nth(1).is_some())
        .find(|field| field.contains(&written) || strsim::damerau_levenshtein(&written, field) <= typos)
}

/// Between serde and the situation: hands on the fields and takes what is none.
struct Fields<'g, T> {
    inner: T,
    given: &'g mut Given,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Fields<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Fields { inner: visitor, given: self.given })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Fields<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Fields { inner: map, given: self.given })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.inner.next_key::<String>()? {
            if field_names().contains(&name.as_str()) {
                return seed.deserialize(name.into_deserializer()).map(Some);
            }
            let field = field_name(&name);
            if field_names().contains(&field.as_str()) {
                return seed.deserialize(field.into_deserializer()).map(Some);
            }
            let value: Box<RawValue> = self.inner.next_value()?;
            // Raw tabs and carriage returns stand between values only, and say nothing there; in the answer they would be escaped.
            let value = if value.get().bytes().any(|byte| byte < b' ') {
                let spaced = value.get().replace(|c: char| c < ' ', " ");
                RawValue::from_string(spaced).map_err(serde::de::Error::custom)?
            } else {
                value
            };
            self.given.own.push((name, value));
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> (serde_json::Result<SituationInput>, Given) {
        let mut given = Given::default();
        (given.read(json), given)
    }

    #[test]
    fn what_is_no_field_is_kept_to_the_letter_and_in_its_order() {
        let (read, given) = read(r#"{"z":1.10,"role":"student","a":{"x": [null,"\u00e9"]},"b\"":12345678901234567890123,"budget":0}"#);
        assert_eq!(read.expect("sound").flags(), "--role student --budget 0");
        let kept = r#"{"z":1.10,"a":{"x": [null,"\u00e9"]},"b\"":12345678901234567890123}"#;
        assert_eq!(serde_json::to_string(&given).expect("JSON"), kept);
        let (_, given) = self::read("{\"a\":[1,\t2\r]}");
        assert_eq!(serde_json::to_string(&given).expect("JSON"), r#"{"a":[1, 2 ]}"#);
    }

    #[test]
    fn a_fault_costs_none_of_it() {
        for json in [r#"{"id":7,"role":"?","n":1}"#, r#"{"role":["x"],"id":7,"budget":-1,"n":1}"#, r#"{"id":7,"n":1,"role":null} {}"#] {
            let (read, given) = read(json);
            assert!(read.is_err(), "{json}");
            assert_eq!(serde_json::to_string(&given).expect("JSON"), r#"{"id":7,"n":1}"#, "{json}");
        }
        assert!(read(r#"{"role":1"#).1.is_empty());
    }

    #[test]
    fn only_what_is_near_a_field_is_named_and_that_once() {
        let mut seen = BTreeSet::new();
        let (_, given) = read(r#"{"buget":1,"rolle":2,"gaol":4,"hours":5,"plattform":7,"as of day":8}"#);
        let near: Vec<&str> = given.near_fields(&mut seen).iter().map(|(.., field)| *field).collect();
        assert_eq!(near, ["budget", "role", "goal", "hours_per_week", "platform"]);
        assert!(given.near_fields(&mut seen).is_empty());
        let own = "id name email age team code date country city user_id learner region note score rank cost key title department manager";
        let own = own.split(' ').map(|name| format!("\"{name}\":0")).collect::<Vec<_>>().join(",");
        assert_eq!(read(&format!("{{{own}}}")).1.near_fields(&mut seen), []);
    }
}
