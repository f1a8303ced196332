//! The files of one call, in layers: what is embedded, and what was named over it or in its place.

use crate::diagnostic::SourceFile;
use crate::embedded;

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

    /// Lays those files over what is there. One with gates or criteria is a framework, and takes the place of the one before it.
    ///
    /// # Errors
    /// When two of them are frameworks.
    pub fn lay_over(&mut self, files: Vec<SourceFile>) -> Result<(), String> {
        let (rules, facts): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.has_a_key(&["criterion", "gate"]));
        if let [first, second, ..] = rules.as_slice() {
            return Err(format!("`{}` and `{}` are both frameworks; one answer follows one framework", first.name, second.name));
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
