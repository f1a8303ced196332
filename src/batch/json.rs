//! Situations as JSON: one object a line; or a list of objects, and objects that take several lines.

use std::io::{self, BufRead};

use super::given::Given;
use super::{Text, Unread};
use crate::situation::SituationInput;
use crate::table::{LONGEST_LINE, Line, Lines, too_long};

/// What stands deeper in brackets than this is the fault of a bracket that nothing closes.
const DEEPEST: usize = 64;

/// One object a line.
pub(super) struct JsonLines<R> {
    lines: Lines<R>,
}

impl<R> JsonLines<R> {
    pub(super) fn new(lines: Lines<R>) -> Self {
        Self { lines }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = io::Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let text = match self.lines.next_line() {
                Ok(None) => return None,
                Ok(Some(Line::Whole(bytes))) => Text::Json(bytes),
                Ok(Some(Line::TooLong)) => Text::Faulty(too_long()),
                Err(error) => return Some(Err(error)),
            };
            let says_nothing = |bytes: &Vec<u8>| bytes[0] != b'{' && String::from_utf8_lossy(bytes).trim().is_empty();
            if !matches!(&text, Text::Json(bytes) if says_nothing(bytes)) {
                return Some(Ok(Unread { line: self.lines.line(), bytes: self.lines.bytes(), text }));
            }
        }
    }
}

/// Whether an object that begins in the first line goes on in the second.
pub(super) fn is_spread(first: &str, second: &str) -> bool {
    let mut scan = Scan::default();
    first.starts_with('{') && scan.end(first.as_bytes()).is_none() && !scan.in_string && !second.is_empty() && !second.starts_with('{')
}

/// Looks for the end of an object; only brackets and quotes are looked at.
#[derive(Debug, Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Goes on in those bytes, and says behind which of them the object ends.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    // A string ends in its line: this one is not closed.
                    b'\n' => return None,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn is_hopeless(&self) -> bool {
        self.in_string || self.depth > DEEPEST
    }
}

/// A list of objects, or objects one behind the other, each over as many lines as it likes.
///
/// An object that nothing closes costs itself: reading goes on at the next line that begins as the first object's does.
pub(super) struct JsonText<R> {
    lines: Lines<R>,
    /// The line that is read, and from where on.
    line: Vec<u8>,
    at: usize,
    /// How far the line is set in, in which the first object begins.
    indent: Option<usize>,
    /// Whether what is read belongs to an object that was given up.
    skips: bool,
}

impl<R: BufRead> JsonText<R> {
    pub(super) fn new(lines: Lines<R>) -> Self {
        Self { lines, line: Vec::new(), at: 0, indent: None, skips: false }
    }

    fn row(&mut self) -> io::Result<Option<Unread>> {
        loop {
            // What stands between objects says nothing.
            let between = |byte: &u8| byte.is_ascii_whitespace() || b",[]}".contains(byte);
            self.at += self.line[self.at..].iter().take_while(|byte| between(byte)).count();
            match self.line.get(self.at) {
                Some(b'{') => return self.object().map(Some),
                Some(_) => return Ok(Some(self.other())),
                None => match self.lines.next_line()? {
                    None => return Ok(None),
                    Some(Line::TooLong) if self.skips => {}
                    Some(Line::TooLong) => return Ok(Some(self.unread(self.lines.line(), Text::Faulty(too_long())))),
                    Some(Line::Whole(line)) if self.skips && !self.begins_object(&line) => {}
                    Some(Line::Whole(line)) => (self.line, self.at, self.skips) = (line, 0, false),
                },
            }
        }
    }

    fn unread(&self, line: u64, text: Text) -> Unread {
        Unread { line, bytes: self.lines.bytes(), text }
    }

    /// What is no object, up to the next comma or the end of the line.
    fn other(&mut self) -> Unread {
        let (mut in_string, rest) = (false, &self.line[self.at..]);
        let ends = |byte: &u8| {
            in_string ^= *byte == b'"';
            !in_string && b",]".contains(byte)
        };
        let text = rest[..rest.iter().position(ends).unwrap_or(rest.len())].to_vec();
        self.at += text.len();
        self.unread(self.lines.line(), Text::Json(text))
    }

    fn object(&mut self) -> io::Result<Unread> {
        let begins = self.lines.line();
        self.indent.get_or_insert(indent(&self.line));
        let (mut text, mut scan, mut too_long_behind) = (Vec::new(), Scan::default(), false);
        // The lines behind its first one, and where in them another object may begin.
        let (mut behind, mut next) = (Vec::new(), None);
        loop {
            let rest = &self.line[self.at..];
            if let Some(end) = scan.end(rest) {
                text.extend(&rest[..end]);
                self.at += end;
                return Ok(self.unread(begins, Text::Json(text)));
            }
            text.extend(rest);
            (self.line, self.at) = (Vec::new(), 0);
            if scan.is_hopeless() || text.len() as u64 > LONGEST_LINE {
                break;
            }
            match self.lines.next_line()? {
                None => break,
                Some(Line::TooLong) => {
                    too_long_behind = true;
                    break;
                }
                Some(Line::Whole(line)) => {
                    if next.is_none() && self.begins_object(&line) {
                        next = Some(behind.len());
                    }
                    behind.extend(&line);
                    self.line = line;
                }
            }
        }
        match next {
            Some(next) => {
                let between = behind[..next].split_inclusive(|byte| *byte == b'\n').count() as u64;
                text.truncate(text.len() - (behind.len() - next));
                self.lines.rewind(begins + between, behind.split_off(next), too_long_behind);
            }
            None => self.skips = true,
        }
        Ok(self.unread(begins, Text::Json(text)))
    }

    /// Whether a line is set in as the first object's, and begins one.
    fn begins_object(&self, line: &[u8]) -> bool {
        let begins = line.iter().find(|byte| !byte.is_ascii_whitespace() && !b",[]}".contains(byte));
        begins == Some(&b'{') && self.indent.is_none_or(|first| first == indent(line))
    }
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

impl<R: BufRead> Iterator for JsonText<R> {
    type Item = io::Result<Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row().transpose()
    }
}

/// Reads the situation of an object that begins in that line, whatever is wrong with it told at once; what is the caller's own goes
/// to `given`.
pub(super) fn json_situation(text: &str, given: &mut Given, line: u64) -> Result<SituationInput, String> {
    let text = text.trim();
    if !text.starts_with('{') {
        return Err(format!(
            "a line is an object such as {{\"role\": \"developer\"}}, or a row under a header that names its columns; this is neither: `{}`",
            crate::sanitize::quote_input(text)
        ));
    }
    given.read(text).map_err(|error| {
        let faults = Given::faults(text);
        if faults.is_empty() {
            let place = match error.line() {
                1 => format!("column {}", error.column()),
                more => format!("line {}, column {}", line + more as u64 - 1, error.column()),
            };
            return format!("{place}: {}", without_place(&error));
        }
        faults.join("; ")
    })
}

/// What an error of serde's says, without the place: that counts from where the value begins.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    said.strip_suffix(&place).unwrap_or(&said).to_owned()
}
