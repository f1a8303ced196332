//! What each tool does: the same as the command of its name.

use std::sync::Arc;

use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::known::{cases, known_of};
use super::Server;
use super::asked::{self, Told, day, schema_of};
use super::shown::{self, pick};
use crate::calendar::Day;
use crate::catalog::CredentialId;
use crate::counterfactual::{self, CloserLook, WhatIf};
use crate::decide::decide;
use crate::guide::{Guide, Topic};
use crate::interview::Person;
use crate::listing::{self, Filter, reference_estimates};
use crate::money::Usd;
use crate::plan::{self, PlanRequest};
use crate::render::plan_view::PlanView;
use crate::render::report::Report;
use crate::render::shortlist_view::ShortlistView;
use crate::render::why::Subject;
use crate::render::{self, json};
use crate::situation::Situation;
use crate::snapshot::Snapshot;

/// So many bytes of words and of JSON together, where nobody asked for more: with what stands around them, 4 KB.
const MOST: usize = 3900;

/// So many characters of words.
const WORDS: usize = 900;

/// A tool.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tool {
    Recommend,
    Why,
    Plan,
    SearchCatalog,
    Show,
    Diff,
    Guide,
}

/// An answer: in words, and for programs.
pub(super) struct Answered {
    pub words: String,
    pub shown: Value,
}

impl Tool {
    pub const ALL: [Self; 7] = [Self::Recommend, Self::Why, Self::Plan, Self::SearchCatalog, Self::Show, Self::Diff, Self::Guide];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Recommend => "recommend",
            Self::Why => "why",
            Self::Plan => "plan",
            Self::SearchCatalog => "search_catalog",
            Self::Show => "show",
            Self::Diff => "diff",
            Self::Guide => "guide",
        }
    }

    /// As assistants are told of it.
    pub fn described(self) -> Described {
        let (title, what, takes, gives) = match self {
            Self::Recommend => (
                "Which AI certification to take",
                "Rank the AI certifications that fit a person, with cost, ready day, cautions and reason. Tell whatever is known of the person; \
                 leave out the rest.",
                schema_of::<asked::Recommend>(),
                schema_of::<shown::Shortlist>(),
            ),
            Self::Why => (
                "Why one stands where it does",
                "Where given certifications stand for a person, what rules them out, and the smallest change that would include them or rank \
                 them first.",
                schema_of::<asked::Why>(),
                schema_of::<shown::Reasons>(),
            ),
            Self::Plan => (
                "Plan several with dates",
                "Put several certifications in order for a person, with dates, running costs and renewals.",
                schema_of::<asked::Plan>(),
                schema_of::<shown::Planned>(),
            ),
            Self::SearchCatalog => (
                "Search the catalogue",
                "List certifications by words, provider, platform, level, price or status, for nobody in particular.",
                schema_of::<asked::Search>(),
                schema_of::<shown::FoundAll>(),
            ),
            Self::Show => (
                "Facts of a certification",
                "What is known of given certifications: price, dates, exam, renewal, notes, sources with the day on which they were read.",
                schema_of::<asked::Show>(),
                schema_of::<shown::KnownAll>(),
            ),
            Self::Diff => (
                "What changes between two days",
                "Which certifications open, retire or change status between two days.",
                schema_of::<asked::Diff>(),
                schema_of::<shown::Changed>(),
            ),
            Self::Guide => (
                "Advice beside the ranking",
                "What employers look for, mistakes, free ways, stacks, the usual questions. Without a topic the list of topics.",
                schema_of::<asked::GuideAsked>(),
                schema_of::<shown::Topics>(),
            ),
        };
        let hints = ToolAnnotations::with_title(title).read_only(true).destructive(false).idempotent(true).open_world(false);
        Described::new(self.name(), what, Arc::new(takes)).with_title(title).with_raw_output_schema(Arc::new(gives)).with_annotations(hints)
    }

    /// What it answers.
    ///
    /// # Errors
    /// Everything that is wrong with what was asked, and what would be right.
    pub fn answer(self, server: &Server, asked: JsonObject) -> Result<Answered, String> {
        let answer = || match self {
            Self::Recommend => recommend(server, &read(asked)?),
            Self::Why => why(server, &read(asked)?),
            Self::Plan => plan(server, &read(asked)?),
            Self::SearchCatalog => search(server, &read(asked)?),
            Self::Show => show(server, &read(asked)?),
            Self::Diff => diff(server, &read(asked)?),
            Self::Guide => guide(server, &read(asked)?),
        };
        answer().map_err(|why| without_flags(&why))
    }
}

