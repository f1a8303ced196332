//! The questions without a terminal: every path through them leads to a command that gives the same answer.

use std::sync::LazyLock;

use certwise::calendar::{Day, Pace};
use certwise::catalog::{Catalog, CredentialId, Held};
use certwise::cli::{Cli, Command, Recommend};
use certwise::commands::same_answer;
use certwise::decide::decide;
use certwise::framework::Framework;
use certwise::interview::{Answer, Interview, QUESTIONS, impact_of, most_informative, outlook, probe_answers};
use certwise::money::Usd;
use certwise::render::json;
use certwise::situation::{Situation, SituationInput};
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Coding, Experience, Field, Goal, Level, Role};
use clap::Parser as _;
use proptest::prelude::*;

use crate::frozen;

static CATALOG: LazyLock<Catalog> = LazyLock::new(frozen::catalog);
static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| frozen::framework(&CATALOG));
static SNAPSHOT: LazyLock<Snapshot<'static>> =
    LazyLock::new(|| Snapshot::on(&CATALOG, &FRAMEWORK, Day::new(2026, 11, 22).expect("the calendar has that day")));

/// The flags of a command line, and what every command takes.
fn parsed(line: &str) -> (Recommend, certwise::cli::Everywhere) {
    let cli = Cli::try_parse_from(line.split(' ')).unwrap_or_else(|error| panic!("{line}: {error}"));
    match cli.command {
        Some(Command::Recommend(flags)) => (flags, cli.everywhere),
        other => panic!("{line}: {other:?}"),
    }
}

fn json_of(situation: &Situation) -> String {
    let recommendation = decide(&SNAPSHOT, situation);
    serde_json::to_string_pretty(&json::Answer::new(&recommendation, None, true, None)).expect("an answer is JSON")
}

/// Fails unless the printed command, parsed as a shell would hand it over, gives the same situation and the same JSON; and
/// unless the saved file does.
#[track_caller]
fn assert_command_gives_the_same(situation: &Situation) {
    let (flags, everywhere) = parsed("certwise recommend");
    let line = same_answer(&CATALOG, &flags, &everywhere, situation);
    let again = SituationInput::from(&parsed(&line).0.situation);
    let again = again.settle(&CATALOG, SNAPSHOT.as_of).unwrap_or_else(|why| panic!("{line}: {why}"));
    assert_eq!(again, *situation, "{line}");
    assert_eq!(json_of(&again), json_of(situation), "{line}");
    let saved = certwise::config::to_toml(&situation.written(&CATALOG));
    let read: SituationInput = toml::from_str(&saved).unwrap_or_else(|why| panic!("{saved}: {why}"));
    let read = read.settle(&CATALOG, SNAPSHOT.as_of).expect("what was saved is sound");
    assert_eq!(read, *situation);
}

/// The answers that a generated number picks from: all that is likely, and some that are not.
fn pick(situation: &Situation, field: Field, number: u32) -> Option<Answer> {
    let mut answers = probe_answers(&SNAPSHOT, situation, &outlook(&SNAPSHOT, situation), field);
    answers.extend(match field {
        Field::Budget => Usd::new(number % 5000).map(Answer::Budget),
        Field::HoursPerWeek => Pace::new(number % 168 + 1).map(Answer::HoursPerWeek),
        Field::By => Some(Answer::Weeks(number % 999 + 1)),
        Field::Have => {
            let held = |number: u32| Held::new(CredentialId::new(number as usize % CATALOG.credentials.len()));
            Some(Answer::Have(vec![held(number), held(number / 7 + 1)]))
        }
        _ => None,
    });
    let place = number as usize % (answers.len() + 1);
    answers.into_iter().nth(place)
}

/// Goes through all questions that come, each answered by the next number, and gives the interview at its end.
fn walk(told: Situation, numbers: &[u32]) -> Interview<'static> {
    let mut interview = Interview::new(&SNAPSHOT, told);
    let mut numbers = numbers.iter().copied().cycle();
    while let Some(field) = interview.next() {
        assert!(!interview.asked().contains(&field), "{field:?} is asked twice");
        let answer = pick(&interview.situation(), field, numbers.next().unwrap_or_default());
        interview.answer(field, answer);
    }
    assert!(interview.asked().len() <= QUESTIONS.len());
    interview
}

