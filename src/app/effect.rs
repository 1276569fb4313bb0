//! What the shell is asked to do. Effects are data, performed in one file of the shell.

use crate::{
    highlight::DomRange,
    record::{AnnotationId, ArticleId},
    shelf::Batch,
};

/// A request to the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read one article; answered by [`super::Store::Loaded`].
    Load {
        /// To be given back with the answer.
        question: u32,
        /// Which article.
        article: ArticleId,
    },
    /// Read every article; answered by [`super::Transfer::LibraryRead`].
    LoadLibrary(Vec<ArticleId>),
    /// Keep this, all or nothing; answered by [`super::Store::Written`].
    Write {
        /// To be given back with the answer.
        number: u32,
        /// What to keep.
        batch: Batch,
    },
    /// Ask the browser to keep the data; answered by [`super::Store::Persisted`].
    AskToKeep,
    /// Offer a file to the person.
    Download {
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Select this in the article, or nothing.
    ShowSelection(Option<DomRange>),
    /// Scroll an annotation into view in the article.
    RevealMark(AnnotationId),
    /// Scroll a row of the list into view.
    RevealRow(usize),
    /// Scroll a stretch of the article into view.
    RevealRange(DomRange),
    /// Scroll the stray that is looked at into view in its list.
    RevealStray,
    /// When the page has a moment, answer with [`super::Versions::AnchorMore`].
    AnchorSoon,
    /// Scroll the article to its top.
    ScrollToTop,
    /// Move the keyboard's focus.
    MoveFocus(Focusable),
    /// When the page has a moment, answer with [`super::Message::DrawMore`].
    DrawMoreSoon,
}

/// Where the keyboard's focus can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focusable {
    /// The article.
    Article,
    /// The text field of the picker.
    Picker,
    /// The text field of the form that brings in an article.
    AddForm,
    /// The note of the focused annotation.
    Note,
    /// The dialog that is open.
    Dialog,
    /// The field that renames an article.
    Rename,
    /// The stray that is looked at.
    Stray,
}
