//! Lines of a page on a terminal: how they are broken, coloured and made links.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use super::report::Emphasis;

/// The terminal that a page is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Whether colours and bold type are wanted.
    pub styled: bool,
    /// Whether addresses are made links that can be clicked.
    pub links: bool,
}

const FAINT: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const WARNING: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const GOOD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const BAD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// The text in lines of at most so many columns; an id or an address that is longer stands alone on its line, whole, so that it can be
/// copied. What is written without spaces is broken.
pub(super) fn wrap(text: &str, width: u16, first: &str, rest: &str) -> Vec<String> {
    let unspaced = |word: &str| !word.is_ascii() && display_width(word) > usize::from(width);
    let options = textwrap::Options::new(usize::from(width))
        .break_words(text.split_whitespace().any(unspaced))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The commands in lines of at most so many columns, broken between arguments, with the mark by which a shell goes on reading.
pub(super) fn wrap_command(command: &str, width: usize) -> Vec<String> {
    let mut arguments: Vec<String> = Vec::new();
    let mut quoted = false;
    for piece in command.split(' ') {
        // What is quoted stays whole, a value stays with its flag, and a file with the arrow to it.
        let belongs =
            |last: &String| quoted || last == ">" || (last.starts_with("--") && !last.contains(['=', ' ']) && !piece.starts_with("--"));
        match arguments.last_mut().filter(|last| belongs(last)) {
            Some(last) => {
                last.push(' ');
                last.push_str(piece);
            }
            None => arguments.push(piece.to_owned()),
        }
        quoted ^= piece.matches('\'').count() % 2 == 1;
    }
    let mut lines: Vec<String> = Vec::new();
    for argument in arguments {
        let is_first = lines.is_empty();
        // Two columns are kept for the mark.
        match lines.last_mut().filter(|line| display_width(line) + 1 + display_width(&argument) + 2 <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(&argument);
            }
            None if is_first || display_width(&argument) + 4 > width => lines.push(argument),
            None => lines.push(format!("  {argument}")),
        }
    }
    let last = lines.len().saturating_sub(1);
    lines.iter_mut().take(last).for_each(|line| line.push_str(" \\"));
    lines
}

/// The line with its addresses as links, for terminals that take them.
pub(super) fn linked(line: &str, screen: Screen) -> String {
    if !screen.links {
        return line.to_owned();
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, '\u{1b}' | ')' | ',' | ';');
    let (mut drawn, mut rest) = (String::new(), line);
    while let Some(at) = rest.find("https://") {
        let (before, address) = rest.split_at(at);
        let (address, after) = address.split_at(address.find(is_end).unwrap_or(address.len()));
        let _ = write!(drawn, "{before}\u{1b}]8;;{address}\u{1b}\\{address}\u{1b}]8;;\u{1b}\\");
        rest = after;
    }
    drawn + rest
}

pub(super) fn styled(text: &str, tone: Emphasis, screen: Screen) -> String {
    let style = match tone {
        _ if !screen.styled || text.is_empty() => return text.to_owned(),
        Emphasis::Plain => return text.to_owned(),
        Emphasis::Strong => STRONG,
        Emphasis::Warning => WARNING,
        Emphasis::Faint => FAINT,
        Emphasis::Good => GOOD,
        Emphasis::Bad => BAD,
    };
    format!("{style}{text}{style:#}")
}
