//! The next quotation, offered as another part of the quote that was just attributed.
//!
//! The one idea: the offer lives until the next act. Whatever else a person does, it is gone.

use super::{Desk, Effect, Load, Message, Notice, Offer, State, Tab, acts, update::perform};
use crate::{
    annotation::{Act, Kind},
    keys::Action,
    record::{AnnotationId, Stamp},
    suggest,
    text::TextRange,
};

/// A quotation that seems to go on what a quote says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The quote.
    pub quote: AnnotationId,
    /// The quotation.
    pub range: TextRange,
    /// What the person was told about it.
    said: String,
}

/// Lets `act` take the message, and offers what goes on after it.
pub(super) fn around(
    state: &mut State,
    message: Message,
    act: impl FnOnce(&mut State, Message) -> Vec<Effect>,
) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return act(state, message) };
    if is_no_act(&message) {
        return act(state, message);
    }
    let offered = desk.offered.take();
    let told = |notice: &Notice| offered.as_ref().is_some_and(|offered| offered.said == notice.text);
    if state.notice.as_ref().is_some_and(told) {
        state.notice = None;
    }
    if let Message::Continue(stamp) = message {
        return go_on(state, offered, stamp);
    }
    let before = desk.history.done();
    let stepping = matches!(message, Message::Undo(_) | Message::Redo(_));
    let effects = act(state, message);
    let Load::Ready(desk) = &mut state.desk else { return effects };
    let done = desk.history.undoable().filter(|_| desk.history.done() > before && !stepping);
    if done.is_some_and(|edit| matches!(edit.act, Act::Attribute | Act::Change)) {
        propose(state);
    }
    effects
}

/// What happens by itself, or only changes what is in sight.
fn is_no_act(message: &Message) -> bool {
    matches!(
        message,
        Message::Select { points: None, .. }
            | Message::Show(_)
            | Message::ListScrolled(_)
            | Message::DrawMore
    )
}

/// Offers the quotation after the focused quote, when it has a source.
fn propose(state: &mut State) {
    let Load::Ready(desk) = &mut state.desk else { return };
    let Some(quote) = desk.focused().filter(|a| a.kind() == Kind::Quote && !a.attributions().is_empty())
    else {
        return;
    };
    let Some(range) = suggest::continuation(&desk.document, quote) else { return };
    let press = state.keys.press(Action::Continue, "Add it");
    let said = format!("The same speaker seems to go on; {press} to add it: {}", desk.brief(range));
    state.notice = Some(Notice::quiet(said.clone()).offering(Offer::Continue));
    desk.offered = Some(Continuation { quote: quote.id, range, said });
}

/// Adds what was offered, and offers what comes after it.
fn go_on(state: &mut State, offered: Option<Continuation>, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let offered = offered.filter(|offered| desk.focus == Some(offered.quote));
    let Some(offered) = offered else {
        state.notice = Some(Notice::quiet(
            "Nothing is offered here. Attribute a quote whose speaker goes on, and the next quotation is.",
        ));
        return Vec::new();
    };
    let changes = acts::add_part(desk, offered.range, stamp);
    let mut effects = perform(state, changes, stamp);
    let Load::Ready(desk) = &mut state.desk else { return effects };
    effects.extend(desk.show_range(offered.range));
    let parts = desk.focused().map_or(0, |quote| quote.target.ranges().len());
    state.notice = Some(Notice::quiet(format!("Added; the quote has {parts} parts.")).offering(Offer::Undo));
    propose(state);
    effects
}

impl Desk {
    /// What goes on the focused quote, as far as it is offered: its words.
    #[must_use]
    pub fn offered_words(&self) -> Option<String> {
        let offered = self.offered.as_ref().filter(|offered| self.focus == Some(offered.quote))?;
        (self.margin.tab == Tab::Annotations).then(|| self.excerpt(&[offered.range]))
    }

    /// The first few words of a stretch.
    pub(super) fn brief(&self, range: TextRange) -> String {
        let words = self.excerpt(&[range]);
        match words.char_indices().nth(50) {
            Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
            None => words,
        }
    }
}
