//! The lines of the input, none of them longer than a line may be, and each given again where a row turns out to end before it.

use std::io::{self, BufRead, Cursor, Read as _};

/// The longest line that is read, in bytes; a longer one is a fault of its own.
pub(super) const LONGEST_LINE: u64 = 1 << 20;

/// The lines of the input; only one of them is in memory.
pub(super) struct Lines<R> {
    input: R,
    /// The number of the last line that was given.
    pub(super) line: u64,
    /// How many bytes were taken of the input.
    pub(super) bytes: u64,
    /// Lines that are given once more before those of the input.
    again: Cursor<Vec<u8>>,
    /// Whether a line that was too long stood behind those.
    too_long_behind: bool,
}

/// One line with its end, which the last one has too.
pub(super) enum Line {
    Whole(Vec<u8>),
    /// It is longer than [`LONGEST_LINE`]: what it said is gone.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 0, bytes: 0, again: Cursor::default(), too_long_behind: false }
    }

    /// The next line; `None` behind the last.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        if self.again.read_until(b'\n', &mut bytes)? == 0 {
            if std::mem::take(&mut self.too_long_behind) {
                self.line += 1;
                return Ok(Some(Line::TooLong));
            }
            match self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes)? {
                0 => return Ok(None),
                read => self.bytes += read as u64,
            }
        }
        self.line += 1;
        if bytes.last() != Some(&b'\n') {
            if bytes.len() as u64 == LONGEST_LINE {
                self.bytes += self.input.skip_until(b'\n')? as u64;
                return Ok(Some(Line::TooLong));
            }
            bytes.push(b'\n');
        }
        Ok(Some(Line::Whole(bytes)))
    }

    /// Whether what comes next was given before.
    pub(super) fn is_again(&self) -> bool {
        self.again.position() < self.again.get_ref().len() as u64
    }

    /// Gives the lines behind that one once more.
    pub(super) fn rewind(&mut self, line: u64, behind: Vec<u8>, too_long_behind: bool) {
        (self.line, self.again, self.too_long_behind) = (line, Cursor::new(behind), too_long_behind);
    }
}

pub(super) fn too_long() -> String {
    format!("the line is longer than {LONGEST_LINE} bytes")
}
