//! What the weekly run and the documentation type is what the program takes.

use std::fs;
use std::path::Path;
use std::process::Command;

use certwise::cli::Cli;
use certwise::commands::parse;
use clap::CommandFactory as _;

fn read(page: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// The words of the commands behind that one in a text, each up to what a shell or a sentence does with it.
fn commands(text: &str, program: &str) -> Vec<Vec<String>> {
    let begins = |line: &str| line.match_indices(program).map(|(at, _)| line[at + program.len()..].to_owned()).collect::<Vec<_>>();
    let words = |rest: String| rest.split_whitespace().take_while(|word| !word.starts_with(['|', '>', '#'])).map(str::to_owned).collect();
    text.lines().flat_map(|line| line.split('`').flat_map(begins).collect::<Vec<_>>()).map(words).collect()
}

#[test]
fn every_command_of_the_weekly_run_is_one() {
    let run = read(".github/workflows/facts.yml");
    let calls = commands(&run, "target/release/certwise ");
    let named: Vec<&str> = calls.iter().map(|words| words[0].as_str()).collect();
    assert_eq!(named, ["verify", "check"]);
    for words in calls {
        let words = words.iter().map(|word| if word == "\"$today\"" { "2026-11-22" } else { word.as_str() });
        let words: Vec<&str> = std::iter::once("certwise").chain(words).collect();
        assert!(parse(words.iter().map(Into::into)).is_ok(), "{words:?}");
    }
    let [build] = commands(&run, "cargo ").try_into().expect("it builds once");
    let help = Command::new(env!("CARGO")).args([build[0].as_str(), "-h"]).output().expect("cargo starts");
    let help = String::from_utf8(help.stdout).expect("text");
    let unknown = build.iter().filter(|word| word.starts_with("--") && !help.contains(word.as_str())).count();
    assert!(unknown == 0 && build.ends_with(&["--features".to_owned(), "verify".to_owned()]), "{build:?}");
    for line in ["contents: read", "issues: write"] {
        assert!(run.contains(line), "{line}");
    }
    assert_eq!(run.matches(": write").count(), 1, "it may write issues and nothing else");
}

#[test]
fn the_documentation_tells_every_flag_and_no_other() {
    let pages = ["docs/reference.md", "CONTRIBUTING.md"].map(read).concat();
    let command = Cli::command();
    let verify = command.find_subcommand("verify").expect("this build has it");
    for flag in verify.get_arguments().filter_map(|arg| arg.get_long()).filter(|flag| *flag != "help") {
        assert!(pages.contains(&format!("--{flag}")), "nothing tells of --{flag}");
    }
    let calls = commands(&pages, "certwise verify");
    assert!(calls.len() >= 3, "{calls:?}");
    for words in calls {
        let words: Vec<&str> = ["certwise", "verify"].into_iter().chain(words.iter().map(String::as_str)).collect();
        assert!(parse(words.iter().map(Into::into)).is_ok(), "{words:?}");
    }
}
