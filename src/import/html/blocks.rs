//! A tree of HTML elements as a flat list of blocks.
//!
//! The one idea: one walk, without calling itself, that gathers words and lays them down as a block
//! wherever an element begins or ends a line of its own. The kind is that of the innermost element
//! that gives one: a paragraph in a block quotation is a quotation.

mod boxes;
mod element;
mod named;

use std::ops::Range;

pub(super) use boxes::lower;
use boxes::{Box, Names};
use dom_query::{NodeData, NodeId, NodeRef};
pub(super) use element::is_hidden;
use element::{Element, element};
pub(super) use named::Names as Known;

use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, hygiene::collapse},
};

/// A block, and what tells whether it belongs to the article.
pub(super) struct Found {
    pub(super) block: DraftBlock,
    /// The share of its characters that are links, from 0 to 1.
    pub(super) linked: f32,
    /// It stands in something that names itself a menu, a box, or the like.
    pub(super) boxed: bool,
    /// It stands in something that says what was claimed, or what a check of it found.
    pub(super) verdict: bool,
    /// What it stands in: the elements around it, by their names and those of their classes. Blocks that
    /// a page shows in the same manner have the same.
    pub(super) holder: u64,
}

/// What was found below an element.
pub(super) struct Walked {
    /// Its blocks, in order.
    pub(super) blocks: Vec<Found>,
    /// The elements that seem to be boxes.
    boxes: Vec<Box>,
    /// The names of boxes that mean something else here.
    unbelieved: Names,
    /// The blocks of each element that calls itself the body of an article.
    pub(super) bodies: Vec<Range<usize>>,
}

/// What is written around a form is at most this long, in characters: more is a text with a form in it.
const LONGEST_INVITATION: usize = 500;

/// As long, in bytes, is a paragraph of a text, and no line of a notice.
const LONG: usize = 120;

impl Found {
    /// Whether it is a paragraph of some length that does not lead elsewhere.
    pub(super) fn is_prose(&self) -> bool {
        let is_text =
            matches!(self.block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation);
        is_text && self.block.text.len() >= LONG && self.linked < 0.5
    }
}

impl Walked {
    /// Marks the blocks that stand in boxes. `weight` is how much of the article a block is.
    pub(super) fn mark_boxes(&mut self, weight: impl Fn(&Found) -> usize) {
        let weights: Vec<usize> = self.blocks.iter().map(weight).collect();
        let (boxed, unbelieved) = boxes::blocks_within(&mut self.boxes, &weights, self.unbelieved);
        self.unbelieved = unbelieved;
        for (found, boxed) in self.blocks.iter_mut().zip(boxed) {
            found.boxed = boxed;
        }
    }

    /// Believes no name that is not believed on the whole page: a part may show too little of it.
    pub(super) fn believe_as(&mut self, page: &Self) {
        self.unbelieved = page.unbelieved;
    }
}

/// The blocks below `root`, in order.
pub(super) fn blocks(root: &NodeRef<'_>, hygiene: &mut Hygiene) -> Vec<DraftBlock> {
    walk(root, hygiene, &mut Known::default()).blocks.into_iter().map(|found| found.block).collect()
}

/// The blocks below `root`, in order, with what tells where they stand. A paragraph or heading that
/// is all links leads elsewhere: it is set aside; so is one that is nothing but a time.
///
/// `names` are those that were met on the page.
pub(super) fn walk(root: &NodeRef<'_>, hygiene: &mut Hygiene, names: &mut Known) -> Walked {
    let mut walk = Walk {
        hygiene,
        words: String::new(),
        linked: 0,
        links: 0,
        dated: 0,
        open: Vec::new(),
        names,
        found: Walked {
            blocks: Vec::new(),
            boxes: Vec::new(),
            unbelieved: Names::default(),
            bodies: Vec::new(),
        },
    };
    let mut at = root.first_child();
    while let Some(node) = at {
        if walk.enter(&node)
            && let Some(child) = node.first_child()
        {
            at = Some(child);
            continue;
        }
        let mut here = node;
        at = loop {
            walk.leave(here.id);
            if let Some(next) = here.next_sibling() {
                break Some(next);
            }
            match here.parent() {
                Some(parent) if parent.id != root.id => here = parent,
                _ => break None,
            }
        };
    }
    walk.lay_down();
    walk.found
}

