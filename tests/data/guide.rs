//! The guide holds all that the article says beside its rules, and every text of it can be reached.

use std::collections::BTreeSet;

use certwise::decide::decide;
use certwise::guide::{Guide, Item};
use certwise::render;
use certwise::snapshot::Snapshot;

use crate::{CATALOG, FRAMEWORK, frozen};

/// The article's headings, a line each.
const HEADINGS: &str = include_str!("headings.txt");

fn items() -> impl Iterator<Item = (&'static str, &'static Item)> {
    Guide::get().topic.iter().flat_map(|topic| topic.item.iter().map(|item| (topic.id.as_str(), item)))
}

#[test]
fn every_section_of_the_article_has_its_place() {
    let sections: Vec<&str> = Guide::get().topic.iter().flat_map(|topic| &topic.sections).map(String::as_str).collect();
    for heading in HEADINGS.lines() {
        assert_eq!(sections.iter().filter(|section| **section == heading).count(), 1, "{heading}");
    }
    let unknown: Vec<&&str> = sections.iter().filter(|section| !HEADINGS.lines().any(|heading| heading == **section)).collect();
    assert!(unknown.is_empty(), "no headings of the article: {unknown:?}");
}

/// Advice stands in the topic that it names, once, and whoever reads a piece of it can find the rest.
#[test]
fn all_advice_is_in_the_topic_that_it_names() {
    for advice in &FRAMEWORK.advice {
        let places: Vec<&str> = items().filter(|(_, item)| item.advice.as_ref() == Some(&advice.id)).map(|(topic, _)| topic).collect();
        let named = advice.topic.as_deref().unwrap_or_else(|| panic!("{} names no topic", advice.id));
        assert!(places.contains(&named), "{} is not in {named}: {places:?}", advice.id);
    }
    for (topic, item) in items() {
        let known = item.advice.as_ref().is_none_or(|id| FRAMEWORK.advice.iter().any(|advice| advice.id == *id));
        assert!(known, "{topic}: the framework has no advice {:?}", item.advice);
    }
}

#[test]
fn every_text_is_reachable_and_has_an_id_and_a_source() {
    let guide = Guide::get();
    let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, CATALOG.newest_reading.expect("some source has a day"));
    let contents = render::guide::contents(&snapshot, guide);
    let listed: Vec<&str> = contents.rows.iter().map(|row| row[0].text.as_str()).collect();
    let topics: Vec<_> = guide.topic.iter().collect();
    let rows = render::guide::sheet(&snapshot, &topics).rows;
    let mut seen = BTreeSet::new();
    for row in &rows {
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        assert!(seen.insert((row[0].clone(), row[1].clone())), "{} stands twice in {}", row[1], row[0]);
    }
    for topic in topics {
        assert!(listed.contains(&topic.id.as_str()), "{} is not in the list", topic.id);
        for name in [&topic.id, &topic.title].into_iter().chain(&topic.words) {
            let found = guide.find(&name.to_uppercase()).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!(found.id, topic.id, "{name}");
        }
        let page = render::guide::page(&snapshot, topic);
        // From which day the facts are is said beside them.
        let told = page.notes.iter().filter(|note| !note.lines[0].starts_with("Facts of ") && note.title != "Past day");
        assert_eq!(told.count(), topic.item.len(), "{}: an item tells nothing", topic.id);
    }
}

/// What the questions are answered with is what `decide` says on the day, so a retirement changes it.
#[test]
fn the_answers_are_those_of_the_day() {
    let guide = Guide::get();
    let topics: Vec<_> = guide.topic.iter().filter(|topic| topic.id == "faq").collect();
    let on = |day: &str| {
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, day.parse().expect("a day"));
        render::guide::sheet(&snapshot, &topics).rows.iter().map(|row| row[2].clone()).collect::<Vec<_>>().join("\n")
    };
    assert!(on("2026-01-09").contains("(aws-mls-c01)"), "{}", on("2026-01-09"));
    assert!(!on("2026-11-22").contains("(aws-mls-c01)"), "{}", on("2026-11-22"));
}

/// What a faulty guide is told, each with the words in its place.
#[test]
fn what_the_guide_cannot_mean_is_told_at_its_place() {
    let text = |from: &str, to: &str| {
        let sound = certwise::embedded::guide_file();
        assert!(sound.text.contains(from), "{from}");
        certwise::diagnostic::SourceFile { text: sound.text.replacen(from, to, 1), ..sound }
    };
    let cases = [
        ("advice = \"learn-not-cram\"", "advice = \"learn-not-crm\"", "\"learn-not-crm\"", "did you mean `learn-not-cram`?"),
        ("tier = 4", "tier = 9", "9", "there is no tier 9"),
        ("shows = \"stacks\"", "", "", "the item tells nothing"),
        ("{ budget = 0 }", "{ budget = 0, have = [\"no-such-thing\"] }", "\"no-such-thing\"", "no-such-thing"),
        ("id = \"faq\"", "id = \"mistake\"", "\"mistake\"", "`mistake` means `mistakes` already"),
        ("gist = ", "gits = ", "gits", "unknown field `gits`"),
    ];
    for (from, to, place, said) in cases {
        let file = text(from, to);
        let faults = Guide::load(&file, &CATALOG, &FRAMEWORK).expect_err(said).0;
        let fault = faults.first().expect("a fault");
        assert!(fault.to_string().contains(said), "{said}: {fault}");
        assert!(file.text[fault.span.clone()].contains(place), "{said}: {:?}", &file.text[fault.span.clone()]);
        let layers = certwise::layers::Layers { guide: Some(file), ..certwise::layers::Layers::embedded() };
        assert_eq!(layers.check(None).faults, faults, "a check says the same");
    }
}

/// Of several that share the first place none is left out.
#[test]
fn an_answer_names_all_that_are_tied() {
    let catalog = frozen::catalog();
    let framework = frozen::framework(&catalog);
    let snapshot = Snapshot::on(&catalog, &framework, "2026-11-22".parse().expect("a day"));
    let told = "role = \"business\", goal = \"governance\", have = [\"iapp-aigp\", \"pmi-cpmai\"]";
    let head = "[[topic]]\nid = \"x\"\ntitle = \"X\"\ngist = \"x\"\nwords = []\nsections = []\nnext = []\n";
    let item = format!("[[topic.item]]\nid = \"x\"\nsource = \"a page\"\nask = [{{ who = \"somebody\", you = {{ {told} }} }}]\n");
    let file = certwise::diagnostic::SourceFile { name: "guide.toml".to_owned(), text: format!("{head}{item}") };
    let guide = Guide::load(&file, &catalog, &framework).unwrap_or_else(|faults| panic!("{faults}"));
    let text = render::guide::sheet(&snapshot, &[&guide.topic[0]]).rows[0][2].clone();
    let you = guide.topic[0].item[0].ask[0].you.clone().settle(&catalog, snapshot.as_of).expect("sound");
    let first: Vec<_> = decide(&snapshot, &you).ranked.into_iter().filter(|ranked| ranked.rank == 1).collect();
    assert!(first.len() > 1, "nothing is tied, so nothing was tried");
    assert!(first.iter().all(|first| text.contains(&format!("({})", catalog[first.id].id))), "{text}");
}
