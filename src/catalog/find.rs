//! What people call things: ids, codes, names, aliases and older versions, in any case and with any signs.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::OnceLock;

use super::{Catalog, CredentialId, OutsideId, Thing};
use crate::vocabulary::{key, said, words};

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is meant.
    pub what: Thing,
    /// Which of its earlier versions is meant, by its place in that list; `None` where it is itself.
    pub version: Option<u8>,
    /// Whether it was named by its id or a code, and not by a name that its versions may share.
    pub by_code: bool,
}

/// Why nothing is meant by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing is called so: what was written, and what comes near enough to be meant.
    Unknown(String, Vec<Thing>),
    /// What was written fits all of these.
    Several(String, Vec<Thing>),
    /// A qualification that the catalogue has no record of: it can only be held.
    OnlyHeld(String, OutsideId),
}

impl NotFound {
    /// As it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        match self {
            Self::Unknown(written, _) | Self::Several(written, _) | Self::OnlyHeld(written, _) => written,
        }
    }

    /// What may be meant, the nearest first.
    #[must_use]
    pub fn near(&self) -> &[Thing] {
        match self {
            Self::Unknown(_, near) | Self::Several(_, near) => near,
            Self::OnlyHeld(..) => &[],
        }
    }

    /// What is wrong, and what would be right.
    #[must_use]
    pub fn said(&self, catalog: &Catalog) -> String {
        let written = crate::sanitize::quote_input(self.written());
        let ids: Vec<String> = self.near().iter().map(|thing| format!("`{}`", catalog.id_of(*thing))).collect();
        match self {
            Self::Unknown(_, near) if near.is_empty() => {
                format!("no credential has the id, code or name `{written}`; `certwise list --search TEXT` looks for one")
            }
            Self::Unknown(..) => {
                format!("no credential has the id, code or name `{written}`; did you mean {}?", crate::sanitize::join(&ids, "or"))
            }
            Self::Several(..) => format!("`{written}` fits {}; name one of them", crate::sanitize::join(&ids, "and")),
            Self::OnlyHeld(_, id) => {
                let name = crate::sanitize::sanitize(&catalog[*id].name);
                format!("`{written}` is {name}, of which no more is known here than who holds it: tell it with --have")
            }
        }
    }
}

/// How something is named; what comes first wins where two things are named alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Id,
    Code,
    Name,
    Alias,
}

/// Everything that something is called: how, the text, and which earlier version of it is meant.
type Called<'c> = (Way, &'c str, Option<u8>);

/// So many words may name an issuer, or stand for a code.
const MOST_WORDS: usize = 7;

/// More words than this no name has.
const LONGEST_NAME: usize = 40;

/// The most signs of a code that lacks a figure: `CISSP`.
const LONGEST_ABBREVIATION: usize = 7;

/// All that is called something, ready to be looked up; made when first asked for.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By the [`key`] of what it is called.
    by_key: HashMap<String, Vec<(Way, Found)>>,
    /// What is looked at where no name is just that; made when first asked for.
    by_words: OnceLock<NamesByWords>,
}

/// All that is called something, word by word.
#[derive(Debug, Default)]
struct NamesByWords {
    /// By the words of what it is called, in order, without those that tell nothing apart; and whether the issuer is left out.
    telling: HashMap<String, Vec<(Thing, bool)>>,
    /// For each thing its issuer, by key.
    issuers: HashMap<Thing, String>,
    /// By its first word what an issuer is called, word by word, each with the issuer's key.
    called_so: HashMap<String, Vec<(Vec<String>, String)>>,
}

/// The names of one catalogue.
#[derive(Default)]
pub(super) struct NamesOnce(OnceLock<Names>);

/// They follow from the catalogue.
impl PartialEq for NamesOnce {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Clone for NamesOnce {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for NamesOnce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names")
    }
}

