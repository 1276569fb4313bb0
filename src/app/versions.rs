//! Versions of an article: making one, switching, comparing, and deciding about strays.
//!
//! Neighbours: [`crate::anchoring`] knows what became of the words, `library` opens and bins.
//! The one idea: a version is an article of its own that names the one before it, so that
//! everything that works for articles works for versions, and the old one stays as it was with
//! its annotations.

mod strays;
pub(super) mod work;

use std::rc::Rc;

use crate::{
    anchoring::Row,
    annotation::Document,
    article::FrozenText,
    format,
    import::{Draft, ImportError},
    order,
    record::{ArticleId, Stamp},
    shelf::{Entry, Loaded},
};

pub use strays::StrayRow;
pub(super) use strays::{forget, next, settle};
pub use work::Work;

use super::{
    AddForm, Desk, Effect, Focusable, History, Library, Load, Notice, Offer, Panel, State, Tab, Versions,
    export::Wanted, library, transfer,
};

/// Two versions side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The older one, and its text.
    pub old: (ArticleId, Rc<FrozenText>),
    /// The newer one, and its text.
    pub new: (ArticleId, Rc<FrozenText>),
    /// Block beside block.
    pub rows: Rc<Vec<Row>>,
}

#[inline(never)]
pub(super) fn update(state: &mut State, message: Versions) -> Vec<Effect> {
    match message {
        Versions::UpdateForm => match state.desk.ready().map(Desk::id) {
            Some(id) => {
                state.panel = Panel::Add(AddForm { updates: Some(id), ..AddForm::default() });
                vec![Effect::MoveFocus(Focusable::AddForm)]
            }
            None => Vec::new(),
        },
        Versions::Cancel => cancel(state),
        Versions::Compare(with) => compare(state, with),
        Versions::TakeBack(id, stamp) => take_back(state, id, stamp),
        Versions::Look(id) => strays::look(state, id),
        Versions::Accept(stamp) => strays::accept(state, stamp),
        Versions::AcceptMoved(stamp) => strays::accept_moved(state, stamp),
        Versions::Refuse(stamp) => strays::refuse(state, stamp),
        Versions::Keep(stamp) => strays::keep(state, stamp),
        Versions::Attach(stamp) => strays::attach(state, stamp),
        Versions::Forget(stamp) => forget(state, stamp),
    }
}

/// The versions of one article, oldest first, the bin left out unless it is asked for there.
#[must_use]
pub fn series(state: &State, id: ArticleId) -> Vec<&Rc<Entry>> {
    // Where nothing is a version of anything, nobody need be asked for a root: a library of thousands
    // asks this for each of its articles.
    if !state.library.values().any(|entry| entry.about.previous.is_some()) {
        return state.library.get(&id).into_iter().collect();
    }
    let root = root(state, id);
    let binned = state.library.get(&id).is_some_and(|entry| entry.binned.is_some());
    let same = |entry: &&Rc<Entry>| entry.binned.is_some() == binned && self::root(state, entry.id) == root;
    let mut versions: Vec<&Rc<Entry>> = state.library.values().filter(same).collect();
    order::sort_by_key(&mut versions, |entry| (entry.created, entry.id));
    versions
}

/// The versions that went into the bin together with this one, or else those that are in the library.
#[must_use]
pub fn together(state: &State, id: ArticleId) -> Vec<&Rc<Entry>> {
    let binned = state.library.get(&id).map(|entry| entry.binned);
    let mut versions = series(state, id);
    versions.retain(|entry| Some(entry.binned) == binned);
    versions
}

/// The first version of an article, which may be gone. Versions of one article have one root.
#[must_use]
pub fn root(state: &State, id: ArticleId) -> ArticleId {
    let mut root = id;
    let mut least = id;
    // A file may claim that two articles are each a version of the other.
    for _ in 0..=state.library.len() {
        match state.library.get(&root).and_then(|entry| entry.about.previous) {
            Some(previous) => root = previous,
            None => return root,
        }
        least = least.min(root);
    }
    least
}

/// Makes a version of the article on the desk from this text.
pub(super) fn begin(state: &mut State, draft: Draft, updates: ArticleId, stamp: Stamp) -> Vec<Effect> {
    state.panel = Panel::None;
    let versions = series(state, updates);
    let text = match draft.freeze() {
        Ok(text) => text,
        Err(error) => {
            state.notice = Some(Notice::alarm(ImportError::Blocks(error).to_string()));
            return Vec::new();
        }
    };
    let same = versions.iter().position(|entry| entry.sha256 == text.sha256());
    if let Some((n, id)) = same.map(|n| (n, versions[n].id)) {
        let effects = library::update(state, Library::Open(id, stamp));
        state.notice = Some(Notice::quiet(format!(
            "This is the text of version {}, word for word; here it is. Nothing was changed.",
            n + 1
        )));
        return effects;
    }
    let Some(desk) = state.desk.ready().filter(|desk| desk.id() == updates) else {
        state.notice =
            Some(Notice::quiet("Open the article first; then its text can be updated. Nothing was changed."));
        return Vec::new();
    };
    let old = desk.document.clone();
    work::make(state, old, draft.about, text, stamp)
}

