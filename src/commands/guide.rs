//! `guide`: what the article says beside its rules.

use anyhow::{Result, anyhow};

use super::{ANSWERED, Data, Output};
use crate::cli::GuideFlags;
use crate::guide::{Guide, Topic};
use crate::render;

pub(super) fn run(flags: &GuideFlags, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let guide = Guide::get();
    let all = || guide.topic.iter().collect::<Vec<&Topic>>();
    // Whoever writes several words need not quote them.
    let written = flags.topic.join(" ");
    let topics = match written.as_str() {
        "" => all(),
        word if word.eq_ignore_ascii_case("all") => all(),
        word => vec![guide.find(word).map_err(|why| anyhow!(why))?],
    };
    let snapshot = data.on(flags.day.as_of);
    data.write(
        output,
        data.format(),
        || {
            if written.is_empty() {
                return vec![render::guide::contents(&snapshot, guide)];
            }
            topics.iter().map(|topic| render::guide::page(&snapshot, topic)).collect()
        },
        || render::guide::sheet(&snapshot, &topics),
        || render::json::GuideJson::new(&snapshot, &topics),
    )?;
    Ok(ANSWERED)
}
