//! Every kind of fault that a check finds: a small bad file for each in `tests/faults`, and beside it how it is drawn.
//!
//! A file begins with what it is meant to show: for each fault a line `# shows: ` with words of its message, in the order of
//! the drawing. A line `# on: ` has the day for which to check. A file in `tests/faults/framework` is the beginning of a
//! framework; the test puts the tables of the embedded one behind it. A file in `tests/faults/whole` is one more of a whole
//! catalogue, and all others lie over the embedded one.
//!
//! `CERTWISE_UPDATE=1 cargo test --test faults` writes the drawings anew: read what changed before you keep it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use certwise::embedded;

/// Where the bad files lie, from the root of the crate.
const CATALOGUE: &str = "tests/faults";
/// Where those lie that are faulty only as a file of the catalogue itself.
const WHOLE: &str = "tests/faults/whole";
/// Where the beginnings of frameworks lie.
const FRAMEWORK: &str = "tests/faults/framework";

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

/// How the program draws the faults of that file when it checks `path` from inside `folder`, at 80 columns without colour.
fn draw(folder: &Path, path: &str, bad: &Bad) -> String {
    let day = bad.headed("# on: ");
    let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
    command.current_dir(folder).env("COLUMNS", "80").env_remove("CERTWISE_CATALOG").args(["check", path, "--color", "never"]);
    command.args(day.iter().flat_map(|day| ["--as-of", day]));
    let output = command.output().expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("what it says is UTF-8");
    assert_eq!((output.status.code(), said.as_str()), (Some(1), ""), "{}", bad.path);
    let drawn = String::from_utf8(output.stdout).expect("what it draws is UTF-8");
    let (faults, summary) = drawn.trim_end().rsplit_once('\n').unwrap_or_default();
    if day.is_empty() {
        // How much was looked at changes with the data, so of the last line only the number of faults is kept.
        return format!("{faults}\n{}\n", summary.rsplit(": ").next().unwrap_or_default());
    }
    // On any day something embedded is stale as well.
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
fn a_bad_catalogue_file_is_drawn_as_its_drawing_says() {
    let wrong = bad_files(CATALOGUE).iter().flat_map(|bad| judge(bad, &draw(root(), &bad.path, bad))).collect::<Vec<_>>();
    assert_none(&wrong);
}

#[test]
fn a_bad_file_of_a_whole_catalogue_is_drawn_as_its_drawing_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder.join(WHOLE).join("providers")).expect("a folder can be made");
    fs::write(folder.join(WHOLE).join("framework.toml"), embedded::framework_file().text).expect("a file can be written");
    for (path, text) in embedded::PROVIDERS {
        fs::write(folder.join(WHOLE).join(path), text).expect("a file can be written");
    }
    let mut wrong = Vec::new();
    for bad in bad_files(WHOLE) {
        fs::write(folder.join(&bad.path), &bad.text).expect("a file can be written");
        wrong.extend(judge(&bad, &draw(folder, WHOLE, &bad)));
        fs::remove_file(folder.join(&bad.path)).expect("a file can be removed");
    }
    assert_none(&wrong);
}

#[test]
fn a_bad_framework_is_drawn_as_its_drawing_says() {
    let embedded = embedded::framework_file().text;
    let (_, tables) = embedded.split_once("\n[").expect("the embedded framework has a table");
    // The same path below another folder, so that the drawing says it as the crate's root would.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder.join(FRAMEWORK)).expect("a folder can be made");
    let mut wrong = Vec::new();
    for bad in bad_files(FRAMEWORK) {
        fs::write(folder.join(&bad.path), format!("{}\n[{tables}", bad.text)).expect("a framework can be written");
        wrong.extend(judge(&bad, &draw(folder, &bad.path, &bad)));
    }
    assert_none(&wrong);
}

#[test]
fn every_drawing_is_of_a_bad_file() {
    for folder in [CATALOGUE, WHOLE, FRAMEWORK] {
        assert_eq!(names(folder, ".txt"), names(folder, ".toml"), "left the drawings in {folder}, right the bad files");
    }
}
