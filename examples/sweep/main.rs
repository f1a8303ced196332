//! What an adviser would object to in the answers of one day or another: `cargo run --release --example sweep`.
//!
//! Everybody of `people.rs` asks on four days. Behind `--examples` stands how many kinds of each objection are shown with a command,
//! one where no number does. It fails where anything is counted that the article itself does not ask for.

mod objections;
mod people;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use certwise::calendar::Day;
use certwise::catalog::CredentialId;
use certwise::embedded;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;

use objections::{Found, Objection, Sweep};
use people::{DAYS, People};

/// So many people one thread takes at a time.
const AT_ONCE: usize = 500;

/// How often something was found, and for whom first: their number, and the years that were tried.
type Counts = BTreeMap<Found, (usize, usize, Option<u32>)>;

/// How many people somebody would object for.
type Persons = BTreeMap<Objection, usize>;

/// What is found on one day, and how many people have anything to object to.
fn sweep(snapshot: &Snapshot<'_>) -> (Counts, Persons) {
    let (day, people, next) = (Sweep::new(snapshot), People::on(snapshot), AtomicUsize::new(0));
    let some = || {
        let (mut counts, mut persons) = (Counts::new(), Persons::new());
        loop {
            let from = next.fetch_add(AT_ONCE, Ordering::Relaxed);
            for number in from..(from + AT_ONCE).min(People::COUNT) {
                let person = people.person(number);
                let found = day.objections(&person, person.have.is_empty());
                let mut kinds: Vec<Objection> = found.iter().map(|((objection, ..), _)| *objection).collect();
                kinds.sort_unstable();
                kinds.dedup();
                for kind in kinds {
                    *persons.entry(kind).or_default() += 1;
                }
                for (found, years) in found {
                    counts.entry(found).or_insert((0, number, years)).0 += 1;
                }
            }
            if from >= People::COUNT {
                return (counts, persons);
            }
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        let (mut counts, mut persons) = (Counts::new(), Persons::new());
        for (its, of) in threads.into_iter().filter_map(|thread| thread.join().ok()) {
            for (found, (times, number, years)) in its {
                let known = counts.entry(found).or_insert((0, number, years));
                *known = if number < known.1 { (known.0 + times, number, years) } else { (known.0 + times, known.1, known.2) };
            }
            for (kind, times) in of {
                *persons.entry(kind).or_default() += times;
            }
        }
        (counts, persons)
    })
}

fn command(snapshot: &Snapshot<'_>, number: usize, years: Option<u32>) -> String {
    let person = Situation { years, ..People::on(snapshot).person(number) };
    format!("certwise recommend --as-of {} {}", snapshot.as_of, person.written(snapshot.catalog).flags())
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip_while(|word| word != "--examples").skip(1);
    let shown = std::env::args().any(|word| word == "--examples").then(|| words.next().and_then(|word| word.parse().ok()).unwrap_or(1));
    let (catalog, framework, _) = embedded::prepared();
    let days: Vec<Day> = DAYS.iter().filter_map(|(year, month, day)| Day::new(*year, *month, *day)).collect();
    let snapshots: Vec<Snapshot<'_>> = days.iter().map(|day| Snapshot::on(&catalog, &framework, *day)).collect();
    let found: Vec<_> = snapshots.iter().map(sweep).collect();

    let mut out = std::io::stdout().lock();
    write!(out, "{} people on each day; of how many an adviser would object\n\n{:<86}", People::COUNT, "")?;
    days.iter().try_for_each(|day| write!(out, "{day:>12}"))?;
    writeln!(out)?;
    let mut all_well = true;
    let short = |id: &CredentialId| catalog[*id].id.as_str();
    for objection in Objection::ALL {
        write!(out, "{:<86}", objection.text())?;
        for (_, persons) in &found {
            let times = persons.get(objection).copied().unwrap_or_default();
            all_well &= times == 0 || objection.is_apart();
            write!(out, "{times:>12}")?;
        }
        writeln!(out)?;
    }
    for objection in Objection::ALL.iter().filter(|_| shown.is_some()) {
        for (snapshot, (counts, _)) in snapshots.iter().zip(&found) {
            let mut kinds: Vec<_> = counts.iter().filter(|((its, ..), _)| its == objection).collect();
            kinds.sort_by_key(|(_, (times, ..))| std::cmp::Reverse(*times));
            for ((_, one, other), (times, number, years)) in kinds.into_iter().take(shown.unwrap_or_default()) {
                let other = other.as_ref().map_or_else(String::new, |other| format!(", {}", short(other)));
                writeln!(out, "\n{}: {}{other} ({times})", objection.text(), short(one))?;
                writeln!(out, "  {}", command(snapshot, *number, *years))?;
            }
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
