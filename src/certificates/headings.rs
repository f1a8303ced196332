//! Which column, or which key, tells what of a certificate.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Certificate;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words: Words = toml::from_str(include_str!("../../data/headings.toml")).expect("a test reads it");
    words.plain()
});

/// The lists of `data/headings.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) name: Vec<String>,
    pub(super) name_beside: Vec<String>,
    pub(super) issuer: Vec<String>,
    pub(super) issued: Vec<String>,
    pub(super) expires: Vec<String>,
    pub(super) person: Vec<String>,
    pub(super) person_beside: Vec<String>,
    first_name: Vec<String>,
    last_name: Vec<String>,
    pub(super) inside: Vec<String>,
    pub(super) lists: Vec<String>,
    pub(super) elsewhere: Vec<String>,
    pub(super) about: Vec<String>,
}

impl Words {
    fn plain(mut self) -> Self {
        let Self {
            name,
            name_beside,
            issuer,
            issued,
            expires,
            person,
            person_beside,
            first_name,
            last_name,
            inside,
            lists,
            elsewhere,
            about,
        } = &mut self;
        for list in
            [name, name_beside, issuer, issued, expires, person, person_beside, first_name, last_name, inside, lists, elsewhere, about]
        {
            for word in list {
                *word = plain(word);
            }
        }
        self
    }
}

pub(super) fn words() -> &'static Words {
    &WORDS
}

/// A heading or a key without what is written in different ways: its letters and digits, in lower case.
pub(super) fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is told by a text that may be empty; of a day with its time, the day.
pub(super) fn told(text: &str) -> Option<String> {
    let text = text.trim();
    let is_day =
        |day: &str| day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let day = text
        .get(..10)
        .filter(|day| text[10..].starts_with(['T', ' ']) && is_day(day) && text[11..].starts_with(|c: char| c.is_ascii_digit()));
    Some(day.unwrap_or(text).to_owned()).filter(|text| !text.is_empty())
}

/// Whether a heading is one of a table of certificates.
#[must_use]
pub fn is_heading(heading: &str) -> bool {
    let (heading, words) = (plain(heading), words());
    let lists = [&words.name, &words.name_beside, &words.issuer, &words.issued, &words.expires, &words.person];
    lists.into_iter().any(|list| list.contains(&heading))
}

/// Whether headings are those of a table of certificates: one of them names certificates, and of what may name something else only
/// where an issuer or a day stands beside it.
#[must_use]
pub fn are_headings(headings: &[String]) -> bool {
    Columns::of(headings).is_some_and(|columns| columns.is_sure || columns.issuer.or(columns.issued).or(columns.expires).is_some())
}

/// Which columns of a table tell of certificates.
#[derive(Clone, Debug)]
pub struct Columns {
    name: usize,
    /// Whether the heading of the names can mean nothing else.
    is_sure: bool,
    issuer: Option<usize>,
    issued: Option<usize>,
    expires: Option<usize>,
    /// The person's column, or those of the first and the last name.
    person: Vec<usize>,
}

impl Columns {
    /// The columns under those headings; `None` where none names a certificate.
    #[must_use]
    pub fn of(headings: &[String]) -> Option<Self> {
        let (headings, words): (Vec<String>, _) = (headings.iter().map(|heading| plain(heading)).collect(), words());
        let find = |list: &[String]| list.iter().find_map(|word| headings.iter().position(|heading| heading == word));
        let sure = find(&words.name);
        let name = sure.or_else(|| find(&words.name_beside))?;
        let both = || Some(vec![find(&words.first_name)?, find(&words.last_name)?]);
        let beside = || find(&words.person_beside).filter(|place| *place != name).map(|place| vec![place]);
        let person = find(&words.person).map(|place| vec![place]).or_else(both).or_else(beside).unwrap_or_default();
        Some(Self {
            name,
            is_sure: sure.is_some(),
            issuer: find(&words.issuer),
            issued: find(&words.issued),
            expires: find(&words.expires),
            person,
        })
    }

    /// Whether there can be no doubt that it is certificates that are named, and whose.
    #[must_use]
    pub fn are_sure(&self) -> bool {
        self.is_sure && !self.person.is_empty()
    }

    /// Whether a column says whose a certificate is.
    #[must_use]
    pub fn name_people(&self) -> bool {
        !self.person.is_empty()
    }

    /// Whether the column at that place tells the certificate itself, and not whose it is.
    #[must_use]
    pub fn tell(&self, place: usize) -> bool {
        place == self.name || [self.issuer, self.issued, self.expires].contains(&Some(place))
    }

    /// Whether the column at that place says whose a certificate is.
    #[must_use]
    pub fn name_the_person(&self, place: usize) -> bool {
        self.person.contains(&place)
    }

    /// Whose the certificate of a row is; `None` where nobody is named.
    #[must_use]
    pub fn person(&self, cells: &[String]) -> Option<String> {
        let person: Vec<String> = self.person.iter().filter_map(|place| told(cells.get(*place)?)).collect();
        told(&person.join(" "))
    }

    /// The certificate of a row; `None` where it has no name.
    #[must_use]
    pub fn certificate(&self, line: u64, cells: &[String]) -> Option<Certificate> {
        let cell = |place: Option<usize>| told(cells.get(place?)?);
        Some(Certificate {
            line,
            person: self.person(cells),
            name: cell(Some(self.name))?,
            issuer: cell(self.issuer),
            issued: cell(self.issued),
            expires: cell(self.expires),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headings: &str, cells: &str) -> Option<Certificate> {
        let parts = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        Columns::of(&parts(headings))?.certificate(2, &parts(cells))
    }

    #[test]
    fn every_list_of_the_data_is_read_and_names_each_word_once() {
        let words = words();
        let lists = [&words.name, &words.name_beside, &words.issuer, &words.issued, &words.expires, &words.person];
        let mut all: Vec<&String> = lists.into_iter().flatten().collect();
        let many = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), many, "a word means one thing");
    }

    #[test]
    fn a_name_is_the_persons_where_another_column_names_certificates() {
        let told = |headings: &str| read(headings, "a,b,c").map(|told| (told.name, told.person));
        let pair = |name: &str, person: Option<&str>| Some((name.to_owned(), person.map(str::to_owned)));
        assert_eq!(told("Name,Issuer,Certification"), pair("c", Some("a")));
        assert_eq!(told("Name,Url,Authority"), pair("a", None));
        assert_eq!(told("employee_id,cert_name,issuer"), pair("b", Some("a")));
        assert_eq!(told("Vorname,Nachname,Zertifikat"), pair("c", Some("a b")));
        assert_eq!(told("E-Mail,Title,Issued On"), pair("b", Some("a")));
        assert_eq!(told("role,budget,have"), None);
    }

    #[test]
    fn a_day_loses_its_time_and_nothing_else_is_cut() {
        let told = |text: &str| told(text);
        assert_eq!(told("2024-05-01T09:00:00Z").as_deref(), Some("2024-05-01"));
        assert_eq!(told("2024-05-01 09:00").as_deref(), Some("2024-05-01"));
        assert_eq!(told(" May 2024 ").as_deref(), Some("May 2024"));
        assert_eq!(told("2024-05-01 to come").as_deref(), Some("2024-05-01 to come"));
        assert_eq!(told("  "), None);
    }
}
