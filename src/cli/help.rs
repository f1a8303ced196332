//! What help says beside the flags: examples, exit codes, environment and files. Only who asks for help waits until that is put
//! together.

use std::fmt::Write as _;

use clap::builder::Styles;
use clap::{Arg, ArgAction, Command};

use crate::vocabulary::{Closed, Coding, Delivery, Goal, KindWish, Language, Level, Platform, Role, also};

/// How much help says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What most people need, a line each.
    Short,
    /// All there is.
    Full,
}

/// A name, and what it means.
pub type Entry = (&'static str, &'static str);

/// Sections of help, each a heading with entries.
pub type Sections = [(&'static str, Vec<Entry>); 3];

/// What a command is good for, each with a line that can be typed; of the program itself where it is called `certwise`.
#[must_use]
pub fn examples(command: &str) -> &'static [Entry] {
    match command {
        "certwise" => &[
            ("What fits a developer on AWS with 300 dollars", "certwise recommend --role developer --platform aws --budget 300"),
            ("Why one exam is not the first choice", "certwise why AIF-C01 --role developer --platform aws"),
            ("All that is known of it", "certwise show AIF-C01"),
        ],
        "ask" => &[
            ("Answer the questions", "certwise ask"),
            ("Skip what you say at once", "certwise ask --role developer --platform aws"),
            ("Keep your answers for the next time", "certwise ask --save"),
        ],
        "recommend" => &[
            ("For a developer on AWS with 300 dollars", "certwise recommend -r developer -p aws -b 300"),
            ("With what you hold, within 20 weeks", "certwise recommend -r data-engineer --have AI-900 --weeks 20"),
            ("Only free ones, as a page to send", "certwise recommend --budget 0 --for Ada --format html"),
        ],
        "why" => &[
            ("Why one exam is not the first choice", "certwise why AIF-C01 --role developer"),
            ("Two of them", "certwise why AIF-C01 google-pmle --platform aws,google-cloud"),
            ("What rules it out", "certwise why google-pmle --budget 100 --weeks 8"),
        ],
        "plan" => &[
            ("For a developer on AWS with 500 dollars", "certwise plan -r developer -p aws -b 500"),
            ("At 6 hours a week, with one failed attempt", "certwise plan -p azure -w 6 --retake"),
            ("For your calendar", "certwise plan -r developer --format ics"),
        ],
        "quick" => &[
            ("Today", "certwise quick"),
            ("On another day", "certwise quick --as-of 2026-01-09"),
            ("For a page or a ticket", "certwise quick --format markdown"),
        ],
        "list" => &[
            ("What can be taken on AWS, cheapest first", "certwise list -p aws --open --sort cost"),
            ("About agents, for 200 dollars at most", "certwise list -s agents -b 200"),
            ("All of it, for a spreadsheet", "certwise list --all --format csv"),
        ],
        "show" => &[
            ("One of them", "certwise show AIF-C01"),
            ("Two side by side", "certwise show AIF-C01 google-pmle"),
            ("For a program", "certwise show google-pmle --format json"),
        ],
        "guide" => &[
            ("The topics", "certwise guide"),
            ("One of them", "certwise guide employers"),
            ("For a program", "certwise guide all --format json"),
        ],
        "diff" => &[
            ("Since a day", "certwise diff 2026-01-09"),
            ("Between two days", "certwise diff 2026-01-09 2026-11-22"),
            ("For a page or a ticket", "certwise diff 2026-01-09 --format markdown"),
            ("News of the data", "certwise diff --from ../earlier/data --format markdown"),
        ],
        "batch" => &[
            ("A table in, JSON out", "certwise batch people.csv"),
            ("The first choice of each, for a spreadsheet", "certwise batch people.csv -n 1 --format csv"),
            ("From another program, with a summary", "certwise batch - --summary"),
        ],
        "team" => &[
            ("Who gets what for 2,000 dollars", "certwise team people.csv --budget 2000"),
            ("What expires within half a year", "certwise team people.csv --horizon 6"),
            ("For a spreadsheet", "certwise team people.csv --format csv"),
        ],
        "check" => &[
            ("The built-in data", "certwise check"),
            ("A file of your own", "certwise check prices.toml"),
            ("And what is out of date on a day", "certwise check --as-of 2026-11-22"),
        ],
        "verify" => &[
            ("All sources of the files", "certwise verify --catalog data"),
            ("Of one credential, with the new day written", "certwise verify aws-aif-c01 --catalog data --write"),
            ("As the text of an issue", "certwise verify --catalog data --report report.md"),
        ],
        "schema" => &[("Keep it beside your files", "certwise schema")],
        "completions" => {
            &[("For bash", "certwise completions bash"), ("For zsh", "certwise completions zsh"), ("For fish", "certwise completions fish")]
        }
        "man" => &[
            ("Of all commands", "certwise man"),
            ("Of one command", "certwise man recommend"),
            ("Write all pages into a folder", "certwise man --dir man1"),
        ],
        _ => &[],
    }
}

/// What the exit codes of a command mean, what in the environment it heeds, and which files.
#[must_use]
pub fn sections(command: &str) -> Sections {
    let one = match command {
        "certwise" => Some("Nothing fits or matches, a row is faulty, or a check found mistakes"),
        "ask" | "recommend" | "plan" => Some("Nothing fits; the answer says what would change that"),
        "list" => Some("Nothing matches"),
        "batch" | "team" => Some("A row is faulty; with --faults-ok that is 0"),
        "check" => Some("There are mistakes"),
        "verify" => Some("A page no longer says so, is gone or has moved"),
        _ => None,
    };
    let answered = match command {
        "verify" => "Every page still says so, or could not be looked at, which is said",
        _ => "An answer was given",
    };
    let mut codes = vec![("0", answered)];
    codes.extend(one.map(|one| ("1", one)));
    codes.push(("2", "A flag, a value or a file is wrong; nothing is on standard output"));
    if command == "verify" {
        codes.push(("2", "No page answered at all, as without a connection"));
    }
    if matches!(command, "ask" | "certwise") {
        codes.push(("130", "The questions were cancelled"));
    }
    let environment = vec![
        ("CERTWISE_CATALOG", "Catalogue files or folders to lay over the built-in one"),
        ("CERTWISE_PAGER, PAGER", "What shows long answers; empty or cat for nothing, else less"),
        ("LESS", "Options of less; FRX where you set none"),
        ("NO_COLOR, CLICOLOR_FORCE", "Colours never or always; --color beats both"),
        ("COLUMNS", "The width where the answer does not go to a terminal"),
        ("XDG_CONFIG_HOME", "The folder of your settings, else ~/.config"),
        ("SOURCE_DATE_EPOCH", "Seconds since 1970: the day that counts as today"),
    ];
    let files = vec![("~/.config/certwise/config.toml", "Your settings: [situation], catalog, color, pager")];
    [("Exit codes", codes), ("Environment", environment), ("Files", files)]
}

/// The command with all that help says of it and of its commands.
#[must_use]
pub fn explained(command: Command, detail: Detail) -> Command {
    let globals = command.get_arguments().filter(|arg| arg.is_global_set() && !RARE.contains(&arg.get_id().as_str()));
    let globals: Vec<String> = globals.filter_map(names).collect();
    let explain = |command: Command| {
        let examples = examples(command.get_name());
        match detail {
            Detail::Short => {
                let has_commands = command.has_subcommands();
                let mut text = format!("{} {}, --help for all\n{}", heading("Also"), globals.join(", "), heading("Examples"));
                examples.iter().take(if has_commands { 1 } else { EXAMPLES }).for_each(|(_, line)| {
                    let _ = write!(text, "\n  {line}");
                });
                // Which words a flag takes is told by its line, or at length.
                let short = |arg: Arg| {
                    let arg = arg.help_heading("Options");
                    if arg.get_action().takes_values() { arg.hide_possible_values(true) } else { arg }
                };
                let whole = command.mut_args(short).mut_subcommands(|command| {
                    let is_rare = matches!(command.get_name(), "schema" | "completions" | "man");
                    command.hide(is_rare)
                });
                // Only the program itself has a version.
                let flags = plain_flags().into_iter().filter(|flag| has_commands || flag.get_id() == "help");
                whole.disable_help_flag(true).disable_version_flag(true).disable_help_subcommand(true).args(flags).after_help(text)
            }
            Detail::Full => {
                let mut text = heading("Examples");
                for (what, line) in examples {
                    let _ = write!(text, "\n  {what}:\n      {line}\n");
                }
                for (title, entries) in sections(command.get_name()) {
                    let _ = write!(text, "\n{}", heading(title));
                    let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
                    for (name, says) in entries {
                        let _ = write!(text, "\n  {name:width$}  {says}");
                    }
                    text.push('\n');
                }
                command.mut_args(with_synonyms).after_long_help(text.trim_end().to_owned())
            }
        }
    };
    explain(command).mut_subcommands(explain)
}

/// Global options that few need.
const RARE: [&str; 2] = ["framework", "max_file_size"];

/// Examples in the help that fits a screen.
const EXAMPLES: usize = 2;

/// The flags that ask for help and version, without lines of their own: everybody knows them.
fn plain_flags() -> [Arg; 2] {
    let flag = |short: char, long: &'static str, action| Arg::new(long).short(short).long(long).action(action).hide(true);
    [flag('h', "help", ArgAction::Help), flag('V', "version", ArgAction::Version)]
}

/// A heading as all others of help are.
fn heading(title: &str) -> String {
    let style = Styles::default();
    let style = style.get_header();
    format!("{style}{title}:{style:#}")
}

/// A flag as it is named where there is no room to explain it.
fn names(arg: &Arg) -> Option<String> {
    let long = format!("--{}", arg.get_long()?);
    Some(arg.get_short().map_or(long.clone(), |short| format!("-{short}/{long}")))
}

/// The flag with all that means the same as its words.
fn with_synonyms(arg: Arg) -> Arg {
    fn told<W: Closed>(arg: Arg) -> Arg {
        let also = |word: &W| {
            let all = also(W::WHAT, word.word());
            (!all.is_empty()).then(|| format!("{}: {}", word.word(), all.join(", ")))
        };
        let all: Vec<String> = W::ALL.iter().filter_map(also).collect();
        let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
        arg.long_help(format!("{help}\n\nUnderstood as well:\n{}", all.join("\n")))
    }
    match arg.get_id().as_str() {
        "role" => told::<Role>(arg),
        "level" => told::<Level>(arg),
        "coding" => told::<Coding>(arg),
        "goal" => told::<Goal>(arg),
        "platform" => told::<Platform>(arg),
        "kind" => told::<KindWish>(arg),
        "language" => told::<Language>(arg),
        "delivery" => told::<Delivery>(arg),
        _ => arg,
    }
}
