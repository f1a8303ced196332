//! The flags. Their words and help come from [`crate::vocabulary`].

pub mod complete;
mod flags;
mod help;
mod situation;
mod words;

use std::path::PathBuf;

use clap::{Arg, Args, Parser, Subcommand};
use clap_complete::Shell;

#[cfg(feature = "verify")]
pub use flags::Verify;
pub use flags::{Ask, Batch, Check, DayFlag, Diff, GuideFlags, LabelFlags, List, Man, Plan, Quick, Recommend, Show, Team, Why};
pub use help::{Detail, examples, explained, sections};
pub use situation::SituationFlags;
pub use words::StatusWish;

use crate::config::Config;
use crate::files::{LARGEST_FILE_MIB, Limit};
use crate::vocabulary::{ColorWish, Format};

/// Which AI certification is worth it for you: ranked, explained, costed, dated.
#[derive(Debug, Parser)]
#[command(version = concat!(env!("CARGO_PKG_VERSION"), " (facts of ", env!("CERTWISE_FACTS_OF"), ")"), max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command takes.
    #[command(flatten)]
    pub everywhere: Everywhere,
}

impl Cli {
    /// Reads the person's own settings, unless they are to be left out; `check` and what the program says of itself hang on none.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn read_config(&mut self) -> anyhow::Result<()> {
        let asks =
            !matches!(self.command, None | Some(Command::Check(_) | Command::Schema | Command::Completions { .. } | Command::Man(_)));
        if asks && !self.everywhere.no_config {
            self.everywhere.config = Config::load(self.everywhere.limit())?;
        }
        Ok(())
    }

    /// Whether the answer may be shown page by page: it is read from its start, by a person.
    #[must_use]
    pub fn is_paged(&self) -> bool {
        let is_long = matches!(self.command, Some(Command::List(_) | Command::Show(_) | Command::Diff(_) | Command::Guide(_)));
        is_long && !self.everywhere.no_pager && !self.is_for_programs()
    }

    /// Whether the answer is written for programs: nothing in it is there for a terminal.
    #[must_use]
    pub fn is_for_programs(&self) -> bool {
        match self.everywhere.format {
            Some(format) => !matches!(format, Format::Table | Format::Markdown),
            None => matches!(self.command, Some(Command::Batch(_))),
        }
    }
}

/// Flags of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Everywhere {
    /// How the answer is written [default: table; batch: json]
    #[arg(short, long, global = true, value_enum, ignore_case = true, value_name = "FORMAT", hide_short_help = true)]
    pub format: Option<Format>,
    /// When to use colours [default: auto]
    #[arg(long, global = true, value_enum, ignore_case = true, value_name = "WHEN", hide_short_help = true)]
    pub color: Option<ColorWish>,
    /// Lay a catalogue file or folder over the built-in one; repeatable
    ///
    /// Lay a catalogue file or folder over the built-in one. A folder with framework.toml and providers/ replaces it. A file with
    /// criteria replaces the framework. Repeat the flag for several; - is standard input.
    #[arg(long, global = true, value_name = "PATH", hide_short_help = true)]
    pub catalog: Vec<PathBuf>,
    /// Use this framework file instead of the built-in one; - is standard input
    #[arg(long, global = true, value_name = "PATH", hide_short_help = true)]
    pub framework: Option<PathBuf>,
    /// The largest file that is read, in MiB
    #[arg(long, global = true, value_name = "MIB", default_value_t = LARGEST_FILE_MIB, value_parser = clap::value_parser!(u16).range(1..), hide_short_help = true)]
    pub max_file_size: u16,
    /// Ignore your settings file
    #[arg(long, global = true, hide_short_help = true)]
    pub no_config: bool,
    /// Print long answers at once instead of page by page
    #[arg(long, global = true, hide_short_help = true)]
    pub no_pager: bool,
    /// Those settings, once they are read.
    #[arg(skip)]
    pub config: Config,
}

impl Everywhere {
    /// When to use colours: as the flag says, else as the settings do.
    #[must_use]
    pub fn colors(&self) -> ColorWish {
        self.color.or(self.config.color()).unwrap_or(ColorWish::Auto)
    }

