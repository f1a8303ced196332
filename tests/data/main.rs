//! What must hold of the data whatever is added to it: it passes its own check, nothing is ever lost, and what the article
//! itself answers stays so. No figure of it stands here, so that no change of a fact makes a test fail. And what a check finds in
//! data that is wrong, tried on the frozen catalogue.

mod answers;
mod article;
mod check;
mod faults;
#[path = "../fixtures/frozen.rs"]
mod frozen;
mod guide;
mod names;
mod panel;
mod sweep;

use std::sync::LazyLock;

use certwise::catalog::Catalog;
use certwise::embedded;
use certwise::framework::Framework;
use certwise::layers::Layers;
use certwise::rules::Rules;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| embedded::prepared().0);
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| embedded::prepared().1);

#[test]
fn the_data_passes_its_own_check() {
    let faults: Vec<String> = Layers::embedded().check(None).faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} faults; `certwise check data` draws them:\n  {}\n", faults.len(), faults.join("\n  "));
}

/// The files are read anew where something is laid over them.
#[test]
fn what_the_build_prepared_is_what_the_files_say() {
    let catalog = Catalog::load(&[embedded::provider_files()]).unwrap_or_else(|faults| panic!("{faults}"));
    let framework = Framework::load(&embedded::framework_file(), &catalog).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(Rules::new(&catalog, &framework) == embedded::prepared().2);
    assert!(catalog == *CATALOG && framework == *FRAMEWORK);
}

/// People hold it and ask for it.
#[test]
fn an_id_is_for_ever() {
    let frozen = frozen::catalog();
    let ids = frozen.credentials.iter().map(|credential| &credential.id);
    let lost: Vec<&String> = ids.filter(|id| CATALOG.position(id).is_none()).collect();
    assert!(lost.is_empty(), "these were there once, and what ends stays with its last day: {lost:?}");
    let outside = frozen.outside.iter().map(|outside| outside.id.as_str());
    let lost: Vec<&str> = outside.filter(|id| CATALOG.find(id, None).is_err()).collect();
    assert!(lost.is_empty(), "these were there once: {lost:?}");
}
