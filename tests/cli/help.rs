//! What the program says of itself: help, version, manual, completions.

use crate::harness::certwise;

/// The flags of every command.
const EVERYWHERE: [&str; 4] = ["--format", "--color", "--catalog", "--framework"];

/// The commands, as `--help` lists them.
fn commands() -> Vec<String> {
    let help = certwise("--help").answer();
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("help lists the commands");
    list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty()).map(str::to_owned)).collect()
}

#[test]
fn help_lists_the_commands() {
    let commands = commands();
    for wanted in ["recommend", "plan", "quick", "list", "show", "diff", "batch", "team", "completions", "man"] {
        assert!(commands.iter().any(|command| command == wanted), "{wanted} in {commands:?}");
    }
}

#[test]
fn help_names_every_flag_of_the_contract() {
    const SITUATION: &str = "--role --level --years --goal --platform --cloud --budget --hours-per-week --by --weeks --have --hands-on --retake --as-of --situation";
    for (command, flags) in [
        ("recommend", format!("{SITUATION} --pause --top --explain")),
        ("plan", format!("{SITUATION} --pause --stack --start --parallel")),
        ("quick", "--as-of".to_owned()),
        ("list", "--provider --tier --platform --cloud --kind --status --max-cost --free --search --sort --as-of".to_owned()),
        ("show", "--as-of".to_owned()),
        ("diff", String::new()),
        ("batch", "--top --explain --as-of".to_owned()),
        ("team", "--budget --horizon --as-of --faults-ok".to_owned()),
    ] {
        let help = certwise(command).word("--help").answer();
        for flag in flags.split(' ').chain(EVERYWHERE) {
            let named = help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == flag);
            assert!(named, "{command} --help does not name {flag}");
        }
    }
}

#[test]
fn help_explains_every_word_of_the_situation() {
    let help = certwise("recommend --help").answer();
    for word in
        "student career-changer data-engineer ml-engineer beginner advanced literacy gpu prestige google-cloud nvidia salesforce".split(' ')
    {
        assert!(help.contains(&format!("- {word}: ")), "{word}");
    }
}

#[test]
fn help_fits_the_screen_and_has_no_colours_in_a_pipe() {
    for line in ["--help", "-h", "recommend --help", "recommend -h", "list --help", "diff --help", "batch --help", "team --help"] {
        for columns in [60, 80, 100] {
            let help = certwise(line).columns(columns).answer();
            let wide = help.lines().find(|line| textwrap::core::display_width(line.trim_end()) > columns);
            assert_eq!(wide, None, "{line} at {columns} columns");
            assert!(!help.contains('\u{1b}'), "{line}");
        }
    }
}

/// What most people need stands on one screen; `--help` has the rest.
#[test]
fn the_short_help_of_every_command_fits_24_lines() {
    for command in commands().into_iter().filter(|command| command != "help").chain([String::new()]) {
        let help = certwise(&command).word("-h").columns(80).answer();
        assert!(help.lines().count() <= 24, "{command}: {} lines", help.lines().count());
        assert!(help.contains("Also: ") && help.contains("--help for all"), "{command}: {help}");
    }
}

/// Examples, exit codes, environment and files stand in the long help and on the manual page of every command.
#[test]
fn the_long_help_and_the_manual_say_what_surrounds_a_command() {
    for command in ["ask", "recommend", "why", "plan", "quick", "list", "show", "diff", "guide", "batch", "team", "check"] {
        let help = certwise(command).word("--help").answer();
        for wanted in ["Examples:", "Exit codes:", "Environment:", "Files:", "CERTWISE_CATALOG", "PAGER"] {
            assert!(help.contains(wanted), "{command} --help lacks {wanted}");
        }
        let page = certwise("man").word(command).answer().to_lowercase();
        for wanted in ["examples", "exit", "environment", "files"] {
            assert!(page.contains(&format!(".sh {wanted}")) || page.contains(&format!(".sh \"{wanted}")), "man {command} lacks {wanted}");
        }
    }
}

/// Maintainers alone build it, and who misses it is told how.
#[test]
#[cfg(not(feature = "verify"))]
fn a_build_without_verify_says_so_in_one_line() {
    for line in ["verify", "verify aws-aif-c01 --write --report x", "help verify", "verify --help"] {
        let ran = certwise(line).run();
        assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (Some(2), "", 1), "{line}: {}", ran.err);
        assert!(ran.err.contains("no `verify`") && ran.err.contains("--features verify"), "{}", ran.err);
    }
    assert!(!commands().contains(&"verify".to_owned()));
}

#[test]
fn without_a_command_and_without_a_terminal_the_short_help_goes_to_stderr() {
    for line in ["", "--format json"] {
        let ran = certwise(line).run();
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("Usage: certwise") && ran.err.contains("recommend"), "{}", ran.err);
        assert!(!ran.err.contains('\u{1b}'));
    }
}

#[test]
fn the_version_is_that_of_the_crate_and_says_from_which_day_the_facts_are() {
    for line in ["--version", "-V"] {
        let facts = certwise::embedded::prepared().0.newest_reading.expect("the data has readings");
        assert_eq!(certwise(line).answer(), format!("certwise {} (facts of {facts})\n", env!("CARGO_PKG_VERSION")));
    }
}

/// What a shell is told could stand in the last place of a line.
fn completed(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let call =
        certwise("--").env("_CERTWISE_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string()).env("_CLAP_IFS", "\n");
    let call = call.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
    words.into_iter().fold(call, crate::harness::Call::word).answer().lines().map(str::to_owned).collect()
}

#[test]
fn completions_know_commands_flags_words_and_names() {
    let commands_of_all = completed("certwise ");
    for command in commands() {
        assert!(commands_of_all.contains(&command), "{command} is not in {commands_of_all:?}");
    }
    for (line, wanted) in [
        ("certwise recommend --hours", "--hours-per-week"),
        ("certwise recommend --role car", "career-changer"),
        ("certwise show aws-ai", "aws-aif-c01"),
        ("certwise show AIF", "AIF-C01"),
        ("certwise why google-p", "google-pmle"),
        ("certwise recommend --have aws-clf-c02,ms-ai-9", "aws-clf-c02,ms-ai-900"),
        ("certwise list --provider micro", "microsoft"),
        ("certwise plan --stack data", "data-to-ai"),
        ("certwise guide emp", "employers"),
    ] {
        let said = completed(line);
        assert!(said.iter().any(|said| said.trim() == wanted), "{line}: {said:?}");
    }
}

#[test]
fn the_scripts_ask_the_program() {
    for shell in ["bash", "zsh", "fish"] {
        let script = certwise("completions").word(shell).answer();
        assert!(script.contains("_CERTWISE_COMPLETE") && script.contains("certwise"), "{shell}: {script}");
    }
}

#[test]
fn the_manual_is_a_man_page() {
    let page = certwise("man").answer();
    assert!(page.starts_with(".TH") || page.starts_with(".ie"), "{}", page.lines().next().unwrap_or_default());
    assert!(page.contains(".TH certwise 1"));
    for command in commands() {
        assert!(page.contains(&command), "{command}");
    }
}

/// There is no other page to read them on.
#[test]
fn the_manual_names_the_flags_of_the_commands() {
    let page = certwise("man").answer().replace("\\-", "-");
    for flag in ["--role", "--hours-per-week", "--max-cost", "--explain", "--top", "--as-of"] {
        assert!(page.contains(flag), "{flag}");
    }
}
