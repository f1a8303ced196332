//! Each request: read what is told, ask the library, hand the answer on as HTML.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use certwise::calendar::Day;
use certwise::catalog::{Catalog, CredentialId};
use certwise::counterfactual::{self, CloserLook, WhatIf};
use certwise::decide::{Candidate, decide};
use certwise::framework::Framework;
use certwise::guide::Guide;
use certwise::interview::{self, Interview, Person, QUESTIONS, Topic, You, because, effect, outlook};
use certwise::listing::{self, Filter, reference_candidate, reference_estimates};
use certwise::plan::{self, Plan, PlanRequest};
use certwise::recommendation::Recommendation;
use certwise::render::html::{self, Foot};
use certwise::render::label::Label;
use certwise::render::plan_view::PlanView;
use certwise::render::report::{Conclusion, Report};
use certwise::render::shortlist_view::ShortlistView;
use certwise::render::why::Subject;
use certwise::render::{self, json, phrases};
use certwise::rules::Rules;
use certwise::situation::{Situation, Told};
use certwise::snapshot::Snapshot;
use certwise::vocabulary::Field;
use certwise::{embedded, quick};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::certificates;
use crate::fragment::{Link, draw};
use crate::words::{Said, command_link, name_of, said, to_view};

/// What the page asks for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ask {
    /// The shortlist, and what is said of the answers told.
    Shortlist,
    /// The same after a closer look, which takes ten times as long.
    Closer,
    /// Why credentials stand where they do.
    Why,
    /// The plan.
    Plan,
    /// The facts of credentials.
    Show,
    /// The catalogue.
    List,
    /// The guide.
    Guide,
    /// The next question.
    Next,
    /// What certificates that were typed, pasted or dropped are.
    Held,
    /// The page of the shortlist to send to an employer.
    Request,
    /// The page of the plan to send to an employer.
    PlanRequest,
    /// The plan as a calendar.
    Calendar,
    /// The JSON of the command line, of `recommend`, `plan` or `why`.
    Json,
}

/// A request of the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    ask: Ask,
    /// The day by the browser's clock.
    as_of: Day,
    /// What is told, by field.
    #[serde(default)]
    you: You,
    /// The credentials that are asked about, by id or name.
    #[serde(default)]
    id: Vec<String>,
    /// How many are shown; absent is five.
    top: Option<String>,
    /// Whether every reason is shown.
    #[serde(default)]
    explain: bool,
    /// What of the catalogue is wanted.
    #[serde(default)]
    only: BTreeMap<String, String>,
    /// What is looked at, for the command that gives the same.
    #[serde(default)]
    view: String,
    /// The topic of the guide; absent is its contents.
    topic: Option<String>,
    /// The stack of the plan, its first day, and how many steps run at a time.
    stack: Option<String>,
    start: Option<String>,
    parallel: Option<String>,
    /// The questions that were asked.
    #[serde(default)]
    asked: Vec<String>,
    /// What was told before the last answer, and what that was about.
    was: Option<You>,
    changed: Option<String>,
    /// Whose it is.
    #[serde(default)]
    name: String,
    #[serde(default)]
    note: String,
    /// The seconds of the day that are over.
    #[serde(default)]
    seconds: u32,
    /// Whose certificates of a file are meant.
    person: Option<String>,
    /// Whether it was typed or pasted, and may be names alone.
    #[serde(default)]
    typed: bool,
}

/// What the page knows, read once.
struct Data {
    catalog: Catalog,
    framework: Framework,
    rules: Arc<Rules>,
}

fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| {
        let (catalog, framework, rules) = embedded::prepared();
        Data { catalog, framework, rules: Arc::new(rules) }
    })
}

/// The catalogue and the framework on that day.
pub fn on(day: Day) -> Snapshot<'static> {
    let Data { catalog, framework, rules } = data();
    Snapshot::with_rules(catalog, framework, Arc::clone(rules), day)
}

/// Answers a request: JSON, and behind its first line break the bytes of a file where one is read. The answer is JSON; what cannot be
/// answered has the one key `fault`.
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    let (head, file) = request.iter().position(|byte| *byte == b'\n').map_or((request, &[][..]), |at| (&request[..at], &request[at + 1..]));
    let request = serde_json::from_slice::<Request>(head).map_err(|why| Said::plain(why.to_string()).to_string());
    let answer = request.and_then(|request| {
        let snapshot = on(request.day());
        request.answer(&snapshot, file).map_err(|why| said(&snapshot, &why).to_string())
    });
    // Where nothing was understood nothing is known to link to; either way it is HTML, and whatever was told is text in it.
    answer.unwrap_or_else(|why| json!({ "fault": why })).to_string().into_bytes()
}

