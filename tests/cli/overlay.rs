//! Files laid over the embedded catalogue, and in which order.

use serde_json::Value;

use crate::harness::{Call, Folder, certwise, dated, rows};

fn price(price: u32) -> String {
    format!("[[credential]]\nid = \"aws-aif-c01\"\ncost.exam = {price}\n")
}

/// A complete new credential that fits a developer on AWS.
const NEW: &str = "[provider]\nid = \"acme\"\nname = \"Acme\"\n\n[[credential]]\nid = \"acme-one\"\nname = \"Acme One\"\ncode = \"AC-1\"\n\
    kind = \"proctored-exam\"\nlevel = \"intermediate\"\nplatforms = [\"aws\"]\nroles = [\"developer\"]\ngoals = [\"generative-ai\"]\n\
    cost = { exam = 50 }\nprep = { hours = [10, 20] }\n";

#[track_caller]
fn known(call: &Call) -> Value {
    call.json()["credentials"][0].clone()
}

#[track_caller]
fn dollars(call: &Call) -> Option<u64> {
    known(call)["cost"]["high"].as_u64()
}

fn files() -> Folder {
    let folder = Folder::with("one.toml", price(1)).and("two.toml", price(2)).and("three.toml", price(3));
    folder.and("inner/a.toml", price(7)).and("inner/b.toml", NEW).and("inner/notes.txt", "no toml = at = all")
}

