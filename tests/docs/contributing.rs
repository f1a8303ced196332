//! The template entry of CONTRIBUTING.md can be copied: it is sound, it has every key in order, and says something of each.

use std::path::Path;

use certwise::catalog::CatalogFile;
use certwise::diagnostic::SourceFile;
use certwise::embedded;
use certwise::layers::Layers;
use certwise::vocabulary::UpkeepRule;

/// The one block of TOML in CONTRIBUTING.md.
fn template() -> SourceFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md");
    let page = std::fs::read_to_string(path).expect("CONTRIBUTING.md can be read");
    let blocks: Vec<&str> = page.split("```toml\n").skip(1).collect();
    let [block] = blocks.as_slice() else { panic!("CONTRIBUTING.md has {} blocks of TOML, not one", blocks.len()) };
    let (text, _) = block.split_once("```").expect("the block ends");
    SourceFile { name: "data/providers/example-academy.toml".to_owned(), text: text.to_owned() }
}

/// The keys that may stand where `{}` does: an unknown one is answered with all of them.
fn known(place: &str) -> Vec<String> {
    let text = place.replace("{}", "no_such_key = 1");
    let faults = SourceFile { name: String::new(), text }.parse::<CatalogFile>().expect_err("the key is unknown").0;
    let hints = faults.into_iter().filter(|fault| fault.message.contains("`no_such_key`")).filter_map(|fault| fault.hint);
    let list = hints.map(|hint| hint.trim_start_matches("known: ").replace(" or ", ", ")).collect::<String>();
    let keys: Vec<String> = list.split(", ").map(str::to_owned).collect();
    assert!(keys.iter().all(|key| is_key(key)), "{place}: {keys:?}");
    keys
}

fn credential_keys() -> Vec<String> {
    known("[[credential]]\n{}")
}

/// The key that a line gives a value in the first column.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" = ")?;
    is_key(key).then_some(key)
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

#[test]
fn the_template_passes_the_check_as_a_file_of_the_data() {
    let mut layers = Layers::embedded();
    layers.catalog[0].push(template());
    let faults: Vec<String> = layers.check(None).faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_template_gives_every_key_of_a_credential_with_a_comment() {
    let template = template();
    let lines: Vec<&str> = template.text.lines().collect();
    let (_, credentials) = template.text.split_once("[[credential]]").expect("the template has a credential");
    let first = lines.len() - credentials.lines().count();
    for key in credential_keys() {
        let line = (first..lines.len()).find(|line| key_of(lines[*line]) == Some(key.as_str()));
        let line = line.unwrap_or_else(|| panic!("the template does not give `{key}`"));
        assert!(lines[line].contains(" # ") || lines[line - 1].starts_with('#'), "no comment says what `{key}` is");
    }
}

#[test]
fn the_order_of_keys_has_every_key() {
    let (_, framework, _) = embedded::prepared();
    assert_eq!(framework.upkeep(UpkeepRule::KeyOrder).expect("the order is asked for").list, credential_keys());
}

#[test]
fn the_template_mentions_every_key_of_every_inner_table() {
    let text = template().text;
    let words: Vec<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    for place in [
        "[provider]\n{}",
        "[[outside]]\n{}",
        "[[credential]]\nlifecycle = { {} }",
        "[[credential]]\naccess = { {} }",
        "[[credential]]\ncost = { {} }",
        "[[credential]]\nprep = { {} }",
        "[[credential]]\nretake = { {} }",
        "[[credential]]\nrequires = [{ {} }]",
        "[[credential]]\nrenewal = { {} }",
        "[[credential]]\nclaims = [{ {} }]",
        "[[credential]]\nnotes = [{ {} }]",
        "[[credential]]\nsources = [{ {} }]",
    ] {
        for key in known(place) {
            assert!(words.contains(&key.as_str()), "the template does not mention `{key}` of {place}");
        }
    }
}
