//! A team under one budget: who takes what, who goes without and why, and what of theirs expires.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::harness::{Call, certwise, dated, rows};

/// People of every kind: some want the same, some want nothing, of one nobody knows anything, and one row is faulty.
const PEOPLE: &str = r#"{"name":"Ann","team":"R&D","role":"developer","platform":"aws","have":["CLF-C02@2023-12-20"]}
{"name":"Ben","role":"leader"}
{"name":"Cem","role":"ml-engineer","platform":"google-cloud","level":"advanced","have":["PMLE@2025-02-01"]}
{"name":"Dee","have":["hf-agents-course@2026-01-01"]}
{"name":"Eve","have":["AZ-900","MLA-C01@2024-06-01"]}
{"name":"Fay","role":"develper"}
{"name":"Gus","role":"student","budget":0,"weeks":1,"hours_per_week":1,"hands_on":true}
{"name":"Hal","role":"developer","goal":"generative-ai"}
{"name":"=1+1","role":"business","goal":"governance","have":["AI-102@2025-06-01"]}
{"name":"Jim","role":"business","have":["MLA-C02@2026-11-01"]}
"#;

fn team(words: &str) -> Call {
    dated("team -").words(words).input(PEOPLE)
}

fn answer(call: &Call) -> Value {
    serde_json::from_str(&call.answer_without_success()).expect("JSON")
}

