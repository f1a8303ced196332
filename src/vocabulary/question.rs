//! The words in which the person is asked.

use super::{Coding, Level};

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

/// What stands beside the answers of every question.
pub const SKIP: &str = "not sure / skip";
