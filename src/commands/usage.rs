//! What is said where the flags of a call are wrong.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::vocabulary::suggestion;

/// One paragraph of what is wrong with the flags, from what clap knows of it, in the order of all other messages.
#[must_use]
pub fn paragraph(error: &clap::Error) -> String {
    use ContextKind::{
        InvalidArg, InvalidSubcommand, InvalidValue, PriorArg, Suggested, SuggestedArg, SuggestedSubcommand, SuggestedValue, ValidValue,
    };
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(several)) => several.clone(),
        Some(ContextValue::StyledStrs(several)) => several.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let (arg, value) = (told(InvalidArg).join(", "), told(InvalidValue).join(", "));
    let cause = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
    let wrong = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("a value is required for '{arg}' but none was supplied"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("invalid value '{value}' for '{arg}'{cause}"),
        ErrorKind::TooManyValues => format!("unexpected value '{value}' for '{arg}' found; no more were expected"),
        ErrorKind::UnknownArgument => format!("unexpected argument '{arg}' found"),
        ErrorKind::InvalidSubcommand => format!("unrecognized subcommand '{}'", told(InvalidSubcommand).join(" ")),
        ErrorKind::MissingRequiredArgument => format!("the following required arguments were not provided: {arg}"),
        ErrorKind::ArgumentConflict if told(PriorArg) == [arg.clone()] => format!("the argument '{arg}' cannot be used multiple times"),
        ErrorKind::ArgumentConflict => format!("the argument '{arg}' cannot be used with '{}'", told(PriorArg).join("', '")),
        kind if arg.is_empty() => format!("{kind}{cause}"),
        kind => format!("{kind}: '{arg}'{cause}"),
    };
    let near = [SuggestedSubcommand, SuggestedArg, SuggestedValue].into_iter().flat_map(told);
    let said = format!("{wrong}{}", suggestion(near, &told(ValidValue)));
    let whole: Vec<String> = std::iter::once(said).chain(told(Suggested)).collect();
    crate::sanitize::sanitize(&whole.join("; ")).into_owned()
}
