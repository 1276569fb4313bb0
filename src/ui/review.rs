//! The look one takes at an article before it is stored: as it will be, what is no part of it
//! greyed.
//!
//! The one idea: one passage at a time has its acts, so that the list costs one element a passage,
//! and by key it is one stop: arrows move in it, a key each does what the buttons do.

use std::{ops::Range, rc::Rc};

use yew::prelude::*;

use super::element::html;
use super::{
    Send, about,
    fields::{act, choice},
    words,
};
use crate::{
    app::{self, AddForm, CutStep, Library, Message, Review},
    article::BlockKind,
    import::{Draft, DraftBlock},
    text::{self, TextRange, TextSize},
    web,
};

/// So many places to either side of where a passage is to be parted can be clicked.
const PLACES: usize = 1_000;

/// So many characters of the second part are read out.
const BEGINNING: usize = 60;

/// So many characters of a passage are its name.
const NAME: usize = 200;

#[inline(never)]
pub(super) fn review_pane(form: &AddForm, draft: &Draft, send: &Send) -> Html {
    let correct = send.reform(|correction| Message::Library(Library::Review(Review::About(correction))));
    let about = &draft.about;
    let notes = draft.hygiene.notes();
    html! {
        <>
            { offered(form, draft, send) }
            { about::headline(about, &correct) }
            <div class="found-line">
                <p class="found hint" role="status">{ summary(form, draft) }{ for notes.iter().map(|note| format!(" {note}")) }</p>
                <span class="acts">
                    { around(form, draft, send) }
                    { steps(form, send) }
                </span>
            </div>
            { passages(form, draft, send) }
            <p class="hint told" role="status">{ form.told.clone() }</p>
            <p class="hint">{ "Choose a passage" }<span class="by-key">{ ", or move with " }<kbd>{ "↑" }</kbd><kbd>{ "↓" }</kbd></span>{ ", to set it aside or bring it back, join or split it." }</p>
            <details class="about-more">
                <summary>{ "Byline, outlet, date, address, language" }</summary>
                { about::facts(Html::default(), about, &correct) }
            </details>
        </>
    }
}

/// Takes corrections back, and makes them again.
fn steps(form: &AddForm, send: &Send) -> Html {
    let (undo, redo) = form.steps();
    if !undo && !redo {
        return Html::default();
    }
    let to =
        |review: Review| send.reform(move |_: MouseEvent| Message::Library(Library::Review(review.clone())));
    let button = |name: &'static str, key: &'static str, off: bool, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="quiet" aria-keyshortcuts={key} disabled={off} {onclick}>{ name }</button> }
    };
    html! {
        <>
            { button("Undo", "Control+Z", !undo, to(Review::Undo)) }
            { button("Redo", "Control+Shift+Z", !redo, to(Review::Redo)) }
        </>
    }
}

/// Shows what was left out of a page, or hides it.
fn around(form: &AddForm, draft: &Draft, send: &Send) -> Html {
    let count = draft.blocks.iter().filter(|block| block.is_left_out()).count();
    if count == 0 {
        return Html::default();
    }
    let shown = form.around;
    let onclick = send.reform(move |_: MouseEvent| Message::Library(Library::Review(Review::Around(!shown))));
    let name = if shown { "Hide what was left out" } else { "Show what was left out" };
    html! {
        <button type="button" class="quiet" aria-keyshortcuts="L" title="What stands around the article on its page" {onclick}>
            { format!("{name} ({})", words::grouped(count)) }<kbd aria-hidden="true">{ "L" }</kbd>
        </button>
    }
}

