//! Every credential and the sources of its facts: read from TOML, laid over, checked for what would make it mean nothing.

mod aid;
mod cost;
mod cycles;
mod find;
mod held;
mod id;
mod later;
mod lifecycle;
mod load;
mod names;
mod record;
mod resolve;
mod source;
mod source_map;
mod stage;
mod told;

use std::collections::BTreeMap;
use std::ops::{Deref, Index};

pub use aid::Aid;
pub use cost::{Bill, BillingInputs, Charge, Cost, Line};
use find::NamesOnce;
pub use find::{Found, NotFound};
pub use held::Held;
pub(crate) use id::kebab;
pub use id::{CredentialId, OutsideId, ProviderId, Thing};
pub use later::Later;
pub use lifecycle::Lifecycle;
pub use record::{
    Access, CatalogFile, Claim, Confirm, Hours, Note, Outside, Policy, Prep, Prerequisite, Provider, ProviderTable, Record, Renewal, Retake,
};
pub use source::{Source, Via};
pub use source_map::CatalogMap;
pub use stage::{Part, Resolved, Stage, Written};
pub use told::HeldInput;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Fact, Kind, key, nearest, said, suggestion};

/// Every credential, sorted by id, with its providers and the outside qualifications it may ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// Sorted by id.
    pub credentials: Vec<Credential>,
    /// Sorted by id.
    pub providers: Vec<Provider>,
    /// Sorted by id.
    pub outside: Later<Vec<Outside>>,
    /// The day of the newest source of any fact; `None` where none has a day.
    pub newest_reading: Option<Day>,
    /// What files of a newer format say that this program does not know: left out, and to be named once.
    #[serde(skip)]
    pub left_out: Vec<Diagnostic>,
    /// The providers that a policy forbids, each with the name of the policy's file.
    pub forbidden: BTreeMap<ProviderId, String>,
    #[serde(skip)]
    names: NamesOnce,
}

/// A credential: its record, and how far it is to be trusted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credential {
    /// What the catalogue says of it.
    pub record: Record,
    /// The keys that upper layers gave, each with the name of the file it came from last.
    pub overlaid: BTreeMap<String, String>,
    /// Whether an upper layer wrote it whole: whoever lays it over vouches for what it says.
    pub is_own: bool,
    /// The days on which anything but an estimate or a claim was read, in order.
    pub readings: Vec<Day>,
    /// The facts that rest on estimates: an estimate says them, or nothing does although they must be proved.
    pub estimated: Vec<Fact>,
    /// The facts whose best source is of low confidence.
    pub weak: Vec<Fact>,
    /// Which of two complete records of different days it is; `None` where there was only one.
    pub chosen: Option<Chosen>,
}

/// The choice between a complete record and one that lies over it and is complete too: the one that was read later counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The file with the record that lies over the other.
    pub file: String,
    /// The newest day on which anything but an estimate or a claim was read for it.
    pub read: Day,
    /// The same day of the record below it.
    pub other: Day,
    /// Whether it is the one that counts.
    pub is_used: bool,
}

/// What the catalogue says of a credential is read from it as from its record.
impl Deref for Credential {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.record
    }
}

impl Credential {
    fn new(record: Record, overlaid: BTreeMap<String, String>, is_own: bool, chosen: Option<Chosen>) -> Self {
        let mut credential = Self { record, overlaid, is_own, readings: Vec::new(), estimated: Vec::new(), weak: Vec::new(), chosen };
        credential.weigh_evidence();
        credential
    }

    /// The exam code where there is one, else the id: what people call it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.record.code.as_deref().unwrap_or(&self.id)
    }

    /// Whether an exam is sat for it, so that a failed attempt is possible.
    #[must_use]
    pub fn sits_exam(&self) -> bool {
        self.kind == Kind::ProctoredExam || self.record.cost.has_exam()
    }

    /// Whether it is an exam of some platform, so that whoever passes it has chosen one.
    #[must_use]
    pub fn ties_to_platform(&self) -> bool {
        self.kind == Kind::ProctoredExam && !self.platforms().is_empty()
    }

    /// The platforms it is tied to.
    #[must_use]
    pub fn platforms(&self) -> &[crate::vocabulary::Platform] {
        self.record.platforms.as_deref().unwrap_or_default()
    }

    /// The roles it is made for.
    #[must_use]
    pub fn roles(&self) -> &[crate::vocabulary::Role] {
        self.record.roles.as_deref().unwrap_or_default()
    }

    /// The goals it serves.
    #[must_use]
    pub fn goals(&self) -> &[crate::vocabulary::Goal] {
        self.record.goals.as_deref().unwrap_or_default()
    }

    /// What took, or takes, its place.
    #[must_use]
    pub fn successors(&self) -> &[CredentialId] {
        self.record.successors.as_deref().unwrap_or_default()
    }

    /// The earlier versions of the same certification.
    #[must_use]
    pub fn continues(&self) -> &[CredentialId] {
        self.record.continues.as_deref().unwrap_or_default()
    }

    /// What somebody does first for whom this is a step too high, best first.
    #[must_use]
    pub fn builds_on(&self) -> &[CredentialId] {
        self.record.builds_on.as_deref().unwrap_or_default()
    }

    /// What nobody could confirm of it by that day; `None` where nothing is in doubt.
    #[must_use]
    pub fn doubt(&self, day: Day) -> Option<&Confirm> {
        self.record.confirm.as_ref().filter(|confirm| confirm.since.is_none_or(|since| since <= day))
    }

    /// What must be held first.
    #[must_use]
    pub fn requires(&self) -> &[Prerequisite] {
        self.record.requires.as_deref().unwrap_or_default()
    }

    /// What should be there first.
    #[must_use]
    pub fn recommends(&self) -> &[Prerequisite] {
        self.record.recommends.as_deref().unwrap_or_default()
    }
}

