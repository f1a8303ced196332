//! What a scenario file says, and reading them all.

use std::collections::BTreeMap;
use std::path::Path;

use certwise::calendar::Day;
use certwise::situation::{Situation, SituationInput};
use serde::Deserialize;

use crate::CATALOG;
use crate::plans::PlanScenario;

/// One file: scenarios about one theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Situations and their answers.
    #[serde(default)]
    pub scenario: Vec<Scenario>,
    /// The quick-reference table on some days.
    #[serde(default)]
    pub quick: Vec<QuickTable>,
    /// Dated plans.
    #[serde(default)]
    pub plan: Vec<PlanScenario>,
}

/// By credential id.
pub type ById<T> = BTreeMap<String, T>;

/// A change of the situation as it stands in JSON; `"none"` stands for `null`.
pub type ChangeAsData = BTreeMap<String, toml::Value>;

/// A situation, and what the answer to it must be. What is left out is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// In a few words, unlike any other.
    pub name: String,
    /// The day the answer is for.
    pub as_of: Day,
    /// What the person told us.
    #[serde(default, rename = "you")]
    pub told: SituationInput,
    /// The same, settled.
    #[serde(skip)]
    pub you: Situation,
    /// Ids that stand first, in order.
    #[serde(default)]
    pub first: Vec<String>,
    /// The criterion that puts the first ahead of the second, or `"tie"`, or `"alone"`.
    pub ahead_by: Option<String>,
    /// Pairs of ids that fit, the first of a pair anywhere before the second.
    #[serde(default)]
    pub before: Vec<(String, String)>,
    /// Ids that fit, wherever they stand.
    #[serde(default)]
    pub fits: Vec<String>,
    /// Ids of what nobody knew of on that day: neither ranked nor ruled out.
    #[serde(default)]
    pub unlisted: Vec<String>,
    /// The naming rule behind a credential that fits, or `"none"`.
    #[serde(default)]
    pub named_by: ById<String>,
    /// The retired credential whose place one that fits took, or `"none"`.
    #[serde(default)]
    pub replaced: ById<String>,
    /// Some grades of a credential that fits, by criterion.
    #[serde(default)]
    pub grades: ById<BTreeMap<String, String>>,
    /// What a credential costs this person, from the least to the most, whether it fits or not.
    #[serde(default)]
    pub cost: ById<(u64, u64)>,
    /// The first and the last day on which this person may be ready, whether it fits or not.
    #[serde(default)]
    pub ready: ById<(Day, Day)>,
    /// Every gate that says no, in the framework's order.
    #[serde(default)]
    pub ruled_out: ById<Vec<String>>,
    /// What lifts the blockers of a credential, all of them together; empty where nothing lifts any.
    #[serde(default)]
    pub unlock: ById<ChangeAsData>,
    /// Cautions that a credential that fits has, among others.
    #[serde(default)]
    pub cautions: ById<Vec<String>>,
    /// Cautions that a credential that fits has not.
    #[serde(default)]
    pub no_cautions: ById<Vec<String>>,
    /// Advice that goes with the answer, among other advice.
    #[serde(default)]
    pub advice: Vec<String>,
    /// Advice that does not.
    #[serde(default)]
    pub no_advice: Vec<String>,
    /// Whether nothing fits.
    #[serde(default)]
    pub nothing_fits: bool,
    /// Whether something fits and nothing more is needed; absent asks nothing.
    pub enough: Option<bool>,
    /// When nothing fits, what to start with, in order.
    pub start_with: Option<Vec<String>>,
    /// When nothing fits, the smallest change of each kind, in order.
    pub fallback_changes: Option<Vec<FallbackChange>>,
}

/// A change, and what it lets in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FallbackChange {
    /// The change.
    pub change: ChangeAsData,
    /// The id of what then fits.
    pub lets_in: String,
}

/// The quick-reference table on one day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuickTable {
    /// The day.
    pub as_of: Day,
    /// Every row, in order.
    pub rows: Vec<QuickRow>,
}

/// One row of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuickRow {
    /// The situation in the table's words.
    pub situation: String,
    /// Every answer, in order.
    pub answers: Vec<String>,
    /// Which answers took the place of which retired credentials.
    #[serde(default)]
    pub replaced: ById<String>,
}

impl Scenario {
    /// Whether it looks at anything in the answer.
    pub fn expects_anything(&self) -> bool {
        let lists = [&self.first, &self.fits, &self.advice, &self.no_advice, &self.unlisted];
        let cautions = [&self.cautions, &self.no_cautions, &self.ruled_out];
        lists.iter().any(|list| !list.is_empty())
            || cautions.iter().any(|by_id| !by_id.is_empty())
            || self.nothing_fits
            || !self.before.is_empty()
            || !(self.named_by.is_empty() && self.replaced.is_empty() && self.grades.is_empty())
            || !(self.cost.is_empty() && self.ready.is_empty() && self.unlock.is_empty())
    }
}

/// Reads every TOML file beside this one, in the order of their names, and settles the situations.
pub fn read() -> Vec<Theme> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry of the folder").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files.iter().map(|file| read_file(file)).collect()
}

fn read_file(file: &Path) -> Theme {
    let text = std::fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let mut theme: Theme = toml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let answered = theme.scenario.iter_mut().map(|scenario| (&scenario.name, scenario.as_of, &scenario.told, &mut scenario.you));
    let planned = theme.plan.iter_mut().map(|plan| (&plan.name, plan.as_of, &plan.told, &mut plan.you));
    for (name, as_of, told, you) in answered.chain(planned) {
        assert!(told.as_of.is_none(), "{}: {name}: the day stands beside the situation", file.display());
        *you = told.clone().settle(&CATALOG, as_of).unwrap_or_else(|why| panic!("{}: {name}: {why}", file.display()));
    }
    theme
}