impl Catalog {
    /// Everything that something is called. A code that another maker prints too stands with its own maker in front.
    fn called(&self, thing: Thing) -> Vec<Called<'_>> {
        let (id, name, code, earlier, aliases) = match thing {
            Thing::Credential(id) => {
                let credential = &self[id];
                let code = credential.code.as_deref().filter(|_| !credential.shares_code());
                (&credential.id, &credential.name, code, credential.earlier(), credential.aliases())
            }
            Thing::Outside(id) => {
                let outside = &self[id];
                (&outside.id, &outside.name, outside.code.as_deref(), outside.earlier.as_slice(), outside.aliases.as_slice())
            }
        };
        let mut called = vec![(Way::Id, id.as_str(), None), (Way::Name, name.as_str(), None)];
        called.extend(code.map(|code| (Way::Code, code, None)));
        called.extend((0..).zip(earlier).map(|(version, code)| (Way::Code, code.as_str(), Some(version))));
        called.extend(aliases.iter().map(|alias| (Way::Alias, alias.as_str(), None)));
        called
    }

    /// Everything that something is called.
    #[must_use]
    pub fn names_of(&self, thing: Thing) -> Vec<&str> {
        self.called(thing).into_iter().map(|(_, text, _)| text).collect()
    }

    /// A code that another maker prints bare, and what its own maker is called; `None` where nobody else prints it.
    fn shared_code(&self, thing: Thing) -> Option<(&str, [&str; 2])> {
        let Thing::Credential(id) = thing else { return None };
        let code = self[id].code.as_deref().filter(|_| self[id].shares_code())?;
        let provider = &self[self[id].provider];
        Some((code, [&provider.id, &provider.name]))
    }

    /// All that somebody may hold.
    fn things(&self) -> impl Iterator<Item = Thing> + '_ {
        let outside = (0..self.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
        self.numbered().map(|(id, _)| Thing::Credential(id)).chain(outside)
    }

    /// The name of whoever issues it; `None` where that is not known.
    #[must_use]
    pub fn issuer_of(&self, thing: Thing) -> Option<&str> {
        match thing {
            Thing::Credential(id) => Some(&self[self[id].provider].name),
            Thing::Outside(id) => {
                let issuer = self[id].provider.as_deref()?;
                Some(self.provider(issuer).map_or(issuer, |known| self[known].name.as_str()))
            }
        }
    }

    fn names(&self) -> &Names {
        self.names.0.get_or_init(|| Names::of(self))
    }

    /// What is meant by a name: an id, a code, a name, an alias or an older version's code, in any case and with any signs, the code
    /// in brackets or in front, the issuer in front or told apart from it.
    ///
    /// # Errors
    /// When it means nothing, or several things: with what may be meant.
    pub fn find(&self, written: &str, issuer: Option<&str>) -> Result<Found, NotFound> {
        let exact = |place| Found { what: place, version: None, by_code: true };
        let id = written.trim();
        if let Some(place) = self.position(id).map(Thing::Credential).or_else(|| self.outside_at(id).map(Thing::Outside)) {
            return Ok(exact(place));
        }
        self.names().find(self, written, issuer)
    }

    /// Whether a text is the name of an issuer, and nothing else.
    #[must_use]
    pub fn is_an_issuer(&self, written: &str) -> bool {
        self.names().by_words(self).issuer_in(&words(written)).is_some_and(|(_, rest)| rest.is_empty())
    }

    /// What bears exactly that name, whatever its case and signs; `None` where nothing or several things do.
    #[must_use]
    pub fn find_exactly(&self, written: &str) -> Option<Found> {
        match self.names().bearing(written).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The credential that is meant by a name, or by a part of a name that fits one alone.
    ///
    /// # Errors
    /// As [`Catalog::find`]; and when it means a qualification that the catalogue has no record of.
    pub fn find_credential(&self, written: &str) -> Result<CredentialId, NotFound> {
        let text = || written.trim().to_owned();
        match self.find(written, None) {
            Ok(Found { what: Thing::Credential(id), .. }) => Ok(id),
            Ok(Found { what: Thing::Outside(id), .. }) => Err(NotFound::OnlyHeld(text(), id)),
            Err(NotFound::Unknown(_, near)) => match Names::with_part(self, written).as_slice() {
                [] => Err(NotFound::Unknown(text(), near)),
                [one] => Ok(*one),
                several => Err(NotFound::Several(text(), several.iter().map(|id| Thing::Credential(*id)).collect())),
            },
            Err(other) => Err(other),
        }
    }
}

/// What is left of a name's words when those that tell nothing apart are taken out, in the order of the alphabet, each once.
fn telling(words: &[String]) -> Vec<&str> {
    let beside = &said().certificate.beside;
    let is_version = |word: &str| word.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    let mut left: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !is_version(word) && !beside.iter().any(|it| it == word)).collect();
    left.sort_unstable();
    left.dedup();
    left
}

