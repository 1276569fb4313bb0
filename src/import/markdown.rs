//! Markdown (CommonMark, with tables and footnotes), as people keep notes and transcripts in.

mod front;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Draft, DraftBlock, Hygiene, ImportError, furniture, html, hygiene::collapse};
use crate::article::{About, BlockKind};

/// Reads Markdown. A front matter is about the article.
pub(super) fn read(text: &str) -> Result<Draft, ImportError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut hygiene = Hygiene::default();
    let text = hygiene.clean(text);
    let mut page = Page::default();
    for event in Parser::new_ext(&text, options) {
        page.take(event, &mut hygiene);
    }
    page.lay_down();
    let Page { mut blocks, mut about, .. } = page;
    if blocks.is_empty() {
        return Err(ImportError::Empty);
    }
    title(&mut about, &mut blocks);
    furniture::recognise(&mut about, &mut blocks);
    Ok(Draft { about, blocks, hygiene })
}

/// The first heading is the headline, unless the front matter names another.
fn title(about: &mut About, blocks: &mut Vec<DraftBlock>) {
    let heading = blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if about.title.is_empty() {
        let first = heading.and_then(|n| blocks.get(n)).or(blocks.first());
        about.title = first.map(|block| furniture::shorten(&block.text)).unwrap_or_default();
    } else if !blocks.iter().take(3).any(|block| block.text == about.title) {
        blocks.insert(0, DraftBlock::of(BlockKind::Heading { level: 1 }, about.title.clone()));
    }
}

#[derive(Default)]
struct Page {
    words: String,
    /// The kinds of what is open.
    open: Vec<BlockKind>,
    /// Raw HTML, gathered until its block ends.
    html: Option<String>,
    blocks: Vec<DraftBlock>,
    about: About,
}

impl Page {
    fn take(&mut self, event: Event<'_>, hygiene: &mut Hygiene) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => {}
            Event::End(TagEnd::MetadataBlock(_)) => {
                front::read(&std::mem::take(&mut self.words), &mut self.about);
            }
            Event::Start(Tag::HtmlBlock) => {
                self.lay_down();
                self.html = Some(String::new());
            }
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.html.take().unwrap_or_default();
                self.blocks.extend(html::whole(&html, hygiene).unwrap_or_default());
            }
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words.push_str(&text);
            }
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::FootnoteReference(name) => self.words.push_str(&format!("[{name}]")),
            Event::Rule => self.lay_down(),
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if let Some(kind) = kind(tag) {
            self.lay_down();
            self.open.push(kind);
        } else if matches!(tag, Tag::TableCell) && !self.words.is_empty() {
            self.words.push_str(" | ");
        } else if matches!(tag, Tag::Paragraph | Tag::TableHead | Tag::TableRow) {
            self.lay_down();
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::FootnoteDefinition => {
                self.lay_down();
                self.open.pop();
            }
            TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow => self.lay_down(),
            _ => {}
        }
    }

    fn lay_down(&mut self) {
        let kind = self.open.last().copied().unwrap_or(BlockKind::Paragraph);
        let words = std::mem::take(&mut self.words);
        let text = match kind {
            BlockKind::Preformatted => words.trim_end().to_owned(),
            _ => {
                words.split('\n').map(collapse).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
            }
        };
        if !text.trim().is_empty() {
            self.blocks.push(DraftBlock::of(kind, text));
        }
    }
}

fn kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Heading { level, .. } => BlockKind::Heading {
            level: match level {
                HeadingLevel::H1 => 1,
                HeadingLevel::H2 => 2,
                HeadingLevel::H3 => 3,
                HeadingLevel::H4 => 4,
                HeadingLevel::H5 => 5,
                HeadingLevel::H6 => 6,
            },
        },
        Tag::BlockQuote(_) => BlockKind::Quotation,
        Tag::CodeBlock(_) => BlockKind::Preformatted,
        Tag::Item | Tag::FootnoteDefinition(_) => BlockKind::ListItem,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_front_matter_are_read() {
        let draft = read(
            "---\ntitle: Mill to reopen\nauthor: \"Ann Lee\"\ndate: 2026-03-04\n---\n\nThe *mill* will\nreopen.\n\n\
             ## Why\n\n> Because,\n> he said.\n\n- one\n- two\n\n```\na  b\n```\n\n<div>Raw <b>words</b><script>x</script></div>\n",
        )
        .expect("an article");
        let blocks: Vec<_> = draft.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading { level: 1 }, "Mill to reopen"),
                (BlockKind::Paragraph, "The mill will reopen."),
                (BlockKind::Heading { level: 2 }, "Why"),
                (BlockKind::Quotation, "Because, he said."),
                (BlockKind::ListItem, "one"),
                (BlockKind::ListItem, "two"),
                (BlockKind::Preformatted, "a  b"),
                (BlockKind::Paragraph, "Raw words"),
            ]
        );
        assert_eq!((draft.about.byline.as_str(), draft.about.published.as_str()), ("Ann Lee", "2026-03-04"));
    }

    #[test]
    fn a_front_matter_in_toml_is_no_part_of_the_text() {
        let draft =
            read("+++\ntitle = \"Mill\"\ndate = 2026-03-04\n+++\n\nIt opens in May.\n").expect("an article");
        let texts: Vec<_> = draft.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Mill", "It opens in May."]);
        assert_eq!(draft.about.published, "2026-03-04");
    }
}
