//! Files as people keep them: what comes out of spreadsheets, staff systems and scripts. `tests/files` has one of each.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Call, Folder, Ran, certwise, dated, rows};

/// A file of that name.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

fn batch(name: &str) -> Call {
    dated("batch --top 3").word(file(name))
}

/// The objects that a batch gives, one a line.
fn objects(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("every line is one JSON object")).collect()
}

/// The answers to a file without a fault, of which nothing is said.
#[track_caller]
fn answers(name: &str) -> Vec<Value> {
    objects(&batch(name).answer())
}

fn lines(answers: &[Value]) -> Vec<u64> {
    answers.iter().map(|answer| answer["line"].as_u64().expect("every answer has its line")).collect()
}

#[test]
fn encodings_line_ends_and_what_parts_the_cells_are_no_data() {
    let developer = json!({ "role": "developer", "level": "intermediate", "budget": 200, "hours_per_week": 10 });
    let names = [
        "b-bom.csv",
        "b-caps.csv",
        "b-crlf.csv",
        "b-cr.csv",
        "b-semi.csv",
        "b-semi-bom.csv",
        "b-tab.tsv",
        "b-utf16.csv",
        "b-utf16le-nobom.csv",
    ];
    for name in names {
        let answers = answers(name);
        assert_eq!(answers[0]["situation"], developer, "{name}");
        let expected: &[u64] = match name {
            "b-crlf.csv" => &[2, 4],
            "b-cr.csv" => &[2, 3],
            _ => &[2],
        };
        assert_eq!(lines(&answers), expected, "{name}");
    }
    for (name, line) in [("b-quoted.csv", 2), ("b-sep.csv", 3), ("b-pretty.json", 1)] {
        let answers = answers(name);
        assert_eq!(answers[0]["situation"], json!({ "role": "developer", "budget": 200, "hours_per_week": 10 }), "{name}");
        assert_eq!(lines(&answers), [line], "{name}");
    }
}

#[test]
fn a_json_list_has_an_answer_for_each_of_its_objects() {
    let answers = answers("b-array.json");
    assert_eq!(answers.iter().map(|answer| &answer["situation"]["role"]).collect::<Vec<_>>(), ["developer", "leader"]);
    assert_eq!(lines(&answers), [1, 2]);
}

#[test]
fn blank_lines_count_and_are_no_rows() {
    assert_eq!(lines(&answers("b-blank.csv")), [3, 6]);
}

#[test]
fn spaces_in_a_heading_are_those_of_the_field() {
    assert_eq!(answers("b-space.csv")[0]["situation"], json!({ "role": "developer", "hours_per_week": 6 }));
}

#[test]
fn a_column_that_is_no_field_comes_back() {
    let answers = answers("b-name.csv");
    assert_eq!((answers[0]["given"].clone(), answers.len()), (json!({ "name": "P1" }), 1));
    let sheet = rows(&batch("b-name.csv").word("--format=csv").answer());
    assert_eq!((sheet[0][0].as_str(), sheet[1][0].as_str()), ("name", "P1"));
}

#[test]
fn a_line_before_the_headings_is_told_and_nothing_is_guessed() {
    let said = batch("b-comment.csv").refusal();
    let wrong = "the first line is `# team 2026`, and not a heading; headings are such as role, budget, hours_per_week, have";
    assert!(said.ends_with(&format!("b-comment.csv: {wrong}")), "{said}");
}

#[test]
fn a_table_of_certificates_is_told_where_it_is_read() {
    for name in ["credly-badges-to-csv.csv", "hr-dashboard.csv"] {
        let said = batch(name).refusal();
        assert!(said.contains("certificates") && said.contains("--held FILE") && said.contains("`certwise team FILE`"), "{said}");
    }
}

#[test]
fn windows_1252_is_read_and_said_once() {
    let Ran { out, err, .. } = batch("b-1252.csv").run();
    assert_eq!(lines(&objects(&out)), [2]);
    assert!(err.contains("the text is read as Windows-1252, for example `café`") && err.lines().count() == 1, "{err}");
}

// values: names with spaces, several parted by `;`, `|` and `,`, days in brackets, and words for nothing.
#[test]
#[ignore = "needs the readers of what is held"]
fn cells_of_what_is_held_are_taken_apart() {
    let answers = answers("b-have.csv");
    assert_eq!(lines(&answers), [2, 3, 4, 5, 6, 7, 8, 9]);
    let have = |row: usize| answers[row]["situation"]["have"].clone();
    for row in 0..3 {
        assert_eq!(have(row), json!(["ms-az-900", "ms-ai-900"]), "row {row}");
    }
    assert_eq!(have(3), json!(["ms-az-900@2024-05-01", "ms-ai-900"]));
    assert!(have(4).to_string().contains("aws-aif-c01"));
    assert!((5..8).all(|row| have(row).is_null()));
}

