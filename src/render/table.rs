//! A page on a terminal: a table where there is room, cards where there is not.

use std::io::{self, Write};

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width};
use textwrap::core::display_width;

use super::lines::{linked, styled, wrap, wrap_command};
use super::report::{Cell, Conclusion, Emphasis, Report, before};
use crate::sanitize::{LONGEST_LINE, cut, sanitize};

pub use super::lines::Screen;

/// Below this many columns a table is harder to read than cards.
const CARDS_BELOW: u16 = 72;

/// From this many columns on a table has room for everything.
const WIDE_FROM: u16 = 100;

/// Lines of text longer than this are hard to read, however wide the screen is.
const READABLE: u16 = 100;

/// Columns between two columns of a table.
const GAP: usize = 2;

/// Draws the page.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, page: &Report, screen: Screen) -> io::Result<()> {
    if !page.title.is_empty() {
        for line in wrap(&sanitize(&page.title), screen.width.min(READABLE), "", "") {
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
            Some(layout) => write_table(out, page, screen, &layout)?,
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
        if !(page.title.is_empty() && page.rows.is_empty() && page.notes.is_empty()) {
            writeln!(out)?;
        }
        write_conclusion(out, conclusion, screen)?;
    }
    Ok(())
}

/// The answer itself: its headline, and under it a word and a line for each fact.
fn write_conclusion(out: &mut dyn Write, conclusion: &Conclusion, screen: Screen) -> io::Result<()> {
    let width = screen.width.min(READABLE);
    for line in wrap(&sanitize(&conclusion.headline), width, "", "  ") {
        writeln!(out, "{}", styled(&line, Emphasis::Strong, screen))?;
    }
    let words = conclusion.facts.iter().map(|(word, _)| *word).chain(conclusion.next.first().map(|_| NEXT));
    let indent = words.map(display_width).max().unwrap_or_default() + 2 + GAP;
    let room = usize::from(width).saturating_sub(indent).max(1);
    let mut write = |word: &str, lines: Vec<String>| {
        // What is wider than the room beside the word, an address or the way to a file, has a line of its own.
        let is_wide = lines.iter().any(|line| display_width(line) > room);
        if is_wide && !word.is_empty() {
            writeln!(out, "  {}", styled(word, Emphasis::Faint, screen))?;
        }
        let (indent, word) = if is_wide { (4, "") } else { (indent, word) };
        for (number, line) in lines.iter().enumerate() {
            // The word is less important than what it tells.
            let word = if number == 0 { word } else { "" };
            let blank = " ".repeat(indent - 2 - display_width(word));
            writeln!(out, "{}", linked(&format!("  {}{blank}{line}", styled(word, Emphasis::Faint, screen)), screen))?;
        }
        io::Result::Ok(())
    };
    for (word, text) in &conclusion.facts {
        write(word, wrap(&sanitize(text), u16::try_from(room).unwrap_or(width), "", ""))?;
    }
    for (number, command) in conclusion.next.iter().enumerate() {
        write(if number == 0 { NEXT } else { "" }, wrap_command(&sanitize(command), room))?;
    }
    Ok(())
}

/// What stands before the commands that go on.
const NEXT: &str = "Next";

/// The columns that stand in the first line of each row, with their widths.
type Layout = Vec<(usize, usize)>;

/// How the table lies on the screen: in rows of one line where all fits whole; else some columns, the last first, move to a second line of
/// their row. `None` where no table holds every word of its cells in one piece.
fn layout(page: &Report, width: u16) -> Option<Layout> {
    if width < CARDS_BELOW {
        return None;
    }
    let widths: Vec<(usize, usize)> = (0..page.columns.len()).map(|index| measured(page, index)).collect();
    let under: Vec<usize> = (0..page.columns.len()).filter(|&index| page.columns[index].under).collect();
    let shown = |kept: &[usize], spare: u8| -> Vec<usize> {
        let is_shown = |index: &usize| {
            let column = &page.columns[*index];
            let has_room = column.spare <= spare && (width >= WIDE_FROM || !column.wide_only);
            if column.under { kept.contains(index) && has_room } else { has_room }
        };
        (0..page.columns.len()).filter(is_shown).collect()
    };
    let whole = |kept: usize| {
        let columns = shown(&under[..kept], u8::MAX);
        let taken: usize = columns.iter().map(|&index| widths[index].1 + GAP).sum();
        (taken <= usize::from(width) + GAP).then(|| columns.iter().map(|&index| (index, widths[index].1)).collect())
    };
    (1..=under.len())
        .rev()
        .find_map(whole)
        .or_else(|| [u8::MAX, 2, 1, 0].into_iter().find_map(|spare| fitted(page, width, &widths, shown(&[], spare))))
}

