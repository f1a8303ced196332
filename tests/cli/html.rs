//! The page to send or print: read by a strict parser, as HTML that is well-formed XML too.

use roxmltree::{Document, Node, ParsingOptions};

use crate::harness::{Call, Folder, certwise, dated, rows};
use crate::hostile::HOSTILE;
use crate::plan_page::PLANS;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Situations of every kind, and whether something fits.
const SITUATIONS: [(&str, bool); 9] = [
    ("", true),
    ("--role developer --platform aws --hours-per-week 6", true),
    ("--platform azure,aws --budget 700 --weeks 30 --retake --have AI-900@2026-01-09 --hands-on --explain --top 30", true),
    ("--goal prestige --hours-per-week 1", true),
    ("--budget 0", true),
    ("--by 9999-12-31 --budget 10000000", true),
    ("--role leader --level beginner --years 20 --goal governance --top 1", true),
    ("--budget 0 --hours-per-week 1 --weeks 1 --hands-on", false),
    ("--budget 0 --hours-per-week 1 --weeks 1 --hands-on --explain", false),
];

fn page(situation: &str) -> Call {
    dated("recommend --format html").words(situation)
}

#[track_caller]
pub fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|why| panic!("{why}: {page}"))
}

pub fn all<'a>(page: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    page.descendants().filter(move |node| node.tag_name().name() == name)
}

