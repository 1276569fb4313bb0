//! Pages that come by the clipboard or by the bookmarklet.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlTextAreaElement, MessageEvent, Window};

/// The most HTML that is taken from a clipboard or another window, in UTF-16 code units.
const MAX_PAGE: u32 = 20_000_000;

/// The HTML of what is pasted, when it is a page or a good part of one. A word or two copied with
/// its style is not.
#[must_use]
pub fn pasted_page(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let html = data.get_data("text/html").ok()?;
    let has = |tag: &str| html.matches(tag).take(2).count() == 2;
    (html.len() < MAX_PAGE as usize && (has("<p") || has("<div") || html.contains("<article")))
        .then_some(html)
}

/// The words of what is pasted.
fn pasted_text(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}

/// What a field would hold once this was pasted into it.
#[must_use]
pub fn with_pasted(event: &Event) -> Option<String> {
    let pasted = pasted_text(event)?;
    let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let (from, to) = (field.selection_start().ok()??, field.selection_end().ok()??);
    let there = JsString::from(field.value());
    let part = |from, to| String::from(there.substring(from, to));
    Some([part(0, from), pasted, part(to, there.length())].concat())
}

/// What stands behind the address of Hearsay where it was opened for a page.
const FOR_A_PAGE: &str = "#page";

/// The bookmarklet: hands the page one is on to Hearsay, until it says that it has it.
///
/// A Hearsay that it opened before is asked first: to open it again would load it anew, and what is
/// being looked at there with it. Only a window that is empty, or where nobody answers, is sent to
/// Hearsay's address. It names this page as the only one that may hear it.
#[must_use]
pub fn bookmarklet() -> String {
    let here = super::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let here = here.split(['#', '?']).next().unwrap_or_default();
    let origin = super::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!(
        "javascript:(function(){{var w=window.open('','hearsay'),n=0,b=0,\
         m={{hearsay:'page',id:''+Math.random(),url:location.href,html:document.documentElement.outerHTML}},\
         g=function(){{w.location.href='{here}\\x23page'}},t;if(!w)return;\
         try{{b=w.location.href==='about:blank'}}catch(e){{}}if(b)g();else w.focus();\
         t=setInterval(function(){{if(w.closed||n++>60){{clearInterval(t);return}}\
         if(n===7&&!b)g();w.postMessage(m,'{origin}')}},500);\
         addEventListener('message',function(e){{if(e.origin==='{origin}'&&e.data==='hearsay:got'){{clearInterval(t)}}}})}})()"
    )
}

/// Whether Hearsay was opened to be handed a page. It is asked once: the address is Hearsay's own
/// again after it.
#[must_use]
pub fn is_for_a_page() -> bool {
    let Some(window) = super::window() else { return false };
    let is = window.location().hash().is_ok_and(|hash| hash == FOR_A_PAGE);
    if is {
        drop(window.location().set_hash(""));
    }
    is
}

/// The origin of a page that is of no site: one that was opened from a disk, above all.
const OPAQUE: &str = "null";

/// The address of a page of this origin, which says that it is at `url`: none where it is of no site;
/// `None` where it names another one.
fn own_address(origin: &str, url: String) -> Option<String> {
    if origin == OPAQUE {
        return (!url.starts_with("http")).then(String::new);
    }
    let rest = url.strip_prefix(origin).filter(|_| origin.starts_with("http"))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(url)
}

/// A page that another window handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Its HTML.
    pub html: String,
    /// Its address.
    pub url: String,
    /// What tells this time from another; empty where the sender does not say.
    pub id: String,
}

/// A page that another window hands over, or why it is not taken, as a sentence. `None` for any other
/// message. The sender is told that it arrived.
///
/// Anyone may send one: nothing is stored before the person has looked at it. Nobody may send one in
/// the name of another site.
#[must_use]
pub fn handed_page(event: &MessageEvent) -> Option<Result<Handed, &'static str>> {
    let data = event.data();
    let field = |name: &str| Reflect::get(&data, &name.into()).ok()?.as_string();
    if field("hearsay")? != "page" {
        return None;
    }
    let (html, url) = (Reflect::get(&data, &"html".into()).ok()?, field("url").unwrap_or_default());
    let origin = event.origin();
    if let Some(sender) = event.source() {
        // A window of another site is no `Window` of this page, and yet may be spoken to.
        let sender: Window = sender.unchecked_into();
        let to = if origin == OPAQUE { "*" } else { &origin };
        drop(sender.post_message(&"hearsay:got".into(), to));
    }
    let Some(url) = own_address(&origin, url) else {
        return Some(Err(
            "A page was handed over by another site than the one it names, so it was not taken. Nothing was changed.",
        ));
    };
    // Its length is asked for before it is copied.
    match html.dyn_into::<JsString>() {
        Ok(html) if html.length() <= MAX_PAGE => {
            let id = field("id").unwrap_or_default();
            Some(Ok(Handed { html: String::from(html), url, id }))
        }
        Ok(_) => Some(Err(
            "The page that was handed over is larger than 20 MB, so it was not taken. Select the article on it, copy it, and paste it here.",
        )),
        Err(_) => Some(Err(
            "A page was handed over without its text, so it was not taken. Select the article on it, copy it, and paste it here.",
        )),
    }
}

/// What is pasted where no field takes it: a page, or else its words. `None` where a field or a dialog
/// is there for it, and for what has no words.
#[must_use]
pub fn pasted_nowhere(event: &Event) -> Option<Result<String, String>> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = "input, textarea, select, [contenteditable]";
    let taken = target.is_some_and(|target| target.closest(field).is_ok_and(|found| found.is_some()));
    if event.default_prevented() || taken || super::find("dialog[open]").is_some() {
        return None;
    }
    if let Some(html) = pasted_page(event) {
        return Some(Ok(html));
    }
    let text = pasted_text(event)?;
    (!text.trim().is_empty()).then_some(Err(text))
}
