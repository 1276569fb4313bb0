//! The form that brings in an article, and the look one takes at it before it is stored.
//!
//! The one idea: whatever comes, pasted or as a file, becomes a draft that is shown as it will be;
//! nothing is stored before the person says so, and for a clean article that is one key.

use std::rc::Rc;

use super::{
    CutStep, Effect, Focusable, Known, Panel, State,
    cut::{likely, moved},
    known,
};
use crate::{
    article::{BlockKind, Direction},
    import::{self, Draft, ImportError},
    record::{ArticleId, Stamp},
    text::TextSize,
};

/// So many bytes of a draft have their words counted: a few milliseconds' work.
const COUNTED: usize = 100_000;

/// The form that brings in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddForm {
    /// The article of which the text is to be a new version.
    pub updates: Option<ArticleId>,
    /// What was pasted.
    pub text: String,
    /// Where the draft comes from, when not from the field: a file's name, a page's address.
    pub from: Option<String>,
    /// What it would become; `None` for an empty form.
    pub draft: Option<Result<Rc<Draft>, ImportError>>,
    /// All that the file may be taken as: a book as a whole, or each of its chapters.
    pub offered: Vec<Rc<Draft>>,
    /// The passage that is at hand.
    pub at: usize,
    /// Where that passage would be parted, in bytes of its text, while the person looks for the place.
    pub cut: Option<TextSize>,
    /// How many words the article has, what was set aside not counted; and whether that was
    /// counted, not estimated.
    pub words: (usize, bool),
    /// What the library has that looks like it.
    pub known: Option<Box<Known>>,
    /// It is to be a version of this article, once that is open.
    pub(super) turning: Option<Box<(ArticleId, Stamp)>>,
    /// What came while this one was looked at.
    pub(super) queue: Vec<(String, Vec<Draft>)>,
}

/// What a person corrects in a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Review {
    /// Sets the block of this number aside, or brings it back.
    Aside(usize, bool),
    /// Joins the block of this number with the next one.
    Join(usize),
    /// Asks where the block of this number is to be parted.
    Cut(usize),
    /// Moves the place where the passage at hand is to be parted.
    MoveCut(CutStep),
    /// Leaves it whole.
    Whole,
    /// Parts the passage at hand at this place of its text, or where it was asked for.
    Split(Option<TextSize>),
    /// A heading or a paragraph.
    Heading(usize, bool),
    /// The headline.
    Title(String),
    /// Who wrote it.
    Byline(String),
    /// When it was published, as printed.
    Published(String),
    /// Where it was found.
    Url(String),
    /// The language tag.
    Language(String),
    /// The direction it is read in.
    Direction(Direction),
    /// Take this one of what is offered.
    Offered(usize),
    /// Take the passage of this number in hand.
    At(usize),
}

impl AddForm {
    /// The form with this text in it.
    #[must_use]
    pub fn of(text: String) -> Self {
        let draft = (!text.trim().is_empty()).then(|| import::plain(&text).map(Rc::new));
        let mut form = Self { text, draft, ..Self::default() };
        form.count();
        form
    }

    /// How many files wait behind this one.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    fn with(from: String, drafts: Vec<Draft>) -> Self {
        let offered: Vec<Rc<Draft>> = drafts.into_iter().map(Rc::new).collect();
        let draft = offered.first().cloned().map(Ok);
        let mut form = Self { from: Some(from), draft, offered, ..Self::default() };
        form.count();
        form
    }

    /// Counts the words. Of a long text so many are counted that it is not felt, and the rest is
    /// estimated by them.
    fn count(&mut self) {
        let Some(Ok(draft)) = &self.draft else { return };
        let (mut words, mut counted, mut all) = (0, 0, 0);
        for block in draft.blocks.iter().filter(|block| !block.aside) {
            if all < COUNTED {
                words += crate::text::words::count(&block.text);
                counted += block.text.len();
            }
            all += block.text.len();
        }
        self.words = if counted == all {
            (words, true)
        } else {
            (words * (all / 1000) / (counted / 1000).max(1), false)
        };
    }
}