/// What fails only when memory does.
fn drawn<T, E: Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|why| why.to_string())
}

impl Request {
    /// The day of the answer: the browser's, where no other is told.
    fn day(&self) -> Day {
        let told = self.you.get("as_of").and_then(Value::as_str).and_then(|day| day.parse().ok());
        told.unwrap_or(self.as_of)
    }

    fn answer(&self, snapshot: &Snapshot<'_>, file: &[u8]) -> Result<Value, String> {
        let Data { catalog, framework, .. } = data();
        let person = Person::read(&self.you, catalog, framework, snapshot.as_of);
        match self.ask {
            Ask::Shortlist => self.shortlist(snapshot, &person, false),
            Ask::Closer => self.shortlist(snapshot, &person, true),
            Ask::Why => self.why(snapshot, &person.situation),
            Ask::Plan => self.plan(snapshot, &person.situation),
            Ask::Show => self.show(snapshot).map_err(|why| said(snapshot, &why).to_string()),
            Ask::List => self.list(snapshot),
            Ask::Guide => self.guide(snapshot),
            Ask::Next => Ok(self.next(snapshot, &person.situation)),
            Ask::Held => certificates::read(snapshot, file, self.person.as_deref(), self.typed),
            Ask::Request => self.request(snapshot, &person.situation),
            Ask::PlanRequest => self.plan_request(snapshot, &person.situation),
            Ask::Calendar => self.calendar(snapshot, &person.situation),
            Ask::Json => self.json(snapshot, &person.situation),
        }
    }

    /// How many are shown, where that is told.
    fn top(&self) -> Option<usize> {
        self.top.as_ref().and_then(|top| top.parse().ok())
    }

    fn shortlist(&self, snapshot: &Snapshot<'_>, person: &Person, closer: bool) -> Result<Value, String> {
        let you = &person.situation;
        let recommendation = decide(snapshot, you);
        let look = if closer { CloserLook::at(&recommendation, true) } else { CloserLook::default() };
        let is_nobody = quick::tells_nobody(you) && !recommendation.ranked.is_empty() && self.top.is_none() && !self.explain;
        let (report, pictures, go_on) = if is_nobody {
            let situations = quick::under_limits(snapshot, you);
            let answers: Vec<Recommendation<'_>> = situations.iter().map(|you| decide(snapshot, you)).collect();
            (render::quick::for_nobody(&recommendation, &answers, look.question), Vec::new(), Vec::new())
        } else {
            let view = ShortlistView::new(&recommendation, self.top().unwrap_or(5));
            let report = render::recommend::page(&view, self.explain, &look, &|_, _| String::new());
            (report, drawn(html::recommend::pictures(&view))?, go_on(&recommendation))
        };
        let effect = self.was.as_ref().zip(self.changed.as_ref()).and_then(|(was, changed)| {
            let topic = Topic::all().into_iter().chain([Field::Have.into()]).find(|topic| topic.key() == changed)?;
            let Data { catalog, framework, .. } = data();
            let was = Person::read(was, catalog, framework, snapshot.as_of).situation;
            let mut before = outlook(snapshot, &was);
            if quick::tells_nobody(&was) {
                // Nothing was put first for somebody of whom nothing is known.
                before.best.clear();
            }
            Some(effect(snapshot, &before, &outlook(snapshot, you), &because(snapshot, you, topic), usize::MAX))
        });
        let faults: BTreeMap<&String, String> = person.faults.iter().map(|(key, why)| (key, said(snapshot, why).to_string())).collect();
        let written = you.written(snapshot.catalog);
        let fields = written.fields().into_iter().filter_map(|(key, told)| Some((key, words_of(told?))));
        let fields: Vec<(&str, Vec<String>)> = fields.collect();
        let also = fields.iter().map(|(key, words)| (*key, name_of(key).unwrap_or(key), words.join(", ")));
        let facts = phrases::day_of_facts(snapshot);
        Ok(json!({
            "html": drawn(draw(snapshot, &report, &pictures, go_on, true))?,
            "brief": brief(report.conclusion.as_ref()),
            "faults": faults,
            "command": self.command(snapshot, you),
            "rows": rows(snapshot, you),
            "told": fields.iter().cloned().collect::<BTreeMap<_, _>>(),
            "also": also.collect::<Vec<_>>(),
            "effect": effect,
            "facts": facts.map(|(title, words)| json!({ "title": title, "said": said(snapshot, &words).to_string() })),
            "day": snapshot.as_of.in_words(),
        }))
    }

