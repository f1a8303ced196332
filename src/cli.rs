//! The flags. Their words and help come from [`crate::vocabulary`].

mod situation;
mod words;

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub use situation::SituationFlags;

use crate::calendar::Day;
use crate::files::{LARGEST_FILE_MIB, Limit};
use crate::listing::Filter;
use crate::money::Usd;
use crate::vocabulary::{Format, Kind, Platform, SortKey, Status};

/// Which AI certification is worth it for you: ranked, explained, costed and dated, offline.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command takes.
    #[command(flatten)]
    pub everywhere: Everywhere,
}

impl Cli {
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
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// How the answer is written [default: table; batch: json]
    #[arg(long, global = true, value_enum, ignore_case = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// When to use colours; `NO_COLOR` is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"], ignore_case = true)]
    pub color: String,
    /// A catalogue file or folder to lay over the embedded one; a folder that holds framework.toml and providers/ takes its place,
    /// and so does a file with criteria that of the framework; repeatable; - is standard input; also `CERTWISE_CATALOG`
    #[arg(long, global = true, value_name = "PATH")]
    pub catalog: Vec<PathBuf>,
    /// A framework file instead of the embedded one; - is standard input
    #[arg(long, global = true, value_name = "PATH")]
    pub framework: Option<PathBuf>,
    /// The largest catalogue, framework, situation or --held file that is read, in MiB; a larger one is refused unread
    #[arg(long, global = true, value_name = "MIB", default_value_t = LARGEST_FILE_MIB, value_parser = clap::value_parser!(u16).range(1..))]
    pub max_file_size: u16,
}

impl Everywhere {
    /// How much is read of one file.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        Limit::mib(self.max_file_size)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// At most eight questions on the terminal, then the ranked table; without a command the same
    Ask(Ask),
    /// The ranked table for your situation
    Recommend(Recommend),
    /// Where a credential stands for you and why, what rules it out, and the smallest change that would let it in or put it first
    Why(Why),
    /// A dated sequence: what in which order, from when to when, what it costs and how it is kept
    Plan(Plan),
    /// The quick-reference table: the framework's usual situations
    Quick(Quick),
    /// The catalogue, filtered and sorted
    List(List),
    /// All that is known of one credential, or of several side by side
    Show(Show),
    /// What changed in the catalogue and in the quick table between two days, and why
    ///
    /// Only what is dated can differ: prices, and all else without a day, are taken as known now on both.
    Diff(Diff),
    /// One situation a row in, one answer a row out: a table, or JSON
    ///
    /// A table has headings such as role, budget and `hours_per_week`, in any case and order; comma, semicolon, tab or bar part its
    /// cells. JSON is one object a line, a list, or objects over several lines. UTF-8, UTF-16 and Windows-1252 are read. What is no
    /// field (name, team) comes back beside the answer.
    Batch(Batch),
    /// A table of people, or of their certificates, under one budget: who takes what, who goes without and why, what expires
    Team(Team),
    /// Every fault of the data that the other commands would use, and of the files named, with its place and a hint
    Check(Check),
    /// JSON Schema of a catalogue file, for editors
    Schema,
    /// A completion script for a shell
    Completions {
        /// The shell
        #[arg(ignore_case = true)]
        shell: Shell,
    },
    /// The manual page
    Man,
}

fn read_tier(written: &str) -> Result<u8, String> {
    written.parse().map_err(|_| format!("`{}` is no tier; write its number, for example 1", crate::sanitize::quote_input(written)))
}

/// Reads an id as somebody types it: in any case.
fn an_id() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().map(|id| id.trim().to_lowercase())
}

/// `recommend`.
#[derive(Debug, Args)]
pub struct Recommend {
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
    /// How many to show [default: 5; json: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub top: Option<u16>,
    /// Every grade with its reason, and what was ruled out and why
    #[arg(long)]
    pub explain: bool,
}

/// `why`.
#[derive(Debug, Args)]
pub struct Why {
    /// Ids or exam codes, in any case: aws-mla-c02, AI-103
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
}

