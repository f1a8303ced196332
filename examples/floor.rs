//! What `certwise batch` is held against: a program that reads lines, parses each as JSON, and writes as many bytes as the answers
//! have, on so many threads. It decides nothing, so nothing that answers can be faster by much.
//!
//! ```text
//! cargo build --release --example floor
//! floor=target/release/examples/floor
//! $floor make 1000000 > people.jsonl
//! time target/release/certwise batch people.jsonl | wc -c
//! time $floor BYTES THREADS < people.jsonl | wc -c
//! ```
//!
//! BYTES is what `wc` counts of the answers, divided by the lines. `taskset -c 0` before a command leaves it one core.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::ops::Add as _;
use std::thread;

use anyhow::bail;
use certwise::vocabulary::{Goal, Level, Platform, Role};
use serde_json::{Value, json};

/// Lines that one thread parses before what it has is written; as `batch` does it.
const LINES_EACH: usize = 256;

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", lines] => make(lines.parse()?),
        [bytes, threads] => floor(bytes.parse()?, threads.parse()?),
        _ => bail!("floor make LINES, or floor BYTES THREADS"),
    }
}

/// Mixed situations, the same each time: every field, many and few of them, with a key of the caller's own.
fn make(lines: usize) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    // A linear congruence: its high bits are mixed enough for this.
    let mut state: u64 = 2026;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % limit
    };
    for id in 1..=lines {
        let mut line = json!({ "id": id });
        let mut tell =
            |key: &str, value: Option<Value>| line.as_object_mut().map(|line| value.map(|value| line.insert(key.to_owned(), value)));
        tell("role", Role::ALL.get(below(Role::ALL.len() + 2)).map(|role| json!(role)));
        tell("level", Level::ALL.get(below(Level::ALL.len() * 2)).map(|level| json!(level)));
        tell("goal", Goal::ALL.get(below(Goal::ALL.len() * 2)).map(|goal| json!(goal)));
        let platforms: Vec<_> = (0..below(3)).filter_map(|_| Platform::ALL.get(below(Platform::ALL.len()))).collect();
        tell("platform", Some(json!(platforms)).filter(|_| !platforms.is_empty()));
        tell("budget", Some(json!(below(14) * 50)).filter(|_| below(2) == 0));
        tell("hours_per_week", Some(json!(1 + below(30))).filter(|_| below(2) == 0));
        tell("weeks", Some(json!(2 + below(60))).filter(|_| below(3) == 0));
        tell("have", Some(json!(["AI-900"])).filter(|_| below(8) == 0));
        tell("hands_on", Some(json!(true)).filter(|_| below(10) == 0));
        tell("retake", Some(json!(true)).filter(|_| below(10) == 0));
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Reads standard input line by line, parses each line, and writes so many bytes for it.
fn floor(bytes: usize, threads: usize) -> anyhow::Result<()> {
    let (mut input, mut out) = (io::BufReader::with_capacity(1 << 16, io::stdin().lock()), io::stdout().lock());
    let answers = "x".repeat(bytes.saturating_sub(1)).add("\n").repeat(LINES_EACH * threads);
    let mut lines: Vec<Vec<u8>> = vec![Vec::new(); LINES_EACH * threads];
    loop {
        let mut count = 0;
        for line in &mut lines {
            line.clear();
            if input.read_until(b'\n', line)? == 0 {
                break;
            }
            count += 1;
        }
        if count == 0 {
            return Ok(());
        }
        let parse =
            |part: &[Vec<u8>]| part.iter().try_for_each(|line| serde_json::from_slice::<Value>(line).map(|value| drop(black_box(value))));
        thread::scope(|scope| {
            let parts: Vec<_> = lines[..count].chunks(LINES_EACH).map(|part| scope.spawn(move || parse(part))).collect();
            parts.into_iter().try_for_each(|part| part.join().expect("nothing panics"))
        })?;
        out.write_all(&answers.as_bytes()[..count * bytes])?;
    }
}
