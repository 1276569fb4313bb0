//! What the shell is asked to do. Effects are data, performed in one file of the shell.

use crate::{
    highlight::DomRange,
    record::{AnnotationId, ArticleId},
    shelf::Batch,
};

use super::{FileId, Task};

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
    /// Read these articles; answered by [`super::Transfer::LibraryRead`].
    LoadLibrary {
        /// To be given back with the answer.
        number: u32,
        /// Which ones.
        articles: Vec<ArticleId>,
    },
    /// Keep this, all or nothing; answered by [`super::Store::Written`].
    Write {
        /// To be given back with the answer.
        number: u32,
        /// What to keep.
        batch: Batch,
    },
    /// Tell the other tabs that these articles were changed.
    Announce(Vec<ArticleId>),
    /// Read the library, and this article; answered by [`super::Store::Refreshed`].
    Refresh {
        /// To be given back with the answer.
        question: u32,
        /// The article on the desk.
        article: Option<ArticleId>,
    },
    /// Ask the browser how much room there is; answered by [`super::Store::Room`].
    AskRoom,
    /// Ask the browser to keep the data; answered by [`super::Store::Persisted`].
    AskToKeep,
    /// Let the worker do this; answered by [`super::Transfer::Worked`].
    Work {
        /// To be given back with the answer.
        number: u32,
        /// What to do.
        task: Task,
        /// The file it is about. The shell need not hold it any longer.
        file: Option<FileId>,
    },
    /// A file or a page is about to come: have the worker ready for it. There is no answer.
    ReadyWorker,
    /// Load the page anew, in the newest version of the app.
    Reload,
    /// Whatever the worker does is no longer wanted.
    StopWork,
    /// Put a file of text on the clipboard.
    Copy(FileId),
    /// Offer a file to the person.
    Offer {
        /// The file.
        file: FileId,
        /// The name it gets.
        name: String,
    },
    /// Answer with [`super::Backup::Due`] after so many milliseconds, unless that is under way.
    BackUpSoon(u32),
    /// Write this file over the backup that is kept up to date; answered by
    /// [`super::Backup::Written`].
    KeepBackup(FileId),
    /// What somebody else wrote into that backup is known now and may be written over.
    AcceptBackup,
    /// Forget the file or folder of that backup. What is in it stays.
    ForgetBackup,
    /// Select this in the article, or nothing.
    ShowSelection(Option<DomRange>),
    /// Scroll an annotation into view in the article.
    RevealMark(AnnotationId),
    /// Scroll the article where the margin lies over this annotation.
    UncoverMark(AnnotationId),
    /// Scroll a row of the list into view.
    RevealRow(usize),
    /// Scroll the list so that this row is at its top.
    ScrollList(usize),
    /// Scroll a stretch of the article into view.
    RevealRange(DomRange),
    /// Scroll the stray that is looked at into view in its list.
    RevealStray,
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
    /// The lines of the picker: for a finger, to which the field would bring up a keyboard.
    PickerLines,
    /// The text field of the form that brings in an article.
    AddForm,
    /// The button that brings it in.
    AddButton,
    /// The note of the focused annotation.
    Note,
    /// The link of the piece of evidence that was added last.
    Evidence,
    /// The button that marks all places that were proposed.
    MarkAll,
    /// The field in which words are looked for.
    Search,
    /// The dialog that is open.
    Dialog,
    /// The list of what lies here.
    Pile,
    /// The key that was looked at last on the sheet of keys.
    Key,
    /// The button that keeps what would be deleted for ever.
    Keep,
    /// The field that renames an article.
    Rename,
    /// The entry of the register that is open, or else the register.
    Source,
    /// The stray that is looked at.
    Stray,
    /// The line of the fold that begins with this block.
    Fold(usize),
    /// What had the focus before a dialog was opened, or else the article.
    Opener,
    /// The passage of this number, in what is looked at before it is brought in.
    Passage(usize),
}
