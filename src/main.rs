//! Parse, run, report, leave with a code.

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use certwise::ask;
use certwise::cli::{Cli, complete};
use certwise::commands::{ANSWERED, Output, Refusal, WRONG, parse, run, screen, short_help};
use certwise::pager::Pager;
use certwise::vocabulary::ColorWish;
use clap::CommandFactory as _;
use clap_complete::CompleteEnv;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A shell asks what could stand next; nothing else is said to it.
    if std::env::var_os(complete::VARIABLE).is_some() {
        CompleteEnv::with_factory(|| complete::with_names(Cli::command())).var(complete::VARIABLE).complete();
    }
    let parsed = match parse(std::env::args_os()) {
        // Without a command, somebody at a terminal is asked.
        Ok(cli) if cli.command.is_none() && ask::is_possible() => parse(std::env::args_os().chain(["ask".into()])),
        parsed => parsed,
    };
    let mut cli = match parsed {
        Ok(cli) => cli,
        Err(refusal) => {
            // The flags were not read, so whether colour is wanted is read off the words themselves.
            let words: Vec<_> = std::env::args_os().collect();
            if words.windows(2).any(|pair| pair == ["--color", "never"]) || words.iter().any(|word| word == "--color=never") {
                ColorChoice::Never.write_global();
            }
            return match refusal {
                Refusal::Help(help) => leave(print(&help)),
                Refusal::Faults(faults) => faults.iter().fold(ExitCode::from(WRONG), |_, fault| report(fault)),
            };
        }
    };
    if cli.command.is_none() {
        let _ = write!(anstream::stderr(), "{}", short_help());
        return ExitCode::from(WRONG);
    }
    paint(&cli);
    if let Err(error) = cli.read_config() {
        return report(&format!("{error:#}"));
    }
    paint(&cli);
    let choice = AutoStream::choice(&io::stdout());
    // What is made for programs has no colour to be taken out, so nobody looks for it byte by byte.
    let filter = if cli.is_for_programs() { ColorChoice::AlwaysAnsi } else { choice };
    let mut out = BufWriter::new(Answer(AutoStream::new(io::stdout(), filter)));
    let screen = screen(choice != ColorChoice::Never);
    let answered = match Pager::for_answer(&cli) {
        None => run(&cli, &mut Output { out: &mut out, screen }),
        Some(pager) => {
            let mut text = AutoStream::new(Vec::new(), filter);
            let code = run(&cli, &mut Output { out: &mut text, screen });
            code.and_then(|code| pager.show(&text.into_inner(), &mut out).map(|()| code).map_err(Into::into))
        }
    };
    match answered {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => {
            // Nothing more can be written, so what is left in the buffer is let go without another try.
            drop(out.into_parts());
            ExitCode::from(ANSWERED)
        }
        Err(error) => {
            let code = report(&format!("{error:#}"));
            drop(out.into_parts());
            code
        }
    }
}

/// Colours from here on as the flags say, and the settings as far as they are read.
fn paint(cli: &Cli) {
    match cli.everywhere.colors() {
        ColorWish::Always => ColorChoice::Always.write_global(),
        ColorWish::Never => ColorChoice::Never.write_global(),
        ColorWish::Auto => ColorChoice::Auto.write_global(),
    }
}

/// Standard output, whose errors say what could not be done.
struct Answer<W>(W);

impl<W: io::Write> io::Write for Answer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(unwritable)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(unwritable)
    }
}

fn unwritable(error: io::Error) -> io::Error {
    // These two kinds are handled where they arise.
    if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::BrokenPipe) {
        return error;
    }
    io::Error::new(error.kind(), format!("cannot write the answer: {error}"))
}

/// Prints help or the version, which clap hands over as errors.
fn print(error: &clap::Error) -> io::Result<()> {
    write!(anstream::stdout(), "{}", error.render().ansi())
}

fn leave(written: io::Result<()>) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => report(&error.to_string()),
        _ => ExitCode::from(ANSWERED),
    }
}

/// Says on stderr, in one paragraph, what was wrong.
fn report(what: &str) -> ExitCode {
    let red = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    // The number that the system has for it tells nobody more than its words.
    let number = what.split_once(" (os error ").and_then(|(said, rest)| Some((said, rest.split_once(')')?.1)));
    let what = number.map_or_else(|| what.to_owned(), |(said, rest)| format!("{said}{rest}"));
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {what}");
    ExitCode::from(WRONG)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind))
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
