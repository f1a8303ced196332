//! No word of the data is taken apart or cut on a screen of any width: no price, no day, no id.

use std::collections::HashMap;

use certwise::catalog::CredentialId;
use certwise::counterfactual::{CloserLook, WhatIf, why};
use certwise::decide::decide;
use certwise::listing::{Filter, list, reference_candidate, reference_estimates};
use certwise::plan::{PlanRequest, plan};
use certwise::quick::quick;
use certwise::render::plan_view::PlanView;
use certwise::render::report::Report;
use certwise::render::shortlist_view::ShortlistView;
use certwise::render::table::{self, Screen};
use certwise::render::{self, why::Subject};
use certwise::situation::{Situation, SituationInput};
use certwise::snapshot::Snapshot;

use crate::{CATALOG, FRAMEWORK};

/// The command that goes on, with flags enough to need several lines.
fn go_on(command: &str, situation: &Situation) -> String {
    let mut words = vec![format!("certwise {command}"), situation.written(&CATALOG).flags(), "--as-of 2026-11-22".to_owned()];
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// The widths of screens, from a telephone's to the widest that is used.
const WIDTHS: std::ops::RangeInclusive<u16> = 40..=240;

/// Fails with every offender, one a line.
#[track_caller]
fn assert_none(offenders: &[String]) {
    assert!(offenders.is_empty(), "{} offend:\n  {}\n", offenders.len(), offenders.join("\n  "));
}

fn counted(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    text.split_whitespace().for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// The words of a page that stand on it at every width: not those of columns that a narrow table leaves out, and of its cells none that
/// may be longer than a table is wide.
fn words(page: &Report) -> String {
    let mut words = vec![page.title.as_str()];
    for row in &page.rows {
        let cells = row.iter().zip(&page.columns).filter(|(_, column)| column.spare == 0);
        words.extend(cells.flat_map(|(cell, _)| cell.text.split_whitespace()).filter(|word| !word.contains('/')));
    }
    words.extend(page.lead.iter().chain(&page.notes).flat_map(|notes| &notes.lines).map(String::as_str));
    if let Some(conclusion) = &page.conclusion {
        words.push(&conclusion.headline);
        words.extend(conclusion.facts.iter().flat_map(|(word, text)| [*word, text.as_str()]));
        words.extend(conclusion.next.iter().map(String::as_str));
    }
    words.join(" ")
}

/// What a width takes apart, or makes wider than the screen for another reason than one long word.
fn wrong(name: &str, page: &Report, widths: impl Iterator<Item = u16>) -> Vec<String> {
    let words = words(page);
    let whole = counted(&words);
    let mut wrong = Vec::new();
    for width in widths {
        let mut drawn = Vec::new();
        table::write(&mut drawn, page, Screen { width, styled: false, links: false }).expect("a vector takes it");
        let drawn = String::from_utf8(drawn).expect("it is UTF-8");
        let there = counted(&drawn);
        let lost = whole.iter().filter(|(word, count)| there.get(*word).is_none_or(|there| there < *count));
        wrong.extend(lost.map(|(word, _)| format!("{name} at {width} columns: {word} is taken apart")));
        let wide = drawn.lines().filter(|line| {
            textwrap::core::display_width(line) > width.into() && line.trim_end_matches(" \\").split_whitespace().count() > 1
        });
        wrong.extend(wide.map(|line| format!("{name} at {width} columns: too wide: {line}")));
        wrong.extend(drawn.contains('…').then(|| format!("{name} at {width} columns: something is cut")));
    }
    wrong
}

#[test]
fn no_word_of_the_data_is_taken_apart_at_any_width() {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, CATALOG.newest_reading.expect("some source has a day"));
    let nobody = Situation::default();
    let figures = reference_estimates(&snapshot);
    let case = |place: CredentialId| reference_candidate(&snapshot, &nobody, &figures, place);
    let everything = list(&snapshot, &figures, &Filter::default());
    let mut offenders = Vec::new();

    let cases: Vec<_> = everything.ids.iter().map(|&place| case(place)).collect();
    offenders.extend(wrong("list", &render::list::page(&snapshot, &cases, &everything), WIDTHS));
    offenders.extend(wrong("quick", &render::quick::page(&snapshot, &quick(&snapshot)), WIDTHS));
    let guide = certwise::guide::Guide::get();
    offenders.extend(wrong("guide", &render::guide::contents(&snapshot, guide), WIDTHS));
    for topic in &guide.topic {
        offenders.extend(wrong(&format!("guide {}", topic.id), &render::guide::page(&snapshot, topic), WIDTHS));
    }
    for told in
        ["", "goal = \"prestige\"\nhours_per_week = 3", "retake = true\nplatform = \"aws\"", "budget = 0\nweeks = 1\nhands_on = true"]
    {
        let told_in_full: SituationInput = toml::from_str(told).expect("sound");
        let situation = told_in_full.settle(&CATALOG, CATALOG.newest_reading.expect("some source has a day")).expect("sound");
        let recommendation = decide(&snapshot, &situation);
        let page = render::recommend::page(&ShortlistView::new(&recommendation, usize::MAX), true, &CloserLook::default(), &go_on);
        offenders.extend(wrong(&format!("recommend for {told:?}"), &page, WIDTHS));
        for stack in FRAMEWORK.stack.iter() {
            let wanted = PlanRequest {
                stack,
                situation: &situation,
                as_of: CATALOG.newest_reading.expect("some source has a day"),
                starts: CATALOG.newest_reading.expect("some source has a day"),
                parallel: 1,
            };
            let page = render::plan::page(&PlanView::new(&plan(&CATALOG, &FRAMEWORK, wanted)), &go_on, vec![go_on("plan", &situation)]);
            offenders.extend(wrong(&format!("plan {} for {told:?}", stack.id.as_str()), &page, WIDTHS));
        }
    }
    assert_none(&offenders);
}

#[test]
fn no_word_about_one_credential_is_taken_apart_at_any_width() {
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, CATALOG.newest_reading.expect("some source has a day"));
    let nobody = Situation::default();
    let figures = reference_estimates(&snapshot);
    let recommendation = decide(&snapshot, &nobody);
    let mut worlds = WhatIf::new(&recommendation);
    let mut offenders = Vec::new();
    for (number, credential) in CATALOG.credentials.iter().enumerate() {
        // Every credential at some widths, and every width for some credentials.
        let widths = || WIDTHS.skip(number % 9).step_by(9);
        let place = |number: usize| CredentialId::new(number % CATALOG.credentials.len());
        let case = |number: usize| reference_candidate(&snapshot, &nobody, &figures, place(number));
        offenders.extend(wrong(
            &format!("show {}", credential.id),
            &render::show::page(&snapshot, &[case(number)], number % 2 == 0),
            widths(),
        ));
        let beside = [case(number), case(number * 7 + 1)];
        offenders.extend(wrong(
            &format!("show {} beside another", credential.id),
            &render::show::page(&snapshot, &beside, false),
            widths(),
        ));
        let why = why(&mut worlds, place(number));
        for page in render::why::pages(&[Subject::new(&recommendation, &why)], &go_on) {
            offenders.extend(wrong(&format!("why {}", credential.id), &page, widths()));
        }
    }
    assert_none(&offenders);
}
