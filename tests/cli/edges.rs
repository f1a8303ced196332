//! Where a figure, a day or something held stands at its edge: unknown, passed, not yet known of, beyond what can be typed.

use serde_json::{Value, json};

use crate::harness::{Call, Folder, certwise, dated, frozen_framework};

/// The entry of that credential, and whether it is ranked.
#[track_caller]
fn entry(call: &Call, id: &str) -> (bool, Value) {
    let ran = call.run();
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let find = |list: &str| answer[list].as_array().and_then(|list| list.iter().find(|it| it["id"] == id)).cloned();
    find("recommendations").map(|it| (true, it)).or_else(|| find("ruled_out").map(|it| (false, it))).expect("it is in the answer")
}

#[track_caller]
fn blocker(call: &Call, id: &str) -> Value {
    let (ranked, entry) = entry(call, id);
    assert!(!ranked && entry["blockers"].as_array().is_some_and(|all| all.len() == 1), "{entry}");
    entry["blockers"][0].clone()
}

/// An exam of Acme, with more of its record behind.
fn acme(id: &str, more: &str) -> Folder {
    let head = "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[credential]]\nname = \"Acme\"\nkind = \"proctored-exam\"\ncost.exam = 100\n";
    Folder::with("acme.toml", format!("{head}id = \"{id}\"\nprep.hours = [20, 20]\n{more}"))
}

const CKA: &str = "recommend --retake --format json";

#[test]
fn an_unknown_wait_for_a_second_attempt_is_unknown_on_the_screen_in_the_gate_and_in_json() {
    let (ranked, cka) = entry(&dated(CKA), "cncf-cka");
    assert!(ranked);
    assert_eq!((&cka["prep"]["ready_low"], &cka["prep"]["ready_high"]), (&Value::Null, &Value::Null));
    let kinds: Vec<&str> = cka["cautions"].as_array().expect("a list").iter().filter_map(|it| it["kind"].as_str()).collect();
    assert!(kinds.contains(&"retake-wait-unknown"), "{kinds:?}");
    let why = dated("why CKA --retake").answer();
    assert!(
        why.contains("Ready") && why.contains("unknown") && why.contains("how long one waits for a second attempt is not known"),
        "{why}"
    );
    let late = blocker(&dated(CKA).words("--by 2027-06-30"), "cncf-cka");
    assert_eq!((&late["kind"], &late["unlock"]), (&json!("past-deadline"), &json!({ "by": null })));
    assert_eq!(late["detail"], "how long it takes is not known, so it cannot be promised by 30 Jun 2027");
    let (ranked, known) = entry(&dated("recommend --by 2027-06-30 --format json"), "cncf-cka");
    assert!(ranked && known["prep"]["ready_high"].is_string(), "without a second attempt its day is known");
    let plan = dated("plan --stack ml-engineer --platform oracle --retake --format json").json();
    let unknown = plan.to_string().contains("\"retake-wait-unknown\"");
    let waits = plan["steps"].as_array().expect("a list").iter().all(|step| step["finish"].is_string());
    assert!(waits && unknown, "a step without a known wait has no day, and is not planned: {plan}");
}

#[test]
fn a_deadline_that_has_passed_is_an_error_wherever_it_stands() {
    let lies_before = "the deadline 2020-01-01 lies before 2026-11-22, the day the answer is for";
    for command in ["recommend", "plan", "why AI-900"] {
        let said = dated(command).words("--by 2020-01-01").refusal();
        assert!(said.contains(lies_before), "{command}: {said}");
    }
    let folder = Folder::with("old.toml", "role = \"developer\"\nby = 2020-01-01\n");
    let said = dated("recommend --situation old.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: old.toml:2:6: ") && said.contains(lies_before), "{said}");
    let later = dated("recommend --situation old.toml --by 2027-12-31 --format json").inside(&folder).json();
    assert_eq!(later["situation"]["by"], "2027-12-31", "a flag beats the file");
    let ran = dated("batch -").input("{\"by\":\"2020-01-01\"}\n{\"by\":\"2026-11-22\"}\n{\"weeks\":2027}\n").run();
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines[0]["error"].as_str().is_some_and(|said| said.contains(lies_before)), "{}", lines[0]);
    assert!(lines[1]["error"].is_null(), "the day itself has not passed: {}", lines[1]);
    assert!(lines[2]["error"].as_str().is_some_and(|said| said.contains("`2027` is a year")), "{}", lines[2]);
    let said = dated("recommend --weeks 2027").refusal();
    assert!(said.contains("`2027` is a year, not a number of weeks; for a day write it as --by 2027-12-31"), "{said}");
}

