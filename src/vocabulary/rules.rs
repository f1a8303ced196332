//! The words in which a framework is written.

use super::Wish;

words! {
    /// A gate of the framework: what can rule a credential out.
    BlockerKind is "gate" {
        Retired = "retired" => "retired",
        NotYetOpen = "not-yet-open" => "not yet open",
        RetiresBeforeReady = "retires-before-ready" => "retires before you are ready",
        NotOpenToYou = "not-open-to-you" => "not open to you",
        OverBudget = "over-budget" => "over budget",
        PriceUnknown = "price-unknown" => "price unknown",
        PastDeadline = "past-deadline" => "past your deadline",
        AlreadyHeld = "already-held" => "already held",
        Prerequisite = "prerequisite" => "prerequisite missing",
        TooAdvanced = "too-advanced" => "too advanced",
        BelowLevel = "below-level" => "below your level",
        NoHandsOn = "no-hands-on" => "no hands-on part",
        KindNotWanted = "kind-not-wanted" => "of another kind",
        ProviderNotWanted = "provider-not-wanted" => "of another provider",
        TierNotWanted = "tier-not-wanted" => "in another tier",
        LanguageNotOffered = "language-not-offered" => "not in your language",
        DeliveryNotOffered = "delivery-not-offered" => "not sat the way you asked for",
    }
}

impl BlockerKind {
    /// Whether it is a limit that a person sets: of time, money or taste. Such a one keeps nobody from starting.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, Self::OverBudget | Self::PriceUnknown | Self::PastDeadline | Self::NoHandsOn) || self.wish().is_some()
    }

    /// The wish that it asks about; `None` where it is about something else.
    #[must_use]
    pub const fn wish(self) -> Option<Wish> {
        match self {
            Self::KindNotWanted => Some(Wish::Kind),
            Self::ProviderNotWanted => Some(Wish::Provider),
            Self::TierNotWanted => Some(Wish::Tier),
            Self::LanguageNotOffered => Some(Wish::Language),
            Self::DeliveryNotOffered => Some(Wish::Delivery),
            _ => None,
        }
    }
}

words! {
    /// How strongly the framework names a credential for a situation.
    NamingGrade is "naming grade" {
        FirstChoice = "first-choice" => "first choice",
        SecondChoice = "second-choice" => "second choice",
        Mentioned = "mentioned" => "mentioned",
    }
}

words! {
    /// How a credential's level, or the programming that it takes, lies to the person's.
    LevelGap is "step" {
        TwoBelow = "two-below" => "two steps below your level",
        Below = "below" => "below your level",
        Same = "same" => "your level",
        Above = "above" => "one step above your level",
        TwoAbove = "two-above" => "two steps above your level",
    }
}

words! {
    /// Something about a credential on the day, or for this person, that a rule may ask for.
    Flag is "circumstance" {
        Beta = "beta" => "a beta on the day on which the person would sit it",
        MayRetireFirst = "may-retire-first" => "the slow estimate misses the last day",
        Retiring = "retiring" => "a last day is set",
        Unconfirmed = "unconfirmed" => "nobody can confirm that it still runs, or is open yet",
        PriceToConfirm = "price-to-confirm" => "the catalogue says to confirm its price first",
        Unproved = "unproved" => "nobody can confirm it, and its price is unknown or an estimate",
        Step = "step" => "a step above the person, in level or in programming",
        StonesMissing = "stones-missing" => "a step above the person, and nothing that leads to it can be taken",
        OnePurpose = "one-purpose" => "it serves one goal, or none that people can name",
        RenewsYours = "renews-yours" => "passing it renews something that is held",
        RequiredMayLapse = "required-may-lapse" => "what it requires may have expired on the day of the exam",
        Stale = "stale" => "not checked for 180 days",
        PriceEstimated = "price-estimated" => "no source proves the price",
        HoursUnknown = "hours-unknown" => "study hours unknown",
        RetakeWaitUnknown = "retake-wait-unknown" => "a second attempt is planned for, and its waiting time unknown",
        PriceUnknown = "price-unknown" => "price unknown",
        MissingRecommended = "missing-recommended" => "a recommended credential is not held",
        Expired = "expired" => "held once, and expired",
        LanguageUnknown = "language-unknown" => "a language was asked for, and nobody published in which ones its exam is offered",
        DeliveryUnknown = "delivery-unknown" => "a way of sitting the exam was asked for, and nobody published which ones there are",
    }
}

