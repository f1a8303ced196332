//! The values of the placeholders in the framework's templates.

use super::phrases::{UNKNOWN, cost, delivery, hours, languages, not_checked, retired, short_names};
use crate::calendar::Day;
use crate::catalog::{Credential, CredentialId, Held, Thing};
use crate::decide::Candidate;
use crate::framework::Template;
use crate::recommendation::Named;
use crate::sanitize::join;
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Closed, Coding, LevelGap, Placeholder, Status};

/// The template's sentence about that candidate.
pub(super) fn fill(template: &Template, candidate: &Candidate<'_>) -> String {
    template.fill(|id| value(id, candidate))
}

/// Whether nothing but the credential makes out what stands there: neither the person nor the day.
fn is_of_credential(id: Placeholder) -> bool {
    use Placeholder::{
        Access, Coding, Confirm, Delivery, EndReason, HandsOn, Hours, Kind, Languages, LastDay, Level, Name, Provider, Short, Tier,
    };
    matches!(
        id,
        Access
            | Coding
            | Confirm
            | Delivery
            | EndReason
            | HandsOn
            | Hours
            | Kind
            | Languages
            | LastDay
            | Level
            | Name
            | Provider
            | Short
            | Tier
    )
}

/// What the template's sentence depends on beside the credential: where that is the same, so is the sentence. `None` where it depends on
/// more than two things, or on one that few people share.
pub(super) fn depends_on(template: &Template, candidate: &Candidate<'_>) -> Option<[u64; 2]> {
    let situation = candidate.situation;
    let mut all = [0; 2];
    for (number, id) in template.places().filter(|id| !is_of_credential(*id)).enumerate() {
        *all.get_mut(number)? = match id {
            Placeholder::YourCoding => situation.coding.map_or(0, |coding| 1 + coding as u64),
            Placeholder::Above => {
                16 * situation.level.map_or(0, |level| 1 + level as u64) + situation.coding.map_or(0, |coding| 1 + coding as u64)
            }
            Placeholder::YourLevel => situation.level.map_or(0, |level| 1 + level as u64),
            Placeholder::Role => situation.role.map_or(0, |role| 1 + role as u64),
            Placeholder::Goal => situation.goal.map_or(0, |goal| 1 + goal as u64),
            Placeholder::Platform | Placeholder::YourPlatform => {
                situation.platform.iter().fold(0, |all, platform| all | 1 << *platform as u64)
            }
            Placeholder::Cost => match &candidate.figures.bill {
                Some(bill) => {
                    let half = |dollars: u64| u32::try_from(dollars).ok().map(u64::from);
                    half(bill.total.low.dollars())? << 32 | half(bill.total.high.dollars())?
                }
                // The least is never above the most.
                None => 1 << 32,
            },
            Placeholder::Rule => match candidate.named {
                Some(Named { rule, replaced: None, towards: None, .. }) => {
                    let naming = &candidate.snapshot.namings[rule];
                    naming.rule.because.places().all(is_of_credential).then_some(1 + naming.number as u64)?
                }
                Some(_) => return None,
                None => 0,
            },
            _ => return None,
        };
    }
    Some(all)
}

