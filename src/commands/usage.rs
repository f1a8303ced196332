//! What is said where the flags of a call are wrong: all of it at once.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _, Parser as _};

use crate::cli::{Cli, Detail, explained};
use crate::vocabulary::suggestion;

/// So many faults of one call are told.
const MOST_FAULTS: usize = 20;

/// What a call comes to that cannot be answered.
#[derive(Debug)]
pub enum Refusal {
    /// Help or the version is wanted.
    Help(clap::Error),
    /// Everything that is wrong with it, a paragraph each.
    Faults(Vec<String>),
}

/// Reads the words of a call.
///
/// # Errors
/// When help is wanted instead, or something is wrong: clap stops at the first fault, so that is taken out, and the rest read again.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Cli, Refusal> {
    let mut words: Vec<OsString> = words.into_iter().collect();
    let mut faults: Vec<String> = Vec::new();
    loop {
        let error = match read(&words) {
            Ok(cli) if faults.is_empty() => return Ok(cli),
            Ok(cli) => {
                // What the flags that are left cannot mean is wrong with the call, too.
                faults.extend(super::faults(&cli).into_iter().filter(|more| !faults.contains(more)).collect::<Vec<_>>());
                return Err(Refusal::Faults(faults));
            }
            Err(error) if faults.is_empty() && !error.use_stderr() => return Err(Refusal::Help(error)),
            Err(error) => error,
        };
        let said = paragraph(&error);
        let goes_on = faults.len() < MOST_FAULTS && take_out(&mut words, &error);
        // What lacks only because it was taken out is no fault of its own.
        if faults.is_empty() || error.kind() != ErrorKind::MissingRequiredArgument {
            faults.push(said);
        }
        if !goes_on {
            return Err(Refusal::Faults(faults));
        }
    }
}

/// Reads the words; what help says beside the flags is put together only where somebody asks for it.
fn read(words: &[OsString]) -> Result<Cli, clap::Error> {
    let detail = if words.iter().any(|word| word == "--help" || word == "help") {
        Detail::Full
    } else if words.iter().any(|word| word == "-h") {
        Detail::Short
    } else {
        return Cli::try_parse_from(words);
    };
    Cli::from_arg_matches(&explained(Cli::command(), detail).try_get_matches_from(words)?)
}

/// The short help.
#[must_use]
pub fn short_help() -> impl std::fmt::Display {
    explained(Cli::command(), Detail::Short).render_help().ansi().to_string()
}

/// The flag alone, without the name of its value: `--by` of `--by <DAY>`.
fn flag_of(arg: &str) -> &str {
    arg.split([' ', '=', '[']).next().unwrap_or(arg)
}

/// Takes the words out that an error is about; says whether they were found.
fn take_out(words: &mut Vec<OsString>, error: &clap::Error) -> bool {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => Some(one.clone()),
        Some(ContextValue::Strings(several)) => several.first().cloned(),
        _ => None,
    };
    let Some(arg) = told(ContextKind::InvalidArg) else { return false };
    let (flag, value) = (flag_of(&arg).to_owned(), told(ContextKind::InvalidValue));
    let is_flag = |word: &OsString| word.to_string_lossy().starts_with('-');
    let in_one = |word: &str| word.split_once('=').map(|(flag, value)| (flag.to_owned(), value.to_owned()));
    let at = (1..words.len()).find(|at| {
        let word = words[*at].to_string_lossy();
        match (&value, in_one(&word)) {
            // A flag has a second name, so what tells it is its value.
            (Some(value), Some((_, its))) => *value == its,
            (Some(value), None) => word == *value.as_str() && (*at == 1 || is_flag(&words[*at - 1]) || !is_flag(&words[*at])),
            (None, Some((its, _))) => its == flag,
            (None, None) => word == flag.as_str(),
        }
    });
    let Some(at) = at else { return false };
    words.remove(at);
    if value.is_some() && at > 1 && is_flag(&words[at - 1]) && !words[at - 1].to_string_lossy().contains('=') {
        words.remove(at - 1);
    } else if value.is_none() && is_flag(&OsString::from(&flag)) && at < words.len() && !is_flag(&words[at]) {
        // What nobody knows, or stands beside another flag, may have a value of its own behind it.
        words.remove(at);
    }
    true
}

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
        // What a value should be is said with the value in it.
        ErrorKind::ValueValidation if error.source().is_some() => format!("{}{cause}", flag_of(&arg)),
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
