//! What is wrong with a file, and where.

use std::fmt;
use std::ops::Range;

/// A file that was read: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the person gave it, or the path inside the project.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// One thing wrong with a file. Prints as `file:line:column: what is wrong`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", crate::text::plain(&self.file), self.line, self.column, crate::text::plain(&self.message))
    }
}

impl std::error::Error for Fault {}

impl SourceFile {
    /// A fault at that span of bytes.
    #[must_use]
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Fault {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        }
    }

    /// Reads the whole text as TOML.
    ///
    /// # Errors
    /// The first fault, at its place.
    pub fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Fault> {
        toml::from_str(&self.text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            self.fault(span.clone(), with_suggestion(message, self.text.get(span).unwrap_or_default()))
        })
    }
}

/// Puts the nearest known key before serde's list of all of them.
fn with_suggestion(message: String, written: &str) -> String {
    let Some((head, list)) = message.split_once(", expected ") else {
        return message;
    };
    if !head.starts_with("unknown field") {
        return message;
    }
    let known = list.split('`').skip(1).step_by(2);
    match crate::vocabulary::nearest(written, known).first() {
        Some(near) => format!("{head}; did you mean `{near}`? known: {}", list.trim_start_matches("one of ").replace('`', "")),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let file = SourceFile { name: "x.toml".into(), text: "a = 1\nid = '日本' x".into() };
        let at = file.text.find('x').expect("there");
        let fault = file.fault(at..at + 1, "odd");
        assert_eq!(fault.to_string(), "x.toml:2:11: odd");
    }
}
