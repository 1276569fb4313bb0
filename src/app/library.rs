//! The library: bringing articles in, opening, renaming, the bin.

use std::{collections::BTreeSet, rc::Rc};

use crate::{
    annotation::{Act, Change, Document, Edit},
    article::{About, Article, BlockKind, Correction, Fact},
    import::{Draft, DraftBlock, ImportError},
    record::{ArticleId, Stamp},
    sample,
    shelf::{Acted, Basis, Batch, Deed, Entry, Loaded, Record},
};

use super::{
    AddForm, Desk, Drawer, Effect, Focusable, History, Library, Load, Message, Notice, Offer, Panel, Place,
    State, known, review, transfer, versions,
};

pub(super) fn update(state: &mut State, message: Library) -> Vec<Effect> {
    match message {
        Library::AddForm(true) => {
            // What is being looked at stays.
            if !matches!(state.panel, Panel::Add(_)) {
                state.panel = Panel::Add(AddForm::default());
            }
            vec![Effect::MoveFocus(Focusable::AddForm), Effect::ReadyWorker]
        }
        Library::AddForm(false) => review::close(state),
        Library::StepBack => review::step_back(state),
        Library::BringBack => review::bring_back(state),
        Library::AboutBookmarklet => {
            if let Panel::Add(form) = &mut state.panel {
                BOOKMARKLET.clone_into(&mut form.told);
            }
            Vec::new()
        }
        Library::Review(change) => review::review(state, change),
        Library::Page { html, url, stamp } => transfer::page(state, html, url, stamp),
        Library::AddText(text) if transfer::is_long(&text) => review::pasted(state, text),
        Library::AddText(text) => {
            review::retype(state, text);
            Vec::new()
        }
        Library::TurnedAway(why) => {
            if let Panel::Add(form) = &mut state.panel {
                form.refused.push(("A page".to_owned(), why.to_owned()));
            }
            tell(state, Notice::alarm(why))
        }
        Library::NewVersion(stamp) => known::update(state, stamp),
        Library::OpenKnown(stamp) => known::open(state, stamp),
        Library::AddAll(stamp) => add_all(state, stamp),
        Library::Add(stamp) => match &state.panel {
            Panel::Add(AddForm { draft: Some(Ok(_)), .. }) => {
                let Some((form, next)) = review::done(state) else { return Vec::new() };
                // As it is now: what comes until the store is open changes nothing in it.
                let mut effects = if state.storage.place == Place::Opening {
                    state.waiting.push_back(Message::Library(Library::Bring(Box::new(form), stamp)));
                    Vec::new()
                } else {
                    bring(state, form, stamp)
                };
                effects.extend(next);
                effects
            }
            _ => vec![Effect::MoveFocus(Focusable::AddForm)],
        },
        Library::Bring(form, stamp) => bring(state, *form, stamp),
        Library::AddSample(stamp) => {
            // What is being looked at or typed stays.
            if !matches!(&state.panel, Panel::Add(form) if !form.is_blank()) {
                state.panel = Panel::None;
            }
            add(state, sample_draft(), stamp)
        }
        Library::Open(id, stamp) => open(state, id, stamp),
        Library::Rename(id) => {
            state.renaming = id;
            id.map(|_| Effect::MoveFocus(Focusable::Rename)).into_iter().collect()
        }
        Library::Correct(id, correction, stamp) => correct(state, id, correction, stamp),
        Library::Bin(id, stamp) => bin(state, id, stamp),
        Library::Restore(id, stamp) => restore(state, id, stamp),
        Library::AskErase(what) => {
            state.erasing = what;
            what.map(|_| Effect::MoveFocus(Focusable::Keep)).into_iter().collect()
        }
        Library::Erase(id, _) => {
            let ids = versions::together(state, id).into_iter().map(|entry| entry.id).collect();
            erase(state, ids)
        }
        Library::EmptyBin(_) => {
            let ids = state.library.keys().copied().collect();
            erase(state, ids)
        }
        Library::Find(words) => {
            state.wanted = words;
            Vec::new()
        }
        Library::ShowBin(shown) => {
            state.bin_shown = shown;
            state.erasing = None;
            Vec::new()
        }
    }
}

