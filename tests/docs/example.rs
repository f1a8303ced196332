//! `examples/security`: other facts and other rules, and the same program answers another question. Neither sits in `src/`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use certwise::calendar::Day;
use certwise::catalog::{Catalog, Credential};
use certwise::change::Change;
use certwise::check::Findings;
use certwise::decide::decide;
use certwise::diagnostic::SourceFile;
use certwise::files;
use certwise::framework::Framework;
use certwise::layers::Layers;
use certwise::quick::quick;
use certwise::recommendation::Recommendation;
use certwise::situation::{Situation, SituationInput};
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{AccessOnly, BlockerKind, HandsOn, SourceKind, Status};

use crate::frozen;

/// The day for which the example was written.
const TODAY: &str = "2026-11-22";

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let layers = [frozen::provider_files(), vec![file("catalog.toml")]];
    Catalog::load(&layers).unwrap_or_else(|faults| panic!("{faults}"))
});
static FRAMEWORK: LazyLock<Framework> =
    LazyLock::new(|| Framework::load(&file("framework.toml"), &CATALOG).unwrap_or_else(|faults| panic!("{faults}")));

fn file(name: &str) -> SourceFile {
    files::read(&Path::new("examples/security").join(name), files::Limit::mib(files::LARGEST_FILE_MIB))
        .unwrap_or_else(|error| panic!("{error:#}"))
}

fn day(written: &str) -> Day {
    written.parse().expect("a day")
}

fn on(written: &str) -> Snapshot<'static> {
    Snapshot::on(&CATALOG, &FRAMEWORK, day(written))
}

/// The situation that this TOML tells.
fn situation(toml: &str, as_of: &str) -> Situation {
    let file = SourceFile { name: "situation".to_owned(), text: toml.to_owned() };
    let situation: SituationInput = file.parse().unwrap_or_else(|faults| panic!("{faults}"));
    situation.settle(&CATALOG, day(as_of)).unwrap_or_else(|why| panic!("{toml}: {why}"))
}

/// The ids that stand first, alone or level.
fn first(answer: &Recommendation<'_>) -> Vec<&'static str> {
    answer.ranked.iter().take_while(|ranked| ranked.rank == 1).map(|ranked| CATALOG[ranked.id].id.as_str()).collect()
}

/// What Northwind offers.
fn northwind() -> impl Iterator<Item = &'static Credential> {
    CATALOG.credentials.iter().filter(|credential| credential.id.starts_with("northwind-"))
}

fn over(mut layers: Layers) -> Layers {
    layers.lay_over(vec![file("catalog.toml"), file("framework.toml")]).expect("one framework");
    layers
}

fn check(as_of: Option<Day>) -> Findings {
    over(frozen::layers()).check(as_of)
}

#[test]
fn the_example_passes_the_check() {
    let report = check(None);
    assert_eq!(report.faults, [], "the example is as sound as what it lies over");
    assert_eq!(report.credentials, CATALOG.credentials.len(), "the credentials below it were looked at too");
    assert_eq!(over(Layers::embedded()).check(None).faults, [], "over the data as it is, too");
}

