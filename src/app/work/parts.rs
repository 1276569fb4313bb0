//! What was read, handed over in parts.
//!
//! The one idea: the page asks for each part when it has taken the one before, so neither it nor the
//! worker ever holds more than a part of it twice. What waits is kept here, beside the tasks, until
//! another file is read; a worker has one file in hand at a time.

use std::{cell::RefCell, mem};

use super::{Contents, Done, told};
use crate::{
    annotation::Document,
    format::{Unreadable, kind::Stream},
};

/// About so much is handed over at once, in bytes of text and in annotations counted as so many bytes.
const PART: usize = 1_000_000;
const ANNOTATION: usize = 500;

thread_local! {
    static WAITING: RefCell<Waiting> = RefCell::default();
}

/// What is still to be handed over.
#[derive(Default)]
enum Waiting {
    /// Nothing is.
    #[default]
    Nothing,
    /// What was read at once; parts are taken from the end. With how many documents there were.
    Contents(Box<Contents>, usize),
    /// What is read as it is asked for.
    Stream(Box<Stream>),
}

/// The first part of what was read, or all of it.
pub(super) fn first(mut contents: Contents) -> Done {
    contents.documents.reverse();
    let all = contents.documents.len();
    WAITING.set(Waiting::Contents(Box::new(contents), all));
    next()
}

/// The first part of what is being read, or all of it.
pub(super) fn stream(stream: Stream) -> Done {
    WAITING.set(Waiting::Stream(Box::new(stream)));
    next()
}

/// The next part.
pub(super) fn next() -> Done {
    match WAITING.take() {
        Waiting::Nothing => Done::Read(Box::default()),
        Waiting::Contents(contents, all) => of_contents(contents, all),
        Waiting::Stream(stream) => of_stream(stream).unwrap_or_else(|error| Done::Failed(error.to_string())),
    }
}

fn of_contents(mut contents: Box<Contents>, all: usize) -> Done {
    let mut part = Part::default();
    while !part.is_full()
        && let Some(document) = contents.documents.pop()
    {
        part.add(document);
    }
    let left = contents.documents.len();
    if left > 0 {
        WAITING.set(Waiting::Contents(contents, all));
        return Done::Part(part.documents, (all - left) as f32 / all as f32);
    }
    contents.documents = mem::take(&mut part.documents);
    Done::Read(contents)
}

fn of_stream(mut stream: Box<Stream>) -> Result<Done, Unreadable> {
    let mut part = Part::default();
    while !part.is_full() {
        let Some(document) = stream.article()? else {
            let (changed, problems) = told(&stream.finish()?);
            let contents = Contents { documents: part.documents, changed, problems, ..Contents::default() };
            return Ok(Done::Read(Box::new(contents)));
        };
        part.add(document);
    }
    let share = stream.share();
    WAITING.set(Waiting::Stream(stream));
    Ok(Done::Part(part.documents, share))
}

/// What is handed over at once.
#[derive(Default)]
struct Part {
    documents: Vec<Document>,
    size: usize,
}

impl Part {
    fn is_full(&self) -> bool {
        self.size >= PART
    }

    fn add(&mut self, document: Document) {
        let marks = document.annotations.len() + document.strays.len();
        self.size += document.article.text.as_str().len() + ANNOTATION * marks;
        self.documents.push(document);
    }
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
