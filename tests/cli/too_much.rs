//! Files that are too much: nothing hangs, nothing panics, and the error says what to do.

use crate::harness::{Folder, dated};

#[test]
fn a_file_past_the_limit_is_refused_unread_and_the_limit_can_be_moved() {
    let folder = Folder::with("big.toml", "");
    let file = std::fs::OpenOptions::new().write(true).open(folder.path().join("big.toml")).expect("it was made");
    file.set_len(1 << 30).expect("a sparse file takes no room");
    let said = dated("list --catalog big.toml").inside(&folder).refusal();
    assert_eq!(said, "error: `big.toml` is larger than 16 MiB; --max-file-size N reads up to N MiB");
    file.set_len(2 << 20).expect("a sparse file takes no room");
    let said = dated("list --catalog big.toml --max-file-size 1").inside(&folder).refusal();
    assert_eq!(said, "error: `big.toml` is larger than 1 MiB; --max-file-size N reads up to N MiB");
}

#[test]
fn a_hundred_thousand_levels_are_a_fault_at_their_place() {
    let deep = format!("x = {}", "[".repeat(100_000));
    let folder = Folder::with("deep.toml", deep);
    let said = dated("list --catalog deep.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: deep.toml:1:") && said.contains("max recursion depth"), "{said}");
}

#[test]
fn links_in_a_circle_are_an_error_not_a_walk() {
    let folder = Folder::with("good.toml", "");
    std::os::unix::fs::symlink(".", folder.path().join("again")).expect("a link");
    std::os::unix::fs::symlink("loop.toml", folder.path().join("loop.toml")).expect("a link");
    let said = dated("list --catalog .").inside(&folder).refusal();
    assert!(said.starts_with("error: cannot read `./loop.toml`: "), "{said}");
}
