//! The HTML pages in a real browser: what only a browser can tell of them. It needs Chromium and its driver, so only
//! `.ci/browser` runs it. The pages, their pictures and their prints are left in `browser` among the target's temporary files.

mod driver;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use driver::Browser;
use serde_json::{Value, json};

/// Each page: its name, the code with which the program leaves, the most sheets of paper that it may take, and what is asked.
const PAGES: [(&str, i32, usize, &str); 10] = [
    ("shortlist", 0, 2, "recommend --role developer --platform aws --hours-per-week 6 --as-of 2026-11-22"),
    (
        "budget",
        0,
        4,
        "recommend --platform azure,aws --budget 700 --by 2027-06-01 --retake --have AI-900 --explain --top 12 --as-of 2026-11-22",
    ),
    ("prestige", 0, 2, "recommend --goal prestige --hours-per-week 3 --as-of 2026-01-09"),
    ("nothing-fits", 1, 2, "recommend --budget 0 --hours-per-week 1 --weeks 1 --hands-on --as-of 2026-11-22"),
    (
        "hostile",
        0,
        6,
        "recommend --role developer --budget 0 --level beginner --goal foundations --top 12 --explain --catalog tests/hostile.toml \
         --as-of 2026-11-22",
    ),
    ("plan", 0, 2, "plan --role developer --platform aws --as-of 2026-11-22"),
    (
        "plan-limits",
        0,
        2,
        "plan --role developer --platform azure --budget 700 --by 2027-08-01 --pause 2026-12-20..2027-01-05 --parallel 2 --retake \
         --have AI-900@2026-01-09 --as-of 2026-11-22",
    ),
    ("plan-last-days", 0, 2, "plan --platform aws --level advanced --by 2026-10-01 --as-of 2026-01-09"),
    ("plan-nothing-fits", 1, 2, "plan --budget 0 --hours-per-week 1 --weeks 1 --hands-on --as-of 2026-11-22"),
    ("plan-hostile", 0, 3, "plan --stack ai-product --platform aws --budget 0 --catalog tests/hostile.toml --as-of 2026-11-22"),
];

/// The catalogue that the pages are about: frozen, so that they stay as long as they are.
const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/catalog");

/// Runs in the page and returns what is wrong with it.
const CHECKS: &str = include_str!("checks.js");

/// Whether the box to sign can be seen, where something is asked for.
const BOX: &str = "const box = document.querySelector('.sign'); \
    return /Request for/.test(document.title) ? !!box && box.getBoundingClientRect().height > 60 : !box";

/// Opens what is folded.
const UNFOLD: &str = "document.querySelectorAll('details').forEach(it => it.open = true)";

/// The widths of a phone and of a desk, in CSS pixels.
const WIDTHS: [u32; 2] = [360, 1280];

/// A4 in points, and by how much a print may differ from it.
const A4: (f64, f64) = (595.28, 841.89);
const POINT: f64 = 1.0;

#[test]
fn every_page_holds_in_a_browser() {
    let folder = folder();
    let browser = Browser::start();
    for (name, code, sheets, asked) in PAGES {
        let page = folder.join(name).with_extension("html");
        let source = answer(asked, "html", code);
        fs::write(&page, &source).expect("a file can be written");
        for width in WIDTHS {
            for scheme in ["light", "dark"] {
                let place = format!("{name} {width} {scheme}");
                browser.show(&page, width, scheme);
                assert_eq!(browser.run(CHECKS, &json!([source, width])), json!([]), "{place}");
                browser.picture(&folder.join(place.replace(' ', "-")).with_extension("png"));
                // What is folded must hold too, when somebody opens it.
                browser.run(UNFOLD, &json!([]));
                assert_eq!(browser.run(CHECKS, &json!([source, width])), json!([]), "{place}, unfolded");
                browser.picture(&folder.join(format!("{place} unfolded").replace(' ', "-")).with_extension("png"));
            }
        }
        let known = json_of(asked, code);
        // It prints as it was opened: with its facts folded.
        browser.run("document.querySelectorAll('details').forEach(it => it.open = false)", &json!([]));
        assert_eq!(missing(&browser, &known), Vec::<String>::new(), "{name}");
        assert_eq!(print_faults(&browser, &folder.join(name).with_extension("pdf"), sheets), Vec::<String>::new(), "{name}");
        let asked_for = browser.asked_for();
        assert!(!asked_for.is_empty(), "the driver tells of no request at all, not even of the page");
        let away: Vec<&String> = asked_for.iter().filter(|url| **url != driver::address(&page)).collect();
        assert!(away.is_empty(), "{name} asks for {away:?}");
        assert_eq!(browser.console(), Vec::<String>::new(), "{name}");
    }
}

