//! What people hand over as a catalogue that is not TOML: told by what stands in it first, and by its name where that does not tell.

use std::path::Path;

use toml::de::DeTable;

/// So much of a file is looked at; whatever it is, it begins as such.
const LOOKED_AT: usize = 64 * 1024;

/// What the file is instead of TOML, as it is called in a sentence; `None` where it is TOML, or nothing that can be told.
pub(super) fn instead_of_toml(path: &Path, bytes: &[u8]) -> Option<&'static str> {
    let archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if archive {
        return Some("a spreadsheet or an archive");
    }
    let text = decoded(&bytes[..bytes.len().min(LOOKED_AT)]);
    let what = by_content(&text).or_else(|| by_name(path))?;
    // A key may be called like anything: what can be read as TOML is TOML. Where nothing stands in it the name decides.
    let is_toml = std::str::from_utf8(bytes).is_ok_and(|text| DeTable::parse(text).is_ok());
    (!is_toml || text.trim().is_empty()).then_some(what)
}

/// As text, also where it is UTF-16 as spreadsheets write it; what is no text comes out as signs.
fn decoded(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}

fn by_content(text: &str) -> Option<&'static str> {
    if text.contains('\0') {
        return None;
    }
    let text = text.trim_start();
    if text.starts_with('<') {
        return Some("XML");
    }
    let in_list = text.strip_prefix('[').map_or("", str::trim_start);
    if text.starts_with('{') || in_list.starts_with('{') {
        return Some("JSON");
    }
    let line = text.lines().map(str::trim_end).find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    let before_value = line.split('=').next().unwrap_or_default();
    let is_key = before_value.ends_with(':') || before_value.contains(": ");
    if line == "---"
        || line.starts_with("--- ")
        || line.starts_with("%YAML")
        || line.starts_with("- ")
        || (is_key && !line.starts_with('['))
    {
        return Some("YAML");
    }
    let is_row = line.contains([',', ';', '\t', '|']) && !line.contains('=') && !line.starts_with('[');
    is_row.then_some("a table (CSV)")
}

/// What its name says it is.
pub(super) fn by_name(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    Some(match extension.as_str() {
        "json" | "jsonl" | "ndjson" => "JSON",
        "yaml" | "yml" => "YAML",
        "xml" | "html" | "htm" => "XML",
        "csv" | "tsv" => "a table (CSV)",
        "xlsx" | "xls" | "ods" => "a spreadsheet or an archive",
        _ => return None,
    })
}

/// What is said of such a file: what a catalogue is, the beginning of one, and where the rest can be read.
pub(super) fn refusal(name: &str, what: &str) -> String {
    format!(
        "`{name}` is {what}, and a catalogue is TOML: a table for each credential, with its `id` and below it the keys that differ (`certwise \
         schema` prints them all for editors), which begins\n\n    [[credential]]\n    id = \"ms-az-900\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_by_what_stands_in_it_and_else_by_its_name() {
        let told = |name: &str, text: &str| instead_of_toml(Path::new(name), text.as_bytes());
        for text in ["{\"credential\": []}", "[\n  {\"id\": \"a\"}]", "\u{feff}{", "{\"id\": \"a\"}\n{\"id\": \"b\"}\n"] {
            assert_eq!(told("x.toml", text), Some("JSON"), "{text}");
        }
        for text in ["---\nid: a\n", "credential:\n  - id: a\n", "# ours\n\n- id: a\n", "id: a = b\n", "%YAML 1.2\n"] {
            assert_eq!(told("x.toml", text), Some("YAML"), "{text}");
        }
        for text in ["id,name\na,b\n", "id;name\n", "id\tname\n", "\"id\",\"name\"\n"] {
            assert_eq!(told("x.txt", text), Some("a table (CSV)"), "{text}");
        }
        assert_eq!(told("x.toml", "<?xml version=\"1.0\"?>\n<a/>"), Some("XML"));
        assert_eq!(told("x.yaml", "nothing to tell it by"), Some("YAML"));
        assert_eq!((told("x.csv", ""), told("x.toml", "")), (Some("a table (CSV)"), None));
        assert_eq!(instead_of_toml(Path::new("x"), b"PK\x03\x04\x14"), Some("a spreadsheet or an archive"));
        let utf16: Vec<u8> = "\u{feff}id,name\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(instead_of_toml(Path::new("x"), &utf16), Some("a table (CSV)"));
    }

    #[test]
    fn what_is_toml_is_none_of_it_whatever_it_is_called() {
        for text in [
            "[[credential]]\nid = \"a\"\n",
            "\"a: b\" = 1\n",
            "'a,b'.c = 1\n",
            "[\"a,b\"]\n",
            "# id: a\n",
            "[policy]\nforbid = [\"a\", \"b\"]\n",
        ] {
            assert_eq!(instead_of_toml(Path::new("x.json"), text.as_bytes()), None, "{text}");
        }
        // A slip in what is meant as TOML is told at its place.
        for text in ["[[credential]\nid = \"a\"\n", "id = a, b\n", "[credential\n"] {
            assert_eq!(instead_of_toml(Path::new("x.toml"), text.as_bytes()), None, "{text}");
        }
    }
}
