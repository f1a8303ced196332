//! The data and the files of one call.

use std::cell::OnceCell;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};

use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId};
use crate::cli::Everywhere;
use crate::diagnostic::Diagnostics;
use crate::files::LARGEST_FILE_MIB;
use crate::framework::Framework;
use crate::layers::Layers;
use crate::rules::Rules;
use crate::sanitize::quoted;
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;
use crate::{embedded, files};

/// The catalogue, the framework, the wanted format, and how much is read of a file.
pub(super) struct Data {
    pub catalog: Catalog,
    pub framework: Framework,
    rules: Arc<Rules>,
    pub format: Option<Format>,
    pub limit: files::Limit,
    today: OnceCell<Day>,
}

impl Data {
    /// The embedded data, or what the options and the environment lay over it or put in its place. It stays until the program
    /// ends: to take it apart would cost more than to leave it.
    pub fn load(everywhere: &Everywhere) -> Result<&'static Self> {
        Self::read(everywhere).map(|data| &*Box::leak(Box::new(data)))
    }

    fn read(everywhere: &Everywhere) -> Result<Self> {
        let (format, limit, today) = (everywhere.format, everywhere.limit(), OnceCell::new());
        if catalogs(everywhere).is_empty() && everywhere.framework.is_none() {
            let (catalog, framework, rules) = embedded::prepared();
            return Ok(Self { catalog, framework, rules: Arc::new(rules), format, limit, today });
        }
        let layers = layers(everywhere, &[])?;
        let more = |faults: Diagnostics| match faults.0.len() {
            1 => anyhow!(faults),
            _ => anyhow!("{faults}; {}", shows_all(everywhere)),
        };
        let catalog = Catalog::load(&layers.catalog).map_err(more)?;
        let framework = Framework::load(&layers.framework, &catalog).map_err(more)?;
        let rules = Arc::new(Rules::new(&catalog, &framework));
        Ok(Self { catalog, framework, rules, format, limit, today })
    }

    /// The format that is wanted, a table where none was.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// Those credentials, each once, in the order in which they were named.
    pub fn ids(&self, written: &[String]) -> Result<Vec<CredentialId>> {
        let mut ids: Vec<CredentialId> = Vec::new();
        for written in written {
            let id = self.catalog.find(written)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// Today. Where the local time zone cannot be told it is the day in UTC, which is said once.
    pub fn today(&self) -> Day {
        *self.today.get_or_init(|| {
            let (day, zone_is_known) = Day::today();
            if !zone_is_known {
                let _ = writeln!(anstream::stderr(), "note: the local time zone cannot be told, so today is {day}, the day in UTC");
            }
            day
        })
    }

    /// The catalogue and the framework on that day; today where none is given.
    pub fn on(&self, day: Option<Day>) -> Snapshot<'_> {
        Snapshot::with_rules(&self.catalog, &self.framework, Arc::clone(&self.rules), day.unwrap_or_else(|| self.today()))
    }
}

/// The files of the call: the embedded ones, and over them or in their place what the environment names, what the flags of every
/// command name, and what this command names.
pub(super) fn layers(everywhere: &Everywhere, own: &[PathBuf]) -> Result<Layers> {
    let mut layers = Layers::embedded();
    for path in catalogs(everywhere).iter().chain(own) {
        layers.add(path, everywhere.limit())?;
    }
    if let Some(path) = &everywhere.framework {
        layers.replace_framework(files::read_data(path, everywhere.limit())?);
    }
    Ok(layers)
}

/// The paths that are named for the catalogue, lowest first.
fn catalogs(everywhere: &Everywhere) -> Vec<PathBuf> {
    let from_environment = std::env::var_os("CERTWISE_CATALOG").unwrap_or_default();
    let from_environment = std::env::split_paths(&from_environment).filter(|path| !path.as_os_str().is_empty());
    from_environment.chain(everywhere.catalog.iter().cloned()).collect()
}

/// How every fault of the files of the call is seen.
fn shows_all(everywhere: &Everywhere) -> String {
    let named = catalogs(everywhere);
    if named.iter().chain(&everywhere.framework).any(|path| files::is_handed_over(path)) {
        return "saved to a file, `certwise check FILE` shows them all".to_owned();
    }
    format!("`certwise check{}` shows them all", with_files(everywhere))
}

/// The options that name the same files again, each with a space before it.
pub(super) fn with_files(everywhere: &Everywhere) -> String {
    let path = |name: &str, path: &PathBuf| format!(" --{name}={}", quoted(path));
    let catalogs = catalogs(everywhere).iter().map(|file| path("catalog", file)).collect::<String>();
    let framework = everywhere.framework.iter().map(|file| path("framework", file)).collect::<String>();
    let limit = everywhere.max_file_size;
    let limit = if limit == LARGEST_FILE_MIB { String::new() } else { format!(" --max-file-size {limit}") };
    format!("{catalogs}{framework}{limit}")
}
