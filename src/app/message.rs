//! Everything that can happen.

use crate::{
    annotation::{
        AttributionLevel, ClaimKind, ClaimStatus, Kind, QuoteKind, SourceKind, Stance, meeting::Duplicates,
    },
    article::Correction,
    highlight::DomPoint,
    record::{AnnotationId, ArticleId, AttributionId, SourceId, Stamp, Timestamp},
    shelf::{Kept, Loaded, Opened},
    text::units::Unit,
};

use super::{
    AddForm, Backup, Done, Drawer, ExportChange, FileId, Filter, Hand, Keys, Place, Review, Step, Tab,
    health::Room,
};

/// One thing that happened: a person did something, or an effect answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The store answered.
    Store(Store),
    /// Something about the library.
    Library(Library),
    /// A file comes or goes.
    Transfer(Transfer),
    /// Something about the versions of the article on the desk.
    Versions(Versions),
    /// Something about backups.
    Backup(Backup),

    /// Text was selected in the article, or the selection went away.
    Select {
        /// Where it begins and ends; `None` when there is none.
        points: Option<(DomPoint, DomPoint)>,
        /// Keep it as it is, without snapping to words.
        exact: bool,
        /// Show the person what it snapped to.
        show: bool,
    },
    /// Mark what is selected.
    Mark(Kind, Stamp),
    /// A click in the article on these annotations, outermost first; none for plain text.
    Click(Vec<AnnotationId>, Stamp),
    /// Open the fold over this block, or shut it.
    ToggleFold(usize),
    /// The browser found words in the fold that holds this block.
    Unfold(usize),
    /// Put the reading caret here.
    PutCaret(DomPoint),
    /// Move the reading caret, or the edge that is held.
    MoveCaret {
        /// How.
        step: Step,
        /// A point in sight, where the caret begins when it is not there yet.
        near: Option<DomPoint>,
    },
    /// Select the unit around the caret or the selection.
    TakeUnit(Unit),
    /// Select the next larger stretch around, or the next smaller one.
    Widen {
        /// The smaller one.
        narrower: bool,
    },
    /// A long press where the system selects nothing itself: select the word here.
    Hold(DomPoint),
    /// Move an end of what was selected by a long press.
    Stretch {
        /// Its end, not its start.
        end: bool,
        /// To here.
        point: DomPoint,
        /// Without snapping to words.
        exact: bool,
    },
    /// Take hold of the start or the end of the focused annotation.
    PickEdge {
        /// The end.
        end: bool,
    },
    /// An edge of the focused annotation is dragged.
    DragEdge {
        /// Of this part.
        part: usize,
        /// Its end.
        end: bool,
        /// To here.
        point: DomPoint,
        /// Without snapping to words.
        exact: bool,
    },
    /// Let the edge go where it is.
    SettleEdge(Stamp),
    /// Focus an annotation from the list.
    Focus(AnnotationId),
    /// Bring an annotation into view without looking at it.
    Show(AnnotationId),
    /// Focus what comes next in reading order, or what came before.
    FocusNext {
        /// Backwards.
        back: bool,
    },
    /// Focus the next annotation under the same words.
    FocusUnder,
    /// List what lies under the same words.
    Pile,
    /// Move in that list.
    PileMove {
        /// Upwards.
        back: bool,
    },
    /// Look at the line of it that is marked, or at the one of this number.
    PileTake(Option<usize>),
    /// Step back: close what is open, then drop the selection, then the focus.
    Escape,

    /// Open the picker for the focused quote or claim.
    Attribute,
    /// The same for those that are chosen, or else for the focused one.
    AttributeThese,
    /// The picker's text changed.
    PickerText(String),
    /// Move in the picker's list.
    PickerMove {
        /// Upwards.
        back: bool,
    },
    /// Take the line of the picker that is marked, or the one of this number.
    Pick(Option<usize>, Stamp),
    /// Take an attribution back.
    Unattribute(AttributionId, Stamp),
    /// Say that the focused claim is in the article's voice, or no longer.
    ToggleArticleVoice(Stamp),
    /// The selected words are the cue of the focused annotation; without a selection, the next
    /// ones selected will be.
    Cue(Stamp),
    /// This attribution has no cue.
    ClearCue(AttributionId, Stamp),
    /// Add the selected words to the focused annotation as another part.
    AddPart(Stamp),
    /// Add the quotation that is offered to the focused quote.
    Continue(Stamp),
    /// Take the part of this number from the focused annotation.
    RemovePart(usize, Stamp),

    /// Change a field of the focused annotation.
    Set(Field, Stamp),
    /// Change a field of an entry of the source register.
    SetSource(SourceId, SourceField, Stamp),
    /// Show an entry of the source register.
    OpenSource(Option<SourceId>),
    /// Something about the register as such.
    Register(Register),
    /// Something about several annotations.
    Together(Together),
    /// Say who vouches for this attribution of the focused annotation.
    AttributeVia(AttributionId),
    /// Mark whatever is selected as this kind at once, or no longer.
    Sticky(Kind),
    /// Do to the focused annotation what was last done to another.
    Again(Stamp),
    /// Go to the note of the focused annotation.
    WriteNote,
    /// Leave a field of the details, which stay.
    LeaveField,
    /// Delete the focused annotation.
    Delete(Stamp),
    /// Delete those that are chosen, or else the focused one.
    DeleteThese(Stamp),
    /// Take the last act back.
    Undo(Stamp),
    /// Do again what was taken back.
    Redo(Stamp),

    /// Show another view of the margin.
    Tab(Tab),
    /// List only these annotations.
    Filter(Filter),
    /// Look for words: go to the field for it.
    Find,
    /// Look no more: back to the article.
    LeaveFind,
    /// Go to the next place in the text where the words looked for stand, or the one before.
    NextHit {
        /// The one before.
        back: bool,
    },
    /// The list was scrolled so that the row of this number is at the top.
    ListScrolled(usize),
    /// Open or close a drawer.
    Drawer(Drawer),
    /// Show or hide the keys.
    Keys(bool),
    /// Change the keys.
    ChangeKeys(Keys),
    /// The person was seen to work with a finger, or with keys.
    Hand(Hand),
    /// The notice was read.
    DismissNotice,
    /// A newer version of the app is ready, and so many tabs have the app open.
    ReleaseReady(u32),
    /// Start the newer version of the app when everything is saved.
    StartRelease,
    /// What is drawn so far is on the screen; draw more of the article.
    DrawMore,
}

