//! The situation as flags: the same on every command that takes one.

use std::path::PathBuf;

use clap::Args;

use crate::calendar::{Day, Pace, Pause};
use crate::catalog::{Held, Written};
use crate::money::Usd;
use crate::situation::{SituationInput, read_pace, read_switch, read_weeks, read_years};
use crate::vocabulary::{Coding, Field, Goal, Level, Platform, Role};

const HELD: &str = "What is held, from an export: Credly, LinkedIn's Certifications.csv, JSON Resume, Open Badges, or any table with a \
                    column of names; - is standard input";

/// The situation as flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "Your situation (what you leave out is not guessed)")]
pub struct SituationFlags {
    /// Who they are.
    #[arg(long, help = Field::Role.help(), value_enum, ignore_case = true, value_name = "ROLE")]
    pub role: Option<Role>,
    /// Their experience with AI and ML.
    #[arg(long, help = Field::Level.help(), value_enum, ignore_case = true, value_name = "LEVEL")]
    pub level: Option<Level>,
    /// The programming they have done.
    #[arg(long, help = Field::Coding.help(), value_enum, ignore_case = true, value_name = "CODING")]
    pub coding: Option<Coding>,
    /// Years of career.
    #[arg(long, help = Field::Years.help(), value_name = "N", value_parser = read_years, allow_hyphen_values = true)]
    pub years: Option<u32>,
    /// What it should do for them.
    #[arg(long, help = Field::Goal.help(), value_enum, ignore_case = true, value_name = "GOAL")]
    pub goal: Option<Goal>,
    /// The platforms they work on.
    #[arg(long, help = Field::Platform.help(), visible_alias = "cloud", value_enum, ignore_case = true, value_name = "PLATFORM", value_delimiter = ',')]
    pub platform: Vec<Platform>,
    /// The most it may cost.
    #[arg(long, help = Field::Budget.help(), value_name = "USD", allow_hyphen_values = true)]
    pub budget: Option<Usd>,
    /// Study hours in a usual week.
    #[arg(long, help = Field::HoursPerWeek.help(), value_name = "N", value_parser = read_pace, allow_hyphen_values = true)]
    pub hours_per_week: Option<Pace>,
    /// When it must be held.
    #[arg(long, help = Field::By.help(), value_name = "YYYY-MM-DD", conflicts_with = "weeks")]
    pub by: Option<Day>,
    /// The same as weeks from the as-of date, 1 to 999
    #[arg(long, value_name = "N", value_parser = read_weeks, allow_hyphen_values = true)]
    pub weeks: Option<u32>,
    /// What they hold.
    #[arg(long, help = Field::Have.help(), value_name = "ID", value_delimiter = ',')]
    pub have: Vec<Held<Written>>,
    /// What they hold, from an export.
    #[arg(long, help = HELD, value_name = "FILE")]
    pub held: Option<PathBuf>,
    /// Whose certificates, where the file of --held has those of several people
    #[arg(long, value_name = "NAME", requires = "held")]
    pub person: Option<String>,
    /// Only credentials with projects, labs or a practical exam
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch)]
    pub hands_on: Option<bool>,
    /// Plan for one failed attempt: its fee and its waiting time
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch)]
    pub retake: Option<bool>,
    /// Days without study, both ends included (an exam may be sat on one); repeatable or comma-separated
    #[arg(long, value_name = "FIRST..LAST", value_delimiter = ',')]
    pub pause: Vec<Pause>,
    /// What cannot have been earned on the day that is told is an error, not only said
    #[arg(long)]
    pub strict: bool,
    /// The day the answer is for [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// A TOML file with the same keys, dashes as underscores, or - for standard input; a flag beats the file
    #[arg(long, value_name = "FILE")]
    pub situation: Option<PathBuf>,
}

impl From<&SituationFlags> for SituationInput {
    fn from(flags: &SituationFlags) -> Self {
        Self {
            role: flags.role,
            level: flags.level,
            coding: flags.coding,
            years: flags.years,
            goal: flags.goal,
            platform: flags.platform.clone(),
            budget: flags.budget,
            hours_per_week: flags.hours_per_week,
            by: flags.by,
            weeks: flags.weeks,
            have: flags.have.clone(),
            hands_on: flags.hands_on,
            retake: flags.retake,
            pause: flags.pause.clone(),
            as_of: flags.as_of,
        }
    }
}
