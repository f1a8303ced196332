//! The weekly run.