/// The sample as reading its text would give it.
///
/// Why not by reading it: of all that a first visit shows, only this would need what recognises the
/// lines of an article.
fn sample_draft() -> Draft {
    let mut about = About::default();
    let blocks = sample::ARTICLE.trim_end().split("\n\n").enumerate().map(|(n, words)| {
        let mut block = DraftBlock::of(BlockKind::Paragraph, words);
        match n {
            0 => {
                block.kind = BlockKind::Heading { level: 1 };
                about.title = words.to_owned();
            }
            1 => {
                block.aside = true;
                about.byline = words.to_owned();
            }
            2 => {
                block.aside = true;
                about.published = words.to_owned();
            }
            _ => {}
        }
        block
    });
    let blocks = blocks.collect();
    Draft { about, blocks, ..Draft::default() }
}

/// Whether an article has all of the words in its title, byline or outlet.
#[must_use]
pub fn is_wanted(entry: &Entry, words: &str) -> bool {
    let about = &entry.about;
    let facts = [&about.title, &about.byline, &about.site].map(|fact| fact.to_lowercase());
    let has = |word: &str| facts.iter().any(|fact| fact.contains(word));
    words.to_lowercase().split_whitespace().all(has)
}

fn tell(state: &mut State, notice: Notice) -> Vec<Effect> {
    state.notice = Some(notice);
    Vec::new()
}

/// What one does with the link that hands pages over.
const BOOKMARKLET: &str = "This link works on other pages, not here. Drag it to the bar of bookmarks, or bookmark it by its menu; then open an article and click the bookmark there.";

/// Brings in what a form held when it was said to: as an article, or as a version of one.
fn bring(state: &mut State, form: AddForm, stamp: Stamp) -> Vec<Effect> {
    let Some(Ok(draft)) = &form.draft else { return Vec::new() };
    let draft = Draft::clone(draft);
    if let Some(updates) = form.updates {
        let after = std::mem::take(&mut state.panel);
        let effects = versions::begin(state, draft, updates, stamp);
        state.panel = after;
        return effects;
    }
    let effects = add(state, draft, stamp);
    if form.is_corrected() && !state.library.contains_key(&stamp.id(0)) {
        let told = "Its text is in the library already; here it is, as it was. What you corrected was not taken over.";
        review::leave(state, form, told);
    }
    effects
}

/// Brings a draft in and puts it on the desk. A text that is in the library already is opened
/// instead.
pub(super) fn add(state: &mut State, draft: Draft, stamp: Stamp) -> Vec<Effect> {
    let text = match draft.freeze() {
        Ok(text) => text,
        Err(error) => return tell(state, Notice::alarm(ImportError::Blocks(error).to_string())),
    };
    let same = |entry: &&Rc<Entry>| entry.binned.is_none() && entry.sha256 == text.sha256();
    if let Some(id) = state.library.values().find(same).map(|entry| entry.id) {
        let effects = open(state, id, stamp);
        state.notice = Some(Notice::quiet("This text is in the library already; here it is."));
        return effects;
    }
    let mut about = draft.about;
    if about.title.trim().is_empty() {
        about.title = first_words(text.as_str());
    }
    let article = Article {
        id: stamp.id(0),
        about,
        text: Rc::new(text),
        created: stamp.at,
        modified: stamp.at,
        binned: None,
    };
    put_on_desk(state, Desk::new(Document::new(Rc::new(article)), History::default()), true)
}

/// What an article without a headline is known by: its first words.
pub(super) fn first_words(text: &str) -> String {
    let words = text.split_whitespace().take(10).collect::<Vec<_>>().join(" ");
    let cut = words.char_indices().nth(80).map_or(words.len(), |(at, _)| at);
    words[..cut].to_owned()
}

/// Brings in the draft that is looked at and every one behind it. It stops at one that looks like an
/// article of the library: that is for the person to say.
fn add_all(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    let before = state.library.len();
    // Each needs ids of its own.
    let stamps = (0..).map(|n| stamp.nth(n));
    for (n, stamp) in stamps.enumerate() {
        match &state.panel {
            Panel::Add(form) if n == 0 || (form.from.is_some() && form.known.is_none()) => {}
            _ => break,
        }
        effects.extend(update(state, Library::Add(stamp)));
    }
    let added = state.library.len() - before;
    if added > 1 {
        state.notice = Some(Notice::quiet(format!("{added} articles were added.")));
    }
    effects
}

/// Puts a desk on the screen, and keeps it when it is new.
pub(super) fn put_on_desk(state: &mut State, mut desk: Desk, is_new: bool) -> Vec<Effect> {
    let id = desk.id();
    let mut effects = Vec::new();
    put_away(state);
    state.settings.last_open = Some(id);
    state.library.insert(id, Rc::new(desk.entry()));
    let mut batch = if is_new { desk.whole() } else { Batch::default() };
    batch.put.push(Record::Settings(state.settings.clone()));
    effects.push(state.storage.write(batch));
    if is_new {
        desk.revision = state.storage.revision();
    }
    if !desk.view.is_drawn() {
        effects.push(Effect::DrawMoreSoon);
    }
    effects.extend([Effect::ScrollToTop, Effect::MoveFocus(Focusable::Article)]);
    state.desk = Load::Ready(Box::new(desk));
    state.drawer = Drawer::None;
    effects
}

