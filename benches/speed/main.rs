//! How fast everything is, and how much memory it takes: one table, of one run. `docs/speed.md` says what each figure means.
//!
//! ```text
//! cargo bench                       # catalogues of 1,000 and 10,000 credentials
//! cargo bench -- 1000 10000 100000  # of these sizes
//! ```

mod catalogue;
mod decisions;
mod run;
mod table;

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use certwise::catalog::CatalogFile;

use run::{Call, walls};
use table::{Figure, Goal, HEAD, Row};

/// The day that everything is asked for, so that no run depends on its own.
const AS_OF: &str = "2026-11-22";
const CERTWISE: &str = env!("CARGO_BIN_EXE_certwise");
/// Runs of each program, one after the other in rounds, of which the median counts.
const ROUNDS: usize = 201;
/// Lines of a batch: so many that the start of the program does not matter.
const LINES: usize = 40_960;
/// Longer than this nobody waits for one answer.
const MOST_SECONDS: u32 = 300;

fn main() -> Result<()> {
    // `cargo bench` says `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["parse", path] => parse(Path::new(path)),
        ["floor", bytes] => Ok(floor(bytes.parse()?)?),
        sizes => measure(&sizes.iter().map(|size| size.parse()).collect::<Result<Vec<usize>, _>>().context("sizes are numbers")?),
    }
}

/// What nothing that reads a catalogue can do without: the file's values in their types.
fn parse(path: &Path) -> Result<()> {
    let file: CatalogFile = toml::from_str(&fs::read_to_string(path)?)?;
    ensure!(!file.credential.is_empty(), "no credential in {}", path.display());
    Ok(())
}

/// What nothing that answers lines can do without: each is read, and as much written for it.
fn floor(bytes: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let answer = vec![b'x'; bytes];
    for line in io::stdin().lock().lines() {
        serde_json::from_str::<serde_json::Value>(&line?)?;
        out.write_all(&answer)?;
    }
    out.flush()
}

fn measure(sizes: &[usize]) -> Result<()> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("speed");
    fs::create_dir_all(&folder)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{HEAD}")?;
    let mut show = |rows: Vec<Row>| rows.iter().try_for_each(|row| writeln!(out, "{row}"));
    show(starts(&folder)?)?;
    show(decisions::rows()?)?;
    show(batches(&folder)?)?;
    let sizes = if sizes.is_empty() { &[1_000, 10_000] } else { sizes };
    show(catalogues(&folder, sizes)?)?;
    Ok(())
}

fn certwise<'w>(words: impl IntoIterator<Item = &'w str>) -> Call {
    Call::new(CERTWISE, words)
}

/// The smallest program that there is, built as everything else is.
fn empty(folder: &Path) -> Result<Call> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n")?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let flags = ["--edition=2024", "-Copt-level=3", "-Cpanic=abort", "-Cstrip=symbols", "-o"];
    ensure!(Command::new(rustc).args(flags).arg(&program).arg(&source).status()?.success(), "the empty program was not built");
    Ok(Call::new(program, [""; 0]))
}

/// One answer from start to end, against a program that does nothing.
fn starts(folder: &Path) -> Result<Vec<Row>> {
    const ASKED: &str = "--role developer --platform aws --budget 300 --hours-per-week 6";
    let asked = |before: &str, behind: &str| format!("{before} {ASKED} --as-of {AS_OF} {behind}");
    let commands = [
        ("--version", "--version".to_owned(), false),
        ("quick", format!("quick --as-of {AS_OF}"), true),
        ("recommend", asked("recommend", ""), true),
        ("recommend --format json", asked("recommend", "--format json"), true),
        ("why", asked("why aws-aif-c01", ""), false),
        ("plan", asked("plan", ""), false),
        ("check", "check".to_owned(), false),
    ];
    let mut calls = vec![empty(folder)?];
    calls.extend(commands.iter().map(|(_, words, _)| certwise(words.split_whitespace())));
    let walls = walls(&calls, ROUNDS)?;
    let instructions: Vec<Option<f64>> = calls.iter().map(Call::instructions).collect();
    let row = |what: String, place: usize, most: Option<f64>, figures: &dyn Fn(usize) -> Option<Figure>| {
        Row::new(what, figures(place), figures(0), most.map(Goal::AtMost))
    };
    let rows = commands.iter().zip(1..).flat_map(|((name, _, has_goal), place)| {
        let most = |most| has_goal.then_some(most);
        [
            row(format!("{name}, wall; against empty"), place, most(1.5), &|place| Some(Figure::Seconds(walls[place]))),
            row(format!("{name}, instructions; against empty"), place, most(5.0), &|place| instructions[place].map(Figure::Instructions)),
        ]
    });
    Ok(rows.collect())
}

/// The best of so many runs; `None` where one of them failed or nothing here can tell.
fn best(call: &Call, runs: usize) -> Option<run::Took> {
    let runs: Option<Vec<run::Took>> = (0..runs).map(|_| call.took(MOST_SECONDS)).collect();
    runs?.into_iter().min_by(|a, b| a.seconds.total_cmp(&b.seconds))
}

