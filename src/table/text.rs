//! Bytes into text: the encodings and line ends that files have, and what is no text at all.

use std::io::{self, BufRead, BufReader, Cursor, Read};

#[cfg(feature = "cli")]
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
#[cfg(feature = "cli")]
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{LONGEST_LINE, Lines};

/// Where bytes come from.
pub type Input<'i> = Box<dyn BufRead + 'i>;

/// So many of the first bytes tell whether every second one is empty.
const LOOKED_AT: usize = 32;

/// How to go on with a workbook, whatever made it.
const AS_CSV: &str = "open it and save the sheet as CSV (in Excel: File, Save As, «CSV UTF-8»; in LibreOffice: File, Save As, «Text CSV»; \
                      in Numbers: File, Export To, CSV), and give that file";

/// What begins with these bytes is no text: what it is, and how to go on.
const NO_TEXT: [(&[u8], &str, &str); 8] = [
    (b"PK\x03\x04", "a workbook (.xlsx, .ods, .numbers) or another zip archive", AS_CSV),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of an older Excel (.xls)", AS_CSV),
    (b"%PDF", "a PDF", "a table is taken as CSV: export it from the program that made the PDF"),
    (b"{\\rtf", "a formatted document (.rtf)", "save it as plain text"),
    (b"\x1f\x8b", "packed by gzip", "unpack it first, for example with `gunzip`"),
    (b"BZh", "packed by bzip2", "unpack it first, for example with `bunzip2`"),
    (b"\xfd7zXZ\0", "packed by xz", "unpack it first, for example with `unxz`"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd", "unpack it first, for example with `unzstd`"),
];

/// An input whose encoding and line ends are told from its beginning.
pub struct Opened<'i> {
    /// Its lines, each in UTF-8 (or see [`decode`]) and ended by a line feed.
    pub lines: Lines<Input<'i>>,
    /// The first two lines that say something, each with its number; fewer where there are fewer within [`LONGEST_LINE`].
    pub begins: Vec<(u64, String)>,
}

/// Opens an input: UTF-8 and UTF-16, with and without a mark, or some encoding with ASCII in it; lines ended by LF, CRLF or CR.
///
/// # Errors
/// When it cannot be read; and, as [`io::ErrorKind::InvalidData`], when it is no text, with how to go on.
pub fn open<'i>(input: impl BufRead + 'i) -> io::Result<Opened<'i>> {
    let (mut input, mut head): (Input<'i>, _) = (Box::new(input), Vec::new());
    read_lines(&mut input, &mut head, 1)?;
    if let Some((_, what, how)) = NO_TEXT.iter().find(|(begins, ..)| head.starts_with(begins)) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("it is {what}, and no text; {how}")));
    }
    let (mut input, mut head, each) = in_utf_8(input, head);
    read_lines(&mut input, &mut head, 2)?;
    while head.starts_with("\u{feff}".as_bytes()) {
        head.drain(..3);
        read_lines(&mut input, &mut head, 2)?;
    }
    // Where a line feed ends the lines, a carriage return within one is no end of its own.
    let first = head.split_inclusive(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    if first.is_some_and(|line| line.trim_ascii().contains(&b'\r')) {
        let bytes = Cursor::new(std::mem::take(&mut head)).chain(input);
        input = Box::new(BufReader::new(LineFeeds { input: bytes, after_return: false }));
        read_lines(&mut input, &mut head, 2)?;
    }
    let said = head.split_inclusive(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty());
    let begins = said.take(2).map(|(line, number)| (number, decode(line.to_vec()).text)).collect();
    Ok(Opened { lines: Lines::new(Box::new(Cursor::new(head).chain(input)), each), begins })
}

/// The input in UTF-8 where it is in UTF-16, what was read of it, and how many bytes stood for one.
#[cfg(feature = "cli")]
fn in_utf_8(input: Input<'_>, head: Vec<u8>) -> (Input<'_>, Vec<u8>, u64) {
    let Some(encoding) = utf_16(&head) else { return (input, head, 1) };
    let encoding = if encoding == UTF_16LE.name() { UTF_16LE } else { UTF_16BE };
    let decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(Cursor::new(head).chain(input));
    (Box::new(BufReader::new(decoded)), Vec::new(), 2)
}

/// Nothing is turned here into what it is not: see [`encoding`].
#[cfg(not(feature = "cli"))]
fn in_utf_8(input: Input<'_>, head: Vec<u8>) -> (Input<'_>, Vec<u8>, u64) {
    (input, head, 1)
}

/// The text of a whole input that was read into memory, in UTF-8 without a mark; and a word of it that was read as Windows-1252.
///
/// # Errors
/// As [`open`].
pub fn bytes_of_text(bytes: &[u8]) -> io::Result<Decoded> {
    let mut text = Vec::new();
    // Lines may be as long as the whole here: it is in memory anyhow.
    open(bytes)?.lines.into_input().read_to_end(&mut text)?;
    Ok(decode(text))
}