fn read<T: DeserializeOwned>(asked: JsonObject) -> Result<T, String> {
    // Who leaves something open may say so.
    let told = asked.into_iter().filter(|(_, value)| !value.is_null()).collect();
    serde_json::from_value(Value::Object(told)).map_err(|why| why.to_string())
}

/// The words of a report's answer, and its JSON, of which entries of these lists are left out where it is too long.
fn answered(report: &Report, mut shown: Value, lists: &[&str], full: bool) -> Answered {
    let conclusion = report.conclusion.iter();
    let facts = conclusion.clone().flat_map(|conclusion| &conclusion.facts);
    let facts = facts.map(|(word, fact)| if word.is_empty() { fact.clone() } else { format!("{word}: {fact}") });
    let lines = std::iter::once(report.title.clone()).chain(conclusion.map(|it| it.headline.clone())).chain(facts);
    let words = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let words = without_flags(&words);
    let words: String = if full { words } else { words.chars().take(WORDS).collect() };
    let said = Value::from(words.as_str()).to_string().len();
    let mut left_out = 0;
    while !full && shown.to_string().len() + said > MOST {
        // The last list that has something to spare; the first entry of all stays.
        let longest = lists.iter().rev().find_map(|path| shown.pointer(path)?.as_array().filter(|all| all.len() > 1).map(|_| *path));
        let Some(list) = longest.and_then(|path| shown.pointer_mut(path)?.as_array_mut()) else { break };
        list.pop();
        left_out += 1;
        shown["left_out"] = left_out.into();
    }
    Answered { words, shown }
}

/// The text with the tools and their fields in the place of commands and flags: `--hours-per-week 8` is `hours_per_week 8`.
fn without_flags(text: &str) -> String {
    let text = text.replace("`certwise list --search TEXT`", "`search_catalog`");
    let mut parts = text.split("--");
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends = part.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(part.len());
        if ends == 0 {
            words.push_str("--");
        }
        words.push_str(&part[..ends].replace('-', "_"));
        words.push_str(&part[ends..]);
    }
    words
}

/// Who asks, and what is known on their day.
///
/// # Errors
/// Everything that cannot be understood of what was told.
fn person(server: &Server, told: &Told) -> Result<(Snapshot<'static>, Situation), String> {
    let snapshot = server.on(day(told.0.get("as_of").and_then(Value::as_str))?);
    let Person { situation, faults } = Person::read(&told.0, snapshot.catalog, snapshot.framework, snapshot.as_of);
    if faults.is_empty() {
        return Ok((snapshot, situation));
    }
    Err(faults.into_iter().map(|(field, why)| format!("{field}: {why}")).collect::<Vec<_>>().join("\n"))
}