/// All text inside, as one line.
pub fn text(node: Node<'_, '_>) -> String {
    let words: Vec<&str> =
        node.descendants().filter(Node::is_text).filter_map(|node| node.text()).flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// The page of each situation, with the situation: of recommendations and of plans.
#[track_caller]
fn on_every_page(holds: impl Fn(&str, &Document<'_>)) {
    let plans = PLANS.iter().map(|(situation, fits)| ("plan", *situation, *fits));
    for (command, situation, fits) in SITUATIONS.iter().map(|(situation, fits)| ("recommend", *situation, *fits)).chain(plans) {
        let call = dated(&format!("{command} --format html")).words(situation);
        let page = if fits { call.answer() } else { call.answer_without_success() };
        holds(situation, &parsed(&page));
    }
}

/// The table that has that column.
#[track_caller]
pub fn table<'a>(page: &'a Document<'_>, column: &str) -> Vec<Vec<Node<'a, 'a>>> {
    let has = |table: &Node<'_, '_>| table.descendants().any(|node| node.tag_name().name() == "th" && text(node) == column);
    let table = all(page, "table").find(has).unwrap_or_else(|| panic!("no table has a column {column:?}"));
    let body = table.children().find(|node| node.has_tag_name((table.tag_name().namespace().expect("HTML"), "tbody"))).expect("a body");
    body.children().filter(Node::is_element).map(|row| row.children().filter(Node::is_element).collect()).collect()
}

/// What stands beside a word of the request; empty where it does not say it.
fn asked(page: &Document<'_>, word: &str) -> String {
    let term = all(page, "dt").find(|term| text(*term) == word);
    term.and_then(|term| term.next_sibling_element()).map(text).unwrap_or_default()
}

/// The first is asked for, and the others are the alternatives to it, in the order of the sheet.
#[test]
fn the_request_and_its_alternatives_are_the_recommendations_own() {
    for (situation, _) in SITUATIONS.into_iter().filter(|(_, fits)| *fits) {
        let page = page(situation).answer();
        let sheet = dated("recommend --format csv").words(&situation.replace("--explain", "")).answer();
        let (page, sheet) = (parsed(&page), rows(&sheet));
        assert!(asked(&page, "Asked for").starts_with(&sheet[1][2]), "{situation}");
        let others = &sheet[2..];
        if others.is_empty() {
            assert!(!all(&page, "th").any(|head| text(head) == "Alternative"), "{situation}");
            continue;
        }
        let drawn = table(&page, "Alternative");
        assert_eq!(drawn.len(), others.len(), "{situation}");
        for (row, cells) in drawn.iter().zip(others) {
            let said: Vec<String> = row.iter().map(|cell| text(*cell)).collect();
            let [name, cost, _, ready, why] = &said[..] else { panic!("{situation}: {said:?}") };
            assert!(name.starts_with(&cells[2]), "{situation}: {name} is not {}", cells[2]);
            let dollars = if cells[6].is_empty() { "unknown" } else { &cells[6] };
            assert!(cost.replace(',', "").contains(dollars) || cost.ends_with("free"), "{situation}: {cost} is not {dollars}");
            assert_eq!(*ready == "unknown", cells[9].is_empty(), "{situation}: {ready} is not {}", cells[9]);
            assert_eq!(why == "Tied with the first", cells[0] == sheet[1][0], "{situation}: {why}");
            assert!(!why.is_empty(), "{situation}: {name}");
        }
    }
}

/// The sum with a retake is the one that the program itself gives to who plans for one.
#[test]
fn the_sum_with_a_retake_is_the_one_of_who_plans_for_it() {
    let dollars = |amount: &serde_json::Value| amount["high"].as_u64().expect("an amount").to_string();
    for situation in ["--role developer --platform aws", "--role developer --platform azure", "--goal generative-ai --platform databricks"]
    {
        let json = |more: &str| dated("recommend --top 1 --format json").words(situation).words(more).json();
        let (plain, twice) = (json(""), json("--retake"));
        let (plain, twice) = (&plain["recommendations"][0], &twice["recommendations"][0]);
        assert_eq!(plain["id"], twice["id"], "{situation} has another first with a retake; take another situation");
        for more in ["", " --retake"] {
            let answer = page(&format!("{situation}{more}")).answer();
            let page = parsed(&answer);
            let sum = |word: &str| asked(&page, word).split(" (").next().unwrap_or_default().replace(',', "");
            assert!(sum("Cost").ends_with(&dollars(&plain["cost"])), "{situation}: {}", sum("Cost"));
            assert!(sum("Cost with one retake").ends_with(&dollars(&twice["cost"])), "{situation}: {}", sum("Cost with one retake"));
        }
    }
    let plan = "--role developer --platform azure --retake";
    let answer = dated("plan --format html").words(plan).answer();
    let sum = asked(&parsed(&answer), "With one retake each").replace(',', "");
    let total = dated("plan --format json").words(plan).json();
    assert!(sum.ends_with(&dollars(&total["total"])), "{sum} is not {}", total["total"]);
}

/// Somebody decides by it: there is a box to sign wherever something is asked for, and no days or phrases of the machine.
#[test]
fn it_can_be_handed_to_an_employer() {
    on_every_page(|situation, page| {
        let asks = !asked(page, "Asked for").is_empty();
        let headings: Vec<String> = all(page, "h2").map(text).collect();
        for wanted in ["What the employer gets", "Decision"] {
            assert_eq!(headings.iter().any(|heading| heading == wanted), asks, "{situation}: {wanted}, {headings:?}");
        }
        let said = text(all(page, "body").next().expect("a body"));
        if asks {
            assert!(["Name", "Date", "Signature"].iter().all(|word| all(page, "dt").any(|term| text(term) == *word)), "{situation}");
            assert!(all(page, "h1").any(|title| text(title).contains("Request for ")), "{situation}");
        }
        for never in ["not asked", "you named no", "Nothing was told", "Mind", "level with its neighbour", "slot of this stack"] {
            assert!(!said.contains(never), "{situation}: {never:?} is in {said}");
        }
        for details in all(page, "details") {
            assert!(details.attribute("open").is_none() && all(page, "summary").count() == 1, "{situation}: facts stand behind a fold");
        }
        let is_day = |word: &str| {
            word.len() == 10 && word.bytes().enumerate().all(|(at, c)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() })
        };
        // Commands, and what a source is called, have the days of machines.
        let folded: Vec<Node<'_, '_>> = all(page, "details").chain(all(page, "code")).chain(all(page, "style")).collect();
        let open = page.descendants().filter(Node::is_text).filter(|node| !node.ancestors().any(|above| folded.contains(&above)));
        let words: Vec<&str> = open.filter_map(|node| node.text()).flat_map(str::split_whitespace).collect();
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let pairs = words.windows(2).filter(|pair| is_day(&bare(pair[1])) && !pair[0].starts_with("--"));
        let days: Vec<&str> = pairs.map(|pair| pair[1]).collect();
        assert!(days.is_empty(), "{situation}: {days:?}");
    });
}

#[test]
fn headings_go_down_one_step_at_a_time_from_a_single_first() {
    on_every_page(|situation, page| {
        let levels = page.descendants().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse::<u32>().ok());
        let levels: Vec<u32> = levels.collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{situation}");
        assert_eq!(levels[0], 1, "{situation}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{situation}: {levels:?}");
    });
}

