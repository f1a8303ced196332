//! A file that is wrong in any way is a fault at a place that the file has, and never a panic.

use std::ops::Range;
use std::sync::LazyLock;

use certwise::catalog::Catalog;
use certwise::decide::decide;
use certwise::diagnostic::{Diagnostics, SourceFile};
use certwise::framework::Framework;
use certwise::snapshot::Snapshot;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::asked::{Asked, asked};
use crate::frozen::{framework_file, provider_files};
use crate::words::any_text;
use crate::{CATALOG, Holds, always};

/// One thing that a slip of the keyboard, or of a script, makes of a file.
#[derive(Clone, Debug)]
enum Slip {
    Cut { from: Index, characters: usize },
    Insert { at: Index, text: String },
    DropLine(Index),
    RepeatLine { which: Index, before: Index },
    RepeatTable(Index),
    OtherFigure { after: Index, figure: String },
    OtherText { which: Index, by: Index },
}

fn slip() -> impl Strategy<Value = Slip> {
    let index = any::<Index>;
    prop_oneof![
        1 => (index(), 1..30usize).prop_map(|(from, characters)| Slip::Cut { from, characters }),
        1 => (index(), any_text()).prop_map(|(at, text)| Slip::Insert { at, text }),
        2 => index().prop_map(Slip::DropLine),
        1 => (index(), index()).prop_map(|(which, before)| Slip::RepeatLine { which, before }),
        1 => index().prop_map(Slip::RepeatTable),
        4 => (index(), "[0-9]{1,10}").prop_map(|(after, figure)| Slip::OtherFigure { after, figure }),
        3 => (index(), index()).prop_map(|(which, by)| Slip::OtherText { which, by }),
    ]
}

