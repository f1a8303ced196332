//! The words in which a situation is told.

words! {
    /// Who the person is.
    Role is "role" {
        Student = "student" => "a student",
        CareerChanger = "career-changer" => "someone changing career",
        Developer = "developer" => "a developer",
        DataEngineer = "data-engineer" => "a data engineer",
        DataScientist = "data-scientist" => "a data scientist",
        MlEngineer = "ml-engineer" => "an ML engineer",
        Business = "business" => "someone in management, product, design or marketing",
        Leader = "leader" => "a leader",
        Researcher = "researcher" => "a researcher",
    }
}

words! {
    /// Experience with AI and ML, not with work: the person's, and the one a credential is made for.
    Level is "level" {
        Beginner = "beginner" => "new to AI and ML",
        Intermediate = "intermediate" => "has built or trained something with it",
        Advanced = "advanced" => "works with it in production",
    }
}

words! {
    /// The most programming that a person has done, and the least that a credential takes: apart from experience with AI.
    Coding is "amount of programming" {
        Never = "none" => "never programmed",
        Some = "some" => "scripts, SQL or notebooks",
        Professional = "professional" => "software for a living",
    }
}

impl Coding {
    /// What a credential that takes it asks of people.
    #[must_use]
    pub const fn needed(self) -> &'static str {
        match self {
            Self::Never => "none needed",
            other => other.label(),
        }
    }
}

words! {
    /// What the credential should do for the person.
    Goal is "goal" {
        Foundations = "foundations" => "foundations to build on",
        Literacy = "literacy" => "AI literacy without technical depth",
        CloudMl = "cloud-ml" => "machine learning on a cloud",
        GenerativeAi = "generative-ai" => "building with generative AI",
        DeepLearning = "deep-learning" => "deep learning",
        Gpu = "gpu" => "GPU computing",
        DataAtScale = "data-at-scale" => "data and ML at scale",
        Prestige = "prestige" => "a name that opens doors",
        Governance = "governance" => "AI governance and risk",
    }
}

words! {
    /// A platform that a person works on, and that a credential is tied to.
    Platform is "platform" {
        Aws = "aws" => "AWS",
        GoogleCloud = "google-cloud" => "Google Cloud",
        Azure = "azure" => "Azure",
        Databricks = "databricks" => "Databricks",
        Snowflake = "snowflake" => "Snowflake",
        Nvidia = "nvidia" => "NVIDIA",
        Ibm = "ibm" => "IBM",
        Oracle = "oracle" => "Oracle",
        Salesforce = "salesforce" => "Salesforce",
    }
}

words! {
    /// A field of the situation, as a flag without its dashes.
    Field is "field of the situation" {
        Role = "role" => "who you are",
        Level = "level" => "your experience with AI and ML",
        Coding = "coding" => "the programming you have done",
        Years = "years" => "years of career so far",
        Goal = "goal" => "what it should do for you",
        Platform = "platform" => "the platform you work on",
        Budget = "budget" => "what you can spend in all",
        HoursPerWeek = "hours_per_week" => "study hours in a usual week",
        By = "by" => "when it must be held",
        Have = "have" => "what you already hold",
    }
}
