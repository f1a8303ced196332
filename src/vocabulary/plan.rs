//! The words in which a plan is told.

words! {
    /// What becomes of a slot of a stack.
    SlotState is "state of a slot" {
        Held = "held" => "held already",
        Planned = "planned" => "planned",
        Empty = "empty" => "stays empty",
        LeftOut = "left-out" => "left out: you are past it",
    }
}

words! {
    /// What keeps a credential out of a plan although no gate says no.
    PlanHindrance is "hindrance" {
        HoursUnknown = "hours-unknown" => "its study hours are unknown, so no day can be given",
        RetakeWaitUnknown = "retake-wait-unknown" => "how long one waits for a second attempt is unknown, so no day can be given",
        OnlyWithLuck = "only-with-luck" => "by the slow estimate it ends after its last day",
        PrerequisiteEnds = "prerequisite-ends" => "what must be held first expires, by the slow estimate, before it is over",
        Crowded = "crowded" => "possible by itself, but with it fewer slots, or later ones, would be filled",
    }
}

words! {
    /// What a plan puts into a calendar; the words for a person begin the event's title.
    Milestone is "milestone" {
        Start = "start" => "Start of study",
        Check = "check" => "Check the facts again before you pay",
        Exam = "exam" => "Exam",
        Finish = "finish" => "Earned",
        LastSafeStart = "last-safe-start" => "Last safe start",
        Renewal = "renewal" => "Renewal is open",
        Expiry = "expiry" => "Expires",
    }
}
