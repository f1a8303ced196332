//! Who pays less, and how much less: told beside the price, never computed with.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::money::Range;
use crate::vocabulary::Recipient;

/// A discount or financial aid that is open to everyone it names. A file may write it as a sentence alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aid {
    /// Who gets it; absent where only the sentence says it.
    pub who: Option<Recipient>,
    /// US dollars that they pay; absent where nobody says it in dollars.
    pub price: Option<Range>,
    /// Per cent that they pay less; absent where nobody says it so.
    pub percent: Option<u8>,
    /// Where it is to be had: a country, or a site; absent means everywhere.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// In words.
    pub text: String,
}

/// The same as a table of a file.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "AidTable"))]
#[serde(deny_unknown_fields)]
struct Table {
    /// Who gets it; absent where only the sentence says it.
    who: Option<Recipient>,
    /// US dollars that they pay; absent where nobody says it in dollars.
    price: Option<Range>,
    /// Per cent that they pay less, 1 to 100; absent where nobody says it so.
    percent: Option<u8>,
    /// Where it is to be had: a country, or a site; absent means everywhere.
    #[serde(rename = "where")]
    place: Option<String>,
    /// In words.
    text: String,
}

impl From<Table> for Aid {
    fn from(Table { who, price, percent, place, text }: Table) -> Self {
        Self { who, price, percent, place, text }
    }
}

impl<'de> Deserialize<'de> for Aid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SentenceOrTable;

        impl<'de> Visitor<'de> for SentenceOrTable {
            type Value = Aid;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence, or a table with `text`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Aid, E> {
                Ok(Aid { who: None, price: None, percent: None, place: None, text: text.to_owned() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Aid, A::Error> {
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                match table.percent {
                    Some(percent) if !(1..=100).contains(&percent) => {
                        Err(A::Error::custom(format!("nobody pays {percent} per cent less; write 1 to 100")))
                    }
                    _ => Ok(table.into()),
                }
            }
        }

        // What the build has written is whole.
        if !deserializer.is_human_readable() {
            return Table::deserialize(deserializer).map(Self::from);
        }
        deserializer.deserialize_any(SentenceOrTable)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Aid {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Aid".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let table = generator.subschema_for::<Table>();
        schemars::json_schema!({
            "description": "A sentence, or the same with who pays less, and how much less.",
            "anyOf": [{ "type": "string" }, table]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        aid: Vec<Aid>,
    }

    #[test]
    fn a_sentence_and_a_table_are_both_read_and_a_figure_that_cannot_be_is_refused() {
        let file = r#"aid = ["half price in beta", { who = "students", percent = 50, where = "Taiwan", text = "half price" }]"#;
        let File { aid } = toml::from_str(file).expect("sound");
        assert_eq!((aid[0].who, aid[0].text.as_str()), (None, "half price in beta"));
        assert_eq!((aid[1].who, aid[1].percent, aid[1].place.as_deref()), (Some(Recipient::Students), Some(50), Some("Taiwan")));
        for wrong in [r#"{ percent = 101, text = "x" }"#, r#"{ who = "students" }"#, r#"{ text = "x", off = 1 }"#, "1"] {
            assert!(toml::from_str::<File>(&format!("aid = [{wrong}]")).is_err(), "{wrong}");
        }
    }
}
