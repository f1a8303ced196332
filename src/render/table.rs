//! A page on a terminal: a table where there is room, cards where there is not.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, Width};
use textwrap::core::display_width;

use super::report::{Cell, Conclusion, Emphasis, Report};
use crate::sanitize::{LONGEST_LINE, cut, sanitize};

/// The terminal that a page is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Whether colours and bold type are wanted.
    pub styled: bool,
}

/// Below this many columns a table is harder to read than cards.
const CARDS_BELOW: u16 = 72;

/// From this many columns on a table has room for everything.
const WIDE_FROM: u16 = 100;

const FAINT: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const WARNING: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// Draws the page.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, page: &Report, screen: Screen) -> io::Result<()> {
    if !page.title.is_empty() {
        for line in wrap(&sanitize(&page.title), screen.width, "", "") {
            writeln!(out, "{}", styled(&line, Emphasis::Strong, screen))?;
        }
    }
    for said in &page.lead {
        writeln!(out)?;
        write_notes(out, &said.title, said.tone, &said.lines, screen)?;
    }
    if !page.rows.is_empty() {
        writeln!(out)?;
        match layout(page, screen.width) {
            Some(widths) => write_table(out, page, screen, &widths)?,
            None => write_cards(out, page, screen)?,
        }
    }
    if let Some(timeline) = &page.timeline {
        writeln!(out)?;
        for line in timeline.draw(usize::from(screen.width)) {
            writeln!(out, "{}", sanitize(&line))?;
        }
    }
    for notes in &page.notes {
        writeln!(out)?;
        write_notes(out, &notes.title, notes.tone, &notes.lines, screen)?;
    }
    if let Some(conclusion) = &page.conclusion {
        writeln!(out)?;
        write_conclusion(out, conclusion, screen)?;
    }
    Ok(())
}

/// The answer itself: its headline, and under it a word and a line for each fact. A command breaks between its arguments.
fn write_conclusion(out: &mut dyn Write, conclusion: &Conclusion, screen: Screen) -> io::Result<()> {
    for line in wrap(&sanitize(&conclusion.headline), screen.width, "", "  ") {
        writeln!(out, "{}", styled(&line, Emphasis::Strong, screen))?;
    }
    let facts = conclusion.facts.iter().map(|(word, text)| (*word, sanitize(text)));
    let next = conclusion.next.iter().enumerate().map(|(number, command)| (if number == 0 { "Next" } else { "" }, sanitize(command)));
    let lines: Vec<_> = facts.chain(next).collect();
    let indent = lines.iter().map(|(word, _)| display_width(word) + 4).max().unwrap_or_default();
    for (word, text) in lines {
        let first = format!("  {word}{}", " ".repeat(indent - 2 - display_width(word)));
        for (number, line) in wrap(&text, screen.width, &first, &" ".repeat(indent)).iter().enumerate() {
            // The word is less important than what it tells.
            let shown =
                line.strip_prefix(&first).filter(|_| number == 0).map(|rest| format!("{}{rest}", styled(&first, Emphasis::Faint, screen)));
            writeln!(out, "{}", shown.as_deref().unwrap_or(line))?;
        }
    }
    Ok(())
}

/// How wide each column is; `None` where no table holds every word of its cells in one piece.
fn layout(page: &Report, width: u16) -> Option<Vec<ColumnConstraint>> {
    if width < CARDS_BELOW {
        return None;
    }
    let widths: Vec<(usize, usize)> = (0..page.columns.len()).map(|index| measured(page, index)).collect();
    [u8::MAX, 2, 1, 0].into_iter().find_map(|spare| {
        let is_shown = |index: usize| {
            let column = &page.columns[index];
            column.spare <= spare && (width >= WIDE_FROM || !column.wide_only)
        };
        fitted(page, width, &widths, &is_shown)
    })
}

/// How wide a column must be, so that no price, day or id in it is taken apart, and how wide it wants to be.
fn measured(page: &Report, index: usize) -> (usize, usize) {
    /// Columns that sentences want to have, before they take what nothing else does.
    const SENTENCES: usize = 26;
    let column = &page.columns[index];
    let (mut least, mut whole) = (0, 0);
    for text in page.rows.iter().map(|row| row[index].text.as_str()).chain([column.title.as_str()]) {
        let text = printable(text);
        // An address, or the way to a file, may be longer than any table is wide.
        let words = text.split_whitespace().filter(|word| !word.contains('/'));
        least = words.map(display_width).fold(least, usize::max);
        whole = text.lines().map(display_width).fold(whole, usize::max);
    }
    (least, whole.min(column.width.map_or(SENTENCES, usize::from)).max(least))
}

