//! The questions on a terminal. They only find out the situation; the answer is `decide`'s.

mod lines;
mod list;
mod prompt;
mod prompter;
mod screen;

use anyhow::Result;

pub use list::{List, Way};
pub use prompter::{CANCELLED, Prompter, is_possible};
pub use screen::{Asked, Item, Page, Screen};

use crate::catalog::{Held, OutsideId, Thing};
use crate::interview::{Answer, Interview, Preview, Topic, because, choices, effect, outlook, read, text, told};
use crate::situation::Situation;
use crate::snapshot::Snapshot;
use crate::vocabulary::{Field, SKIP, Wish};

/// What is said of a question without an answer.
const SKIPPED: &str = "skipped";

/// How the questions ended.
#[derive(Clone, Debug)]
pub enum Ended {
    /// With all answers.
    Answered(Situation),
    /// With none; what was told until then, where any question was answered.
    Cancelled(Option<Situation>),
}

/// Asks what `told` leaves open, shows all answers to be changed, and gives the whole situation.
///
/// # Errors
/// When the terminal fails.
pub fn ask(snapshot: &Snapshot<'_>, told: Situation, prompter: &Prompter) -> Result<Ended> {
    let begun = told.clone();
    let mut earlier = told.clone();
    let mut interview = Interview::new(snapshot, told);
    let mut talk = Talk { snapshot, prompter, above: 0 };
    loop {
        let next = interview.next();
        let asked = match next {
            Some(field) => {
                let counter = format!("{} of at most {}", interview.asked().len() + 1, interview.at_most());
                // What was told before it was taken back is marked again.
                let mut draft = interview.situation();
                Topic::from(field).copy(&earlier, &mut draft);
                talk.question(&mut interview, field, counter, draft)?
            }
            None => talk.check(&mut interview)?,
        };
        match (asked, next) {
            (Asked::Value(answer), Some(field)) => {
                let before = interview.outlook();
                interview.answer(field, answer);
                // Each line of that page was said already.
                if field != Field::Have {
                    talk.answered(field.into(), &before, &interview.situation())?;
                }
            }
            (Asked::Value(_), None) => return Ok(Ended::Answered(interview.situation())),
            (Asked::Back, _) => {
                let whole = interview.situation();
                match interview.back() {
                    Some(step) => Topic::from(step.field).copy(&whole, &mut earlier),
                    None => talk.say("This is the first question.")?,
                }
            }
            (Asked::Cancelled, _) => {
                let now = interview.situation();
                return Ok(Ended::Cancelled((now != begun).then_some(now)));
            }
        }
    }
}

/// The one who asks, and what was said last.
struct Talk<'t> {
    snapshot: &'t Snapshot<'t>,
    prompter: &'t Prompter,
    /// The lines that were said since the last question.
    above: usize,
}

