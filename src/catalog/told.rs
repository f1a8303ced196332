//! How people tell what they hold: names and days in one text, lists of them, or the parts of one thing.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use super::{Catalog, CredentialId, Found, Held, NotFound, Thing};
use crate::calendar::{Day, NotADay, Span};
use crate::vocabulary::key;

/// What somebody told of what they hold: text as it was typed, which may name several things, or the parts of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldInput {
    /// A flag's value, a cell or a string.
    Text(String),
    /// One thing, told in parts.
    One {
        /// What it is called.
        name: String,
        /// Who issued it; absent when not told.
        issuer: Option<String>,
        /// When it was earned; absent when not told.
        earned: Option<Span>,
        /// When it expires; absent when not told, or never.
        expires: Option<Span>,
    },
}

/// What nobody holds who writes it where a name is wanted.
fn is_nothing(written: &str) -> bool {
    const NOTHING: [&str; 15] = [
        "",
        "none",
        "na",
        "nil",
        "null",
        "no",
        "nothing",
        "nocertifications",
        "nocertificates",
        "nocerts",
        "notapplicable",
        "noneyet",
        "nothingyet",
        "tbd",
        "0",
    ];
    NOTHING.contains(&key(written).as_str())
}

/// What stands where no end is.
fn never_ends(written: &str) -> bool {
    is_nothing(written)
        || ["never", "lifetime", "doesnotexpire", "noexpiration", "noexpirationdate", "noexpiry", "neverexpires", "permanent"]
            .contains(&key(written).as_str())
}

impl HeldInput {
    /// One thing from the parts in which a list of certificates tells it.
    ///
    /// # Errors
    /// When a part that should be a day is none.
    pub fn from_parts(name: &str, issuer: Option<&str>, earned: Option<&str>, expires: Option<&str>) -> Result<Self, String> {
        let span = |written: Option<&str>, is_none: fn(&str) -> bool| -> Result<Option<Span>, String> {
            written.filter(|written| !is_none(written)).map(str::parse).transpose().map_err(|why: NotADay| why.to_string())
        };
        let (earned, expires) = (span(earned, is_nothing)?, span(expires, never_ends)?);
        let issuer = issuer.map(str::trim).filter(|issuer| !issuer.is_empty()).map(str::to_owned);
        Ok(Self::One { name: name.trim().to_owned(), issuer, earned, expires })
    }

    /// What of it the catalogue knows, and what it does not.
    ///
    /// # Errors
    /// When what should be a day is none.
    pub fn read(&self, catalog: &Catalog) -> Result<(Vec<Held>, Vec<NotFound>), String> {
        match self {
            Self::Text(text) => read_text(text, catalog),
            Self::One { name, .. } if is_nothing(name) => Ok((Vec::new(), Vec::new())),
            Self::One { name, issuer, earned, expires } => Ok(match catalog.find(name, issuer.as_deref()) {
                Ok(found) => (vec![hold(catalog, found, *earned, *expires)], Vec::new()),
                Err(unknown) => (Vec::new(), vec![unknown]),
            }),
        }
    }
}

/// Everything that a text names, one after the other: a name may have a comma in it, and a list has some between its names.
fn read_text(text: &str, catalog: &Catalog) -> Result<(Vec<Held>, Vec<NotFound>), String> {
    let mut pieces: Vec<&str> = parted(text, &[',', ';', '|', '\n', '·', '•']).into_iter().map(listed).collect();
    pieces.retain(|piece| !is_nothing(piece));
    let (mut held, mut unknown): (Vec<Held>, _) = (Vec::new(), Vec::new());
    let mut rest = pieces.as_slice();
    while let [first, others @ ..] = rest {
        // The longest name that the next pieces make; a day has a comma in it too.
        let joined = |find: &dyn Fn(&str) -> Option<Found>| {
            (1..=others.len().min(MOST_COMMAS)).rev().find_map(|more| {
                let whole = &text[place(text, first)..place(text, others[more - 1]) + others[more - 1].len()];
                let dated = Dated::read(whole).ok()?;
                Some((more, hold(catalog, find(dated.name)?, dated.earned, dated.expires)))
            })
        };
        if let Some((more, one)) = joined(&|name| catalog.find_exactly(name)) {
            held.push(one);
            rest = &others[more..];
            continue;
        }
        let one = read_one(first, catalog)?;
        // A day behind a comma is that of the name before it, and an issuer is no certificate.
        if let (Err(_), Some((earned, expires)), Some(last)) = (&one, days_said(first), held.last_mut()) {
            last.earned = last.earned.or(earned.map(|span| span.first));
            last.expires = last.expires.or(expires.map(|span| span.last));
            rest = others;
            continue;
        }
        match one {
            Ok(one) => held.push(one),
            Err(why) => match several(first, catalog) {
                Some(all) => held.extend(all),
                None if catalog.is_an_issuer(first) => {}
                // A name with a comma in it, and its code.
                None => match joined(&|name| catalog.find(name, None).ok()) {
                    Some((more, one)) => {
                        held.push(one);
                        rest = &others[more..];
                        continue;
                    }
                    None => unknown.push(why),
                },
            },
        }
        rest = others;
    }
    Ok((held, unknown))
}

