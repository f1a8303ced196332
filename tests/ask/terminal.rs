//! A real pseudo-terminal with a screen: it waits for what is seen, never for time.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Termios, Winsize, tcgetattr, tcsetwinsize};

/// After so long nothing will come any more: only a failing test waits so long.
const NEVER: Duration = Duration::from_secs(120);

/// The catalogue that the questions are about: frozen, so that what matters in it stays so.
pub const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/catalog");

pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const HOME: &str = "\x1b[H";
pub const END: &str = "\x1b[F";
pub const PAGE_UP: &str = "\x1b[5~";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const CTRL_C: &str = "\x03";
pub const CTRL_U: &str = "\x15";
pub const BACKSPACE: &str = "\x7f";

/// How `certwise` is started.
pub struct Start<'s> {
    /// Its arguments, in words.
    pub args: &'s str,
    pub rows: u16,
    pub columns: u16,
    /// Variables set for it; `NO_COLOR` is set in any case, unless here it is empty.
    pub variables: &'s [(&'s str, &'s str)],
    /// Whether its standard output is the terminal too, and not a file.
    pub stdout_too: bool,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { args: "ask --as-of 2026-11-22", rows: 24, columns: 80, variables: &[], stdout_too: false }
    }
}

/// How it ended.
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub cursor_hidden: bool,
}

pub struct Terminal {
    master: OwnedFd,
    child: Child,
    parser: vt100::Parser,
    /// All that was ever written to the screen.
    pub written: String,
    /// The bytes behind that, of a character that is not there whole yet.
    unread: Vec<u8>,
    looked_at: usize,
    /// How many keys were pressed.
    pub keys: usize,
    stdout: File,
    before: Termios,
}

fn size(rows: u16, columns: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }
}

fn count(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has rows and columns")
}

