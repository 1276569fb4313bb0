//! What annotations of the article have in common: tags, and the people who made them.
//!
//! The one idea: they are counted with each act, as the [`Strip`](super::Strip) is, so that the
//! choice of them can be offered beside ten thousand annotations without a look at each.

use std::collections::BTreeMap;

use crate::annotation::Annotation;

/// How many annotations carry each tag, and how many each person made.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    pub(super) tags: BTreeMap<String, u32>,
    pub(super) creators: BTreeMap<String, u32>,
}

impl Common {
    /// An annotation is there, or no longer.
    pub(super) fn file(&mut self, annotation: &Annotation, there: bool) {
        count(&mut self.creators, &annotation.creator, there);
        for tag in &annotation.tags {
            count(&mut self.tags, tag, there);
        }
    }
}

fn count(counts: &mut BTreeMap<String, u32>, name: &str, there: bool) {
    match counts.get_mut(name) {
        Some(count) if there => *count += 1,
        Some(count) if *count > 1 => *count -= 1,
        Some(_) => drop(counts.remove(name)),
        None if there => drop(counts.insert(name.to_owned(), 1)),
        None => {}
    }
}
