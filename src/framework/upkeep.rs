//! What the framework's keepers ask of their data. It changes no answer: only `certwise check` looks at it.

use serde::{Deserialize, Serialize};

use super::Framework;
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};
use crate::vocabulary::UpkeepRule;

/// What is asked of the data beyond what any catalogue must be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Upkeep {
    /// What is asked.
    pub rule: UpkeepRule,
    /// What to do where it is not so.
    pub hint: String,
    /// What the rule measures by: the keys in order, the first line, or the beginnings of a source.
    #[serde(default)]
    pub list: Vec<String>,
    /// The most characters of a text; absent for every other rule.
    pub longest: Option<usize>,
}

/// Something that need not keep an upkeep rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Excused {
    /// What is excused: the id of a credential or of a naming rule, or a word.
    pub id: String,
    /// From which rule; absent means from coming first for somebody.
    #[serde(default = "first_place")]
    pub from: UpkeepRule,
    /// Why that is right.
    pub reason: String,
}

const fn first_place() -> UpkeepRule {
    UpkeepRule::FirstPlace
}

impl Framework {
    /// The rule of that kind; `None` where the framework does not ask for it.
    #[must_use]
    pub fn upkeep(&self, rule: UpkeepRule) -> Option<&Upkeep> {
        self.upkeep.iter().find(|upkeep| upkeep.rule == rule)
    }

    /// Why that id need not keep that rule; `None` where it must.
    #[must_use]
    pub fn excuse(&self, from: UpkeepRule, id: &str) -> Option<&Excused> {
        self.excused.iter().find(|excused| excused.from == from && excused.id == id)
    }
}

/// What the upkeep rules cannot mean.
pub(super) fn faults(framework: &Framework, file: &SourceMap<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (number, upkeep) in framework.upkeep.iter().enumerate() {
        let rule = upkeep.rule;
        let lacks_list = upkeep.list.is_empty() && matches!(rule, UpkeepRule::KeyOrder | UpkeepRule::FirstLine | UpkeepRule::RuleSource);
        let twice = framework.upkeep[..number].iter().any(|earlier| earlier.rule == rule);
        let messages = [
            (twice, format!("the upkeep rule `{rule}` stands twice")),
            (lacks_list, format!("the upkeep rule `{rule}` needs a `list`")),
            (rule == UpkeepRule::ShortText && upkeep.longest.is_none(), format!("the upkeep rule `{rule}` needs `longest`")),
        ];
        let way = [KeyPart::Key("upkeep"), KeyPart::At(number), KeyPart::Key("rule")];
        let span = || file.place(&way).unwrap_or_default();
        faults.extend(messages.into_iter().filter(|(wrong, _)| *wrong).map(|(_, message)| file.fault(span(), message)));
    }
    faults
}