// values: days, amounts and hours as spreadsheets write them.
#[test]
#[ignore = "needs the readers of days, amounts and hours"]
fn values_are_taken_as_spreadsheets_write_them() {
    let answers = objects(&batch("b-values.csv").answer_without_success());
    assert_eq!(lines(&answers), [2, 3, 4, 5, 6, 7]);
    let told = |row: usize, field: &str| answers[row]["situation"][field].clone();
    assert_eq!((told(0, "by"), told(2, "by")), (json!("2027-05-31"), json!("2027-05-31")));
    assert_eq!((told(1, "budget"), told(1, "hours_per_week")), (json!(1000), json!(5)));
    assert_eq!((told(3, "budget"), told(3, "hours_per_week")), (json!(200), json!(6.5)));
    let fault = |row: usize| answers[row]["error"].as_str().expect("faulty").to_owned();
    assert!(fault(4).contains("1/5/2027") && fault(5).contains("46143"), "{} {}", fault(4), fault(5));
}

#[test]
fn every_line_of_a_script_has_its_answer_or_its_fault() {
    let answers = objects(&batch("have.jsonl").run().out);
    assert_eq!(lines(&answers), (1..=12).collect::<Vec<_>>());
    assert_eq!(answers[4]["given"], json!({ "name": "P1" }));
    assert_eq!(answers[5]["situation"]["role"], "developer");
    assert_eq!(lines(&self::answers("team-exp.jsonl")), [1]);
}

// values: what is held as an object or as one text with spaces, and hours.
#[test]
#[ignore = "needs the readers of what is held and of hours"]
fn every_line_of_a_script_has_its_answer() {
    let answers = answers("have.jsonl");
    assert_eq!(lines(&answers), (1..=12).collect::<Vec<_>>());
    assert_eq!(answers[1]["situation"]["have"], json!(["aws-clf-c02"]));
    assert_eq!(answers[3]["situation"]["have"], json!(["ms-az-900@2024-05-01"]));
}

// values: names with spaces, and what the catalogue does not know.
#[test]
#[ignore = "needs the finder of names and what is outside the catalogue"]
fn names_of_certificates_in_cells_are_found() {
    assert_eq!(lines(&answers("team-rewritten.csv")), [2, 3, 4, 5, 6]);
}

#[test]
fn a_formula_is_shown_and_never_run() {
    let out = batch("inj.csv").word("--format=csv").run().out;
    let sheet = rows(&out);
    assert!(out.contains("=1+1") && sheet.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{out}");
    let answers = objects(&batch("inj.csv").answer_without_success());
    assert_eq!(lines(&answers), [2, 3]);
    assert!(answers[1]["error"].as_str().expect("faulty").contains("`=1+1`"));
}

// values: what is known nowhere is no error.
#[test]
#[ignore = "needs what is outside the catalogue"]
fn a_formula_that_is_held_is_not_counted() {
    let answers = objects(&batch("inj.csv").answer_without_success());
    assert_eq!(answers[0]["not_counted"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_workbook_and_what_is_packed_are_told_how_to_be_read() {
    for (bytes, says) in
        [(&b"PK\x03\x04\x14\0\x06\0"[..], "save the sheet as CSV"), (b"\x1f\x8b\x08\0", "gunzip"), (b"%PDF-1.7\n1 0 obj", "PDF")]
    {
        let folder = Folder::with("people.xlsx", bytes);
        for reader in ["batch people.xlsx", "recommend --held people.xlsx"] {
            let said = dated(reader).inside(&folder).refusal();
            assert!(said.starts_with("error: people.xlsx: it is ") && said.contains(says), "{said}");
        }
    }
}

/// An employer who pays, one who forbids, and a catalogue in another script.
#[test]
fn catalogues_as_people_write_them_are_laid_over() {
    let with = |command: &str, name: &str| certwise(command).words("--as-of 2026-11-22 --catalog").word(file(name));
    let free = with("show ms-az-900 --format json", "employer-pays.toml").json();
    assert_eq!(free["credentials"][0]["cost"]["high"], 0);
    let all = with("recommend --format json", "forbid.toml").json();
    let out =
        all["ruled_out"].as_array().expect("a list").iter().filter(|out| out["id"].as_str().is_some_and(|id| id.starts_with("google-")));
    let kinds: Vec<bool> = out.map(|out| out["blockers"].to_string().contains("\"not-open-to-you\"")).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|forbidden| *forbidden));
    assert!(!all["recommendations"].to_string().contains("\"google-pmle\""));
    assert!(with("list", "kr.toml").answer().contains("ADsP"));
    let held = with("recommend --format json --have adsp", "kr.toml").json();
    assert_eq!(held["situation"]["have"], json!(["kdata-adsp"]));
}

#[test]
fn a_catalogue_that_brings_formulas_and_markup_brings_text() {
    for format in ["table", "csv", "markdown"] {
        let out = certwise("list --as-of 2026-11-22 --search acme --format").word(format).word("--catalog").word(file("inj.toml")).answer();
        assert!(out.contains("cmd"), "{out}");
        if format == "csv" {
            assert!(rows(&out).iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{out}");
        }
    }
}
