//! The article on the desk: the document, its history, what is focused, how it is drawn.
//!
//! The one idea: every change goes through [`Desk::perform`], which applies an edit and then
//! brings the derived things (index, order, counts, drawing) up to date at the cost of the
//! change.

use std::{cell::OnceCell, rc::Rc};

use super::{
    Again, ArticleView, Caret, Common, Continuation, Edge, Effect, History, Hits, Margin, Picker, Pile,
    Selection, Storage, Strip, Tab, versions, view::Lens,
};
use crate::{
    annotation::{
        Act, Annotation, Attribution, Body, Change, Conflict, Counts, Document, Edit, Kind, Source, Target,
    },
    article::Sketch,
    highlight::DomRange,
    order,
    record::{AnnotationId, ArticleId, AttributionId, SourceId, Timestamp},
    shelf::{Acted, Basis, Batch, Deed, Entry, Loaded, Record, Removal, Revision},
    text::{TextRange, TextSize, words},
};

/// What the person is in the middle of.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// Reading and marking.
    #[default]
    Reading,
    /// Choosing who is behind a quote or a claim.
    Attributing(Picker),
    /// The next words selected are the cue of this attribution.
    TakingCue(AttributionId),
    /// The next words selected are another part of the focused annotation.
    TakingPart,
    /// Every place that names a source is shown, to be marked or not.
    MarkingAll {
        /// The source.
        source: SourceId,
        /// The places.
        places: Vec<TextRange>,
    },
    /// An edge of the focused annotation is on the move.
    MovingEdge(Edge),
    /// What lies under the same words is listed, to choose one.
    Listing(Pile),
}

/// An article on the desk.
#[derive(Debug)]
pub struct Desk {
    /// The article with everything marked in it.
    pub document: Document,
    /// Undo and redo.
    pub history: History,
    /// Which state of the article this is, in the store or on its way there.
    pub(super) revision: Revision,
    /// The annotation that is looked at.
    pub focus: Option<AnnotationId>,
    /// The stray that is looked at.
    pub stray: Option<AnnotationId>,
    /// The entry of the source register that is looked at.
    pub open_source: Option<SourceId>,
    /// The name by which that was opened, under which it stays while another is typed.
    pub(super) opened: Option<(SourceId, String)>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Something else is selected on the page, with no words of the article in it: what is marked is
    /// never what nobody pointed at.
    pub astray: bool,
    /// The reading caret, once it was used.
    pub caret: Option<Caret>,
    /// The caret is where one is, not the annotation that is looked at: it moved last.
    pub(super) reading: bool,
    /// The annotations chosen in the list.
    pub chosen: Vec<AnnotationId>,
    /// What is selected is marked as this kind at once.
    pub sticky: Option<Kind>,
    /// What was last done to an annotation.
    pub(super) last: Option<Again>,
    /// The quotation that is offered as another part of a quote.
    pub(super) offered: Option<Continuation>,
    /// What the person is in the middle of.
    pub mode: Mode,
    /// The margin beside the article.
    pub margin: Margin,
    /// Where the words that are looked for stand.
    pub hits: Hits,
    /// The article as it is drawn.
    pub view: ArticleView,
    /// How much is marked.
    pub counts: Counts,
    /// How many words the article has, once that was asked.
    words: OnceCell<usize>,
    /// By which a newer version is known.
    sketch: Rc<Sketch>,
    /// Where it is marked.
    pub strip: Strip,
    /// What annotations have in common.
    pub(super) common: Common,
    /// The annotations of each block.
    index: Vec<Vec<AnnotationId>>,
    /// Reading order, sorted.
    pub(super) order: Vec<Place>,
}

/// A place in reading order: by start, the longer first.
pub(super) type Place = (TextSize, std::cmp::Reverse<TextSize>, AnnotationId);

/// The annotations the margin lists.
pub(super) enum Listed<'a> {
    /// Every one.
    All(&'a [Place]),
    /// Those the filter lets through.
    Some(&'a [AnnotationId]),
}

impl Listed<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(places) => places.len(),
            Self::Some(ids) => ids.len(),
        }
    }

    pub(super) fn get(&self, n: usize) -> Option<AnnotationId> {
        match self {
            Self::All(places) => places.get(n).map(|(.., id)| *id),
            Self::Some(ids) => ids.get(n).copied(),
        }
    }

    /// The row in which an annotation stands.
    pub(super) fn row_of(&self, annotation: &Annotation) -> Option<usize> {
        match self {
            Self::All(places) => places.binary_search(&place(annotation)).ok(),
            Self::Some(ids) => ids.iter().position(|id| *id == annotation.id),
        }
    }
}

