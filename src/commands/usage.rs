//! What is said where the flags of a call are wrong: all of it at once.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _, Parser as _};

use crate::cli::{Cli, Detail, examples, explained};
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
    match read(&words) {
        Ok(cli) => return Ok(cli),
        Err(error) if error.use_stderr() => words = as_meant(&words).unwrap_or(words),
        Err(_) => {}
    }
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
        let said = format!("{}{}", paragraph(&error), hint(&words, &error));
        let goes_on = faults.len() < MOST_FAULTS && !is_left_out(&error) && take_out(&mut words, &error);
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

/// The words with flags as they are spelled: `--ROLE` and `-role` are `--role`, where there is such a flag; `None` where all are.
fn as_meant(words: &[OsString]) -> Option<Vec<OsString>> {
    let cli = Cli::command();
    let flags = |command: &Command| command.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned)).collect::<Vec<_>>();
    let known: Vec<String> = std::iter::once(&cli).chain(cli.get_subcommands()).flat_map(flags).collect();
    let spelled = |word: &OsString| {
        let text = word.to_str().filter(|text| text.starts_with('-'))?;
        let (flag, value) = text.find('=').map_or((text, ""), |at| text.split_at(at));
        let name = flag.trim_start_matches('-').to_lowercase();
        // One letter behind one dash is a short flag.
        let meant = format!("--{name}{value}");
        (name.len() > 1 && meant != text && known.contains(&name)).then(|| OsString::from(meant))
    };
    let behind = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let meant = words.iter().enumerate().map(|(at, word)| spelled(word).filter(|_| at < behind).unwrap_or_else(|| word.clone()));
    Some(meant.collect::<Vec<_>>()).filter(|meant| meant != words)
}

/// What would be right, where the words tell it and clap does not: the command to which a flag belongs, the flag to which a word
/// belongs, an example of a command that lacks what it is about.
fn hint(words: &[OsString], error: &clap::Error) -> String {
    let cli = Cli::command();
    let command = words.iter().skip(1).filter_map(|word| word.to_str()).find_map(|word| cli.find_subcommand(word));
    let arg = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => arg.as_str(),
        _ => "",
    };
    match (error.kind(), command) {
        (ErrorKind::MissingRequiredArgument, Some(command)) => {
            examples(command.get_name()).first().map_or_else(String::new, |(_, line)| format!("; for example: {line}"))
        }
        (ErrorKind::UnknownArgument, None) if arg.starts_with('-') => {
            let has = |command: &&Command| command.get_arguments().any(|of| of.get_long() == Some(flag_of(arg).trim_start_matches('-')));
            let owner = cli.get_subcommands().filter(|command| command.get_name() != "ask").find(has);
            owner.map_or_else(String::new, |owner| format!("; it belongs to a command: certwise {} {}", owner.get_name(), flag_of(arg)))
        }
        (ErrorKind::UnknownArgument, Some(command)) if !arg.starts_with('-') => {
            let takes =
                |of: &&Arg| of.get_value_parser().possible_values().is_some_and(|mut words| words.any(|word| word.matches(arg, true)));
            let flag = command.get_arguments().find(takes).and_then(Arg::get_long);
            flag.map_or_else(String::new, |flag| format!("; did you mean --{flag} {arg}?"))
        }
        _ => String::new(),
    }
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

/// What is said where the command is one that this build was made without.
const LEFT_OUT: &str =
    "this build has no `verify`, which is for maintainers; `cargo install --path . --features verify` builds one that has";

/// Whether the error is about such a command.
fn is_left_out(error: &clap::Error) -> bool {
    let named = error.get(ContextKind::InvalidSubcommand);
    !cfg!(feature = "verify") && matches!(named, Some(ContextValue::String(named)) if named == "verify")
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
        ErrorKind::InvalidSubcommand if is_left_out(error) => return LEFT_OUT.to_owned(),
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
