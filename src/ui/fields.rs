//! Small fields: a choice, a line, a note.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::element::html;
use super::{Send, icon::Icon};
use crate::keys::{Action, Key};

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
pub(super) fn settled_line(name: &'static str, hint: &'static str, onchange: &Callback<String>) -> Html {
    let onchange = onchange.reform(|event: Event| value_of(&event));
    html! {
        <label class="field">
            <span>{ name }</span>
            <input type="text" placeholder={hint} {onchange} />
        </label>
    }
}

/// A field of one line whose words may be kept otherwise than they are typed; answers with every
/// letter. `is_kept` says whether what was typed, first, is what the value says.
pub(super) fn loose_line(
    name: &'static str,
    value: &str,
    hint: &'static str,
    is_kept: fn(&str, &str) -> bool,
    oninput: &Callback<String>,
) -> Html {
    let is_kept = Kept(is_kept);
    html! { <LooseLine {name} value={value.to_owned()} {hint} {is_kept} oninput={oninput.clone()} /> }
}

/// Functions are not compared: a field has one for good.
#[derive(Clone, Copy)]
struct Kept(fn(&str, &str) -> bool);

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LooseProps {
    name: &'static str,
    value: String,
    hint: &'static str,
    is_kept: Kept,
    oninput: Callback<String>,
}

/// What is typed, for as long as the field has the keyboard: “mill, ” is kept as the tag “mill”, and
/// the comma must not be taken away under the hand. Left, it reads as it is kept.
struct LooseLine(String);

impl Component for LooseLine {
    /// What was typed, or that the field was left.
    type Message = Option<String>;
    type Properties = LooseProps;

    fn create(context: &Context<Self>) -> Self {
        Self(context.props().value.clone())
    }

    fn update(&mut self, context: &Context<Self>, typed: Option<String>) -> bool {
        match typed {
            Some(typed) => {
                self.0.clone_from(&typed);
                context.props().oninput.emit(typed);
            }
            None => self.0.clone_from(&context.props().value),
        }
        true
    }

    fn changed(&mut self, context: &Context<Self>, _: &LooseProps) -> bool {
        let LooseProps { value, is_kept, .. } = context.props();
        if !(is_kept.0)(&self.0, value) {
            self.0.clone_from(value);
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (name, hint) = (context.props().name, context.props().hint);
        let oninput = context.link().callback(|event: InputEvent| Some(value_of(&event)));
        let onchange = context.link().callback(|_: Event| None);
        html! {
            <label class="field">
                <span>{ name }</span>
                <input type="text" dir="auto" value={self.0.clone()} placeholder={hint} {oninput} {onchange} />
            </label>
        }
    }
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
