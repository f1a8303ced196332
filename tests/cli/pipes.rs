//! Readers that go away, disks that are full: the one is no error, the other is one line.

use std::process::{Output, Stdio};

use crate::harness::{Call, certwise, dated};

/// Everything that writes, and what it reads.
const WRITERS: [&str; 9] = [
    "recommend --explain --top 100",
    "recommend --budget 0 --by 2026-11-23",
    "quick",
    "list",
    "list --search zzzzqqqq",
    "show AIF-C01 google-pmle",
    "batch -",
    "batch - --explain",
    "team -",
];

/// Runs it with a standard output that nobody reads any more.
fn into_a_closed_pipe(call: &Call, input: &[u8]) -> Output {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    run_into(call, writer, input)
}

fn run_into(call: &Call, out: impl Into<Stdio>, input: &[u8]) -> Output {
    let mut command = call.command();
    let mut child = command.stdin(Stdio::piped()).stdout(out).stderr(Stdio::piped()).spawn().expect("it starts");
    // The command keeps the writing end of what it was given, and so does `command` until it is gone.
    drop(command);
    let mut stdin = child.stdin.take().expect("piped");
    std::thread::scope(|scope| {
        scope.spawn(move || drop(std::io::Write::write_all(&mut stdin, input)));
        child.wait_with_output().expect("it ends")
    })
}

#[track_caller]
fn is_no_error(call: &Call, input: &[u8], what: &str) {
    let output = into_a_closed_pipe(call, input);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{what}");
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_a_table() {
    for writer in WRITERS {
        is_no_error(&dated(writer).words("--format table"), b"{}\n{}\n", writer);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_json() {
    for writer in WRITERS {
        is_no_error(&dated(writer).words("--format json"), b"{}\n{}\n", writer);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_csv() {
    for writer in WRITERS {
        is_no_error(&dated(writer).words("--format csv"), b"{}\n{}\n", writer);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_markdown() {
    for writer in WRITERS {
        is_no_error(&dated(writer).words("--format markdown"), b"{}\n{}\n", writer);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_for_help_and_scripts() {
    for writer in ["--help", "recommend -h", "--version", "man", "completions bash", "completions zsh", "completions fish"] {
        is_no_error(&certwise(writer), b"", writer);
    }
}

#[test]
fn a_reader_that_goes_away_ends_a_long_batch_early() {
    let lines = "{\"role\":\"developer\"}\n".repeat(50_000);
    for format in ["json", "csv", "table"] {
        is_no_error(&dated("batch - --format").word(format), lines.as_bytes(), format);
    }
}

#[cfg(target_os = "linux")]
fn into_a_full_disk(call: &Call, input: &[u8]) -> Output {
    run_into(call, std::fs::File::options().write(true).open("/dev/full").expect("/dev/full is there"), input)
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_one_line_and_no_success() {
    for writer in ["recommend --explain --top 100", "quick", "list --search zzzzqqqq", "show AIF-C01", "batch -"] {
        for format in ["table", "json", "csv", "markdown"] {
            let output = into_a_full_disk(&dated(writer).words("--format").word(format), b"{}\n{}\n");
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!(output.status.code(), Some(2), "{writer} --format {format}: {said}");
            assert!(said.starts_with("error: ") && said.lines().count() == 1, "{writer} --format {format}: {said}");
            assert!(said.contains("No space left on device"), "{writer} --format {format}: {said}");
        }
    }
    for writer in ["--help", "man", "completions bash"] {
        let output = into_a_full_disk(&certwise(writer), b"");
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{writer}: {said}");
    }
}

/// An error says what was wrong: not the disk, but writing the answer to it.
#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_says_so_however_long_it_is() {
    for (writer, format) in
        [("quick", "table"), ("list", "table"), ("list", "json"), ("list", "csv"), ("list", "markdown"), ("batch -", "json")]
    {
        let output = into_a_full_disk(&dated(writer).words("--format").word(format), "{}\n".repeat(20).as_bytes());
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.starts_with("error: cannot write the answer: "), "{writer} --format {format}: {said}");
    }
}
