//! Every command in every format: what a program, a spreadsheet and a page can rely on.

use serde_json::Value;

use crate::harness::{DAY, dated, rows};

/// Every command that answers, and another way of asking it.
pub const COMMANDS: [&str; 16] = [
    "recommend",
    "recommend --role developer --platform aws,azure --budget 300 --weeks 30 --have AI-900 --hands-on --retake --explain",
    "recommend --goal prestige --top 2",
    "plan",
    "plan --role developer --platform aws --budget 500 --by 2027-03-31 --pause 2026-12-20..2027-01-05 --retake --parallel 2",
    "quick",
    "list",
    "list --provider stanford --sort cost",
    "show AIF-C01",
    "show AIF-C01 google-pmle AI-900",
    "why AIF-C01 --platform aws",
    "why AIF-C01 AI-102 MLA-C02 --goal gpu --budget 50",
    "batch -",
    "batch - --explain --top 1",
    "team -",
    "team - --budget 100 --horizon 6",
];

/// What `batch` and `team` read.
pub const LINES: &str = "{\"role\":\"developer\"}\n{\"platform\":[\"aws\"],\"budget\":300}\n";

#[track_caller]
fn has_keys(object: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(object.get(key).is_some(), "`{key}` is missing in {object}");
    }
}

#[track_caller]
fn each_has_keys(list: &Value, keys: &str) {
    for object in list.as_array().expect("a list") {
        has_keys(object, keys);
    }
}

#[test]
fn nothing_but_text_comes_out_of_a_pipe() {
    for command in COMMANDS {
        for format in ["table", "json", "csv", "markdown"] {
            let out = dated(command).word("--format").word(format).input(LINES).answer();
            let control = out.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(control, None, "{command} --format {format}");
            assert!(out.ends_with('\n') && !out.starts_with('\n'), "{command} --format {format}");
        }
    }
}

#[test]
fn the_same_question_has_the_same_answer_to_the_byte() {
    for command in COMMANDS {
        for format in ["table", "json"] {
            let ask = || dated(command).word("--format").word(format).input(LINES).answer();
            assert_eq!(ask(), ask(), "{command} --format {format}");
        }
    }
}

/// A name, a page and a level need no proof; a price does, and what an estimate says is one.
#[test]
fn json_calls_an_estimate_what_rests_on_one_and_nothing_else() {
    const NEW: &str = "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[credential]]\nid = \"acme-one\"\nname = \"One\"\nkind = \"badge\"\n\
        level = \"beginner\"\nurl = \"https://example.com\"\ntopics = [\"x\"]\naid = [\"y\"]\ncost = { exam = 10 }\n";
    const SOURCE: &str = "sources = [{ title = \"t\", kind = \"estimate\", confidence = \"low\", proves = [\"status\", \"level\"] }]\n";
    // What a file of one's own says is vouched for by whoever wrote it, unless it calls it an estimate itself.
    for (text, estimates) in [(NEW.to_owned(), &[][..]), (format!("{NEW}{SOURCE}"), &["level", "status"])] {
        let folder = crate::harness::Folder::with("new.toml", text);
        let known = dated("show acme-one --format json --catalog new.toml").inside(&folder).json();
        assert_eq!(known["credentials"][0]["estimates"], serde_json::json!(estimates));
    }
    let remembered = dated("show redhat-ex267 --format json").json()["credentials"][0]["estimates"].clone();
    let estimates: Vec<&str> = remembered.as_array().expect("a list").iter().filter_map(|fact| fact.as_str()).collect();
    assert!(estimates.contains(&"cost.exam") && !estimates.iter().any(|fact| ["name", "url", "topics"].contains(fact)), "{estimates:?}");
}

#[test]
fn a_recommendation_has_the_keys_of_the_contract() {
    let answer = dated("recommend --role developer --budget 300 --format json").json();
    has_keys(&answer, "schema_version as_of situation assumed recommendations ruled_out advice fallback");
    assert_eq!((answer["schema_version"].as_u64(), answer["as_of"].as_str()), (Some(1), Some(DAY)));
    assert_eq!(answer["situation"], serde_json::json!({ "role": "developer", "budget": 300, "hours_per_week": 10 }));
    assert_eq!(answer["assumed"], serde_json::json!(["hours_per_week"]));
    assert_eq!(answer["fallback"], Value::Null);
    for recommended in answer["recommendations"].as_array().expect("a list") {
        has_keys(recommended, "rank id name provider tier status obtainable grades ahead_of_next_by cost prep cautions");
        has_keys(&recommended["cost"], "low high lines");
        has_keys(&recommended["prep"], "hours_low hours_high ready_low ready_high");
        each_has_keys(&recommended["cost"]["lines"], "what low high");
        each_has_keys(&recommended["grades"], "criterion grade because source");
        each_has_keys(&recommended["cautions"], "kind detail");
    }
    for out in answer["ruled_out"].as_array().expect("a list") {
        has_keys(out, "id name blockers successors");
        each_has_keys(&out["blockers"], "kind detail unlock");
        assert_ne!(out["blockers"], serde_json::json!([]), "{out}");
    }
    each_has_keys(&answer["advice"], "kind text source");
}

