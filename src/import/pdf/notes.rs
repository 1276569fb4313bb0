//! Small print at the foot of a page, below its text.
//!
//! The one idea: it cuts in two a paragraph that runs over the page. Footnotes are known by the mark
//! they begin with, and are set aside; what has none, such as the caption of a picture, comes after the
//! paragraph.

use std::{collections::BTreeMap, ops::Range};

use super::{
    lines::{Line, MOST_LINES},
    usual::{Usual, ends},
};

/// What a line is, by where it stands and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text.
    Text,
    /// Below the text, smaller, without a mark.
    Below,
    /// In a footnote; whether it begins one.
    Note { begins: bool },
}

/// Where each line stands.
pub(super) fn places(lines: &[Line], usual: &Usual) -> Vec<Place> {
    let mut places = vec![Place::Text; lines.len()];
    // The number of the note that came last.
    let mut number = None;
    // Whether that note goes on at the foot of the next page.
    let mut goes_on = false;
    let mut from = 0;
    while from < lines.len() {
        let page = lines[from].page;
        let to = from + lines[from..].iter().take_while(|line| line.page == page).count();
        if to - from > MOST_LINES {
            from = to;
            continue;
        }
        let body: Vec<&Line> = lines[from..to].iter().filter(|line| !usual.is_small(line.size)).collect();
        // What goes on from the page before begins without a mark.
        let mut open = std::mem::take(&mut goes_on);
        let mut in_note = false;
        let mut is_first = true;
        for at in from..to {
            let line = &lines[at];
            let Some(gap) = below(line, &body).filter(|_| usual.is_small(line.size)) else { continue };
            let marked = mark(&line.text);
            let mut begins = false;
            if std::mem::take(&mut is_first) {
                begins = marked.is_some();
                in_note = (begins || open) && !usual.is_close(gap, usual.size);
            } else if in_note {
                begins = marked.is_some_and(|mark| mark == 0 || number.is_some_and(|last| mark == last + 1));
            }
            begins &= in_note;
            if begins {
                number = marked;
            }
            open = in_note && !ends(&line.text);
            places[at] = if in_note { Place::Note { begins } } else { Place::Below };
        }
        goes_on = open && !is_first;
        from = to;
    }
    places
}

/// Where a note is called: the line, and the place in its text.
type Call = (usize, Range<usize>);

/// Takes the marks of footnotes out of the sentences on their pages: a sentence is to be read, found and
/// quoted without them. A number that stands above the line twice may be an exponent, and stays.
pub(super) fn without_marks(lines: &mut [Line], places: &[Place]) {
    let mut calls: BTreeMap<(usize, u32), Vec<Call>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| places[*at] == Place::Text) {
        for raised in &line.raised {
            if let Some(Ok(number)) = line.text.get(raised.clone()).map(str::parse) {
                calls.entry((line.page, number)).or_default().push((at, raised.clone()));
            }
        }
    }
    let is_note = |at: &usize| places[*at] == Place::Note { begins: true };
    let notes =
        (0..lines.len()).filter(is_note).filter_map(|at| Some((lines[at].page, mark(&lines[at].text)?)));
    let called = notes.filter_map(|note| calls.remove(&note).filter(|calls| calls.len() == 1));
    let mut called: Vec<Call> = called.flatten().collect();
    // From the end, so that what stands before keeps its place.
    called.sort_unstable_by_key(|(at, range)| (*at, std::cmp::Reverse(range.start)));
    for (at, range) in called {
        lines[at].text.replace_range(range, "");
    }
}

/// How far below the text a line stands; `None` where it has none above it, or some below.
fn below(line: &Line, body: &[&Line]) -> Option<f32> {
    let beside = body.iter().filter(|other| other.overlaps(line)).map(|other| line.base - other.base);
    let nearest = beside.fold(f32::INFINITY, f32::min);
    (0.0 < nearest && nearest.is_finite()).then_some(nearest)
}

/// The number that it begins with, or 0 for a sign.
fn mark(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['[', '(']);
    if text.starts_with(['*', '†', '‡', '§']) {
        return Some(0);
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..digits].parse().ok().filter(|_| digits < 4)
}
