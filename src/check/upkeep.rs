//! What the keepers of the data ask of it beyond what any catalogue must be: the `[[upkeep]]` rules of its framework.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use crate::catalog::{CatalogMap, Credential, CredentialId, Source};
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::framework::{Excused, Framework, Template, Upkeep, entry};
use crate::sanitize::is_unprintable;
use crate::snapshot::Snapshot;
use crate::vocabulary::{AccessOnly, Goal, HandsOn, Kind, Level, Platform, RenewalWay, Role, SourceKind, Status, UpkeepRule};

/// What to do with an excuse that nothing needs.
pub(super) const NEEDLESS: &str = "take the excuse out";

/// Something that does not keep a rule.
struct Found {
    /// Under which id it may be excused; `None` where nothing is a reason not to keep the rule.
    who: Option<String>,
    /// Where it is, and what is wrong.
    fault: Diagnostic,
}

/// Data as its keepers keep it, on one day.
struct Data<'d, 'f> {
    snapshot: &'d Snapshot<'d>,
    framework: &'d SourceMap<'f>,
    places: &'d CatalogMap<'f>,
}

/// Every fault by the rules of the framework, but for who can come first.
pub(super) fn faults<'f>(snapshot: &Snapshot<'_>, framework: &SourceMap<'f>, places: &CatalogMap<'f>) -> Vec<Diagnostic> {
    let data = Data { snapshot, framework, places };
    let rules = snapshot.framework;
    let mut faults = Vec::new();
    let mut excused: Vec<(UpkeepRule, String)> = Vec::new();
    for upkeep in rules.upkeep.iter() {
        for Found { who, fault } in data.found(upkeep) {
            match who {
                None => faults.push(fault.with_hint(&upkeep.hint)),
                Some(id) if rules.excuse(upkeep.rule, &id).is_some() => excused.push((upkeep.rule, id)),
                Some(id) => faults.push(fault.with_hint(excusable(upkeep, &id, framework))),
            }
        }
    }
    let needed = |from: UpkeepRule, id: &str| from == UpkeepRule::FirstPlace || excused.iter().any(|it| it.0 == from && it.1 == id);
    for excuse in rules.excused.iter().filter(|excuse| !needed(excuse.from, &excuse.id)) {
        let message = format!("`{}` needs no excuse from the rule `{}`", excuse.id, excuse.from);
        faults.push(framework.fault(excuse_span(rules, framework, excuse), message).with_hint(NEEDLESS));
    }
    faults
}

/// Where that excuse of the framework stands.
pub(super) fn excuse_span(framework: &Framework, file: &SourceMap<'_>, excuse: &Excused) -> Range<usize> {
    let number = framework.excused.iter().position(|other| std::ptr::eq(other, excuse));
    number.map_or(0..0, |number| entry(file, "excused", number, "id"))
}

/// The hint of a rule, and how to excuse that id from it.
pub(super) fn excusable(upkeep: &Upkeep, id: &str, framework: &SourceMap<'_>) -> String {
    let from = if upkeep.rule == UpkeepRule::FirstPlace { String::new() } else { format!(", from = \"{}\"", upkeep.rule) };
    format!(
        "{}; or add an [[excused]] table to {} with id = \"{id}\"{from} and the reason why that is right",
        upkeep.hint, framework.file.name
    )
}

impl Data<'_, '_> {
    fn found(&self, upkeep: &Upkeep) -> Vec<Found> {
        let providers = || self.places.files.iter();
        let all = || providers().chain([self.framework]);
        match upkeep.rule {
            UpkeepRule::FirstPlace => Vec::new(),
            UpkeepRule::Heir => self.without_heir(),
            UpkeepRule::Stones => self.without_stone(),
            UpkeepRule::Validity => self.of_unknown_validity(),
            UpkeepRule::LivingNames => self.naming_nothing(),
            UpkeepRule::WordsInUse => self.unused_words(),
            UpkeepRule::OneSpelling => spelt_twice(all()),
            UpkeepRule::FileName => providers().filter_map(misnamed).collect(),
            UpkeepRule::FirstLine => providers().filter_map(|file| begins_otherwise(file, &upkeep.list)).collect(),
            UpkeepRule::KeyOrder => providers().flat_map(|file| out_of_order(file, &upkeep.list)).collect(),
            UpkeepRule::EmptyList => providers().flat_map(empty_lists).collect(),
            UpkeepRule::TidyText => all().flat_map(untidy).collect(),
            UpkeepRule::RuleSource => strange_sources(self.framework, &upkeep.list),
            UpkeepRule::VendorFirst => self.sources_astray(),
            UpkeepRule::ShortText => long_texts(self.framework, upkeep.longest.unwrap_or(usize::MAX)),
        }
    }

