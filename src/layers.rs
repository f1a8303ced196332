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
    /// Whether that framework came later than the lowest layer, in the place of the one that belongs to it.
    pub other_framework: bool,
    /// The guide beside them; `None` where there is none.
    pub guide: Option<SourceFile>,
}

impl Layers {
    /// The embedded data alone.
    #[must_use]
    pub fn embedded() -> Self {
        let (framework, guide) = (embedded::framework_file(), Some(embedded::guide_file()));
        Self { catalog: vec![embedded::provider_files()], framework, other_framework: false, guide }
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
        if let Some(rules) = rules.into_iter().next() {
            self.replace_framework(rules);
        }
        self.catalog.push(facts);
        Ok(())
    }

    /// Puts that framework in the place of the one before it, over the same catalogue.
    pub fn replace_framework(&mut self, framework: SourceFile) {
        (self.framework, self.other_framework) = (framework, true);
    }

    /// The text of the file of that name; `None` where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let files = self.catalog.iter().flatten().chain([&self.framework]).chain(&self.guide);
        files.into_iter().find(|file| file.name == name).map(|file| file.text.as_str())
    }
}
