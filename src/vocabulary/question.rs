//! The words in which the person is asked: the same for `--help` and for the questions of `ask`.

use super::{Coding, Field, Level};

words! {
    /// The furthest thing that somebody has done: what a level is told from, as nobody rates themselves well.
    Experience is "deed" {
        NeverProgrammed = "never-programmed" => "never programmed",
        SmallScripts = "small-scripts" => "written small scripts or SQL",
        Software = "software" => "written software for a living",
        Model = "model" => "trained or deployed a model",
        Production = "production" => "run ML in production",
    }
}

impl Experience {
    /// The programming that it tells; who has trained or run a model has written at least scripts, and nobody knows more.
    #[must_use]
    pub const fn coding(self) -> Option<Coding> {
        match self {
            Self::NeverProgrammed => Some(Coding::Never),
            Self::SmallScripts => Some(Coding::Some),
            Self::Software => Some(Coding::Professional),
            Self::Model | Self::Production => None,
        }
    }

    /// The level that it tells: experience with AI and ML, so years of other software are still a beginner's.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::NeverProgrammed | Self::SmallScripts | Self::Software => Level::Beginner,
            Self::Model => Level::Intermediate,
            Self::Production => Level::Advanced,
        }
    }
}

impl Field {
    /// What `--help` says of its flag.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Role => "Who you are",
            Self::Level => "Your experience with AI and ML, not with work",
            Self::Coding => "The programming you have done, apart from AI",
            Self::Years => "Years of career so far",
            Self::Goal => "What it should do for you",
            Self::Platform => "The platforms you work on; repeatable or comma-separated",
            Self::Budget => "US dollars in all until it is held: a limit, held against the most it may cost you; 0 is free only",
            Self::HoursPerWeek => "Study hours in a usual week [default: 10]",
            Self::By => "When it must be held: a limit, held against the slow estimate",
            Self::Have => {
                "What you hold, as you write it: names, codes or ids; @ and when it was earned, .. and when it expires; repeatable"
            }
        }
    }
}

/// What stands beside the answers of every question.
pub const SKIP: &str = "not sure / skip";
