//! A batch with somebody before it: how far it is, and Ctrl-C.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::num::NonZeroU16;
use std::process::{Child, ChildStdin, Stdio};
use std::thread::JoinHandle;

use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::harness::{Folder, dated};

/// A pseudo-terminal: a reader of what stands on it, and its other end.
fn terminal() -> (std::fs::File, impl Fn() -> std::os::fd::OwnedFd) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
    grantpt(&master).expect("granted");
    unlockpt(&master).expect("unlocked");
    tcsetwinsize(&master, Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 }).expect("a size");
    let name = ptsname(&master, Vec::new()).expect("a name");
    let slave = move || rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).expect("its other end");
    (std::fs::File::from(master), slave)
}

/// All that comes on a terminal until nobody holds its other end; `seen` is told each time that something came.
fn watch(mut screen: std::fs::File, until: &'static str, seen: impl Fn() + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let (mut written, mut buffer) = (String::new(), [0; 4096]);
        // Reading fails when the other end is closed.
        while let Ok(read @ 1..) = screen.read(&mut buffer) {
            let before = written.contains(until);
            written.push_str(&String::from_utf8_lossy(&buffer[..read]));
            if !before && written.contains(until) {
                seen();
            }
        }
        written
    })
}

/// What stands on the screen in the end.
fn screen(written: &str) -> String {
    let size = |number| NonZeroU16::new(number).expect("a screen has rows and columns");
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(written.as_bytes());
    parser.screen().contents()
}

#[test]
fn somebody_at_a_terminal_sees_how_far_it_is() {
    let (master, slave) = terminal();
    let mut command = dated("batch - --top 1").command();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(slave()).spawn().expect("it starts");
    drop(command);
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all("{}\n".repeat(300).as_bytes()).expect("it reads");
    // The input ends when the count was seen, so a program that shows none is not waited for without end.
    let (sender, receiver) = std::sync::mpsc::channel();
    let written = watch(master, " lines, ", move || sender.send(()).expect("the test waits"));
    let seen = receiver.recv_timeout(std::time::Duration::from_secs(60));
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
    let written = written.join().expect("text");
    assert!(seen.is_ok() && written.contains(" a second"), "{written:?}");
    assert_eq!(screen(&written), "");
}

#[test]
fn what_is_left_of_a_file_is_known() {
    let folder = Folder::with("people.jsonl", "{}\n".repeat(2000));
    let (master, slave) = terminal();
    let mut command = dated("batch people.jsonl --top 1").inside(&folder).command();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(slave()).spawn().expect("it starts");
    drop(command);
    let written = watch(master, "%", || {});
    assert!(child.wait().expect("it ends").success());
    let written = written.join().expect("text");
    assert!(written.contains(" %, ") && written.contains(" left"), "{written:?}");
}

/// The answers themselves show how far it is.
#[test]
fn answers_on_the_terminal_have_no_bar_among_them() {
    let (master, slave) = terminal();
    let mut command = dated("batch - --top 1 --format csv").command();
    let mut child = command.stdin(Stdio::piped()).stdout(slave()).stderr(slave()).spawn().expect("it starts");
    drop(command);
    child.stdin.take().expect("piped").write_all("{}\n".repeat(300).as_bytes()).expect("it reads");
    let written = watch(master, "%", || {});
    assert!(child.wait().expect("it ends").success());
    let written = written.join().expect("text");
    assert!(!written.contains(" a second") && !written.contains('\u{1b}'), "{written:?}");
}

/// Starts it, and gives it lines of which four times 64 are answered while the rest waits for more.
fn waiting() -> (Child, ChildStdin, Vec<String>) {
    let mut child = dated("batch - --top 1").command();
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all("{\"role\":\"student\"}\n".repeat(300).as_bytes()).expect("it reads");
    let some = BufReader::with_capacity(1, child.stdout.as_mut().expect("piped")).lines().take(100);
    let some = some.map(|line| line.expect("text")).collect();
    (child, stdin, some)
}

#[test]
fn who_stops_it_has_whole_lines_and_is_told_how_many() {
    for signal in [Signal::INT, Signal::TERM] {
        let (child, stdin, mut lines) = waiting();
        kill_process(Pid::from_child(&child), signal).expect("a signal");
        let ended = child.wait_with_output().expect("it ends");
        drop(stdin);
        let rest = String::from_utf8(ended.stdout).expect("text");
        assert!(rest.ends_with('\n'), "{rest}");
        lines.extend(rest.lines().map(str::to_owned));
        assert!(lines.iter().all(|line| line.starts_with('{') && line.ends_with('}')), "{lines:?}");
        let said = String::from_utf8(ended.stderr).expect("text");
        assert_eq!((ended.status.code(), said), (Some(130), format!("note: stopped; {} lines are answered\n", lines.len())));
    }
}