/// The passages around the one at hand.
fn passages(form: &AddForm, draft: &Draft, send: &Send) -> Html {
    let (at, cutting) = (form.at, form.cut.is_some());
    let onclick = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            let place = web::number_at(&event, "data-place").and_then(|place| u32::try_from(place).ok());
            let review = match (place, web::number_at(&event, "data-passage")) {
                (Some(place), _) => Review::Split(Some(place.into())),
                // Beside the words of the one that is to be parted.
                (None, Some(n)) if n != at || !cutting => Review::At(n),
                _ => return,
            };
            send.emit(Message::Library(Library::Review(review)));
        })
    };
    let last = draft.blocks.len().saturating_sub(1);
    let here = draft.blocks.get(at).cloned();
    let around = form.around;
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            // A key on one of the buttons is the button's.
            let Some(block) = here.as_ref().filter(|_| web::number_at(&event, "data-passage").is_some())
            else {
                return;
            };
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let message = match small(event.key()).as_str() {
                key if cutting => cut_key(key, web::is_rtl(&event)).map(Library::Review),
                "Enter" => Some(Library::Add(web::stamp())),
                "l" => Some(Library::Review(Review::Around(!around))),
                key => passage_key(key, at, last, block).map(Library::Review),
            };
            if let Some(message) = message {
                web::prevent(&event);
                send.emit(Message::Library(message));
            }
        })
    };
    let about = &draft.about;
    let passages = form.passages(draft);
    let all = passages.len();
    let Range { start, end } = form.shown.clone();
    let at_edge = |place: usize| passages.get(place).copied().unwrap_or_default();
    let (before, after) = (at_edge(start.saturating_sub(1)), at_edge(end));
    let shown = passages.iter().zip(1..).take(end).skip(start);
    html! {
        <ol class="review" aria-label="The article as it will be" lang={(!about.language.is_empty()).then(|| about.language.clone())} {onclick} {onkeydown}>
            { more(start, "above", before, send) }
            { for shown.map(|(n, place)| passage(*n, &draft.blocks[*n], (place, all), form, draft, send)) }
            { more(all.saturating_sub(end), "below", after, send) }
        </ol>
    }
}

/// Those of a long article that are not shown: how many, and the way to them.
fn more(count: usize, which: &'static str, first: usize, send: &Send) -> Html {
    if count == 0 {
        return Html::default();
    }
    let show = send.reform(move |_: MouseEvent| Message::Library(Library::Review(Review::At(first))));
    html! { <li key={which} class="more">{ act(format!("Show more ({count} {which})"), None, show) }</li> }
}

/// A letter as it is without Shift and Caps Lock; the names of other keys as they are.
fn small(key: String) -> String {
    if key.chars().count() == 1 { key.to_lowercase() } else { key }
}

/// What a key does with the passage at hand.
fn passage_key(key: &str, at: usize, last: usize, block: &DraftBlock) -> Option<Review> {
    Some(match key {
        "ArrowDown" => Review::At((at + 1).min(last)),
        "ArrowUp" => Review::At(at.saturating_sub(1)),
        "Home" => Review::At(0),
        "End" => Review::At(last),
        " " | "Delete" | "Backspace" => Review::Aside(at, !block.aside),
        "j" => Review::Join(at),
        "s" => Review::Cut(at),
        "h" => Review::Heading(at, !is_heading(block)),
        _ => return None,
    })
}

/// What a key does while one looks for the place where the passage at hand is to be parted.
fn cut_key(key: &str, rtl: bool) -> Option<Review> {
    Some(match key {
        "ArrowLeft" => Review::MoveCut(CutStep::Word { back: !rtl }),
        "ArrowRight" => Review::MoveCut(CutStep::Word { back: rtl }),
        "ArrowUp" => Review::MoveCut(CutStep::Sentence { back: true }),
        "ArrowDown" => Review::MoveCut(CutStep::Sentence { back: false }),
        "Enter" | "s" | " " => Review::Split(None),
        "Escape" => Review::Whole,
        _ => return None,
    })
}

/// A book may be taken as a whole, or a chapter of it.
#[inline(never)]
fn offered<'a>(form: &'a AddForm, draft: &'a Draft, send: &Send) -> Html {
    if form.offered.len() < 2 {
        return Html::default();
    }
    // The one that is looked at has the headline it was given.
    let name = |(n, offered): (usize, &'a Rc<Draft>)| {
        if n == form.chosen { draft.about.title.as_str() } else { offered.about.title.as_str() }
    };
    let names: Vec<&str> = form.offered.iter().enumerate().map(name).collect();
    let take = send.reform(|n: usize| Message::Library(Library::Review(Review::Offered(n))));
    choice("Which part of it", &names, form.chosen, &take)
}

fn summary(form: &AddForm, draft: &Draft) -> String {
    let is_paragraph = |b: &&DraftBlock| !b.aside && !is_heading(b);
    let count = |n: usize, thing: &str| words::count(u32::try_from(n).unwrap_or(u32::MAX), thing);
    let paragraphs = count(draft.blocks.iter().filter(is_paragraph).count(), "paragraph");
    let aside = draft.blocks.iter().filter(|block| block.aside && !block.is_left_out()).count();
    let set_aside = if aside > 0 { format!(", {aside} set aside") } else { String::new() };
    let about = if form.words.1 { "" } else { "about " };
    format!("{paragraphs}, {about}{}{set_aside}.", count(form.words.0, "word"))
}

