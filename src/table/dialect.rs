//! What parts the cells of a table, told from its heading.

/// What may part cells; where two fit equally well, the one that stands first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a heading line is taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What parts the cells.
    pub delimiter: u8,
    /// How many of the headings are known.
    pub known: usize,
}

impl Dialect {
    /// The dialect in which most headings of that line are known; of equals, the one that makes most of it.
    #[must_use]
    pub fn of(heading: &str, is_known: impl Fn(&str) -> bool) -> Self {
        let fits = |&delimiter: &u8| {
            let headings = cells(heading, delimiter);
            (headings.iter().filter(|heading| is_known(heading)).count(), headings.len())
        };
        // Of equals the last is taken, so the first stands last.
        let delimiter = DELIMITERS.iter().rev().copied().max_by_key(fits).unwrap_or(b',');
        Self { delimiter, known: fits(&delimiter).0 }
    }
}

/// What parts the cells by a line `sep=;`, as spreadsheets write it before the heading; `None` for any other line.
#[must_use]
pub fn separator(line: &str) -> Option<u8> {
    let line = line.trim_end_matches(['\n', '\r']).trim_start().trim_matches('"');
    let named = line.get(..4).filter(|key| key.eq_ignore_ascii_case("sep="))?;
    match &line.as_bytes()[named.len()..] {
        [delimiter] if *delimiter != b'"' => Some(*delimiter),
        _ => None,
    }
}

fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line.as_bytes());
    reader.records().next().and_then(Result::ok).map(|cells| cells.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_tells_what_parts_the_cells() {
        let is_known = |name: &str| ["role", "budget", "hours, a week"].contains(&name);
        for (heading, delimiter) in [
            ("role,budget", b','),
            ("role;\"budget\"", b';'),
            ("role\tx", b'\t'),
            ("x|role", b'|'),
            ("a,b;role,c;budget", b';'),
            ("x", b','),
        ] {
            assert_eq!(Dialect::of(heading, is_known).delimiter, delimiter, "{heading}");
        }
        assert_eq!(Dialect::of("\"hours, a week\";role", is_known), Dialect { delimiter: b';', known: 2 });
        assert_eq!(Dialect::of("# x;y", is_known).known, 0);
    }

    #[test]
    fn a_separator_is_told_by_its_line() {
        let told = ["sep=,\n", "SEP=;\r\n", "\"sep=|\"", "sep=\t\n", "sep=", "sep", "role", "sep=ab"].map(separator);
        assert_eq!(told, [Some(b','), Some(b';'), Some(b'|'), Some(b'\t'), None, None, None, None]);
    }
}
