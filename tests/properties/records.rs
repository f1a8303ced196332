//! What the raw records say, reckoned anew here without the gates, against what is recommended and ruled out.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use certwise::calendar::{Day, Pace};
use certwise::catalog::{CatalogFile, Lifecycle, Outside, Record, Written};
use certwise::money::{Range, Usd};
use certwise::situation::Situation;
use certwise::vocabulary::{BlockerKind, Coding, HandsOn, Kind, KindWish, Level};
use proptest::prelude::*;

use crate::answer::{Verdicts, id};
use crate::asked::{Asked, asked, day_of_the_article, day_of_the_data};
use crate::frozen::provider_files;
use crate::{CATALOG, FRAMEWORK, always};

/// Every record as its file writes it, sorted by id.
static RECORDS: LazyLock<Vec<Record<Written>>> = LazyLock::new(|| {
    let mut records: Vec<Record<Written>> = files().into_iter().flat_map(|file| file.credential).collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    records
});

static OUTSIDE: LazyLock<Vec<Outside<Written>>> = LazyLock::new(|| files().into_iter().flat_map(|file| file.outside).collect());

fn files() -> Vec<CatalogFile> {
    let read = |file: certwise::diagnostic::SourceFile| file.parse::<CatalogFile>().unwrap_or_else(|fault| panic!("{fault}"));
    provider_files().into_iter().map(read).collect()
}

fn has_ended(life: &Lifecycle, day: Day) -> bool {
    life.last_day.is_some_and(|last| day > last)
}

fn is_general(life: &Lifecycle, day: Day) -> bool {
    life.active_from.map_or(life.announced.is_none() && life.beta_from.is_none(), |from| day >= from)
}

fn is_beta(life: &Lifecycle, day: Day) -> bool {
    !is_general(life, day) && life.beta_from.is_some_and(|from| day >= from) && life.beta_until.is_none_or(|until| day <= until)
}

fn is_open(life: &Lifecycle, day: Day) -> bool {
    !has_ended(life, day) && (is_general(life, day) || is_beta(life, day))
}

/// The first day from that one on when it is open.
fn next_open(life: &Lifecycle, day: Day) -> Option<Day> {
    let days = [Some(day), life.beta_from, life.active_from];
    days.into_iter().flatten().filter(|open| *open >= day && is_open(life, *open)).min()
}

/// One person's way to a credential.
struct Way {
    /// The days of every attempt by the fast estimate, as far as they are known.
    at_best: Vec<Day>,
    /// The slow estimate of the day on which it is held; `None` where hours, or the wait for a second attempt, are unknown.
    held_at_last: Option<Day>,
    /// The most that it may cost.
    cost: Option<u64>,
}