#[test]
fn a_price_of_nothing_changes_what_it_costs_and_nothing_else() {
    let folder = Folder::with("voucher.toml", price(0));
    let call = || dated("show AIF-C01 --format json --catalog voucher.toml").inside(&folder);
    let before = known(&dated("show AIF-C01 --format json"));
    let after = known(&call());
    assert_eq!((before["cost"]["high"].as_u64(), after["cost"]["high"].as_u64()), (Some(100), Some(0)));
    for key in ["name", "code", "provider", "kind", "tier", "level", "lifecycle", "prep", "roles", "goals", "url"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    let free = dated("list --free --format csv --catalog voucher.toml").inside(&folder).answer();
    assert!(rows(&free).iter().any(|row| row[0] == "aws-aif-c01"));
    let fits = dated("recommend --budget 0 --platform aws --format csv --top 100 --catalog voucher.toml").inside(&folder).answer();
    assert!(rows(&fits).iter().any(|row| row[1] == "aws-aif-c01" && row[7] == "0"), "{fits}");
    assert!(dated("recommend --role developer --platform aws --catalog voucher.toml").inside(&folder).answer().contains(" free "));
}

/// The sources of the embedded catalogue prove its own price and no other.
#[test]
fn a_price_from_a_file_is_not_proved_by_the_sources_of_the_embedded_one() {
    let folder = Folder::with("voucher.toml", price(0));
    let sheet = rows(&dated("show AIF-C01 --format csv --catalog voucher.toml").inside(&folder).answer());
    let fee = sheet.iter().find(|row| row[1] == "exam fee").expect("it has a fee");
    let before = rows(&dated("show AIF-C01 --format csv").answer());
    let proof = before.iter().find(|row| row[1] == "exam fee").expect("it has a fee");
    assert_ne!(fee[3..], proof[3..], "the fee is now {}", fee[2]);
}

#[test]
fn a_new_credential_is_listed_shown_and_recommended() {
    let folder = Folder::with("new.toml", NEW);
    let run = |line: &str| dated(line).words("--catalog new.toml").inside(&folder).answer();
    assert!(run("list").contains("acme-one") && run("list --provider acme").contains("Acme One (AC-1)"));
    assert!(run("show ac-1").contains("Acme One (AC-1)") && run("list --search acme").contains("acme-one"));
    let recommended = rows(&run("recommend --role developer --platform aws --goal generative-ai --format csv --top 100"));
    let row = recommended.iter().find(|row| row[1] == "acme-one").expect("it fits");
    assert_eq!((row[3].as_str(), row[6].as_str(), row[7].as_str()), ("acme", "50", "50"));
    let held = dated("recommend --have AC-1 --format json --catalog new.toml").inside(&folder).json();
    assert_eq!(held["situation"]["have"], serde_json::json!(["acme-one"]));
}

#[test]
fn of_two_files_the_later_wins() {
    let folder = files();
    let show = |catalogs: &str| dollars(&dated("show AIF-C01 --format json").words(catalogs).inside(&folder));
    assert_eq!(show("--catalog one.toml"), Some(1));
    assert_eq!(show("--catalog one.toml --catalog two.toml"), Some(2));
    assert_eq!(show("--catalog two.toml --catalog one.toml"), Some(1));
    assert_eq!(show("--catalog inner --catalog three.toml"), Some(3));
    assert_eq!(show("--catalog three.toml --catalog inner"), Some(7));
    assert_eq!(show("--catalog one.toml --catalog one.toml"), Some(1));
}

#[test]
fn a_folder_is_every_toml_file_in_it() {
    let folder = files();
    let ids = rows(&dated("list --format csv --catalog inner").inside(&folder).answer());
    let cost = |id: &str| ids.iter().find(|row| row[0] == id).map(|row| row[11].clone());
    assert_eq!((cost("aws-aif-c01"), cost("acme-one")), (Some("7".to_owned()), Some("50".to_owned())));
}

#[test]
fn the_environment_lays_files_over_too_and_the_flag_over_those() {
    let folder = files();
    let show = |environment: &str, catalogs: &str| {
        dollars(&dated("show AIF-C01 --format json").words(catalogs).env("CERTWISE_CATALOG", environment).inside(&folder))
    };
    assert_eq!(show("one.toml", ""), Some(1));
    assert_eq!(show("inner", ""), Some(7));
    assert_eq!(show("one.toml", "--catalog two.toml"), Some(2));
    assert_eq!(show("", ""), Some(100));
    let several = std::env::join_paths(["one.toml", "two.toml"]).expect("plain names");
    let call = dated("show AIF-C01 --format json").env("CERTWISE_CATALOG", several).inside(&folder);
    assert_eq!(dollars(&call), Some(2));
    let call = dated("show acme-one --format json --catalog one.toml").env("CERTWISE_CATALOG", "inner").inside(&folder);
    assert_eq!(dollars(&call), Some(50));
}

#[test]
fn a_file_that_the_environment_names_and_is_not_there_is_an_error() {
    let said = dated("list").env("CERTWISE_CATALOG", "nope.toml").inside(&Folder::new()).refusal();
    assert!(said.starts_with("error: cannot read `nope.toml`: "), "{said}");
}

#[test]
fn what_stands_before_the_command_counts_as_what_stands_behind_it() {
    let folder = files();
    let before = dated("--catalog two.toml --format json show AIF-C01").inside(&folder);
    assert_eq!(dollars(&before), Some(2));
}

#[test]
fn a_batch_and_the_quick_table_see_the_files_too() {
    let folder = Folder::with("end.toml", "[[credential]]\nid = \"google-pmle\"\nlifecycle.last_day = 2026-06-30\n");
    let quick = dated("quick --format csv --catalog end.toml").inside(&folder).answer();
    assert!(!quick.contains("google-pmle"), "{quick}");
    let batch = dated("batch - --top 100 --catalog end.toml").input("{}\n").inside(&folder).answer();
    assert!(!batch.contains("\"google-pmle\""), "{batch}");
}

/// A catalogue file that came as people really write them, from `tests/fixtures/field`.
fn from_the_field(name: &str) -> String {
    format!("{}/tests/fixtures/field/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_people_lay_over_it_has_no_fault() {
    for name in ["kr.toml", "inj.toml", "forbid.toml", "employer-pays.toml"] {
        assert!(certwise("check").word(from_the_field(name)).answer().ends_with("rules: no fault\n"), "{name}");
        assert!(certwise("check").embedded().word(from_the_field(name)).answer().ends_with("rules: no fault\n"), "{name}");
    }
}

#[test]
fn names_in_any_script_are_found_and_keep_the_columns_in_line() {
    let call = |line: &str| dated(line).words("--catalog").word(from_the_field("kr.toml"));
    assert!(call("list --search adsp").answer().contains("데이터분석 준전문가 (ADsP)"));
    assert_eq!(call("recommend --have adsp --format json").json()["situation"]["have"], serde_json::json!(["kdata-adsp"]));
}

#[test]
fn nothing_in_a_name_is_run() {
    let call = |line: &str| dated(line).words("--catalog").word(from_the_field("inj.toml"));
    let sheet = rows(&call("list --provider acme --format csv").answer());
    assert_eq!(sheet[1][1], "'=cmd|' /C calc'!A0");
    assert!(call("list --provider acme --format markdown").answer().contains("=cmd\\|' /C calc'!A0"));
    assert!(call("list --provider acme").answer().contains("=cmd|' /C calc'!A0"));
}

/// Whatever else somebody has their catalogue in: one sentence that it is TOML, and how such a file begins.
#[test]
fn a_catalogue_that_is_no_toml_is_told_what_a_catalogue_is() {
    let folder = Folder::with("c.yaml", "credential:\n  - id: ms-az-900\n")
        .and("c.json", "{\"credential\": []}")
        .and("c.csv", "id,cost\nms-az-900,0\n");
    let folder = folder
        .and("c.xml", "<credential/>")
        .and("c.xlsx", b"PK\x03\x04\x14\x00\xff")
        .and("yaml/c.yml", "id: a\n")
        .and("c.toml", "- id: ms-az-900\n");
    for (path, what) in [
        ("c.yaml", "`c.yaml` is YAML"),
        ("c.json", "`c.json` is JSON"),
        ("c.csv", "`c.csv` is a table (CSV)"),
        ("c.xml", "`c.xml` is XML"),
        ("c.xlsx", "`c.xlsx` is a spreadsheet or an archive"),
        ("c.toml", "`c.toml` is YAML"),
        ("yaml", "the folder `yaml` has no .toml file: `yaml/c.yml` is YAML"),
    ] {
        for line in ["check", "list --catalog", "quick --framework"] {
            if line.ends_with("--framework") && path == "yaml" {
                continue;
            }
            let ran = certwise(line).word(path).inside(&folder).run();
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line} {path}");
            assert!(ran.err.starts_with(&format!("error: {what}, and a catalogue is TOML")), "{}", ran.err);
            assert!(
                ran.err.contains("`certwise schema`") && ran.err.ends_with("\n    [[credential]]\n    id = \"ms-az-900\"\n"),
                "{}",
                ran.err
            );
        }
    }
}
