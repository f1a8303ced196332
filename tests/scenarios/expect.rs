//! Comparing an answer with what its scenario says.

use certwise::catalog::CredentialId;
use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use certwise::change::Change;
use certwise::recommendation::{Estimate, Ranked, Recommendation, RuledOut};
use certwise::render::json::Changes;
use serde_json::Value;

use crate::scenario::{ChangeAsData, Scenario};
use crate::{CATALOG, FRAMEWORK};

/// Everything in which the answer differs from what the scenario says.
pub fn differences(scenario: &Scenario, answer: &Recommendation<'_>) -> Vec<String> {
    let mut check = Check { name: &scenario.name, answer, wrong: Vec::new() };
    check.order(scenario);
    check.what_fits(scenario);
    check.figures(scenario);
    check.what_does_not(scenario);
    check.words_beside(scenario);
    check.nothing_fits(scenario);
    check.wrong
}

/// The id of the credential at that place.
pub fn id(place: CredentialId) -> &'static str {
    &CATALOG[place].id
}

/// The id of the caution at that place.
pub fn caution_id(number: usize) -> &'static str {
    FRAMEWORK.caution[number].id.as_str()
}

/// The id of the advice at that place.
pub fn advice_id(number: usize) -> &'static str {
    FRAMEWORK.advice[number].id.as_str()
}

/// The id of the criterion at that place.
pub fn criterion_id(number: usize) -> &'static str {
    FRAMEWORK.criterion[number].id.as_str()
}

/// An answer and what was found wrong with it so far.
struct Check<'a> {
    name: &'a str,
    answer: &'a Recommendation<'a>,
    wrong: Vec<String>,
}

impl<'a> Check<'a> {
    fn same<T: PartialEq + Debug>(&mut self, what: impl Display, expected: &T, got: &T) {
        if expected != got {
            self.wrong.push(format!("{}: {what}\n      expected {expected:?}\n      got      {got:?}", self.name));
        }
    }

    /// That every wanted one is there, or (`there` is false) that none is.
    fn among(&mut self, what: impl Display, there: bool, wanted: &[String], got: &[&str]) {
        if wanted.iter().any(|one| got.contains(&one.as_str()) != there) {
            let among = if there { "among them" } else { "not among them" };
            self.wrong.push(format!("{}: {what}\n      expected {among} {wanted:?}\n      got      {got:?}", self.name));
        }
    }

    fn place(&mut self, id: &str) -> Option<CredentialId> {
        let place = CATALOG.position(id);
        if place.is_none() {
            self.wrong.push(format!("{}: no credential has the id {id:?}", self.name));
        }
        place
    }

