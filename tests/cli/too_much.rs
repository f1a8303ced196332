//! Files that are too much: nothing hangs, nothing panics, and the error says what to do.

use std::time::{Duration, Instant};

use crate::harness::{Folder, Ran, certwise, dated};

#[test]
fn a_file_past_the_limit_is_refused_unread_and_the_limit_can_be_moved() {
    let folder = Folder::with("big.toml", "");
    let file = std::fs::OpenOptions::new().write(true).open(folder.path().join("big.toml")).expect("it was made");
    file.set_len(1 << 30).expect("a sparse file takes no room");
    let said = dated("list --catalog big.toml").inside(&folder).refusal();
    assert_eq!(said, "error: `big.toml` is larger than 16 MiB; --max-file-size N reads up to N MiB");
    file.set_len(2 << 20).expect("a sparse file takes no room");
    let said = dated("list --catalog big.toml --max-file-size 1").inside(&folder).refusal();
    assert_eq!(said, "error: `big.toml` is larger than 1 MiB; --max-file-size N reads up to N MiB");
}

#[test]
fn a_hundred_thousand_levels_are_a_fault_at_their_place() {
    let deep = format!("x = {}", "[".repeat(100_000));
    let folder = Folder::with("deep.toml", deep);
    let said = dated("list --catalog deep.toml").inside(&folder).refusal();
    assert!(said.starts_with("error: deep.toml:1:") && said.contains("max recursion depth"), "{said}");
}

#[test]
fn links_in_a_circle_are_an_error_not_a_walk() {
    let folder = Folder::with("good.toml", "");
    std::os::unix::fs::symlink(".", folder.path().join("again")).expect("a link");
    std::os::unix::fs::symlink("loop.toml", folder.path().join("loop.toml")).expect("a link");
    let said = dated("list --catalog .").inside(&folder).refusal();
    assert!(said.starts_with("error: cannot read `./loop.toml`: "), "{said}");
}

/// A catalogue file with so many credentials, each followed by the lines that `more` gives for its number.
fn catalogue(many: usize, more: impl Fn(usize) -> String) -> String {
    format!("[provider]\nid = \"acme\"\nname = \"Acme\"\n{}", credentials(many, more))
}

fn credentials(many: usize, more: impl Fn(usize) -> String) -> String {
    let one = |number| format!("\n[[credential]]\nid = \"{}\"\nname = \"Acme {number}\"\nkind = \"badge\"\n{}", id(number), more(number));
    (0..many).map(one).collect()
}

fn id(number: usize) -> String {
    format!("acme-{number:06}")
}

const ENDED: &str = "lifecycle = { last_day = 2020-01-01, end_reason = \"it ended\" }\n";

/// How long a command takes that is given that file, and what it says.
fn timed(line: &str, file: &str) -> (Duration, Ran) {
    let folder = Folder::with("c.toml", file);
    let began = Instant::now();
    let ran = certwise(line).word("c.toml").inside(&folder).run();
    (began.elapsed(), ran)
}

/// Sixteen times as much of something must not take much more than sixteen times as long: what takes the square of it takes 256
/// times as long. The seconds are for what every call needs, and for a busy machine.
#[track_caller]
fn grows_with_its_size(what: &str, line: &str, file: impl Fn(usize) -> String) -> Ran {
    const FEW: usize = 500;
    const TIMES: u32 = 16;
    let (few, _) = timed(line, &file(FEW));
    let (many, ran) = timed(line, &file(FEW * TIMES as usize));
    let most = few * TIMES * 2 + Duration::from_secs(5);
    assert!(many < most, "{what}: `{line}` takes {few:?} and with {TIMES} times as much {many:?}");
    ran
}

/// What a file is full of, and the file with so much of it.
type File<'f> = (&'f str, &'f dyn Fn(usize) -> String);

#[test]
fn thousands_of_faults_take_no_longer_than_their_number() {
    let successor = |name: String| format!("successors = [\"{name}\"]\n");
    let files: [File<'_>; 6] = [
        ("successors that are nowhere", &|many| catalogue(many, |number| successor(format!("zork-{:06}", number * 7919 % 999_983)))),
        ("successors with near ids", &|many| catalogue(many, |number| successor(format!("{}x", id(number))))),
        ("ids that stand twice", &|many| catalogue(many / 2, |_| String::new()) + &credentials(many / 2, |_| String::new())),
        ("values that are no values", &|many| catalogue(many, |_| "level = \"expert\"\n".to_owned())),
        ("values that are missing", &|many| catalogue(many, |_| "code = \n".to_owned())),
        ("one long line", &|many| {
            let names: Vec<String> = (0..many).map(|number| format!("\"zork-{number}\"")).collect();
            catalogue(1, |_| format!("successors = [{}]\n", names.join(", ")))
        }),
    ];
    for (what, file) in files {
        let ran = grows_with_its_size(what, "list --catalog", file);
        assert_eq!(ran.code, Some(2), "{what}: {}", ran.err);
        let ran = grows_with_its_size(what, "check", file);
        assert_eq!(ran.code, Some(1), "{what}: {}", ran.err);
    }
}

