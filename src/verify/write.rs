//! The day of reading of what still says so, written into the files. Nothing else of them changes, not a space.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use toml_edit::{Document, InlineTable, Item, Table, Value};

use super::Finding;
use crate::calendar::Day;
use crate::files;
use crate::vocabulary::{SourceKind, Verdict};

/// The sources that now were read on that day: the provider's own pages that still say so. What somebody else reported stays of the day
/// on which it was reported, however long the report can be read.
pub fn renewed<'f, 'c>(findings: &'f [Finding<'c>], day: Day) -> impl Iterator<Item = &'f Finding<'c>> {
    let holds = |it: &&Finding<'_>| it.verdict == Verdict::Holds && it.source.kind == SourceKind::Official;
    findings.iter().filter(holds).filter(move |it| it.source.read.is_none_or(|read| read < day))
}

/// Writes that day into the catalogue files of that folder; says how many sources and files that was.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(folder: &Path, findings: &[Finding<'_>], day: Day) -> Result<(usize, usize)> {
    let (mut sources, mut changed) = (0, 0);
    for path in catalogue_files(folder)? {
        let name = files::name_of(&path);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{name}`"))?;
        let (text, count) = with_days(&text, findings, day).map_err(|why| anyhow!("{name}: {why}"))?;
        if count > 0 {
            files::write(&path, &text, true)?;
            (sources, changed) = (sources + count, changed + 1);
        }
    }
    Ok((sources, changed))
}

/// `providers/*.toml` and `outside.toml`, as far as they are there.
fn catalogue_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let providers = folder.join("providers");
    let entries = fs::read_dir(&providers).with_context(|| format!("cannot read the folder `{}`", files::name_of(&providers)))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.push(folder.join("outside.toml"));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml") && path.is_file());
    paths.sort();
    Ok(paths)
}

/// The text of a file with the day in the sources that are found in it, and how many those are.
fn with_days(text: &str, findings: &[Finding<'_>], day: Day) -> Result<(String, usize), toml_edit::TomlError> {
    let document = Document::parse(text)?;
    let tables = |name: &str| document.get(name).and_then(Item::as_array_of_tables).into_iter().flatten().collect::<Vec<_>>();
    let entries = [tables("credential"), tables("outside")].concat();
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut count = 0;
    for finding in renewed(findings, day) {
        let has_id = |entry: &&&Table| entry.get("id").and_then(Item::as_str) == Some(finding.id);
        let sources = entries.iter().find(has_id).and_then(|entry| entry.get("sources")?.as_array());
        let source = sources.and_then(|sources| sources.get(finding.place)?.as_inline_table());
        let says = |table: &InlineTable, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let is_it =
            |table: &&InlineTable| says(table, "title").as_ref() == Some(&finding.source.title) && says(table, "url") == finding.source.url;
        if let Some(more) = source.filter(is_it).and_then(|source| edits_of(source, day)) {
            edits.extend(more);
            count += 1;
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = text.to_owned();
    edits.into_iter().rev().for_each(|(span, new)| text.replace_range(span, &new));
    Ok((text, count))
}

/// The day in the place of the old one, or behind the kind where none stood. What we read ourselves is known through nobody else.
fn edits_of(source: &InlineTable, day: Day) -> Option<Vec<(std::ops::Range<usize>, String)>> {
    let end = |key: &str| source.get(key).and_then(Value::span).map(|span| span.end);
    let mut edits = vec![match source.get("read").and_then(Value::span) {
        Some(read) => (read, day.to_string()),
        None => (end("kind")?..end("kind")?, format!(", read = {day}")),
    }];
    if source.contains_key("via") && source.contains_key("url") {
        let keys: Vec<&str> = source.iter().map(|(key, _)| key).collect();
        let at = keys.iter().position(|key| *key == "via")?;
        // From the end of what stands before it to its own end: with the comma that parts them.
        edits.push(match at.checked_sub(1) {
            Some(before) => (end(keys[before])?..end("via")?, String::new()),
            None => (source.key("via")?.span()?.start..source.key(keys.get(1)?)?.span()?.start, String::new()),
        });
    }
    Some(edits)
}
