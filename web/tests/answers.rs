//! What the page's script is answered, without a browser.

use certwise::situation::{Situation, SituationInput};
use certwise_web::answer;
use serde_json::{Value, json};

mod people;

const DAY: &str = "2026-11-27";

fn ask(request: &Value) -> Value {
    serde_json::from_slice(&answer(request.to_string().as_bytes())).expect("an answer is JSON")
}

fn with_file(request: &Value, file: &[u8]) -> Value {
    let request = [request.to_string().as_bytes(), b"\n", file].concat();
    serde_json::from_slice(&answer(&request)).expect("an answer is JSON")
}

/// The texts of HTML, without the elements they stand in.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text.replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">").replace("&#39;", "'").replace("&#34;", "\"")
}

/// What the links that begin so go on with.
fn links(html: &str, what: &str) -> Vec<String> {
    let begins = format!("href=\"#{what}:");
    html.split(&begins).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().replace("&#38;", "&")).collect()
}

/// Every answer about that person: each view, and what stands beside it.
fn all_about(you: &Value) -> Vec<String> {
    let ids = json!(["aws-aip-c01", "google-pmle"]);
    let mut html = Vec::new();
    for (view, more) in [
        ("closer", json!({})),
        ("closer", json!({ "explain": true, "top": "12" })),
        ("why", json!({ "id": ids })),
        ("plan", json!({})),
        ("show", json!({ "id": ids })),
        ("show", json!({ "id": ["ms-ai-901"] })),
        ("list", json!({ "only": { "search": "agents" } })),
        ("guide", json!({})),
        ("guide", json!({ "topic": "all" })),
    ] {
        let mut request = json!({ "ask": view, "as_of": DAY, "you": you });
        for (key, value) in more.as_object().expect("an object") {
            request[key] = value.clone();
        }
        let answer = ask(&request);
        match answer["fault"].as_str() {
            Some(fault) => html.push(fault.to_owned()),
            None => html.push(answer["html"].as_str().unwrap_or_else(|| panic!("{request}: {answer}")).to_owned()),
        }
        html.extend(answer["effect"].as_str().map(str::to_owned));
        html.extend(answer["facts"]["said"].as_str().map(str::to_owned));
        html.extend(answer["faults"].as_object().into_iter().flatten().filter_map(|(_, fault)| fault.as_str()).map(str::to_owned));
    }
    html
}

#[test]
fn nothing_on_the_page_speaks_of_flags_or_commands() {
    for you in people::some(60) {
        for html in all_about(&you) {
            let text = text(&html);
            for (at, _) in text.match_indices("--") {
                let behind = text[at + 2..].chars().next();
                assert!(!behind.is_some_and(|c| c.is_ascii_lowercase()), "{you}: …{}", &text[at.saturating_sub(60)..]);
            }
            let said = text.find("certwise ").map(|at| text[at.saturating_sub(60)..].lines().next().unwrap_or_default().to_owned());
            assert_eq!(said, None, "{you}");
        }
    }
}

#[test]
fn every_link_that_gives_an_answer_gives_one_that_is_understood() {
    let mut followed = 0;
    for you in people::some(40) {
        for html in all_about(&you) {
            for set in links(&html, "set") {
                for (key, value) in set.split('&').filter_map(|pair| pair.split_once('=')) {
                    if ["top", "explain"].contains(&key) || key.starts_with("only.") {
                        continue;
                    }
                    let answer = ask(&json!({ "ask": "shortlist", "as_of": DAY, "you": { key: value } }));
                    assert_eq!(answer["faults"], json!({}), "{set}");
                    assert!(answer["told"].get(key).is_some() || key == "by" && answer["told"].get("weeks").is_some(), "{set}: {answer}");
                    followed += 1;
                }
            }
            for id in links(&html, "go").iter().flat_map(|go| go.split('&').filter_map(|pair| pair.strip_prefix("id="))) {
                let answer = ask(&json!({ "ask": "show", "as_of": DAY, "id": [id] }));
                assert_eq!(answer["fault"], Value::Null, "{id}");
            }
        }
    }
    assert!(followed > 200, "{followed}");
}

#[test]
fn what_is_wrong_with_one_field_costs_no_other() {
    let you = json!({ "role": "developer", "budget": "lots", "by": "2020", "platform": ["aws", "mars"], "tier": "9", "goal": "GenAI" });
    let answer = ask(&json!({ "ask": "shortlist", "as_of": DAY, "you": you }));
    let faults = answer["faults"].as_object().expect("faults");
    assert_eq!(faults.keys().collect::<Vec<_>>(), ["budget", "by", "platform", "tier"]);
    assert!(faults["by"].as_str().expect("text").contains("has passed on 27 Nov 2026"), "{faults:?}");
    assert_eq!(answer["told"], json!({ "role": ["developer"], "goal": ["generative-ai"] }));
    assert_eq!(answer["command"], "certwise recommend --role developer --goal generative-ai");
}

