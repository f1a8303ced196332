//! Can every credential come first for somebody? One that cannot is dead weight, or excused with a reason.

use super::upkeep::{NEEDLESS, excusable, excuse_span};
use crate::catalog::{CatalogMap, Credential, CredentialId, Held};
use crate::decide::{Decision, figures};
use crate::diagnostic::{Diagnostic, SourceMap};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Doubt, Goal, HandsOn, Level, Platform, Role, UpkeepRule};

/// A fault for each credential that can be earned for good, that no situation brings to first place, and that nobody excuses;
/// and for each excuse that is not needed. None where the framework does not ask for it. And of how many it was not asked, as that
/// would take too long.
pub(super) fn faults(snapshot: &Snapshot<'_>, framework: &SourceMap<'_>, places: &CatalogMap<'_>) -> (Vec<Diagnostic>, usize) {
    let (mut faults, mut asked, mut unasked) = (Vec::new(), 0, 0);
    let Some(upkeep) = snapshot.framework.upkeep(UpkeepRule::FirstPlace) else { return (faults, unasked) };
    for (place, credential) in snapshot.catalog.numbered() {
        let excuse = snapshot.framework.excuse(UpkeepRule::FirstPlace, &credential.id);
        let obtainable = snapshot.state(place).obtainable;
        // What will end hands its place on, so nobody has to come to it first any longer.
        // And what nobody can confirm is to stand behind.
        let doubted = credential.doubt(snapshot.as_of).is_some_and(|doubt| doubt.about != Doubt::Price);
        let lasts = obtainable && credential.lifecycle.last_day.is_none() && !doubted;
        if (lasts || (obtainable && excuse.is_some())) && asked * snapshot.catalog.credentials.len() > MOST_ASKED {
            unasked += 1;
            continue;
        }
        match excuse {
            None if lasts && !can_be_first(snapshot, place, &mut asked) => {
                let leads = best_fit_leads(snapshot, place).map(|id| format!("; for whom it suits best, `{id}` comes first"));
                let message = format!("no situation brings `{}` to first place{}", credential.id, leads.unwrap_or_default());
                let hint = excusable(upkeep, &credential.id, framework);
                faults.push(places.fault(place, &[], message).with_hint(hint));
            }
            Some(excuse) if obtainable && can_be_first(snapshot, place, &mut asked) => {
                let message = format!("`{}` needs no excuse: some situation brings it to first place", credential.id);
                faults.push(framework.fault(excuse_span(snapshot.framework, framework, excuse), message).with_hint(NEEDLESS));
            }
            _ => {}
        }
    }
    (faults, unasked)
}

/// The id of what comes first for whom the credential is made, without any limit; `None` where nothing fits.
fn best_fit_leads<'a>(snapshot: &Snapshot<'a>, place: CredentialId) -> Option<&'a str> {
    let credential = snapshot.credential(place);
    let situation = Situation {
        role: credential.roles().first().copied(),
        level: credential.level,
        goal: credential.goals().first().copied(),
        platform: credential.platforms().first().copied().into_iter().collect(),
        have: held_first(credential),
        ..Situation::default()
    };
    let first = *Decision::with(snapshot, &situation, |decision, _| decision.best(1).0).first()?;
    Some(&snapshot.credential(first).id)
}

/// So many credentials are judged before no more are looked at; the embedded ones take a third of it.
const MOST_ASKED: usize = 5_000_000;

/// Whether some situation, of those that suit the credential best, brings it to first place, alone or level.
///
/// The situations are all combinations of what the credential is made for and of nothing said, with the tightest budget and
/// deadline that still admit it, or none, or at one of the three stages of a career. Holding something is tried only as far as the credential requires it: whoever holds
/// everything else reaches anything. Each situation that is asked about is counted in `asked`.
#[must_use]
pub fn can_be_first(snapshot: &Snapshot<'_>, place: CredentialId, asked: &mut usize) -> bool {
    let credential = snapshot.credential(place);
    let fit = figures(credential, snapshot.as_of, &Situation::default());
    let budget = fit.bill.as_ref().map(|bill| bill.total.high);
    let deadline = fit.ready.map(|(_, slow)| slow);
    let held = held_first(credential);
    for role in or_none::<Role>(credential.roles()) {
        for goal in or_none::<Goal>(credential.goals()) {
            for platform in or_none::<Platform>(credential.platforms()) {
                let codings = [None, credential.coding].into_iter().take(1 + usize::from(credential.coding.is_some()));
                for (level, coding) in levels(credential).into_iter().flat_map(|level| codings.clone().map(move |coding| (level, coding))) {
                    for (budget, by, years) in [
                        (budget, deadline, None),
                        (budget, None, None),
                        (None, deadline, None),
                        (None, None, None),
                        (None, None, Some(1)),
                        (None, None, Some(5)),
                        (None, None, Some(12)),
                    ] {
                        for hands_on in [practical(credential).then_some(true), None] {
                            *asked += 1;
                            let situation = Situation {
                                role,
                                level,
                                coding,
                                goal,
                                platform: platform.into_iter().collect(),
                                budget,
                                by,
                                hands_on,
                                years,
                                have: held.clone(),
                                ..Situation::default()
                            };
                            if Decision::with(snapshot, &situation, |decision, _| decision.is_first(place)) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
    }
    false
}

/// Each of the values, the most fitting first, and none.
fn or_none<T: Copy>(values: &[T]) -> Vec<Option<T>> {
    values.iter().copied().map(Some).chain([None]).collect()
}

/// The credential's own level, none, and every other that it does not exclude.
fn levels(credential: &Credential) -> Vec<Option<Level>> {
    let own = credential.level;
    let others = Level::ALL.iter().copied().map(Some).filter(|level| *level != own);
    std::iter::once(own).chain([None]).chain(others).collect()
}

fn practical(credential: &Credential) -> bool {
    credential.hands_on.is_some_and(HandsOn::is_practical)
}

fn held_first(credential: &Credential) -> Vec<Held> {
    let first = credential.requires().iter().filter_map(|prerequisite| prerequisite.any_of.first());
    first.copied().map(Held::new).collect()
}
