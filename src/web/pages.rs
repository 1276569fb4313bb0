//! Pages that come by the clipboard or by the bookmarklet.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, MessageEvent, Window};

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

/// The bookmarklet: opens Hearsay and hands it the page one is on, until it says that it has it.
///
/// It names this page as the only one that may hear it.
#[must_use]
pub fn bookmarklet() -> String {
    let here = super::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let here = here.split(['#', '?']).next().unwrap_or_default();
    let origin = super::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!(
        "javascript:(function(){{var w=window.open('{here}','hearsay'),n=0,\
         m={{hearsay:'page',url:location.href,html:document.documentElement.outerHTML}},\
         t=setInterval(function(){{if(!w||w.closed||n++>60){{clearInterval(t)}}else{{w.postMessage(m,'{origin}')}}}},500);\
         addEventListener('message',function(e){{if(e.origin==='{origin}'&&e.data==='hearsay:got'){{clearInterval(t)}}}})}})()"
    )
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

/// A page that another window hands over: its HTML and address, or why it is not taken, as a sentence.
/// `None` for any other message. The sender is told that it arrived.
///
/// Anyone may send one: nothing is stored before the person has looked at it. Nobody may send one in
/// the name of another site.
#[must_use]
pub fn handed_page(event: &MessageEvent) -> Option<Result<(String, String), &'static str>> {
    let data = event.data();
    let field = |name: &str| Reflect::get(&data, &name.into()).ok()?.as_string();
    if field("hearsay")? != "page" {
        return None;
    }
    let (html, url) = (Reflect::get(&data, &"html".into()).ok()?, field("url").unwrap_or_default());
    let origin = event.origin();
    if let Some(sender) = event.source().and_then(|source| source.dyn_into::<Window>().ok()) {
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
        Ok(html) if html.length() <= MAX_PAGE => Some(Ok((String::from(html), url))),
        _ => Some(Err(
            "The page that was handed over is larger than 20 MB, so it was not taken. Select the article on it, copy it, and paste it here.",
        )),
    }
}
