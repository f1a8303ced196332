//! Whole runs.

use std::path::PathBuf;
use std::process::{Command, Output};

use certwise::sanitize::quoted;
use certwise::vocabulary::Field;

use crate::terminal::{CTRL_C, DOWN, ENTER, FROZEN, Start, Terminal};
use crate::{all_but, go_through, question};

/// An answer to each question; the typed ones by typing.
fn one_developer(terminal: &mut Terminal, field: Field) {
    match field {
        Field::Goal => terminal.choose("building"),
        Field::Role => terminal.choose("developer"),
        Field::Level => terminal.choose("trained"),
        Field::Platform => terminal.choose("AWS"),
        Field::Budget => terminal.type_in("500"),
        Field::HoursPerWeek => terminal.type_in("8"),
        Field::By => terminal.type_in("2027-11-01"),
        _ => {
            terminal.choose("You hold");
            terminal.see("Find: _");
            terminal.find("aif");
            terminal.press(ENTER);
            terminal.see("go on with 1 ticked");
            terminal.press(ENTER);
            terminal.see("> nothing more");
            terminal.press(ENTER);
        }
    }
}

fn skip(terminal: &mut Terminal, _: Field) {
    terminal.press(ENTER);
}

/// The command that was printed.
pub fn printed(terminal: &Terminal) -> String {
    let (_, end) = terminal.written.split_once("Run again with:").unwrap_or_else(|| panic!("no command\n{}", terminal.written));
    end.lines().find(|line| line.starts_with("certwise recommend")).expect("a command").to_owned()
}

/// What a shell makes of a line.
pub fn in_a_shell(line: &str) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_certwise"));
    let folder = program.parent().expect("a folder").to_owned();
    let path = std::env::join_paths([folder, "/usr/bin".into(), "/bin".into()]).expect("folders");
    Command::new("sh")
        .args(["-c", line])
        .env("XDG_CONFIG_HOME", "/dev/null")
        .env("PATH", path)
        .env("COLUMNS", "100")
        .output()
        .expect("a shell")
}

#[test]
fn the_printed_command_gives_the_same_bytes() {
    for (rows, columns, args) in [
        (24, 80, "ask --format json"),
        (20, 45, "ask --as-of 2026-11-22 --format json --top 4"),
        (30, 100, "ask"),
        (24, 80, "ask --as-of 2026-11-22 --format html"),
    ] {
        let mut terminal = Terminal::start(&Start { args, rows, columns, ..Start::default() });
        go_through(&mut terminal, one_developer);
        let ended = terminal.end();
        let line = printed(&terminal);
        assert!(line.contains("--role developer") && line.contains("--have aws-aif-c01"), "{line}");
        assert_eq!(line.contains("--as-of"), args.contains("--as-of"), "{line}");
        let again = in_a_shell(&line);
        assert_eq!(ended.code, again.status.code());
        let begins = if args.contains("json") { "{\n" } else { "" };
        let begins = if args.contains("html") { "<!DOCTYPE html>\n" } else { begins };
        assert!(ended.stdout.starts_with(begins), "{}", ended.stdout);
        // On a screen the commands that go on name the files that the flags named.
        let answer = |said: &str| said.split("\n  Next").next().unwrap_or_default().to_owned();
        assert_eq!(answer(&ended.stdout), answer(&String::from_utf8_lossy(&again.stdout)), "{line}");
        assert!(!ended.cursor_hidden && terminal.is_as_it_was());
    }
}

#[test]
fn all_skipped_is_the_answer_for_nobody_in_particular() {
    let mut terminal = Terminal::start(&Start::default());
    let asked = go_through(&mut terminal, skip);
    let ended = terminal.end();
    assert!((1..=8).contains(&asked));
    assert_eq!(ended.code, Some(0));
    assert_eq!(printed(&terminal), format!("certwise recommend --as-of 2026-11-22 --catalog={}", quoted(FROZEN)));
    // The commands that go on name the files that were named.
    let again = String::from_utf8_lossy(&in_a_shell(&format!("COLUMNS=80 {}", printed(&terminal))).stdout).into_owned();
    let answer = |said: &str| said.split_once("\n  Next").expect("a command that goes on").0.to_owned();
    assert_eq!(answer(&ended.stdout), answer(&again));
}

#[test]
fn on_one_terminal_the_table_comes_before_the_command() {
    for columns in [80, 45] {
        let mut terminal = Terminal::start(&Start { stdout_too: true, columns, rows: 50, ..Start::default() });
        go_through(&mut terminal, one_developer);
        terminal.end();
        let table = terminal.written.find("as of 22 Nov 2026").expect("a table");
        let command = terminal.written.find("certwise recommend").expect("a command");
        assert!(table < command);
        // What is to be copied whole stands alone on its line, however long.
        let is_whole = |line: &&str| ["certwise recommend", "--catalog=", "https://"].iter().any(|whole| line.contains(whole));
        for line in terminal.written.lines().filter(|line| !line.contains('\x1b') && !is_whole(line)) {
            assert!(line.trim_end().chars().count() <= columns.into(), "{line}");
        }
    }
}

#[test]
fn what_flags_answer_is_not_asked_and_no_command_on_a_terminal_asks() {
    let args = all_but(Field::Platform);
    let mut terminal = Terminal::start(&Start { args: &args, ..Start::default() });
    assert_eq!(
        go_through(&mut terminal, |terminal, field| {
            assert_eq!(field, Field::Platform);
            terminal.choose("Azure");
        }),
        1
    );
    assert_eq!(terminal.end().code, Some(0));
    assert!(printed(&terminal).contains("--platform azure"));

    let mut bare = Terminal::start(&Start { args: "", ..Start::default() });
    assert!(question(&mut bare, 1).is_some());
    bare.press(CTRL_C);
    assert_eq!(bare.end().code, Some(130));
}