/// Something is corrected.
pub(super) fn review(state: &mut State, review: Review) -> Vec<Effect> {
    let names_it = matches!(review, Review::Url(_) | Review::Offered(_));
    let moves = matches!(
        review,
        Review::At(_)
            | Review::Aside(..)
            | Review::Join(_)
            | Review::Cut(_)
            | Review::Whole
            | Review::Split(_)
    );
    let counts = matches!(review, Review::Aside(..) | Review::Offered(_));
    correct(state, review);
    if names_it {
        known::look_up(state);
    }
    let Panel::Add(form) = &mut state.panel else { return Vec::new() };
    if counts {
        form.count();
    }
    moves.then_some(Effect::MoveFocus(Focusable::Passage(form.at))).into_iter().collect()
}

fn correct(state: &mut State, review: Review) {
    let Panel::Add(form) = &mut state.panel else { return };
    form.at = match review {
        Review::At(n) | Review::Aside(n, _) | Review::Join(n) | Review::Cut(n) => n,
        Review::Offered(_) => 0,
        _ => form.at,
    };
    let cut = std::mem::take(&mut form.cut);
    if let Review::Offered(n) = review {
        form.draft = form.offered.get(n).cloned().map(Ok);
        return;
    }
    let Some(Ok(draft)) = &mut form.draft else { return };
    match review {
        Review::Cut(n) => return form.cut = likely(draft, n),
        Review::MoveCut(step) => {
            let block = draft.blocks.get(form.at);
            return form.cut = cut.zip(block).map(|(cut, block)| moved(&block.text, cut, step));
        }
        // A long draft is copied for a correction only.
        Review::At(_) | Review::Whole => return,
        _ => {}
    }
    let draft = Rc::make_mut(draft);
    match review {
        Review::Aside(n, aside) => drop(draft.set_aside(n, aside)),
        Review::Join(n) => drop(draft.join(n)),
        Review::Split(place) => {
            if let Some(place) = place.or(cut) {
                draft.split(form.at, place);
            }
        }
        Review::Heading(n, heading) => {
            let kind = if heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
            draft.set_kind(n, kind);
        }
        Review::Title(title) => draft.about.title = title,
        Review::Byline(byline) => draft.about.byline = byline,
        Review::Published(published) => draft.about.published = published,
        Review::Url(url) => draft.about.url = url,
        Review::Language(language) => draft.about.language = language,
        Review::Direction(direction) => draft.about.direction = direction,
        Review::Offered(_) | Review::At(_) | Review::Whole | Review::Cut(_) | Review::MoveCut(_) => {}
    }
}

/// Drafts came from a file or a page: they are looked at, one after another.
pub(super) fn arrived(state: &mut State, from: String, drafts: Vec<Draft>) -> Vec<Effect> {
    match &mut state.panel {
        // One is being looked at already.
        Panel::Add(form) if form.draft.is_some() && form.from.is_some() => {
            form.queue.push((from, drafts));
            Vec::new()
        }
        panel => {
            let updates = if let Panel::Add(form) = &panel { form.updates } else { None };
            *panel = Panel::Add(AddForm { updates, ..AddForm::with(from, drafts) });
            known::look_up(state);
            vec![Effect::MoveFocus(Focusable::AddButton)]
        }
    }
}

/// The form is done with; what came meanwhile is next.
pub(super) fn close(state: &mut State) -> Option<Effect> {
    let Panel::Add(form) = &mut state.panel else { return None };
    let mut queue = std::mem::take(&mut form.queue);
    state.panel = Panel::None;
    if queue.is_empty() {
        return None;
    }
    let (from, drafts) = queue.remove(0);
    state.panel = Panel::Add(AddForm { queue, ..AddForm::with(from, drafts) });
    known::look_up(state);
    Some(Effect::MoveFocus(Focusable::AddButton))
}
