//! `certwise mcp` over a raw pipe: what an assistant's client sends and gets. Two clients of others are tried by `.ci/mcp`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use certwise::situation::SituationInput;
use serde_json::{Map, Value, json};

#[path = "../../web/tests/people/mod.rs"]
mod people;

const DAY: &str = "2026-11-27";
const MOST: usize = 4096;

/// A client of the server.
struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    number: u64,
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
    command.args(arguments).env("XDG_CONFIG_HOME", "/dev/null").env_remove("CERTWISE_CATALOG");
    command
}

impl Client {
    fn start() -> Self {
        let mut server = program(&["mcp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let (input, output) = (server.stdin.take(), BufReader::new(server.stdout.take().expect("piped")));
        Self { server, input, output, number: 0 }
    }

    /// One whose version is agreed on.
    fn of(version: &str) -> Self {
        let mut client = Self::start();
        let hello = json!({ "protocolVersion": version, "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } });
        let answer = client.ask("initialize", &hello);
        assert_eq!(answer["result"]["protocolVersion"], version, "{answer}");
        client.send(br#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
        client
    }

    fn send(&mut self, line: &[u8]) {
        let input = self.input.as_mut().expect("open");
        input.write_all(&[line, b"\n"].concat()).expect("it reads");
        input.flush().expect("it reads");
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.number += 1;
        let request = json!({ "jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters });
        self.send(request.to_string().as_bytes());
        let mut line = String::new();
        self.output.read_line(&mut line).expect("UTF-8");
        let answer: Value = serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line}"));
        assert_eq!(answer["id"], self.number, "{answer}");
        answer
    }

    /// The result of a tool.
    fn tool(&mut self, name: &str, arguments: &Value) -> Value {
        self.ask("tools/call", &json!({ "name": name, "arguments": arguments }))["result"].clone()
    }

    /// Closes the input, and gives the code with which the server leaves and what it still said.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.output, &mut rest).expect("UTF-8");
        (self.server.wait().expect("it ends").code(), rest)
    }
}

fn text(result: &Value) -> &str {
    result["content"][0]["text"].as_str().expect("text")
}

#[test]
fn every_version_of_the_protocol_is_spoken() {
    for version in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let mut client = Client::of(version);
        assert_eq!(client.tool("guide", &json!({}))["isError"], false, "{version}");
        assert_eq!(client.end(), (Some(0), String::new()), "{version}");
    }
    // The newest begins without a greeting: every request says its version.
    let mut client = Client::start();
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let found = client.ask("server/discover", &json!({ "_meta": meta }));
    assert!(found["result"]["supportedVersions"].as_array().is_some_and(|all| all.contains(&json!("2026-07-28"))), "{found}");
    let called = client.ask("tools/call", &json!({ "_meta": meta, "name": "recommend", "arguments": { "role": "developer" } }));
    assert_eq!(called["result"]["resultType"], "complete", "{called}");
    assert!(called["result"]["structuredContent"]["recommendations"][0]["id"].is_string());
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn whoever_asks_nothing_gets_no_fault() {
    assert_eq!(Client::start().end(), (Some(0), String::new()));
}

#[test]
fn each_tool_says_what_it_takes_and_gives_and_that_it_changes_nothing() {
    let mut client = Client::of("2025-11-25");
    let tools = client.ask("tools/list", &json!({}))["result"]["tools"].clone();
    let names: Vec<&str> = tools.as_array().expect("tools").iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["recommend", "why", "plan", "search_catalog", "show", "diff", "guide"]);
    for tool in tools.as_array().expect("tools") {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert_eq!((&tool["inputSchema"]["type"], &tool["outputSchema"]["type"]), (&json!("object"), &json!("object")));
        assert!(!tool.to_string().contains("\"format\":\"u"), "clients know no such format");
        assert!(!tool["outputSchema"]["properties"].to_string().contains(":true"), "some clients want an object of every property");
    }
    let roles = &tools[0]["inputSchema"]["properties"]["role"]["enum"];
    assert!(roles.as_array().is_some_and(|roles| roles.contains(&json!("developer"))), "{roles}");
    // Every field of a situation can be told, but the weeks, which the deadline takes too.
    let fields = SituationInput::default().fields().map(|(key, _)| key);
    let properties = &tools[0]["inputSchema"]["properties"];
    let missing: Vec<&str> = fields.into_iter().filter(|key| properties[key].is_null() && *key != "weeks").collect();
    assert_eq!(missing, [""; 0]);
}

/// What of a recommendation must be the command line's.
fn compared(recommendation: &Value) -> Value {
    let kinds: Vec<&Value> = recommendation["cautions"].as_array().expect("cautions").iter().map(|caution| &caution["kind"]).collect();
    json!({
        "id": recommendation["id"], "rank": recommendation["rank"], "status": recommendation["status"], "after": recommendation["after"],
        "cost": [recommendation["cost"]["low"], recommendation["cost"]["high"]],
        "ready": [recommendation["prep"]["ready_low"], recommendation["prep"]["ready_high"]], "cautions": kinds,
    })
}

#[test]
fn two_hundred_answers_are_those_of_the_command_line() {
    let mut client = Client::of("2025-06-18");
    for you in people::some(200) {
        let told: SituationInput = serde_json::from_value(you.clone()).expect("sound");
        let mut asked = you.clone();
        asked["as_of"] = json!(DAY);
        let result = client.tool("recommend", &asked);
        let answer = &result["structuredContent"];
        assert_eq!(result["isError"], false, "{you}: {result}");
        assert!(result.to_string().len() <= MOST, "{you}: {} bytes", result.to_string().len());
        let command = format!("{} recommend {} --as-of {DAY} --format json --no-config", env!("CARGO_BIN_EXE_certwise"), told.flags());
        let said = Command::new("sh").args(["-c", &command]).output().expect("it starts");
        let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
        let of = |answer: &Value, most: usize| -> Vec<Value> {
            answer["recommendations"].as_array().expect("a list").iter().take(most).map(compared).collect()
        };
        let here = of(answer, usize::MAX);
        assert!(!here.is_empty() || said["recommendations"] == json!([]), "{you}");
        assert_eq!(here, of(&said, here.len()), "{you}");
        let renewals = answer["renewals"].as_array().expect("a list");
        assert_eq!(renewals.as_slice(), &said["renewals"].as_array().expect("a list")[..renewals.len()], "{you}");
        assert_eq!((&answer["as_of"], &answer["facts_as_of"]), (&json!(DAY), &said["facts_as_of"]));
    }
}

#[test]
fn no_answer_is_long_unless_more_is_asked_for() {
    let mut client = Client::of("2025-06-18");
    let found = client.tool("search_catalog", &json!({ "all": true, "full": true, "as_of": DAY }));
    let credentials = found["structuredContent"]["credentials"].as_array().expect("a list").clone();
    assert!(credentials.len() > 100 && found.to_string().len() > MOST);
    let mut asked: Vec<(&str, Value)> = vec![
        ("search_catalog", json!({ "as_of": DAY })),
        ("search_catalog", json!({ "search": "agents", "free": true })),
        ("diff", json!({ "from": "2026-01-09", "to": DAY })),
        ("guide", json!({})),
        ("guide", json!({ "topic": "all" })),
        ("show", json!({ "ids": ["aws-aif-c01", "ms-ai-901", "google-pmle"], "as_of": DAY })),
        ("why", json!({ "ids": ["aws-aif-c01", "ms-ai-901", "google-pmle"], "role": "developer", "as_of": DAY })),
    ];
    asked.extend(credentials.iter().map(|it| ("show", json!({ "ids": [it["id"]], "as_of": DAY }))));
    for you in people::some(25) {
        let mut you = you;
        you["as_of"] = json!(DAY);
        asked.push(("plan", you.clone()));
        you["ids"] = json!(["aws-aip-c01"]);
        asked.push(("why", you));
    }
    for (tool, arguments) in asked {
        let result = client.tool(tool, &arguments);
        let length = result.to_string().len();
        assert!(length <= MOST, "{tool} {arguments}: {length} bytes");
        // Who cannot be planned for is told why; everything else is answered.
        if result["isError"] == true {
            assert!(tool == "plan" && text(&result).contains("stack"), "{tool} {arguments}: {result}");
        } else {
            assert!(result["structuredContent"]["left_out"].is_u64(), "{result}");
            assert!(!text(&result).contains(" --"), "a tool has no flags: {}", text(&result));
        }
    }
}

#[test]
fn what_is_wrong_is_told_so_that_it_can_be_mended() {
    let mut client = Client::of("2025-06-18");
    for (tool, arguments, says) in [
        (
            "recommend",
            json!({ "role": "wizard", "gaol": "x" }),
            vec!["there is no `gaol`", "did you mean `goal`?", "unknown role `wizard`"],
        ),
        ("recommend", json!({ "budget": "lots" }), vec!["budget:", "lots"]),
        ("show", json!({ "ids": ["AIF-C99"] }), vec!["AIF-C99", "`search_catalog` looks for one"]),
        ("show", json!({ "ids": [] }), vec!["at least one"]),
        ("show", json!({}), vec!["ids"]),
        ("why", json!({ "ids": "aws-aif-c01" }), vec!["sequence"]),
        ("plan", json!({ "stack": "none-such", "role": "developer" }), vec!["none-such"]),
        ("diff", json!({ "from": "2027-01-01", "to": "2026-01-01" }), vec!["earlier day comes first"]),
        ("guide", json!({ "topic": "weather" }), vec!["weather"]),
        ("search_catalog", json!({ "tier": 9 }), vec!["no tier 9"]),
    ] {
        let result = client.tool(tool, &arguments);
        assert_eq!(result["isError"], true, "{tool} {arguments}: {result}");
        for words in says {
            assert!(text(&result).contains(words), "{words:?} is not in {}", text(&result));
        }
    }
    let unknown = client.ask("tools/call", &json!({ "name": "predict" }));
    assert!(unknown["error"]["message"].as_str().is_some_and(|why| why.contains("search_catalog")), "{unknown}");
    assert!(client.ask("tools/predict", &json!({}))["error"].is_object());
}

#[test]
fn nothing_on_the_line_ends_it() {
    let mut client = Client::of("2025-06-18");
    let long = format!("{{\"jsonrpc\":\"2.0\",\"x\":\"{}\"}}", "x".repeat(3_000_000));
    for garbage in [&b"garbage"[..], b"\xff\xfe\x00", b"{}", b"[]", b"null", b"{\"jsonrpc\":\"2.0\",\"id\":null}", long.as_bytes()] {
        client.send(garbage);
    }
    // Whatever it says of that, it says in the protocol; the next question is answered.
    client.number += 1;
    let request = json!({ "jsonrpc": "2.0", "id": client.number, "method": "tools/list", "params": {} });
    client.send(request.to_string().as_bytes());
    loop {
        let mut line = String::new();
        client.output.read_line(&mut line).expect("UTF-8");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line}"));
        assert_eq!(said["jsonrpc"], "2.0");
        if said["id"] == client.number {
            break;
        }
    }
    assert_eq!(client.end().0, Some(0));
}

#[test]
fn resources_prompts_and_completions_lead_to_what_is_there() {
    let mut client = Client::of("2025-06-18");
    let listed = client.ask("resources/list", &json!({}));
    for resource in listed["result"]["resources"].as_array().expect("resources").iter().step_by(7) {
        let read = client.ask("resources/read", &json!({ "uri": resource["uri"] }));
        let text = read["result"]["contents"][0]["text"].as_str().unwrap_or_else(|| panic!("{resource}: {read}"));
        assert!(serde_json::from_str::<Map<String, Value>>(text).expect("JSON").contains_key("facts_as_of"));
    }
    assert!(client.ask("resources/read", &json!({ "uri": "certwise://credential/none" }))["error"]["code"].is_i64());
    let prompts = client.ask("prompts/list", &json!({}))["result"]["prompts"].clone();
    assert_eq!(prompts.as_array().map(Vec::len), Some(3));
    for prompt in prompts.as_array().expect("prompts") {
        let told = json!({ "name": prompt["name"], "arguments": { "credential": "AIF-C01", "role": "developer" } });
        let filled = client.ask("prompts/get", &told);
        let text = filled["result"]["messages"][0]["content"]["text"].as_str().expect("text");
        assert!(text.contains("role: developer") && !text.contains('{'), "{text}");
    }
    assert!(
        client.ask("prompts/get", &json!({ "name": "is-it-worth-it" }))["error"]["message"].as_str().expect("text").contains("credential")
    );
    for (reference, argument, value, wanted) in [
        (json!({ "type": "ref/resource", "uri": "certwise://credential/{id}" }), "id", "aif", "aws-aif-c01"),
        (json!({ "type": "ref/resource", "uri": "certwise://guide/{topic}" }), "topic", "f", "faq"),
        (json!({ "type": "ref/prompt", "name": "is-it-worth-it" }), "credential", "pmle", "google-pmle"),
        (json!({ "type": "ref/prompt", "name": "make-a-plan" }), "role", "dev", "developer"),
    ] {
        let asked = json!({ "ref": reference, "argument": { "name": argument, "value": value } });
        let values = client.ask("completion/complete", &asked)["result"]["completion"]["values"].clone();
        assert!(values.as_array().is_some_and(|values| values.contains(&json!(wanted))), "{values}");
    }
}

#[test]
fn the_day_is_that_of_each_question() {
    let mut client = Client::of("2025-06-18");
    let today = |client: &mut Client| client.tool("guide", &json!({}))["structuredContent"]["as_of"].clone();
    let quick = program(&["quick", "--format", "json", "--no-config"]).output().expect("it starts");
    let quick: Value = serde_json::from_slice(&quick.stdout).expect("JSON");
    assert_eq!(today(&mut client), quick["as_of"]);
    let past = client.tool("recommend", &json!({ "role": "developer", "as_of": "2026-01-09" }));
    assert_eq!(past["structuredContent"]["as_of"], "2026-01-09");
    assert_eq!(today(&mut client), quick["as_of"]);
}
