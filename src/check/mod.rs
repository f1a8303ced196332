//! What types cannot say: every fault of a catalogue and a framework, collected, then reported.

mod catalogue;
mod day;
mod reach;
mod rules;
mod sense;
mod stacks;
mod upkeep;

use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::embedded;
use crate::fault::{Fault, Faults, SourceFile};
use crate::framework::Framework;
use crate::snapshot::Snapshot;

/// The files to be checked: what was named, over what is embedded.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Catalogue files by layers, lowest first.
    pub layers: Vec<Vec<SourceFile>>,
    /// The framework file.
    pub framework: SourceFile,
    /// Whether that is data as its keepers keep it, and nothing is laid over it: then the framework's upkeep rules hold too.
    pub whole: bool,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The faults, file by file.
    pub faults: Vec<Fault>,
    /// Credentials that were looked at; 0 when the files could not be read that far.
    pub credentials: usize,
    /// Rules that were looked at; 0 when the framework could not be read that far.
    pub rules: usize,
}

impl Subject {
    /// The embedded data alone.
    #[must_use]
    pub fn embedded() -> Self {
        Self::whole(embedded::provider_files(), embedded::framework_file())
    }

    /// Provider files and a framework that belong together, alone.
    #[must_use]
    pub fn whole(providers: Vec<SourceFile>, framework: SourceFile) -> Self {
        Self { layers: vec![providers], framework, whole: true }
    }

    /// Those files over the embedded data, as [`Subject::over`] puts them.
    #[must_use]
    pub fn over_embedded(files: Vec<SourceFile>) -> Self {
        Self::embedded().over(files)
    }

    /// Those files over it. A file with criteria is a framework and takes the other one's place; a file with a `[provider]`
    /// takes the place of the file of that provider; any other lies over the files.
    #[must_use]
    pub fn over(mut self, files: Vec<SourceFile>) -> Self {
        self.whole &= files.is_empty();
        let mut over = Vec::new();
        for file in files {
            let provider = provider_of(&file);
            if file.has_key("criterion") || file.has_key("gate") {
                self.framework = file;
                continue;
            }
            if provider.is_some() {
                self.layers[0].retain(|other| provider_of(other) != provider);
            }
            over.push(file);
        }
        // What stands alone belongs to the lowest layer, so that two such files cannot hold one id.
        let (alone, over): (Vec<_>, Vec<_>) = over.into_iter().partition(|file| provider_of(file).is_some());
        self.layers[0].extend(alone);
        self.layers.push(over);
        self
    }

    /// Every fault. What is wrong inside a file hides what is wrong between files, as that cannot be told yet.
    ///
    /// With a day, also what is stale on it and what its own dates will overtake soon.
    #[must_use]
    pub fn check(&self, as_of: Option<Day>) -> Report {
        let (catalog, places) = match Catalog::load_with_places(&self.layers) {
            Ok(loaded) => loaded,
            Err(Faults(faults)) => return Report { faults, ..Report::default() },
        };
        let mut faults = catalogue::faults(&catalog, &places);
        faults.extend(sense::faults(&catalog, &places));
        let mut rules = 0;
        match Framework::load(&self.framework, &catalog) {
            Err(Faults(more)) => faults.extend(more),
            Ok(framework) => {
                rules = framework.naming.len() + framework.caution.len() + framework.advice.len() + framework.gate.len();
                rules += framework.criterion.iter().map(|criterion| criterion.grade.len()).sum::<usize>();
                let day = as_of.or_else(|| newest_source(&catalog)).unwrap_or(framework.published);
                let snapshot = Snapshot::on(&catalog, &framework, day);
                faults.extend(rules::faults(&snapshot, &self.framework));
                faults.extend(stacks::faults(&snapshot, &self.framework));
                if self.whole {
                    faults.extend(upkeep::faults(&snapshot, &self.framework, &places));
                }
                // Who can come first takes long to find out.
                if self.whole && faults.is_empty() {
                    faults.extend(reach::faults(&snapshot, &self.framework, &places));
                }
            }
        }
        if let Some(day) = as_of {
            faults.extend(day::faults(&catalog, &places, day));
        }
        let order: Vec<&str> = places.files.iter().map(|file| file.name.as_str()).chain([self.framework.name.as_str()]).collect();
        faults.sort_by_key(|fault| (order.iter().position(|name| *name == fault.file), fault.span.start));
        Report { faults, credentials: catalog.credentials.len(), rules }
    }

    /// The text of the file of that name; `None` where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let files = self.layers.iter().flatten().chain([&self.framework]);
        files.into_iter().find(|file| file.name == name).map(|file| file.text.as_str())
    }
}

/// The day of the newest source: a check of the same data says the same on every day.
fn newest_source(catalog: &Catalog) -> Option<Day> {
    catalog.credentials.iter().flat_map(|credential| credential.facts.sources()).filter_map(|source| source.read).max()
}

fn provider_of(file: &SourceFile) -> Option<String> {
    file.string_at("provider", "id")
}
