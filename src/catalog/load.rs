//! From files to a catalogue: layers, and what would make a catalogue mean nothing.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::id::{CredentialId, ProviderId, Thing, kebab};
use super::stage::{Links, Written};
use super::{Catalog, CatalogFile, CatalogMap, Credential, Outside, Provider, ProviderTable, Record};
use crate::diagnostic::{Diagnostic, Diagnostics, KeyPart, SourceFile, SourceMap};
use crate::parts::Parts;
use crate::vocabulary::Suggestions;

/// A record on its way to being a credential.
struct Draft {
    record: Record<Written>,
    /// Where it is written, lowest layer first: the number of the file, and its place in that file's list.
    parts: Vec<(usize, usize)>,
    /// What upper layers gave, and the names of their files.
    overlaid: BTreeMap<String, String>,
}

/// What is declared beside credentials, each with the number of the file that declares it.
#[derive(Default)]
struct Declared {
    providers: BTreeMap<String, (usize, Provider)>,
    /// Each with its place in the file's list.
    outside: BTreeMap<String, (usize, usize, Outside)>,
}

impl Declared {
    fn provider(&mut self, table: ProviderTable, number: usize, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        let (id, span, file) = (table.id.get_ref().clone(), table.id.span(), &files.files[number]);
        let mut wrong: Vec<String> = kebab(&id).err().into_iter().collect();
        match self.providers.entry(id.clone()) {
            Entry::Vacant(new) => {
                wrong.extend(table.name.is_none().then(|| format!("the new provider `{id}` lacks `name`")));
                let name = table.name.unwrap_or_else(|| id.clone());
                new.insert((number, Provider { id, name, home: table.home, prefixes: table.prefixes }));
            }
            Entry::Occupied(known) => {
                let (first, provider) = known.get();
                if files.layer[*first] == files.layer[number] {
                    let way = [KeyPart::Key("provider"), KeyPart::Key("id")];
                    let first = files.files[*first].fault(files.files[*first].place(&way).unwrap_or_default(), "");
                    wrong.push(first.twice(&format!("the provider `{id}`")));
                } else if let Some((key, why)) = table.differs_from(provider) {
                    let place = file.place(&[KeyPart::Key("provider"), KeyPart::Key(key)]).unwrap_or_default();
                    return vec![file.fault(place, why)];
                }
            }
        }
        wrong.into_iter().map(|why| file.fault(span.clone(), why)).collect()
    }

    fn outside(&mut self, list: Vec<Outside>, number: usize, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (place, qualification) in list.into_iter().enumerate() {
            let id = qualification.id.clone();
            let first = self.outside.get(&id).filter(|(first, ..)| files.layer[*first] == files.layer[number]);
            let first = first.map(|(first, its_place, _)| files.id_of("outside", *first, *its_place, ""));
            let wrong = kebab(&id).err().into_iter().chain(first.map(|first| first.twice(&format!("the id `{id}`"))));
            faults.extend(wrong.map(|why| files.id_of("outside", number, place, why)));
            self.outside.insert(id, (number, place, qualification));
        }
        faults
    }

    /// Leaves out each qualification that an upper layer knows as a credential; in any other order the two are one id twice.
    fn taken_over(&mut self, drafts: &BTreeMap<String, Box<Draft>>, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        self.outside.retain(|id, (number, its_place, _)| {
            let Some(&(first, place)) = drafts.get(id).and_then(|draft| draft.parts.first()) else { return true };
            if files.layer[first] <= files.layer[*number] {
                let why = files.id_of("credential", first, place, "").twice(&format!("the id `{id}`"));
                faults.push(files.id_of("outside", *number, *its_place, why));
            }
            false
        });
        faults
    }
}

/// A fault, and what it names that nothing bears: what comes near to that is looked for once it is known which faults come first.
struct Found {
    fault: Diagnostic,
    unknown: Option<Unknown>,
}

enum Unknown {
    Credential(String),
    Provider(String),
}

impl From<Diagnostic> for Found {
    fn from(fault: Diagnostic) -> Self {
        Self { fault, unknown: None }
    }
}

impl Unknown {
    fn provider(id: &str) -> (String, Option<Self>) {
        (format!("no file declares the provider `{id}`"), Some(Self::Provider(id.to_owned())))
    }
}

