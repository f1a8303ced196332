//! Each command: read what it needs, ask `decide`, hand the answer to `render`.

mod batch;
mod diff;
mod manual;
mod person;
mod plan;

use std::cell::OnceCell;
use std::error::Error as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::calendar::Day;
use crate::catalog::{Catalog, CredentialId};
use crate::cli::{Check, Cli, Command, Everywhere, List, Quick, Show};
use crate::decide::Candidate;
use crate::diagnostic::Diagnostics;
use crate::files::LARGEST_FILE_MIB;
use crate::framework::Framework;
use crate::layers::Layers;
use crate::listing::{list, near_misses, reference_candidate, reference_estimates};
use crate::render::table::Screen;
use crate::render::{self, csv::Sheet};
use crate::rules::Rules;
use crate::sanitize::quoted;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Format, nearest, suggestion};
use crate::{embedded, files, quick, schema};

/// An answer was given.
pub const ANSWERED: u8 = 0;
/// Nothing fits, a line of a batch was faulty, or a check found faults.
pub const NOTHING_FITS: u8 = 1;
/// A flag, a value or a file is wrong.
pub const WRONG: u8 = 2;

pub use crate::ask::CANCELLED;
pub use person::same_answer;

/// Where answers go, and how wide and colourful they may be.
pub struct Output<'o> {
    /// The writer.
    pub out: &'o mut dyn Write,
    /// What a table is drawn on.
    pub screen: Screen,
}

/// Runs the command and says with which code to leave.
///
/// # Errors
/// When a flag's value or a file is wrong, or the answer cannot be written.
pub fn run(cli: &Cli, output: &mut Output<'_>) -> Result<ExitCode> {
    let Some(command) = &cli.command else { bail!("no command given") };
    refuse_other_formats(command, cli.everywhere.format)?;
    let code = match command {
        Command::Completions { shell } => manual::completions(*shell, output)?,
        Command::Man => manual::man(output)?,
        Command::Schema => {
            write!(output.out, "{}", schema::CATALOG_FILE)?;
            ANSWERED
        }
        Command::Check(flags) => run_check(flags, &cli.everywhere, output)?,
        Command::Ask(flags) => person::ask(flags, &cli.everywhere, output)?,
        Command::Recommend(flags) => person::recommend(flags, &cli.everywhere, output)?,
        Command::Why(flags) => person::why(flags, &Data::load(&cli.everywhere)?, output)?,
        Command::Plan(flags) => plan::plan(flags, &cli.everywhere, output)?,
        Command::Quick(flags) => show_quick(*flags, &Data::load(&cli.everywhere)?, output)?,
        Command::List(flags) => show_list(flags, &Data::load(&cli.everywhere)?, output)?,
        Command::Show(flags) => show(flags, &Data::load(&cli.everywhere)?, output)?,
        Command::Diff(flags) => diff::run(*flags, &Data::load(&cli.everywhere)?, output)?,
        Command::Batch(flags) => batch::batch(flags, &Data::load(&cli.everywhere)?, output)?,
    };
    output.out.flush()?;
    Ok(ExitCode::from(code))
}

/// Says which formats the command has when another one is wanted.
fn refuse_other_formats(command: &Command, wanted: Option<Format>) -> Result<()> {
    let more: &[Format] = match command {
        Command::Ask(_) | Command::Recommend(_) => &[Format::Html],
        Command::Plan(_) => &[Format::Html, Format::Ics],
        _ => &[],
    };
    let Some(wanted) = wanted.filter(|wanted| matches!(wanted, Format::Html | Format::Ics) && !more.contains(wanted)) else {
        return Ok(());
    };
    let has = [Format::Table, Format::Json, Format::Csv, Format::Markdown].iter().chain(more);
    let has: Vec<String> = has.map(|format| format!("`{format}`")).collect();
    bail!("this command has no format `{wanted}`; it has {}", crate::sanitize::join(&has, "and"))
}

