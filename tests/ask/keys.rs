//! Single keys.

use certwise::vocabulary::{Field, SKIP};

use crate::terminal::{BACKSPACE, CTRL_C, CTRL_U, DOWN, END, ENTER, ESC, HOME, PAGE_DOWN, PAGE_UP, Start, TAB, Terminal, UP};
use crate::{all_but, question, words};

#[test]
fn esc_goes_back_one_question_with_the_earlier_answer_marked() {
    let mut terminal = Terminal::start(&Start::default());
    let first = question(&mut terminal, 1);
    terminal.press(ESC);
    terminal.see("This is the first question.");
    assert_eq!(question(&mut terminal, 1), first);
    terminal.press_to_move(DOWN);
    terminal.press_to_move(DOWN);
    terminal.press_to_move(UP);
    terminal.press_to_move(DOWN);
    let marked = terminal.marked();
    assert_ne!(marked, SKIP);
    terminal.press(ENTER);
    question(&mut terminal, 2);
    terminal.press(ESC);
    assert_eq!(question(&mut terminal, 1), first);
    assert_eq!(terminal.marked(), marked);
    terminal.press_to_move(UP);
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().code, Some(130));
}

#[test]
fn ctrl_c_ends_with_130_a_visible_cursor_and_nothing_on_stdout() {
    for field in [Field::Role, Field::Budget, Field::Have] {
        let mut terminal = Terminal::start(&Start { args: &all_but(field), ..Start::default() });
        assert_eq!(question(&mut terminal, 1), Some(field));
        terminal.press(CTRL_C);
        let ended = terminal.end();
        assert_eq!((ended.code, ended.stdout.as_str(), ended.cursor_hidden), (Some(130), "", false), "{field:?}");
        assert!(terminal.is_as_it_was(), "{field:?}");
        assert!(terminal.screen().trim_end().ends_with("Cancelled."), "{}", terminal.screen());
    }
}

#[test]
fn a_wrong_value_meets_the_flags_own_words_and_is_asked_again() {
    for (field, wrong, right) in [(Field::Budget, "lots", "300"), (Field::HoursPerWeek, "200", "7"), (Field::By, "tomorrow", "2027-10-01")]
    {
        let args = all_but(field);
        let flag = format!("--{}", field.word().replace('_', "-"));
        let mut terminal = Terminal::start(&Start { args: &args, columns: 120, ..Start::default() });
        assert_eq!(question(&mut terminal, 1), Some(field));
        terminal.type_in(wrong);
        let said = format!("`{wrong}` ");
        terminal.wait(&said, |terminal| terminal.screen().contains(&said));
        let screen = terminal.screen();
        let message = screen.lines().find(|line| line.starts_with(&said)).expect("a message").to_owned();
        let by_flag = std::process::Command::new(env!("CARGO_BIN_EXE_certwise")).args(["recommend", &flag, wrong, "--no-config"]).output();
        let by_flag = String::from_utf8(by_flag.expect("the program starts").stderr).expect("text");
        assert!(by_flag.contains(&message), "{by_flag}\n{message}");
        terminal.press(CTRL_U);
        terminal.wait("an empty line, and no message", |terminal| terminal.marked().is_empty() && !terminal.screen().contains(&said));
        terminal.type_in(right);
        terminal.see("> show what to take");
        terminal.press(ENTER);
        let ended = terminal.end();
        assert_eq!(ended.code, Some(0), "{}", terminal.screen());
        assert!(terminal.written.contains(&format!("{flag} {right}")), "{}", terminal.written);
    }
}

#[test]
fn a_typed_line_can_be_corrected() {
    let mut terminal = Terminal::start(&Start { args: &all_but(Field::Budget), ..Start::default() });
    question(&mut terminal, 1);
    for (key, line) in [("9", "9"), ("é", "9é"), (BACKSPACE, "9"), (CTRL_U, ""), ("4", "4"), ("0", "40"), (UP, "40"), ("0", "400")] {
        terminal.press(key);
        terminal.wait(line, |terminal| terminal.marked() == line);
    }
    terminal.press(ENTER);
    terminal.see("> show what to take");
    terminal.press(ENTER);
    terminal.end();
    assert!(terminal.written.contains("--budget 400 "), "{}", terminal.written);
}

#[test]
fn what_is_held_is_found_by_typing_and_several_can_be() {
    for (rows, columns) in [(24, 80), (12, 45)] {
        let mut terminal = Terminal::start(&Start { args: &all_but(Field::Have), rows, columns, ..Start::default() });
        assert_eq!(question(&mut terminal, 1), Some(Field::Have));
        terminal.choose("You hold");
        terminal.see("more below");
        terminal.find("zzz");
        terminal.see("No match");
        terminal.press(ESC);
        terminal.see("Find: _");
        terminal.find("q ");
        terminal.press(CTRL_U);
        terminal.see("Find: _");
        terminal.find("AI-900");
        terminal.press(TAB);
        terminal.see("> [x] ");
        terminal.press(TAB);
        terminal.see("> [ ] ");
        terminal.press(ENTER);
        terminal.see("go on with 1 ticked");
        terminal.find("clf practitioner");
        terminal.press(ENTER);
        terminal.see("go on with 2 ticked");
        terminal.press(ENTER);
        terminal.see("> nothing more");
        terminal.press(ENTER);
        assert_eq!(question(&mut terminal, 2), None);
        terminal.press(ENTER);
        terminal.end();
        assert!(terminal.written.contains("--have ms-ai-900,aws-clf-c02"), "{}", terminal.written);
    }
}

