//! Other tabs with the same library: what they change is here at once.
//!
//! The one idea: the store is the one truth. A tab that kept something says so; the others read
//! anew what they show, and so does a tab whose batch was done again on another ground. Nothing
//! is read while something of this tab's own is on its way, and an answer that crossed with a
//! new act is dropped and asked for again: so what is read is never older than what is shown.

use std::{collections::BTreeMap, rc::Rc};

use super::{Desk, Effect, Load, Notice, Place, State};
use crate::{
    record::ArticleId,
    shelf::{Kept, Loaded, Opened},
};

/// How this tab stands with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tabs {
    /// What is shown may not be what is stored.
    stale: bool,
    /// The number of the question that is on its way.
    asked: Option<u32>,
    questions: u32,
    /// How many batches there were when it was asked.
    batches: u32,
    /// The browser had closed the database: what is missing from it now, no person deleted.
    reopened: bool,
}

/// Another tab changed these articles.
#[inline(never)]
pub(super) fn changed(state: &mut State) {
    state.tabs.stale = true;
}

/// The browser had closed the database, and it is open again.
#[inline(never)]
pub(super) fn reopened(state: &mut State) {
    state.tabs.stale = true;
    state.tabs.reopened = true;
}

/// A batch was kept: what follows for this tab and for the others.
pub(super) fn kept(state: &mut State, articles: Vec<ArticleId>, kept: Kept) -> Vec<Effect> {
    let Kept { merged, gone, said } = kept;
    state.tabs.stale |= !merged.is_empty() || !gone.is_empty();
    if !said.is_empty() {
        state.notice = Some(Notice::alarm(said.join(" ")));
    }
    let mut effects: Vec<Effect> = gone.into_iter().filter_map(|id| bring_back(state, id)).collect();
    if state.storage.place == Place::Browser && !articles.is_empty() {
        effects.push(Effect::Announce(articles));
    }
    effects
}

/// An article that was changed here after another tab had deleted it for ever is kept whole.
fn bring_back(state: &mut State, id: ArticleId) -> Option<Effect> {
    let (desk, storage) = state.held_mut(id)?;
    let title = desk.document.article.about.title.clone();
    let effect = storage.write(desk.whole());
    desk.revision = storage.revision();
    state.library.insert(id, Rc::new(state.held(id)?.entry()));
    state.notice = Some(Notice::alarm(format!(
        "“{title}” was deleted for ever in another tab. It was changed here since, so it is kept."
    )));
    Some(effect)
}

/// Asks for what is stored, when it may be other than what is shown and nothing is on its way.
pub(super) fn refresh(state: &mut State) -> Option<Effect> {
    let tabs = &mut state.tabs;
    let can = state.storage.is_sure() && state.storage.place == Place::Browser;
    if !tabs.stale || tabs.asked.is_some() || !can {
        return None;
    }
    tabs.stale = false;
    tabs.questions += 1;
    tabs.asked = Some(tabs.questions);
    tabs.batches = state.storage.batches();
    let article = state.desk.ready().map(Desk::id);
    Some(Effect::Refresh { question: tabs.questions, article })
}

/// What is stored was read.
#[inline(never)]
pub(super) fn refreshed(
    state: &mut State,
    question: u32,
    opened: Result<Box<Opened>, String>,
    article: Option<(ArticleId, Result<Box<Loaded>, String>)>,
) -> Option<Effect> {
    if state.tabs.asked != Some(question) {
        return None;
    }
    state.tabs.asked = None;
    if state.tabs.batches != state.storage.batches() {
        state.tabs.stale = true;
        return None;
    }
    let reopened = std::mem::take(&mut state.tabs.reopened);
    let opened = opened.ok()?;
    state.library = BTreeMap::new();
    for entry in opened.entries {
        state.library.insert(entry.id, entry);
    }
    state.storage.adopt_settings(opened.settings.clone());
    state.adopt(opened.settings);
    let here = state.desk.ready().map(Desk::id);
    match article {
        Some((id, Err(_))) if Some(id) == here && reopened && !state.library.contains_key(&id) => {
            let effect = bring_back(state, id);
            state.notice = Some(Notice::alarm(
                "The browser cleared what Hearsay had kept. The article on this page is kept again; the others are gone, unless you have a file of them.",
            ));
            return effect;
        }
        Some((id, loaded)) if Some(id) == here => adopt(state, id, loaded),
        // Another article was put on the desk in the meantime: it was read after this question.
        _ => {}
    }
    None
}

fn adopt(state: &mut State, id: ArticleId, loaded: Result<Box<Loaded>, String>) {
    let Load::Ready(desk) = &mut state.desk else { return };
    match loaded {
        Ok(loaded) => {
            let was_binned = desk.document.article.binned.is_some();
            desk.adopt(*loaded);
            let article = &desk.document.article;
            if article.binned.is_some() && !was_binned {
                let said = format!("“{}” was put into the bin in another tab.", article.about.title);
                state.notice = Some(Notice::alarm(said).offering(super::Offer::Restore(id)));
            }
        }
        Err(why) => {
            let title = desk.document.article.about.title.clone();
            state.notice = Some(Notice::alarm(if state.library.contains_key(&id) {
                format!("What another tab changed in “{title}” could not be read: {why}.")
            } else {
                state.desk = Load::Nothing;
                format!("“{title}” was deleted for ever in another tab.")
            }));
        }
    }
}