impl Talk<'_> {
    fn say(&mut self, line: &str) -> Result<()> {
        self.above = 1;
        Ok(self.prompter.screen.say(line, "")?)
    }

    /// Says the answer, and what it changed.
    fn answered(&mut self, topic: Topic, before: &Preview, now: &Situation) -> Result<()> {
        let told = told(self.snapshot, now, topic);
        self.say(&format!("{}: {}", topic.text().row, told.as_deref().unwrap_or(SKIPPED)))?;
        let after = outlook(self.snapshot, now);
        if told.is_some() || *before != after {
            let screen = &self.prompter.screen;
            let columns = screen.columns() - 2;
            let most = columns * if screen.is_low() { 1 } else { 3 };
            let line = effect(self.snapshot, before, &after, &because(self.snapshot, now, topic), most);
            screen.say(&line, "  ")?;
            self.above = line.chars().count().div_ceil(columns);
        }
        Ok(())
    }

    fn page(&self, key: &str, counter: String) -> Page {
        let words = text(key);
        Page { counter, question: &words.question, why: &words.why, help: &words.help, above: self.above }
    }

    /// Asks a question of the interview; `draft` is what is told so far, with what is marked.
    fn question(
        &mut self,
        interview: &mut Interview<'_>,
        field: Field,
        counter: String,
        mut draft: Situation,
    ) -> Result<Asked<Option<Answer>>> {
        if field != Field::Have {
            return self.topic(field.into(), counter, &draft);
        }
        let mut have = (!draft.have.is_empty()).then(|| Answer::Have(draft.have.clone()));
        let page = self.page("held", counter);
        let asked = self.rows(&page, "nothing more", &Topic::HELD, &mut draft, &mut |topic, answer| match topic {
            Topic::Field(_) => have = answer,
            wish => interview.change(wish, answer),
        })?;
        Ok(asked.map(|()| have))
    }

    /// Shows all answers, each of which can be changed alone.
    fn check(&mut self, interview: &mut Interview<'_>) -> Result<Asked<Option<Answer>>> {
        let page = self.page("check", String::new());
        let mut draft = interview.situation();
        let asked =
            self.rows(&page, "show what to take", &Topic::all(), &mut draft, &mut |topic, answer| interview.change(topic, answer))?;
        Ok(asked.map(|()| None))
    }

    /// A page of answers: a line opens its question, the first one goes on.
    fn rows(
        &mut self,
        page: &Page,
        go_on: &str,
        topics: &[Topic],
        draft: &mut Situation,
        change: &mut dyn FnMut(Topic, Option<Answer>),
    ) -> Result<Asked<()>> {
        let width = topics.iter().map(|topic| topic.text().row.chars().count()).max().unwrap_or_default();
        loop {
            let item = |&topic: &Topic| {
                let said = told(self.snapshot, draft, topic);
                let none = if matches!(topic, Topic::Wish(_)) { "any" } else { "-" };
                let none = if topic == Topic::HandsOn { "no" } else { none };
                let before = format!("{:width$}  ", topic.text().row);
                Item { before, label: said.unwrap_or_else(|| none.to_owned()), ..Item::default() }
            };
            let items: Vec<Item> = topics.iter().map(item).collect();
            let page = Page { above: self.above, ..page.clone() };
            let topic = match self.prompter.choose(&page, List::new(Way::One, &items, go_on, Vec::new()))? {
                Asked::Value(chosen) => match chosen.first() {
                    Some(&row) => topics[row],
                    None => return Ok(Asked::Value(())),
                },
                other => return Ok(other.map(|_| ())),
            };
            let answer = match topic {
                // On or off: nothing to ask.
                Topic::HandsOn => (!draft.wants_hands_on()).then_some(Answer::HandsOn(true)),
                topic => {
                    self.above = 0;
                    match self.topic(topic, String::new(), draft)? {
                        Asked::Value(answer) => answer,
                        Asked::Back => continue,
                        Asked::Cancelled => return Ok(Asked::Cancelled),
                    }
                }
            };
            let before = outlook(self.snapshot, draft);
            topic.clear(draft);
            if let Some(answer) = &answer {
                answer.tell(draft);
            }
            change(topic, answer);
            self.answered(topic, &before, draft)?;
        }
    }

    /// Asks for one thing; what the situation tells of it is marked.
    fn topic(&mut self, topic: Topic, counter: String, you: &Situation) -> Result<Asked<Option<Answer>>> {
        if self.prompter.is_interrupted() {
            return Ok(Asked::Cancelled);
        }
        let page = self.page(topic.key(), counter);
        let as_of = self.snapshot.as_of;
        let choices = choices(topic);
        match topic {
            Topic::Field(Field::Have) => return self.look_up(&page, you),
            Topic::Field(field) if choices.is_empty() => {
                let first = match field {
                    Field::Budget => you.budget.map(|budget| budget.dollars().to_string()),
                    Field::HoursPerWeek => you.hours_per_week.map(|pace| pace.to_string()),
                    Field::Years => you.years.map(|years| years.to_string()),
                    _ => you.weeks.map(|weeks| weeks.to_string()).or_else(|| you.by.map(|by| by.to_string())),
                };
                let how = topic.text().how.as_str();
                return self.prompter.typed(&page, how, &first.unwrap_or_default(), |written| read(field, written, as_of));
            }
            _ => {}
        }
        let (way, skip) = match topic {
            Topic::Wish(Wish::Language) => (Way::Search, "any"),
            Topic::Wish(_) => (Way::Many, "any"),
            Topic::Field(Field::Platform) => (Way::Many, SKIP),
            _ => (Way::One, SKIP),
        };
        let helps = &topic.text().choices;
        let item = |choice: &Answer| {
            let (label, help) = (choice.to_string(), helps.get(&choice.word()).cloned().unwrap_or_default());
            Item { words: vec![label.clone(), choice.word()], label, help, ..Item::default() }
        };
        let items: Vec<Item> = choices.iter().map(item).collect();
        let marked = (0..choices.len()).rev().filter(|&number| choices[number].is_told_by(you));
        let marked: Vec<usize> = if way == Way::One { marked.take(1).collect() } else { marked.collect() };
        let asked = self.prompter.choose(&page, List::new(way, &items, skip, marked))?;
        Ok(asked.map(|mut chosen| {
            chosen.sort_unstable();
            Answer::of_all(chosen.into_iter().map(|number| choices[number].clone()))
        }))
    }

    /// Looks up what the person holds, in the catalogue and among what is asked for from outside it.
    fn look_up(&self, page: &Page, you: &Situation) -> Result<Asked<Option<Answer>>> {
        let catalog = self.snapshot.catalog;
        let inside = self.snapshot.known().map(Thing::Credential);
        let outside = (0..catalog.outside.len()).map(|number| Thing::Outside(OutsideId::new(number)));
        let item = |thing: Thing| {
            let name = catalog.name_of(thing);
            let label = catalog.code_of(thing).map_or_else(|| name.to_owned(), |code| format!("{code}: {name}"));
            let words = catalog.names_of(thing).into_iter().map(str::to_owned).collect();
            (thing, Item { label, words, ..Item::default() })
        };
        let (things, items): (Vec<Thing>, Vec<Item>) = inside.chain(outside).map(item).unzip();
        let chosen = you.have.iter().filter_map(|held| things.iter().position(|thing| *thing == held.what)).collect();
        let asked = self.prompter.choose(page, List::new(Way::Search, &items, "nothing / not sure", chosen))?;
        // When it was earned, where that was told, stays told.
        let held = |number: usize| you.have.iter().copied().find(|held| held.what == things[number]).unwrap_or(Held::new(things[number]));
        Ok(asked.map(|chosen| (!chosen.is_empty()).then(|| Answer::Have(chosen.into_iter().map(held).collect()))))
    }
}
