//! What a person wants each time, kept in one file of theirs: who they are, files laid over the catalogue, and how their terminal is
//! treated. Flags and files that a call names beat it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use etcetera::{BaseStrategy as _, base_strategy::Xdg};
use serde::Deserialize;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::diagnostic::{KeyPart, SourceFile};
use crate::files::{self, Limit};
use crate::situation::{SituationInput, Told};
use crate::vocabulary::ColorWish;

/// The key of the file under which the situation stands.
const SITUATION: &str = "situation";

/// The person's own file as it was read; empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Config {
    path: PathBuf,
    file: Option<SourceFile>,
    told: ConfigFile,
}

/// What may stand in that file. Everything may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigFile {
    /// Who they are, as in a file for `--situation`.
    situation: SituationInput,
    /// Files and folders to lay over the catalogue, one or a list; a relative path begins where the file itself lies.
    catalog: Paths,
    /// When to use colours; absent: as the terminal and the environment say.
    color: Option<ColorWish>,
    /// The program that shows long answers page by page, or whether one does; absent: the usual one.
    pager: Option<PagerWish>,
}

/// Which pager somebody wants.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a command such as \"less\", in quotes, or false for none")]
enum PagerWish {
    Any(bool),
    Program(String),
}

/// Paths as somebody wrote them, in which spaces and commas are nothing special.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected one path or a list of paths, as strings")]
enum Paths {
    One(String),
    Many(Vec<String>),
}

impl Default for Paths {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Paths {
    fn all(&self) -> &[String] {
        match self {
            Self::One(path) => std::slice::from_ref(path),
            Self::Many(paths) => paths,
        }
    }
}

impl Config {
    /// Reads the file. None is there, or none can be looked for, where somebody has no home folder or nobody may look into it.
    ///
    /// # Errors
    /// When it is there and cannot be read, or says what cannot be meant.
    pub fn load(limit: Limit) -> Result<Self> {
        let Some(path) = path().filter(|path| fs::metadata(path).is_ok()) else { return Ok(Self::default()) };
        let read = || {
            let file = files::read(&path, limit)?;
            let told = file.parse().map_err(|faults| anyhow!(faults.all()))?;
            Ok(Self { path: path.clone(), file: Some(file), told })
        };
        read().map_err(|why: anyhow::Error| anyhow!("{why:#}; --no-config leaves that file out"))
    }

    /// The name of the file, for messages; empty where there is none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.as_ref().map_or("", |file| &file.name)
    }

    /// Whether an answer may hang on it.
    #[must_use]
    pub fn tells_anything(&self) -> bool {
        self.told.situation != SituationInput::default() || !self.told.catalog.all().is_empty()
    }

    /// What it tells of the person, and the file in which it stands; `None` where it tells nothing.
    #[must_use]
    pub fn situation(&self) -> Option<(&SourceFile, &SituationInput)> {
        let file = self.file.as_ref()?;
        (self.told.situation != SituationInput::default()).then_some((file, &self.told.situation))
    }

    /// The files that it lays over the catalogue, lowest first.
    #[must_use]
    pub fn catalog(&self) -> Vec<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let path = |written: &String| match (written.strip_prefix("~/"), etcetera::home_dir()) {
            (Some(rest), Ok(home)) => home.join(rest),
            _ => folder.join(written),
        };
        self.told.catalog.all().iter().map(path).collect()
    }

    /// The fault of the file that it names at that place of its catalogue.
    #[must_use]
    pub fn catalog_fault(&self, number: usize, why: &str) -> anyhow::Error {
        let Some(file) = &self.file else { return anyhow!("{why}") };
        let way = [KeyPart::Key("catalog"), KeyPart::At(number)];
        let span = file.place(&way).or_else(|| file.place(&way[..1])).unwrap_or_default();
        anyhow!("{}", file.fault(span, why).with_hint("--no-config leaves that file out"))
    }

    /// When to use colours; absent where it does not say.
    #[must_use]
    pub fn color(&self) -> Option<ColorWish> {
        self.told.color
    }

    /// The command of the program that shows long answers page by page, empty for none; absent where it does not say.
    #[must_use]
    pub fn pager(&self) -> Option<&str> {
        match self.told.pager.as_ref()? {
            PagerWish::Any(true) => None,
            PagerWish::Any(false) => Some(""),
            PagerWish::Program(command) => Some(command),
        }
    }
}

/// Where the file is looked for; `None` where there is no home folder.
fn path() -> Option<PathBuf> {
    Xdg::new().ok().map(|folders| folders.config_dir().join("certwise/config.toml"))
}

