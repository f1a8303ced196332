//! Reading what the person named: bounded, and never anything but a plain file or what the shell hands over. And writing it: whole or not at all.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result, bail};

use crate::diagnostic::SourceFile;

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

/// How messages call what that path stands for.
#[must_use]
pub fn name_of(path: &Path) -> String {
    if is_standard_input(path) { "standard input".to_owned() } else { crate::sanitize::sanitize(&path.to_string_lossy()).into_owned() }
}

/// Whether the path can be read only once, and by this process alone: standard input, or a pipe that a shell hands over as a file.
#[must_use]
pub fn is_handed_over(path: &Path) -> bool {
    is_standard_input(path) || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

fn is_standard_input(path: &Path) -> bool {
    ["-", "/dev/stdin", "/dev/fd/0"].iter().any(|name| path.as_os_str() == *name)
}

/// Standard input, for whoever asks first.
///
/// # Errors
/// When it was asked for before: the second would get nothing, and nobody would know.
pub fn standard_input() -> Result<io::StdinLock<'static>> {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    if TAKEN.swap(true, Ordering::Relaxed) {
        bail!("standard input can be read only once, and two are to be read from it; save one of them to a file");
    }
    Ok(io::stdin().lock())
}

/// Reads one file; `-` is standard input.
///
/// # Errors
/// When it is neither a plain file nor handed over by the shell, too large, unreadable or not UTF-8.
pub fn read(path: &Path, limit: Limit) -> Result<SourceFile> {
    let name = name_of(path);
    let unreadable = || format!("cannot read `{name}`");
    let too_large = || format!("`{name}` is larger than {} MiB; --max-file-size N reads up to N MiB", limit.mib);
    let input: Box<dyn io::Read> = if is_standard_input(path) {
        Box::new(standard_input()?)
    } else {
        let about = fs::metadata(path).with_context(unreadable)?;
        if about.is_dir() {
            bail!("`{name}` is a folder; a file is wanted here");
        }
        // A queue on the disk may have nobody at its other end, and would be waited for without end.
        if !about.is_file() && !is_handed_over(path) {
            bail!("`{name}` is neither a file nor a folder; save it to a file first");
        }
        if about.len() > limit.bytes {
            bail!(too_large());
        }
        Box::new(fs::File::open(path).with_context(unreadable)?)
    };
    let mut bytes = Vec::new();
    input.take(limit.bytes + 1).read_to_end(&mut bytes).with_context(unreadable)?;
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
        bail!("the folder `{}` has no .toml file", crate::sanitize::sanitize(&path.to_string_lossy()));
    }
    paths.iter().map(|path| read(path, limit)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("cannot read the folder `{}`", crate::sanitize::sanitize(&folder.to_string_lossy()));
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

/// Makes sure, as far as that can be known before, that a file can be written.
///
/// # Errors
/// When something stands there that must not be written over, or there is no such folder.
pub fn can_be_written(path: &Path, overwrite: bool) -> Result<()> {
    let name = crate::sanitize::sanitize(&path.to_string_lossy()).into_owned();
    if path.is_dir() {
        bail!("`{name}` is a folder; a file is wanted here");
    }
    if !overwrite && path.symlink_metadata().is_ok() {
        bail!("`{name}` exists; name another file, or write over it with --overwrite");
    }
    let Some(folder) = folder_of(path) else { bail!("`{name}` is no name of a file") };
    if !folder.is_dir() {
        bail!("cannot write `{name}`: there is no folder `{}`", crate::sanitize::sanitize(&folder.to_string_lossy()));
    }
    Ok(())
}

fn folder_of(path: &Path) -> Option<PathBuf> {
    path.file_name()?;
    let folder = path.parent()?;
    Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
}

/// Writes a file whole or not at all: beside its place first, then by renaming.
///
/// # Errors
/// As [`can_be_written`]; and when the system refuses.
pub fn write(path: &Path, text: &str, overwrite: bool) -> Result<()> {
    can_be_written(path, overwrite)?;
    let name = crate::sanitize::sanitize(&path.to_string_lossy()).into_owned();
    let mut beside = path.file_name().unwrap_or_default().to_owned();
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = write_beside(&beside, text).and_then(|()| put_in_place(&beside, path, overwrite));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("cannot write `{name}`"))
}

fn write_beside(beside: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A link is refused where something stands, so that nothing is written over even if it came to be there a moment ago.
fn put_in_place(beside: &Path, path: &Path, overwrite: bool) -> io::Result<()> {
    if overwrite {
        return fs::rename(beside, path);
    }
    match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system without links.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(beside, path),
        Err(error) => Err(error),
    }
}
