//! Small fields: a choice, a line, a note.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::element::html;
use super::{Send, icon::Icon};
use crate::{
    keys::{Action, Key},
    web,
};

/// What is in the field an event comes from.
pub(super) fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        target.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value).unwrap_or_default()
    }
}

/// A quiet button that sends a message.
pub(super) fn act(
    name: impl Into<AttrValue>,
    key: Option<&'static str>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let name: AttrValue = name.into();
    html! {
        <button type="button" aria-keyshortcuts={key} {onclick}>{ name }{ key.map(|key| html! { <kbd aria-hidden="true">{ key }</kbd> }) }</button>
    }
}

/// The key of an act as a button shows it: for the attribute that names it, and to be seen.
pub(super) fn hint(send: &Send, action: Action) -> (Option<String>, Html) {
    let key = send.keys.hint(action);
    let shown = key.map(|key| html! { <kbd aria-hidden="true">{ key.shown() }</kbd> });
    (key.map(Key::aria), shown.unwrap_or_default())
}

/// A small button with a picture, named for those who do not see it.
pub(super) fn icon_act(icon: Icon, name: String, onclick: Callback<MouseEvent>) -> Html {
    let title = name.clone();
    html! { <button type="button" class="only-icon" aria-label={name} {title} {onclick}>{ icon.html() }</button> }
}

/// A field that is chosen from a list; answers with the number of the choice.
pub(super) fn choice(
    name: &'static str,
    options: &[&str],
    chosen: usize,
    onchange: &Callback<usize>,
) -> Html {
    let onchange = onchange.reform(|event: Event| value_of(&event).parse().unwrap_or(0));
    html! {
        <label class="field">
            <span>{ name }</span>
            <select aria-label={name} {onchange}>
                { for options.iter().enumerate().map(|(n, option)| html! {
                    <option value={n.to_string()} ~selected={n == chosen}>{ option.to_string() }</option>
                }) }
            </select>
        </label>
    }
}

/// A field of one line; answers with every letter.
pub(super) fn line(
    name: &'static str,
    id: Option<&'static str>,
    value: &str,
    hint: &'static str,
    oninput: &Callback<String>,
) -> Html {
    let oninput = oninput.reform(|event: InputEvent| value_of(&event));
    html! {
        <label class="field">
            <span>{ name }</span>
            <input type="text" {id} value={value.to_owned()} placeholder={hint} {oninput} />
        </label>
    }
}

/// A field of one line; answers when it is left, or with Enter.
///
/// What is typed is the field's own until then: `value` would be written back into it with
/// every drawing, so it is only what the field starts with, and another value is another field.
pub(super) fn settled_line(
    name: &'static str,
    value: &str,
    hint: &'static str,
    onchange: &Callback<String>,
) -> Html {
    settled(name, value, hint, onchange.reform(|event: Event| value_of(&event)))
}

fn settled(name: &'static str, value: &str, hint: &'static str, onchange: Callback<Event>) -> Html {
    html! {
        <label class="field">
            <span>{ name }</span>
            <input key={value} type="text" ~defaultValue={value.to_owned()} placeholder={hint} {onchange} />
        </label>
    }
}

/// The same for a name: left empty, it has its old value again.
pub(super) fn name_line(name: &'static str, value: &str, onchange: &Callback<String>) -> Html {
    let (old, onchange) = (value.to_owned(), onchange.clone());
    let named = Callback::from(move |event: Event| match value_of(&event) {
        empty if empty.trim().is_empty() => web::refill(&event, &old),
        new => onchange.emit(new),
    });
    settled(name, value, "", named)
}

/// A field of several lines; answers with every letter.
pub(super) fn area(
    name: &'static str,
    id: Option<&'static str>,
    value: &str,
    hint: &'static str,
    oninput: &Callback<String>,
) -> Html {
    let oninput = oninput.reform(|event: InputEvent| value_of(&event));
    html! {
        <label class="field">
            <span>{ name }</span>
            <textarea {id} rows="2" value={value.to_owned()} placeholder={hint} {oninput} />
        </label>
    }
}
