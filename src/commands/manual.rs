//! What the program says of itself: the manual page and the completions, made from the flags.

use std::io::Write as _;

use anyhow::Result;
use clap::CommandFactory as _;

use super::{ANSWERED, Output};
use crate::cli::{Cli, with_synonyms};

/// One page for all: the program's own sections, then each command's.
pub(super) fn man(output: &mut Output<'_>) -> Result<u8> {
    let mut cli = with_synonyms(Cli::command());
    cli.build();
    let main = clap_mangen::Man::new(cli.clone());
    let mut page = Vec::new();
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    for command in cli.get_subcommands().filter(|command| command.get_name() != "help") {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, ".SH CERTWISE {}\n{about}", command.get_name().to_uppercase())?;
        let mut sections = Vec::new();
        let command = clap_mangen::Man::new(command.clone());
        command.render_synopsis_section(&mut sections)?;
        command.render_options_section(&mut sections)?;
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    main.render_version_section(&mut page)?;
    output.out.write_all(&page)?;
    Ok(ANSWERED)
}

pub(super) fn completions(shell: clap_complete::Shell, output: &mut Output<'_>) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "certwise", &mut script);
    output.out.write_all(&script)?;
    Ok(ANSWERED)
}
