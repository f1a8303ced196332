//! What types cannot say: every fault of a catalogue and a framework, collected, then reported.

mod catalogue;
pub mod coverage;
mod reachability;
mod rules;
mod sense;
mod stacks;
mod staleness;
mod upkeep;

use std::collections::HashMap;

pub use staleness::SOON_DAYS;

use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceMap};
use crate::embedded;
use crate::framework::Framework;
use crate::guide::Guide;
use crate::layers::Layers;
use crate::snapshot::Snapshot;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The faults, file by file.
    pub faults: Vec<Diagnostic>,
    /// What files of a newer format hold that this program does not know.
    pub left_out: Vec<Diagnostic>,
    /// Credentials that were looked at; 0 when the files could not be read that far.
    pub credentials: usize,
    /// Rules that were looked at; 0 when the framework could not be read that far.
    pub rules: usize,
    /// Credentials of which it was not asked whether any situation brings them to first place, as there are too many.
    pub unasked: usize,
}

impl Layers {
    /// Every fault. What is wrong inside a file hides what is wrong between files, as that cannot be told yet.
    ///
    /// Whoever lays a file over the data answers for that file alone: no rule that others wrote is held against it, and what it
    /// does to them is no fault. What lies below is judged by itself; what is embedded was when the program was built.
    ///
    /// With a day, also what is stale on it and what its own dates will overtake soon.
    #[must_use]
    pub fn check(&self, as_of: Option<Day>) -> Findings {
        self.check_ahead(as_of, SOON_DAYS)
    }

    /// The same, where soon means within so many days.
    #[must_use]
    pub fn check_ahead(&self, as_of: Option<Day>, ahead: u16) -> Findings {
        let mut findings = self.judge(as_of, ahead);
        let is_readable = findings.credentials > 0 && findings.rules > 0;
        if !self.is_whole() && is_readable {
            let laid_over = |name: &str| self.catalog.iter().skip(1).flatten().any(|file| file.name == name);
            findings.faults.retain(|fault| laid_over(&fault.file) || (self.other_framework && fault.file == self.framework.name));
            if !self.is_embedded() {
                let below = Self { catalog: self.catalog[..1].to_vec(), ..self.clone() };
                let own = |fault: &Diagnostic| !self.other_framework || fault.file != self.framework.name;
                findings.faults.splice(0..0, below.judge(as_of, ahead).faults.into_iter().filter(own));
            }
        }
        findings
    }

    /// Every fault of all files together.
    fn judge(&self, as_of: Option<Day>, ahead: u16) -> Findings {
        let (catalog, places) = match Catalog::load_with_places(&self.catalog) {
            Ok(loaded) => loaded,
            Err(Diagnostics(faults)) => return Findings { faults, ..Findings::default() },
        };
        let mut faults = catalogue::faults(&catalog, &places);
        if self.is_whole() {
            faults.extend(catalogue::untidy(&catalog, &places));
        }
        faults.extend(sense::faults(&catalog, &places));
        let (mut rules, mut unasked) = (0, 0);
        match Framework::load(&self.framework, &catalog) {
            Err(Diagnostics(more)) => faults.extend(more),
            Ok(framework) => {
                rules = framework.naming.len() + framework.caution.len() + framework.advice.len() + framework.gate.len();
                rules += framework.criterion.iter().map(|criterion| criterion.grade.len()).sum::<usize>();
                // Without a day it is the one of the newest source: a check of the same data says the same on every day.
                let day = as_of.or(catalog.newest_reading).unwrap_or(framework.published);
                let snapshot = Snapshot::on(&catalog, &framework, day);
                let file = SourceMap::new(&self.framework);
                faults.extend(rules::faults(&snapshot, &file));
                faults.extend(stacks::faults(&snapshot, &file));
                match self.guide.as_ref().filter(|_| self.is_whole()).map(|guide| Guide::load(guide, &catalog, &framework)) {
                    Some(Err(Diagnostics(more))) => faults.extend(more),
                    Some(Ok(guide)) => faults.extend(guide.faults_of(&framework, &file)),
                    None => faults.extend(Guide::get().faults_of(&framework, &file)),
                }
                if self.is_whole() {
                    faults.extend(upkeep::faults(&snapshot, &file, &places));
                }
                // Who can come first takes long to find out.
                if self.is_whole() && faults.is_empty() {
                    (faults, unasked) = reachability::faults(&snapshot, &file, &places);
                }
            }
        }
        if let Some(day) = as_of {
            faults.extend(staleness::faults(&catalog, &places, day, ahead));
        }
        let order = places.files.iter().map(|map| map.file.name.as_str()).chain([self.framework.name.as_str()]);
        let order: Vec<&str> = order.chain(self.guide.iter().map(|guide| guide.name.as_str())).collect();
        // Of files with the same name the first counts.
        let order: HashMap<&str, usize> = order.into_iter().enumerate().rev().map(|(number, name)| (name, number)).collect();
        faults.sort_by_cached_key(|fault| (order.get(fault.file.as_str()).copied(), fault.span.start));
        Findings { faults, credentials: catalog.credentials.len(), rules, unasked, left_out: catalog.left_out }
    }

    /// Whether nothing is laid over it: only of data as its keepers keep it is more asked than of any other.
    fn is_whole(&self) -> bool {
        !self.other_framework && self.catalog.iter().skip(1).all(Vec::is_empty)
    }

    /// Whether what everything else lies over is part of the program.
    fn is_embedded(&self) -> bool {
        self.catalog.first() == Some(&embedded::provider_files())
    }
}