#[test]
fn space_ticks_page_keys_move_and_a_question_mark_helps() {
    let mut terminal = Terminal::start(&Start { args: &all_but(Field::Platform), rows: 10, columns: 200, ..Start::default() });
    assert_eq!(question(&mut terminal, 1), Some(Field::Platform));
    terminal.press_to_move(END);
    assert_eq!(terminal.marked(), "[ ] Salesforce");
    terminal.press_to_move(PAGE_UP);
    terminal.press_to_move(HOME);
    assert_eq!(terminal.marked(), SKIP);
    terminal.press_to_move(PAGE_DOWN);
    terminal.press("?");
    terminal.see("Any key goes on.");
    terminal.press("?");
    terminal.see("> [ ] ");
    terminal.press_to_move(HOME);
    terminal.go_to("AWS");
    terminal.press(" ");
    terminal.see("> [x] AWS");
    terminal.go_to("Azure");
    terminal.press(" ");
    terminal.see("> [x] Azure");
    terminal.press(ENTER);
    assert_eq!(question(&mut terminal, 2), None);
    terminal.see("because you named AWS");
    terminal.press(ENTER);
    assert_eq!(terminal.end().code, Some(0));
    assert!(terminal.written.contains("--platform aws,azure"), "{}", terminal.written);
}

#[test]
fn q_and_ctrl_c_offer_to_save_what_was_told() {
    let home = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ask-cancelled");
    let _ = std::fs::remove_dir_all(&home);
    let folder = home.display().to_string();
    for (key, answer) in [("q", ENTER), (CTRL_C, CTRL_C), (CTRL_C, "y")] {
        let variables = [("XDG_CONFIG_HOME", folder.as_str())];
        let mut terminal = Terminal::start(&Start { variables: &variables, ..Start::default() });
        question(&mut terminal, 1);
        terminal.choose("developer");
        question(&mut terminal, 2);
        terminal.press(key);
        terminal.see("Save your answers for next time?");
        terminal.press(answer);
        let ended = terminal.end();
        assert_eq!((ended.code, ended.stdout.as_str(), ended.cursor_hidden), (Some(130), "", false));
        assert!(terminal.is_as_it_was());
        assert!(terminal.written.contains("certwise ask --role developer --as-of 2026-11-22"), "{}", terminal.written);
        assert_eq!(home.join("certwise/config.toml").exists(), answer == "y");
    }
    assert!(std::fs::read_to_string(home.join("certwise/config.toml")).expect("saved").contains("role = \"developer\""));
}

#[test]
fn each_answer_can_be_changed_alone_and_what_that_changes_is_said() {
    let mut terminal = Terminal::start(&Start { args: &all_but(Field::Platform), columns: 200, ..Start::default() });
    assert_eq!(question(&mut terminal, 1), Some(Field::Platform));
    terminal.press(ENTER);
    assert_eq!(question(&mut terminal, 2), None);
    terminal.choose("Who you are");
    terminal.see("Who are you?");
    assert_eq!(terminal.marked(), "developer");
    terminal.choose("leader");
    terminal.see("Who you are: a leader");
    terminal.see("> show what to take");
    terminal.choose("Platforms");
    terminal.see("> not sure / skip");
    terminal.choose("Azure");
    terminal.see("because you named Azure");
    terminal.choose("Hands-on only");
    terminal.see("Hands-on only: yes");
    terminal.see("> show what to take");
    terminal.choose("Money");
    terminal.see("> 500_");
    terminal.press(CTRL_U);
    terminal.see("> _");
    terminal.type_in("900");
    terminal.see("Money: $900 in all");
    // Back from here is the last question, which keeps its answer.
    terminal.see("> show what to take");
    terminal.press(ESC);
    terminal.see(&format!("1 of at most 1 · {}", words(Field::Platform)));
    terminal.see("[x] Azure");
    terminal.press(ENTER);
    terminal.see("> show what to take");
    terminal.press(ENTER);
    let ended = terminal.end();
    let line = terminal.written.lines().find(|line| line.starts_with("certwise recommend")).expect("a command").to_owned();
    assert!(line.contains("--role leader") && line.contains("--platform azure") && line.contains("--budget 900"), "{line}");
    assert!(line.contains("--hands-on"), "{line}");
    assert!(matches!(ended.code, Some(0 | 1)));
}

#[test]
fn colour_is_there_unless_it_is_unwanted() {
    let coloured = |args: &str, variables: &[(&str, &str)]| {
        let mut terminal = Terminal::start(&Start { args, variables, ..Start::default() });
        terminal.see(SKIP);
        terminal.press(ENTER);
        terminal.see("Who you are: skipped");
        terminal.written.contains("\x1b[1m") || terminal.written.contains("\x1b[2m")
    };
    let unset = [("NO_COLOR", "")];
    assert!(!coloured("ask", &[]));
    assert!(!coloured("ask --color never", &unset));
    assert!(coloured("ask --color always", &[]));
}
