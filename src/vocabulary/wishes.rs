//! The words for what a person will have and will not: the kind, the exam's language, how it is sat.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Closed, Kind, UnknownWord};

words! {
    /// A wish that rules out what is known to be otherwise; each is a field of the situation, and a list of which any one will do.
    Wish is "wish" {
        Kind = "kind" => "only these kinds",
        Language = "language" => "an exam in one of these languages",
        Delivery = "delivery" => "an exam that can be sat in one of these ways",
        Provider = "provider" => "only of these providers",
        Tier = "tier" => "only in these tiers",
    }
}

words! {
    /// Several kinds under the one name that people use.
    KindGroup is "kind" {
        Exam = "exam" => "whatever ends with an exam",
        Course = "course" => "courses, their certificates and badges, and work that is assessed",
        Programme = "programme" => "programmes of universities",
    }
}

words! {
    /// How an exam is sat.
    Delivery is "delivery" {
        Online = "online" => "online with a proctor",
        TestCentre = "test-centre" => "in a test centre",
        Unproctored = "unproctored" => "online with nobody watching",
    }
}

words! {
    /// The language of an exam, by its ISO 639-1 code; Chinese by its script.
    Language is "language" {
        Arabic = "ar" => "Arabic",
        Czech = "cs" => "Czech",
        German = "de" => "German",
        English = "en" => "English",
        Spanish = "es" => "Spanish",
        French = "fr" => "French",
        Hebrew = "he" => "Hebrew",
        Hindi = "hi" => "Hindi",
        Indonesian = "id" => "Indonesian",
        Italian = "it" => "Italian",
        Japanese = "ja" => "Japanese",
        Korean = "ko" => "Korean",
        Dutch = "nl" => "Dutch",
        Polish = "pl" => "Polish",
        Portuguese = "pt" => "Portuguese",
        Russian = "ru" => "Russian",
        Thai = "th" => "Thai",
        Turkish = "tr" => "Turkish",
        Ukrainian = "uk" => "Ukrainian",
        Vietnamese = "vi" => "Vietnamese",
        // Most exams that say Chinese alone mean the simplified script.
        SimplifiedChinese = "zh-hans" => "simplified Chinese",
        TraditionalChinese = "zh-hant" => "traditional Chinese",
    }
}

words! {
    /// Who pays less.
    Recipient is "kind of people" {
        Everyone = "everyone" => "everyone",
        Students = "students" => "students",
        Country = "country" => "people in some countries",
        Members = "members" => "members",
        Holders = "holders" => "holders",
        Organisations = "organisations" => "organisations",
        LowIncome = "low-income" => "people who cannot pay the price",
    }
}

/// A kind that somebody asks for: several under one name, or one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum KindWish {
    /// Every kind of the group.
    Group(KindGroup),
    /// That kind alone.
    One(Kind),
}

impl KindWish {
    /// Whether all that it asks for belongs to that group; of one kind it is known without looking at any credential.
    #[must_use]
    pub fn is_of(self, group: KindGroup) -> bool {
        match self {
            Self::Group(asked) => asked == group,
            Self::One(kind) => Self::Group(group).admits(kind, kind == Kind::ProctoredExam),
        }
    }

    /// Whether a credential of that kind is one; `sits_exam` is whether an exam is sat for it.
    #[must_use]
    pub fn admits(self, kind: Kind, sits_exam: bool) -> bool {
        match self {
            Self::One(only) => only == kind,
            Self::Group(KindGroup::Exam) => sits_exam,
            Self::Group(KindGroup::Course) => {
                matches!(kind, Kind::AssessedCertificate | Kind::CourseCertificate | Kind::Badge | Kind::Training)
            }
            Self::Group(KindGroup::Programme) => kind == Kind::UniversityProgramme,
        }
    }
}

impl Closed for KindWish {
    const WHAT: &'static str = Kind::WHAT;

    /// The groups first.
    const ALL: &'static [Self] = &[
        Self::Group(KindGroup::Exam),
        Self::Group(KindGroup::Course),
        Self::Group(KindGroup::Programme),
        Self::One(Kind::ProctoredExam),
        Self::One(Kind::AssessedCertificate),
        Self::One(Kind::CourseCertificate),
        Self::One(Kind::Badge),
        Self::One(Kind::UniversityProgramme),
        Self::One(Kind::Training),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Group(group) => group.word(),
            Self::One(kind) => kind.word(),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Group(group) => group.label(),
            Self::One(kind) => kind.label(),
        }
    }
}

impl fmt::Display for KindWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for KindWish {
    type Err = UnknownWord;

    fn from_str(written: &str) -> Result<Self, UnknownWord> {
        super::read(written)
    }
}

impl TryFrom<String> for KindWish {
    type Error = UnknownWord;

    fn try_from(written: String) -> Result<Self, UnknownWord> {
        written.parse()
    }
}

impl From<KindWish> for String {
    fn from(wish: KindWish) -> Self {
        wish.word().to_owned()
    }
}