#[test]
fn a_resize_in_the_middle_and_a_terminal_that_moves_no_cursor_are_usable() {
    let mut terminal = Terminal::start(&Start { rows: 24, columns: 80, ..Start::default() });
    assert!(question(&mut terminal, 1).is_some());
    terminal.resize(12, 45);
    terminal.press_to_move(DOWN);
    terminal.press(ENTER);
    assert!(question(&mut terminal, 2).is_some());
    terminal.resize(30, 100);
    terminal.press(ENTER);
    assert!(question(&mut terminal, 3).is_some());
    terminal.press(CTRL_C);
    terminal.see("Save your answers");
    terminal.press(ENTER);
    assert_eq!(terminal.end().code, Some(130));

    for (rows, variables) in [(24, [("TERM", "dumb")]), (2, [("LANG", "C")])] {
        let mut terminal = Terminal::start(&Start { rows, variables: &variables, ..Start::default() });
        question(&mut terminal, 1);
        terminal.press("<\n");
        go_through(&mut terminal, |terminal, field| match field {
            Field::Goal => terminal.press("99\n2\n"),
            Field::Have => terminal.press("1\nzzzz\nai-900\n1\n\n\n"),
            Field::Budget => terminal.press("lots\n300\n"),
            _ => terminal.press("\n"),
        });
        let ended = terminal.end();
        assert!(!terminal.written.contains('\x1b'), "{}", terminal.written);
        assert!(terminal.written.contains("is not an amount"), "{}", terminal.written);
        let line = printed(&terminal);
        assert!(line.contains("--goal literacy") && line.contains("--budget 300") && line.contains("--have ms-ai-900"), "{line}");
        assert_eq!(ended.code, Some(0));
    }

    let mut terminal = Terminal::start(&Start { variables: &[("TERM", "dumb")], ..Start::default() });
    assert!(question(&mut terminal, 1).is_some());
    terminal.interrupt();
    let ended = terminal.end();
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(130), ""));
}

#[test]
fn without_a_terminal_it_says_which_flags_to_use() {
    for args in [&["ask"][..], &[]] {
        let run = Command::new(env!("CARGO_BIN_EXE_certwise"))
            .args(args)
            .env("XDG_CONFIG_HOME", "/dev/null")
            .output()
            .expect("the program starts");
        assert_eq!(run.status.code(), Some(2));
        assert!(run.stdout.is_empty());
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(said.contains(if args.is_empty() { "Usage:" } else { "certwise recommend --goal" }), "{said}");
    }
}

#[test]
fn what_is_saved_is_whole_and_nothing_is_written_over() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ask-save");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("me.toml");
    let args = format!("{} --save {}", all_but(Field::Platform), file.display());
    let run = |args: &str, keys: &str| {
        let mut terminal = Terminal::start(&Start { args, ..Start::default() });
        question(&mut terminal, 1);
        terminal.press(keys);
        if keys != CTRL_C {
            assert_eq!(question(&mut terminal, 2), None);
            terminal.press(ENTER);
        }
        (terminal.end().code, terminal)
    };
    assert_eq!(run(&args, CTRL_C).0, Some(130));
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 0, "nothing is left of what was ended");
    assert_eq!(run(&args, ENTER).0, Some(0));
    let saved = std::fs::read_to_string(&file).expect("saved");
    assert!(saved.contains("goal = \"cloud-ml\"") && saved.contains("have = [\"aws-clf-c02\"]"), "{saved}");
    let line = |args: &str| in_a_shell(&format!("certwise recommend {args} --format json")).stdout;
    let flags = all_but(Field::Platform).replace("ask ", "");
    assert_eq!(line(&format!("--situation '{}'", file.display())), line(&flags));

    let mut refused = Terminal::start(&Start { args: &args, ..Start::default() });
    let ended = refused.end();
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
    assert!(refused.written.contains("--overwrite"), "{}", refused.written);
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), saved);

    assert_eq!(run(&format!("{args} --overwrite"), &format!("{DOWN}{ENTER}")).0, Some(0));
    assert!(std::fs::read_to_string(&file).expect("saved").contains("platform = [\"aws\"]"));
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1, "and nothing beside it");
}

#[test]
fn the_answers_are_kept_in_the_settings_and_told_the_next_time() {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ask-settings");
    let _ = std::fs::remove_dir_all(&home);
    let folder = home.display().to_string();
    let variables = [("XDG_CONFIG_HOME", folder.as_str())];
    let mut first = Terminal::start(&Start {
        args: "ask --as-of 2026-11-22 --save --goal gpu --coding professional",
        variables: &variables,
        ..Start::default()
    });
    go_through(&mut first, one_developer);
    assert_eq!(first.end().code, Some(0));
    assert!(first.written.contains("Saved in your settings, "), "{}", first.written);
    let kept = std::fs::read_to_string(home.join("certwise/config.toml")).expect("it is kept");
    assert!(kept.starts_with("[situation]\n") && kept.contains("goal = \"gpu\"\n") && !kept.contains("as_of"), "{kept}");
    let mut again = Terminal::start(&Start { variables: &variables, ..Start::default() });
    go_through(&mut again, |terminal, field| {
        assert!(![Field::Goal, Field::Role].contains(&field), "what is told already is not asked");
        skip(terminal, field);
    });
    assert_eq!(again.end().code, Some(0));
    assert!(printed(&again).contains("--goal gpu") && printed(&again).contains(" --no-config"), "{}", printed(&again));
}
