//! The words in which the person is asked.

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
    /// The question.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Role => "Who are you?",
            Self::Level => "What is the furthest you have gone?",
            Self::Coding => "How much have you programmed?",
            Self::Years => "How many years of career lie behind you?",
            Self::Goal => "What should it do for you?",
            Self::Platform => "Which platform do you work on?",
            Self::Budget => "How many US dollars can it cost in all?",
            Self::HoursPerWeek => "How many hours can you study in a usual week?",
            Self::By => "When must you hold it?",
            Self::Have => "What do you hold already?",
        }
    }

    /// The line of help under the question, which also says in what order its answers stand.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Role => "The nearest will do; in the order of the alphabet.",
            Self::Level => "AI and ML count here, not years of work; from nothing to most.",
            Self::Coding => "Scripts, SQL and notebooks count as some.",
            Self::Years => "A whole number of years.",
            Self::Goal => "The main thing only; in the order of the alphabet.",
            Self::Platform => "The one your work runs on, if any; in the order of the alphabet.",
            Self::Budget => "A limit: fees and subscriptions together; 0 is free only.",
            Self::HoursPerWeek => "A whole number; skipped, it is taken as 10.",
            Self::By => "A limit: a day as YYYY-MM-DD, or a number of weeks from now.",
            Self::Have => "Type a few letters of a name or code; in the order of the ids.",
        }
    }
}

/// What stands beside the answers of every question.
pub const SKIP: &str = "not sure / skip";
