//! Codes and aliases that mean two things.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Catalog, CatalogMap, OutsideId, Thing};
use crate::diagnostic::{Diagnostic, KeyPart};
use crate::vocabulary::key;

type Way = Vec<KeyPart<'static>>;

impl Catalog {
    /// What something is called beside its id and its full name, each with the way to it. Names may be shared by two things, which are
    /// both offered then; a code or an alias means one.
    fn calls(&self, thing: Thing) -> Vec<(Way, &str)> {
        let (code, earlier, aliases) = match thing {
            Thing::Credential(id) => {
                let code = self[id].code.as_deref().filter(|_| !self[id].shares_code());
                (code, self[id].earlier(), self[id].aliases())
            }
            Thing::Outside(id) => (self[id].code.as_deref(), self[id].earlier.as_slice(), self[id].aliases.as_slice()),
        };
        let mut calls: Vec<(Way, &str)> = code.map(|code| (vec![KeyPart::Key("code")], code)).into_iter().collect();
        for (list, texts) in [("earlier", earlier), ("aliases", aliases)] {
            calls.extend(texts.iter().enumerate().map(|(number, text)| (vec![KeyPart::Key(list), KeyPart::At(number)], text.as_str())));
        }
        calls
    }

    /// A fault for each code or alias that means something else too, or that is its id or its name, in the file that came last.
    pub(super) fn names_twice(&self, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        let fault = |thing: Thing, way: &Way, name: &str, means: Thing| {
            let message = format!("`{name}` already means `{}`", self.id_of(means));
            match thing {
                Thing::Credential(id) => files.fault(id, way, message),
                Thing::Outside(id) => files.outside_value(id, way, message),
            }
        };
        let file_of = |fault: &Diagnostic| files.files.iter().position(|map| map.file.name == fault.file);
        let mut bearers: HashMap<String, (Thing, Way, &str)> = HashMap::new();
        let things = || {
            let outside = (0..self.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
            self.numbered().map(|(id, _)| Thing::Credential(id)).chain(outside)
        };
        for thing in things() {
            let [id, name] = [self.id_of(thing), self.name_of(thing)];
            bearers.insert(key(id), (thing, vec![KeyPart::Key("id")], id));
            bearers.entry(key(name)).or_insert_with(|| (thing, vec![KeyPart::Key("name")], name));
        }
        let mut faults = Vec::new();
        for thing in things() {
            for (way, name) in self.calls(thing) {
                match bearers.entry(key(name)) {
                    Entry::Vacant(free) => drop(free.insert((thing, way, name))),
                    Entry::Occupied(taken) if taken.get().0 == thing => {}
                    Entry::Occupied(taken) => {
                        let (other, its_way, its_name) = taken.get();
                        // Whoever gives a qualification a record of their own, in a file above, means the record.
                        if matches!(thing, Thing::Outside(_)) && files.lies_below(thing, *other) {
                            continue;
                        }
                        let mine = fault(thing, &way, name, *other);
                        let its = fault(*other, its_way, its_name, thing);
                        faults.push(if file_of(&its) > file_of(&mine) { its } else { mine });
                    }
                }
            }
        }
        faults.into_iter().map(|fault| fault.with_hint("a code or an alias means one thing")).collect()
    }
}
