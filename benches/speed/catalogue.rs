//! Catalogues of any size, the same in every run: the embedded credentials again and again, each time under other ids and at other
//! prices and hours, with their sources, notes, prerequisites and successors.

use std::collections::HashSet;
use std::fmt::Write as _;

use certwise::embedded::PROVIDERS;

/// A record as it is written, and whose it is.
struct Record<'t> {
    id: &'t str,
    provider: &'t str,
    text: &'t str,
}

/// A catalogue of so many credentials, to be laid over the embedded one: each beside its likes, in the order of their ids.
pub fn catalogue(size: usize) -> String {
    let mut records: Vec<Record<'_>> = PROVIDERS.iter().flat_map(|(_, text)| records(text)).collect();
    records.sort_by_key(|record| record.id);
    let ids: HashSet<&str> = records.iter().map(|record| record.id).collect();
    // A successor has to be there too, so every credential comes equally often, and the last ones once less.
    let (times, more) = (size / records.len(), size % records.len());
    let mut whole = String::new();
    for (number, record) in records.iter().enumerate() {
        for copy in 0..times + usize::from(number < more) {
            let known = |id: &str| ids.contains(id) && (copy < times || records[..more].iter().any(|other| other.id == id));
            write(&mut whole, record, copy, &known);
        }
    }
    whole
}

fn records(text: &str) -> impl Iterator<Item = Record<'_>> {
    let id = |text| quoted(text, "id = ").unwrap_or_default();
    let mut parts = text.split("[[credential]]\n");
    let provider = parts.next().map(id).unwrap_or_default();
    parts.map(move |part| {
        let text = part.split("\n[[").next().unwrap_or(part);
        Record { id: id(text), provider, text }
    })
}

/// The text in quotes behind that key.
fn quoted<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(key))?.split('"').nth(1)
}

fn write(whole: &mut String, record: &Record<'_>, copy: usize, known: &dyn Fn(&str) -> bool) {
    whole.push_str("[[credential]]\n");
    for line in record.text.lines().filter(|line| !line.starts_with('#')) {
        let key = line.split(" = ").next().unwrap_or_default();
        match key {
            "code" | "aliases" => whole.push_str(&line.replace("\", \"", &format!(" {copy}\", \"")).replace("\"]", &format!(" {copy}\"]"))),
            "cost" | "prep" => whole.push_str(&dearer(line, copy)),
            _ => {
                let named = |part| if known(part) { format!("{part}-{copy:04}") } else { part.to_owned() };
                whole.push_str(&line.split('"').map(named).collect::<Vec<_>>().join("\""));
            }
        }
        if key == "code" {
            whole.insert_str(whole.len() - 1, &format!(" {copy}"));
        }
        if key == "name" && quoted(record.text, "provider = ").is_none() {
            let _ = write!(whole, "\nprovider = \"{}\"", record.provider);
        }
        whole.push('\n');
    }
}

/// The same line with every figure up to twice as large, by the same part, so that what is in order stays so.
fn dearer(line: &str, copy: usize) -> String {
    let part = copy.wrapping_mul(2_654_435_761) >> 7 & 63;
    let mut figures = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        let figure: usize = rest[start..start + length].parse().unwrap_or_default();
        figures.push_str(&rest[..start]);
        figures.push_str(&(figure * (64 + part) / 64).to_string());
        rest = &rest[start + length..];
    }
    figures + rest
}
