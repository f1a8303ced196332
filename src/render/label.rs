//! Whose an answer is: a name and a note that stand over it, and keep one person's calendar apart from another's.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher13;

use crate::sanitize::{LONGEST_LINE, cut};
use crate::situation::SituationInput;

/// A name and a note, as text that can drive nothing. Empty where nobody gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    name: String,
    note: String,
}

/// What a person tells anew each time: the day, what is reckoned from it, what they have earned since, and when they are away.
/// A plan that is made again after the first exam must move its events, and not stand beside the old ones.
const TOLD_ANEW: [&str; 5] = ["as_of", "weeks", "years", "have", "pause"];

impl Label {
    /// Of those words; blank ones are none.
    #[must_use]
    pub fn new(name: Option<&str>, note: Option<&str>) -> Self {
        let clean = |words: Option<&str>| {
            let words = words.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            cut(&words, LONGEST_LINE).into_owned()
        };
        Self { name: clean(name), note: clean(note) }
    }

    /// That title with the name and the note before it.
    #[must_use]
    pub fn over(&self, title: &str) -> String {
        match (self.name.as_str(), self.note.as_str()) {
            ("", "") => title.to_owned(),
            ("", words) | (words, "") => format!("{words}: {title}"),
            (name, note) => format!("{name} ({note}): {title}"),
        }
    }

    /// That title of one of many things, with the name before it.
    #[must_use]
    pub fn name_over(&self, title: &str) -> String {
        if self.name.is_empty() { title.to_owned() } else { format!("{}: {title}", self.name) }
    }

    /// The name; empty where there is none.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The note; `None` where there is none.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        Some(self.note.as_str()).filter(|note| !note.is_empty())
    }

    /// What keeps this person's calendar apart from others, the same each time they ask: the name; without one, a short hash of what
    /// they told of themselves that stays as it is: all but what is told anew each time. Two people who told the same share it: who sends calendars
    /// to a shared one gives them names.
    #[must_use]
    pub fn key(&self, situation: &SituationInput) -> String {
        if !self.name.is_empty() {
            return self.name.to_lowercase().replace(' ', "-");
        }
        // Its values are fixed for good, other than those of the standard library's hasher.
        let mut hasher = SipHasher13::new();
        for (key, told) in situation.fields().iter().filter(|(key, _)| !TOLD_ANEW.contains(key)) {
            if let Some(told) = told {
                hasher.write(format!("{key} = {}\n", serde_json::json!(told)).as_bytes());
            }
        }
        format!("{:016x}", hasher.finish())[..8].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    fn key(situation: &str) -> String {
        let file = SourceFile { name: "me.toml".to_owned(), text: situation.to_owned() };
        Label::default().key(&file.parse().expect("a situation"))
    }

    /// It stands in calendars that people have: whoever changes it lets every event stand there twice.
    #[test]
    fn the_key_of_a_situation_is_the_same_for_ever() {
        assert_eq!(key(""), "d1fba762");
        assert_eq!(key("role = \"developer\"\nplatform = [\"aws\"]\nhours_per_week = 6\n"), "ac590248");
    }

    #[test]
    fn it_hangs_on_the_person_and_not_on_the_day() {
        let mine = "role = \"developer\"\nhours_per_week = 6\n";
        assert_ne!(key(mine), key("role = \"developer\"\nhours_per_week = 12\n"));
        assert_eq!(
            key(mine),
            key(&format!("{mine}as_of = 2027-01-01\nweeks = 9\nyears = 4\nhave = [\"AI-900\"]\npause = \"2027-01-01..2027-01-09\"\n"))
        );
    }

    #[test]
    fn a_name_is_text_and_stands_for_the_person() {
        let label = Label::new(Some(" Ada\u{202e}\n\tLovelace "), Some("  "));
        assert_eq!(label.over("the plan"), "Ada\u{fffd} Lovelace: the plan");
        assert_eq!(label.key(&SituationInput::default()), "ada\u{fffd}-lovelace");
        assert_eq!(Label::new(Some("Ada"), Some("2nd try")).over("the plan"), "Ada (2nd try): the plan");
        assert_eq!(Label::new(None, Some("2nd try")).over("the plan"), "2nd try: the plan");
        assert_eq!(Label::new(None, None).over("the plan"), "the plan");
    }
}
