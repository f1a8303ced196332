//! From a record as written to a credential: everything that it names is found, or reported at its place.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::id::{CredentialId, ProviderId, Thing};
use super::record::plain_keys;
use super::stage::Written;
use super::{Catalog, CatalogMap, Chosen, Credential, Later, Outside, Prerequisite, Record, Renewal};
use crate::calendar::Day;
use crate::diagnostic::{Diagnostic, Diagnostics, KeyPart};
use crate::vocabulary::{SourceKind, Suggestions};

/// The number of a file, and a place in its list.
pub(super) type Place = (usize, usize);

/// A record on its way to being a credential.
pub(super) struct Draft {
    pub(super) record: Record<Written>,
    /// What lies over it, lowest layer first.
    over: Vec<(Record<Written>, Place)>,
    /// Where it and what lies over it is written.
    pub(super) parts: Vec<Place>,
    /// What was written last of all, wherever it stands now.
    pub(super) last: Place,
    /// What upper layers gave, and the names of their files.
    overlaid: BTreeMap<String, String>,
    chosen: Option<Chosen>,
}

impl Draft {
    pub(super) fn new(record: Record<Written>, place: Place) -> Self {
        Self { record, over: Vec::new(), parts: vec![place], last: place, overlaid: BTreeMap::new(), chosen: None }
    }

    /// Takes what an upper layer says of it. Of two complete records that were read on different days the later one counts, whole;
    /// anything else lies over what is there.
    pub(super) fn lay_over(&mut self, record: Record<Written>, place: Place, file: &str) {
        self.last = place;
        let (its, known) = (record.newest_reading().filter(|_| record.is_complete()), self.record.newest_reading());
        match (its, known) {
            (Some(its), Some(known)) if its != known => {
                let is_used = its > known;
                if is_used || self.chosen.is_none() {
                    self.chosen = Some(Chosen { file: file.to_owned(), read: its, other: known, is_used });
                }
                if is_used {
                    (self.record, self.parts[0]) = (record, place);
                }
            }
            (Some(_), Some(_)) if record == self.record => {}
            _ => {
                self.over.push((record, place));
                self.parts.push(place);
            }
        }
    }

    /// The same with all that lies over it laid over it.
    pub(super) fn whole(mut self, files: &CatalogMap<'_>) -> Self {
        for (record, (file, _)) in std::mem::take(&mut self.over) {
            let given = self.record.overlay(record);
            self.overlaid.extend(given.into_iter().map(|key| (key.to_owned(), files.files[file].file.name.clone())));
        }
        self
    }
}

impl Record<Written> {
    /// Whether it can stand alone.
    pub(super) fn is_complete(&self) -> bool {
        self.name.is_some() && self.kind.is_some()
    }

    /// The newest day on which anything but an estimate or a claim was read; `None` where nothing was.
    pub(super) fn newest_reading(&self) -> Option<Day> {
        let sources = self.sources.iter().flatten();
        sources.filter(|source| source.kind < SourceKind::Estimate).filter_map(|source| source.read).max()
    }
}

/// A fault, and what it names that nothing bears: what comes near to that is looked for once it is known which faults come first.
pub(super) struct Found {
    pub(super) fault: Diagnostic,
    pub(super) unknown: Option<Unknown>,
}

pub(super) enum Unknown {
    Credential(String),
    Provider(String),
}

impl From<Diagnostic> for Found {
    fn from(fault: Diagnostic) -> Self {
        Self { fault, unknown: None }
    }
}

impl Unknown {
    pub(super) fn provider(id: &str) -> (String, Option<Self>) {
        (format!("no file declares the provider `{id}`"), Some(Self::Provider(id.to_owned())))
    }
}

