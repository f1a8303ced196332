//! Certificates as people keep them: exports of certificate wallets, résumés, and tables of a staff's certificates.
//!
//! What columns and keys are called is data: `data/headings.toml`.

mod headings;
mod json;

use std::io;

pub use headings::{Columns, are_headings, is_heading};

use crate::catalog::HeldInput;
use crate::sanitize::{join, quote_input};
use crate::table::{self, Input, Table};

/// People that a message names at most.
const NAMED: usize = 5;

/// One certificate, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The number of the line in which it begins, from 1.
    pub line: u64,
    /// Whose it is; `None` where nobody is named.
    pub person: Option<String>,
    /// What it is called; never empty.
    pub name: String,
    /// Who issued it; `None` where that is not told.
    pub issuer: Option<String>,
    /// When it was earned; `None` where that is not told.
    pub issued: Option<String>,
    /// When it expires; `None` where that is not told.
    pub expires: Option<String>,
}

/// What a file of certificates holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificates {
    /// The certificates, in the order of the file; a row without a name is none.
    pub all: Vec<Certificate>,
    /// Rows that cannot be read, each with its line and what is wrong.
    pub faults: Vec<(u64, String)>,
    /// A word of the file that was read as Windows-1252; `None` where it is UTF-8 or UTF-16.
    pub windows_1252: Option<String>,
}

/// The certificates of one person in a file, which are all of it where it names one person or nobody.
///
/// # Errors
/// As [`read`] and [`Certificates::of`], as [`io::ErrorKind::InvalidData`].
pub fn certificates(bytes: &[u8], person: Option<&str>) -> io::Result<Vec<Certificate>> {
    read(bytes)?.of(person).map_err(invalid)
}

/// All certificates in a file, whosever they are: a table, or JSON of whatever shape.
///
/// # Errors
/// As [`io::ErrorKind::InvalidData`], when it is no text, no sound JSON, or holds no certificate.
pub fn read(bytes: &[u8]) -> io::Result<Certificates> {
    let opened = table::open(bytes)?;
    let is_json = opened.begins.first().is_some_and(|(_, line)| line.trim_start().starts_with(['{', '[']));
    let found = if is_json {
        let read = table::bytes_of_text(bytes)?;
        Certificates { all: json::certificates(&read.text).map_err(invalid)?, faults: Vec::new(), windows_1252: read.windows_1252 }
    } else {
        of_table(Table::new(opened, is_heading)?)?
    };
    if found.all.is_empty() && found.faults.is_empty() {
        return Err(invalid(
            "no certificate is in it; looked for a column of names under a heading such as `certification`, `cert_name` or `name`, beside \
             `issuer`, `issued` or `expires`, and in JSON for `certificates` and for badges"
                .to_owned(),
        ));
    }
    Ok(found)
}

/// All certificates of a table; none where no column names them.
///
/// # Errors
/// When it cannot be read.
pub fn of_table(table: Table<Input<'_>>) -> io::Result<Certificates> {
    let mut found = Certificates::default();
    let Some(columns) = Columns::of(&table.headings) else { return Ok(found) };
    for row in table {
        let row = row?;
        found.windows_1252 = found.windows_1252.take().or(row.windows_1252);
        match row.cells {
            Ok(cells) => found.all.extend(columns.certificate(row.lines.0, &cells)),
            Err(why) => found.faults.push((row.lines.0, why)),
        }
    }
    Ok(found)
}

fn invalid(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

impl Certificates {
    /// Those of one person, named in any case; without a name all of them, where they are not of several people.
    ///
    /// # Errors
    /// When a row cannot be read, when they are of several people and nobody says whose are meant, and when that person has none.
    pub fn of(self, person: Option<&str>) -> Result<Vec<Certificate>, String> {
        if let Some((line, why)) = self.faults.first() {
            return Err(format!("line {line}: {why}"));
        }
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        let mut people: Vec<&str> = Vec::new();
        for name in self.all.iter().filter_map(|certificate| certificate.person.as_deref()) {
            if people.len() <= NAMED && !people.iter().any(|other| same(other, name)) {
                people.push(name);
            }
        }
        let mut named: Vec<String> = people.iter().take(NAMED).map(|name| format!("`{}`", quote_input(name))).collect();
        if people.len() > NAMED {
            named.push("others".to_owned());
        }
        match person {
            None if people.len() > 1 => {
                let named = join(&named, "and");
                Err(format!(
                    "it holds the certificates of several people, {named}; --person NAME picks one, and `certwise team FILE` takes all"
                ))
            }
            None => Ok(self.all),
            Some(_) if people.is_empty() => Err("nobody is named in it, so --person cannot pick anybody; leave it out".to_owned()),
            Some(person) => {
                let is_theirs = |certificate: &Certificate| certificate.person.as_deref().is_some_and(|name| same(name, person));
                let theirs: Vec<Certificate> = self.all.iter().filter(|certificate| is_theirs(certificate)).cloned().collect();
                if theirs.is_empty() {
                    return Err(format!("it holds no certificate of `{}`; it has those of {}", quote_input(person), join(&named, "and")));
                }
                Ok(theirs)
            }
        }
    }
}

impl Certificate {
    /// As something that the person holds.
    ///
    /// # Errors
    /// When its day is none.
    pub fn held(&self) -> Result<HeldInput, String> {
        let [earned, expires] = [&self.issued, &self.expires].map(Option::as_deref);
        HeldInput::from_parts(&self.name, self.issuer.as_deref(), earned, expires).map_err(|why| format!("line {}: {why}", self.line))
    }
}