impl Names {
    fn of(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        let mut call = |text: &str, way, found| names.by_key.entry(key(text)).or_insert_with(|| Vec::with_capacity(1)).push((way, found));
        for thing in catalog.things() {
            if let Some((code, makers)) = catalog.shared_code(thing) {
                let found = Found { what: thing, version: None, by_code: true };
                // Bare it means the other maker's; beside a name it may be this one's.
                call(code, Way::Alias, found);
                for maker in makers {
                    call(&format!("{maker}{code}"), Way::Code, found);
                }
            }
            for (way, text, version) in catalog.called(thing) {
                call(text, way, Found { what: thing, version, by_code: matches!(way, Way::Id | Way::Code) });
            }
        }
        names
    }

    fn by_words(&self, catalog: &Catalog) -> &NamesByWords {
        self.by_words.get_or_init(|| NamesByWords::of(catalog))
    }

    /// What bears exactly that name; several where they are named alike.
    fn bearing(&self, text: &str) -> Vec<Found> {
        let Some(all) = self.by_key.get(&key(text)) else { return Vec::new() };
        let first = all.iter().map(|(way, _)| *way).min();
        // What the catalogue has comes before what lies outside it.
        let mut best: Vec<Found> = all.iter().filter(|(way, _)| Some(*way) == first).map(|(_, found)| *found).collect();
        best.sort_by_key(|found| found.what);
        best.dedup_by_key(|found| found.what);
        if matches!(best.first(), Some(Found { what: Thing::Credential(_), .. })) {
            best.retain(|found| matches!(found.what, Thing::Credential(_)));
        }
        best
    }

    fn find(&self, catalog: &Catalog, written: &str, issuer: Option<&str>) -> Result<Found, NotFound> {
        let exact = self.bearing(written);
        if let [one] = exact.as_slice() {
            return Ok(*one);
        }
        let text: Vec<String> = words(written);
        if text.len() > LONGEST_NAME {
            return Err(NotFound::Unknown(written.trim().to_owned(), Vec::new()));
        }
        let names = self.by_words(catalog);
        let told = issuer.and_then(|issuer| names.issuer_in(&words(issuer))).map(|(its, _)| its);
        let fitting: [&dyn Fn() -> Vec<Found>; 3] =
            [&|| exact.clone(), &|| names.by_issuer_and_words(catalog, &text, told.as_ref()), &|| {
                self.by_code_and_name(names, catalog, &text)
            }];
        for fits in fitting {
            let mut found = fits();
            if let (Some(issuer), true) = (&told, found.len() > 1) {
                found.retain(|found| names.issuers.get(&found.what).is_none_or(|its| its == issuer));
            }
            match found.as_slice() {
                [] => {}
                [one] => return Ok(*one),
                all => return Err(NotFound::Several(written.trim().to_owned(), all.iter().map(|found| found.what).collect())),
            }
        }
        // A name that lacks its issuer, and may be of one of several.
        let bare = names.telling.get(&telling(&text).join(" ")).into_iter().flatten();
        let mut bare: Vec<Thing> =
            bare.map(|(thing, _)| *thing).filter(|thing| told.is_none() && !says_not_held(&text, catalog, *thing)).collect();
        bare.sort_unstable();
        bare.dedup();
        Err(match bare.as_slice() {
            [] => NotFound::Unknown(written.trim().to_owned(), self.near(names, written, &text)),
            [_] => NotFound::Unknown(written.trim().to_owned(), bare),
            _ => NotFound::Several(written.trim().to_owned(), bare),
        })
    }

