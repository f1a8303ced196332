//! `ask`: the questions, then the shortlist.

use std::io::IsTerminal as _;

use anyhow::Result;

use super::recommend::{answer, in_few_lines};
use super::situation::{Place, can_be_saved, command_line, load_situation, same_answer, save};
use super::{CANCELLED, Data, Output};
use crate::ask::{self, Ended, Prompter};
use crate::cli::{Ask, Everywhere};
use crate::situation::Situation;

pub(super) fn run(flags: &Ask, everywhere: &Everywhere, output: &mut Output<'_>) -> Result<u8> {
    let prompter = Prompter::new()?;
    let data = Data::load(everywhere)?;
    let (told, as_of) = load_situation(&flags.recommend.situation, data)?;
    can_be_saved(&flags.recommend.situation)?;
    let snapshot = data.on(Some(as_of));
    let situation = match ask::ask(&snapshot, told, &prompter)? {
        Ended::Answered(situation) => situation,
        Ended::Cancelled(told) => {
            if let Some(told) = told {
                offer_to_save(flags, everywhere, data, &told, &prompter)?;
            }
            prompter.screen.say("Cancelled.", "")?;
            return Ok(CANCELLED);
        }
    };
    let situation = situation.written(&data.catalog).settle(&data.catalog, as_of)?;
    let saved = save(&flags.recommend.situation, data, &situation)?;
    let code = answer(&flags.recommend, everywhere, data, &situation, &snapshot, output)?;
    output.out.flush()?;
    prompter.screen.say("", "")?;
    prompter.screen.say("Run again with:", "")?;
    prompter.screen.copyable(&same_answer(&data.catalog, &flags.recommend, everywhere, &situation))?;
    if let Some(said) = saved {
        prompter.screen.copyable(&said)?;
    }
    // Where the answer is not on this screen, or has left it already, its first lines end it.
    if !std::io::stdout().is_terminal() || prompter.screen.is_short() {
        prompter.screen.say("", "")?;
        in_few_lines(&snapshot, &situation).iter().try_for_each(|line| prompter.screen.say(line, ""))?;
    }
    Ok(code)
}

/// Keeps what was told until then where somebody wants that, and says how to go on.
fn offer_to_save(flags: &Ask, everywhere: &Everywhere, data: &Data, told: &Situation, prompter: &Prompter) -> Result<()> {
    let mut flags = flags.recommend.situation.clone();
    let place = if matches!(flags.save, Some(Some(_))) { "in that file" } else { "for next time" };
    if prompter.confirm(&format!("Save your answers {place}?"))? {
        flags.save.get_or_insert(None);
        if let Some(said) = save(&flags, data, told)? {
            prompter.screen.copyable(&said)?;
        }
    }
    prompter.screen.say("Go on later with:", "")?;
    prompter.screen.copyable(&command_line(&data.catalog, "ask", told, std::iter::empty(), everywhere, Place::Here))?;
    Ok(())
}
