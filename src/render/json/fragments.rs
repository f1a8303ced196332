//! Parts of an answer that are the same for many people: written once in a batch, and copied.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::common::{Advice, Caution, Grade};
use crate::catalog::CredentialId;
use crate::decide::Candidate;
use crate::framework::{Framework, Template};
use crate::render::placeholders;

/// So many fragments are kept at most: more are made by figures that hardly two people share.
const MOST_KEPT: usize = 1 << 15;

/// Sentences and advice written for earlier lines over the same catalogue and framework, on whatever day.
#[derive(Debug, Default)]
pub struct Fragments {
    sentences: RefCell<HashMap<Key, Arc<Fragment>>>,
    /// By the numbers in the framework's advice.
    advice: RefCell<HashMap<Vec<usize>, Arc<Fragment>>>,
}

/// Which sentence, of which credential, and what else it depends on.
type Key = (Rule, CredentialId, [u64; 2]);

/// What of the framework says a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Rule {
    /// A grade of a criterion.
    Grade(usize, u8),
    Caution(usize),
}

/// A part of an answer, and the words in it.
#[derive(Debug)]
pub(super) struct Fragment {
    words: String,
    json: Box<RawValue>,
}

/// A part of an answer: one of its own, or one that others have too.
pub(super) enum Part<T> {
    Own(T),
    Shared(Arc<Fragment>),
}

impl<T: Serialize> Serialize for Part<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Own(part) => part.serialize(serializer),
            Self::Shared(fragment) => fragment.json.serialize(serializer),
        }
    }
}

impl Part<Grade<'_>> {
    /// Why the grade is what it is.
    pub(super) fn because(&self) -> &str {
        match self {
            Self::Own(grade) => &grade.because,
            Self::Shared(fragment) => &fragment.words,
        }
    }
}

impl Fragments {
    /// The grade on the criterion at `number`.
    pub(super) fn grade<'a>(&self, candidate: &Candidate<'a>, grades: &[u8], number: usize) -> Part<Grade<'a>> {
        let template = &candidate.snapshot.framework.criterion[number].grade[usize::from(grades[number])].because;
        let write = || Grade::new(candidate, grades, number);
        self.sentence(Rule::Grade(number, grades[number]), template, candidate, write, |grade| grade.because.clone())
    }

    /// The caution at `number`.
    pub(super) fn caution<'a>(&self, candidate: &Candidate<'a>, number: usize) -> Part<Caution<'a>> {
        let template = &candidate.snapshot.framework.caution[number].because;
        self.sentence(Rule::Caution(number), template, candidate, || Caution::new(candidate, number), |_| String::new())
    }

    /// The advice with those numbers.
    pub(super) fn advice<'a>(&self, framework: &'a Framework, numbers: &[usize]) -> Part<Vec<Advice<'a>>> {
        if let Some(fragment) = self.advice.borrow().get(numbers) {
            return Part::Shared(Arc::clone(fragment));
        }
        keep(&self.advice, numbers.to_vec(), Advice::all(framework, numbers), |_| String::new())
    }

    fn sentence<T: Serialize>(
        &self,
        rule: Rule,
        template: &Template,
        candidate: &Candidate<'_>,
        write: impl FnOnce() -> T,
        words: fn(&T) -> String,
    ) -> Part<T> {
        let Some(depends_on) = placeholders::depends_on(template, candidate) else { return Part::Own(write()) };
        let key = (rule, candidate.id, depends_on);
        if let Some(fragment) = self.sentences.borrow().get(&key) {
            return Part::Shared(Arc::clone(fragment));
        }
        keep(&self.sentences, key, write(), words)
    }
}

/// Keeps the part for others, where there is room and it can be written.
fn keep<K: std::hash::Hash + Eq, T: Serialize>(
    kept: &RefCell<HashMap<K, Arc<Fragment>>>,
    key: K,
    part: T,
    words: fn(&T) -> String,
) -> Part<T> {
    let mut kept = kept.borrow_mut();
    match to_raw_value(&part) {
        Ok(json) if kept.len() < MOST_KEPT => {
            let fragment = Arc::new(Fragment { words: words(&part), json });
            kept.insert(key, Arc::clone(&fragment));
            Part::Shared(fragment)
        }
        _ => Part::Own(part),
    }
}
