//! The README's own commands are run, and what it shows is what they print: of the frozen catalogue, so that it stays so.

use std::process::Command;

const README: &str = include_str!("../../README.md");

#[test]
fn every_console_block_prints_what_it_shows() {
    crate::every_block_prints_what_it_shows(&["README.md", "docs/reference.md", "docs/why.md"]);
}

#[test]
fn every_cargo_run_of_the_readme_answers() {
    let mut count = 0;
    for line in README.lines().flat_map(|line| line.split('`')) {
        if let Some(arguments) = line.strip_prefix("cargo run --release --locked -- ") {
            let run = Command::new(env!("CARGO_BIN_EXE_certwise"))
                .args(arguments.split_whitespace())
                .args(["--as-of", "2026-11-22", "--no-config"])
                .output();
            let run = run.expect("the program starts");
            assert!(run.status.success() && !run.stdout.is_empty(), "{line}: {run:?}");
            count += 1;
        }
    }
    assert_eq!(count, 2, "the main job and the answer for one person");
}
