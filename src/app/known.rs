//! The same article again: what is looked at before it is brought in may be in the library already.
//!
//! The one idea: nobody is interrupted. What looks the same is named above the draft, with the two
//! other things one may do; *Add* keeps both, as it says.

use std::rc::Rc;

use super::{AddForm, Effect, Library, Notice, Panel, State, library, review, versions};
use crate::{
    article::Sketch,
    import::{self, Draft, Same},
    record::{ArticleId, Stamp},
    shelf::Entry,
};

/// An article of the library that the draft looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The article; of several versions the one that is most like it.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// How they are the same.
    pub how: Same,
    /// They are the same to the letter: to add this one opens that.
    pub identical: bool,
}

/// Looks up whether the draft in the form is in the library.
pub(super) fn look_up(state: &mut State) {
    let Panel::Add(form) = &state.panel else { return };
    let known = match &form.draft {
        Some(Ok(draft)) if form.updates.is_none() => find(state, draft),
        _ => None,
    };
    if let Panel::Add(form) = &mut state.panel {
        form.known = known.map(Box::new);
    }
}

fn find(state: &State, draft: &Draft) -> Option<Known> {
    let parts = draft.blocks.iter().filter(|block| !block.aside).map(|block| block.text.trim());
    let sketch = Sketch::of(parts);
    let like = |entry: &Rc<Entry>| {
        let how = import::same((&draft.about.url, &sketch), (&entry.about.url, &entry.sketch))?;
        let share = if let Same::Near(share) = how { share } else { 0.0 };
        Some((share, Known { id: entry.id, title: entry.about.title.clone(), how, identical: false }))
    };
    let there = || state.library.values().filter(|entry| entry.binned.is_none());
    let (share, known) = there().filter_map(like).max_by(|a, b| a.0.total_cmp(&b.0))?;
    // The whole text is put together only where it may be the same.
    let text = (share > 0.99).then(|| draft.freeze().ok()).flatten();
    let same = text.and_then(|text| there().find(|entry| entry.sha256 == text.sha256()));
    Some(same.map_or(known.clone(), |entry| Known {
        id: entry.id,
        title: entry.about.title.clone(),
        identical: true,
        ..known
    }))
}

/// Opens the article there is; what was looked at is let go.
pub(super) fn open(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Panel::Add(AddForm { known: Some(known), .. }) = &state.panel else { return Vec::new() };
    let id = known.id;
    let Some((form, next)) = review::done(state) else { return Vec::new() };
    let mut effects = library::update(state, Library::Open(id, stamp));
    review::leave(state, form, "Nothing was added; here is the article there is.");
    effects.extend(next);
    effects
}

/// Makes the draft a newer version of the newest version there is: that is opened first.
pub(super) fn update(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Panel::Add(AddForm { known: Some(known), .. }) = &state.panel else { return Vec::new() };
    let newest = versions::series(state, known.id).last().map_or(known.id, |entry| entry.id);
    if let Panel::Add(form) = &mut state.panel {
        form.turning = Some(Box::new((newest, stamp)));
    }
    let mut effects = library::update(state, Library::Open(newest, stamp));
    effects.extend(go_on(state));
    effects
}

/// The article is on the desk that a draft is to be a newer version of, if that was asked for.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    let here = state.desk.ready().map(super::Desk::id);
    let Panel::Add(form) = &mut state.panel else { return Vec::new() };
    let Some((id, stamp)) = form.turning.as_deref().copied().filter(|(id, _)| Some(*id) == here) else {
        return Vec::new();
    };
    form.updates = Some(id);
    let Some((form, next)) = review::done(state) else { return Vec::new() };
    let mut effects = library::update(state, Library::Bring(Box::new(form), stamp));
    effects.extend(next);
    effects
}

/// The article could not be opened: the draft is still there.
pub(super) fn failed(state: &mut State) {
    if let Panel::Add(form) = &mut state.panel
        && form.turning.take().is_some()
    {
        let why = "The article there is could not be opened, so no version was made. What you brought in is still here: Add keeps it beside the other.";
        state.notice = Some(Notice::alarm(why));
    }
}
