//! What somebody tells a program that asks for them, a page or an assistant: each field by itself, so that what is wrong with one costs no
//! other.

use std::collections::BTreeMap;

use super::{Answer, read};
use crate::calendar::{Day, Deadline};
use crate::catalog::Catalog;
use crate::diagnostic::KeyPart;
use crate::framework::Framework;
use crate::situation::{Situation, SituationError, SituationInput};
use crate::vocabulary::{Field, Wish, nearest, suggestion};
use serde_json::{Map, Value};

/// The fields that are told, by their keys in a situation: text, or a list of it.
pub type You = BTreeMap<String, Value>;

/// What was understood, and what was not, by the field that it is about.
#[derive(Clone, Debug)]
pub struct Person {
    /// What was understood.
    pub situation: Situation,
    /// What is wrong, and what would be right.
    pub faults: BTreeMap<String, String>,
}

impl Person {
    /// Reads what is told; what cannot be understood is left out and said.
    #[must_use]
    pub fn read(you: &You, catalog: &Catalog, framework: &Framework, as_of: Day) -> Self {
        let mut faults = BTreeMap::new();
        let mut told = SituationInput::default();
        for (key, value) in you {
            match field(key, value, as_of) {
                Ok(one) => told.merge(one),
                Err(why) => drop(faults.insert(key.clone(), why)),
            }
        }
        let settled = |told: &SituationInput| framework.check_tiers(&told.tier).and_then(|()| told.clone().settle(catalog, as_of));
        // Each round takes something out, so it ends.
        let situation = loop {
            match settled(&told) {
                Ok(situation) => break situation,
                Err(wrong) => wrong.0.iter().rev().for_each(|error| {
                    if let Some(KeyPart::Key(key)) = error.key_path().first() {
                        faults.insert((*key).to_owned(), error.to_string());
                    }
                    leave_out(&mut told, error);
                }),
            }
        };
        Self { situation, faults }
    }
}

/// One field, read as a file's is. A deadline that is a plain number is so many weeks, as where the question is asked.
fn field(key: &str, value: &Value, as_of: Day) -> Result<SituationInput, String> {
    if let ("by", Some(written)) = (key, value.as_str()) {
        let answer = read(Field::By, written, as_of)?;
        let (mut by, mut weeks) = (None, None);
        match answer {
            Some(Answer::Weeks(number)) => weeks = Some(number),
            Some(Answer::By(day)) => by = Some(Deadline::On(day)),
            _ => {}
        }
        return Ok(SituationInput { by, weeks, ..SituationInput::default() });
    }
    let known = SituationInput::default().fields().map(|(key, _)| key);
    if !known.contains(&key) && key != "cloud" {
        let near = nearest(key, known.into_iter());
        return Err(format!("there is no `{}`{}", crate::sanitize::quote_input(key), suggestion(near.first(), &known)));
    }
    let alone = Map::from_iter([(key.to_owned(), value.clone())]);
    serde_json::from_value(Value::Object(alone)).map_err(|why| why.to_string())
}

/// Takes out what is wrong. Places in lists are those of the list as it was told, so the last is taken out first.
fn leave_out(told: &mut SituationInput, error: &SituationError) {
    match error {
        SituationError::TwoDeadlines => told.weeks = None,
        SituationError::DeadlinePassed(..) => (told.by, told.weeks) = (None, None),
        SituationError::Held(place, _) => drop(told.have.remove(*place)),
        SituationError::Wished(Wish::Provider, place, _) => drop(told.provider.remove(*place)),
        SituationError::Wished(wish, ..) => told.drop_wish(*wish),
    }
}
