//! Reading what the person named: bounded, and never anything but a plain file.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::fault::SourceFile;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 16 << 20;

/// Reads one file.
///
/// # Errors
/// When it is no plain file, too large, unreadable or not UTF-8.
pub fn read(path: &Path) -> Result<SourceFile> {
    let name = crate::text::plain(&path.to_string_lossy()).into_owned();
    let about = fs::metadata(path).with_context(|| format!("cannot read `{name}`"))?;
    if about.is_dir() {
        bail!("`{name}` is a folder; a file is wanted here");
    }
    if !about.is_file() {
        bail!("`{name}` is neither a file nor a folder; save it to a file first");
    }
    let too_large = |bytes: u64| format!("`{name}` has {bytes} bytes or more; at most {LARGEST_FILE} are read");
    if about.len() > LARGEST_FILE {
        bail!(too_large(about.len()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).with_context(|| format!("cannot read `{name}`"))?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() as u64 > LARGEST_FILE {
        bail!(too_large(bytes.len() as u64));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { name, text }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            bail!(SourceFile { name, text }.fault(good..good, "a byte that is not UTF-8 text"))
        }
    }
}

/// Reads a file, or every `.toml` file directly in a folder, sorted by name.
///
/// # Errors
/// As [`read`]; and when a folder has no `.toml` file.
pub fn read_layer(path: &Path) -> Result<Vec<SourceFile>> {
    if !path.is_dir() {
        return Ok(vec![read(path)?]);
    }
    let name = crate::text::plain(&path.to_string_lossy()).into_owned();
    let entries = fs::read_dir(path).with_context(|| format!("cannot read the folder `{name}`"))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    // A folder called x.toml is no catalogue file; anything else by that name must be readable.
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml") && !path.is_dir());
    paths.sort();
    if paths.is_empty() {
        bail!("the folder `{name}` has no .toml file");
    }
    paths.iter().map(|path| read(path)).collect()
}