/// Lines a second on one core and on all, against a program that only reads, parses and writes.
fn batches(folder: &Path) -> Result<Vec<Row>> {
    let path = folder.join("situations.jsonl");
    let mut lines = BufWriter::new(File::create(&path)?);
    for you in decisions::situations().iter().cycle().take(LINES) {
        let word = |word: Option<String>| word.map(|word| format!("\"{word}\""));
        let fields = [
            ("role", word(you.role.map(|it| it.to_string()))),
            ("level", word(you.level.map(|it| it.to_string()))),
            ("goal", word(you.goal.map(|it| it.to_string()))),
            ("platform", you.platform.first().map(|it| format!("[\"{it}\"]"))),
            ("budget", you.budget.map(|it| it.dollars().to_string())),
            ("hours_per_week", you.hours_per_week.map(|it| it.hours().to_string())),
            ("retake", you.retake.map(|it| it.to_string())),
        ];
        let told = fields.into_iter().filter_map(|(name, value)| Some(format!("\"{name}\":{}", value?)));
        writeln!(lines, "{{{}}}", told.collect::<Vec<_>>().join(","))?;
    }
    drop(lines);
    let batch = certwise(["batch", "-", "--as-of", AS_OF]).reading(&path);
    let output = Command::new(CERTWISE).args(["batch", &path.to_string_lossy(), "--as-of", AS_OF, "--no-config"]).output()?;
    let each = output.stdout.len() / LINES;
    let floor = Call::new(std::env::current_exe()?, ["floor".to_owned(), each.to_string()]).reading(&path);
    let one_core = ["taskset", "-c", "0"];
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = |seconds: f64| Figure::PerSecond(LINES as f64 / seconds);
    // On one core the time of the processor, so that what else runs does not count; on all there is only the clock.
    let alone = |call: &Call| best(&call.behind(&one_core), 5).map(|took| rate(took.seconds));
    let (floor, clock) = (alone(&floor), walls(std::slice::from_ref(&batch), 5)?[0]);
    let what = |cores: &str| format!("batch, {cores}, {each} bytes each; against a floor");
    Ok(vec![Row::new(what("1 core"), alone(&batch), floor, None), Row::new(what("all cores"), Some(rate(clock)), floor, None)])
}

/// Catalogues laid over the embedded one: time and memory against those that reading the same values takes, and how both grow.
#[expect(clippy::cast_precision_loss, reason = "ratios")]
fn catalogues(folder: &Path, sizes: &[usize]) -> Result<Vec<Row>> {
    let commands: [(&str, &[&str]); 4] = [
        ("list", &["list", "--as-of", AS_OF]),
        ("recommend", &["recommend", "--top", "5", "--role", "developer", "--platform", "aws", "--budget", "300", "--as-of", AS_OF]),
        ("check", &["check"]),
        ("why", &["why", "aws-aif-c01-0001", "--role", "developer", "--as-of", AS_OF]),
    ];
    let mut rows = Vec::new();
    let mut before: Vec<Option<run::Took>> = vec![None; commands.len()];
    for (number, size) in sizes.iter().enumerate() {
        let path = folder.join(format!("{size}.toml"));
        let text = catalogue::catalogue(*size);
        fs::write(&path, &text)?;
        let (bytes, path) = (text.len(), path.to_string_lossy().into_owned());
        drop(text);
        let most = ((bytes >> 20) + 1).to_string();
        // The larger ones take long enough for one run to tell.
        let runs = (20_000 / size).clamp(1, 9);
        let took = |call: &Call| best(call, runs);
        let parse = took(&Call::new(std::env::current_exe()?, ["parse", path.as_str()]));
        let seconds = |took: Option<run::Took>| took.map(|took| Figure::Seconds(took.seconds));
        let memory = |took: Option<run::Took>| took.map(|took| Figure::Bytes(took.bytes));
        let file = Some(Figure::Bytes(bytes as f64));
        rows.push(Row::new(format!("{size}: parse alone, memory; against the file"), memory(parse), file, None));
        for ((name, words), before) in commands.iter().zip(&mut before) {
            let named = ["--catalog", &path, "--max-file-size", &most];
            let now = took(&certwise(words.iter().copied().chain(named)));
            rows.push(Row::new(format!("{size}: {name}, time; against the parse"), seconds(now), seconds(parse), Some(Goal::AtMost(1.5))));
            rows.push(Row::new(format!("{size}: {name}, memory; against the file"), memory(now), file, Some(Goal::AtMost(3.0))));
            if number > 0 {
                let times = *size as f64 / sizes[number - 1] as f64;
                let (time, space) =
                    (format!("{size}: {name}, time, grows with the power"), format!("{size}: {name}, memory, grows with the power"));
                rows.push(Row::growth(time, seconds(*before), seconds(now), times, Goal::AtMost(1.1)));
                rows.push(Row::growth(space, memory(*before), memory(now), times, Goal::AtMost(1.1)));
            }
            *before = now;
        }
        fs::remove_file(&path)?;
    }
    Ok(rows)
}
