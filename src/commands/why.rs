//! `why`: where credentials stand, and what would have to change.

use anyhow::Result;

use super::known::known_of;
use super::situation::{load_situation, save_and_say};
use super::{ANSWERED, Data, Output};
use crate::cli::Why;
use crate::counterfactual::{self, WhatIf};
use crate::decide::decide;
use crate::render;
use crate::render::why::Subject;

pub(super) fn run(flags: &Why, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let ids = data.ids(&flags.ids)?;
    let (situation, as_of) = load_situation(&flags.situation, data)?;
    save_and_say(&flags.situation, data, &situation)?;
    let snapshot = data.on(Some(as_of));
    known_of(&snapshot, &ids)?;
    let recommendation = decide(&snapshot, &situation);
    let mut worlds = WhatIf::new(&recommendation);
    let whys: Vec<_> = ids.into_iter().map(|id| counterfactual::why(&mut worlds, id)).collect();
    let subjects: Vec<Subject<'_>> = whys.iter().map(|why| Subject::new(&recommendation, why)).collect();
    data.write(
        output,
        data.format(),
        || subjects.iter().map(render::why::page).collect(),
        || render::why::sheet(&subjects),
        || render::json::WhyAnswer::new(&recommendation, &subjects),
    )?;
    Ok(ANSWERED)
}