    fn ids(&self, snapshot: &Snapshot<'_>) -> Result<Vec<CredentialId>, String> {
        let mut ids = Vec::new();
        for written in &self.id {
            let id = snapshot.catalog.find_credential(written).map_err(|unknown| unknown.said(snapshot.catalog))?;
            if !snapshot.state(id).known {
                return Err(format!("{} was not known of on {}", snapshot.credential(id).name, snapshot.as_of.in_words()));
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if ids.is_empty() { Err("no credential is named".to_owned()) } else { Ok(ids) }
    }

    fn why(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        let ids = self.ids(snapshot)?;
        let recommendation = decide(snapshot, you);
        let mut worlds = WhatIf::new(&recommendation);
        let whys: Vec<_> = ids.iter().map(|id| counterfactual::why(&mut worlds, *id)).collect();
        let subjects: Vec<Subject<'_>> = whys.iter().map(|why| Subject::new(&recommendation, why)).collect();
        let mut pages = render::why::pages(&subjects, &|_, _| String::new());
        // How they compare is the answer, and stands first.
        let compared = if ids.len() > 1 { pages.pop() } else { None };
        let mut html = String::new();
        if let Some(page) = &compared {
            let facts = to_view("show", ids.iter().map(|id| snapshot.credential(*id).id.as_str()));
            html += &drawn(draw(snapshot, page, &[], vec![Link::new(facts, "Their facts side by side")], false))?;
        }
        for (page, id) in pages.iter().zip(&ids) {
            let facts = to_view("show", [snapshot.credential(*id).id.as_str()]);
            html += &drawn(draw(snapshot, page, &[], vec![Link::new(facts, "Its facts and sources")], false))?;
        }
        Ok(json!({ "html": html }))
    }

    /// Makes the plan.
    fn planned<'a>(&self, snapshot: &Snapshot<'a>, you: &'a Situation) -> Result<Plan<'a>, String> {
        let framework = snapshot.framework;
        let stack = match self.stack.as_deref() {
            Some(id) if !id.is_empty() => framework.stack_called(id)?,
            _ => framework.stack_for(you, &snapshot.holds(you)).ok_or("no plan of the framework is for this situation; pick one")?,
        };
        let as_of = snapshot.as_of;
        let starts = read("first day", self.start.as_deref(), as_of)?;
        if starts < as_of {
            return Err(format!("{} lies before {}; start later", starts.in_words(), as_of.in_words()));
        }
        if let Some(deadline) = you.deadline(as_of).filter(|deadline| *deadline < starts) {
            return Err(format!("{} lies after the deadline, {}; start earlier", starts.in_words(), deadline.in_words()));
        }
        let parallel: u8 = read("number of steps at a time", self.parallel.as_deref(), 1)?;
        if parallel == 0 || u32::from(parallel) > you.pace().hours() {
            return Err(format!("{parallel} steps at a time do not share out {} hours a week", you.pace()));
        }
        Ok(plan::plan_over(snapshot, PlanRequest { stack, situation: you, as_of, starts, parallel }))
    }

    fn plan(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        let plan = self.planned(snapshot, you)?;
        let view = PlanView::new(&plan);
        let report = render::plan::page(&view, &|_, _| String::new(), Vec::new());
        let pictures = drawn(html::plan::pictures(&view))?;
        let html = drawn(draw(snapshot, &report, &pictures, Vec::new(), true))?;
        Ok(json!({ "html": html, "stack": plan.wanted.stack.id }))
    }

    fn show(&self, snapshot: &Snapshot<'_>) -> Result<Value, String> {
        let ids = self.ids(snapshot)?;
        let figures = reference_estimates(snapshot);
        let nobody = Situation::default();
        let cases: Vec<Candidate<'_>> = ids.iter().map(|id| reference_candidate(snapshot, &nobody, &figures, *id)).collect();
        let report = render::show::page(snapshot, &cases, ids.len() == 1);
        let named = to_view("why", ids.iter().map(|id| snapshot.credential(*id).id.as_str()));
        let why = if ids.len() == 1 { "Is it for you, and why" } else { "Which of them is for you, and why" };
        let go_on = vec![Link::new(named, why)];
        let html = drawn(draw(snapshot, &report, &[], go_on, false))?;
        Ok(json!({ "html": format!("<p class=\"faint\">List figures, for nobody in particular, at 10 hours a week.</p>{html}") }))
    }

    fn list(&self, snapshot: &Snapshot<'_>) -> Result<Value, String> {
        let filter = self.filter(snapshot.catalog)?;
        let figures = reference_estimates(snapshot);
        let listing = listing::list(snapshot, &figures, &filter);
        let nobody = Situation::default();
        let cases: Vec<Candidate<'_>> = listing.ids.iter().map(|id| reference_candidate(snapshot, &nobody, &figures, *id)).collect();
        let mut report = render::list::page(snapshot, &cases, &listing);
        if cases.is_empty() {
            let near = filter.search.as_deref().map(|search| listing::near_misses(snapshot, search)).unwrap_or_default();
            let hint = if near.is_empty() { String::new() } else { format!(" Similar: {}.", near.join(", ")) };
            report.conclusion = Some(Conclusion { headline: format!("No credentials match.{hint}"), ..Conclusion::default() });
        }
        Ok(json!({ "html": drawn(draw(snapshot, &report, &[], Vec::new(), false))? }))
    }

    /// What of the catalogue is wanted; an empty value asks nothing.
    fn filter(&self, catalog: &Catalog) -> Result<Filter, String> {
        fn list<T: FromStr<Err: Display>>(value: &str) -> Result<Vec<T>, String> {
            value.split(',').map(|one| one.parse().map_err(|why: T::Err| why.to_string())).collect()
        }
        let mut filter = Filter::default();
        for (key, value) in self.only.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "search" => filter.search = Some(value.clone()),
                "provider" => filter.provider = value.split(',').map(|id| catalog.find_provider(id)).collect::<Result<_, _>>()?,
                "tier" => filter.tier = list(value)?,
                "platform" => filter.platform = list(value)?,
                "kind" => filter.kind = list(value)?,
                "language" => filter.language = list(value)?,
                "status" => filter.status = list(value)?,
                "level" => filter.level = list(value)?,
                "role" => filter.role = list(value)?,
                "goal" => filter.goal = list(value)?,
                "sort" => filter.sort = Some(read("order", Some(value), certwise::vocabulary::SortKey::Id)?),
                "max_cost" => filter.max_cost = Some(read("amount", Some(value), certwise::money::Usd::FREE)?),
                "free" => filter.free = true,
                "open" => filter.open = true,
                "all" => filter.all = true,
                _ => return Err(format!("nothing in the catalogue is called `{key}`")),
            }
        }
        Ok(filter)
    }