impl Catalog {
    /// Reads the files layer by layer; a later layer's credentials lie over those of the same id before it.
    ///
    /// # Errors
    /// Everything that the catalogue cannot mean; what is wrong inside a file hides what is wrong between files.
    pub fn load(layers: &[Vec<SourceFile>]) -> Result<Self, Diagnostics> {
        Self::load_with_places(layers).map(|(catalog, _)| catalog)
    }

    /// The same, with the places at which everything is written.
    ///
    /// # Errors
    /// As [`Catalog::load`].
    pub fn load_with_places(layers: &[Vec<SourceFile>]) -> Result<(Self, CatalogMap<'_>), Diagnostics> {
        let layer = layers.iter().enumerate().flat_map(|(layer, files)| files.iter().map(move |_| layer)).collect();
        let mut files =
            CatalogMap { files: layers.iter().flatten().map(SourceMap::new).collect(), layer, parts: Vec::new(), outside: Vec::new() };
        let mut faults = Vec::new();
        let mut parsed: Vec<CatalogFile> = Vec::new();
        for map in &mut files.files {
            let parts = Parts::of(&map.file.text);
            if let Some(file) = parts.as_ref().and_then(CatalogFile::in_parts) {
                map.parts = parts;
                parsed.push(file);
                continue;
            }
            match map.file.parse() {
                Ok(file) => parsed.push(file),
                Err(more) => faults.extend(more.0),
            }
        }
        if !faults.is_empty() {
            return Err(Diagnostics(faults));
        }
        let mut faults: Vec<Found> = Vec::new();
        let mut declared = Declared::default();
        let mut forbidden: Vec<(usize, toml::Spanned<String>)> = Vec::new();
        // In boxes, as the tree is half empty.
        let mut drafts: BTreeMap<String, Box<Draft>> = BTreeMap::new();
        for (number, parsed) in parsed.into_iter().enumerate() {
            let file = &files.files[number];
            let provider_id = parsed.provider.as_ref().map(|provider| provider.id.get_ref().clone());
            let told = parsed.provider.map_or_else(Vec::new, |table| declared.provider(table, number, &files));
            faults.extend(told.into_iter().chain(declared.outside(parsed.outside, number, &files)).map(Found::from));
            forbidden.extend(parsed.policy.into_iter().flat_map(|policy| policy.forbid).map(|id| (number, id)));
            for (place, mut record) in parsed.credential.into_iter().enumerate() {
                let id = record.id.clone();
                if let Err(why) = kebab(&id) {
                    faults.push(files.id_of("credential", number, place, why).into());
                }
                match drafts.get_mut(&id) {
                    None => {
                        record.provider = record.provider.or_else(|| provider_id.clone());
                        drafts.insert(id, Box::new(Draft { record, parts: vec![(number, place)], overlaid: BTreeMap::new() }));
                    }
                    Some(draft) => {
                        let (first, first_place) = draft.parts[draft.parts.len() - 1];
                        if files.layer[first] == files.layer[number] {
                            let why = files.id_of("credential", first, first_place, "").twice(&format!("the id `{id}`"));
                            faults.push(files.id_of("credential", number, place, why).into());
                        } else {
                            let given = draft.record.overlay(record);
                            draft.overlaid.extend(given.into_iter().map(|key| (key.to_owned(), file.file.name.clone())));
                            draft.parts.push((number, place));
                        }
                    }
                }
            }
        }
        faults.extend(declared.taken_over(&drafts, &files).into_iter().map(Found::from));
        files.outside = declared.outside.values().map(|(file, place, _)| (*file, *place)).collect();
        let mut catalog = Self {
            credentials: Vec::with_capacity(drafts.len()),
            providers: declared.providers.into_values().map(|(_, provider)| provider).collect(),
            outside: declared.outside.into_values().map(|(.., qualification)| qualification).collect(),
            forbidden: BTreeMap::new(),
            newest_reading: None,
        };
        for (number, id) in forbidden {
            if let Some(place) = catalog.provider(id.get_ref()) {
                catalog.forbidden.insert(place, files.files[number].file.name.clone());
            } else {
                let (message, unknown) = Unknown::provider(id.get_ref());
                faults.push(Found { fault: files.files[number].fault(id.span(), message), unknown });
            }
        }
        let (ids, drafts): (Vec<String>, Vec<Box<Draft>>) = drafts.into_iter().unzip();
        for draft in drafts {
            let places = draft.parts.clone();
            match catalog.complete(*draft, &ids, &files) {
                Ok(credential) => {
                    files.parts.push(places);
                    catalog.credentials.push(credential);
                }
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() {
            faults.extend(catalog.circles(&files).into_iter().chain(catalog.names_twice(&files)).map(Found::from));
        }
        catalog.newest_reading = catalog.credentials.iter().flat_map(|it| it.sources()).filter_map(|source| source.read).max();
        if faults.is_empty() { Ok((catalog, files)) } else { Err(catalog.in_order(faults, &ids, &files)) }
    }

    /// The faults in the order of the files and their lines; the first of them with what comes near to the names that nothing bears.
    fn in_order(&self, mut faults: Vec<Found>, ids: &[String], files: &CatalogMap<'_>) -> Diagnostics {
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

    /// The provider with exactly that id.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<ProviderId> {
        self.providers.binary_search_by(|provider| provider.id.as_str().cmp(id)).ok().map(ProviderId::new)
    }

    /// Makes a credential of a draft, or says everything that it lacks or names in vain.
    fn complete(&self, draft: Draft, ids: &[String], files: &CatalogMap<'_>) -> Result<Credential, Vec<Found>> {
        let Draft { record, parts, overlaid } = draft;
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
        let faults = names.faults;
        let is_own = files.layer[parts[0].0] > 0;
        match record {
            Some(record) if faults.is_empty() => Ok(Credential::new(record, overlaid, is_own)),
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
}

impl Links for Names<'_, '_> {
    fn provider(&mut self, name: String) -> Option<ProviderId> {
        let found = self.catalog.provider(&name);
        if found.is_none() {
            self.fault(&[KeyPart::Key("provider")], Unknown::provider(&name));
        }
        found
    }

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

impl ProviderTable {
    /// The first key that says another thing of a provider than a lower layer does, and what is wrong with that.
    fn differs_from(&self, known: &Provider) -> Option<(&'static str, String)> {
        let Provider { id, name, home, prefixes } = known;
        let differs = [
            ("name", self.name.as_ref().is_some_and(|its| its != name), name.clone()),
            ("home", self.home.is_some() && self.home != *home, home.clone().unwrap_or_else(|| "none".to_owned())),
            ("prefixes", !self.prefixes.is_empty() && self.prefixes != *prefixes, prefixes.join(", ")),
        ];
        let (key, _, known) = differs.into_iter().find(|(_, differs, _)| *differs)?;
        let message = format!(
            "the provider `{id}` has another `{key}`, `{known}`, and a file that lies over it only says whose its credentials are; leave \
             `{key}` out, or give a provider of your own an `id` of its own"
        );
        Some((key, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile { name: name.into(), text: text.into() }
    }

    const BASE: &str = r#"
[provider]
id = "acme"
name = "Acme"

[[credential]]
id = "acme-one"
name = "Acme One"
code = "A-1"
kind = "proctored-exam"
cost = { exam = 100 }
lifecycle = { active_from = 2026-01-01 }
"#;

    fn fault(layers: &[Vec<SourceFile>]) -> String {
        Catalog::load(layers).expect_err("a fault").to_string()
    }

    #[test]
    fn an_overlay_changes_only_what_it_gives() {
        let over = "[[credential]]\nid = \"acme-one\"\ncost = { exam = 0 }\nlifecycle = { last_day = 2026-12-31 }\n";
        let catalog = Catalog::load(&[vec![file("base.toml", BASE)], vec![file("over.toml", over)]]).expect("sound");
        let facts = &catalog.credentials[0];
        assert_eq!(facts.cost.exam, Some(crate::money::Range::default()));
        assert_eq!(facts.lifecycle.active_from, "2026-01-01".parse().ok());
        assert_eq!(facts.lifecycle.last_day, "2026-12-31".parse().ok());
        assert_eq!(catalog.credentials[0].name, "Acme One");
    }

    #[test]
    fn ids_codes_and_near_misses_are_found() {
        let catalog = Catalog::load(&[vec![file("base.toml", BASE)]]).expect("sound");
        assert_eq!(catalog.find("a-1"), Ok(CredentialId::new(0)));
        assert_eq!(catalog.find("ACME-ONE"), Ok(CredentialId::new(0)));
        let message = catalog.find("acme-on").expect_err("unknown").to_string();
        assert_eq!(message, "no credential has the id or code `acme-on`; did you mean `acme-one`?");
    }

    #[test]
    fn what_the_catalogue_cannot_mean_is_a_fault_at_its_place() {
        let second = |rest: &str| vec![vec![file("base.toml", BASE), file("two.toml", rest)]];
        let complete = "name = \"Two\"\nkind = \"badge\"\nprovider = \"acme\"\n";
        assert_eq!(
            fault(&second("[[credential]]\nid = \"acme-one\"\n")),
            "two.toml:2:6: the id `acme-one` stands twice; first in base.toml:7"
        );
        assert_eq!(
            fault(&second(&format!("[[credential]]\nid = \"Acme Two\"\n{complete}"))),
            "two.toml:2:6: the id `Acme Two` is not of the form lower-case-words-joined-by-dashes, for example `acme-two`"
        );
        assert_eq!(
            fault(&second("[[credential]]\nid = \"acme-two\"\n")),
            "two.toml:2:6: the new credential `acme-two` lacks `name`, `kind`, `provider`; a new one needs at least `name`, `kind` and a provider"
        );
        assert_eq!(
            fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successors = [\"acme-on\"]\n"))),
            "two.toml:6:15: `successors` of `acme-two` names `acme-on`, which is no credential of the catalogue; did you mean `acme-one`?"
        );
        assert_eq!(
            fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successors = [\"acme-two\"]\n"))),
            "two.toml:6:14: the successors go in a circle: acme-two -> acme-two"
        );
        let unknown_key = fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successor = []\n")));
        assert!(unknown_key.starts_with("two.toml:6:1: unknown field `successor`; did you mean `successors`?"), "{unknown_key}");
    }

    /// Catalogues of these credentials, each with its successors.
    fn circles(credentials: &[(&str, &[&str])]) -> Vec<String> {
        let one = |(id, successors): &(&str, &[&str])| {
            let successors: Vec<String> = successors.iter().map(|id| format!("\"acme-{id}\"")).collect();
            format!("[[credential]]\nid = \"acme-{id}\"\nname = \"A\"\nkind = \"badge\"\nsuccessors = [{}]\n", successors.join(", "))
        };
        let text = format!("[provider]\nid = \"acme\"\nname = \"Acme\"\n{}", credentials.iter().map(one).collect::<String>());
        let faults = Catalog::load(&[vec![file("c.toml", &text)]]).map_or_else(|faults| faults.0, |_| Vec::new());
        let said =
            |fault: &Diagnostic| fault.message.strip_prefix("the successors go in a circle: ").unwrap_or_default().replace("acme-", "");
        faults.iter().map(said).collect()
    }

    #[test]
    fn every_circle_is_named_once_where_it_can_be_told_from_the_others() {
        assert_eq!(circles(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])]), <[&str; 0]>::default(), "a diamond is no circle");
        assert_eq!(circles(&[("a", &["a", "a"])]), ["a -> a"]);
        assert_eq!(circles(&[("a", &["b"]), ("b", &["a"]), ("c", &["d"]), ("d", &["c"])]), ["b -> a -> b", "d -> c -> d"]);
        assert_eq!(circles(&[("a", &["b", "c"]), ("b", &["a"]), ("c", &["a"])]), ["b -> a -> b", "c -> a -> c"], "two that share one");
        assert_eq!(circles(&[("a", &["b"]), ("b", &["c"]), ("c", &["a", "b"])]), ["c -> b -> c"], "the shorter of two at one place");
        assert_eq!(circles(&[("a", &["b"]), ("b", &["c", "d"]), ("c", &["b"]), ("d", &[])]), ["c -> b -> c"], "what leads to it is none");
    }

    #[test]
    fn the_order_of_the_catalogue_has_each_behind_its_successors() {
        let text = BASE.to_owned()
            + "[[credential]]\nid = \"acme-three\"\nname = \"T\"\nkind = \"badge\"\nsuccessors = [\"acme-one\", \"acme-two\"]\n\
            [[credential]]\nid = \"acme-two\"\nname = \"T\"\nkind = \"badge\"\nsuccessors = [\"acme-one\"]\n";
        let catalog = Catalog::load(&[vec![file("c.toml", &text)]]).expect("sound");
        let order: Vec<&str> = catalog.order().map(|id| catalog[id].id.as_str()).collect();
        assert_eq!(order, ["acme-one", "acme-two", "acme-three"]);
    }
}