/// Reads until `head` has so many lines that say something, or is as long as a line may be.
fn read_lines(input: &mut Input<'_>, head: &mut Vec<u8>, many: usize) -> io::Result<()> {
    let says = |line: &[u8]| !line.trim_ascii().is_empty();
    let mut said = head.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n") && says(line)).count();
    while said < many {
        let begins = head.len();
        let room = LONGEST_LINE.saturating_sub(begins as u64);
        if input.by_ref().take(room).read_until(b'\n', head)? == 0 {
            break;
        }
        said += usize::from(says(&head[begins..]));
    }
    Ok(())
}

/// In which encoding a text is that is not in UTF-8, by the name that the web has for it; `None` where it is. Without `cli` only UTF-8 is
/// read here: a browser knows the others, and turns them into it.
#[must_use]
pub fn encoding(text: &[u8]) -> Option<&'static str> {
    utf_16(text).or_else(|| std::str::from_utf8(text).is_err().then_some("windows-1252"))
}

/// UTF-16, with a mark or without: of what is written in Latin letters, every second byte is empty and no other.
fn utf_16(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xff, 0xfe, ..] => return Some("UTF-16LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let pairs = || head[..head.len().min(LOOKED_AT)].chunks_exact(2);
    let empty = |place: usize| pairs().filter(|pair| pair[place] == 0).count();
    let most = (pairs().len() * 3 / 4).max(1);
    match (empty(0), empty(1)) {
        (0, zeros) if zeros >= most => Some("UTF-16LE"),
        (zeros, 0) if zeros >= most => Some("UTF-16BE"),
        _ => None,
    }
}

/// Turns the line ends CR and CRLF into LF.
struct LineFeeds<R> {
    input: R,
    /// Whether the last byte was a carriage return, whose line feed is still to come.
    after_return: bool,
}

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.input.read(buffer)?;
            let mut kept = 0;
            for at in 0..read {
                let byte = buffer[at];
                if byte != b'\n' || !self.after_return {
                    buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
                self.after_return = byte == b'\r';
            }
            // Nothing kept would mean the end.
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

/// Text, and how it was got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Where the bytes were no UTF-8 and were read as Windows-1252: the first word in which that made a difference.
    pub windows_1252: Option<String>,
}

/// The text of bytes that should be UTF-8; where they are not they are read as Windows-1252, in which spreadsheets of western
/// Europe and America are kept.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, windows_1252: None },
        Err(error) => {
            #[cfg(feature = "cli")]
            let text = WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned();
            #[cfg(not(feature = "cli"))]
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let word =
                |is_it: fn(char) -> bool| text.split(|c: char| c.is_whitespace() || ",;|\"".contains(c)).find(|word| word.contains(is_it));
            let letter = word(|c| !c.is_ascii() && c.is_alphabetic());
            let windows_1252 = letter.or_else(|| word(|c| !c.is_ascii())).unwrap_or_default().to_owned();
            Decoded { text, windows_1252: Some(windows_1252) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        bytes_of_text(bytes).expect("text").text
    }

    #[test]
    fn the_same_text_in_every_encoding_and_with_every_line_end() {
        let plain = "role,budget\ndéveloper,300\n\nleader,\n";
        for ends in ["\n", "\r\n", "\r"] {
            let written = plain.replace('\n', ends);
            let utf_16 =
                |mark: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("{mark}{written}").encode_utf16().flat_map(order).collect() };
            let mut all = vec![written.clone().into_bytes(), format!("\u{feff}{written}").into_bytes()];
            for mark in ["", "\u{feff}"] {
                all.extend([utf_16(mark, u16::to_le_bytes), utf_16(mark, u16::to_be_bytes)]);
            }
            all.push(WINDOWS_1252.encode(&written).0.into_owned());
            assert_eq!(all.iter().filter(|bytes| encoding(bytes).is_some()).count(), 5, "all but UTF-8, with and without a mark");
            for bytes in all {
                assert_eq!(text(&bytes).replace("\r\n", "\n"), plain, "{ends:?}: {bytes:02x?}");
            }
        }
    }

    #[test]
    fn what_was_no_utf_8_is_told_by_a_word_of_it() {
        assert_eq!(decode(b"a \x96 caf\xe9, x".to_vec()), Decoded { text: "a – café, x".into(), windows_1252: Some("café".into()) });
        assert_eq!(decode(b"a \x96 x".to_vec()).windows_1252.as_deref(), Some("–"));
        assert_eq!(decode("é".into()).windows_1252, None);
    }

    #[test]
    fn what_is_no_text_is_told_how_to_become_it() {
        for (bytes, says) in [(&b"PK\x03\x04\x14\0"[..], "save the sheet as CSV"), (b"%PDF-1.7\n", "PDF"), (b"\x1f\x8b\x08", "gunzip")] {
            let said = open(bytes).map(|_| ()).expect_err("no text");
            assert!(said.kind() == io::ErrorKind::InvalidData && said.to_string().contains(says), "{said}");
        }
    }

    #[test]
    fn a_line_feed_of_its_own_buffer_is_no_second_end() {
        // Each read gives one byte.
        let input = BufReader::with_capacity(1, &b"a\r\nb\rc\r\n\r\nd"[..]);
        let mut read = String::new();
        LineFeeds { input, after_return: false }.read_to_string(&mut read).expect("readable");
        assert_eq!(read, "a\nb\nc\n\nd");
    }
}