impl Catalog {
    /// The faults in the order of the files and their lines; the first of them with what comes near to the names that nothing bears.
    pub(super) fn in_order(&self, mut faults: Vec<Found>, ids: &[String], files: &CatalogMap<'_>) -> Diagnostics {
        // Of files with the same name the first counts.
        let numbers: HashMap<&str, usize> =
            files.files.iter().enumerate().rev().map(|(number, map)| (map.file.name.as_str(), number)).collect();
        faults.sort_by_cached_key(|found| (numbers.get(found.fault.file.as_str()).copied(), found.fault.span.start));
        let mut suggestions = Suggestions::default();
        let hinted = faults.into_iter().map(|Found { mut fault, unknown }| {
            let near = match &unknown {
                None => return fault,
                Some(Unknown::Credential(id)) => suggestions.nearest(id, ids.iter().map(String::as_str)),
                Some(Unknown::Provider(id)) => suggestions.nearest(id, self.providers.iter().map(|provider| provider.id.as_str())),
            };
            let _ = match (near.first(), &unknown) {
                (Some(near), _) => write!(fault.message, "; did you mean `{near}`?"),
                (None, Some(Unknown::Provider(_))) => write!(fault.message, "; give it a [provider] table"),
                (None, _) => Ok(()),
            };
            fault
        });
        Diagnostics(hinted.collect())
    }

    /// Makes a credential of a draft, or says everything that it lacks or names in vain. What a file of a newer format names in vain is
    /// left out, and said in `left_out`.
    pub(super) fn complete(
        &self,
        draft: Draft,
        ids: &[String],
        files: &CatalogMap<'_>,
        left_out: Option<&mut Vec<Diagnostic>>,
    ) -> Result<Credential, Vec<Found>> {
        let Draft { record, parts, overlaid, chosen, .. } = draft;
        let id = record.id.clone();
        let mut names = Names { catalog: self, ids, files, parts: &parts, id: &id, faults: Vec::new() };
        let lacking: Vec<&str> =
            [("name", record.name.is_none()), ("kind", record.kind.is_none()), ("provider", record.provider.is_none())]
                .into_iter()
                .filter_map(|(key, lacks)| lacks.then_some(key))
                .collect();
        if !lacking.is_empty() {
            let lacks = lacking.join("`, `");
            let message = format!("the new credential `{id}` lacks `{lacks}`; a new one needs at least `name`, `kind` and a provider");
            names.fault(&[], (message, None));
        }
        let record = record.resolve(&mut names);
        let mut faults = names.faults;
        if let (Some(left_out), Some(_)) = (left_out, &record) {
            left_out.extend(faults.drain(..).map(|found| found.fault));
        }
        let is_own = files.layer[parts[0].0] > 0 && chosen.is_none();
        match record {
            Some(record) if faults.is_empty() => Ok(Credential::new(record, overlaid, is_own, chosen)),
            _ => Err(faults),
        }
    }
}

/// Finds what one record names, and remembers what is not there.
struct Names<'n, 'f> {
    catalog: &'n Catalog,
    /// The ids of all credentials, in order.
    ids: &'n [String],
    files: &'n CatalogMap<'f>,
    parts: &'n [(usize, usize)],
    /// The record's own id.
    id: &'n str,
    faults: Vec<Found>,
}