#[test]
fn a_deadline_is_read_as_where_it_is_asked_for() {
    for (written, told) in [("12", json!({ "weeks": ["12"] })), ("June 2027", json!({ "by": ["2027-06-30"] }))] {
        let answer = ask(&json!({ "ask": "shortlist", "as_of": DAY, "you": { "by": written } }));
        assert_eq!(answer["told"], told, "{written}");
    }
}

#[test]
fn the_json_is_that_of_the_library() {
    use certwise::counterfactual::CloserLook;
    use certwise::decide::decide;
    let (catalog, framework, _) = certwise::embedded::prepared();
    let snapshot = certwise::snapshot::Snapshot::on(&catalog, &framework, DAY.parse().expect("a day"));
    let you = json!({ "role": "developer", "platform": "azure", "budget": 300 });
    let told: SituationInput = serde_json::from_value(you.clone()).expect("sound");
    let you_settled: Situation = told.settle(&catalog, snapshot.as_of).expect("sound");
    let recommendation = decide(&snapshot, &you_settled);
    let look = CloserLook::at(&recommendation, true);
    let wanted = serde_json::to_value(certwise::render::json::Answer::new(&recommendation, None, true, Some(&look))).expect("JSON");
    assert_eq!(ask(&json!({ "ask": "json", "as_of": DAY, "you": you })), wanted);
}

#[test]
fn certificates_are_read_however_they_come() {
    let held =
        |file: &[u8], person: Option<&str>| with_file(&json!({ "ask": "held", "as_of": DAY, "person": person, "typed": true }), file);
    let written = |answer: &Value| -> Vec<String> {
        let have = answer["have"].as_array().expect("a list");
        have.iter().map(|one| one["written"].as_str().expect("text").to_owned()).collect()
    };
    let names = held("AI-900, earned nowhere\nAWS Certified AI Practitioner@2026-03-01".as_bytes(), None);
    assert_eq!(written(&names), ["ms-ai-900", "aws-aif-c01@2026-03-01"]);
    assert!(names["unknown"][0]["said"].as_str().expect("text").contains("earned nowhere"), "{names}");
    let table = "Name,Issued On\nAWS Certified AI Practitioner,2026-03-01\nBasket weaving,2025-01-01\n";
    assert_eq!(written(&held(table.as_bytes(), None)), ["aws-aif-c01@2026-03-01"]);
    let staff = "person,certification\nAda,AWS Certified AI Practitioner\nBob,Azure AI Fundamentals\n";
    assert_eq!(held(staff.as_bytes(), None)["people"], json!(["Ada", "Bob"]));
    assert_eq!(written(&held(staff.as_bytes(), Some("Ada"))), ["aws-aif-c01"]);
    assert_eq!(held(b"caf\xe9,1", None)["encoding"], "windows-1252");
    assert!(held(b"PK\x03\x04\xff\xfe", None)["fault"].as_str().expect("text").contains("save the sheet as CSV"));
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\xff".as_slice();
    assert!(held(picture, None)["fault"].as_str().is_some_and(|fault| fault.contains("no text")));
    // The later of two days counts, and a file is no list of names.
    let twice = "name,issued\nAWS Certified AI Practitioner,2026-03-01\nAIF-C01,2025-01-01\n";
    assert_eq!(written(&held(twice.as_bytes(), None)), ["aws-aif-c01@2026-03-01"]);
    assert!(with_file(&json!({ "ask": "held", "as_of": DAY }), b"AI-900\nAZ-900")["fault"].is_string());
    assert!(held("role,budget\ndeveloper,300".as_bytes(), None)["fault"].is_string());
    let many = format!("name\n{}", "AI-900\n".repeat(301));
    assert!(held(many.as_bytes(), None)["fault"].as_str().is_some_and(|fault| fault.contains("at most 300")));
    let none = held("<html>".as_bytes(), None);
    assert!(none["fault"].as_str().is_some_and(|fault| fault.contains("no certificate")), "{none}");
}

#[test]
fn no_request_is_too_wrong_for_an_answer() {
    for request in [&b""[..], b"{", b"\xff\n\xff", b"{\"ask\":\"everything\"}", b"[]", b"{\"ask\":\"show\",\"as_of\":\"2026-11-27\"}"] {
        let answer: Value = serde_json::from_slice(&answer(request)).expect("JSON");
        assert!(answer["fault"].is_string(), "{answer}");
    }
    for only in [json!({ "tier": "x" }), json!({ "provider": "nobody" }), json!({ "colour": "red" }), json!({ "max_cost": "-1" })] {
        let answer = ask(&json!({ "ask": "list", "as_of": DAY, "only": only }));
        assert!(answer["fault"].is_string(), "{only}: {answer}");
    }
    for plan in [json!({ "stack": "none-such" }), json!({ "start": "2020-01-01" }), json!({ "parallel": "99" }), json!({ "start": "soon" })]
    {
        let mut request = json!({ "ask": "plan", "as_of": DAY });
        for (key, value) in plan.as_object().expect("an object") {
            request[key] = value.clone();
        }
        assert!(ask(&request)["fault"].is_string(), "{plan}");
    }
}