impl Message {
    /// Whether a person looks for what came of it in the article first: a mark that is new, gone or
    /// of another length. What stands beside the article may be drawn a frame later.
    #[must_use]
    pub fn shows_in_article(&self) -> bool {
        matches!(
            self,
            Self::Mark(..)
                | Self::SettleEdge(_)
                | Self::AddPart(_)
                | Self::Continue(_)
                | Self::RemovePart(..)
                | Self::Delete(_)
                | Self::DeleteThese(_)
                | Self::Undo(_)
                | Self::Redo(_)
        )
    }
}

/// What the store answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Store {
    /// It is open.
    Opened {
        /// The library.
        opened: Box<Opened>,
        /// Where things are kept.
        place: Place,
        /// Now.
        stamp: Stamp,
    },
    /// An article was read.
    Loaded {
        /// The question this answers.
        question: u32,
        /// The article, or why it could not be read.
        result: Result<Box<Loaded>, String>,
        /// Now.
        stamp: Stamp,
    },
    /// A batch was written, or not.
    Written {
        /// The batch.
        number: u32,
        /// When, or why not.
        result: Result<Timestamp, String>,
        /// What came of it where another tab had changed the same.
        kept: Kept,
    },
    /// A newer version of Hearsay in another tab took the database over.
    Superseded,
    /// It cannot be opened yet: a tab with an older version of Hearsay does not let go of it.
    Blocked,
    /// The browser had closed the database, and it is open again.
    Reopened,
    /// How much room there is.
    Room(Option<Room>),
    /// Another tab changed something.
    Changed,
    /// What another tab may have changed was read.
    Refreshed {
        /// The question this answers.
        question: u32,
        /// The library, or why it could not be read.
        opened: Result<Box<Opened>, String>,
        /// The article that was asked for, or why it could not be read.
        article: Option<(ArticleId, Result<Box<Loaded>, String>)>,
    },
    /// Try again what could not be written.
    Retry,
    /// Whether the browser promised to keep the data.
    Persisted(bool),
}

