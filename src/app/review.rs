//! The form that brings in an article, and the look one takes at it before it is stored.
//!
//! The one idea: whatever comes, pasted or as a file, becomes a draft that is shown as it will be;
//! nothing is stored before the person says so, and for a clean article that is one key. What a
//! person typed or corrected stays until they are done with it: what comes meanwhile waits behind
//! it, and what is closed can be brought back.

mod retyped;
mod steps;

use std::{collections::VecDeque, ops::Range, rc::Rc};

use steps::Step;

use super::{
    CutStep, Effect, Focusable, Known, Notice, Offer, Panel, State,
    cut::{likely, moved},
    known, transfer,
};
use crate::{
    article::{BlockKind, Correction, Fact},
    import::{self, Draft, DraftBlock, ImportError},
    record::{ArticleId, Stamp},
    text::TextSize,
};

/// So many bytes of a draft have their words counted: a few milliseconds' work.
const COUNTED: usize = 100_000;

/// So many passages are shown at first, and so many more each time.
const SHOWN: usize = 300;

/// The most that are shown at once: of a book, those around the one at hand.
const MOST: usize = 3 * SHOWN;

/// The form that brings in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddForm {
    /// The article of which the text is to be a new version.
    pub updates: Option<ArticleId>,
    /// What was pasted.
    pub text: String,
    /// Where the draft comes from, when not from the field: a file's name, a page's address.
    pub from: Option<String>,
    /// What it would become; `None` for an empty form, and for one with an address in it.
    pub draft: Option<Result<Rc<Draft>, ImportError>>,
    /// All that the file may be taken as: a book as a whole, or each of its chapters.
    pub offered: Vec<Rc<Draft>>,
    /// Which of these it is.
    pub chosen: usize,
    /// What was left out of the page is shown.
    pub around: bool,
    /// The passage that is at hand.
    pub at: usize,
    /// Which of its [passages](Self::passages) are shown.
    pub shown: Range<usize>,
    /// Where that passage would be parted, in bytes of its text, while the person looks for the place.
    pub cut: Option<TextSize>,
    /// How many words the article has, what was set aside not counted; and whether that was
    /// counted, not estimated.
    pub words: (usize, bool),
    /// What the library has that looks like it.
    pub known: Option<Box<Known>>,
    /// What came of the last thing that was done here, as a sentence.
    pub told: String,
    /// What could not be read meanwhile: each file, and why.
    pub refused: Vec<(String, String)>,
    /// What was in it before a long text was pasted, which is being read.
    pub(super) before: Option<Box<AddForm>>,
    /// It is to be a version of this article, once that is open.
    pub(super) turning: Option<Box<(ArticleId, Stamp)>>,
    /// What came while this one was looked at.
    pub(super) queue: VecDeque<AddForm>,
    pub(super) corrected: bool,
    pub(super) done: Vec<Step>,
    pub(super) undone: Vec<Step>,
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
    /// Shows what was left out of the page, or hides it.
    Around(bool),
    /// What is known of it besides its text.
    About(Correction),
    /// Take this one of what is offered.
    Offered(usize),
    /// Take the passage of this number in hand.
    At(usize),
    /// Take the last correction back.
    Undo,
    /// Make the correction again that was taken back.
    Redo,
}

impl AddForm {
    /// The form with this text in it.
    #[must_use]
    pub fn of(text: String) -> Self {
        let is_article = !text.trim().is_empty() && !is_address(&text);
        let draft = is_article.then(|| import::plain(&text).map(Rc::new));
        let mut form = Self { text, draft, ..Self::default() };
        form.settle();
        form
    }

    /// How many files wait behind this one.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Whether what was typed is the address of a page, and no article.
    #[must_use]
    pub fn is_address(&self) -> bool {
        is_address(&self.text)
    }

