//! What a file or a person wrote is text: nothing in it may drive a terminal, a spreadsheet or a page.

use std::borrow::Cow;
use std::ffi::OsStr;

/// Whether a character could drive a terminal or turn the reading direction of what stands around it.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text with every control and bidirectional character replaced by `\u{fffd}`.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unprintable) {
        text.chars().map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect()
    } else {
        text.into()
    }
}

/// What somebody wrote, fit to be repeated in a message: plain, and cut after 60 characters.
#[must_use]
pub fn quote_input(text: &str) -> Cow<'_, str> {
    cut(text, 60)
}

/// More characters than this nobody reads in one line; what lays out tables and calendars takes the square of them, or gives up.
pub const LONGEST_LINE: usize = 1000;

/// The text plain, and cut after so many characters.
#[must_use]
pub fn cut(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", sanitize(&text[..end])).into(),
        None => sanitize(text),
    }
}

/// A word as a shell that it is pasted into takes it: for one word, and nothing in it for more than text.
///
/// shlex and shell-words keep every control character as it is, which is what no page and no terminal may be shown.
#[must_use]
pub fn quoted(word: impl AsRef<OsStr>) -> String {
    let word = word.as_ref();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=:,@%".contains(c);
    match word.to_str() {
        Some(text) if !text.is_empty() && text.chars().all(plain) => text.to_owned(),
        Some(text) if !text.chars().any(is_unprintable) => format!("'{}'", text.replace('\'', r"'\''")),
        // What cannot be shown is told byte by byte, as shells other than the barest read it.
        _ => {
            let byte = |byte: &u8| if plain(char::from(*byte)) { char::from(*byte).to_string() } else { format!("\\x{byte:02x}") };
            format!("$'{}'", word.as_encoded_bytes().iter().map(byte).collect::<String>())
        }
    }
}

/// Joins with commas and, before the last, `word`: `a, b or c`.
#[must_use]
pub fn join(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_repeats_no_more_than_60_characters() {
        assert_eq!(quote_input(&"é".repeat(60)).chars().count(), 60);
        assert_eq!(quote_input(&"é".repeat(61)).chars().count(), 61);
        assert!(quote_input(&"x".repeat(1000)).ends_with("x…"));
        assert_eq!(cut("日本\u{1b}語", 3), "日本\u{fffd}…");
    }

    #[test]
    fn control_and_bidirectional_characters_are_replaced() {
        assert_eq!(sanitize("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert!(matches!(sanitize("日本語 é"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        assert_eq!(quoted("./a-b/c_d.toml"), "./a-b/c_d.toml");
        assert_eq!(quoted("2026-12-20..2027-01-05"), "2026-12-20..2027-01-05");
        assert_eq!(quoted("my file.toml"), "'my file.toml'");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted("{a,b}!"), "'{a,b}!'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a\n\u{202e}b"), r"$'a\x0a\xe2\x80\xaeb'");
    }
}