#[test]
fn tables_have_captions_and_heads_and_pictures_have_words() {
    on_every_page(|situation, page| {
        for table in all(page, "table") {
            assert!(table.descendants().any(|node| node.tag_name().name() == "caption" && !text(node).is_empty()), "{situation}");
            for head in table.descendants().filter(|node| node.tag_name().name() == "th") {
                assert!(matches!(head.attribute("scope"), Some("col" | "row")), "{situation}: {}", text(head));
            }
        }
        for picture in all(page, "svg") {
            assert_eq!(picture.attribute("role"), Some("img"), "{situation}");
            for id in picture.attribute("aria-labelledby").expect("a name").split(' ') {
                let named = page.descendants().find(|node| node.attribute("id") == Some(id)).expect("the name is there");
                assert!(matches!(named.tag_name().name(), "title" | "desc") && !text(named).is_empty(), "{situation}: {id}");
            }
        }
        let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
        assert!(ids.iter().enumerate().all(|(number, id)| !ids[..number].contains(id)), "{situation}: {ids:?}");
        assert_eq!(page.root_element().attribute("lang"), Some("en"));
    });
}

/// What a picture shows is inside it, and said in its words.
#[test]
fn bars_stay_inside_their_picture() {
    on_every_page(|situation, page| {
        for bar in page.descendants().filter(|node| node.has_tag_name((SVG, "rect"))) {
            let share = |name| -> f64 { bar.attribute(name).expect("there").trim_end_matches('%').parse().expect("a figure") };
            assert!(share("x") >= 0.0 && share("width") >= 0.0 && share("x") + share("width") <= 100.02, "{situation}: {bar:?}");
        }
    });
}

#[test]
fn a_limit_is_drawn_where_it_was_told() {
    let limits = |situation: &str| {
        let answer = page(situation).answer();
        let page = parsed(&answer);
        let limit = |node: &Node<'_, '_>| node.has_tag_name((SVG, "text")) && node.attribute("class") == Some("limit");
        page.descendants().filter(limit).map(text).collect::<Vec<_>>()
    };
    assert_eq!(limits("--role developer --platform aws"), [""; 0]);
    assert_eq!(limits("--role developer --platform aws --budget 300 --weeks 20"), ["budget $300", "deadline 11 Apr 2027"]);
    assert_eq!(limits("--role developer --platform aws --budget 90000 --by 2099-01-01"), ["budget $90,000 →", "deadline 1 Jan 2099 →"]);
    let ends = certwise("recommend --format html --platform aws --as-of 2026-01-09").answer();
    let said: Vec<String> = all(&parsed(&ends), "desc").map(text).collect();
    assert!(said.iter().any(|said| said.contains("MLS-C01: 6 Mar 2026 to 24 Apr 2026, last day 31 Mar 2026")), "{said:?}");
}

/// What is free needs no picture of its cost; what each costs is told all the same.
#[test]
fn free_things_have_their_costs_told_without_a_picture() {
    let answer = page("--budget 0").answer();
    let page = parsed(&answer);
    assert!(all(&page, "h2").any(|heading| text(heading) == "What it costs"));
    assert!(table(&page, "Amount").iter().all(|row| text(row[2]).starts_with("free")));
    assert!(!page.descendants().any(|node| node.attribute("id") == Some("costs-title")), "a picture of nothing");
}

/// Nothing is fetched, nothing runs: links alone lead away, over https.
#[test]
fn nothing_is_loaded_and_nothing_runs() {
    on_every_page(|situation, page| {
        for node in page.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            assert!(
                !["script", "link", "img", "iframe", "object", "embed", "form", "base", "use", "image"].contains(&name),
                "{situation}: {name}"
            );
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                assert!(!key.starts_with("on") && key != "src" && key != "style", "{situation}: {key}");
                assert!(key != "href" || (name == "a" && value.starts_with("https://")), "{situation}: {value}");
            }
        }
        let style = all(page, "style").map(text).collect::<String>();
        assert!(!style.contains("url(") && !style.contains("@import"), "{situation}");
        let policy = all(page, "meta").find(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
        assert!(policy.and_then(|meta| meta.attribute("content")).is_some_and(|policy| policy.starts_with("default-src 'none';")));
    });
}

#[test]
fn it_tells_the_situation_the_sources_and_how_to_ask_again() {
    let answer = page("--role developer --platform aws,azure --budget 300 --weeks 30 --have AI-900 --retake").answer();
    let page = parsed(&answer);
    let said = text(page.root_element());
    for wanted in [
        "Request for ",
        "As of 22 Nov 2026.",
        "Role a developer",
        "Platform AWS and Azure",
        "Budget $300 in all",
        "Hours per week 10 of study (assumed)",
        "By 20 Jun 2027",
        "Have Microsoft Certified: Azure AI Fundamentals",
        "one failed attempt is counted in",
        "retake $",
        "confidence high",
        "Least recently verified: ",
        "list prices in US dollars, without tax",
        "Run again with: certwise recommend --role developer --platform aws,azure --budget 300 --weeks 30 --have ms-ai-900 --retake \
         --as-of 2026-11-22 --format html",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is not in {said}");
    }
}