#[test]
fn lanes_that_need_more_hours_than_there_are_are_refused_with_the_most_that_fit() {
    for (hours, number) in [(1, 8), (3, 4), (7, 8)] {
        let said = dated(&format!("plan --role developer --platform aws --hours-per-week {hours} --parallel {number}")).refusal();
        assert!(said.contains(&format!("the most that fits is --parallel {hours}")), "{said}");
    }
    let plan = |more: &str| dated("plan --stack ml-engineer --role developer --platform aws --format json").words(more).json();
    let finish = |plan: &Value| plan["steps"][0]["finish"].as_str().expect("a day").to_owned();
    let alone = finish(&plan("--hours-per-week 10"));
    // Ten hours for three lanes are three and a third for each: seven hours take fifteen days; at three they would take seventeen.
    assert_eq!((alone.as_str(), finish(&plan("--hours-per-week 10 --parallel 3")).as_str()), ("2026-11-27", "2026-12-07"));
}

#[test]
fn a_price_that_a_file_gives_is_no_estimate() {
    let folder = Folder::with("paid.toml", "[[credential]]\nid = \"redhat-ex267\"\ncost = { exam = 300 }\nprep.hours = [60, 80]\n");
    let list = |more: &str| dated("list --provider red-hat").words(more).inside(&folder).answer();
    assert!(list("").contains("$500~") || list("").contains('~'), "{}", list(""));
    assert!(!list("--catalog paid.toml").contains('~'), "{}", list("--catalog paid.toml"));
    let (_, entry) = entry(&dated("recommend --format json --catalog paid.toml").inside(&folder), "redhat-ex267");
    let estimates = entry["estimates"].as_array().expect("a list");
    assert!(!estimates.contains(&json!("cost.exam")) && !estimates.contains(&json!("prep.hours")), "{estimates:?}");
    let said = "[[credential]]\nid = \"redhat-ex267\"\ncost = { exam = 300 }\nsources = [{ title = \"a guess\", kind = \"estimate\", \
                confidence = \"low\", proves = [\"cost.exam\"] }]\n";
    let guessed = Folder::with("guess.toml", said);
    let list = dated("list --provider red-hat --catalog guess.toml").inside(&guessed).answer();
    assert!(list.contains("~$300"), "a file may call its own price a guess: {list}");
}

#[test]
fn what_is_held_twice_or_has_expired_is_counted_once_or_not_at_all() {
    let kinds = |have: &str| {
        let answer = dated("recommend --format json --have").word(have).json();
        let advice = answer["advice"].as_array().expect("a list").clone();
        let held = answer["situation"]["have"].as_array().map_or(0, Vec::len);
        (held, advice.iter().any(|it| it["text"].as_str().is_some_and(|text| text.contains("You hold several already"))))
    };
    assert_eq!(kinds("AI-900,ms-ai-900,ai-900"), (1, false));
    assert_eq!(kinds("AI-900@2010-01-01,AI-900@2011-01-01,AI-900@2012-01-01").0, 1);
    assert_eq!(kinds("aws-aif-c01@2019-01-01,aws-mla-c01@2019-01-01,aws-clf-c02@2019-01-01"), (3, false), "all three have expired");
    assert_eq!(kinds("aws-aif-c01,aws-mla-c01,aws-clf-c02"), (3, true));
    let latest = dated("recommend --format json --have AIF-C01@2024-01-01,aws-aif-c01@2026-01-01").json();
    assert_eq!(latest["situation"]["have"], json!(["aws-aif-c01@2026-01-01"]), "the later day counts");
}

