//! Who decides about colours: `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, and a pipe has none.

use crate::harness::{Call, certwise, dated};

fn is_coloured(call: &Call) -> bool {
    let ran = call.run();
    ran.out.contains('\u{1b}') || ran.err.contains('\u{1b}')
}

#[test]
fn a_pipe_has_no_colours_unless_they_are_asked_for() {
    for command in ["recommend", "recommend --explain", "quick", "list", "show AIF-C01"] {
        assert!(!is_coloured(&dated(command)), "{command}");
        assert!(!is_coloured(&dated(command).words("--color auto")), "{command}");
        assert!(!is_coloured(&dated(command).words("--color never")), "{command}");
        assert!(is_coloured(&dated(command).words("--color always")), "{command}");
        assert!(is_coloured(&dated(command).env("CLICOLOR_FORCE", "1")), "{command}");
    }
}

#[test]
fn no_color_is_honoured_and_the_flag_beats_it() {
    let list = || dated("list").env("CLICOLOR_FORCE", "1");
    assert!(!is_coloured(&list().env("NO_COLOR", "1")));
    assert!(!is_coloured(&list().words("--color never")));
    assert!(is_coloured(&list().env("NO_COLOR", "1").words("--color always")));
    assert!(is_coloured(&list().env("NO_COLOR", "")), "an empty NO_COLOR says nothing");
}

#[test]
fn colours_change_no_letter() {
    for command in ["recommend --top 20", "quick", "list", "show AIF-C01", "show AIF-C01 AI-900", "list --search zzzzqqqq"] {
        for columns in [45, 80, 100] {
            let plain = dated(command).columns(columns).run().out;
            let coloured = dated(command).columns(columns).words("--color always").run().out;
            let text = anstream::adapter::strip_str(&coloured).to_string();
            let same = plain.lines().map(str::trim_end).eq(text.lines().map(str::trim_end));
            assert!(same, "{command} at {columns} columns:\n{plain}\n{text}");
        }
    }
}

#[test]
fn what_programs_read_is_never_coloured() {
    for format in ["json", "csv", "markdown"] {
        for command in ["recommend", "quick", "list", "show AIF-C01", "batch -", "team -"] {
            assert!(!is_coloured(&dated(command).words("--color always --format").word(format).input("{}\n")), "{command} {format}");
        }
    }
    for command in ["man", "completions bash"] {
        assert!(!is_coloured(&certwise(command).words("--color always")), "{command}");
    }
}

#[test]
fn an_error_is_coloured_only_where_it_is_asked_for() {
    assert!(!is_coloured(&dated("show nope")));
    assert!(is_coloured(&dated("show nope --color always")));
    assert!(!is_coloured(&dated("show nope --color never").env("CLICOLOR_FORCE", "1")));
    assert!(!is_coloured(&dated("show nope").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
}

/// Never is never: for a wrong flag and for help, too.
#[test]
fn an_error_about_flags_and_help_keep_to_the_flag() {
    assert!(!is_coloured(&dated("list --color never --frobnicate").env("CLICOLOR_FORCE", "1")));
    assert!(!is_coloured(&certwise("--color never --help").env("CLICOLOR_FORCE", "1")));
}
