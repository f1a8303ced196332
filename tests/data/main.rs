//! One test for each thing that must hold of the embedded data. A test collects every offender before it fails, so that
//! one run shows them all; where an entry is excused, it stands in a list with the reason beside it.

mod catalogue;
mod cost;
mod files;
mod framework;
mod sources;
mod width;
mod words;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use certwise::calendar::Day;
use certwise::catalog::Catalog;
use certwise::embedded;
use certwise::framework::Framework;

/// An entry that is excused from an invariant, and why.
type Exemption = (&'static str, &'static str);

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| embedded::catalog().unwrap_or_else(|fault| panic!("{fault}")));
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| embedded::framework(&CATALOG).unwrap_or_else(|fault| panic!("{fault}")));

/// The day on which the data was written: what has retired by then must lead somewhere.
fn the_day() -> Day {
    Day::new(2026, 11, 22).expect("the calendar has that day")
}

/// Fails with every offender, one a line.
#[track_caller]
fn assert_none(offenders: &[String]) {
    assert!(offenders.is_empty(), "{} offend:\n  {}\n", offenders.len(), offenders.join("\n  "));
}

/// Fails with every offending entry that is not excused, and with every excuse that nothing needs any longer.
#[track_caller]
fn assert_only(exemptions: &[Exemption], offenders: &[(&str, String)]) {
    let offending: BTreeSet<&str> = offenders.iter().map(|(id, _)| *id).collect();
    let excused: BTreeSet<&str> = exemptions.iter().map(|(id, _)| *id).collect();
    let unexcused = offenders.iter().filter(|(id, _)| !excused.contains(id)).map(|(id, what)| format!("{id}: {what}"));
    let needless = exemptions.iter().filter(|(id, _)| !offending.contains(id));
    let needless = needless.map(|(id, why)| format!("{id}: is excused ({why}) and needs no excuse"));
    assert_none(&unexcused.chain(needless).collect::<Vec<_>>());
}
