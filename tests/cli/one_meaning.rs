//! One thing has one meaning: a path for every command, and a printed command for the shell that it is pasted into.

use std::path::Path;
use std::process::Command;

use crate::harness::{Call, FROZEN, Folder, NO_SETTINGS, certwise, dated};

/// Two faults; the second is told by `check` alone.
const BAD: &str = "[[credential]]\nid = \"aws-aif-c01\"\ncots = 1\nnmae = 2\n";

fn price(price: u32) -> String {
    format!("[[credential]]\nid = \"aws-aif-c01\"\ncost.exam = {price}\n")
}

/// A whole catalogue: the one that the tests ask about.
fn data() -> &'static Path {
    Path::new(FROZEN)
}

/// What a shell answers to that line, with nothing in its environment that certwise looks at: its code, and what it says.
fn pasted(line: &str, folder: &Folder) -> (Option<i32>, String) {
    let mut shell = Command::new("sh");
    let programs = Path::new(env!("CARGO_BIN_EXE_certwise")).parent().expect("it lies in a folder");
    let path =
        std::env::join_paths([programs.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
    shell
        .args(["-c", line])
        .current_dir(folder.path())
        .env("PATH", path.expect("sound"))
        .env_remove("CERTWISE_CATALOG")
        .env("XDG_CONFIG_HOME", NO_SETTINGS)
        .env("COLUMNS", "100");
    let output = shell.output().expect("the shell starts");
    (output.status.code(), String::from_utf8(output.stdout).expect("the output is UTF-8"))
}

/// What stands between those marks.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {text}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} in {rest}")).0
}

#[test]
fn check_sees_what_the_other_commands_see() {
    let folder = Folder::with("bad.toml", BAD).and("good.toml", price(1));
    let faults = |call: Call| call.inside(&folder).words("--format csv").run();
    let by_flag = faults(certwise("check --catalog bad.toml"));
    assert_eq!((by_flag.code, by_flag.out.lines().count()), (Some(1), 3), "{}", by_flag.out);
    for same in [
        certwise("check").env("CERTWISE_CATALOG", "bad.toml"),
        certwise("check bad.toml"),
        certwise("check good.toml").env("CERTWISE_CATALOG", "bad.toml"),
        certwise("check -").input(BAD),
    ] {
        let said = faults(same);
        assert_eq!((said.code, said.out.replace("standard input", "bad.toml")), (by_flag.code, by_flag.out.clone()));
    }
    assert_eq!(faults(certwise("check").env("CERTWISE_CATALOG", "good.toml")).code, Some(0));
}

#[test]
fn the_command_that_shows_all_faults_shows_them_all() {
    let odd = "it's {a,b} $HOME.toml";
    let framework = "zzz = 1\nname = 1\ngate = []\ncriterion = []\n";
    let folder = Folder::with(odd, BAD).and("rules.toml", framework).and("good.toml", price(1));
    for call in [
        dated("list --catalog").word(odd),
        dated("list --catalog good.toml").env("CERTWISE_CATALOG", odd),
        dated("quick --max-file-size 2 --framework rules.toml --catalog good.toml"),
    ] {
        let said = call.inside(&folder).refusal();
        let more: usize = between(&said, "(and ", " more)").parse().expect("a number");
        let (code, shown) = pasted(&format!("{} --format csv", between(&said, "; `", "` shows them all")), &folder);
        assert_eq!((code, shown.lines().count()), (Some(1), more + 2), "{said}\n{shown}");
    }
    let said = dated("list --catalog -").input(BAD).refusal();
    assert!(said.ends_with("(and 1 more); saved to a file, `certwise check FILE` shows them all"), "{said}");
}

#[test]
fn a_situation_tells_all_its_faults_itself() {
    let folder = Folder::with("s.toml", "gaol = 1\nlevel = \"wizards\"\nyears = 81\n");
    let said = dated("recommend --situation s.toml").inside(&folder).refusal();
    assert!(["s.toml:1:1: ", "s.toml:2:9: ", "s.toml:3:9: "].iter().all(|place| said.contains(place)), "{said}");
    assert!(!said.contains("more") && !said.contains("certwise check"), "{said}");
}

#[test]
fn a_path_means_the_same_to_check_and_to_catalog() {
    let acme = "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[credential]]\nid = \"acme-one\"\nname = \"One\"\nkind = \"badge\"\ncost = { once = 0 }\n\
        sources = [{ title = \"t\", kind = \"official\", confidence = \"high\", read = 2026-11-01, proves = [\"status\", \"cost.once\"] }]\n";
    let rules = std::fs::read_to_string(data().join("framework.toml")).expect("the rules can be read");
    let folder = Folder::with("over/providers/acme.toml", acme).and("small/providers/acme.toml", acme).and("small/framework.toml", rules);
    let check =
        |path: &str| serde_json::from_str::<serde_json::Value>(&certwise("check --format json").word(path).inside(&folder).run().out);
    let looked_at = |path: &str| check(path).expect("JSON")["credentials"].as_u64();
    let listed = |path: &str| dated("list --all --format csv --catalog").word(path).inside(&folder).run();
    let count = |path: &str| listed(path).out.lines().count() as u64 - 1;
    let all = dated("list --all --format csv").answer().lines().count() as u64 - 1;
    let whole = data().to_str().expect("a plain name");

    assert_eq!((count("over"), looked_at("over")), (all + 1, Some(all + 1)), "without rules it lies over");
    assert_eq!((count(whole), looked_at(whole)), (all, Some(all)), "with rules it takes the place of what is embedded");
    // The rules name what the small catalogue lacks, which is one fault for each to both.
    let said = listed("small");
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("small/framework.toml:") && said.err.contains(" no credential has the id, code or name "), "{}", said.err);
    let faults = check("small").expect("JSON")["faults"].as_array().expect("a list").clone();
    assert!(faults.iter().all(|fault| fault["file"] == "small/framework.toml"), "{faults:?}");
    assert!(said.err.contains(&format!("(and {} more)", faults.len() - 1)), "{}", said.err);
}

