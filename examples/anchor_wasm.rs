//! Anchoring as a bare WebAssembly module, for `cargo xtask bench browser anchoring`: 1,000 marks on
//! an edited text of 150,000 words, the same that `cargo bench --bench anchoring` measures natively.
//!
//! The page reads the text and the words out of the module's memory, so that what it is compared
//! with gets the same.

#![allow(missing_docs, clippy::expect_used)]

#[path = "../tests/anchoring/edit.rs"]
#[allow(dead_code)]
mod edit;
#[path = "../tests/anchoring/press.rs"]
#[allow(dead_code)]
mod press;
#[path = "../tests/anchoring/random.rs"]
mod random;
#[path = "../benches/anchoring/versions.rs"]
mod versions;

use std::{cell::OnceCell, rc::Rc};

use hearsay::anchoring::{Anchorer, Carrier};

use versions::{Versions, versions};

thread_local! {
    static MADE: OnceCell<Versions> = const { OnceCell::new() };
}

fn with<T>(read: impl FnOnce(&Versions) -> T) -> T {
    MADE.with(|made| read(made.get_or_init(versions)))
}

/// Makes the texts, so that this is not measured with what follows; how many marks there are.
#[unsafe(no_mangle)]
pub extern "C" fn make() -> usize {
    with(|made| made.marks.len())
}

#[unsafe(no_mangle)]
pub extern "C" fn text() -> *const u8 {
    with(|made| made.new.as_str().as_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn text_length() -> usize {
    with(|made| made.new.as_str().len())
}

/// The words of the selector of this number.
#[unsafe(no_mangle)]
pub extern "C" fn exact(n: usize) -> *const u8 {
    with(|made| made.selectors[n].exact.as_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn exact_length(n: usize) -> usize {
    with(|made| made.selectors[n].exact.len())
}

/// Resolves all by selectors alone, the index included; how many stand or are proposed.
#[unsafe(no_mangle)]
pub extern "C" fn search() -> usize {
    with(|made| {
        let anchorer = Anchorer::new(Rc::clone(&made.new));
        let found = anchorer.resolve_all(&made.selectors, &mut |_| {});
        found.iter().filter(|answer| answer.range().is_some()).count()
    })
}

/// Carries all from the old text, the alignment included.
#[unsafe(no_mangle)]
pub extern "C" fn carry() -> usize {
    with(|made| {
        let carrier = Carrier::new(Rc::clone(&made.old), Rc::clone(&made.new));
        made.marks.iter().filter(|range| carrier.carry(**range).range().is_some()).count()
    })
}
