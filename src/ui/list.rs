//! The list of annotations in reading order. Only the rows in sight are in the page.

use yew::prelude::*;

use super::{Send, words};
use crate::{
    annotation::Kind,
    app::{Filter, Message, Row, RowAttribution},
    web,
};

pub(super) struct ListProps {
    pub rows: Vec<Row>,
    pub total: usize,
    pub all: usize,
    pub filter: Filter,
    pub send: Send,
    pub on_scroll: Callback<Event>,
}

pub(super) fn annotation_list(props: &ListProps) -> Html {
    html! {
        <>
            if props.all > 0 {
                { filters(props.filter, &props.send) }
            }
            <div id={web::LIST} class="list" onscroll={props.on_scroll.clone()}>
                { nothing(props) }
                <ol id="rows" class="rows" data-some={(props.total > 0).then_some("")}>
                    { for props.rows.iter().map(|row| self::row(row, props.total, &props.send)) }
                </ol>
            </div>
        </>
    }
}

fn filters(filter: Filter, send: &Send) -> Html {
    let chip = |to: Filter, name: &'static str| {
        let onclick = send.reform(move |_: MouseEvent| Message::Filter(to));
        html! { <button type="button" aria-pressed={(filter == to).to_string()} {onclick}>{ name }</button> }
    };
    html! {
        <div class="chips" role="group" aria-label="Show">
            { chip(Filter::All, "All") }
            { chip(Filter::Kind(Kind::Claim), "Claims") }
            { chip(Filter::Kind(Kind::Source), "Mentions") }
            { chip(Filter::Kind(Kind::Quote), "Quotes") }
            { chip(Filter::NotYet, "Open") }
            { chip(Filter::ArticleVoice, "Article’s voice") }
        </div>
    }
}

fn nothing(props: &ListProps) -> Html {
    if props.total > 0 {
        return Html::default();
    }
    if props.all > 0 {
        return html! { <p class="hint">{ "Nothing here. Other annotations are hidden by the choice above." }</p> };
    }
    html! {
        <div class="teach">
            <p><strong>{ "Nothing is marked yet." }</strong></p>
            <p>{ "Select some words in the article, then press" }</p>
            <ul>
                <li><b data-kind="claim">{ "C" }</b>{ "for a claim" }</li>
                <li><b data-kind="source">{ "S" }</b>{ "for a source" }</li>
                <li><b data-kind="quote">{ "Q" }</b>{ "for a quote, then a number for who said it" }</li>
            </ul>
            <p class="hint">{ "Marks may overlap. " }<kbd>{ "?" }</kbd>{ " shows every key." }</p>
        </div>
    }
}

fn row(row: &Row, total: usize, send: &Send) -> Html {
    let id = row.id;
    let onclick = send.reform(move |_: MouseEvent| Message::Focus(id));
    let (by, state) = match &row.by {
        RowAttribution::Open => ("not yet attributed".to_owned(), "open"),
        RowAttribution::ArticleVoice => ("the article’s voice".to_owned(), "article"),
        RowAttribution::Sources(names) if row.kind == Kind::Source => (names.clone(), "names"),
        RowAttribution::Sources(names) => (names.clone(), "by"),
    };
    html! {
        <li key={id.to_string()} aria-setsize={total.to_string()} aria-posinset={(row.number + 1).to_string()}>
            <button type="button" class="row" data-id={id.to_string()} data-kind={row.kind.as_str()} aria-current={row.focused.then_some("true")} {onclick}>
                <b data-kind={row.kind.as_str()} title={words::kind(row.kind)}>{ words::letter(row.kind) }</b>
                <span class="row-words">{ row.words.clone() }</span>
                <span class="row-by" data-state={state}>
                    { by }
                    if row.noted { <span class="row-flag" title="Has a note">{ "note" }</span> }
                    { for row.tags.iter().map(|tag| html! { <span class="row-flag tag">{ tag.clone() }</span> }) }
                </span>
            </button>
        </li>
    }
}