    /// What a code in front of a name, behind it or in brackets means, where the name says nothing else.
    fn by_code_and_name(&self, names: &NamesByWords, catalog: &Catalog, text: &[String]) -> Vec<Found> {
        // Each with how many of the words around it are of its name; `None` where they say something else.
        let mut found: Vec<(Found, Option<usize>)> = Vec::new();
        for length in (1..=text.len().min(MOST_WORDS)).rev() {
            for at in 0..=text.len() - length {
                let code = text[at..at + length].concat();
                let has_figure = code.bytes().any(|b| b.is_ascii_digit());
                // Of other names only what looks like a code is one.
                let is_code = |way: Way| match way {
                    Way::Code => length <= 3,
                    Way::Alias => has_figure && length <= 3 || length == 1 && code.len() <= LONGEST_ABBREVIATION,
                    Way::Id | Way::Name => false,
                };
                let bearers = self.by_key.get(&code).into_iter().flatten().filter(|(way, _)| is_code(*way));
                let fitting = bearers.map(|(_, it)| {
                    let rest: Vec<String> = text[..at].iter().chain(&text[at + length..]).cloned().collect();
                    let shares = names.shared(catalog, it.what, &rest, has_figure);
                    (Found { by_code: true, ..*it }, shares.filter(|_| !says_not_held(text, catalog, it.what)))
                });
                // Of two that share a code the one whose name stands beside it.
                let Some((it, shares)) = fitting.max_by_key(|(it, shares)| (*shares, std::cmp::Reverse(it.what))) else { continue };
                match found.iter().position(|(other, _)| other.what == it.what) {
                    Some(known) => found[known].1 = found[known].1.max(shares),
                    None => found.push((it, shares)),
                }
            }
        }
        // Two codes are two things, even where the words around one are of its name.
        if found.iter().any(|(_, shares)| shares.is_some()) { found.into_iter().map(|(found, _)| found).collect() } else { Vec::new() }
    }

    /// The credentials of which a name has that part.
    fn with_part(catalog: &Catalog, written: &str) -> Vec<CredentialId> {
        let part = key(written);
        if part.chars().count() < 3 {
            return Vec::new();
        }
        let wanted: Vec<String> = words(written);
        let has = |thing: Thing| {
            catalog.called(thing).iter().any(|(_, text, _)| {
                let its: Vec<String> = words(text);
                (0..its.len()).any(|at| its[at..].concat().starts_with(&part)) || wanted.iter().all(|word| its.contains(word))
            })
        };
        catalog.numbered().map(|(id, _)| id).filter(|id| has(Thing::Credential(*id))).collect()
    }

    /// What comes near enough to be meant: a slip of one or two letters, or of one figure of a code; of a code that is no more than
    /// a few letters nothing, as every other code is as near.
    fn near(&self, names: &NamesByWords, written: &str, text: &[String]) -> Vec<Thing> {
        let written = key(written);
        let length = written.chars().count();
        if !(5..=100).contains(&length) {
            return Vec::new();
        }
        let parts = |text: &str| text.chars().partition::<String, _>(char::is_ascii_digit);
        let ((figures, letters), most) = (parts(&written), if length < 9 { 1 } else { 2 + length / 20 });
        let may_be = |other: &str| {
            let (its_figures, its_letters) = parts(other);
            // Either the figures are right, or all else is.
            its_figures == figures || its_letters == letters && strsim::damerau_levenshtein(&figures, &its_figures) <= 1
        };
        let issuer = names.issuer_in(text).map(|(issuer, _)| issuer);
        let mut near: Vec<(usize, Thing)> = Vec::new();
        for (other, all) in &self.by_key {
            if other.chars().count().abs_diff(length) <= most && may_be(other) {
                let distance = strsim::damerau_levenshtein(&written, other);
                if distance <= most {
                    near.extend(all.iter().map(|(_, found)| (distance, found.what)));
                }
            }
        }
        near.retain(|(_, thing)| issuer.as_ref().is_none_or(|issuer| names.issuers.get(thing) == Some(issuer)));
        near.sort_unstable();
        let mut things: Vec<Thing> = Vec::new();
        for (_, thing) in near {
            if !things.contains(&thing) && things.len() < 3 {
                things.push(thing);
            }
        }
        things
    }
}

impl NamesByWords {
    fn of(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        let mut call = |text: &str, issuer: &str| {
            let its = words(text);
            let Some(first) = its.first().cloned() else { return };
            names.called_so.entry(first).or_default().push((its, key(issuer)));
        };
        for provider in &catalog.providers {
            call(&provider.name, &provider.name);
            call(&provider.id, &provider.name);
        }
        for (issuer, also) in &said().issuer {
            for also in also {
                call(also, issuer);
            }
        }
        for outside in catalog.outside.iter().filter_map(|outside| outside.provider.as_deref()) {
            if catalog.provider(outside).is_none() {
                call(outside, outside);
            }
        }
        for thing in catalog.things() {
            if let Some(issuer) = catalog.issuer_of(thing) {
                let issuer = names.issuer_in(&words(issuer)).map_or_else(|| key(issuer), |(its, _)| its);
                names.issuers.insert(thing, issuer);
            }
            if let Some((code, _)) = catalog.shared_code(thing) {
                names.tell(thing, &words(code), true);
            }
            for (way, text, version) in catalog.called(thing) {
                if version.is_none() && way != Way::Id {
                    let its = words(text);
                    names.tell(thing, &its, false);
                    if let Some((_, rest)) = names.issuer_in(&its) {
                        names.tell(thing, &rest, true);
                    }
                }
            }
        }
        names
    }

