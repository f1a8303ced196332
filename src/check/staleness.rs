//! What a day does to the facts: what nobody checked for long, and what its own dates will overtake soon.

use crate::calendar::Day;
use crate::catalog::{Catalog, CatalogMap};
use crate::diagnostic::{Diagnostic, KeyPart};
use crate::snapshot::STALE_AFTER_DAYS;

/// How many days ahead a date is announced, unless somebody says otherwise.
pub const SOON_DAYS: u16 = 21;

/// A fault for each credential that is stale on that day, or that one of its own dates changes within so many days.
pub(super) fn faults(catalog: &Catalog, places: &CatalogMap<'_>, day: Day, ahead: u16) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (place, credential) in catalog.numbered() {
        let facts = credential;
        let gone = facts.lifecycle.last_day.is_some_and(|last| last < day);
        // What a file laid over it says nothing of is as old as what lies below.
        let is_own = credential.overlaid.is_empty() || credential.overlaid.contains_key("sources");
        let stale = match facts.checked(day) {
            Some(checked) if checked.days_until(day) > STALE_AFTER_DAYS => {
                Some(format!("last checked on {checked}, {} days before {day}", checked.days_until(day)))
            }
            Some(_) => None,
            None => Some("nothing but estimates or undated sources tells of it".to_owned()),
        };
        if let Some(stale) = stale.filter(|_| !gone && is_own) {
            let message = format!("`{}` is stale: {stale}", credential.id);
            faults.push(places.fault(place, &[], message).with_hint("read its page again and add what it says as a source of that day"));
        }
        let dates = [
            ("beta_from", facts.lifecycle.beta_from, "its beta opens"),
            ("beta_until", facts.lifecycle.beta_until, "its beta ends"),
            ("active_from", facts.lifecycle.active_from, "it becomes generally available"),
            ("last_day", facts.lifecycle.last_day, "it ends"),
        ];
        for (key, date, what) in dates {
            if let Some(date) = date.filter(|date| (0..=i32::from(ahead)).contains(&day.days_until(*date))) {
                let message = format!("`{}` will be overtaken by its own dates: {what} on {date}", credential.id);
                let way = [KeyPart::Key("lifecycle"), KeyPart::Key(key)];
                faults.push(places.fault(place, &way, message).with_hint("see whether the date still stands, and what follows from it"));
            }
        }
    }
    faults
}
