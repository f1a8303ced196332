//! Reading what the person named: bounded, and never anything but a plain file.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::fault::SourceFile;

/// The largest file that is read unless somebody says otherwise, in MiB.
pub const LARGEST_FILE_MIB: u16 = 16;

/// How much is read of one file.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    bytes: u64,
    mib: u16,
}

impl Limit {
    /// At most so many MiB.
    #[must_use]
    pub const fn mib(mib: u16) -> Self {
        Self { bytes: (mib as u64) << 20, mib }
    }
}

/// Reads one file.
///
/// # Errors
/// When it is no plain file, too large, unreadable or not UTF-8.
pub fn read(path: &Path, limit: Limit) -> Result<SourceFile> {
    let name = crate::text::plain(&path.to_string_lossy()).into_owned();
    let about = fs::metadata(path).with_context(|| format!("cannot read `{name}`"))?;
    if about.is_dir() {
        bail!("`{name}` is a folder; a file is wanted here");
    }
    if !about.is_file() {
        bail!("`{name}` is neither a file nor a folder; save it to a file first");
    }
    let too_large = || format!("`{name}` is larger than {} MiB; --max-file-size N reads up to N MiB", limit.mib);
    if about.len() > limit.bytes {
        bail!(too_large());
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).with_context(|| format!("cannot read `{name}`"))?;
    file.take(limit.bytes + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() as u64 > limit.bytes {
        bail!(too_large());
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

/// Reads a file, or every `.toml` file in a folder and the folders in it, sorted by path. Links to folders are not followed.
///
/// # Errors
/// As [`read`]; and when a folder has no `.toml` file.
pub fn read_layer(path: &Path, limit: Limit) -> Result<Vec<SourceFile>> {
    if !path.is_dir() {
        return Ok(vec![read(path, limit)?]);
    }
    let mut paths = Vec::new();
    collect(path, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        bail!("the folder `{}` has no .toml file", crate::text::plain(&path.to_string_lossy()));
    }
    paths.iter().map(|path| read(path, limit)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("cannot read the folder `{}`", crate::text::plain(&folder.to_string_lossy()));
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let path = entry.path();
        if entry.file_type().with_context(unreadable)?.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") && !path.is_dir() {
            paths.push(path);
        }
    }
    Ok(())
}