#[test]
fn a_file_of_the_data_lies_over_the_same_and_changes_nothing() {
    let file = data().join("providers/aws.toml");
    let plain = dated("list --all --format csv").answer();
    assert_eq!(dated("list --all --format csv --catalog").word(&file).answer(), plain);
    assert_eq!(dated("list --all --format csv --catalog").word(data()).answer(), plain);
    assert!(certwise("check").word(&file).answer().ends_with(": no fault\n"));
}

/// Rules and facts in one folder are both found, whoever is told of it.
#[test]
fn a_folder_with_rules_brings_them_to_every_command() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/security");
    let (facts, rules) = (example.join("catalog.toml"), example.join("framework.toml"));
    let named = dated("quick --catalog").word(&facts).word("--framework").word(&rules).answer();
    assert_eq!(dated("quick --catalog").word(&example).answer(), named);
    assert_eq!(dated("quick").env("CERTWISE_CATALOG", &example).answer(), named);
    assert!(certwise("check").word(&example).answer().ends_with(": no fault\n"));
    let folder = Folder::with("two/a.toml", "gate = []\n").and("two/b.toml", "criterion = []\n");
    let said = dated("quick --catalog two").inside(&folder).refusal();
    assert_eq!(said, "error: `two/a.toml` and `two/b.toml` are both frameworks; one answer follows one framework");
}

#[test]
fn what_is_piped_in_is_read_as_a_file_is_and_once() {
    let folder = Folder::with("s.toml", "goal = \"gpu\"\n").and("c.toml", price(1));
    for name in ["-", "/dev/stdin", "/dev/fd/0"] {
        let by_file = dated("recommend --format json --situation s.toml").inside(&folder).answer();
        assert_eq!(dated("recommend --format json --situation").word(name).input("goal = \"gpu\"\n").answer(), by_file, "{name}");
        let by_file = dated("show AIF-C01 --format json --catalog c.toml").inside(&folder).json();
        let piped = dated("show AIF-C01 --format json --catalog").word(name).input(price(1)).json();
        assert_eq!(piped["credentials"][0]["cost"], by_file["credentials"][0]["cost"], "{name}");
    }
    let said = dated("recommend --situation -").input("gaol = 1\n").refusal();
    assert!(said.starts_with("error: standard input:1:1: unknown field `gaol`"), "{said}");
    for twice in ["recommend --situation - --catalog -", "batch - --catalog -", "quick --catalog - --framework -"] {
        let said = dated(twice).input("").refusal();
        assert_eq!(said, "error: standard input can be read only once, and two are to be read from it; save one of them to a file");
    }
    let said = dated("recommend --max-file-size 1 --situation -").input(" ".repeat((1 << 20) + 1)).refusal();
    assert_eq!(said, "error: `standard input` is larger than 1 MiB; --max-file-size N reads up to N MiB");
}

