//! Each command: read what it needs, ask `decide`, hand the answer to `render`.

mod ask;
mod batch;
mod check;
mod data;
mod diff;
mod guide;
mod known;
mod list;
mod manual;
#[cfg(feature = "mcp")]
mod mcp;
mod plan;
mod quick;
mod recommend;
mod show;
mod situation;
mod team;
mod usage;
#[cfg(feature = "verify")]
mod verify;
mod why;

use std::fs::File;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::cli::{Cli, Command};
use crate::render::table::Screen;
use crate::schema;
use crate::vocabulary::Format;
use data::Data;

/// An answer was given.
pub const ANSWERED: u8 = 0;
/// Nothing fits, a line of a batch was faulty, or a check found faults.
pub const NOTHING_FITS: u8 = 1;
/// A flag, a value or a file is wrong.
pub const WRONG: u8 = 2;

pub use crate::ask::CANCELLED;
pub use situation::same_answer;
pub use usage::{Refusal, paragraph, parse, short_help};

/// Where answers go, and how wide and colourful they may be.
pub struct Output<'o> {
    /// The writer.
    pub out: &'o mut dyn Write,
    /// What a table is drawn on.
    pub screen: Screen,
}

/// Runs the command and says with which code to leave.
///
/// # Errors
/// When a flag's value or a file is wrong, or the answer cannot be written.
pub fn run(cli: &Cli, output: &mut Output<'_>) -> Result<ExitCode> {
    let Some(command) = &cli.command else { bail!("no command given") };
    refuse_other_formats(command, cli.everywhere.format)?;
    let code = match command {
        Command::Completions { shell } => manual::completions(*shell, output)?,
        Command::Man(flags) => manual::man(flags, output)?,
        Command::Schema => {
            write!(output.out, "{}", schema::CATALOG_FILE)?;
            ANSWERED
        }
        Command::Check(flags) => check::run(flags, &cli.everywhere, output)?,
        Command::Ask(flags) => ask::run(flags, &cli.everywhere, output)?,
        Command::Recommend(flags) => recommend::run(flags, &cli.everywhere, output)?,
        Command::Why(flags) => why::run(flags, &cli.everywhere, Data::load(&cli.everywhere)?, output)?,
        Command::Plan(flags) => plan::plan(flags, &cli.everywhere, output)?,
        Command::Quick(flags) => quick::run(*flags, Data::load(&cli.everywhere)?, output)?,
        Command::List(flags) => list::run(flags, Data::load(&cli.everywhere)?, output)?,
        Command::Show(flags) => show::run(flags, Data::load(&cli.everywhere)?, output)?,
        Command::Diff(flags) => diff::run(flags, Data::load(&cli.everywhere)?, output)?,
        Command::Guide(flags) => guide::run(flags, Data::load(&cli.everywhere)?, output)?,
        Command::Batch(flags) => batch::batch(flags, Data::load(&cli.everywhere)?, output)?,
        Command::Team(flags) => team::run(flags, Data::load(&cli.everywhere)?, output)?,
        #[cfg(feature = "mcp")]
        Command::Mcp => mcp::run(Data::load(&cli.everywhere)?)?,
        #[cfg(feature = "verify")]
        Command::Verify(flags) => verify::run(flags, &cli.everywhere, Data::load(&cli.everywhere)?, output)?,
    };
    output.out.flush()?;
    Ok(ExitCode::from(code))
}

/// What the flags of the call cannot mean, of what is read without an answer being made.
fn faults(cli: &Cli) -> Vec<String> {
    let told = match &cli.command {
        Some(Command::Ask(flags)) => &flags.recommend.situation,
        Some(Command::Recommend(flags)) => &flags.situation,
        Some(Command::Why(flags)) => &flags.situation,
        Some(Command::Plan(flags)) => &flags.situation,
        _ => return Vec::new(),
    };
    let read = Data::load(&cli.everywhere).and_then(|data| situation::load_situation(told, data));
    read.err().map(|why| format!("{why:#}")).into_iter().collect()
}

/// Says which formats the command has when another one is wanted.
fn refuse_other_formats(command: &Command, wanted: Option<Format>) -> Result<()> {
    let more: &[Format] = match command {
        Command::Ask(_) | Command::Recommend(_) => &[Format::Html],
        Command::Plan(_) => &[Format::Html, Format::Ics],
        _ => &[],
    };
    let Some(wanted) = wanted.filter(|wanted| matches!(wanted, Format::Html | Format::Ics) && !more.contains(wanted)) else {
        return Ok(());
    };
    let has = [Format::Table, Format::Json, Format::Csv, Format::Markdown].iter().chain(more);
    let has: Vec<String> = has.map(|format| format!("`{format}`")).collect();
    bail!("this command has no format `{wanted}`; it has {}", crate::sanitize::join(&has, "and"))
}

/// The screen that standard output is: as wide as the terminal, else as `COLUMNS` says; into a pipe, behind which a pager may be, as
/// wide as the terminal from which the call comes; else 100 columns.
#[must_use]
pub fn screen(styled: bool) -> Screen {
    let width = width_of(&io::stdout()).or_else(|| match std::env::var("COLUMNS") {
        Ok(columns) => columns.trim().parse().ok(),
        Err(_) => width_of(&io::stderr()).or_else(|| width_of(&File::open("/dev/tty").ok()?)),
    });
    let links = styled && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    Screen { width: width.unwrap_or(100).clamp(20, 240), styled, links }
}

#[cfg(unix)]
fn width_of(terminal: &impl std::os::fd::AsFd) -> Option<u16> {
    terminal_size::terminal_size_of(terminal).map(|(width, _)| width.0)
}

#[cfg(windows)]
fn width_of(terminal: &impl std::os::windows::io::AsHandle) -> Option<u16> {
    terminal_size::terminal_size_of(terminal).map(|(width, _)| width.0)
}
