//! A page on a terminal: a table where there is room, cards where there is not.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, Width};

use super::page::{Cell, Page, Tone};
use crate::text::plain;

/// What the page is drawn on.
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
pub fn write(out: &mut dyn Write, page: &Page, screen: Screen) -> io::Result<()> {
    if !page.title.is_empty() {
        for line in wrap(&plain(&page.title), screen.width, "", "") {
            writeln!(out, "{}", styled(&line, Tone::Strong, screen))?;
        }
    }
    if !page.rows.is_empty() {
        writeln!(out)?;
        if screen.width < CARDS_BELOW { write_cards(out, page, screen)? } else { write_table(out, page, screen)? }
    }
    if let Some(timeline) = &page.timeline {
        writeln!(out)?;
        for line in timeline.draw(usize::from(screen.width)) {
            writeln!(out, "{}", plain(&line))?;
        }
    }
    for notes in &page.notes {
        writeln!(out)?;
        write_notes(out, &notes.title, notes.tone, &notes.lines, screen)?;
    }
    Ok(())
}

fn write_table(out: &mut dyn Write, page: &Page, screen: Screen) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(if page.dense { UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()) } else { UTF8_HORIZONTAL_ONLY });
    // anstream decides about colour; the table is told to style always or never.
    table.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic).set_width(screen.width);
    if screen.styled {
        table.enforce_styling();
        crossterm::style::force_color_output(true);
    }
    table.set_header(page.columns.iter().map(|column| comfy_table::Cell::new(plain(&column.title)).add_attribute(Attribute::Bold)));
    for row in &page.rows {
        table.add_row(row.iter().map(cell));
    }
    for (column, shape) in table.column_iter_mut().zip(&page.columns) {
        if let Some(split_at) = shape.split_at {
            column.set_delimiter(split_at);
        }
        if shape.figures {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if shape.wide_only && screen.width < WIDE_FROM {
            column.set_constraint(ColumnConstraint::Hidden);
        } else if let Some(width) = shape.width {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width + 2)));
        }
    }
    for line in table.to_string().lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn cell(cell: &Cell) -> comfy_table::Cell {
    let drawn = comfy_table::Cell::new(printable(&cell.text));
    match cell.tone {
        Tone::Plain => drawn,
        Tone::Strong => drawn.add_attribute(Attribute::Bold),
        Tone::Warning => drawn.fg(Color::Yellow),
        Tone::Faint => drawn.add_attribute(Attribute::Dim),
    }
}

/// Control characters replaced, line breaks kept.
fn printable(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

/// One card a row: its first cell as the mark, the second as the heading, the rest with their titles below.
fn write_cards(out: &mut dyn Write, page: &Page, screen: Screen) -> io::Result<()> {
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
        for line in wrap(&heading.join("  ").replace('\n', ", "), screen.width, "", "   ") {
            writeln!(out, "{}", styled(&line, Tone::Strong, screen))?;
        }
        for (cell, column) in cells {
            let text = format!("{}: {}", plain(&column.title).to_lowercase(), printable(&cell.text).replace('\n', " "));
            for line in wrap(&text, screen.width, "   ", "   ") {
                writeln!(out, "{}", styled(&line, if cell.tone == Tone::Warning { Tone::Warning } else { Tone::Plain }, screen))?;
            }
        }
    }
    Ok(())
}

/// One line stands beside its title, several below it.
fn write_notes(out: &mut dyn Write, title: &str, tone: Tone, lines: &[String], screen: Screen) -> io::Result<()> {
    if let [only] = lines {
        let text = plain(&format!("{title}: {only}")).into_owned();
        return wrap(&text, screen.width, "", "  ").iter().try_for_each(|line| writeln!(out, "{}", styled(line, tone, screen)));
    }
    for line in wrap(&plain(&format!("{title}:")), screen.width, "", "  ") {
        writeln!(out, "{}", styled(&line, tone, screen))?;
    }
    for line in lines.iter().flat_map(|line| wrap(&plain(line), screen.width, "- ", "  ")) {
        writeln!(out, "{}", styled(&line, tone, screen))?;
    }
    Ok(())
}

fn wrap(text: &str, width: u16, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(usize::from(width))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn styled(text: &str, tone: Tone, screen: Screen) -> String {
    let style = match tone {
        _ if !screen.styled => return text.to_owned(),
        Tone::Plain => return text.to_owned(),
        Tone::Strong => STRONG,
        Tone::Warning => WARNING,
        Tone::Faint => FAINT,
    };
    format!("{style}{text}{style:#}")
}
