//! The lines of the input, none of them longer than a line may be, and each given again where a row turns out to end before it.

use std::io::{self, BufRead, Cursor, Read as _};

/// The longest line that is read, in bytes; a longer one is a fault of its own.
pub const LONGEST_LINE: u64 = 1 << 20;

/// The lines of the input; only one of them is in memory.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    /// Bytes of the input that one byte of these lines took.
    each: u64,
    /// The number of the last line that was given.
    line: u64,
    bytes: u64,
    /// Lines that are given once more before those of the input.
    again: Cursor<Vec<u8>>,
    /// Whether a line that was too long stood behind those.
    too_long_behind: bool,
}

/// One line with its end, which the last one has too.
#[derive(Debug)]
pub enum Line {
    /// What it says.
    Whole(Vec<u8>),
    /// It is longer than [`LONGEST_LINE`]: what it said is gone.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    /// Of that input, of which so many bytes made `each` byte of text.
    pub fn new(input: R, each: u64) -> Self {
        Self { input, each, line: 0, bytes: 0, again: Cursor::default(), too_long_behind: false }
    }

    /// The number of the last line that was given; 0 before the first.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes were taken of the input.
    pub fn bytes(&self) -> u64 {
        self.bytes * self.each
    }

    /// The next line; `None` behind the last.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
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

    /// The input from where the next line begins, where no line is to be given again.
    pub fn into_input(self) -> R {
        self.input
    }

    /// Whether what comes next was given before.
    pub fn is_again(&self) -> bool {
        self.again.position() < self.again.get_ref().len() as u64
    }

    /// Gives the lines behind that one once more, and after them what was still to be given again.
    pub fn rewind(&mut self, line: u64, mut behind: Vec<u8>, too_long_behind: bool) {
        let given = usize::try_from(self.again.position()).unwrap_or(usize::MAX);
        behind.extend(self.again.get_ref().get(given..).unwrap_or_default());
        (self.line, self.again) = (line, Cursor::new(behind));
        self.too_long_behind |= too_long_behind;
    }
}

pub(crate) fn too_long() -> String {
    format!("the line is longer than {LONGEST_LINE} bytes")
}
