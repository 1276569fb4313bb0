//! What Readability leaves out of an article, put back.
//!
//! The one idea: what it found is trusted for *where* the article is. Between the headline and the last
//! block it found, a paragraph that stands in no box and is no list of links belongs to the article too:
//! the standfirst above all, which many sites keep outside of the text, and captions. So does what stands
//! further down in elements of the same names as the most of what was found: pages are put together from
//! rows and columns, of which Readability takes one. A heading belongs to what it stands directly above
//! or, as a standfirst, below.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    blocks::{Found, Walked},
    repeats::letters,
};
use crate::{
    article::BlockKind,
    import::{
        DraftBlock,
        furniture::{Line, is_prose, line, names_sources},
    },
};

/// Less than this, in characters, is a label above a text; within it, Readability seldom errs.
const SHORTEST: usize = 40;
/// A heading right below the headline may be shorter; an item of a list above the text as well.
const SHORTEST_HEADING: usize = 20;
/// A shorter title may be the end of another heading.
const SHORTEST_TITLE: usize = 15;
/// A paragraph of which more than this is links leads elsewhere.
const MOST_LINKED: f32 = 0.4;
/// What was found of an article is little, in bytes.
const SHORT: usize = 600;
/// The sources are listed at most so many blocks below the text.
const NEAR: usize = 6;
/// An element that holds at least one part in so many of what was found holds the text.
const MOST_HELD: usize = 4;

/// The blocks that were kept, with those of the whole page between them and below that belong there; what
/// else is on the page stands between them, left out. `title` is that of the article.
pub(super) fn restore(kept: Vec<DraftBlock>, all: Walked, title: &str) -> Vec<DraftBlock> {
    let places = places(&kept, &all.blocks);
    let Page { kept: is_kept, belongs, .. } = Page::of(&kept, &places, &all, title);
    let belongs = |n: usize| belongs.get(n).copied().unwrap_or_default();
    let mut restored = Vec::with_capacity(all.blocks.len());
    let mut page = all.blocks.into_iter().zip(is_kept).enumerate().peekable();
    let mut put_back = |to: usize, restored: &mut Vec<DraftBlock>| {
        while let Some((n, (found, is_kept))) = page.next_if(|(n, _)| *n < to) {
            if !is_kept {
                restored.push(if belongs(n) { found.block } else { found.block.left_out() });
            }
        }
    };
    for (block, place) in kept.into_iter().zip(places) {
        if let Some(place) = place {
            put_back(place, &mut restored);
        }
        restored.push(block);
    }
    put_back(usize::MAX, &mut restored);
    restored
}

/// Where each block that was kept stands on the page, in order; `None` where that cannot be said.
///
/// A text that stands several times is the last of them before the one that is kept next.
fn places(kept: &[DraftBlock], all: &[Found]) -> Vec<Option<usize>> {
    let mut standing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, found) in all.iter().enumerate() {
        standing.entry(&found.block.text).or_default().push(n);
    }
    let of = |block: &DraftBlock| standing.get(block.text.as_str()).map_or(&[][..], Vec::as_slice);
    // From where on each may stand: behind those before it that stand once.
    let mut from = 0;
    let start = |block: &DraftBlock| {
        let start = from;
        if let [once] = of(block) {
            from = from.max(once + 1);
        }
        start
    };
    let starts: Vec<usize> = kept.iter().map(start).collect();
    let mut end = all.len();
    let place = |(block, start): (&DraftBlock, &usize)| {
        let place = of(block).iter().copied().rfind(|place| (*start..end).contains(place));
        end = place.unwrap_or(end);
        place
    };
    let mut places: Vec<Option<usize>> = kept.iter().zip(&starts).rev().map(place).collect();
    places.reverse();
    places
}

