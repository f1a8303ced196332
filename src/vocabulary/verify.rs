//! What looking at a page can come to.

words! {
    /// Whether the page of a source still says so.
    Verdict is "verdict" {
        NoLonger = "no-longer-says-so" => "no longer says so",
        Gone = "gone" => "gone",
        Moved = "moved" => "moved",
        Unseen = "could-not-look" => "could not look",
        Holds = "still-says-so" => "still says so",
    }
}
