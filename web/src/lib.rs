//! certwise as one page in a browser: requests in JSON, answers in JSON whose HTML is drawn from the same reports as the terminal's.
//!
//! ```text
//! page.js ──► door ──► answer ─► Person (what is told) ─► certwise::decide … ─► Report ─► fragment (HTML)
//! worker.js ─► (the same, for what takes longer)                                    └─► words (flags and commands become links)
//! ```

mod answers;
mod certificates;
#[cfg(target_family = "wasm")]
mod door;
mod fragment;
#[cfg(not(target_family = "wasm"))]
pub mod index;
mod words;

pub use answers::answer;
