//! The margin beside the article: annotations, sources, overview.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Send,
    inspector::{Inspected, Inspector},
    list::AnnotationList,
    overview::{Overview, Totals},
    sources::{Entry, SourceList},
};
use crate::{
    app::{Desk, Filter, Message, Row, Tab},
    record::SourceId,
};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct MarginProps {
    pub tab: Tab,
    pub filter: Filter,
    pub rows: Vec<Row>,
    pub total: usize,
    pub all: usize,
    pub inspected: Option<Rc<Inspected>>,
    pub sources: Vec<Entry>,
    pub open_source: Option<SourceId>,
    pub totals: Option<Totals>,
    pub send: Send,
    pub on_scroll: Callback<Event>,
}

/// What the margin shows of a desk. Views that are not in sight cost nothing.
pub(super) fn props(desk: &Desk, _creator: &str, send: Send, on_scroll: Callback<Event>) -> MarginProps {
    let tab = desk.margin.tab;
    let (rows, total) = if tab == Tab::Annotations { desk.rows() } else { (Vec::new(), 0) };
    MarginProps {
        tab,
        filter: desk.margin.filter,
        rows,
        total,
        all: desk.document.annotations.len(),
        inspected: (tab == Tab::Annotations).then(|| Inspected::of(desk)).flatten().map(Rc::new),
        sources: if tab == Tab::Sources { Entry::all(desk) } else { Vec::new() },
        open_source: desk.open_source,
        totals: (tab == Tab::Overview).then(|| Totals::of(desk)),
        send,
        on_scroll,
    }
}

#[component(MarginPane)]
pub(super) fn margin_pane(props: &MarginProps) -> Html {
    let send = &props.send;
    let tab = |tab: Tab, name: &'static str| {
        let onclick = send.reform(move |_: MouseEvent| Message::Tab(tab));
        html! {
            <button type="button" role="tab" aria-selected={(props.tab == tab).to_string()} {onclick}>{ name }</button>
        }
    };
    html! {
        <aside class="margin" aria-label="Annotations">
            <div class="tabs" role="tablist" aria-label="Margin">
                { tab(Tab::Annotations, "Annotations") }
                { tab(Tab::Sources, "Sources") }
                { tab(Tab::Overview, "Overview") }
            </div>
            { match props.tab {
                Tab::Annotations => html! {
                    <>
                        <AnnotationList rows={props.rows.clone()} total={props.total} all={props.all} filter={props.filter} {send} on_scroll={&props.on_scroll} />
                        if let Some(inspected) = &props.inspected {
                            <Inspector it={inspected.clone()} {send} />
                        }
                    </>
                },
                Tab::Sources => html! { <SourceList entries={props.sources.clone()} open={props.open_source} {send} /> },
                Tab::Overview => html! { if let Some(totals) = &props.totals { <Overview totals={totals.clone()} {send} /> } },
            } }
        </aside>
    }
}