/// What a person does with the library.
#[derive(Clone, Debug, PartialEq)]
pub enum Library {
    /// Open the form to bring in an article, or close it.
    AddForm(bool),
    /// One step back from that form: out of parting a passage, or else out of the form.
    StepBack,
    /// Open again what was closed before it was added.
    BringBack,
    /// Say what the link is for that hands pages over.
    AboutBookmarklet,
    /// The form's text changed.
    AddText(String),
    /// Something is corrected before it is brought in.
    Review(Review),
    /// A page or a piece of one was pasted or handed over, as HTML; with its address.
    Page {
        /// Its HTML.
        html: String,
        /// Its address; empty when it is not known.
        url: String,
        /// Now.
        stamp: Stamp,
    },
    /// A page was handed over that is not taken, and why, as a sentence.
    TurnedAway(&'static str),
    /// Bring in what the form shows.
    Add(Stamp),
    /// Bring in what a form held when that was said, before it could be done.
    Bring(Box<AddForm>, Stamp),
    /// Make it a newer version of the article there is.
    NewVersion(Stamp),
    /// Open the article there is instead.
    OpenKnown(Stamp),
    /// Bring in the form's text and every file behind it, up to one that looks like another article.
    AddAll(Stamp),
    /// Bring in the built-in sample.
    AddSample(Stamp),
    /// Put an article on the desk.
    Open(ArticleId, Stamp),
    /// Start renaming an article, or stop.
    Rename(Option<ArticleId>),
    /// Put right what is known about an article; a headline of no words is none.
    Correct(ArticleId, Correction, Stamp),
    /// Put an article into the bin.
    Bin(ArticleId, Stamp),
    /// Take an article out of the bin.
    Restore(ArticleId, Stamp),
    /// Ask whether to delete for ever, or no longer.
    AskErase(Option<Erasing>),
    /// Delete an article of the bin for ever.
    Erase(ArticleId, Stamp),
    /// Delete everything in the bin for ever.
    EmptyBin(Stamp),
    /// Show or hide the bin.
    ShowBin(bool),
    /// List only articles with these words in their title, byline or outlet.
    Find(String),
}

/// What a person does with versions of an article, and with strays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Versions {
    /// Open the form that updates the text of the article on the desk.
    UpdateForm,
    /// Stop anchoring or comparing.
    Cancel,
    /// Show the version on the desk beside this one, or alone.
    Compare(Option<ArticleId>),
    /// Put a version that was just made into the bin.
    TakeBack(ArticleId, Stamp),
    /// Look at a stray.
    Look(Option<AnnotationId>),
    /// Attach the stray looked at where it is proposed.
    Accept(Stamp),
    /// Attach all strays that moved without doubt.
    AcceptMoved(Stamp),
    /// Say that what is proposed for the stray is not what was marked.
    Refuse(Stamp),
    /// Keep the stray as evidence that its words were there, or no longer.
    Keep(Stamp),
    /// Attach the stray to what is selected.
    Attach(Stamp),
    /// Delete the stray.
    Forget(Stamp),
}

