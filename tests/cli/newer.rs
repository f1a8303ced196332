//! How newer facts reach an older program, and what differs between two catalogues.

use serde_json::Value;

use crate::harness::{FROZEN, Folder, certwise, rows};

/// AWS's file of the frozen catalogue as a later day and a later format could have it, and the fee of one exam with it.
fn later(day: &str, format: u32) -> String {
    let text = std::fs::read_to_string(format!("{FROZEN}/providers/aws.toml")).expect("it can be read");
    let (first, rest) = text.split_once('\n').expect("it has lines");
    let (before, entry) = rest.split_once("id = \"aws-aif-c01\"").expect("the exam is in it");
    let entry = entry.replacen("cost = { exam = 100 }", "cost = { exam = 111 }\nmood = \"good\"", 1);
    let whole = format!("{first}\nformat = {format}\n{before}id = \"aws-aif-c01\"{entry}");
    let days =
        whole.split("read = 2026-").enumerate().map(|(at, part)| if at == 0 { part.to_owned() } else { format!("{day}{}", &part[5..]) });
    days.collect()
}

fn shown(folder: &Folder, words: &str) -> (String, String) {
    let ran = certwise("show AIF-C01 --as-of 2027-02-01 --no-pager").words(words).inside(folder).run();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    (ran.out, ran.err)
}

#[test]
fn a_folder_of_later_files_brings_an_older_program_up_to_date() {
    let folder = Folder::with("later/aws.toml", later("read = 2027-01-05", 2)).and("older/aws.toml", later("read = 2025-01-05", 2));
    let (out, err) = shown(&folder, "--catalog later");
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("exam fee $111") && words.contains("Which facts: those of later/aws.toml, last checked 5 Jan 2027"), "{out}");
    assert_eq!(err.matches("`mood`").count(), 1, "{err}");
    assert!(err.contains("later/aws.toml is of a newer format than 1") && err.contains("(line "), "{err}");
    assert!(words.contains("Facts of 5 Jan 2027."), "{out}");
    let (out, _) = shown(&folder, "--catalog older");
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("exam fee $100") && words.contains("Which facts: not those of older/aws.toml"), "{out}");
    let (out, _) = shown(&folder, "--format json --catalog older");
    let chosen = serde_json::from_str::<Value>(&out).expect("JSON");
    let chosen = &chosen["credentials"][0]["chosen"];
    assert!(chosen["is_used"] == false && chosen["read"] == "2025-01-05", "{chosen}");
    assert!(certwise("show AIF-C01").answer().contains("$100"), "without it nothing is said");
}

#[test]
fn what_a_file_of_this_format_says_that_is_not_known_stays_a_fault() {
    let folder = Folder::with("aws.toml", later("read = 2027-01-05", 1));
    let said = certwise("list --catalog aws.toml").inside(&folder).refusal();
    assert!(said.contains("unknown field `mood`"), "{said}");
}

#[test]
fn two_catalogues_on_one_day_differ_in_what_is_new_gone_dated_and_priced() {
    let own = "[[credential]]\nid = \"aws-new\"\nname = \"AWS New\"\nprovider = \"aws\"\nkind = \"badge\"\n\n[[credential]]\nid = \"aws-aif-c01\"\n\
               cost = { exam = 90 }\nformat = \"5 min\"\nlifecycle = { last_day = 2027-05-01, end_reason = \"it does\" }\n";
    let folder = Folder::with("own.toml", own);
    let line = format!("diff --from {FROZEN} --as-of 2026-11-22 --catalog own.toml");
    let answer = certwise(&line).words("--format json").inside(&folder).json();
    let told: Vec<[&str; 2]> = answer["changes"].as_array().expect("a list").iter().map(|it| [word(it, "what"), word(it, "id")]).collect();
    let wanted = [["new", "aws-new"], ["dates", "aws-aif-c01"], ["price", "aws-aif-c01"], ["fact", "aws-aif-c01"]];
    assert_eq!(told, wanted);
    let price = &answer["changes"][2];
    assert_eq!([&price["fact"], &price["before"], &price["after"]], ["cost.exam", "$100", "$90"]);
    assert_eq!(answer["quick"], Value::Array(Vec::new()), "the same picks");
    let sheet = rows(&certwise(&line).words("--format csv").inside(&folder).answer());
    assert_eq!(sheet.len(), 5, "{sheet:?}");
    let page = certwise(&line).inside(&folder).columns(200).answer();
    assert!(page.contains("1 new credential, 1 other date, 1 other price and 1 other fact; the quick table has the same"), "{page}");
    assert!(page.contains("AWS New (aws-new)") && page.contains("aws-aif-c01: format"), "{page}");
    // The other way round it is gone, and provider files alone have no rules beside them.
    let alone = certwise(&format!("diff --from {FROZEN}/providers --as-of 2026-11-22")).answer();
    assert!(alone.contains("No difference") && alone.contains("not compared"), "{alone}");
    for wrong in ["diff", "diff 2026-01-09 --from x", "diff 2026-01-09 --as-of 2026-01-10", "diff --from nowhere"] {
        certwise(wrong).refusal();
    }
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("a word")
}

#[test]
fn coverage_counts_each_fact_once_under_its_best_source() {
    let answer = certwise("check --coverage --as-of 2026-11-22 --format json").json();
    for fact in answer["facts"].as_array().expect("a list") {
        let sum: u64 = fact["rests_on"].as_object().expect("a table").values().filter_map(Value::as_u64).sum();
        assert_eq!(Some(sum), fact["known"].as_u64(), "{fact}");
    }
    let one = "[provider]\nid = \"acme\"\nname = \"Acme\"\n\n[[credential]]\nid = \"acme-one\"\nname = \"One\"\nkind = \"proctored-exam\"\n\
               languages = [\"en\"]\nurl = \"https://acme.example/one\"\ncost = { exam = 10 }\nsources = [\n\
               { title = \"its page\", url = \"https://acme.example/one\", via = { title = \"a copy\" }, kind = \"official\", read = 2026-11-12, \
               confidence = \"high\", proves = [\"status\", \"cost.exam\"] },\n{ title = \"a list\", kind = \"report\", read = 2026-11-02, \
               confidence = \"high\", proves = [\"languages\", \"cost.exam\"] },\n]\n";
    let rules = "name = \"none\"\n";
    let folder = Folder::with("all/providers/acme.toml", one).and("all/framework.toml", rules);
    let answer = certwise("check all --coverage --as-of 2026-11-22 --format json").inside(&folder).json();
    let fact = |name: &str| answer["facts"].as_array().expect("a list").iter().find(|it| it["fact"] == name).cloned().unwrap_or_default();
    assert_eq!(fact("cost.exam")["rests_on"], serde_json::json!({"copy": 1}));
    assert_eq!(fact("languages")["rests_on"], serde_json::json!({"report-without-address": 1}));
    assert_eq!(fact("cost.exam")["median_age_days"], 10);
    assert_eq!(answer["proved"], serde_json::json!({"price": 1, "status": 1, "dates": 1, "all": 1}));
    assert_eq!(answer["exams"], serde_json::json!({"all": 1, "languages_known": 1, "delivery_known": 0}));
}