/// An entry of a list without what stands before it there: `2.`, `3)`, `-`, `and`.
fn listed(piece: &str) -> &str {
    let bare = piece.trim_start_matches(['-', '*', '–', '—']).trim_start();
    let figure_ends = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let numbered = bare[figure_ends..].strip_prefix(['.', ')']).filter(|rest| (1..=2).contains(&figure_ends) && rest.starts_with(' '));
    let bare = numbered.unwrap_or(bare).trim_start();
    let and = ["and ", "or ", "plus ", "& "].into_iter().find_map(|word| bare.strip_prefix(word));
    // A dash alone is how a cell says that there is nothing.
    if bare.is_empty() { piece } else { and.unwrap_or(bare).trim() }
}

/// More commas than this no name or day has in it.
const MOST_COMMAS: usize = 4;

/// Where a part of a text begins in it.
fn place(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The parts of a text between those signs, none of which is looked for in brackets.
fn parted<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            sign if depth == 0 && signs.contains(&sign) => {
                parts.push(&text[start..at]);
                start = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    // A bracket that nothing closes keeps nothing together.
    if depth > 0 {
        return text.split(signs).map(str::trim).collect();
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).collect()
}

/// One name with its days; the inner error is a name that nothing bears.
fn read_one(text: &str, catalog: &Catalog) -> Result<Result<Held, NotFound>, String> {
    let dated = Dated::read(text)?;
    if dated.name.is_empty() {
        return Err("a name is wanted before the day, for example `AI-900@2025-06-30`".to_owned());
    }
    let unknown = match catalog.find(dated.name, None) {
        Ok(found) => return Ok(Ok(hold(catalog, found, dated.earned, dated.expires))),
        Err(unknown) => unknown,
    };
    // A day behind the name, without any sign before it.
    let words: Vec<&str> = text.split_whitespace().collect();
    for day in (1..words.len().min(4)).rev() {
        let behind = words[words.len() - day];
        let at = place(text, behind);
        if let Ok(earned) = text[at..].parse::<Span>()
            && let Ok(found) = catalog.find(&text[..at], None)
        {
            return Ok(Ok(hold(catalog, found, Some(earned), None)));
        }
    }
    Ok(Err(match unknown {
        NotFound::Unknown(_, near) => NotFound::Unknown(text.to_owned(), near),
        NotFound::Several(_, near) => NotFound::Several(text.to_owned(), near),
        only_held @ NotFound::OnlyHeld(..) => only_held,
    }))
}

/// Several names without a comma between them, as long as each of them is known.
fn several(text: &str, catalog: &Catalog) -> Option<Vec<Held>> {
    let all = |parts: Vec<&str>| -> Option<Vec<Held>> {
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let each = parts.iter().map(|part| read_one(part, catalog).ok()?.ok());
        each.collect::<Option<Vec<Held>>>().filter(|_| parts.len() > 1)
    };
    let by_words = || {
        let parts: Vec<&str> = text.split_whitespace().collect();
        parts.iter().all(|part| catalog.find_exactly(Dated::read(part).map_or(part, |dated| dated.name)).is_some()).then_some(parts)
    };
    let spelled_out = [" and ", " or ", " plus ", " – ", " - "].into_iter().find_map(|between| all(text.split(between).collect()));
    spelled_out.or_else(|| all(parted(text, &['/', '+', '&']))).or_else(|| all(by_words()?))
}

/// What was found, with its days: a month or a year means the first day in it on which it can have been earned, and the last day of
/// validity. By a name that its versions share, the one is meant that there was then.
fn hold(catalog: &Catalog, found: Found, earned: Option<Span>, expires: Option<Span>) -> Held {
    let mut held = Held { what: found.what, version: found.version, earned: None, expires: expires.map(|span| span.last) };
    let Some(span) = earned else { return held };
    let before = |opened: Option<Day>| opened.is_some_and(|opened| span.last < opened);
    while let Thing::Credential(id) = held.what
        && !found.by_code
        && before(held.opened(catalog))
    {
        let was_open = |id: &&CredentialId| !before(catalog.opened(**id));
        match catalog[id].continues().iter().find(was_open) {
            Some(version) => held.what = Thing::Credential(*version),
            None if !catalog.earlier_of(held.what).is_empty() => held.version = Some(0),
            None => break,
        }
    }
    let opened = held.opened(catalog).filter(|opened| *opened <= span.last);
    held.earned = Some(opened.map_or(span.first, |opened| opened.max(span.first)));
    held
}

/// A name, and the days that stand with it.
struct Dated<'t> {
    name: &'t str,
    earned: Option<Span>,
    expires: Option<Span>,
}

