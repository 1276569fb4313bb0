//! The article: sections of blocks of pieces, drawn from the view model.
//!
//! Components compare what they are given by pointer, so that marking something draws the
//! blocks it touches and passes over the rest.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Send,
    bar::MarkBar,
    picker::{Lines, PickerBox},
};
use crate::{
    annotation::Kind,
    app::{BlockView, Message, Mode, Piece, Section, Selection},
    article::{About, BlockKind},
    web,
};

#[derive(Properties)]
pub(super) struct ArticleProps {
    pub sections: Vec<Rc<Section>>,
    pub about: About,
    pub selection: Option<Selection>,
    pub mode: Mode,
    pub picker: Option<Lines>,
    pub focused: Option<Kind>,
    pub send: Send,
}

impl PartialEq for ArticleProps {
    fn eq(&self, other: &Self) -> bool {
        self.sections.len() == other.sections.len()
            && self.sections.iter().zip(&other.sections).all(|(a, b)| Rc::ptr_eq(a, b))
            && self.about == other.about
            && self.selection == other.selection
            && self.mode == other.mode
            && self.picker == other.picker
            && self.focused == other.focused
    }
}

#[component(ArticlePane)]
pub(super) fn article_pane(props: &ArticleProps) -> Html {
    let onclick = {
        let send = props.send.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(ids) = web::dom_path_ids(&event) {
                send.emit(Message::Click(ids, web::stamp()));
            }
        })
    };
    let mode = match props.mode {
        Mode::Reading => "reading",
        Mode::Attributing(_) => "attributing",
        Mode::TakingCue(_) => "cue",
        Mode::TakingPart => "part",
    };
    html! {
        <div class="pane" data-mode={mode}>
            <article
                id={web::ARTICLE}
                tabindex="-1"
                lang={(!props.about.language.is_empty()).then(|| props.about.language.clone())}
                dir={props.about.direction.as_str()}
                {onclick}
            >
                { for props.sections.iter().map(|section| html! { <SectionPane section={Link(section.clone())} /> }) }
            </article>
            <svg id="thread" aria-hidden="true"><path /></svg>
            if props.selection.is_some() {
                <MarkBar focused={props.focused} send={&props.send} />
            }
            if let Some(lines) = &props.picker {
                <PickerBox lines={lines.clone()} send={&props.send} />
            }
        </div>
    }
}

/// Something shared, compared by pointer.
#[derive(Clone)]
struct Link<T>(Rc<T>);

impl<T> PartialEq for Link<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct SectionProps {
    section: Link<Section>,
}

#[component(SectionPane)]
fn section_pane(props: &SectionProps) -> Html {
    html! {
        <div class="section">
            { for props.section.0.blocks.iter().map(|block| html! { <Block block={Link(block.clone())} /> }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    block: Link<BlockView>,
}

#[component(Block)]
fn block(props: &BlockProps) -> Html {
    let block = &props.block.0;
    let tag = match block.kind {
        BlockKind::Heading { level: 1 } => "h1",
        BlockKind::Heading { level: 2 } => "h2",
        BlockKind::Heading { .. } => "h3",
        BlockKind::Quotation => "blockquote",
        BlockKind::Preformatted => "pre",
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption => "p",
    };
    let sort = match block.kind {
        BlockKind::ListItem => Some("item"),
        BlockKind::Caption => Some("caption"),
        _ => None,
    };
    html! {
        <@{tag} data-block={block.number.to_string()} data-sort={sort} data-aside={block.aside.then_some("")}>
            { for block.pieces.iter().map(piece) }
        </@>
    }
}

fn piece(piece: &Piece) -> Html {
    let text = AttrValue::from(piece.text.clone());
    let Some(mark) = &piece.mark else { return html! { {text} } };
    html! {
        <mark
            data-kind={mark.kinds}
            data-ids={AttrValue::from(mark.ids.clone())}
            data-opens={(!mark.opens.is_empty()).then(|| AttrValue::from(mark.opens.clone()))}
            data-deep={(mark.depth > 1).then_some("")}
            data-focus={mark.focused.map(Kind::as_str)}
        >
            {text}
        </mark>
    }
}