#[test]
fn the_same_answer_is_the_same_without_the_environment() {
    let folder = Folder::with("my prices.toml", price(1)).and("it's more/inner.toml", price(2)).and("three.toml", price(3));
    let environment = std::env::join_paths(["three.toml", "my prices.toml", "it's more"]).expect("plain names");
    for (line, words) in [
        ("recommend --platform aws --have AI-900@2025-06-30,cka --top 7 --format html", "Run again with: "),
        ("plan --role developer --platform aws --stack ml-engineer --pause 2026-12-20..2027-01-05 --format html", "Run again with: "),
        ("recommend --platform aws --catalog three.toml --format html", "Run again with: "),
        (
            "recommend --role manager --have CLF-C01@2025,SAA-C03@..2027-01,unheard-of --hours-per-week 6.5 --by 2027 --kind exam --format html",
            "Run again with: ",
        ),
    ] {
        let page = dated(line).env("CERTWISE_CATALOG", &environment).inside(&folder).answer();
        let text = ["<code>", "<span class=\"word\">", "</span>"].iter().fold(page.clone(), |text, mark| text.replace(mark, ""));
        let command = between(&text, words, "</code>").replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&");
        let (code, again) = pasted(&command, &folder);
        assert!(code == Some(0) && again == page, "{command} leaves with {code:?}");
    }
}

