//! Every kind of fault that a check finds: a small bad file for each in `tests/faults`, and beside it how it is drawn.
//!
//! A file begins with what it is meant to show: for each fault a line `# shows: ` with words of its message, in the order of
//! the drawing. A line `# on: ` has the day for which to check. A file in `tests/faults/framework` is the beginning of a
//! framework; the test puts the tables of the frozen one behind it. What lies in `tests/faults/upkeep` is no file over the
//! frozen catalogue but one of its own, so that the upkeep rules hold of it: a provider file, or the beginning of a framework.
//!
//! `CERTWISE_UPDATE=1 cargo test --test data` writes the drawings anew: read what changed before you keep it.

use std::fs;
use std::path::{Path, PathBuf};

use certwise::diagnostic::SourceFile;
use certwise::render;
use certwise::render::table::Screen;
use certwise::vocabulary::Format;

use crate::frozen;

/// Where the bad files lie, from the root of the crate.
const CATALOGUE: &str = "tests/faults";
/// Where the beginnings of frameworks lie.
const FRAMEWORK: &str = "tests/faults/framework";
/// Where the files lie that break an upkeep rule.
const UPKEEP: &str = "tests/faults/upkeep";

/// A bad file: its path from the root of the crate, and its text.
struct Bad {
    path: String,
    text: String,
}

impl Bad {
    /// What stands behind that head in the lines of the file.
    fn headed(&self, head: &str) -> Vec<&str> {
        self.text.lines().filter_map(|line| line.strip_prefix(head)).collect()
    }

    /// Whether it is the beginning of a framework.
    fn is_framework(&self) -> bool {
        self.path.starts_with(&format!("{FRAMEWORK}/")) || (self.path.starts_with(UPKEEP) && self.text.contains("\nreplaced = "))
    }

    /// The file itself; the beginning of a framework with the tables of the frozen one behind it, and with its upkeep rules
    /// only where those are tried.
    fn whole(&self) -> SourceFile {
        let mut text = self.text.clone();
        if self.is_framework() {
            let (rules, upkeep) = frozen::rules_and_upkeep();
            let (_, tables) = rules.split_once("\n[").expect("the frozen framework has a table");
            text = format!("{text}\n[{tables}{}", if self.path.starts_with(UPKEEP) { &upkeep } else { "" });
        }
        SourceFile { name: self.path.clone(), text }
    }

    /// The file that says how it is drawn.
    fn drawing(&self) -> PathBuf {
        root().join(&self.path).with_extension("txt")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the files in that folder that end so, sorted.
fn names(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder can be read");
    let names = entries.map(|entry| entry.expect("its entries can be read").file_name().into_string().expect("their names are UTF-8"));
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect();
    names.sort();
    names
}

fn bad_files(folder: &str) -> Vec<Bad> {
    let read = |name: String| {
        let path = format!("{folder}/{name}.toml");
        let text = fs::read_to_string(root().join(&path)).expect("a bad file can be read");
        Bad { path, text }
    };
    names(folder, ".toml").into_iter().map(read).collect()
}

/// How the faults of the file are drawn at 80 columns without colour.
fn draw(bad: &Bad) -> String {
    let mut layers = frozen::layers();
    match (bad.path.starts_with(UPKEEP), bad.is_framework()) {
        (true, false) => layers.catalog[0].push(bad.whole()),
        (true, true) => layers.framework = bad.whole(),
        (false, _) => layers.lay_over(vec![bad.whole()]).expect("one framework"),
    }
    let day = bad.headed("# on: ").first().map(|day| day.parse().expect("a day"));
    let mut drawn = Vec::new();
    let screen = Screen { width: 80, styled: false, links: false };
    render::check::write(&mut drawn, Format::Table, screen, &layers, &layers.check(day)).expect("memory can be written");
    let drawn = String::from_utf8(drawn).expect("what it draws is UTF-8");
    let (faults, summary) = drawn.trim_end().rsplit_once('\n').unwrap_or_default();
    if day.is_none() {
        // How much was looked at says nothing of the fault, so of the last line only the number of faults is kept.
        return format!("{faults}\n{}\n", summary.rsplit(": ").next().unwrap_or_default());
    }
    // On any day something frozen is stale as well.
    let place = format!("--> {}:", bad.path);
    let own: Vec<&str> = faults.trim_end().split("\n\n").filter(|fault| fault.contains(&place)).collect();
    format!("{}\n", own.join("\n\n"))
}

/// What is wrong with a drawing; with `CERTWISE_UPDATE=1` it is taken as right, as long as it shows what it is meant to show.
fn judge(bad: &Bad, drawn: &str) -> Vec<String> {
    let shown: Vec<&str> = drawn.lines().filter_map(|line| line.strip_prefix("error: ")).collect();
    let meant = bad.headed("# shows: ");
    let mut wrong = Vec::new();
    if meant.len() != shown.len() || meant.iter().zip(&shown).any(|(meant, shown)| !shown.contains(meant)) {
        wrong.push(format!("{} is meant to show {meant:#?}\nand shows {shown:#?}", bad.path));
    }
    let drawing = bad.drawing();
    if wrong.is_empty() && std::env::var_os("CERTWISE_UPDATE").is_some_and(|update| update == "1") {
        fs::write(drawing, drawn).expect("a drawing can be written");
    } else {
        let expected = fs::read_to_string(drawing).unwrap_or_default();
        if drawn != expected {
            wrong.push(format!("{} is expected to be drawn as\n\n{expected}\nand is drawn as\n\n{drawn}", bad.path));
        }
    }
    wrong
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n\n{}\n", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn a_bad_file_is_drawn_as_its_drawing_says() {
    let bad = [CATALOGUE, FRAMEWORK, UPKEEP].into_iter().flat_map(bad_files);
    assert_none(&bad.flat_map(|bad| judge(&bad, &draw(&bad))).collect::<Vec<_>>());
}

#[test]
fn every_drawing_is_of_a_bad_file() {
    for folder in [CATALOGUE, FRAMEWORK, UPKEEP] {
        assert_eq!(names(folder, ".txt"), names(folder, ".toml"), "left the drawings in {folder}, right the bad files");
    }
}