/// Clears the desk. What is not known to be in the store stays in memory; an answer that is on
/// its way is not wanted any more.
pub(super) fn put_away(state: &mut State) {
    state.question += 1;
    (state.work, state.comparison, state.comparing) = (None, Load::Nothing, false);
    if let Load::Ready(mut desk) = std::mem::take(&mut state.desk)
        && !state.storage.is_sure()
    {
        desk.rest();
        state.unsaved.insert(desk.id(), *desk);
    }
}

/// Asks the store for an article.
fn ask_for(state: &mut State, id: ArticleId) -> Effect {
    put_away(state);
    state.desk = Load::Coming(id);
    Effect::Load { question: state.question, article: id }
}

/// Asks anew for an article that is on its way when it was changed meanwhile.
fn ask_again(state: &mut State, id: ArticleId) -> Option<Effect> {
    matches!(state.desk, Load::Coming(coming) if coming == id).then(|| ask_for(state, id))
}

/// Whether this article is on the desk or on its way there.
fn is_shown(state: &State, id: ArticleId) -> bool {
    match &state.desk {
        Load::Ready(desk) => desk.id() == id,
        Load::Coming(coming) => *coming == id,
        Load::Nothing | Load::Failed(_) => false,
    }
}

fn open(state: &mut State, id: ArticleId, _stamp: Stamp) -> Vec<Effect> {
    if state.desk.ready().is_some_and(|desk| desk.id() == id) {
        state.drawer = Drawer::None;
        state.comparing = false;
        return vec![Effect::MoveFocus(Focusable::Article)];
    }
    if let Some(desk) = state.unsaved.remove(&id) {
        return put_on_desk(state, desk, false);
    }
    vec![ask_for(state, id)]
}

/// The store read an article, or could not.
pub(super) fn loaded(state: &mut State, question: u32, result: Result<Box<Loaded>, String>) -> Vec<Effect> {
    if question != state.question {
        return Vec::new();
    }
    if let Some(effects) = versions::loaded(state, &result) {
        return effects;
    }
    match result {
        Ok(loaded) => {
            let damaged = loaded.damaged.len();
            let title = loaded.document.article.about.title.clone();
            for what in &loaded.damaged {
                let line = format!("“{title}”, {what}");
                if !state.damaged.contains(&line) {
                    state.damaged.push(line);
                }
            }
            let mut effects = put_on_desk(state, Desk::of(*loaded), false);
            effects.extend(known::go_on(state));
            if damaged > 0 {
                state.notice = Some(Notice::alarm(format!(
                    "{damaged} records of this article could not be read. They are left where they are; the rest is here."
                )));
            }
            effects
        }
        Err(why) => {
            if let Load::Coming(id) = &state.desk
                && let Some(entry) = state.library.get(id)
            {
                let line = format!("“{}”: {why}", entry.about.title);
                if !state.damaged.contains(&line) {
                    state.damaged.push(line);
                }
            }
            state.desk = Load::Failed(why);
            known::failed(state);
            Vec::new()
        }
    }
}

