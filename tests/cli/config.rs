//! A person's own settings: what they reach, what beats them, and how they are kept.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::{Call, Folder, certwise, dated, rows};

/// Settings with that text, in a folder of their own.
struct Settings(Folder);

impl Settings {
    fn with(text: &str) -> Self {
        Self(Folder::with("certwise/config.toml", text))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("certwise/config.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).expect("it is there")
    }

    fn call(&self, line: &str) -> Call {
        self.reached_by(dated(line))
    }

    fn reached_by(&self, call: Call) -> Call {
        call.env("XDG_CONFIG_HOME", self.0.path())
    }

    fn situation(&self, line: &str) -> Value {
        self.call(line).words("--format json").json()["situation"].clone()
    }
}

const ME: &str = "[situation]\nrole = \"developer\"\nplatform = \"aws\"\nbudget = 300\n";

/// A catalogue in which one exam costs that much.
fn price(price: u32) -> String {
    format!("[[credential]]\nid = \"aws-aif-c01\"\ncost = {{ exam = {price} }}\n")
}

#[test]
fn its_situation_reaches_the_commands_about_one_person_and_no_other() {
    let settings = Settings::with(ME);
    for line in ["recommend", "why AIF-C01", "plan"] {
        let told = settings.situation(line);
        assert_eq!((&told["role"], &told["budget"]), (&json!("developer"), &json!(300)), "{line}");
    }
    let with = |line: &str, input: &str| settings.call(line).input(input.to_owned()).answer();
    let without = |line: &str, input: &str| dated(line).input(input.to_owned()).answer();
    for (line, input) in [
        ("batch -", "{\"level\": \"beginner\"}\n"),
        ("batch - --format csv", "level\nbeginner\n"),
        ("quick --format json", ""),
        ("list --format csv", ""),
        ("show AIF-C01", ""),
    ] {
        assert_eq!(with(line, input), without(line, input), "{line}");
    }
}

#[test]
fn a_flag_beats_a_named_file_and_that_beats_the_settings() {
    let settings = Settings::with(&format!("{ME}by = 2027-03-31\nhave = [\"AI-900\"]\n"));
    let file = Folder::with("me.toml", "role = \"leader\"\nplatform = \"azure\"\n");
    let told = |line: &str| settings.reached_by(dated(line).inside(&file)).words("--format json").json();
    let answer = told("recommend --situation me.toml --role student --weeks 9");
    let situation = &answer["situation"];
    assert_eq!((&situation["role"], &situation["platform"], &situation["budget"]), (&json!("student"), &json!(["azure"]), &json!(300)));
    assert_eq!(situation["by"], "2027-01-24", "a deadline is one thing");
    assert_eq!(answer["config"], json!({"file": settings.path(), "used": ["budget", "have"]}));
}

#[test]
fn every_answer_that_used_it_says_so_once_and_no_other_does() {
    let settings = Settings::with(ME);
    let sentence = format!("from {}: role, platform and budget; --no-config leaves them out", settings.path().display());
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in ["recommend", "plan", "why AIF-C01 AI-103", "recommend --format markdown", "recommend --format html", "plan --format html"]
    {
        let answer = settings.call(line).columns(160).answer().replace('\\', "");
        assert_eq!(flat(&answer).matches(&sentence).count(), 1, "{line}: {answer}");
    }
    for line in ["recommend --format csv", "plan --format csv", "plan --format ics"] {
        let ran = settings.call(line).run();
        assert_eq!((ran.code, ran.err), (Some(0), format!("note: {sentence}\n")), "{line}");
    }
    for line in ["recommend --no-config", "recommend --role leader --platform azure --budget 100", "quick", "list", "show AIF-C01"] {
        let answer = settings.call(line).answer();
        assert!(!answer.contains("leaves them out"), "{line}: {answer}");
        assert!(settings.call(line).words("--format json").json()["config"].is_null(), "{line}");
    }
    let unlike = dated("recommend").answer();
    assert_eq!(settings.call("recommend --no-config").answer().replace(" --no-config", ""), unlike);
}

/// What a page or `ask` prints gives the same answer wherever it is pasted.
#[test]
fn the_printed_command_hangs_on_no_settings() {
    let settings = Settings::with(ME);
    let page = settings.call("recommend --format html").answer();
    assert!(page.contains(">--no-config</span>") && page.contains(">developer</span>"), "{page}");
}

#[test]
fn its_catalogue_reaches_every_command_but_the_check() {
    let settings = Settings(
        Folder::with("certwise/config.toml", "catalog = [\"ours/a, b.toml\"]\n")
            .and("certwise/ours/a, b.toml", price(7))
            .and("over.toml", price(8)),
    );
    let cost = |call: Call| settings.reached_by(call).words("--format json").json()["credentials"][0]["cost"]["high"].clone();
    assert_eq!(cost(dated("show AIF-C01")), 7, "a path begins where the settings lie");
    assert_eq!(cost(dated("show AIF-C01").env("CERTWISE_CATALOG", settings.0.path().join("over.toml"))), 8);
    assert_eq!(cost(dated("show AIF-C01 --catalog").word(settings.0.path().join("over.toml"))), 8);
    for line in ["recommend", "quick", "list", "show AIF-C01", "why AIF-C01", "plan", "diff 2026-01-09"] {
        let call = if line.starts_with("diff") { settings.reached_by(certwise(line)) } else { settings.call(line) };
        let said = call.columns(160).answer().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(": catalog; --no-config leaves them out"), "{line}");
    }
    let ran = settings.call("batch - --top 100").input("{\"platform\": \"aws\", \"budget\": 10}\n").run();
    assert!(ran.out.contains("\"aws-aif-c01\"") && ran.err.contains("catalog; --no-config"), "{}{}", ran.out, ran.err);
    let one = Settings(Folder::with("certwise/config.toml", "catalog = \"ours.toml\"\n").and("certwise/ours.toml", "gaol = 1\n"));
    assert_eq!(one.reached_by(certwise("check")).run().code, Some(0));
    let said = one.call("list").refusal();
    assert!(said.contains("ours.toml:1:1: unknown field `gaol`"), "{said}");
}

