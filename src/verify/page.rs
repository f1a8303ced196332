//! The text of a page: bytes become characters, characters become words that can be looked for.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What somebody reads on a page, in lower case and with single spaces.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text, once with a space for each tag and once with none for those that stand inside words: both are common.
    pub texts: [String; 2],
    /// The same with nothing but words, a space before and behind each.
    pub words: [String; 2],
    /// Whether it runs scripts.
    pub runs_scripts: bool,
}

/// A page with fewer signs than that holds nothing but a frame.
const THIN: usize = 300;

/// Tags that may stand inside a word.
const INSIDE_WORDS: [&str; 14] = ["a", "abbr", "b", "bdi", "code", "em", "font", "i", "mark", "span", "strong", "sub", "sup", "u"];

/// So much of a page is searched for the encoding that it names itself.
const HEAD: usize = 2048;

impl Page {
    /// The page that those bytes are; `None` where they are no text.
    #[must_use]
    pub fn read(bytes: &[u8], content_type: &str) -> Option<Self> {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_text =
            kind.is_empty() || kind.starts_with("text/") || kind.contains("html") || kind.contains("json") || kind.contains("xml");
        let text = if is_text { decode(bytes, content_type) } else { return None };
        // What says nothing of its kind, or lies, is told by its beginning.
        let begins: String = text.chars().take(HEAD).collect();
        if begins.contains('\0') || begins.starts_with("%PDF") {
            return None;
        }
        let is_html = kind.contains("html") || kind.contains("xml") || (kind.is_empty() && begins.trim_start().starts_with('<'));
        Some(if is_html { Self::of_html(&text) } else { Self::of_texts([text.clone(), text], false) })
    }

    fn of_html(html: &str) -> Self {
        let html = html.to_lowercase();
        let (spaced, runs_scripts) = strip(&html, false);
        Self::of_texts([spaced, strip(&html, true).0], runs_scripts)
    }

    fn of_texts(texts: [String; 2], runs_scripts: bool) -> Self {
        let texts = texts.map(|text| fold(&text));
        let words = [words(&texts[0]), words(&texts[1])];
        Self { texts, words, runs_scripts }
    }

    /// Why nothing can be told of what is missing on it; `None` where that can be told.
    #[must_use]
    pub fn hides(&self) -> Option<&'static str> {
        let signs = self.texts[0].len();
        match self.runs_scripts {
            _ if signs == 0 && !self.runs_scripts => Some("the page is empty"),
            true if signs < THIN => Some("the page is built by scripts"),
            _ => None,
        }
    }
}

/// The bytes as text. What can only be UTF-8 is UTF-8, whatever is said of it; then the page's first signs count, what the server says,
/// what the page says, and at last what most old pages are.
fn decode(bytes: &[u8], content_type: &str) -> String {
    let said = label(content_type.as_bytes());
    // These are plain bytes too, and mean something else.
    let in_disguise = said.is_some_and(|said| !said.is_ascii_compatible());
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if !in_disguise && let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let own = || label(&bytes[..bytes.len().min(HEAD)]);
    let encoding = said.filter(|said| *said != UTF_8).or_else(own).filter(|said| *said != UTF_8).unwrap_or(WINDOWS_1252);
    match encoding.decode(bytes) {
        (text, _, false) => text.into_owned(),
        _ => WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// The encoding that stands behind `charset=`.
fn label(text: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(text).to_ascii_lowercase();
    let named = text.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    Encoding::for_label(named.split(['"', '\'', ';', ' ', '>', '/']).next()?.as_bytes())
}

/// The text between the tags, and whether there are scripts among them. As a browser does, a tag without an end takes all that is left.
fn strip(html: &str, joins: bool) -> (String, bool) {
    let (mut text, mut rest, mut runs_scripts) = (String::with_capacity(html.len() / 2), html, false);
    while let Some(at) = rest.find('<') {
        push_decoded(&mut text, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let named = rest[1..].trim_start_matches('/');
        if !named.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            text.push('<');
            rest = &rest[1..];
            continue;
        }
        let name = named.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let opens = named.len() == rest.len() - 1;
        if !(joins && INSIDE_WORDS.contains(&name)) {
            text.push(' ');
        }
        rest = end_of_tag(rest).map_or("", |end| &rest[end..]);
        if opens && matches!(name, "script" | "style") {
            runs_scripts |= name == "script";
            rest = rest.find(&format!("</{name}")).map_or("", |end| &rest[end..]);
        }
    }
    push_decoded(&mut text, rest);
    (text, runs_scripts)
}

/// Where the tag ends that begins here; a `>` in a value that stands in quotes does not end it.
fn end_of_tag(tag: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
        if byte != b' ' {
            before = byte;
        }
    }
    None
}

/// Adds text whose entities are decoded.
fn push_decoded(text: &mut String, mut raw: &str) {
    while let Some(at) = raw.find('&') {
        text.push_str(&raw[..at]);
        raw = &raw[at..];
        // No name of an entity is longer than that.
        let end = raw.bytes().take(12).position(|byte| byte == b';');
        if let Some((end, sign)) = end.and_then(|end| Some((end, entity(&raw[1..end])?))) {
            text.push(sign);
            raw = &raw[end + 1..];
        } else {
            text.push('&');
            raw = &raw[1..];
        }
    }
    text.push_str(raw);
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(number);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "ndash" | "mdash" | "minus" => '-',
        "dollar" => '$',
        "hellip" => '…',
        "bull" | "middot" => '·',
        "reg" => '®',
        "trade" => '™',
        "shy" => '\u{ad}',
        "eacute" => 'é',
        "uuml" => 'ü',
        _ => return None,
    })
}

