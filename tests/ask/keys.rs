//! Single keys.

use certwise::vocabulary::{Field, SKIP};

use crate::terminal::{BACKSPACE, CTRL_C, CTRL_U, DOWN, ENTER, ESC, Start, Terminal, UP};
use crate::{all_but, question};

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
    terminal.see(&format!("   > {marked}"));
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
        assert!(terminal.screen().trim_end().ends_with("Ended; there is no answer."), "{}", terminal.screen());
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
        terminal.wait(&said, |terminal| terminal.screen().contains(&said) && terminal.marked().is_empty());
        let screen = terminal.screen();
        let message = screen.lines().find(|line| line.starts_with(&said)).expect("a message").to_owned();
        let by_flag = std::process::Command::new(env!("CARGO_BIN_EXE_certwise")).args(["recommend", &flag, wrong, "--no-config"]).output();
        let by_flag = String::from_utf8(by_flag.expect("the program starts").stderr).expect("text");
        assert!(by_flag.contains(&message), "{by_flag}\n{message}");
        terminal.type_in(right);
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
    terminal.end();
    assert!(terminal.written.contains("--budget 400 "), "{}", terminal.written);
}

#[test]
fn what_is_held_is_found_by_typing_and_several_can_be() {
    for (rows, columns) in [(24, 80), (12, 45)] {
        let mut terminal = Terminal::start(&Start { args: &all_but(Field::Have), rows, columns, ..Start::default() });
        assert_eq!(question(&mut terminal, 1), Some(Field::Have));
        terminal.see("more below");
        let type_to_find = |terminal: &mut Terminal, words: &str| {
            let mut typed = String::new();
            for letter in words.chars() {
                terminal.press(&letter.to_string());
                typed.push(letter);
                terminal.see(&format!("Find: {typed}_"));
            }
        };
        type_to_find(&mut terminal, "zzz");
        terminal.see("nothing found");
        terminal.press(CTRL_U);
        terminal.see("Find: _");
        type_to_find(&mut terminal, "AI-900");
        terminal.wait("the one found", |terminal| terminal.marked().starts_with("[ ] "));
        terminal.press(ENTER);
        terminal.see("done, 1 chosen");
        type_to_find(&mut terminal, "clf practitioner");
        terminal.wait("the one found", |terminal| terminal.marked().starts_with("[ ] "));
        terminal.press(ENTER);
        terminal.see("done, 2 chosen");
        assert_eq!(terminal.marked(), "done, 2 chosen");
        terminal.press(ENTER);
        terminal.end();
        assert!(terminal.written.contains("--have ms-ai-900,aws-clf-c02"), "{}", terminal.written);
    }
}

#[test]
fn colour_is_there_unless_it_is_unwanted() {
    let coloured = |args: &str, variables: &[(&str, &str)]| {
        let mut terminal = Terminal::start(&Start { args, variables, ..Start::default() });
        terminal.see(SKIP);
        terminal.press(ENTER);
        terminal.see("possible; first:");
        terminal.written.contains("\x1b[1m") || terminal.written.contains("\x1b[2m")
    };
    let unset = [("NO_COLOR", "")];
    assert!(!coloured("ask", &[]));
    assert!(!coloured("ask --color never", &unset));
    assert!(coloured("ask --color always", &[]));
}