fn correct(state: &mut State, id: ArticleId, correction: Correction, stamp: Stamp) -> Vec<Effect> {
    state.renaming = None;
    let Some(entry) = state.library.get(&id).cloned() else { return Vec::new() };
    let mut about = entry.about.clone();
    about.correct(match correction {
        Correction::Words(Fact::Title, words) if words.trim().is_empty() => return Vec::new(),
        Correction::Words(fact, words) => {
            Correction::Words(fact, words.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        correction => correction,
    });
    if about == entry.about {
        return Vec::new();
    }
    // It is an act like any other and can be undone.
    let changes = vec![Change::About { before: Rc::new(entry.about.clone()), after: Rc::new(about.clone()) }];
    if let Some((desk, storage)) = state.held_mut(id) {
        let written = desk.act(storage, Act::About, stamp.at, changes);
        let entry = desk.entry();
        state.library.insert(id, Rc::new(entry));
        return written.ok().flatten().into_iter().collect();
    }
    // Off the desk too: the store does it on whatever is there, and what came of it is read anew.
    state.library.insert(id, Rc::new(Entry { about, ..Entry::clone(&entry) }));
    let edit = Rc::new(Edit { act: Act::About, at: stamp.at, changes });
    let written = state.storage.write(unseen([(id, Deed::Act { edit, known: Vec::new() })]));
    [written].into_iter().chain(ask_again(state, id)).collect()
}

/// What is done to articles that are not in memory.
fn unseen(deeds: impl IntoIterator<Item = (ArticleId, Deed)>) -> Batch {
    let acts = deeds.into_iter().map(|(article, deed)| Acted { article, basis: Basis::Any, deed });
    Batch { acts: acts.collect(), ..Batch::default() }
}

/// Puts an article into the bin with all its versions.
fn bin(state: &mut State, id: ArticleId, stamp: Stamp) -> Vec<Effect> {
    let Some(title) = state.library.get(&id).map(|entry| entry.about.title.clone()) else {
        return Vec::new();
    };
    let versions: Vec<ArticleId> = versions::series(state, id).iter().map(|entry| entry.id).collect();
    let count = versions.len();
    let effects = versions.into_iter().flat_map(|id| bin_one(state, id, stamp)).collect();
    let told = format!("{} is in the bin.", with_versions(&title, count));
    state.notice = Some(Notice::quiet(told).offering(Offer::Restore(id)));
    effects
}

/// What an article is called in a sentence about so many versions of it.
fn with_versions(title: &str, count: usize) -> String {
    if count > 1 { format!("“{title}”, with all {count} versions,") } else { format!("“{title}”") }
}

/// Puts one version into the bin.
pub(super) fn bin_one(state: &mut State, id: ArticleId, stamp: Stamp) -> Vec<Effect> {
    let Some(entry) = state.library.get(&id).cloned() else { return Vec::new() };
    if is_shown(state, id) {
        put_away(state);
    }
    write_entry(state, Entry { binned: Some(stamp.at), ..Entry::clone(&entry) })
}

/// Takes an article out of the bin, with the versions that went into it together with it.
fn restore(state: &mut State, id: ArticleId, stamp: Stamp) -> Vec<Effect> {
    let together: Vec<Rc<Entry>> = versions::together(state, id).into_iter().cloned().collect();
    let Some(newest) = together.last() else { return Vec::new() };
    let told = format!("{} is in the library again.", with_versions(&newest.about.title, together.len()));
    state.notice = Some(Notice::quiet(told));
    let restored = together.into_iter().flat_map(|entry| {
        let modified = stamp.at.max(entry.modified);
        write_entry(state, Entry { binned: None, modified, ..Entry::clone(&entry) })
    });
    restored.collect()
}

/// Keeps an entry that was put into the bin or taken out, in the library, on the desk and in the
/// store.
fn write_entry(state: &mut State, entry: Entry) -> Vec<Effect> {
    let id = entry.id;
    let (binned, modified) = (entry.binned, entry.modified);
    let written = if let Some((desk, storage)) = state.held_mut(id) {
        let article = Rc::make_mut(&mut desk.document.article);
        (article.binned, article.modified) = (binned, modified);
        desk.keep_entry(storage)
    } else {
        state.storage.write(unseen([(id, Deed::Bin { binned, modified })]))
    };
    state.library.insert(id, Rc::new(entry));
    [written].into_iter().chain(ask_again(state, id)).collect()
}

/// Deletes those of these articles for ever that are in the bin.
fn erase(state: &mut State, mut ids: Vec<ArticleId>) -> Vec<Effect> {
    ids.retain(|id| state.library.get(id).is_some_and(|entry| entry.binned.is_some()));
    state.erasing = None;
    let Some(title) = ids.last().and_then(|id| state.library.get(id)).map(|entry| entry.about.title.clone())
    else {
        return Vec::new();
    };
    let roots: BTreeSet<ArticleId> = ids.iter().map(|id| versions::root(state, *id)).collect();
    let told = match roots.len() {
        1 => format!("{} is deleted for ever.", with_versions(&title, ids.len())),
        articles => format!("{articles} articles are deleted for ever."),
    };
    for id in &ids {
        if is_shown(state, *id) {
            put_away(state);
        }
        state.library.remove(id);
        state.unsaved.remove(id);
    }
    state.notice = Some(Notice::quiet(told));
    vec![state.storage.write(unseen(ids.into_iter().map(|id| (id, Deed::Erase))))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    #[test]
    fn the_sample_is_what_reading_its_text_gives() {
        assert_eq!(Ok(sample_draft()), import::plain(sample::ARTICLE));
    }
}
