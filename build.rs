//! Finds the provider files, so that a new one only has to be put into `data/providers`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDER: &str = "data/providers";

fn main() -> io::Result<()> {
    // Cargo looks at a folder's files too: a file that is new, gone or changed embeds them all anew.
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut names = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let name =
            entry?.file_name().into_string().map_err(|name| io::Error::other(format!("{FOLDER}/{} is not UTF-8", name.display())))?;
        // What an editor leaves beside a file begins with a dot.
        if !name.starts_with('.') && Path::new(&name).extension().is_some_and(|extension| extension == "toml") {
            names.push(name);
        }
    }
    names.sort();
    let mut list = "&[\n".to_owned();
    for name in names {
        let (path, place) = (format!("providers/{name}"), format!("/{FOLDER}/{name}"));
        writeln!(list, "    ({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo names no folder to write to"))?;
    fs::write(out.join("providers.rs"), list)
}