struct Walk<'a> {
    hygiene: &'a mut Hygiene,
    /// The words gathered since the last block; `\n` is a forced line break.
    words: String,
    /// How many characters of them are links, white space left out.
    linked: usize,
    /// How many links are open.
    links: usize,
    /// How many characters of the words stand in a `<time>`.
    dated: usize,
    /// The elements that are open and matter.
    open: Vec<Open>,
    names: &'a mut Known,
    found: Walked,
}

/// An element that is open.
struct Open {
    id: NodeId,
    element: Element,
    names: Names,
    body: bool,
    /// It says what was claimed, or what is true of it; or what it stands in does.
    verdict: bool,
    /// The elements around it and it, by their names and those of their classes.
    chain: u64,
    /// How many blocks were found before it.
    first: usize,
    /// How many blocks stand in forms within it; `None` if it has no form.
    forms: Option<usize>,
}

impl Walk<'_> {
    /// Takes a node in; whether its children are to be walked.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(tag) = node.element_ref() else {
            node.query(|inner| {
                if let NodeData::Text { contents } = &inner.data {
                    self.text(contents);
                }
            });
            return node.is_fragment();
        };
        let named = self.names.of(&tag);
        let element = element(node, &tag, named);
        match element {
            Element::Skipped => return false,
            Element::Break => self.words.push(if self.in_row() { ' ' } else { '\n' }),
            Element::Inline | Element::Time => self.part(node),
            Element::Link => {
                self.part(node);
                self.links += 1;
            }
            Element::Quoted => self.words.push('“'),
            Element::Cell if self.in_row() => self.cell(),
            Element::Block(_) if self.in_row() => {}
            Element::Cell
            | Element::Row
            | Element::Block(_)
            | Element::Form
            | Element::Aside
            | Element::Captioned => self.lay_down(),
        }
        if !matches!(element, Element::Inline | Element::Break) {
            let is_block = !matches!(element, Element::Link | Element::Quoted | Element::Time);
            // The foot of a quotation says who is quoted.
            let is_foot = &*tag.name.local == "footer" && self.kind() == BlockKind::Quotation;
            let names = if is_block && !is_foot { boxes::names(&tag, named) } else { Names::default() };
            let (body, first) = (is_block && named.body, self.found.blocks.len());
            let above = self.open.last().map_or(0, |open| open.chain);
            let chain = if is_block { named.chain(above, &tag) } else { above };
            let verdict = is_block && named.verdict || self.in_verdict();
            self.open.push(Open { id: node.id, element, names, body, verdict, chain, first, forms: None });
        }
        true
    }

    fn leave(&mut self, id: NodeId) {
        // It stays open until its words are laid down: they stand in it.
        let Some(open) = self.open.last().filter(|open| open.id == id) else { return };
        match open.element {
            Element::Quoted => {
                let end = self.words.trim_end().len();
                self.words.insert(end, '”');
            }
            Element::Cell | Element::Block(_) if self.in_row() => {}
            Element::Link => self.links = self.links.saturating_sub(1),
            Element::Time => {}
            _ => self.lay_down(),
        }
        if let Some(open) = self.open.pop() {
            self.close(&open);
        }
    }

    /// Notes which blocks an element holds that is a box or a body.
    ///
    /// What stands around a form invites to fill it in, in whatever language: the innermost element
    /// that has a form and words besides is a box, if it is short.
    fn close(&mut self, open: &Open) {
        let range = open.first..self.found.blocks.len();
        let mut names = open.names;
        // A notice that asks to pay is short; what is to be paid for may be called the same
        // (<https://schema.org/hasPart>, `isAccessibleForFree`).
        let prose = self.found.blocks[range.clone()].iter().filter(|found| found.is_prose());
        if prose.take(2).count() == 2 {
            names = names.without_paywall();
        }
        let in_forms = if open.element == Element::Form { Some(range.len()) } else { open.forms };
        match in_forms {
            Some(blocks) if blocks < range.len() => {
                let texts = self.found.blocks[range.clone()].iter().map(|found| &found.block.text);
                if texts.map(|text| text.chars().count()).sum::<usize>() <= LONGEST_INVITATION {
                    names = names.with_form();
                }
            }
            Some(blocks) => {
                if let Some(above) = self.open.last_mut() {
                    above.forms = Some(above.forms.unwrap_or_default() + blocks);
                }
            }
            None => {}
        }
        if !names.is_empty() {
            self.found.boxes.push(Box { blocks: range.clone(), names });
        }
        if open.body {
            self.found.bodies.push(range);
        }
    }

    /// In a caption, words of two elements that touch are what a picture shows and who made it.
    fn part(&mut self, node: &NodeRef<'_>) {
        if self.words.ends_with(|c: char| c.is_ascii_alphanumeric() || ".!?”\")".contains(c))
            && self.kind() == BlockKind::Caption
            && node.prev_sibling().is_some_and(|before| before.is_element())
        {
            self.words.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += letters(text);
        }
        if self.open.last().is_some_and(|open| open.element == Element::Time) {
            self.dated += letters(text);
        }
        if self.kind() == BlockKind::Preformatted || !text.bytes().any(is_break) {
            self.words.push_str(text);
        } else {
            for part in text.split_inclusive(['\n', '\t', '\r', '\u{c}']) {
                let words = part.trim_end_matches(['\n', '\t', '\r', '\u{c}']);
                self.words.push_str(words);
                if words.len() < part.len() {
                    self.words.push(' ');
                }
            }
        }
    }

    fn cell(&mut self) {
        if !self.words.trim().is_empty() {
            self.words.push_str(" | ");
        }
    }

    fn in_verdict(&self) -> bool {
        self.open.last().is_some_and(|open| open.verdict)
    }

    fn in_row(&self) -> bool {
        self.open.iter().rev().any(|open| matches!(open.element, Element::Row))
    }

    fn kind(&self) -> BlockKind {
        let kinds = self.open.iter().rev().filter_map(|open| match open.element {
            Element::Block(kind) => kind,
            _ => None,
        });
        kinds.into_iter().next().unwrap_or(BlockKind::Paragraph)
    }

    /// What holds the element that the words stand in.
    fn holder(&self) -> u64 {
        let is_block =
            |open: &&Open| !matches!(open.element, Element::Link | Element::Quoted | Element::Time);
        self.open.iter().rev().filter(is_block).nth(1).map_or(0, |open| open.chain)
    }

    fn lay_down(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let dated = std::mem::take(&mut self.dated);
        if self.words.trim().is_empty() {
            self.words.clear();
            return;
        }
        // Most are neither, and need not be counted.
        let counts = linked > 0 || dated > 0;
        let letters = if counts { letters(&self.words) } else { 1 };
        let linked = linked as f32 / letters.max(1) as f32;
        let kind = self.kind();
        let is_text = kind == BlockKind::Paragraph;
        let leads = is_text && linked > 0.5 && leads_elsewhere(&self.words, linked);
        let is_menu = !self.in_verdict()
            && (leads || linked > 0.9 && (is_text || matches!(kind, BlockKind::Heading { level: 2.. })));
        let beside = |open: &Open| match open.element {
            Element::Aside => true,
            Element::Captioned => is_text,
            _ => false,
        };
        // A sentence may name a time; a line of which the most is one says when something appeared.
        let is_date = is_text && dated * 2 > letters;
        let aside = is_menu || is_date || self.open.iter().any(beside);
        let (holder, verdict) = (self.holder(), self.in_verdict());
        let words = self.hygiene.clean(&self.words);
        self.words.clear();
        let mut push = |text: String| {
            let block = DraftBlock { aside, ..DraftBlock::of(kind, text) };
            self.found.blocks.push(Found { block, linked, boxed: false, verdict, holder });
        };
        if kind == BlockKind::Preformatted {
            push(words.trim_end().trim_start_matches('\n').to_owned());
            return;
        }
        if !words.contains('\n') {
            let words = collapse(words.trim());
            if !words.is_empty() {
                push(words);
            }
            return;
        }
        let lines: Vec<String> = words.split('\n').map(|line| collapse(line).trim().to_owned()).collect();
        // Two forced breaks are how old pages part paragraphs.
        for lines in lines.split(String::is_empty).filter(|lines| !lines.is_empty()) {
            push(lines.join("\n"));
        }
    }
}