    fn credentials(&self, at: &[KeyPart<'_>], judge: impl Fn(CredentialId, &Credential) -> Option<String>) -> Vec<Found> {
        let judged = self.snapshot.catalog.numbered();
        let wrong = judged.filter_map(|(place, credential)| Some((place, credential, judge(place, credential)?)));
        wrong
            .map(|(place, credential, what)| Found { who: Some(credential.id.clone()), fault: self.places.fault(place, at, what) })
            .collect()
    }

    fn without_heir(&self) -> Vec<Found> {
        self.credentials(&[KeyPart::Key("lifecycle"), KeyPart::Key("last_day")], |place, credential| {
            let standing = &self.snapshot.state(place);
            let astray = standing.status == Status::Retired && standing.replacements.is_empty();
            astray.then(|| format!("`{}` has retired, and its successors lead to nothing that can be earned", credential.id))
        })
    }

    fn without_stone(&self) -> Vec<Found> {
        self.credentials(&[KeyPart::Key("level")], |_, credential| {
            let above = credential.level.is_some_and(|level| level > Level::Beginner);
            (above && credential.builds_on().is_empty())
                .then(|| format!("`{}` is {} and builds on nothing", credential.id, credential.level.map_or("", Level::word)))
        })
    }

    fn of_unknown_validity(&self) -> Vec<Found> {
        self.credentials(&[], |_, credential| {
            let renewal = credential.renewal.as_ref();
            let for_ever = renewal.is_some_and(|renewal| renewal.how.contains(&RenewalWay::NeverExpires));
            let silent = credential.kind != Kind::Training && credential.valid_months.is_none() && !for_ever;
            silent.then(|| format!("`{}` says neither how long it is valid nor that it never expires", credential.id))
        })
    }

    fn sources_astray(&self) -> Vec<Found> {
        self.credentials(&[KeyPart::Key("sources")], |_, credential| {
            let sources = credential.sources();
            let is_official = |source: &Source| source.kind == SourceKind::Official;
            if sources.iter().any(is_official) && !sources.first().is_some_and(is_official) {
                return Some(format!("the first source of `{}` is not the vendor's own page", credential.id));
            }
            // A day or a code has fewer figures.
            let is_number = |word: &str| word.len() > 8 && word.chars().all(|c| c.is_ascii_digit());
            let numbered = sources.iter().find(|source| source.title.split_whitespace().any(is_number))?;
            Some(format!("a source of `{}` is called by a number: {:?}", credential.id, numbered.title))
        })
    }

    fn naming_nothing(&self) -> Vec<Found> {
        let empty = self.snapshot.namings.iter().filter(|naming| naming.names.is_empty() && !naming.rule.held && !naming.rule.opened);
        empty
            .map(|naming| {
                let id = &naming.rule.id;
                let message = format!("all that the rule `{id}` names has retired, and nothing took its place");
                Found { who: Some(id.clone()), fault: self.framework.fault(entry(self.framework, "naming", naming.number, "id"), message) }
            })
            .collect()
    }

    fn unused_words(&self) -> Vec<Found> {
        let all = || self.snapshot.catalog.credentials.iter();
        let mut found = Vec::new();
        macro_rules! look_for {
            ($($list:ident: |$value:ident, $credential:ident| $borne:expr),+ $(,)?) => {
                $(for $value in $list::ALL {
                    if !all().any(|$credential| $borne) {
                        let message = format!("no credential bears the {} `{}`", $list::WHAT, $value.word());
                        found.push(Found { who: Some($value.word().to_owned()), fault: self.framework.fault(0..0, message) });
                    }
                })+
            };
        }
        look_for! {
            Platform: |platform, credential| credential.platforms().contains(platform),
            Goal: |goal, credential| credential.goals().contains(goal),
            Role: |role, credential| credential.roles().contains(role),
            Level: |level, credential| credential.level == Some(*level),
            Kind: |kind, credential| credential.kind == *kind,
            HandsOn: |hands_on, credential| credential.hands_on == Some(*hands_on),
            RenewalWay: |way, credential| credential.renewal.as_ref().is_some_and(|renewal| renewal.how.contains(way)),
            AccessOnly: |only, credential| credential.access.as_ref().is_some_and(|access| access.only == *only),
        }
        found
    }
}

fn found(file: &SourceMap<'_>, span: Range<usize>, message: impl Into<String>) -> Found {
    Found { who: None, fault: file.fault(span, message) }
}

/// A value in quotes: the key that it stands under, whether that key stands in a table, the value, and its place.
struct Text {
    key: String,
    nested: bool,
    value: String,
    span: Range<usize>,
}

/// Calls `see` with every value of the file, the key that it stands under, and whether that key stands in a table.
fn each_value(file: &SourceMap<'_>, see: &mut dyn FnMut(&str, bool, &Spanned<DeValue<'_>>)) {
    fn walk(key: &str, nested: bool, value: &Spanned<DeValue<'_>>, see: &mut dyn FnMut(&str, bool, &Spanned<DeValue<'_>>)) {
        see(key, nested, value);
        match value.get_ref() {
            DeValue::Array(inner) => inner.iter().for_each(|value| walk(key, nested, value, see)),
            DeValue::Table(inner) => inner.iter().for_each(|(key, value)| walk(key.get_ref(), true, value, see)),
            _ => {}
        }
    }
    file.table().iter().for_each(|(key, value)| walk(key.get_ref(), false, value, see));
}

