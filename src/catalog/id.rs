//! The one form of an id.

/// Whether an id is of the one form, and if not, what would be right.
pub(crate) fn kebab(id: &str) -> Result<(), String> {
    let sound =
        !id.is_empty() && id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if sound {
        return Ok(());
    }
    let better: Vec<String> =
        id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let hint = if better.is_empty() { String::new() } else { format!(", for example `{}`", better.join("-")) };
    Err(format!("the id `{id}` is not of the form lower-case-words-joined-by-dashes{hint}"))
}
