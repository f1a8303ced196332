//! The people of a file: one row each, or as many rows as they have certificates.

use std::collections::{BTreeSet, HashMap};
use std::io;

use crate::batch::{Given, Row, Unread, any_rows};
use crate::certificates::{self, Certificate, Columns};
use crate::situation::SituationInput;

/// The people of a file, in order, one row each.
///
/// Where each row is a certificate, as HR systems keep them, the rows of one person become one: it stands at the first of their lines,
/// holds all that they name, and has beside it what is the same in all rows of everybody, such as a name or a department. What is
/// told of a person beside their certificates, such as a role, is told once for all of their rows. A row that cannot be read stays
/// by itself, so that none is lost.
///
/// # Errors
/// As [`any_rows`].
pub fn rows(bytes: &[u8]) -> io::Result<Vec<Row>> {
    let (rows, are_certificates) = any_rows(bytes)?;
    let rows: Vec<Row> = rows.map(|row| row.map(Unread::read)).collect::<io::Result<_>>()?;
    let mut people = People { are_certificates, ..People::default() };
    for row in rows {
        people.add(row);
    }
    if people.rows.iter().all(|row| row.situation.as_ref() == Ok(&SituationInput::default()))
        && let Ok(found) = certificates::read(bytes)
    {
        // An export that is no table, in whatever shape.
        let windows_1252 = found.windows_1252;
        people = People { are_certificates: true, ..People::default() };
        for (number, certificate) in found.all.into_iter().enumerate() {
            let mut given = Given::default();
            certificate.person.iter().for_each(|person| given.push("person", person));
            let windows_1252 = windows_1252.clone().filter(|_| number == 0);
            let row = Row { line: certificate.line, given, situation: Ok(SituationInput::default()), windows_1252 };
            people.join(row, certificate.person.clone(), Some(&certificate), Vec::new());
        }
    }
    Ok(people.done())
}

/// The name of a column, and what stands under it.
type Cell = (String, String);

/// The people so far.
#[derive(Default)]
struct People {
    /// Whether each row is a certificate, whatever stands beside it.
    are_certificates: bool,
    /// Which columns tell of certificates, for each set of names that rows have.
    columns: HashMap<Vec<String>, Option<Columns>>,
    rows: Vec<Row>,
    /// Where the row of a person stands, by their name, and the cells of their first row.
    places: HashMap<Option<String>, (usize, Vec<Cell>)>,
    /// Names under which somebody's rows differ, or that tell the certificate.
    varying: BTreeSet<String>,
}

impl People {
    fn add(&mut self, row: Row) {
        let (names, cells): (Vec<String>, Vec<String>) = row.given.cells().map(|(name, cell)| (name.to_owned(), cell)).unzip();
        let columns = self.columns.entry(names.clone()).or_insert_with(|| Columns::of(&names)).clone();
        let tells_held = |situation: &SituationInput| !situation.have.is_empty();
        let columns = columns.filter(|columns| self.are_certificates || columns.are_sure());
        let (Some(columns), Ok(false)) = (columns, row.situation.as_ref().map(tells_held)) else { return self.rows.push(row) };
        let (person, certificate) = (columns.person(&cells), columns.certificate(row.line, &cells));
        if person.is_none() && columns.name_people() {
            // Nobody knows whose it is, so it is nobody else's.
            return self.rows.push(with(row, certificate.as_ref()));
        }
        self.varying.extend(names.iter().enumerate().filter(|(place, _)| columns.tell(*place)).map(|(_, name)| name.clone()));
        // A person's name stays, in whatever case it is written elsewhere.
        let cells = names.into_iter().zip(cells).enumerate().filter(|(place, _)| !columns.name_the_person(*place));
        self.join(row, person, certificate.as_ref(), cells.map(|(_, cell)| cell).collect());
    }

    /// Adds a row to what that person's rows tell.
    fn join(&mut self, row: Row, person: Option<String>, certificate: Option<&Certificate>, cells: Vec<Cell>) {
        let key = person.map(|person| person.trim().to_lowercase());
        let row = with(row, certificate);
        let Ok(mut told) = row.situation else { return self.rows.push(row) };
        match self.places.get(&key) {
            None => {
                self.places.insert(key, (self.rows.len(), cells));
                self.rows.push(Row { situation: Ok(told), ..row });
            }
            Some((place, first)) => {
                let differing = cells.iter().filter(|cell| !first.contains(cell)).map(|(name, _)| name.clone());
                self.varying.extend(differing);
                let joined = &mut self.rows[*place];
                joined.windows_1252 = joined.windows_1252.take().or(row.windows_1252);
                if let Ok(situation) = &mut joined.situation {
                    situation.have.append(&mut told.have);
                    situation.fill(told);
                }
            }
        }
    }

    fn done(mut self) -> Vec<Row> {
        for (place, _) in self.places.values() {
            self.rows[*place].given.retain(|name| !self.varying.contains(name));
        }
        self.rows
    }
}

/// The row with what it says is held.
fn with(row: Row, certificate: Option<&Certificate>) -> Row {
    let held = certificate.map(Certificate::held).transpose();
    let situation = row.situation.and_then(|mut told| {
        told.have.extend(held?);
        Ok(told)
    });
    Row { situation, ..row }
}
