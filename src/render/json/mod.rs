//! The JSON of the contract: shapes of their own, so that the inside can change without them.

mod change;
mod credential;
mod diff;
mod fragments;
mod plan;
mod quick;
mod recommendation;
mod why;

use std::io::{self, Write};

use serde::Serialize;

pub use change::Changes;
pub use credential::Credentials;
pub use diff::{DiffAnswer, DiffBecause, DiffChange, DiffJson, DiffRow, DiffRule};
pub use fragments::Fragments;
pub use plan::DatedPlan;
pub use quick::{QuickAnswer, QuickRow, QuickTable};
pub use recommendation::Answer;
pub use why::WhyAnswer;

use super::phrases;
use crate::catalog::Line;
use crate::decide::Candidate;
use crate::money::Usd;
use crate::sanitize::is_unprintable;

/// The version of these shapes: keys may be added within one, never changed.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Cost<'a> {
    low: Option<Usd>,
    high: Option<Usd>,
    lines: Vec<CostLine<'a>>,
}

#[derive(Serialize)]
struct CostLine<'a> {
    what: &'a str,
    low: Usd,
    high: Usd,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<(u32, u32)>,
}

impl Cost<'_> {
    fn new(candidate: &Candidate<'_>) -> Self {
        let bill = candidate.figures.bill.as_ref();
        let line =
            |line: &Line| CostLine { what: phrases::charge(line.what), low: line.amount.low, high: line.amount.high, months: line.months };
        Self {
            low: bill.map(|bill| bill.total.low),
            high: bill.map(|bill| bill.total.high),
            lines: bill.map(|bill| bill.lines.iter().map(line).collect()).unwrap_or_default(),
        }
    }
}

/// Writes JSON and a line break; what could drive a terminal or turn a line around is written as an escape.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, json: String) -> io::Result<()> {
    let risky = |c: char| c != '\n' && is_unprintable(c);
    // Most of it is plain, which a look at the bytes tells.
    let is_plain = json.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'));
    let json = if !is_plain && json.contains(risky) {
        let escaped = |c: char| if risky(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
        json.chars().map(escaped).collect()
    } else {
        json
    };
    writeln!(out, "{json}")
}