#[test]
fn its_colour_counts_where_no_flag_says_otherwise() {
    let settings = Settings::with("color = \"Always\"\n");
    assert!(settings.call("quick").answer().contains("\x1b["));
    assert!(!settings.call("quick --color never").answer().contains("\x1b["));
    assert!(!settings.call("quick --no-config").answer().contains("\x1b["));
}

#[test]
fn its_faults_are_told_at_their_places() {
    for (text, place, said) in [
        ("colour = 1\n", "1:1", "unknown field `colour`; did you mean `color`?"),
        ("color = \"blue\"\n", "1:9", "unknown colour `blue`; known: auto, always, never"),
        ("[situation]\nrole = \"boss\"\n", "2:8", "unknown role `boss`"),
        ("[situation]\ngaol = 1\n", "2:1", "unknown field `gaol`; did you mean `goal`?"),
        ("catalog = 3\n", "1:11", "expected one path or a list of paths, as strings"),
        ("catalog = [\"a.toml\"]\n", "1:12", "cannot read "),
        ("situation = \n", "1:13", ""),
    ] {
        let settings = Settings::with(text);
        let refused = settings.call("recommend").refusal();
        assert!(refused.starts_with(&format!("error: {}:{place}: {said}", settings.path().display())), "{refused}");
        assert!(refused.ends_with("--no-config leaves that file out"), "{refused}");
        assert_eq!(settings.call("recommend --no-config").run().code, Some(0));
    }
    let settings = Settings::with("[situation]\nbudget = 5\nby = 2026-01-01\n");
    let refused = settings.call("recommend").refusal();
    assert!(refused.starts_with(&format!("error: {}:3:6: the deadline 2026-01-01 lies before", settings.path().display())), "{refused}");
    assert_eq!(settings.situation("recommend --by 2027-06-30")["by"], "2027-06-30", "a flag beats it");
    assert_eq!(settings.call("list").run().code, Some(0), "whoever asks about nobody is not held up by it");
}

#[test]
fn what_is_not_there_is_no_error() {
    let folder = Folder::new();
    for nowhere in [folder.path().join("none"), PathBuf::from("/dev/null"), PathBuf::from("relative")] {
        assert_eq!(dated("quick").env("XDG_CONFIG_HOME", nowhere).run().code, Some(0));
    }
    let ran = dated("quick").env("XDG_CONFIG_HOME", "").env("HOME", folder.path()).run();
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let home = Folder::with(".config/certwise/config.toml", ME);
    let told = dated("recommend --format json").env("XDG_CONFIG_HOME", "").env("HOME", home.path()).json();
    assert_eq!(told["situation"]["role"], "developer");
}