/// Whether it is a few words, a colon and a link: “Related: …”, in whatever language.
fn leads_elsewhere(words: &str, linked: f32) -> bool {
    let Some((label, rest)) = words.split_once([':', '：']) else { return false };
    let all = letters(words) as f32;
    label.split_whitespace().count() <= MOST_OF_A_LABEL && letters(rest) as f32 <= linked * all + 2.0
}

/// The most words of a label before a link.
const MOST_OF_A_LABEL: usize = 3;

/// How many characters there are, blanks left out.
///
/// Of each character one byte does not continue another: counted so, a page takes a tenth less.
fn letters(text: &str) -> usize {
    text.as_bytes().iter().map(|byte| usize::from(matches!(byte, b'!'..=0x7f | 0xc0..))).sum()
}

/// White space that lays out a source: a line break, a tab, a form feed.
fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    /// Blocks are written one to a line, after a letter for their kind.
    #[track_caller]
    fn check(html: &str, expected: &str) {
        let document = Document::from(html);
        let found = blocks(&document.root(), &mut Hygiene::default());
        let written: Vec<String> = found.iter().map(written).collect();
        let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(written, expected);
    }

    fn written(block: &DraftBlock) -> String {
        let kind = match block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::Quotation => "q".to_owned(),
            BlockKind::Caption => "c".to_owned(),
            BlockKind::Preformatted => "pre".to_owned(),
        };
        format!("{kind} {}{}", if block.aside { "~" } else { "" }, block.text.replace('\n', "⏎"))
    }

    #[test]
    fn elements_are_blocks_of_their_kind() {
        check(
            "<h1>One</h1><div>two <b>three</b>\n four<p>five<blockquote><p>six<p>seven</blockquote>eight",
            "h1 One
             p two three four
             p five
             q six
             q seven
             p eight",
        );
        check("<ul><li>one<li>two<ul><li>three</ul></ul>", "li one\nli two\nli three");
        check("<figure><img alt=no><span>AP</span><figcaption>one</figcaption></figure>", "p ~AP\nc one");
        check("<figure><p>one</figure>", "p one");
        check("<h2><a href=/a>one</a></h2><h2><a href='#b'>two</a></h2>", "h2 ~one\nh2 two");
        check("<pre>one\n  two</pre>", "pre one⏎  two");
        check("<p>one</p><span><div><img></div><em>two</em></span>three", "p one\np two\np three");
    }

    #[test]
    fn breaks_make_lines_and_two_make_paragraphs() {
        check("<p>one<br>two", "p one⏎two");
        check("one<br><br>two<br>\n<br>three", "p one\np two\np three");
    }

    #[test]
    fn tables_of_words_are_rows_and_tables_of_layout_are_not() {
        check("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "p a | b\np 1 | 2");
        check("<table><tr><td><p>one<p>two<td><div>three</div></table>", "p one\np two\np three");
        check(
            "<table><tr><td><p>Year<td><p>Turns<tr><td>1911<td>two<br>hundred</table>",
            "p Year | Turns\np 1911 | two hundred",
        );
        check("<table><tr><td>one<br><br>two</table>", "p one\np two");
    }

    #[test]
    fn what_shows_no_words_is_left_out() {
        check("<p>one<script>two</script><style>three</style><svg><text>four</text></svg>", "p one");
        check("<p hidden>one<p style='display: none'>two<p aria-hidden=true>three<p>four", "p four");
        check("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>", "p 漢字");
    }

    #[test]
    fn marks_of_notes_and_links_to_headings_are_no_words() {
        check(
            "<p>It rose.<sup><a href='#n1'>[1]</a></sup> Twice.<sup>[<i>who says?</i>]</sup>",
            "p It rose. Twice.",
        );
        check("<p>It rose.<a href='ch2.xhtml#n1'><sup>1</sup></a> E = mc<sup>2</sup>", "p It rose. E = mc2");
        check("<p>It rose.<a href='#n1'>1</a> See section <a href='#s4'>4</a>.", "p It rose. See section 4.");
        check(
            "<h2>One <a class=headerlink href='#one'>¶</a></h2><h2>Two<span class=mw-editsection>[edit]</span></h2>",
            "h2 One\nh2 Two",
        );
    }

    #[test]
    fn numbers_that_a_sentence_names_stay_in_it() {
        check("<p>It failed [<a href='#r1'>1</a>, <a href='#r2'>2</a>].", "p It failed [1, 2].");
        check("<p>As in eq.<a href='#e1'>1</a>, not (<a href='#e2'>2</a>).", "p As in eq.1, not (2).");
    }

    #[test]
    fn names_and_words_tell_what_elements_do_not() {
        check("<h2><button>Who pays?</button></h2><p>All.<button>Share</button>", "h2 Who pays?\np All.");
        check("<div class=wp-caption><img><p class=wp-caption-text>A mill</div>", "c A mill");
        check("<p hidden=until-found>one<p class=MsoTitle>two", "p one\nh1 two");
        check("<p class=MsoListParagraph><span style='mso-list:Ignore'>· </span>one", "li one");
        check("<p>Related: <a href=/a>The mill that burnt</a>", "p ~Related: The mill that burnt");
        check("<p>He said: <a href=/a>the mill</a> burnt.", "p He said: the mill burnt.");
    }

    #[test]
    fn a_line_that_is_a_time_is_set_aside_and_a_sentence_is_not() {
        check("<p>Published <time>5 March, 13:32</time>", "p ~Published 5 March, 13:32");
        check("<p>It opens on <time>5 May</time>, its owner said.", "p It opens on 5 May, its owner said.");
    }

    #[test]
    fn boxes_are_small_and_may_be_known_by_a_form() {
        let boxed = |html: &str| -> Vec<bool> {
            let document = Document::from(html);
            let mut walked = walk(&document.root(), &mut Hygiene::default(), &mut Known::default());
            walked.mark_boxes(|found| found.block.text.len());
            walked.blocks.iter().map(|found| found.boxed).collect()
        };
        let text = "<p>The mill will reopen in May, its owners said, and nobody had expected it so soon.";
        let page = |before: &str| format!("<article class='post tag-mills'>{before}{text}{text}</article>");
        assert_eq!(boxed(&page("")), [false, false]);
        assert_eq!(boxed(&page("<div class=relatedBox>More</div>")), [true, false, false]);
        let form = "<div><h3>Letters</h3><div><form>Your address<input></form></div></div>";
        assert_eq!(boxed(&page(form)), [true, true, false, false]);
    }

    #[test]
    fn quotation_marks_that_a_browser_would_draw_are_written() {
        check("<p>She said <q>no, <i>never</i> </q>.", "p She said “no, never” .");
    }
}
