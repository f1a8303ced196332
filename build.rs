//! Prepares the data: reads `data/*.toml` with the program's own code, and writes what needs no reading any more. Data that is
//! faulty stops the build with the place of every fault, as `certwise check` shows it.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    clippy::all,
    clippy::pedantic,
    clippy::print_stderr,
    reason = "the program says it of its own files"
)]

#[path = "src/calendar/mod.rs"]
mod calendar;
#[path = "src/catalog/mod.rs"]
mod catalog;
#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/framework/mod.rs"]
mod framework;
#[path = "src/guide.rs"]
mod guide;
#[path = "src/money.rs"]
mod money;
#[path = "src/parts.rs"]
mod parts;
#[path = "src/render/caret.rs"]
mod render;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/sanitize.rs"]
mod sanitize;
#[path = "src/situation/mod.rs"]
mod situation;
#[path = "src/values.rs"]
mod values;
#[path = "src/vocabulary/mod.rs"]
mod vocabulary;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use catalog::Catalog;
use diagnostic::{Diagnostics, SourceFile, SourceMap};
use framework::Framework;
use guide::Guide;
use rules::Rules;

const PROVIDERS: &str = "data/providers";
const OUTSIDE: &str = "data/outside.toml";
const FRAMEWORK: &str = "data/framework.toml";
const GUIDE: &str = "data/guide.toml";

fn main() -> io::Result<()> {
    // Cargo looks at a folder's files too: a file that is new, gone or changed prepares them all anew.
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build.rs");
    let names = provider_files()?;
    let read = |path: &str| fs::read_to_string(path).map(|text| SourceFile { name: path.to_owned(), text });
    let paths: Vec<String> = names.iter().map(|name| format!("{PROVIDERS}/{name}")).chain([OUTSIDE.to_owned()]).collect();
    let files = paths.iter().map(|path| read(path)).collect::<io::Result<Vec<SourceFile>>>()?;
    let (rules, guide) = (read(FRAMEWORK)?, read(GUIDE)?);
    let layers = [files];
    let prepared = Catalog::load(&layers).and_then(|catalog| {
        let framework = Framework::load(&rules, &catalog)?;
        // It is kept as it is written and read when somebody asks for it; what is faulty must not get that far.
        let faults = Guide::load(&guide, &catalog, &framework)?.faults_of(&framework, &SourceMap::new(&rules));
        if faults.is_empty() { Ok((catalog, framework)) } else { Err(Diagnostics(faults)) }
    });
    let (catalog, framework) = prepared.unwrap_or_else(|Diagnostics(faults)| {
        for fault in &faults {
            let text = layers[0].iter().chain([&rules, &guide]).find(|file| file.name == fault.file).map_or("", |file| &file.text);
            eprintln!("{}\n", render::drawing(fault, text, 100, false));
        }
        eprintln!("the data is faulty; `certwise check data` shows the same without a build");
        process::exit(1)
    });
    let facts_of = catalog.newest_reading.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    println!("cargo::rustc-env=CERTWISE_FACTS_OF={facts_of}");
    let rules = Rules::new(&catalog, &framework);
    let prepared = (catalog, framework, rules);
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo names no folder to write to"))?;
    fs::write(out.join("data.bin"), postcard::to_allocvec(&prepared).map_err(io::Error::other)?)?;
    let mut list = "&[\n".to_owned();
    for path in paths {
        let (path, place) = (path.trim_start_matches("data/"), format!("/{path}"));
        writeln!(list, "    ({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    fs::write(out.join("providers.rs"), list)
}

/// The names of the provider files, sorted: a new one only has to be put into their folder.
fn provider_files() -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(PROVIDERS)? {
        let name =
            entry?.file_name().into_string().map_err(|name| io::Error::other(format!("{PROVIDERS}/{} is not UTF-8", name.display())))?;
        // What an editor leaves beside a file begins with a dot.
        if !name.starts_with('.') && Path::new(&name).extension().is_some_and(|extension| extension == "toml") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