fn place(annotation: &Annotation) -> Place {
    let (start, end) = annotation.target.reading_order();
    (start, end, annotation.id)
}

impl Desk {
    /// Puts a document with its history on the desk.
    pub(super) fn new(document: Document, history: History) -> Self {
        let mut desk = Self {
            index: vec![Vec::new(); document.article.text.blocks().len()],
            order: document.in_reading_order().into_iter().map(|a| place(a)).collect(),
            counts: document.counts(),
            sketch: Rc::new(Sketch::of_article(&document.article.text)),
            words: OnceCell::new(),
            strip: Strip::new(document.article.text.whole().end()),
            common: Common::default(),
            document,
            history,
            revision: Revision::default(),
            focus: None,
            stray: None,
            open_source: None,
            opened: None,
            selection: None,
            astray: false,
            caret: None,
            reading: false,
            chosen: Vec::new(),
            sticky: None,
            last: None,
            offered: None,
            mode: Mode::default(),
            margin: Margin::default(),
            hits: Hits::default(),
            view: ArticleView::default(),
        };
        for annotation in desk.document.annotations.values() {
            desk.strip.file(annotation, true);
            desk.common.file(annotation, true);
            for block in blocks_of(&desk.document, annotation) {
                desk.index[block].push(annotation.id);
            }
        }
        desk.view = ArticleView::new(desk.lens());
        desk
    }

    /// What the store read, on the desk.
    pub(super) fn of(loaded: Loaded) -> Self {
        let history = History::new(loaded.first, loaded.edits, loaded.done);
        Self { revision: loaded.revision, ..Self::new(loaded.document, history) }
    }

    /// Becomes what the store holds now, at the cost of what is different. What the person looks
    /// at and is in the middle of stays where it can.
    pub(super) fn adopt(&mut self, loaded: Loaded) {
        let Loaded { document, first, edits, done, revision, .. } = loaded;
        if document.article.text != self.document.article.text {
            *self = Self { revision, ..Self::new(document, History::new(first, edits, done)) };
            return;
        }
        let changes = self.document.difference(&document);
        let edit = Edit { act: Act::Change, at: document.article.modified, changes };
        // The difference fits what it was taken from.
        let performed = self.perform(&edit);
        debug_assert_eq!(performed, Ok(()));
        self.document.article = document.article;
        self.history = History::new(first, edits, done);
        self.revision = revision;
    }

