//! `plan`: picks the stack, asks for the plan, hands it to `render`.

use anyhow::{Result, anyhow, bail};

use super::person::told;
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::Plan;
use crate::plan::{self, Wanted};
use crate::render;
use crate::vocabulary::Format;

pub(super) fn plan(flags: &Plan, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let (situation, as_of) = told(&flags.situation, data)?;
    let stack = match &flags.stack {
        Some(id) => data.framework.stack_called(id).map_err(|why| anyhow!(why))?,
        None => data.framework.stack_for(&situation).ok_or_else(|| anyhow!("{}", no_stack(&data.framework)))?,
    };
    let starts = flags.start.unwrap_or(as_of);
    if starts < as_of {
        bail!("--start {starts} lies before {as_of}, the day the answer is for; start on it or later, or ask --as-of another day");
    }
    if let Some(deadline) = situation.deadline(as_of).filter(|deadline| *deadline < starts) {
        bail!("--start {starts} lies after the deadline, {deadline}; start earlier, or give yourself until later");
    }
    let plan = plan::plan(&data.catalog, &data.framework, Wanted { stack, situation: &situation, as_of, starts, parallel: flags.parallel });
    match data.format() {
        Format::Ics => render::ics::write(output.out, &plan)?,
        format => render::write(
            output.out,
            format,
            output.screen,
            || vec![render::plan::page(&plan)],
            || render::plan::sheet(&plan),
            || render::json::DatedPlan::new(&plan),
        )?,
    }
    Ok(if plan.fills_anything() { ANSWERED } else { NOTHING_FITS })
}

fn no_stack(framework: &crate::framework::Framework) -> String {
    let known: Vec<&str> = framework.stack.iter().map(|stack| stack.id.get_ref().as_str()).collect();
    match known.as_slice() {
        [] => "the framework has no stacks, so there is nothing to plan".to_owned(),
        known => format!("no stack of the framework is for this situation; name one with --stack: {}", known.join(", ")),
    }
}
