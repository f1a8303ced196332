//! What shells complete beside flags and words: credentials, providers, stacks and topics, each with its name.

use std::ffi::OsStr;

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::embedded;
use crate::guide::Guide;

/// The variable by which a shell asks for completions: of our own, so that nobody else sets it.
pub const VARIABLE: &str = "_CERTWISE_COMPLETE";

/// The command, where each argument that names something knows what there is.
#[must_use]
pub fn with_names(command: Command) -> Command {
    let known = |command: Command| {
        let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
        names.into_iter().fold(command, |command, name| match name.as_str() {
            "ids" | "have" => command.mut_arg(name, |arg| arg.add(ArgValueCompleter::new(credentials))),
            "provider" => command.mut_arg(name, |arg| arg.add(ArgValueCompleter::new(providers))),
            "stack" => command.mut_arg(name, |arg| arg.add(ArgValueCompleter::new(stacks))),
            "topic" => command.mut_arg(name, |arg| arg.add(ArgValueCompleter::new(topics))),
            _ => command,
        })
    };
    command.mut_subcommands(known)
}

/// What is written before the last comma, and what is begun behind it.
fn begun(written: &OsStr) -> (String, String) {
    let written = written.to_string_lossy();
    let (before, begun) = written.rsplit_once(',').map_or(("", &*written), |(before, begun)| (&written[..=before.len()], begun));
    (before.to_owned(), begun.to_lowercase())
}

fn candidates(written: &OsStr, known: impl Iterator<Item = (String, String)>) -> Vec<CompletionCandidate> {
    let (before, begun) = begun(written);
    let fits = known.filter(|(word, _)| word.to_lowercase().starts_with(&begun));
    fits.map(|(word, name)| CompletionCandidate::new(format!("{before}{word}")).help(Some(name.into()))).collect()
}

/// By id, and by code where a code is begun.
fn credentials(written: &OsStr) -> Vec<CompletionCandidate> {
    let (catalog, ..) = embedded::prepared();
    let (_, begun) = begun(written);
    let words = catalog.credentials.iter().flat_map(|credential| {
        let code = credential.code.clone().filter(|_| !begun.is_empty());
        [Some(credential.id.clone()), code].into_iter().flatten().map(|word| (word, credential.name.clone()))
    });
    candidates(written, words)
}

fn providers(written: &OsStr) -> Vec<CompletionCandidate> {
    let (catalog, ..) = embedded::prepared();
    candidates(written, catalog.providers.iter().map(|provider| (provider.id.clone(), provider.name.clone())))
}

fn stacks(written: &OsStr) -> Vec<CompletionCandidate> {
    let (_, framework, _) = embedded::prepared();
    candidates(written, framework.stack.iter().map(|stack| (stack.id.clone(), stack.name.clone())))
}

fn topics(written: &OsStr) -> Vec<CompletionCandidate> {
    let all = [("all".to_owned(), "Everything".to_owned())];
    candidates(written, Guide::get().topic.iter().map(|topic| (topic.id.clone(), topic.title.clone())).chain(all))
}
