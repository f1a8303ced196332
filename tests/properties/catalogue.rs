//! What the catalogue's shape may and may not change.

use std::cell::Cell;
use std::sync::LazyLock;

use certwise::catalog::{Catalog, Charge, CredentialId};
use certwise::diagnostic::SourceFile;
use certwise::framework::Framework;
use certwise::money::Range;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;

use crate::answer::{Answer, Judged, No, RuledOut, Wanted, id};
use crate::asked::{asked, credential};
use crate::frozen::{framework, framework_file, provider_files};
use crate::{CATALOG, FRAMEWORK, always, runner};

/// How many shuffled catalogues there are: reading one takes as long as many answers.
const SHUFFLES: usize = 32;

/// The catalogue read from the same files in another order, with the tables of each file in another order.
static SHUFFLED: LazyLock<Vec<Catalog>> = LazyLock::new(|| {
    let mut runner = runner();
    let mut shuffle = |parts: Vec<String>| Just(parts).prop_shuffle().new_tree(&mut runner).expect("nothing is rejected").current();
    let mut shuffled = || {
        let files = provider_files();
        let names = shuffle(files.iter().map(|file| file.name.clone()).collect());
        let mut file = |name: String| {
            let text = &files.iter().find(|file| file.name == name).expect("it is one of them").text;
            let tables = text.split("\n[").enumerate().map(|(i, part)| if i == 0 { part.to_owned() } else { format!("[{part}\n") });
            SourceFile { text: shuffle(tables.collect()).join("\n"), name }
        };
        let layer: Vec<SourceFile> = names.into_iter().map(&mut file).collect();
        assert_ne!(layer.iter().map(|file| &file.text).collect::<Vec<_>>(), files.iter().map(|file| &file.text).collect::<Vec<_>>());
        Catalog::load(&[layer]).unwrap_or_else(|fault| panic!("{fault}"))
    };
    (0..SHUFFLES).map(|_| shuffled()).collect()
});

#[test]
fn every_credential_gets_exactly_one_verdict() {
    always(&asked(), |asked| {
        let answer = Answer::from(&CATALOG, &asked);
        let mut ids: Vec<&str> = answer.fitting.iter().map(|fitting| fitting.judged.id.as_str()).collect();
        ids.extend(answer.ruled_out.iter().map(|out| out.id.as_str()));
        ids.sort_unstable();
        // What was announced later was known to nobody on the day.
        let known = CATALOG.credentials.iter().filter(|it| it.lifecycle.announced.is_none_or(|day| day <= asked.as_of));
        prop_assert_eq!(ids, known.map(|credential| credential.id.as_str()).collect::<Vec<_>>());
        prop_assert!(answer.ruled_out.iter().all(|out| !out.blockers.is_empty()), "something is ruled out by nothing");
        prop_assert_eq!(answer.fallback.is_some(), answer.fitting.is_empty());
        prop_assert!(!answer.enough || answer.fallback.is_none(), "nothing fits, and nothing more is needed");
        Ok(())
    });
}

#[test]
fn the_same_question_gets_the_same_answer() {
    always(&asked(), |asked| {
        prop_assert_eq!(Answer::from(&CATALOG, &asked), Answer::from(&CATALOG, &asked));
        Ok(())
    });
}

#[test]
fn the_order_of_files_and_of_the_tables_in_them_changes_nothing() {
    always(&(asked(), 0..SHUFFLES), |(asked, shuffle)| {
        prop_assert_eq!(Answer::from(&SHUFFLED[shuffle], &asked), Answer::from(&CATALOG, &asked));
        Ok(())
    });
}

/// The credentials whose id stands nowhere in the data but at their own place.
static UNREFERRED: LazyLock<Vec<CredentialId>> = LazyLock::new(|| {
    let all: String = provider_files().into_iter().chain([framework_file()]).map(|file| file.text).collect();
    let once = |place: &CredentialId| all.matches(&format!("\"{}\"", id(*place))).count() == 1;
    CATALOG.numbered().map(|(place, _)| place).filter(once).collect()
});

/// For each of them the catalogue and the framework read from texts in which it does not stand.
static WITHOUT: LazyLock<Vec<(Catalog, Framework)>> = LazyLock::new(|| UNREFERRED.iter().copied().map(without).collect());

/// The catalogue without the record of that credential, and the framework that speaks of it.
fn without(gone: CredentialId) -> (Catalog, Framework) {
    let head = format!("[[credential]]\nid = \"{}\"\n", id(gone));
    let mut files = provider_files();
    let file = files.iter_mut().find(|file| file.text.contains(&head)).expect("some file has it");
    let start = file.text.find(&head).expect("it is there");
    let rest = &file.text[start + head.len()..];
    let end = ["\n[[credential]]\n", "\n[[outside]]\n"].iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    file.text.replace_range(start..start + head.len() + end, "");
    let catalog = Catalog::load(&[files]).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(catalog.position(id(gone)).is_none() && catalog.credentials.len() + 1 == CATALOG.credentials.len(), "{}", id(gone));
    let framework = framework(&catalog);
    (catalog, framework)
}

