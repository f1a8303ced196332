//! What people hold, typed, pasted or dropped as a file: read here, and never sent anywhere.

use certwise::calendar::Day;
use certwise::catalog::{Held, HeldInput, NotFound};
use certwise::certificates;
use certwise::render::phrases;
use certwise::snapshot::Snapshot;
use certwise::table;
use serde_json::{Value, json};

use crate::words::said;

/// Reads certificates: an export, a table, or plain names. The answer has what was understood (`have`: as it is written, its name, its
/// day), what was not (`unknown`, in words), whose they are where they are of several people (`people`), and in which other encoding than UTF-8 it is (`encoding`).
///
/// # Errors
/// When nothing in it can be read, in words.
pub fn read(snapshot: &Snapshot<'_>, bytes: &[u8], person: Option<&str>) -> Result<Value, String> {
    let catalog = snapshot.catalog;
    // A browser knows every encoding; what it turned into UTF-8 comes back.
    if let Some(encoding) = table::encoding(bytes) {
        // A workbook is no text in any.
        table::open(bytes).map_err(|why| why.to_string())?;
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
            // Names alone, one below the other or with commas, are no table.
            let is_names = !text.is_empty() && !text.starts_with(['{', '[', '<']) && text.lines().count() < 200;
            if !is_names {
                return Err(why.to_string());
            }
            text.lines().map(|line| HeldInput::Text(line.to_owned())).collect()
        }
    };
    let (mut have, mut unknown): (Vec<Held>, Vec<NotFound>) = (Vec::new(), Vec::new());
    let mut wrong = Vec::new();
    for one in told {
        match one.read(catalog) {
            Ok((held, not_found)) => {
                have.extend(held);
                unknown.extend(not_found);
            }
            Err(why) => wrong.push(why),
        }
    }
    let one = |held: &Held| {
        let day = held.earned.map(Day::in_words);
        json!({ "written": held.written(catalog), "name": phrases::name_and_code_of(catalog, held.what), "day": day })
    };
    let unknown = unknown.iter().map(|unknown| phrases::unknown(catalog, unknown)).chain(wrong);
    let unknown: Vec<String> = unknown.map(|line| said(snapshot, &line).to_string()).collect();
    Ok(json!({ "have": have.iter().map(one).collect::<Vec<_>>(), "unknown": unknown, "people": [] }))
}
