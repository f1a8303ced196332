//! Why one credential stands where it does: each gate and each criterion is the reason once, and every change is as told.

use std::collections::BTreeSet;
use std::path::Path;

use certwise::calendar::Day;
use certwise::counterfactual::{WhatIf, why};
use certwise::decide::decide;
use certwise::render::json::WhyAnswer;
use certwise::render::why::Subject;
use certwise::situation::SituationInput;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::BlockerKind;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::scenario::ChangeAsData;
use crate::{CATALOG, FRAMEWORK, assert_none};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    why: Vec<Candidate>,
}

/// One credential in one situation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Candidate {
    name: String,
    as_of: Day,
    you: SituationInput,
    id: String,
    /// Its rank; absent when it is ruled out.
    rank: Option<usize>,
    /// Every gate that says no.
    #[serde(default)]
    ruled_out: Vec<BlockerKind>,
    /// What stands just before it; absent for the first and for what is ruled out.
    behind: Option<String>,
    /// The criterion that parts them, or `"tie"`.
    by: Option<String>,
    /// Every change that lets it in, in order.
    eligible: Vec<ChangeAsData>,
    /// Every change that puts it first, in order.
    first: Vec<ChangeAsData>,
}

fn cases() -> Vec<Candidate> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/why/cases.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let cases: Cases = toml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    cases.why
}

/// A change as JSON; `"none"` stands for no limit.
fn as_json(changes: &[ChangeAsData]) -> Value {
    let value = |value: &toml::Value| match value.as_str() {
        Some("none") => Value::Null,
        _ => json!(value),
    };
    changes.iter().map(|change| change.iter().map(|(key, told)| (key.clone(), value(told))).collect::<Value>()).collect()
}

/// What the answer says of the case, in the words of the file.
fn differences(case: &Candidate) -> Vec<String> {
    let situation = case.you.clone().settle(&CATALOG, case.as_of).unwrap_or_else(|why| panic!("{}: {why}", case.name));
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, case.as_of);
    let answer = decide(&snapshot, &situation);
    let place = CATALOG.find_credential(&case.id).unwrap_or_else(|why| panic!("{}: {}", case.name, why.said(&CATALOG)));
    let why = why(&mut WhatIf::new(&answer), place);
    let said = serde_json::to_value(WhyAnswer::new(&answer, &[Subject::new(&answer, &why)])).expect("an answer is JSON");
    let said = &said["answers"][0];
    let moves = |key: &str| -> Value {
        let also = said[key]["also"].as_array().into_iter().flatten().map(|other| other["change"].clone());
        let best = said[key].get("change").cloned();
        best.into_iter().chain(also).collect()
    };
    let kinds: Value = said["blockers"].as_array().into_iter().flatten().map(|blocker| blocker["kind"].clone()).collect();
    let by = if said["above"].is_null() { Value::Null } else { json!(said["above"]["by"].as_str().unwrap_or("tie")) };
    let expected = [
        ("rank", said["rank"].clone(), json!(case.rank)),
        ("ruled out by", kinds, json!(case.ruled_out)),
        ("behind", said["above"]["id"].clone(), json!(case.behind)),
        ("by", by, json!(case.by)),
        ("let in by", moves("eligible"), as_json(&case.eligible)),
        ("put first by", moves("first_place"), as_json(&case.first)),
    ];
    let differs = expected.into_iter().filter(|(_, said, expected)| said != expected);
    differs.map(|(what, said, expected)| format!("{}: {what} {said}, and not {expected}", case.name)).collect()
}

#[test]
fn every_case_is_as_it_says() {
    assert_none(&cases().iter().flat_map(differences).collect::<Vec<_>>());
}

#[test]
fn every_gate_and_every_criterion_is_the_reason_in_some_case() {
    let cases = cases();
    let gates: BTreeSet<BlockerKind> = cases.iter().flat_map(|case| &case.ruled_out).copied().collect();
    let missing_gates = BlockerKind::ALL.iter().filter(|kind| !gates.contains(kind)).map(|kind| format!("the gate {kind}"));
    let decides = |id: &str| cases.iter().any(|case| case.by.as_deref() == Some(id));
    let criteria = FRAMEWORK.criterion.iter().map(|criterion| criterion.id.as_str()).filter(|id| !decides(id));
    assert_none(&missing_gates.chain(criteria.map(|id| format!("the criterion {id}"))).collect::<Vec<_>>());
    assert!(decides("tie"), "no case is level");
}
