//! What came of an import: what was taken, what was not and why.

use yew::prelude::*;

use super::element::html;
use super::{Send, words};
use crate::app::{Message, Report, Transfer};

#[inline(never)]
pub(super) fn report_dialog(report: &Report, send: &Send) -> Html {
    let close = send.reform(|_: MouseEvent| Message::Transfer(Transfer::CloseReport));
    let closed = send.reform(|_: Event| Message::Transfer(Transfer::CloseReport));
    let Report { file, taken, problems } = report;
    let headline = if taken.is_empty() {
        format!("Nothing was taken from {file}")
    } else if problems.is_empty() {
        format!("{file} was taken in")
    } else {
        let count = words::count(u32::try_from(problems.len()).unwrap_or(u32::MAX), "thing");
        format!("{file} was taken in, but for {count}")
    };
    html! {
        <dialog id="report" class="dialog" aria-labelledby="report-title" onclose={closed}>
            <h2 id="report-title">{ headline }</h2>
            <div class="dialog-body">
                if !taken.is_empty() {
                    <ul class="taken">{ for taken.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                }
                if !problems.is_empty() {
                    <h3>{ "Not taken" }</h3>
                    <ul class="problems" role="alert">{ for problems.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                }
                <p class="hint">{ "Nothing that was in the library before has been changed." }</p>
            </div>
            <div class="dialog-foot"><span class="grow" /><button type="button" id="dialog-close" class="main" onclick={close}>{ "Close" }</button></div>
        </dialog>
    }
}