    /// Whether nothing is in it yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.from.is_none() && self.text.trim().is_empty()
    }

    /// Whether somebody typed or corrected something that would be lost with it.
    #[must_use]
    pub fn is_worked_on(&self) -> bool {
        self.corrected || !self.text.trim().is_empty() || self.before.is_some()
    }

    /// Whether what was found was corrected.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.corrected
    }

    /// Whether there is something to undo, and to redo.
    #[must_use]
    pub fn steps(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Whether a passage of the draft is shown: what is left out of a page is if it is asked for.
    #[must_use]
    pub fn shows(&self, block: &DraftBlock) -> bool {
        self.around || !block.is_left_out()
    }

    /// The numbers of the passages that are shown, as far as there is room for them.
    #[must_use]
    pub fn passages(&self, draft: &Draft) -> Vec<usize> {
        (0..draft.blocks.len()).filter(|n| self.shows(&draft.blocks[*n])).collect()
    }

    /// The passage that is shown next after the one of this number.
    #[must_use]
    pub fn next(&self, draft: &Draft, n: usize) -> Option<usize> {
        (n + 1..draft.blocks.len()).find(|n| self.shows(&draft.blocks[*n]))
    }

    /// What a person knows it by: its headline, or where it comes from.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.draft, &self.from) {
            (Some(Ok(draft)), _) if !draft.about.title.trim().is_empty() => draft.about.title.clone(),
            (_, Some(from)) => from.clone(),
            _ => "What you typed".to_owned(),
        }
    }

    /// Takes over what waits behind the form before, and what could not be read.
    fn take_others(&mut self) {
        if let Some(before) = &mut self.before {
            self.queue = std::mem::take(&mut before.queue);
            self.refused = std::mem::take(&mut before.refused);
        }
    }

    fn with(from: String, drafts: Vec<Draft>) -> Self {
        let offered: Vec<Rc<Draft>> = drafts.into_iter().map(Rc::new).collect();
        let draft = offered.first().cloned().map(Ok);
        let mut form = Self { from: Some(from), draft, offered, ..Self::default() };
        form.settle();
        form
    }

    /// Takes another one of what is offered; which it was before. What was corrected in that stays.
    fn choose(&mut self, n: usize) -> Option<usize> {
        let draft = self.offered.get(n)?.clone();
        if let (Some(Ok(left)), Some(place)) = (self.draft.take(), self.offered.get_mut(self.chosen)) {
            *place = left;
        }
        (self.draft, self.at, self.shown) = (Some(Ok(draft)), 0, 0..0);
        Some(std::mem::replace(&mut self.chosen, n))
    }

    /// What follows from the draft as it is now: which passages are shown, and how many words it has.
    fn settle(&mut self) {
        self.reach();
        self.count();
    }

    /// The passage of this number, or, if it is not shown, the next one on the way from the one at hand.
    fn toward(&self, n: usize) -> usize {
        let Some(Ok(draft)) = &self.draft else { return n };
        let n = n.min(draft.blocks.len().saturating_sub(1));
        let is_shown = |n: &usize| draft.blocks.get(*n).is_some_and(|block| self.shows(block));
        let (on, back) = ((n..draft.blocks.len()).find(is_shown), (0..=n).rev().find(is_shown));
        if n < self.at { back.or(on) } else { on.or(back) }.unwrap_or(n)
    }

    /// Shows the passage at hand, with those around it.
    fn reach(&mut self) {
        self.at = self.toward(self.at);
        let Some(Ok(draft)) = &self.draft else { return };
        let passages = self.passages(draft);
        let all = passages.len();
        let at = passages.binary_search(&self.at).unwrap_or_default();
        let Range { start, end } = self.shown.clone();
        self.shown = if start <= at && at < end.min(all) {
            start..end.min(all).max((start + SHOWN).min(all))
        } else if at == end && start < end {
            let end = (end + SHOWN).min(all);
            start.max(end.saturating_sub(MOST))..end
        } else if at + 1 == start {
            let start = start.saturating_sub(SHOWN);
            start..end.min(all).min(start + MOST)
        } else {
            let start = at.saturating_sub(SHOWN / 2).min(all.saturating_sub(SHOWN));
            start..(start + SHOWN).min(all)
        };
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
            (words * (all / 1000) / (counted / 1000).max(1) / 1000 * 1000, false)
        };
    }
}

/// Whether there is nothing in this text but addresses of pages.
fn is_address(text: &str) -> bool {
    let is_one = |word: &str| {
        let host = word.split('/').next().unwrap_or_default();
        let is_path = host.len() < word.len() && host.contains('.') && host.chars().all(is_of_a_host);
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") || is_path
    };
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_one)
}

fn is_of_a_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | ':')
}

/// Something is corrected.
pub(super) fn review(state: &mut State, review: Review) -> Vec<Effect> {
    let Panel::Add(form) = &mut state.panel else { return Vec::new() };
    // Of what is known already, whether it is still the same has to be asked.
    let reshapes = matches!(review, Review::Join(_) | Review::Split(_) | Review::Undo | Review::Redo);
    let names_it = matches!(review, Review::About(Correction::Words(Fact::Url, _)) | Review::Offered(_))
        || reshapes && form.known.is_some();
    let counts = reshapes || matches!(review, Review::Aside(..) | Review::Offered(_));
    let moves = counts && !matches!(review, Review::Offered(_))
        || matches!(
            review,
            Review::At(_) | Review::Cut(_) | Review::Whole | Review::Heading(..) | Review::Around(_)
        );
    form.told.clear();
    correct(form, review);
    form.reach();
    if counts {
        form.count();
    }
    let at = form.at;
    if names_it {
        known::look_up(state);
    }
    moves.then_some(Effect::MoveFocus(Focusable::Passage(at))).into_iter().collect()
}