impl Names<'_, '_> {
    fn fault(&mut self, way: &[KeyPart<'_>], (message, unknown): (String, Option<Unknown>)) {
        self.faults.push(Found { fault: self.files.fault_in(self.parts, way, message), unknown });
    }

    fn credential(&self, wanted: &str) -> Option<CredentialId> {
        self.ids.binary_search_by(|id| id.as_str().cmp(wanted)).ok().map(CredentialId::new)
    }

    fn dangling(&mut self, key: &str, way: &[KeyPart<'_>], wanted: String) {
        let message = format!("`{key}` of `{}` names `{wanted}`, which is no credential of the catalogue", self.id);
        self.fault(way, (message, Some(Unknown::Credential(wanted))));
    }

    /// The provider of that name.
    fn provider(&mut self, name: &str) -> Option<ProviderId> {
        let found = self.catalog.provider(name);
        if found.is_none() {
            self.fault(&[KeyPart::Key("provider")], Unknown::provider(name));
        }
        found
    }

    /// The credentials of the list at the end of those keys; a name that nothing bears is left out.
    fn credentials(&mut self, keys: &[&'static str], ids: Vec<String>) -> Vec<CredentialId> {
        let mut found = Vec::with_capacity(ids.len());
        for (number, wanted) in ids.into_iter().enumerate() {
            let way: Vec<KeyPart<'_>> = keys.iter().map(|key| KeyPart::Key(key)).chain([KeyPart::At(number)]).collect();
            match self.credential(&wanted) {
                Some(id) => found.push(id),
                None => self.dangling(&keys.join("."), &way, wanted),
            }
        }
        found
    }

    /// The things of entry `number` of the list under that key; a name that nothing bears is left out.
    fn things(&mut self, key: &'static str, number: usize, ids: Vec<String>) -> Vec<Thing> {
        let mut found = Vec::with_capacity(ids.len());
        for (place, wanted) in ids.into_iter().enumerate() {
            let outside = || self.catalog.outside_at(&wanted).map(Thing::Outside);
            match self.credential(&wanted).map(Thing::Credential).or_else(outside) {
                Some(thing) => found.push(thing),
                None => self.dangling(key, &[KeyPart::Key(key), KeyPart::At(number), KeyPart::Key("any_of"), KeyPart::At(place)], wanted),
            }
        }
        found
    }
}

impl Record<Written> {
    /// The same with what it names: everything that could not be found has been reported by `names`, and is left out.
    fn resolve(self, names: &mut Names<'_, '_>) -> Option<Record> {
        let id = self.id;
        let mut all = |key, list: Option<Vec<Prerequisite<Written>>>| {
            let mut one = |number, it: Prerequisite<Written>| Prerequisite {
                any_of: names.things(key, number, it.any_of),
                text: it.text,
                more: it.more,
            };
            list.map(|list| list.into_iter().enumerate().map(|(number, it)| one(number, it)).collect())
        };
        let (requires, recommends) = (all("requires", self.requires), all("recommends", self.recommends));
        let successors = self.successors.map(|ids| names.credentials(&["successors"], ids));
        let continues = self.continues.map(|ids| names.credentials(&["continues"], ids));
        let builds_on = self.builds_on.map(|ids| names.credentials(&["builds_on"], ids));
        let renewal = self.renewal.map(|Renewal { how, by, cost, window_days, note }| Renewal {
            how,
            by: names.credentials(&["renewal", "by"], by),
            cost,
            window_days,
            note,
        });
        let (lifecycle, cost) = (self.lifecycle, self.cost);
        let provider = names.provider(&self.provider?);
        let (name, kind) = (self.name?, self.kind?);
        macro_rules! record {
            ($($key:ident)+; $($later:ident)+) => {
                Record {
                    id,
                    name,
                    provider: provider?,
                    kind,
                    successors,
                    continues,
                    builds_on,
                    requires,
                    recommends,
                    renewal,
                    lifecycle,
                    cost,
                    $($key: self.$key,)+
                    $($later: self.$later.map(Later::from),)+
                }
            };
        }
        Some(plain_keys!(record))
    }
}

impl Outside<Written> {
    /// The same with what it names, and a fault at its place for each name that nothing bears.
    pub(super) fn resolve(self, ids: &[String], fault: impl Fn(&[KeyPart<'_>], String) -> Diagnostic) -> (Outside, Vec<Found>) {
        let mut faults = Vec::new();
        let mut credentials = |keys: &[&'static str], wanted: Vec<String>| -> Vec<CredentialId> {
            let mut found = Vec::with_capacity(wanted.len());
            for (number, wanted) in wanted.into_iter().enumerate() {
                if let Ok(place) = ids.binary_search(&wanted) {
                    found.push(CredentialId::new(place));
                    continue;
                }
                let way: Vec<KeyPart<'_>> = keys.iter().map(|key| KeyPart::Key(key)).chain([KeyPart::At(number)]).collect();
                let said = format!("`{}` of `{}` names `{wanted}`, which is no credential of the catalogue", keys.join("."), self.id);
                faults.push(Found { fault: fault(&way, said), unknown: Some(Unknown::Credential(wanted)) });
            }
            found
        };
        let builds_on = credentials(&["builds_on"], self.builds_on);
        let renewal = self.renewal.map(|Renewal { how, by, cost, window_days, note }| Renewal {
            how,
            by: credentials(&["renewal", "by"], by),
            cost,
            window_days,
            note,
        });
        let Self { id, name, code, earlier, aliases, provider, platforms, level, valid_months, sources, .. } = self;
        let sources = sources.map(Later::from);
        (Outside { id, name, code, earlier, aliases, provider, platforms, level, builds_on, valid_months, renewal, sources }, faults)
    }
}
