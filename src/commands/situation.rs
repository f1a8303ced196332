//! What a call tells of the person, and the command that tells the same.

use std::io::Write as _;

use anyhow::{Result, anyhow, bail};

use super::Data;
use super::data::{with_files, with_given_files};
use crate::calendar::Day;
use crate::catalog::{Catalog, HeldInput};
use crate::certificates;
use crate::cli::{Everywhere, LabelFlags, Recommend, SituationFlags};
use crate::config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::{KeyPart, SourceFile};
use crate::files;
use crate::render::label::Label;
use crate::render::phrases;
use crate::situation::{Situation, SituationError, SituationInput};
use crate::vocabulary::Field;

/// What the flags, the file and the person's own settings tell, settled, and the day that the answer is for.
pub(super) fn load_situation(flags: &SituationFlags, data: &Data) -> Result<(Situation, Day)> {
    let mut situation = SituationInput::from(flags);
    situation.have.extend(held(flags, data)?);
    if let Some(path) = &flags.situation {
        let file = files::read(path, data.limit)?;
        let told: SituationInput = file.parse().map_err(|faults| anyhow!(faults.all()))?;
        lay_under(&mut situation, &file, &[], told, data)?;
    }
    let told_so_far = told_keys(&situation);
    if let Some((file, told)) = data.config.situation() {
        lay_under(&mut situation, file, &[KeyPart::Key("situation")], told.clone(), data)
            .map_err(|why| anyhow!("{why:#}; --no-config leaves that file out"))?;
    }
    let by_config = told_keys(&situation).into_iter().filter(|key| !told_so_far.contains(key)).collect();
    let _ = data.told_by_config.set(by_config);
    let as_of = situation.as_of.unwrap_or_else(|| data.today());
    data.framework.check_tiers(&situation.tier)?;
    let settled = situation.settle(&data.catalog, as_of)?;
    if flags.strict {
        let not_counted = phrases::not_counted(&data.catalog, &settled);
        if !not_counted.is_empty() {
            bail!(not_counted.join("; "));
        }
    }
    Ok((settled, as_of))
}

/// Takes from the file what the situation leaves unset. The file is checked alone first, so that what is wrong with it is named at its
/// place; `way` leads to the situation in it.
fn lay_under(situation: &mut SituationInput, file: &SourceFile, way: &[KeyPart<'_>], told: SituationInput, data: &Data) -> Result<()> {
    let as_of = situation.as_of.or(told.as_of).unwrap_or_else(|| data.today());
    let mut alone = told.clone();
    if situation.is_set(Field::By) {
        // A flag beats the file, also a deadline of it that has passed since.
        (alone.by, alone.weeks) = (None, None);
    }
    let checked = data.framework.check_tiers(&alone.tier).and_then(|()| alone.settle(&data.catalog, as_of));
    checked.map_err(|nonsense| {
        let fault = |nonsense: &SituationError| {
            let whole = [way, &nonsense.key_path()].concat();
            let place = file.place(&whole).or_else(|| file.place(&whole[..=way.len()])).unwrap_or_default();
            file.fault(place, nonsense.to_string())
        };
        anyhow!(Diagnostics(nonsense.0.iter().map(fault).collect()).all())
    })?;
    situation.merge(told);
    Ok(())
}

/// The keys of what is told.
fn told_keys(situation: &SituationInput) -> Vec<&'static str> {
    situation.fields().into_iter().filter_map(|(key, told)| told.map(|_| key)).collect()
}

/// Makes sure, as far as that can be known before, that the situation can be kept where `--save` says.
pub(super) fn can_be_saved(flags: &SituationFlags) -> Result<()> {
    match &flags.save {
        None => Ok(()),
        Some(None) => config::place().map(drop),
        Some(Some(file)) => files::can_be_written(file, flags.overwrite),
    }
}

/// Keeps the situation where `--save` says, and gives the sentence that says where; `None` without `--save`.
pub(super) fn save(flags: &SituationFlags, data: &Data, situation: &Situation) -> Result<Option<String>> {
    let Some(file) = &flags.save else { return Ok(None) };
    let written = situation.written(&data.catalog);
    let Some(file) = file else {
        let path = config::save(&written, data.limit)?;
        return Ok(Some(format!("Saved in your settings, {}, to be told each time", files::name_of(&path))));
    };
    files::write(file, &config::to_toml(&written), flags.overwrite)?;
    Ok(Some(format!("Saved, to be told again: --situation={}", crate::sanitize::quoted(file))))
}

