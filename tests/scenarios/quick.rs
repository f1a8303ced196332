//! The quick-reference table on the days for which a scenario file gives it.

use std::collections::BTreeMap;

use certwise::quick::{level_in_first_place, quick};
use certwise::snapshot::Snapshot;

use crate::expect::id;
use crate::{CATALOG, FRAMEWORK, THEMES, assert_none};

#[test]
fn the_quick_table_is_as_the_scenarios_give_it() {
    let mut wrong = Vec::new();
    for table in THEMES.iter().flat_map(|theme| &theme.quick) {
        let snapshot = Snapshot::on(&CATALOG, &FRAMEWORK, table.as_of);
        let rows = quick(&snapshot);
        if table.rows.len() != rows.len() {
            wrong.push(format!("quick on {}\n      expected {} rows\n      got      {}", table.as_of, table.rows.len(), rows.len()));
        }
        for (row, (asked, answer)) in table.rows.iter().zip(&rows) {
            let level = level_in_first_place(answer);
            let answers: Vec<&str> = level.iter().map(|ranked| id(ranked.id)).collect();
            let replaced = level.iter().filter_map(|ranked| Some((id(ranked.id).to_owned(), id(ranked.named?.replaced?).to_owned())));
            let replaced: BTreeMap<String, String> = replaced.collect();
            if row.situation != asked.situation || row.answers != answers || row.replaced != replaced {
                let expected = (&row.situation, &row.answers, &row.replaced);
                let got = (&asked.situation, &answers, &replaced);
                wrong.push(format!("quick on {}\n      expected {expected:?}\n      got      {got:?}", table.as_of));
            }
        }
    }
    assert_none(&wrong);
}
