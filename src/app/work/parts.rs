//! What was read, handed over in parts.
//!
//! The one idea: the page asks for each part when it has taken the one before, so neither it nor the
//! worker ever holds more than a part of it twice. What waits is kept here, beside the tasks, until
//! another file is read; a worker has one file in hand at a time.

use std::{cell::RefCell, mem};

use super::{Contents, Done};
use crate::annotation::Document;

/// About so much is handed over at once, in bytes of text and in annotations counted as so many bytes.
const PART: usize = 1_000_000;
const ANNOTATION: usize = 500;

thread_local! {
    static WAITING: RefCell<Waiting> = RefCell::default();
}

#[derive(Default)]
struct Waiting {
    contents: Contents,
    /// How many documents there were.
    all: usize,
}

/// The first part of what was read, or all of it.
pub(super) fn first(contents: Contents) -> Done {
    WAITING.with_borrow_mut(|waiting| {
        let all = contents.documents.len();
        *waiting = Waiting { contents, all };
        // Parts are taken from the end.
        waiting.contents.documents.reverse();
    });
    next()
}

/// The next part.
pub(super) fn next() -> Done {
    WAITING.with_borrow_mut(|waiting| {
        let mut part = Vec::new();
        let mut size = 0;
        while size < PART
            && let Some(document) = waiting.contents.documents.pop()
        {
            size += weight(&document);
            part.push(document);
        }
        let left = waiting.contents.documents.len();
        if left > 0 {
            return Done::Part(part, (waiting.all - left) as f32 / waiting.all as f32);
        }
        let contents = mem::take(waiting).contents;
        Done::Read(Box::new(Contents { documents: part, ..contents }))
    })
}

fn weight(document: &Document) -> usize {
    document.article.text.as_str().len() + ANNOTATION * (document.annotations.len() + document.strays.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::arbitrary;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn the_parts_together_are_the_whole(documents in arbitrary::documents(3), times in 1usize..700) {
            let many: Vec<Document> = documents.iter().cycle().take(documents.len() * times).cloned().collect();
            let problems = vec!["a problem".to_owned()];
            let contents = Contents { documents: many.clone(), problems: problems.clone(), ..Contents::default() };
            let mut done = first(contents);
            let mut together = Vec::new();
            let mut before = 0.0;
            loop {
                match done {
                    Done::Part(part, share) => {
                        prop_assert!(share > before && share < 1.0 && !part.is_empty());
                        before = share;
                        together.extend(part);
                        done = next();
                    }
                    Done::Read(rest) => {
                        together.extend(rest.documents);
                        prop_assert_eq!(&rest.problems, &problems);
                        break;
                    }
                    _ => return Err(TestCaseError::fail("what was read")),
                }
            }
            prop_assert_eq!(together, many);
        }
    }
}