    /// How much is read of one file.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        Limit::mib(self.max_file_size)
    }
}

/// The flag with its value behind a space too: where nothing else stands alone, that can mean nothing else.
fn with_a_space(flag: Arg) -> Arg {
    flag.require_equals(false)
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer a few questions and get the ranked table
    ///
    /// At most eight questions on the terminal, each of which can be skipped; then the ranked table, and the command that gives it
    /// again. `certwise` alone does the same.
    #[command(mut_arg("save", with_a_space))]
    Ask(Ask),
    /// Rank what fits you
    #[command(mut_arg("save", with_a_space))]
    Recommend(Recommend),
    /// Explain where one stands for you, and what would change that
    ///
    /// Where a credential stands for you and why, what rules it out, and the smallest change that would let it in or put it first.
    Why(Why),
    /// Plan several in order, with dates, costs and renewals
    #[command(mut_arg("save", with_a_space))]
    Plan(Plan),
    /// The quick-reference table: common situations, top picks
    Quick(Quick),
    /// List the catalogue, filtered and sorted
    List(List),
    /// Show all that is known of one, or several side by side
    Show(Show),
    /// Show what changed between two days, and why
    ///
    /// What changed in the catalogue and in the quick table between two days, and why. Only what has a date can differ: prices, and
    /// all else without a date, are those of now on both days.
    Diff(Diff),
    /// Read about employers, mistakes, free options and more
    ///
    /// What the article says beside its rules, in our own words and answered for today: tiers, employers, mistakes, stacks, stages,
    /// free, impact, skills, faq. Without a topic the list of them.
    Guide(GuideFlags),
    /// Answer many situations from a file or standard input
    ///
    /// One situation per row in, one answer per row out. The file is a table or JSON. A table has headings such as role, budget and
    /// `hours_per_week`, in any case and order, and cells separated by comma, semicolon, tab or bar. JSON is one object per line, an
    /// array, or objects over several lines. UTF-8, UTF-16 and Windows-1252 are read. Other columns (name, team) come back beside
    /// the answer.
    Batch(Batch),
    /// Share one budget among the people of a table
    ///
    /// A table of people, or of their certificates, under one budget: who takes what, who goes without and why, what expires.
    Team(Team),
    /// Check catalogue and framework files for mistakes
    ///
    /// Every mistake in the files that the other commands would use, and in the files named, with its place and a hint.
    Check(Check),
    /// Answer inside an assistant, by the Model Context Protocol
    ///
    /// Speaks the Model Context Protocol on standard input and output: an assistant starts it and asks `recommend`, `why`, `plan`,
    /// `search_catalog`, `show`, `diff` and `guide`. It opens no connection, and the day is that of each question.
    #[cfg(feature = "mcp")]
    Mcp,
    /// Look whether the sources' pages still say so
    ///
    /// For maintainers: fetches the pages that the sources name, one request a second and host, and looks on each for the source's quote,
    /// or else for the facts that it proves: names, codes, prices in dollars, days, validity. What pages say in no form of their own
    /// (topics, hands-on parts) counts neither way. No other command ever opens a connection. Without an ID it looks at all sources but
    /// those of what has retired.
    #[cfg(feature = "verify")]
    Verify(Verify),
    /// Print the JSON Schema of a catalogue file, for editors
    Schema,
    /// Print a completion script for your shell
    ///
    /// The script asks certwise itself for ids, codes, providers, stacks and topics, those of the built-in catalogue.
    ///
    /// bash: certwise completions bash > ~/.local/share/bash-completion/completions/certwise
    ///
    /// zsh: certwise completions zsh > ~/.zfunc/_certwise, with fpath+=~/.zfunc before compinit in ~/.zshrc
    ///
    /// fish: certwise completions fish > ~/.config/fish/completions/certwise.fish
    Completions {
        /// The shell
        #[arg(ignore_case = true)]
        shell: Shell,
    },
    /// Print the manual page, or that of a command
    Man(Man),
}
