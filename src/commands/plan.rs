//! `plan`: picks the stack, asks for the plan, hands it to `render`.

use anyhow::{Result, anyhow, bail};

use super::situation::{Place, command_line, going_on, label_flags, load_situation, save_and_say};
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::cli::{Everywhere, Plan};
use crate::plan::{self, PlanRequest};
use crate::render::{self, plan_view::PlanView};
use crate::situation::Situation;
use crate::vocabulary::Format;

pub(super) fn plan(flags: &Plan, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let data = Data::load(everywhere)?;
    let (situation, as_of) = load_situation(&flags.situation, data)?;
    let stack = match &flags.stack {
        Some(id) => data.framework.stack_called(id).map_err(|why| anyhow!(why))?,
        None => data
            .framework
            .stack_for(&situation, &data.on(Some(as_of)).holds(&situation))
            .ok_or_else(|| anyhow!("{}", no_stack(&data.framework)))?,
    };
    let starts = flags.start.unwrap_or(as_of);
    if starts < as_of {
        bail!("--start {starts} lies before {as_of}, the day the answer is for; start on it or later, or ask --as-of another day");
    }
    if let Some(deadline) = situation.deadline(as_of).filter(|deadline| *deadline < starts) {
        bail!("--start {starts} lies after the deadline, {deadline}; start earlier, or give yourself until later");
    }
    let hours = situation.pace().hours();
    if u32::from(flags.parallel) > hours {
        let number = flags.parallel;
        bail!(
            "--parallel {number} shares out at least {number} hours a week, and you have {hours}; the most that fits is --parallel {hours}"
        );
    }
    save_and_say(&flags.situation, data, &situation)?;
    let plan =
        plan::plan_over(&data.on(Some(as_of)), PlanRequest { stack, situation: &situation, as_of, starts, parallel: flags.parallel });
    let view = || PlanView::new(&plan).labelled((&flags.label).into());
    match data.format() {
        Format::Ics => {
            data.say_settings();
            render::ics::write(output.out, &view(), Day::seconds_now())?;
        }
        Format::Html => {
            // A page that is read later gives the same plan only with its day.
            let dated = Situation { as_of: Some(as_of), ..situation.clone() };
            let command = same_plan(&data.catalog, flags, everywhere, &dated, Place::Anywhere);
            render::html::plan::write(output.out, &view(), &data.foot(&command))?;
        }
        format => data.write(
            output,
            format,
            || {
                // A calendar of the same plan, whatever format this one has.
                let calendar = same_plan(&data.catalog, flags, everywhere, &situation, Place::Here);
                let next = vec![format!("{calendar} --format ics > plan.ics")];
                vec![render::plan::page(&view(), &going_on(&data.catalog, everywhere), next)]
            },
            || render::plan::sheet(&view()),
            || render::json::DatedPlan::new(&plan),
        )?,
    }
    Ok(if plan.fills_anything() { ANSWERED } else { NOTHING_FITS })
}

/// The command that gives the same plan when it is pasted into a shell.
fn same_plan(catalog: &Catalog, flags: &Plan, everywhere: &Everywhere, situation: &Situation, place: Place) -> String {
    let stack = flags.stack.as_ref().map(|stack| format!("--stack {}", crate::sanitize::quoted(stack)));
    let start = flags.start.map(|start| format!("--start {start}"));
    let parallel = (flags.parallel > 1).then(|| format!("--parallel {}", flags.parallel));
    command_line(
        catalog,
        "plan",
        situation,
        [stack, start, parallel].into_iter().flatten().chain(label_flags(&flags.label)),
        everywhere,
        place,
    )
}

fn no_stack(framework: &crate::framework::Framework) -> String {
    let known: Vec<&str> = framework.stack.iter().map(|stack| stack.id.as_str()).collect();
    match known.as_slice() {
        [] => "the framework has no stacks, so there is nothing to plan".to_owned(),
        known => format!("no stack of the framework is for this situation; name one with --stack: {}", known.join(", ")),
    }
}