/// The text in lower case, with single spaces, and with one sign where pages take several for the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            // Signs that nobody sees, and marks behind a name.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '®' | '™' => {}
            '‐'..='―' | '−' => folded.push('-'),
            '‘' | '’' => folded.push('\''),
            '“' | '”' => folded.push('"'),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Nothing but the words of a folded text, a space before and behind each.
#[must_use]
pub fn words(folded: &str) -> String {
    let mut words = String::from(" ");
    for c in folded.chars() {
        match c {
            '&' => words.push_str(if words.ends_with(' ') { "and " } else { " and " }),
            '\'' => {}
            c if c.is_alphanumeric() => words.push(c),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> [String; 2] {
        Page::read(html.as_bytes(), "text/html").expect("text").texts
    }

    #[test]
    fn tags_scripts_styles_and_comments_are_no_text() {
        let html = "<title>A &amp; B</title><style>p > a {}</style><script>if (a < b) '</p>'</SCRIPT><!-- <p>no --><p title=\"1 > 0\">\
                    Fee:&nbsp;$<b>300</b>&#x2014;5 < 6 &unknown; &</p>";
        let [spaced, joined] = texts(html);
        assert_eq!(spaced, "a & b fee: $ 300 -5 < 6 &unknown; &");
        assert_eq!(joined, "a & b fee: $300-5 < 6 &unknown; &");
        assert_eq!(texts("a <b title=it's>c</b> d <p title=\"never closed>e").concat(), "a c da c d");
    }

    #[test]
    fn whatever_is_said_of_the_encoding_the_text_is_read() {
        let read = |bytes: &[u8], said: &str| Page::read(bytes, said).map(|page| page.texts[0].clone());
        let cafe = Some("café".to_owned());
        assert_eq!(read("café".as_bytes(), "text/html; charset=iso-8859-1"), cafe, "it can only be UTF-8");
        assert_eq!(read(b"caf\xe9", "text/plain; charset=utf-8"), cafe, "it can not be UTF-8");
        assert_eq!(read(b"caf\xe9", "text/plain; charset=none-such"), cafe);
        assert_eq!(read(b"<meta charset=\"windows-1252\">caf\xe9", "text/html"), cafe);
        assert_eq!(read(b"\xff\xfec\0a\0f\0\xe9\0", "text/plain; charset=utf-8"), cafe, "its first signs say UTF-16");
        assert_eq!(read(b"c\0a\0f\0\xe9\0", "text/plain; charset=utf-16le"), cafe);
        assert_eq!(read(b"\x1b$B%+\x1b(B", "text/plain; charset=iso-2022-jp"), Some("カ".to_owned()));
        for (bytes, said) in [(&b"%PDF-1.7"[..], ""), (b"x", "application/pdf"), (b"a\0b", "text/html")] {
            assert_eq!(read(bytes, said), None, "{said}");
        }
    }

    #[test]
    fn a_page_that_scripts_build_hides_what_it_says_and_a_short_one_does_not() {
        let hides = |html: &str| Page::read(html.as_bytes(), "text/html").expect("text").hides();
        assert_eq!(hides("<div id=app></div><script src=a.js></script>"), Some("the page is built by scripts"));
        assert_eq!(hides(&format!("<p>{}</p><script></script>", "word ".repeat(100))), None);
        assert_eq!((hides("<p>short</p>"), hides("<p> </p>")), (None, Some("the page is empty")));
    }
}