/// How wide a column must be, so that no price, day or id in it is taken apart, and how wide it is whole.
fn measured(page: &Report, index: usize) -> (usize, usize) {
    let (mut least, mut whole) = (0, 0);
    for text in page.rows.iter().map(|row| row[index].text.as_str()).chain([page.columns[index].title.as_str()]) {
        let text = printable(text);
        // An address, or the way to a file, may be longer than any table is wide.
        let words = text.split_whitespace().filter(|word| !word.contains('/'));
        least = words.map(display_width).fold(least, usize::max);
        whole = text.lines().map(display_width).fold(whole, usize::max);
    }
    (if page.columns[index].figures { whole } else { least }, whole)
}

/// The widths of those columns, within the screen's; `None` where they do not fit.
fn fitted(page: &Report, width: u16, widths: &[(usize, usize)], columns: Vec<usize>) -> Option<Layout> {
    /// Columns that figures and days want to have, at most: a marked day behind a word.
    const FIGURES: usize = 16;
    let taken: usize = columns.iter().map(|&index| widths[index].0 + GAP).sum();
    let mut room = (usize::from(width) + GAP).checked_sub(taken)?;
    let mut given: Layout = columns.into_iter().map(|index| (index, widths[index].0)).collect();
    // What is left over goes to figures and days, so that each stands on one line, then to what wants so much and no more, and then to what
    // has the furthest to go.
    while room > 0 {
        let wish = |index: usize| (widths[index].1, page.columns[index].width.map_or(0, usize::from));
        let key = |&(index, given): &(usize, usize)| {
            let (whole, wanted) = wish(index);
            (given < whole).then(|| (whole <= FIGURES, given < wanted, whole - given))
        };
        let next = (0..given.len()).filter_map(|at| key(&given[at]).map(|key| (key, at))).max_by_key(|(key, _)| *key);
        let Some((_, at)) = next else { break };
        given[at].1 += 1;
        room -= 1;
    }
    Some(given)
}

fn write_table(out: &mut dyn Write, page: &Report, screen: Screen, layout: &Layout) -> io::Result<()> {
    let mut table = Table::new();
    // The lines between the rows are not drawn: they tell where a row ends, and its second line belongs there.
    table.load_style(UTF8_HORIZONTAL_ONLY);
    // anstream decides about colour; the table is told to style always or never.
    table.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
    if screen.styled {
        table.enforce_styling();
        crossterm::style::force_color_output(true);
    }
    let titles = layout.iter().map(|(index, _)| sanitize(&page.columns[*index].title));
    table.set_header(titles.map(|title| comfy_table::Cell::new(title).add_attribute(Attribute::Bold)));
    for row in &page.rows {
        table.add_row(layout.iter().map(|(index, _)| cell(&row[*index])));
    }
    for (column, (number, (index, width))) in table.column_iter_mut().zip(layout.iter().enumerate()) {
        if page.columns[*index].figures {
            column.set_cell_alignment(CellAlignment::Right);
        }
        // The other half of the gap is what comfy-table draws between two columns.
        let padding = u16::from(number + 1 < layout.len());
        column.set_padding((0, padding));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(padding))));
    }
    let indent = layout.first().filter(|(index, _)| page.columns[*index].figures).map_or(GAP, |(_, width)| width + GAP);
    let is_rule = |line: &str| !line.is_empty() && line.chars().all(|c| c == '\u{2500}');
    let mut rows = page.rows.iter();
    for line in table.to_string().lines().skip(1) {
        if is_rule(line) {
            let hidden = |index: &usize| {
                let column = &page.columns[*index];
                let has_place = if column.wide_only { screen.width >= WIDE_FROM } else { column.spare == 0 };
                column.under && has_place && layout.iter().all(|(shown, _)| shown != index)
            };
            if let Some(row) = rows.next() {
                write_under(out, (0..row.len()).filter(hidden).map(|index| &row[index]), indent, screen)?;
            }
        } else if !line.starts_with('\u{2550}') {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// The second line of a row: what found no room in the first.
fn write_under<'c>(out: &mut dyn Write, cells: impl Iterator<Item = &'c Cell>, indent: usize, screen: Screen) -> io::Result<()> {
    let cells: Vec<(String, Emphasis)> = cells.filter(|cell| !cell.text.is_empty()).map(|cell| (flat(&cell.text), cell.tone)).collect();
    if cells.is_empty() {
        return Ok(());
    }
    let text = cells.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" \u{b7} ");
    let indent = " ".repeat(indent);
    for line in wrap(&text, screen.width, &indent, &indent) {
        writeln!(out, "{}", in_parts(&line, &cells, screen))?;
    }
    Ok(())
}

