//! What somebody will have and will not: the kind, the exam's language, how it is sat, the provider, the tier.

use serde_json::{Value, json};

use crate::harness::{Folder, certwise, dated, frozen_framework};

/// The blockers of that credential in an answer; `None` where it is recommended.
fn blockers(answer: &Value, id: &str) -> Option<Vec<(Value, Value)>> {
    let out = answer["ruled_out"].as_array().expect("a list").iter().find(|out| out["id"] == id)?;
    let blockers = out["blockers"].as_array().expect("a list").iter();
    Some(blockers.map(|blocker| (blocker["kind"].clone(), blocker["unlock"].clone())).collect())
}

fn recommended<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let all = answer["recommendations"].as_array().expect("a list");
    all.iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("{id} is not recommended"))
}

#[test]
fn a_wish_is_understood_as_people_write_it_wherever_it_stands() {
    for (field, spellings, means) in [
        ("kind", &["exam", "Exams", "EXAM"][..], json!(["exam"])),
        ("kind", &["Proctored-Exam"], json!(["proctored-exam"])),
        ("kind", &["course,programme", "Courses,PROGRAM"], json!(["course", "programme"])),
        ("language", &["ja", "JA", "Japanese", "japanese", "日本語"], json!(["ja"])),
        ("language", &["ESPAÑOL", "español", "Spanish"], json!(["es"])),
        ("language", &["Simplified Chinese", "zh-CN", "中文"], json!(["zh-hans"])),
        ("language", &["ja,English", "english,Japanese"], json!(["en", "ja"])),
        ("delivery", &["Online", "online"], json!(["online"])),
        ("delivery", &["test-centre", "Test Center", "in person"], json!(["test-centre"])),
        ("provider", &["aws", "AWS", "Amazon Web Services", "amazon"], json!(["aws"])),
        ("provider", &["Linux Foundation", "linux-foundation", "LINUX_FOUNDATION"], json!(["linux-foundation"])),
        ("provider", &["deeplearning.ai,Hugging Face"], json!(["deeplearning-ai", "hugging-face"])),
        ("tier", &["1", "Tier 1", "1.0"], json!([1])),
        ("tier", &["2,1"], json!([1, 2])),
    ] {
        for written in spellings {
            let of = |answer: &Value| answer["situation"][field].clone();
            assert_eq!(of(&dated("recommend --format json").word(format!("--{field}={written}")).json()), means, "--{field}={written}");
            let folder = Folder::with("s.toml", format!("{field} = \"{written}\"\n"));
            assert_eq!(of(&dated("recommend --format json --situation s.toml").inside(&folder).json()), means, "{field} = {written}");
            let line = format!("{}\n", json!({ field: written }));
            assert_eq!(of(&dated("batch -").input(line).json()), means, "a line with {field} {written}");
            assert_eq!(of(&dated("batch -").input(format!("{field}\n\"{written}\"\n")).json()), means, "a row with {field} {written}");
        }
    }
    let lists = "{\"kind\":[\"exam\"],\"language\":[\"ja\",\"en\"],\"tier\":[1,2],\"provider\":[\"AWS\"],\"delivery\":null}\n";
    let told = dated("batch -").input(lists).json()["situation"].clone();
    assert_eq!(
        (told["kind"].clone(), told["language"].clone(), told["tier"].clone(), told["provider"].clone(), told["delivery"].clone()),
        (json!(["exam"]), json!(["en", "ja"]), json!([1, 2]), json!(["aws"]), json!(null))
    );
}

#[test]
fn what_cannot_be_wished_for_is_answered_with_what_can() {
    for (call, said) in [
        ("recommend --kind exma", "did you mean `exam`"),
        ("recommend --language japanse", "did you mean"),
        ("recommend --delivery onlin", "did you mean `online`"),
        ("recommend --provider micosoft", "unknown provider `micosoft`; did you mean `microsoft`? known: anthropic, aws, "),
        ("recommend --provider azure", "; a platform is asked for with --platform azure"),
        ("list --provider azure", "; a platform is asked for with --platform azure"),
        ("recommend --tier 9", "there is no tier 9; there are 1 ("),
        ("list --tier 9", "there is no tier 9; there are 1 ("),
        ("plan --tier gold", "`gold` is no tier; write its number, for example 1"),
    ] {
        let refused = dated(call).refusal();
        assert!(refused.contains(said), "{call}: {refused}");
    }
    let folder = Folder::with("s.toml", "goal = \"gpu\"\nprovider = [\"aws\", \"micosoft\"]\n").and("t.toml", "tier = [1, 9]\n");
    let said = dated("recommend --situation s.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: s.toml:2:20: unknown provider `micosoft`; did you mean `microsoft`?"), "{said}");
    let said = dated("recommend --situation t.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: t.toml:1:12: there is no tier 9; there are "), "{said}");
    for row in ["{\"tier\":9}\n", "tier\n9\n"] {
        let said = dated("batch -").input(row).answer_without_success();
        assert!(said.contains("there is no tier 9; there are 1 ("), "{said}");
    }
}

