//! How what was found is shown.

use serde::Serialize;

use super::Finding;
use crate::calendar::Day;
use crate::render::csv::Sheet;
use crate::render::json::SCHEMA_VERSION;
use crate::render::report::{Cell, Column, Conclusion, Emphasis, Report};
use crate::vocabulary::{SourceKind, Verdict};

/// The findings as people read them; what still says so is counted, and listed only where `all` are wanted.
#[must_use]
pub fn page(findings: &[Finding<'_>], day: Day, all: bool) -> Report {
    let columns = vec![Column::words("Page", None), Column::words("Verdict", Some(19)), Column::under("Of"), Column::under("Found")];
    let mut page = Report { title: format!("Pages of sources · as of {}", day.in_words()), columns, ..Report::default() };
    let listed: Vec<&Finding<'_>> = findings.iter().filter(|finding| all || finding.verdict != Verdict::Holds).collect();
    // What is the same of several is said once.
    for same in listed.chunk_by(|a, b| (a.url, a.verdict, &a.detail) == (b.url, b.verdict, &b.detail)) {
        let mut ids: Vec<&str> = same.iter().map(|finding| finding.id).collect();
        ids.dedup();
        let (tone, first) = match same[0].verdict {
            Verdict::Holds => (Emphasis::Good, same[0]),
            Verdict::Unseen => (Emphasis::Faint, same[0]),
            Verdict::NoLonger | Verdict::Gone | Verdict::Moved => (Emphasis::Bad, same[0]),
        };
        let verdict = Cell { text: first.verdict.label().to_owned(), tone };
        page.rows.push(vec![Cell::strong(first.url), verdict, Cell::plain(ids.join(", ")), Cell::plain(first.detail.as_str())]);
    }
    page.conclusion = Some(Conclusion { headline: headline(findings), ..Conclusion::default() });
    page
}

/// How many came to what.
fn headline(findings: &[Finding<'_>]) -> String {
    let counted = Verdict::ALL.iter().rev().filter_map(|verdict| {
        let count = findings.iter().filter(|finding| finding.verdict == *verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict.label()))
    });
    let counted: Vec<String> = counted.collect();
    format!("{} sources: {}", findings.len(), if counted.is_empty() { "none names a page".to_owned() } else { counted.join(", ") })
}

/// The findings for a spreadsheet.
#[must_use]
pub fn sheet(findings: &[Finding<'_>]) -> Sheet {
    let row = |it: &Finding<'_>| {
        let read = it.source.read.map(|day| day.to_string()).unwrap_or_default();
        let (kind, moved_to) = (it.source.kind.word(), it.moved_to.clone().unwrap_or_default());
        let [verdict, id, kind, title, url, detail] =
            [it.verdict.word(), it.id, kind, &it.source.title, it.url, &it.detail].map(str::to_owned);
        vec![verdict, id, kind, title, url, read, moved_to, detail]
    };
    Sheet { head: vec!["verdict", "id", "kind", "title", "url", "read", "moved_to", "detail"], rows: findings.iter().map(row).collect() }
}

/// The findings for programs.
#[derive(Debug, Serialize)]
pub struct Verified<'f> {
    schema_version: u32,
    as_of: Day,
    findings: Vec<Entry<'f>>,
}

#[derive(Debug, Serialize)]
struct Entry<'f> {
    verdict: Verdict,
    id: &'f str,
    kind: SourceKind,
    title: &'f str,
    url: &'f str,
    read: Option<Day>,
    moved_to: Option<&'f str>,
    detail: &'f str,
}

impl<'f> Verified<'f> {
    /// All of them.
    #[must_use]
    pub fn new(findings: &'f [Finding<'f>], as_of: Day) -> Self {
        let entry = |it: &'f Finding<'f>| Entry {
            verdict: it.verdict,
            id: it.id,
            kind: it.source.kind,
            title: &it.source.title,
            url: it.url,
            read: it.source.read,
            moved_to: it.moved_to.as_deref(),
            detail: &it.detail,
        };
        Self { schema_version: SCHEMA_VERSION, as_of, findings: findings.iter().map(entry).collect() }
    }
}