/// Puts a new version on the desk, with its changes beside it.
fn finish(state: &mut State, document: Document, comparison: Comparison) -> Vec<Effect> {
    let id = document.article.id;
    let here = document.annotations.len();
    let left = document.strays.len();
    let mut effects = library::put_on_desk(state, Desk::new(document, History::default()), true);
    state.comparison = Load::Ready(Box::new(comparison));
    state.comparing = false;
    if let Load::Ready(desk) = &mut state.desk
        && left > 0
    {
        desk.margin.tab = Tab::Changes;
        effects.extend(strays::look_at_first(desk));
    }
    let told = match (here, left) {
        (0, 0) => "This is a new version. The old one stays beside it.".to_owned(),
        (_, 0) => "A new version. Every annotation stands where it stood.".to_owned(),
        _ => format!("A new version. {left} of {} annotations are for you to look at.", here + left),
    };
    state.notice = Some(Notice::quiet(told).offering(Offer::TakeBack(id)));
    effects
}

/// Stops what is being anchored or compared. Nothing was changed yet.
fn cancel(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![Effect::MoveFocus(Focusable::Article)];
    if state.work.take().is_some() {
        state.notice = Some(Notice::quiet("Stopped. Nothing was changed."));
        // Unless it has a file in hand; an answer that nobody waits for is dropped.
        effects.extend(state.job.is_none().then_some(Effect::StopWork));
    }
    state.comparing = false;
    state.comparison = Load::Nothing;
    effects
}

/// Puts a version into the bin and opens the one before it.
fn take_back(state: &mut State, id: ArticleId, stamp: Stamp) -> Vec<Effect> {
    let previous = state.library.get(&id).and_then(|entry| entry.about.previous);
    let mut effects = library::bin_one(state, id, stamp);
    state.notice = Some(
        Notice::quiet("The new version is in the bin; the old one is as it was.")
            .offering(Offer::Restore(id)),
    );
    if let Some(previous) = previous.filter(|id| state.library.contains_key(id)) {
        effects.extend(library::update(state, Library::Open(previous, stamp)));
    }
    effects
}

/// Shows the version on the desk beside another, or goes back to reading.
fn compare(state: &mut State, with: Option<ArticleId>) -> Vec<Effect> {
    let Some(desk) = state.desk.ready() else { return Vec::new() };
    let Some(with) = with.filter(|id| *id != desk.id() && state.library.contains_key(id)) else {
        if matches!(state.comparison, Load::Coming(_)) {
            state.comparison = Load::Nothing;
        }
        state.work = None;
        state.comparing = false;
        return vec![Effect::ScrollToTop, Effect::MoveFocus(Focusable::Article)];
    };
    state.comparing = true;
    let mut effects = vec![Effect::ScrollToTop, Effect::MoveFocus(Focusable::Article)];
    let pair = [with, desk.id()];
    if let Some(there) = state.comparison.ready()
        && pair.contains(&there.old.0)
        && pair.contains(&there.new.0)
    {
        return effects;
    }
    if let Some(held) = state.unsaved.get(&with) {
        let text = held.document.article.text.clone();
        effects.extend(begin_comparing(state, with, text));
        return effects;
    }
    state.question += 1;
    state.comparison = Load::Coming(with);
    effects.push(Effect::Load { question: state.question, article: with });
    effects
}

/// The other version is here, if that is what was asked for; what becomes of it.
pub(super) fn loaded(state: &mut State, result: &Result<Box<Loaded>, String>) -> Option<Vec<Effect>> {
    let Load::Coming(id) = state.comparison else { return None };
    match result {
        Ok(loaded) => Some(begin_comparing(state, id, loaded.document.article.text.clone())),
        Err(why) => {
            state.comparison = Load::Failed(why.clone());
            Some(Vec::new())
        }
    }
}

/// Compares the version on the desk with another: the older one first.
fn begin_comparing(state: &mut State, other: ArticleId, text: Rc<FrozenText>) -> Vec<Effect> {
    let Some(desk) = state.desk.ready() else { return Vec::new() };
    let (here, there) = ((desk.id(), desk.document.article.text.clone()), (other, text));
    let place = |id| series(state, here.0).iter().position(|entry| entry.id == id);
    let (old, new) = if place(other) < place(here.0) { (there, here) } else { (here, there) };
    state.comparison = Load::Coming(other);
    work::compare(state, old, new)
}

/// The article on the desk and all its versions, where there are several.
pub(super) fn several(state: &State) -> Option<(ArticleId, Vec<ArticleId>)> {
    let id = state.desk.ready()?.id();
    let ids: Vec<ArticleId> = series(state, id).into_iter().map(|entry| entry.id).collect();
    (ids.len() > 1).then_some((id, ids))
}

/// Takes all versions of an article away as one file.
pub(super) fn export(
    state: &mut State,
    id: ArticleId,
    loaded: &[Loaded],
    problems: Vec<String>,
    stamp: Stamp,
) -> Vec<Effect> {
    let ids: Vec<ArticleId> = series(state, id).into_iter().map(|entry| entry.id).collect();
    let documents: Vec<Document> = ids
        .iter()
        .filter_map(|id| {
            let held = state.held(*id).map(|desk| &desk.document);
            held.or_else(|| loaded.iter().map(|l| &l.document).find(|d| d.article.id == *id)).cloned()
        })
        .collect();
    let title = state.library.get(&id).map(|entry| entry.about.title.clone()).unwrap_or_default();
    let name = format::file_name(&title, stamp.at, "json");
    transfer::write(state, documents, Wanted::OURS, Some(name), problems, false, stamp)
}