/// `plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
    /// The stack, by id; a wrong one is answered with all there are [default: the first that is for you]
    #[arg(long, value_name = "NAME", value_parser = an_id())]
    pub stack: Option<String>,
    /// The first day of study, not before the as-of date [default: the as-of date]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub start: Option<Day>,
    /// How many steps may run at a time, 1 to 8; they share the hours of a week evenly
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u8).range(1..=8))]
    pub parallel: u8,
}

/// `ask`.
#[derive(Debug, Args)]
pub struct Ask {
    /// What is told already, and how the answer is shown.
    #[command(flatten)]
    pub recommend: Recommend,
    /// Also write the situation as TOML to this file, for --situation; never over a file that exists
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Let --save write over a file that exists
    #[arg(long, requires = "save")]
    pub overwrite: bool,
}

/// `quick`.
#[derive(Clone, Copy, Debug, Args)]
pub struct Quick {
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
}

/// The day alone.
#[derive(Clone, Copy, Debug, Args)]
pub struct DayFlag {
    /// The day the answer is for [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
    /// Only of these providers, by id
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = an_id())]
    pub provider: Vec<String>,
    /// Only in these tiers
    #[arg(long, value_name = "N", value_delimiter = ',', value_parser = read_tier)]
    pub tier: Vec<u8>,
    /// Only tied to these platforms
    #[arg(long, visible_alias = "cloud", value_enum, ignore_case = true, value_name = "PLATFORM", value_delimiter = ',')]
    pub platform: Vec<Platform>,
    /// Only of these kinds
    #[arg(long, value_enum, ignore_case = true, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<Kind>,
    /// Only of these statuses on the day
    #[arg(long, value_enum, ignore_case = true, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<Status>,
    /// Only what costs at most so many US dollars at 10 hours a week; an unknown price does not count
    #[arg(long, value_name = "USD", allow_hyphen_values = true)]
    pub max_cost: Option<Usd>,
    /// Only what is known to be free
    #[arg(long)]
    pub free: bool,
    /// Only what has all these words in its id, name, code, topics or provider
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// The order [default: id]
    #[arg(long, value_enum, ignore_case = true, value_name = "KEY")]
    pub sort: Option<SortKey>,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Ids or exam codes, in any case: aws-mla-c02, AI-103
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
}

/// `diff`.
#[derive(Clone, Copy, Debug, Args)]
pub struct Diff {
    /// The earlier day: what is new since then is told, not what was new on it
    #[arg(value_name = "FROM")]
    pub from: Day,
    /// The later day [default: today]
    #[arg(value_name = "TO")]
    pub to: Option<Day>,
}

/// `batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The day all answers are for; it beats `as_of` in a line [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// How many recommendations a line
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u16).range(1..))]
    pub top: u16,
    /// Also what was ruled out and why
    #[arg(long)]
    pub explain: bool,
    /// Leave with 0 also when lines are faulty: what is wrong with each stands in its place
    #[arg(long)]
    pub faults_ok: bool,
    /// At the end, on stderr: how many rows, answers and faults, what nothing fits, and the commonest first places
    #[arg(long)]
    pub summary: bool,
}

/// `team`.
#[derive(Debug, Args)]
pub struct Team {
    /// The file, one person or one certificate a row; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// US dollars that all choices together may cost; the most people get their first choice, then their second [default: no limit]
    #[arg(long, value_name = "USD", allow_hyphen_values = true)]
    pub budget: Option<Usd>,
    /// Tell what expires within so many months, and what expired within as many
    #[arg(long, value_name = "MONTHS", default_value = "12", value_parser = clap::value_parser!(u16).range(0..=600))]
    pub horizon: u16,
    /// The day the answer is for; it beats `as_of` in a row [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// Leave with 0 also when rows are faulty: what is wrong with each stands in its place
    #[arg(long)]
    pub faults_ok: bool,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders, which mean what they do behind --catalog, and come on top of what that and `CERTWISE_CATALOG` name
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also what is stale on that day, and what its own dates overtake within 21 days of it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
}

impl From<&List> for Filter {
    fn from(flags: &List) -> Self {
        Self {
            provider: flags.provider.clone(),
            tier: flags.tier.clone(),
            platform: flags.platform.clone(),
            kind: flags.kind.clone(),
            status: flags.status.clone(),
            max_cost: flags.max_cost,
            free: flags.free,
            search: flags.search.clone(),
            sort: flags.sort,
        }
    }
}
