//! `certwise` answers "which AI certification is worth it for me?": a handful of answers in; a ranked, explained, costed
//! and dated shortlist out; offline, from a catalogue that says where each fact comes from.
//!
//! ```text
//! data/*.toml ──► Catalog + Framework ──► Snapshot (one day) ─┐
//!                                                             ├─► decide ─► Recommendation ─► render
//! flags / file / line ──► Situation ──────────────────────────┘
//! ```
//!
//! Without the feature `cli` it knows no terminal and no file, and gives the same answers inside a page in a browser.

#[cfg(feature = "cli")]
pub mod ask;
pub mod batch;
pub mod calendar;
pub mod catalog;
pub mod certificates;
pub mod change;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod commands;
pub mod compare;
#[cfg(feature = "cli")]
pub mod config;
pub mod counterfactual;
pub mod decide;
pub mod diagnostic;
pub mod diff;
pub mod embedded;
#[cfg(feature = "cli")]
pub mod files;
pub mod framework;
pub mod guide;
pub mod interview;
pub mod layers;
pub mod listing;
pub mod money;
#[cfg(feature = "cli")]
pub mod pager;
mod parts;
pub mod plan;
pub mod prepared;
pub mod quick;
pub mod recommendation;
pub mod render;
pub mod rules;
pub mod sanitize;
pub mod schema;
pub mod situation;
pub mod snapshot;
pub mod table;
pub mod team;
pub mod values;
#[cfg(feature = "verify")]
pub mod verify;
pub mod vocabulary;
