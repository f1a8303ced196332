//! The situation as flags: the same on every command that takes one.

use std::path::PathBuf;

use clap::Args;

use super::words::{some_words, word};
use crate::calendar::{Day, Deadline, Pace, Pause};
use crate::catalog::HeldInput;
use crate::money::Usd;
use crate::situation::{SituationInput, read_pace, read_switch, read_tier, read_weeks, read_years};
use crate::vocabulary::{Coding, Delivery, Goal, KindWish, Language, Level, Platform, Role};

/// What one flag names of a list.
type Platforms = Vec<Platform>;
type Kinds = Vec<KindWish>;
type Languages = Vec<Language>;
type Deliveries = Vec<Delivery>;

/// Over the flags that rule something out.
const LIMITS: &str = "Limits";

/// The situation as flags. Whatever is left out is not guessed.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Your situation")]
pub struct SituationFlags {
    /// Who you are: developer, student, business, ...
    #[arg(short, long, value_parser = word::<Role>(), value_name = "ROLE")]
    pub role: Option<Role>,
    /// AI experience: beginner, intermediate, advanced
    ///
    /// Your experience with AI and machine learning. Years of other work do not count here.
    #[arg(short, long, value_parser = word::<Level>(), value_name = "LEVEL")]
    pub level: Option<Level>,
    /// Programming done so far: none, some, professional
    #[arg(short, long, value_parser = word::<Coding>(), value_name = "CODING")]
    pub coding: Option<Coding>,
    /// Years of career so far
    #[arg(long, value_name = "N", value_parser = read_years, allow_hyphen_values = true, hide_short_help = true)]
    pub years: Option<u32>,
    /// What it should do for you: cloud-ml, prestige, ...
    #[arg(short, long, value_parser = word::<Goal>(), value_name = "GOAL")]
    pub goal: Option<Goal>,
    /// Platforms you use: aws, azure, ...
    ///
    /// The platforms you work on. Repeat the flag or separate them by commas.
    #[arg(short, long, visible_alias = "cloud", value_parser = some_words::<Platform>(), value_name = "PLATFORM")]
    pub platform: Vec<Platforms>,
    /// What you hold already, by name, code or id
    ///
    /// What you hold already, as you would write it: a name, a code or an id. Add @ and when you earned it, and .. and when it
    /// expires: AI-900@2025-03, "AWS ML Specialty@2024..2027". Repeat the flag or separate them by commas.
    #[arg(long, value_name = "NAME")]
    pub have: Vec<HeldInput>,
    /// Read what you hold from a file
    ///
    /// Read what you hold from an export: Credly, `Certifications.csv` of `LinkedIn`, JSON Resume, Open Badges, or any table with a
    /// column of names. - is standard input.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub held: Option<PathBuf>,
    /// Whose certificates, where the file of --held has those of several people
    #[arg(long, value_name = "NAME", requires = "held", hide_short_help = true)]
    pub person: Option<String>,
    /// Most it may cost in all, in US dollars; 0 for free
    ///
    /// The most it may cost in all, in US dollars, until you hold it; 0 for free only. A price range counts with its upper end.
    #[arg(short, long, value_name = "USD", allow_hyphen_values = true, help_heading = LIMITS)]
    pub budget: Option<Usd>,
    /// Study hours in a usual week [default: 10]
    #[arg(short = 'w', long, value_name = "N", value_parser = read_pace, allow_hyphen_values = true, help_heading = LIMITS)]
    pub hours_per_week: Option<Pace>,
    /// Deadline: 2027-06-30, June 2027, 3 months, ...
    ///
    /// The last day on which you must hold it: 2027-06-30, 2027-06, "June 2027", "3 months", 12w. The slower estimate counts.
    #[arg(long, value_name = "DAY", conflicts_with = "weeks", help_heading = LIMITS)]
    pub by: Option<Deadline>,
    /// The deadline in weeks from the as-of date, 1 to 999
    #[arg(long, value_name = "N", value_parser = read_weeks, allow_hyphen_values = true, hide_short_help = true, help_heading = LIMITS)]
    pub weeks: Option<u32>,
    /// Only these kinds: exam, course, programme
    ///
    /// Only these kinds. exam is all that ends with an exam; course also covers certificates, badges and assessed work of courses;
    /// programme is one of a university. Repeat the flag or separate them by commas.
    #[arg(short, long, value_parser = some_words::<KindWish>(), value_name = "KIND", help_heading = LIMITS)]
    pub kind: Vec<Kinds>,
    /// Only exams in this language
    ///
    /// Only what has an exam in one of these languages (ja, Japanese). What publishes no languages is kept and marked.
    #[arg(long, value_parser = some_words::<Language>(), value_name = "LANGUAGE", hide_possible_values = true, hide_short_help = true, help_heading = LIMITS)]
    pub language: Vec<Languages>,
    /// How you can sit an exam
    ///
    /// How you can sit an exam; any of those named will do. What has no exam is kept.
    #[arg(long, value_parser = some_words::<Delivery>(), value_name = "DELIVERY", hide_short_help = true, help_heading = LIMITS)]
    pub delivery: Vec<Deliveries>,
    /// Only of these providers, by id or name; repeatable or comma-separated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', hide_short_help = true, help_heading = LIMITS)]
    pub provider: Vec<String>,
    /// Only in these tiers, by number; repeatable or comma-separated
    #[arg(long, value_name = "N", value_delimiter = ',', value_parser = read_tier, hide_short_help = true, help_heading = LIMITS)]
    pub tier: Vec<u8>,
    /// Only with projects, labs or a practical exam
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch, help_heading = LIMITS)]
    pub hands_on: Option<bool>,
    /// Plan for one failed attempt: its fee and its waiting time
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = read_switch, hide_short_help = true, help_heading = LIMITS)]
    pub retake: Option<bool>,
    /// Days without study, both included; repeatable or comma-separated
    #[arg(long, value_name = "FIRST..LAST", value_delimiter = ',', hide_short_help = true, help_heading = LIMITS)]
    pub pause: Vec<Pause>,
    /// Refuse what you hold and nobody knows, instead of saying so
    ///
    /// An error instead of a note where what you hold is not known, or cannot have been earned on the day given.
    #[arg(long, hide_short_help = true)]
    pub strict: bool,
    /// The day the answer is for [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", hide_short_help = true)]
    pub as_of: Option<Day>,
    /// Read the situation from a TOML file
    ///
    /// Read the situation from a TOML file: the same keys, with underscores for dashes. - is standard input. A flag beats the file.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub situation: Option<PathBuf>,
    /// Keep this situation for the next time
    ///
    /// Keep this situation for the next time, in your settings; with =FILE in a file for --situation.
    #[arg(long, value_name = "FILE", require_equals = true, hide_short_help = true)]
    pub save: Option<Option<PathBuf>>,
    /// Let --save write over a file that exists
    #[arg(long, requires = "save", hide_short_help = true)]
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
