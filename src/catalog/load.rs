//! From files to a catalogue: layers, and what would make a catalogue mean nothing.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::id::kebab;
use super::resolve::{Draft, Found, Unknown};
use super::{Catalog, CatalogFile, CatalogMap, Later, NamesOnce, Outside, Provider, ProviderTable, Record, Written};
use crate::calendar::Day;
use crate::diagnostic::{Diagnostic, Diagnostics, FORMAT, KeyPart, SourceFile, SourceMap};
use crate::parts::Parts;

/// What is declared beside credentials, each with the number of the file that declares it.
#[derive(Default)]
struct Declared {
    /// Each with the newest reading of its file.
    providers: BTreeMap<String, (usize, Provider, Option<Day>)>,
    /// Each with its place in the file's list.
    outside: BTreeMap<String, (usize, usize, Outside<Written>)>,
}

impl Declared {
    fn provider(&mut self, table: ProviderTable, newest: Option<Day>, number: usize, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
        let (id, span, file) = (table.id.get_ref().clone(), table.id.span(), &files.files[number]);
        let mut wrong: Vec<String> = kebab(&id).err().into_iter().collect();
        match self.providers.entry(id.clone()) {
            Entry::Vacant(new) => {
                wrong.extend(table.name.is_none().then(|| format!("the new provider `{id}` lacks `name`")));
                let name = table.name.unwrap_or_else(|| id.clone());
                new.insert((number, Provider { id, name, home: table.home, prefixes: table.prefixes }, newest));
            }
            // A whole file of other days is the same data, later or earlier.
            Entry::Occupied(mut known)
                if table.name.is_some() && newest.is_some() && known.get().2.is_some() && newest != known.get().2 =>
            {
                if newest > known.get().2 {
                    let name = table.name.unwrap_or_else(|| id.clone());
                    known.insert((number, Provider { id, name, home: table.home, prefixes: table.prefixes }, newest));
                }
            }
            Entry::Occupied(known) => {
                let (first, provider, _) = known.get();
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

    fn outside(&mut self, list: Vec<Outside<Written>>, number: usize, files: &CatalogMap<'_>) -> Vec<Diagnostic> {
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

/// The files with what they say, and what those of a newer format say that is not known.
fn parse(layers: &[Vec<SourceFile>]) -> Result<(CatalogMap<'_>, Vec<CatalogFile>, Vec<Diagnostic>), Diagnostics> {
    let layer = layers.iter().enumerate().flat_map(|(layer, files)| files.iter().map(move |_| layer)).collect();
    let mut files =
        CatalogMap { files: layers.iter().flatten().map(SourceMap::new).collect(), layer, parts: Vec::new(), outside: Vec::new() };
    let (mut faults, mut left_out) = (Vec::new(), Vec::new());
    let mut parsed: Vec<CatalogFile> = Vec::new();
    for map in &mut files.files {
        let parts = Parts::of(&map.file.text);
        if let Some(file) = parts.as_ref().and_then(CatalogFile::in_parts) {
            map.parts = parts;
            parsed.push(file);
            continue;
        }
        match map.file.parse_newer() {
            Ok((file, unknown)) => {
                parsed.push(file);
                left_out.extend(unknown);
            }
            Err(more) => faults.extend(more.0),
        }
    }
    if !faults.is_empty() {
        return Err(Diagnostics(faults));
    }
    Ok((files, parsed, left_out))
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
        let (mut files, parsed, mut left_out) = parse(layers)?;
        let mut faults: Vec<Found> = Vec::new();
        let mut declared = Declared::default();
        let mut forbidden: Vec<(usize, toml::Spanned<String>)> = Vec::new();
        // In boxes, as the tree is half empty.
        let mut drafts: BTreeMap<String, Box<Draft>> = BTreeMap::new();
        let newer: Vec<bool> = parsed.iter().map(|file| file.format.is_some_and(|format| format > FORMAT)).collect();
        for (number, parsed) in parsed.into_iter().enumerate() {
            let provider_id = parsed.provider.as_ref().map(|provider| provider.id.get_ref().clone());
            let newest = parsed.credential.iter().filter_map(Record::newest_reading).max();
            let told = parsed.provider.map_or_else(Vec::new, |table| declared.provider(table, newest, number, &files));
            faults.extend(told.into_iter().chain(declared.outside(parsed.outside, number, &files)).map(Found::from));
            forbidden.extend(parsed.policy.into_iter().flat_map(|policy| policy.forbid).map(|id| (number, id)));
            for (place, mut record) in parsed.credential.into_iter().enumerate() {
                let id = record.id.clone();
                if let Err(why) = kebab(&id) {
                    faults.push(files.id_of("credential", number, place, why).into());
                }
                if record.provider.is_none() && (record.is_complete() || !drafts.contains_key(&id)) {
                    record.provider.clone_from(&provider_id);
                }
                match drafts.get_mut(&id) {
                    None => drop(drafts.insert(id, Box::new(Draft::new(record, (number, place))))),
                    Some(draft) => {
                        let (first, first_place) = draft.last;
                        if files.layer[first] == files.layer[number] {
                            let why = files.id_of("credential", first, first_place, "").twice(&format!("the id `{id}`"));
                            faults.push(files.id_of("credential", number, place, why).into());
                        } else {
                            draft.lay_over(record, (number, place), &files.files[number].file.name);
                        }
                    }
                }
            }
        }
        drafts.retain(|id, draft| {
            // Its kind may be a word of the newer format.
            let is_known = draft.record.is_complete() || !newer[draft.parts[0].0];
            if !is_known {
                left_out.push(files.id_of("credential", draft.parts[0].0, draft.parts[0].1, format!("`{id}` as a whole")));
            }
            is_known
        });
        faults.extend(declared.taken_over(&drafts, &files).into_iter().map(Found::from));
        files.outside = declared.outside.values().map(|(file, place, _)| (*file, *place)).collect();
        let mut catalog = Self {
            credentials: Vec::with_capacity(drafts.len()),
            providers: declared.providers.into_values().map(|(_, provider, _)| provider).collect(),
            outside: Later::default(),
            forbidden: BTreeMap::new(),
            newest_reading: None,
            left_out: Vec::new(),
            names: NamesOnce::default(),
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
        let mut outside = Vec::with_capacity(declared.outside.len());
        for (file, place, qualification) in declared.outside.into_values() {
            let (qualification, more) = qualification.resolve(&ids, |way, message| files.in_list("outside", file, place, way, message));
            faults.extend(more);
            outside.push(qualification);
        }
        catalog.outside = outside.into();
        for draft in drafts {
            let draft = draft.whole(&files);
            let places = draft.parts.clone();
            let is_newer = places.iter().any(|(file, _)| newer[*file]);
            match catalog.complete(draft, &ids, &files, is_newer.then_some(&mut left_out)) {
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
        catalog.newest_reading = catalog.credentials.iter().filter_map(|it| it.readings.last().copied()).max();
        catalog.left_out = left_out;
        if faults.is_empty() { Ok((catalog, files)) } else { Err(catalog.in_order(faults, &ids, &files)) }
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
    use crate::catalog::CredentialId;

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

    /// A complete record of that price, read on that day.
    fn read_on(day: &str, price: u32) -> String {
        let source = format!("{{ title = \"Acme\", kind = \"official\", read = {day}, confidence = \"high\", proves = [\"cost.exam\"] }}");
        format!(
            "[provider]\nid = \"acme\"\nname = \"Acme\"\nhome = \"https://acme.example/{day}\"\n\n[[credential]]\nid = \"acme-one\"\n\
             name = \"Acme One\"\nkind = \"proctored-exam\"\ncost = {{ exam = {price} }}\nsources = [{source}]\n"
        )
    }

    #[test]
    fn of_two_complete_records_the_one_read_later_counts_whole_and_a_part_always_lies_over() {
        let part = "[[credential]]\nid = \"acme-one\"\nformat = \"60 min\"\n";
        let price = |layers: &[String]| {
            let layers: Vec<_> = layers.iter().enumerate().map(|(number, text)| vec![file(&format!("{number}.toml"), text)]).collect();
            let catalog = Catalog::load(&layers).expect("sound");
            let it = &catalog.credentials[0];
            let chosen = it.chosen.as_ref().map(|chosen| (chosen.file.clone(), chosen.is_used));
            let home = catalog.providers[0].home.clone().unwrap_or_default();
            (it.cost.exam.map(|price| price.high.dollars()), it.format.is_some(), chosen, home)
        };
        let (june, july) = (read_on("2026-06-01", 100), read_on("2026-07-01", 120));
        let (june_home, july_home) = ("https://acme.example/2026-06-01".to_owned(), "https://acme.example/2026-07-01".to_owned());
        let chosen = |is_used| Some(("1.toml".to_owned(), is_used));
        assert_eq!(price(&[june.clone(), july.clone()]), (Some(120), false, chosen(true), july_home.clone()), "the later one");
        assert_eq!(price(&[july.clone(), june.clone()]), (Some(120), false, chosen(false), july_home.clone()), "not the older one");
        assert!(price(&[june.clone(), part.to_owned(), july]).1, "the part lies over the later one too");
        assert_eq!(price(&[june.clone(), june.clone()]), (Some(100), false, None, june_home), "the same twice");
        let own = june.replace("exam = 100", "exam = 0").replace("home = \"https://acme.example/2026-06-01\"\n", "");
        assert_eq!(price(&[june, own]).0, Some(0), "what somebody changed in a copy counts");
    }

    #[test]
    fn what_a_newer_format_says_that_is_not_known_is_left_out_and_in_no_other_file() {
        let base = read_on("2026-06-01", 100);
        let later = read_on("2026-07-01", 120)
            .replace("kind = \"proctored-exam\"\n", "kind = \"proctored-exam\"\ngoals = [\"literacy\", \"telepathy\"]\nmood = \"good\"\n")
            + "\n[[credential]]\nid = \"acme-two\"\nname = \"Two\"\nkind = \"hologram\"\n\n[[credential]]\nid = \"acme-three\"\n\
               name = \"Three\"\nkind = \"badge\"\nbuilds_on = [\"acme-one\", \"acme-two\"]\n\n[spell]\nname = \"lumos\"\n";
        let newer = format!("format = {}\n{later}", FORMAT + 1);
        let catalog = Catalog::load(&[vec![file("base.toml", &base)], vec![file("later.toml", &newer)]]).expect("sound");
        let ids: Vec<&str> = catalog.credentials.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["acme-one", "acme-three"]);
        assert_eq!(catalog.credentials[0].goals(), [crate::vocabulary::Goal::Literacy]);
        assert_eq!(catalog.credentials[1].builds_on(), [CredentialId::new(0)]);
        let said: Vec<&str> = catalog.left_out.iter().map(|it| it.message.as_str()).collect();
        for wanted in ["`telepathy`", "`mood`", "`hologram`", "`spell`", "`acme-two` as a whole"] {
            assert!(said.iter().any(|said| said.contains(wanted)), "{wanted} is not in {said:?}");
        }
        for known in [later.clone(), format!("format = {FORMAT}\n{later}")] {
            assert!(fault(&[vec![file("base.toml", &base)], vec![file("later.toml", &known)]]).contains("later.toml"));
        }
        let broken = newer.replace("cost = { exam = 120 }", "cost = { exam = }");
        assert!(fault(&[vec![file("base.toml", &base)], vec![file("later.toml", &broken)]]).starts_with("later.toml:"), "it is no TOML");
    }

    #[test]
    fn ids_codes_and_near_misses_are_found() {
        let catalog = Catalog::load(&[vec![file("base.toml", BASE)]]).expect("sound");
        for written in ["a-1", "A1", "ACME-ONE", "acme one", "Acme One (A-1)"] {
            assert_eq!(catalog.find_credential(written), Ok(CredentialId::new(0)), "{written}");
        }
        let message = catalog.find("acme-ome", None).expect_err("unknown").said(&catalog);
        assert_eq!(message, "no credential has the id, code or name `acme-ome`; did you mean `acme-one`?");
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