#[test]
fn circles_are_found_in_the_time_that_their_number_takes() {
    let files: [File<'_>; 4] = [
        ("many small circles", &|many| catalogue(many, |number| format!("successors = [\"{}\"]\n", id(number ^ 1)))),
        ("one large circle", &|many| catalogue(many, |number| format!("successors = [\"{}\"]\n", id((number + 1) % many)))),
        ("circles that all go through one", &|many| {
            let all: Vec<String> = (1..many).map(|number| format!("\"{}\"", id(number))).collect();
            let first = format!("successors = [{}]\n", all.join(", "));
            catalogue(many, |number| if number == 0 { first.clone() } else { format!("successors = [\"{}\"]\n", id(0)) })
        }),
        ("circles of every length", &|many| {
            catalogue(many, |number| format!("successors = [\"{}\", \"{}\"]\n", id(0), id((number + 1) % many)))
        }),
    ];
    for (what, file) in files {
        let ran = grows_with_its_size(what, "list --catalog", file);
        assert!(ran.code == Some(2) && ran.err.contains("the successors go in a circle: acme-"), "{what}: {}", ran.err);
        assert!(ran.err.len() < 400, "{what}: no circle is longer than a reader reads: {}", ran.err);
    }
}

#[test]
fn a_chain_of_any_length_is_followed_to_its_end() {
    let chain = |many: usize| {
        catalogue(many, |number| if number + 1 < many { format!("{ENDED}successors = [\"{}\"]\n", id(number + 1)) } else { String::new() })
    };
    let back = |many: usize| {
        catalogue(many, |number| if number > 0 { format!("{ENDED}successors = [\"{}\"]\n", id(number - 1)) } else { String::new() })
    };
    for line in ["list --as-of 2026-11-22 --catalog", "recommend --as-of 2026-11-22 --top 1 --catalog", "check"] {
        grows_with_its_size("a chain", line, chain);
        grows_with_its_size("a chain from behind", line, back);
    }
    // Deeper than any stack.
    let folder = Folder::with("chain.toml", chain(100_000));
    let call = dated("show acme-000000 --format json --catalog chain.toml").inside(&folder);
    let known = &call.json()["credentials"][0];
    assert_eq!((&known["status"], &known["successors"]), (&"retired".into(), &serde_json::json!(["acme-000001"])));
}

#[test]
fn what_is_split_and_joined_again_sixty_times_is_no_riddle() {
    let diamonds = |end: &str| {
        catalogue(120, |number| {
            let next = number / 2 * 2 + 2;
            if next < 120 { format!("{ENDED}successors = [\"{}\", \"{}\"]\n", id(next), id(next + 1)) } else { end.to_owned() }
        })
    };
    for (end, replacements) in [(ENDED, "[]"), ("", "[\"acme-000118\",\"acme-000119\"]")] {
        let folder = Folder::with("d.toml", diamonds(end));
        let answer = dated("recommend --format json --catalog d.toml").inside(&folder).json();
        let out = answer["ruled_out"].as_array().expect("a list").iter().find(|out| out["id"] == "acme-000000").expect("it has ended");
        assert_eq!(out["successors"].to_string(), replacements);
        let faults = i32::from(!end.is_empty());
        assert_eq!(certwise("check d.toml").inside(&folder).run().code, Some(faults), "with an end, all successors lead to it");
    }
}

