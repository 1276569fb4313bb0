//! Finds a range again of which only its selectors are known.
//!
//! Neighbours: [`super::carry`] is the better way when the old text is at hand;
//! [`candidates`] says where to look, [`judge`] what to make of what is there. The one idea:
//! look first where the text should be, then where its rarest words stand, and never take the
//! best of what there is for good enough.

mod candidates;
mod company;
mod copies;
mod judge;
mod pattern;
mod side;

use std::{cell::OnceCell, rc::Rc};

use self::{
    candidates::windows,
    company::{Member, consult},
    copies::copies,
    judge::judge,
    pattern::Pattern,
};
use super::{
    CONTEXT, Resolution, Selectors,
    align::{Ends, Fate, align},
    index::Index,
    short,
    token::tokens,
};
use crate::{
    article::FrozenText,
    text::{TextRange, TextSize, range_of},
};

/// A text in which selectors are resolved, one at a time.
///
/// What stands where it stood is found without reading anything else. The first that does not
/// makes the index of the whole text; [`Anchorer::prepare`] does so at a time of one’s choosing.
#[derive(Debug)]
pub struct Anchorer {
    text: Rc<FrozenText>,
    index: OnceCell<Index>,
}

impl Anchorer {
    /// An anchorer for `text`. Costs nothing yet.
    #[must_use]
    pub fn new(text: Rc<FrozenText>) -> Self {
        Self { text, index: OnceCell::new() }
    }

