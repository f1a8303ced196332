//! The JSON of the faults of the data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::calendar::Day;
use crate::check::Findings;
use crate::check::coverage::Coverage;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Fact, Foundation};

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

/// The answer of `check --coverage`.
#[derive(Serialize)]
pub struct CoverageJson<'a> {
    schema_version: u32,
    as_of: Day,
    credentials: usize,
    providers: usize,
    /// Credentials of which this rests on the vendor's own page, or on a dated reading of it.
    proved: Proved,
    /// Sources by kind.
    sources: &'a BTreeMap<Foundation, usize>,
    exams: Exams,
    facts: Vec<FactJson<'a>>,
}

#[derive(Serialize)]
struct Proved {
    price: usize,
    status: usize,
    dates: usize,
    all: usize,
}

#[derive(Serialize)]
struct Exams {
    all: usize,
    languages_known: usize,
    delivery_known: usize,
}

#[derive(Serialize)]
struct FactJson<'a> {
    fact: Fact,
    known: usize,
    rests_on: &'a BTreeMap<Foundation, usize>,
    median_age_days: Option<i32>,
}

impl<'a> CoverageJson<'a> {
    /// Takes all that was counted.
    #[must_use]
    pub fn new(coverage: &'a Coverage) -> Self {
        let Coverage { as_of, credentials, providers, proved: all, parts: [price, status, dates], sources, facts, exams } = coverage;
        let [exams, languages_known, delivery_known] = *exams;
        let fact = |it: &'a crate::check::coverage::FactCoverage| FactJson {
            fact: it.fact,
            known: it.known,
            rests_on: &it.rests_on,
            median_age_days: it.median_age,
        };
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: *as_of,
            credentials: *credentials,
            providers: *providers,
            proved: Proved { price: *price, status: *status, dates: *dates, all: *all },
            sources,
            exams: Exams { all: exams, languages_known, delivery_known },
            facts: facts.iter().map(fact).collect(),
        }
    }
}
