//! A tree of HTML elements as a flat list of blocks.
//!
//! The one idea: one walk, without calling itself, that gathers words and lays them down as a block
//! wherever an element begins or ends a line of its own. The kind is that of the innermost element
//! that gives one: a paragraph in a block quotation is a quotation.

mod element;

use dom_query::{NodeData, NodeId, NodeRef};
pub(super) use element::is_hidden;
use element::{Element, element, is_boxed};

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
}

/// The blocks below `root`, in order.
pub(super) fn blocks(root: &NodeRef<'_>, hygiene: &mut Hygiene) -> Vec<DraftBlock> {
    found(root, hygiene).into_iter().map(|found| found.block).collect()
}

/// The blocks below `root`, in order, with what tells where they stand. A paragraph or heading that
/// is all links leads elsewhere: it is set aside.
pub(super) fn found(root: &NodeRef<'_>, hygiene: &mut Hygiene) -> Vec<Found> {
    let mut walk =
        Walk { hygiene, words: String::new(), linked: 0, links: 0, open: Vec::new(), blocks: Vec::new() };
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
    walk.blocks
}

struct Walk<'a> {
    hygiene: &'a mut Hygiene,
    /// The words gathered since the last block; `\n` is a forced line break.
    words: String,
    /// How many characters of them are links, white space left out.
    linked: usize,
    /// How many links are open.
    links: usize,
    /// The elements that are open and matter.
    open: Vec<Open>,
    blocks: Vec<Found>,
}

/// An element that is open.
struct Open {
    id: NodeId,
    element: Element,
    boxed: bool,
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
        let element = element(node, &tag);
        match element {
            Element::Skipped => return false,
            Element::Break => self.words.push('\n'),
            Element::Inline => {}
            Element::Link => self.links += 1,
            Element::Quoted => self.words.push('“'),
            Element::Cell if self.in_row() => self.cell(),
            Element::Cell | Element::Row | Element::Block(_) | Element::Aside | Element::Captioned => {
                self.lay_down();
            }
        }
        if !matches!(element, Element::Inline | Element::Break) {
            let boxed = !matches!(element, Element::Link | Element::Quoted) && is_boxed(&tag);
            self.open.push(Open { id: node.id, element, boxed });
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
            Element::Cell if self.in_row() => {}
            Element::Link => self.links = self.links.saturating_sub(1),
            _ => self.lay_down(),
        }
        self.open.pop();
    }

    fn text(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        if self.kind() == BlockKind::Preformatted {
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

    fn lay_down(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        if self.words.trim().is_empty() {
            self.words.clear();
            return;
        }
        let letters = self.words.chars().filter(|c| !c.is_whitespace()).count();
        let linked = linked as f32 / letters.max(1) as f32;
        let boxed = self.open.iter().any(|open| open.boxed);
        let kind = self.kind();
        let is_text = kind == BlockKind::Paragraph;
        let is_menu = linked > 0.9 && (is_text || matches!(kind, BlockKind::Heading { level: 2.. }));
        let beside = |open: &Open| match open.element {
            Element::Aside => true,
            Element::Captioned => is_text,
            _ => false,
        };
        let aside = is_menu || self.open.iter().any(beside);
        let words = self.hygiene.clean(&std::mem::take(&mut self.words));
        let mut push =
            |text| self.blocks.push(Found { block: DraftBlock { kind, aside, text }, linked, boxed });
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
    }

    #[test]
    fn what_shows_no_words_is_left_out() {
        check("<p>one<script>two</script><style>three</style><svg><text>four</text></svg>", "p one");
        check("<p hidden>one<p style='display: none'>two<p aria-hidden=true>three<p>four", "p four");
        check("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>", "p 漢字");
    }

    #[test]
    fn quotation_marks_that_a_browser_would_draw_are_written() {
        check("<p>She said <q>no, <i>never</i> </q>.", "p She said “no, never” .");
    }
}
