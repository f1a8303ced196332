//! The pages of the documentation are true: what they show is what the program prints, and what they give to copy is sound.

use std::path::Path;

mod contributing;
mod example;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod links;
mod readme;

/// Holds pages to what they show: every console block is run over the frozen catalogue, and must print what stands under it.
///
/// What is compared is a copy: trycmd takes a backslash for a part of a path and makes it `/`, but a command that goes on in the
/// next line is to be copied from the page as it stands.
fn every_block_prints_what_it_shows(pages: &[&str]) {
    let cases = trycmd::TestCases::new();
    cases
        .env("TZ", "UTC")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env("CERTWISE_CATALOG", frozen::FOLDER)
        .env("XDG_CONFIG_HOME", "/dev/null");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = |page: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(page.replace('/', "-"));
    for page in pages {
        let text = std::fs::read_to_string(root.join(page)).expect("the page can be read");
        assert!(!text.contains(" /\n"), "{page}: a command goes on with a backslash");
        std::fs::write(copy(page), text.replace(" \\\n", " /\n")).expect("its copy can be written");
        cases.case(copy(page));
    }
    drop(cases);
    if std::env::var_os("TRYCMD").is_some_and(|how| how == "overwrite") {
        for page in pages {
            let text = std::fs::read_to_string(copy(page)).expect("the copy can be read");
            std::fs::write(root.join(page), text.replace(" /\n", " \\\n")).expect("the page can be written");
        }
    }
}
