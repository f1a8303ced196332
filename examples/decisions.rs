//! How long a decision takes: by sets, and by asking every rule of every credential, in one run. Run it in release.
//!
//! ```text
//! cargo run --release --example decisions
//! ```

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use certwise::calendar::Pace;
use certwise::decide::{Decision, decide, judge};
use certwise::embedded;
use certwise::money::Usd;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Goal, Level, Platform, Role};

/// Every role, level, goal and platform, with some of the limits that people have.
fn situations() -> Vec<Situation> {
    let mut all = Vec::new();
    for (number, role) in Role::ALL.iter().cycle().take(4096).enumerate() {
        let pick = |every: usize| number % every;
        all.push(Situation {
            role: Some(*role).filter(|_| pick(5) != 0),
            level: Level::ALL.get(pick(4)).copied(),
            goal: Goal::ALL.get(pick(11)).copied(),
            platform: Platform::ALL.get(pick(13)).copied().into_iter().collect(),
            budget: u32::try_from(pick(7) * 150).ok().filter(|_| pick(3) != 0).and_then(Usd::new),
            hours_per_week: u32::try_from(1 + pick(24)).ok().and_then(Pace::new),
            retake: Some(pick(6) == 0),
            ..Situation::default()
        });
    }
    all
}

fn main() -> anyhow::Result<()> {
    let (catalog, framework, _) = embedded::prepared();
    let snapshot = Snapshot::on(&catalog, &framework, "2026-11-22".parse()?);
    let all = situations();
    let mut out = std::io::stdout().lock();
    let mut rate = |what: &str, rounds: usize, decide: &dyn Fn(&Situation) -> usize| -> std::io::Result<f64> {
        for situation in &all {
            black_box(decide(situation));
        }
        let started = Instant::now();
        for situation in std::iter::repeat_n(&all, rounds).flatten() {
            black_box(decide(black_box(situation)));
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let each = started.elapsed().as_secs_f64() / (rounds * all.len()) as f64;
        writeln!(out, "{what:<40} {:>9.2} µs {:>12.0} a second", each * 1e6, 1.0 / each)?;
        Ok(each)
    };
    let plain = rate("every rule of every credential", 1, &|situation| judge(&snapshot, situation, snapshot.known()).0.len())?;
    rate("sets, with every reason and price", 1, &|situation| decide(&snapshot, situation).ranked.len())?;
    let sets =
        rate("sets, the first three", 50, &|situation| Decision::with(&snapshot, situation, |decision, _| decision.best(3).0.len()))?;
    writeln!(out, "{:.0} times as many", plain / sets)?;
    Ok(())
}
