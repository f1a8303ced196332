//! JSON Schema of a catalogue file, for editors.

/// The schema of a catalogue file in draft 7, using nothing that draft 4 has not: the editors' TOML tools go no further.
///
/// It is made from the types that read a catalogue, by a test that says when it is out of date.
pub const CATALOG_FILE: &str = include_str!("../data/catalog.schema.json");

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use serde_json::{Map, Value};

    use crate::catalog::CatalogFile;

    /// The schema of a catalogue file in draft 7, using nothing that draft 4 has not: the editors' TOML tools go no further.
    fn catalog_file() -> Value {
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

    #[test]
    fn the_committed_schema_is_the_types_own() {
        let made = serde_json::to_string_pretty(&catalog_file()).expect("a schema is JSON") + "\n";
        if std::env::var_os("CERTWISE_UPDATE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/catalog.schema.json");
            std::fs::write(path, &made).expect("the schema can be written");
        } else {
            assert_eq!(super::CATALOG_FILE, made, "run: CERTWISE_UPDATE=1 cargo test --lib schema");
        }
    }
    #[test]
    fn every_key_has_a_description_and_nothing_needs_more_than_draft_4() {
        let mut faults = Vec::new();
        walk(&catalog_file(), "", &mut faults);
        assert_eq!(faults, <[String; 0]>::default());
    }

    fn walk(value: &Value, way: &str, faults: &mut Vec<String>) {
        let Value::Object(map) = value else {
            if let Value::Array(values) = value {
                for value in values {
                    walk(value, way, faults);
                }
            }
            return;
        };
        if let Some(Value::Object(properties)) = map.get("properties") {
            for (key, property) in properties {
                if property.get("description").is_none() {
                    faults.push(format!("{way}.{key} has no description"));
                }
                walk(property, &format!("{way}.{key}"), faults);
            }
        }
        for newer in ["const", "contains", "propertyNames", "if", "examples", "$defs", "prefixItems", "default"] {
            if map.contains_key(newer) {
                faults.push(format!("{way} uses `{newer}`"));
            }
        }
        for (key, inner) in map.iter().filter(|(key, _)| *key != "properties") {
            walk(inner, &format!("{way}/{key}"), faults);
        }
    }
}