    /// Reads and indexes the text, unless that has been done.
    pub fn prepare(&self) {
        self.index();
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(tokens(self.text.as_str())))
    }

    /// Where the described range stands in this text.
    #[must_use]
    pub fn resolve(&self, selectors: &Selectors) -> Resolution {
        self.or_apart(selectors, self.find(selectors))
    }

    /// Where its lines stand, each by itself, when they are not certain to stand together.
    fn or_apart(&self, selectors: &Selectors, whole: Resolution) -> Resolution {
        if whole.is_certain() {
            return whole;
        }
        let lines = selectors.lines();
        let found: Vec<Resolution> = lines.iter().map(|line| self.find(line)).collect();
        let certain = |n: usize| found.get(n).filter(|line| line.is_certain()).and_then(Resolution::range);
        let beside = |n: usize| [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(certain);
        let each = (0..lines.len()).map(|n| match certain(n) {
            // A few letters of a sentence mean something only where the rest of the mark is.
            Some(range) if short(&lines[n].exact) && !lines[n].is_line() => {
                let is_near = beside(n).any(|other| gap(range, other) <= CONTEXT);
                if is_near { found[n].clone() } else { Resolution::Orphan }
            }
            Some(_) => found[n].clone(),
            None => {
                let near = beside(n).find_map(|beside| self.line_near(&lines[n].exact, beside));
                near.map_or(Resolution::Orphan, Resolution::Moved)
            }
        });
        Resolution::apart(self.text.as_str(), each).unwrap_or(whole)
    }

    /// The one line of these words within reach of a place: lines of a list that stood next to each
    /// other and were put into another order.
    fn line_near(&self, words: &str, place: TextRange) -> Option<TextRange> {
        let text = self.text.as_str();
        let reach = words.len() + CONTEXT;
        let from = text.floor_char_boundary(usize::from(place.start()).saturating_sub(reach));
        let to = text.ceil_char_boundary((usize::from(place.end()) + reach).min(text.len()));
        let mut around: Vec<&str> = text[from..to].split('\n').collect();
        // What is cut off at either end is no line.
        let last = around.len().saturating_sub(usize::from(to < text.len()));
        around.truncate(last);
        let mut lines =
            around.into_iter().skip(usize::from(from > 0)).map(str::trim).filter(|line| *line == words);
        let line = range_of(text, lines.next()?)?;
        lines.next().is_none().then_some(line)
    }

    /// Where the described words stand together.
    fn find(&self, selectors: &Selectors) -> Resolution {
        let noted = self.noted_start(selectors);
        if let Some(range) = noted.and_then(|start| self.stands_at(start, selectors)) {
            return Resolution::Exact(range);
        }
        if selectors.exact.trim().is_empty() {
            return Resolution::Orphan;
        }
        let pattern = Pattern::new(selectors, self.index());
        match self.verbatim(&pattern)[..] {
            [start] => Resolution::Moved(TextRange::at(start + pattern.exact.start(), pattern.exact.len())),
            [] => self.approximate(&pattern, selectors),
            _ => Resolution::Orphan,
        }
    }

    /// Where the described ranges of one document stand in this text, each by itself and then in
    /// the light of the others; `tell` hears how many are done.
    ///
    /// Better than [`Anchorer::resolve`] on each: found marks tell where their neighbours belong.
    #[must_use]
    pub fn resolve_all(&self, all: &[Selectors], tell: &mut dyn FnMut(usize)) -> Vec<Resolution> {
        let mut members: Vec<Member<'_>> = Vec::with_capacity(all.len());
        for (n, selectors) in all.iter().enumerate() {
            tell(n);
            members.push(self.member(selectors));
        }
        if members.iter().any(|member| member.copies.is_some()) {
            consult(&mut members);
        }
        members.into_iter().map(|member| self.or_apart(member.selectors, member.resolution)).collect()
    }

    fn member<'a>(&self, selectors: &'a Selectors) -> Member<'a> {
        let resolution = self.find(selectors);
        // What stands where it stood needs no company.
        let settled = matches!(resolution, Resolution::Exact(_)) || selectors.position.is_none();
        let copies =
            (!settled).then(|| copies(&Pattern::new(selectors, self.index()), self.index(), &self.text));
        let place = resolution
            .range()
            .and_then(|range| self.text.index().range_to_chars(self.text.as_str(), range).ok());
        Member { selectors, resolution, place, copies, settled: false, contested: false }
    }

    fn noted_start(&self, selectors: &Selectors) -> Option<TextSize> {
        let start = selectors.position?.start;
        self.text.index().from_chars(self.text.as_str(), start).ok()
    }

    /// The range at `start`, if the noted words stand there between the noted neighbours.
    fn stands_at(&self, start: TextSize, selectors: &Selectors) -> Option<TextRange> {
        let (before, rest) = self.text.as_str().split_at_checked(start.into())?;
        let after = rest.strip_prefix(selectors.exact.as_str())?;
        (before.ends_with(&selectors.prefix) && after.starts_with(&selectors.suffix))
            .then(|| TextRange::at(start, TextSize::of(selectors.exact.as_str())))
    }

    /// Where the whole pattern, context and all, stands letter for letter.
    fn verbatim(&self, pattern: &Pattern) -> Vec<TextSize> {
        let text = self.text.as_str();
        let Some((rarest, _)) = pattern.rarest() else {
            return text
                .match_indices(&pattern.text)
                .map(|(at, _)| TextSize::new(at as u32))
                .take(2)
                .collect();
        };
        let token = &pattern.tokens[rarest];
        self.index()
            .places(token.id)
            .filter_map(|place| self.index().tokens[place].span.start().checked_sub(token.span.start()))
            .filter(|start| {
                text.get(usize::from(*start)..).is_some_and(|rest| rest.starts_with(&pattern.text))
            })
            .take(2)
            .collect()
    }

    fn approximate(&self, pattern: &Pattern, selectors: &Selectors) -> Resolution {
        let index = self.index();
        let new = index.words(self.text.as_str());
        let found: Vec<Vec<Fate>> = windows(pattern, index)
            .into_iter()
            .map(|window| {
                let fates = align(pattern.words(), new.part(window.clone()), Ends::Free);
                fates.into_iter().map(|fate| fate.shifted(window.start)).collect()
            })
            .collect();
        judge(pattern, new, &found, self.noted_start(selectors))
    }
}

/// How far two ranges are apart, in bytes.
fn gap(one: TextRange, other: TextRange) -> usize {
    usize::from(one.cover(other).len()).saturating_sub(usize::from(one.len() + other.len()))
}
