//! The words in which a team is told.

words! {
    /// What becomes of one person of a team.
    Outcome is "outcome" {
        FirstChoice = "first-choice" => "first choice",
        SecondChoice = "second-choice" => "second choice",
        OverBudget = "over-budget" => "the budget does not reach",
        PriceUnknown = "price-unknown" => "no price is known",
        NothingNeeded = "nothing-needed" => "nothing more is needed",
        NothingFits = "nothing-fits" => "nothing fits",
        NothingTold = "nothing-told" => "nothing told",
        Faulty = "faulty" => "faulty row",
    }
}
