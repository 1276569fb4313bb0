//! A Word document (Office Open XML, ECMA-376 part 1).
//!
//! The one idea: paragraphs in the order of the file, each of the kind its style is of. Styles are
//! known by their names, which are English in every Word, and not by their ids, which are not.

mod notes;

use std::collections::BTreeMap;

use super::{
    Draft, DraftBlock, Hygiene, ImportError, MAX_TEXT, Sort,
    archive::Archive,
    furniture,
    hygiene::collapse,
    xml::{Piece, Tag, each},
};
use crate::article::{About, BlockKind};
use notes::Reference;

/// Reads the document.
pub(super) fn read(archive: &Archive<'_>) -> Result<Draft, ImportError> {
    let mut about = about(archive)?;
    let mut body = Body { styles: styles(archive)?, ..Body::default() };
    let source = archive.text("word/document.xml", Sort::Docx)?;
    each(&source, Sort::Docx, |piece| body.take(piece))?;
    let Body { mut blocks, mut hygiene, title, notes, .. } = body;
    if blocks.is_empty() {
        return Err(ImportError::Empty);
    }
    let notes = notes::of(archive, &notes, &mut hygiene)?;
    let bytes = blocks.iter().chain(&notes).map(|block| block.text.len()).sum();
    if bytes > MAX_TEXT {
        return Err(ImportError::TooLarge { bytes, limit: MAX_TEXT });
    }
    let heading = blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let headline = title.or(heading).filter(|n| *n < 3).unwrap_or(0);
    if heading.is_none() && blocks.len() > 1 && !blocks[0].text.ends_with('.') {
        blocks[0].kind = BlockKind::Heading { level: 1 };
    }
    // Word fills in a title of its own making, so the words on the page go first.
    about.title = furniture::shorten(&blocks[headline].text);
    furniture::recognise(&mut about, &mut blocks);
    blocks.extend(notes);
    Ok(Draft { about, blocks, hygiene })
}

/// Author and language of the document's core properties (ECMA-376 part 2 §11).
fn about(archive: &Archive<'_>) -> Result<About, ImportError> {
    let mut about = About::default();
    if !archive.has("docProps/core.xml") {
        return Ok(about);
    }
    let mut name = String::new();
    each(&archive.text("docProps/core.xml", Sort::Docx)?, Sort::Docx, |piece| match piece {
        Piece::Start(tag) => tag.name().clone_into(&mut name),
        Piece::Text(text) if name == "creator" => about.byline.push_str(text.trim()),
        Piece::Text(text) if name == "language" => about.language.push_str(text.trim()),
        Piece::Text(_) => {}
        Piece::End(_) => name.clear(),
    })?;
    Ok(about)
}

/// What each style is, by its id.
fn styles(archive: &Archive<'_>) -> Result<BTreeMap<String, Style>, ImportError> {
    let mut styles = BTreeMap::new();
    if !archive.has("word/styles.xml") {
        return Ok(styles);
    }
    let mut id = String::new();
    each(&archive.text("word/styles.xml", Sort::Docx)?, Sort::Docx, |piece| {
        let Piece::Start(tag) = piece else { return };
        match tag.name() {
            "style" => id = tag.attribute("styleId"),
            "name" => {
                if let Some(style) = Style::named(&tag.attribute("val")) {
                    styles.insert(id.clone(), style);
                }
            }
            _ => {}
        }
    })?;
    Ok(styles)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    Of(BlockKind),
}

impl Style {
    /// The style of this name: Word's own names are English whatever its language.
    fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Some(match name.as_str() {
            "title" => Self::Title,
            "quote" | "intense quote" => Self::Of(BlockKind::Quotation),
            "caption" => Self::Of(BlockKind::Caption),
            "list paragraph" => Self::Of(BlockKind::ListItem),
            name if name.starts_with("list bullet") || name.starts_with("list number") => {
                Self::Of(BlockKind::ListItem)
            }
            "html preformatted" | "plain text" => Self::Of(BlockKind::Preformatted),
            _ => {
                let level =
                    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))?;
                Self::Of(BlockKind::Heading { level: u8::min(level, 6) })
            }
        })
    }

    fn kind(self) -> BlockKind {
        match self {
            Self::Title => BlockKind::Heading { level: 1 },
            Self::Of(kind) => kind,
        }
    }
}

/// The document's body on its way to blocks.
#[derive(Default)]
struct Body {
    styles: BTreeMap<String, Style>,
    /// Paragraphs that are open: a text box holds paragraphs within one.
    open: Vec<Paragraph>,
    /// Whether the text that comes is shown.
    in_text: bool,
    /// How many elements are open whose words are not part of the text.
    unseen: usize,
    blocks: Vec<DraftBlock>,
    hygiene: Hygiene,
    /// The number of the block that has the style of a title.
    title: Option<usize>,
    /// The notes that the text refers to, in order.
    notes: Vec<Reference>,
    /// Whether the run goes on with the mark of the last of them.
    in_mark: bool,
}

#[derive(Default)]
struct Paragraph {
    words: String,
    style: Option<Style>,
    listed: bool,
}

/// What is not part of the text: words deleted under review, and the second version of drawings
/// (ECMA-376 part 3 §10.2.3).
const UNSEEN: [&str; 3] = ["del", "Fallback", "moveFrom"];

impl Body {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::End(name) => self.end(&name),
            Piece::Text(text) => {
                if !self.in_text || self.unseen > 0 {
                } else if let Some(note) = self.notes.last_mut().filter(|_| self.in_mark) {
                    note.mark.push_str(text.trim());
                } else {
                    self.push(&text.replace(['\n', '\r'], " "));
                }
            }
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.words.push_str(words);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => self.open.push(Paragraph::default()),
            "t" => self.in_text = true,
            "tab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pStyle" => {
                let style = self.styles.get(&tag.attribute("val")).copied();
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.style = style;
                }
            }
            "numPr" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.listed = true;
                }
            }
            name @ ("footnoteReference" | "endnoteReference") if self.unseen == 0 => {
                let at_end = name == "endnoteReference";
                // A mark that somebody wrote stands behind it in the same run; others are numbers.
                self.in_mark = ["1", "true", "on"].contains(&tag.attribute("customMarkFollows").as_str());
                self.notes.push(Reference { id: tag.attribute("id"), at_end, mark: String::new() });
            }
            name if UNSEEN.contains(&name) => self.unseen += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.lay_down(),
            "t" => self.in_text = false,
            "r" => self.in_mark = false,
            name if UNSEEN.contains(&name) => self.unseen = self.unseen.saturating_sub(1),
            _ => {}
        }
    }

    fn lay_down(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let words = self.hygiene.clean(&paragraph.words);
        let lines: Vec<String> = words.split('\n').map(collapse).filter(|line| !line.is_empty()).collect();
        if self.unseen > 0 || lines.is_empty() {
            return;
        }
        let listed = if paragraph.listed { BlockKind::ListItem } else { BlockKind::Paragraph };
        let kind = paragraph.style.map_or(listed, Style::kind);
        if paragraph.style == Some(Style::Title) {
            self.title.get_or_insert(self.blocks.len());
        }
        self.blocks.push(DraftBlock::of(kind, lines.join("\n")));
    }
}
