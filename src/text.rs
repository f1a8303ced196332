//! What a file or a person wrote is text: nothing in it may drive a terminal, a spreadsheet or a page.

use std::borrow::Cow;

/// Whether a character could drive a terminal or turn the reading direction of what stands around it.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text with every control and bidirectional character replaced by `\u{fffd}`.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unprintable) {
        text.chars().map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect()
    } else {
        text.into()
    }
}

/// What somebody wrote, fit to be repeated in a message: plain, and cut after 60 characters.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", plain(&text[..end])).into(),
        None => plain(text),
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
        assert_eq!(shown(&"é".repeat(60)).chars().count(), 60);
        assert_eq!(shown(&"é".repeat(61)).chars().count(), 61);
        assert!(shown(&"x".repeat(1000)).ends_with("x…"));
    }

    #[test]
    fn control_and_bidirectional_characters_are_replaced() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert!(matches!(plain("日本語 é"), Cow::Borrowed(_)));
    }
}
