//! The look one takes at an article before it is stored: as it will be, what is no part of it
//! greyed.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, choice, line},
    words,
};
use crate::{
    app::{AddForm, Library, Message, Review},
    article::BlockKind,
    import::{Draft, DraftBlock},
    text::words as text_words,
};

/// The most blocks that are shown; of a book, the first are enough to see whether it is right.
const SHOWN: usize = 300;

#[inline(never)]
pub(super) fn review_pane(form: &AddForm, draft: &Draft, send: &Send) -> Html {
    let set = |change: fn(String) -> Review| {
        send.reform(move |text| Message::Library(Library::Review(change(text))))
    };
    let about = &draft.about;
    let more = draft.blocks.len().saturating_sub(SHOWN);
    let notes = draft.hygiene.notes();
    html! {
        <>
            { offered(form, draft, send) }
            { line("Headline", None, &about.title, "", &set(Review::Title)) }
            <p class="found hint" role="status">{ summary(draft) }{ for notes.iter().map(|note| format!(" {note}")) }</p>
            <ol class="review" aria-label="The article as it will be">
                { for draft.blocks.iter().take(SHOWN).enumerate().map(|(n, block)| self::block(n, block, send)) }
            </ol>
            if more > 0 {
                <p class="hint">{ format!("… and {more} more.") }</p>
            }
            <details class="about-more">
                <summary>{ "Byline, date, address, language" }</summary>
                <div class="about-fields">
                    { line("Byline", None, &about.byline, "", &set(Review::Byline)) }
                    { line("Published", None, &about.published, "", &set(Review::Published)) }
                    { line("Address", None, &about.url, "https://", &set(Review::Url)) }
                    { line("Language", None, &about.language, "en", &set(Review::Language)) }
                </div>
            </details>
        </>
    }
}

/// A book may be taken as a whole, or a chapter of it.
#[inline(never)]
fn offered(form: &AddForm, draft: &Draft, send: &Send) -> Html {
    if form.offered.len() < 2 {
        return Html::default();
    }
    let names: Vec<&str> = form.offered.iter().map(|draft| draft.about.title.as_str()).collect();
    let at = names.iter().position(|name| *name == draft.about.title).unwrap_or(0);
    let take = send.reform(|n: usize| Message::Library(Library::Review(Review::Offered(n))));
    choice("Which part of it", &names, at, &take)
}

fn summary(draft: &Draft) -> String {
    let is_paragraph = |b: &&DraftBlock| !b.aside && !matches!(b.kind, BlockKind::Heading { .. });
    let count = |n: usize, thing: &str| words::count(u32::try_from(n).unwrap_or(u32::MAX), thing);
    let paragraphs = count(draft.blocks.iter().filter(is_paragraph).count(), "paragraph");
    let aside = draft.blocks.iter().filter(|block| block.aside).count();
    let set_aside = if aside > 0 { format!(", {aside} set aside") } else { String::new() };
    format!("{paragraphs}, {}{set_aside}.", count(text_words::count(&draft.words()), "word"))
}

fn block(n: usize, block: &DraftBlock, send: &Send) -> Html {
    let to =
        |review: Review| send.reform(move |_: MouseEvent| Message::Library(Library::Review(review.clone())));
    let heading = matches!(block.kind, BlockKind::Heading { .. });
    let aside = if block.aside { "Bring back" } else { "Set aside" };
    html! {
        <li data-aside={block.aside.then_some("")} data-heading={heading.then_some("")}>
            <span>{ block.text.clone() }</span>
            <span class="acts">
                { act(aside, None, to(Review::Aside(n, !block.aside))) }
                { act("Join with next", None, to(Review::Join(n))) }
                { act("Split", None, to(Review::Split(n))) }
                { act(if heading { "Paragraph" } else { "Heading" }, None, to(Review::Heading(n, !heading))) }
            </span>
        </li>
    }
}
