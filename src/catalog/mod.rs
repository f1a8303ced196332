//! Every credential and the sources of its facts: read from TOML, laid over, checked for what would make it mean nothing.

mod cost;
mod cycles;
mod id;
mod lifecycle;
mod load;
mod names;
mod record;
mod source;
mod source_map;

use std::collections::BTreeMap;

pub use cost::{Bill, BillingInputs, Charge, Cost, Line};
pub(crate) use id::kebab;
pub use lifecycle::Lifecycle;
pub use record::{
    Access, CatalogFile, Claim, Hours, Note, Outside, Policy, Prep, Prerequisite, Provider, ProviderTable, Record, Renewal, Retake,
};
pub use source::Source;
pub use source_map::CatalogMap;

use crate::calendar::Day;
use crate::vocabulary::{Fact, Kind, nearest};

/// Every credential, sorted by id, with its providers and the outside qualifications it may ask for.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Sorted by id.
    pub credentials: Vec<Credential>,
    /// Sorted by id.
    pub providers: Vec<Provider>,
    /// Sorted by id.
    pub outside: Vec<Outside>,
    /// Places of the providers that a policy forbids, each with the name of the policy's file.
    pub forbidden: BTreeMap<usize, String>,
}

/// A complete credential: what its record must say, resolved, and the record itself.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Lower-case words joined by dashes; for ever.
    pub id: String,
    /// The full official name.
    pub name: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its provider's place in [`Catalog::providers`].
    pub provider: usize,
    /// Places in [`Catalog::credentials`] of what took, or takes, its place.
    pub successors: Vec<usize>,
    /// The keys that upper layers gave, each with the name of the file it came from last.
    pub overlaid: BTreeMap<&'static str, String>,
    /// Whether an upper layer wrote it whole: whoever lays it over vouches for what it says.
    pub is_own: bool,
    /// The facts that rest on estimates: an estimate says them, or nothing does although they must be proved.
    pub estimated: Vec<Fact>,
    /// The facts whose best source is of low confidence.
    pub weak: Vec<Fact>,
    /// Everything as written.
    pub facts: Record,
}

impl Credential {
    /// The exam code where there is one, else the id: what people call it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.facts.code.as_deref().unwrap_or(&self.id)
    }

    /// Whether an exam is sat for it, so that a failed attempt is possible.
    #[must_use]
    pub fn sits_exam(&self) -> bool {
        self.kind == Kind::ProctoredExam || self.facts.cost.has_exam()
    }

    /// The platforms it is tied to.
    #[must_use]
    pub fn platforms(&self) -> &[crate::vocabulary::Platform] {
        self.facts.platforms.as_deref().unwrap_or_default()
    }

    /// The roles it is made for.
    #[must_use]
    pub fn roles(&self) -> &[crate::vocabulary::Role] {
        self.facts.roles.as_deref().unwrap_or_default()
    }

    /// The goals it serves.
    #[must_use]
    pub fn goals(&self) -> &[crate::vocabulary::Goal] {
        self.facts.goals.as_deref().unwrap_or_default()
    }

    /// What must be held first.
    #[must_use]
    pub fn requires(&self) -> &[Prerequisite] {
        self.facts.requires.as_deref().unwrap_or_default()
    }

    /// What should be there first.
    #[must_use]
    pub fn recommends(&self) -> &[Prerequisite] {
        self.facts.recommends.as_deref().unwrap_or_default()
    }
}

/// An id or code that nothing in the catalogue bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCredential {
    written: String,
    near: Vec<String>,
}

impl std::fmt::Display for UnknownCredential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no credential has the id or code `{}`; ", crate::sanitize::quote_input(&self.written))?;
        match self.near.as_slice() {
            [] => f.write_str("`certwise list` shows them all"),
            near => write!(f, "did you mean {}?", crate::sanitize::join(near, "or")),
        }
    }
}

impl std::error::Error for UnknownCredential {}

impl Catalog {
    /// The place of the credential with exactly that id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.credentials.binary_search_by(|credential| credential.id.as_str().cmp(id)).ok()
    }

    /// The credential that is meant by an id, an exam code or an alias, in any case.
    ///
    /// # Errors
    /// When nothing bears it: with the nearest that something does bear.
    pub fn find(&self, written: &str) -> Result<usize, UnknownCredential> {
        let written = written.trim();
        if let Some(place) = self.position(&written.to_lowercase()) {
            return Ok(place);
        }
        let names = |credential: &Credential| {
            let aliases = credential.facts.aliases.iter().flatten().cloned();
            credential.facts.code.iter().cloned().chain(aliases).collect::<Vec<_>>()
        };
        let bears = |credential: &Credential| names(credential).iter().any(|name| name.eq_ignore_ascii_case(written));
        self.credentials.iter().position(bears).ok_or_else(|| {
            let all: Vec<String> =
                self.credentials.iter().flat_map(|credential| std::iter::once(credential.id.clone()).chain(names(credential))).collect();
            let near = nearest(written, all.iter().map(String::as_str)).into_iter().map(|near| format!("`{near}`")).collect();
            UnknownCredential { written: written.to_owned(), near }
        })
    }

    /// The day of the newest source of any fact; `None` where none has a day.
    #[must_use]
    pub fn newest_reading(&self) -> Option<Day> {
        self.credentials.iter().flat_map(|credential| credential.facts.sources()).filter_map(|source| source.read).max()
    }

    /// The outside qualification with that id, in any case.
    #[must_use]
    pub fn find_outside(&self, written: &str) -> Option<&Outside> {
        // Ids are in lower case.
        self.outside_at(&written.trim().to_ascii_lowercase()).map(|place| &self.outside[place])
    }

    /// The place of the outside qualification with exactly that id.
    fn outside_at(&self, id: &str) -> Option<usize> {
        self.outside.binary_search_by(|outside| outside.id.get_ref().as_str().cmp(id)).ok()
    }

    /// The name of a credential or an outside qualification; the id itself where nothing bears it.
    #[must_use]
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        let outside = || self.find_outside(id).map_or(id, |outside| &outside.name);
        self.position(id).map_or_else(outside, |place| &self.credentials[place].name)
    }
}