#[test]
fn an_unlock_lifts_its_blocker_or_is_none_and_why_finds_two_prerequisites() {
    let two = acme("acme-x", "requires = [{ any_of = [\"ms-ai-901\"] }, { any_of = [\"aws-aif-c01\", \"ms-ai-900\"] }]\n");
    let call = |more: &str| dated("recommend --format json --catalog acme.toml").words(more).inside(&two);
    let missing = blocker(&call(""), "acme-x");
    assert_eq!((&missing["kind"], &missing["unlock"]), (&json!("prerequisite"), &Value::Null));
    assert_eq!(missing["detail"], "AI-901 and AIF-C01 or AI-900 must be held first");
    assert_eq!(blocker(&call("--have AI-901"), "acme-x")["unlock"], json!({ "have": "aws-aif-c01" }));
    assert!(entry(&call("--have AI-901,AIF-C01"), "acme-x").0);
    let why = dated("why acme-x --format json --catalog acme.toml").inside(&two).json();
    assert_eq!(why["answers"][0]["eligible"]["change"], json!({ "have": ["ms-ai-901", "aws-aif-c01"] }));
    let said = dated("why acme-x --catalog acme.toml").inside(&two).answer();
    assert!(said.contains("--have ms-ai-901") && said.contains("--have aws-aif-c01"), "{said}");
    assert!(!said.contains("nothing you can change"), "something can be done: {said}");
    // One that does for both is one change.
    let one = acme("acme-y", "requires = [{ any_of = [\"ms-ai-901\", \"aws-aif-c01\"] }, { any_of = [\"aws-aif-c01\"] }]\n");
    let missing = blocker(&dated("recommend --format json --catalog acme.toml").inside(&one), "acme-y");
    assert_eq!(missing["unlock"], json!({ "have": "aws-aif-c01" }));
}

#[test]
fn an_unlock_beyond_the_largest_budget_is_no_budget() {
    let dear = acme("acme-dear", "cost.monthly = 10000000\n");
    let call = |more: &str| dated("recommend --format json --catalog acme.toml").words(more).inside(&dear);
    let over = blocker(&call("--budget 10000000"), "acme-dear");
    assert_eq!((&over["kind"], &over["unlock"]), (&json!("over-budget"), &json!({ "budget": null })));
    let slow = acme("acme-dear", "cost.monthly = 10000000\n")
        .and("slow.toml", "[[credential]]\nid = \"acme-dear\"\nprep.hours = [100000, 100000]\n");
    let call = dated("recommend --hours-per-week 1 --format json --catalog acme.toml --catalog slow.toml").inside(&slow);
    // 100,000 weeks are 23,077 months of ten million dollars, and an exam.
    assert_eq!(entry(&call, "acme-dear").1["cost"]["high"], json!(230_770_000_100_u64), "no sum stops at the end of a type");
}

#[test]
fn a_quick_situation_is_resolved_as_any_is() {
    let framework = frozen_framework();
    let (before, after) = framework.split_once("[[quick]]").expect("it has a quick table");
    let (_, rest) = after.split_once("[[quick]]").expect("it has two");
    let with = |you: &str| {
        let text = format!("{before}[[quick]]\nsituation = \"Mine\"\nyou = {{ {you} }}\n\n[[quick]]{rest}");
        Folder::with("f.toml", text)
    };
    let first =
        |folder: &Folder| dated("quick --framework f.toml --format json").inside(folder).json()["rows"][0]["answers"][0]["id"].clone();
    let held = first(&with("goal = \"generative-ai\", have = [\"AIP-C01\"]"));
    let asked = dated("recommend --goal generative-ai --have AIP-C01 --format json").json()["recommendations"][0]["id"].clone();
    assert_eq!(held, asked, "a code is read as everywhere");
    assert_ne!(held, "aws-aip-c01");
    for (you, said) in [
        ("have = [\"no-such-thing\"]", "no credential has the id, code or name `no-such-thing`"),
        ("by = 2027-01-01, weeks = 4", "`by` and `weeks` are two deadlines"),
    ] {
        let folder = with(you);
        for command in ["quick --framework f.toml", "check f.toml"] {
            let ran = certwise(command).inside(&folder).run();
            assert!(ran.code != Some(0) && (ran.out.clone() + &ran.err).contains(said), "{command}: {}{}", ran.out, ran.err);
        }
    }
}

