//! Certificates in JSON: Open Badges, Credly, JSON Resume, and lists of objects like them.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::Certificate;
use super::headings::{plain, told, words};

/// Nobody's export is nested deeper.
const DEEPEST: usize = 64;

/// All certificates in a text that is one JSON value, or several one behind the other.
pub(super) fn certificates(text: &str) -> Result<Vec<Certificate>, String> {
    let line_ends: Vec<usize> = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let mut search = Search { text, line_ends, found: Vec::new() };
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.map_err(|why| format!("it is no sound JSON: {why}"))?;
        search.look(value, None, true, 0);
    }
    search.found.sort_by_key(|certificate| certificate.line);
    Ok(search.found)
}

/// The keys of an object, without what is written in different ways.
type Object<'t> = BTreeMap<String, &'t RawValue>;

struct Search<'t> {
    text: &'t str,
    line_ends: Vec<usize>,
    found: Vec<Certificate>,
}

impl<'t> Search<'t> {
    /// Looks at a value; `person` is whom the file names so far, and in a list of certificates a name alone is one.
    fn look(&mut self, value: &'t RawValue, person: Option<&str>, listed: bool, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value.get().as_bytes().first() {
            Some(b'[') => {
                let list: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
                for element in list {
                    self.look(element, person, listed, depth + 1);
                }
            }
            Some(b'{') => {
                let object = object(value);
                // A list of the file itself may be one of anything.
                let is_sure = listed && depth > 1;
                if let Some(certificate) = certificate(&object, person, is_sure) {
                    return self.found.push(Certificate { line: self.line_of(value), ..certificate });
                }
                let whose = whose(&object);
                let person = whose.as_deref().or(person);
                let words = words();
                for (key, value) in object.iter().filter(|(key, _)| !words.elsewhere.contains(key)) {
                    self.look(value, person, words.lists.contains(key), depth + 1);
                }
            }
            Some(b'"') if listed => {
                let name = text_of(value);
                let line = self.line_of(value);
                self.found.extend(name.map(|name| Certificate { line, person: person.map(str::to_owned), name, ..Certificate::default() }));
            }
            _ => {}
        }
    }

    /// The line in which a value begins, which is a part of the text.
    fn line_of(&self, value: &RawValue) -> u64 {
        let at = (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.line_ends.partition_point(|end| *end < at) as u64 + 1
    }
}

fn object(value: &RawValue) -> Object<'_> {
    let keys: BTreeMap<String, &RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
    keys.into_iter().map(|(key, value)| (plain(&key), value)).collect()
}

fn find(object: &Object<'_>, list: &[String]) -> Option<String> {
    list.iter().find_map(|word| text_of(object.get(word)?))
}

/// The certificate that an object is, with the objects inside it that are about the same.
fn certificate(outer: &Object<'_>, person: Option<&str>, is_sure: bool) -> Option<Certificate> {
    let words = words();
    let mut layers = vec![outer.clone()];
    while let Some(inner) = layers.last().and_then(|layer| words.inside.iter().find_map(|key| first_object(layer.get(key)?))) {
        layers.push(inner);
        if layers.len() > DEEPEST {
            break;
        }
    }
    let any = |list: &[String]| layers.iter().find_map(|layer| find(layer, list));
    let told @ [by, since, until] = &[&words.issuer, &words.issued, &words.expires].map(|list| any(list));
    let innermost = layers.last()?;
    let is_sure = is_sure || layers.len() > 1 || told.iter().any(Option::is_some);
    let name = find(innermost, &words.name).or_else(|| find(innermost, &words.name_beside).filter(|_| is_sure))?;
    let whose = layers.iter().find_map(|layer| find(layer, &words.person));
    let person = whose.or_else(|| person.map(str::to_owned));
    Some(Certificate { line: 0, person, name, issuer: by.clone(), issued: since.clone(), expires: until.clone() })
}

/// The person that an object around certificates names.
fn whose(object: &Object<'_>) -> Option<String> {
    let words = words();
    let about = words.about.iter().find_map(|key| first_object(object.get(key)?));
    let named = |object: &Object<'_>| find(object, &words.person).or_else(|| find(object, &words.person_beside));
    about.as_ref().and_then(named).or_else(|| named(object).filter(|_| words.lists.iter().any(|list| object.contains_key(list))))
}

/// The object that a value is, or the first of a list of them.
fn first_object(value: &RawValue) -> Option<Object<'_>> {
    match value.get().as_bytes().first()? {
        b'{' => Some(object(value)),
        b'[' => serde_json::from_str::<Vec<&RawValue>>(value.get()).ok()?.first().and_then(|first| first_object(first)),
        _ => None,
    }
}

fn text_of(value: &RawValue) -> Option<String> {
    text(&serde_json::from_str(value.get()).ok()?)
}

/// What a value says: a text, a figure, or the first name in it, as an issuer is told by an object.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => told(text),
        Value::Number(figure) => Some(figure.to_string()),
        Value::Array(list) => list.iter().find_map(text),
        Value::Object(keys) => {
            let name = ["name", "@value"].iter().find_map(|key| keys.get(*key).and_then(text));
            name.or_else(|| keys.values().filter(|value| value.is_object() || value.is_array()).find_map(text))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_certificate_has_the_line_in_which_it_begins_and_its_person() {
        let text = r#"{
  "profile": {"full_name": "P1"},
  "badges": [
    {"name": "a", "issuer": {"entities": [{"entity": {"name": "I"}}]}},
    "b",
    {"issued_to": "P2", "badge": {"name": {"@value": "c"}}, "expires": 2027}
  ],
  "projects": [{"name": "x", "date": "2024"}]
}
{"name": "d", "validFrom": "2024-05-01T00:00:00Z"}"#;
        let read = |line, person: Option<&str>, name: &str| Certificate {
            line,
            person: person.map(str::to_owned),
            name: name.to_owned(),
            ..Certificate::default()
        };
        let expected = [
            Certificate { issuer: Some("I".into()), ..read(4, Some("P1"), "a") },
            read(5, Some("P1"), "b"),
            Certificate { expires: Some("2027".into()), ..read(6, Some("P2"), "c") },
            Certificate { issued: Some("2024-05-01".into()), ..read(10, None, "d") },
        ];
        assert_eq!(certificates(text), Ok(expected.to_vec()));
    }

    #[test]
    fn what_is_nested_without_end_is_read_and_holds_nothing() {
        assert_eq!(certificates(&format!("{}{}", "[".repeat(100), "]".repeat(100))), Ok(Vec::new()));
        assert!(certificates(&"{\"badge\":".repeat(100_000)).is_err());
    }
}
