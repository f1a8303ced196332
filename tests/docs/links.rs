//! Every link of the documentation leads somewhere, and its picture shows what the program prints.

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(page: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

const PAGES: [&str; 9] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/reference.md",
    "docs/glossary.md",
    "docs/install.md",
    "docs/scale.md",
    "docs/speed.md",
    "docs/why.md",
];

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

/// What a drawing shows in its last frame, line by line: `x` and `y` tell the column and the line of each word.
fn last_frame(picture: &str) -> Vec<String> {
    const COLUMN: f32 = 1.002;
    const LINE: f32 = 2.171;
    let drawing = roxmltree::Document::parse(picture).expect("a drawing is XML");
    let number = |word: roxmltree::Node<'_, '_>, key| word.attribute(key).map_or(0.0, |number| number.parse().expect("a number"));
    let moving = |node: &roxmltree::Node<'_, '_>| node.attribute("style").is_some_and(|style| style.contains("animation-name"));
    let film = drawing.descendants().find(moving).expect("it moves");
    let frame = film.descendants().rfind(|node| node.has_tag_name("svg")).expect("it has frames");
    let uses = ("http://www.w3.org/1999/xlink", "href");
    let mut words: Vec<(i32, i32, &str)> = Vec::new();
    for part in frame.children() {
        // A line that several frames show is drawn once, and used where it stands.
        let shared = part.attribute(uses).and_then(|id| drawing.descendants().find(|node| node.attribute("id") == id.strip_prefix('#')));
        for word in shared.unwrap_or(part).descendants().filter(|node| node.has_tag_name("text")) {
            let below = if shared.is_some() { number(part, "y") } else { 0.0 };
            let place = |at: f32, step: f32| format!("{:.0}", at / step).parse().expect("a small number");
            let line = place(number(word, "y") + below - 1.67, LINE);
            words.push((line, place(number(word, "x"), COLUMN), word.text().unwrap_or_default()));
        }
    }
    words.sort_unstable();
    let mut lines: Vec<String> = Vec::new();
    for (line, column, word) in words {
        lines.resize(lines.len().max(usize::try_from(line).expect("a line") + 1), String::new());
        let text = lines.last_mut().expect("there is one");
        text.extend(std::iter::repeat_n(' ', usize::try_from(column).expect("a column").saturating_sub(text.chars().count())));
        text.push_str(word);
    }
    lines
}

/// The picture is a recording: where the answer or the questions have changed since, `.ci/picture` draws it anew.
#[test]
fn the_picture_ends_with_what_the_program_prints_and_stays_there() {
    let picture = read("docs/ask.svg");
    assert!(picture.contains("animation-iteration-count:1;animation-fill-mode:forwards"), "the answer is shown for no time at all");
    let asked = "recommend --role developer --level beginner --coding professional --platform aws --budget 300 --hours-per-week 6 \
                 --as-of 2026-11-22";
    let run = Command::new(env!("CARGO_BIN_EXE_certwise"))
        .args(asked.split_whitespace())
        .env("CERTWISE_CATALOG", crate::frozen::FOLDER)
        .env("XDG_CONFIG_HOME", "/dev/null")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "84")
        .output()
        .expect("it starts");
    let printed = String::from_utf8(run.stdout).expect("text");
    let shown = last_frame(&picture);
    // What `ask` adds: the command that gives the same answer, and the answer in short.
    let end = shown.iter().position(|line| line == "Run again with:").expect("the command stands under the answer");
    let shown = shown[..end].join("\n");
    assert!(shown.lines().count() > 20, "most of the answer is on the screen: {shown}");
    assert!(printed.trim_end().ends_with(shown.trim_end()), "docs/ask.svg is old; run .ci/picture:\n{shown}\n\n{printed}");
    let goal = &certwise::interview::Topic::from(certwise::vocabulary::Field::Goal).text().question;
    let words: Vec<&str> = picture.split('>').filter_map(|part| part.split('<').next()).collect();
    let missing: Vec<&str> = goal.split_whitespace().filter(|word| !words.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?} of the first question are not in docs/ask.svg; run .ci/picture");
}

/// A term that nothing says any longer leaves the glossary. What screens say stands in the pages' console blocks, the rest in the help.
#[test]
fn every_term_of_the_glossary_is_used() {
    let help = ["recommend", "plan", "list", "show", "guide"].map(|command| {
        let run = Command::new(env!("CARGO_BIN_EXE_certwise")).args([command, "--help"]).output().expect("it starts");
        String::from_utf8(run.stdout).expect("text")
    });
    let pages = ["docs/reference.md", "docs/why.md"].map(read);
    let used = [help.concat(), pages.concat()].concat().to_lowercase();
    let words: Vec<&str> = used.split(|c: char| !c.is_alphabetic()).collect();
    let glossary = read("docs/glossary.md");
    let terms: Vec<&str> = glossary.lines().skip_while(|line| !line.starts_with("| ---")).skip(1).collect();
    assert!(terms.len() >= 10, "{} terms", terms.len());
    for term in terms.iter().flat_map(|row| row.split('|').nth(1).expect("a term").split(',')).map(str::trim) {
        let several = [format!("{term}s"), format!("{}ia", term.trim_end_matches("on"))];
        assert!(words.iter().any(|word| *word == term || several.iter().any(|it| it == word)), "nothing says `{term}`");
    }
}
