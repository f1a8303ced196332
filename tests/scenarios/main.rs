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
    let catalog = embedded::catalog().unwrap_or_else(|fault| panic!("{fault}"));
    let mut framework = embedded::framework(&catalog).unwrap_or_else(|fault| panic!("{fault}"));
    framework.naming.retain(|rule| rule.names.iter().any(|name| CATALOG.position(name.get_ref()).is_some()));
    framework
});
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
