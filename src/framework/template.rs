//! Sentences with places for figures: `costs {cost}, over your {budget}`.

use serde::{Deserialize, Deserializer, Serialize};

use crate::vocabulary::{Placeholder, nearest, suggestion};

/// A sentence whose places are all known; checked when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    Text(String),
    Place(Placeholder),
}

impl Template {
    /// The places it has, in order.
    pub fn places(&self) -> impl Iterator<Item = Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Place(place) => Some(*place),
        })
    }

    /// The sentence with every place filled.
    #[must_use]
    pub fn fill(&self, mut value: impl FnMut(Placeholder) -> String) -> String {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Place(place) => filled.push_str(&value(*place)),
            }
        }
        filled
    }

    pub(crate) fn read(written: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((text, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| format!("`{{{after}` is not closed with `}}`"))?;
            let place: Placeholder = name.parse().map_err(|_| {
                let near = nearest(name, Placeholder::ALL.iter().map(|place| place.word()));
                let known: Vec<&str> = Placeholder::ALL.iter().map(|place| place.word()).collect();
                format!("unknown placeholder `{{{name}}}`{}", suggestion(near.first().map(|near| format!("{{{near}}}")), &known))
            })?;
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            parts.push(Part::Place(place));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        if parts.is_empty() {
            return Err("a reason needs words".to_owned());
        }
        Ok(Self { parts })
    }
}

/// Reads what `{rule}` stands for, in which it cannot stand itself: the sentence would never end.
///
/// # Errors
/// As reading any other sentence; and where `{rule}` is in it.
pub(super) fn without_rule<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Template, D::Error> {
    let template = Template::deserialize(deserializer)?;
    if template.places().any(|place| place == Placeholder::Rule) {
        return Err(serde::de::Error::custom("`{rule}` stands for this sentence, so it cannot stand in it; give the reason itself"));
    }
    Ok(template)
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            // What was read once comes apart already.
            return Vec::deserialize(deserializer).map(|parts| Self { parts });
        }
        Self::read(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer as _;

    use super::*;

    #[test]
    fn places_are_filled_and_unknown_ones_refused() {
        let template = Template::read("costs {cost}, over {budget}").expect("sound");
        assert_eq!(template.fill(|place| format!("<{place}>")), "costs <cost>, over <budget>");
        let message = Template::read("costs {cots}").expect_err("unknown");
        assert!(message.starts_with("unknown placeholder `{cots}`; did you mean `{cost}`? known: name,"), "{message}");
        assert!(Template::read("open {cost").is_err());
    }

    #[test]
    fn what_rule_stands_for_cannot_hold_it() {
        let read = |written: &'static str| {
            let text: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = written.into_deserializer();
            without_rule(text)
        };
        assert!(read("as its own page says of {name}").is_ok());
        for wrong in ["{rule}", "see {rule}", "{name}: {rule} and {rule}"] {
            let message = read(wrong).expect_err("endless").to_string();
            assert!(message.starts_with("`{rule}` stands for this sentence"), "{message}");
        }
    }
}