/// A page with everything wrong that the checks look for: they find it all.
#[test]
fn the_checks_find_what_is_wrong() {
    const WRONG: &str = "<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title>\
        <style>@page { size: 200mm 100mm } @media print { body { background: #123 } p { break-after: page } }</style></head><body>\
        <p style='color:#999;background:#fff'>pale</p><p><p>mended</p></p><a href='javascript:alert(1)'>a link</a>\
        <div style='width:2000px'>wide</div><svg width='100%'><text y='9'>one</text><text y='9'>two</text><text x='99%' y='40'>cut off</text></svg>\
        <img src='http://localhost:1/x.png' alt='x' onerror='x()'/></body></html>";
    let folder = folder();
    let page = folder.join("wrong.html");
    fs::write(&page, WRONG).expect("a file can be written");
    let browser = Browser::start();
    browser.show(&page, 360, "light");
    let found = browser.run(CHECKS, &json!([WRONG, 360])).to_string();
    for wanted in [
        "mend",
        "loads or runs",
        "onerror",
        "a link to javascript",
        "pixels wide",
        "sticks out",
        "leaves its picture",
        "lies on",
        "contrast 2.8",
    ] {
        assert!(found.contains(wanted), "{wanted:?} is not among {found}");
    }
    assert!(browser.asked_for().contains(&"http://localhost:1/x.png".to_owned()));
    assert_ne!(browser.console(), Vec::<String>::new(), "an image that is not there is told of");
    for (_, code, _, asked) in PAGES.into_iter().filter(|(_, code, ..)| *code == 0) {
        assert_ne!(missing(&browser, &json_of(asked, code)), Vec::<String>::new(), "{asked}");
    }
    let found = print_faults(&browser, &folder.join("wrong.pdf"), 1).join("; ");
    for wanted in ["the paper is", "sheets", "points"] {
        assert!(found.contains(wanted), "{wanted:?} is not among {found}");
    }
}

/// Where the pages are left.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// What the program answers from the project's folder.
fn answer(asked: &str, format: &str, code: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CERTWISE_CATALOG", FROZEN)
        .env("XDG_CONFIG_HOME", "/dev/null")
        .args(asked.split_whitespace());
    let ran = command.args(["--format", format]).output().expect("it starts");
    assert_eq!(ran.status.code(), Some(code), "{asked}: {ran:?}");
    String::from_utf8(ran.stdout).expect("the page is UTF-8")
}

/// The same for programs, with as many recommendations as the page has.
fn json_of(asked: &str, code: i32) -> Value {
    let top = if asked.starts_with("plan") || asked.contains("--top") { "" } else { " --top 5" };
    serde_json::from_str(&answer(&format!("{asked}{top}"), "json", code)).expect("JSON")
}

/// The names and days in JSON that neither the request nor a table of the page has.
fn missing(browser: &Browser, known: &Value) -> Vec<String> {
    let told = browser.run("return [...document.querySelectorAll('main table, main dl')].map(it => it.textContent).join(' ')", &json!([]));
    let told = told.as_str().expect("text");
    let listed = |key: &str| known[key].as_array().cloned().unwrap_or_default();
    let mut wanted = Vec::new();
    for shown in listed("recommendations").iter().chain(&listed("steps")) {
        let days = [&shown["prep"]["ready_high"], &shown["start"], &shown["exam"], &shown["finish"], &shown["last_safe_start"]];
        let texts = [&shown["name"]].into_iter().chain(days).filter_map(Value::as_str).filter_map(|text| text.lines().next());
        // A control character is a sign in the page.
        let as_said =
            |text: &str| text.parse::<certwise::calendar::Day>().map_or_else(|_| text.to_owned(), certwise::calendar::Day::in_words);
        wanted.extend(texts.map(|text| as_said(text).chars().take_while(|c| !c.is_control()).collect::<String>()));
    }
    wanted.retain(|text| !told.contains(text));
    wanted
}

/// What is wrong with its print: A4 is wanted, on paper that stays white, whatever the screen's colours are.
fn print_faults(browser: &Browser, file: &Path, sheets: usize) -> Vec<String> {
    let mut faults = Vec::new();
    browser.media("print", "dark");
    let ground = browser.run("return getComputedStyle(document.body).backgroundColor", &json!([]));
    if ground != "rgb(255, 255, 255)" {
        faults.push(format!("the paper is {ground}"));
    }
    let hidden = browser.run(BOX, &json!([]));
    if hidden != json!(true) {
        faults.push("the box to sign is not printed".to_owned());
    }
    let print = browser.print();
    fs::write(file, &print).expect("a file can be written");
    let text = String::from_utf8_lossy(&print);
    let boxes: Vec<(f64, f64)> = text.split("/MediaBox").skip(1).map(size).collect();
    if !(1..=sheets).contains(&boxes.len()) {
        faults.push(format!("{} sheets", boxes.len()));
    }
    let other = boxes.into_iter().find(|(width, height)| (width - A4.0).abs() >= POINT || (height - A4.1).abs() >= POINT);
    faults.extend(other.map(|(width, height)| format!("{width} by {height} points")));
    faults
}

/// The width and the height in ` [0 0 595.92 841.92]…`.
fn size(after: &str) -> (f64, f64) {
    let figures = after.trim_start().trim_start_matches('[').split(']').next().unwrap_or_default();
    let figures: Vec<f64> = figures.split_whitespace().map(|figure| figure.parse().expect("a figure")).collect();
    (figures[2] - figures[0], figures[3] - figures[1])
}
