//! A page as Markdown that GitHub draws.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::report::{Report, Section, before};
use crate::sanitize::sanitize;

/// Columns of a drawing: a page is about that wide.
const DRAWING: usize = 72;

/// Writes the page as Markdown.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, page: &Report) -> io::Result<()> {
    if !page.title.is_empty() {
        writeln!(out, "**{}**", escape(&page.title))?;
    }
    page.lead.iter().try_for_each(|said| write_notes(out, said))?;
    if !page.rows.is_empty() {
        if !page.title.is_empty() || !page.lead.is_empty() {
            writeln!(out)?;
        }
        let mut head = String::from("|");
        let mut rule = String::from("|");
        for column in &page.columns {
            let _ = write!(head, " {} |", escape(&column.title));
            rule.push_str(if column.figures { " ---: |" } else { " --- |" });
        }
        writeln!(out, "{head}\n{rule}")?;
        for row in &page.rows {
            let cells: Vec<String> = row.iter().map(|cell| escape(&cell.text)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    if let Some(timeline) = &page.timeline {
        // Inside a block of code nothing is markup; no line of the drawing begins with the mark that ends it.
        writeln!(out, "\n```text")?;
        timeline.draw(DRAWING).iter().try_for_each(|line| writeln!(out, "{}", sanitize(line)))?;
        writeln!(out, "```")?;
    }
    page.notes.iter().try_for_each(|notes| write_notes(out, notes))?;
    let Some(conclusion) = &page.conclusion else { return Ok(()) };
    writeln!(out, "\n**{}**\n", escape(&conclusion.headline))?;
    conclusion.facts.iter().try_for_each(|(word, text)| match *word {
        // It goes on with what the word before it began.
        "" => writeln!(out, "  - {}", escape(text)),
        word => writeln!(out, "- {word}: {}", escape(text)),
    })?;
    if !conclusion.next.is_empty() {
        writeln!(out, "\n```sh")?;
        conclusion.next.iter().try_for_each(|command| writeln!(out, "{}", sanitize(command)))?;
        writeln!(out, "```")?;
    }
    Ok(())
}

/// Text that Markdown, and HTML inside it, take for nothing but text.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            escaped.push_str("<br>");
        }
        for c in sanitize(line).chars() {
            match c {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '$' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                c => escaped.push(c),
            }
        }
    }
    escaped
}

/// A title with its lines under it; one line stands beside it.
fn write_notes(out: &mut dyn Write, notes: &Section) -> io::Result<()> {
    match notes.lines.as_slice() {
        lines if notes.title.is_empty() => lines.iter().try_for_each(|line| writeln!(out, "\n{}", escape(line)))?,
        [only] => writeln!(out, "\n{} {}", escape(&before(&notes.title)), escape(only))?,
        lines => {
            writeln!(out, "\n{}\n", escape(&before(&notes.title)))?;
            lines.iter().try_for_each(|line| writeln!(out, "- {}", escape(line)))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_ends_the_cell_or_becomes_markup() {
        assert_eq!(escape("a|b\\c\nd <script> `x` *y*"), "a\\|b\\\\c<br>d &lt;script&gt; \\`x\\` \\*y\\*");
    }
}
