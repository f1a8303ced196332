//! How often `decide` is asked to say why, over all credentials of a situation. Run it in release.
//!
//! ```text
//! cargo run --release --example changes
//! ```

use std::io::Write as _;
use std::time::Instant;

use certwise::counterfactual::{Counterfactual, WhatIf, firmness, why};
use certwise::decide::decide;
use certwise::embedded;
use certwise::situation::SituationInput;
use certwise::snapshot::Snapshot;

fn main() -> anyhow::Result<()> {
    let (catalog, framework, _) = embedded::prepared();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:>6} {:>8} {:>9} {:>6} {:>6} {:>6}  situation", "asked", "per one", "ms", "one", "two", "none")?;
    for day in ["2026-01-09", "2026-11-22"] {
        let snapshot = Snapshot::on(&catalog, &framework, day.parse()?);
        for told in [
            "{}",
            r#"{"role":"developer","platform":["aws"],"budget":300}"#,
            r#"{"role":"data-engineer","level":"intermediate","goal":"data-at-scale","budget":200,"by":"2027-03-01","hours_per_week":6}"#,
            r#"{"level":"beginner","budget":0,"hours_per_week":3}"#,
            r#"{"role":"leader","years":12,"goal":"governance","by":"2027-01-15"}"#,
            r#"{"budget":0,"hours_per_week":1,"by":"2026-12-01","hands_on":true}"#,
        ] {
            let situation: SituationInput = serde_json::from_str(told)?;
            let situation = situation.settle(&catalog, snapshot.as_of)?;
            let recommendation = decide(&snapshot, &situation);
            let mut worlds = WhatIf::new(&recommendation);
            let started = Instant::now();
            let _ = firmness(&recommendation, &mut worlds);
            let firm = (worlds.asked(), started.elapsed().as_secs_f64() * 1e3);
            let started = Instant::now();
            let all = catalog.credentials.len();
            let reaches: Vec<Counterfactual> = catalog.numbered().map(|(id, _)| why(&mut worlds, id).first).collect();
            let count = |which: fn(&Counterfactual) -> bool| reaches.iter().filter(|reach| which(reach)).count();
            writeln!(
                out,
                "{:>6} {:>8} {:>9.1} {:>6} {:>6} {:>6}  {day} {told} (firmness: {} asked, {:.1} ms)",
                worlds.asked(),
                worlds.asked() / all,
                started.elapsed().as_secs_f64() * 1e3,
                count(|reach| *reach == Counterfactual::Already || reach.moves().iter().any(|way| way.changes.len() == 1)),
                count(|reach| reach.moves().iter().any(|way| way.changes.len() == 2)),
                count(|reach| *reach == Counterfactual::OutOfReach),
                firm.0,
                firm.1,
            )?;
        }
    }
    Ok(())
}