/// A value is written one way by flags, in TOML, in JSON, in a table, and by the spreadsheet that made the table.
#[test]
fn a_value_is_spelt_the_same_everywhere() {
    use serde_json::json;

    let of = |told: &serde_json::Value, field: &str| told["situation"][field].clone();
    for (field, spellings, means) in [
        ("role", &["developer", "Developer", "DEVELOPER"][..], json!("developer")),
        ("level", &["Beginner"], json!("beginner")),
        ("goal", &["GPU", "Cloud-ML"], json!(null)),
        ("platform", &["AWS,Azure", "aws,AZURE"], json!(["aws", "azure"])),
        ("platform", &["GCP"], json!(["google-cloud"])),
        ("role", &["Product Manager", "manager", "MARKETING"], json!("business")),
        ("level", &["Newbie"], json!("beginner")),
        ("goal", &["llm", "AI agents"], json!("generative-ai")),
        ("platform", &["Google Cloud; Amazon Web Services"], json!(["aws", "google-cloud"])),
        ("language", &["Japanese", "ja", "日本語"], json!(["ja"])),
        ("delivery", &["Test Center", "in person"], json!(["test-centre"])),
        ("kind", &["Exams"], json!(["exam"])),
        ("provider", &["Amazon Web Services", "AWS"], json!(["aws"])),
        ("by", &["2027-06", "06/2027", "June 2027", "30 June 2027", "30.06.2027"], json!("2027-06-30")),
        ("by", &["3 months", "in 3 months"], json!("2027-02-22")),
        ("weeks", &["12", "12w", "12 weeks"], json!(null)),
        (
            "have",
            &["AZ900@May 2024", "azure fundamentals (2024-05)", "Microsoft Certified: Azure Fundamentals@2024-05"],
            json!(["ms-az-900@2024-05-01"]),
        ),
        ("have", &["AZ-900; SAA-C02 | Nobody Knows This"], json!(["ms-az-900", "SAA-C02", "Nobody Knows This"])),
        ("have", &["none", "n/a", "-"], json!(null)),
        ("budget", &["1000", "$1000", "1000.00", "1000 USD", "$1,000", "1k", "1 000"], json!(1000)),
        ("budget", &["Free", "0.0"], json!(0)),
        ("hours_per_week", &["6", "6.0", "6h", "6-10", "6 hours a week"], json!(6)),
        ("hours_per_week", &["6.5", "6,5"], json!(6.5)),
        ("years", &["3", "3.0"], json!(3)),
        ("hands_on", &["TRUE", "Yes", "1", "true"], json!(true)),
        ("retake", &["FALSE", "no"], json!(false)),
    ] {
        for &written in spellings {
            let means = if field == "goal" && means.is_null() { json!(written.to_lowercase()) } else { means.clone() };
            let by_flag = dated("recommend --format json").word(format!("--{}={written}", field.replace('_', "-"))).json();
            assert_eq!(of(&by_flag, field), means, "--{field}={written}");
            let folder = Folder::with("s.toml", format!("{field} = \"{written}\"\n"));
            let by_file = dated("recommend --format json --situation s.toml").inside(&folder).json();
            assert_eq!(of(&by_file, field), means, "{field} = {written:?}");
            let line = dated("batch -").input(format!("{}\n", json!({ field: written }))).json();
            assert_eq!(of(&line, field), means, "a line with {field}: {written:?}");
            let row = dated("batch -").input(format!("{field}\n\"{written}\"\n")).json();
            assert_eq!(of(&row, field), means, "a row with {field} {written}");
        }
    }
    for (line, field, means) in [("budget", "300.0", json!(300)), ("hours_per_week", "6.0", json!(6)), ("hands_on", "true", json!(true))] {
        let told = dated("batch -").input(format!("{{\"{line}\":{field}}}\n")).json();
        assert_eq!(of(&told, line), means);
        let folder = Folder::with("s.toml", format!("{line} = {field}\n"));
        assert_eq!(of(&dated("recommend --format json --situation s.toml").inside(&folder).json(), line), means);
    }
    let said = dated("batch -").input("{\"budget\":[300,300]}\n").answer_without_success();
    assert!(said.contains("one amount of whole US dollars is wanted here, not a range"), "{said}");
    assert_eq!(dated("list --format CSV --sort Name --color NEVER").answer(), dated("list --format csv --sort name").answer());
    assert_eq!(certwise("completions Bash").answer(), certwise("completions bash").answer());
    assert!(dated("list --provider AWS").answer().contains("aws-aif-c01"));
    dated("plan --stack ML-Engineer").answer();
}

/// One person, told in every way that there is.
#[test]
fn the_same_person_gets_the_same_answer_however_they_are_told() {
    use serde_json::json;

    let told = [
        ("role", "Software Engineer"),
        ("level", "mid"),
        ("platform", "Azure"),
        ("budget", "$1,000"),
        ("hours_per_week", "6.5"),
        ("by", "June 2027"),
        ("have", "AZ-900 (May 2024); CLF-C01@2025; Certified Ethical Hacker, unheard of"),
        ("language", "English"),
    ];
    let flags = told.iter().fold(dated("recommend --format json --top 3").embedded(), |call, (key, value)| {
        call.word(format!("--{}={value}", key.replace('_', "-")))
    });
    let answer = flags.json();
    let parts = ["situation", "not_counted", "understood", "recommendations", "renewals"];
    let same = |other: &serde_json::Value, way: &str| {
        for part in parts {
            assert_eq!(other[part], answer[part], "{part}, told by {way}");
        }
    };
    assert_eq!(answer["not_counted"][0]["written"], json!("unheard of"));
    let toml = told.map(|(key, value)| format!("{key} = \"{value}\"")).join("\n");
    same(&dated("recommend --format json --top 3 --situation -").embedded().input(toml).json(), "TOML");
    let object: serde_json::Map<String, serde_json::Value> = told.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    let object = serde_json::Value::Object(object);
    same(&dated("batch -").embedded().input(format!("{object}\n")).json(), "a line of JSON");
    same(&dated("batch -").embedded().input(serde_json::to_string_pretty(&object).expect("JSON")).json(), "an object over several lines");
    same(&dated("batch -").embedded().input(format!("[{object}]")).json(), "a list");
    let table = |between: &str| {
        let row = |cells: Vec<String>| cells.join(between) + "\r\n";
        let heads = told.iter().map(|(key, _)| key.replace('_', " ").to_uppercase()).collect();
        row(heads) + &row(told.iter().map(|(_, value)| format!("\"{value}\"")).collect())
    };
    for between in [",", ";", "\t"] {
        same(&dated("batch -").embedded().input(table(between)).json(), "a table");
        let utf16 = |order: fn(u16) -> [u8; 2]| {
            ['\u{feff}'].into_iter().chain(table(between).chars()).collect::<String>().encode_utf16().flat_map(order).collect::<Vec<u8>>()
        };
        same(&dated("batch -").embedded().input(utf16(u16::to_le_bytes)).json(), "UTF-16");
        same(&dated("batch -").embedded().input(utf16(u16::to_be_bytes)).json(), "UTF-16, the other way round");
    }
}

