//! Long answers at a terminal: page by page, through the program that the person wants, and never lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::terminal::{Ended, Start, Terminal};

const LIST: &str = "list --as-of 2026-11-22";

/// A file of the test's own, for what a pager was given, in a folder of its own.
struct Given(PathBuf);

impl Given {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("pager-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(folder.join("certwise")).expect("a folder can be made");
        Self(folder)
    }

    fn folder(&self) -> &str {
        self.0.to_str().expect("a path as text")
    }

    /// A pager that keeps there what it is given.
    fn keeper(&self) -> String {
        format!("cat >'{}/given'", self.folder())
    }

    /// What that pager was given; `None` when it never ran.
    fn text(&self) -> Option<String> {
        fs::read_to_string(self.0.join("given")).ok()
    }

    fn settings(&self, text: &str) {
        fs::write(self.0.join("certwise/config.toml"), text).expect("a file can be written");
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Runs it at a terminal of 80 by 24, and gives how it ended and all that was written there.
fn at_a_terminal(args: &str, variables: &[(&str, &str)]) -> (Ended, String) {
    let variables = [&[("PAGER", ""), ("CERTWISE_PAGER", ""), ("LESS", ""), ("COLUMNS", "")], variables].concat();
    let mut terminal = Terminal::start(&Start { args, variables: &variables, stdout_too: true, ..Start::default() });
    let ended = terminal.end();
    (ended, terminal.written.replace('\r', ""))
}

/// The whole answer as it is written without a pager.
fn whole(args: &str) -> String {
    at_a_terminal(&format!("{args} --no-pager"), &[]).1
}

#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager() {
    for args in [LIST, "show AIF-C01 --as-of 2026-11-22", "diff 2026-01-01 2026-11-22", "list --as-of 2026-11-22 --format markdown"] {
        let given = Given::new();
        let (ended, written) = at_a_terminal(args, &[("CERTWISE_PAGER", &given.keeper())]);
        assert_eq!((ended.code, written.as_str()), (Some(0), ""), "{args}");
        assert_eq!(given.text(), Some(whole(args)), "{args}");
    }
}

#[test]
fn what_fits_the_screen_and_what_is_answered_in_its_last_lines_does_not() {
    for args in
        ["list --as-of 2026-11-22 --search AIF-C01", "recommend --as-of 2026-11-22 --explain", "quick", "list --format csv", "why AIF-C01"]
    {
        let given = Given::new();
        let (ended, written) = at_a_terminal(args, &[("CERTWISE_PAGER", &given.keeper())]);
        assert_eq!((ended.code, given.text()), (Some(0), None), "{args}");
        assert!(!written.is_empty(), "{args}");
    }
}

#[test]
fn the_nearest_word_about_the_pager_counts() {
    let keeps = |variables: &[(&str, &str)], settings: &dyn Fn(&Given) -> String| {
        let given = Given::new();
        given.settings(&settings(&given));
        let keeper = given.keeper();
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (*name, if *value == "keeper" { keeper.as_str() } else { value })).collect();
        let (ended, _) = at_a_terminal(LIST, &[variables.as_slice(), &[("XDG_CONFIG_HOME", given.folder())]].concat());
        assert_eq!(ended.code, Some(0));
        given.text().is_some()
    };
    let nothing = |_: &Given| String::new();
    let keeper = |given: &Given| format!("pager = \"{}\"\n", given.keeper());
    assert!(keeps(&[("PAGER", "keeper")], &nothing));
    assert!(keeps(&[("PAGER", "exit 1")], &keeper), "the settings beat PAGER");
    assert!(!keeps(&[("CERTWISE_PAGER", "cat")], &keeper), "CERTWISE_PAGER beats the settings");
    assert!(!keeps(&[("PAGER", "keeper"), ("CERTWISE_PAGER", " ")], &nothing), "empty is none");
    assert!(!keeps(&[("PAGER", "keeper"), ("TERM", "dumb")], &nothing));
    for off in ["pager = false\n", "pager = \"\"\n", "pager = \"cat\"\n"] {
        assert!(!keeps(&[("PAGER", "keeper")], &|_| off.to_owned()), "{off}");
    }
    assert!(keeps(&[("PAGER", "keeper")], &|_| "pager = true\n".to_owned()));
}

#[test]
fn a_pager_that_is_missing_or_fails_loses_nothing() {
    for pager in ["no-such-program", "exit 3", "cat >/dev/null; exit 1"] {
        let (ended, written) = at_a_terminal(LIST, &[("CERTWISE_PAGER", pager)]);
        assert_eq!(ended.code, Some(0), "{pager}");
        assert!(written.ends_with(&whole(LIST)), "{pager}: {written}");
    }
}

#[test]
fn who_leaves_the_pager_early_has_read_enough() {
    let (ended, written) = at_a_terminal(LIST, &[("CERTWISE_PAGER", "head -c 1 >/dev/null")]);
    assert_eq!((ended.code, written.as_str()), (Some(0), ""));
}

#[test]
fn the_code_is_that_of_the_answer() {
    let given = Given::new();
    let keeper = given.keeper();
    let variables = [("CERTWISE_PAGER", keeper.as_str()), ("PAGER", "")];
    let start = Start { args: "list --search zzzzqqqq", rows: 2, variables: &variables, stdout_too: true, ..Start::default() };
    assert_eq!(Terminal::start(&start).end().code, Some(1));
    assert!(given.text().is_some());
    assert_eq!(at_a_terminal("show nope", &[("CERTWISE_PAGER", &keeper)]).0.code, Some(2));
}

#[test]
fn less_draws_colours_and_leaves_a_short_text_on_the_screen_unless_it_is_told_otherwise() {
    let given = Given::new();
    let pager = format!("printf %s \"$LESS\" >'{}/given'; cat >/dev/null", given.folder());
    at_a_terminal(LIST, &[("CERTWISE_PAGER", &pager)]);
    assert_eq!(given.text().as_deref(), Some("FRX"));
    at_a_terminal(LIST, &[("CERTWISE_PAGER", &pager), ("LESS", "S")]);
    assert_eq!(given.text().as_deref(), Some("S"));
}

/// Piped into a pager by hand, a table is as wide as the terminal from which it comes; `COLUMNS` is somebody's own word.
#[test]
fn a_pipe_has_the_width_of_the_terminal() {
    let piped = |columns, variables: &[(&str, &str)]| {
        let start = Start { args: LIST, columns, variables, ..Start::default() };
        Terminal::start(&start).end().stdout
    };
    assert_eq!(piped(132, &[("COLUMNS", "")]), piped(60, &[("COLUMNS", "132")]));
    assert_ne!(piped(132, &[("COLUMNS", "")]), piped(132, &[("COLUMNS", "90")]));
}