#[test]
fn what_is_saved_is_told_the_next_time_and_everything_else_stays() {
    let settings =
        Settings::with("# mine\npager = \"less\" # long\n\n[situation] # me\nrole = \"developer\" # for now\ncloud = \"aws\"\nweeks = 9\n");
    let ran = settings.call("recommend --role leader --by 2027-06-30 --save").run();
    assert_eq!((ran.code, ran.err), (Some(0), format!("Saved in your settings, {}, to be told each time\n", settings.path().display())));
    assert_eq!(
        settings.text(),
        "# mine\npager = \"less\" # long\n\n[situation] # me\nrole = \"leader\" # for now\nplatform = [\"aws\"]\nby = \"2027-06-30\"\n"
    );
    let told = settings.situation("plan");
    assert_eq!((&told["role"], &told["by"], &told["platform"]), (&json!("leader"), &json!("2027-06-30"), &json!(["aws"])));
    // The day of one answer is not that of every later one.
    assert!(!settings.text().contains("as_of"));
    let fresh = Settings(Folder::new());
    for line in ["why AIF-C01 --goal gpu --save", "plan --level beginner --save"] {
        assert_eq!(fresh.call(line).run().code, Some(0), "{line}");
    }
    assert_eq!(fresh.text(), "[situation]\ngoal = \"gpu\"\nlevel = \"beginner\"\n");
    assert!(fresh.call("recommend --save=").run().code == Some(2) && certwise("recommend --save").run().code == Some(2));
}

#[test]
fn what_save_writes_situation_reads() {
    let every = "--role developer --level advanced --coding some --years 4 --goal gpu --platform aws,azure --budget 3000 --hours-per-week 6 \
        --by 2027-06-30 --have AI-900@2026-01-01,GH-300 --hands-on --retake=false --pause 2026-12-20..2027-01-05";
    let folder = Folder::new();
    for (number, line) in ["recommend", "why AIF-C01", "plan"].into_iter().enumerate() {
        let file = format!("me-{number}.toml");
        let ran = dated(line).words(every).word(format!("--save={file}")).inside(&folder).run();
        assert_eq!(ran.err, format!("Saved, to be told again: --situation={file}\n"), "{line}");
        if !line.starts_with("why") {
            let spaced = dated(line).words(every).word("--save").word(format!("spaced-{number}.toml")).inside(&folder).run();
            assert_eq!(spaced.err, format!("Saved, to be told again: --situation=spaced-{number}.toml\n"), "{line}");
        }
        let again = dated("recommend --format json --situation").word(&file).inside(&folder).answer();
        assert_eq!(again, dated("recommend --format json").words(every).answer(), "{line}");
        let refused = dated(line).word(format!("--save={file}")).inside(&folder).refusal();
        assert!(refused.contains("exists") && refused.contains("--overwrite"), "{refused}");
        assert_eq!(dated(line).word(format!("--save={file}")).words("--overwrite").inside(&folder).run().code, Some(0));
    }
    let sheet = rows(&dated("recommend --format csv --save=me.toml --role leader").inside(&folder).run().out);
    assert!(sheet.len() > 1, "the answer is given all the same");
}

/// Who keeps their settings elsewhere, and a link to them here, finds them changed there.
#[test]
#[cfg(unix)]
fn a_link_to_the_settings_stays_a_link() {
    let folder = Folder::with("dotfiles/c.toml", "# mine\n").and("certwise/readme", "");
    let link = folder.path().join("certwise/config.toml");
    std::os::unix::fs::symlink("../dotfiles/c.toml", &link).expect("a link can be made");
    let settings = Settings(folder);
    assert_eq!(settings.call("recommend --role leader --save").run().code, Some(0));
    assert!(link.is_symlink());
    let kept = fs::read_to_string(settings.0.path().join("dotfiles/c.toml")).expect("it is there");
    assert!(kept.contains("# mine") && kept.contains("role = \"leader\""), "{kept}");
}