    /// The article's id.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        self.document.article.id
    }

    /// How many words the article has, without what was set aside. They are counted once: a book has
    /// hundreds of thousands.
    #[must_use]
    pub fn words(&self) -> usize {
        *self.words.get_or_init(|| {
            let text = &self.document.article.text;
            let counted = text.blocks().iter().filter(|block| !block.aside);
            counted.map(|block| words::count(text.slice(block.range))).sum()
        })
    }

    /// The name under which an entry stands in the register: the one that is open does not move under
    /// the hand that renames it.
    #[must_use]
    pub fn name_in_register<'a>(&'a self, source: &'a Source) -> &'a str {
        match &self.opened {
            Some((id, name)) if *id == source.id && self.open_source == Some(*id) => name,
            _ => &source.name,
        }
    }

    /// The annotations the margin lists, in reading order.
    pub(super) fn listed(&self) -> Listed<'_> {
        match &self.margin.filtered {
            Some(ids) => Listed::Some(ids),
            None => Listed::All(&self.order),
        }
    }

    /// The annotation that is looked at.
    #[must_use]
    pub fn focused(&self) -> Option<&Rc<Annotation>> {
        self.document.annotations.get(&self.focus?)
    }

    /// The annotation after (or before) the focused one in reading order; without focus, after (or
    /// before) the caret; without that, the first (or last).
    pub(super) fn neighbour(&self, back: bool) -> Option<AnnotationId> {
        // Without one, what comes after (or before) the place where somebody reads by key.
        let at_caret = || {
            let at = self.caret?.at;
            let next = self.order.partition_point(|(start, ..)| *start < at);
            self.order.get(if back { next } else { next.checked_sub(1)? }).copied()
        };
        let here = self.focused().map(|a| place(a)).or_else(at_caret);
        if let Some(listed) = &self.margin.filtered
            && let Some(at) = self.focus.and_then(|focus| listed.iter().position(|id| *id == focus))
        {
            let next = if back { at.checked_sub(1) } else { Some(at + 1) };
            return next.and_then(|next| listed.get(next)).copied();
        }
        if let Some(listed) = &self.margin.filtered {
            let of = |id: &&AnnotationId| self.document.annotations.get(*id).map(|a| place(a));
            let ahead = |id: &&AnnotationId| here.is_none_or(|here| of(id) > Some(here));
            let behind = |id: &&AnnotationId| here.is_none_or(|here| of(id) < Some(here));
            return if back { listed.iter().rfind(behind) } else { listed.iter().find(ahead) }.copied();
        }
        let found = match (here, back) {
            (None, false) => self.order.first(),
            (None, true) => self.order.last(),
            (Some(here), false) => self.order.get(self.order.partition_point(|p| *p <= here)),
            (Some(here), true) => {
                self.order.partition_point(|p| *p < here).checked_sub(1).and_then(|n| self.order.get(n))
            }
        };
        found.map(|(.., id)| *id)
    }

    /// The annotations that share words with the focused one's start, outermost first.
    pub(super) fn under_focus(&self) -> Vec<AnnotationId> {
        let Some(focused) = self.focused() else { return Vec::new() };
        let under_start = self.on(TextRange::at(focused.target.start(), TextSize::new(1)));
        if under_start.len() > 1 {
            return under_start;
        }
        // Alone at its start, it may still share words further on.
        focused.target.ranges().first().map(|range| self.on(*range)).unwrap_or_default()
    }

    /// The annotations on a stretch of text, outermost first.
    pub(super) fn on(&self, range: TextRange) -> Vec<AnnotationId> {
        let blocks = self.document.article.text.blocks_touching(range);
        let mut found: Vec<&Rc<Annotation>> = blocks
            .flat_map(|block| self.index.get(block).into_iter().flatten())
            .filter_map(|id| self.document.annotations.get(id))
            .filter(|a| a.target.touches(range))
            .collect();
        order::sort_by_key(&mut found, |a| (std::cmp::Reverse(a.target.covered()), a.id));
        found.dedup_by_key(|a| a.id);
        found.into_iter().map(|a| a.id).collect()
    }

    fn lens(&self) -> Lens<'_> {
        Lens { document: &self.document, index: &self.index, focus: self.focus }
    }

    /// Changes what is drawn, with the lens over everything else.
    fn redraw(&mut self, draw: impl FnOnce(&mut ArticleView, Lens<'_>)) {
        let mut view = std::mem::take(&mut self.view);
        draw(&mut view, self.lens());
        self.view = view;
    }

    /// Draws more of the article, and the rest of the rows; whether there is still more.
    pub(super) fn draw_more(&mut self) -> bool {
        self.margin.few = false;
        self.redraw(ArticleView::draw_more);
        !self.view.is_drawn()
    }

    /// Looks at another annotation, or at none.
    pub(super) fn set_focus(&mut self, focus: Option<AnnotationId>) {
        let focus = focus.filter(|id| self.document.annotations.contains_key(id));
        self.reading = focus.is_none();
        if focus == self.focus {
            return;
        }
        let touched = self.blocks_of_ids([self.focus, focus]);
        let parts = focus.and_then(|id| self.document.annotations.get(&id)).map(|a| a.target.clone());
        for part in parts.iter().flat_map(Target::ranges) {
            self.unfold(*part);
        }
        self.focus = focus;
        self.open_source = None;
        self.redraw(|view, lens| {
            // What is looked at must be there to be scrolled to.
            for block in &touched {
                view.draw_blocks(lens, *block..*block + 1);
            }
            view.redraw(lens, touched);
        });
        self.mode = Mode::Reading;
    }

    /// Draws what is around a stretch before it is shown.
    pub(super) fn draw_around(&mut self, range: TextRange) {
        self.unfold(range);
        let blocks = self.document.article.text.blocks_touching(range);
        self.redraw(|view, lens| view.draw_blocks(lens, blocks));
    }

    fn blocks_of_ids(&self, ids: [Option<AnnotationId>; 2]) -> Vec<usize> {
        let annotations = ids.into_iter().flatten().filter_map(|id| self.document.annotations.get(&id));
        annotations.flat_map(|a| blocks_of(&self.document, a)).collect()
    }

    /// Applies an edit and brings everything derived up to date.
    fn perform(&mut self, edit: &Edit) -> Result<(), Conflict> {
        edit.apply(&mut self.document)?;
        let mut touched = Vec::new();
        for change in &edit.changes {
            if let Change::Annotation { before, after } = change {
                for (annotation, made) in [(before, false), (after, true)] {
                    if let Some(annotation) = annotation {
                        self.file(annotation, made, &mut touched);
                    }
                }
            }
        }
        self.settle();
        self.redraw(|view, lens| view.redraw(lens, touched));
        self.refilter();
        Ok(())
    }

    /// Lets go of what is no longer there: the focus, an open source, a question about them.
    fn settle(&mut self) {
        self.chosen.retain(|id| self.document.annotations.contains_key(id));
        if self.focused().is_none() {
            self.focus = None;
        }
        versions::settle(self);
        self.open_source = self.open_source.filter(|id| self.document.sources.contains_key(id));
        let attributions = || self.focused().into_iter().flat_map(|a| a.attributions());
        let stands = match &self.mode {
            Mode::Reading => true,
            Mode::Attributing(picker) => {
                self.focus == Some(picker.annotation)
                    && self.focused().is_some_and(|a| a.kind() != Kind::Source)
            }
            Mode::TakingCue(id) => attributions().flat_map(Attribution::all).any(|a| a.id == *id),
            Mode::TakingPart => self.focus.is_some(),
            Mode::MarkingAll { source, .. } => self.document.sources.contains_key(source),
            Mode::Listing(pile) => pile.ids.iter().all(|id| self.document.annotations.contains_key(id)),
            Mode::MovingEdge(edge) => self.focused().is_some_and(|a| edge.part < a.target.ranges().len()),
        };
        if !stands {
            self.mode = Mode::Reading;
        }
    }

    /// Enters an annotation in index, order and counts, or strikes it out.
    fn file(&mut self, annotation: &Annotation, made: bool, touched: &mut Vec<usize>) {
        let count = self.counts.of_mut(annotation.kind());
        let counted = u32::from(!self.document.is_aside(annotation));
        self.strip.file(annotation, made);
        self.common.file(annotation, made);
        if made {
            *count += counted;
            let place = place(annotation);
            self.order.insert(self.order.partition_point(|p| *p < place), place);
        } else {
            *count = count.saturating_sub(counted);
            let place = place(annotation);
            if let Ok(found) = self.order.binary_search(&place) {
                self.order.remove(found);
            }
        }
        for block in blocks_of(&self.document, annotation) {
            let ids = &mut self.index[block];
            ids.retain(|id| *id != annotation.id);
            if made {
                ids.push(annotation.id);
            }
            if !touched.contains(&block) {
                touched.push(block);
            }
        }
    }

    /// Does something new: performs the changes, remembers them, and keeps them.
    pub(super) fn act(
        &mut self,
        storage: &mut Storage,
        act: Act,
        at: Timestamp,
        changes: Vec<Change>,
    ) -> Result<Option<Effect>, Conflict> {
        if changes.is_empty() {
            return Ok(None);
        }
        let edit = Edit { act, at, changes };
        self.perform(&edit)?;
        // What is done to what is looked at is told, wherever the caret was.
        self.reading &= !edit.changes.iter().any(|change| change.annotation() == self.focus);
        let id = self.id();
        let redoable = self.history.redoable().is_some();
        let mut batch = self.records(&edit.changes);
        let deed = Deed::Act { edit: Rc::new(edit.clone()), known: self.known(&edit) };
        batch.acts.push(self.acted(deed));
        let number = self.history.push(edit);
        if redoable {
            batch.remove.push(Removal::EditsFrom(id, number));
        }
        batch.put.extend(self.history.undoable().map(|edit| Record::Edit(id, number, edit.clone())));
        batch.put.push(Record::Entry(Rc::new(self.entry())));
        Ok(Some(self.write(storage, batch)))
    }

    /// What is done to the article, made from the state it is in.
    fn acted(&self, deed: Deed) -> Acted {
        Acted { article: self.id(), basis: Basis::At(self.revision), deed }
    }

    fn write(&mut self, storage: &mut Storage, batch: Batch) -> Effect {
        let effect = storage.write(batch);
        self.revision = storage.revision();
        effect
    }

    /// The entries of the register that what an edit leaves refers to.
    fn known(&self, edit: &Edit) -> Vec<Rc<Source>> {
        let mut known: Vec<Rc<Source>> = Vec::new();
        for change in &edit.changes {
            let Change::Annotation { after: Some(after), .. } = change else { continue };
            let named = after.attributions().iter().flat_map(Attribution::all).map(|a| a.source);
            let mention = if let Body::Mention(mention) = &after.body { Some(mention.source) } else { None };
            let sources = named.chain(mention).filter_map(|id| self.document.sources.get(&id));
            known.extend(sources.cloned());
        }
        known
    }

    /// Puts the article into the bin, or takes it out.
    pub(super) fn keep_entry(&mut self, storage: &mut Storage) -> Effect {
        let entry = self.entry();
        let acts = vec![self.acted(Deed::Bin { binned: entry.binned, modified: entry.modified })];
        self.write(storage, Batch { put: vec![Record::Entry(Rc::new(entry))], acts, ..Batch::default() })
    }

    /// Takes the last act back, or does again what was taken back; what it was.
    pub(super) fn step(
        &mut self,
        storage: &mut Storage,
        back: bool,
        at: Timestamp,
    ) -> Result<Option<(Rc<Edit>, Effect)>, Conflict> {
        let found = if back { self.history.undoable() } else { self.history.redoable() };
        let Some(edit) = found.cloned() else { return Ok(None) };
        // Taking back is a change too: the article was last changed now.
        let performed = Edit { at, ..if back { edit.inverse() } else { (*edit).clone() } };
        self.perform(&performed)?;
        if back {
            self.history.step_back();
        } else {
            self.history.step_on();
        }
        let mut batch = self.records(&performed.changes);
        batch.acts.push(self.acted(Deed::Step { edit: edit.clone(), back, at }));
        batch.put.push(Record::Entry(Rc::new(self.entry())));
        // What the act was about is what the person wants to see now.
        if let Some(stray) = performed.changes.iter().find_map(Change::stray) {
            self.stray = Some(stray);
            self.margin.tab = Tab::Changes;
        } else if let Some(about) = edit.changes.iter().find_map(Change::annotation) {
            self.set_focus(Some(about));
        }
        Ok(Some((edit, self.write(storage, batch))))
    }

    /// The records that these changes leave behind.
    fn records(&self, changes: &[Change]) -> Batch {
        let id = self.id();
        let mut batch = Batch::default();
        for change in changes {
            batch.keep(id, change);
        }
        batch
    }

    /// The article's entry in the library.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let article = &self.document.article;
        Entry {
            id: article.id,
            about: article.about.clone(),
            created: article.created,
            modified: article.modified,
            binned: article.binned,
            counts: self.counts,
            sha256: article.text.sha256().to_owned(),
            sketch: self.sketch.clone(),
            done: self.history.done(),
        }
    }

    /// Where the cues of the focused annotation are drawn.
    #[must_use]
    pub fn cues(&self) -> Vec<DomRange> {
        let Some(focused) = self.focused() else { return Vec::new() };
        let attributions = focused.attributions().iter().flat_map(Attribution::all);
        let ranges = attributions.filter_map(|a| a.cue.as_ref()).flat_map(Target::ranges).copied();
        let ranges = ranges.chain(self.proposed_cue());
        ranges.filter_map(|range| self.view.to_dom(&self.document, range)).collect()
    }

    /// The thread of the focused annotation: from it to a mention of each of its sources, the
    /// nearest where the attribution names none.
    #[must_use]
    pub fn threads(&self) -> Vec<(AnnotationId, AnnotationId)> {
        let Some(focused) = self.focused().filter(|a| !a.attributions().is_empty()) else {
            return Vec::new();
        };
        let mentions = focused.attributions().iter().filter_map(|a| self.document.mention_for(focused, a));
        mentions.map(|mention| (focused.id, mention.id)).collect()
    }

    /// Leaves the desk as it will be found again.
    pub(super) fn rest(&mut self) {
        self.selection = None;
        self.mode = Mode::Reading;
    }

    /// Everything there is to keep of an article the store has not seen.
    pub(super) fn whole(&self) -> Batch {
        let acts = vec![Acted { article: self.id(), basis: Basis::Absent, deed: Deed::Whole }];
        let remove = vec![Removal::Contents(self.id())];
        Batch { remove, put: self.everything(), acts, ..Batch::default() }
    }

    /// Every record of the article as it is now.
    pub(super) fn everything(&self) -> Vec<Record> {
        let id = self.id();
        let mut put =
            vec![Record::Entry(Rc::new(self.entry())), Record::Text(id, self.document.article.text.clone())];
        put.extend(self.document.annotations.values().map(|a| Record::Annotation(id, a.clone())));
        put.extend(self.document.strays.values().map(|stray| Record::Stray(id, stray.clone())));
        put.extend(self.document.sources.values().map(|s| Record::Source(id, s.clone())));
        put.extend(self.history.numbered().map(|(n, edit)| Record::Edit(id, n, edit.clone())));
        put
    }
}

/// The numbers of the blocks an annotation stands in.
fn blocks_of(document: &Document, annotation: &Annotation) -> Vec<usize> {
    let text = &document.article.text;
    let mut blocks: Vec<usize> =
        annotation.target.ranges().iter().flat_map(|range| text.blocks_touching(*range)).collect();
    blocks.dedup();
    blocks
}
