//! `verify`: whether the pages of the sources still say so.

use std::io::Write as _;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::{ANSWERED, Data, NOTHING_FITS, Output};
use crate::cli::{Everywhere, Verify};
use crate::verify::fetch::Fetcher;
use crate::verify::report::{Verified, page, sheet};
use crate::verify::{Subject, look, pages, write};
use crate::vocabulary::{Status, Verdict};
use crate::{files, render};

pub(super) fn run(flags: &Verify, everywhere: &Everywhere, data: &Data, output: &mut Output<'_>) -> Result<u8> {
    let day = flags.day.as_of.unwrap_or_else(|| data.today());
    let folder = everywhere.catalog.iter().rfind(|path| path.join("framework.toml").is_file() && path.join("providers").is_dir());
    if flags.write && folder.is_none() {
        bail!("--write changes the files of a whole catalogue, so name its folder: --catalog data");
    }
    flags.report.iter().try_for_each(|file| files::can_be_written(file, true))?;
    let ids = data.ids(&flags.ids)?;
    let subjects: Vec<Subject<'_>> = if ids.is_empty() {
        let open = data.catalog.credentials.iter().filter(|it| it.lifecycle.status(day) != Status::Retired);
        open.map(Subject::of).chain(data.catalog.outside.iter().map(Subject::outside)).collect()
    } else {
        ids.iter().map(|id| Subject::of(&data.catalog[*id])).collect()
    };
    let pages = pages(&subjects);
    let mut fetcher = Fetcher::new(Duration::from_secs(flags.timeout.into()), everywhere.limit().bytes());
    // It draws at a terminal only.
    let bar = ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{wide_msg}").expect("a sound template"));
    let findings = look(pages, &mut fetcher, |url, left| {
        bar.set_message(format!("{left} pages left: {}", crate::sanitize::sanitize(url)));
        bar.tick();
    });
    bar.finish_and_clear();
    if let Some(first) = findings.first().filter(|_| findings.iter().all(|finding| !finding.answered)) {
        bail!("no page answered; is there a connection? {}: {}", crate::sanitize::sanitize(first.url), first.detail);
    }
    if let Some(file) = &flags.report {
        let mut text = Vec::new();
        render::markdown::write(&mut text, &page(&findings, day, false))?;
        files::write(file, &String::from_utf8(text).map_err(|_| anyhow!("the report is no text"))?, true)?;
    }
    if let Some(folder) = folder.filter(|_| flags.write) {
        let (sources, changed) = write::write(folder, &findings, day)?;
        let _ = writeln!(anstream::stderr(), "note: {sources} days of reading are now {day}, in {changed} files");
    }
    let all = !flags.ids.is_empty();
    data.write(output, data.format(), || vec![page(&findings, day, all)], || sheet(&findings), || Verified::new(&findings, day))?;
    let holds = |verdict| matches!(verdict, Verdict::Holds | Verdict::Unseen);
    Ok(if findings.iter().all(|finding| holds(finding.verdict)) { ANSWERED } else { NOTHING_FITS })
}
