//! The flags of each command.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser};

use super::situation::SituationFlags;
use super::words::{self, StatusWish, word};
use crate::calendar::Day;
use crate::check::SOON_DAYS;
use crate::listing::Filter;
use crate::money::Usd;
use crate::situation::read_tier;
use crate::vocabulary::{Goal, KindWish, Language, Level, Platform, Role, SortKey};

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

/// Over the flags that say what of the answer is shown.
const ANSWER: &str = "The answer";

/// Whose an answer is.
#[derive(Debug, Args)]
pub struct LabelFlags {
    /// Whose it is
    ///
    /// Whose it is. Stands over the answer and in the titles of a calendar, and keeps one person's events apart from another's.
    #[arg(long = "for", value_name = "NAME", hide_short_help = true, help_heading = ANSWER)]
    pub name: Option<String>,
    /// A few words to stand over the answer
    #[arg(long, value_name = "TEXT", hide_short_help = true, help_heading = ANSWER)]
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
    /// How many to show, or all [default: 5; json: all]
    #[arg(short = 'n', long, value_name = "N", value_parser = read_top, help_heading = ANSWER)]
    pub top: Option<u16>,
    /// Also every grade, and what was ruled out and why
    #[arg(short, long, help_heading = ANSWER)]
    pub explain: bool,
}

/// `why`.
#[derive(Debug, Args)]
pub struct Why {
    /// Ids, codes or names: aws-mla-c02, AI-103
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
}

/// Over the flags that say how a plan is made.
const PLAN: &str = "The plan";

/// `plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// The situation.
    #[command(flatten)]
    pub situation: SituationFlags,
    /// Whose it is.
    #[command(flatten)]
    pub label: LabelFlags,
    /// The stack [default: the first that is for you]
    ///
    /// The stack, by id: a sequence of steps that go together. [default: the first that is for you]
    #[arg(short, long, value_name = "NAME", value_parser = an_id(), help_heading = PLAN)]
    pub stack: Option<String>,
    /// The first day of study [default: the as-of date]
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = PLAN)]
    pub start: Option<Day>,
    /// How many steps may run at once, 1 to 8
    ///
    /// How many steps may run at once, 1 to 8. They share the hours of a week evenly.
    #[arg(hide_short_help = true, long, value_name = "N", default_value = "1", help_heading = PLAN, value_parser = clap::value_parser!(u8).range(1..=8))]
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
    /// Only with all these words in name, code or topics
    ///
    /// Only what has all these words in its id, name, code, topics or provider.
    #[arg(short, long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only of these providers, by id or name
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    pub provider: Vec<String>,
    /// Only for these platforms
    #[arg(short, long, visible_alias = "cloud", value_parser = word::<Platform>(), value_name = "PLATFORM", value_delimiter = ',')]
    pub platform: Vec<Platform>,
    /// Only for these roles
    #[arg(short, long, value_enum, ignore_case = true, value_name = "ROLE", value_delimiter = ',')]
    pub role: Vec<Role>,
    /// Only for these levels
    #[arg(short, long, value_enum, ignore_case = true, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<Level>,
    /// Only for these goals
    #[arg(short, long, value_enum, ignore_case = true, value_name = "GOAL", value_delimiter = ',')]
    pub goal: Vec<Goal>,
    /// Only these kinds: exam, course, programme
    #[arg(short, long, value_parser = word::<KindWish>(), value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<KindWish>,
    /// Only in these tiers
    #[arg(hide_short_help = true, long, value_name = "N", value_delimiter = ',', value_parser = read_tier)]
    pub tier: Vec<u8>,
    /// Only with an exam in one of these languages
    ///
    /// Only what has an exam in one of these languages. Where no languages are published, it does not count.
    #[arg(long, value_parser = word::<Language>(), value_name = "LANGUAGE", value_delimiter = ',', hide_possible_values = true, hide_short_help = true)]
    pub language: Vec<Language>,
    /// Only of these statuses on the day
    ///
    /// Only of these statuses on the day. open is all that can be taken then.
    #[arg(long, ignore_case = true, value_name = "STATUS", value_delimiter = ',', value_parser = words::statuses(), hide_short_help = true)]
    pub status: Vec<StatusWish>,
    /// Only what costs at most so many US dollars
    ///
    /// Only what costs at most so many US dollars at 10 study hours a week. An unknown price does not count.
    #[arg(short = 'b', long, value_name = "USD", allow_hyphen_values = true)]
    pub max_cost: Option<Usd>,
    /// Only what is known to be free
    #[arg(long)]
    pub free: bool,
    /// Only what can be taken on the day
    #[arg(long)]
    pub open: bool,
    /// Also what has retired; so does --status
    #[arg(short, long)]
    pub all: bool,
    /// The order: id, name, provider, tier, cost, ...
    ///
    /// The order [default: id]
    #[arg(long, value_parser = word::<SortKey>(), value_name = "KEY")]
    pub sort: Option<SortKey>,
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Ids, codes or names: aws-mla-c02, AI-103
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Each fact with its source, date and confidence, and all sources
    #[arg(long)]
    pub sources: bool,
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
}

