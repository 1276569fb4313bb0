//! The export dialog: every format, what it cannot hold, what goes along.

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::act, status::going_on, words};
use crate::{
    app::{ExportChange, ExportForm, Job, Message, Scope, Transfer},
    format::Choices,
    web,
};

#[inline(never)]
pub(super) fn export_dialog(
    form: &ExportForm,
    scopes: &[(Scope, usize)],
    job: Option<&Job>,
    send: &Send,
) -> Html {
    let closed = send.reform(|_: Event| Message::Transfer(Transfer::CloseReport));
    let close = send.reform(|_: MouseEvent| Message::Transfer(Transfer::CloseReport));
    let save = |copy: bool| {
        send.reform(move |_: MouseEvent| Message::Transfer(Transfer::ExportAs { copy, stamp: web::stamp() }))
    };
    let change =
        |change: ExportChange| send.reform(move |()| Message::Transfer(Transfer::ExportForm(change)));
    let row = form.formats.get(form.chosen);
    html! {
        <dialog id="export" class="dialog wide" aria-labelledby="export-title" onclose={closed}>
            <h2 id="export-title">{ "Export to…" }</h2>
            <div class="dialog-body">
                if form.formats.is_empty() {
                    <p class="hint" role="status">{ "Looking up the formats…" }</p>
                }
                <fieldset class="along">
                        <legend>{ "How much" }</legend>
                        { for scopes.iter().map(|(scope, count)| html! {
                            <label class="format">
                                { tick("scope", *scope == form.scope, &change(ExportChange::Scope(*scope))) }
                                <span>{ so_much(*scope, *count) }</span>
                            </label>
                        }) }
                    </fieldset>
                <div class="formats" role="radiogroup" aria-label="Format">
                    { for form.formats.iter().enumerate().map(|(n, row)| html! {
                        <label class="format">
                            { tick("format", n == form.chosen, &change(ExportChange::Format(n))) }
                            <span><strong>{ row.name.clone() }</strong><span class="hint">{ row.purpose.clone() }</span></span>
                        </label>
                    }) }
                </div>
                if let Some(row) = row {
                    if !row.cannot.is_empty() {
                        <details class="cannot">
                            <summary>{ format!("What {} cannot hold", row.name) }</summary>
                            <ul>{ for row.cannot.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                        </details>
                    }
                    <fieldset class="along">
                        <legend>{ "What goes along" }</legend>
                        { choices(form.choices, &change) }
                    </fieldset>
                }
                if !form.said.is_empty() {
                    <ul class="taken" role="status">{ for form.said.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                }
            </div>
            <div class="dialog-foot">
                { going_on(job, send) }
                if row.is_some_and(|row| row.text) {
                    { act("Copy", None, save(true)) }
                }
                <span class="grow" />
                <button type="button" id="dialog-close" onclick={close}>{ "Close" }</button>
                <button type="button" class="main" disabled={row.is_none()} onclick={save(false)}>{ "Save file" }</button>
            </div>
        </dialog>
    }
}

fn choices(now: Choices, change: &impl Fn(ExportChange) -> Callback<()>) -> Html {
    let to = |choices| change(ExportChange::Choices(choices));
    html! {
        <>
            { line("Notes", now.notes, &to(Choices { notes: !now.notes, ..now })) }
            { line("Evidence", now.evidence, &to(Choices { evidence: !now.evidence, ..now })) }
            { line("Sources off the record or on background", now.withheld, &to(Choices { withheld: !now.withheld, ..now })) }
        </>
    }
}

fn line(name: &'static str, on: bool, change: &Callback<()>) -> Html {
    html! { <label class="format">{ tick("", on, change) }<span>{ name }</span></label> }
}

/// A box to tick, or, with a group, one choice of several.
fn tick(group: &'static str, on: bool, change: &Callback<()>) -> Html {
    let onchange = change.reform(|_: Event| ());
    let (sort, name) = if group.is_empty() { ("checkbox", None) } else { ("radio", Some(group)) };
    html! { <input type={sort} {name} checked={on} {onchange} /> }
}

fn so_much(scope: Scope, count: usize) -> String {
    match scope {
        Scope::Article => format!("This article: {count} marked"),
        Scope::Chosen => format!("Only what is chosen in the list: {count}, with their sources"),
        Scope::Listed => format!("Only what the list shows: {count}, with their sources"),
        Scope::Library => format!(
            "The whole library: {}",
            words::count(u32::try_from(count).unwrap_or(u32::MAX), "article")
        ),
    }
}