/// What of a page belongs to its article besides what was kept.
struct Page<'a> {
    all: &'a [Found],
    /// Whether each block was kept.
    kept: Vec<bool>,
    /// Where the article begins, and where the first block of it was kept.
    first: usize,
    first_kept: usize,
    /// What holds the most of it.
    holders: BTreeSet<u64>,
    /// The element that calls itself its body.
    body: std::ops::Range<usize>,
    /// The list of its sources below the text.
    sources: std::ops::Range<usize>,
    title: String,
    /// Whether each block belongs to it, from the first to the end of the article.
    belongs: Vec<bool>,
}

impl<'a> Page<'a> {
    fn of(kept: &[DraftBlock], places: &[Option<usize>], all: &'a Walked, title: &str) -> Self {
        let mut page = Self {
            all: &all.blocks,
            kept: vec![false; all.blocks.len()],
            first: 0,
            first_kept: 0,
            holders: BTreeSet::new(),
            body: 0..0,
            sources: 0..0,
            title: letters(title),
            belongs: Vec::new(),
        };
        let known = || kept.iter().zip(places).filter_map(|(block, place)| Some((block, (*place)?)));
        known().for_each(|(_, place)| page.kept[place] = true);
        let Some(last) = page.kept.iter().rposition(|kept| *kept) else { return page };
        page.first_kept = page.kept.iter().position(|kept| *kept).unwrap_or_default();
        page.first = page.headline();

        let texts = || known().filter(|(block, _)| !block.aside && !is_heading(block));
        let length: usize = texts().map(|(block, _)| block.text.len()).sum();
        let mut held: BTreeMap<u64, usize> = BTreeMap::new();
        for (block, place) in texts() {
            *held.entry(all.blocks[place].holder).or_default() += block.text.len();
        }
        page.holders = held
            .into_iter()
            .filter(|(_, held)| held * MOST_HELD >= length)
            .map(|(holder, _)| holder)
            .collect();

        page.body = page.body(length, &all.bodies);
        let end = page.end(last);
        page.sources = page.sources(end);
        let end = end.max(page.sources.end);
        page.belongs = vec![false; end];
        // From the end, since a heading belongs to what is below it.
        for n in (page.first..end).rev() {
            page.belongs[n] = !page.kept[n] && page.is_of_it(n);
        }
        for n in page.first..end {
            page.belongs[n] |= !page.kept[n] && page.is_below_quotation(n);
        }
        page
    }

    /// Where the headline stands above the first block that was kept; that block where there is none.
    fn headline(&self) -> usize {
        let above = &self.all[..=self.first_kept];
        let is_title = |found: &Found| ends_with(&found.block.text, &self.title);
        let named = above.iter().rposition(|found| is_heading(&found.block) && is_title(found));
        named.or_else(|| above.iter().rposition(|found| is_headline(&found.block))).unwrap_or(self.first_kept)
    }

    /// The body that holds the most of what was kept; of a short article, of which Readability may have
    /// found nothing, the first below the headline.
    fn body(&self, length: usize, bodies: &[std::ops::Range<usize>]) -> std::ops::Range<usize> {
        let held = |body: &std::ops::Range<usize>| -> usize {
            body.clone().filter(|n| self.kept[*n]).map(|n| self.all[n].block.text.len()).sum()
        };
        let most = bodies.iter().filter(|body| held(body) * 2 > length).max_by_key(|body| body.end);
        let below = || bodies.iter().find(|body| length <= SHORT && body.start > self.first);
        most.or_else(below).cloned().unwrap_or_default()
    }

    /// Where the article ends, of which `last` is the last block that was kept: behind what the same
    /// elements hold, and behind its body; before comments and another article.
    fn end(&self, last: usize) -> usize {
        let ends =
            |found: &Found| is_headline(&found.block) || line(&found.block.text) == Some(Line::Comments);
        let limit = self.all[last + 1..].iter().position(ends).map_or(self.all.len(), |n| last + 1 + n);
        let held = (last + 1..limit).rfind(|n| self.is_held(*n)).unwrap_or(last);
        let is_item = |found: &&Found| found.block.kind == BlockKind::ListItem && is_free(found);
        let items = self.all[held + 1..limit.max(held + 1)].iter().take_while(is_item).count();
        (held + 1 + items).max(self.body.end.min(limit))
    }