/// `diff`.
#[derive(Clone, Debug, Args)]
pub struct Diff {
    /// The earlier day, YYYY-MM-DD
    ///
    /// The earlier day: what is new since then is shown, not what was new on it.
    #[arg(value_name = "FROM", required_unless_present = "from_path")]
    pub from: Option<Day>,
    /// The later day, YYYY-MM-DD [default: today]
    #[arg(value_name = "TO")]
    pub to: Option<Day>,
    /// An earlier catalogue instead of an earlier day
    ///
    /// What this catalogue says otherwise than the one there: a folder of data, or of provider files. For the release notes of the data.
    #[arg(long = "from", value_name = "PATH", conflicts_with = "from")]
    pub from_path: Option<PathBuf>,
    /// The day on which both catalogues are asked.
    #[arg(
        long,
        value_name = "DATE",
        requires = "from_path",
        conflicts_with = "from",
        help = "The day on which both are asked [default: today]"
    )]
    pub as_of: Option<Day>,
}

/// `guide`.
#[derive(Debug, Args)]
pub struct GuideFlags {
    /// What to read about: faq, employers, mistakes, ... or all
    #[arg(value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
}

/// `batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The day all answers are for [default: today]
    ///
    /// The day all answers are for; it beats `as_of` in a row. [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// How many recommendations per row, or all
    #[arg(short = 'n', long, value_name = "N", default_value = "3", value_parser = read_top)]
    pub top: u16,
    /// Also what was ruled out and why
    #[arg(short, long)]
    pub explain: bool,
    /// Exit with 0 even where rows are faulty
    ///
    /// Exit with 0 even where rows are faulty: what is wrong with each stands in its place.
    #[arg(long)]
    pub faults_ok: bool,
    /// Sum up on stderr at the end
    ///
    /// Sum up on stderr at the end: how many rows, answers and faults, what nothing fits, and the commonest first places.
    #[arg(long)]
    pub summary: bool,
}

/// `team`.
#[derive(Debug, Args)]
pub struct Team {
    /// A row per person or certificate; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Most that all may cost together, in US dollars
    ///
    /// The most that all choices together may cost, in US dollars. As many people as possible get their first choice, then their
    /// second. [default: no limit]
    #[arg(short, long, value_name = "USD", allow_hyphen_values = true)]
    pub budget: Option<Usd>,
    /// Show what expires within so many months
    ///
    /// Show what expires within so many months, and what expired within as many.
    #[arg(long, value_name = "MONTHS", default_value = "12", value_parser = clap::value_parser!(u16).range(0..=600))]
    pub horizon: u16,
    /// The day the answer is for [default: today]
    ///
    /// The day the answer is for; it beats `as_of` in a row. [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// Exit with 0 even where rows are faulty
    ///
    /// Exit with 0 even where rows are faulty: what is wrong with each stands in its place.
    #[arg(long)]
    pub faults_ok: bool,
}

/// `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The command whose page is wanted [default: the page of all]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub dir: Option<PathBuf>,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders to check
    ///
    /// Files and folders to check, read as --catalog reads them, on top of what that flag and `CERTWISE_CATALOG` name.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also check what is out of date on that day
    ///
    /// Also check what is out of date on that day, and what retires or opens within 21 days of it, or as many as --ahead says.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// How many days ahead of it a date is told
    #[arg(long, value_name = "DAYS", default_value_t = SOON_DAYS, requires = "as_of", value_parser = clap::value_parser!(u16).range(..=366))]
    pub ahead: u16,
    /// Show what the facts rest on, instead of faults
    ///
    /// Show, fact by fact, of what kind its best source is and how old, instead of faults.
    #[arg(long)]
    pub coverage: bool,
}

/// `verify`.
#[cfg(feature = "verify")]
#[derive(Debug, Args)]
pub struct Verify {
    /// Ids, codes or names: aws-mla-c02, AI-103
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Set the day of reading of what still says so
    ///
    /// Set `read` to the as-of date in the files of the folder that --catalog names: of providers' own pages that still say so. `via`
    /// goes where the page itself was read, as it is no longer known through somebody else. A report keeps the day on which it was
    /// written. Nothing else of the files changes.
    #[arg(long)]
    pub write: bool,
    /// Also write what needs a look into this file, as Markdown
    ///
    /// Also write what no longer says so, is gone, has moved or could not be looked at into this file, as Markdown, in the place of what
    /// stands there.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The most seconds that a page may take
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub timeout: u16,
    /// The day the answer is for.
    #[command(flatten)]
    pub day: DayFlag,
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
