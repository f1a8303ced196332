//! What is wrong with a file, and where.

mod read;
mod source_map;

use std::fmt;
use std::ops::Range;

pub use read::FORMAT;
pub use source_map::{KeyPart, SourceFile, SourceMap};

/// One thing wrong with a file. Prints as `file:line:column: what is wrong; what would be right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place as bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right; absent when the message says it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl Diagnostic {
    /// What is said where `what`, which stands here, stands once more.
    #[must_use]
    pub fn twice(&self, what: &str) -> String {
        format!("{what} stands twice; first in {}:{}", self.file, self.line)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, .. } = self;
        write!(f, "{}:{line}:{column}: {}", crate::sanitize::sanitize(file), crate::sanitize::sanitize(message))?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {}", crate::sanitize::sanitize(hint)))
    }
}

impl std::error::Error for Diagnostic {}

/// Everything wrong with some files, at least one thing. Prints as the first, and how many more there are: whoever prints it
/// knows how the others are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => f.write_str("faulty"),
            [only] => only.fmt(f),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

impl Diagnostics {
    /// All of them in one paragraph: for what is short, and nothing else shows.
    #[must_use]
    pub fn all(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(fault: Diagnostic) -> Self {
        Self(vec![fault])
    }
}
