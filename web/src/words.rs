//! What the reports say, for somebody who has no command line: a flag, a command or an address in a text becomes a link.
//!
//! A link that begins with `go:` opens a view, `set:` gives an answer, `clear:` takes one back, `ask:` goes to a question; what follows
//! is written as the page's address is.

use std::fmt::Write as _;

use askama::Template;
use certwise::guide::Guide;
use certwise::interview::{Person, Topic, You, told};
use certwise::sanitize::sanitize;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::Field;
use serde_json::Value;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words alone.
    Words(String),
    /// A page of somebody else's: its address.
    Away(String),
    /// Something on this page: what follows its `#`, and the words.
    Here(String, String),
}

/// A text as HTML.
#[derive(Template)]
#[template(path = "said.html")]
pub struct Said {
    pieces: Vec<Piece>,
}

impl Said {
    /// The text without links.
    pub fn plain(text: String) -> Self {
        Self { pieces: vec![Piece::Words(text)] }
    }
}

/// What a text says that only a command line can do, and what it is here.
const SAID_OTHERWISE: [(&str, &str, &str); 11] = [
    ("the page of `--format html` asks", "", "the page that is saved below asks"),
    ("--top N for more", "set:top=12", "show more"),
    ("--explain for all reasons", "set:explain=1", "show all reasons"),
    ("--all or --status retired shows them", "set:only.all=1", "show them"),
    ("pass --have ID@YYYY-MM-DD", "ask:have", "say on which day you earned it"),
    ("`certwise show ID` tells", "", "its page tells"),
    ("`certwise show` says", "", "its page here says"),
    ("`certwise list --search TEXT` looks for one", "go:view=list", "look for it in the catalogue"),
    ("`certwise plan` puts", "go:view=plan", "the plan puts"),
    ("what `recommend` puts first", "go:view=", "what the shortlist puts first"),
    (
        "install the latest certwise, or name its newest data/providers folder with --catalog or in the config file",
        "",
        "open this page anew where you have it from",
    ),
];

/// The text with its links, about what is known on that day.
pub fn said(snapshot: &Snapshot<'_>, text: &str) -> Said {
    // Nothing that a file holds turns the reading direction.
    let text = sanitize(text);
    let mut pieces = Vec::new();
    let (mut words, mut rest) = (String::new(), &*text);
    while !rest.is_empty() {
        let begins = words.chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '-' && before != '/');
        let found = begins.then(|| found(snapshot, rest)).flatten();
        let Some((length, mut piece)) = found else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            words.push_str(&rest[..first]);
            rest = &rest[first..];
            continue;
        };
        // "no --budget" is no limit any more.
        if let Piece::Here(to, name) = &mut piece
            && let (Some(key), Some(kept)) = (to.strip_prefix("ask:"), words.strip_suffix("no "))
        {
            (*to, *name) = (format!("clear:{key}"), format!("without: {name}"));
            words.truncate(kept.len());
        }
        match piece {
            Piece::Words(more) => words.push_str(&more),
            piece => {
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(piece);
                // What stands behind a link begins anew.
                words.clear();
            }
        }
        rest = &rest[length..];
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    Said { pieces }
}

/// What the text begins with, and how long that is; `None` where it is nothing but words.
fn found(snapshot: &Snapshot<'_>, text: &str) -> Option<(usize, Piece)> {
    if let Some((here, to, words)) = SAID_OTHERWISE.iter().find(|(here, ..)| text.starts_with(here)) {
        let words = (*words).to_owned();
        return Some((here.len(), if to.is_empty() { Piece::Words(words) } else { Piece::Here((*to).to_owned(), words) }));
    }
    if text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(text.len());
        let url = text[..end].trim_end_matches(['.', ',', ';']);
        return Some((url.len(), Piece::Away(url.to_owned())));
    }
    if let Some(command) = text.strip_prefix("certwise ") {
        let end = command.find(['(', ')', '`', ';', ',']).unwrap_or(command.len());
        let (to, words) = command_link(snapshot, command[..end].trim_end())?;
        return Some(("certwise ".len() + end, Piece::Here(to, words)));
    }
    if text.starts_with("--") {
        return flag(snapshot, text);
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !['-', '.'].contains(&c)).unwrap_or(text.len());
    let id = text[..end].trim_end_matches('.');
    let known = id.contains('-').then(|| snapshot.catalog.position(id)).flatten()?;
    snapshot.state(known).known.then(|| (id.len(), Piece::Here(format!("go:view=show&id={id}"), id.to_owned())))
}