    fn ranked(&mut self, id: &str) -> Option<&'a Ranked> {
        let place = self.place(id)?;
        let found = self.answer.ranked.iter().find(|ranked| ranked.id == place);
        if found.is_none() {
            let why = self.answer.ruled_out.iter().find(|out| out.id == place).map(kinds);
            self.wrong.push(format!("{}: {id}\n      expected to fit\n      got      ruled out: {why:?}", self.name));
        }
        found
    }

    fn out(&mut self, id: &str) -> Option<&'a RuledOut> {
        let place = self.place(id)?;
        let found = self.answer.ruled_out.iter().find(|out| out.id == place);
        if found.is_none() {
            self.wrong.push(format!("{}: {id}\n      expected to be ruled out\n      got      fits", self.name));
        }
        found
    }

    fn order(&mut self, scenario: &Scenario) {
        let got: Vec<&str> = self.answer.ranked.iter().map(|ranked| id(ranked.id)).collect();
        let shown = &got[..got.len().min(scenario.first.len())];
        self.same("first", &scenario.first.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), &shown);
        if let Some(expected) = &scenario.ahead_by {
            let ahead_by = match self.answer.ranked.as_slice() {
                [] => "nothing fits",
                [_] => "alone",
                [first, ..] => first.ahead_by.map_or("tie", |ahead| ahead.criterion().map_or("link", criterion_id)),
            };
            self.same("ahead_by", &expected.as_str(), &ahead_by);
            let shared = matches!(self.answer.ranked.as_slice(), [first, second, ..] if first.rank == second.rank);
            self.same("a shared first rank", &(expected == "tie"), &shared);
        }
        for (one, other) in &scenario.before {
            let place = |id: &str| got.iter().position(|got| *got == id);
            if self.ranked(one).is_some() && self.ranked(other).is_some() && place(one) > place(other) {
                self.wrong.push(format!("{}: {one} before {other}\n      got      {got:?}", self.name));
            }
        }
    }

    fn what_fits(&mut self, scenario: &Scenario) {
        for id in &scenario.fits {
            self.ranked(id);
        }
        for unlisted in &scenario.unlisted {
            let places = self.answer.ranked.iter().map(|it| it.id).chain(self.answer.ruled_out.iter().map(|it| it.id));
            let listed = places.into_iter().any(|place| id(place) == unlisted);
            self.same(format!("{unlisted} is listed"), &false, &listed);
        }
        for (named, rule) in &scenario.named_by {
            if let Some(ranked) = self.ranked(named) {
                let got = ranked.named.map_or("none", |named| self.answer.snapshot.namings[named.rule].rule.id.as_str());
                self.same(format!("the rule that names {named}"), &rule.as_str(), &got);
            }
        }
        for (new, old) in &scenario.replaced {
            if let Some(ranked) = self.ranked(new) {
                let got = ranked.named.and_then(|named| named.replaced).map_or("none", id);
                self.same(format!("what {new} replaced"), &old.as_str(), &got);
            }
        }
        for (graded, expected) in &scenario.grades {
            let Some(ranked) = self.ranked(graded) else { continue };
            let all: BTreeMap<&str, &str> = FRAMEWORK
                .criterion
                .iter()
                .zip(&ranked.grades)
                .map(|(criterion, row)| (criterion.id.as_str(), criterion.grade[usize::from(*row)].grade.as_str()))
                .collect();
            for (criterion, grade) in expected {
                self.same(format!("{criterion} of {graded}"), &Some(grade.as_str()), &all.get(criterion.as_str()).copied());
            }
        }
    }

    fn figures_of(&mut self, id: &str) -> Option<&'a Estimate> {
        let place = self.place(id)?;
        let ranked = self.answer.ranked.iter().find(|ranked| ranked.id == place).map(|ranked| &ranked.figures);
        ranked.or_else(|| self.answer.ruled_out.iter().find(|out| out.id == place).map(|out| &out.figures))
    }

    fn figures(&mut self, scenario: &Scenario) {
        for (id, cost) in &scenario.cost {
            if let Some(figures) = self.figures_of(id) {
                let total = figures.bill.as_ref().map(|bill| (bill.total.low.dollars(), bill.total.high.dollars()));
                self.same(format!("the cost of {id}"), &Some(*cost), &total);
            }
        }
        for (id, ready) in &scenario.ready {
            if let Some(figures) = self.figures_of(id) {
                self.same(format!("the days on which {id} is ready"), &Some(*ready), &figures.ready);
            }
        }
    }

    fn what_does_not(&mut self, scenario: &Scenario) {
        for (id, expected) in &scenario.ruled_out {
            if let Some(out) = self.out(id) {
                self.same(format!("the blockers of {id}"), &expected.iter().map(String::as_str).collect(), &kinds(out));
            }
        }
        for (id, expected) in &scenario.unlock {
            if let Some(out) = self.out(id) {
                let unlocks = out.blockers.iter().filter_map(|blocker| blocker.unlock.as_ref());
                let got: BTreeMap<String, Value> = unlocks.flat_map(as_data).collect();
                self.same(format!("what lifts the blockers of {id}"), &as_json(expected), &got);
            }
        }
    }

    fn words_beside(&mut self, scenario: &Scenario) {
        for (there, cautions) in [(true, &scenario.cautions), (false, &scenario.no_cautions)] {
            for (id, wanted) in cautions {
                self.known(wanted, &FRAMEWORK.caution.iter().map(|caution| caution.id.as_str()).collect::<Vec<_>>());
                if let Some(ranked) = self.ranked(id) {
                    let got: Vec<&str> = ranked.cautions.iter().map(|number| caution_id(*number)).collect();
                    self.among(format!("the cautions of {id}"), there, wanted, &got);
                }
            }
        }
        let got: Vec<&str> = self.answer.advice.iter().map(|number| advice_id(*number)).collect();
        for (there, wanted) in [(true, &scenario.advice), (false, &scenario.no_advice)] {
            self.known(wanted, &FRAMEWORK.advice.iter().map(|advice| advice.id.as_str()).collect::<Vec<_>>());
            self.among("the advice", there, wanted, &got);
        }
    }

    /// That the framework has every one of those ids, as what must not be there is never missed.
    fn known(&mut self, ids: &[String], all: &[&str]) {
        for id in ids.iter().filter(|id| !all.contains(&id.as_str())) {
            self.wrong.push(format!("{}: the framework has no {id:?}", self.name));
        }
    }

    fn nothing_fits(&mut self, scenario: &Scenario) {
        let answer = self.answer;
        self.same("nothing fits", &scenario.nothing_fits, &answer.ranked.is_empty());
        let is_enough = answer.enough.is_some();
        self.same("that nothing more is needed", &scenario.enough.unwrap_or(is_enough), &is_enough);
        self.same("a fallback", &scenario.nothing_fits, &answer.fallback.is_some());
        let Some(fallback) = &answer.fallback else {
            let asked = scenario.start_with.is_some() || scenario.fallback_changes.is_some();
            self.same("a fallback is asked for", &false, &asked);
            return;
        };
        if let Some(expected) = &scenario.start_with {
            let got: Vec<&str> = fallback.start_with.iter().map(|place| id(*place)).collect();
            self.same("what to start with", &expected.iter().map(String::as_str).collect(), &got);
        }
        if let Some(expected) = &scenario.fallback_changes {
            let expected: Vec<_> = expected.iter().map(|one| (as_json(&one.change), one.lets_in.as_str())).collect();
            let got: Vec<_> = fallback.changes.iter().map(|(change, place)| (as_data(change), id(*place))).collect();
            self.same("the changes that let something in", &expected, &got);
        }
    }
}

/// The gates that say no.
fn kinds(out: &RuledOut) -> Vec<&'static str> {
    out.blockers.iter().map(|blocker| blocker.kind.word()).collect()
}

/// A change as it stands in JSON.
fn as_data(change: &Change) -> BTreeMap<String, Value> {
    let written = serde_json::to_value(Changes(&CATALOG, std::slice::from_ref(change))).expect("a change is data");
    serde_json::from_value(written).expect("a change is one key and its value")
}

/// The same from a scenario.
fn as_json(change: &ChangeAsData) -> BTreeMap<String, Value> {
    let value = |value: &toml::Value| match value {
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Boolean(on) => Value::from(*on),
        toml::Value::String(word) if word == "none" => Value::Null,
        toml::Value::String(word) => Value::from(word.as_str()),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        other => panic!("{other:?} is no part of a change"),
    };
    change.iter().map(|(key, written)| (key.clone(), value(written))).collect()
}
