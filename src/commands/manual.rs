//! What the program says of itself: the manual pages and the completions, made from the flags.

use std::fs;

use anyhow::{Context as _, Result, anyhow};
use clap::{Command, CommandFactory as _};
use roff::{Roff, bold, roman};

use super::{ANSWERED, Output};
use crate::cli::complete::VARIABLE;
use crate::cli::{Cli, Detail, Man, examples, explained, sections};
use crate::files;
use crate::vocabulary::{nearest, suggestion};

/// The page that is wanted, or all of them into a folder.
pub(super) fn man(flags: &Man, output: &mut Output<'_>) -> Result<u8> {
    let mut cli = explained(Cli::command(), Detail::Full);
    cli.build();
    if let Some(folder) = &flags.dir {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", files::name_of(folder)))?;
        write_page(folder, "certwise", &whole(&cli)?)?;
        for command in commands(&cli) {
            write_page(folder, &title(command), &page(command)?)?;
        }
        return Ok(ANSWERED);
    }
    let page = match &flags.command {
        None => whole(&cli)?,
        Some(name) => {
            let known: Vec<&str> = commands(&cli).map(Command::get_name).collect();
            let found = commands(&cli).find(|command| command.get_name().eq_ignore_ascii_case(name.trim()));
            let near = || suggestion(nearest(name, known.iter().copied()), &known);
            page(found.ok_or_else(|| anyhow!("there is no command `{}`{}", crate::sanitize::quote_input(name), near()))?)?
        }
    };
    output.out.write_all(&page)?;
    Ok(ANSWERED)
}

fn write_page(folder: &std::path::Path, name: &str, page: &[u8]) -> Result<()> {
    let file = folder.join(format!("{name}.1"));
    fs::write(&file, page).with_context(|| format!("cannot write `{}`", files::name_of(&file)))
}

/// The commands that have a page.
fn commands(cli: &Command) -> impl Iterator<Item = &Command> {
    cli.get_subcommands().filter(|command| command.get_name() != "help")
}

/// The name of a command's page.
fn title(command: &Command) -> String {
    format!("certwise-{}", command.get_name())
}

/// One page for all: the program's own sections, then each command's.
fn whole(cli: &Command) -> Result<Vec<u8>> {
    let main = clap_mangen::Man::new(cli.clone());
    let mut page = Vec::new();
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    for command in commands(cli) {
        let mut text = Roff::new();
        text.control("SH", [format!("certwise {}", command.get_name()).to_uppercase().as_str()]);
        text.text([roman(about(command))]);
        text.to_writer(&mut page)?;
        let own = clap_mangen::Man::new(without_globals(command));
        let mut sections = Vec::new();
        own.render_synopsis_section(&mut sections)?;
        own.render_options_section(&mut sections)?;
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    let see = commands(cli).map(title).collect();
    beside_the_flags("certwise", see).to_writer(&mut page)?;
    main.render_version_section(&mut page)?;
    Ok(page)
}

/// The page of one command.
fn page(command: &Command) -> Result<Vec<u8>> {
    let name = title(command);
    let man = clap_mangen::Man::new(command.clone().display_name(&name)).title(&name);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    beside_the_flags(command.get_name(), vec!["certwise".to_owned()]).to_writer(&mut page)?;
    Ok(page)
}

fn about(command: &Command) -> String {
    command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default()
}

/// The command without what every command takes, which stands once on the page of all.
fn without_globals(command: &Command) -> Command {
    command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg })
}

/// The sections of a page that are about no flag, and the pages to see beside it.
fn beside_the_flags(command: &str, see: Vec<String>) -> Roff {
    let mut text = Roff::new();
    text.control("SH", ["EXAMPLES"]);
    for (what, line) in examples(command) {
        text.control("TP", []).text([roman(*what)]).text([bold(*line)]);
    }
    for (heading, entries) in sections(command) {
        // As all manual pages call it.
        let heading = if heading == "Exit codes" { "EXIT STATUS".to_owned() } else { heading.to_uppercase() };
        text.control("SH", [heading.as_str()]);
        for (name, says) in entries {
            text.control("TP", []).text([bold(name)]).text([roman(says)]);
        }
    }
    let mut pages = Vec::new();
    for (number, page) in see.into_iter().enumerate() {
        pages.extend([roman(if number == 0 { "" } else { ", " }), bold(page), roman("(1)")]);
    }
    text.control("SH", ["SEE ALSO"]).text(pages);
    text
}

pub(super) fn completions(shell: clap_complete::Shell, output: &mut Output<'_>) -> Result<u8> {
    // The script asks the program itself, so that it knows what the program knows.
    let name = shell.to_string();
    let shells = clap_complete::env::Shells::builtins();
    let completer = shells.completer(&name).with_context(|| format!("no completions for {name}"))?;
    completer.write_registration(VARIABLE, "certwise", "certwise", "certwise", &mut output.out)?;
    Ok(ANSWERED)
}
