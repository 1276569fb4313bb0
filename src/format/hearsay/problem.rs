//! What could not be taken over from a file, item by item.
//!
//! Neighbour: [`super::read()`], which makes the list; the interface, which shows it. The one idea:
//! every problem is one sentence that says which item, where in the file, what became of it and
//! why, in words for the person who opened the file.

use std::{fmt, rc::Rc};

use crate::article::BlockError;

/// Something in a file that was not taken over as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The title of the article it is in; empty when it has none or the problem is the file's.
    pub article: Rc<str>,
    /// The item.
    pub item: Item,
    /// What the item says of itself: the words an annotation marks, the name of a source. May be
    /// empty, and is shortened.
    pub label: Rc<str>,
    /// The line of the file on which the item starts, from 1 on.
    pub line: usize,
    /// What became of the item.
    pub outcome: Outcome,
    /// The reason.
    pub why: Why,
}

/// An item of a file. Numbers count from 1, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The file as such.
    File,
    /// An article of the file.
    Article(usize),
    /// A block of an article.
    Block(usize),
    /// An entry of an article's source register.
    Source(usize),
    /// An annotation of an article.
    Annotation(usize),
    /// An annotation of an article that has no place in it.
    Stray(usize),
    /// An attribution of an annotation, with all that is nested in it.
    Attribution {
        /// The number of the annotation.
        annotation: usize,
        /// The number of the attribution within it.
        number: usize,
    },
    /// A piece of evidence for or against a claim.
    Evidence {
        /// The number of the claim, counted as an annotation.
        annotation: usize,
        /// The number of the evidence within it.
        number: usize,
    },
}

/// What became of an item with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was left out, with all that belongs to it.
    LeftOut,
    /// It was taken over, but not as it stands in the file.
    Changed,
}