/// The catalogue, the framework, the wanted format, and how much is read of a file.
struct Data {
    catalog: Catalog,
    framework: Framework,
    rules: Arc<Rules>,
    format: Option<Format>,
    limit: files::Limit,
    today: OnceCell<Day>,
}

impl Data {
    fn load(everywhere: &Everywhere) -> Result<Self> {
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

    fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// The places of those credentials, each once, in the order in which they were named.
    fn ids(&self, written: &[String]) -> Result<Vec<CredentialId>> {
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
    fn today(&self) -> Day {
        *self.today.get_or_init(|| {
            let (day, zone_is_known) = Day::today();
            if !zone_is_known {
                let _ = writeln!(anstream::stderr(), "note: the local time zone cannot be told, so today is {day}, the day in UTC");
            }
            day
        })
    }

    fn on(&self, day: Option<Day>) -> Snapshot<'_> {
        Snapshot::with_rules(&self.catalog, &self.framework, Arc::clone(&self.rules), day.unwrap_or_else(|| self.today()))
    }
}

/// The files of the call: the embedded ones, and over them or in their place what the environment names, what the flags of every
/// command name, and what this command names.
fn layers(everywhere: &Everywhere, own: &[PathBuf]) -> Result<Layers> {
    let mut layers = Layers::embedded();
    for path in catalogs(everywhere).iter().chain(own) {
        layers.add(path, everywhere.limit())?;
    }
    if let Some(path) = &everywhere.framework {
        layers.framework = files::read(path, everywhere.limit())?;
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
fn with_files(everywhere: &Everywhere) -> String {
    let path = |name: &str, path: &PathBuf| format!(" --{name}={}", quoted(path));
    let catalogs = catalogs(everywhere).iter().map(|file| path("catalog", file)).collect::<String>();
    let framework = everywhere.framework.iter().map(|file| path("framework", file)).collect::<String>();
    let limit = everywhere.max_file_size;
    let limit = if limit == LARGEST_FILE_MIB { String::new() } else { format!(" --max-file-size {limit}") };
    format!("{catalogs}{framework}{limit}")
}

fn show_quick(flags: Quick, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let snapshot = data.on(flags.day.as_of);
    let rows = quick::quick(&snapshot);
    render::write(
        output.out,
        data.format(),
        output.screen,
        || vec![render::quick::page(&snapshot, &rows)],
        || render::quick::sheet(&snapshot, &rows),
        || render::quick::json(&snapshot, &rows),
    )?;
    Ok(ANSWERED)
}

fn show_list(flags: &List, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let known: Vec<&str> = data.catalog.providers.iter().map(|provider| provider.id.as_str()).collect();
    if let Some(wanted) = flags.provider.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        let near = nearest(wanted, known.iter().copied());
        bail!("unknown provider `{}`{}", crate::sanitize::quote_input(wanted), suggestion(near.first(), &known));
    }
    let snapshot = data.on(flags.day.as_of);
    let figures = reference_estimates(&snapshot);
    let ids = list(&snapshot, &figures, &flags.into());
    let found = !ids.is_empty();
    let near = || flags.search.as_deref().map(|search| near_misses(&snapshot, search)).unwrap_or_default();
    write_known(
        &snapshot,
        &figures,
        &ids,
        data.format(),
        output,
        |snapshot, cases| {
            let mut page = render::list::page(snapshot, cases);
            if !found {
                let near = near();
                let hint = if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) };
                page.notes.clear();
                page.note("Nothing found", render::report::Emphasis::Warning, vec![format!("no credential is like that{hint}")]);
            }
            page
        },
        render::list::sheet,
    )?;
    Ok(if found { ANSWERED } else { NOTHING_FITS })
}

/// Refuses what nobody could know of on the day.
fn known_of(snapshot: &Snapshot<'_>, ids: &[CredentialId]) -> Result<()> {
    let unknown = ids.iter().find(|id| !snapshot.state(**id).known).map(|id| snapshot.credential(*id));
    if let Some((credential, announced)) = unknown.and_then(|it| Some((it, it.lifecycle.announced?))) {
        bail!(
            "`{}` was announced on {announced}, after {}, the day the answer is for; ask --as-of a later day",
            credential.id,
            snapshot.as_of
        );
    }
    Ok(())
}

