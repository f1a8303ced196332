//! From files to a catalogue: layers, and what would make a catalogue mean nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::{Catalog, CatalogFile, Credential, Outside, Provider, Record};
use crate::fault::{Fault, SourceFile};
use crate::vocabulary::nearest;

/// A record on its way to being a credential: where it was first written, and by which provider.
struct Draft {
    record: Record,
    file: usize,
    span: Range<usize>,
}

impl Catalog {
    /// Reads the files layer by layer; a later layer's credentials lie over those of the same id before it.
    ///
    /// # Errors
    /// The first thing that the catalogue cannot mean: see [`Fault`].
    pub fn load(layers: &[Vec<SourceFile>]) -> Result<Self, Fault> {
        let files: Vec<&SourceFile> = layers.iter().flatten().collect();
        let layer_of: Vec<usize> = layers.iter().enumerate().flat_map(|(layer, files)| files.iter().map(move |_| layer)).collect();
        let mut drafts: HashMap<String, Draft> = HashMap::new();
        let mut providers: HashMap<String, Provider> = HashMap::new();
        let mut outside: HashMap<String, Outside> = HashMap::new();
        for (number, file) in files.iter().enumerate() {
            let parsed: CatalogFile = file.parse()?;
            if let Some(provider) = &parsed.provider {
                kebab(&provider.id).map_err(|why| file.fault(0..0, why))?;
                providers.insert(provider.id.clone(), provider.clone());
            }
            for qualification in parsed.outside {
                let id = qualification.id.get_ref().clone();
                kebab(&id).map_err(|why| file.fault(qualification.id.span(), why))?;
                outside.insert(id, qualification);
            }
            for mut record in parsed.credential {
                let (id, span) = (record.id.get_ref().clone(), record.id.span());
                kebab(&id).map_err(|why| file.fault(span.clone(), why))?;
                if record.provider.is_none() {
                    record.provider = parsed.provider.as_ref().map(|provider| provider.id.clone());
                }
                match drafts.get_mut(&id) {
                    Some(draft) if layer_of[draft.file] == layer_of[number] => {
                        let first = files[draft.file].fault(draft.span.clone(), "");
                        let message = format!("the id `{id}` stands twice; first in {}:{}", first.file, first.line);
                        return Err(file.fault(span, message));
                    }
                    Some(draft) => {
                        draft.record.lay_over(record);
                        (draft.file, draft.span) = (number, span);
                    }
                    None => {
                        drafts.insert(id, Draft { record, file: number, span });
                    }
                }
            }
        }
        Self::assemble(drafts, providers, outside, &files)
    }

    fn assemble(
        drafts: HashMap<String, Draft>,
        providers: HashMap<String, Provider>,
        outside: HashMap<String, Outside>,
        files: &[&SourceFile],
    ) -> Result<Self, Fault> {
        let mut providers: Vec<Provider> = providers.into_values().collect();
        providers.sort_by(|a, b| a.id.cmp(&b.id));
        let mut outside: Vec<Outside> = outside.into_values().collect();
        outside.sort_by(|a, b| a.id.get_ref().cmp(b.id.get_ref()));
        let mut drafts: Vec<Draft> = drafts.into_values().collect();
        drafts.sort_by(|a, b| a.record.id.get_ref().cmp(b.record.id.get_ref()));
        let ids: Vec<String> = drafts.iter().map(|draft| draft.record.id.get_ref().clone()).collect();

        let mut catalog = Self { credentials: Vec::with_capacity(drafts.len()), providers, outside };
        let mut places = Vec::with_capacity(drafts.len());
        for Draft { record, file, span } in drafts {
            let file = files[file];
            let credential = catalog.complete(record, &ids).map_err(|why| file.fault(span.clone(), why))?;
            catalog.credentials.push(credential);
            places.push((file, span));
        }
        for (place, (file, span)) in places.into_iter().enumerate() {
            if let Some(path) = catalog.circle_from(place) {
                return Err(file.fault(span, format!("the successors go in a circle: {path}")));
            }
        }
        Ok(catalog)
    }

