//! The margin beside the article: annotations, sources, overview.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    changes::changes,
    inspector::{Inspected, inspector},
    list::{ListProps, annotation_list},
    overview::{Totals, overview},
    sources::{Entry, source_list},
};
use crate::app::{Desk, Message, Tab};

fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::Annotations => "Annotations",
        Tab::Sources => "Sources",
        Tab::Overview => "Overview",
        Tab::Changes => "Changes",
    }
}

pub(super) fn margin(desk: &Desk, send: &Send, on_scroll: Callback<Event>) -> Html {
    let shown = desk.margin.tab;
    let tab = |tab: Tab| {
        let onclick = send.reform(move |_: MouseEvent| Message::Tab(tab));
        html! {
            <button type="button" role="tab" aria-controls="margin-panel" aria-selected={(shown == tab).to_string()} {onclick}>{ name(tab) }</button>
        }
    };
    html! {
        <aside class="margin" aria-label="Annotations">
            <div class="tabs" role="tablist" aria-label="Margin">
                { tab(Tab::Annotations) }
                { tab(Tab::Sources) }
                { tab(Tab::Overview) }
                if desk.document.article.about.previous.is_some() || !desk.document.strays.is_empty() {
                    { tab(Tab::Changes) }
                }
            </div>
            <div id="margin-panel" class="panel" role="tabpanel" aria-label={name(shown)}>{ match shown {
                Tab::Annotations => {
                    let (rows, total) = desk.rows();
                    let all = desk.document.annotations.len();
                    let (filter, hits) = (desk.margin.filter.clone(), desk.hits.clone());
                    let chosen = desk.chosen.len();
                    let common = desk.in_common();
                    let list = ListProps { rows, common, chosen, total, all, filter, hits, send: send.clone(), on_scroll };
                    html! {
                        <>
                            { annotation_list(&list) }
                            // Always a child, or the list would be made anew, at its top and
                            // without the focus, whenever nothing is looked at any more.
                            { Inspected::of(desk).map(|it| inspector(&it, send)).unwrap_or_default() }
                        </>
                    }
                },
                Tab::Sources => source_list(&Entry::all(desk), desk.open_source, send),
                Tab::Overview => overview(&Totals::of(desk), send),
                Tab::Changes => changes(desk, send),
            } }</div>
        </aside>
    }
}
