//! No line is wider than the screen, but an address alone on its line: where `COLUMNS` says how wide that is, and where nobody does.

use textwrap::core::display_width;

use crate::harness::{dated, rows};

const WIDTHS: [usize; 5] = [45, 60, 72, 80, 100];

/// Whether nothing stands on the line but one thing that is of no use in pieces: an address, the way to a file, an argument of a command.
pub fn stands_alone(line: &str) -> bool {
    let bare = line.trim_start_matches("- ").trim().trim_end_matches(" \\");
    bare.contains('/') && bare.split_whitespace().count() == 1
}

#[track_caller]
fn fits(line: &str) {
    for columns in WIDTHS {
        let out = dated(line).columns(columns).run().out;
        assert!(!out.is_empty(), "{line}");
        for line_of in out.lines() {
            let fits = display_width(line_of) <= columns || stands_alone(line_of);
            assert!(fits, "{line} at {columns} columns: {} wide: {line_of}", display_width(line_of));
            assert_eq!(line_of.trim_end(), line_of, "{line} at {columns} columns ends with spaces");
        }
    }
}

#[test]
fn a_recommendation_fits_the_screen() {
    fits("recommend");
    fits(
        "recommend --role developer --level beginner --platform aws,azure,google-cloud --goal generative-ai --budget 300 --weeks 40 --have AI-900,AZ-900",
    );
    fits("recommend --top 200");
    fits("recommend --budget 0 --hands-on --by 2026-11-23");
}

#[test]
fn an_explained_recommendation_fits_the_screen() {
    fits("recommend --explain --top 20");
}

#[test]
fn a_plan_fits_the_screen() {
    fits("plan");
    fits("plan --role data-engineer --platform snowflake --have snowflake-core@2025-01-15 --retake --parallel 2");
    fits("plan --role developer --budget 500 --by 2027-03-31 --pause 2026-12-20..2027-01-05");
    fits("plan --budget 0 --weeks 1 --hours-per-week 1");
}

#[test]
fn the_quick_table_fits_the_screen() {
    fits("quick");
}

#[test]
fn a_list_fits_the_screen() {
    fits("list");
    fits("list --sort cost --platform aws");
    fits("list --search kuberntes");
}

#[test]
fn what_is_known_of_a_credential_fits_the_screen() {
    fits("show AIF-C01");
    fits("show stanford-ai-professional-program");
    fits("show AIF-C01 google-pmle");
    fits("show AIF-C01 AI-900 google-pmle mit-professional-ml-ai");
}

#[test]
fn a_batch_fits_the_screen_and_so_does_what_is_wrong_with_its_lines() {
    for columns in WIDTHS {
        let ran = dated("batch - --format table").columns(columns).input("{}\n{\"role\":\"develper\"}\n").run();
        for line in ran.out.lines() {
            assert!(display_width(line) <= columns || stands_alone(line), "at {columns} columns: {line}");
        }
    }
}

#[test]
fn cards_take_the_place_of_a_table_below_72_columns() {
    let heads = |columns: usize| dated("list --provider aws").columns(columns).answer().lines().any(|line| line.starts_with("Id "));
    assert!(!heads(71) && heads(72));
}

#[test]
fn without_a_sensible_width_a_hundred_columns_are_taken() {
    let hundred = dated("list").columns(100).answer();
    for nonsense in ["", "wide", "-5", "99999999999"] {
        assert_eq!(dated("list").env("COLUMNS", nonsense).answer(), hundred, "COLUMNS={nonsense}");
    }
    for tiny in ["0", "1", "5"] {
        assert!(!dated("list").env("COLUMNS", tiny).answer().is_empty(), "COLUMNS={tiny}");
    }
}

#[test]
fn a_card_has_the_whole_id() {
    let ids = rows(&dated("list --format csv").answer());
    let out = dated("list").columns(45).answer();
    let missing: Vec<&str> = ids.iter().skip(1).map(|row| row[0].as_str()).filter(|id| !out.lines().any(|line| line == *id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
