//! `verify` against servers on this machine whose pages hold, change, move, vanish, hang and lie.

mod facts;
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use serde_json::Value;
use site::{Answer, Site, page};

const TODAY: &str = "2026-11-22";

/// What every page of the tests says while it holds: the name in marks, the price apart from its sign, the code with another dash.
const HOLDS: &str = "<h1>ZZ <b>Certified</b> Tester&reg;</h1><p>Exam ZZ\u{2011}101 costs USD&nbsp;300.</p>";

/// A whole catalogue in a folder of its own: the frozen one, and a file of entries whose sources are pages of the tests.
struct Catalogue(tempfile::TempDir);

impl Catalogue {
    /// With an entry for each of these lists of sources: `zz-0`, `zz-1` and so on.
    fn of(entries: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog"), folder.path());
        let entry = |(number, sources): (usize, &String)| {
            format!(
                "\n[[credential]]\nid = \"zz-{number}\"\nname = \"ZZ Certified Tester\"\nkind = \"proctored-exam\"\ncode = \"ZZ-101\"\n\
                 aliases = [\"{number}\"]\nshares_code = true\ncost = {{ exam = 300 }}\n{sources}\n"
            )
        };
        let entries: String = entries.iter().enumerate().map(entry).collect();
        let text = format!("# of tests\n[provider]\nid = \"zz\"\nname = \"ZZ\"\n{entries}");
        fs::write(folder.path().join("providers/zz.toml"), text).expect("written");
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("providers/zz.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("a file")
    }

    fn verify(&self, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_certwise"));
        command.arg("verify").args(words.split_whitespace()).args(["--as-of", TODAY, "--no-config", "--timeout", "1"]);
        for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "CERTWISE_CATALOG"] {
            command.env_remove(name);
        }
        command.arg("--catalog").arg(self.0.path()).output().expect("it starts")
    }

