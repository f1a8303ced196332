//! Whatever a catalogue file says is text: nothing in it drives a terminal, a spreadsheet or a page.

use textwrap::core::display_width;

use crate::formats::bars;
use crate::harness::{Call, Folder, certwise, dated, rows};
use crate::width::stands_alone;

/// A sound catalogue file in which every text is hostile.
pub const HOSTILE: &str = include_str!("../hostile.toml");

/// Every way to get its texts out.
const WAYS: [&str; 6] = [
    "recommend --role developer --level beginner --goal foundations --top 200",
    "recommend --level beginner --top 200 --explain",
    "recommend --by 2026-11-22 --explain",
    "list --provider acme",
    "show acme-hostile",
    "show acme-hostile AIF-C01",
];

fn hostile(line: &str, format: &str) -> (Folder, Call) {
    let folder = Folder::with("hostile.toml", HOSTILE);
    let call = dated(line).words("--catalog hostile.toml --format").word(format).inside(&folder);
    (folder, call)
}

/// A character that drives a terminal, or turns the direction of the text around it.
fn drives(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn drives_nothing(line: &str, format: &str) {
    let (_folder, call) = hostile(line, format);
    let ran = call.run();
    assert!(ran.code == Some(0) || ran.code == Some(1), "{line}: {}", ran.err);
    let driving = ran.out.lines().find(|line| line.chars().any(drives));
    assert_eq!(driving, None, "{line} --format {format}");
}

#[test]
fn a_table_has_no_character_that_drives_a_terminal() {
    for way in WAYS {
        drives_nothing(way, "table");
    }
}

#[test]
fn a_sheet_has_no_character_that_drives_a_terminal() {
    for way in WAYS {
        drives_nothing(way, "csv");
    }
}

#[test]
fn a_markdown_page_has_no_character_that_drives_a_terminal() {
    for way in WAYS {
        drives_nothing(way, "markdown");
    }
}

#[test]
fn json_has_them_escaped_and_means_the_whole_text() {
    for way in WAYS {
        drives_nothing(way, "json");
    }
    let (_folder, call) = hostile("show acme-hostile", "json");
    let name = call.json()["credentials"][0]["name"].as_str().expect("text").to_owned();
    assert!(name.starts_with("=1+1 \u{1b}[31mred\u{1b}[0m\u{7} \u{202e}gnp.exe\u{202c} a|b "), "{name:?}");
}

/// Colours are the program's own: bold, dim and colours, and nothing that a file brought along.
#[test]
fn colours_let_no_other_sequence_through() {
    for way in WAYS {
        for columns in [60, 100] {
            let (_folder, call) = hostile(way, "table");
            let out = call.columns(columns).words("--color always").run().out;
            let own = out.split('\u{1b}').skip(1).all(|after| {
                let sequence: String = after.chars().take_while(|c| *c != 'm').collect();
                sequence.starts_with('[') && sequence.len() < 12 && sequence[1..].chars().all(|c| c.is_ascii_digit() || c == ';')
            });
            assert!(own, "{way} at {columns} columns");
            let driving = out.lines().find(|line| line.chars().any(|c| c != '\u{1b}' && drives(c)));
            assert_eq!(driving, None, "{way} at {columns} columns");
            assert!(!out.contains("\u{1b}[31mred"), "{way} at {columns} columns");
        }
    }
}

#[test]
fn a_wide_or_broken_name_keeps_the_lines_within_the_screen() {
    for way in WAYS {
        for columns in [45, 60, 72, 80, 100] {
            let (_folder, call) = hostile(way, "table");
            for line in call.columns(columns).run().out.lines() {
                assert!(display_width(line) <= columns || stands_alone(line), "{way} at {columns} columns: {line}");
            }
        }
    }
}

#[test]
fn a_wide_or_broken_name_keeps_the_columns_aligned() {
    let (_folder, call) = hostile("list --max-cost 100 --provider acme,aws", "table");
    let out = call.columns(100).answer();
    let width_of = |first: &str| out.lines().find(|line| line.trim_start().starts_with(first)).map(display_width);
    assert_eq!(width_of("acme-hostile"), width_of("Id "), "{out}");
    assert_eq!(width_of("aws-aif-c01"), width_of("Id "), "{out}");
}

#[test]
fn a_cell_that_a_spreadsheet_would_take_for_a_formula_is_defused() {
    for way in WAYS {
        let (_folder, call) = hostile(way, "csv");
        let rows = rows(&call.run().out);
        for cell in rows.iter().skip(1).flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{way}: {cell}");
        }
    }
    let (_folder, call) = hostile("list --provider acme", "csv");
    let rows = rows(&call.answer());
    assert!(rows[1][1].starts_with("'=1+1 ") && rows[1][2].starts_with("'@SUM(A1)"), "{:?}", rows[1]);
}

#[test]
fn markup_in_a_page_is_escaped() {
    for way in WAYS {
        let (_folder, call) = hostile(way, "markdown");
        let out = call.run().out;
        for markup in ["<script", "<img", "<b>", "</b>", "[x](", "*bold*"] {
            let raw = out.match_indices(markup).any(|(at, _)| !out[..at].ends_with('\\'));
            assert!(!raw, "{way} has {markup} in it");
        }
        // A block of code is shown as it stands.
        let mut inside = false;
        let text = |line: &&str| {
            let fence = line.starts_with("```");
            inside ^= fence;
            !inside && !fence
        };
        let lines: Vec<&str> = out.lines().filter(text).collect();
        for line in &lines {
            assert!(!line.starts_with("# "), "{way}: {line}");
            let bare = line.replace("\\\\", "").replace("\\`", "");
            assert!(!bare.contains('`'), "{way}: {line}");
        }
        for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| line.starts_with('|'))) {
            assert_eq!(bars(pair[0]), bars(pair[1]), "{way}: {}", pair[1]);
        }
    }
}

#[test]
fn a_faulty_line_of_a_batch_cannot_bring_markup_or_sequences() {
    let line = "{\"role\":\"<script>alert(1)</script> | `x` \\u001b[31m\\u202e\"}\n";
    for format in ["table", "csv", "markdown", "json"] {
        let out = certwise("batch - --as-of 2026-11-22 --format").word(format).input(line).answer_without_success();
        assert!(!out.chars().any(drives), "{format}: {out:?}");
        assert!(format != "markdown" || !out.contains("<script"), "{format}: {out}");
    }
}
