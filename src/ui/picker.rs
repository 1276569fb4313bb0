//! The picker: who is behind the words, under them.

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::value_of, words};
use crate::{
    annotation::Attribution,
    app::{Choice, Desk, Message, Mode, Picker},
    web,
};

/// The picker's lines, ready to be drawn.
#[derive(Clone, PartialEq)]
pub(super) struct Lines {
    text: String,
    marked: usize,
    lines: Vec<Line>,
    /// “Who says this?”
    question: String,
    /// The cue that goes along with the marked line.
    cue: Option<String>,
}

#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    hint: String,
    new: bool,
}

/// How many lines are shown at once; typing narrows them.
const SHOWN: usize = 9;

/// The lines of the picker, when it is open.
pub(super) fn lines(desk: &Desk) -> Option<Lines> {
    let Mode::Attributing(picker) = &desk.mode else { return None };
    listed(desk, picker)
}

#[inline(never)]
fn listed(desk: &Desk, picker: &Picker) -> Option<Lines> {
    let sources = &desk.document.sources;
    let lines = picker.choices(sources).into_iter().map(|choice| match choice {
        Choice::Source(candidate) => {
            let source = sources.get(&candidate.source);
            let role = source.map(|s| s.role.clone()).filter(|role| !role.is_empty());
            Line {
                name: source.map(|s| s.name.clone()).unwrap_or_default(),
                hint: role
                    .or_else(|| source.map(|s| words::source_kind(s.kind).to_owned()))
                    .unwrap_or_default(),
                new: false,
            }
        }
        Choice::New(name) => Line { name: format!("Add “{name}”"), hint: "new source".into(), new: true },
        Choice::ArticleVoice => {
            Line { name: "The article’s voice".into(), hint: "nobody is quoted".into(), new: false }
        }
    });
    Some(Lines {
        text: picker.text.clone(),
        marked: picker.marked,
        lines: lines.collect(),
        cue: desk.proposed_cue_words().map(str::to_owned),
        question: question(desk, picker)?,
    })
}

fn question(desk: &Desk, picker: &Picker) -> Option<String> {
    let content = desk.document.annotations.get(&picker.annotation)?;
    let name = |a: &Attribution| desk.document.sources.get(&a.source).map(|source| source.name.clone());
    let mut all = content.attributions().iter().flat_map(Attribution::all);
    let outer = all.find(|a| Some(a.id) == picker.via).and_then(name);
    let by: Vec<String> = content.attributions().iter().filter(|_| !picker.many).filter_map(name).collect();
    Some(words::who(content.kind(), &by, outer.as_deref()))
}

#[inline(never)]
pub(super) fn picker_box(lines: &Lines, send: &Send) -> Html {
    let oninput = send.reform(|event: InputEvent| Message::PickerText(value_of(&event)));
    let onkeydown = {
        let (send, empty) = (send.clone(), lines.text.is_empty());
        Callback::from(move |event: KeyboardEvent| {
            let Some(press) = web::key_press(&event) else { return };
            let digit =
                press.key.parse::<usize>().ok().filter(|n| (1..=9).contains(n) && empty && !press.command);
            let message = match press.key.as_str() {
                "ArrowDown" => Message::PickerMove { back: false },
                "ArrowUp" => Message::PickerMove { back: true },
                "Enter" => Message::Pick(None, web::stamp()),
                _ => match digit {
                    Some(n) => Message::Pick(Some(n - 1), web::stamp()),
                    None => return,
                },
            };
            web::prevent(&event);
            send.emit(message);
        })
    };
    let keep = Callback::from(|event: MouseEvent| web::prevent(&event));
    // The window of lines follows the marked one.
    let first = (lines.marked + 1).saturating_sub(SHOWN);
    let shown = lines.lines.iter().enumerate().skip(first).take(SHOWN);
    let placeholder = match (lines.lines.is_empty(), send.keys.unseen) {
        (true, _) => "Type a name",
        (false, false) => "A number, or type a name",
        (false, true) => "Choose, or type a name",
    };
    let later = send.reform(|_: MouseEvent| Message::Escape);
    let active = (!lines.lines.is_empty()).then(|| format!("choice-{}", lines.marked));
    html! {
        <div id="picker" class="picker" role="dialog" aria-label={lines.question.clone()}>
            <label for="picker-text">{ lines.question.clone() }</label>
            <input
                id="picker-text" type="text" autocomplete="off" spellcheck="false" role="combobox"
                aria-expanded="true" aria-controls="picker-lines" aria-activedescendant={active}
                placeholder={placeholder}
                value={lines.text.clone()} {oninput} onkeydown={onkeydown.clone()}
            />
            <ul id="picker-lines" role="listbox" aria-label="Sources" tabindex="-1" onmousedown={keep} {onkeydown}>
                { for shown.map(|(n, line)| {
                    let onclick = send.reform(move |_: MouseEvent| Message::Pick(Some(n), web::stamp()));
                    html! {
                        <li id={format!("choice-{n}")} role="option" aria-selected={(n == lines.marked).to_string()} data-new={line.new.then_some("")} {onclick}>
                            <kbd aria-hidden="true">{ if n < 9 && lines.text.is_empty() && !send.keys.unseen { (n + 1).to_string() } else { String::new() } }</kbd>
                            <span class="name">{ line.name.clone() }</span>
                            <span class="hint">{ line.hint.clone() }</span>
                        </li>
                    }
                }) }
            </ul>
            if let Some(cue) = &lines.cue {
                <p class="picker-cue" role="status">{ "Cue: " }<q>{ cue.clone() }</q></p>
            }
            <p class="picker-foot">
                { if send.keys.unseen { "or touch a source in the text" } else { "or click a source in the text" } }
                <button type="button" class="quiet" onclick={later}>{ "Later" }if !send.keys.unseen { <kbd aria-hidden="true">{ "Esc" }</kbd> }</button>
            </p>
        </div>
    }
}