impl<'t> Dated<'t> {
    /// Reads `NAME@EARNED`, `NAME@EARNED..EXPIRES` and `NAME (EARNED)`.
    ///
    /// # Errors
    /// When what stands behind the sign is no day.
    fn read(text: &'t str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((name, days)) = text.rsplit_once('@') {
            let (earned, expires) = days.split_once("..").unwrap_or((days, ""));
            let span = |written: &str| -> Result<Option<Span>, String> {
                let written = written.trim();
                if written.is_empty() { Ok(None) } else { written.parse().map(Some).map_err(|why: NotADay| why.to_string()) }
            };
            return Ok(Self { name: name.trim(), earned: span(earned)?, expires: span(expires)? });
        }
        let round = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let in_brackets = round.or_else(|| text.strip_suffix(']').and_then(|text| text.rsplit_once('[')));
        if let Some((name, said)) = in_brackets {
            if let Err(either @ (NotADay::Either(..) | NotADay::Serial(..))) = said.parse::<Span>() {
                return Err(either.to_string());
            }
            if let Some((earned, expires)) = days_said(said) {
                return Ok(Self { name: name.trim(), earned, expires });
            }
        }
        Ok(Self::in_words(text))
    }
}

impl<'t> Dated<'t> {
    /// Reads what is said in words behind a name: `NAME issued May 2024`, `NAME expires 2027-03`.
    fn in_words(text: &'t str) -> Self {
        let (mut name, mut earned, mut expires) = (text, None, None);
        let lower = text.to_ascii_lowercase();
        while let Some((at, days)) = last_said(&lower[..name.len()]) {
            (earned, expires) = (earned.or(days.0), expires.or(days.1));
            name = name[..at].trim_end_matches([' ', ',', ':', '-', '(']);
        }
        Self { name, earned, expires }
    }
}

const EARNED: [&str; 10] = ["issued", "earned", "since", "from", "passed", "obtained", "achieved", "completed", "date", "in"];
const EXPIRES: [&str; 9] = ["expires", "expired", "expiry", "exp", "valid until", "valid through", "valid to", "valid till", "until"];

/// When something was earned, and when it expires, as far as that is said.
type Days = (Option<Span>, Option<Span>);

/// What is said last of days in a text in lower case, and where it begins; `None` where nothing of the kind ends it.
fn last_said(text: &str) -> Option<(usize, Days)> {
    let words = EXPIRES.iter().chain(&EARNED);
    let at = words.filter_map(|word| text.rfind(&format!(" {word} ")).or_else(|| text.rfind(&format!(" {word}: "))));
    at.filter_map(|at| Some((at, days_said(&text[at + 1..])?))).min_by_key(|(at, _)| *at)
}