/// A chain of which each link leads to something of its own as well: whoever is shown the first is not shown all of them.
#[test]
fn of_very_many_successors_the_first_hundred_are_shown() {
    let comb = catalogue(500, |number| match number {
        249 => format!("{ENDED}successors = [\"{}\"]\n", id(499)),
        0..249 => format!("{ENDED}successors = [\"{}\", \"{}\"]\n", id(number + 250), id(number + 1)),
        _ => String::new(),
    });
    let folder = Folder::with("c.toml", comb);
    let answer = dated("recommend --format json --catalog c.toml").inside(&folder).json();
    let replacements = |number: usize| {
        let out = answer["ruled_out"].as_array().expect("a list").iter().find(|out| out["id"] == id(number)).expect("it has ended");
        out["successors"].as_array().expect("a list").iter().map(|id| id.as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(replacements(0), (250..350).map(id).collect::<Vec<_>>());
    assert_eq!(replacements(200), (450..500).map(id).collect::<Vec<_>>());
}

#[test]
fn thousands_of_pauses_do_not_make_a_plan_for_ever() {
    let day = |number: u32| certwise::calendar::Day::new(2027, 1, 1).expect("a day").plus_days(3 * number);
    let pauses: Vec<String> = (0..20_000).map(|number| format!("\"{0}..{0}\"", day(number))).collect();
    let folder = Folder::with("s.toml", format!("pause = [{}]\n", pauses.join(", ")));
    let plan = dated("plan --situation s.toml --format json").inside(&folder).json();
    assert!(plan["steps"].as_array().is_some_and(|steps| !steps.is_empty()));
}

/// A name that nobody can have meant: as wide as no terminal, no calendar and no table.
#[test]
fn a_name_of_hundreds_of_thousands_of_letters_is_cut() {
    let long = "x".repeat(300_000);
    let words = "two words ".repeat(30_000);
    for name in [&long, &words] {
        let folder = Folder::with("long.toml", format!("[[credential]]\nid = \"kaggle-learn\"\nname = \"{name}\"\ncode = \"{name}\"\n"));
        for line in ["list", "show kaggle-learn", "recommend --level beginner --top 100", "plan --role developer", "why kaggle-learn"] {
            for format in ["table", "markdown"] {
                let ran = dated(line).words("--catalog long.toml --format").word(format).inside(&folder).run();
                assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{line} --format {format}");
            }
        }
        let began = Instant::now();
        let calendar = dated("plan --role developer --catalog long.toml --format ics").inside(&folder).answer();
        assert!(calendar.contains("BEGIN:VEVENT") && calendar.len() < 100_000, "{} bytes", calendar.len());
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}

/// Whether each can come first takes the square of their number, so that a large catalogue is asked in part, and told so.
#[test]
fn a_check_of_a_large_catalogue_says_of_how_many_it_did_not_ask() {
    let sound = |_| {
        "level = \"beginner\"\nroles = [\"developer\", \"student\"]\ngoals = [\"foundations\"]\ncost = { once = 5000 }\nsources = [\n  \
         { title = \"its page\", kind = \"official\", read = 2026-11-01, confidence = \"high\", proves = [\"status\", \"cost.once\"] },\n]\n"
            .to_owned()
    };
    let gate = |kind| format!("[[gate]]\nid = \"{kind}\"\nbecause = \"x\"\nsource = \"x\"\n");
    let gates: String = certwise::vocabulary::BlockerKind::ALL.iter().map(gate).collect();
    let mut rules = format!("name = \"x\"\nsource = \"x\"\npublished = 2026-01-09\nreplaced = \"x\"\n{gates}");
    rules += "[[criterion]]\nid = \"price\"\nquestion = \"x\"\nsource = \"x\"\ngrade = [{ grade = \"free\", because = \"x\", when = { \
              credential = { cost_at_most = 0 } } }, { grade = \"dear\", because = \"x\" }]\n[[upkeep]]\nrule = \"first-place\"\nhint = \"x\"\n\
              [fallback]\nsteps = [\"x\"]\nstart_with = {}\nshow = 1\nsource = \"x\"\n";
    let folder = Folder::with("whole/framework.toml", rules).and("whole/providers/acme.toml", catalogue(3000, sound));
    let ran = certwise("check whole").inside(&folder).run();
    assert!(ran.out.trim_end().ends_with(": there are too many"), "{}", ran.out.lines().last().unwrap_or_default());
    assert!(!certwise("check").answer().contains("there are too many"));
}

/// A fault far out on a long line is drawn with the part of the line on which it stands, and its true column.
#[test]
fn a_fault_on_a_long_line_is_drawn_at_its_column() {
    let names: Vec<String> = (0..2000).map(|number| format!("\"acmé-{number}\"")).collect();
    let folder = Folder::with("c.toml", catalogue(1, |_| format!("successors = [{}]\n", names.join(", "))));
    let drawn = certwise("check c.toml").columns(80).inside(&folder).run().out;
    let fault = drawn.split("\n\n").find(|fault| fault.contains("names `acmé-1234`")).expect("each is a fault");
    let line = format!("successors = [{}", names.join(", "));
    let column = line[..line.find("\"acmé-1234\"").expect("it is there")].chars().count() + 1;
    assert!(fault.contains(&format!("--> c.toml:9:{column}\n")), "{fault}");
    let lines: Vec<&str> = fault.lines().collect();
    let marked = lines.iter().position(|line| line.contains('^')).expect("it is marked");
    let at = lines[marked].find('^').expect("there");
    let shown: String = lines[marked - 1].chars().skip(at).take(11).collect();
    assert_eq!(shown, "\"acmé-1234\"", "{fault}");
}
