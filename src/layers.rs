//! The files of one call, in layers: what is embedded, and what was named over it or in its place.
//!
//! A path means the same to every command: a folder that holds `framework.toml` and `providers/` is a whole catalogue and
//! takes the place of the embedded one; everything else lies over it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::diagnostic::SourceFile;
use crate::embedded;
use crate::files::{self, Limit};

/// The files of a catalogue and its framework.
#[derive(Clone, Debug)]
pub struct Layers {
    /// Catalogue files by layers, lowest first.
    pub catalog: Vec<Vec<SourceFile>>,
    /// The framework file.
    pub framework: SourceFile,
}

impl Layers {
    /// The embedded data alone.
    #[must_use]
    pub fn embedded() -> Self {
        Self { catalog: vec![embedded::provider_files()], framework: embedded::framework_file() }
    }

    /// Adds what that path holds.
    ///
    /// # Errors
    /// As [`files::read_layer`] and [`Layers::lay_over`].
    pub fn add(&mut self, path: &Path, limit: Limit) -> Result<()> {
        let mut files = files::read_layer(path, limit)?;
        let rules = path.join("framework.toml");
        let is_whole = rules.is_file() && path.join("providers").is_dir();
        match files.iter().position(|file| is_whole && file.name == files::name_of(&rules)) {
            Some(rules) => {
                self.framework = files.remove(rules);
                self.catalog[0] = files;
                Ok(())
            }
            None => self.lay_over(files),
        }
    }

    /// Lays those files over what is there. One with gates or criteria is a framework, and takes the place of the one before it.
    ///
    /// # Errors
    /// When two of them are frameworks.
    pub fn lay_over(&mut self, files: Vec<SourceFile>) -> Result<()> {
        let (rules, facts): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.has_a_key(&["criterion", "gate"]));
        if let [first, second, ..] = rules.as_slice() {
            bail!("`{}` and `{}` are both frameworks; one answer follows one framework", first.name, second.name);
        }
        self.framework = rules.into_iter().next().unwrap_or_else(|| self.framework.clone());
        self.catalog.push(facts);
        Ok(())
    }

    /// The text of the file of that name; `None` where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let files = self.catalog.iter().flatten().chain([&self.framework]);
        files.into_iter().find(|file| file.name == name).map(|file| file.text.as_str())
    }
}