/// Where a situation is kept.
///
/// # Errors
/// When there is no home folder.
pub fn place() -> Result<PathBuf> {
    path().ok_or_else(|| anyhow!("there is no home folder to keep it in; --save=FILE keeps it in a file"))
}

/// Keeps the situation in the person's own file, and says where that is. Everything else in it stays as it is, also comments.
///
/// # Errors
/// When there is no home folder, the file is no TOML, or the system refuses.
pub fn save(situation: &SituationInput, limit: Limit) -> Result<PathBuf> {
    let path = place()?;
    let text = if fs::metadata(&path).is_ok() { files::read(&path, limit)?.text } else { String::new() };
    let name = files::name_of(&path);
    let mut whole: DocumentMut = text.parse().map_err(|why: toml_edit::TomlError| {
        let file = SourceFile { name: name.clone(), text: text.clone() };
        anyhow!("{}", file.fault(why.span().unwrap_or_default(), why.message().lines().collect::<Vec<_>>().join("; ")))
    })?;
    let held = whole.as_table_mut().entry(SITUATION).or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = held.as_table_like_mut() else {
        bail!("`{SITUATION}` in `{name}` is no table; take it out, or write it as [{SITUATION}]")
    };
    // The day is that of one answer: kept, every later answer would be for it.
    write_into(table, &SituationInput { as_of: None, ..situation.clone() });
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", files::name_of(folder)))?;
    // Where the file is a link, what it leads to is the file.
    let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    files::write(&real, &whole.to_string(), true)?;
    Ok(path)
}

/// The situation as a TOML file that `--situation` reads.
#[must_use]
pub fn to_toml(situation: &SituationInput) -> String {
    let mut whole = DocumentMut::new();
    write_into(whole.as_table_mut(), situation);
    whole.to_string()
}

/// Lets the table tell that situation and nothing else of one; what it tells already stays as it is written.
fn write_into(table: &mut dyn TableLike, situation: &SituationInput) {
    let fields: Vec<(&str, Value)> = situation.fields().into_iter().filter_map(|(key, told)| Some((key, value(told?)))).collect();
    let old: Vec<String> =
        table.iter().map(|(key, _)| key.to_owned()).filter(|key| fields.iter().all(|(wanted, _)| wanted != key)).collect();
    for key in old {
        table.remove(&key);
    }
    for (key, mut value) in fields {
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
            }
            None => drop(table.insert(key, Item::Value(value))),
        }
    }
}

fn value(told: Told) -> Value {
    match told {
        Told::Word(word) => word.into(),
        Told::Number(number) => i64::try_from(number).map_or_else(|_| number.to_string().into(), Value::from),
        Told::Hours(pace) => {
            let written = pace.to_string();
            written.parse::<i64>().map(Value::from).or_else(|_| written.parse::<f64>().map(Value::from)).unwrap_or_else(|_| written.into())
        }
        Told::Numbers(numbers) => numbers.into_iter().filter_map(|number| i64::try_from(number).ok()).collect(),
        Told::Switch(on) => on.into(),
        Told::Words(words) => words.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn situation(text: &str) -> SituationInput {
        SourceFile { name: "me.toml".to_owned(), text: text.to_owned() }.parse().expect("a situation")
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let all = "role = \"developer\"\nlevel = \"advanced\"\ncoding = \"some\"\nyears = 4\ngoal = \"gpu\"\nplatform = [\"aws\", \"azure\"]\n\
            budget = 300\nhours_per_week = 6\nby = \"2027-06-30\"\nhave = [\"AI-900@2026-01-01\", \"GH-300\"]\nhands_on = true\n\
            retake = false\npause = [\"2026-12-20..2027-01-05\"]\nas_of = \"2026-11-22\"\n";
        assert_eq!(to_toml(&situation(all)), all);
        assert_eq!(to_toml(&SituationInput::default()), "");
    }

    #[test]
    fn what_stands_around_the_situation_stays() {
        let text = "# mine\npager = \"less\"\n\n[situation] # me\n# what I do\nrole = \"developer\" # for now\ncloud = \"aws\"\nweeks = 9\n\n[other]\na = 1\n";
        let mut whole: DocumentMut = text.parse().expect("TOML");
        let table = whole["situation"].as_table_like_mut().expect("a table");
        write_into(table, &situation("role = \"leader\"\nplatform = \"azure\"\nby = \"2027-01-01\"\n"));
        let expected = "# mine\npager = \"less\"\n\n[situation] # me\n# what I do\nrole = \"leader\" # for now\nplatform = [\"azure\"]\n\
            by = \"2027-01-01\"\n\n[other]\na = 1\n";
        assert_eq!(whole.to_string(), expected);
    }
}
