//! How the tests start the program, and the first things they ask of what it said.

use std::ffi::OsString;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The catalogue that the tests ask about: frozen, so that what they expect of it stays so.
pub const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/catalog");

/// The day for which the tests ask.
pub const DAY: &str = "2026-11-22";

/// Where nobody can keep settings: no test reads those of whoever runs it.
pub const NO_SETTINGS: &str = "/dev/null";

/// No command takes nearly as long, even unoptimised on a busy machine; one that does is stuck.
const STUCK: Duration = Duration::from_secs(100);

/// A command on its way: its words, and what is around it.
#[derive(Clone)]
pub struct Call {
    words: Vec<OsString>,
    dated: bool,
    frozen: bool,
    environment: Vec<(&'static str, OsString)>,
    folder: PathBuf,
    input: Vec<u8>,
}

/// What a command said.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The text of its framework.
pub fn frozen_framework() -> String {
    std::fs::read_to_string(Path::new(FROZEN).join("framework.toml")).expect("it can be read")
}

/// The command in that line, whose words are parted by spaces.
pub fn certwise(line: &str) -> Call {
    Call {
        words: line.split_whitespace().map(OsString::from).collect(),
        dated: false,
        frozen: true,
        environment: vec![("COLUMNS", "100".into())],
        folder: std::env::temp_dir(),
        input: Vec::new(),
    }
}

/// The same, for the answer of [`DAY`].
pub fn dated(line: &str) -> Call {
    Call { dated: true, ..certwise(line) }
}

impl Call {
    pub fn word(mut self, word: impl Into<OsString>) -> Self {
        self.words.push(word.into());
        self
    }

    pub fn words(self, line: &str) -> Self {
        line.split_whitespace().fold(self, Self::word)
    }

    pub fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// About what is embedded in the program.
    pub fn embedded(self) -> Self {
        Self { frozen: false, ..self }
    }

    pub fn columns(self, columns: usize) -> Self {
        self.env("COLUMNS", columns.to_string())
    }

    pub fn inside(mut self, folder: &Folder) -> Self {
        self.folder.clone_from(&folder.0);
        self
    }

    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// The process, with an environment that says nothing but what the test says.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
        command.args(&self.words).current_dir(&self.folder);
        if self.dated {
            command.args(["--as-of", DAY]);
        }
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CERTWISE_CATALOG"] {
            command.env_remove(name);
        }
        command
            .env("TERM", "xterm-256color")
            .env("TZ", "UTC")
            .env("SOURCE_DATE_EPOCH", "0")
            .env("XDG_CONFIG_HOME", NO_SETTINGS)
            .envs(self.environment.iter().map(|(name, value)| (*name, value)));
        if self.frozen {
            let named = self.environment.iter().find(|(name, _)| *name == "CERTWISE_CATALOG").map(|(_, value)| value);
            let over = named.into_iter().flat_map(std::env::split_paths);
            command.env("CERTWISE_CATALOG", std::env::join_paths([PathBuf::from(FROZEN)].into_iter().chain(over)).expect("plain names"));
        }
        command
    }

    pub fn run(&self) -> Ran {
        let mut child = self.command().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let (out, err) = (drain(child.stdout.take().expect("piped")), drain(child.stderr.take().expect("piped")));
        let (mut stdin, input) = (child.stdin.take().expect("piped"), self.input.clone());
        // A command that reads no input closes it early, which is no fault of the command.
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let code = wait(&mut child, &self.words);
        writer.join().expect("the writer ends");
        let text = |bytes: JoinHandle<Vec<u8>>| String::from_utf8(bytes.join().expect("the reader ends")).expect("the output is UTF-8");
        Ran { code, out: text(out), err: text(err) }
    }

    /// The answer of a command that succeeds.
    #[track_caller]
    pub fn answer(&self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{:?}", self.words);
        ran.out
    }

    /// The answer of a command that finds nothing, or meets a faulty line.
    #[track_caller]
    pub fn answer_without_success(&self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{:?}", self.words);
        ran.out
    }

    /// The one paragraph that a command says which fails; it says nothing else.
    #[track_caller]
    pub fn refusal(&self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{:?} says {}", self.words, ran.err);
        let said = ran.err.strip_suffix('\n').unwrap_or_else(|| panic!("{:?} does not end its line: {:?}", self.words, ran.err));
        assert!(said.starts_with("error: ") && !said.chars().any(char::is_control), "{:?} says {said:?}", self.words);
        said.to_owned()
    }

    /// The JSON of a command that succeeds.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.answer()).expect("the answer is JSON")
    }
}

fn drain(mut pipe: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("the pipe is readable");
        bytes
    })
}

fn wait(child: &mut Child, words: &[OsString]) -> Option<i32> {
    let started = Instant::now();
    loop {
        match child.try_wait().expect("it can be waited for") {
            Some(status) => return status.code(),
            None if started.elapsed() < STUCK => thread::sleep(Duration::from_millis(2)),
            None => {
                child.kill().expect("it can be ended");
                panic!("{words:?} is stuck");
            }
        }
    }
}

/// A folder of the test's own, gone when the test is over.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("cli-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    /// With one file.
    pub fn with(name: &str, text: impl AsRef<[u8]>) -> Self {
        Self::new().and(name, text)
    }

    /// And one file more; the folders on its way are made.
    pub fn and(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
        self
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The rows of a CSV answer, its header first; fails when they are not equally long.
#[track_caller]
pub fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.expect("every row has as many cells as the header"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}