impl Catalog {
    /// The credential with exactly that id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<CredentialId> {
        self.credentials.binary_search_by(|credential| credential.id.as_str().cmp(id)).ok().map(CredentialId::new)
    }

    /// All credentials with their numbers, in the order of their ids.
    pub fn numbered(&self) -> impl Iterator<Item = (CredentialId, &Credential)> {
        self.credentials.iter().enumerate().map(|(index, credential)| (CredentialId::new(index), credential))
    }

    /// The provider with exactly that id.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<ProviderId> {
        self.providers.binary_search_by(|provider| provider.id.as_str().cmp(id)).ok().map(ProviderId::new)
    }

    /// The provider that is meant by an id or a name, in any case and with anything between its words; also by a part of its name that
    /// only one has.
    ///
    /// # Errors
    /// When there is none, or several: in words, with those that come near and all there are.
    pub fn find_provider(&self, written: &str) -> Result<ProviderId, String> {
        let wanted = key(written);
        let numbered = || self.providers.iter().enumerate();
        let is_called = |it: &Provider| {
            let also = said().issuer.get(&it.name).into_iter().flatten();
            [&it.id, &it.name].into_iter().chain(also).any(|name| key(name) == wanted)
        };
        let exactly = numbered().find(|(_, it)| is_called(it));
        if let Some((index, _)) = exactly {
            return Ok(ProviderId::new(index));
        }
        let has_part = |it: &Provider| wanted.chars().count() >= 3 && (key(&it.name).contains(&wanted) || key(&it.id).contains(&wanted));
        let parts: Vec<usize> = numbered().filter(|(_, it)| has_part(it)).map(|(index, _)| index).collect();
        if let [only] = parts[..] {
            return Ok(ProviderId::new(only));
        }
        let ids: Vec<&str> = self.providers.iter().map(|it| it.id.as_str()).collect();
        let several = parts.iter().map(|index| ids[*index]);
        let near = || [nearest(written, ids.iter().copied()), nearest(written, self.providers.iter().map(|it| it.name.as_str()))];
        let near: Vec<&str> = if parts.is_empty() { near().concat().into_iter().take(1).collect() } else { several.collect() };
        let platform = written.parse::<crate::vocabulary::Platform>().ok().filter(|_| parts.is_empty());
        let platform = platform.map_or_else(String::new, |platform| format!("; a platform is asked for with --platform {platform}"));
        Err(format!("unknown provider `{}`{}{platform}", crate::sanitize::quote_input(written), suggestion(near, &ids)))
    }

    /// The outside qualification with exactly that id.
    fn outside_at(&self, id: &str) -> Option<OutsideId> {
        self.outside.binary_search_by(|outside| outside.id.as_str().cmp(id)).ok().map(OutsideId::new)
    }

    /// The id of what somebody holds.
    #[must_use]
    pub fn id_of(&self, thing: Thing) -> &str {
        match thing {
            Thing::Credential(id) => &self[id].id,
            Thing::Outside(id) => &self[id].id,
        }
    }

    /// The code of what somebody holds; `None` where it has none.
    #[must_use]
    pub fn code_of(&self, thing: Thing) -> Option<&str> {
        match thing {
            Thing::Credential(id) => self[id].code.as_deref(),
            Thing::Outside(id) => self[id].code.as_deref(),
        }
    }

    /// What people call it: its code, else the id of a credential, else the name.
    #[must_use]
    pub fn short_of(&self, thing: Thing) -> &str {
        match thing {
            Thing::Credential(id) => self[id].short(),
            Thing::Outside(_) => self.code_or_name_of(thing),
        }
    }

    /// The code of what somebody holds, else its name.
    #[must_use]
    pub fn code_or_name_of(&self, thing: Thing) -> &str {
        self.code_of(thing).unwrap_or_else(|| self.name_of(thing))
    }

    /// The name of what somebody holds.
    #[must_use]
    pub fn name_of(&self, thing: Thing) -> &str {
        match thing {
            Thing::Credential(id) => &self[id].name,
            Thing::Outside(id) => &self[id].name,
        }
    }
}

macro_rules! numbered_lists {
    ($($id:ident: $list:ident of $entry:ident;)+) => {$(
        impl Index<$id> for Catalog {
            type Output = $entry;

            fn index(&self, id: $id) -> &$entry {
                &self.$list[id.index()]
            }
        }
    )+};
}

numbered_lists! {
    CredentialId: credentials of Credential;
    ProviderId: providers of Provider;
    OutsideId: outside of Outside;
}
