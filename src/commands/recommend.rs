//! `recommend`: the shortlist.

use anyhow::Result;

use super::situation::{going_on, load_situation, same_answer, save_and_say};
use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::{Everywhere, Recommend};
use crate::counterfactual::CloserLook;
use crate::decide::decide;
use crate::quick;
use crate::recommendation::Recommendation;
use crate::render::{self, label::Label, shortlist_view::ShortlistView};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;

/// Recommendations in a table when nobody says how many.
const TOP: usize = 5;

pub(super) fn run(flags: &Recommend, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let data = Data::load(everywhere)?;
    let (situation, as_of) = load_situation(&flags.situation, data)?;
    save_and_say(&flags.situation, data, &situation)?;
    answer(flags, everywhere, data, &situation, &data.on(Some(as_of)), output)
}

/// The answer for that situation, in the wanted format.
pub(super) fn answer(
    flags: &Recommend,
    everywhere: &Everywhere,
    data: &Data,
    situation: &Situation,
    snapshot: &Snapshot<'_>,
    output: &mut Output<'_>,
) -> Result<u8> {
    let recommendation = decide(snapshot, situation);
    let label = Label::from(&flags.label);
    if quick::tells_nobody(situation)
        && !recommendation.ranked.is_empty()
        && flags.top.is_none()
        && !flags.explain
        && !snapshot.framework.quick.is_empty()
        && matches!(data.format(), Format::Table | Format::Markdown)
    {
        return answer_nobody(&label, data, &recommendation, output);
    }
    let format = data.format();
    // A table shows the firmness of the first place among the reasons; a program gets everything.
    let closer = match format {
        Format::Csv | Format::Html => CloserLook::default(),
        _ => CloserLook::at(&recommendation, flags.explain || format == Format::Json),
    };
    let top = flags.top.map(usize::from);
    let shown = top.unwrap_or(TOP);
    let view = || ShortlistView::new(&recommendation, shown).labelled(label.clone());
    match format {
        Format::Html => {
            // A page that is read later gives the same answer only with its day.
            let dated = Situation { as_of: Some(snapshot.as_of), ..situation.clone() };
            let command = same_answer(snapshot.catalog, flags, everywhere, &dated);
            render::html::recommend::write(output.out, &view(), flags.explain, &data.foot(&command))?;
        }
        format => data.write(
            output,
            format,
            || vec![render::recommend::page(&view(), flags.explain, &closer, &going_on(snapshot.catalog, everywhere))],
            || render::recommend::sheet(&recommendation, shown, flags.explain),
            || render::json::Answer::new(&recommendation, top, true, Some(&closer)),
        )?,
    }
    Ok(if recommendation.ranked.is_empty() { NOTHING_FITS } else { ANSWERED })
}

/// What to take, what it costs and when it is ready, or that nothing fits: the answer in as few lines as it has.
pub(super) fn in_few_lines(snapshot: &Snapshot<'_>, situation: &Situation) -> Vec<String> {
    if quick::tells_nobody(situation) {
        return Vec::new();
    }
    let recommendation = decide(snapshot, situation);
    let conclusion = render::conclusion::recommended(&ShortlistView::new(&recommendation, TOP), &|_, _| String::new());
    let facts = conclusion.facts.into_iter().filter(|(word, _)| ["Cost", "Ready"].contains(word));
    std::iter::once(conclusion.headline).chain(facts.map(|(word, fact)| format!("{word}: {fact}"))).collect()
}

/// The answer to somebody who told nothing about who they are: what the framework's own situations get within the limits that were told.
fn answer_nobody(label: &Label, data: &Data, asked: &Recommendation<'_>, output: &mut Output<'_>) -> Result<u8> {
    let snapshot = asked.snapshot;
    let situations = quick::under_limits(snapshot, asked.situation);
    let answers: Vec<Recommendation<'_>> = situations.iter().map(|you| decide(snapshot, you)).collect();
    let mut page = render::quick::for_nobody(asked, &answers, CloserLook::at(asked, false).question);
    page.title = label.over(&page.title);
    data.write(output, data.format(), || vec![page], || render::recommend::sheet(asked, TOP, false), || ())?;
    Ok(if answers.iter().all(|answer| answer.ranked.is_empty()) { NOTHING_FITS } else { ANSWERED })
}
