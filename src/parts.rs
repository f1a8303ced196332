//! A catalogue file table by table: of a whole file at once the parser keeps a tree that takes twenty times the file.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::catalog::CatalogFile;

/// Where each table at the top of a file stands, with every table inside it.
#[derive(Debug)]
pub struct Parts<'f> {
    text: &'f str,
    /// For each key whether it is a list, and its tables in the order of the file.
    by_key: BTreeMap<&'f str, (bool, Vec<Range<usize>>)>,
}

impl<'f> Parts<'f> {
    /// The parts of that text; `None` wherever it is not plainly one table after the other, and has to be read as a whole.
    #[must_use]
    pub fn of(text: &'f str) -> Option<Self> {
        let mut by_key = BTreeMap::<&str, (bool, Vec<Range<usize>>)>::new();
        let mut open: Option<&str> = None;
        let (mut depth, mut line_begins) = (0_usize, true);
        let mut tokens = Source::new(text).lex().peekable();
        while let Some(token) = tokens.next() {
            let start = token.span().start();
            match token.kind() {
                TokenKind::Newline => line_begins = true,
                TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => {}
                TokenKind::LeftSquareBracket if line_begins && depth == 0 => {
                    line_begins = false;
                    let is_list = tokens.next_if(|next| next.kind() == TokenKind::LeftSquareBracket).is_some();
                    let mut words = tokens.by_ref().filter(|token| token.kind() != TokenKind::Whitespace);
                    let key = words.next().filter(|key| key.kind() == TokenKind::Atom)?;
                    let key = text.get(key.span().start()..key.span().end())?;
                    match words.next()?.kind() {
                        // A table inside the one before it.
                        TokenKind::Dot if open == Some(key) => continue,
                        TokenKind::RightSquareBracket => {}
                        _ => return None,
                    }
                    if let Some(last) = open.and_then(|open| by_key.get_mut(open)?.1.last_mut()) {
                        last.end = start;
                    }
                    let (was_list, its) = by_key.entry(key).or_insert_with(|| (is_list, Vec::new()));
                    if !its.is_empty() && (!*was_list || !is_list) {
                        return None;
                    }
                    its.push(start..text.len());
                    open = Some(key);
                }
                _ if open.is_none() => return None,
                kind => {
                    line_begins = false;
                    match kind {
                        TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                        TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                }
            }
        }
        open.map(|_| Self { text, by_key })
    }

    /// Where the table at that place of that key's list stands.
    #[must_use]
    pub fn get(&self, key: &str, place: usize) -> Option<Range<usize>> {
        self.by_key.get(key)?.1.get(place).cloned()
    }

    /// Where each of them stands.
    pub fn all(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.by_key.values().flat_map(|(_, its)| its.iter().cloned())
    }
}

impl CatalogFile {
    /// What is in the parts; `None` where anything is wrong with them, which only the whole can tell.
    pub(crate) fn in_parts(parts: &Parts<'_>) -> Option<Self> {
        let count = |key| parts.by_key.get(key).map_or(0, |(_, its)| its.len());
        let (credential, outside) = (Vec::with_capacity(count("credential")), Vec::with_capacity(count("outside")));
        let mut whole = Self { format: None, provider: None, policy: None, credential, outside };
        for part in parts.all() {
            let Self { mut provider, mut policy, credential, outside, .. } = toml::from_str(&parts.text[part.clone()]).ok()?;
            let ids = provider.iter_mut().map(|it| &mut it.id).chain(policy.iter_mut().flat_map(|it| &mut it.forbid));
            for id in ids {
                let span = id.span();
                *id = Spanned::new(span.start + part.start..span.end + part.start, std::mem::take(id.get_mut()));
            }
            whole.provider = whole.provider.or(provider);
            whole.policy = whole.policy.or(policy);
            whole.credential.extend(credential);
            whole.outside.extend(outside);
        }
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{KeyPart, SourceFile, SourceMap};

    const RECORD: &str = "[[credential]]\nid = \"a-b\"\n";

    fn parts(text: &str) -> Option<CatalogFile> {
        CatalogFile::in_parts(&Parts::of(text)?)
    }

    /// In parts it is the same as a whole.
    fn same(text: &str) -> CatalogFile {
        let whole: CatalogFile = toml::from_str(text).expect("sound");
        let parts = parts(text).expect("in parts");
        assert_eq!(format!("{parts:?}"), format!("{whole:?}"));
        parts
    }

    #[test]
    fn headers_in_strings_and_arrays_are_none() {
        for value in ["\"\"\"\n[[credential]]\n\"\"\"", "'''\n[provider]\n'''"] {
            assert_eq!(same(&format!("{RECORD}format = {value}\n{RECORD}")).credential.len(), 2);
        }
        assert_eq!(same(&format!("{RECORD}topics = [\n\"]\", # ]\n\"x\"]\n{RECORD}# [provider]\n")).credential.len(), 2);
        assert!(parts(&format!("{RECORD}topics = [\n[\"provider\"]\n]\n")).is_none());
    }

    #[test]
    fn what_belongs_to_a_table_stays_with_it() {
        let cost = "[credential.cost]\nexam = 5\n[[credential.notes]]\ntext = \"x\"\n";
        assert!(
            same(&format!("[ provider ]\nid = \"a\"\n\n{RECORD}{cost}[[ credential ]] # x\nid = \"c\"\n")).credential[0].notes.is_some()
        );
        for elsewhere in [
            format!("{RECORD}[provider]\nid = \"a\"\n{cost}"),
            format!("[provider]\nid = \"a\"\n{cost}"),
            format!("{cost}{RECORD}"),
            "[provider]\nid = \"a\"\n[provider]\nid = \"b\"\n".to_owned(),
            format!("{RECORD}[[\"credential\"]]\nid = \"c\"\n"),
            format!("{RECORD}[credential]\n"),
            format!("{RECORD}[framework]\n"),
            "credential = [{ id = \"a\" }]\n".to_owned(),
            format!("outside = []\n{RECORD}"),
            format!("{RECORD}topics = [\n{RECORD}"),
            String::new(),
        ] {
            assert!(parts(&elsewhere).is_none(), "{elsewhere}");
        }
    }

    #[test]
    fn places_count_from_the_start_of_the_file() {
        let text = format!(
            "\u{feff}# é\r\n{RECORD}[policy]\r\nforbid = [\"x\"]\r\n[[outside]]\nid = \"o\"\nname = \"O\"\n[provider]\nid = \"y\"\n{RECORD}"
        );
        let file = same(&text);
        assert_eq!(file.policy.map(|policy| text[policy.forbid[0].span()].to_owned()).as_deref(), Some("\"x\""));
        assert_eq!(file.provider.map(|provider| text[provider.id.span()].to_owned()).as_deref(), Some("\"y\""));
        let source = SourceFile { name: "x.toml".into(), text: text.clone() };
        let (whole, mut parted) = (SourceMap::new(&source), SourceMap::new(&source));
        parted.parts = Parts::of(&source.text);
        for (list, place) in [("credential", 0), ("credential", 1), ("credential", 2), ("outside", 0), ("policy", 0)] {
            let way = [KeyPart::Key(list), KeyPart::At(place), KeyPart::Key("id")];
            assert_eq!(whole.place(&way), parted.place(&way), "{list} {place}");
        }
        let way = [KeyPart::Key("provider"), KeyPart::Key("id")];
        assert_eq!(whole.place(&way), parted.place(&way));
        assert_eq!(parted.string(&way).as_deref(), Some("y"));
        assert_eq!(whole.place(&way[..1]), parted.place(&way[..1]));
    }
}
