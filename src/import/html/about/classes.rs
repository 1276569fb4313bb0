//! What the class of an element tells of an author, by the words in it.

use crate::import::html::labels::Tag;

/// Words in the class of an element that names an author.
pub(super) const NAMES: [&str; 3] = ["author", "authors", "signature"];

/// Words in the class of an element that holds something else of an author, or of another one.
const NO_NAMES: &[&str] = &[
    "about",
    "archive",
    "avatar",
    "before",
    "bio",
    "biography",
    "comment",
    "contact",
    "date",
    "desc",
    "description",
    "email",
    "follow",
    "icon",
    "image",
    "img",
    "more",
    "note",
    "notes",
    "photo",
    "picture",
    "posts",
    "quote",
    "related",
    "share",
    "social",
    "statement",
    "testimonial",
    "time",
    "timestamp",
    "tweet",
    "twitter",
];

/// Whether an element says that it names an author.
pub(super) fn names_an_author(tag: Tag<'_>) -> bool {
    tag.attr("class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            let words = words_of(class);
            let has = |known: &[&str]| words.iter().any(|word| known.contains(&&**word));
            has(&NAMES) && !has(NO_NAMES)
        })
    })
}

/// Whether an element within a byline says that it is something else.
pub(super) fn names_no_author(tag: Tag<'_>) -> bool {
    let says = |class: &str| words_of(class).iter().any(|word| NO_NAMES.contains(&&**word));
    // What is raised is the mark of a note.
    tag.is(&["sup"]) || tag.attr("class").is_some_and(|class| class.split_ascii_whitespace().any(says))
}

/// The words in the name of a class: “c-signature__author”, “postAuthor”.
fn words_of(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in class.chars() {
        if !c.is_alphanumeric() || (lower && c.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    words
}
