//! The files as they are written: which there are, in what order they stand, and which characters they hold.

use certwise::catalog::CatalogFile;
use certwise::embedded::{framework_file, provider_files};
use certwise::fault::SourceFile;
use certwise::text::is_unprintable;

use crate::assert_none;

/// The keys of a credential, in the order in which every one writes those that it has.
const KEYS: &[&str] = &[
    "id",
    "name",
    "provider",
    "code",
    "aliases",
    "kind",
    "level",
    "platforms",
    "roles",
    "goals",
    "topics",
    "hands_on",
    "successors",
    "valid_months",
    "format",
    "url",
    "confirm",
    "lifecycle",
    "access",
    "cost",
    "prep",
    "retake",
    "requires",
    "recommends",
    "renewal",
    "aid",
    "claims",
    "notes",
    "sources",
];

/// One line of a file, with the entry and the key that it belongs to.
struct Line<'a> {
    place: String,
    text: &'a str,
    table: &'a str,
    key: &'a str,
    starts_key: bool,
}

/// The lines of a file. Every table is inline, so a key starts in the first column and a table with a bracket there.
fn lines(file: &SourceFile) -> Vec<Line<'_>> {
    let (mut table, mut id, mut key) = ("", "", "");
    let mut lines = Vec::new();
    for (number, text) in file.text.lines().enumerate() {
        let assigned = text.split_once(" = ").filter(|(left, _)| left.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        if text.starts_with('[') {
            (table, id, key) = (text, "", "");
        } else if let Some((left, right)) = assigned {
            key = left;
            if key == "id" {
                id = right.trim_matches('"');
            }
        }
        lines.push(Line { place: format!("{}:{}: {id}: {key}", file.name, number + 1), text, table, key, starts_key: assigned.is_some() });
    }
    lines
}

fn all_files() -> Vec<SourceFile> {
    provider_files().into_iter().chain([framework_file()]).collect()
}

fn parsed() -> Vec<(SourceFile, CatalogFile)> {
    let read = |file: SourceFile| {
        let parsed = file.parse().unwrap_or_else(|fault| panic!("{fault}"));
        (file, parsed)
    };
    provider_files().into_iter().map(read).collect()
}

#[test]
fn a_file_is_called_like_its_provider() {
    let mut offenders = Vec::new();
    for (file, parsed) in parsed() {
        let id = parsed.provider.map(|provider| provider.id);
        if id.as_ref().map(|id| format!("data/providers/{id}.toml")).as_ref() != Some(&file.name) {
            offenders.push(format!("{}: provider.id = {id:?}", file.name));
        }
    }
    assert_none(&offenders);
}

#[test]
fn credentials_stand_sorted_by_id() {
    let mut offenders = Vec::new();
    for (file, parsed) in parsed() {
        for pair in parsed.credential.windows(2) {
            let (before, after) = (pair[0].id.get_ref(), pair[1].id.get_ref());
            if before >= after {
                offenders.push(format!("{}: {after}: id stands after {before}", file.name));
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn ids_begin_with_a_prefix_of_their_provider() {
    let mut offenders = Vec::new();
    for (file, parsed) in parsed() {
        let provider = parsed.provider.expect("another test asks for it");
        let prefixes = if provider.prefixes.is_empty() { vec![provider.id] } else { provider.prefixes };
        let fits = |id: &str| {
            prefixes.iter().any(|prefix| id.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        };
        let strange = parsed.credential.iter().map(|record| record.id.get_ref()).filter(|id| !fits(id));
        offenders.extend(strange.map(|id| format!("{}: {id}: id begins with none of {prefixes:?}", file.name)));
    }
    assert_none(&offenders);
}

#[test]
fn the_keys_of_a_credential_stand_in_the_one_order() {
    let mut offenders = Vec::new();
    for file in provider_files() {
        let mut last = 0;
        for line in lines(&file) {
            if line.text == "[[credential]]" {
                last = 0;
            } else if line.starts_key && line.table == "[[credential]]" {
                match KEYS.iter().position(|key| *key == line.key) {
                    Some(place) if place >= last => last = place,
                    Some(_) => offenders.push(format!("{} stands after `{}`", line.place, KEYS[last])),
                    None => offenders.push(format!("{} is no key of a credential", line.place)),
                }
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn texts_hold_no_control_or_bidirectional_characters() {
    let mut offenders = Vec::new();
    for file in all_files() {
        for line in lines(&file) {
            let strange = line.text.chars().filter(|c| is_unprintable(*c));
            offenders.extend(strange.map(|c| format!("{} holds {c:?}", line.place)));
            // An escape could smuggle one in; a quotation mark is all that the data needs one for.
            if line.text.replace("\\\"", "").contains('\\') {
                offenders.push(format!("{} holds an escape: {}", line.place, line.text));
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn texts_hold_no_double_spaces_and_lines_none_at_their_end() {
    let mut offenders = Vec::new();
    for file in all_files() {
        for line in lines(&file) {
            if line.text.trim_start().contains("  ") || line.text != line.text.trim_end() {
                offenders.push(format!("{}: {:?}", line.place, line.text));
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn no_text_is_empty_or_begins_or_ends_with_a_space() {
    let mut offenders = Vec::new();
    for file in all_files() {
        for line in lines(&file).iter().filter(|line| !line.text.starts_with('#')) {
            let unescaped = line.text.replace("\\\"", "'");
            let texts = unescaped.split('"').skip(1).step_by(2);
            let strange = texts.filter(|text| text.is_empty() || *text != text.trim());
            offenders.extend(strange.map(|text| format!("{}: {text:?}", line.place)));
        }
    }
    assert_none(&offenders);
}
