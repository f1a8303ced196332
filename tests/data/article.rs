//! What the article itself answers, on its own day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use certwise::decide::decide;
use certwise::quick::{level_in_first_place, quick};
use certwise::recommendation::Ranked;
use certwise::situation::SituationInput;
use certwise::snapshot::Snapshot;
use serde::Deserialize;

use crate::{CATALOG, FRAMEWORK};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    /// The tier of some credentials, 0 for those of none: those that the article ranks, and those that its rules then place.
    tier: BTreeMap<String, u8>,
    /// The quick-reference table.
    quick: BTreeMap<String, BTreeSet<String>>,
    answer: Vec<Answer>,
}

/// A situation, and what the article says to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    section: String,
    you: SituationInput,
    /// What stands before everything else, in any order, and because it is named: no price and no newcomer changes that.
    first: BTreeSet<String>,
    /// What is ruled out.
    #[serde(default)]
    never: Vec<String>,
}

static ARTICLE: LazyLock<Article> =
    LazyLock::new(|| toml::from_str(include_str!("article.toml")).unwrap_or_else(|error| panic!("article.toml: {error}")));
static ITS_DAY: LazyLock<Snapshot<'static>> = LazyLock::new(|| Snapshot::on(&CATALOG, &FRAMEWORK, FRAMEWORK.published));

fn ids<'r>(ranked: impl IntoIterator<Item = &'r Ranked>) -> BTreeSet<String> {
    ranked.into_iter().map(|ranked| CATALOG[ranked.id].id.clone()).collect()
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n  {}\n", wrong.len(), wrong.join("\n  "));
}

#[test]
fn the_quick_table_is_the_articles() {
    let rows: BTreeMap<String, BTreeSet<String>> =
        quick(&ITS_DAY).iter().map(|(row, answer)| (row.situation.clone(), ids(level_in_first_place(answer)))).collect();
    assert_eq!(rows, ARTICLE.quick);
}

#[test]
fn what_the_article_names_comes_first() {
    let mut wrong = Vec::new();
    for Answer { section, you, first, never } in &ARTICLE.answer {
        let you = you.clone().settle(&CATALOG, ITS_DAY.as_of).unwrap_or_else(|why| panic!("{section}: {why}"));
        let answer = decide(&ITS_DAY, &you);
        let leads: Vec<&Ranked> = answer.ranked.iter().take(first.len()).collect();
        let got = ids(leads.iter().copied());
        if got != *first {
            wrong.push(format!("{section}: for {} {got:?} comes first, and not {first:?}", you.written(&CATALOG).flags()));
        } else if leads
            .last()
            .is_none_or(|last| last.ahead_by.and_then(certwise::recommendation::Ahead::criterion) != FRAMEWORK.naming_criterion())
        {
            wrong
                .push(format!("{section}: for {} it is no naming rule that puts {first:?} before the rest", you.written(&CATALOG).flags()));
        }
        let fits = ids(&answer.ranked);
        wrong.extend(never.iter().filter(|id| fits.contains(*id)).map(|id| format!("{section}: {id} is not ruled out")));
    }
    assert_none(&wrong);
}

#[test]
fn the_tiers_are_the_articles_and_their_rules_place_the_rest() {
    let standing = |id: &str| CATALOG.position(id).map(|place| ITS_DAY.state(place).tier.unwrap_or_default());
    let wrong = ARTICLE.tier.iter().filter(|(id, tier)| standing(id) != Some(**tier));
    assert_none(&wrong.map(|(id, tier)| format!("{id} stands in tier {:?}, not {tier}", standing(id))).collect::<Vec<_>>());
}
