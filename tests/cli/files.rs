//! What is said of files that cannot be read, or are no files.

use snapbox::{assert_data_eq, str};

use crate::harness::{Folder, certwise, dated};

/// Every flag and place that takes a file, in a command that reads it.
const READERS: [&str; 5] = ["recommend --situation", "list --catalog", "quick --framework", "batch", "team"];

#[test]
fn a_file_that_is_not_there_is_named() {
    for reader in READERS {
        let said = dated(reader).word("nope.toml").inside(&Folder::new()).refusal();
        assert_data_eq!(said, str!["error: cannot read `nope.toml`: No such file or directory[..]"]);
    }
}

#[test]
fn a_folder_is_no_situation_and_no_framework() {
    let folder = Folder::with("inner/x.toml", "");
    for reader in ["recommend --situation", "quick --framework"] {
        assert_data_eq!(dated(reader).word("inner").inside(&folder).refusal(), str!["error: `inner` is a folder; a file is wanted here"]);
    }
    let said = dated("batch inner").inside(&folder).refusal();
    assert!(said.starts_with("error: ") && said.contains("`inner`"), "{said}");
}

#[test]
fn an_empty_folder_is_no_catalogue() {
    let folder = Folder::with("inner/readme.md", "");
    assert_data_eq!(dated("list --catalog inner").inside(&folder).refusal(), str!["error: the folder `inner` has no .toml file"]);
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_place() {
    let folder = Folder::with("x.toml", b"# fine\nname = \"\xff\"\n");
    for reader in ["recommend --situation", "list --catalog", "quick --framework"] {
        let said = dated(reader).word("x.toml").inside(&folder).refusal();
        assert_data_eq!(said, str!["error: x.toml:2:9: a byte that is not UTF-8 text"]);
    }
}

#[test]
fn an_empty_file_says_nothing_and_is_no_error() {
    let folder = Folder::with("empty", "");
    let plain = dated("recommend").answer();
    assert_eq!(dated("recommend --situation empty").inside(&folder).answer(), plain);
    assert_eq!(dated("recommend --catalog empty").inside(&folder).answer(), plain);
    assert_eq!(dated("batch empty").inside(&folder).answer(), "");
    assert_eq!(dated("batch -").answer(), "");
}

#[test]
fn a_framework_cannot_be_empty() {
    let folder = Folder::with("empty.toml", "");
    assert_data_eq!(
        dated("quick --framework empty.toml").inside(&folder).refusal(),
        str!["error: empty.toml:1:1: missing field `name`[..]"]
    );
}

#[test]
fn a_name_cannot_drive_the_terminal_it_is_repeated_on() {
    let name = "odd\u{1b}[31m\n\u{202e}.toml";
    let folder = Folder::with(name, "gaol = 1\n");
    for reader in READERS {
        let missing = dated(reader).word(format!("no{name}")).inside(&folder).refusal();
        assert!(missing.starts_with("error: cannot read `noodd\u{fffd}[31m\u{fffd}\u{fffd}.toml`: "), "{missing:?}");
    }
    for reader in ["recommend --situation", "list --catalog", "quick --framework"] {
        let faulty = dated(reader).word(name).inside(&folder).refusal();
        assert!(faulty.starts_with("error: odd\u{fffd}[31m\u{fffd}\u{fffd}.toml:1:1: "), "{faulty:?}");
    }
}

#[test]
fn the_name_of_a_folder_cannot_drive_the_terminal_it_is_repeated_on() {
    let folder = Folder::with("odd\u{1b}[31m\n\u{202e}/readme.md", "");
    let said = dated("list --catalog").word("odd\u{1b}[31m\n\u{202e}").inside(&folder).refusal();
    assert_eq!(said, "error: the folder `odd\u{fffd}[31m\u{fffd}\u{fffd}` has no .toml file");
}

#[test]
fn an_enormous_file_is_refused_before_it_is_read() {
    let folder = Folder::with("big.toml", " ".repeat((16 << 20) + 1));
    for reader in ["recommend --situation", "list --catalog", "quick --framework"] {
        let said = dated(reader).word("big.toml").inside(&folder).refusal();
        assert_data_eq!(said, str!["error: `big.toml` is larger than 16 MiB; --max-file-size N reads up to N MiB"]);
    }
}

#[cfg(unix)]
fn with_a_pipe() -> Folder {
    let folder = Folder::new();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().expect("mkfifo is there");
    assert!(made.success());
    folder
}

#[test]
#[cfg(unix)]
fn a_pipe_that_nobody_fills_is_not_waited_for_without_end() {
    let folder = with_a_pipe();
    for reader in ["recommend --situation", "list --catalog", "quick --framework"] {
        let said = dated(reader).word("pipe").inside(&folder).refusal();
        assert_data_eq!(said, str!["error: nobody writes to the pipe `pipe`; start what fills it, or save it to a file first"]);
    }
    let said = dated("list").env("CERTWISE_CATALOG", "pipe").inside(&folder).refusal();
    assert!(said.starts_with("error: nobody writes to the pipe `pipe`"), "{said}");
}

#[test]
#[cfg(unix)]
fn a_pipe_that_somebody_fills_is_read_as_a_file_is() {
    let folder = with_a_pipe();
    let pipe = folder.path().join("pipe");
    let writer = std::thread::spawn(move || std::fs::write(pipe, "role = \"leader\"\n"));
    let answer = dated("recommend --format json --situation pipe").inside(&folder).json();
    writer.join().expect("it ends").expect("it was read");
    assert_eq!(answer["situation"]["role"], "leader");
}

#[test]
#[cfg(unix)]
fn what_the_shell_hands_over_is_read_and_what_is_nothing_tells_nothing() {
    let leader = "role = \"leader\"\n";
    for name in ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"] {
        let answer = dated("recommend --format json --situation").word(name).input(leader).json();
        assert_eq!(answer["situation"]["role"], "leader", "{name}");
    }
    let nothing = dated("recommend --format json --situation /dev/null").json();
    assert!(nothing["situation"].as_object().is_some_and(|told| told.get("role").is_none_or(serde_json::Value::is_null)));
    for device in ["/dev/zero", "/dev/tty"] {
        let said = dated("recommend --situation").word(device).refusal();
        assert_eq!(said, format!("error: `{device}` is neither a file nor a folder; save it to a file first"));
    }
}

/// Nothing is half-loaded: what looks like a file of the catalogue and cannot be read is an error, not nothing.
#[test]
#[cfg(unix)]
fn a_dangling_link_in_a_folder_is_not_passed_over() {
    let folder = Folder::with("inner/good.toml", "");
    std::os::unix::fs::symlink("nowhere.toml", folder.path().join("inner/gone.toml")).expect("a link can be made");
    assert_data_eq!(dated("list --catalog inner").inside(&folder).refusal(), str!["error: cannot read `inner/gone.toml`: [..]"]);
}

#[test]
fn a_command_that_reads_no_file_has_no_quarrel_with_one() {
    certwise("completions bash --catalog nope.toml").answer();
    certwise("man --framework nope.toml").answer();
}
