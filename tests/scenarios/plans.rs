//! Plans against what their scenarios say of them.

use certwise::catalog::CredentialId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use certwise::calendar::Day;
use certwise::plan::{Filling, Obstacle, Plan, PlanRequest, plan};
use certwise::render::json::Changes;
use certwise::situation::{Situation, SituationInput};
use certwise::snapshot::Snapshot;
use serde::Deserialize;

use crate::scenario::{ById, FallbackChange};
use crate::{CATALOG, FRAMEWORK, THEMES, assert_none};

/// What is asked of `plan`, and what the answer must be. What is left out is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanScenario {
    /// In a few words, unlike any other.
    pub name: String,
    /// The day the answer is for.
    pub as_of: Day,
    /// What the person told us.
    #[serde(default, rename = "you")]
    pub told: SituationInput,
    /// The same, settled.
    #[serde(skip)]
    pub you: Situation,
    /// The stack that is asked for; absent means the person's own.
    pub ask: Option<String>,
    /// The stack of the answer.
    pub stack: String,
    /// The first day of study; absent means the day the answer is for.
    pub start: Option<Day>,
    /// How many steps may run at a time; absent means one.
    pub parallel: Option<u8>,
    /// For each slot, in order, what fills it: an id, `held ID`, `empty` or `left-out`.
    pub slots: Vec<String>,
    /// The first day of a step, the day of its exam (or `"none"`), and the day on which it is held.
    #[serde(default)]
    pub days: ById<(Day, String, Day)>,
    /// What all steps cost, from the least to the most.
    pub total: Option<(u32, u32)>,
    /// The last safe starts of some steps, or `"none"`.
    #[serde(default)]
    pub start_by: ById<String>,
    /// The days on which some credentials expire, or `"none"`; `"expired"` behind those that have expired already.
    #[serde(default)]
    pub expires: ById<String>,
    /// The steps that renew some credentials in time.
    #[serde(default)]
    pub renewed_by: ById<String>,
    /// What is held and said first, as it lapses soon or before the plan ends; absent means that nobody looks.
    pub renew_first: Option<Vec<String>>,
    /// What stands before a step that was chosen, and was passed over.
    #[serde(default)]
    pub passed_over: ById<Vec<String>>,
    /// For an empty slot, what comes nearest, and the gates or the hindrance in its way.
    #[serde(default)]
    pub nearest: ById<(String, Vec<String>)>,
    /// When nothing is filled, the smallest change of each kind.
    pub fallback_changes: Option<Vec<FallbackChange>>,
}

fn scenarios() -> impl Iterator<Item = &'static PlanScenario> {
    THEMES.iter().flat_map(|theme| &theme.plan)
}

static PLANS: LazyLock<Vec<(&'static PlanScenario, Plan<'static>)>> = LazyLock::new(|| {
    let answer = |it: &'static PlanScenario| {
        let own = || {
            FRAMEWORK
                .stack_for(&it.you, &Snapshot::on(&CATALOG, &FRAMEWORK, it.as_of).holds(&it.you))
                .expect("the last stack is for everybody")
        };
        let stack = it.ask.as_ref().map_or_else(own, |id| FRAMEWORK.stack_called(id).expect("the stack is known"));
        let wanted = PlanRequest {
            stack,
            situation: &it.you,
            as_of: it.as_of,
            starts: it.start.unwrap_or(it.as_of),
            parallel: it.parallel.unwrap_or(1),
        };
        (it, plan(&CATALOG, &FRAMEWORK, wanted))
    };
    scenarios().map(answer).collect()
});

fn id(place: CredentialId) -> &'static str {
    &CATALOG[place].id
}

