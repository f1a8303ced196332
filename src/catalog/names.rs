//! Codes and aliases that mean two things.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Catalog, CatalogMap, CredentialId};
use crate::diagnostic::{Diagnostic, KeyPart};

impl Catalog {
    /// A fault for each code or alias that means another credential too, or that is another one's id, in the file that came last.
    pub(super) fn names_twice(&self, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        type Way = Vec<KeyPart<'static>>;
        let ids = self.numbered().map(|(place, it)| (it.id.clone(), (place, vec![KeyPart::Key("id")], &it.id)));
        let mut bearers: BTreeMap<String, (CredentialId, Way, &String)> = ids.collect();
        let file_of = |fault: &Diagnostic| files.files.iter().position(|map| map.file.name == fault.file);
        let mut faults = Vec::new();
        for (place, credential) in self.numbered() {
            let aliases = credential.aliases().iter().enumerate();
            let aliases = aliases.map(|(number, alias)| (vec![KeyPart::Key("aliases"), KeyPart::At(number)], alias));
            for (way, name) in credential.code.iter().map(|code| (vec![KeyPart::Key("code")], code)).chain(aliases) {
                let fault = |place: CredentialId, way: &Way, name: &str, means: &str| {
                    files.fault(place, way, format!("`{name}` already means `{means}`"))
                };
                if let Some(outside) = self.find_outside(name) {
                    faults.push(fault(place, &way, name, &self[outside].id));
                }
                match bearers.entry(name.to_lowercase()) {
                    Entry::Vacant(free) => drop(free.insert((place, way, name))),
                    Entry::Occupied(taken) if taken.get().0 == place => {}
                    Entry::Occupied(taken) => {
                        let (other, its_way, its_name) = taken.get();
                        let mine = fault(place, &way, name, &self[*other].id);
                        let its = fault(*other, its_way, its_name, &credential.id);
                        faults.push(if file_of(&its) > file_of(&mine) { its } else { mine });
                    }
                }
            }
        }
        faults.into_iter().map(|fault| fault.with_hint("a code or an alias means one credential")).collect()
    }
}
