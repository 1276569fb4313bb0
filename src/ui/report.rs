//! What came of an import: what was taken, what was changed on the way, what was not taken and why.

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::act, words};
use crate::{
    app::{Message, Report, Transfer},
    web,
};

/// So many lines of a list are shown; the rest is counted, and is in what is copied.
const SHOWN: usize = 100;

#[inline(never)]
pub(super) fn report_dialog(report: &Report, send: &Send) -> Html {
    let close = send.reform(|_: MouseEvent| Message::Transfer(Transfer::CloseReport));
    let closed = send.reform(|_: Event| Message::Transfer(Transfer::CloseReport));
    let Report { file, taken, changed, problems, back } = report;
    let headline = if taken.is_empty() {
        format!("Nothing was taken from {file}")
    } else if problems.is_empty() {
        format!("{file} was taken in")
    } else {
        let count = words::count(u32::try_from(problems.len()).unwrap_or(u32::MAX), "thing");
        format!("{file} was taken in, but for {count}")
    };
    let copy = {
        let report = report.clone();
        let failed = send.reform(|()| Message::Transfer(Transfer::NotCopied));
        Callback::from(move |_: MouseEvent| {
            let failed = failed.clone();
            web::copy_words(&in_words(&report), move || failed.emit(()));
        })
    };
    let take_back = send.reform(|_: MouseEvent| Message::Transfer(Transfer::TakeBack(web::stamp())));
    html! {
        <dialog id="report" class="dialog" role={taken.is_empty().then_some("alertdialog")} aria-labelledby="report-title" aria-describedby="report-body" onclose={closed}>
            <h2 id="report-title">{ headline }</h2>
            <div id="report-body" class="dialog-body">
                { lines("", "taken", taken) }
                { lines("Not taken", "problems", problems) }
                { lines("Taken, but changed", "problems changed", changed) }
                if back.is_none() {
                    <p class="hint">{ "Nothing that was in the library before has been changed." }</p>
                }
            </div>
            <div class="dialog-foot">
                { act("Copy this report", None, copy) }
                if back.is_some() {
                    { act("Take all of it back", None, take_back) }
                }
                <span class="grow" />
                <button type="button" id="dialog-close" class="main" onclick={close}>{ "Close" }</button>
            </div>
        </dialog>
    }
}

fn lines(heading: &'static str, class: &'static str, lines: &[String]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let more = lines.len().saturating_sub(SHOWN);
    html! {
        <>
            if !heading.is_empty() {
                <h3>{ heading }</h3>
            }
            <ul {class}>
                { for lines.iter().take(SHOWN).map(|line| html! { <li>{ line.clone() }</li> }) }
            </ul>
            if more > 0 {
                <p class="hint">{ format!("And {more} more, which are in the copy of this report.") }</p>
            }
        </>
    }
}

/// The report as text.
fn in_words(report: &Report) -> String {
    let mut text = format!("{}\n", report.file);
    for (heading, lines) in
        [("Taken", &report.taken), ("Not taken", &report.problems), ("Taken, but changed", &report.changed)]
    {
        if !lines.is_empty() {
            text.push_str(&format!("\n{heading}\n{}\n", lines.join("\n")));
        }
    }
    text
}
