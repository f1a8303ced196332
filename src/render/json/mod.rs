//! The JSON of the contract: shapes of their own, so that the inside can change without them.

mod change;
mod check;
mod common;
mod compare;
mod credential;
mod diff;
mod fragments;
mod guide;
mod plan;
mod quick;
mod recommendation;
mod sensitivity;
mod team;
mod why;

use std::io::{self, Write};

pub use change::Changes;
pub use check::{Checked, CoverageJson};
pub use compare::ComparisonJson;
pub use credential::Credentials;
pub use diff::DiffJson;
pub use fragments::Fragments;
pub use guide::GuideJson;
pub use plan::DatedPlan;
pub use quick::QuickTable;
pub use recommendation::Answer;
pub use team::TeamAnswer;
pub use why::WhyAnswer;

use crate::sanitize::is_unprintable;

/// The version of these shapes: keys may be added within one, never changed.
pub const SCHEMA_VERSION: u32 = 1;

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
