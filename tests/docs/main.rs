//! The pages of the documentation are true: what they show is what the program prints, and what they give to copy is sound.

mod contributing;
mod example;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod readme;
