//! What people hold, typed, pasted or dropped as a file: read here, and never sent anywhere.

use certwise::calendar::Day;
use certwise::catalog::{Held, HeldInput, NotFound};
use certwise::certificates;
use certwise::render::phrases;
use certwise::snapshot::Snapshot;
use certwise::table;
use serde_json::{Value, json};

use crate::words::said;

/// The most entries that are read: nobody holds more.
const MOST: usize = 300;

/// Reads certificates: an export, a table, or, where somebody `typed` or pasted them, plain names. The answer has what was understood
/// (`have`: as it is written, its name, its days), what was not (`unknown`: as it is written, and what is said of it), whose they are
/// where they are of several people (`people`), and in which other encoding than UTF-8 it is (`encoding`).
///
/// # Errors
/// When nothing in it can be read, in words.
pub fn read(snapshot: &Snapshot<'_>, bytes: &[u8], person: Option<&str>, typed: bool) -> Result<Value, String> {
    let catalog = snapshot.catalog;
    // A browser knows every encoding; what it turned into UTF-8 comes back.
    if let Some(encoding) = table::encoding(bytes) {
        // A workbook is no text in any.
        table::open(bytes).map_err(|why| why.to_string())?;
        if encoding == "windows-1252" && bytes.iter().any(|byte| *byte < b'\t') {
            return Err("it is no text: a picture, or another kind of file; save the list as CSV and give that".to_owned());
        }
        return Ok(json!({ "have": [], "unknown": [], "people": [], "encoding": encoding }));
    }
    let told: Vec<HeldInput> = match certificates::read(bytes) {
        Ok(found) => {
            let mut people: Vec<String> = found.all.iter().filter_map(|one| one.person.clone()).collect();
            people.sort_unstable();
            people.dedup();
            if people.len() > 1 && person.is_none_or(|person| !people.iter().any(|known| known == person)) {
                return Ok(json!({ "have": [], "unknown": [], "people": people }));
            }
            let person = person.filter(|_| people.len() > 1);
            found.of(person)?.iter().map(certificates::Certificate::held).collect::<Result<_, _>>()?
        }
        Err(why) => {
            let text = std::str::from_utf8(bytes).map_err(|_| why.to_string())?.trim();
            // Names alone, one below the other or with commas, are no table; what has the same signs in its first two lines is one.
            let signs = |line: Option<&str>| line.map_or(0, |line| line.matches([',', ';', '\t', '|']).count());
            let mut lines = text.lines();
            let (first, second) = (signs(lines.next()), signs(lines.next()));
            let is_table = text.starts_with(['{', '[', '<']) || first > 0 && first == second;
            if text.is_empty() {
                return Err("there is nothing in it".to_owned());
            }
            if !typed || is_table {
                return Err(why.to_string());
            }
            text.lines().map(|line| HeldInput::Text(line.to_owned())).collect()
        }
    };
    if told.len() > MOST {
        return Err(format!("it has {} entries; those of one person are read here, at most {MOST}", told.len()));
    }
    let (mut have, mut unknown): (Vec<Held>, Vec<NotFound>) = (Vec::new(), Vec::new());
    let mut said_of = Vec::new();
    for one in told {
        match one.read(catalog) {
            Ok((held, not_found)) => {
                for held in held {
                    match have.iter_mut().find(|other| other.what == held.what) {
                        Some(other) => *other = other.or_later(held),
                        None => have.push(held),
                    }
                }
                unknown.extend(not_found);
            }
            Err(why) => said_of.push(json!({ "written": null, "said": said(snapshot, &why).to_string() })),
        }
    }
    let one = |held: &Held| {
        let (day, until) = (held.earned.map(Day::in_words), held.expires.map(Day::in_words));
        json!({ "written": held.written(catalog), "name": phrases::name_and_code_of(catalog, held.what), "day": day, "until": until })
    };
    said_of.extend(
        unknown.iter().map(
            |unknown| json!({ "written": unknown.written(), "said": said(snapshot, &phrases::unknown(catalog, unknown)).to_string() }),
        ),
    );
    Ok(json!({ "have": have.iter().map(one).collect::<Vec<_>>(), "unknown": said_of, "people": [] }))
}
