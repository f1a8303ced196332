//! An answer as one page to send or to print: no script, nothing loaded. The templates lie in `templates/`; askama, which escapes what
//! stands in them, is known here alone. What is said comes from where the other formats have it.

mod chart;
mod components;
mod costs;
mod gantt;
mod layout;
pub mod plan;
pub mod recommend;
mod request;
mod situation;

use std::io::{self, Write};

use askama::Template;

use crate::sanitize::sanitize;

/// What a page says of the call that made it.
#[derive(Clone, Debug)]
pub struct Foot<'a> {
    /// The command that gives the same answer.
    pub command: &'a str,
    /// What came from the person's own settings; `None` where nothing did.
    pub settings: Option<String>,
}

/// Writes the page. What could turn the reading direction is replaced here, whichever text it stands in.
fn write(out: &mut dyn Write, page: &impl Template) -> io::Result<()> {
    let html = page.render().map_err(io::Error::other)?;
    html.lines().filter(|line| !line.trim().is_empty()).try_for_each(|line| writeln!(out, "{}", sanitize(line)))
}