/// The widths of those columns that are shown, within the screen's; `None` where they do not fit.
fn fitted(page: &Report, width: u16, widths: &[(usize, usize)], is_shown: &dyn Fn(usize) -> bool) -> Option<Vec<ColumnConstraint>> {
    /// Columns between the edges of a cell and its words.
    const PADDING: usize = 2;
    /// Columns that figures and days want to have, at most: a marked day behind a word.
    const FIGURES: usize = 16;
    let mut given: Vec<usize> = widths.iter().map(|(least, _)| *least).collect();
    // Between two cells stands one column more.
    let taken = (0..given.len()).filter(|&index| is_shown(index)).map(|index| given[index] + PADDING + 1).sum();
    let mut room = (usize::from(width) + 1).checked_sub(taken)?;
    // What is left over goes to figures and days, so that each stands on one line, and then to what has the furthest to go.
    while room > 0 {
        let short = |index: &usize| is_shown(*index) && given[*index] < widths[*index].1;
        let next = (0..given.len()).filter(short).max_by_key(|&index| (widths[index].1 <= FIGURES, widths[index].1 - given[index]));
        let Some(next) = next else { break };
        given[next] += 1;
        room -= 1;
    }
    let constraint = |(index, given): (usize, usize)| {
        let width = Width::Fixed(u16::try_from(given + PADDING).unwrap_or(u16::MAX));
        match page.columns[index].width {
            _ if !is_shown(index) => ColumnConstraint::Hidden,
            Some(_) => ColumnConstraint::Absolute(width),
            None => ColumnConstraint::LowerBoundary(width),
        }
    };
    Some(given.into_iter().enumerate().map(constraint).collect())
}

fn write_table(out: &mut dyn Write, page: &Report, screen: Screen, widths: &[ColumnConstraint]) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(if page.dense { UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()) } else { UTF8_HORIZONTAL_ONLY });
    // anstream decides about colour; the table is told to style always or never.
    table.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic).set_width(screen.width);
    if screen.styled {
        table.enforce_styling();
        crossterm::style::force_color_output(true);
    }
    table.set_header(page.columns.iter().map(|column| comfy_table::Cell::new(sanitize(&column.title)).add_attribute(Attribute::Bold)));
    for row in &page.rows {
        table.add_row(row.iter().map(cell));
    }
    for ((column, shape), width) in table.column_iter_mut().zip(&page.columns).zip(widths) {
        if shape.figures {
            column.set_cell_alignment(CellAlignment::Right);
        }
        column.set_constraint(*width);
    }
    for line in table.to_string().lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn cell(cell: &Cell) -> comfy_table::Cell {
    let drawn = comfy_table::Cell::new(printable(&cell.text));
    match cell.tone {
        Emphasis::Plain => drawn,
        Emphasis::Strong => drawn.add_attribute(Attribute::Bold),
        Emphasis::Warning => drawn.fg(Color::Yellow),
        Emphasis::Faint => drawn.add_attribute(Attribute::Dim),
    }
}

/// Control characters replaced, line breaks kept; comfy-table counts no more than 65,535 columns, so a very long line is cut.
fn printable(text: &str) -> String {
    text.lines().map(|line| cut(line, LONGEST_LINE)).collect::<Vec<_>>().join("\n")
}

/// One card a row: its first cell as the mark, the second as the heading, the rest with their titles below.
fn write_cards(out: &mut dyn Write, page: &Report, screen: Screen) -> io::Result<()> {
    for (number, row) in page.rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let mut cells = row.iter().zip(&page.columns).filter(|(cell, _)| !cell.text.is_empty());
        let mut heading = Vec::new();
        if let Some((first, column)) = cells.next() {
            heading.push(printable(&first.text));
            if column.figures {
                heading.extend(cells.next().map(|(cell, _)| printable(&cell.text)));
            }
        }
        for (number, heading) in heading.join("  ").lines().enumerate() {
            for line in wrap(heading, screen.width, if number == 0 { "" } else { "   " }, "   ") {
                writeln!(out, "{}", styled(&line, Emphasis::Strong, screen))?;
            }
        }
        for (cell, column) in cells {
            let text = format!("{}: {}", sanitize(&column.title).to_lowercase(), printable(&cell.text).replace('\n', " "));
            for line in wrap(&text, screen.width, "   ", "   ") {
                writeln!(
                    out,
                    "{}",
                    styled(&line, if cell.tone == Emphasis::Warning { Emphasis::Warning } else { Emphasis::Plain }, screen)
                )?;
            }
        }
    }
    Ok(())
}

/// One line stands beside its title, several below it.
fn write_notes(out: &mut dyn Write, title: &str, tone: Emphasis, lines: &[String], screen: Screen) -> io::Result<()> {
    if let [only] = lines {
        let text = sanitize(&format!("{title}: {only}")).into_owned();
        return wrap(&text, screen.width, "", "  ").iter().try_for_each(|line| writeln!(out, "{}", styled(line, tone, screen)));
    }
    for line in wrap(&sanitize(&format!("{title}:")), screen.width, "", "  ") {
        writeln!(out, "{}", styled(&line, tone, screen))?;
    }
    for line in lines.iter().flat_map(|line| wrap(&sanitize(line), screen.width, "- ", "  ")) {
        writeln!(out, "{}", styled(&line, tone, screen))?;
    }
    Ok(())
}

/// The text in lines of at most so many columns; an id or an address that is longer stands alone on its line, whole, so that it can be
/// copied. What is written without spaces is broken.
fn wrap(text: &str, width: u16, first: &str, rest: &str) -> Vec<String> {
    let unspaced = |word: &str| !word.is_ascii() && display_width(word) > usize::from(width);
    let options = textwrap::Options::new(usize::from(width))
        .break_words(text.split_whitespace().any(unspaced))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn styled(text: &str, tone: Emphasis, screen: Screen) -> String {
    let style = match tone {
        _ if !screen.styled => return text.to_owned(),
        Emphasis::Plain => return text.to_owned(),
        Emphasis::Strong => STRONG,
        Emphasis::Warning => WARNING,
        Emphasis::Faint => FAINT,
    };
    format!("{style}{text}{style:#}")
}