fn ids(snapshot: &Snapshot<'_>, written: &[String]) -> Result<Vec<CredentialId>, String> {
    let mut ids: Vec<CredentialId> = Vec::new();
    for written in written {
        let id = snapshot.catalog.find_credential(written).map_err(|unknown| unknown.said(snapshot.catalog))?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    known_of(snapshot, &ids).map_err(|why| why.to_string())?;
    if ids.is_empty() { Err("name at least one credential in `ids`".to_owned()) } else { Ok(ids) }
}

/// Nothing here is typed, so no command goes on.
fn no_command(_: &str, _: &Situation) -> String {
    String::new()
}

fn recommend(server: &Server, asked: &asked::Recommend) -> Result<Answered, String> {
    let (snapshot, you) = person(server, &asked.told)?;
    let recommendation = decide(&snapshot, &you);
    let top = asked.top.unwrap_or(5);
    let closer = CloserLook::at(&recommendation, false);
    let report = render::recommend::page(&ShortlistView::new(&recommendation, top), false, &closer, &no_command);
    let shown = pick::<shown::Shortlist>(&json::Answer::new(&recommendation, Some(top), false, Some(&closer)))?;
    Ok(answered(&report, shown, &["/recommendations", "/renewals", "/not_counted"], asked.full || asked.top.is_some()))
}

fn why(server: &Server, asked: &asked::Why) -> Result<Answered, String> {
    let (snapshot, you) = person(server, &asked.told)?;
    let ids = ids(&snapshot, &asked.ids)?;
    let recommendation = decide(&snapshot, &you);
    let mut worlds = WhatIf::new(&recommendation);
    let whys: Vec<_> = ids.into_iter().map(|id| counterfactual::why(&mut worlds, id)).collect();
    let subjects: Vec<Subject<'_>> = whys.iter().map(|why| Subject::new(&recommendation, why)).collect();
    let report = render::why::pages(&subjects, &no_command).pop().unwrap_or_default();
    let shown = pick::<shown::Reasons>(&json::WhyAnswer::new(&recommendation, &subjects))?;
    Ok(answered(&report, shown, &["/answers", "/answers/0/grades"], asked.full))
}

fn plan(server: &Server, asked: &asked::Plan) -> Result<Answered, String> {
    let (snapshot, you) = person(server, &asked.told)?;
    let framework = snapshot.framework;
    let stack = match &asked.stack {
        Some(id) => framework.stack_called(id)?,
        None => framework.stack_for(&you, &snapshot.holds(&you)).ok_or_else(|| {
            let known: Vec<&str> = framework.stack.iter().map(|stack| stack.id.as_str()).collect();
            format!("no stack is for this person; name one as `stack`: {}", known.join(", "))
        })?,
    };
    let starts = day(asked.start.as_deref())?.unwrap_or(snapshot.as_of);
    let deadline = you.deadline(snapshot.as_of);
    if starts < snapshot.as_of || deadline.is_some_and(|deadline| deadline < starts) {
        return Err(format!("`start` {starts} lies before {} or after the deadline", snapshot.as_of));
    }
    let parallel = asked.parallel.unwrap_or(1);
    if parallel == 0 || u32::from(parallel) > you.pace().hours() {
        return Err(format!("`parallel` {parallel} does not share out {} hours a week", you.pace()));
    }
    let plan = plan::plan_over(&snapshot, PlanRequest { stack, situation: &you, as_of: snapshot.as_of, starts, parallel });
    let report = render::plan::page(&PlanView::new(&plan), &no_command, Vec::new());
    let shown = pick::<shown::Planned>(&json::DatedPlan::new(&plan))?;
    Ok(answered(&report, shown, &["/steps", "/renewals"], asked.full))
}

fn search(server: &Server, asked: &asked::Search) -> Result<Answered, String> {
    fn one<T: std::str::FromStr<Err: std::fmt::Display>>(written: Option<&String>) -> Result<Vec<T>, String> {
        written.map(|written| written.parse().map_err(|why: T::Err| why.to_string())).transpose().map(|one| one.into_iter().collect())
    }
    let snapshot = server.on(day(asked.as_of.as_deref())?);
    let provider = asked.provider.as_ref().map(|written| snapshot.catalog.find_provider(written)).transpose()?;
    let filter = Filter {
        provider: provider.into_iter().collect(),
        tier: asked.tier.into_iter().collect(),
        platform: one(asked.platform.as_ref())?,
        level: one(asked.level.as_ref())?,
        role: one(asked.role.as_ref())?,
        goal: one(asked.goal.as_ref())?,
        status: one(asked.status.as_ref())?,
        max_cost: asked.max_cost.and_then(Usd::new),
        free: asked.free,
        open: asked.open,
        all: asked.all,
        search: asked.search.clone(),
        ..Filter::default()
    };
    snapshot.framework.check_tiers(&filter.tier).map_err(|why| why.to_string())?;
    let figures = reference_estimates(&snapshot);
    let listing = listing::list(&snapshot, &figures, &filter);
    let nobody = Situation::default();
    let cases = cases(&snapshot, &nobody, &figures, &listing.ids);
    let report = render::list::page(&snapshot, &cases, &listing);
    let shown = pick::<shown::FoundAll>(&json::Credentials::new(&snapshot, &cases).without_retired(listing.left_out))?;
    Ok(answered(&report, shown, &["/credentials"], asked.full))
}

fn show(server: &Server, asked: &asked::Show) -> Result<Answered, String> {
    let snapshot = server.on(day(asked.as_of.as_deref())?);
    let ids = ids(&snapshot, &asked.ids)?;
    let figures = reference_estimates(&snapshot);
    let nobody = Situation::default();
    let cases = cases(&snapshot, &nobody, &figures, &ids);
    let report = render::show::page(&snapshot, &cases, false);
    let shown = pick::<shown::KnownAll>(&json::Credentials::new(&snapshot, &cases))?;
    let lists = ["/credentials", "/credentials/0/roles", "/credentials/0/goals", "/credentials/0/notes", "/credentials/0/sources"];
    Ok(answered(&report, shown, &lists, asked.full))
}

fn diff(server: &Server, asked: &asked::Diff) -> Result<Answered, String> {
    let from = day(Some(&asked.from))?.ok_or("`from` must be a day")?;
    let to = day(asked.to.as_deref())?.unwrap_or_else(|| Day::today().0);
    if from > to {
        return Err(format!("`from` {from} lies after `to` {to}; the earlier day comes first"));
    }
    let (from, to) = (server.on(Some(from)), server.on(Some(to)));
    let diff = crate::diff::diff(&from, &to);
    let report = render::diff::pages(&diff).into_iter().next().unwrap_or_default();
    let shown = pick::<shown::Changed>(&json::DiffJson::new(&diff))?;
    Ok(answered(&report, shown, &["/changes"], asked.full))
}

fn guide(server: &Server, asked: &asked::GuideAsked) -> Result<Answered, String> {
    let snapshot = server.on(day(asked.as_of.as_deref())?);
    let guide = Guide::get();
    let topics: Vec<&Topic> = match asked.topic.as_deref().map(str::trim) {
        None | Some("") => Vec::new(),
        Some("all") => guide.topic.iter().collect(),
        Some(word) => vec![guide.find(word)?],
    };
    let report = if let [topic] = topics.as_slice() {
        render::guide::page(&snapshot, topic)
    } else {
        let mut contents = render::guide::contents(&snapshot, guide);
        let rows = contents.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join(": "));
        contents.title = std::iter::once(std::mem::take(&mut contents.title)).chain(rows).collect::<Vec<_>>().join("\n");
        contents.conclusion = None;
        contents
    };
    let shown = pick::<shown::Topics>(&json::GuideJson::new(&snapshot, &topics))?;
    Ok(answered(&report, shown, &["/topics", "/topics/0/items"], asked.full))
}

/// All that `show` knows of a credential, as JSON.
pub(super) fn whole_credential(snapshot: &Snapshot<'_>, id: CredentialId) -> Option<String> {
    known_of(snapshot, &[id]).ok()?;
    let figures = reference_estimates(snapshot);
    let nobody = Situation::default();
    serde_json::to_string(&json::Credentials::new(snapshot, &cases(snapshot, &nobody, &figures, &[id]))).ok()
}

/// A topic of the guide, as JSON.
pub(super) fn whole_topic(snapshot: &Snapshot<'_>, topic: &Topic) -> Option<String> {
    serde_json::to_string(&json::GuideJson::new(snapshot, &[topic])).ok()
}
