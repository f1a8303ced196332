//! The commands that answer for one person: from flags and a file, or by asking.

use anyhow::{Result, anyhow};

use super::{ANSWERED, Data, NOTHING_FITS, Output, known_of, with_files};
use crate::ask::{self, CANCELLED, Prompter};
use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::cli::{Ask, Everywhere, Recommend, SituationFlags, Why};
use crate::counterfactual::{self, CloserLook, WhatIf};
use crate::decide::decide;
use crate::render::why::Subject;
use crate::situation::{Situation, SituationInput};
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, Format};
use crate::{files, render};

/// Recommendations in a table when nobody says how many.
const TOP: usize = 5;

pub(super) fn recommend(flags: &Recommend, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let data = Data::load(everywhere)?;
    let (situation, as_of) = told(&flags.situation, &data)?;
    answer(flags, everywhere, &situation, &data.on(Some(as_of)), output)
}

/// What the flags and the file tell, settled, and the day that the answer is for.
pub(super) fn told(flags: &SituationFlags, data: &Data) -> Result<(Situation, Day)> {
    let mut situation = SituationInput::from(flags);
    if let Some(path) = &flags.situation {
        let file = files::read(path, data.limit)?;
        let told: SituationInput = file.parse().map_err(|faults| anyhow!(faults.all()))?;
        // Checked alone first, so that what is wrong with the file is named at its place.
        let as_of = situation.as_of.or(told.as_of).unwrap_or_else(|| data.today());
        let mut alone = told.clone();
        if situation.is_set(Field::By) {
            // A flag beats the file, also a deadline of it that has passed since.
            (alone.by, alone.weeks) = (None, None);
        }
        alone.settle(&data.catalog, as_of).map_err(|nonsense| {
            let id = file.place(&nonsense.key_path()).or_else(|| file.place(&nonsense.key_path()[..1])).unwrap_or_default();
            file.fault(id, nonsense.to_string())
        })?;
        situation.merge(told);
    }
    let as_of = situation.as_of.unwrap_or_else(|| data.today());
    Ok((situation.settle(&data.catalog, as_of)?, as_of))
}

fn answer(
    flags: &Recommend,
    everywhere: &Everywhere,
    situation: &Situation,
    snapshot: &Snapshot<'_>,
    output: &mut Output<'_>,
) -> Result<u8> {
    let recommendation = decide(snapshot, situation);
    let format = everywhere.format.unwrap_or(Format::Table);
    // A table shows the firmness of the first place among the reasons; a program gets everything.
    let closer = match format {
        Format::Csv | Format::Html => CloserLook::default(),
        _ => CloserLook::at(&recommendation, flags.explain || format == Format::Json),
    };
    let top = flags.top.map(usize::from);
    let shown = top.unwrap_or(TOP);
    match format {
        Format::Html => {
            // A page that is read later gives the same answer only with its day.
            let dated = Situation { as_of: Some(snapshot.as_of), ..situation.clone() };
            let command = same_answer(snapshot.catalog, flags, everywhere, &dated);
            render::html::recommend::write(output.out, &recommendation, shown, flags.explain, &command)?;
        }
        format => render::write(
            output.out,
            format,
            output.screen,
            || vec![render::recommend::page(&recommendation, shown, flags.explain, &closer)],
            || render::recommend::sheet(&recommendation, shown, flags.explain),
            || render::json::Answer::new(&recommendation, top, true, Some(&closer)),
        )?,
    }
    Ok(if recommendation.ranked.is_empty() { NOTHING_FITS } else { ANSWERED })
}

pub(super) fn why(flags: &Why, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let ids = data.ids(&flags.ids)?;
    let (situation, as_of) = told(&flags.situation, data)?;
    let snapshot = data.on(Some(as_of));
    known_of(&snapshot, &ids)?;
    let recommendation = decide(&snapshot, &situation);
    let mut worlds = WhatIf::new(&recommendation);
    let whys: Vec<_> = ids.into_iter().map(|id| counterfactual::why(&mut worlds, id)).collect();
    let subjects: Vec<Subject<'_>> = whys.iter().map(|why| Subject::new(&recommendation, why)).collect();
    render::write(
        output.out,
        data.format(),
        output.screen,
        || subjects.iter().map(render::why::page).collect(),
        || render::why::sheet(&subjects),
        || render::json::WhyAnswer::new(&recommendation, &subjects),
    )?;
    Ok(ANSWERED)
}

pub(super) fn ask(flags: &Ask, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let prompter = Prompter::new()?;
    let data = Data::load(everywhere)?;
    let (told, as_of) = told(&flags.recommend.situation, &data)?;
    if let Some(path) = &flags.save {
        files::can_be_written(path, flags.overwrite)?;
    }
    let snapshot = data.on(Some(as_of));
    let Some(situation) = ask::ask(&snapshot, told, &prompter)? else {
        prompter.say("Ended; there is no answer.", "")?;
        return Ok(CANCELLED);
    };
    let situation = situation.written(&data.catalog).settle(&data.catalog, as_of)?;
    if let Some(path) = &flags.save {
        files::write(path, &situation.written(&data.catalog).to_toml(), flags.overwrite)?;
    }
    let code = answer(&flags.recommend, everywhere, &situation, &snapshot, output)?;
    output.out.flush()?;
    prompter.say("", "")?;
    prompter.say("The same answer without questions:", "")?;
    prompter.copyable(&same_answer(&data.catalog, &flags.recommend, everywhere, &situation))?;
    if let Some(path) = &flags.save {
        prompter.copyable(&format!("Saved, to be told again: --situation={}", crate::sanitize::quoted(path)))?;
    }
    Ok(code)
}

/// The command that gives the same answer when it is pasted into a shell.
#[must_use]
pub fn same_answer(catalog: &Catalog, flags: &Recommend, everywhere: &Everywhere, situation: &Situation) -> String {
    let top = flags.top.map(|top| format!("--top {top}"));
    let explain = flags.explain.then(|| "--explain".to_owned());
    command_line(catalog, "recommend", situation, [top, explain].into_iter().flatten(), everywhere)
}

/// The command for that situation, with the options of its own and those that every command has.
pub(super) fn command_line(
    catalog: &Catalog,
    command: &str,
    situation: &Situation,
    own: impl Iterator<Item = String>,
    everywhere: &Everywhere,
) -> String {
    let mut line = vec![format!("certwise {command}"), situation.written(catalog).flags()];
    line.extend(situation.as_of.map(|day| format!("--as-of {day}")));
    line.extend(own);
    line.extend(everywhere.format.map(|format| format!("--format {format}")));
    line.retain(|part| !part.is_empty());
    format!("{}{}", line.join(" "), with_files(everywhere))
}
