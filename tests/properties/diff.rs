//! What changed between two days is what differs between them, and nothing else.

use std::collections::BTreeSet;

use certwise::calendar::Day;
use certwise::catalog::{Catalog, CredentialId, Lifecycle};
use certwise::diff::{Turn, diff};
use certwise::quick::{level_in_first_place, quick};
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Event, Status};
use proptest::prelude::*;
use proptest::sample::select;

use crate::asked::{as_of, date};
use crate::{CATALOG, FRAMEWORK, always};

/// A life whose days lie in their order, each known or not.
pub fn life() -> impl Strategy<Value = Lifecycle> {
    let day = || proptest::option::of((0..600u32).prop_map(|days| date(2025, 10, 1).plus_days(days)));
    [day(), day(), day(), day(), day()].prop_map(|days| {
        let mut sorted: Vec<Day> = days.into_iter().flatten().collect();
        sorted.sort_unstable();
        let mut sorted = sorted.into_iter();
        let [announced, beta_from, beta_until, active_from, last_day] = days.map(|day| day.and_then(|_| sorted.next()));
        Lifecycle { announced, beta_from, beta_until: beta_until.filter(|_| beta_from.is_some()), active_from, last_day, end_reason: None }
    })
}

/// The frozen catalogue in which one credential has a made-up life.
fn catalogue() -> impl Strategy<Value = Catalog> {
    (0..CATALOG.credentials.len(), life()).prop_map(|(place, life)| {
        let mut catalog = CATALOG.clone();
        catalog.credentials[place].record.lifecycle = life;
        catalog
    })
}

fn days_in_order<const N: usize>() -> impl Strategy<Value = [Day; N]> {
    proptest::array::uniform(as_of()).prop_map(|mut days: [Day; N]| {
        days.sort_unstable();
        days
    })
}

type RuleTurn = (Day, Event, String);

/// What happened to credentials and to rules.
fn between(catalog: &Catalog, from: Day, to: Day) -> (Vec<Turn>, Vec<RuleTurn>) {
    let (from, to) = (Snapshot::on(catalog, &FRAMEWORK, from), Snapshot::on(catalog, &FRAMEWORK, to));
    let diff = diff(&from, &to);
    let rules = diff.rules.iter().map(|change| (change.day, change.what, change.rule.id.clone()));
    (diff.changes.clone(), rules.collect())
}

#[test]
fn a_window_is_its_first_part_and_then_its_second() {
    always(&(catalogue(), days_in_order()), |(catalog, [a, b, c])| {
        let (mut changes, mut rules) = between(&catalog, a, b);
        let (later_changes, later_rules) = between(&catalog, b, c);
        changes.extend(later_changes);
        rules.extend(later_rules);
        prop_assert_eq!((changes, rules), between(&catalog, a, c));
        Ok(())
    });
}

#[test]
fn what_happened_is_what_a_walk_from_day_to_day_meets() {
    always(&(catalogue(), days_in_order()), |(catalog, [from, to])| {
        let (changes, _) = between(&catalog, from, to);
        for (place, credential) in catalog.numbered() {
            let life = &credential.lifecycle;
            let mut met: Vec<(Day, Status, Status)> = Vec::new();
            let mut day = from;
            while let Some(next) = day.next().filter(|next| *next <= to) {
                let (before, after) = (life.status(day), life.status(next));
                if before != after || life.announced == Some(next) {
                    met.push((next, before, after));
                }
                day = next;
            }
            let listed = changes.iter().filter(|change| change.id == place);
            let listed: Vec<(Day, Status, Status)> = listed.map(|change| (change.day, change.before, change.after)).collect();
            prop_assert_eq!(listed, met, "{}", credential.id);
        }
        Ok(())
    });
}

#[test]
fn the_statuses_before_and_after_lead_from_the_first_day_to_the_last() {
    always(&(catalogue(), days_in_order()), |(catalog, [from, to])| {
        let mut statuses: Vec<Status> = catalog.credentials.iter().map(|credential| credential.lifecycle.status(from)).collect();
        let (changes, _) = between(&catalog, from, to);
        prop_assert!(changes.is_sorted_by_key(|change| (change.day, change.id)));
        for change in changes {
            prop_assert_eq!(statuses[change.id.index()], change.before);
            statuses[change.id.index()] = change.after;
            let wanted = match change.after {
                _ if change.before == change.after => Event::Announced,
                Status::Announced => Event::BetaClosed,
                Status::Beta => Event::BetaOpened,
                Status::Active | Status::Retiring => Event::Opened,
                Status::Retired => Event::Retired,
            };
            prop_assert_eq!(change.what, wanted);
        }
        let last: Vec<Status> = catalog.credentials.iter().map(|credential| credential.lifecycle.status(to)).collect();
        prop_assert_eq!(statuses, last);
        Ok(())
    });
}

