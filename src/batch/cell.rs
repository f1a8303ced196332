//! One cell of a table of situations.

use serde_json::json;

use crate::situation::{SituationInput, field_name};
use crate::vocabulary::{nearest, suggestion};

impl SituationInput {
    /// Sets one field from text, as a CSV cell gives it; a cell that is empty or says `n/a` leaves it unset.
    ///
    /// # Errors
    /// When there is no such field, or the text is no value of it.
    pub fn set(&mut self, field: &str, written: &str) -> Result<(), String> {
        let name = field_name(field);
        let known = Self::default().fields().map(|(key, _)| key);
        if !known.contains(&name.as_str()) {
            let near = nearest(&name, known.into_iter());
            return Err(format!("unknown field `{}`{}", crate::sanitize::quote_input(field), suggestion(near.first(), &known)));
        }
        let written = written.trim();
        // What people write into a cell that they have nothing for.
        let is_empty = ["", "-", "–", "—", "n/a", "na", "any", "?"].contains(&written.to_lowercase().as_str());
        if !is_empty {
            let told: Self = serde_json::from_value(json!({ name: written })).map_err(|why| why.to_string())?;
            let before = std::mem::replace(self, told);
            self.fill(before);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_cell_is_read_as_the_flag_is() {
        let mut row = SituationInput::default();
        row.set("hours-per-week", "6").expect("a pace");
        row.set("platform", "aws;azure").expect("two");
        for empty in ["", "-", "n/a", "Any"] {
            row.set("budget", empty).expect("unset");
            row.set("have", empty).expect("unset");
        }
        assert_eq!(row.flags(), "--platform aws,azure --hours-per-week 6");
        assert!(row.set("hours-per-week", "0").is_err());
        assert_eq!(row.set("gaol", "x").expect_err("unknown").split(" known").next(), Some("unknown field `gaol`; did you mean `goal`?"));
    }
}
