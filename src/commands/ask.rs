//! `ask`: the questions, then the shortlist.

use anyhow::Result;

use super::recommend::answer;
use super::situation::{load_situation, same_answer};
use super::{CANCELLED, Data, Output};
use crate::ask::{self, Prompter};
use crate::cli::{Ask, Everywhere};
use crate::files;

pub(super) fn run(flags: &Ask, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let prompter = Prompter::new()?;
    let data = Data::load(everywhere)?;
    let (told, as_of) = load_situation(&flags.recommend.situation, data)?;
    if let Some(path) = &flags.save {
        files::can_be_written(path, flags.overwrite)?;
    }
    let snapshot = data.on(Some(as_of));
    let Some(situation) = ask::ask(&snapshot, told, &prompter)? else {
        prompter.screen.say("Ended; there is no answer.", "")?;
        return Ok(CANCELLED);
    };
    let situation = situation.written(&data.catalog).settle(&data.catalog, as_of)?;
    if let Some(path) = &flags.save {
        files::write(path, &situation.written(&data.catalog).to_toml(), flags.overwrite)?;
    }
    let code = answer(&flags.recommend, everywhere, &situation, &snapshot, output)?;
    output.out.flush()?;
    prompter.screen.say("", "")?;
    prompter.screen.say("The same answer without questions:", "")?;
    prompter.screen.copyable(&same_answer(&data.catalog, &flags.recommend, everywhere, &situation))?;
    if let Some(path) = &flags.save {
        prompter.screen.copyable(&format!("Saved, to be told again: --situation={}", crate::sanitize::quoted(path)))?;
    }
    Ok(code)
}
