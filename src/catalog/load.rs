//! From files to a catalogue: layers, and what would make a catalogue mean nothing.

use std::collections::BTreeMap;

use super::id::kebab;
use super::{Catalog, CatalogFile, Credential, Outside, Places, Provider, Record};
use crate::fault::{Fault, Faults, SourceFile, Step};
use crate::vocabulary::nearest;

/// A record on its way to being a credential.
struct Draft {
    record: Record,
    /// Where it is written, lowest layer first: the number of the file, and its place in that file's list.
    parts: Vec<(usize, usize)>,
    /// What upper layers gave, and the names of their files.
    overlaid: BTreeMap<&'static str, String>,
}

impl Catalog {
    /// Reads the files layer by layer; a later layer's credentials lie over those of the same id before it.
    ///
    /// # Errors
    /// Everything that the catalogue cannot mean; what is wrong inside a file hides what is wrong between files.
    pub fn load(layers: &[Vec<SourceFile>]) -> Result<Self, Faults> {
        Self::load_with_places(layers).map(|(catalog, _)| catalog)
    }

    /// The same, with the places at which everything is written.
    ///
    /// # Errors
    /// As [`Catalog::load`].
    pub fn load_with_places(layers: &[Vec<SourceFile>]) -> Result<(Self, Places<'_>), Faults> {
        let layer = layers.iter().enumerate().flat_map(|(layer, files)| files.iter().map(move |_| layer)).collect();
        let mut files = Places { files: layers.iter().flatten().collect(), layer, parts: Vec::new() };
        let mut faults = Vec::new();
        let mut parsed: Vec<CatalogFile> = Vec::new();
        for file in &files.files {
            match file.parse() {
                Ok(file) => parsed.push(file),
                Err(more) => faults.extend(more.0),
            }
        }
        if !faults.is_empty() {
            return Err(Faults(faults));
        }
        let mut providers: BTreeMap<String, Provider> = BTreeMap::new();
        let mut outside: BTreeMap<String, Outside> = BTreeMap::new();
        let mut forbidden: Vec<(usize, toml::Spanned<String>)> = Vec::new();
        let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
        for (number, parsed) in parsed.into_iter().enumerate() {
            let file = files.files[number];
            let provider_id = parsed.provider.as_ref().map(|provider| provider.id.clone());
            if let Some(provider) = parsed.provider {
                if let Err(why) = kebab(&provider.id) {
                    let place = file.place(&[Step::Key("provider"), Step::Key("id")]).unwrap_or_default();
                    faults.push(file.fault(place, why));
                }
                providers.insert(provider.id.clone(), provider);
            }
            for qualification in parsed.outside {
                if let Err(why) = kebab(qualification.id.get_ref()) {
                    faults.push(file.fault(qualification.id.span(), why));
                }
                outside.insert(qualification.id.get_ref().clone(), qualification);
            }
            forbidden.extend(parsed.policy.into_iter().flat_map(|policy| policy.forbid).map(|id| (number, id)));
            for (place, mut record) in parsed.credential.into_iter().enumerate() {
                let (id, span) = (record.id.get_ref().clone(), record.id.span());
                if let Err(why) = kebab(&id) {
                    faults.push(file.fault(span.clone(), why));
                }
                match drafts.get_mut(&id) {
                    None => {
                        record.provider = record.provider.or_else(|| provider_id.clone());
                        drafts.insert(id, Draft { record, parts: vec![(number, place)], overlaid: BTreeMap::new() });
                    }
                    Some(draft) => {
                        let (first, first_place) = draft.parts[draft.parts.len() - 1];
                        if files.layer[first] == files.layer[number] {
                            let way = [Step::Key("credential"), Step::At(first_place), Step::Key("id")];
                            let first = files.files[first].fault(files.files[first].place(&way).unwrap_or_default(), "");
                            let message = format!("the id `{id}` stands twice; first in {}:{}", first.file, first.line);
                            faults.push(file.fault(span, message));
                        } else {
                            draft.overlaid.extend(record.given().into_iter().map(|key| (key, file.name.clone())));
                            draft.record.lay_over(record);
                            draft.parts.push((number, place));
                        }
                    }
                }
            }
        }
        let mut catalog = Self {
            credentials: Vec::with_capacity(drafts.len()),
            providers: providers.into_values().collect(),
            outside: outside.into_values().collect(),
            forbidden: BTreeMap::new(),
        };
        for (number, id) in forbidden {
            match catalog.provider(id.get_ref()) {
                Some(place) => drop(catalog.forbidden.insert(place, files.files[number].name.clone())),
                None => faults.push(files.files[number].fault(id.span(), catalog.unknown_provider(id.get_ref()))),
            }
        }
        let ids: Vec<String> = drafts.keys().cloned().collect();
        for draft in drafts.into_values() {
            let places = draft.parts.clone();
            let is_own = draft.parts.first().is_some_and(|(file, _)| files.layer[*file] > 0);
            match catalog.complete(draft, &ids, &files) {
                Ok(credential) => {
                    files.parts.push(places);
                    catalog.credentials.push(Credential { is_own, ..credential });
                }
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() {
            faults.extend(catalog.circles(&files));
        }
        let file_of = |fault: &Fault| files.files.iter().position(|file| file.name == fault.file);
        faults.sort_by_key(|fault| (file_of(fault), fault.span.start));
        if faults.is_empty() { Ok((catalog, files)) } else { Err(Faults(faults)) }
    }

    fn provider(&self, id: &str) -> Option<usize> {
        self.providers.binary_search_by(|provider| provider.id.as_str().cmp(id)).ok()
    }

    fn unknown_provider(&self, id: &str) -> String {
        let near = nearest(id, self.providers.iter().map(|provider| provider.id.as_str()));
        let hint = near.first().map_or_else(|| "give it a [provider] table".to_owned(), |near| format!("did you mean `{near}`?"));
        format!("no file declares the provider `{id}`; {hint}")
    }

    /// Makes a credential of a draft, or says everything that it lacks or names in vain.
    fn complete(&self, draft: Draft, ids: &[String], files: &Places<'_>) -> Result<Credential, Vec<Fault>> {
        let Draft { record, parts, overlaid } = draft;
        let id = record.id.get_ref().clone();
        let mut faults = Vec::new();
        let mut fault = |way: &[Step<'_>], message: String| faults.push(files.fault_in(&parts, way, message));
        let known = |wanted: &str| ids.binary_search_by(|id| id.as_str().cmp(wanted)).ok();
        let dangling = |key: &str, wanted: &str| {
            let near = nearest(wanted, ids.iter().map(String::as_str));
            let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("`{key}` of `{id}` names `{wanted}`, which is no credential of the catalogue{hint}")
        };

        let lacking: Vec<&str> =
            [("name", record.name.is_none()), ("kind", record.kind.is_none()), ("provider", record.provider.is_none())]
                .into_iter()
                .filter_map(|(key, lacks)| lacks.then_some(key))
                .collect();
        if !lacking.is_empty() {
            let lacks = lacking.join("`, `");
            fault(&[], format!("the new credential `{id}` lacks `{lacks}`; a new one needs at least `name`, `kind` and a provider"));
        }
        let provider = record.provider.as_deref().and_then(|wanted| self.provider(wanted));
        if let (Some(wanted), None) = (&record.provider, provider) {
            fault(&[Step::Key("provider")], self.unknown_provider(wanted));
        }
        let mut successors = Vec::new();
        for (place, wanted) in record.successors.iter().flatten().enumerate() {
            match known(wanted) {
                Some(successor) => successors.push(successor),
                None => fault(&[Step::Key("successors"), Step::At(place)], dangling("successors", wanted)),
            }
        }
        for (key, list) in [("requires", &record.requires), ("recommends", &record.recommends)] {
            for (entry, prerequisite) in list.iter().flatten().enumerate() {
                for (place, wanted) in prerequisite.any_of.iter().enumerate() {
                    let is_outside = self.outside.iter().any(|outside| outside.id.get_ref() == wanted);
                    if known(wanted).is_none() && !is_outside {
                        fault(&[Step::Key(key), Step::At(entry), Step::Key("any_of"), Step::At(place)], dangling(key, wanted));
                    }
                }
            }
        }
        for (place, wanted) in record.renewal.iter().flat_map(|renewal| &renewal.by).enumerate() {
            if known(wanted).is_none() {
                fault(&[Step::Key("renewal"), Step::Key("by"), Step::At(place)], dangling("renewal.by", wanted));
            }
        }
        match (record.name.clone(), record.kind, provider) {
            (Some(name), Some(kind), Some(provider)) if faults.is_empty() => {
                Ok(Credential { name, kind, provider, successors, overlaid, is_own: false, facts: record, id })
            }
            _ => Err(faults),
        }
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
        let facts = &catalog.credentials[0].facts;
        assert_eq!(facts.cost.exam, Some(crate::money::Range::default()));
        assert_eq!(facts.lifecycle.active_from, "2026-01-01".parse().ok());
        assert_eq!(facts.lifecycle.last_day, "2026-12-31".parse().ok());
        assert_eq!(catalog.credentials[0].name, "Acme One");
    }

    #[test]
    fn ids_codes_and_near_misses_are_found() {
        let catalog = Catalog::load(&[vec![file("base.toml", BASE)]]).expect("sound");
        assert_eq!(catalog.find("a-1"), Ok(0));
        assert_eq!(catalog.find("ACME-ONE"), Ok(0));
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
}
