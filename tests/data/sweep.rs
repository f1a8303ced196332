//! A sample of what `cargo run --release --example sweep` looks for in all: nothing to object to.

#[path = "../../examples/sweep/objections.rs"]
mod objections;
#[path = "../../examples/sweep/people.rs"]
mod people;

use std::collections::BTreeMap;

use certwise::calendar::Day;
use certwise::snapshot::Snapshot;

use crate::{CATALOG, FRAMEWORK};
use objections::{Objection, Sweep};
use people::{DAYS, People};

/// Every so many people; other people on each day.
const EVERY: usize = 997;

#[test]
fn an_adviser_would_sign_what_a_sample_is_told() {
    let mut wrong: BTreeMap<Objection, Vec<String>> = BTreeMap::new();
    for (first, (year, month, day)) in DAYS.into_iter().enumerate() {
        let day = Day::new(year, month, day).expect("it is a day");
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day);
        let (sweep, people) = (Sweep::new(&snapshot), People::on(&snapshot));
        for person in (first..People::COUNT).step_by(EVERY).map(|number| people.person(number)) {
            for ((objection, one, other), years) in sweep.objections(&person, person.have.is_empty()) {
                let things: Vec<&str> = [Some(one), other].into_iter().flatten().map(|id| CATALOG[id].id.as_str()).collect();
                let years = years.map_or_else(String::new, |years| format!(" --years {years}"));
                let flags = person.written(&CATALOG).flags();
                wrong.entry(objection).or_default().push(format!("{}: --as-of {day} {flags}{years}", things.join(", ")));
            }
        }
    }
    let wrong = Objection::ALL.iter().filter(|objection| !objection.is_apart()).filter_map(|objection| {
        let cases = wrong.get(objection)?;
        Some(format!("{} ({})\n    {}", objection.text(), cases.len(), cases.first()?))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "there is something to object to:\n  {}\n", wrong.join("\n  "));
}