fn settled(situation: &Situation) -> Situation {
    situation.written(&CATALOG).settle(&CATALOG, SNAPSHOT.as_of).expect("answers are sound")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_path_ends_in_a_command_that_gives_the_same_answer(numbers in prop::collection::vec(0u32..10_000, 8)) {
        assert_command_gives_the_same(&settled(&walk(Situation::default(), &numbers).situation()));
    }

    #[test]
    fn back_and_the_same_answer_again_is_the_same_path(numbers in prop::collection::vec(0u32..10_000, 8), steps in 1usize..8) {
        let whole = walk(Situation::default(), &numbers);
        let mut again = whole.clone();
        let taken: Vec<_> = std::iter::from_fn(|| again.back()).take(steps).collect();
        for step in taken.into_iter().rev() {
            prop_assert_eq!(again.next(), Some(step.field));
            again.answer(step.field, step.answer);
        }
        prop_assert_eq!(again.situation(), whole.situation());
        prop_assert_eq!(again.next(), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any answers to any of the questions, in any order, whether they would have been asked or not.
    #[test]
    fn so_does_every_situation_that_answers_can_make(
        order in Just(QUESTIONS.to_vec()).prop_shuffle(),
        numbers in prop::collection::vec(0u32..10_000, 8),
        hands_on in any::<Option<bool>>(),
        retake in any::<Option<bool>>(),
        years in prop::option::of(0u32..80),
        dated in any::<bool>(),
    ) {
        let as_of = dated.then_some(SNAPSHOT.as_of);
        let told = Situation { hands_on, retake, years, as_of, ..Situation::default() };
        let mut interview = Interview::new(&SNAPSHOT, told);
        for (field, number) in order.into_iter().zip(numbers) {
            let answer = pick(&interview.situation(), field, number);
            interview.answer(field, answer);
        }
        assert_command_gives_the_same(&settled(&interview.situation()));
    }
}

#[test]
fn every_question_can_change_the_first_place() {
    for field in QUESTIONS {
        let somewhere = [
            Situation::default(),
            // How many hours there are in a week matters to whom a limit is set.
            Situation { budget: Usd::new(100_u32), ..Situation::default() },
            Situation { weeks: Some(12), ..Situation::default() },
        ];
        let moves = |situation: &Situation| !situation.is_set(field) && impact_of(&SNAPSHOT, situation, field).moves_first > 0;
        assert!(somewhere.iter().any(moves), "no answer to {field:?} ever changes the first place");
    }
}

#[test]
fn what_was_told_is_not_asked_and_what_nothing_hangs_on_neither() {
    let told = Situation { goal: Some(Goal::Gpu), budget: Some(Usd::FREE), ..Situation::default() };
    let interview = walk(told, &[0]);
    assert!(!interview.asked().contains(&Field::Goal) && !interview.asked().contains(&Field::Budget));
    assert_eq!(interview.at_most(), 6);
    for field in interview.unasked() {
        assert_eq!(impact_of(&SNAPSHOT, &interview.situation(), field).moves_best, 0, "{field:?}");
        assert!(!interview.changes_what_is_shown(&interview.situation(), field), "{field:?}");
    }
    let nothing_fits = Situation { weeks: Some(1), hours_per_week: Pace::new(1), hands_on: Some(true), ..Situation::default() };
    assert_eq!(decide(&SNAPSHOT, &nothing_fits).ranked.len(), 0);
    assert_eq!(most_informative(&SNAPSHOT, &nothing_fits, &[]), None, "no answer lifts a limit");
}

/// Everything but the hours of a week, and no limit: the order of what fits is the same at every pace.
fn all_but_hours() -> Situation {
    let told = r#"{"role":"developer","level":"intermediate","coding":"some","goal":"cloud-ml","platform":["aws"],"have":["aws-clf-c02"]}"#;
    let told: SituationInput = serde_json::from_str(told).expect("a situation");
    told.settle(&CATALOG, SNAPSHOT.as_of).expect("a sound one")
}

fn asked_where_all_is_skipped(told: Situation) -> Vec<Field> {
    let mut interview = Interview::new(&SNAPSHOT, told);
    while let Some(field) = interview.next() {
        interview.answer(field, None);
    }
    interview.asked()
}

#[test]
fn the_hours_are_asked_where_a_day_or_a_price_that_is_shown_depends_on_them() {
    let told = all_but_hours();
    assert_eq!(impact_of(&SNAPSHOT, &told, Field::HoursPerWeek).moves_best, 0, "the order does not");
    let asked = asked_where_all_is_skipped(told.clone());
    assert!(asked.contains(&Field::HoursPerWeek), "{asked:?}");
    let nothing_fits = Situation { weeks: Some(1), hours_per_week: None, hands_on: Some(true), budget: Some(Usd::FREE), ..told };
    let interview = Interview::new(&SNAPSHOT, Situation { hours_per_week: Pace::new(1), ..nothing_fits });
    assert!(!interview.unasked().contains(&Field::HoursPerWeek), "what was told is not asked");
}

#[test]
fn who_told_the_level_is_asked_for_the_programming_in_its_place() {
    let told = Situation { level: Some(Level::Intermediate), ..Situation::default() };
    let interview = Interview::new(&SNAPSHOT, told.clone());
    assert!(interview.unasked().contains(&Field::Coding) && !interview.unasked().contains(&Field::Level));
    assert_eq!(interview.at_most(), QUESTIONS.len());
    assert!(interview.changes_what_is_shown(&told, Field::Coding));
    let asked = asked_where_all_is_skipped(told.clone());
    assert!(asked.contains(&Field::Coding) && !asked.contains(&Field::Level), "{asked:?}");
    let both = Situation { coding: Some(Coding::Some), ..told };
    assert!(!Interview::new(&SNAPSHOT, both).unasked().contains(&Field::Coding));
    // Whoever is asked for the furthest they have gone told both with it, as far as anybody can.
    let asked = asked_where_all_is_skipped(Situation::default());
    assert!(asked.contains(&Field::Level) && !asked.contains(&Field::Coding), "{asked:?}");
}

#[test]
fn all_are_asked_in_one_order() {
    let asked = walk(Situation::default(), &[3, 1, 4]).asked();
    let places: Vec<_> = asked.iter().map(|field| QUESTIONS.iter().position(|other| other == field)).collect();
    assert!(asked.len() > 5 && places.is_sorted(), "{asked:?}");
}

#[test]
fn a_change_afterwards_replaces_an_answer_until_that_is_asked_again() {
    let mut interview = Interview::new(&SNAPSHOT, Situation { goal: Some(Goal::Gpu), ..Situation::default() });
    interview.answer(Field::Role, Some(Answer::Role(Role::Developer)));
    interview.change(Field::Role.into(), Some(Answer::Role(Role::Leader)));
    interview.change(Field::Goal.into(), None);
    assert_eq!((interview.situation().role, interview.situation().goal), (Some(Role::Leader), None));
    interview.back();
    interview.answer(Field::Role, None);
    assert_eq!((interview.situation().role, interview.situation().goal), (None, None));
}

#[test]
fn a_level_is_told_by_deeds() {
    let told = |deed: Experience| {
        let mut situation = Situation::default();
        Answer::Experience(deed).tell(&mut situation);
        situation.level
    };
    assert_eq!(told(Experience::Software), Some(Level::Beginner), "experience with AI and ML, not with work");
    assert_eq!(told(Experience::Model), Some(Level::Intermediate));
    assert_eq!(told(Experience::Production), Some(Level::Advanced));
    let coding = |deed: Experience, before: Option<Coding>| {
        let mut situation = Situation { coding: before, ..Situation::default() };
        Answer::Experience(deed).tell(&mut situation);
        situation.coding
    };
    assert_eq!(coding(Experience::NeverProgrammed, None), Some(Coding::Never));
    assert_eq!(coding(Experience::SmallScripts, None), Some(Coding::Some));
    assert_eq!(coding(Experience::Software, None), Some(Coding::Professional));
    assert_eq!(coding(Experience::Model, None), None, "nobody knows how much");
    assert_eq!(coding(Experience::Software, Some(Coding::Some)), Some(Coding::Some), "what was told beforehand stays");
}