impl Terminal {
    pub fn start(start: &Start<'_>) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        tcsetwinsize(&master, size(start.rows, start.columns)).expect("a size");
        let name = ptsname(&master, Vec::new()).expect("a name");
        let slave = || rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).expect("its other end");
        let kept = slave();
        let stdout = tempfile();
        let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
        command.args(start.args.split_whitespace()).env("TERM", "xterm-256color").env("NO_COLOR", "1");
        command.env_remove("CLICOLOR_FORCE").env("CERTWISE_CATALOG", FROZEN).env("XDG_CONFIG_HOME", "/dev/null");
        for (name, value) in start.variables {
            if value.is_empty() {
                command.env_remove(name)
            } else {
                command.env(name, value)
            };
        }
        command.stdin(slave()).stderr(slave());
        let out = stdout.try_clone().expect("a second handle");
        command.stdout(if start.stdout_too { Stdio::from(slave()) } else { Stdio::from(out) });
        let before = tcgetattr(&kept).expect("modes");
        let child = command.spawn().expect("the program starts");
        let parser = vt100::Parser::new(count(start.rows), count(start.columns), 0);
        Self { master, child, parser, written: String::new(), unread: Vec::new(), looked_at: 0, keys: 0, stdout, before }
    }

    /// Reads what comes within a moment; `false` when the other end is closed.
    fn read(&mut self) -> bool {
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        let moment = Timespec { tv_sec: 0, tv_nsec: 2_000_000 };
        if poll(&mut fds, Some(&moment)).unwrap_or(0) == 0 {
            return true;
        }
        let mut buffer = [0; 4096];
        match rustix::io::read(&self.master, &mut buffer) {
            Ok(count) if count > 0 => {
                self.parser.process(&buffer[..count]);
                // What is read may end within a character.
                self.unread.extend_from_slice(&buffer[..count]);
                let whole = self.unread.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
                let whole = if self.unread.len() - whole > 3 { self.unread.len() } else { whole };
                let rest = self.unread.split_off(whole);
                self.written.push_str(&String::from_utf8_lossy(&self.unread));
                self.unread = rest;
                true
            }
            _ => false,
        }
    }

    fn has_more(&self) -> bool {
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut [PollFd::new(&self.master, PollFlags::IN)], Some(&now)).unwrap_or(0) > 0
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until that is so and a key is waited for; fails with the screen when it never is.
    #[track_caller]
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !(self.takes_keys() && is_so(self)) {
            let open = self.read();
            assert!(begun.elapsed() < NEVER && open, "never came: {what}\n{}\n", self.screen());
        }
    }

    /// Waits until the text stands on the screen.
    #[track_caller]
    pub fn see(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.screen().contains(text));
    }

    /// Waits until something is written that was not looked at before, with a key waited for, and gives what follows it;
    /// `None` when the end was written instead.
    #[track_caller]
    pub fn after(&mut self, text: &str, end: &str) -> Option<String> {
        let begun = Instant::now();
        loop {
            let takes_keys = self.takes_keys();
            let written = self.written.replace('\r', "");
            let new = &written[self.looked_at..];
            if let Some(place) = new.find(end).filter(|_| takes_keys) {
                self.looked_at += place + end.len();
                return None;
            }
            if let Some(place) = new.find(text).filter(|_| takes_keys) {
                let rest = new[place + text.len()..].to_owned();
                self.looked_at += place + text.len();
                return Some(rest);
            }
            let open = self.read();
            assert!(begun.elapsed() < NEVER && open, "never came: {text}\n{}\n", self.screen());
        }
    }

    /// Whether a key is waited for: the terminal hands over each at once, or lines where they are asked for.
    ///
    /// What was written before it waited is read then, so that the screen is whole.
    fn takes_keys(&mut self) -> bool {
        let modes = tcgetattr(&self.master).expect("modes").local_modes;
        while self.has_more() && self.read() {}
        !modes.contains(LocalModes::ICANON) || self.written.ends_with("\n> ")
    }

    pub fn press(&mut self, keys: &str) {
        self.keys += if keys.starts_with('\x1b') { 1 } else { keys.chars().count() };
        rustix::io::write(&self.master, keys.as_bytes()).expect("keys are taken");
    }

    /// The line that is marked, without its mark and the sign of the cursor.
    pub fn marked(&self) -> String {
        let screen = self.screen();
        let line = screen.lines().rev().find(|line| line.starts_with("> ") || *line == ">").unwrap_or_default();
        line.get(2..).unwrap_or_default().trim_end_matches('_').to_owned()
    }

    /// Presses a key that moves the mark.
    #[track_caller]
    pub fn press_to_move(&mut self, key: &str) {
        let before = self.marked();
        self.press(key);
        self.wait("another item", |terminal| !terminal.marked().is_empty() && terminal.marked() != before);
    }

    /// Goes down to an item of a list.
    #[track_caller]
    pub fn go_to(&mut self, item: &str) {
        for _ in 0..30 {
            if self.marked().trim_start_matches("[ ] ").starts_with(item) {
                return;
            }
            self.press_to_move(DOWN);
        }
        panic!("no item `{item}`\n{}", self.screen());
    }

    /// Goes down to an item of a list and takes it.
    #[track_caller]
    pub fn choose(&mut self, item: &str) {
        self.go_to(item);
        self.press(ENTER);
    }

    /// Types what is searched for, letter by letter.
    #[track_caller]
    pub fn find(&mut self, words: &str) {
        let mut typed = String::new();
        for letter in words.chars() {
            self.press(&letter.to_string());
            typed.push(letter);
            self.see(&format!("Find: {typed}_"));
        }
    }

    /// Types a line, letter by letter, and takes it.
    #[track_caller]
    pub fn type_in(&mut self, text: &str) {
        let mut typed = self.marked();
        for letter in text.chars() {
            self.press(&letter.to_string());
            typed.push(letter);
            self.wait(&typed, |terminal| terminal.marked().trim_end() == typed.trim_end());
        }
        self.press(ENTER);
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        tcsetwinsize(&self.master, size(rows, columns)).expect("a size");
        self.parser.screen_mut().set_size(count(rows), count(columns));
    }

    /// What Ctrl-C does where the system reads the line.
    pub fn interrupt(&self) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, Signal::INT).expect("a signal");
    }

    /// Waits for its end.
    #[track_caller]
    pub fn end(&mut self) -> Ended {
        let begun = Instant::now();
        let status = loop {
            self.read();
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(begun.elapsed() < NEVER, "it never ended\n{}", self.screen());
        };
        // What it wrote last.
        while self.has_more() && self.read() {}
        let mut stdout = String::new();
        self.stdout.seek(SeekFrom::Start(0)).expect("a file");
        self.stdout.read_to_string(&mut stdout).expect("text");
        Ended { code: status.code(), stdout, cursor_hidden: self.parser.screen().hide_cursor() }
    }

    /// Whether the terminal's modes are what they were before it began.
    pub fn is_as_it_was(&self) -> bool {
        let now = tcgetattr(&self.master).expect("modes");
        let Termios { input_modes, output_modes, local_modes, .. } = &self.before;
        (*input_modes, *output_modes, *local_modes) == (now.input_modes, now.output_modes, now.local_modes)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file without a name.
fn tempfile() -> File {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("certwise-ask-{}-{number}", std::process::id()));
    let file = File::options().read(true).write(true).create(true).truncate(true).open(&path).expect("a file");
    std::fs::remove_file(path).expect("its name is not needed");
    file
}
