//! Scenarios as data: each TOML file beside this one holds situations, and what the answer to each must be. A test
//! goes through all of them before it fails, so that one run shows every difference. The rules are those of `data`; the
//! facts are frozen, so that a scenario fails when a rule says something else, and never because a price did.

mod coverage;
mod expect;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod plans;
mod quick;
mod reasons;
mod scenario;
mod unlocks;
mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use certwise::calendar::Day;
use certwise::catalog::Catalog;
use certwise::decide::decide;
use certwise::embedded;
use certwise::framework::Framework;
use certwise::recommendation::Recommendation;
use certwise::snapshot::Snapshot;

use scenario::{Scenario, Theme};

static CATALOG: LazyLock<Catalog> = LazyLock::new(frozen::catalog);
/// The rules, without those that name only what is younger than the frozen facts: nothing here can make them speak.
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| {
    let (catalog, ..) = embedded::prepared();
    let is_younger = |id: &str| catalog.position(id).is_some() && CATALOG.position(id).is_none();
    let mut file = embedded::framework_file();
    let mut rules: toml::Value = toml::from_str(&file.text).unwrap_or_else(|fault| panic!("{fault}"));
    without(&mut rules, &is_younger);
    file.text = toml::to_string(&rules).expect("what was read can be written");
    Framework::load(&file, &CATALOG).unwrap_or_else(|fault| panic!("{fault}"))
});

/// Takes those ids out of every list, and out of lists of tables what is about one of them or names nothing any more.
fn without(value: &mut toml::Value, ids: &dyn Fn(&str) -> bool) {
    match value {
        toml::Value::Array(list) => {
            let is_about = |entry: &toml::Value| entry.get("id").unwrap_or(entry).as_str().is_some_and(ids);
            list.retain(|entry| !is_about(entry));
            for entry in list.iter_mut() {
                without(entry, ids);
            }
            list.retain(|entry| entry.get("names").and_then(toml::Value::as_array).is_none_or(|names| !names.is_empty()));
        }
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| without(value, ids)),
        _ => {}
    }
}
static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(scenario::read);

/// The catalogue and the framework on each day that a scenario asks for.
static DAYS: LazyLock<BTreeMap<Day, Snapshot<'static>>> = LazyLock::new(|| {
    let days: BTreeSet<Day> = scenarios().map(|scenario| scenario.as_of).collect();
    days.into_iter().map(|day| (day, Snapshot::on(&CATALOG, &FRAMEWORK, day))).collect()
});

/// Every scenario with its answer.
static ANSWERS: LazyLock<Vec<(&'static Scenario, Recommendation<'static>)>> =
    LazyLock::new(|| scenarios().map(|scenario| (scenario, decide(&DAYS[&scenario.as_of], &scenario.you))).collect());

fn scenarios() -> impl Iterator<Item = &'static Scenario> {
    THEMES.iter().flat_map(|theme| &theme.scenario)
}

/// Fails with everything that is wrong, one below the other.
#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n  {}\n", wrong.len(), wrong.join("\n  "));
}

#[test]
fn every_scenario_is_answered_as_it_says() {
    assert_none(&ANSWERS.iter().flat_map(|(scenario, answer)| expect::differences(scenario, answer)).collect::<Vec<_>>());
}

#[test]
fn every_scenario_has_its_own_name_and_expects_something() {
    let mut names = BTreeSet::new();
    let twice = scenarios().filter(|scenario| !names.insert(&scenario.name)).map(|scenario| format!("{}: stands twice", scenario.name));
    let idle = scenarios().filter(|scenario| !scenario.expects_anything());
    assert_none(&twice.chain(idle.map(|scenario| format!("{}: expects nothing", scenario.name))).collect::<Vec<_>>());
}
