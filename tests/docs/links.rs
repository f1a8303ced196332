//! Every link of the documentation leads somewhere, and its picture shows what the program prints.

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(page: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

const PAGES: [&str; 7] =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/reference.md", "docs/glossary.md", "docs/scale.md", "docs/speed.md"];

/// A heading as the address of its place: lower case, spaces as dashes, all other signs left out.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for page in PAGES {
        let text = read(page);
        let folder = Path::new(ROOT).join(page).parent().expect("a folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.starts_with("http")) {
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { Path::new(ROOT).join(page) } else { folder.join(path) };
            assert!(target.exists(), "{page} links to {link}");
            if !place.is_empty() {
                let text = std::fs::read_to_string(&target).expect("a page");
                assert!(text.lines().any(|line| line.starts_with('#') && anchor(line) == place), "{page} links to {link}");
            }
        }
    }
}

/// What people look at first is short; the rest is in the reference.
#[test]
fn the_readme_is_short_and_begins_with_a_picture() {
    let readme = read("README.md");
    assert!(readme.lines().count() <= 150, "{} lines", readme.lines().count());
    assert!(readme.lines().take(20).any(|line| line.starts_with("![")), "its picture stands in the first screen");
}

/// The picture is a recording: where the answer or the questions have changed since, `.ci/picture` draws it anew.
#[test]
fn the_picture_shows_what_the_program_prints() {
    let picture = read("docs/ask.svg");
    let words: Vec<&str> = picture.split('>').filter_map(|part| part.split('<').next()).flat_map(str::split_whitespace).collect();
    let asked = "recommend --role developer --level beginner --coding professional --platform aws --budget 300 --hours-per-week 6 \
                 --as-of 2026-11-22 --format json";
    let run = Command::new(env!("CARGO_BIN_EXE_certwise"))
        .args(asked.split_whitespace())
        .env("CERTWISE_CATALOG", crate::frozen::FOLDER)
        .env("XDG_CONFIG_HOME", "/dev/null")
        .output()
        .expect("it starts");
    let answer: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let first = &answer["recommendations"][0];
    let name = first["name"].as_str().expect("a name");
    let goal = certwise::interview::Topic::from(certwise::vocabulary::Field::Goal).text();
    let wanted = format!("{name} ({}) ${} {}", first["id"].as_str().expect("an id"), first["cost"]["high"], goal.question);
    let missing: Vec<&str> = wanted.split_whitespace().filter(|word| !words.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?} are not in docs/ask.svg; run .ci/picture");
}