#[test]
fn a_rule_counts_on_the_later_day_as_its_beginnings_and_endings_say() {
    // Few rules have a day, so the days are those of the rules, or next to them.
    let of_rules = FRAMEWORK.naming.iter().flat_map(|rule| [rule.from, rule.until]).flatten();
    let near: Vec<Day> = of_rules.flat_map(|day| [Some(day), day.next()]).flatten().collect();
    let day = || prop_oneof![select(near.clone()), as_of()];
    always(&(day(), day()), |(a, b)| {
        let (from, to) = (a.min(b), a.max(b));
        let counting = |day: Day| -> BTreeSet<String> {
            let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day);
            snapshot.namings.iter().map(|naming| naming.rule.id.clone()).collect()
        };
        let mut rules = counting(from);
        for (_, what, id) in between(&CATALOG, from, to).1 {
            let turned = if what == Event::RuleBegan { rules.insert(id.clone()) } else { rules.remove(&id) };
            prop_assert!(turned, "{} {}", id, what);
        }
        prop_assert_eq!(rules, counting(to));
        Ok(())
    });
}

#[test]
fn between_a_day_and_itself_nothing_changes() {
    always(&(catalogue(), as_of()), |(catalog, day)| {
        let snapshot = Snapshot::on(&catalog, &FRAMEWORK, day);
        let diff = diff(&snapshot, &snapshot);
        prop_assert!(diff.changes.is_empty() && diff.rules.is_empty() && diff.quick.is_empty());
        Ok(())
    });
}

/// The situations of the quick table, each with what stands level in first place and its status.
fn table<'a>(snapshot: &'a Snapshot<'a>) -> Vec<(&'a str, BTreeSet<(&'a str, Status)>)> {
    let answer = |place: CredentialId| (snapshot.credential(place).id.as_str(), snapshot.state(place).status);
    let rows = quick(snapshot);
    let rows = rows
        .iter()
        .map(|(quick, answers)| (quick.situation.as_str(), level_in_first_place(answers).iter().map(|ranked| answer(ranked.id)).collect()));
    rows.collect()
}

#[test]
fn a_row_of_the_quick_table_is_listed_just_when_its_answers_or_their_statuses_differ() {
    always(&(catalogue(), days_in_order()), |(catalog, [from, to])| {
        let (from, to) = (Snapshot::on(&catalog, &FRAMEWORK, from), Snapshot::on(&catalog, &FRAMEWORK, to));
        let diff = diff(&from, &to);
        let rows = table(&from).into_iter().zip(table(&to)).filter(|(before, after)| before != after);
        let rows: Vec<_> = rows.map(|((situation, before), (_, after))| (situation, before, after)).collect();
        prop_assert_eq!(rows.len(), diff.quick.len());
        for (row, (situation, before, after)) in diff.quick.iter().zip(rows) {
            prop_assert_eq!(&row.quick.situation, situation);
            let ids = |answers: &BTreeSet<(&str, Status)>| -> BTreeSet<String> { answers.iter().map(|(id, _)| (*id).to_owned()).collect() };
            let (before_ids, after_ids) = (ids(&before), ids(&after));
            let listed = |what: Event| -> BTreeSet<String> {
                let of_it = row.changes.iter().filter(|change| change.why.what() == what);
                of_it.map(|change| catalog[change.id].id.clone()).collect()
            };
            prop_assert_eq!(listed(Event::AnswerWent), &before_ids - &after_ids);
            prop_assert_eq!(listed(Event::AnswerCame), &after_ids - &before_ids);
            let same: BTreeSet<(&str, Status)> = before.intersection(&after).copied().collect();
            prop_assert_eq!(listed(Event::AnswerStatus), &(&before_ids & &after_ids) - &ids(&same));
        }
        Ok(())
    });
}