    /// Makes a credential of a record, or says what it lacks.
    fn complete(&self, record: Record, ids: &[String]) -> Result<Credential, String> {
        let id = record.id.get_ref().clone();
        let lacks = |key: &str| format!("the new credential `{id}` lacks `{key}`; a new one needs at least `name`, `kind` and a provider");
        let provider_id = record.provider.as_deref().ok_or_else(|| lacks("provider"))?;
        let provider = self.providers.binary_search_by(|provider| provider.id.as_str().cmp(provider_id)).map_err(|_| {
            let near = nearest(provider_id, self.providers.iter().map(|provider| provider.id.as_str()));
            match near.first() {
                Some(near) => format!("no file declares the provider `{provider_id}`; did you mean `{near}`?"),
                None => format!("no file declares the provider `{provider_id}`; give it a [provider] table"),
            }
        })?;
        let known = |wanted: &str| ids.binary_search_by(|id| id.as_str().cmp(wanted)).ok();
        let dangling = |key: &str, wanted: &str| {
            let near = nearest(wanted, ids.iter().map(String::as_str));
            let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("`{key}` of `{id}` names `{wanted}`, which is no credential of the catalogue{hint}")
        };
        let successors = record.successors.iter().flatten();
        let successors = successors.map(|wanted| known(wanted).ok_or_else(|| dangling("successors", wanted))).collect::<Result<_, _>>()?;
        for (key, list) in [("requires", &record.requires), ("recommends", &record.recommends)] {
            for wanted in list.iter().flatten().flat_map(|prerequisite| &prerequisite.any_of) {
                let is_outside = self.outside.iter().any(|outside| outside.id.get_ref() == wanted);
                if known(wanted).is_none() && !is_outside {
                    return Err(dangling(key, wanted));
                }
            }
        }
        for wanted in record.renewal.iter().flat_map(|renewal| &renewal.by) {
            known(wanted).ok_or_else(|| dangling("renewal.by", wanted))?;
        }
        Ok(Credential {
            name: record.name.clone().ok_or_else(|| lacks("name"))?,
            kind: record.kind.ok_or_else(|| lacks("kind"))?,
            provider,
            successors,
            facts: record,
            id,
        })
    }

    /// The way back to `start` by its successors, as ids, or `None` where there is none.
    fn circle_from(&self, start: usize) -> Option<String> {
        let mut ways = vec![vec![start]];
        let mut seen = vec![false; self.credentials.len()];
        while let Some(way) = ways.pop() {
            for &next in &self.credentials[*way.last()?].successors {
                let mut longer = way.clone();
                longer.push(next);
                if next == start {
                    let ids: Vec<&str> = longer.iter().map(|&place| self.credentials[place].id.as_str()).collect();
                    return Some(ids.join(" -> "));
                }
                if !std::mem::replace(&mut seen[next], true) {
                    ways.push(longer);
                }
            }
        }
        None
    }
}

/// Whether an id is of the one form, and if not, what would be right.
fn kebab(id: &str) -> Result<(), String> {
    let sound =
        !id.is_empty() && id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if sound {
        return Ok(());
    }
    let better: Vec<String> =
        id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let hint = if better.is_empty() { String::new() } else { format!(", for example `{}`", better.join("-")) };
    Err(format!("the id `{id}` is not of the form lower-case-words-joined-by-dashes{hint}"))
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
            fault(&second("[[credential]]\nid = \"Acme Two\"\n")),
            "two.toml:2:6: the id `Acme Two` is not of the form lower-case-words-joined-by-dashes, for example `acme-two`"
        );
        assert_eq!(
            fault(&second("[[credential]]\nid = \"acme-two\"\n")),
            "two.toml:2:6: the new credential `acme-two` lacks `provider`; a new one needs at least `name`, `kind` and a provider"
        );
        assert_eq!(
            fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successors = [\"acme-on\"]\n"))),
            "two.toml:2:6: `successors` of `acme-two` names `acme-on`, which is no credential of the catalogue; did you mean `acme-one`?"
        );
        assert_eq!(
            fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successors = [\"acme-two\"]\n"))),
            "two.toml:2:6: the successors go in a circle: acme-two -> acme-two"
        );
        let unknown_key = fault(&second(&format!("[[credential]]\nid = \"acme-two\"\n{complete}successor = []\n")));
        assert!(unknown_key.starts_with("two.toml:6:1: unknown field `successor`; did you mean `successors`?"), "{unknown_key}");
    }
}
