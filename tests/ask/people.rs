//! Six people go through the questions at three sizes: each ends with a credential, what it costs and when it is ready, in few keys.

use certwise::vocabulary::Field;

use crate::run::{in_a_shell, printed};
use crate::terminal::{ENTER, Start, Terminal};
use crate::{up_to_the_check, words};

/// What somebody does at a question.
enum Do {
    /// Takes that choice.
    Take(&'static str),
    /// Ticks those.
    Tick(&'static [&'static str]),
    /// Types that.
    Type(&'static str),
    /// Looks up what they hold, by these words.
    Hold(&'static [&'static str]),
}

struct Person {
    who: &'static str,
    does: &'static [(Field, Do)],
    /// The most questions and keys.
    most: (usize, usize),
}

const PEOPLE: [Person; 6] = [
    Person {
        who: "beginner who does not code",
        does: &[
            (Field::Role, Do::Take("changing career")),
            (Field::Goal, Do::Take("AI literacy")),
            (Field::Level, Do::Take("never programmed")),
            (Field::HoursPerWeek, Do::Type("5")),
        ],
        most: (8, 15),
    },
    Person {
        who: "developer on AWS",
        does: &[
            (Field::Role, Do::Take("developer")),
            (Field::Goal, Do::Take("building")),
            (Field::Level, Do::Take("written software")),
            (Field::Platform, Do::Take("AWS")),
            (Field::HoursPerWeek, Do::Type("6")),
            (Field::Budget, Do::Type("300")),
        ],
        most: (8, 24),
    },
    Person {
        who: "data scientist",
        does: &[
            (Field::Role, Do::Take("data scientist")),
            (Field::Goal, Do::Take("machine learning")),
            (Field::Level, Do::Take("trained")),
            (Field::Platform, Do::Tick(&["AWS", "Azure"])),
            (Field::By, Do::Type("June 2027")),
        ],
        most: (8, 35),
    },
    Person {
        who: "marketer without a budget",
        does: &[
            (Field::Role, Do::Take("in management")),
            (Field::Goal, Do::Take("AI literacy")),
            (Field::Level, Do::Take("never")),
            (Field::Budget, Do::Type("0")),
        ],
        most: (8, 20),
    },
    Person {
        who: "manager",
        does: &[(Field::Role, Do::Take("leader")), (Field::Goal, Do::Take("AI governance")), (Field::HoursPerWeek, Do::Type("3"))],
        most: (8, 27),
    },
    Person {
        who: "ML engineer with credentials",
        does: &[
            (Field::Role, Do::Take("ML engineer")),
            (Field::Goal, Do::Take("machine learning")),
            (Field::Level, Do::Take("run ML")),
            (Field::Platform, Do::Take("Google")),
            (Field::HoursPerWeek, Do::Type("8")),
            (Field::Have, Do::Hold(&["mla-c01", "ai-900"])),
        ],
        most: (8, 44),
    },
];

#[track_caller]
fn answer(terminal: &mut Terminal, person: &Person, field: Field) {
    // Whatever the size, the question is whole.
    let screen = terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains(words(field)), "{field:?}\n{}", terminal.screen());
    match person.does.iter().find(|(other, _)| *other == field).map(|(_, does)| does) {
        None => terminal.press(ENTER),
        Some(Do::Take(item)) => terminal.choose(item),
        Some(Do::Tick(items)) => {
            for item in *items {
                terminal.go_to(item);
                terminal.press(" ");
                terminal.see(&format!("> [x] {item}"));
            }
            terminal.press(ENTER);
        }
        Some(Do::Type(line)) => terminal.type_in(line),
        Some(Do::Hold(things)) => {
            terminal.choose("You hold");
            for (number, thing) in things.iter().enumerate() {
                terminal.see("Find: _");
                terminal.find(thing);
                terminal.press(ENTER);
                terminal.see(&format!("go on with {} ticked", number + 1));
            }
            terminal.press(ENTER);
            terminal.see("> nothing more");
            terminal.press(ENTER);
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the counts are what a reader of the test's output wants")]
fn six_people_at_three_sizes_end_with_what_to_take() {
    for person in &PEOPLE {
        for (rows, columns) in [(24, 80), (10, 80), (30, 45)] {
            let mut terminal = Terminal::start(&Start { rows, columns, stdout_too: true, ..Start::default() });
            let asked = up_to_the_check(&mut terminal, |terminal, field| answer(terminal, person, field));
            terminal.see("> show what to take");
            terminal.press(ENTER);
            assert_eq!(terminal.end().code, Some(0), "{}\n{}", person.who, terminal.screen());
            println!("{}, {columns} x {rows}: {asked} questions, {} keys", person.who, terminal.keys);
            assert!(asked <= person.most.0 && terminal.keys <= person.most.1, "{}: {asked}, {}", person.who, terminal.keys);

            let json = in_a_shell(&format!("{} --format json", printed(&terminal))).stdout;
            let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
            let best = &json["recommendations"][0];
            let text = |key: &str| best[key].as_str().expect("text").to_owned();
            // The answer is the last thing on the screen, and none of it has left it.
            let screen = terminal.screen();
            let end = screen.rsplit("Take ").next().expect("an end").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(screen.contains("Take "), "{}\n{screen}", person.who);
            let name = text("name").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(end.starts_with(&name) && end.contains(&text("id")), "{}: {name}\n{screen}", person.who);
            let fact = |word: &str| end.split_once(word).map(|(_, fact)| fact.trim_start_matches(':').trim_start().to_owned());
            let cost = fact("Cost").unwrap_or_else(|| panic!("no cost\n{screen}"));
            assert!(cost.starts_with(['$', '~', 'f']), "{}: {cost}", person.who);
            let ready = fact("Ready").unwrap_or_else(|| panic!("no day\n{screen}"));
            assert!(ready.contains(" 2026") || ready.contains(" 2027"), "{}: {ready}", person.who);
        }
    }
}