fn way(record: &Record<Written>, asked: &Asked) -> Way {
    let (life, cost) = (&record.lifecycle, &record.cost);
    let pace = asked.situation.hours_per_week.map_or(10, Pace::hours);
    let hours = record.prep.as_ref().map(|prep| prep.hours);
    let priced = cost.exam.is_some() || cost.exam_beta.is_some();
    let twice = asked.situation.retake == Some(true) && (priced || record.kind == Some(Kind::ProctoredExam));
    let wait = record.retake.as_ref().map(|retake| u32::from(retake.wait_days));
    // One day of study after the other, as with a calendar on the wall: days off only matter while there is something to study.
    let rests = |day: Day| asked.situation.pause.iter().any(|pause| pause.first() <= day && day <= pause.last());
    let begins = (0..1000).map(|days| asked.as_of.plus_days(days)).find(|day| !rests(*day)).expect("a pause ends");
    let study_days = |hours: u32| (hours * 7).div_ceil(pace);
    let learnt = |hours: u32| {
        let (mut day, mut left) = (asked.as_of, study_days(hours));
        while left > 0 {
            left -= u32::from(!rests(day));
            day = day.plus_days(1);
        }
        day
    };
    let open = |day: Day| next_open(life, day).unwrap_or(day);
    let first = |hours: u32| open(learnt(hours));
    let second = |hours: u32| wait.map(|wait| open(first(hours).plus_days(wait)));
    let held = |hours: u32| if twice { second(hours) } else { Some(first(hours)) };

    // Whoever cannot say when they will sit it may sit it on any day from now on; so with a second attempt, from the first on.
    let earliest = hours.map_or_else(|| open(asked.as_of), |hours| first(hours.low));
    let fee = |day: Day| {
        let both = [cost.exam_beta.or(cost.exam), cost.exam];
        let counts = match is_beta(life, day) {
            false => &both[1..],
            true if life.beta_until.or(life.active_from).is_some() => &both[..1],
            true => &both[..],
        };
        counts.iter().map(|price| price.map(dearest)).collect::<Option<Vec<u64>>>()?.into_iter().max()
    };
    let between = |from: Day, to: Option<Day>| {
        let days = [Some(from), to, life.active_from].into_iter().flatten();
        let possible = days.filter(|day| *day >= from && to.is_none_or(|to| *day <= to));
        possible.map(fee).collect::<Option<Vec<u64>>>()?.into_iter().max()
    };
    let attempts = match (priced, twice) {
        (false, _) => Some(0),
        (true, false) => between(earliest, hours.map(|hours| first(hours.high))),
        (true, true) => {
            let known = hours.and_then(|hours| Some((second(hours.low)?, second(hours.high)?)));
            let again = known.map_or_else(|| between(earliest, None), |(from, to)| between(from, Some(to)));
            let once = between(earliest, hours.map(|hours| first(hours.high)));
            once.and_then(|once| Some(once + cost.retake.map(dearest).or(again)?))
        }
    };
    // What is paid by the month runs on in a pause.
    let paused = |hours: u32| u32::try_from(begins.days_until(learnt(hours))).unwrap_or(0).saturating_sub(study_days(hours));
    let months = || hours.map(|hours| ((hours.high * 7 + paused(hours.high) * pace) * 12).div_ceil(pace * 7 * 52));
    let subscription = cost.monthly.map_or(Some(0), |fee| months().map(|months| dearest(fee) * u64::from(months)));
    let fixed = cost.once.map_or(0, dearest) + cost.application.map_or(0, dearest);
    let known = cost.exam.or(cost.exam_beta).or(cost.monthly).or(cost.once).is_some();
    Way {
        at_best: hours.map_or_else(Vec::new, |hours| [Some(first(hours.low)), held(hours.low)].into_iter().flatten().collect()),
        held_at_last: hours.and_then(|hours| held(hours.high)),
        cost: subscription.zip(attempts).filter(|_| known).map(|(subscription, attempts)| subscription + fixed + attempts),
    }
}

fn dearest(range: Range) -> u64 {
    range.high.dollars()
}

/// What the person has earned, and not before it opened, with the last day on which it is valid.
fn earned(situation: &Situation) -> Vec<(&'static str, Option<Day>)> {
    let earned = situation.have.iter().filter_map(|held| {
        let id = CATALOG.id_of(held.what);
        let record = RECORDS.iter().find(|record| record.id == id);
        let opened = record.and_then(|it| [it.lifecycle.beta_from, it.lifecycle.active_from].into_iter().flatten().min());
        let outside = OUTSIDE.iter().find(|outside| outside.id == id);
        let months = record.and_then(|it| it.valid_months).or(outside.and_then(|it| it.valid_months));
        let until = held.expires.or_else(|| Some(held.earned?.plus_months(months?)));
        (held.earned.is_none() || opened <= held.earned).then_some((id, until))
    });
    earned.collect()
}

fn names(list: Option<&Vec<String>>, id: &str) -> bool {
    list.is_some_and(|list| list.iter().any(|name| name == id))
}

/// It and every later version of it.
fn versions(id: &str) -> BTreeSet<&'static str> {
    let it = RECORDS.iter().filter(|record| record.id == id).map(|record| record.id.as_str());
    let later = RECORDS.iter().filter(|record| names(record.continues.as_ref(), id)).flat_map(|record| versions(&record.id));
    it.chain(later).collect()
}

/// Whether the person holds it, or an earlier version of it, and it has not expired by that day.
fn holds(situation: &Situation, id: &str, day: Day) -> bool {
    let valid = earned(situation).into_iter().filter(|(_, until)| until.is_none_or(|until| until >= day));
    valid.into_iter().any(|(held, _)| held == id || versions(held).contains(id))
}