fn correct(form: &mut AddForm, review: Review) {
    let cut = std::mem::take(&mut form.cut);
    match review {
        Review::Offered(n) => {
            if n != form.chosen
                && let Some(before) = form.choose(n)
            {
                form.remember(Step::offered(before));
            }
            return;
        }
        Review::Undo | Review::Redo => return form.step(review == Review::Undo),
        Review::Around(shown) => {
            // Those around the one at hand are others now.
            (form.around, form.shown) = (shown, 0..0);
            let told = if shown { "What was left out is shown." } else { "What was left out is hidden." };
            return told.clone_into(&mut form.told);
        }
        Review::At(n) | Review::Aside(n, _) | Review::Join(n) | Review::Cut(n) | Review::Heading(n, _) => {
            form.at = form.toward(n);
        }
        _ => {}
    }
    let at = form.at;
    let next = form.draft.as_ref().and_then(|draft| form.next(draft.as_ref().ok()?, at));
    let Some(Ok(draft)) = &mut form.draft else { return };
    match review {
        Review::Cut(n) => {
            form.cut = likely(draft, n);
            if form.cut.is_none() {
                "It is one word, and cannot be split.".clone_into(&mut form.told);
            }
            return;
        }
        Review::MoveCut(step) => {
            let block = draft.blocks.get(at);
            return form.cut = cut.zip(block).map(|(cut, block)| moved(&block.text, cut, step));
        }
        // A long draft is copied for a correction only.
        Review::At(_) | Review::Whole => return,
        Review::Join(_) if next.is_none() => {
            return "This is the last passage: there is none after it to join it with."
                .clone_into(&mut form.told);
        }
        _ => {}
    }
    let draft = Rc::make_mut(draft);
    let some = |count: usize| draft.blocks.iter().skip(at).take(count).cloned().collect::<Vec<_>>();
    let step = match review {
        Review::Aside(n, aside) => {
            let step = Step::blocks(if aside { "setting aside" } else { "bringing back" }, n, 1, some(1));
            draft.set_aside(n, aside).then_some(step)
        }
        Review::Join(n) => {
            let next = next.unwrap_or(n);
            let step = Step::blocks("joining", n, next - n, some(next - n + 1));
            draft.join(n, next).then_some(step)
        }
        Review::Split(place) => {
            let step = Step::blocks("splitting", at, 2, some(1));
            place.or(cut).is_some_and(|place| draft.split(at, place)).then_some(step)
        }
        Review::Heading(n, heading) => {
            let kind = if heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
            let did = if heading { "making it a heading" } else { "making it a paragraph" };
            let step = Step::blocks(did, n, 1, some(1));
            draft.set_kind(n, kind).then_some(step)
        }
        Review::About(correction) => correct_fact(draft, correction),
        _ => None,
    };
    if let Some(step) = step {
        form.remember(step);
    }
}

/// What it is called to put a fact right, in a sentence.
pub(super) fn changing(fact: Fact) -> &'static str {
    match fact {
        Fact::Title => "changing the headline",
        Fact::Byline => "changing the byline",
        Fact::Site => "changing the outlet",
        Fact::Published => "changing the date",
        Fact::Url => "changing the address",
        Fact::Language => "changing the language",
    }
}

/// Sets what is known of the article besides its text.
fn correct_fact(draft: &mut Draft, correction: Correction) -> Option<Step> {
    let before = draft.about.clone();
    let did = match &correction {
        Correction::Words(fact, _) => changing(*fact),
        Correction::Direction(_) => "changing the direction",
    };
    draft.about.correct(correction);
    (draft.about != before).then(|| Step::about(did, &before))
}

/// The text in the form is another one. What was corrected stays where its words do.
pub(super) fn retype(state: &mut State, text: String) {
    let before = match &mut state.panel {
        Panel::Add(form) => std::mem::take(form),
        _ => AddForm::default(),
    };
    let AddForm { updates, queue, refused, at, .. } = before;
    let mut form = AddForm { updates, queue, refused, ..AddForm::of(text) };
    if before.corrected
        && let (Some(Ok(old)), Some(Ok(new))) = (&before.draft, &form.draft)
        && let Ok(found) = import::plain(&before.text)
    {
        form.draft = Some(Ok(Rc::new(retyped::retyped(&found, old, Draft::clone(new)))));
        (form.corrected, form.at) = (true, at);
        form.settle();
    }
    state.panel = Panel::Add(form);
    known::look_up(state);
}