fn or_none(day: Option<Day>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

fn slots(plan: &Plan<'_>) -> Vec<String> {
    let said = |filling: &Filling| match *filling {
        Filling::Held(place) => format!("held {}", id(place)),
        Filling::Step(number) => id(plan.steps[number].id).to_owned(),
        Filling::Empty(_) => "empty".to_owned(),
        Filling::LeftOut => "left-out".to_owned(),
    };
    plan.slots.iter().map(said).collect()
}

/// The parts of the answer that the scenario looks at, as they are, beside what they must be.
fn differences((it, plan): &(&PlanScenario, Plan<'_>)) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, is: String, must: String| {
        if is != must {
            wrong.push(format!("{}: {what} is {is}, not {must}", it.name));
        }
    };
    same("the stack", plan.wanted.stack.id.clone(), it.stack.clone());
    same("the filling", format!("{:?}", slots(plan)), format!("{:?}", it.slots));
    if let Some(first) = &it.renew_first {
        same(
            "renewed first",
            format!("{:?}", plan.due.iter().map(|due| CATALOG.id_of(due.what)).collect::<Vec<_>>()),
            format!("{first:?}"),
        );
    }
    let step = |wanted: &str| plan.steps.iter().find(|step| id(step.id) == wanted);
    for (wanted, (start, exam, finish)) in &it.days {
        let is = step(wanted).map(|step| format!("{} {} {}", step.start, or_none(step.exam), step.finish));
        same(wanted, is.unwrap_or_default(), format!("{start} {exam} {finish}"));
    }
    if let Some((low, high)) = it.total {
        same("the total", format!("{:?}", plan.total.map(|it| (it.low.dollars(), it.high.dollars()))), format!("{:?}", Some((low, high))));
    }
    for (wanted, day) in &it.start_by {
        same(wanted, step(wanted).map(|step| or_none(step.last_safe_start)).unwrap_or_default(), day.clone());
    }
    let kept = |wanted: &str| plan.upkeep.iter().find(|upkeep| CATALOG.id_of(upkeep.what) == wanted);
    for (wanted, day) in &it.expires {
        let is = kept(wanted).map(|upkeep| format!("{}{}", or_none(upkeep.expires), if upkeep.expired { " expired" } else { "" }));
        same(wanted, is.unwrap_or_default(), day.clone());
    }
    for (wanted, by) in &it.renewed_by {
        let is = kept(wanted).map(|upkeep| upkeep.renewed_by.map_or("none", |number| id(plan.steps[number].id)));
        same(wanted, is.unwrap_or_default().to_owned(), by.clone());
    }
    for (wanted, over) in &it.passed_over {
        let is: Vec<&str> = step(wanted).into_iter().flat_map(|step| step.passed_over().map(|ranked| id(ranked.id))).collect();
        same(wanted, format!("{is:?}"), format!("{over:?}"));
    }
    for (slot, (nearest, reasons)) in &it.nearest {
        let empty = plan.empty.iter().find(|empty| plan.wanted.stack.slot[empty.slot].id.as_str() == slot);
        let is = empty.and_then(|empty| empty.near.first()).map(|near| {
            let reasons = match &near.hindrance {
                Obstacle::Gates(blockers) => blockers.iter().map(|blocker| blocker.kind.to_string()).collect(),
                Obstacle::Plan(hindrance) => vec![hindrance.to_string()],
            };
            (id(near.id).to_owned(), reasons)
        });
        same(slot, format!("{is:?}"), format!("{:?}", Some((nearest, reasons))));
    }
    if let Some(changes) = &it.fallback_changes {
        let is = plan.fallback.iter().flat_map(|fallback| &fallback.changes);
        let is = is
            .map(|(change, place)| (serde_json::to_value(Changes(&CATALOG, std::slice::from_ref(change))).unwrap_or_default(), id(*place)));
        let must = changes.iter().map(|it| (serde_json::to_value(&it.change).unwrap_or_default(), it.lets_in.as_str()));
        same("what would change it", format!("{:?}", is.collect::<Vec<_>>()), format!("{:?}", must.collect::<Vec<_>>()));
    }
    wrong
}

#[test]
fn every_plan_is_as_its_scenario_says() {
    assert_none(&PLANS.iter().flat_map(differences).collect::<Vec<_>>());
}

#[test]
fn every_plan_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    assert_none(&scenarios().filter(|it| !names.insert(&it.name)).map(|it| format!("{}: stands twice", it.name)).collect::<Vec<_>>());
}

/// A slot that only what is held fills is filled by that; any other by a step. What is there only for what is recommended first is
/// silent where it is left out.
#[test]
fn every_slot_is_filled_in_one_plan_and_empty_in_another() {
    let mut seen: BTreeMap<(&str, &str), (bool, bool)> = BTreeMap::new();
    for stack in FRAMEWORK.stack.iter() {
        seen.extend(stack.slot.iter().map(|slot| ((stack.id.as_str(), slot.id.as_str()), (false, false))));
    }
    for (_, plan) in PLANS.iter() {
        let stack = plan.wanted.stack;
        for (slot, filling) in stack.slot.iter().zip(&plan.slots) {
            let seen = seen.entry((stack.id.as_str(), slot.id.as_str())).or_default();
            seen.0 |= if slot.held_only { matches!(filling, Filling::Held(_)) } else { matches!(filling, Filling::Step(_)) };
            seen.1 |= matches!(filling, Filling::Empty(_)) || (slot.is_for_first_only() && *filling == Filling::LeftOut);
        }
    }
    let wrong = seen.into_iter().filter(|(_, seen)| *seen != (true, true));
    assert_none(
        &wrong.map(|((stack, slot), (filled, empty))| format!("{stack}: {slot}: filled {filled}, empty {empty}")).collect::<Vec<_>>(),
    );
}

#[test]
fn every_stack_is_picked_for_somebody() {
    let picked: BTreeSet<&str> = PLANS.iter().filter(|(it, _)| it.ask.is_none()).map(|(_, plan)| plan.wanted.stack.id.as_str()).collect();
    let never = FRAMEWORK.stack.iter().filter(|stack| !picked.contains(stack.id.as_str()));
    assert_none(&never.map(|stack| format!("{} is picked for nobody", stack.id.as_str())).collect::<Vec<_>>());
}
