//! How many decisions a core takes in a second.

use std::hint::black_box;
use std::time::Instant;

use certwise::calendar::Pace;
use certwise::decide::{Decision, decide};
use certwise::embedded;
use certwise::money::Usd;
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Goal, Level, Platform, Role};

use super::AS_OF;
use super::run::median;
use super::table::{Figure, Goal as Aim, Row};

/// Every role, level, goal and platform, with some of the limits that people have.
pub fn situations() -> Vec<Situation> {
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

/// The rates.
pub fn rows() -> anyhow::Result<Vec<Row>> {
    let (catalog, framework, _) = embedded::prepared();
    let snapshot = Snapshot::on(&catalog, &framework, AS_OF.parse()?);
    let all = situations();
    let rate = |rounds: usize, few: usize, decide: &dyn Fn(&Situation) -> usize| {
        // A few at a time, and of each few the median: what else the machine does meanwhile falls into few of them.
        let seconds = all.chunks(few).map(|few| {
            let times = (0..rounds).map(|_| {
                let started = Instant::now();
                for situation in few {
                    black_box(decide(black_box(situation)));
                }
                started.elapsed().as_secs_f64()
            });
            median(times.collect())
        });
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let each_second = all.len() as f64 / seconds.sum::<f64>();
        Some(Figure::PerSecond(each_second))
    };
    let whole = |situation: &Situation| decide(&snapshot, situation).ranked.len();
    let first_three = |situation: &Situation| Decision::with(&snapshot, situation, |decision, _| decision.best(3).0.len());
    // What is made once for each pace is not part of a decision.
    rate(1, 64, &first_three);
    Ok(vec![
        Row::new("decide, first three", rate(101, 64, &first_three), None, Some(Aim::AtLeast(500_000.0))),
        Row::new("decide, all with reasons", rate(11, 1, &whole), None, None),
    ])
}