    /// Where the sources of the article are listed, which ends at `end`: under a heading that says so, at
    /// most so many blocks further down.
    fn sources(&self, end: usize) -> std::ops::Range<usize> {
        let near = self.all.iter().enumerate().skip(self.first_kept).take_while(|(n, _)| *n < end + NEAR);
        let is_head = |found: &Found| !found.boxed && names_sources(&found.block.text);
        let head = near.filter(|(_, found)| is_head(found)).map(|(n, _)| n).last();
        head.map_or(0..0, |head| {
            let is_item = |found: &&Found| found.block.kind == BlockKind::ListItem && !found.boxed;
            let items = self.all[head + 1..].iter().take_while(is_item).count();
            if items > 0 { head..head + 1 + items } else { 0..0 }
        })
    }

    /// Whether a block stands in elements that hold the most of the text, as a text does.
    fn is_held(&self, n: usize) -> bool {
        let (found, block) = (&self.all[n], &self.all[n].block);
        let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation);
        kind && (self.holders.contains(&found.holder) || self.body.contains(&n))
            && (is_prose(&block.text) || block.text.chars().count() >= SHORTEST)
            && is_free(found)
    }

    /// Whether it says who is quoted: that stands below the words, however short and linked. What is above
    /// it is known.
    fn is_below_quotation(&self, n: usize) -> bool {
        let is_quotation = |n: usize| self.all[n].block.kind == BlockKind::Quotation && !self.all[n].boxed;
        n > 0 && is_quotation(n) && is_quotation(n - 1) && (self.kept[n - 1] || self.belongs[n - 1])
    }

    /// Whether block `n`, which was not kept, is of the article; what is below it is known.
    fn is_of_it(&self, n: usize) -> bool {
        let (found, block) = (&self.all[n], &self.all[n].block);
        let length = || block.text.chars().count();
        let below_headline = || n > 0 && (n - 1 == self.first && is_heading(&self.all[n - 1].block));
        match block.kind {
            // The headline is put at the top by itself.
            BlockKind::Heading { level: 1 } => false,
            _ if n == self.first && is_heading(block) => false,
            _ if self.sources.contains(&n) => true,
            _ if found.verdict && is_clear(found) && !is_figures(&block.text) => true,
            _ if !is_free(found) => false,
            BlockKind::Heading { .. } => {
                let is_text = |n: &usize| !is_heading(&self.all[*n].block);
                // A note may stand between: “Main article: …”.
                let below = (n + 1..self.belongs.len()).take(2).find(|n| !self.all[*n].boxed);
                let heads = below.filter(is_text);
                heads.is_some_and(|n| self.kept[n] || self.belongs[n])
                    || (below_headline() && length() >= SHORTEST_HEADING)
            }
            BlockKind::Caption => true,
            BlockKind::ListItem => n > self.first_kept || length() >= SHORTEST_HEADING,
            BlockKind::Paragraph | BlockKind::Quotation => {
                let long = length() >= SHORTEST || has_end(&block.text);
                (long && !is_figures(&block.text)) || self.is_held(n)
            }
            BlockKind::Preformatted => false,
        }
    }
}

/// Whether a heading is the title of these letters, or names before it the section it stands in.
fn ends_with(heading: &str, title: &str) -> bool {
    let heading = letters(heading);
    let is_long = || title.chars().count() >= SHORTEST_TITLE && heading.len() < 2 * title.len();
    heading == title || (heading.ends_with(title) && is_long())
}

fn is_heading(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

fn is_headline(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1 })
}