fn texts(file: &SourceMap<'_>) -> Vec<Text> {
    let mut texts = Vec::new();
    each_value(file, &mut |key, nested, value| {
        if let DeValue::String(text) = value.get_ref() {
            texts.push(Text { key: key.to_owned(), nested, value: text.clone().into_owned(), span: value.span() });
        }
    });
    texts
}

/// Free words that differ from earlier ones in nothing but capitals, spaces and signs.
fn spelt_twice<'m, 'f: 'm>(files: impl Iterator<Item = &'m SourceMap<'f>>) -> Vec<Found> {
    const FREE: [&str; 6] = ["topics", "aid", "text", "detail", "title", "reason"];
    let mut first: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    let mut twice = Vec::new();
    for file in files {
        for Text { key, value: text, span, .. } in texts(file).into_iter().filter(|text| FREE.contains(&text.key.as_str())) {
            let bare: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let fault = file.fault(span, "");
            match first.entry((key, bare)) {
                Entry::Vacant(entry) => drop(entry.insert((text, format!("{}:{}", fault.file, fault.line)))),
                Entry::Occupied(entry) if entry.get().0 != text => {
                    let (other, place) = entry.get();
                    twice.push(Found {
                        who: None,
                        fault: Diagnostic { message: format!("the same stands as {other:?} in {place}"), ..fault },
                    });
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    twice
}

fn misnamed(file: &SourceMap<'_>) -> Option<Found> {
    let id = file.file.string_at("provider", "id");
    let stem = Path::new(&file.file.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    // What lies outside the catalogue has no provider in it.
    if id.is_none() && stem.as_deref() == Some("outside") {
        return None;
    }
    let span = file.place(&[KeyPart::Key("provider"), KeyPart::Key("id")]).unwrap_or_default();
    (id != stem).then(|| {
        let right = id.map_or_else(|| "it has no [provider] to be called by".to_owned(), |id| format!("its provider asks for `{id}.toml`"));
        found(file, span, format!("the file is called wrong: {right}"))
    })
}

fn begins_otherwise(file: &SourceMap<'_>, list: &[String]) -> Option<Found> {
    let first = file.file.text.lines().next().unwrap_or_default();
    (!list.iter().any(|line| line == first))
        .then(|| found(file, 0..first.len(), format!("the first line is not `{}`", list.join("` or `"))))
}

/// Keys of credentials that stand behind one that the list has after them, or that it does not have.
fn out_of_order(file: &SourceMap<'_>, list: &[String]) -> Vec<Found> {
    let mut wrong = Vec::new();
    let Some(DeValue::Array(credentials)) = file.table().get("credential").map(Spanned::get_ref) else { return wrong };
    for credential in credentials {
        let DeValue::Table(keys) = credential.get_ref() else { continue };
        let mut keys: Vec<_> = keys.iter().map(|(key, _)| (key.span(), key.get_ref().as_ref())).collect();
        keys.sort_by_key(|(span, _)| span.start);
        let mut reached = 0;
        for (span, key) in keys {
            match list.iter().position(|known| known == key) {
                Some(place) if place >= reached => reached = place,
                Some(_) => wrong.push(found(file, span, format!("`{key}` stands after `{}`", list[reached]))),
                None => wrong.push(found(file, span, format!("`{key}` has no place in the order of keys"))),
            }
        }
    }
    wrong
}

fn empty_lists(file: &SourceMap<'_>) -> Vec<Found> {
    let mut empty = Vec::new();
    each_value(file, &mut |key, _, value| {
        if value.get_ref().as_array().is_some_and(|list| list.iter().next().is_none()) {
            empty.push(found(file, value.span(), format!("`{key}` is an empty list")));
        }
    });
    empty
}

fn untidy(file: &SourceMap<'_>) -> Vec<Found> {
    let mut wrong = Vec::new();
    let mut start = 0;
    for line in file.file.text.split('\n') {
        let mut at = |offset: usize, length: usize, what: &str| wrong.push(found(file, start + offset..start + offset + length, what));
        let indent = line.len() - line.trim_start().len();
        if line.trim_end() != line {
            at(line.trim_end().len(), line.len() - line.trim_end().len(), "a space at the end of a line");
        } else if let Some(offset) = line[indent..].find("  ") {
            at(indent + offset, 2, "two spaces in a row");
        }
        if let Some((offset, c)) = line.char_indices().find(|(_, c)| is_unprintable(*c)) {
            at(offset, c.len_utf8(), "a control or bidirectional character");
        }
        // An escape could smuggle one in; a quotation mark is all that the data needs one for.
        if let Some(offset) = line.replace("\\\"", "''").find('\\') {
            at(offset, 1, "an escape for something else than a quotation mark");
        }
        start += line.len() + 1;
    }
    let strange = texts(file).into_iter().filter(|text| text.value.is_empty() || text.value != text.value.trim());
    wrong.extend(strange.map(|text| found(file, text.span, "a text is empty, or begins or ends with a space")));
    wrong
}

fn strange_sources(file: &SourceMap<'_>, list: &[String]) -> Vec<Found> {
    let sources = texts(file).into_iter().filter(|text| text.nested && text.key == "source");
    let strange = sources.filter(|source| !list.iter().any(|begin| source.value.starts_with(begin.as_str())));
    strange.map(|source| found(file, source.span, format!("the source does not begin with `{}`", list.join("` or `")))).collect()
}

/// Texts that are too long to be read as one line, with the words for each figure in its place.
fn long_texts(file: &SourceMap<'_>, longest: usize) -> Vec<Found> {
    let length = |text: &str| {
        let template = Template::read(text).map(|template| template.fill(|place| place.label().to_owned()));
        template.as_deref().unwrap_or(text).chars().count()
    };
    let long = texts(file).into_iter().map(|text| (length(&text.value), text)).filter(|(length, _)| *length > longest);
    long.map(|(length, text)| found(file, text.span, format!("{length} characters, more than {longest}, figures counted as their words")))
        .collect()
}
