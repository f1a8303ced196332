//! The people of the sweep: every role, level, amount of programming, goal and platform, or none told, with each set of held things.

use certwise::calendar::Day;
use certwise::catalog::{Catalog, CredentialId, Held, Thing};
use certwise::situation::Situation;
use certwise::snapshot::Snapshot;
use certwise::vocabulary::{Coding, Goal, Level, Platform, Role};

/// The days on which they ask.
pub const DAYS: [(i16, i8, i8); 4] = [(2026, 1, 9), (2026, 5, 15), (2026, 11, 25), (2027, 2, 1)];

/// The years of career that may decide nothing but what is otherwise level.
pub const YEARS: [u32; 5] = [0, 2, 5, 10, 20];

/// What is held, each with how many days before the day of the answer it was earned. What was not open on the day of earning is left
/// out, unless the set is about a day that cannot be.
const HELD: [&[(&str, u32)]; 16] = [
    &[],
    // The fundamentals of each cloud.
    &[("aws-clf-c02", 100), ("google-cdl", 100), ("ms-az-900", 100)],
    // An associate exam.
    &[("aws-dea-c01", 100)],
    // The upper exams of each big platform.
    &[("aws-mla-c01", 400), ("aws-mla-c02", 40), ("aws-aip-c01", 40)],
    &[("ms-ai-102", 200), ("ms-ai-103", 40), ("ms-ai-300", 40), ("ms-ai-500", 40), ("ms-ab-100", 40)],
    &[("google-adp", 100), ("google-pde", 100), ("google-pmle", 100)],
    &[("databricks-ml-associate", 300), ("databricks-ml-professional", 100), ("databricks-genai-associate", 100)],
    // A version that has been replaced or will be, and is valid.
    &[("aws-mla-c01", 400)],
    &[("ms-ai-900", 400)],
    // Lapsed, and by now ended.
    &[("ms-ai-102", 400)],
    // Lapsed, and still there.
    &[("aws-clf-c02", 1200), ("databricks-de-associate", 800), ("ms-ab-731", 400)],
    // Expires within days.
    &[("google-pmle", 724)],
    // Earned before there was one, which cannot be.
    &[("ms-ai-103", 700)],
    // What others require, about to lapse.
    &[("snowflake-core", 710), ("ms-ai-103", 345)],
    // What GPUs ask for.
    &[("nvidia-nca-genl", 100), ("nvidia-nca-aiio", 100)],
    // What lies outside the catalogue.
    &[("isc2-cissp", 0), ("istqb-ctfl", 0)],
];

/// The set whose days cannot be.
const IMPOSSIBLE: usize = 12;

/// Whoever asks on one day.
pub struct People {
    /// Each set of held things.
    held: Vec<Vec<Held>>,
}

impl People {
    /// Those who ask on the snapshot's day.
    #[must_use]
    pub fn on(snapshot: &Snapshot<'_>) -> Self {
        let earned = |(id, days): &(&str, u32), any: bool| {
            let what = thing(snapshot.catalog, id)?;
            let day = snapshot.as_of.minus_days(*days);
            let earned =
                if let Thing::Credential(id) = what { Some(was_open(snapshot, id, day) || any).filter(|open| *open) } else { None };
            (earned.is_some() || matches!(what, Thing::Outside(_))).then_some(Held { earned: earned.map(|_| day), ..Held::new(what) })
        };
        let set = |(number, set): (usize, &&[(&str, u32)])| set.iter().filter_map(|held| earned(held, number == IMPOSSIBLE)).collect();
        Self { held: HELD.iter().enumerate().map(set).collect() }
    }

    /// How many there are.
    pub const COUNT: usize = (Role::ALL.len() + 1)
        * (Level::ALL.len() + 1)
        * (Coding::ALL.len() + 1)
        * (Goal::ALL.len() + 1)
        * (Platform::ALL.len() + 1)
        * HELD.len();

    /// One of them.
    #[must_use]
    pub fn person(&self, mut number: usize) -> Situation {
        let held = digit(&mut number, HELD.len());
        let role = word(&mut number, Role::ALL);
        let level = word(&mut number, Level::ALL);
        let coding = word(&mut number, Coding::ALL);
        let goal = word(&mut number, Goal::ALL);
        let platform = word(&mut number, Platform::ALL).into_iter().collect();
        Situation { role, level, coding, goal, platform, have: self.held[held].clone(), ..Situation::default() }
    }
}

fn digit(number: &mut usize, base: usize) -> usize {
    let digit = *number % base;
    *number /= base;
    digit
}

/// One of the words, or none.
fn word<T: Copy>(number: &mut usize, all: &[T]) -> Option<T> {
    let digit = digit(number, all.len() + 1);
    digit.checked_sub(1).map(|place| all[place])
}

fn thing(catalog: &Catalog, id: &str) -> Option<Thing> {
    catalog.find(id, None).ok().map(|found| found.what)
}

fn was_open(snapshot: &Snapshot<'_>, id: CredentialId, day: Day) -> bool {
    snapshot.credential(id).lifecycle.status(day).is_open()
}
