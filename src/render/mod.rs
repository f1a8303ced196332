//! Everything that reaches a reader: JSON for programs, CSV for spreadsheets, a page for people. Nothing else writes to stdout.

#[cfg(feature = "cli")]
mod answer;
#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod check;
pub mod csv;
pub mod diff;
mod fill;
pub mod html;
pub mod ics;
pub mod json;
pub mod list;
pub mod markdown;
pub mod page;
pub mod plan;
pub mod quick;
pub mod recommend;
pub mod show;
#[cfg(feature = "cli")]
pub mod table;
pub mod timeline;
pub mod why;
pub mod words;

#[cfg(feature = "cli")]
pub use answer::write;