/// The days that are said: when it was earned, and when it expires; `None` where nothing of the kind is said.
fn days_said(said: &str) -> Option<Days> {
    let said = said.trim().to_lowercase();
    let behind = |words: &[&str]| {
        let rest = words.iter().find_map(|word| said.strip_prefix(word))?;
        rest.trim_start_matches([':', '.', ' ']).trim_start_matches("on ").parse::<Span>().ok()
    };
    if let Ok(span) = said.parse() {
        return Some((Some(span), None));
    }
    let ends = ["..", " - ", " – ", " to ", "-", "–"].into_iter().find_map(|between| {
        let (earned, expires) = said.split_once(between)?;
        Some((Some(earned.parse().ok()?), Some(expires.parse().ok()?)))
    });
    let told = || behind(&EXPIRES).map(|span| (None, Some(span))).or_else(|| behind(&EARNED).map(|span| (Some(span), None)));
    let both = || {
        let (one, other) = said.split_once([',', ';', '·'])?;
        let (one, other) = (days_said(one)?, days_said(other)?);
        Some((one.0.or(other.0), one.1.or(other.1)))
    };
    ends.or_else(told).or_else(both)
}

/// Any text tells something; what it means is found out with a catalogue.
impl FromStr for HeldInput {
    type Err = std::convert::Infallible;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Ok(Self::Text(written.trim().to_owned()))
    }
}

impl fmt::Display for HeldInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::One { name, earned, expires, .. } => {
                f.write_str(name)?;
                let dates = |span: &Option<Span>| span.map_or_else(String::new, |span| span.to_string());
                match (earned, expires) {
                    (None, None) => Ok(()),
                    (_, None) => write!(f, "@{}", dates(earned)),
                    _ => write!(f, "@{}..{}", dates(earned), dates(expires)),
                }
            }
        }
    }
}

impl Serialize for HeldInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HeldInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;

        impl<'de> Visitor<'de> for One {
            type Value = HeldInput;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name, or a table with name, earned and expires")
            }

            fn visit_str<E: de::Error>(self, written: &str) -> Result<HeldInput, E> {
                Ok(HeldInput::Text(written.trim().to_owned()))
            }

            fn visit_unit<E: de::Error>(self) -> Result<HeldInput, E> {
                self.visit_str("")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HeldInput, A::Error> {
                let [mut name, mut issuer, mut earned, mut expires] = [const { None::<String> }; 4];
                while let Some(said) = map.next_key::<String>()? {
                    let part = match key(&said).as_str() {
                        "id" | "name" | "code" | "title" | "certificate" | "certification" | "credential" => &mut name,
                        "issuer" | "provider" | "authority" | "organization" | "organisation" => &mut issuer,
                        "date" | "earned" | "issued" | "issuedat" | "issuedon" | "issuedate" | "startdate" => &mut earned,
                        "expires" | "expiresat" | "expireson" | "expiry" | "expirydate" | "expirationdate" | "validuntil" | "enddate" => {
                            &mut expires
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            continue;
                        }
                    };
                    let told: Part = map.next_value()?;
                    *part = part.take().or(told.0);
                }
                let name = name.ok_or_else(|| de::Error::custom("what is held has no `name`"))?;
                HeldInput::from_parts(&name, issuer.as_deref(), earned.as_deref(), expires.as_deref()).map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_any(One)
    }
}

/// A part of something held, as text; nothing where it says nothing.
struct Part(Option<String>);

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::values::one(deserializer, |written| Ok(written.to_owned()), "text").map(Self)
    }
}

/// Reads what is held: one text, or a list of names.
///
/// # Errors
/// The deserializer's own.
pub fn held_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<HeldInput>, D::Error> {
    struct List;

    impl<'de> Visitor<'de> for List {
        type Value = Vec<HeldInput>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one string or a list of strings")
        }

        fn visit_str<E: de::Error>(self, written: &str) -> Result<Vec<HeldInput>, E> {
            Ok(vec![HeldInput::Text(written.trim().to_owned())])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<HeldInput>, A::Error> {
            let mut all = Vec::new();
            while let Some(one) = seq.next_element()? {
                all.push(one);
            }
            Ok(all)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<HeldInput>, A::Error> {
            HeldInput::deserialize(de::value::MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_unit<E>(self) -> Result<Vec<HeldInput>, E> {
            Ok(Vec::new())
        }
    }

    deserializer.deserialize_any(List)
}