/// What leads up to that, at once or by way of others, in every version.
fn lead_up_to(id: &str, seen: &mut BTreeSet<&'static str>) {
    let high = RECORDS.iter().find(|record| record.id == id);
    let required = |low: &str| high.is_some_and(|it| it.requires.iter().flatten().any(|one| one.any_of == [low]));
    let named = |low: &str| high.is_some_and(|it| names(it.builds_on.as_ref(), low) || names(it.continues.as_ref(), low));
    for low in RECORDS.iter() {
        let renews = low.renewal.as_ref().is_some_and(|renewal| renewal.by.iter().any(|by| by == id));
        if !(required(&low.id) || named(&low.id) || renews || names(low.successors.as_ref(), id)) {
            continue;
        }
        let versions = versions(&low.id);
        // What continues it is no lower than itself.
        let lower = if versions.contains(id) { BTreeSet::from([low.id.as_str()]) } else { versions };
        for it in lower {
            if seen.insert(it) {
                lead_up_to(it, seen);
            }
        }
    }
}

fn has_exam(record: &Record<Written>) -> bool {
    record.kind == Some(Kind::ProctoredExam) || record.cost.exam.is_some() || record.cost.exam_beta.is_some()
}

fn is_of(record: &Record<Written>, wanted: KindWish) -> bool {
    match certwise::vocabulary::Closed::word(wanted) {
        "exam" => has_exam(record),
        "course" => !matches!(record.kind, Some(Kind::ProctoredExam | Kind::UniversityProgramme)),
        "programme" => record.kind == Some(Kind::UniversityProgramme),
        kind => record.kind.is_some_and(|its| its.word() == kind),
    }
}

/// Something is wished of its exam, and somebody published that it is otherwise.
fn is_known_to_differ<T: PartialEq>(record: &Record<Written>, wanted: &[T], offered: Option<&Vec<T>>) -> bool {
    has_exam(record) && !wanted.is_empty() && offered.is_some_and(|offered| !offered.iter().any(|one| wanted.contains(one)))
}

/// All that speaks against it for this person on this day.
fn against(record: &Record<Written>, asked: &Asked, past: &BTreeSet<&str>) -> BTreeSet<BlockerKind> {
    let (life, situation, as_of) = (&record.lifecycle, &asked.situation, asked.as_of);
    let Way { at_best, held_at_last, cost } = way(record, asked);
    let never_opens_again = |day: Day| !has_ended(life, day) && next_open(life, day).is_none();
    let deadline = situation.by.or(situation.weeks.map(|weeks| as_of.plus_days(7 * weeks)));
    let budget = situation.budget.map(Usd::dollars);
    let builds = matches!(record.hands_on, Some(HandsOn::Labs | HandsOn::Projects | HandsOn::PracticalExam));
    let required = record.requires.iter().flatten();
    let sits = at_best.first().copied().unwrap_or(as_of);
    let lacks_one = required.into_iter().any(|required| !required.any_of.iter().any(|id| holds(situation, id, sits)));
    let too_high = (situation.level, record.level) == (Some(Level::Beginner), Some(Level::Advanced));
    let too_much_code = (situation.coding, record.coding) == (Some(Coding::Never), Some(Coding::Professional));
    let two_below = (situation.level, record.level) == (Some(Level::Advanced), Some(Level::Beginner));
    let renewal = |id: &str| {
        let of_record = RECORDS.iter().find(|it| it.id == id && it.valid_months.is_some()).and_then(|it| it.renewal.as_ref());
        of_record.or_else(|| OUTSIDE.iter().find(|it| it.id == id && it.valid_months.is_some()).and_then(|it| it.renewal.as_ref()))
    };
    let valid = earned(situation).into_iter().filter(|(_, until)| until.is_none_or(|until| until >= as_of));
    let renews = valid.filter_map(|(held, _)| renewal(held)).any(|renewal| renewal.by.contains(&record.id));
    let held = holds(situation, &record.id, as_of);
    // Which tier it is in, and who issues what names no provider, only the whole says.
    let place = CATALOG.position(&record.id).expect("every record is a credential");
    let (tier, provider) = (FRAMEWORK.tier_of(place, &CATALOG[place]), CATALOG[place].provider);
    let wanted_providers = &situation.provider;
    let reasons = [
        (BlockerKind::Retired, has_ended(life, as_of)),
        (BlockerKind::NotYetOpen, !has_ended(life, as_of) && (!is_open(life, as_of) || at_best.iter().any(|day| never_opens_again(*day)))),
        (BlockerKind::RetiresBeforeReady, !has_ended(life, as_of) && at_best.iter().any(|day| has_ended(life, *day))),
        (BlockerKind::NotOpenToYou, record.access.is_some()),
        (BlockerKind::OverBudget, budget.zip(cost).is_some_and(|(budget, cost)| cost > budget)),
        (BlockerKind::PriceUnknown, budget.is_some() && cost.is_none()),
        (BlockerKind::PastDeadline, deadline.is_some_and(|by| held_at_last.is_none_or(|slow| slow > by))),
        (BlockerKind::AlreadyHeld, held),
        (BlockerKind::Prerequisite, lacks_one),
        (BlockerKind::TooAdvanced, too_high || too_much_code),
        (BlockerKind::BelowLevel, (two_below || past.contains(record.id.as_str())) && !renews && !held),
        (BlockerKind::KindNotWanted, !situation.kind.is_empty() && !situation.kind.iter().any(|wanted| is_of(record, *wanted))),
        (BlockerKind::ProviderNotWanted, !wanted_providers.is_empty() && !wanted_providers.contains(&provider)),
        (BlockerKind::TierNotWanted, !situation.tier.is_empty() && !tier.is_some_and(|tier| situation.tier.contains(&tier))),
        (BlockerKind::LanguageNotOffered, is_known_to_differ(record, &situation.language, record.languages.as_ref())),
        (BlockerKind::DeliveryNotOffered, is_known_to_differ(record, &situation.delivery, record.delivery.as_ref())),
        (BlockerKind::NoHandsOn, situation.hands_on == Some(true) && !builds),
    ];
    reasons.into_iter().filter(|(_, so)| *so).map(|(kind, _)| kind).collect()
}

