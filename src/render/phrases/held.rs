//! What is said of what a person holds: how it was understood, when it expires, how it is renewed.

use std::fmt::Write as _;

use crate::calendar::Day;
use crate::catalog::{Catalog, Held, NotFound, Thing};
use crate::recommendation::{Due, Recommendation};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::Status;

/// Why something said to be held is not counted: nobody earns what does not exist yet.
#[must_use]
pub fn impossible(catalog: &Catalog, held: &Held) -> String {
    let opened = held.opened(catalog).map_or_else(String::new, |day| format!(", before it opened on {}", day.in_words()));
    let earned = held.earned.map_or_else(String::new, |day| format!(" on {}", day.in_words()));
    format!("{} cannot have been earned{earned}{opened}: it is not counted", catalog.name_of(held.what))
}

/// Why something said to be held is not counted: nobody knows it, or it may be several things.
#[must_use]
pub fn unknown(catalog: &Catalog, unknown: &NotFound) -> String {
    let written = crate::sanitize::quote_input(unknown.written());
    let near: Vec<String> = unknown.near().iter().map(|thing| named(catalog, *thing)).collect();
    match unknown {
        NotFound::Several(..) => format!("`{written}` may be {}: it is not counted", crate::sanitize::join(&near, "or")),
        _ if near.is_empty() => format!("`{written}` is not known here: it is not counted"),
        _ => format!("`{written}` is not known here: it is not counted; did you mean {}?", crate::sanitize::join(&near, "or")),
    }
}

/// The name of something that may be held, and its id.
fn named(catalog: &Catalog, thing: Thing) -> String {
    format!("{} (`{}`)", crate::sanitize::sanitize(catalog.name_of(thing)), catalog.id_of(thing))
}

/// What a person says they hold that cannot have been earned on the day that they tell.
pub fn impossible_held<'s>(catalog: &'s Catalog, situation: &'s Situation) -> impl Iterator<Item = &'s Held> {
    situation.have.iter().filter(|held| !held.is_possible(catalog))
}

/// All that is not counted, a line each.
#[must_use]
pub fn not_counted(catalog: &Catalog, situation: &Situation) -> Vec<String> {
    let impossible = impossible_held(catalog, situation).map(|held| impossible(catalog, held));
    impossible.chain(situation.unknown.iter().map(|it| unknown(catalog, it))).collect()
}

/// How something held is taken that was told by the code of an earlier version; `None` where it was not.
#[must_use]
pub fn earlier_version(catalog: &Catalog, held: &Held) -> Option<String> {
    let code = catalog.earlier_of(held.what).get(usize::from(held.version?))?;
    Some(format!("{} is an earlier version of {}, and counts as that", crate::sanitize::sanitize(code), named(catalog, held.what)))
}

/// All that is held in an earlier version, a line each.
#[must_use]
pub fn earlier_versions(catalog: &Catalog, situation: &Situation) -> Vec<String> {
    situation.have.iter().filter_map(|held| earlier_version(catalog, held)).collect()
}

/// All that expires soon, and how it is renewed, a line each.
#[must_use]
pub fn renewals(recommendation: &Recommendation<'_>) -> Vec<String> {
    recommendation.renewals.iter().map(|it| due(recommendation.snapshot, it)).collect()
}

/// Whether it cannot be earned any more.
#[must_use]
pub fn has_ended(snapshot: &Snapshot<'_>, thing: Thing) -> bool {
    matches!(thing, Thing::Credential(id) if snapshot.state(id).status == Status::Retired)
}

/// What expires soon, and how it is renewed, in a line.
#[must_use]
pub fn due(snapshot: &Snapshot<'_>, due: &Due) -> String {
    let (short, days) = (crate::sanitize::sanitize(snapshot.catalog.short_of(due.what)), snapshot.as_of.days_until(due.expires));
    format!("your {short} expires on {} (in {days} days); {}", due.expires.in_words(), renewed(snapshot, due.what, due.opens))
}

/// How it is renewed, as far as it is known: `renewed by passing MLA-C02, $150; it can be done now`.
#[must_use]
pub fn renewed(snapshot: &Snapshot<'_>, what: Thing, opens: Option<Day>) -> String {
    let renewal = snapshot.catalog.renewal_of(what);
    if has_ended(snapshot, what) && renewal.is_none_or(|renewal| renewal.by.is_empty()) {
        return "it has ended and cannot be renewed".to_owned();
    }
    let Some(renewal) = renewal else { return "how it is renewed is not known".to_owned() };
    let ways: Vec<String> = renewal.how.iter().map(|way| way.label().to_owned()).collect();
    let mut line = format!("renewed by {}", crate::sanitize::join(&ways, "or"));
    let by: Vec<String> =
        renewal.by.iter().filter(|id| snapshot.state(**id).obtainable).map(|id| snapshot.credential(*id).short().to_owned()).collect();
    if !by.is_empty() {
        let _ = write!(line, " ({})", crate::sanitize::join(&by, "or"));
    }
    line.push_str(&renewal.cost.map_or_else(|| ", price not known".to_owned(), |cost| format!(", {cost}")));
    match opens.filter(|opens| *opens > snapshot.as_of) {
        Some(opens) => line + &format!("; that opens on {}", opens.in_words()),
        None => line + "; it can be done now",
    }
}
