//! The pages of the documentation are true: what they show is what the program prints, and what they give to copy is sound.

mod contributing;
mod example;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod links;
mod readme;

/// Holds pages to what they show: every console block is run over the frozen catalogue, and must print what stands under it.
fn every_block_prints_what_it_shows(pages: &[&str]) {
    let cases = trycmd::TestCases::new();
    cases
        .env("TZ", "UTC")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env("CERTWISE_CATALOG", frozen::FOLDER)
        .env("XDG_CONFIG_HOME", "/dev/null");
    for page in pages {
        cases.case(page);
    }
}
