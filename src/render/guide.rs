//! The guide for people and for programs.

use super::phrases;
use super::report::{Cell, Column, Conclusion, Emphasis, Report, before};
use crate::decide::decide;
use crate::guide::{Ask, Guide, Item, Shows, Topic};
use crate::sanitize::join;
use crate::snapshot::Snapshot;

/// An item in words.
pub(super) struct Told<'a> {
    pub id: &'a str,
    title: Option<&'a str>,
    text: String,
    /// What the data knows beside it, a line each.
    lines: Vec<String>,
    pub source: &'a str,
}

impl<'a> Told<'a> {
    pub fn new(snapshot: &Snapshot<'a>, item: &'a Item) -> Self {
        let framework = snapshot.framework;
        // A framework of somebody's own need not have the advice.
        let advice = item.advice.as_ref().and_then(|id| framework.advice.iter().find(|advice| advice.id == *id));
        let mut lines: Vec<String> = item.ask.iter().filter_map(|ask| answered(snapshot, ask)).collect();
        let tier = item.tier.and_then(|tier| framework.tier.iter().find(|known| known.tier == tier));
        lines.extend(tier.map(|tier| {
            let named: Vec<String> = tier.named.iter().map(|&id| named(snapshot, id)).collect();
            format!("The article names {}.", join(&named, "and"))
        }));
        match item.shows {
            Some(Shows::Stacks) => lines.extend(framework.stack.iter().map(|stack| {
                let steps: Vec<String> =
                    stack.slot.iter().enumerate().map(|(number, slot)| format!("{}. {}", number + 1, slot.name)).collect();
                format!("{}: {} (certwise plan --stack {})", stack.name, steps.join("  "), stack.id)
            })),
            Some(Shows::BestFor) => {
                lines.extend(framework.best_for.iter().map(|best| format!("{}: {}", named(snapshot, best.id), best.text)));
            }
            None => {}
        }
        let title = tier.map(|tier| tier.name.as_str());
        Self {
            id: item.id.as_deref().or_else(|| advice.map(|advice| advice.id.as_str())).unwrap_or_default(),
            title: item.title.as_deref().or(title),
            text: item.text.clone().or_else(|| advice.map(|advice| advice.text.clone())).unwrap_or_default(),
            lines,
            source: item.source.as_deref().or_else(|| advice.map(|advice| advice.source.as_str())).unwrap_or_default(),
        }
    }

    /// All of it as one text.
    pub fn whole(&self) -> String {
        let title = self.title.map(|title| before(&phrases::capitalised(title)));
        title
            .into_iter()
            .chain([self.text.clone()])
            .chain(self.lines.iter().cloned())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The name, and that it has ended where it has.
fn named(snapshot: &Snapshot<'_>, id: crate::catalog::CredentialId) -> String {
    let mark = phrases::status_mark(snapshot, id).map_or_else(String::new, |mark| format!(", {mark}"));
    let credential = snapshot.credential(id);
    format!("{} ({}{mark})", phrases::name_beside_id(credential), credential.id)
}

/// What that person would take today: all that share the first place. `None` where the catalogue does not know what they tell.
fn answered(snapshot: &Snapshot<'_>, ask: &Ask) -> Option<String> {
    let who = phrases::capitalised(&ask.who);
    let you = ask.you.clone().settle(snapshot.catalog, snapshot.as_of).ok()?;
    let answer = decide(snapshot, &you);
    let first = answer.first().iter().map(|first| answer.candidate(first));
    let first: Vec<String> =
        first.map(|first| format!("{}, {}", phrases::name_and_id(first.credential()), phrases::marked_cost(&first))).collect();
    Some(if first.is_empty() { format!("{who}: nothing fits.") } else { format!("{who}: {}.", first.join("; or ")) })
}

/// The list of topics.
#[must_use]
pub fn contents(snapshot: &Snapshot<'_>, guide: &Guide) -> Report {
    let row = |topic: &Topic| vec![Cell::strong(&*topic.id), Cell::plain(&*topic.gist)];
    let conclusion = Conclusion {
        headline: "Read one of them, or all:".to_owned(),
        facts: Vec::new(),
        next: vec!["certwise guide faq".to_owned(), "certwise guide all".to_owned()],
    };
    Report {
        title: format!("Guide \u{b7} as of {}", snapshot.as_of.in_words()),
        columns: vec![Column::words("Topic", Some(10)), Column::words("In short", None)],
        rows: guide.topic.iter().map(row).collect(),
        conclusion: Some(conclusion),
        ..Report::default()
    }
}

/// One topic.
#[must_use]
pub fn page(snapshot: &Snapshot<'_>, topic: &Topic) -> Report {
    let mut page = Report { title: format!("{} \u{b7} as of {}", topic.title, snapshot.as_of.in_words()), ..Report::default() };
    for item in &topic.item {
        let told = Told::new(snapshot, item);
        let title = told.title.map(phrases::capitalised).unwrap_or_default();
        if told.lines.is_empty() {
            page.note(&title, Emphasis::Plain, vec![told.text]);
        } else {
            // The text stands over the list that belongs to it.
            let head = [before(&title), told.text].into_iter().filter(|part| part.len() > 1).collect::<Vec<_>>().join(" ");
            page.note(&head, Emphasis::Plain, told.lines);
        }
    }
    // What is answered with the catalogue is known as of a day; advice is not.
    if topic.item.iter().any(|item| !item.ask.is_empty() || item.tier.is_some() || item.shows.is_some()) {
        page.note_facts(snapshot);
    }
    page.conclusion = Some(Conclusion { headline: topic.gist.clone(), facts: Vec::new(), next: topic.next.clone() });
    page
}

/// The rows for spreadsheets.
#[must_use]
pub fn sheet(snapshot: &Snapshot<'_>, topics: &[&Topic]) -> super::csv::Sheet {
    let mut sheet = super::csv::Sheet { head: vec!["topic", "id", "text", "source"], rows: Vec::new() };
    for topic in topics {
        sheet.rows.extend(topic.item.iter().map(|item| {
            let told = Told::new(snapshot, item);
            vec![topic.id.clone(), told.id.to_owned(), told.whole(), told.source.to_owned()]
        }));
    }
    sheet
}
