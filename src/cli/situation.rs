//! The situation as flags: the same on every command that takes one.

use std::path::PathBuf;

use clap::Args;

use super::words::{some_words, word};
use crate::calendar::{Day, Deadline, Pace, Pause};
use crate::catalog::HeldInput;
use crate::money::Usd;
use crate::situation::{SituationInput, read_pace, read_switch, read_tier, read_weeks, read_years};
use crate::vocabulary::{Coding, Delivery, Field, Goal, KindWish, Language, Level, Platform, Role};

/// What one flag names of a list.
type Platforms = Vec<Platform>;
type Kinds = Vec<KindWish>;
type Languages = Vec<Language>;
type Deliveries = Vec<Delivery>;

const HELD: &str = "What is held, from an export: Credly, LinkedIn's Certifications.csv, JSON Resume, Open Badges, or any table with a \
                    column of names; - is standard input";

/// The situation as flags.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Your situation (what you leave out is not guessed)")]
pub struct SituationFlags {
    /// Who they are.
    #[arg(long, help = Field::Role.help(), value_parser = word::<Role>(), value_name = "ROLE")]
    pub role: Option<Role>,
    /// Their experience with AI and ML.
    #[arg(long, help = Field::Level.help(), value_parser = word::<Level>(), value_name = "LEVEL")]
    pub level: Option<Level>,
    /// The programming they have done.
    #[arg(long, help = Field::Coding.help(), value_parser = word::<Coding>(), value_name = "CODING")]
    pub coding: Option<Coding>,
    /// Years of career.
    #[arg(long, help = Field::Years.help(), value_name = "N", value_parser = read_years, allow_hyphen_values = true)]
    pub years: Option<u32>,
    /// What it should do for them.
    #[arg(long, help = Field::Goal.help(), value_parser = word::<Goal>(), value_name = "GOAL")]
    pub goal: Option<Goal>,
    /// The platforms they work on.
    #[arg(long, help = Field::Platform.help(), visible_alias = "cloud", value_parser = some_words::<Platform>(), value_name = "PLATFORM")]
    pub platform: Vec<Platforms>,
    /// The most it may cost.
    #[arg(long, help = Field::Budget.help(), value_name = "USD", allow_hyphen_values = true)]
    pub budget: Option<Usd>,
    /// Study hours in a usual week.
    #[arg(long, help = Field::HoursPerWeek.help(), value_name = "N", value_parser = read_pace, allow_hyphen_values = true)]
    pub hours_per_week: Option<Pace>,
    /// When it must be held.
    #[arg(long, help = Field::By.help(), value_name = "DAY", conflicts_with = "weeks")]
    pub by: Option<Deadline>,
    /// The same as weeks from the as-of date, 1 to 999
    #[arg(long, value_name = "N", value_parser = read_weeks, allow_hyphen_values = true)]
    pub weeks: Option<u32>,
    /// What they hold.
    #[arg(long, help = Field::Have.help(), value_name = "NAME")]
    pub have: Vec<HeldInput>,
    /// What they hold, from an export.
    #[arg(long, help = HELD, value_name = "FILE")]
    pub held: Option<PathBuf>,
    /// Whose certificates, where the file of --held has those of several people
    #[arg(long, value_name = "NAME", requires = "held")]
    pub person: Option<String>,
    /// Only these kinds; exam is whatever ends with an exam, course also its certificates, badges and assessed work, programme a
    /// university's; repeatable or comma-separated
    #[arg(long, value_parser = some_words::<KindWish>(), value_name = "KIND")]
    pub kind: Vec<Kinds>,
    /// The language of the exam (ja, Japanese): any of those named will do; what publishes none is kept and marked
    #[arg(long, value_parser = some_words::<Language>(), value_name = "LANGUAGE", hide_possible_values = true)]
    pub language: Vec<Languages>,
    /// How you can sit an exam: any of those named will do; what has no exam is not held against it
    #[arg(long, value_parser = some_words::<Delivery>(), value_name = "DELIVERY")]
    pub delivery: Vec<Deliveries>,
    /// Only of these providers, by id or name; repeatable or comma-separated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    pub provider: Vec<String>,
    /// Only in these tiers, by number; repeatable or comma-separated
    #[arg(long, value_name = "N", value_delimiter = ',', value_parser = read_tier)]
    pub tier: Vec<u8>,
    /// Only credentials with projects, labs or a practical exam
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch)]
    pub hands_on: Option<bool>,
    /// Plan for one failed attempt: its fee and its waiting time
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch)]
    pub retake: Option<bool>,
    /// Days without study, both ends included (an exam may be sat on one); repeatable or comma-separated
    #[arg(long, value_name = "FIRST..LAST", value_delimiter = ',')]
    pub pause: Vec<Pause>,
    /// What is held and known nowhere, or cannot have been earned on the day that is told, is an error, not only said
    #[arg(long)]
    pub strict: bool,
    /// The day the answer is for [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// A TOML file with the same keys, dashes as underscores, or - for standard input; a flag beats the file
    #[arg(long, value_name = "FILE")]
    pub situation: Option<PathBuf>,
    /// Keep this situation for the next time, in your own settings; or in a file for --situation, never over one that exists
    #[arg(long, value_name = "FILE", require_equals = true)]
    pub save: Option<Option<PathBuf>>,
    /// Let --save write over a file that exists
    #[arg(long, requires = "save")]
    pub overwrite: bool,
}

impl From<&SituationFlags> for SituationInput {
    fn from(flags: &SituationFlags) -> Self {
        Self {
            role: flags.role,
            level: flags.level,
            coding: flags.coding,
            years: flags.years,
            goal: flags.goal,
            platform: flags.platform.concat(),
            budget: flags.budget,
            hours_per_week: flags.hours_per_week,
            by: flags.by,
            weeks: flags.weeks,
            have: flags.have.clone(),
            unknown: Vec::new(),
            kind: flags.kind.concat(),
            language: flags.language.concat(),
            delivery: flags.delivery.concat(),
            provider: flags.provider.clone(),
            tier: flags.tier.clone(),
            hands_on: flags.hands_on,
            retake: flags.retake,
            pause: flags.pause.clone(),
            as_of: flags.as_of,
        }
    }
}