/// Files that come and go.
#[derive(Clone, Debug, PartialEq)]
pub enum Transfer {
    /// Take the open article away as a file.
    ExportArticle(Stamp),
    /// Take the whole library away as a file.
    ExportLibrary(Stamp),
    /// Open the dialog with every format.
    OpenExport,
    /// Open it for the annotations that are chosen in the list.
    ExportChosen,
    /// Something was changed in it.
    ExportForm(ExportChange),
    /// Export what it says.
    ExportAs {
        /// To the clipboard.
        copy: bool,
        /// Now.
        stamp: Stamp,
    },
    /// The library was read.
    LibraryRead {
        /// The job this answers.
        number: u32,
        /// What it holds.
        loaded: Vec<Loaded>,
        /// What could not be read.
        problems: Vec<String>,
        /// Now.
        stamp: Stamp,
    },
    /// A file was chosen or dropped.
    File {
        /// Its name.
        name: String,
        /// Files that are read together with it ([`together`](crate::format::brat::together)), which
        /// stand behind it in `file`: their names, and how many bytes each has.
        with: Vec<(String, u64)>,
        /// How many bytes all of it has.
        size: u64,
        /// The file.
        file: FileId,
        /// Now.
        stamp: Stamp,
    },
    /// The worker has done so much.
    Working {
        /// The job.
        number: u32,
        /// How much, from 0 to 1.
        share: f32,
    },
    /// The worker is done.
    Worked {
        /// The job this answers.
        number: u32,
        /// What came of it.
        done: Done,
        /// The files it wrote.
        files: Vec<FileId>,
    },
    /// Give up what is going on.
    Cancel,
    /// The browser did not let something be copied.
    NotCopied,
    /// Close the report of an import.
    CloseReport,
    /// Read the report of the last import again.
    ShowReport,
    /// In the dialog, this becomes of what is here already.
    Duplicates(Duplicates),
    /// Take in what the file brought, as the dialog says.
    Decide(Stamp),
    /// Take back all that the import of the report did.
    TakeBack(Stamp),
}

/// A field of an annotation, with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// The note.
    Note(String),
    /// The tags.
    Tags(Vec<String>),
    /// Claim, source or quote.
    Kind(Kind),
    /// Direct, indirect or mixed.
    Manner(QuoteKind),
    /// The claim in other words.
    Restatement(String),
    /// The sort of claim.
    Sort(Option<ClaimKind>),
    /// How checking stands.
    Status(ClaimStatus),
    /// One more piece of evidence for or against the claim.
    AddEvidence,
    /// A field of the piece of evidence of this number.
    Evidence(usize, EvidenceField),
    /// The claim without the piece of evidence of this number.
    RemoveEvidence(usize),
    /// Which source the mention names.
    Source(SourceId),
    /// A new source for the mention, by the name it gives.
    NewSource,
}

/// A field of a piece of evidence, with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceField {
    /// Where it is.
    Link(String),
    /// What it is called.
    Title(String),
    /// Which way it points.
    Stance(Stance),
    /// What it shows.
    Note(String),
}

/// What is done to the source register as such.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Register {
    /// One entry goes into another.
    Merge {
        /// This one goes.
        from: SourceId,
        /// This one stays.
        into: SourceId,
        /// Now.
        stamp: Stamp,
    },
    /// An entry that nothing refers to goes.
    Remove(SourceId, Stamp),
    /// The focused mention gets an entry of its own.
    Split(Stamp),
    /// Propose every place that names this source.
    FindMentions(SourceId),
    /// Mark the places that were proposed.
    MarkMentions(Stamp),
}

/// What is done to several annotations at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Together {
    /// Choose this one, or let it go; without one, the focused.
    Choose(Option<AnnotationId>),
    /// Choose all that are listed.
    ChooseListed,
    /// Let all go.
    ChooseNone,
    /// Give them these tags.
    Tag(Vec<String>, Stamp),
    /// Ask who is behind them.
    Attribute,
    /// Delete them.
    Delete(Stamp),
}

/// What of the bin is to be deleted for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// One article.
    One(ArticleId),
    /// All of it.
    All,
}

/// A field of an entry of the source register, with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceField {
    /// The name.
    Name(String),
    /// The sort of source.
    Kind(SourceKind),
    /// The role as printed.
    Role(String),
    /// On which terms it speaks.
    Level(AttributionLevel),
    /// Why it is anonymous.
    AnonymityReason(String),
    /// The note.
    Note(String),
}
