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
    let mut all = String::new();
    for columns in WIDTHS {
        // `diff` has days of its own.
        let call = if line.starts_with("diff") { certwise(line) } else { dated(line) };
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

/// The whole table of the article, with cost, day and what to type next, on the smallest usual screen.
#[test]
fn the_quick_table_fits_24_lines() {
    let lines = dated("quick").columns(80).answer().lines().count();
    assert!(lines <= 24, "{lines}");
}
