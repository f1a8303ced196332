//! The data and the files of one call.

use std::cell::OnceCell;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use serde::Serialize;

use super::Output;
use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId};
use crate::cli::Everywhere;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, FORMAT};
use crate::files::LARGEST_FILE_MIB;
use crate::framework::Framework;
use crate::layers::Layers;
use crate::render::csv::Sheet;
use crate::render::html::Foot;
use crate::render::report::{Emphasis, Report};
use crate::rules::Rules;
use crate::sanitize::quoted;
use crate::snapshot::Snapshot;
use crate::vocabulary::Format;
use crate::{embedded, files, render};

/// The catalogue, the framework, the wanted format, and how much is read of a file.
pub(super) struct Data {
    pub catalog: Catalog,
    pub framework: Framework,
    rules: Arc<Rules>,
    pub format: Option<Format>,
    pub limit: files::Limit,
    /// The person's own settings.
    pub config: Config,
    /// What of the situation came from them; unset until somebody asks about a person.
    pub told_by_config: OnceCell<Vec<&'static str>>,
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
        let (config, told_by_config) = (everywhere.config.clone(), OnceCell::new());
        if catalogs(everywhere).is_empty() && everywhere.framework.is_none() {
            let (catalog, framework, rules) = embedded::prepared();
            return Ok(Self { catalog, framework, rules: Arc::new(rules), format, limit, config, told_by_config, today });
        }
        let layers = layers(everywhere, &[])?;
        let more = |faults: Diagnostics| match faults.0.len() {
            1 => anyhow!(faults),
            _ => anyhow!("{faults}; {}", shows_all(everywhere)),
        };
        let catalog = Catalog::load(&layers.catalog).map_err(more)?;
        say_left_out(&catalog.left_out);
        let framework = Framework::load(&layers.framework, &catalog).map_err(more)?;
        let rules = Arc::new(Rules::new(&catalog, &framework));
        Ok(Self { catalog, framework, rules, format, limit, config, told_by_config, today })
    }

    /// The format that is wanted, a table where none was.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// Those credentials, each once, in the order in which they were named.
    pub fn ids(&self, written: &[String]) -> Result<Vec<CredentialId>> {
        let mut ids: Vec<CredentialId> = Vec::new();
        for written in written {
            let id = self.catalog.find_credential(written).map_err(|unknown| anyhow!(unknown.said(&self.catalog)))?;
            if self.catalog.find(written, None).is_err() {
                let (part, name) = (crate::sanitize::quote_input(written), crate::sanitize::sanitize(&self.catalog[id].name));
                let _ = writeln!(anstream::stderr(), "note: `{part}` is a part of one name alone, {name}");
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The catalogue, the framework and their rules, to be kept.
    #[cfg(feature = "mcp")]
    pub fn parts(&'static self) -> (&'static Catalog, &'static Framework, Arc<Rules>) {
        (&self.catalog, &self.framework, Arc::clone(&self.rules))
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

/// What of an answer came from the person's own settings.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Settings {
    file: String,
    used: Vec<&'static str>,
}

impl Settings {
    /// The one sentence that says so.
    pub fn sentence(&self) -> String {
        let used: Vec<String> = self.used.iter().map(|key| key.replace('_', " ")).collect();
        format!("from {}: {}; --no-config leaves them out", self.file, crate::sanitize::join(&used, "and"))
    }
}

/// An answer for programs, and beside it what came from the settings.
#[derive(Serialize)]
struct WithSettings<J> {
    #[serde(flatten)]
    answer: J,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<Settings>,
}

impl Data {
    /// What of this answer came from the person's own settings; `None` where nothing did.
    pub fn settings(&self) -> Option<Settings> {
        let told = self.told_by_config.get().into_iter().flatten().copied();
        let used: Vec<&str> = told.chain((!self.config.catalog().is_empty()).then_some("catalog")).collect();
        (!used.is_empty()).then(|| Settings { file: self.config.name().to_owned(), used })
    }

    /// Says on stderr what came from the settings, where the answer itself has no place for it.
    pub fn say_settings(&self) {
        if let Some(settings) = self.settings() {
            let _ = writeln!(anstream::stderr(), "note: {}", settings.sentence());
        }
    }

    /// What stands at the foot of a page: the command that gives it again, and what came from the settings.
    pub fn foot<'c>(&self, command: &'c str) -> Foot<'c> {
        Foot { command, settings: self.settings().map(|settings| settings.sentence()) }
    }

    /// Writes an answer in that format, and in it what came from the settings.
    pub fn write<J: Serialize>(
        &self,
        output: &mut Output<'_>,
        format: Format,
        pages: impl FnOnce() -> Vec<Report>,
        sheet: impl FnOnce() -> Sheet,
        json: impl FnOnce() -> J,
    ) -> io::Result<()> {
        let settings = self.settings();
        if format == Format::Csv {
            self.say_settings();
        }
        let pages = || {
            let mut pages = pages();
            if let (Some(settings), Some(last)) = (&settings, pages.last_mut()) {
                last.note("Settings", Emphasis::Faint, vec![settings.sentence()]);
            }
            pages
        };
        let json = || WithSettings { answer: json(), config: settings.clone() };
        render::write(output.out, format, output.screen, pages, sheet, json)
    }
}

/// Says on stderr, once, what files of a newer format hold that this program does not know.
pub(super) fn say_left_out(left_out: &[Diagnostic]) {
    const SHOWN: usize = 5;
    let Some(first) = left_out.first() else { return };
    let one = |it: &Diagnostic| format!("{} (line {})", crate::sanitize::sanitize(&it.message), it.line);
    let more = left_out.len().checked_sub(SHOWN + 1).map_or_else(String::new, |more| format!(" and {} more", more + 1));
    let shown = left_out.iter().take(SHOWN).map(one).collect::<Vec<_>>().join("; ");
    let _ = writeln!(
        anstream::stderr(),
        "note: {} is of a newer format than {FORMAT}, which this certwise knows; left out: {shown}{more}; a newer certwise knows it all",
        crate::sanitize::sanitize(&first.file)
    );
}

/// The files of the call: the embedded ones, and over them or in their place what the environment names, what the flags of every
/// command name, and what this command names.
pub(super) fn layers(everywhere: &Everywhere, own: &[PathBuf]) -> Result<Layers> {
    let mut layers = Layers::embedded();
    for (number, path) in everywhere.config.catalog().iter().enumerate() {
        let fault = |why: anyhow::Error| everywhere.config.catalog_fault(number, &format!("{why:#}"));
        layers.add(path, everywhere.limit()).map_err(fault)?;
    }
    for path in named(everywhere).iter().chain(own) {
        layers.add(path, everywhere.limit())?;
    }
    if let Some(path) = &everywhere.framework {
        layers.replace_framework(files::read_data(path, everywhere.limit())?);
    }
    Ok(layers)
}

/// The paths that lie over the catalogue, lowest first.
fn catalogs(everywhere: &Everywhere) -> Vec<PathBuf> {
    everywhere.config.catalog().into_iter().chain(named(everywhere)).collect()
}

/// Those of them that the environment and the flags name.
fn named(everywhere: &Everywhere) -> Vec<PathBuf> {
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
    files_again(everywhere, &catalogs(everywhere))
}

/// The same of those alone that the flags name.
pub(super) fn with_given_files(everywhere: &Everywhere) -> String {
    files_again(everywhere, &everywhere.catalog)
}

fn files_again(everywhere: &Everywhere, catalogs: &[PathBuf]) -> String {
    let path = |name: &str, path: &PathBuf| format!(" --{name}={}", quoted(path));
    let catalogs = catalogs.iter().map(|file| path("catalog", file)).collect::<String>();
    let framework = everywhere.framework.iter().map(|file| path("framework", file)).collect::<String>();
    let limit = everywhere.max_file_size;
    let limit = if limit == LARGEST_FILE_MIB { String::new() } else { format!(" --max-file-size {limit}") };
    format!("{catalogs}{framework}{limit}")
}
