//! A framework of one's own: what it may leave out, and what is too little or too much of it.

use crate::harness::{Folder, dated, frozen_framework};

/// The frozen framework with something put before its last table.
fn framework(more: &str) -> String {
    frozen_framework().replace("\n[fallback]\n", &format!("\n{more}\n[fallback]\n"))
}

/// A stack of so many slots, each of which anything fills.
fn stack(slots: usize) -> String {
    let slot = |number| format!("[[stack.slot]]\nid = \"slot-{number}\"\nname = \"A slot\"\nwhen = [{{}}]\n");
    format!("[[stack]]\nid = \"long\"\nname = \"Long\"\nsource = \"x\"\n{}", (0..slots).map(slot).collect::<String>())
}

/// Whole minutes would not do for all ways through it: the best that was found is shown, and that there may be a better one.
#[test]
fn a_stack_with_more_ways_than_can_be_tried_is_planned_all_the_same() {
    let folder = Folder::with("f.toml", framework(&stack(24)));
    let call = |format: &str| dated("plan --stack long --weeks 52 --framework f.toml --format").word(format).inside(&folder);
    let plan = call("json").json();
    assert_eq!((plan["every_way_tried"].as_bool(), plan["steps"].as_array().is_some_and(|steps| steps.len() > 5)), (Some(false), true));
    let said = "not every order could be tried: a better plan may exist";
    let shown = call("table").answer().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(said), "{shown}");
    let small = Folder::with("f.toml", framework(&stack(4)));
    let plan = dated("plan --stack long --weeks 52 --framework f.toml --format json").inside(&small).json();
    assert_eq!(plan["every_way_tried"], true);
}

#[test]
fn a_stack_longer_than_any_plan_is_a_fault() {
    let folder = Folder::with("f.toml", framework(&stack(5000)));
    let said = dated("plan --stack long --framework f.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: f.toml:") && said.ends_with("the stack `long` has 5000 slots; at most 50"), "{said}");
}

/// What a tier is made of can hang on no tier, and on nobody's own price: such a filter would never hold, and nobody would be told.
#[test]
fn a_tier_that_asks_for_a_tier_or_a_price_is_a_fault() {
    let text = frozen_framework();
    for (key, value) in [("tier", "[1]"), ("any_tier", "true"), ("cost_at_most", "100")] {
        let asks = text.replacen("which = [{ ", &format!("which = [{{ {key} = {value}, "), 1);
        assert_ne!(asks, text);
        let folder = Folder::with("f.toml", asks);
        let said = dated("quick --framework f.toml").inside(&folder).refusal();
        let wanted = format!(": a tier cannot ask for `{key}`: it hangs on no tier, and is the same whatever somebody pays");
        assert!(said.starts_with("error: f.toml:") && said.ends_with(&wanted), "{said}");
    }
}

#[test]
fn a_framework_without_criteria_is_a_fault() {
    let text = frozen_framework();
    let (head, tables) = text.split_once("\n[[").expect("it has tables");
    let others = |table: &&str| !table.starts_with("criterion");
    let tables: Vec<&str> = tables.split("\n[[").filter(others).collect();
    let folder = Folder::with("f.toml", format!("criterion = []\n{head}\n[[{}", tables.join("\n[[")));
    let wanted = "error: f.toml:1:13: the framework needs at least one criterion; without any, nothing has a grade or a reason";
    for line in ["recommend", "quick", "why aws-aif-c01", "plan"] {
        assert_eq!(dated(line).words("--framework f.toml").inside(&folder).refusal(), wanted, "{line}");
    }
}

/// Everything that a framework may leave out, left out.
#[test]
fn a_framework_of_gates_and_one_criterion_answers() {
    let text = frozen_framework();
    let gates = text.split("\n[[").filter(|table| table.starts_with("gate]]")).flat_map(|gate| ["[[", gate, "\n"]).collect::<String>();
    let least = format!(
        "name = \"\"\nsource = \"\"\npublished = 2026-01-09\nreplaced = \"x\"\n{gates}[[criterion]]\nid = \"only\"\nquestion = \"\"\nsource = \"\"\n\
         grade = [{{ grade = \"a\", when = {{ named = [\"mentioned\"] }}, because = \"{{rule}}{{replaced}}\" }}, {{ grade = \"b\", because = \"x\" }}]\n\
         [fallback]\nsteps = []\nstart_with = {{}}\nshow = 0\nsource = \"\"\n"
    );
    let folder = Folder::with("f.toml", least);
    for (line, formats) in [
        ("quick", "table json csv markdown"),
        ("recommend --explain", "table json csv markdown html"),
        ("recommend --budget 0 --by 2026-11-23", "table json csv markdown html"),
        ("why aws-aif-c01", "table json csv markdown"),
        ("list", "table json csv markdown"),
        ("batch -", "table json csv markdown"),
        ("team -", "table json csv markdown"),
    ] {
        for format in formats.split(' ') {
            let ran = dated(line).words("--framework f.toml --format").word(format).input("{}\n").inside(&folder).run();
            assert!(ran.code == Some(0) || ran.code == Some(1), "{line} --format {format}: {}", ran.err);
        }
    }
    let said = dated("plan --framework f.toml").inside(&folder).refusal();
    assert_eq!(said, "error: the framework has no stacks, so there is nothing to plan");
}
