//! Everything that reaches a reader: JSON for programs, CSV for spreadsheets, a page for people. Nothing else writes to stdout.

#[cfg(feature = "cli")]
mod answer;
#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
mod caret;
#[cfg(feature = "cli")]
pub mod check;
pub mod compare;
pub mod conclusion;
pub mod coverage;
pub mod csv;
pub mod diff;
mod diff_view;
pub mod gantt_text;
pub mod guide;
pub mod html;
pub mod ics;
pub mod json;
pub mod label;
#[cfg(feature = "cli")]
mod lines;
pub mod list;
pub mod markdown;
pub mod phrases;
mod placeholders;
pub mod plan;
pub mod plan_view;
pub mod quick;
pub mod reasons;
pub mod recommend;
pub mod report;
mod sensitivity;
pub mod shortlist_view;
pub mod show;
#[cfg(feature = "cli")]
pub mod table;
pub mod team;
pub mod why;

#[cfg(feature = "cli")]
pub use answer::write;
