//! A fault drawn with its line and a caret.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::Diagnostic;
use crate::sanitize::sanitize;

/// Draws the fault in that text, as wide as that many columns at most; in colours where they are wanted.
pub fn drawing(fault: &Diagnostic, text: &str, width: usize, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let (message, path) = (sanitize(&fault.message), sanitize(&fault.file));
    let (drawn, span) = drawn(text, &fault.span);
    let column = drawn[..span.start].chars().count() + 1;
    let snippet = Snippet::source(drawn).line_start(fault.line).annotation(AnnotationKind::Primary.span(span));
    let group = Group::with_title(Level::ERROR.primary_title(message.as_ref()));
    // A line that is cut does not begin at its beginning, so that its column must be told.
    let mut groups = vec![if column == fault.column {
        group.element(snippet.path(path.as_ref()))
    } else {
        group.element(Origin::path(path.as_ref()).line(fault.line).char_column(fault.column)).element(snippet)
    }];
    let hint = fault.hint.as_deref().map(sanitize);
    groups.extend(hint.as_deref().map(|hint| Group::with_title(Level::HELP.secondary_title(hint))));
    renderer.term_width(width).render(&groups)
}

/// So many bytes around a fault, and of it, are looked at: no screen shows more of a line, and no file is read once for each fault.
const DRAWN: usize = 1024;

/// The lines of the text on which that span lies, cut where they are very long, and the span in them.
fn drawn<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, Range<usize>) {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(span.start), boundary(span.end.min(span.start + DRAWN)));
    let (first, last) = (boundary(start.saturating_sub(DRAWN)), boundary(end + DRAWN));
    let first = text[first..start].rfind('\n').map_or(first, |newline| first + newline + 1);
    let last = text[end..last].find('\n').map_or(last, |newline| end + newline);
    (&text[first..last], start - first..end - first)
}
