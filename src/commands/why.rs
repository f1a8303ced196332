//! `why`: where credentials stand, and what would have to change.

use anyhow::Result;

use super::known::known_of;
use super::situation::{going_on, load_situation, save_and_say};
use super::{ANSWERED, Data, Output};
use crate::cli::{Everywhere, Why};
use crate::counterfactual::{self, WhatIf};
use crate::decide::decide;
use crate::render;
use crate::render::why::Subject;

pub(super) fn run(flags: &Why, everywhere: &Everywhere, data: &Data, output: &mut Output<'_>) -> Result<u8> {
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
        || {
            let go_on = going_on(&data.catalog, everywhere);
            render::why::pages(&subjects, &go_on)
        },
        || render::why::sheet(&subjects),
        || render::json::WhyAnswer::new(&recommendation, &subjects),
    )?;
    Ok(ANSWERED)
}