pub(super) fn value(id: Placeholder, candidate: &Candidate<'_>) -> String {
    let snapshot = candidate.snapshot;
    let situation = candidate.situation;
    let credential = candidate.credential();
    let state = candidate.state();
    let day = |day: Option<Day>| day.map_or_else(|| UNKNOWN.to_owned(), Day::in_words);
    match id {
        Placeholder::Name => credential.name.clone(),
        Placeholder::Short => credential.short().to_owned(),
        Placeholder::Provider => snapshot.catalog[credential.provider].name.clone(),
        Placeholder::Level => credential.level.map_or_else(|| UNKNOWN.to_owned(), |level| level.to_string()),
        Placeholder::Coding => credential.coding.map_or(UNKNOWN, crate::vocabulary::Coding::label).to_owned(),
        Placeholder::YourCoding => situation.coding.map_or(UNKNOWN, crate::vocabulary::Coding::label).to_owned(),
        Placeholder::Above => above(credential, situation),
        Placeholder::Below => below(credential, situation),
        Placeholder::After => candidate.after.map_or_else(|| "nothing".to_owned(), |id| snapshot.credential(id).name.clone()),
        Placeholder::Stones => {
            let first = first_without_programming(candidate);
            first.map_or_else(|| "learning to program".to_owned(), |id| snapshot.credential(id).name.clone())
        }
        Placeholder::Held => how_held(candidate),
        Placeholder::Renews => {
            let held = situation.have.iter().filter_map(|held| if let Thing::Credential(id) = held.what { Some(id) } else { None });
            let by =
                |id: &CredentialId| snapshot.credential(*id).renewal.as_ref().is_some_and(|renewal| renewal.by.contains(&candidate.id));
            join(&held.filter(by).map(|id| snapshot.credential(id).short().to_owned()).collect::<Vec<_>>(), "and")
        }
        Placeholder::YourLevel => situation.level.map_or_else(|| UNKNOWN.to_owned(), |level| level.to_string()),
        Placeholder::Role => situation.role.map_or(UNKNOWN, crate::vocabulary::Role::label).to_owned(),
        Placeholder::Goal => situation.goal.map_or(UNKNOWN, crate::vocabulary::Goal::label).to_owned(),
        Placeholder::Platform => {
            let shared: Vec<String> = labels(credential.platforms().iter().filter(|platform| situation.platform.contains(platform)));
            if shared.is_empty() { join(&labels(credential.platforms().iter()), "and") } else { join(&shared, "and") }
        }
        Placeholder::YourPlatform => join(&labels(situation.platform.iter()), "and"),
        Placeholder::Tier => {
            let tier = snapshot.framework.tier.iter().find(|tier| Some(tier.tier) == state.tier);
            tier.map_or_else(|| "no tier".to_owned(), |tier| format!("tier {}", tier.tier))
        }
        Placeholder::HandsOn => credential.hands_on.map_or("an unknown share of practice", crate::vocabulary::HandsOn::label).to_owned(),
        Placeholder::Cost => cost(candidate),
        Placeholder::Budget => situation.budget.map_or_else(|| UNKNOWN.to_owned(), |budget| budget.to_string()),
        Placeholder::Hours => hours(candidate),
        Placeholder::Pace => situation.pace().to_string(),
        Placeholder::ReadyLow => day(candidate.figures.ready.or(candidate.figures.first_attempt).map(|(fast, _)| fast)),
        Placeholder::ReadyHigh => day(candidate.figures.ready.or(candidate.figures.first_attempt).map(|(_, slow)| slow)),
        Placeholder::By => day(situation.deadline(snapshot.as_of)),
        // What is closed opens with its beta where one comes; what is in its beta opens for everyone.
        Placeholder::Opens => match state.status {
            Status::Announced => credential.lifecycle.open_from(snapshot.as_of),
            _ => credential.lifecycle.active_from,
        }
        .filter(|from| *from > snapshot.as_of)
        .map_or_else(|| "on a day not announced".to_owned(), |day| format!("on {}", day.in_words())),
        Placeholder::LastDay => day(credential.lifecycle.last_day),
        Placeholder::EndReason => credential.lifecycle.end_reason.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
        Placeholder::Successors if state.replacements.is_empty() => "nothing that can be earned".to_owned(),
        Placeholder::Successors => short_names(snapshot, &state.replacements),
        Placeholder::Requires => requires(candidate),
        Placeholder::Recommends => candidate.missing_recommended().map_or_else(|| "nothing".to_owned(), |ids| things(snapshot, ids, "or")),
        Placeholder::Access => match (snapshot.forbidden_by(credential), &credential.access) {
            (Some(file), _) => format!("forbidden by the policy in {file}"),
            (None, Some(access)) => format!("open only to {}", access.detail.as_deref().unwrap_or(access.only.label())),
            (None, None) => "open to everyone".to_owned(),
        },
        Placeholder::Confirm => credential.confirm.as_ref().map_or_else(|| "nothing".to_owned(), |confirm| confirm.text.clone()),
        Placeholder::Checked => not_checked(state.checked),
        Placeholder::Kind => credential.kind.label().to_owned(),
        Placeholder::YourKind => words(&situation.kind.iter().map(|kind| Closed::label(*kind)).collect::<Vec<_>>()),
        Placeholder::YourProvider => words(&situation.provider.iter().map(|id| snapshot.catalog[*id].name.as_str()).collect::<Vec<_>>()),
        Placeholder::YourTier => words(&situation.tier),
        Placeholder::Languages => languages(credential),
        Placeholder::YourLanguage => words(&situation.language.iter().map(|it| it.label()).collect::<Vec<_>>()),
        Placeholder::Delivery => delivery(credential),
        Placeholder::YourDelivery => words(&situation.delivery.iter().map(|it| it.label()).collect::<Vec<_>>()),
        Placeholder::Earned => day(candidate.expired()),
        Placeholder::Rule => candidate.named.map_or_else(String::new, |named| {
            // A framework that loads has no `{rule}` in these; whatever one holds, a sentence ends.
            let fill = |template: &Template| template.fill(|id| if id == Placeholder::Rule { String::new() } else { value(id, candidate) });
            let because = fill(&snapshot.namings[named.rule].rule.because);
            let suffix = named.replaced.map(|_| fill(&snapshot.framework.replaced));
            let said = because + &suffix.unwrap_or_default();
            match named.towards {
                Some(id) => format!("leads to {}: {said}", snapshot.credential(id).short()),
                None => said,
            }
        }),
        Placeholder::Replaced => {
            let replaced = candidate.named.and_then(|named| named.replaced);
            replaced.map_or_else(|| "nothing".to_owned(), |id| retired(snapshot, id))
        }
    }
}