    fn tell(&mut self, thing: Thing, words: &[String], is_left_out: bool) {
        let telling = telling(words).join(" ");
        if !telling.is_empty() {
            self.telling.entry(telling).or_default().push((thing, is_left_out));
        }
    }

    /// The issuer that a text names, by its key, and the words that are left; of several the one with the longest name.
    fn issuer_in(&self, text: &[String]) -> Option<(String, Vec<String>)> {
        let at = |at: usize| self.called_so.get(&text[at]).into_iter().flatten().map(move |(its, issuer)| (at, its, issuer));
        let named = (0..text.len()).flat_map(at).filter(|(at, its, _)| text[*at..].starts_with(its));
        let (at, its, issuer) = named.max_by_key(|(at, its, issuer)| (its.len(), std::cmp::Reverse((*at, *issuer))))?;
        let rest = text.iter().enumerate().filter(|(place, _)| !(at..at + its.len()).contains(place)).map(|(_, word)| word.clone());
        Some((issuer.clone(), rest.collect()))
    }

    /// What is called by the same words in any order, without those that tell nothing apart; with its issuer in front or told.
    fn by_issuer_and_words(&self, catalog: &Catalog, text: &[String], told: Option<&String>) -> Vec<Found> {
        let with = |words: &[String], issuer: Option<&String>| -> Vec<Thing> {
            let all = self.telling.get(&telling(words).join(" ")).into_iter().flatten();
            let fits = |(thing, is_left_out): &&(Thing, bool)| match issuer {
                Some(issuer) => self.issuers.get(thing) == Some(issuer),
                None => !is_left_out,
            };
            all.filter(fits).map(|(thing, _)| *thing).collect()
        };
        let mut things = with(text, None);
        if things.is_empty() {
            things = told.map(|issuer| with(text, Some(issuer))).unwrap_or_default();
        }
        if things.is_empty() {
            things = self.issuer_in(text).map(|(issuer, rest)| with(&rest, Some(&issuer))).unwrap_or_default();
        }
        things.retain(|thing| !says_not_held(text, catalog, *thing));
        things.sort_unstable();
        things.dedup();
        things.into_iter().map(|what| Found { what, version: None, by_code: false }).collect()
    }

    /// How many of the words around a code are of that thing's name; `None` where too few are, and they say something else. A code
    /// without figures is no more than letters, and then half of them must.
    fn shared(&self, catalog: &Catalog, thing: Thing, rest: &[String], has_figure: bool) -> Option<usize> {
        let rest = self
            .issuer_in(rest)
            .filter(|(issuer, _)| self.issuers.get(&thing) == Some(issuer))
            .map_or_else(|| rest.to_vec(), |(_, rest)| rest);
        let rest = telling(&rest);
        let names = catalog.called(thing).into_iter().filter(|(way, ..)| matches!(way, Way::Name | Way::Alias));
        let its: BTreeSet<String> =
            names.flat_map(|(_, text, _)| words(text)).filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
        let shared = rest.iter().filter(|word| its.contains(**word)).count();
        let fits = rest.is_empty() || if has_figure { shared >= 1 } else { 2 * shared >= rest.len() };
        fits.then_some(shared)
    }
}

/// Whether a text says that what it names is not held, in words that are not of its name.
fn says_not_held(text: &[String], catalog: &Catalog, thing: Thing) -> bool {
    let whole = |words: &[String]| format!(" {} ", words.join(" "));
    let (said, text) = (&said().certificate.not_held, whole(text));
    let says: Vec<String> = said.iter().map(|word| format!(" {word} ")).filter(|word| text.contains(word)).collect();
    if says.is_empty() {
        return false;
    }
    let its: Vec<String> = catalog.called(thing).iter().map(|(_, name, _)| whole(&words(name))).collect();
    !says.iter().all(|word| its.iter().any(|name| name.contains(word)))
}