words! {
    /// What a person and a credential may have in common.
    Overlap is "thing in common" {
        Goal = "goal" => "the goal",
        Role = "role" => "the role",
        Platform = "platform" => "a platform",
    }
}

words! {
    /// A place in a reason that is filled when it is shown.
    Placeholder is "placeholder" {
        Name = "name" => "the credential's name",
        Short = "short" => "its code, or its id",
        Provider = "provider" => "its provider",
        Level = "level" => "its level",
        YourLevel = "your_level" => "the person's level",
        Coding = "coding" => "the programming that it takes",
        YourCoding = "your_coding" => "the programming that the person has done",
        Above = "above" => "how it lies above the person, in level and in programming",
        Below = "below" => "how it lies below the person",
        After = "after" => "what this person does first",
        Stones = "stones" => "what it builds on",
        Held = "held" => "how the person holds it",
        Renews = "renews" => "what is held and this renews",
        Role = "role" => "the person's role",
        Goal = "goal" => "the person's goal",
        Platform = "platform" => "the platforms in common, else the credential's",
        YourPlatform = "your_platform" => "the person's platforms",
        Tier = "tier" => "its tier",
        HandsOn = "hands_on" => "its hands-on work",
        Cost = "cost" => "what it costs this person",
        Budget = "budget" => "the person's budget",
        Hours = "hours" => "study hours, low to high",
        Pace = "pace" => "the person's hours a week",
        ReadyLow = "ready_low" => "ready on, by the fast estimate",
        ReadyHigh = "ready_high" => "ready on, by the slow estimate",
        By = "by" => "the person's deadline",
        Opens = "opens" => "the day on which it opens",
        LastDay = "last_day" => "its last day",
        EndReason = "end_reason" => "why it ends",
        Successors = "successors" => "what took its place and can be earned",
        Requires = "requires" => "what must be held first and is not",
        Recommends = "recommends" => "the recommended credential that is not held",
        Access = "access" => "to whom it is open, or which policy forbids it",
        Confirm = "confirm" => "what to make sure of before paying",
        Checked = "checked" => "how long it has not been checked",
        Kind = "kind" => "its kind",
        YourKind = "your_kind" => "the kinds that the person asked for",
        YourProvider = "your_provider" => "the providers that the person asked for",
        YourTier = "your_tier" => "the tiers that the person asked for",
        Languages = "languages" => "the languages of its exam",
        YourLanguage = "your_language" => "the languages that the person asked for",
        Delivery = "delivery" => "how its exam is sat",
        YourDelivery = "your_delivery" => "how the person would sit it",
        Earned = "earned" => "the day on which the person earned it",
        Rule = "rule" => "the reason of the rule that names it",
        Replaced = "replaced" => "the named credential whose place it took, and when that one retired",
    }
}

words! {
    /// What is asked of the data beyond what any catalogue must be.
    UpkeepRule is "upkeep rule" {
        FirstPlace = "first-place" => "some situation brings each credential that can be earned to first place",
        Heir = "heir" => "what has retired leads to something that can be earned",
        Stones = "stones" => "what is above a beginner's level says what it builds on",
        Validity = "validity" => "what is issued says how long it is valid, or that it never expires",
        LivingNames = "living-names" => "each naming rule names something that can still be earned",
        WordsInUse = "words-in-use" => "each word that a credential may bear is borne by one",
        OneSpelling = "one-spelling" => "the same words are spelt the same everywhere",
        FileName = "file-name" => "a file is called like its provider",
        FirstLine = "first-line" => "each provider file begins with the line in `list`",
        KeyOrder = "key-order" => "the keys of a credential stand in the order of `list`",
        EmptyList = "empty-list" => "no list is empty",
        TidyText = "tidy-text" => "no text is empty, spaced twice, or holds what cannot be seen",
        RuleSource = "rule-source" => "the source of each rule begins with one of `list`",
        VendorFirst = "vendor-first" => "where the vendor's own page is a source, it stands first, and no source is called by a number",
        ShortText = "short-text" => "no text of the framework is longer than `longest`",
    }
}