    fn guide(&self, snapshot: &Snapshot<'_>) -> Result<Value, String> {
        let guide = Guide::get();
        let pages: Vec<Report> = match self.topic.as_deref() {
            None | Some("") => {
                let mut contents = render::guide::contents(snapshot, guide);
                for row in &mut contents.rows {
                    row[0].text = format!("certwise topic {}", row[0].text);
                }
                contents.conclusion = None;
                vec![contents]
            }
            Some("all") => guide.topic.iter().map(|topic| render::guide::page(snapshot, topic)).collect(),
            Some(word) => vec![render::guide::page(snapshot, guide.find(word)?)],
        };
        let mut html = String::new();
        for page in &pages {
            let next = page.conclusion.iter().flat_map(|conclusion| &conclusion.next);
            let links = next.filter_map(|command| command_link(snapshot, command.strip_prefix("certwise ")?));
            html += &drawn(draw(snapshot, page, &[], links.map(|(to, words)| Link::new(to, words)).collect(), false))?;
        }
        Ok(json!({ "html": html }))
    }

    /// The first question that was not asked and of which some answer changes anything that is shown.
    fn next(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Value {
        let interview = Interview::new(snapshot, you.clone());
        let open = QUESTIONS.into_iter().filter(|field| !self.asked.iter().any(|asked| asked == field.word()));
        let next = open.into_iter().find(|field| interview.changes_what_is_shown(you, *field));
        json!({ "next": next.map(Field::word), "at_most": QUESTIONS.len() })
    }

    fn request(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        let recommendation = decide(snapshot, you);
        let view = ShortlistView::new(&recommendation, self.top().unwrap_or(5)).labelled(self.label());
        let command = self.command_of("recommend", snapshot, &Self::dated(snapshot, you));
        let mut page = Vec::new();
        drawn(html::recommend::write(&mut page, &view, self.explain, &Foot { command: &command, settings: None }))?;
        Ok(file("certwise-request.html", "text/html", &page))
    }

    fn plan_request(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        let plan = self.planned(snapshot, you)?;
        let view = PlanView::new(&plan).labelled(self.label());
        let command = self.command_of("plan", snapshot, &Self::dated(snapshot, you));
        let mut page = Vec::new();
        drawn(html::plan::write(&mut page, &view, &Foot { command: &command, settings: None }))?;
        Ok(file("certwise-plan.html", "text/html", &page))
    }

    fn calendar(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        let plan = self.planned(snapshot, you)?;
        let mut calendar = Vec::new();
        drawn(render::ics::write(&mut calendar, &PlanView::new(&plan).labelled(self.label()), self.seconds))?;
        Ok(file("certwise-plan.ics", "text/calendar", &calendar))
    }

    /// The command that gives at a terminal what is looked at.
    fn command(&self, snapshot: &Snapshot<'_>, you: &Situation) -> String {
        match self.view.as_str() {
            name @ ("why" | "plan" | "show" | "list" | "guide") => self.command_of(name, snapshot, you),
            _ => self.command_of("recommend", snapshot, you),
        }
    }

    fn command_of(&self, name: &str, snapshot: &Snapshot<'_>, you: &Situation) -> String {
        let quoted = |word: &String| certwise::sanitize::quoted(word);
        let mut parts = vec![format!("certwise {name}")];
        if ["why", "show"].contains(&name) {
            parts.extend(self.id.iter().map(quoted));
        }
        if ["recommend", "why", "plan"].contains(&name) {
            parts.push(you.written(snapshot.catalog).flags());
        }
        parts.extend(you.as_of.map(|day| format!("--as-of {day}")));
        let mut own = |flag: &str, value: &Option<String>| {
            let value = value.as_ref().filter(|value| !value.trim().is_empty());
            parts.extend(value.map(|value| format!("--{flag} {}", quoted(value))));
        };
        match name {
            "plan" => {
                own("stack", &self.stack);
                own("start", &self.start);
                own("parallel", &self.parallel.clone().filter(|number| number.trim() != "1"));
            }
            "recommend" => {
                own("top", &self.top);
                parts.extend(self.explain.then(|| "--explain".to_owned()));
            }
            "list" => parts.extend(self.only.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| match key.as_str() {
                "free" | "open" | "all" => format!("--{key}"),
                key => format!("--{} {}", key.replace('_', "-"), quoted(value)),
            })),
            "guide" => parts.extend(self.topic.iter().filter(|topic| !topic.is_empty()).map(quoted)),
            _ => {}
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    fn label(&self) -> Label {
        Label::new(Some(&self.name), Some(&self.note))
    }

    /// A page that is read later gives the same answer only with its day.
    fn dated(snapshot: &Snapshot<'_>, you: &Situation) -> Situation {
        Situation { as_of: Some(snapshot.as_of), ..you.clone() }
    }

    fn json(&self, snapshot: &Snapshot<'_>, you: &Situation) -> Result<Value, String> {
        fn text(answer: &impl Serialize) -> Result<Value, String> {
            drawn(serde_json::to_value(answer))
        }
        let what = self.topic.as_deref().unwrap_or("recommend");
        let recommendation = decide(snapshot, you);
        match what {
            "plan" => text(&json::DatedPlan::new(&self.planned(snapshot, you)?)),
            "why" => {
                let mut worlds = WhatIf::new(&recommendation);
                let whys: Vec<_> = self.ids(snapshot)?.into_iter().map(|id| counterfactual::why(&mut worlds, id)).collect();
                let subjects: Vec<Subject<'_>> = whys.iter().map(|why| Subject::new(&recommendation, why)).collect();
                text(&json::WhyAnswer::new(&recommendation, &subjects))
            }
            _ => text(&json::Answer::new(&recommendation, self.top(), true, Some(&CloserLook::at(&recommendation, true)))),
        }
    }
}

/// Reads a value that is told; the other one where nothing is.
fn read<T: FromStr<Err: Display>>(what: &str, written: Option<&str>, otherwise: T) -> Result<T, String> {
    match written.map(str::trim) {
        None | Some("") => Ok(otherwise),
        Some(written) => written.parse().map_err(|why: T::Err| format!("{what}: {why}")),
    }
}

/// The links that go on from a shortlist.
fn go_on(recommendation: &Recommendation<'_>) -> Vec<Link> {
    let snapshot = recommendation.snapshot;
    let ids: Vec<&str> = recommendation.ranked.iter().take(2).map(|ranked| snapshot.credential(ranked.id).id.as_str()).collect();
    let mut links = Vec::new();
    if let Some(first) = ids.first().filter(|_| recommendation.enough.is_none()) {
        links.push(Link::new(to_view("why", [*first]), "Why this one, and what would change it"));
        links.push(Link::new("go:view=plan", "Make it a plan with dates"));
    }
    if let [first, second] = ids.as_slice() {
        links.push(Link::new(to_view("show", [*first, *second]), "Side by side with the next"));
    }
    links
}

/// The answer in a line: what to take, what it costs, when it is ready.
fn brief(conclusion: Option<&Conclusion>) -> Value {
    let fact = |word: &str| {
        let facts = conclusion.iter().flat_map(|conclusion| &conclusion.facts);
        facts.into_iter().find(|(name, _)| *name == word).map(|(_, fact)| fact.clone())
    };
    json!({ "headline": conclusion.map(|conclusion| &conclusion.headline), "cost": fact("Cost"), "ready": fact("Ready") })
}

/// What is told of each question, in words.
fn rows(snapshot: &Snapshot<'_>, you: &Situation) -> BTreeMap<&'static str, String> {
    let topics = Topic::all().into_iter().chain([Field::Have.into()]);
    let told = topics.filter_map(|topic| Some((topic.key(), interview::told(snapshot, you, topic)?)));
    told.chain(you.plans_retake().then(|| ("retake", "yes".to_owned()))).collect()
}

/// A file to save.
fn file(name: &str, kind: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "kind": kind, "text": String::from_utf8_lossy(bytes) })
}

/// What is told of a field, as words to be written.
fn words_of(told: Told) -> Vec<String> {
    match told {
        Told::Word(word) => vec![word],
        Told::Number(number) => vec![number.to_string()],
        Told::Hours(pace) => vec![pace.to_string()],
        Told::Switch(on) => vec![on.to_string()],
        Told::Words(words) => words,
        Told::Numbers(numbers) => numbers.iter().map(u64::to_string).collect(),
    }
}

/// The quick table of that day, for a page on which nothing runs.
#[cfg(not(target_family = "wasm"))]
pub fn quick_table(day: Day) -> Result<String, String> {
    let snapshot = on(day);
    let mut report = render::quick::page(&snapshot, &quick::leaders(&snapshot));
    report.conclusion = None;
    drawn(draw(&snapshot, &report, &[], Vec::new(), false))
}

/// All that can be held, by name, for a list to choose from.
#[cfg(not(target_family = "wasm"))]
pub fn holdable() -> Vec<(String, String)> {
    use certwise::catalog::{OutsideId, Thing};
    let catalog = &data().catalog;
    let inside = catalog.numbered().map(|(id, _)| Thing::Credential(id));
    let outside = (0..catalog.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
    inside.chain(outside).map(|thing| (catalog.id_of(thing).to_owned(), phrases::name_and_code_of(catalog, thing))).collect()
}

/// The providers and the plans that there are, by id and name.
#[cfg(not(target_family = "wasm"))]
pub fn providers_and_stacks() -> [Vec<(String, String)>; 2] {
    let Data { catalog, framework, .. } = data();
    let provider = catalog.providers.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    [provider, framework.stack.iter().map(|stack| (stack.id.clone(), stack.name.clone())).collect()]
}

/// The newest day on which anything was checked; `None` where nothing has one.
#[cfg(not(target_family = "wasm"))]
pub fn facts_of() -> Option<Day> {
    data().catalog.newest_reading
}

/// The fields of a situation, by their keys.
#[cfg(not(target_family = "wasm"))]
pub fn keys() -> Vec<&'static str> {
    certwise::situation::SituationInput::default().fields().map(|(key, _)| key).to_vec()
}

/// What a choice tells, by field.
#[cfg(not(target_family = "wasm"))]
pub fn tells(answer: &interview::Answer) -> String {
    let mut you = Situation::default();
    answer.tell(&mut you);
    let fields = you.written(&data().catalog).fields().into_iter().filter_map(|(key, told)| Some((key, words_of(told?))));
    json!(fields.collect::<BTreeMap<_, _>>()).to_string()
}