fn is_heading(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// What a passage is, for those who do not see how it is set.
fn named(block: &DraftBlock) -> String {
    let kind = match block.kind {
        BlockKind::Heading { .. } => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption => "caption",
        BlockKind::Preformatted => "text with its own line breaks",
    };
    let aside = match (block.is_left_out(), block.aside) {
        (true, _) => "Left out, ",
        (false, true) => "Set aside, ",
        (false, false) => "",
    };
    let begins: String = block.text.chars().take(NAME).collect();
    format!("{aside}{kind}: {begins}")
}

/// One passage; `place` is its number among those that are shown, and how many these are.
fn passage(
    n: usize,
    block: &DraftBlock,
    (place, all): (usize, usize),
    form: &AddForm,
    draft: &Draft,
    send: &Send,
) -> Html {
    let at = n == form.at;
    let cut = form.cut.filter(|_| at);
    html! {
        <li key={n} id={format!("passage-{n}")} data-passage={n.to_string()} dir={draft.about.direction.as_str()} tabindex={if at { "0" } else { "-1" }} aria-label={named(block)} aria-posinset={place.to_string()} aria-setsize={all.to_string()} data-aside={block.aside.then_some("")} data-left-out={block.is_left_out().then_some("")} data-heading={is_heading(block).then_some("")}>
            if let Some(cut) = cut {
                { parted(&block.text, cut, send) }
            } else {
                { block.text.clone() }
                if at {
                    { acts(n, block, form.next(draft, n).is_none(), send) }
                }
            }
        </li>
    }
}

/// A passage that is to be parted, each place where it may be, and the one that is shown.
#[inline(never)]
fn parted(text: &str, cut: TextSize, send: &Send) -> Html {
    let places = app::cut_places(text);
    let here = places.iter().position(|place| *place == cut).unwrap_or(0);
    let near = &places[here.saturating_sub(PLACES)..places.len().min(here + PLACES)];
    let ends = near.iter().skip(1).copied().chain([text::size_of(text)]);
    let piece = |(from, to): (&TextSize, TextSize)| {
        let words = text::slice(text, TextRange::new(*from, to)).to_owned();
        html! { <span data-place={u32::from(*from).to_string()} class={(*from == cut).then_some("cut")}>{ words }</span> }
    };
    let head = near.first().map_or("", |first| &text[..usize::from(*first)]).to_owned();
    let second = text::slice(text, TextRange::new(cut, text::size_of(text)));
    let begins: String = second.chars().take(BEGINNING).collect();
    let to =
        |review: Review| send.reform(move |_: MouseEvent| Message::Library(Library::Review(review.clone())));
    html! {
        <>
            { head }
            { for near.iter().zip(ends).map(piece) }
            <span class="acts">
                { act("Split here", Some("Enter"), to(Review::Split(None))) }
                { act("Leave whole", Some("Esc"), to(Review::Whole)) }
                <span class="hint">{ "Click where the second part begins" }<span class="by-key">{ ", or move with " }<kbd>{ "←" }</kbd><kbd>{ "→" }</kbd></span>{ "." }</span>
                <span class="unseen" role="status">{ format!("The second part begins: {begins}") }</span>
            </span>
        </>
    }
}

/// What can be done with the passage at hand. By key it is done on the passage itself, so these are
/// no stops.
fn acts(n: usize, block: &DraftBlock, last: bool, send: &Send) -> Html {
    let button = |name: &'static str, key: &'static str, off: bool, review: Review| {
        let onclick = send.reform(move |_: MouseEvent| Message::Library(Library::Review(review.clone())));
        html! { <button type="button" tabindex="-1" disabled={off} {onclick}>{ name }<kbd aria-hidden="true">{ key }</kbd></button> }
    };
    let heading = is_heading(block);
    let aside = match (block.aside, block.around) {
        (true, _) => "Bring back",
        (false, true) => "Leave out",
        (false, false) => "Set aside",
    };
    html! {
        <span class="acts">
            { button(aside, "Space", false, Review::Aside(n, !block.aside)) }
            { button("Join with next", "J", last, Review::Join(n)) }
            { button("Split", "S", false, Review::Cut(n)) }
            { button(if heading { "Paragraph" } else { "Heading" }, "H", false, Review::Heading(n, !heading)) }
        </span>
    }
}
