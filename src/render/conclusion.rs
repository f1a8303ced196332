//! The answer itself in a few lines, for the end of a page.

use super::report::Conclusion;
use super::shortlist_view::{ShortlistView, counts};
use super::{phrases, reasons};
use crate::decide::Candidate;
use crate::recommendation::{FallbackAnswer, Recommendation};
use crate::sanitize::join;
use crate::situation::Situation;
use crate::snapshot::Snapshot;

/// The command that gives the answer of that name (`recommend`, `why aws-aif-c01`) for that situation.
pub type GoOn<'a> = &'a dyn Fn(&str, &Situation) -> String;

/// So many that share the first place are named; more are in the table alone.
const NAMED: usize = 3;

/// What to take, or that nothing fits, or that nothing more is needed.
#[must_use]
pub fn recommended(view: &ShortlistView<'_>, go_on: GoOn<'_>) -> Conclusion {
    let recommendation = view.recommendation;
    if let Some(fallback) = &recommendation.fallback {
        return nothing_fits(recommendation.snapshot, recommendation.situation, &counts(recommendation), fallback, &|you| {
            go_on("recommend", you)
        });
    }
    let first: Vec<Candidate<'_>> = recommendation.first().iter().map(|ranked| recommendation.candidate(ranked)).collect();
    if let [why, rest @ ..] = view.enough.as_slice() {
        let facts = std::iter::once(("Why", why.clone()))
            .chain(rest.iter().enumerate().map(|(n, line)| (if n == 0 { "Now" } else { "" }, line.clone())));
        return Conclusion { headline: "You need nothing more for this.".to_owned(), facts: facts.collect(), next: Vec::new() };
    }
    let Some(best) = first.first() else { return Conclusion::default() };
    let of_each = |say: &dyn Fn(&Candidate<'_>) -> String| each(&first, say);
    let mut facts = vec![("Cost", of_each(&cost)), ("Ready", of_each(&|candidate| when(candidate)))];
    let after = first.iter().find_map(|candidate| candidate.after.map(|stone| (candidate, stone)));
    facts.extend(after.map(|(candidate, stone)| {
        let stone = phrases::name_and_id(recommendation.snapshot.credential(stone));
        ("First", format!("{stone}{}", phrases::together(candidate)))
    }));
    facts.push(("Why", reasons::why(recommendation, &recommendation.ranked[0])));
    facts.extend(view.first_cautions.iter().map(|caution| ("Check", caution.clone())));
    facts.extend(first.iter().take(NAMED).filter_map(|candidate| candidate.credential().url.clone()).map(|url| ("Book", url)));
    facts.push(("Facts", of_each(&phrases::how_known)));
    let you = recommendation.situation;
    let next = vec![go_on(&format!("why {}", best.credential().id), you), go_on("plan", you)];
    Conclusion { headline: headline(&first), facts, next }.once_each()
}

impl Conclusion {
    /// The same with each word told once: what follows under the same word stands alone.
    #[must_use]
    pub fn once_each(mut self) -> Self {
        for number in (1..self.facts.len()).rev() {
            if self.facts[number].0 == self.facts[number - 1].0 {
                self.facts[number].0 = "";
            }
        }
        self.next.retain(|command| !command.is_empty());
        self
    }
}

fn headline(first: &[Candidate<'_>]) -> String {
    let name = |candidate: &Candidate<'_>| phrases::name_and_id(candidate.credential());
    match first {
        [only] => format!("Take {}", name(only)),
        several if several.len() <= NAMED => format!("Take {}: tied", join(&several.iter().map(name).collect::<Vec<_>>(), "or")),
        several => format!("Take any of the first {}: tied", several.len()),
    }
}

/// What is to be said of each of them; once where it is the same of all.
fn each(first: &[Candidate<'_>], say: &dyn Fn(&Candidate<'_>) -> String) -> String {
    let said: Vec<String> = first.iter().take(NAMED).map(say).collect();
    if said.iter().all(|other| *other == said[0]) {
        return said.into_iter().next().unwrap_or_default();
    }
    let named = first.iter().zip(said).map(|(candidate, said)| format!("{}: {said}", candidate.credential().short()));
    named.collect::<Vec<_>>().join("; ")
}

/// What it costs this person, and what that is made of where it is more than one thing.
#[must_use]
pub fn cost(candidate: &Candidate<'_>) -> String {
    let cost = phrases::marked_cost(candidate);
    let lines: Vec<String> = candidate.figures.bill.iter().flat_map(|bill| &bill.lines).map(phrases::bill_line).collect();
    if lines.len() > 1 { format!("{cost} ({})", lines.join(", ")) } else { cost }
}

/// When it can be held, and after how much study.
#[must_use]
pub fn when(candidate: &Candidate<'_>) -> String {
    let mark = candidate.figures.ready.map_or("", |_| phrases::hours_mark(candidate));
    let ready = format!("{mark}{}", phrases::ready(candidate));
    match candidate.figures.hours {
        Some(_) => format!("{ready} ({} of study, {} a week)", phrases::hours(candidate), candidate.situation.pace()),
        None => format!("{ready} (study hours unknown)"),
    }
}

/// That nothing fits, what would change it, and what to do until then.
#[must_use]
pub fn nothing_fits(
    snapshot: &Snapshot<'_>,
    you: &Situation,
    why: &str,
    fallback: &FallbackAnswer,
    go_on: &dyn Fn(&Situation) -> String,
) -> Conclusion {
    let mut facts: Vec<(&'static str, String)> = Vec::new();
    if !why.is_empty() {
        facts.push(("Why", format!("{why} (some for several reasons)")));
    }
    facts.extend(phrases::would_change(snapshot, fallback).into_iter().map(|line| ("Try", line)));
    facts.extend(snapshot.framework.fallback.steps.iter().map(|line| ("Meanwhile", line.clone())));
    facts.extend(fallback.start_with.iter().map(|&id| {
        let credential = snapshot.credential(id);
        let url = credential.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
        ("Start with", format!("{}{url}", credential.name))
    }));
    let next = fallback.changes.first().map(|(change, _)| {
        let mut then = you.clone();
        change.tell(&mut then);
        go_on(&then)
    });
    Conclusion { headline: "Nothing fits.".to_owned(), facts, next: next.into_iter().collect() }.once_each()
}

impl Recommendation<'_> {
    /// All that share the first place.
    pub(super) fn first(&self) -> &[crate::recommendation::Ranked] {
        let level = self.ranked.iter().take_while(|ranked| ranked.rank == self.ranked[0].rank).count();
        &self.ranked[..level]
    }
}
