//! What a person does from the first visit on, without a browser: messages in, state and effects
//! out, a shelf for a store.
//!
//! After every message of every test the state is compared with one built from scratch and with
//! the shelf: see [`shell`].

// Tests say what they expect; helpers of tests do too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "journey/anything.rs"]
mod anything;
#[path = "journey/attributing.rs"]
mod attributing;
#[path = "journey/backup.rs"]
mod backup;
#[path = "journey/caret.rs"]
mod caret;
#[path = "journey/changing.rs"]
mod changing;
#[path = "journey/coming_in.rs"]
mod coming_in;
#[path = "journey/continuing.rs"]
mod continuing;
#[path = "journey/drawing.rs"]
mod drawing;
#[path = "journey/files.rs"]
mod files;
#[path = "journey/folding.rs"]
mod folding;
#[path = "journey/keeping.rs"]
mod keeping;
#[path = "journey/keys.rs"]
mod keys;
#[path = "journey/known.rs"]
mod known;
#[path = "journey/library.rs"]
mod library;
#[path = "journey/looking.rs"]
mod looking;
#[path = "journey/many.rs"]
mod many;
#[path = "journey/marking.rs"]
mod marking;
#[path = "journey/overlap.rs"]
mod overlap;
#[path = "journey/parting.rs"]
mod parting;
#[path = "journey/pile.rs"]
mod pile;
#[path = "journey/release.rs"]
mod release;
#[path = "journey/reviewing.rs"]
mod reviewing;
#[path = "journey/several.rs"]
mod several;
#[path = "journey/shell.rs"]
mod shell;
#[path = "journey/touching.rs"]
mod touching;
#[path = "journey/undoing.rs"]
mod undoing;
#[path = "journey/versions.rs"]
mod versions;

use shell::Person;

/// A few paragraphs with everything in them that tests need.
const NEWS: &str = "\
Prices fall

Prices fell sharply in May, Brett McGurk said on Monday.

“We never knew,” McGurk told reporters, “and nobody asked.”

Anna Rao, who runs the mill, said prices would rise. According to Rao, nobody knew.

The mill closed in June.";

/// A person with [`NEWS`] on the desk.
fn reader() -> Person {
    let mut person = Person::new();
    person.paste(NEWS);
    person
}