/// A flag, with its value where it has one: an answer to give, or a question to go to.
fn flag(snapshot: &Snapshot<'_>, text: &str) -> Option<(usize, Piece)> {
    let name_ends = text[2..].find(|c: char| !c.is_ascii_lowercase() && c != '-').map_or(text.len(), |at| at + 2);
    let key = text[2..name_ends].replace('-', "_");
    let row = name_of(&key)?;
    let rest = &text[name_ends..];
    if matches!(key.as_str(), "hands_on" | "retake") {
        let (length, on) = if rest.starts_with("=false") { (name_ends + 6, false) } else { (name_ends, true) };
        let said = if on { "yes" } else { "no" };
        return Some((length, Piece::Here(format!("set:{key}={on}"), format!("{row}: {said}"))));
    }
    let value = rest.strip_prefix(' ').map(|rest| &rest[..rest.find([' ', ';', ':', '(', ')']).unwrap_or(rest.len())]);
    let value = value.map(|value| value.trim_end_matches([',', '.'])).filter(|value| !value.is_empty());
    let answer = value.and_then(|value| Some((value, answer(snapshot, &key, value)?)));
    Some(match answer {
        Some((value, words)) => (name_ends + 1 + value.len(), Piece::Here(format!("set:{key}={value}"), format!("{row}: {words}"))),
        None => (name_ends, Piece::Here(format!("ask:{key}"), row.to_owned())),
    })
}

/// What a field of a situation is called on the page; `None` for what is none.
pub fn name_of(key: &str) -> Option<&'static str> {
    let other = || {
        Some(match key {
            "weeks" => "Deadline",
            "provider" => "Only of these providers",
            "tier" => "Only in these tiers",
            "retake" => "Count in a retake",
            "pause" => "Days without study",
            "as_of" => "Day of the answer",
            _ => return None,
        })
    };
    let topics = Topic::all().into_iter().chain([Topic::Field(Field::Have), Topic::Field(Field::Coding)]);
    topics.into_iter().find(|topic| topic.key() == key).map(|topic| topic.text().row.as_str()).or_else(other)
}

/// The answer in words; `None` where it is none to that field.
fn answer(snapshot: &Snapshot<'_>, key: &str, value: &str) -> Option<String> {
    let you = You::from([(key.to_owned(), Value::String(value.to_owned()))]);
    let Person { situation, faults } = Person::read(&you, snapshot.catalog, snapshot.framework, snapshot.as_of);
    if !faults.is_empty() || !situation.unknown.is_empty() || situation == certwise::situation::Situation::default() {
        return None;
    }
    let topic = Topic::all().into_iter().chain([Topic::Field(Field::Coding)]).find(|topic| topic.key() == key);
    let words = topic.and_then(|topic| told(snapshot, &situation, topic));
    Some(words.or_else(|| situation.as_of.map(certwise::calendar::Day::in_words)).unwrap_or_else(|| value.to_owned()))
}

/// What opens a view of those credentials.
pub fn to_view<'i>(view: &str, ids: impl IntoIterator<Item = &'i str>) -> String {
    ids.into_iter().fold(format!("go:view={view}"), |to, id| to + "&id=" + id)
}

/// Where a command leads on the page, and how that is called; `None` for what only a command line can do.
pub fn command_link(snapshot: &Snapshot<'_>, command: &str) -> Option<(String, String)> {
    let mut words = command.split_whitespace();
    let (name, words): (&str, Vec<&str>) = (words.next()?, words.collect());
    let mut told = String::new();
    let prefix = if name == "list" { "only." } else { "" };
    let (mut flags, mut plain) = (words.iter().copied().peekable(), Vec::new());
    while let Some(word) = flags.next() {
        match word.strip_prefix("--") {
            None => plain.push(word),
            Some("sources") => {}
            Some(key) => {
                let value = flags.next_if(|next| !next.starts_with("--")).unwrap_or("1");
                let _ = write!(told, "&{prefix}{}={value}", key.replace('-', "_"));
            }
        }
    }
    Some(match name {
        "guide" if plain == ["all"] => ("go:view=guide&topic=all".to_owned(), "the whole guide".to_owned()),
        "guide" if plain.is_empty() => ("go:view=guide".to_owned(), "the guide".to_owned()),
        // The list of the guide's own topics.
        "topic" => {
            let topic = Guide::get().find(&plain.join(" ")).ok()?;
            (format!("go:view=guide&topic={}", topic.id), topic.title.clone())
        }
        "guide" => {
            let topic = Guide::get().find(&plain.join(" ")).ok()?;
            (format!("go:view=guide&topic={}", topic.id), format!("“{}” in the guide", topic.title))
        }
        "show" => (to_view("show", plain), "its facts and their sources".to_owned()),
        "why" => (to_view("why", plain), "why, and what would change it".to_owned()),
        "plan" => (format!("go:view=plan{told}"), if told.is_empty() { "the plan" } else { "see this plan" }.to_owned()),
        "list" => (format!("go:view=list{told}"), "these in the catalogue".to_owned()),
        "recommend" => {
            let first = told.trim_start_matches('&').split('&').next().unwrap_or_default();
            let said = first.split_once('=').and_then(|(key, value)| flag(snapshot, &format!("--{} {value}", key.replace('_', "-"))));
            let said = match said {
                Some((_, Piece::Here(_, said))) => said,
                _ => "the shortlist".to_owned(),
            };
            (format!("set:{}", told.trim_start_matches('&')), said)
        }
        "ask" => ("ask:role".to_owned(), "answer the questions".to_owned()),
        "quick" => ("go:view=".to_owned(), "the quick table".to_owned()),
        _ => return None,
    })
}
