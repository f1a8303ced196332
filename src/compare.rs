//! What differs between two catalogues on one day: the data's own news.

use crate::catalog::{Catalog, Credential, CredentialId};
use crate::quick::{level_in_first_place, quick};
use crate::recommendation::Recommendation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Difference, Fact};

/// Two catalogues, and what the later one says otherwise.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The earlier catalogue.
    pub from: &'a Catalog,
    /// The later one, on the day.
    pub to: &'a Snapshot<'a>,
    /// New credentials, then those that are gone, then dates, prices and other facts; by id within each.
    pub changes: Vec<Change>,
    /// The rows of the quick table with other picks; `None` where the earlier catalogue has no framework of its own that can be asked.
    pub quick: Option<Vec<Row<'a>>>,
}

/// What differs about one credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of difference it is.
    pub what: Difference,
    /// The fact; `None` where the credential is new or gone.
    pub fact: Option<Fact>,
    /// It in the earlier catalogue; `None` where it is new.
    pub before: Option<CredentialId>,
    /// It in the later one; `None` where it is gone.
    pub after: Option<CredentialId>,
}

/// A row of the quick table with other picks.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The situation in a few words.
    pub situation: &'a str,
    /// The ids of the picks of the earlier catalogue.
    pub before: Vec<String>,
    /// The ids of those of the later one.
    pub after: Vec<String>,
}

/// Compares two catalogues; `says` is what a catalogue says of a fact of a credential.
#[must_use]
pub fn compare<'a>(
    from: &'a Catalog,
    asked: Option<&Snapshot<'_>>,
    to: &'a Snapshot<'a>,
    says: impl Fn(&Catalog, &Credential, Fact) -> Option<String>,
) -> Comparison<'a> {
    let place = |catalog: &Catalog, id: &str| catalog.credentials.binary_search_by(|it| it.id.as_str().cmp(id)).ok().map(CredentialId::new);
    let mut changes = Vec::new();
    for (after, credential) in to.catalog.numbered() {
        let Some(before) = place(from, &credential.id) else {
            changes.push(Change { what: Difference::New, fact: None, before: None, after: Some(after) });
            continue;
        };
        let differs = |fact: &&Fact| says(from, &from[before], **fact) != says(to.catalog, credential, **fact);
        let change = |fact: &Fact| Change { what: kind_of(*fact), fact: Some(*fact), before: Some(before), after: Some(after) };
        changes.extend(Fact::ALL.iter().filter(differs).map(change));
    }
    let gone = from.numbered().filter(|(_, credential)| place(to.catalog, &credential.id).is_none());
    changes.extend(gone.map(|(before, _)| Change { what: Difference::Gone, fact: None, before: Some(before), after: None }));
    changes.sort_by_key(|change| change.what);
    Comparison { from, to, changes, quick: asked.map(|asked| rows(asked, to)) }
}

fn kind_of(fact: Fact) -> Difference {
    match fact {
        Fact::Announced | Fact::BetaFrom | Fact::BetaUntil | Fact::ActiveFrom | Fact::LastDay => Difference::Dates,
        fact if fact.is_price() => Difference::Price,
        _ => Difference::Fact,
    }
}

fn rows<'a>(from: &Snapshot<'_>, to: &'a Snapshot<'a>) -> Vec<Row<'a>> {
    let picks = |answer: &Recommendation<'_>| -> Vec<String> {
        level_in_first_place(answer).iter().map(|ranked| answer.snapshot.credential(ranked.id).id.clone()).collect()
    };
    let old = quick(from);
    let before = |situation: &str| old.iter().find(|(quick, _)| quick.situation == situation).map(|(_, answer)| picks(answer));
    let row = |(quick, answer): (&'a crate::framework::Quick, Recommendation<'_>)| Row {
        situation: &quick.situation,
        before: before(&quick.situation).unwrap_or_default(),
        after: picks(&answer),
    };
    quick(to).into_iter().map(row).filter(|row| row.before != row.after).collect()
}