/// Whether a block stands in no box, leads nowhere, and is none of the lines around an article.
fn is_free(found: &Found) -> bool {
    is_clear(found)
        && found.linked <= MOST_LINKED
        && !matches!(
            line(&found.block.text),
            Some(Line::Byline | Line::Date | Line::Tags | Line::Label | Line::Comments)
        )
}

/// Whether a block stands in no box, and was not set aside.
fn is_clear(found: &Found) -> bool {
    !found.block.aside && !found.boxed
}

/// Whether every sixth character is a digit: dates, times and counts run together.
fn is_figures(text: &str) -> bool {
    text.chars().filter(|c| c.is_numeric()).count() * 6 > text.chars().count()
}

/// Whether it ends as a sentence of a script that needs fewer characters.
fn has_end(text: &str) -> bool {
    text.ends_with(['。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use crate::import::html;

    /// The blocks of the article that comes of this page, between two long paragraphs.
    #[track_caller]
    fn check(between: &str, expected: &[&str]) {
        let text = "The train left at eight in the evening, and the signalman saw its lights go out, as he later told the inquiry. ";
        let page = format!(
            "<html><head><title>The bridge</title></head><body><main><h1>The bridge</h1><article>\
             <p>{0}One.</p>{between}<p>{0}Two.</p></article></main></body></html>",
            text.repeat(3)
        );
        let draft = html(&page, "").expect("an article");
        let kept: Vec<&str> = draft.blocks.iter().filter(|b| !b.aside).map(|b| b.text.as_str()).collect();
        assert_eq!(&kept[2..kept.len() - 1], expected, "{between}");
    }

    #[test]
    fn who_is_quoted_stands_below_the_words() {
        check(
            "<blockquote class=tweet><p>The bridge is open as ever, and we ask for hats. <a href='/h'>#bridge</a></p>— Weir (@weir) <a href='/t/1'>March 4, 2026</a></blockquote>",
            &["The bridge is open as ever, and we ask for hats. #bridge", "— Weir (@weir) March 4, 2026"],
        );
        check(
            "<blockquote><p>It is open.</p><footer><div>Ann Lee</div><div>Keeper of the bridge</div></footer></blockquote>",
            &["It is open.", "Ann Lee", "Keeper of the bridge"],
        );
    }

    #[test]
    fn a_verdict_is_there_though_it_is_a_link() {
        check(
            "<div><a href='/ratings'><div class=rating_title_wrap>Mostly False</div></a></div>",
            &["Mostly False"],
        );
    }

    #[test]
    fn what_is_said_twice_is_there_twice() {
        check("<p>Yes.</p><p>Yes.</p>", &["Yes.", "Yes."]);
        check("<p>Yes.</p><p>No.</p><p>Yes.</p><p>No.</p>", &["Yes.", "No.", "Yes.", "No."]);
        check("<ul><li>Yes<li>Yes<li>Yes</ul>", &["Yes", "Yes", "Yes"]);
    }

    #[test]
    fn a_heading_stays_though_a_note_stands_below_it() {
        let text = "The train left at eight in the evening, and the signalman saw its lights go out, as he later told the inquiry. ";
        let page = format!(
            "<html><head><title>The bridge</title></head><body><main><h1>The bridge</h1><div class=mw-parser-output>\
             <p>{0}</p><p>{0}</p><p>{0}</p>\
             <div class='mw-heading'><h2>Collapse</h2><span class=mw-editsection>[<a href='?e'>edit</a>]</span></div>\
             <div role=note class=hatnote>Main article: <a href='/n'>Night of the storm</a></div>\
             <p>{0}</p><p>{0}</p></div></main></body></html>",
            text.repeat(2)
        );
        let draft = html(&page, "").expect("an article");
        let kept: Vec<&str> = draft.blocks.iter().filter(|b| !b.aside).map(|b| b.text.as_str()).collect();
        assert!(kept.contains(&"Collapse"), "{kept:?}");
        assert!(!kept.iter().any(|words| words.starts_with("Main article")), "{kept:?}");
    }
}