#[test]
fn the_command_in_it_gives_the_same_page() {
    let first = page("--platform aws --top 2 --explain").answer();
    let code = text(all(&parsed(&first), "code").next().expect("the command"));
    let again = certwise(code.strip_prefix("certwise ").expect("a command")).embedded().answer();
    assert_eq!(first, again);
}

#[test]
fn when_nothing_fits_it_says_what_would_change_that() {
    let answer = page("--budget 0 --hours-per-week 1 --weeks 1 --hands-on").answer_without_success();
    let page = parsed(&answer);
    let headings: Vec<String> = all(&page, "h2").map(text).collect();
    for wanted in ["Nothing fits", "What would change it", "In the meantime", "Start with", "Sources"] {
        assert!(headings.iter().any(|heading| heading == wanted), "{wanted} is not among {headings:?}");
    }
    let said = text(page.root_element());
    assert!(said.contains("past your deadline") && said.contains("(adds "), "{said}");
    assert_eq!(all(&page, "table").count(), 0);
}

#[test]
fn whatever_a_file_says_is_text() {
    let folder = Folder::with("<script>alert(1)</script>\" onload=x.toml", HOSTILE);
    let call = page("--role developer --level beginner --goal foundations --top 200 --explain").inside(&folder);
    let call = call.word("--catalog").word("<script>alert(1)</script>\" onload=x.toml");
    let answer = call.answer();
    let page = parsed(&answer);
    assert!(!answer.chars().any(|c| c != '\n' && ::certwise::sanitize::is_unprintable(c)), "a character that drives");
    assert_eq!(all(&page, "script").chain(all(&page, "img")).chain(all(&page, "b")).count(), 0);
    assert!(page.descendants().flat_map(|node| node.attributes()).all(|attribute| !attribute.name().starts_with("on")));
    let links: Vec<&str> = all(&page, "a").filter_map(|link| link.attribute("href")).collect();
    assert!(links.iter().all(|link| link.starts_with("https://") && !link.contains(char::is_whitespace)), "{links:?}");
    let said = text(page.root_element());
    for wanted in [
        "=1+1 \u{fffd}[31mred",
        "a|b <script>alert(1)</script> `rm -rf`",
        "日本語の資格 🎓",
        "\" onmouseover=alert(1) x='",
        "</style><script>",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is not there as text");
    }
}

#[test]
fn who_needs_nothing_more_asks_for_nothing_and_sees_what_fits() {
    let answer = page("--level advanced --goal foundations").answer();
    let page = parsed(&answer);
    assert_eq!(asked(&page, "Asked for"), "");
    let headings: Vec<String> = all(&page, "h2").map(text).collect();
    assert!(headings.contains(&"You need nothing more".to_owned()) && !headings.contains(&"Decision".to_owned()), "{headings:?}");
    assert_eq!(table(&page, "Alternative").len(), 5);
}

#[test]
fn other_commands_have_no_such_page() {
    for command in ["quick", "list", "show AI-103", "batch -"] {
        let said = dated(command).words("--format html").refusal();
        assert!(said.contains("this command has no format `html`"), "{said}");
    }
}

#[test]
fn a_name_and_a_note_stand_over_the_page_and_in_the_command_that_gives_it_again() {
    for line in ["recommend --role developer", "plan --role developer"] {
        let call = |format: &str| {
            dated(line).words("--for").word("Ada <b>\u{202e}").words("--note").word("it's \"2nd\"").words("--format").word(format)
        };
        let page = call("html").answer();
        let heading = "Ada &#60;b&#62;\u{fffd}: Request for ";
        assert!(page.contains(&format!("<title>{heading}")) && page.contains(&format!("<h1>{heading}")), "{page}");
        let asked = (asked(&parsed(&page), "For"), asked(&parsed(&page), "Note"));
        assert_eq!(asked, ("Ada <b>\u{fffd}, a developer".to_owned(), "it's \"2nd\"".to_owned()));
        assert!(page.contains("--for=$&#39;Ada") && page.contains("--note="), "the command repeats them");
        assert!(call("table").answer().starts_with("Ada <b>\u{fffd} (it's \"2nd\"): "));
        assert!(call("markdown").answer().starts_with("**Ada "));
    }
}
