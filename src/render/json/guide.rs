//! The guide.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::calendar::Day;
use crate::guide::{Item, Topic};
use crate::render::guide::Told;
use crate::snapshot::Snapshot;

/// The topics for programs.
#[derive(Serialize)]
pub struct GuideJson<'a> {
    schema_version: u32,
    as_of: Day,
    facts_as_of: Option<Day>,
    topics: Vec<TopicShown<'a>>,
}

#[derive(Serialize)]
struct TopicShown<'a> {
    id: &'a str,
    title: &'a str,
    items: Vec<ItemShown<'a>>,
}

#[derive(Serialize)]
struct ItemShown<'a> {
    id: &'a str,
    text: String,
    source: &'a str,
}

impl<'a> GuideJson<'a> {
    /// Those topics on the snapshot's day.
    #[must_use]
    pub fn new(snapshot: &Snapshot<'a>, topics: &[&'a Topic]) -> Self {
        let item = |item: &'a Item| {
            let told = Told::new(snapshot, item);
            ItemShown { id: told.id, text: told.whole(), source: told.source }
        };
        let topic = |topic: &&'a Topic| TopicShown { id: &topic.id, title: &topic.title, items: topic.item.iter().map(item).collect() };
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: snapshot.as_of,
            facts_as_of: snapshot.catalog.newest_reading,
            topics: topics.iter().map(topic).collect(),
        }
    }
}