#[test]
fn a_credential_that_nothing_refers_to_can_go_without_moving_the_others() {
    always(&(asked(), select((0..UNREFERRED.len()).collect::<Vec<_>>())), |(asked, which)| {
        let (gone, (catalog, framework)) = (UNREFERRED[which], &WITHOUT[which]);
        let id = id(gone);
        // Nobody can hold what the catalogue does not know.
        let asked = asked.but(|situation| situation.have.retain(|held| held.what != gone.into()));
        let (with, without) = (Answer::from(&CATALOG, &asked), Answer::under(framework, catalog, &asked.of(catalog)));
        let judged = |answer: &Answer| -> Vec<Judged> {
            let others = answer.fitting.iter().filter(|fitting| fitting.judged.id != id);
            others.map(|fitting| fitting.judged.clone()).collect()
        };
        prop_assert_eq!(judged(&without), judged(&with));
        let out = |answer: &Answer| -> Vec<RuledOut> { answer.ruled_out.iter().filter(|out| out.id != id).cloned().collect() };
        prop_assert_eq!(out(&without), out(&with));
        prop_assert_eq!(without.advice, with.advice);
        Ok(())
    });
}

/// For each credential the catalogue in which its exam costs nothing.
static EXAM_PAID: LazyLock<Vec<Catalog>> = LazyLock::new(|| {
    let paid = |place: CredentialId| {
        let text = format!("[[credential]]\nid = \"{}\"\ncost = {{ exam = 0 }}\n", id(place));
        let overlay = SourceFile { name: "paid-by-my-employer.toml".to_owned(), text };
        Catalog::load(&[provider_files(), vec![overlay]]).unwrap_or_else(|faults| panic!("{faults}"))
    };
    CATALOG.numbered().map(|(place, _)| paid(place)).collect()
});

/// What is said of the others: those that fit in their order, and those that do not. Which of several prerequisites is
/// the easiest does depend on what the others cost.
fn of_others(answer: &Answer, id: &str) -> (Vec<Judged>, Vec<RuledOut>) {
    let fitting = answer.fitting.iter().map(|fitting| fitting.judged.clone()).filter(|judged| judged.id != id);
    let easiest_apart = |no: &No| match no.unlock {
        Some(Wanted::Have(_)) => No { unlock: None, ..no.clone() },
        _ => no.clone(),
    };
    let out = answer.ruled_out.iter().filter(|out| out.id != id);
    let out = out.map(|out| RuledOut { blockers: out.blockers.iter().map(easiest_apart).collect(), ..out.clone() });
    (fitting.collect(), out.collect())
}

/// The frozen catalogue with one credential more at its end: made of the parts of two, and without a link to any.
fn with_a_newcomer() -> impl Strategy<Value = Catalog> {
    (credential(), credential()).prop_map(|(one, other)| {
        let mut catalog = CATALOG.clone();
        let mut newcomer = CATALOG[one].clone();
        let (record, other) = (&mut newcomer.record, &CATALOG[other]);
        "zz-newcomer".clone_into(&mut record.id);
        (record.cost, record.prep, record.goals, record.lifecycle) =
            (other.cost, other.prep.clone(), other.goals.clone(), other.lifecycle.clone());
        (record.successors, record.continues, record.builds_on, record.requires, record.recommends, record.renewal) = Default::default();
        catalog.credentials.push(newcomer);
        catalog
    })
}

#[test]
fn one_more_credential_without_links_moves_none_of_the_others() {
    let between = Cell::new(0);
    always(&(asked(), with_a_newcomer()), |(asked, catalog)| {
        let (before, after) = (Answer::from(&CATALOG, &asked), Answer::under(&FRAMEWORK, &catalog, &asked));
        prop_assert_eq!(of_others(&after, "zz-newcomer"), of_others(&before, "zz-newcomer"));
        let is_last = after.fitting.last().is_none_or(|fitting| fitting.judged.id == "zz-newcomer");
        between.set(between.get() + u32::from(after.fits("zz-newcomer") && !is_last));
        Ok(())
    });
    assert!(between.get() > 100, "only {} times it stands before another", between.get());
}

#[test]
fn an_overlay_that_pays_the_exam_makes_that_exam_free_and_leaves_the_others_alone() {
    always(&(asked(), credential()), |(asked, place)| {
        let (before, after) = (Answer::from(&CATALOG, &asked), Answer::from(&EXAM_PAID[place.index()], &asked));
        // What can be paid now may lead to others, and hand them its place.
        if before.fits(id(place)) == after.fits(id(place)) && !after.leads(id(place)) {
            prop_assert_eq!(of_others(&after, id(place)), of_others(&before, id(place)));
        }
        let facts = &CATALOG[place];
        if facts.lifecycle.announced.is_some_and(|day| day > asked.as_of) {
            return Ok(());
        }
        let figures = after.figures(id(place)).ok_or_else(|| TestCaseError::fail("it has no figures"))?;
        let months_unknown = facts.cost.monthly.is_some() && facts.prep.is_none();
        prop_assert_eq!(figures.bill.is_none(), months_unknown, "only unknown months leave the price of {} unknown", id(place));
        if let Some(bill) = &figures.bill {
            // A voucher pays a beta too.
            let exams: Vec<Range> = bill.lines.iter().filter(|line| line.what == Charge::Exam).map(|line| line.amount).collect();
            prop_assert_eq!(exams, [Range::default()], "{}", id(place));
        }
        Ok(())
    });
}