/// A place in the text between two characters.
fn place(at: Index, text: &str) -> usize {
    let at = at.index(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Some line, with its end.
fn line(which: Index, text: &str) -> Range<usize> {
    let at = place(which, text);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// What stands between the quotation marks of some line; nothing at its start where it has none.
fn quoted(which: Index, text: &str) -> Range<usize> {
    let line = line(which, text);
    let marks: Vec<usize> = text[line.clone()].match_indices('"').map(|(mark, _)| line.start + mark).collect();
    let pairs: Vec<&[usize]> = marks.chunks_exact(2).collect();
    if pairs.is_empty() { line.start..line.start } else { which.get(&pairs)[0] + 1..which.get(&pairs)[1] }
}

/// The figure after some place; nothing at its end where there is none.
fn figure(after: Index, text: &str) -> Range<usize> {
    let at = place(after, text);
    let start = text[at..].find(|c: char| c.is_ascii_digit()).map_or(text.len(), |digit| at + digit);
    start..text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| start + end)
}

/// The text after the slip.
fn slipped(text: &str, slip: &Slip) -> String {
    let replaced = |place: Range<usize>, by: &str| [&text[..place.start], by, &text[place.end..]].concat();
    match slip {
        Slip::Cut { from, characters } => {
            let from = place(*from, text);
            replaced(from..from + text[from..].chars().take(*characters).map(char::len_utf8).sum::<usize>(), "")
        }
        Slip::Insert { at, text: new } => replaced(place(*at, text)..place(*at, text), new),
        Slip::DropLine(which) => replaced(line(*which, text), ""),
        Slip::RepeatLine { which, before } => {
            let before = line(*before, text).start;
            replaced(before..before, &text[line(*which, text)])
        }
        Slip::RepeatTable(which) => {
            let tables: Vec<&str> = text.split("\n[[").collect();
            format!("{text}\n[[{}", which.get(&tables))
        }
        Slip::OtherFigure { after, figure: new } => replaced(figure(*after, text), new),
        Slip::OtherText { which, by } => replaced(quoted(*which, text), &text[quoted(*by, text)]),
    }
}

fn slips(file: SourceFile, slips: &[Slip]) -> SourceFile {
    SourceFile { text: slips.iter().fold(file.text, |text, slip| slipped(&text, slip)), name: file.name }
}

/// There is a fault, and each names one of the files, and a line and a column of it; behind the last character is inside.
fn lie_inside(faults: &Diagnostics, files: &[&SourceFile]) -> Holds {
    let lines: Vec<Vec<&str>> = files.iter().map(|file| file.text.split('\n').collect()).collect();
    prop_assert!(!faults.0.is_empty(), "nothing is said to be wrong");
    for fault in &faults.0 {
        let number = files.iter().position(|file| file.name == fault.file);
        let number = number.ok_or_else(|| TestCaseError::fail(format!("{fault}: there is no such file")))?;
        let line = fault.line.checked_sub(1).and_then(|line| lines[number].get(line));
        let columns = line.ok_or_else(|| TestCaseError::fail(format!("{fault}: there is no such line")))?.chars().count() + 1;
        prop_assert!((1..=columns).contains(&fault.column), "{}: the line has {} columns", fault, columns);
        prop_assert!(files[number].text.get(fault.span.clone()).is_some(), "{}: {:?} is no part of the text", fault, fault.span);
        prop_assert!(!fault.message.is_empty(), "{}: it does not say what is wrong", fault);
    }
    Ok(())
}

/// What `decide` reads of the frozen framework.
static RULES: LazyLock<String> = LazyLock::new(|| {
    const OTHERS: [&str; 6] = ["[best_for", "[stack]", "[stack.", "[quick", "[upkeep", "[excused"];
    let text = framework_file().text;
    let tables = text.split("\n[").filter(|table| !OTHERS.iter().any(|other| table.starts_with(other)));
    tables.collect::<Vec<_>>().join("\n[")
});

/// The frozen framework without the names that the catalogue does not know.
fn framework_for(catalog: &Catalog) -> Framework {
    let known = |id: &str| catalog.position(id).is_some() || catalog.providers.iter().any(|provider| provider.id == id);
    let credentials = CATALOG.credentials.iter().map(|credential| &credential.id);
    let all = credentials.chain(CATALOG.providers.iter().map(|provider| &provider.id));
    // They stand in lists alone.
    let without = all.filter(|id| !known(id)).fold(RULES.clone(), |text, id| {
        let last = text.replace(&format!("[\"{id}\"]"), "[]").replace(&format!(", \"{id}\""), "");
        last.replace(&format!("\"{id}\", "), "").replace(&format!("\"{id}\",\n"), "\n")
    });
    let file = SourceFile { name: "framework.toml".to_owned(), text: without };
    Framework::load(&file, catalog).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Whatever catalogue loads must be something that a question can be put to.
fn is_a_catalogue(catalog: &Catalog, asked: &Asked) -> Holds {
    answers(catalog, &framework_for(catalog), &asked.of(catalog))
}

/// Whatever loads must be something that a question can be put to.
fn answers(catalog: &Catalog, framework: &Framework, asked: &Asked) -> Holds {
    let snapshot = Snapshot::on(catalog, framework, asked.as_of);
    let answer = decide(&snapshot, &asked.situation);
    let known = catalog.credentials.iter().filter(|it| it.lifecycle.announced.is_none_or(|day| day <= asked.as_of));
    prop_assert_eq!(answer.ranked.len() + answer.ruled_out.len(), known.count());
    Ok(())
}

#[test]
fn any_text_is_a_catalogue_or_a_fault_inside_it() {
    let toml = "(\\[\\[?(credential|provider|outside|x)\\]?\\]\n|(id|name|cost|prep|lifecycle|é) = (\"[a-zé]{0,3}\"|[0-9-]{1,11}|\\{ exam = [0-9]\n? \\}|\\[)?\n?){0,6}";
    let text = prop_oneof![any_text(), toml, (toml, any_text()).prop_map(|(toml, text)| toml + &text)];
    always(&text, |text| {
        let file = SourceFile { name: "any.toml".to_owned(), text };
        Catalog::load(&[vec![file.clone()]]).map_or_else(|faults| lie_inside(&faults, &[&file]), |_| Ok(()))
    });
}

#[test]
fn a_provider_file_with_slips_loads_and_answers_or_is_a_fault_inside_it() {
    let files = provider_files();
    always(&(any::<Index>(), vec(slip(), 1..3), asked()), |(which, made, asked)| {
        let file = slips(files[which.index(files.len())].clone(), &made);
        match Catalog::load(&[vec![file.clone()]]) {
            Ok(catalog) => is_a_catalogue(&catalog, &asked),
            Err(faults) => lie_inside(&faults, &[&file]),
        }
    });
}

#[test]
fn an_overlay_with_slips_loads_and_answers_or_is_a_fault_inside_a_file() {
    let files = provider_files();
    always(&(any::<Index>(), vec(slip(), 1..3), asked()), |(which, made, asked)| {
        let below = files[which.index(files.len())].clone();
        let over = SourceFile { name: "over.toml".to_owned(), ..slips(below.clone(), &made) };
        match Catalog::load(&[vec![below.clone()], vec![over.clone()]]) {
            Ok(catalog) => is_a_catalogue(&catalog, &asked),
            Err(faults) => lie_inside(&faults, &[&below, &over]),
        }
    });
}

#[test]
fn a_framework_with_slips_loads_and_answers_or_is_a_fault_inside_it() {
    always(&(vec(slip(), 1..3), asked()), |(made, asked)| {
        let file = slips(framework_file(), &made);
        match Framework::load(&file, &CATALOG) {
            Ok(framework) => answers(&CATALOG, &framework, &asked),
            Err(faults) => lie_inside(&faults, &[&file]),
        }
    });
}
