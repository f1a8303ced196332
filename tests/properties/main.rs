//! What holds for every situation, every day and every text, tried on many that are made up. The seed is fixed, and so are the
//! facts: every run tries the same cases. A property that fails shows the smallest case that it was found to fail on.

mod answer;
mod asked;
mod catalogue;
mod decision;
mod diff;
mod files;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod ics;
mod laws;
mod lines;
mod more;
mod order;
mod plan;
mod plan_by_force;
mod records;
mod rules;
mod specification;
mod team;
mod unlock;
mod why;
mod width;
mod words;

use std::sync::LazyLock;

use certwise::catalog::Catalog;
use certwise::framework::Framework;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestCaseError, TestRunner};

/// How many cases each property is tried on.
const CASES: u32 = 512;

/// Where the cases come from; another seed gives others.
const SEED: RngSeed = RngSeed::Fixed(20_260_109);

static CATALOG: LazyLock<Catalog> = LazyLock::new(frozen::catalog);
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| frozen::framework(&CATALOG));

/// Whether a property holds of one case.
type Holds = Result<(), TestCaseError>;

/// A source of cases that gives the same ones in every run and leaves no file behind.
fn runner() -> TestRunner {
    runner_of(CASES)
}

fn runner_of(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4096,
        rng_algorithm: RngAlgorithm::XorShift,
        rng_seed: SEED,
        ..Config::default()
    };
    TestRunner::new(config)
}

/// Tries the property on what the strategy makes, and fails with the smallest case that breaks it.
#[track_caller]
fn always<S: Strategy>(strategy: &S, property: impl Fn(S::Value) -> Holds) {
    some(CASES, strategy, property);
}

/// The same on so many cases, for what takes long.
#[track_caller]
fn some<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value) -> Holds) {
    if let Err(broken) = runner_of(cases).run(strategy, property) {
        panic!("{broken}");
    }
}
