//! Reading what the person named: bounded, and never anything but a plain file, a pipe or what the shell hands over. And writing it: whole or not at all.

mod other;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Error, Result, anyhow, bail};

use crate::diagnostic::SourceFile;
use crate::layers::Layers;

/// The largest file that is read unless somebody says otherwise, in MiB.
pub const LARGEST_FILE_MIB: u16 = 16;

/// How long is waited for whoever fills a pipe.
const WRITER_COMES_WITHIN: Duration = Duration::from_secs(3);

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

    /// The same in bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.bytes
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
/// As [`read_bytes`]; and when it is not UTF-8.
pub fn read(path: &Path, limit: Limit) -> Result<SourceFile> {
    text(path, read_bytes(path, limit)?)
}

/// Reads one file of a catalogue, or a framework; `-` is standard input.
///
/// # Errors
/// As [`read`]; and when it is a table, JSON, YAML or the like, as a catalogue is TOML.
pub fn read_data(path: &Path, limit: Limit) -> Result<SourceFile> {
    let bytes = read_bytes(path, limit)?;
    match other::instead_of_toml(path, &bytes) {
        Some(what) => bail!(other::refusal(&name_of(path), what)),
        None => text(path, bytes),
    }
}

/// Reads the bytes of one file; `-` is standard input.
///
/// # Errors
/// When it is no file, no pipe that somebody fills and nothing that the shell hands over; when it is too large or unreadable.
pub fn read_bytes(path: &Path, limit: Limit) -> Result<Vec<u8>> {
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
        if about.len() > limit.bytes {
            bail!(too_large());
        }
        if about.is_file() || is_handed_over(path) || is_nothing(path) {
            Box::new(fs::File::open(path).with_context(unreadable)?)
        } else if is_pipe(&about) {
            Box::new(open_pipe(path)?.with_context(unreadable)?)
        } else {
            bail!("`{name}` is neither a file nor a folder; save it to a file first");
        }
    };
    let mut bytes = Vec::new();
    input.take(limit.bytes + 1).read_to_end(&mut bytes).with_context(unreadable)?;
    if bytes.len() as u64 > limit.bytes {
        bail!(too_large());
    }
    Ok(bytes)
}

/// Whether it is the file that systems keep for nothing: who names it tells nothing.
fn is_nothing(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path.as_os_str() == "/dev/null")
}

/// Whether it is a pipe with a name, as some shells hand over what a command writes.
#[cfg(unix)]
fn is_pipe(about: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())
}

#[cfg(not(unix))]
const fn is_pipe(_: &fs::Metadata) -> bool {
    false
}

/// Opens a pipe that somebody writes to. To open it takes a writer, and would be waited for without end where there is none, so it is
/// done beside, and left there where nobody comes.
fn open_pipe(path: &Path) -> Result<io::Result<fs::File>> {
    let (sender, opened) = std::sync::mpsc::sync_channel(1);
    let name = path.to_owned();
    std::thread::spawn(move || sender.send(fs::File::open(name)));
    let nobody = || format!("nobody writes to the pipe `{}`; start what fills it, or save it to a file first", name_of(path));
    opened.recv_timeout(WRITER_COMES_WITHIN).map_err(|_| Error::msg(nobody()))
}

fn text(path: &Path, bytes: Vec<u8>) -> Result<SourceFile> {
    let name = name_of(path);
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { name, text }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            bail!(SourceFile { name, text }.fault(good..good, "a byte that is not UTF-8 text"))
        }
    }
}

/// Opens a file of any size, to be read from its beginning to its end; `-` is standard input.
///
/// # Errors
/// When it cannot be opened, or standard input was asked for before.
pub fn open(path: &Path) -> Result<Box<dyn io::BufRead + Send>> {
    if is_standard_input(path) {
        drop(standard_input()?);
        return Ok(Box::new(io::BufReader::new(io::stdin())));
    }
    let name = name_of(path);
    if path.is_dir() {
        bail!("`{name}` is a folder; a file is wanted here");
    }
    let file = fs::File::open(path).with_context(|| format!("cannot read `{name}`"))?;
    Ok(Box::new(io::BufReader::new(file)))
}

/// What is said where that path's input cannot be read, or is something else than what is wanted.
#[must_use]
pub fn unreadable(path: &Path, error: io::Error) -> Error {
    let name = name_of(path);
    match error.kind() {
        // What it says is wrong, and not that it cannot be read.
        io::ErrorKind::InvalidData => anyhow!("{name}: {error}"),
        _ => anyhow!(error).context(format!("cannot read `{name}`")),
    }
}