fn show(flags: &Show, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let ids = data.ids(&flags.ids)?;
    let snapshot = data.on(flags.day.as_of);
    known_of(&snapshot, &ids)?;
    let figures = reference_estimates(&snapshot);
    write_known(&snapshot, &figures, &ids, data.format(), output, render::show::page, render::show::sheet)?;
    Ok(ANSWERED)
}

/// Writes what is known of those credentials; `list` and `show` differ only in their pages and sheets.
fn write_known(
    snapshot: &Snapshot<'_>,
    figures: &[crate::recommendation::Estimate],
    ids: &[CredentialId],
    format: Format,
    output: &mut Output<'_>,
    page: impl FnOnce(&Snapshot<'_>, &[Candidate<'_>]) -> render::report::Report,
    sheet: impl FnOnce(&[Candidate<'_>]) -> Sheet,
) -> Result<()> {
    let nobody = Situation::default();
    let cases: Vec<Candidate<'_>> = ids.iter().map(|&id| reference_candidate(snapshot, &nobody, figures, id)).collect();
    let json = || render::json::Credentials::new(snapshot, &cases);
    Ok(render::write(output.out, format, output.screen, || vec![page(snapshot, &cases)], || sheet(&cases), json)?)
}

fn run_check(flags: &Check, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let layers = layers(everywhere, &flags.paths)?;
    let report = layers.check(flags.as_of);
    render::check::write(output.out, everywhere.format.unwrap_or(Format::Table), output.screen, &layers, &report)?;
    Ok(if report.faults.is_empty() { ANSWERED } else { NOTHING_FITS })
}

/// One paragraph of what is wrong with the flags, from what clap knows of it, in the order of all other messages.
#[must_use]
pub fn paragraph(error: &clap::Error) -> String {
    use ContextKind::{
        InvalidArg, InvalidSubcommand, InvalidValue, PriorArg, Suggested, SuggestedArg, SuggestedSubcommand, SuggestedValue, ValidValue,
    };
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(several)) => several.clone(),
        Some(ContextValue::StyledStrs(several)) => several.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let (arg, value) = (told(InvalidArg).join(", "), told(InvalidValue).join(", "));
    let cause = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
    let wrong = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("a value is required for '{arg}' but none was supplied"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("invalid value '{value}' for '{arg}'{cause}"),
        ErrorKind::TooManyValues => format!("unexpected value '{value}' for '{arg}' found; no more were expected"),
        ErrorKind::UnknownArgument => format!("unexpected argument '{arg}' found"),
        ErrorKind::InvalidSubcommand => format!("unrecognized subcommand '{}'", told(InvalidSubcommand).join(" ")),
        ErrorKind::MissingRequiredArgument => format!("the following required arguments were not provided: {arg}"),
        ErrorKind::ArgumentConflict if told(PriorArg) == [arg.clone()] => format!("the argument '{arg}' cannot be used multiple times"),
        ErrorKind::ArgumentConflict => format!("the argument '{arg}' cannot be used with '{}'", told(PriorArg).join("', '")),
        kind if arg.is_empty() => format!("{kind}{cause}"),
        kind => format!("{kind}: '{arg}'{cause}"),
    };
    let near = [SuggestedSubcommand, SuggestedArg, SuggestedValue].into_iter().flat_map(told);
    let said = format!("{wrong}{}", suggestion(near, &told(ValidValue)));
    let whole: Vec<String> = std::iter::once(said).chain(told(Suggested)).collect();
    crate::sanitize::sanitize(&whole.join("; ")).into_owned()
}

/// The screen that standard output is: as wide as the terminal, else as `COLUMNS` says, else 100 columns.
#[must_use]
pub fn screen(styled: bool) -> Screen {
    let terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = terminal.or_else(columns).unwrap_or(100);
    Screen { width: width.clamp(20, 160), styled }
}
