//! The data that is part of the program, and the one place that knows it is embedded.

use crate::catalog::Catalog;
use crate::diagnostic::SourceFile;
use crate::framework::Framework;
use crate::rules::Rules;

/// Every catalogue file of `data`, what lies outside it last: its path inside `data`, and its text. `build.rs` finds them.
pub const PROVIDERS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/providers.rs"));

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

/// The embedded guide file.
#[must_use]
pub fn guide_file() -> SourceFile {
    embedded("guide.toml", crate::guide::TEXT)
}

/// The embedded catalogue and framework, and their rules as sets, as the build prepared them: reading the files gives the same.
///
/// # Panics
/// Never: the build wrote them for these types.
#[must_use]
pub fn prepared() -> (Catalog, Framework, Rules) {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/data.bin"))).expect("the build wrote it for these types")
}
