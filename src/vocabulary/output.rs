//! The words that say how an answer is written, and what changed in it.

words! {
    /// By what `list` is sorted; what is level stays in the order of ids.
    SortKey is "sort key" {
        Id = "id" => "by id",
        Name = "name" => "by name",
        Provider = "provider" => "by provider",
        Tier = "tier" => "by tier, what has none last",
        Cost = "cost" => "cheapest first at the reference pace, unknown last",
        Prep = "prep" => "least study first, unknown last",
        Expiry = "expiry" => "what ends first, what has no last day last",
    }
}

words! {
    /// How an answer is written.
    Format is "format" {
        Table = "table" => "for a terminal",
        Json = "json" => "for programs",
        Csv = "csv" => "for spreadsheets",
        Markdown = "markdown" => "for a page or a ticket",
        Html = "html" => "one page to send or print; recommend and plan",
        Ics = "ics" => "for a calendar; plan; with no day to note, a to-do that says why",
    }
}

words! {
    /// What happened between two days.
    Event is "kind of change" {
        Announced = "announced" => "announced",
        BetaOpened = "beta-opened" => "opened as a beta",
        BetaClosed = "beta-closed" => "beta closed",
        Opened = "opened" => "generally available",
        Retired = "retired" => "retired",
        RuleBegan = "rule-began" => "began",
        RuleEnded = "rule-ended" => "ended",
        AnswerWent = "answer-went" => "went",
        AnswerCame = "answer-came" => "came",
        AnswerStatus = "answer-status" => "stays",
    }
}

words! {
    /// What differs between two catalogues about one credential.
    Difference is "kind of difference" {
        New = "new" => "new",
        Gone = "gone" => "gone",
        Dates = "dates" => "dates",
        Price = "price" => "price",
        Fact = "fact" => "fact",
    }
}

words! {
    /// When an answer has colours.
    ColorWish is "colour" {
        Auto = "auto" => "as the terminal and the environment say",
        Always = "always" => "always",
        Never = "never" => "never",
    }
}