/// A spreadsheet parts its cells as its language does.
#[test]
fn a_table_is_one_whatever_parts_its_cells() {
    let comma = dated("batch -").input("role,platform,budget\ndeveloper,aws,300\n").answer();
    for table in [
        "role;platform;budget\ndeveloper;aws;300\n",
        "Role\tPlatform\tBudget\nDeveloper\tAWS\t300.0\n",
        "ROLE;Cloud;BUDGET\r\nDEVELOPER;AWS;\"$300\"\r\n",
    ] {
        assert_eq!(dated("batch -").input(table).answer(), comma, "{table}");
    }
}

#[test]
fn what_is_wrong_with_a_header_is_no_trouble_with_reading() {
    let said = dated("batch -").input("role,Role\n").refusal();
    assert_eq!(said, "error: standard input: line 1: the field `Role` stands twice");
    let folder = Folder::with("people.csv", "rolle,x\n");
    let said = dated("batch people.csv").inside(&folder).refusal();
    assert!(said.starts_with("error: people.csv: the first line is `rolle, x`, and not a heading; "), "{said}");
}

/// What comes near stands before what there is, whoever found out that a word is wrong.
#[test]
fn a_wrong_word_is_answered_in_one_order() {
    let folder = Folder::with("s.toml", "level = \"begginer\"\n");
    for said in [
        dated("recommend --level begginer").refusal(),
        dated("recommend --situation s.toml").inside(&folder).refusal(),
        dated("batch -").input("{\"level\":\"begginer\"}\n").answer_without_success(),
        dated("batch -").input("level\nbegginer\n").answer_without_success(),
    ] {
        assert!(said.contains("; did you mean `beginner`? known: beginner, intermediate, advanced"), "{said}");
    }
    for (call, order) in [
        (dated("list --provider awz"), "; did you mean `aws`? known: anthropic, "),
        (dated("plan --stack ml-enginer"), "; did you mean `ml-engineer`? known: "),
        (dated("recommend --rolle developer"), "; did you mean `--role`?"),
        (certwise("recomend"), "; did you mean `recommend`?"),
        (dated("list --sort nam"), "; did you mean `name`? known: id, name, "),
    ] {
        let said = call.refusal();
        assert!(said.contains(order), "{said}");
    }
}

/// What a change says is typed as it stands, also where a file says the opposite.
#[test]
fn a_change_can_be_typed() {
    let folder = Folder::with("s.toml", "retake = true\nhands_on = true\nbudget = 0\n");
    let said = dated("why AIF-C01 --format csv --situation s.toml").inside(&folder).answer();
    let changes: Vec<String> =
        crate::harness::rows(&said).into_iter().filter(|row| row[2] == "eligible").map(|row| row[4].clone()).collect();
    assert!(!changes.is_empty(), "{said}");
    for change in changes {
        // A cell that begins with a dash is defused for spreadsheets.
        let words = change.trim_start_matches('\'').replace(" and ", " ");
        assert!(words.split(' ').all(|word| word.starts_with("--") || word.parse::<u32>().is_ok()), "{change}");
        let after = dated("why AIF-C01 --format json --situation s.toml").words(&words).inside(&folder).json();
        assert_eq!(after["answers"][0]["blockers"], serde_json::json!([]), "{change}");
    }
}
