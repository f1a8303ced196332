//! How long `certwise plan` thinks: `cargo run --release --example plans`.
//!
//! Every stack, for people of each role and platform, with budgets and deadlines from tight to none, on two days.

use std::io::Write as _;
use std::time::{Duration, Instant};

use certwise::calendar::{Day, Pace, Pause};
use certwise::embedded;
use certwise::money::Usd;
use certwise::plan::{PlanRequest, plan};
use certwise::situation::Situation;
use certwise::vocabulary::{Goal, Platform};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (catalog, framework, _) = embedded::prepared();
    let (mut plans, mut spent, mut judged) = (0u32, Duration::ZERO, 0u64);
    let mut slowest = (Duration::ZERO, 0, String::new());
    for as_of in [Day::new(2026, 1, 9), Day::new(2026, 11, 22)].into_iter().flatten() {
        for stack in framework.stack.iter() {
            for platform in [None, Some(Platform::Aws), Some(Platform::Azure), Some(Platform::Nvidia)] {
                for goal in [None, Some(Goal::CloudMl), Some(Goal::GenerativeAi), Some(Goal::Governance)] {
                    for budget in [None, Some(0), Some(100), Some(250), Some(400), Some(700), Some(1200)] {
                        for days in [None, Some(60), Some(120), Some(250), Some(500)] {
                            for parallel in [1, 3] {
                                let situation = Situation {
                                    goal,
                                    platform: platform.into_iter().collect(),
                                    budget: budget.and_then(|dollars: u32| Usd::new(dollars)),
                                    by: days.map(|days| as_of.plus_days(days)),
                                    hours_per_week: Pace::new(12),
                                    pause: Pause::new(as_of.plus_days(30), as_of.plus_days(45)).into_iter().collect(),
                                    ..Situation::default()
                                };
                                let begun = Instant::now();
                                let plan = plan(
                                    &catalog,
                                    &framework,
                                    PlanRequest { stack, situation: &situation, as_of, starts: as_of, parallel },
                                );
                                let took = begun.elapsed();
                                (plans, spent, judged) = (plans + 1, spent + took, judged + plan.judged);
                                if took > slowest.0 {
                                    let flags = situation.written(&catalog).flags();
                                    slowest = (took, plan.judged, format!("{as_of} {} --parallel {parallel} {flags}", stack.id));
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{plans} plans, {:?} and {} judgements of a credential each on average", spent / plans, judged / u64::from(plans))?;
    let (took, judged, which) = slowest;
    writeln!(out, "the slowest took {took:?} and {judged} judgements: {which}")?;
    Ok(())
}
