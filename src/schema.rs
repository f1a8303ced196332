//! JSON Schema of a catalogue file, for editors: generated from the types that read it.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::catalog::CatalogFile;

/// The schema of a catalogue file in draft 7, using nothing that draft 4 has not: the editors' TOML tools go no further.
#[must_use]
pub fn catalog_file() -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<CatalogFile>();
    schema.insert("title".to_owned(), "A certwise catalogue file".into());
    let mut schema = schema.to_value();
    without_null(&mut schema);
    schema
}

/// TOML has no null: what may be absent is simply not required.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            drop_null(map);
            map.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        _ => {}
    }
}

fn drop_null(map: &mut Map<String, Value>) {
    map.remove("default");
    // Rust's widths of integers mean nothing to an editor.
    if map.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
        map.remove("format");
    }
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut choices)) = map.remove("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        let key = if choices.len() == 1 { "allOf" } else { "anyOf" };
        map.insert(key.to_owned(), choices.into());
    }
}
