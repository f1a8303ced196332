//! The data that is part of the program, and the one place that knows it is embedded.

use crate::catalog::Catalog;
use crate::fault::{Faults, SourceFile};
use crate::framework::Framework;

macro_rules! files {
    ($($path:literal)+) => { [$(($path, include_str!(concat!("../data/", $path))),)+] };
}

/// Every provider file; a test compares the list with the folder.
pub const PROVIDERS: &[(&str, &str)] = &files! {
    "providers/anthropic.toml"
    "providers/aws.toml"
    "providers/certnexus.toml"
    "providers/comptia.toml"
    "providers/databricks.toml"
    "providers/deeplearning-ai.toml"
    "providers/fast-ai.toml"
    "providers/github.toml"
    "providers/google.toml"
    "providers/harvard.toml"
    "providers/helsinki.toml"
    "providers/hugging-face.toml"
    "providers/iapp.toml"
    "providers/ibm.toml"
    "providers/isaca.toml"
    "providers/istqb.toml"
    "providers/kaggle.toml"
    "providers/linux-foundation.toml"
    "providers/microsoft.toml"
    "providers/mit.toml"
    "providers/nvidia.toml"
    "providers/openai.toml"
    "providers/oracle.toml"
    "providers/pmi.toml"
    "providers/red-hat.toml"
    "providers/salesforce.toml"
    "providers/sap.toml"
    "providers/snowflake.toml"
    "providers/stanford.toml"
};

const FRAMEWORK: &str = include_str!("../data/framework.toml");

/// The name of an embedded file, which is no path: a file of the same path may be laid over it.
fn embedded(path: &str, text: &str) -> SourceFile {
    SourceFile { name: format!("<embedded>/{path}"), text: text.to_owned() }
}

/// The embedded provider files, as the lowest layer of a catalogue.
#[must_use]
pub fn provider_files() -> Vec<SourceFile> {
    PROVIDERS.iter().map(|(path, text)| embedded(path, text)).collect()
}

/// The embedded framework file.
#[must_use]
pub fn framework_file() -> SourceFile {
    embedded("framework.toml", FRAMEWORK)
}

/// The embedded catalogue.
///
/// # Errors
/// When the embedded data is faulty, which a test rules out.
pub fn catalog() -> Result<Catalog, Faults> {
    Catalog::load(&[provider_files()])
}

/// The embedded framework, checked against the catalogue that it will speak of.
///
/// # Errors
/// When it names what that catalogue lacks.
pub fn framework(catalog: &Catalog) -> Result<Framework, Faults> {
    Framework::load(&framework_file(), catalog)
}
