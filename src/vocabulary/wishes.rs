//! The words for what a person will have and will not: the kind, the exam's language, how it is sat.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Kind, UnknownWord};

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
        Exam = "exam" ["exams"] => "whatever ends with an exam",
        Course = "course" ["courses"] => "courses, their certificates and badges, and work that is assessed",
        Programme = "programme" ["programmes", "program", "programs"] => "programmes of universities",
    }
}

words! {
    /// How an exam is sat.
    Delivery is "delivery" {
        Online = "online" ["online-proctored", "remote", "at home"] => "online with a proctor",
        TestCentre = "test-centre" ["test-center", "test centre", "test center", "centre", "center", "in person", "onsite"] => "in a test centre",
        Unproctored = "unproctored" ["not proctored", "unsupervised"] => "online with nobody watching",
    }
}

words! {
    /// The language of an exam, by its ISO 639-1 code; Chinese by its script.
    Language is "language" {
        Arabic = "ar" ["arabic", "العربية"] => "Arabic",
        Czech = "cs" ["czech", "čeština"] => "Czech",
        German = "de" ["german", "deutsch"] => "German",
        English = "en" ["english", "en-us", "en-gb"] => "English",
        Spanish = "es" ["spanish", "español", "castellano", "es-es", "es-419"] => "Spanish",
        French = "fr" ["french", "français", "fr-fr", "fr-ca"] => "French",
        Hebrew = "he" ["hebrew", "עברית"] => "Hebrew",
        Hindi = "hi" ["hindi", "हिन्दी"] => "Hindi",
        Indonesian = "id" ["indonesian", "bahasa indonesia", "bahasa"] => "Indonesian",
        Italian = "it" ["italian", "italiano"] => "Italian",
        Japanese = "ja" ["japanese", "日本語", "jp"] => "Japanese",
        Korean = "ko" ["korean", "한국어", "kr"] => "Korean",
        Dutch = "nl" ["dutch", "nederlands"] => "Dutch",
        Polish = "pl" ["polish", "polski"] => "Polish",
        Portuguese = "pt" ["portuguese", "português", "pt-br", "pt-pt", "brazilian portuguese"] => "Portuguese",
        Russian = "ru" ["russian", "русский"] => "Russian",
        Thai = "th" ["thai", "ไทย"] => "Thai",
        Turkish = "tr" ["turkish", "türkçe"] => "Turkish",
        Ukrainian = "uk" ["ukrainian", "українська"] => "Ukrainian",
        Vietnamese = "vi" ["vietnamese", "tiếng việt"] => "Vietnamese",
        // Most exams that say Chinese alone mean the simplified script.
        SimplifiedChinese = "zh-hans" ["zh", "zh-cn", "chinese", "simplified chinese", "chinese (simplified)", "mandarin", "中文", "简体中文"] => "simplified Chinese",
        TraditionalChinese = "zh-hant" ["zh-tw", "zh-hk", "traditional chinese", "chinese (traditional)", "繁體中文", "正體中文"] => "traditional Chinese",
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
    /// All that can be asked for, the groups first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<KindWish>> = LazyLock::new(|| {
            let groups = KindGroup::ALL.iter().map(|group| KindWish::Group(*group));
            groups.chain(Kind::ALL.iter().map(|kind| KindWish::One(*kind))).collect()
        });
        &ALL
    }

    /// The spelling in TOML, flags, JSON and CSV.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Group(group) => group.word(),
            Self::One(kind) => kind.word(),
        }
    }

    /// Other spellings that are understood.
    #[must_use]
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Group(group) => group.aliases(),
            Self::One(kind) => kind.aliases(),
        }
    }

    /// The words for a person.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Group(group) => group.label(),
            Self::One(kind) => kind.label(),
        }
    }

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

impl fmt::Display for KindWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for KindWish {
    type Err = UnknownWord;

    fn from_str(written: &str) -> Result<Self, UnknownWord> {
        let unknown =
            || UnknownWord { what: Kind::WHAT, written: written.to_owned(), known: Self::all().iter().map(|wish| wish.word()).collect() };
        written.parse().map(Self::Group).or_else(|_| written.parse().map(Self::One)).map_err(|_: UnknownWord| unknown())
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