/// The text in the form is too long to be looked at at every key: it is read like a file, and the form
/// is blank until then. What was in it before comes back if nothing comes of it.
pub(super) fn pasted(state: &mut State, text: String) -> Vec<Effect> {
    if let Panel::Add(form) = &mut state.panel {
        let before = std::mem::take(form);
        let AddForm { updates, .. } = before;
        *form = AddForm { updates, before: Some(Box::new(before)), ..AddForm::default() };
        form.take_others();
    }
    transfer::text(state, text)
}

/// Nothing comes of what was being read for the form: what was in it before is there again.
pub(super) fn given_up(state: &mut State) {
    if let Panel::Add(form) = &mut state.panel
        && let Some(before) = form.before.take()
    {
        let (queue, refused) = (std::mem::take(&mut form.queue), std::mem::take(&mut form.refused));
        *form = AddForm { queue, refused, ..*before };
    }
}

/// Drafts came from a file or a page: they are looked at, one after another.
pub(super) fn arrived(state: &mut State, from: String, drafts: Vec<Draft>) -> Vec<Effect> {
    let mut came = AddForm::with(from, drafts);
    match &mut state.panel {
        // One is being looked at already, or typed.
        Panel::Add(form) if !form.is_blank() => {
            form.queue.push_back(came);
            return Vec::new();
        }
        Panel::Add(form) => {
            let AddForm { updates, refused, queue, .. } = std::mem::take(form);
            came = AddForm { updates, refused, queue, ..came };
        }
        _ => {}
    }
    show(state, came)
}

/// A file that cannot be read is told of in the form that is open; whether one is.
pub(super) fn refused(state: &mut State, file: &str, why: &str) -> bool {
    given_up(state);
    let Panel::Add(form) = &mut state.panel else { return false };
    form.refused.push((file.to_owned(), why.to_owned()));
    true
}

fn show(state: &mut State, form: AddForm) -> Vec<Effect> {
    let focus = if form.from.is_some() { Focusable::AddButton } else { Focusable::AddForm };
    state.panel = Panel::Add(form);
    known::look_up(state);
    vec![Effect::MoveFocus(focus)]
}

/// The form is done with; what came meanwhile is next. The form, and where the focus goes if there
/// is a next one.
pub(super) fn done(state: &mut State) -> Option<(AddForm, Vec<Effect>)> {
    let Panel::Add(form) = &mut state.panel else { return None };
    let mut form = std::mem::take(form);
    state.panel = Panel::None;
    let mut queue = std::mem::take(&mut form.queue);
    let Some(next) = queue.pop_front() else { return Some((form, Vec::new())) };
    let refused = form.refused.clone();
    let effects = show(state, AddForm { queue, refused, ..next });
    Some((form, effects))
}

/// The person closes the form. What they typed or corrected can be brought back.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    // What was pasted here is not to come up later.
    let is_blank = matches!(&state.panel, Panel::Add(form) if form.is_blank());
    let mut effects = if is_blank { transfer::stop_pasted(state) } else { Vec::new() };
    let Some((form, next)) = done(state) else { return effects };
    leave(state, form, "Nothing was added.");
    effects.extend(if next.is_empty() { vec![Effect::MoveFocus(Focusable::Opener)] } else { next });
    effects
}

/// Lets go of a form; what was typed or corrected in it is kept aside.
pub(super) fn leave(state: &mut State, form: AddForm, told: &str) {
    if form.is_worked_on() {
        let notice = Notice::quiet(format!("“{}” was closed. {told}", form.name()));
        state.notice = Some(notice.offering(Offer::BringBack));
        state.left = Some(Box::new(form));
    }
}

/// One step back: out of the place where a passage would be parted, or else out of the form.
pub(super) fn step_back(state: &mut State) -> Vec<Effect> {
    match &state.panel {
        Panel::Add(form) if form.cut.is_some() => review(state, Review::Whole),
        _ => close(state),
    }
}

/// Opens what was closed last again; what is open waits behind it.
pub(super) fn bring_back(state: &mut State) -> Vec<Effect> {
    let Some(mut form) = state.left.take() else { return Vec::new() };
    state.notice.take_if(|notice| notice.offer == Some(Offer::BringBack));
    if let Panel::Add(open) = &mut state.panel {
        let mut open = std::mem::take(open);
        form.queue = std::mem::take(&mut open.queue);
        form.refused = std::mem::take(&mut open.refused);
        if !open.is_blank() {
            form.queue.push_front(open);
        }
    }
    show(state, *form)
}