#[test]
fn a_recommendation_has_every_credential_exactly_once() {
    let ids = |answer: &Value, list: &str| -> Vec<String> {
        let list = answer[list].as_array().expect("a list").iter();
        list.map(|one| one["id"].as_str().expect("text").to_owned()).collect()
    };
    let all = ids(&dated("list --all --format json").json(), "credentials");
    for line in ["recommend", "recommend --budget 0 --level beginner", "recommend --role leader --hands-on --by 2027-01-01"] {
        let answer = dated(line).word("--format").word("json").json();
        let mut found = [ids(&answer, "recommendations"), ids(&answer, "ruled_out")].concat();
        found.sort();
        assert_eq!(found, all, "{line}");
    }
    let cut = dated("recommend --format json --top 2").json();
    assert_eq!(cut["recommendations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_listed_or_shown_credential_has_the_keys_of_the_contract() {
    let listed = dated("list --format json").json();
    has_keys(&listed, "schema_version as_of credentials retired_left_out");
    let listed = listed["credentials"].as_array().expect("a list").clone();
    for known in &listed {
        has_keys(known, "id name code provider platforms kind tier level status obtainable lifecycle successors cost prep requires");
        has_keys(known, "recommends valid_months renewal hands_on roles goals topics url checked claims sources");
        has_keys(&known["lifecycle"], "announced beta_from active_from last_day");
        has_keys(&known["cost"], "low high");
        has_keys(&known["prep"], "hours_low hours_high");
        each_has_keys(&known["sources"], "url kind read confidence proves");
    }
    let shown = dated("show google-pmle aif-c01 --format json").json();
    let shown = shown["credentials"].as_array().expect("a list").iter().map(|known| known["id"].as_str().expect("text"));
    assert_eq!(shown.collect::<Vec<_>>(), ["google-pmle", "aws-aif-c01"]);
}

/// An unknown value is `null`, never 0 or "".
#[test]
fn what_is_unknown_is_null() {
    fn no_empty_text(value: &Value, way: &str) {
        match value {
            Value::String(text) => assert!(!text.is_empty(), "{way} is an empty text"),
            Value::Array(list) => list.iter().for_each(|one| no_empty_text(one, way)),
            Value::Object(object) => object.iter().for_each(|(key, one)| no_empty_text(one, &format!("{way}.{key}"))),
            _ => {}
        }
    }
    for line in ["list", "recommend", "quick"] {
        no_empty_text(&dated(line).word("--format").word("json").json(), line);
    }
}

#[test]
fn the_quick_table_has_the_keys_of_the_contract() {
    let answer = dated("quick --format json").json();
    has_keys(&answer, "schema_version as_of rows");
    let rows = answer["rows"].as_array().expect("a list");
    assert_eq!(rows.len(), 7);
    for row in rows {
        has_keys(row, "situation flags answers");
        each_has_keys(&row["answers"], "id name status note");
        let flags = row["flags"].as_str().expect("text");
        let asked = dated("recommend --format json --top 1").words(flags).json();
        assert_eq!(asked["recommendations"][0]["id"], row["answers"][0]["id"], "{flags}");
    }
}

#[test]
fn every_row_of_a_sheet_has_as_many_cells_as_its_header() {
    const RECOMMEND: &str = "rank,id,name,provider,tier,status,cost_low,cost_high,ready_low,ready_high,ahead_of_next_by,why,cautions";
    for command in COMMANDS {
        let out = dated(command).word("--format").word("csv").input(LINES).answer();
        let rows = rows(&out);
        let header = match command.split(' ').next() {
            Some("recommend") => RECOMMEND.to_owned(),
            Some("batch") => format!("line,{RECOMMEND}"),
            Some("team") => "line,outcome,id,name,choice,cost_low,cost_high,why,expiring,lapsed".to_owned(),
            Some("why") => "id,rank,what,key,value,because,source".to_owned(),
            Some("plan") => {
                "slot,optional,state,id,name,start,exam,finish,cost_low,cost_high,total_low,total_high,last_safe_start,expires,why".to_owned()
            }
            Some("quick") => "situation,command,id,name,status,note".to_owned(),
            Some("show") => "id,fact,value,source,url,kind,read,confidence".to_owned(),
            _ => {
                "id,name,code,provider,kind,tier,level,status,obtainable,last_day,cost_low,cost_high,hours_low,hours_high,valid_months,hands_on,languages,delivery,checked,url"
                    .to_owned()
            }
        };
        assert_eq!(rows[0].join(","), header, "{command}");
        assert!(rows.len() > 1, "{command}");
    }
    let listed = rows(&dated("list --format csv").answer()).len() - 1;
    assert_eq!(Some(listed), dated("list --format json").json()["credentials"].as_array().map(Vec::len));
}

/// The number of cells of a Markdown row: bars that are not escaped.
pub fn bars(row: &str) -> usize {
    row.replace("\\\\", "").replace("\\|", "").matches('|').count()
}

#[test]
fn every_row_of_a_markdown_table_has_as_many_bars_as_its_header() {
    for command in COMMANDS {
        let out = dated(command).word("--format").word("markdown").input(LINES).answer();
        let mut last = None;
        let mut tables = 0;
        for line in out.lines() {
            let row = line.starts_with('|').then(|| bars(line));
            if let (Some(row), Some(above)) = (row, last) {
                assert_eq!(row, above, "{command}: {line}");
            }
            tables += usize::from(row.is_some() && last.is_none());
            last = row;
        }
        let expected = match command.split(' ').next() {
            Some("batch") => 2,
            Some("why") => command.split(' ').skip(1).take_while(|word| !word.starts_with('-')).count(),
            _ => 1,
        };
        assert_eq!(tables, expected, "{command}");
    }
}
