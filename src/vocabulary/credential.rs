//! The words in which a catalogue is written.

words! {
    /// What kind of thing is earned.
    Kind is "kind" {
        ProctoredExam = "proctored-exam" => "proctored exam",
        AssessedCertificate = "assessed-certificate" => "assessed certificate",
        CourseCertificate = "course-certificate" => "course certificate",
        Badge = "badge" => "badge",
        UniversityProgramme = "university-programme" => "university programme",
        Training = "training" => "training that issues nothing",
    }
}

words! {
    /// What a credential makes people do with their hands.
    HandsOn is "kind of hands-on work" {
        Nothing = "none" => "no hands-on part",
        Exercises = "exercises" => "exercises",
        Partly = "partly" => "some interactive exam items",
        Labs = "labs" => "labs",
        Projects = "projects" => "projects",
        PracticalExam = "practical-exam" => "a practical exam",
    }
}

words! {
    /// Where a credential stands on a day; derived from its dates, never stored.
    Status is "status" {
        Announced = "announced" => "announced, not open yet",
        Beta = "beta" => "beta",
        Active = "active" => "open",
        Retiring = "retiring" => "open, with a last day set",
        Retired = "retired" => "retired",
    }
}

words! {
    /// Who alone may earn a credential that is not open to everyone.
    AccessOnly is "kind of access" {
        Partners = "partners" => "people of partner organisations",
        Invited = "invited" => "people who were invited",
    }
}

words! {
    /// What somebody must confirm before paying.
    Doubt is "doubt" {
        Existence = "existence" => "whether it still runs",
        Opening = "opening" => "whether it is open yet",
        Price = "price" => "what it costs",
    }
}

words! {
    /// How a credential is kept once it is held.
    RenewalWay is "way of renewal" {
        NeverExpires = "never-expires" => "never expires",
        Retake = "retake" => "taking the exam again",
        HigherExam = "higher-exam" => "passing a higher exam",
        OnlineAssessment = "online-assessment" => "a free online assessment",
        ContinuingEducation = "continuing-education" => "continuing education",
        MaintenanceModules = "maintenance-modules" => "maintenance modules",
    }
}

words! {
    /// What kind of evidence a source is.
    SourceKind is "kind of source" {
        Official = "official" => "the provider's own page",
        Report = "report" => "a dated secondary page",
        Article = "article" => "the article",
        Estimate = "estimate" => "an estimate",
        Claim = "claim" => "somebody's claim",
    }
}

words! {
    /// What a fact rests on: the kind of its best source, and whether anybody can look at it.
    Foundation is "foundation" {
        Official = "official" => "page",
        Copy = "copy" => "copy",
        Report = "report" => "report",
        ReportWithoutAddress = "report-without-address" => "no link",
        Estimate = "estimate" => "estimate",
        Nothing = "nothing" => "none",
    }
}

words! {
    /// How far a source is to be trusted.
    Confidence is "confidence" {
        High = "high" => "high",
        Medium = "medium" => "medium",
        Low = "low" => "low",
    }
}

words! {
    /// A fact about a credential that a source can prove.
    Fact is "fact" {
        Name = "name" => "name",
        Code = "code" => "code",
        Level = "level" => "level",
        Coding = "coding" => "least programming",
        Status = "status" => "could it be earned on the day read",
        Announced = "lifecycle.announced" => "announced",
        BetaFrom = "lifecycle.beta_from" => "beta from",
        BetaUntil = "lifecycle.beta_until" => "beta until",
        ActiveFrom = "lifecycle.active_from" => "open from",
        LastDay = "lifecycle.last_day" => "last day",
        Successors = "successors" => "successors",
        Continues = "continues" => "the earlier version of the same certification",
        BuildsOn = "builds_on" => "what it builds on",
        Access = "access" => "who may earn it",
        CostExam = "cost.exam" => "exam fee",
        CostExamBeta = "cost.exam_beta" => "exam fee in beta",
        CostMonthly = "cost.monthly" => "monthly subscription",
        CostOnce = "cost.once" => "one-time price",
        CostApplication = "cost.application" => "application fee",
        CostRetake = "cost.retake" => "retake fee",
        PrepHours = "prep.hours" => "study hours",
        Retake = "retake" => "wait after a failed attempt",
        Requires = "requires" => "required first",
        Recommends = "recommends" => "recommended first",
        ValidMonths = "valid_months" => "validity",
        Renewal = "renewal" => "renewal",
        HandsOn = "hands_on" => "hands-on part",
        Format = "format" => "format",
        Languages = "languages" => "languages of the exam",
        Delivery = "delivery" => "how the exam is sat",
        Topics = "topics" => "topics",
        Url = "url" => "page",
        Aid = "aid" => "discounts and aid",
    }
}

impl HandsOn {
    /// Whether it is what `--hands-on` asks for: projects, labs or a practical exam.
    #[must_use]
    pub const fn is_practical(self) -> bool {
        matches!(self, Self::Labs | Self::Projects | Self::PracticalExam)
    }
}

impl Fact {
    /// Whether somebody must have read it somewhere, or estimated it; the rest is judgement, or plain to see.
    #[must_use]
    pub const fn must_be_proved(self) -> bool {
        !matches!(self, Self::Name | Self::Level | Self::Topics | Self::Url | Self::Aid)
    }

    /// Whether it is an amount of money that people pay.
    #[must_use]
    pub const fn is_price(self) -> bool {
        use Fact::{CostApplication, CostExam, CostExamBeta, CostMonthly, CostOnce, CostRetake};
        matches!(self, CostExam | CostExamBeta | CostMonthly | CostOnce | CostApplication | CostRetake)
    }
}