#[test]
fn what_is_told_is_text_wherever_it_comes_back() {
    let evil = "<meta http-equiv=refresh content=0><img src=x>";
    for request in [
        json!({ "ask": "plan", "stack": evil }),
        json!({ "ask": "plan", "start": evil }),
        json!({ "ask": "plan", "parallel": evil }),
        json!({ "ask": "list", "only": { "max_cost": evil } }),
        json!({ "ask": "list", "only": { "sort": evil } }),
        json!({ "ask": "list", "only": { "search": evil } }),
        json!({ "ask": "list", "only": { "provider": evil } }),
        json!({ "ask": "list", "only": { evil: "1" } }),
        json!({ "ask": "guide", "topic": evil }),
        json!({ "ask": "show", "id": [evil] }),
        json!({ "ask": "why", "id": [evil] }),
        json!({ "ask": "shortlist", "you": { "role": evil, "have": evil, "by": evil, "tier": evil, evil: "1" } }),
        json!({ "ask": evil }),
    ] {
        let mut dated = request.clone();
        dated["as_of"] = json!(DAY);
        let answer = ask(&dated);
        for html in
            [&answer["fault"], &answer["html"]].into_iter().chain(answer["faults"].as_object().into_iter().flat_map(|all| all.values()))
        {
            let html = html.as_str().unwrap_or_default();
            assert!(!html.contains("<meta") && !html.contains("<img"), "{request}: {html}");
        }
    }
    let held = with_file(&json!({ "ask": "held", "as_of": DAY, "typed": true }), evil.as_bytes());
    assert!(!held.to_string().contains("<meta"), "{held}");
}

#[test]
fn the_command_gives_what_is_looked_at() {
    for (more, command) in [
        (json!({ "view": "show", "id": ["aws-aif-c01", "ms-ai-901"] }), "certwise show aws-aif-c01 ms-ai-901"),
        (json!({ "view": "why", "id": ["aws-aif-c01"] }), "certwise why aws-aif-c01 --role leader"),
        (json!({ "view": "list", "only": { "free": "1", "search": "it's" } }), r"certwise list --free --search 'it'\''s'"),
        (json!({ "view": "plan", "parallel": "2", "start": "2027-01-01" }), "certwise plan --role leader --start 2027-01-01 --parallel 2"),
        (json!({ "view": "guide", "topic": "faq" }), "certwise guide faq"),
        (json!({ "top": "12", "explain": true }), "certwise recommend --role leader --top 12 --explain"),
    ] {
        let mut request = json!({ "ask": "shortlist", "as_of": DAY, "you": { "role": "leader" } });
        for (key, value) in more.as_object().expect("an object") {
            request[key] = value.clone();
        }
        assert_eq!(ask(&request)["command"], command);
    }
}

#[test]
fn old_facts_say_so_and_how_to_get_newer_ones() {
    let facts = |day: &str| ask(&json!({ "ask": "shortlist", "as_of": day, "you": { "role": "developer" } }))["facts"].clone();
    assert_eq!(facts(DAY)["title"], "");
    let old = facts("2029-01-01");
    assert_eq!(old["title"], "Old facts");
    let said = text(old["said"].as_str().expect("text"));
    assert!(said.contains("open this page anew") && !said.contains("--"), "{said}");
}

#[test]
fn the_questions_end_and_come_in_the_order_of_ask() {
    let (mut asked, mut you) = (Vec::new(), json!({}));
    for (field, value) in [("role", "developer"), ("goal", "generative-ai"), ("level", "intermediate"), ("platform", "aws")] {
        let next = ask(&json!({ "ask": "next", "as_of": DAY, "you": you, "asked": asked }));
        assert_eq!((next["next"].as_str(), next["at_most"].as_u64()), (Some(field), Some(8)));
        asked.push(field);
        you[field] = json!(value);
    }
    let all = ["role", "goal", "level", "platform", "hours_per_week", "budget", "by", "have"];
    assert_eq!(ask(&json!({ "ask": "next", "as_of": DAY, "you": you, "asked": all }))["next"], Value::Null);
}

#[test]
fn what_is_saved_is_whole() {
    for (what, begins, holds) in [
        ("request", "<!DOCTYPE html>", "Ada: Request for"),
        ("plan-request", "<!DOCTYPE html>", "Ada: "),
        ("calendar", "BEGIN:VCALENDAR", "END:VCALENDAR"),
    ] {
        let saved = ask(&json!({ "ask": what, "as_of": DAY, "you": { "role": "developer" }, "name": "Ada", "seconds": 3600 }));
        let text = saved["text"].as_str().expect("text");
        assert!(text.starts_with(begins) && text.contains(holds), "{what}: {}", &text[..300]);
    }
}
