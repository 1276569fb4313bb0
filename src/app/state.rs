//! Everything the app knows.

use std::{
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

use super::{
    AddForm, Comparison, Contents, Desk, Erasing, ExportForm, Job, Keeping, Message, Notice, Question,
    Release, Restore, Sheet, Storage, Work, incoming::Again, tabs::Tabs,
};
use crate::{
    keys::Keymap,
    record::{ArticleId, Stamp},
    shelf::{Entry, Settings},
};

/// The whole state of the app. Only [`super::update`] changes it.
#[derive(Debug, Default)]
pub struct State {
    /// Every article by id, the bin included.
    pub library: BTreeMap<ArticleId, Rc<Entry>>,
    /// The article on the desk.
    pub desk: Load<Desk>,
    /// Where things are kept, and how that stands.
    pub storage: Storage,
    /// What lies over the page.
    pub panel: Panel,
    /// What was typed or corrected, and closed without being added.
    pub left: Option<Box<AddForm>>,
    /// What is looked at, while something else lies over it.
    pub(super) under: Option<Box<AddForm>>,
    /// Which drawer is open, where there is no room for all.
    pub drawer: Drawer,
    /// The library shows the bin.
    pub bin_shown: bool,
    /// What the person is asked about, before it is deleted for ever.
    pub erasing: Option<Erasing>,
    /// The words that articles of the library are looked for by.
    pub wanted: String,
    /// The article whose title is being changed.
    pub renaming: Option<ArticleId>,
    /// The backup that is kept up to date.
    pub keeping: Keeping,
    /// What could not be read of what is stored, as sentences; it is left where it is.
    pub damaged: Vec<String>,
    /// What is going on with a file.
    pub job: Option<Job>,
    /// What came of the last import, to be read again.
    pub report: Option<Report>,
    /// What the person was last told.
    pub notice: Option<Notice>,
    /// A newer version of the app.
    pub release: Release,
    /// What the person chose.
    pub settings: Settings,
    /// The keys as the person has them.
    pub keys: Rc<Keymap>,
    /// What they work with.
    pub hand: Hand,
    /// A version being made, or two being compared.
    pub work: Option<Work>,
    /// The version on the desk beside another, once they were compared.
    pub comparison: Load<Comparison>,
    /// The comparison is shown in place of the article.
    pub comparing: bool,
    /// The number of the last question asked; older answers are dropped.
    pub(super) question: u32,
    /// Desks put away that are not known to be in the store, kept until they are.
    pub(super) unsaved: BTreeMap<ArticleId, Desk>,
    /// How this tab stands with the others.
    pub(super) tabs: Tabs,
    /// The number of the last job begun; answers to older ones are dropped.
    pub(super) jobs: u32,
    /// What comes or goes when the store is open and the job that is going on is done.
    pub(super) waiting: VecDeque<Message>,
    /// What was read while something was being looked at, with the files' names and when.
    pub(super) arrived: VecDeque<(String, Contents, Option<Stamp>)>,
}

impl State {
    /// An article that is in memory, on the desk or put away unsaved.
    pub(super) fn held(&self, id: ArticleId) -> Option<&Desk> {
        self.desk.ready().filter(|desk| desk.id() == id).or_else(|| self.unsaved.get(&id))
    }

    /// The same, to be changed, with how keeping things stands.
    pub(super) fn held_mut(&mut self, id: ArticleId) -> Option<(&mut Desk, &mut Storage)> {
        let desk = match &mut self.desk {
            Load::Ready(desk) if desk.id() == id => Some(&mut **desk),
            _ => self.unsaved.get_mut(&id),
        };
        desk.map(|desk| (desk, &mut self.storage))
    }

    /// Lays a panel over the page. What is being looked at or typed comes back when that is closed.
    pub(super) fn lay(&mut self, panel: Panel) {
        if let Panel::Add(form) = std::mem::replace(&mut self.panel, panel)
            && !form.is_blank()
        {
            self.under = Some(Box::new(form));
        }
    }

    /// Whether something is typed or corrected that is nowhere else yet.
    #[must_use]
    pub fn is_correcting(&self) -> bool {
        let open = if let Panel::Add(form) = &self.panel { Some(form) } else { None };
        open.into_iter()
            .chain(self.under.as_deref())
            .any(|form| form.is_worked_on() || form.queue.iter().any(AddForm::is_worked_on))
    }

    /// Remembers what the person works with. Who was seen to use keys has them.
    pub(super) fn take_up(&mut self, hand: Hand) {
        if self.hand != Hand::Keys {
            self.hand = hand;
            Rc::make_mut(&mut self.keys).unseen = hand == Hand::Finger;
        }
    }
}

/// What a person works with, as far as it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Nothing was seen yet.
    #[default]
    Unknown,
    /// A finger, where nothing else points: keys are not spoken of, and no field brings up the
    /// keyboard of the screen unasked.
    Finger,
    /// Keys, whatever else.
    Keys,
}

/// Something that has to be fetched first.
#[derive(Debug, Default)]
pub enum Load<T> {
    /// Nothing was asked for.
    #[default]
    Nothing,
    /// It is on its way.
    Coming(ArticleId),
    /// Here it is.
    Ready(Box<T>),
    /// It could not be had, and why.
    Failed(String),
}

impl<T> Load<T> {
    /// The thing, when it is there.
    #[must_use]
    pub fn ready(&self) -> Option<&T> {
        if let Self::Ready(thing) = self { Some(thing) } else { None }
    }

    /// The thing, to be changed.
    pub fn ready_mut(&mut self) -> Option<&mut T> {
        if let Self::Ready(thing) = self { Some(thing) } else { None }
    }
}

/// What lies over the page: one thing at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Panel {
    /// Nothing.
    #[default]
    None,
    /// The form that brings in an article.
    Add(AddForm),
    /// The sheet of keys.
    Keys(Sheet),
    /// What came of an import.
    Report(Report),
    /// What to do with what is here already.
    Question(Box<Question>),
    /// The formats to export to.
    Export(Box<ExportForm>),
    /// Backups; with one that is to be brought back.
    Backup(Option<Restore>),
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The file's name.
    pub file: String,
    /// What was taken, as sentences.
    pub taken: Vec<String>,
    /// What was taken otherwise than it stands in the file, as sentences.
    pub changed: Vec<String>,
    /// What was not taken, and why, as sentences.
    pub problems: Vec<String>,
    /// What was done, where it can be taken back as a whole.
    pub back: Option<Again>,
}

/// Which drawer is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawer {
    /// None; the article has the page.
    #[default]
    None,
    /// The library.
    Library,
    /// The margin: annotations, sources, overview.
    Margin,
}