/// Any one of those.
fn words(values: &[impl ToString]) -> String {
    join(&values.iter().map(ToString::to_string).collect::<Vec<_>>(), "or")
}

/// What must be held first and is not, or not for long enough.
fn requires(candidate: &Candidate<'_>) -> String {
    let snapshot = candidate.snapshot;
    let missing = crate::decide::missing_prerequisites(candidate).map(|missing| match (&missing.any_of[..], &missing.text) {
        ([], text) => text.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
        (ids, _) => {
            // A list that is known to go on is not told as if it ended.
            let more = if missing.more { ", or another on the provider's list," } else { "" };
            let yours = ids.iter().find_map(|thing| Some((*thing, candidate.lasts_until(*thing)?)));
            let yours = yours.map_or_else(String::new, |(thing, until)| {
                let how = if until < snapshot.as_of {
                    format!("expired on {}", until.in_words())
                } else {
                    format!("expires on {}, before the exam", until.in_words())
                };
                format!(" (your {} {how})", short_of(snapshot, thing))
            });
            format!("{}{yours}{more}", things(snapshot, ids, "or"))
        }
    });
    let missing: Vec<String> = missing.collect();
    if missing.is_empty() { "nothing".to_owned() } else { join(&missing, "and") }
}

/// How the person holds it: itself, or in an earlier version.
fn how_held(candidate: &Candidate<'_>) -> String {
    let (snapshot, situation) = (candidate.snapshot, candidate.situation);
    let is_it = |held: &&Held| held.what == candidate.id.into();
    let earlier = situation.have.iter().find(|held| !is_it(held) && snapshot.is_valid(held));
    match earlier.filter(|_| !situation.have.iter().any(|held| is_it(&held) && snapshot.is_valid(held))) {
        Some(held) => format!("you hold its earlier version, {}", short_of(snapshot, held.what)),
        None => "you hold it".to_owned(),
    }
}

/// What people call those, with a word before the last.
fn things(snapshot: &Snapshot<'_>, things: &[Thing], word: &str) -> String {
    let names: Vec<String> = things.iter().map(|thing| short_of(snapshot, *thing).to_owned()).collect();
    join(&names, word)
}

/// How it lies above the person: in level, in programming, or both.
fn above(credential: &Credential, situation: &Situation) -> String {
    let level = credential.level.zip(situation.level).filter(|(its, yours)| its > yours).map(|(its, _)| format!("level {its}"));
    let coding = credential.coding.zip(situation.coding).filter(|(its, yours)| its > yours).map(|(its, _)| its.label().to_owned());
    join(&level.into_iter().chain(coding).collect::<Vec<_>>(), "and")
}

/// How it lies below the person: by two levels, or as what they hold lies above it.
fn below(credential: &Credential, situation: &Situation) -> String {
    let two = credential.level.zip(situation.level).filter(|(its, yours)| LevelGap::between(*yours, *its) == LevelGap::TwoBelow);
    two.map_or_else(|| "what you hold leads on from it".to_owned(), |(its, _)| format!("made for level {its}"))
}

/// What somebody who never programmed begins with on the way to it; `None` where nothing on the way takes none.
fn first_without_programming(candidate: &Candidate<'_>) -> Option<CredentialId> {
    let snapshot = candidate.snapshot;
    let mut way = vec![candidate.id];
    let mut looked = 0;
    while let Some(id) = way.get(looked).copied() {
        looked += 1;
        for stone in snapshot.credential(id).builds_on() {
            if snapshot.credential(*stone).coding == Some(Coding::Never) && snapshot.state(*stone).obtainable {
                return Some(*stone);
            }
            if !way.contains(stone) {
                way.push(*stone);
            }
        }
    }
    None
}

fn labels<'a>(platforms: impl Iterator<Item = &'a crate::vocabulary::Platform>) -> Vec<String> {
    platforms.map(|platform| platform.label().to_owned()).collect()
}

/// What people call a credential or an outside qualification.
fn short_of<'a>(snapshot: &Snapshot<'a>, thing: Thing) -> &'a str {
    match thing {
        Thing::Credential(id) => snapshot.credential(id).short(),
        Thing::Outside(_) => snapshot.catalog.name_of(thing),
    }
}
