//! Bringing in what a file has of articles that may be here already: by record, the newer one.
//!
//! The one idea: the same function says beforehand what a restore would do and does it, so that
//! what was shown is what happens. Nothing is deleted because a file does not have it.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Acted, Basis, Batch, Deed, Entry, Record, Revision};
use crate::{
    annotation::{Annotation, Change, Document, Edit, Source, Stray},
    article::About,
    record::{ArticleId, Timestamp},
};

/// An article as a backup brings it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The article with everything marked in it.
    pub document: Document,
    /// Its history, oldest first.
    pub edits: Vec<Rc<Edit>>,
    /// How many of those are in force.
    pub done: u32,
}

/// What becomes of the records of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Only the file has them: they come in.
    pub new: u32,
    /// The file has a newer state of them, which is taken.
    pub newer_there: u32,
    /// Here they are newer, and stay.
    pub newer_here: u32,
    /// They are the same.
    pub same: u32,
}

impl Tally {
    /// Whether anything comes of it.
    #[must_use]
    pub fn changes(self) -> bool {
        self.new > 0 || self.newer_there > 0
    }

    fn count(&mut self, comes: Comes) {
        let of = match comes {
            Comes::New => &mut self.new,
            Comes::Newer => &mut self.newer_there,
            Comes::Older => &mut self.newer_here,
            Comes::Same => &mut self.same,
        };
        *of += 1;
    }
}

#[derive(Clone, Copy)]
enum Comes {
    New,
    Newer,
    Older,
    Same,
}

/// An article with what a file has of it, and how they compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct United {
    /// The article with both.
    pub document: Document,
    /// Annotations, those without a place included.
    pub annotations: Tally,
    /// Entries of the register.
    pub sources: Tally,
    /// The file's title and facts are newer.
    pub about: bool,
    /// It goes into the bin, or comes out of it, because the file says so and is newer.
    pub bin: bool,
}

impl United {
    /// Whether it is anything but what is here.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.annotations.changes() || self.sources.changes() || self.about || self.bin
    }
}

/// The states of records in a file, of one article.
#[derive(Default)]
pub(super) struct Theirs<'a> {
    pub(super) annotations: Vec<&'a Rc<Annotation>>,
    pub(super) strays: Vec<&'a Rc<Stray>>,
    pub(super) sources: Vec<&'a Rc<Source>>,
    pub(super) about: Option<(&'a About, Timestamp)>,
    pub(super) bin: Option<(Option<Timestamp>, Timestamp)>,
}

impl<'a> Theirs<'a> {
    pub(super) fn of(brought: &'a Brought) -> Self {
        let Brought { document, edits, done } = brought;
        let article = &document.article;
        let in_force = edits.iter().take(*done as usize);
        Self {
            annotations: document.annotations.values().collect(),
            strays: document.strays.values().collect(),
            sources: document.sources.values().collect(),
            about: titled(in_force).map(|at| (&article.about, at)),
            bin: Some((article.binned, article.modified)),
        }
    }
}

/// When what is known of an article was last changed by an act.
pub(super) fn titled<'a>(in_force: impl Iterator<Item = &'a Rc<Edit>>) -> Option<Timestamp> {
    let about = |edit: &&Rc<Edit>| edit.changes.iter().any(|change| matches!(change, Change::About { .. }));
    in_force.filter(about).map(|edit| edit.at).max()
}

/// Puts what a file has of an article on top of it. `named` is when its title last changed here.
pub(super) fn unite(ours: &Document, named: Option<Timestamp>, theirs: &Theirs<'_>) -> United {
    let mut document = ours.clone();
    let (mut annotations, mut sources) = (Tally::default(), Tally::default());
    // One id has one record, with or without a place; the later state of it counts.
    let here = |id| {
        let placed = ours.annotations.get(id).map(|a| a.modified);
        placed.or_else(|| ours.strays.get(id).map(|stray| stray.modified))
    };
    for theirs in &theirs.annotations {
        let same = ours.annotations.get(&theirs.id).is_some_and(|ours| ours == *theirs);
        let comes = compare(here(&theirs.id), theirs.modified, same);
        annotations.count(comes);
        if matches!(comes, Comes::New | Comes::Newer) {
            document.strays.remove(&theirs.id);
            document.annotations.insert(theirs.id, Rc::clone(theirs));
        }
    }
    for theirs in &theirs.strays {
        let same = ours.strays.get(&theirs.id).is_some_and(|ours| ours == *theirs);
        let comes = compare(here(&theirs.id), theirs.modified, same);
        annotations.count(comes);
        if matches!(comes, Comes::New | Comes::Newer) {
            document.annotations.remove(&theirs.id);
            document.strays.insert(theirs.id, Rc::clone(theirs));
        }
    }
    for theirs in &theirs.sources {
        let here = ours.sources.get(&theirs.id);
        let same = here.is_some_and(|ours| ours == *theirs);
        let comes = compare(here.map(|here| here.modified), theirs.modified, same);
        sources.count(comes);
        if matches!(comes, Comes::New | Comes::Newer) {
            document.sources.insert(theirs.id, Rc::clone(theirs));
        }
    }
    let article = &ours.article;
    let about = theirs.about.filter(|(about, at)| **about != article.about && Some(*at) > named);
    if let Some((about, _)) = about {
        About::clone_from(&mut Rc::make_mut(&mut document.article).about, about);
    }
    let bin = theirs.bin.filter(|(binned, modified)| {
        let since = |binned: Option<Timestamp>, modified: Timestamp| binned.unwrap_or(modified);
        binned.is_some() != article.binned.is_some()
            && since(*binned, *modified) > since(article.binned, article.modified)
    });
    if let Some((binned, _)) = bin {
        Rc::make_mut(&mut document.article).binned = binned;
    }
    United { document, annotations, sources, about: about.is_some(), bin: bin.is_some() }
}

fn compare(here: Option<Timestamp>, there: Timestamp, same: bool) -> Comes {
    match here {
        None => Comes::New,
        Some(_) if same => Comes::Same,
        Some(here) if there > here => Comes::Newer,
        Some(_) => Comes::Older,
    }
}

/// What a restore would make of an article that is here.
#[must_use]
pub fn weigh(ours: &Document, edits: &[Rc<Edit>], done: usize, brought: &Brought) -> United {
    unite(ours, titled(edits.iter().take(done)), &Theirs::of(brought))
}

/// The batch that brings an article in, as one act of the time `at`.
#[must_use]
pub fn bring(brought: &Brought, at: Timestamp, revision: Revision) -> Batch {
    let Brought { document, edits, done } = brought;
    let id: ArticleId = document.article.id;
    let mut put = vec![
        Record::Entry(Rc::new(Entry::of(document, *done))),
        Record::Text(id, document.article.text.clone()),
    ];
    put.extend(document.annotations.values().map(|a| Record::Annotation(id, a.clone())));
    put.extend(document.strays.values().map(|stray| Record::Stray(id, stray.clone())));
    put.extend(document.sources.values().map(|s| Record::Source(id, s.clone())));
    put.extend((0..).zip(edits).map(|(n, edit)| Record::Edit(id, n, edit.clone())));
    let acts = vec![Acted { article: id, basis: Basis::Absent, deed: Deed::Restore { at } }];
    Batch { put, acts, revision, ..Batch::default() }
}

/// What a restore did, for taking it back as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// When.
    pub at: Timestamp,
    /// The name of the file.
    pub file: String,
    /// The articles that it brought.
    pub new: Vec<ArticleId>,
    /// The articles that were here, and when they had been put into the bin, if they had.
    pub changed: Vec<(ArticleId, Option<Timestamp>)>,
}
