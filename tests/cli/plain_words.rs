//! Words that must not appear on any screen or page, and in no text for programs: private terms and half sentences that people stopped at.

use crate::harness::{certwise, dated};

/// What was said once, each with what is said now.
const NOT_SAID: [(&str, &str); 27] = [
    ("Mind:", "Before you commit"),
    ("Old:", "last verified"),
    ("Yours:", "For your own situation"),
    ("Looked at:", "N of M fit"),
    ("To sharpen it", "To narrow this down"),
    ("listed by id", "tied"),
    ("is level with", "tied"),
    ("How firm", "What would change number 1"),
    ("Sensitivity:", "What would change number 1"),
    ("Until then:", "Meanwhile"),
    ("dear or unknown", "high or unknown"),
    ("yet assessed", "with an assessment"),
    ("the framework's pick", "the standard choice"),
    ("its place was taken", "replaced by"),
    ("closed for good", "retired"),
    ("Slot, and what fills it", "Credential"),
    ("To keep them", "Renewals"),
    ("Counted with:", "Assumes"),
    ("not computed with", "Unverified claims"),
    ("Held from this day", "Earned"),
    ("Nothing found:", "No credentials match"),
    ("By its grades", "would be number N of M"),
    ("no dated source", "never verified"),
    ("unlinked file", "a document without an address"),
    ("you named no", "say nothing"),
    ("nothing that you told", "any"),
    ("lets it in,", "adds"),
];

const CALLS: [&str; 17] = [
    "recommend --role developer --platform aws",
    "recommend --role business --goal governance --explain --top 200",
    "recommend --budget 0 --weeks 1 --hands-on --explain",
    "recommend --budget 100",
    "recommend --goal generative-ai --level beginner --have AI-900,MLS-C01@2023-12-15 --retake",
    "plan --role developer --platform azure --budget 700 --by 2027-08-01",
    "plan --stack data-to-ai --platform snowflake --budget 300",
    "plan --budget 0 --weeks 1 --hours-per-week 1",
    "why google-pmle AI-102 --role developer --platform aws --budget 150",
    "why mit-professional-ml-ai --goal prestige",
    "quick",
    "list --all",
    "list --search zzzzqqqq",
    "show mit-professional-ml-ai --sources",
    "show AIF-C01 AI-900",
    "guide all",
    "show google-pmle",
];

#[test]
fn no_private_word_stands_on_a_screen_a_page_or_in_an_answer_for_programs() {
    let people = "name,role,platform,have\nAnn,developer,aws,AIF-C01@2024-02-10\nBen,leadr,azure,\nCem,,,\n";
    let piped = ["batch - --explain", "team - --budget 200"].map(|line| dated(line).input(people));
    let calls = CALLS.iter().map(|line| dated(line)).chain([certwise("diff 2026-01-09 2026-11-22"), certwise("check")]).chain(piped);
    let mut found = Vec::new();
    for (number, call) in calls.enumerate() {
        for format in ["table", "markdown", "json", "csv", "html"] {
            if format == "html" && number > 6 {
                continue;
            }
            let said = call.clone().words("--format").word(format).columns(120).run().out;
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            let private = NOT_SAID.iter().filter(|(word, _)| said.contains(word));
            found.extend(private.map(|(word, plain)| format!("{:?} --format {format} says {word:?}, not {plain:?}", CALLS.get(number))));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Days are in words where people read them; figures stay in commands, addresses and ids.
#[test]
fn days_are_in_words_for_people() {
    for line in CALLS {
        let page = dated(line).columns(240).run().out.replace(" \\\n", " ");
        for word in page.lines().filter(|line| !line.contains("--")).flat_map(str::split_whitespace) {
            let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let is_day = word.len() == 10 && word.starts_with("20") && word.parse::<certwise::calendar::Day>().is_ok();
            assert!(!is_day, "{line}: {word}");
        }
    }
}

/// The sentences of the data too, those that no call above happens to show; and help.
#[test]
fn no_private_word_stands_in_the_data_or_in_help() {
    let mut texts = vec![("--help".to_owned(), certwise("--help").answer())];
    for command in ["ask", "recommend", "why", "plan", "list", "show", "diff", "guide", "batch", "team", "check"] {
        texts.push((format!("{command} --help"), certwise(command).word("--help").answer()));
    }
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("it is text");
                let said = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
                texts.push((path.display().to_string(), said));
            }
        }
    }
    let found: Vec<String> = texts
        .iter()
        .flat_map(|(place, text)| {
            let private = NOT_SAID.iter().filter(|(word, _)| text.contains(word));
            private.map(move |(word, plain)| format!("{place} says {word:?}, not {plain:?}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