#[test]
fn each_wish_rules_out_what_is_known_to_be_otherwise_and_dropping_it_lifts_that() {
    for (wish, value, id, kind) in [
        ("kind", "exam", "ibm-ai-engineering", "kind-not-wanted"),
        ("provider", "microsoft", "aws-aip-c01", "provider-not-wanted"),
        ("tier", "1", "gh-300", "tier-not-wanted"),
        ("language", "ja", "ms-ai-300", "language-not-offered"),
        ("delivery", "test-centre", "nvidia-nca-genl", "delivery-not-offered"),
    ] {
        let asked = |line: &str| dated("recommend --format json --platform aws").words(line).json();
        let wished = asked(&format!("--{wish} {value}"));
        let unlock = json!({ wish: null });
        assert_eq!(blockers(&wished, id), Some(vec![(json!(kind), unlock)]), "{wish}");
        let before: Vec<_> = blockers(&asked(""), id).into_iter().flatten().collect();
        assert_eq!(before, [], "{id} fits whoever does not wish for {wish}");
        let why = dated(&format!("why {id} --platform aws --{wish} {value} --format json")).json();
        assert_eq!(why["answers"][0]["eligible"]["change"], json!({ wish: null }));
        let page = dated(&format!("why {id} --platform aws --{wish} {value}")).answer();
        assert!(page.contains(&format!("no --{wish}")), "{page}");
    }
}

