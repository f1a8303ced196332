//! Programs, and what it takes to run them.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Error};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A program and everything that it is given.
#[derive(Clone)]
pub struct Call {
    words: Vec<OsString>,
    input: Option<PathBuf>,
}

/// What a run took.
#[derive(Clone, Copy)]
pub struct Took {
    /// Seconds of processor.
    pub seconds: f64,
    /// The most memory at once.
    pub bytes: f64,
}

impl Call {
    /// That program with these words behind it.
    pub fn new<W: Into<OsString>>(program: impl Into<OsString>, words: impl IntoIterator<Item = W>) -> Self {
        Self { words: std::iter::once(program.into()).chain(words.into_iter().map(Into::into)).collect(), input: None }
    }

    /// With that file as its standard input.
    pub fn reading(self, input: impl Into<PathBuf>) -> Self {
        Self { input: Some(input.into()), ..self }
    }

    /// Run by another program, which stands before it.
    pub fn behind(&self, words: &[&str]) -> Self {
        let before = words.iter().map(OsString::from);
        Self { words: before.chain(self.words.iter().cloned()).collect(), input: self.input.clone() }
    }

    fn command(&self) -> io::Result<Command> {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]).env_remove("CERTWISE_CATALOG").env("XDG_CONFIG_HOME", "/dev/null").stdout(Stdio::null());
        command.stdin(self.input.as_ref().map_or(Ok(Stdio::null()), |path| File::open(path).map(Stdio::from))?);
        Ok(command)
    }

    /// How long one run takes from start to end.
    pub fn wall(&self) -> io::Result<Duration> {
        let mut command = self.command()?;
        command.stderr(Stdio::null());
        let started = Instant::now();
        let status = command.status()?;
        let took = started.elapsed();
        // A program that answers "no" has answered too; one that could not has taken no time worth telling.
        if status.code().is_some_and(|code| code < 2) { Ok(took) } else { Err(Error::other(format!("{:?}: {status}", self.words))) }
    }

    /// How many instructions one run takes; `None` without valgrind.
    pub fn instructions(&self) -> Option<f64> {
        let Output { stderr, .. } =
            self.behind(&["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]).command().ok()?.output().ok()?;
        let told = String::from_utf8_lossy(&stderr).into_owned();
        told.split("Collected : ").nth(1)?.split_whitespace().next()?.parse().ok()
    }

    /// What one run takes, at most so many seconds; `None` where that is too few, or bash or GNU time is missing.
    pub fn took(&self, most_seconds: u32) -> Option<Took> {
        let seconds = most_seconds.to_string();
        let call = self.behind(&["bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\"", "", "time", "-f", "%x %M", "timeout", &seconds]);
        let told = String::from_utf8(call.command().ok()?.output().ok()?.stderr).ok()?;
        let mut lines = told.lines().rev().map(|line| line.split(' ').map_while(|figure| figure.parse().ok()).collect::<Vec<f64>>());
        let (by_bash, by_time) = (lines.next()?, lines.next()?);
        let ([user, system], [code, kib]) = (by_bash.as_slice(), by_time.as_slice()) else { return None };
        (*code < 2.0).then_some(Took { seconds: user + system, bytes: kib * 1024.0 })
    }
}

/// The median of the times of each call, in seconds, over so many rounds in which each is run once.
pub fn walls(calls: &[Call], rounds: usize) -> io::Result<Vec<f64>> {
    let mut times = vec![Vec::with_capacity(rounds); calls.len()];
    for _ in 0..rounds {
        for (call, times) in calls.iter().zip(&mut times) {
            times.push(call.wall()?.as_secs_f64());
        }
    }
    Ok(times.into_iter().map(median).collect())
}

/// The one in the middle.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
