//! Whole screens as people see them, at four widths: a telephone's, the usual one, a wide one and a very wide one. The files in
//! `tests/cli/screens` are what is expected; `SNAPSHOTS=overwrite` writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};

use crate::harness::{certwise, dated};

const WIDTHS: [usize; 4] = [80, 45, 120, 200];

/// The same call at each width, one under the other.
#[track_caller]
fn screens(name: &str, line: &str) {
    screens_of(name, line, "");
}

/// The same of what is read from standard input.
#[track_caller]
fn screens_of(name: &str, line: &str, input: &'static str) {
    let mut all = String::new();
    for columns in WIDTHS {
        // These take no day, or days of their own.
        let has_days = ["diff", "check"].iter().any(|command| line.starts_with(command)) || line.ends_with("-h");
        let call = if has_days { certwise(line) } else { dated(line) }.input(input);
        let _ = writeln!(all, "==== {columns} columns: certwise {line}\n{}", call.columns(columns).run().out);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/screens").join(name).with_extension("txt");
    assert_data_eq!(all, Data::read_from(&file, Some(DataFormat::Text)).raw());
}

#[test]
fn recommend() {
    screens("recommend", "recommend --role developer --platform aws");
}

#[test]
fn recommend_where_several_are_tied() {
    screens("recommend-tied", "recommend --role business --goal governance --have iapp-aigp,pmi-cpmai");
}

#[test]
fn recommend_where_nothing_fits() {
    screens("recommend-nothing", "recommend --budget 0 --weeks 1 --hands-on");
}

#[test]
fn recommend_explained() {
    screens("recommend-explain", "recommend --role business --explain --top 2");
}

#[test]
fn recommend_to_nobody() {
    screens("recommend-nobody", "recommend --budget 200");
}

#[test]
fn why() {
    screens("why", "why google-pmle AI-102 --role developer --platform aws --budget 150");
}

#[test]
fn plan() {
    screens("plan", "plan --role developer --platform azure --budget 700 --by 2027-08-01");
}

#[test]
fn quick() {
    screens("quick", "quick");
}

#[test]
fn list() {
    screens("list", "list --provider aws,google-cloud");
}

#[test]
fn show() {
    screens("show", "show AIF-C01");
}

#[test]
fn show_side_by_side() {
    screens("show-beside", "show dlai-genai-for-everyone google-ai-essentials --sources");
}

#[test]
fn diff() {
    screens("diff", "diff 2026-06-01 2026-11-22");
}

#[test]
fn guide() {
    screens("guide", "guide");
}

#[test]
fn guide_to_one_topic() {
    screens("guide-faq", "guide faq");
}

#[test]
fn team() {
    let people = "name,role,platform,have\nAnn,developer,aws,AIF-C01@2024-02-10\nBen,leader,azure,\nCem,,,\n";
    screens_of("team", "team - --budget 200", people);
}

#[test]
fn batch() {
    screens_of("batch", "batch - --format table --top 1", "role,platform\ndeveloper,aws\nleadr,\n");
}

#[test]
fn check() {
    screens_of("check", "check -", "[[credential]]\nid = \"aws-aif-c01\"\ncost = { exam = -5 }\n");
}

#[test]
fn help() {
    screens("help", "recommend -h");
}

/// The whole table of the article, with cost, day and what to type next, on the smallest usual screen.
#[test]
fn the_quick_table_fits_24_lines() {
    let lines = dated("quick").columns(80).answer().lines().count();
    assert!(lines <= 24, "{lines}");
}