/// Why an item was not taken over as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its text breaks the rules of JSON, as half a surrogate pair does; how.
    Broken(&'static str),
    /// It nests deeper than anything Hearsay writes.
    TooDeep,
    /// It is not an object with fields.
    NotAnObject,
    /// A field cannot be read.
    Unreadable(&'static str, Box<Why>),
    /// A field it needs is not there.
    Missing(&'static str),
    /// A field holds another sort of value than it should.
    WrongType(&'static str, &'static str),
    /// A field stands in it more than once.
    Repeated(String),
    /// These fields mean nothing to this Hearsay. With how many items have it.
    UnknownField(String, usize),
    /// So many more fields with names of their own mean nothing to this Hearsay.
    MoreUnknownFields(usize),
    /// A field holds a word that means nothing to this Hearsay, and this one is put instead.
    UnknownWord(&'static str, String, &'static str),
    /// It is an annotation of a kind that means nothing to this Hearsay.
    UnknownKind(String),
    /// A field does not hold an id.
    NotAnId(&'static str, String),
    /// Another item before it has the same id.
    SameId,
    /// A field does not hold a time.
    NotATime(&'static str, String),
    /// A field holds control characters, which are replaced by blanks.
    ControlCharacters(&'static str),
    /// The text does not match its SHA-256.
    OtherText,
    /// There is no SHA-256 to tell whether the text is whole.
    NoHash,
    /// Its history cannot be read, or only its last so many acts.
    NoHistory(usize),
    /// The text is empty or blank.
    NoText,
    /// The blocks are not there, cannot be read or do not fit the text; every line is made a
    /// paragraph.
    BlocksDoNotFit(Option<BlockError>),
    /// It marks no words.
    NoWords,
    /// It ends before it starts, or where it starts.
    Reversed(u64, u64),
    /// It lies outside the text, which has so many characters.
    Outside(u64, u64, u32),
    /// The words in the file, and what the article says in that place.
    OtherWords(String, String),
    /// The words are right, but those before or after them are not.
    OtherSurroundings,
    /// Two of its ranges overlap, and become one.
    RangesJoined,
    /// It belongs to a source that is not in the register.
    UnknownSource(String),
    /// It refers to a mention that is not there, or is none; the reference is dropped.
    UnknownMention(String),
    /// It nests deeper than [`crate::annotation::MAX_NESTING`] attributions.
    TooManyNested,
    /// An attribution nested in it cannot be read.
    NestedFault(Box<Why>),
    /// It says that it is attributed, and has no attribution.
    NotAttributed,
    /// It has attributions, and says that it has none.
    AttributedAfterAll,
    /// The cue cannot be read; the attribution goes without.
    NoCue(Box<Why>),
    /// The place proposed for it cannot be read; it becomes an orphan.
    NotProposed(Box<Why>),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.item.fmt(f)?;
        if !self.label.is_empty() {
            write!(f, ", “{}”,", self.label)?;
        }
        if !matches!(self.item, Item::File | Item::Article(_)) && !self.article.is_empty() {
            write!(f, " in “{}”", self.article)?;
        }
        write!(f, " (line {}) {} {}", self.line, self.outcome, self.why)?;
        // A field that is not sound is why an item is left out, or what it is taken over without.
        match (self.outcome, &self.why) {
            (Outcome::Changed, Why::WrongType(..)) => f.write_str(" and was left behind."),
            _ => f.write_str("."),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("The file"),
            Self::Article(n) => write!(f, "Article {n}"),
            Self::Block(n) => write!(f, "Block {n}"),
            Self::Source(n) => write!(f, "Source {n}"),
            Self::Annotation(n) => write!(f, "Annotation {n}"),
            Self::Stray(n) => write!(f, "Stray {n}"),
            Self::Attribution { annotation, number } => {
                write!(f, "Attribution {number} of annotation {annotation}")
            }
            Self::Evidence { annotation, number } => {
                write!(f, "Evidence {number} of annotation {annotation}")
            }
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeftOut => "was left out:",
            Self::Changed => "was taken over, but",
        })
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(what) => write!(f, "its text is damaged ({what})"),
            Self::TooDeep => f.write_str("it is nested deeper than anything Hearsay writes"),
            Self::NotAnObject => f.write_str("it is not an object with fields"),
            Self::Missing(name) => write!(f, "it has no “{name}”"),
            Self::WrongType(name, wanted) => write!(f, "its “{name}” is not {wanted}"),
            Self::Repeated(name) => {
                write!(f, "it has the field “{name}” twice, and nothing tells which one is meant")
            }
            Self::Unreadable(name, why) => {
                write!(f, "its “{name}” cannot be read ({why}) and was left behind")
            }
            Self::UnknownField(name, count) => {
                write!(f, "not its “{name}”, a field this version of Hearsay does not have")?;
                if *count > 1 { write!(f, ", here and in {} more", count - 1) } else { Ok(()) }
            }
            Self::MoreUnknownFields(count) => {
                write!(f, "not {count} more fields that this version of Hearsay does not have")
            }
            Self::UnknownWord(name, found, "") => {
                write!(f, "its “{name}” says “{found}”, which this version of Hearsay does not know, and was left open")
            }
            Self::UnknownWord(name, found, instead) => write!(
                f,
                "its “{name}” says “{found}”, which this version of Hearsay does not know, and became “{instead}”"
            ),
            Self::UnknownKind(found) => {
                write!(f, "it is a “{found}”, a kind of annotation this version of Hearsay does not know")
            }
            Self::NotAnId(name, found) => {
                write!(f, "its “{name}” is “{found}”, which is not an id (a UUID)")
            }
            Self::SameId => f.write_str("an item before it in the file has the same id"),
            Self::NotATime(name, found) => write!(
                f,
                "its “{name}” is “{found}”, not a time such as 2026-11-22T16:04:00.000Z; another time was put instead"
            ),
            Self::ControlCharacters(name) => {
                write!(f, "its “{name}” holds invisible control characters, which became blanks")
            }
            Self::OtherText => f.write_str(
                "its text is not the one that was exported (the SHA-256 differs), so no mark in it can be relied on; \
                 the file itself is untouched, and another copy of it may be whole",
            ),
            Self::NoHash => f.write_str(
                "it comes without a SHA-256, so nothing tells whether the text is whole; each mark was checked against the words",
            ),
            Self::NoHistory(0) => f.write_str("its history cannot be read, so nothing done before can be undone"),
            Self::NoHistory(acts) => write!(
                f,
                "its history can be read only in part: {acts} acts can be undone or done again, those beyond cannot"
            ),
            Self::NoText => f.write_str("it has no text"),
            Self::BlocksDoNotFit(None) => {
                f.write_str("its blocks are missing or cannot be read, so every line became a paragraph")
            }
            Self::BlocksDoNotFit(Some(error)) => {
                write!(f, "its blocks do not fit the text ({error}), so every line became a paragraph")
            }
            Self::NoWords => f.write_str("it marks no words"),
            Self::Reversed(start, end) => {
                write!(f, "it reaches from character {start} to {end}, which is no stretch of text")
            }
            Self::Outside(start, end, length) => write!(
                f,
                "it reaches from character {start} to {end}, but the text has only {length}"
            ),
            Self::OtherWords(expected, found) => {
                write!(f, "it marks “{expected}”, but the article says “{found}” there")
            }
            Self::OtherSurroundings => {
                f.write_str("it marks words that stand there, but others were before or after them when they were marked")
            }
            Self::RangesJoined => f.write_str("two of its ranges overlapped and became one"),
            Self::UnknownSource(id) => {
                write!(f, "it names a source that is not in the article’s register ({id})")
            }
            Self::UnknownMention(id) => {
                write!(f, "without the link to a mention of its source, which is not there ({id})")
            }
            Self::TooManyNested => {
                write!(f, "more than {} attributions are nested in one another", crate::annotation::MAX_NESTING)
            }
            Self::NestedFault(why) => {
                write!(f, "an attribution nested in it is not sound ({why}), and the rest alone would say something else")
            }
            Self::NotAttributed => {
                f.write_str("it is said to be attributed and no attribution is there, so it is not yet attributed")
            }
            Self::AttributedAfterAll => {
                f.write_str("it has attributions and is said to have none; they were kept")
            }
            Self::NoCue(why) => write!(f, "without its cue ({why})"),
            Self::NotProposed(why) => write!(f, "without the place proposed for it ({why})"),
        }
    }
}