    /// What each entry's sources came to, by id, and the code of the run.
    fn verdicts(&self, words: &str) -> (Vec<(String, String, String)>, Option<i32>) {
        let run = self.verify(&format!("{words} --format json"));
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let answer: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
        let findings = answer["findings"].as_array().expect("findings");
        let mut all: Vec<_> = findings.iter().map(|it| (text(&it["id"]), text(&it["verdict"]), text(&it["detail"]))).collect();
        all.sort();
        (all, run.status.code())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// One source that proves name, code and price.
fn source(url: &str) -> String {
    format!("sources = [{}]", plain(url))
}

fn plain(url: &str) -> String {
    let proves = "proves = [\"status\", \"name\", \"code\", \"cost.exam\", \"topics\"]";
    format!("{{ title = \"a page\", url = \"{url}\", kind = \"official\", read = 2026-01-01, confidence = \"high\", {proves} }}")
}

fn ids(count: usize) -> String {
    (0..count).map(|number| format!("zz-{number}")).collect::<Vec<_>>().join(" ") + " "
}

/// Each page is a site of its own, so that they need not wait for each other.
#[test]
fn every_page_comes_to_what_it_is() {
    let long = "word ".repeat(100);
    let cases: Vec<(Answer, &str, &str)> = vec![
        (page(HOLDS), "still-says-so", ""),
        (page(&HOLDS.replace("300", "350")), "no-longer-says-so", "not found: exam fee $300"),
        (page("<p>ZZ Certified Tester"), "no-longer-says-so", "not found: code ZZ-101; exam fee $300"),
        (Answer::redirect(301, "/there").then("/there", page(HOLDS)), "moved", "to SITE/there; which still says so"),
        (
            Answer::redirect(308, "there").then("/there", page("other")),
            "moved",
            "to SITE/there; not found: name ZZ Certified Tester; code ZZ-101; exam fee $300",
        ),
        (Answer::redirect(302, "/there").then("/there", page(HOLDS)), "still-says-so", ""),
        (
            Answer::redirect(302, "/there").then("/there", page("ZZ-101, $300")),
            "no-longer-says-so",
            "not found: name ZZ Certified Tester (on SITE/there)",
        ),
        (Answer::redirect(301, "/there").then("/there", Answer::status(404)), "gone", "it answers 404"),
        (Answer::status(404), "gone", "it answers 404"),
        (Answer::status(410), "gone", "it answers 410"),
        (Answer::status(403), "could-not-look", "it answers 403"),
        (Answer::status(429), "could-not-look", "it answers 429"),
        (Answer::status(503), "could-not-look", "it answers 503"),
        (Answer::redirect(302, "/page"), "could-not-look", "more than 5 redirects"),
        (Answer::redirect(301, "ftp://elsewhere/"), "could-not-look", "ftp://elsewhere/ is no https link"),
        (page(HOLDS).after(Duration::from_secs(8)), "could-not-look", "no whole answer within 1 s"),
        (page(HOLDS).in_drips(), "could-not-look", "no whole answer within 1 s"),
        (page(&"x".repeat(2 << 20)), "could-not-look", "it is larger than 1048 kB"),
        (page(""), "could-not-look", "the page is empty"),
        (page("<div id=app></div><script>x</script>"), "could-not-look", "the page is built by scripts"),
        (page(&format!("{HOLDS}<script>x</script>")), "still-says-so", ""),
        (
            page(&format!("{long}<script>{HOLDS}</script>")),
            "no-longer-says-so",
            "not found: name ZZ Certified Tester; code ZZ-101; exam fee $300",
        ),
        (page(HOLDS).kind("application/pdf"), "could-not-look", "it is no text (application/pdf)"),
        (
            page(HOLDS).kind("text/html; charset=utf-16"),
            "no-longer-says-so",
            "not found: name ZZ Certified Tester; code ZZ-101; exam fee $300",
        ),
        (page(HOLDS).kind("text/html; charset=windows-1252"), "still-says-so", ""),
        (page(HOLDS).bytes(b"\xe9\xff ZZ Certified Tester ZZ-101 $300"), "still-says-so", ""),
        (page(HOLDS).robots("User-agent: certwise\nDisallow: /page\n"), "could-not-look", "the robots.txt of HOST forbids it"),
        (page(HOLDS).robots("User-agent: *\nDisallow: /\nAllow: /page\n"), "still-says-so", ""),
        (page(HOLDS).without_robots(500), "could-not-look", "the robots.txt of HOST answers 500"),
    ];
    let sites: Vec<Site> = cases.iter().map(|(answer, ..)| Site::new(answer.clone())).collect();
    let catalogue = Catalogue::of(&sites.iter().map(|site| source(&site.url("/page"))).collect::<Vec<_>>());
    let (found, code) = catalogue.verdicts(&format!("{}--max-file-size 1", ids(cases.len())));
    for (number, ((_, verdict, detail), site)) in cases.iter().zip(&sites).enumerate() {
        let detail = detail.replace("SITE", &site.url("")).replace("HOST", &site.host());
        let it = found.iter().find(|(id, ..)| *id == format!("zz-{number}")).expect("every entry is looked at");
        assert_eq!((it.1.as_str(), it.2.as_str()), (*verdict, detail.as_str()), "zz-{number}");
    }
    assert_eq!(code, Some(1));
}

#[test]
fn a_host_is_asked_once_a_second_and_for_each_page_once() {
    let site = Site::new(page(HOLDS).then("/other", page(HOLDS)));
    let catalogue = Catalogue::of(&[source(&site.url("/page#a")), source(&site.url("/page")), source(&site.url("/other"))]);
    let (found, code) = catalogue.verdicts(&ids(3));
    assert!(found.len() == 3 && found.iter().all(|(_, verdict, _)| verdict == "still-says-so"), "{found:?}");
    assert_eq!(code, Some(0));
    let asked = site.asked();
    let paths: Vec<&str> = asked.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["/robots.txt", "/other", "/page"]);
    for pair in asked.windows(2) {
        let apart = pair[1].at - pair[0].at;
        assert!(apart > Duration::from_millis(900) && apart < Duration::from_secs(10), "{apart:?}");
    }
    let agent = format!("user-agent: certwise/{} (", env!("CARGO_PKG_VERSION"));
    assert!(asked.iter().all(|it| it.head.to_lowercase().contains(&agent) && it.head.contains("checks its facts)")), "{}", asked[0].head);
}

#[test]
fn the_day_is_written_where_the_providers_own_page_still_says_so_and_nothing_else_changes() {
    let site = Site::new(page(HOLDS).then("/no", page("nothing of it")).then("/moved", Answer::redirect(301, "/page")));
    let (holds, no, moved) = (site.url("/page"), site.url("/no"), site.url("/moved"));
    let official = plain(&holds).replace("read = 2026-01-01", "read  =  2026-01-01 ");
    let sources = [
        format!("sources = [\n  {official},   # a remark\n\n  {},\n]", plain(&no)),
        format!("sources = [{}, {}]", plain(&holds).replace("official", "report"), plain(&moved)),
        source(&holds).replace("kind =", &format!("via = {{ title = \"a copy\", url = \"{holds}\" }}, kind =")),
        source(&holds).replace(" read = 2026-01-01,", ""),
        source(&holds).replace("url =", "via = { title = \"a copy\", url =").replace("\", kind", "\" }, kind"),
        source(&holds).replace("proves = [\"status\", \"name\", \"code\", \"cost.exam\", \"topics\"]", "proves = [\"topics\"]"),
        source(&holds).replace("2026-01-01", "2026-12-01"),
        source(&holds).replace("topics\"]", "topics\"], quote = \"costs USD 300\""),
    ];
    let catalogue = Catalogue::of(&sources);
    let before = catalogue.text();
    let others = |catalogue: &Catalogue| fs::read(catalogue.0.path().join("providers/aws.toml")).expect("a file");
    let aws = others(&catalogue);
    let run = catalogue.verify(&format!("{}--write", ids(8)));
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(String::from_utf8_lossy(&run.stderr).contains("5 days of reading are now 2026-11-22, in 1 files"), "{run:?}");
    let entry = |text: &str, number: usize| text.split("[[credential]]").nth(number + 1).expect("an entry").to_owned();
    let (was, is) = (|number| entry(&before, number), |number| entry(&catalogue.text(), number));
    assert_eq!(is(0), was(0).replace("read  =  2026-01-01 ", "read  =  2026-11-22 "));
    assert_eq!(is(1), was(1), "what a report says stays of its day, and an address that moved is changed first");
    let via = format!(", via = {{ title = \"a copy\", url = \"{holds}\" }}");
    assert_eq!(is(2), was(2).replace(&via, "").replace("2026-01-01", TODAY), "we read it ourselves now");
    assert_eq!(is(3), was(3).replace("kind = \"official\"", "kind = \"official\", read = 2026-11-22"));
    assert_eq!(is(4), was(4).replace("2026-01-01", TODAY), "it was the copy that we read");
    assert_eq!([is(5), is(6)], [was(5), was(6)], "nothing was looked for, and a later reading counts more");
    assert_eq!(is(7), was(7).replace("2026-01-01", TODAY));
    assert_eq!(catalogue.text().split("[[credential]]").next(), before.split("[[credential]]").next());
    assert_eq!(others(&catalogue), aws);
}

#[test]
fn the_report_is_the_text_of_an_issue_and_names_what_needs_a_look() {
    let site = Site::new(page(HOLDS).then("/gone", Answer::status(410)));
    let catalogue = Catalogue::of(&[source(&site.url("/page")), source(&site.url("/gone"))]);
    let report = catalogue.0.path().join("report.md");
    let run = catalogue.verify(&format!("{}--report {}", ids(2), report.display()));
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let (report, shown) = (fs::read_to_string(report).expect("a report"), String::from_utf8(run.stdout).expect("text"));
    assert!(report.contains("/gone | gone | zz-1 | it answers 410 |") && !report.contains("zz-0"), "{report}");
    assert!(report.contains("**2 sources: 1 still says so, 1 gone**"), "{report}");
    assert!(shown.contains("zz-0") && shown.contains("still says so") && shown.contains("zz-1"), "{shown}");
    let csv = catalogue.verify("zz-0 --format csv");
    let row = format!("still-says-so,zz-0,official,a page,{},2026-01-01,,\n", site.url("/page"));
    assert_eq!(String::from_utf8_lossy(&csv.stdout), format!("verdict,id,kind,title,url,read,moved_to,detail\n{row}"));
}

#[test]
fn what_could_not_be_looked_at_is_no_failure_unless_nothing_answers() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|closed| closed.local_addr()).expect("a port");
    let site = Site::new(page(HOLDS).then("/page", Answer::status(403)));
    let catalogue = Catalogue::of(&[source(&site.url("/page")), source(&format!("http://{closed}/page"))]);
    let (found, code) = catalogue.verdicts(&ids(2));
    assert_eq!((found[0].2.as_str(), found[1].2.as_str(), code), ("it answers 403", "Connection refused", Some(0)));
    let run = catalogue.verify("zz-1");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.code() == Some(2) && run.stdout.is_empty() && said.contains("no page answered"), "{run:?}");
}

#[test]
fn writing_needs_a_catalogue_to_write_to_and_a_source_an_address() {
    let catalogue =
        Catalogue::of(&["sources = [{ title = \"a talk\", kind = \"report\", confidence = \"low\", proves = [\"name\"] }]".to_owned()]);
    let (found, code) = catalogue.verdicts("zz-0 --write");
    assert_eq!((found.len(), code), (0, Some(0)));
    let run =
        Command::new(env!("CARGO_BIN_EXE_certwise")).args(["verify", "--write", "--no-config"]).env_remove("CERTWISE_CATALOG").output();
    let run = run.expect("it starts");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("--catalog data"), "{run:?}");
}
