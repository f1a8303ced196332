//! What an adviser would object to in an answer, looked for in the facts of the catalogue and not in the sets that the answer was
//! made from.

use certwise::calendar::Day;
use certwise::catalog::{Credential, CredentialId, Thing};
use certwise::decide::decide_first;
use certwise::recommendation::{Ranked, Recommendation};
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Coding, Doubt, Goal, Kind, Level, NamingGrade, Role, Status};

use super::people::YEARS;

macro_rules! objections {
    ($($variant:ident => $text:literal,)+) => {
        /// An objection.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Objection {
            $(#[doc = $text] $variant,)+
        }

        impl Objection {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// In a few words.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

objections! {
    FirstIsStep => "first with its own caution of a step, though a stone can be taken",
    FirstTakesMoreProgramming => "first and takes a step more programming, though a stone can be taken",
    NotBehindItsStone => "not behind the stone that its row names",
    StoneUntold => "a step with a stone that can be taken, and its row names none",
    FirstUnconfirmed => "first and unconfirmed, though something sure is for the purpose",
    UnconfirmedBefore => "unconfirmed before something sure that is for the purpose",
    FirstUnproved => "first, and neither price nor existence is proved",
    TooEasy => "fits, and lies two levels below, or below what is or was held",
    SameCertification => "fits, and is the same certification as one that is validly held",
    EndsTooSoon => "may end before the slow estimate, and stands before what takes its place",
    ArticlesEndsTooSoon => "the same on the article's own day (counted apart)",
    PlatformsOwnLater => "who does not build: something general or of elsewhere before their platform's own",
    CloudBeforeLiteracy => "who does not build: fundamentals of a cloud before AI literacy",
    LapsedUnnamed => "what takes the place of something lapsed or ended fits, and is not named",
    RenewalUntold => "something held expires soon, and no renewal is told",
    PrerequisiteLapses => "fits, and what it requires is not valid on the day of the exam",
    LiftedByYears => "years lift what is below the level or off the platform",
    NoFallback => "all that is left is below or beside the purpose, and nothing says so",
    NeedlessFallback => "nothing more is said to be needed, though something sure is for the purpose",
    PurposesTied => "things of different purpose share the first place",
    ArticlesPurposesTied => "the same in a row of the article's table, on its day (counted apart)",
}

impl Objection {
    /// Whether the article itself asks for it, on its day.
    #[must_use]
    pub const fn is_apart(self) -> bool {
        matches!(self, Self::ArticlesEndsTooSoon | Self::ArticlesPurposesTied)
    }
}

/// An objection to one thing, because of another.
pub type Found = (Objection, CredentialId, Option<CredentialId>);

/// What is there on one day.
pub struct Sweep<'a> {
    snapshot: &'a Snapshot<'a>,
    /// For each credential what lies directly below it.
    below: Vec<Vec<CredentialId>>,
    /// For each credential the later versions of the same certification.
    versions: Vec<Vec<CredentialId>>,
}

/// What somebody holds and held.
struct Holds {
    valid: Vec<bool>,
    done: Vec<bool>,
    past: Vec<bool>,
    /// What renews something that is held and expires.
    renews: Vec<bool>,
    until: Vec<Option<Day>>,
}

/// One answer, and what it is asked of.
struct Answer<'a> {
    day: &'a Sweep<'a>,
    you: &'a Situation,
    ranked: &'a [Ranked],
    /// Where each stands; `None` where it does not fit.
    place: Vec<Option<usize>>,
    holds: Holds,
}

impl<'a> Sweep<'a> {
    /// On the snapshot's day.
    #[must_use]
    pub fn new(snapshot: &'a Snapshot<'a>) -> Self {
        let things = snapshot.catalog.credentials.len();
        let (mut below, mut versions) = (vec![Vec::new(); things], vec![Vec::new(); things]);
        for (id, it) in snapshot.catalog.numbered() {
            let of = &mut below[id.index()];
            of.extend(it.builds_on().iter().chain(it.continues()));
            of.extend(it.requires().iter().filter_map(|asked| match asked.any_of[..] {
                [Thing::Credential(only)] => Some(only),
                _ => None,
            }));
            it.continues().iter().for_each(|earlier| versions[earlier.index()].push(id));
            it.successors().iter().for_each(|later| below[later.index()].push(id));
            it.renewal.iter().flat_map(|renewal| &renewal.by).for_each(|by| below[by.index()].push(id));
        }
        Self { snapshot, below, versions }
    }

    fn credential(&self, id: CredentialId) -> &Credential {
        self.snapshot.credential(id)
    }

    fn is_doubted(&self, id: CredentialId) -> bool {
        self.credential(id).doubt(self.snapshot.as_of).is_some_and(|doubt| doubt.about != Doubt::Price)
    }

    /// That and every later version of it.
    fn versions(&self, id: CredentialId) -> Vec<CredentialId> {
        let mut all = vec![id];
        let mut looked = 0;
        while let Some(id) = all.get(looked).copied() {
            looked += 1;
            let more: Vec<CredentialId> = self.versions[id.index()].iter().copied().filter(|later| !all.contains(later)).collect();
            all.extend(more);
        }
        all
    }

    fn holds(&self, you: &Situation) -> Holds {
        let things = self.below.len();
        let none = || vec![false; things];
        let mut holds = Holds { valid: none(), done: none(), past: none(), renews: none(), until: vec![None; things] };
        let mut down = Vec::new();
        for held in you.have.iter().filter(|held| held.is_possible(self.snapshot.catalog)) {
            let Thing::Credential(id) = held.what else { continue };
            holds.done[id.index()] = true;
            down.push(id);
            let until = held.earned.and_then(|earned| self.credential(id).valid_until(earned));
            if until.is_none_or(|until| until >= self.snapshot.as_of) {
                for version in self.versions(id) {
                    holds.valid[version.index()] = true;
                    holds.done[version.index()] = true;
                    holds.until[version.index()] = holds.until[version.index()].max(until);
                }
                if until.is_some() {
                    let renewal = self.credential(id).renewal.iter();
                    renewal.flat_map(|renewal| &renewal.by).for_each(|by| holds.renews[by.index()] = true);
                }
            }
        }
        while let Some(id) = down.pop() {
            for lower in &self.below[id.index()] {
                for version in self.versions(*lower) {
                    if !holds.past[version.index()] {
                        holds.past[version.index()] = true;
                        holds.done[version.index()] = true;
                        down.push(version);
                    }
                }
            }
        }
        holds
    }

    /// Everything to object to in the answer to that person; `with_years` asks it again for people of each length of career.
    #[must_use]
    pub fn objections(&self, you: &Situation, with_years: bool) -> Vec<(Found, Option<u32>)> {
        let answer = decide_first(self.snapshot, you, usize::MAX, false);
        let mut found: Vec<Found> = Vec::new();
        let place = places(self.below.len(), &answer.ranked);
        let asked = Answer { day: self, you, ranked: &answer.ranked, place, holds: self.holds(you) };
        asked.steps(&mut found);
        asked.doubts(&mut found);
        asked.too_easy(&mut found);
        asked.dates(&answer, &mut found);
        asked.people_who_do_not_build(&mut found);
        asked.ties_and_rest(&answer, &mut found);
        let mut found: Vec<(Found, Option<u32>)> = found.into_iter().map(|found| (found, None)).collect();
        if with_years {
            for years in YEARS {
                let older = Situation { years: Some(years), ..you.clone() };
                let other = decide_first(self.snapshot, &older, usize::MAX, false);
                found.extend(asked.lifted(&other.ranked).map(|(one, other)| ((Objection::LiftedByYears, one, Some(other)), Some(years))));
            }
        }
        found
    }
}

fn places(things: usize, ranked: &[Ranked]) -> Vec<Option<usize>> {
    let mut place = vec![None; things];
    ranked.iter().enumerate().for_each(|(at, row)| place[row.id.index()] = Some(at));
    place
}

/// How many steps a word lies above another one of its list.
fn above(its: Option<u8>, yours: Option<u8>) -> i8 {
    its.zip(yours).map_or(0, |(its, yours)| i8::try_from(its).unwrap_or(0) - i8::try_from(yours).unwrap_or(0))
}

impl Answer<'_> {
    fn it(&self, id: CredentialId) -> &Credential {
        self.day.credential(id)
    }

    fn at(&self, id: CredentialId) -> Option<usize> {
        self.place[id.index()]
    }

    fn level_above(&self, id: CredentialId) -> i8 {
        above(self.it(id).level.map(|level: Level| level as u8), self.you.level.map(|level| level as u8))
    }

    fn coding_above(&self, id: CredentialId) -> i8 {
        above(self.it(id).coding.map(|coding: Coding| coding as u8), self.you.coding.map(|coding| coding as u8))
    }

    fn can_take(&self, id: CredentialId) -> bool {
        self.at(id).is_some() && !self.day.is_doubted(id)
    }

    fn stone(&self, id: CredentialId) -> Option<CredentialId> {
        self.it(id).builds_on().iter().copied().find(|stone| self.can_take(*stone))
    }

    /// Whether all that leads up to it lies behind the person.
    fn is_climbed(&self, id: CredentialId) -> bool {
        let stones = self.it(id).builds_on();
        !stones.is_empty() && stones.iter().all(|stone| self.holds.done[stone.index()])
    }

    /// Whether a naming rule for exactly this level names it.
    fn is_for_level(&self, id: CredentialId) -> bool {
        let Some(level) = self.you.level else { return false };
        self.day
            .snapshot
            .namings
            .iter()
            .any(|naming| naming.rule.you.level == [level] && naming.names.iter().any(|(named, _)| *named == id))
    }

    fn is_of_platform(&self, id: CredentialId) -> bool {
        self.it(id).platforms().iter().any(|its| self.you.platform.contains(its))
    }

    fn serves(&self, id: CredentialId, goal: Goal) -> bool {
        self.it(id).goals().contains(&goal)
    }

    /// Whether it serves the goal; where none is told, whether it is of the platform and at the level.
    fn is_for_purpose(&self, id: CredentialId) -> bool {
        let of_platform = self.you.platform.is_empty() || self.is_of_platform(id);
        self.you.goal.map_or(of_platform && self.level_above(id) == 0, |goal| self.serves(id, goal))
    }

    /// What shares the first place.
    fn first(&self) -> impl Iterator<Item = &Ranked> {
        self.ranked.iter().take_while(|row| row.rank == 1)
    }

    fn cautioned(&self, row: &Ranked, which: &[&str]) -> bool {
        row.cautions.iter().any(|number| which.contains(&self.day.snapshot.framework.caution[*number].id.as_str()))
    }

    fn steps(&self, found: &mut Vec<Found>) {
        for row in self.first() {
            let stone = self.stone(row.id);
            if stone.is_some() && self.cautioned(row, &["above-your-level", "nothing-leads-up"]) {
                found.push((Objection::FirstIsStep, row.id, stone));
            }
            if stone.is_some() && self.coding_above(row.id) == 1 && !self.is_climbed(row.id) {
                found.push((Objection::FirstTakesMoreProgramming, row.id, stone));
            }
        }
        for row in self.ranked {
            match row.after() {
                Some(stone) if self.at(stone).is_none_or(|at| Some(at) >= self.at(row.id)) => {
                    found.push((Objection::NotBehindItsStone, row.id, Some(stone)));
                }
                Some(_) => {}
                None => {
                    let level = self.level_above(row.id) == 1 && !self.is_for_level(row.id);
                    let stone = self.stone(row.id);
                    if (level || self.coding_above(row.id) == 1) && !self.is_climbed(row.id) && stone.is_some() {
                        found.push((Objection::StoneUntold, row.id, stone));
                    }
                }
            }
        }
    }

    fn doubts(&self, found: &mut Vec<Found>) {
        let sure = |row: &&Ranked| !self.day.is_doubted(row.id) && self.is_for_purpose(row.id);
        for row in self.first().filter(|row| self.day.is_doubted(row.id)) {
            if let Some(sure) = self.ranked.iter().find(sure) {
                found.push((Objection::FirstUnconfirmed, row.id, Some(sure.id)));
            }
            let unpriced = row.figures.bill.is_none() || self.it(row.id).price_is_estimate() == Some(true);
            let runs = self.it(row.id).doubt(self.day.snapshot.as_of).is_some_and(|doubt| doubt.about == Doubt::Existence);
            if unpriced && runs {
                found.push((Objection::FirstUnproved, row.id, None));
            }
        }
        if let Some(doubted) = self.ranked.iter().find(|row| self.day.is_doubted(row.id)) {
            let behind = self.ranked.iter().skip_while(|row| row.id != doubted.id);
            let sure = behind.filter(sure).find(|row| row.rank > doubted.rank);
            found.extend(sure.map(|sure| (Objection::UnconfirmedBefore, doubted.id, Some(sure.id))));
        }
    }

    fn too_easy(&self, found: &mut Vec<Found>) {
        for row in self.ranked {
            let (id, holds) = (row.id.index(), &self.holds);
            if holds.valid[id] {
                found.push((Objection::SameCertification, row.id, None));
            } else if !holds.renews[id] && (holds.past[id] || self.level_above(row.id) <= -2) {
                found.push((Objection::TooEasy, row.id, None));
            }
        }
    }

    fn dates(&self, answer: &Recommendation<'_>, found: &mut Vec<Found>) {
        let (snapshot, holds) = (self.day.snapshot, &self.holds);
        for row in self.ranked {
            let it = self.it(row.id);
            let slow = row.figures.ready.map(|(_, slow)| slow);
            if it.lifecycle.last_day.zip(slow).is_some_and(|(last, slow)| last < slow) {
                let heirs = || snapshot.state(row.id).replacements.iter().copied().filter(|heir| *heir != row.id && self.can_take(*heir));
                let (heir, before) = (heirs().next(), heirs().any(|heir| self.at(heir) < self.at(row.id)));
                if heir.is_some() && !before {
                    let article = snapshot.as_of == snapshot.framework.published;
                    found.push((if article { Objection::ArticlesEndsTooSoon } else { Objection::EndsTooSoon }, row.id, heir));
                }
            }
            let day = |attempt: Option<Day>| attempt.unwrap_or(snapshot.as_of);
            let attempt = row.figures.first_attempt;
            let lasts = |thing: &Thing, day: Day| match thing {
                Thing::Credential(id) => holds.valid[id.index()] && holds.until[id.index()].is_none_or(|until| until >= day),
                Thing::Outside(_) => self.you.have.iter().any(|held| held.what == *thing),
            };
            let lacks = |day: Day| it.requires().iter().any(|asked| !asked.any_of.iter().any(|thing| lasts(thing, day)));
            let fast = lacks(day(attempt.map(|(fast, _)| fast)));
            let slow = lacks(day(attempt.map(|(_, slow)| slow)));
            if fast || (slow && !self.cautioned(row, &["required-may-lapse"])) {
                found.push((Objection::PrerequisiteLapses, row.id, None));
            }
        }
        for held in self.you.have.iter().filter(|held| held.is_possible(snapshot.catalog)) {
            let Thing::Credential(id) = held.what else { continue };
            let it = self.it(id);
            let until = held.earned.and_then(|earned| it.valid_until(earned));
            let lapsed = until.is_some_and(|until| until < snapshot.as_of);
            let window = it.renewal.as_ref().and_then(|renewal| renewal.window_days).map_or(180, |days| u32::from(days).max(180));
            let soon = until.is_some_and(|until| until <= snapshot.as_of.plus_days(window));
            if soon && !lapsed && !answer.renewals.iter().any(|due| due.what == id.into()) {
                found.push((Objection::RenewalUntold, id, None));
            }
            let ended = snapshot.state(id).status == Status::Retired;
            let own = [id];
            let heirs: &[CredentialId] = match (ended, lapsed) {
                (true, _) => &snapshot.state(id).replacements,
                (false, true) => &own,
                (false, false) => &[],
            };
            for heir in heirs.iter().filter(|heir| self.can_take(**heir)) {
                let row = self.at(*heir).map(|at| &self.ranked[at]);
                if row.is_some_and(|row| row.named.is_none()) {
                    found.push((Objection::LapsedUnnamed, id, Some(*heir)));
                }
            }
        }
    }

    fn people_who_do_not_build(&self, found: &mut Vec<Found>) {
        let Some(role) = self.you.role.filter(|role| matches!(role, Role::Business | Role::Leader)) else { return };
        let is_literacy = |id: CredentialId| self.serves(id, Goal::Literacy) && !self.day.is_doubted(id);
        let leads = |id: CredentialId, goal: Goal| self.leads_up_to(id).iter().any(|id| self.serves(*id, goal));
        let own = |row: &&Ranked| is_literacy(row.id) && self.is_of_platform(row.id) && self.it(row.id).roles().contains(&role);
        if let Some(own) = self.ranked.iter().find(own) {
            let elsewhere = |id: CredentialId| match self.it(id).platforms() {
                [] => matches!(
                    self.it(id).kind,
                    Kind::CourseCertificate | Kind::AssessedCertificate | Kind::Badge | Kind::Training | Kind::UniversityProgramme
                ),
                _ => !self.is_of_platform(id),
            };
            // Whoever asks for what the other serves, or leads up to, and their platform's own does not, asks for it; and whoever asks
            // for something else than literacy is not in want of it, unless it is literacy that they are offered.
            let asked = |other: CredentialId| {
                self.you.goal.is_some_and(|goal| leads(other, goal) && !self.serves(own.id, goal)) || self.holds.done[other.index()]
            };
            let wanted = |other: CredentialId| {
                matches!(self.you.goal, None | Some(Goal::Literacy | Goal::Foundations)) || self.serves(other, Goal::Literacy)
            };
            let before = self.ranked.iter().take_while(|row| row.rank < own.rank);
            let other = before.map(|row| row.id).find(|other| elsewhere(*other) && wanted(*other) && !asked(*other));
            found.extend(other.map(|other| (Objection::PlatformsOwnLater, other, Some(own.id))));
        }
        let is_cloud = |id: CredentialId| {
            let it = self.it(id);
            let about = it.goals().iter().all(|goal| matches!(goal, Goal::Foundations | Goal::DataAtScale));
            it.kind == Kind::ProctoredExam && it.level == Some(Level::Beginner) && !it.platforms().is_empty() && about
        };
        // Whoever asks for what the one serves, or leads up to, and the other does not, asks for it; what they held is named.
        let asked = |cloud: CredentialId, other: CredentialId| {
            let by_goal = |goal: Goal| leads(cloud, goal) && !self.serves(other, goal);
            self.you.goal.is_some_and(by_goal) || self.holds.done[cloud.index()]
        };
        for cloud in self.ranked.iter().filter(|row| is_cloud(row.id)) {
            let behind = self.ranked.iter().filter(|row| row.rank > cloud.rank);
            let other = behind.filter(|row| is_literacy(row.id)).find(|row| !asked(cloud.id, row.id));
            found.extend(other.map(|other| (Objection::CloudBeforeLiteracy, cloud.id, Some(other.id))));
        }
    }

    /// What stands behind a stone, or behind what stands behind it, and so on.
    fn leads_up_to(&self, stone: CredentialId) -> Vec<CredentialId> {
        let mut up = vec![stone];
        let mut looked = 0;
        while let Some(stone) = up.get(looked).copied() {
            looked += 1;
            let next = self.ranked.iter().filter(|row| row.after() == Some(stone)).map(|row| row.id);
            let next: Vec<CredentialId> = next.filter(|id| !up.contains(id)).collect();
            up.extend(next);
        }
        up
    }

    fn ties_and_rest(&self, answer: &Recommendation<'_>, found: &mut Vec<Found>) {
        let named = |row: &Ranked| row.named.is_some_and(|named| named.grade != NamingGrade::Mentioned);
        let on_platform = |id: CredentialId| self.you.platform.is_empty() || self.is_of_platform(id);
        let serves = |id: CredentialId| self.you.goal.is_none_or(|goal| self.serves(id, goal));
        let issues = |id: CredentialId| self.it(id).kind != Kind::Training;
        let is_worth =
            |row: &Ranked| named(row) || (serves(row.id) && on_platform(row.id) && self.level_above(row.id) >= 0 && issues(row.id));
        if answer.enough.is_none()
            && let Some(best) = self.ranked.first()
            && !self.ranked.iter().any(is_worth)
        {
            found.push((Objection::NoFallback, best.id, None));
        }
        let is_sure = |row: &&Ranked| {
            let at_level = self.level_above(row.id) == 0 && serves(row.id) && on_platform(row.id) && issues(row.id);
            // Who named no goal and has a job wants what is made for it.
            let for_job = self.you.goal.is_some()
                || self.you.role.is_none_or(|role| {
                    self.day.snapshot.framework.fallback.any_role.contains(&role) || self.it(row.id).roles().contains(&role)
                });
            ((at_level && for_job) || named(row)) && !self.day.is_doubted(row.id)
        };
        if answer.enough.is_some()
            && let Some(sure) = self.ranked.iter().find(is_sure)
        {
            found.push((Objection::NeedlessFallback, sure.id, None));
        }
        let mut first = self.first();
        if let Some(one) = first.next()
            && let Some(other) = first.find(|other| self.it(other.id).goals() != self.it(one.id).goals())
        {
            let snapshot = self.day.snapshot;
            let table = snapshot.as_of == snapshot.framework.published && self.you.goal == Some(Goal::Prestige);
            found.push((if table { Objection::ArticlesPurposesTied } else { Objection::PurposesTied }, one.id, Some(other.id)));
        }
    }

    /// What stands behind something else here and before it there, and should not. What stands behind its stone goes where that goes.
    fn lifted(&self, other: &[Ranked]) -> impl Iterator<Item = (CredentialId, CredentialId)> {
        let is_low = |id: CredentialId| {
            let off = !self.you.platform.is_empty() && !self.it(id).platforms().is_empty() && !self.is_of_platform(id);
            off || self.level_above(id) < 0
        };
        let mut lifted = None;
        for (at, low) in other.iter().enumerate().filter(|(_, row)| is_low(row.id)) {
            let overtaken =
                |row: &&Ranked| row.rank > low.rank && row.leader.is_none() && !is_low(row.id) && self.at(row.id) < self.at(low.id);
            lifted = lifted.or_else(|| other[at + 1..].iter().find(overtaken).map(|row| (low.id, row.id)));
        }
        lifted.into_iter()
    }
}