/// The line, faint, with those parts of it that stand whole in it in their own tones.
fn in_parts(line: &str, parts: &[(String, Emphasis)], screen: Screen) -> String {
    let (mut drawn, mut rest) = (String::new(), line);
    for (text, tone) in parts.iter().filter(|(_, tone)| *tone != Emphasis::Faint) {
        if let Some(at) = rest.find(text.as_str()) {
            let (before, after) = rest.split_at(at);
            drawn.push_str(&styled(before, Emphasis::Faint, screen));
            drawn.push_str(&styled(text, *tone, screen));
            rest = &after[text.len()..];
        }
    }
    drawn + &styled(rest, Emphasis::Faint, screen)
}

fn cell(cell: &Cell) -> comfy_table::Cell {
    let drawn = comfy_table::Cell::new(printable(&cell.text));
    match cell.tone {
        Emphasis::Plain => drawn,
        Emphasis::Strong => drawn.add_attribute(Attribute::Bold),
        Emphasis::Warning => drawn.fg(Color::Yellow),
        Emphasis::Faint => drawn.add_attribute(Attribute::Dim),
        Emphasis::Good => drawn.fg(Color::Green),
        Emphasis::Bad => drawn.fg(Color::Red),
    }
}

/// Control characters replaced, line breaks kept; comfy-table counts no more than 65,535 columns, so a very long line is cut.
fn printable(text: &str) -> String {
    text.lines().map(|line| cut(line, LONGEST_LINE)).collect::<Vec<_>>().join("\n")
}

/// The same in one line.
fn flat(text: &str) -> String {
    printable(text).replace('\n', " ")
}

/// One card a row: its first cell as the mark, the second as the heading; below it the figures with their titles, and then the rest.
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
        let (under, main): (Vec<_>, Vec<_>) = cells.partition(|(_, column)| column.under);
        let (short, long): (Vec<_>, Vec<_>) = main.into_iter().partition(|(_, column)| column.figures);
        let told = |(cell, column): &(&Cell, &crate::render::report::Column)| {
            (format!("{} {}", sanitize(&column.title).to_lowercase(), flat(&cell.text)), cell.tone)
        };
        let figures: Vec<(String, Emphasis)> = short.iter().map(told).collect();
        let lines = std::iter::once(figures).chain(long.iter().map(|it| {
            let (cell, column) = it;
            vec![(format!("{}: {}", sanitize(&column.title).to_lowercase(), flat(&cell.text)), cell.tone)]
        }));
        for parts in lines.filter(|parts| !parts.is_empty()) {
            let text = parts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" \u{b7} ");
            for line in wrap(&text, screen.width, "   ", "   ") {
                writeln!(out, "{}", in_plain_parts(&line, &parts, screen))?;
            }
        }
        let has_place = |column: &crate::render::report::Column| column.wide_only || column.spare == 0;
        write_under(out, under.into_iter().filter(|(_, column)| has_place(column)).map(|(cell, _)| cell), 3, screen)?;
    }
    Ok(())
}

/// As [`in_parts`], where nothing is faint.
fn in_plain_parts(line: &str, parts: &[(String, Emphasis)], screen: Screen) -> String {
    let tone = parts.iter().find(|(text, tone)| *tone == Emphasis::Warning && line.contains(text.as_str()));
    tone.map_or_else(|| line.to_owned(), |(_, tone)| styled(line, *tone, screen))
}

/// One line stands beside its title, several below it; without a title each stands alone.
fn write_notes(out: &mut dyn Write, title: &str, tone: Emphasis, lines: &[String], screen: Screen) -> io::Result<()> {
    let width = screen.width.min(READABLE);
    let rest = if title.is_empty() { "" } else { "  " };
    let mut write = |text: &str, first: &str| {
        let text = sanitize(text);
        wrap(&text, width, first, rest).iter().try_for_each(|line| writeln!(out, "{}", linked(&styled(line, tone, screen), screen)))
    };
    match lines {
        lines if title.is_empty() => lines.iter().try_for_each(|line| write(line, "")),
        [only] => write(&format!("{} {only}", before(title)), ""),
        lines => {
            write(&before(title), "")?;
            lines.iter().try_for_each(|line| write(line, "- "))
        }
    }
}