/// Reads a file, or every `.toml` file in a folder and the folders in it, sorted by path. Links to folders are not followed.
///
/// # Errors
/// As [`read_data`]; and when a folder has no `.toml` file.
pub fn read_layer(path: &Path, limit: Limit) -> Result<Vec<SourceFile>> {
    if !path.is_dir() {
        return Ok(vec![read_data(path, limit)?]);
    }
    let mut paths = Vec::new();
    let is_toml = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
    collect(path, &mut paths)?;
    paths.sort();
    if !paths.iter().any(|path| is_toml(path)) {
        let folder = name_of(path);
        // What it has instead may be what was meant.
        let told =
            |path: &PathBuf| other::instead_of_toml(path, &read_bytes(path, limit).ok()?).map(|what| other::refusal(&name_of(path), what));
        match paths.iter().filter(|path| other::by_name(path).is_some()).find_map(told) {
            Some(why) => bail!("the folder `{folder}` has no .toml file: {why}"),
            None => bail!("the folder `{folder}` has no .toml file"),
        }
    }
    paths.iter().filter(|path| is_toml(path)).map(|path| read_data(path, limit)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("cannot read the folder `{}`", crate::sanitize::sanitize(&folder.to_string_lossy()));
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let path = entry.path();
        if entry.file_type().with_context(unreadable)?.is_dir() {
            collect(&path, paths)?;
        } else if !path.is_dir() {
            paths.push(path);
        }
    }
    Ok(())
}

impl Layers {
    /// Adds what that path holds, and it means the same to every command: a folder that holds `framework.toml` and `providers/`
    /// is a whole catalogue and takes the place of the embedded one; everything else lies over it.
    ///
    /// # Errors
    /// As [`read_layer`] and [`Layers::lay_over`].
    pub fn add(&mut self, path: &Path, limit: Limit) -> Result<()> {
        let mut files = read_layer(path, limit)?;
        let rules = path.join("framework.toml");
        let is_whole = rules.is_file() && path.join("providers").is_dir();
        // Beside a catalogue stand words that are no facts.
        let guide = name_of(&path.join("guide.toml"));
        let guide = files.iter().position(|file| is_whole && file.name == guide).map(|guide| files.remove(guide));
        let words = ["words.toml", "headings.toml", "questions.toml"].map(|name| name_of(&path.join(name)));
        files.retain(|file| !is_whole || !words.contains(&file.name));
        match files.iter().position(|file| is_whole && file.name == name_of(&rules)) {
            Some(rules) => {
                (self.framework, self.other_framework) = (files.remove(rules), false);
                (self.catalog[0], self.guide) = (files, guide);
                Ok(())
            }
            None => self.lay_over(files).map_err(Error::msg),
        }
    }
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

/// Writes a file whole or not at all: beside its place first, then by renaming. Who may read it is as of any new file.
///
/// # Errors
/// As [`can_be_written`]; and when the system refuses.
pub fn write(path: &Path, text: &str, overwrite: bool) -> Result<()> {
    can_be_written(path, overwrite)?;
    let folder = folder_of(path).unwrap_or_default();
    let put = || -> io::Result<()> {
        // Opened as a plain file is: tempfile's own opening would let nobody else read it.
        let mut beside = tempfile::Builder::new().make_in(folder, |beside| fs::File::create_new(beside))?;
        beside.write_all(text.as_bytes())?;
        beside.as_file().sync_all()?;
        let put = if overwrite { beside.persist(path) } else { beside.persist_noclobber(path) };
        put.map(drop).map_err(|refused| refused.error)
    };
    put().with_context(|| format!("cannot write `{}`", crate::sanitize::sanitize(&path.to_string_lossy())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_whole_or_nothing_and_nothing_lies_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("me.toml");
        write(&file, "one", false).expect("written");
        assert!(write(&file, "two", false).is_err(), "it exists");
        assert_eq!(fs::read_to_string(&file).expect("text"), "one");
        write(&file, "two", true).expect("written over");
        assert_eq!(fs::read_to_string(&file).expect("text"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        assert!(write(&folder.path().join("none/me.toml"), "one", false).is_err(), "there is no such folder");
    }

    #[test]
    #[cfg(unix)]
    fn it_may_be_read_by_whom_any_new_file_may() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let [ours, plain] = ["ours", "plain"].map(|name| folder.path().join(name));
        write(&ours, "", false).expect("written");
        fs::write(&plain, "").expect("written");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }

    /// As renaming has it: a link is a name, and a name is what is given to the new file.
    #[test]
    #[cfg(unix)]
    fn a_link_is_replaced_and_what_it_leads_to_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let [link, file] = ["link", "file"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink(&file, &link).expect("a link can be made");
        assert!(write(&link, "new", false).is_err(), "a link that leads nowhere is something too");
        fs::write(&file, "old").expect("written");
        write(&link, "new", true).expect("written over");
        assert_eq!([&link, &file].map(|path| fs::read_to_string(path).expect("text")), ["new", "old"]);
        assert!(!link.is_symlink());
    }
}
