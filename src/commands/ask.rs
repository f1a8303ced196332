//! `ask`: the questions, then the shortlist.

use anyhow::Result;

use super::recommend::answer;
use super::situation::{can_be_saved, load_situation, same_answer, save};
use super::{CANCELLED, Data, Output};
use crate::ask::{self, Prompter};
use crate::cli::{Ask, Everywhere};

pub(super) fn run(flags: &Ask, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let prompter = Prompter::new()?;
    let data = Data::load(everywhere)?;
    let (told, as_of) = load_situation(&flags.recommend.situation, data)?;
    can_be_saved(&flags.recommend.situation)?;
    let snapshot = data.on(Some(as_of));
    let Some(situation) = ask::ask(&snapshot, told, &prompter)? else {
        prompter.screen.say("Ended; there is no answer.", "")?;
        return Ok(CANCELLED);
    };
    let situation = situation.written(&data.catalog).settle(&data.catalog, as_of)?;
    let saved = save(&flags.recommend.situation, data, &situation)?;
    let code = answer(&flags.recommend, everywhere, data, &situation, &snapshot, output)?;
    output.out.flush()?;
    prompter.screen.say("", "")?;
    prompter.screen.say("The same answer without questions:", "")?;
    prompter.screen.copyable(&same_answer(&data.catalog, &flags.recommend, everywhere, &situation))?;
    if let Some(said) = saved {
        prompter.screen.copyable(&said)?;
    }
    Ok(code)
}
