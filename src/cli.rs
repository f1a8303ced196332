//! The flags. Their words and help come from [`crate::vocabulary`].

mod situation;
mod words;

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand};
use clap_complete::Shell;

pub use situation::SituationFlags;
pub use words::StatusWish;
pub use words::with_synonyms;
use words::word;

use crate::calendar::Day;
use crate::config::Config;
use crate::files::{LARGEST_FILE_MIB, Limit};
use crate::listing::Filter;
use crate::money::Usd;
use crate::situation::read_tier;
use crate::vocabulary::{ColorWish, Format, Goal, KindWish, Language, Level, Platform, Role, SortKey};

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
    /// Reads the person's own settings, unless they are to be left out; `check` and what the program says of itself hang on none.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn read_config(&mut self) -> anyhow::Result<()> {
        let asks = !matches!(self.command, None | Some(Command::Check(_) | Command::Schema | Command::Completions { .. } | Command::Man));
        if asks && !self.everywhere.no_config {
            self.everywhere.config = Config::load(self.everywhere.limit())?;
        }
        Ok(())
    }

    /// Whether the answer may be shown page by page: it is read from its start, by a person.
    #[must_use]
    pub fn is_paged(&self) -> bool {
        let is_long = matches!(self.command, Some(Command::List(_) | Command::Show(_) | Command::Diff(_)));
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
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// How the answer is written [default: table; batch: json]
    #[arg(long, global = true, value_enum, ignore_case = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// When to use colours; `NO_COLOR` is honoured [default: auto]
    #[arg(long, global = true, value_enum, ignore_case = true, value_name = "WHEN")]
    pub color: Option<ColorWish>,
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
    /// Leave out your own settings, which lie in certwise/config.toml below `XDG_CONFIG_HOME` or ~/.config
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Write long answers at once, not page by page
    #[arg(long, global = true)]
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
    /// At most eight questions on the terminal, then the ranked table; without a command the same
    #[command(mut_arg("save", with_a_space))]
    Ask(Ask),
    /// The ranked table for your situation
    #[command(mut_arg("save", with_a_space))]
    Recommend(Recommend),
    /// Where a credential stands for you and why, what rules it out, and the smallest change that would let it in or put it first
    Why(Why),
    /// A dated sequence: what in which order, from when to when, what it costs and how it is kept
    #[command(mut_arg("save", with_a_space))]
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

/// Reads how many rows are wanted; `all` is as many as there can be.
fn read_top(written: &str) -> Result<u16, String> {
    let wrong = || format!("`{}` is no number of rows; write a whole number from 1 up, or all", crate::sanitize::quote_input(written));
    if written.trim().eq_ignore_ascii_case("all") {
        return Ok(u16::MAX);
    }
    written.trim().parse().ok().filter(|rows| *rows > 0).ok_or_else(wrong)
}

/// Reads an id as somebody types it: in any case.
fn an_id() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().map(|id| id.trim().to_lowercase())
}

/// Whose an answer is.
#[derive(Debug, Args)]
pub struct LabelFlags {
    /// Whose it is: stands over the answer, and in a calendar's titles; it keeps one person's events apart from another's
    #[arg(long = "for", value_name = "NAME")]
    pub name: Option<String>,
    /// A few words that stand over the answer too
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `recommend`.
#[derive(Debug, Args)]
pub struct Recommend {
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
    /// Whose it is.
    #[command(flatten)]
    pub label: LabelFlags,
    /// How many to show [default: 5; json: all]
    #[arg(long, value_name = "N", value_parser = read_top)]
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
    /// Whose it is.
    #[command(flatten)]
    pub label: LabelFlags,
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
    /// Only of these providers, by id or name
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    pub provider: Vec<String>,
    /// Only in these tiers
    #[arg(long, value_name = "N", value_delimiter = ',', value_parser = read_tier)]
    pub tier: Vec<u8>,
    /// Only tied to these platforms
    #[arg(long, visible_alias = "cloud", value_parser = word::<Platform>(), value_name = "PLATFORM", value_delimiter = ',')]
    pub platform: Vec<Platform>,
    /// Only of these kinds
    #[arg(long, value_parser = word::<KindWish>(), value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<KindWish>,
    /// Only what has an exam in one of these languages; where nobody published any, it does not count
    #[arg(long, value_parser = word::<Language>(), value_name = "LANGUAGE", value_delimiter = ',', hide_possible_values = true)]
    pub language: Vec<Language>,
    /// Only of these statuses on the day; open is all that can be taken then
    #[arg(long, ignore_case = true, value_name = "STATUS", value_delimiter = ',', value_parser = words::statuses())]
    pub status: Vec<StatusWish>,
    /// Only what costs at most so many US dollars at 10 hours a week; an unknown price does not count
    #[arg(long, value_name = "USD", allow_hyphen_values = true)]
    pub max_cost: Option<Usd>,
    /// Only what is known to be free
    #[arg(long)]
    pub free: bool,
    /// Only what has all these words in its id, name, code, topics or provider
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only what is made for these levels
    #[arg(long, value_enum, ignore_case = true, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<Level>,
    /// Only what is made for these roles
    #[arg(long, value_enum, ignore_case = true, value_name = "ROLE", value_delimiter = ',')]
    pub role: Vec<Role>,
    /// Only what serves these goals
    #[arg(long, value_enum, ignore_case = true, value_name = "GOAL", value_delimiter = ',')]
    pub goal: Vec<Goal>,
    /// Only what can be taken on the day
    #[arg(long)]
    pub open: bool,
    /// Also what has retired; so does --status
    #[arg(long)]
    pub all: bool,
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
    #[arg(long, value_name = "N", default_value = "3", value_parser = read_top)]
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

/// Everything but the providers, which only a catalogue knows.
impl From<&List> for Filter {
    fn from(flags: &List) -> Self {
        Self {
            provider: Vec::new(),
            language: flags.language.clone(),
            tier: flags.tier.clone(),
            platform: flags.platform.clone(),
            kind: flags.kind.clone(),
            status: flags.status.iter().flat_map(|wish| wish.0.iter().copied()).collect(),
            max_cost: flags.max_cost,
            free: flags.free,
            search: flags.search.clone(),
            level: flags.level.clone(),
            role: flags.role.clone(),
            goal: flags.goal.clone(),
            open: flags.open,
            all: flags.all,
            sort: flags.sort,
        }
    }
}
