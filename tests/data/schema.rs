//! The schema that editors use is the types' own.

use certwise::schema;
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_types_own() {
    let committed: Value = serde_json::from_str(include_str!("../../data/catalog.schema.json")).expect("JSON");
    assert_eq!(committed, schema::catalog_file(), "run: certwise schema > data/catalog.schema.json");
}

#[test]
fn every_key_has_a_description_and_nothing_needs_more_than_draft_4() {
    let mut faults = Vec::new();
    walk(&schema::catalog_file(), "", &mut faults);
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