#[test]
fn on_a_day_the_only_fault_of_the_example_is_that_nobody_checked_what_is_made_up() {
    let faults = check(Some(day(TODAY))).faults;
    let of_the_example = faults.iter().filter(|fault| fault.file.starts_with("examples/"));
    let found: BTreeSet<String> = of_the_example.map(|fault| fault.message.split(':').next().unwrap_or_default().to_owned()).collect();
    let open = northwind().filter(|credential| credential.lifecycle.status(day(TODAY)) != Status::Retired);
    let expected: BTreeSet<String> = open.map(|credential| format!("`{}` is stale", credential.id)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_catalogue_says_that_it_is_fictional() {
    for name in ["catalog.toml", "framework.toml"] {
        assert!(file(name).text.starts_with("# FICTIONAL"), "{name}");
    }
    for credential in northwind() {
        let (id, facts) = (&credential.id, credential);
        let made_up = |url: &str| url.starts_with("https://northwind.example.com/");
        assert!(facts.url.as_deref().is_some_and(made_up), "{id}");
        assert!(!facts.sources().is_empty(), "{id}");
        for source in facts.sources() {
            assert_eq!(source.kind, SourceKind::Estimate, "{id}");
            assert!(source.title.contains("made up") && source.url.as_deref().is_none_or(made_up), "{id}");
        }
    }
}

#[test]
fn the_catalogue_has_one_of_each_sort() {
    type Sort = (&'static str, fn(&Credential) -> bool);
    let sorts: [Sort; 8] = [
        ("a retired one with a successor", |it| it.lifecycle.status(day(TODAY)) == Status::Retired && !it.successors().is_empty()),
        ("one in beta", |it| it.lifecycle.status(day(TODAY)) == Status::Beta),
        ("one that requires another", |it| !it.requires().is_empty()),
        ("a free one", |it| it.cost.is_free()),
        ("one for partners", |it| it.access.as_ref().is_some_and(|access| access.only == AccessOnly::Partners)),
        ("a subscription", |it| it.cost.monthly.is_some()),
        ("one with a price range", |it| it.cost.once.is_some_and(|price| price.low < price.high)),
        ("a practical exam", |it| it.hands_on == Some(HandsOn::PracticalExam)),
    ];
    for (sort, is_one) in sorts {
        assert_eq!(northwind().filter(|credential| is_one(credential)).count(), 1, "{sort}");
    }
}

#[test]
fn without_the_example_nothing_knows_of_it() {
    let catalog = frozen::catalog();
    let known = catalog.credentials.iter().any(|credential| credential.id.starts_with("northwind-"));
    assert!(!known);
    Framework::load(&file("framework.toml"), &catalog).expect_err("the example's framework speaks of the example's catalogue");
}

#[test]
fn the_quick_table_is_the_frameworks_own_and_names_northwind_first() {
    let snapshot = on(TODAY);
    let rows = quick(&snapshot);
    let firsts: Vec<(&str, Vec<&str>)> = rows.iter().map(|(quick, answer)| (quick.situation.as_str(), first(answer))).collect();
    let expected = [
        ("New to security", vec!["northwind-foundations"]),
        ("Awareness for everybody", vec!["northwind-awareness"]),
        ("Work on AWS", vec!["northwind-cloud-defender"]),
        ("Securing AI systems", vec!["northwind-ai-defender"]),
        ("Risk and governance", vec!["northwind-risk-analyst"]),
    ];
    assert_eq!(firsts, expected);
}

#[test]
fn the_rules_make_the_difference() {
    let framework = frozen::framework(&CATALOG);
    let general = Snapshot::on(&CATALOG, &framework, day(TODAY));
    for (row, answer) in quick(&on(TODAY)) {
        let other = decide(&general, &row.you);
        let others = first(&other);
        assert!(others.iter().all(|id| !id.starts_with("northwind-")), "{}: {others:?}", row.situation);
        assert_ne!(first(&answer), others, "{}", row.situation);
    }
}

#[test]
fn a_named_credential_that_has_retired_hands_its_place_to_its_successor() {
    let named = |as_of: &str| {
        let (snapshot, person) = (on(as_of), situation("platform = [\"azure\"]", as_of));
        let answer = decide(&snapshot, &person);
        let replaced = answer.ranked[0].named.and_then(|named| named.replaced);
        (first(&answer), replaced.map(|place| CATALOG[place].id.as_str()))
    };
    assert_eq!(named("2026-05-01"), (vec!["northwind-cloud-guard"], None), "while it is open it is named itself");
    assert_eq!(named("2026-07-01"), (vec!["northwind-cloud-defender"], Some("northwind-cloud-guard")), "the day after its last");
}

#[test]
fn each_situation_has_its_first() {
    let scenarios = [
        (TODAY, "", "northwind-foundations"),
        (TODAY, "role = \"career-changer\"", "northwind-foundations"),
        (TODAY, "role = \"developer\"\nlevel = \"advanced\"", "northwind-pentester"),
        (TODAY, "role = \"developer\"\nhands_on = true", "northwind-pentester"),
        (TODAY, "role = \"business\"", "northwind-risk-analyst"),
        (TODAY, "role = \"business\"\nbudget = 100", "northwind-awareness"),
        (TODAY, "role = \"leader\"\nlevel = \"beginner\"", "northwind-awareness"),
        (TODAY, "goal = \"governance\"\nhave = [\"NW-120\"]", "northwind-auditor"),
        (TODAY, "role = \"ml-engineer\"\nplatform = [\"google-cloud\"]", "northwind-cloud-defender"),
        (TODAY, "role = \"data-engineer\"\ngoal = \"data-at-scale\"\nplatform = [\"snowflake\"]", "northwind-threat-hunter"),
        (TODAY, "goal = \"generative-ai\"", "northwind-ai-defender"),
        ("2026-10-04", "goal = \"generative-ai\"", "comptia-secai"),
    ];
    for (as_of, toml, expected) in scenarios {
        let (snapshot, person) = (on(as_of), situation(toml, as_of));
        assert_eq!(first(&decide(&snapshot, &person)), [expected], "on {as_of}, {}", person.written(&CATALOG).flags());
    }
}

#[test]
fn each_limit_rules_out_what_it_should() {
    let limits = [
        ("", "northwind-cloud-guard", BlockerKind::Retired, None),
        ("", "northwind-responder", BlockerKind::NotOpenToYou, None),
        (
            "",
            "northwind-auditor",
            BlockerKind::Prerequisite,
            Some(Change::Have(CATALOG.find("northwind-risk-analyst", None).expect("there").what)),
        ),
        ("have = [\"NW-310\"]", "northwind-ai-defender", BlockerKind::AlreadyHeld, None),
        (
            "level = \"beginner\"",
            "northwind-pentester",
            BlockerKind::TooAdvanced,
            Some(Change::Level("intermediate".parse().expect("a level"))),
        ),
        ("hands_on = true", "northwind-risk-analyst", BlockerKind::NoHandsOn, Some(Change::HandsOn(false))),
        // A limit is held against the most that it may cost.
        ("budget = 1000", "northwind-threat-hunter", BlockerKind::OverBudget, Some(Change::Budget(certwise::money::Usd::new(1600_u32)))),
        // 120 hours at 5 a week are six months of the subscription.
        (
            "budget = 100\nhours_per_week = 5",
            "northwind-foundations",
            BlockerKind::OverBudget,
            Some(Change::Budget(certwise::money::Usd::new(6_u32 * 39))),
        ),
    ];
    let snapshot = on(TODAY);
    for (toml, id, kind, unlock) in limits {
        let person = situation(toml, TODAY);
        let answer = decide(&snapshot, &person);
        let out = answer.ruled_out.iter().find(|out| CATALOG[out.id].id == id);
        let blockers: Vec<_> = out.iter().flat_map(|out| &out.blockers).map(|blocker| (blocker.kind, blocker.unlock.clone())).collect();
        assert_eq!(blockers, [(kind, unlock)], "{id} for {}", person.written(&CATALOG).flags());
    }
}

#[test]
fn every_console_block_of_its_readme_prints_what_it_shows() {
    crate::every_block_prints_what_it_shows(&["examples/security/README.md"]);
}
