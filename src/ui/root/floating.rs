//! What stands over the article, or is painted on it, beside its elements.
//!
//! The one idea: all that needs no measure is written first, then everything is measured, and what
//! was measured is written last; the browser lays the page out once.

use crate::{
    app::{Desk, Mode, ROW_HEIGHT, Tab},
    web,
};

/// Makes room for the rows of the list that are not made.
pub(super) fn size(desk: &Desk) {
    if desk.margin.tab == Tab::Annotations {
        let (first, total) = desk.window();
        web::size_rows(first * ROW_HEIGHT, total * ROW_HEIGHT);
    }
}

/// Writes what needs no measure.
pub(super) fn write(desk: &Desk) {
    web::paint("cue", &desk.cues());
    web::paint("caret", desk.caret_range().as_slice());
    web::paint("found", &desk.hit_ranges());
    web::paint("found-here", desk.hit_range().as_slice());
    web::paint("trial", &desk.trials());
    web::paint("proposal", &desk.proposed());
}

/// Measures where everything is to stand that floats over the article.
pub(super) fn measure(desk: &Desk) -> [Option<web::Later>; 5] {
    let near = match &desk.mode {
        Mode::Attributing(picker) => web::near_mark("picker", picker.annotation),
        Mode::Listing(pile) => pile.ids.first().and_then(|innermost| web::near_mark("pile", *innermost)),
        _ => None,
    };
    let bar = desk.selection.and_then(|_| web::near_selection("mark-bar"));
    let ends = desk.handles();
    let handles = if ends.is_empty() { None } else { web::handles_at(&ends) };
    [near, bar, handles, web::thread_between(&desk.threads()), web::jumps()]
}