#[test]
fn what_nobody_published_is_kept_and_marked_and_what_has_no_exam_is_not_asked() {
    let answer = dated("recommend --format json --language ja --delivery test-centre").json();
    let kinds = |id: &str| {
        let cautions = recommended(&answer, id)["cautions"].as_array().expect("a list").iter();
        cautions.map(|caution| caution["kind"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
    };
    assert!(kinds("comptia-secai").iter().any(|kind| kind == "language-unknown"));
    assert!(kinds("comptia-secai").iter().any(|kind| kind == "delivery-unknown"));
    assert!(!kinds("ibm-ai-engineering").iter().any(|kind| kind.ends_with("-unknown")), "a course has no exam");
    let silent = dated("recommend --format json").json();
    assert!(!silent.to_string().contains("language-unknown"), "nobody asked");

    let unknown = answer["recommendations"].as_array().expect("a list").iter();
    let unknown = unknown.filter(|it| it["cautions"].to_string().contains("language-unknown")).count();
    let page = dated("recommend --language ja --delivery test-centre --top 40")
        .columns(120)
        .answer()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(page.contains(&format!("{unknown} whose exam languages nobody published are kept, marked")), "{page}");
    assert!(page.contains("language not published") && page.contains("delivery not published"), "{page}");
    let asks = "nobody published in which languages the exam is offered; ask before you pay whether Japanese is one";
    for line in [
        "recommend --language ja --platform snowflake",
        "plan --role data-engineer --platform snowflake --language ja",
        "recommend --language ja",
    ] {
        let said = dated(line).columns(400).answer().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(asks), "{line}: {said}");
    }
    let page = dated("recommend --top 40").columns(120).answer();
    assert!(!page.contains("not published") && !page.contains("are kept, marked"), "{page}");
}

#[test]
fn the_command_that_is_printed_and_the_block_of_json_ask_the_same_again() {
    let line = "--platform aws --kind exam --language ja,en --delivery online --provider aws,microsoft --tier 1,2";
    let answer = dated("recommend --format json").words(line).json();
    let folder = Folder::with("s.json", "").and("s.toml", "");
    let block = answer["situation"].clone();
    let again = dated("batch - --top 200 --explain").input(format!("{block}\n")).json();
    assert_eq!(again["recommendations"], answer["recommendations"]);
    assert_eq!(block["tier"], json!([1, 2]));
    let page = dated("recommend").words(line).inside(&folder).columns(240).answer();
    let page = page.replace(" \\\n", " ");
    let printed = page.lines().find_map(|line| line.trim().strip_prefix("certwise plan ")).expect("the command that goes on");
    assert_eq!(dated("recommend --format json").words(printed.split_once(" --as-of").expect("a day").0).json(), answer, "{printed}");
}

#[test]
fn list_takes_kinds_by_group_and_languages_and_show_says_what_is_known() {
    let ids = |line: &str| {
        let list = dated(&format!("list --format json {line}")).json();
        let all = list["credentials"].as_array().expect("a list").iter();
        all.map(|it| it["id"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
    };
    let japanese = ids("--language Japanese");
    assert!(japanese.contains(&"google-pmle".to_owned()) && !japanese.contains(&"google-cdl".to_owned()), "{japanese:?}");
    assert!(ids("--kind programme").contains(&"harvardx-data-science".to_owned()));
    let (exams, courses) = (ids("--kind exam"), ids("--kind Courses"));
    assert!(exams.iter().all(|id| !courses.contains(id)) && courses.contains(&"cs50-ai".to_owned()), "{courses:?}");
    assert_eq!(ids("--provider Anthropic"), ids("--provider anthropic"));

    let known = dated("show google-pmle google-cdl --format json").json();
    assert_eq!(known["credentials"][0]["languages"], json!(["en", "ja"]));
    assert_eq!(known["credentials"][1]["languages"], json!(null));
    assert_eq!(known["credentials"][1]["delivery"], json!(["online", "test-centre"]));
    let page = dated("show google-cdl").answer();
    assert!(page.contains("not published") && page.contains("online with a proctor or in a test centre"), "{page}");
    assert!(!dated("show harvardx-data-science").answer().contains("not published"), "it has no exam");
}

#[test]
fn a_lower_price_stands_beside_the_price_and_is_not_reckoned_with() {
    let of = |line: &str| dated(line).columns(120).answer();
    let student = of("recommend --role student --platform azure --top 10");
    assert!(student.contains("Lower prices") && student.contains("for students: "), "{student}");
    let other = of("recommend --role developer --platform azure --level intermediate --top 10");
    assert!(!other.contains("for students: ") && other.contains("$83 in Taiwan: "), "{other}");

    let answer = dated("recommend --format json --platform azure").json();
    let aid = recommended(&answer, "ms-ai-103")["aid"].clone();
    let taiwan = json!({ "who": "country", "price": { "low": 83, "high": 83 }, "percent": null, "where": "Taiwan", "text": "the fee depends on the country" });
    assert!(aid.as_array().expect("a list").iter().any(|one| one["where"] == taiwan["where"] && one["text"] == taiwan["text"]), "{aid}");
    assert_eq!(recommended(&answer, "ms-ai-103")["cost"]["high"], json!(165));
    let why = dated("why ms-ai-103 --platform azure --format json").json();
    assert_eq!(why["answers"][0]["aid"], aid);
    assert!(of("why ms-ai-103 --platform azure").contains("$83 in Taiwan: "));
    let sentence = "[[credential]]\nid = \"ms-ai-103\"\naid = [\"ask your employer\"]\n";
    let folder = Folder::with("over.toml", sentence);
    let known = dated("show ms-ai-103 --format json --catalog over.toml").inside(&folder).json();
    assert_eq!(
        known["credentials"][0]["aid"],
        json!([{ "who": null, "price": null, "percent": null, "where": null, "text": "ask your employer" }])
    );
}

/// Whoever wants what there is not hears which wish to drop.
#[test]
fn where_nothing_fits_the_wish_that_would_let_something_in_is_told() {
    let said = dated("recommend --provider harvard --kind exam").run();
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("no --kind (adds") && said.out.contains("no --provider (adds"), "{}", said.out);
}

/// A framework that an organisation writes itself has gates for them too.
#[test]
fn a_framework_without_a_gate_for_a_wish_is_told_so() {
    let rules = frozen_framework();
    let start = rules.find("[[gate]]\nid = \"tier-not-wanted\"").expect("it is there");
    let end = start + rules[start..].find("\n\n").expect("something follows");
    let folder = Folder::with("rules.toml", format!("{}{}", &rules[..start], &rules[end..]));
    let said = certwise("quick --framework rules.toml").inside(&folder).refusal();
    assert!(said.contains("the gate `tier-not-wanted` is missing"), "{said}");
}
