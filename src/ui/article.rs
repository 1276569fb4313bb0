//! The article: sections of blocks of pieces, drawn from the view model.
//!
//! Components compare what they are given by pointer, so that marking something draws the
//! blocks it touches and passes over the rest.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    acts::act_bar,
    bar::mark_bar,
    picker::{lines, picker_box},
    pile::pile_box,
    words,
};
use crate::{
    annotation::Kind,
    app::{BlockView, Desk, FoldLine, Message, Mode, Piece, Section},
    article::BlockKind,
    record::AnnotationId,
    text::units::Unit,
    web::{self, Drawn, Look, Marked},
};

pub(super) fn article_pane(desk: &Desk, send: &Send) -> Html {
    let about = &desk.document.article.about;
    let onclick = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(block) = web::number_at(&event, "data-fold") {
                send.emit(Message::ToggleFold(block));
                return;
            }
            if let Some(point) = web::click_point(&event) {
                send.emit(Message::PutCaret(point));
                if web::is_third(&event) {
                    send.emit(Message::TakeUnit(Unit::Sentence));
                }
            }
            if let Some(ids) = web::dom_path_ids(&event) {
                send.emit(Message::Click(ids, web::stamp()));
            }
        })
    };
    let mode = match desk.mode {
        Mode::Reading => "reading",
        Mode::Attributing(_) => "attributing",
        Mode::TakingCue(_) => "cue",
        Mode::TakingPart => "part",
        Mode::MovingEdge(_) => "edge",
        Mode::MarkingAll { .. } => "all",
        Mode::Listing(_) => "pile",
    };
    html! {
           <div class="pane" data-mode={mode} data-caret={desk.caret.is_some().then_some("")}>
               <article
                   id={web::ARTICLE}
                   tabindex="-1"
                   lang={(!about.language.is_empty()).then(|| about.language.clone())}
                   dir={about.direction.as_str()}
                   {onclick}
               >
                   { for desk.view.sections().iter().map(|section| html! { <SectionPane key={section.number} section={Link(section.clone())} /> }) }
               </article>
    { handles(desk, send) }
               <p class="unseen" aria-live="polite">{ desk.caret_words() }</p>
               <svg id="thread" aria-hidden="true"><path /></svg>
               if desk.selection.is_some() {
                   { mark_bar(desk.focused().map(|a| a.kind()), desk.is_deciding(), send) }
               }
               { act_bar(desk, send) }
               { desk.sticky.map(|kind| sticky(kind, send)).unwrap_or_default() }
               { jumps(desk, send) }
            { strip(desk) }
            { lines(desk).map(|lines| picker_box(&lines, send)).unwrap_or_default() }
            { desk.pile_rows().map(|(rows, marked)| pile_box(&rows, marked, send)).unwrap_or_default() }
           </div>
       }
}

/// What is selected is marked at once: to be seen as long as it lasts, and ended without a key.
#[inline(never)]
fn sticky(kind: Kind, send: &Send) -> Html {
    let end = send.reform(move |_: MouseEvent| Message::Sticky(kind));
    html! {
        <div class="sticky-kind" data-kind={kind.as_str()}>
            <b data-kind={kind.as_str()} aria-hidden="true">{ words::letter(kind) }</b>
            { format!("Marking {}s", kind.as_str()) }
            <button type="button" class="quiet" onclick={end}>{ "End" }</button>
        </div>
    }
}

/// A label for each thread. One node however many there are: what stands before them, the article
/// itself, would be taken for something else and drawn anew when their number changes.
fn jumps(desk: &Desk, send: &Send) -> Html {
    desk.threads().into_iter().enumerate().map(|(n, ends)| jump(desk, n, ends, send)).collect()
}

/// A label for the far end of a thread; it is shown while that is out of sight.
#[inline(never)]
fn jump(desk: &Desk, n: usize, (from, to): (AnnotationId, AnnotationId), send: &Send) -> Html {
    let words =
        desk.document.annotations.get(&to).map(|a| desk.excerpt(a.target.ranges())).unwrap_or_default();
    let onclick = send.reform(move |_: MouseEvent| Message::Show(to));
    html! { <button type="button" id={format!("jump-{n}")} class="jump" data-from={from.to_string()} data-to={to.to_string()} title="Go there" {onclick}>{ words }</button> }
}

/// Where annotations lie in the article, beside the scroll bar.
fn strip(desk: &Desk) -> Html {
    html! {
        <svg class="strip" viewBox="0 0 3 300" preserveAspectRatio="none" aria-hidden="true">
            { for Kind::ALL.map(|kind| html! { <path data-kind={kind.as_str()} d={AttrValue::from(desk.strip.path(kind))} /> }) }
        </svg>
    }
}