/// What leads up to something that the person has earned.
fn past(asked: &Asked) -> BTreeSet<&'static str> {
    let mut past = BTreeSet::new();
    for (id, _) in earned(&asked.situation) {
        lead_up_to(id, &mut past);
        let outside = OUTSIDE.iter().filter(|outside| outside.id == id);
        for lower in outside.flat_map(|outside| &outside.builds_on).flat_map(|low| versions(low)) {
            past.insert(lower);
            lead_up_to(lower, &mut past);
        }
    }
    past
}

#[test]
fn the_records_are_the_catalogue() {
    let ids: Vec<&String> = RECORDS.iter().map(|record| &record.id).collect();
    assert_eq!(ids, CATALOG.credentials.iter().map(|credential| &credential.id).collect::<Vec<_>>());
}

#[test]
fn nothing_speaks_against_what_is_recommended() {
    always(&asked(), |asked| {
        for asked in [asked.on_day(day_of_the_article()), asked.on_day(day_of_the_data())] {
            let past = past(&asked);
            for ranked in Verdicts::of(&asked).ranked {
                let record = &RECORDS[ranked.id.index()];
                let against = against(record, &asked, &past);
                prop_assert!(against.is_empty(), "{} on {}: {:?}", record.id, asked.as_of, against);
            }
        }
        Ok(())
    });
}

#[test]
fn what_speaks_against_a_credential_is_just_what_rules_it_out() {
    always(&asked(), |asked| {
        let (verdicts, past) = (Verdicts::of(&asked), past(&asked));
        for ranked in &verdicts.ranked {
            prop_assert_eq!(against(&RECORDS[ranked.id.index()], &asked, &past), BTreeSet::new(), "{}", id(ranked.id));
        }
        for out in verdicts.ruled_out {
            let given: Vec<BlockerKind> = out.blockers.iter().map(|blocker| blocker.kind).collect();
            let set: BTreeSet<BlockerKind> = given.iter().copied().collect();
            prop_assert_eq!(set.len(), given.len(), "{} has a blocker twice: {:?}", id(out.id), given);
            prop_assert_eq!(set, against(&RECORDS[out.id.index()], &asked, &past), "{}", id(out.id));
        }
        Ok(())
    });
}

#[test]
fn what_it_costs_at_most_and_when_it_is_held_at_last_follow_from_the_records() {
    always(&asked(), |asked| {
        for (id, figures) in Verdicts::of(&asked).figures() {
            let record = RECORDS.iter().find(|record| record.id == id).expect("every credential has a record");
            let Way { at_best, held_at_last, cost } = way(record, &asked);
            prop_assert_eq!(figures.bill.as_ref().map(|bill| bill.total.high.dollars()), cost, "{}", id);
            prop_assert_eq!(figures.first_attempt.map(|(fast, _)| fast), at_best.first().copied(), "{}", id);
            prop_assert_eq!(figures.ready.map(|(_, slow)| slow), held_at_last, "{}", id);
        }
        Ok(())
    });
}
