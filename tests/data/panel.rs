//! Situations with what an experienced adviser would sign: those of the panel, and more of the same form.

use std::sync::LazyLock;

use certwise::calendar::Day;
use certwise::catalog::Catalog;
use certwise::catalog::{CredentialId, Thing};
use certwise::cli::SituationFlags;
use certwise::decide::decide;
use certwise::framework::Framework;
use certwise::recommendation::Recommendation;
use certwise::situation::SituationInput;
use certwise::snapshot::Snapshot;
use clap::Parser;
use serde::Deserialize;

use crate::frozen;

/// The facts of the day on which the cases were signed: a later price or end changes no case.
static CATALOG: LazyLock<Catalog> = LazyLock::new(frozen::catalog);
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| frozen::framework(&CATALOG));

/// The day that a case without one is about.
const DAY: &str = "2026-11-25";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// One person, and what the answer to them must be. What is left out is not looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What they ask, in a few words.
    ask: String,
    /// The same as flags.
    flags: String,
    as_of: Option<Day>,
    /// Everything in first place is one of these.
    #[serde(default)]
    first: Vec<String>,
    /// All of these are among the first three.
    #[serde(default)]
    among: Vec<String>,
    /// None of these is in first place.
    #[serde(default)]
    never_first: Vec<String>,
    /// None of these is among the first three.
    #[serde(default)]
    never_shown: Vec<String>,
    /// All of these are ruled out.
    #[serde(default)]
    never_fits: Vec<String>,
    /// All of these stand in the answer: among the first three, as a stone, in a caution's or an answer's words.
    #[serde(default)]
    says: Vec<String>,
    /// All of these are renewed first.
    #[serde(default)]
    renew: Vec<String>,
    /// Whether the answer is that nothing more is needed.
    enough: Option<bool>,
}

#[derive(Parser)]
#[command(no_binary_name = true)]
struct Flags {
    #[command(flatten)]
    situation: SituationFlags,
}

/// What an adviser would object to.
fn wrong(case: &Case) -> Vec<String> {
    let told = Flags::try_parse_from(case.flags.split_whitespace()).unwrap_or_else(|error| panic!("{}: {error}", case.ask));
    let day = case.as_of.unwrap_or_else(|| DAY.parse().expect("it is a day"));
    let you = SituationInput::from(&told.situation).settle(&CATALOG, day).unwrap_or_else(|error| panic!("{}: {error}", case.ask));
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day);
    let answer = decide(&snapshot, &you);
    let at = |id: &String| CATALOG.position(id).unwrap_or_else(|| panic!("{}: there is no {id}", case.ask));
    let is_in = |ids: &[CredentialId], id: &String| ids.contains(&at(id));
    let first: Vec<CredentialId> = answer.ranked.iter().take_while(|row| row.rank == 1).map(|row| row.id).collect();
    let shown: Vec<CredentialId> = answer.ranked.iter().take(3).map(|row| row.id).collect();
    let out: Vec<CredentialId> = answer.ruled_out.iter().map(|out| out.id).collect();
    let due: Vec<Thing> = answer.renewals.iter().map(|due| due.what).collect();
    let mut wrong = Vec::new();
    let mut ask = |ids: &[String], is_right: &dyn Fn(&String) -> bool, what: &str| {
        wrong.extend(ids.iter().filter(|id| !is_right(id)).map(|id| format!("{id} is {what}")));
    };
    ask(&case.among, &|id| is_in(&shown, id), "not among the first three");
    ask(&case.never_first, &|id| !is_in(&first, id), "in first place");
    ask(&case.never_shown, &|id| !is_in(&shown, id), "among the first three");
    ask(&case.never_fits, &|id| is_in(&out, id), "not ruled out");
    ask(&case.says, &|id| says(&answer, at(id)), "not in the answer");
    ask(&case.renew, &|id| due.contains(&at(id).into()), "not said to be renewed");
    let known: Vec<CredentialId> = case.first.iter().map(at).collect();
    if !known.is_empty() {
        let others = first.iter().filter(|id| !known.contains(id));
        wrong.extend(others.map(|id| format!("{} is in first place", CATALOG[*id].id)));
    }
    let enough = answer.enough.is_some();
    if case.enough.is_some_and(|wanted| wanted != enough) {
        wrong.push(format!("that nothing more is needed is {}said", if enough { "" } else { "not " }));
    }
    wrong
}

/// Whether it is named in what the person reads: a row, the stone of a row or of its caution, or what there is to say beside them.
fn says(answer: &Recommendation<'_>, id: CredentialId) -> bool {
    let rows = answer.ranked.iter().take(3);
    let mut stones = rows.flat_map(|row| [row.id].into_iter().chain(row.after()).chain(CATALOG[row.id].builds_on().iter().copied()));
    let beside = answer.enough.as_ref().is_some_and(|enough| enough.serves.contains(&id) || enough.nearest == Some(id));
    stones.any(|stone| stone == id) || beside || answer.near_misses.iter().any(|out| out.id == id)
}

#[track_caller]
fn assert_signed(file: &str, at_least: usize) {
    let cases: Cases = toml::from_str(file).unwrap_or_else(|error| panic!("{error}"));
    let cases = cases.case;
    assert!(cases.len() >= at_least, "there are only {} cases", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let wrong = wrong(case);
            (!wrong.is_empty()).then(|| format!("{}\n    {}\n    {}", case.ask, case.flags, wrong.join("; ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n  {}\n", wrong.len(), cases.len(), wrong.join("\n  "));
}

#[test]
fn the_panel_is_signed() {
    assert_signed(include_str!("panel.toml"), 17);
}

#[test]
fn more_cases_are_signed() {
    assert_signed(include_str!("cases.toml"), 40);
}