/// The same, said on stderr.
pub(super) fn save_and_say(flags: &SituationFlags, data: &Data, situation: &Situation) -> Result<()> {
    if let Some(said) = save(flags, data, situation)? {
        let _ = writeln!(anstream::stderr(), "{said}");
    }
    Ok(())
}

/// What the file of `--held` says that they hold.
fn held(flags: &SituationFlags, data: &Data) -> Result<Vec<HeldInput>> {
    let Some(path) = &flags.held else { return Ok(Vec::new()) };
    let bytes = files::read_bytes(path, data.limit)?;
    let found = certificates::read(&bytes).map_err(|error| files::unreadable(path, error))?;
    if let Some(word) = &found.windows_1252 {
        let _ = writeln!(anstream::stderr(), "note: {}", as_windows_1252(None, word));
    }
    let wrong = |why: String| anyhow!("{}: {why}", files::name_of(path));
    let theirs = found.of(flags.person.as_deref()).map_err(wrong)?;
    theirs.iter().map(|certificate| certificate.held().map_err(wrong)).collect()
}

/// What is said once of a text that is no UTF-8; `line` is where that was seen.
pub(super) fn as_windows_1252(line: Option<u64>, word: &str) -> String {
    let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let word = crate::sanitize::quote_input(word);
    format!("{line}the text is read as Windows-1252, for example `{word}`; where that is not what is meant, save it as UTF-8")
}

/// What is said once of a name of the caller's own that may be meant for a field.
pub(super) fn near_a_field(line: u64, name: &str, field: &str) -> String {
    let name = crate::sanitize::quote_input(name);
    format!("line {line}: `{name}` is no field and comes back in `given`; did you mean `{field}`?")
}

/// The command that gives the same answer when it is pasted into a shell.
#[must_use]
pub fn same_answer(catalog: &Catalog, flags: &Recommend, everywhere: &Everywhere, situation: &Situation) -> String {
    let top = flags.top.map(|top| format!("--top {top}"));
    let explain = flags.explain.then(|| "--explain".to_owned());
    let own = [top, explain].into_iter().flatten().chain(label_flags(&flags.label));
    command_line(catalog, "recommend", situation, own, everywhere, Place::Anywhere)
}

/// The commands that go on from an answer.
pub(super) fn going_on<'a>(catalog: &'a Catalog, everywhere: &'a Everywhere) -> impl Fn(&str, &Situation) -> String + 'a {
    move |command, situation| command_line(catalog, command, situation, std::iter::empty(), everywhere, Place::Here)
}

/// Where a command is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the same place, where the settings and the environment are read again; the format is another's.
    Here,
    /// Anywhere, and the same answer is wanted.
    Anywhere,
}

/// The flags that say whose it is again.
pub(super) fn label_flags(flags: &LabelFlags) -> impl Iterator<Item = String> {
    let flag = |name: &str, words: &Option<String>| words.as_ref().map(|words| format!("--{name}={}", crate::sanitize::quoted(words)));
    [flag("for", &flags.name), flag("note", &flags.note)].into_iter().flatten()
}

impl From<&LabelFlags> for Label {
    fn from(flags: &LabelFlags) -> Self {
        Self::new(flags.name.as_deref(), flags.note.as_deref())
    }
}

/// The command for that situation, with the options of its own and those that every command has.
pub(super) fn command_line(
    catalog: &Catalog,
    command: &str,
    situation: &Situation,
    own: impl Iterator<Item = String>,
    everywhere: &Everywhere,
    place: Place,
) -> String {
    let mut line = vec![format!("certwise {command}"), situation.written(catalog).flags()];
    line.extend(situation.as_of.map(|day| format!("--as-of {day}")));
    line.extend(own);
    // All that the settings told stands in the flags.
    let without_settings = match place {
        Place::Here => everywhere.no_config,
        Place::Anywhere => everywhere.config.tells_anything(),
    };
    line.extend(everywhere.format.filter(|_| place == Place::Anywhere).map(|format| format!("--format {format}")));
    line.extend(without_settings.then(|| "--no-config".to_owned()));
    line.retain(|part| !part.is_empty());
    let files = if place == Place::Here { with_given_files(everywhere) } else { with_files(everywhere) };
    format!("{}{files}", line.join(" "))
}
