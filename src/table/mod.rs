//! What people keep as files: bytes into text, text into lines, lines into rows of cells. No more than one row is in memory.

mod dialect;
mod lines;
mod rows;
mod text;

pub use dialect::{Dialect, separator};
pub(crate) use lines::too_long;
pub use lines::{LONGEST_LINE, Line, Lines};
pub use rows::{Cells, Table};
pub use text::{Decoded, Input, Opened, bytes_of_text, decode, encoding, open};