/// Two handles for each part of the focused annotation, or for what is held by touch; they are
/// placed after painting.
fn handles(desk: &Desk, send: &Send) -> Html {
    let parts = desk.handles().len();
    let held = desk.selection.is_some();
    (0..parts * 2)
        .map(|n| {
            let (part, end) = (n / 2, n % 2 == 1);
            let down = Callback::from(|event: PointerEvent| web::grasp(&event));
            let drag = {
                let send = send.clone();
                Callback::from(move |event: PointerEvent| {
                    if let Some(point) = web::dragged_to(&event) {
                        let exact = event.alt_key();
                        send.emit(if held {
                            Message::Stretch { end, point, exact }
                        } else {
                            Message::DragEdge { part, end, point, exact }
                        });
                    }
                })
            };
            let up = send.reform(|_: PointerEvent| Message::SettleEdge(web::stamp()));
            html! { <i id={format!("handle-{n}")} class="handle" data-end={end.to_string()} aria-hidden="true" onpointerdown={down} onpointermove={drag} onpointerup={up} /> }
        })
        .collect()
}

/// Blocks that the browser lays out together, or passes over while they are out of sight: about as
/// many as fill a screen, since what is laid out with them is laid out for nothing.
const STRETCH: usize = 8;

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
        <>
            { for props.section.0.blocks.chunks(STRETCH).map(|blocks| html! {
                <div class="stretch">
                    { for blocks.iter().map(|block| html! { <Block block={Link(block.clone())} /> }) }
                </div>
            }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    block: Link<BlockView>,
}

/// A block. Its element and what is in it are not Yew’s: a crowded article has ten thousand marks,
/// and each took it longer to describe and to compare than the browser to draw.
struct Block(Option<Element>);

impl Component for Block {
    type Message = ();
    type Properties = BlockProps;

    fn create(context: &Context<Self>) -> Self {
        Self(element(&context.props().block.0))
    }

    fn changed(&mut self, context: &Context<Self>, old: &BlockProps) -> bool {
        let (old, new) = (&old.block.0, &context.props().block.0);
        match &self.0 {
            Some(there) if is_one_element(old, new) => draw(there, old, new),
            _ => self.0 = element(new),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let block = &context.props().block.0;
        let element = self.0.clone().map(|element| Html::VRef(element.into()));
        html! { <>{ for block.fold.iter().map(|line| fold(block.number, line)) }{ element }</> }
    }
}

fn tag(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { level: 1 } => "h1",
        BlockKind::Heading { level: 2 } => "h2",
        BlockKind::Heading { .. } => "h3",
        BlockKind::Quotation => "blockquote",
        BlockKind::Preformatted => "pre",
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption => "p",
    }
}

/// Whether the element of one can show the other.
fn is_one_element(a: &BlockView, b: &BlockView) -> bool {
    (a.number, tag(a.kind)) == (b.number, tag(b.kind))
}

/// A block as it is drawn first.
fn element(block: &BlockView) -> Option<Element> {
    let element = web::block_element(tag(block.kind))?;
    let number = block.number.to_string();
    web::put_on(&element, [("id", Some(&*web::block_id(block.number))), ("data-block", Some(&number))]);
    web::put_on(&element, attributes(block));
    web::draw_pieces(&element, &[], &drawn(&block.pieces));
    Some(element)
}

/// Draws a block where this one is drawn.
fn draw(element: &Element, old: &BlockView, new: &BlockView) {
    if attributes(old) != attributes(new) {
        web::put_on(element, attributes(new));
    }
    web::draw_pieces(element, &drawn(&old.pieces), &drawn(&new.pieces));
}

/// The attributes that can change.
fn attributes(block: &BlockView) -> [(&'static str, Option<&'static str>); 3] {
    let sort = match block.kind {
        BlockKind::ListItem => Some("item"),
        BlockKind::Caption => Some("caption"),
        _ => None,
    };
    [
        ("data-sort", sort),
        ("data-aside", block.aside.then_some("")),
        // What is folded away stays in the page, so that the browser’s own search finds it.
        ("hidden", block.folded.then_some("until-found")),
    ]
}

fn drawn(pieces: &[Piece]) -> Vec<Drawn<'_>> {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> Drawn<'_> {
    let mark = piece.mark.as_ref().map(|mark| Marked {
        ids: &mark.ids,
        look: Look {
            kinds: mark.kinds,
            opens: &mark.opens,
            deep: mark.depth > 1,
            focus: mark.focused.map(Kind::as_str),
        },
    });
    Drawn { text: &piece.text, mark }
}

/// The line over what was set aside. The article hears its clicks. Its words are drawn by the style
/// sheet, because nothing may stand in the article that is not its own.
fn fold(block: usize, line: &FoldLine) -> Html {
    let passages = words::count(u32::try_from(line.passages).unwrap_or(u32::MAX), "passage");
    let colon = if line.open { "" } else { ": " };
    let words = if line.open { "" } else { &line.words };
    let name = format!("{passages} set aside{colon}{words}");
    html! { <button type="button" id={format!("fold-{block}")} class="fold" data-fold={block.to_string()} aria-expanded={line.open.to_string()} aria-label={name} /> }
}
