//! The JSON of the faults of the data.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::check::Findings;
use crate::diagnostic::Diagnostic;

/// The answer of `check`.
#[derive(Serialize)]
pub struct Checked<'a> {
    schema_version: u32,
    credentials: usize,
    rules: usize,
    unasked: usize,
    faults: Vec<Fault<'a>>,
}

#[derive(Serialize)]
struct Fault<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

impl<'a> Checked<'a> {
    /// Takes what a check found.
    #[must_use]
    pub fn new(report: &'a Findings) -> Self {
        let fault = |fault: &'a Diagnostic| Fault {
            file: &fault.file,
            line: fault.line,
            column: fault.column,
            message: &fault.message,
            hint: fault.hint.as_deref(),
        };
        Self {
            schema_version: SCHEMA_VERSION,
            credentials: report.credentials,
            rules: report.rules,
            unasked: report.unasked,
            faults: report.faults.iter().map(fault).collect(),
        }
    }
}