#[test]
fn what_was_announced_later_is_not_known_on_a_past_day() {
    let on = |line: &str, day: &str| certwise(line).words("--as-of").word(day);
    let ids = |day: &str| on("list --format csv", day).answer();
    assert!(!ids("2026-01-09").contains("aws-mla-c02") && ids("2026-07-14").contains("aws-mla-c02"));
    for command in ["show MLA-C02", "why MLA-C02"] {
        let said = on(command, "2026-01-09").refusal();
        assert!(said.contains("`aws-mla-c02` was announced on 2026-07-14, after 2026-01-09, the day the answer is for"), "{said}");
    }
    let predecessor = on("show MLA-C01 --format json", "2026-01-09").json()["credentials"][0].clone();
    assert!(!predecessor["successors"].to_string().contains("aws-mla-c02"), "{}", predecessor["successors"]);
    // What is only announced, on a day that nobody knows, stays.
    let (ranked, entry) = entry(&on("recommend --format json", "2026-01-09"), "openai-ai-foundations");
    assert!(!ranked && entry["blockers"][0]["kind"] == "not-yet-open", "{entry}");
}

#[test]
fn on_a_past_day_no_later_reading_counts_and_the_page_says_so_once() {
    let on = |line: &str, day: &str| certwise(line).words("--as-of").word(day);
    let known = |day: &str| on("show GH-300 --format json", day).json()["credentials"][0].clone();
    let (past, now) = (known("2026-01-09"), known("2026-11-22"));
    assert!(past["checked"].is_null() && past["stale"] == true && now["checked"].is_string(), "{past}");
    for source in past["sources"].as_array().expect("a list") {
        assert!(source["read"].as_str().is_none_or(|read| read <= "2026-01-09"), "{source}");
    }
    assert_eq!((&past["cost"], &past["estimates"]), (&now["cost"], &now["estimates"]), "facts and estimate marks stay");
    for command in
        ["quick", "list", "show CKA", "why CKA", "recommend --role developer", "plan --role developer", "recommend --format html"]
    {
        let said = on(command, "2026-01-09").answer().split_whitespace().collect::<Vec<_>>().join(" ");
        let times = said.matches("prices, hours and policies are as known on 8 Oct 2026").count();
        assert_eq!(times, 1, "{command}: {said}");
        let today = on(command, "2026-11-22").answer();
        assert!(!today.contains("prices, hours and policies are as known"), "{command}");
    }
}

#[test]
fn today_is_the_local_day_and_in_an_unknown_zone_the_one_in_utc_which_is_said() {
    let title = |zone: &str| {
        let ran = certwise("quick").env("TZ", zone).run();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        (ran.out.lines().next().expect("a title").to_owned(), ran.err)
    };
    // Twenty-six hours apart: somewhere it is always another day.
    let (east, west) = (title("EAST-14"), title("WEST+12"));
    assert_ne!(east.0, west.0);
    assert_eq!((east.1.as_str(), west.1.as_str()), ("", ""));
    let (_, said) = title("Nowhere/Land");
    assert!(said.starts_with("note: the local time zone cannot be told, so today is ") && said.ends_with(", the day in UTC\n"), "{said}");
    let dated = dated("quick").env("TZ", "Nowhere/Land").run();
    assert_eq!(dated.err, "", "where the day is told nobody asks for the zone");
}

#[test]
fn no_hands_on_part_is_told_from_an_unknown_one() {
    let reason = |id: &str| {
        let grades = dated("why --format json").word(id).json()["answers"][0]["grades"].clone();
        let hands_on = grades.as_array().expect("a list").iter().find(|grade| grade["criterion"] == "hands-on").cloned();
        hands_on.expect("it is graded")["because"].clone()
    };
    assert_eq!(reason("AIP-C01"), "no hands-on part");
    assert_eq!(reason("ms-learn"), "an unknown share of practice");
}