#[test]
fn the_screen_of_80_columns() {
    assert_data_eq!(
        team("--budget 810").columns(80).answer_without_success(),
        str![[r"
Team of 10 people, budget $810 · as of 22 Nov 2026

Line  Name  Team  Takes                                                     Cost
   1  Ann   R&D   AWS Certified Machine Learning Engineer - Associate        $75
                  [beta]
      aws-mla-c02 · the standard choice on AWS; replaces MLS-C01, retired 31 Mar
      2026; best known to employers (tier 1)
   2  Ben         Google AI Essentials                                      ~$49
      google-ai-essentials · the standard choice for people who work with AI and
      do not build it
   3  Cem         nothing
      nothing more is needed: google-pmle already serves what you ask for
   4  Dee         nothing
      nothing told: no role, level, coding, goal or platform, and nothing held
      that tells a platform
   5  Eve         Microsoft Certified: Azure AI Apps and Agents Developer   $165
                  Associate
      ms-ai-103 · the standard choice on Azure; replaces AI-102, retired 30 Jun
      2026; best known to employers (tier 1); platform told by what they hold:
      AWS and Azure
   6  Fay         nothing
      error: role: unknown role `develper`; did you mean `developer`? known:
      student, career-changer, developer, data-engineer, data-scientist,
      ml-engineer, business, leader, researcher
   7  Gus         nothing
      nothing fits: 111 past your deadline, 92 over budget, 82 no hands-on part
   8  Hal         AWS Certified Generative AI Developer - Professional      $300
      aws-aip-c01 · the standard choice for specialising in generative AI
   9  =1+1        Microsoft Certified: Azure AI Apps and Agents Developer   $165
                  Associate
      ms-ai-103 · second choice: the budget does not reach AIGP ($799); you held
      what it renews or replaces, and that has ended or expired; replaces
      AI-102, retired 30 Jun 2026
  10  Jim         Google AI Essentials                                      ~$49
      google-ai-essentials · the standard choice for people who work with AI and
      do not build it

Goes without:
- 1 nothing more is needed: Cem (line 3)
- 1 nothing fits: Gus (line 7)
- 1 nothing told: Dee (line 4)
- 1 faulty row: Fay (line 6)

Held already: MLA-C02, which others take: Jim (line 10)

Expires within 12 months:
- Ann (line 1): CLF-C02 on 20 Dec 2026; renewed by taking the exam again or
  passing a higher exam (AIP-C01, DEA-C01 or MLA-C02), $50; it can be done now
- Cem (line 3): google-pmle on 1 Feb 2027; renewed by taking the exam again,
  $100; that opens on 3 Dec 2026
- Eve (line 5): MLA-C01 on 1 Jun 2027; renewed by taking the exam again or
  passing a higher exam (AIP-C01), $75; it can be done now

Expired within the last 12 months: =1+1 (line 9): AI-102 on 1 Jun 2026

~: estimate or low confidence

Facts of 8 Oct 2026.

$803 of $810, $7 left: 5 first choices, 1 second choice

"]]
    );
}

#[test]
fn the_screen_of_45_columns() {
    assert_data_eq!(
        team("--budget 810").columns(45).answer_without_success(),
        str![[r"
Team of 10 people, budget $810 · as of 22 Nov
2026

1  Ann
   cost $75
   team: R&D
   takes: AWS Certified Machine Learning
   Engineer - Associate [beta]
   aws-mla-c02 · the standard choice on AWS;
   replaces MLS-C01, retired 31 Mar 2026;
   best known to employers (tier 1)

2  Ben
   cost ~$49
   takes: Google AI Essentials
   google-ai-essentials · the standard choice
   for people who work with AI and do not
   build it

3  Cem
   takes: nothing
   nothing more is needed: google-pmle
   already serves what you ask for

4  Dee
   takes: nothing
   nothing told: no role, level, coding, goal
   or platform, and nothing held that tells a
   platform

5  Eve
   cost $165
   takes: Microsoft Certified: Azure AI Apps
   and Agents Developer Associate
   ms-ai-103 · the standard choice on Azure;
   replaces AI-102, retired 30 Jun 2026; best
   known to employers (tier 1); platform told
   by what they hold: AWS and Azure

6  Fay
   takes: nothing
   error: role: unknown role `develper`; did
   you mean `developer`? known: student,
   career-changer, developer, data-engineer,
   data-scientist, ml-engineer, business,
   leader, researcher

7  Gus
   takes: nothing
   nothing fits: 111 past your deadline, 92
   over budget, 82 no hands-on part

8  Hal
   cost $300
   takes: AWS Certified Generative AI
   Developer - Professional
   aws-aip-c01 · the standard choice for
   specialising in generative AI

9  =1+1
   cost $165
   takes: Microsoft Certified: Azure AI Apps
   and Agents Developer Associate
   ms-ai-103 · second choice: the budget does
   not reach AIGP ($799); you held what it
   renews or replaces, and that has ended or
   expired; replaces AI-102, retired 30 Jun
   2026

10  Jim
   cost ~$49
   takes: Google AI Essentials
   google-ai-essentials · the standard choice
   for people who work with AI and do not
   build it

Goes without:
- 1 nothing more is needed: Cem (line 3)
- 1 nothing fits: Gus (line 7)
- 1 nothing told: Dee (line 4)
- 1 faulty row: Fay (line 6)

Held already: MLA-C02, which others take: Jim
  (line 10)

Expires within 12 months:
- Ann (line 1): CLF-C02 on 20 Dec 2026;
  renewed by taking the exam again or passing
  a higher exam (AIP-C01, DEA-C01 or
  MLA-C02), $50; it can be done now
- Cem (line 3): google-pmle on 1 Feb 2027;
  renewed by taking the exam again, $100;
  that opens on 3 Dec 2026
- Eve (line 5): MLA-C01 on 1 Jun 2027;
  renewed by taking the exam again or passing
  a higher exam (AIP-C01), $75; it can be
  done now

Expired within the last 12 months: =1+1 (line
  9): AI-102 on 1 Jun 2026

~: estimate or low confidence

Facts of 8 Oct 2026.

$803 of $810, $7 left: 5 first choices, 1
  second choice

"]]
    );
}

#[test]
fn a_spreadsheet_opens_it_as_it_is() {
    let out = team("--budget 810 --format csv").answer_without_success();
    let rows = rows(&out);
    assert_eq!(rows[0].join(","), "name,team,line,outcome,id,name,choice,cost_low,cost_high,why,expiring,lapsed");
    assert_eq!(rows.len(), 11);
    assert_data_eq!(
        out,
        str![[r#"
name,team,line,outcome,id,name,choice,cost_low,cost_high,why,expiring,lapsed
Ann,R&D,1,first-choice,aws-mla-c02,AWS Certified Machine Learning Engineer - Associate,1,75,75,"the standard choice on AWS; replaces MLS-C01, retired 31 Mar 2026; best known to employers (tier 1)",aws-clf-c02 2026-12-20,
Ben,,2,first-choice,google-ai-essentials,Google AI Essentials,1,49,49,the standard choice for people who work with AI and do not build it,,
Cem,,3,nothing-needed,,,,,,nothing more is needed: google-pmle already serves what you ask for,google-pmle 2027-02-01,
Dee,,4,nothing-told,,,,,,"nothing told: no role, level, coding, goal or platform, and nothing held that tells a platform",,
Eve,,5,first-choice,ms-ai-103,Microsoft Certified: Azure AI Apps and Agents Developer Associate,1,165,165,"the standard choice on Azure; replaces AI-102, retired 30 Jun 2026; best known to employers (tier 1); platform told by what they hold: AWS and Azure",aws-mla-c01 2027-06-01,
Fay,,6,faulty,,,,,,"role: unknown role `develper`; did you mean `developer`? known: student, career-changer, developer, data-engineer, data-scientist, ml-engineer, business, leader, researcher",,
Gus,,7,nothing-fits,,,,,,"nothing fits: 111 past your deadline, 92 over budget, 82 no hands-on part",,
Hal,,8,first-choice,aws-aip-c01,AWS Certified Generative AI Developer - Professional,1,300,300,the standard choice for specialising in generative AI,,
'=1+1,,9,second-choice,ms-ai-103,Microsoft Certified: Azure AI Apps and Agents Developer Associate,2,165,165,"second choice: the budget does not reach AIGP ($799); you held what it renews or replaces, and that has ended or expired; replaces AI-102, retired 30 Jun 2026",,ms-ai-102 2026-06-01
Jim,,10,first-choice,google-ai-essentials,Google AI Essentials,1,49,49,the standard choice for people who work with AI and do not build it,,

"#]]
    );
}

#[test]
fn json_has_the_keys_of_the_contract_and_its_sums_are_right() {
    let answer = answer(&team("--budget 810 --format json"));
    let keys = ["schema_version", "as_of", "budget", "people", "total", "expiring", "summary"];
    assert!(keys.iter().all(|key| answer.get(key).is_some()), "{answer}");
    assert_eq!((&answer["as_of"], &answer["budget"]), (&json!("2026-11-22"), &json!(810)));
    let people = answer["people"].as_array().expect("a list");
    assert!(people.iter().zip(1..).all(|(person, line)| person["line"] == json!(line)), "in the order of the rows");
    assert_eq!(people[0]["given"], json!({ "name": "Ann", "team": "R&D" }));
    let costs = |end: &str| people.iter().filter_map(|person| person["choice"]["cost"][end].as_u64()).sum::<u64>();
    assert_eq!(answer["total"], json!({ "low": costs("low"), "high": costs("high") }));
    assert!(costs("high") <= 810);
    for person in people {
        assert!(person["why"].as_str().is_some_and(|why| !why.is_empty()), "{person}");
        let choice = &person["choice"];
        assert!(choice.is_null() || ["id", "name", "rank", "cost"].iter().all(|key| choice.get(key).is_some()), "{person}");
    }
    let outcomes: Vec<&str> = people.iter().map(|person| person["outcome"].as_str().expect("a word")).collect();
    let expected =
        "first-choice first-choice nothing-needed nothing-told first-choice faulty nothing-fits first-choice second-choice first-choice";
    assert_eq!(outcomes.join(" "), expected);
    assert_eq!(
        people[5]["why"],
        json!(
            "role: unknown role `develper`; did you mean `developer`? known: student, career-changer, developer, data-engineer, data-scientist, ml-engineer, business, leader, researcher"
        )
    );
    let held: Vec<Value> =
        answer["expiring"].as_array().expect("a list").iter().map(|it| json!([it["line"], it["id"], it["expires"]])).collect();
    assert_eq!(
        held,
        [json!([1, "aws-clf-c02", "2026-12-20"]), json!([3, "google-pmle", "2027-02-01"]), json!([5, "aws-mla-c01", "2027-06-01"])]
    );
    assert_eq!(answer["expiring"][1]["renewal"]["how"], json!(["retake"]));
    assert_eq!(answer["summary"]["held_by_others"], json!([{ "id": "aws-mla-c02", "lines": [10] }]));
    let lapsed: Vec<&Value> = answer["summary"]["lapsed"].as_array().expect("a list").iter().map(|it| &it["id"]).collect();
    assert_eq!(lapsed, ["ms-ai-102"]);
}

#[test]
fn the_horizon_is_the_one_that_is_asked_for() {
    let held = |months: &str| answer(&team("--format json --horizon").word(months))["expiring"].as_array().map(Vec::len);
    assert_eq!(["0", "1", "3", "12"].map(held), [Some(0), Some(1), Some(2), Some(3)]);
}

/// What each would be told alone is what they get where money is no question.
#[test]
fn without_a_budget_everybody_takes_what_ranks_first_for_them() {
    let people = "{\"role\":\"developer\",\"platform\":\"aws\"}\n{\"role\":\"leader\"}\n{\"goal\":\"generative-ai\",\"budget\":100}\n";
    let team = dated("team - --format json").input(people).json();
    let alone = dated("batch - --top 1").input(people).answer();
    let alone = alone.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["recommendations"][0]["id"].clone());
    let taken = team["people"].as_array().expect("a list").iter().map(|person| person["choice"]["id"].clone());
    assert_eq!(taken.collect::<Vec<_>>(), alone.collect::<Vec<_>>());
    assert_eq!((&team["budget"], &team["summary"]["money_left"]), (&Value::Null, &Value::Null));
}

/// Two stand level in first place: both are the first choice, and the cheaper one leaves more for the others.
#[test]
fn of_what_is_level_in_first_place_the_cheapest_is_taken() {
    let person = "{\"goal\":\"governance\",\"budget\":100}\n";
    let alone = dated("batch - --top 2").input(person).json();
    let of = |key: &str| alone["recommendations"].as_array().expect("a list").iter().map(|it| it[key].clone()).collect::<Vec<_>>();
    assert_eq!((of("rank"), of("id")), (vec![json!(1), json!(1)], vec![json!("aws-aib-c01"), json!("ms-ab-731")]));
    let choice = &dated("team - --format json").input(person).json()["people"][0]["choice"];
    assert_eq!((&choice["id"], &choice["rank"], &choice["cost"]["high"]), (&json!("ms-ab-731"), &json!(1), &json!(99)));
}

/// Of somebody of whom only that is told, what is held on a platform tells the platform.
#[test]
fn what_is_held_tells_the_platform_of_whom_nothing_else_is_told() {
    let people = "{\"have\":[\"CLF-C02\"]}\n{\"have\":[\"kaggle-learn\"]}\n{}\n{\"budget\":500,\"years\":3}\n";
    let team = dated("team - --format json").input(people).json();
    assert_eq!(team["people"][0]["choice"]["id"], json!("aws-mla-c02"));
    assert!(team["people"][0]["why"].as_str().is_some_and(|why| why.ends_with("; platform told by what they hold: AWS")), "{team}");
    for nobody in [1, 2, 3] {
        let person = &team["people"][nobody];
        assert_eq!((&person["choice"], &person["outcome"]), (&Value::Null, &json!("nothing-told")));
        assert!(person["why"].as_str().is_some_and(|why| why.starts_with("nothing told")), "{person}");
    }
}

#[test]
fn somebody_takes_the_second_choice_so_that_one_more_gets_something() {
    let people = "{\"role\":\"business\",\"goal\":\"governance\"}\n".repeat(3);
    let ranks = |budget: u32| -> Vec<Value> {
        let team = dated("team - --format json --budget").word(budget.to_string()).input(people.clone()).json();
        team["people"].as_array().expect("a list").iter().map(|person| person["choice"]["rank"].clone()).collect()
    };
    assert_eq!(ranks(2397), [json!(1), json!(1), json!(1)]);
    assert_eq!(ranks(2396), [json!(1), json!(1), json!(2)]);
    assert_eq!(ranks(800), [json!(1), Value::Null, Value::Null]);
    assert_eq!(ranks(198), [json!(2), json!(2), Value::Null]);
    assert_eq!(ranks(98), [Value::Null, Value::Null, Value::Null]);
}

#[test]
fn a_faulty_row_ends_nothing_and_is_no_failure_where_that_is_asked_for() {
    let people = "{\"role\":\"leader\"}\noops\n";
    assert_eq!(dated("team -").input(people).run().code, Some(1));
    let answer = dated("team - --faults-ok --format json").input(people).json();
    assert_eq!((&answer["people"][1]["choice"], &answer["people"][1]["outcome"]), (&Value::Null, &json!("faulty")));
    assert_eq!(answer["people"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_team_is_answered_for_one_day() {
    let rows = |days: [&str; 2]| days.map(|day| format!("{{\"role\":\"leader\",\"as_of\":\"{day}\"}}\n")).concat();
    let answer = certwise("team - --format json").input(rows(["2026-11-22"; 2])).json();
    assert_eq!(answer["as_of"], json!("2026-11-22"));
    let two = rows(["2026-11-22", "2027-01-01"]);
    assert_data_eq!(
        certwise("team -").input(two.as_str()).refusal(),
        str!["error: line 1 names the day 2026-11-22 and line 2 2027-01-01; a team is answered for one day: give it as --as-of 2026-11-22"]
    );
    assert_eq!(dated("team - --format json").input(two).json()["as_of"], json!("2026-11-22"));
}

#[test]
fn nobody_is_a_team_too() {
    let answer = dated("team - --format json").input("").json();
    assert_eq!((&answer["people"], &answer["total"]), (&json!([]), &json!({ "low": 0, "high": 0 })));
    assert_data_eq!(
        dated("team -").input("").answer(),
        str![[r"
Team of 0 people, no limit of money · as of 22 Nov 2026

Nobody: no row tells of a person

Facts of 8 Oct 2026.

"]]
    );
}

#[test]
fn a_budget_is_an_amount_and_a_horizon_a_number_of_months() {
    let said = dated("team - --budget much").refusal();
    assert!(said.contains("`much` is not an amount"), "{said}");
    let said = dated("team - --horizon 601").refusal();
    assert!(said.contains("601 is not in 0..=600"), "{said}");
}

fn lines_and_given(answer: &Value) -> Vec<(Value, Value)> {
    let people = answer["people"].as_array().expect("a list");
    people.iter().map(|person| (person["line"].clone(), person["given"].clone())).collect()
}

/// As an HR system keeps them: the rows of one person lie apart, one employee has none, and of one row nobody knows whose it is.
const CERTIFICATES: &str = "\
employee_id,department,role,cert_name,issuer,date_earned
e1,IT,developer,CLF-C02,AWS,2023-12-20
e2,Ops,,AZ-900,Microsoft,
E1,IT,,google-pmle,Google,2025-02-01
e3,HR,leader,,,
,IT,,AI-900,Microsoft,2024-01-01
e4,IT,,AI-900,Microsoft,a while ago
";

#[test]
fn a_certificate_a_row_is_one_person_for_all_of_their_rows() {
    let table = CERTIFICATES;
    let answer = answer(&dated("team - --format json").input(table));
    let given = |id: &str, department: &str| json!({ "employee_id": id, "department": department });
    let expected = [(2, given("e1", "IT")), (3, given("e2", "Ops")), (5, given("e3", "HR"))].map(|(line, given)| (json!(line), given));
    assert_eq!(lines_and_given(&answer)[..3], expected);
    let outcomes: Vec<&Value> = answer["people"].as_array().expect("a list").iter().map(|person| &person["outcome"]).collect();
    assert_eq!(outcomes, ["first-choice", "first-choice", "first-choice", "first-choice", "faulty"]);
    let held: Vec<Value> = answer["expiring"].as_array().expect("a list").iter().map(|it| json!([it["line"], it["id"]])).collect();
    assert_eq!(held, [json!([2, "aws-clf-c02"]), json!([2, "google-pmle"])]);
    assert!(answer["people"][4]["why"].as_str().is_some_and(|why| why.contains("a while ago")), "{answer}");
}

/// The same people where nothing but certificates is told of them: what they hold tells the platform.
#[test]
fn a_table_of_certificates_alone_is_a_team() {
    let table = "Name;Certification;Issued on\nAnn;CLF-C02;2023-12-20\nBen;kaggle-learn;\nann ;AI-900;\n";
    let answer = dated("team - --format json").input(table).json();
    let given = |name: &str| json!({ "Name": name });
    assert_eq!(lines_and_given(&answer), [(json!(2), given("Ann")), (json!(3), given("Ben"))]);
    assert_eq!(answer["people"][0]["outcome"], json!("first-choice"));
    assert!(answer["people"][0]["why"].as_str().is_some_and(|why| why.ends_with("what they hold: AWS and Azure")), "{answer}");
    assert_eq!(answer["people"][1]["outcome"], json!("nothing-told"));
}

#[test]
fn an_export_in_json_is_a_team_too() {
    let export = "[\n{\"employee\":\"Ann\",\"certification\":\"CLF-C02\",\"issued\":\"2023-12-20\"},\n{\"employee\":\"Ben\",\"certification\":\"AZ-900\"}]";
    let answer = dated("team - --format json").input(export).json();
    assert_eq!(lines_and_given(&answer), [(json!(2), json!({ "employee": "Ann" })), (json!(3), json!({ "employee": "Ben" }))]);
    assert_eq!(answer["expiring"][0]["id"], json!("aws-clf-c02"));
}

#[test]
fn a_file_of_an_hr_system_loses_nobody() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/hr-dashboard.csv");
    let answer = dated("team --faults-ok --format json").word(file).json();
    let people = [(2, "e001"), (4, "e002"), (5, "e006"), (6, "e008"), (7, "e010")];
    let found = lines_and_given(&answer).into_iter().map(|(line, given)| (line, given["employee_id"].clone()));
    assert!(found.eq(people.map(|(line, id)| (json!(line), json!(id)))), "{answer}");
}

/// What only looks like a certificate's column is the caller's own where a situation is told.
#[test]
fn a_table_of_people_stays_one() {
    let answer = dated("team - --format json")
        .input("name,title,start date,role\nAnn,Engineer,2020-01-01,leader\nAnn,Clerk,2021-01-01,leader\n")
        .json();
    let given = |title: &str, day: &str| json!({ "name": "Ann", "title": title, "start date": day });
    assert_eq!(lines_and_given(&answer), [(json!(2), given("Engineer", "2020-01-01")), (json!(3), given("Clerk", "2021-01-01"))]);
}

#[test]
fn what_may_be_meant_for_a_field_is_said_once() {
    let ran = dated("team - --format json").input("{\"buget\":1,\"role\":\"leader\"}\n{\"buget\":2,\"role\":\"leader\"}\n").run();
    assert_data_eq!(
        ran.err,
        str![[r"
note: line 1: `buget` is no field and comes back in `given`; did you mean `budget`?

"]]
    );
}
